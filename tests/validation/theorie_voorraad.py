"""What theory says of moves inside the stock and of a stock that nothing enters or leaves, apart from woonsim.

Rates are per year, durations in years. Here a woning that finds the list empty stands empty until somebody comes:
the woning is the server, and a time on the list is the wait before service.
"""

from dataclasses import dataclass
from math import comb, exp, lgamma, log

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]


def with_tenants(outsiders: float, tenants: float, homes: float, quota: float = 0.0) -> float:
    """O14, O15: the wait on a list of `outsiders` and `tenants`; `homes` fall free from outside, and are lost if unlet.

    A tenant who is housed frees a woning at once. So a woning that falls free serves the first of the list, and the
    next for as long as tenants come first and the quota, at each link with chance q, does not take it: at least k
    with chance (1-q)^k p^(k-1), where p is the share of tenants. Who leaves the list shows nothing of who stays, so
    its length n alone is a Markov chain. Of n to n + 1 as often up as down: l pi_n = mu sum_k (1-q)^k p^(k-1) pi_(n+k);
    pi_n = (1-r) r^n solves it with l = mu (1-q) r / (1 - r p (1-q)), so r = l / ((1-q) (mu + l p)), and the wait is
    r / (1-r) / l = 1 / ((1-q) (mu + l p) - l): with l p `tenants` and l - l p `outsiders` what stands below.
    """
    return 1 / ((1 - quota) * homes - outsiders - quota * tenants)


@dataclass(frozen=True)
class Voorraad:
    """A closed stock in the long run: chance that all is let, woningen let, and the length of the list."""

    full: float
    occupied: float
    length: float


def closed_stock(arrivals: float, ending: float, woningen: int, leaving: float = 0.0) -> Voorraad:
    """O5: M/M/c, and Erlang's model with impatience if everybody on the list leaves at rate `leaving`.

    The number n of tenants and seekers together goes up at `arrivals`, down at `ending` min(n, c) + `leaving` (n-c)+.
    """
    weights = [1.0]
    while len(weights) <= 2 * woningen or weights[-1] > 1e-17 * max(weights):
        n = len(weights)
        weights.append(weights[-1] * arrivals / (ending * min(n, woningen) + leaving * max(n - woningen, 0)))
    p, n = np.array(weights) / sum(weights), np.arange(len(weights))
    length = float(p @ np.maximum(n - woningen, 0))
    return Voorraad(float(p[woningen:].sum()), float(p @ np.minimum(n, woningen)), length)


def waits_by_class(urgent: float, regular: float, ending: float, woningen: int) -> tuple[float, float]:
    """O4 (Cobham 1954): waits when the urgent come first at each woning that falls free, and nobody is put out.

    While all is let woningen fall free at rate m = c nu, and between the levels k and k + 1 of the urgent list it is
    crossed as often up as down, u pi(all let, k) = m pi(k + 1): given that all is let it is geometric with r = u/m,
    so its length is C r / (1 - r) and, by Little, the wait C / (m - u). The order does not change when a woning falls
    free, so both lists together are as long as that of O5, C (u + v) / (m - u - v): the rest is the regular list.
    """
    m, both = ending * woningen, closed_stock(urgent + regular, ending, woningen)
    wait = both.full / (m - urgent)
    return wait, (both.length - urgent * wait) / regular


def in_rounds(rates: tuple[float, float], ending: float, woningen: int, cycle: float, most: tuple[int, int]) -> Values:
    """O4, O5 when woningen are let in rounds, each `cycle`: the mean lengths of the urgent and the regular list.

    What fell free since the round before is published in a round and let in the next; what nobody took is in that
    round again. After a round: u and v on the lists, b woningen published. In a cycle Poisson numbers come on each
    list, and of the c - b let woningen each falls free with chance 1 - exp(-nu cycle); then the urgent take what is
    published, the regular what is left. Repeated until it does not change; `most` cuts off the lists.
    """
    u, v, b, f = np.indices((most[0], most[1], woningen + 1, woningen + 1)).reshape(4, -1)
    u, v, b, f = (x[b + f <= woningen] for x in (u, v, b, f))
    free = 1 - exp(-ending * cycle)
    chance = np.array([comb(woningen - i, j) * free**j * (1 - free) ** (woningen - i - j) for i, j in zip(b, f)])
    first = np.minimum(u, b)
    second = np.minimum(v, b - first)
    shape = (*most, woningen + 1)
    after = np.ravel_multi_index((u - first, v - second, b - first - second + f), shape)
    before = np.ravel_multi_index((u, v, b), shape)
    come = [_comes(rate * cycle, size) for rate, size in zip(rates, most)]
    p = np.zeros(shape)
    p[0, 0, 0] = 1.0
    for _ in range(100_000):
        # who comes: the second list within each first (matmul works on its last two axes), then the first
        with_new = np.tensordot(come[0], come[1] @ p, 1)
        following = np.bincount(after, with_new.ravel()[before] * chance, p.size).reshape(shape)
        done, p = float(np.abs(following - p).sum()) < 1e-10, following
        if done:
            break
    else:
        raise ArithmeticError("the lists have not settled: they are too long for the rounds")
    lists = np.array([p.sum(axis=(1, 2)) @ np.arange(most[0]), p.sum(axis=(0, 2)) @ np.arange(most[1])])
    # between two rounds the lists only grow
    return lists + np.array(rates) * cycle / 2


def _comes(mean: float, size: int) -> Values:
    """Column j: the chances of each length after Poisson newcomers on a list of j, the last length being `size` - 1."""
    chances = np.array([exp(k * log(mean) - mean - lgamma(k + 1)) if mean else float(k == 0) for k in range(size)])
    table = np.array([[chances[i - j] if i >= j else 0.0 for j in range(size)] for i in range(size)])
    table[-1] += 1 - table.sum(axis=0)
    return table

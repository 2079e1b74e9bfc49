"""What theory says: exact expectations of waiting lists, computed apart from woonsim.

Rates are per year, durations in years. A vacancy that finds the list empty is lost to it, so the first
on the list is "in service": a time from registration to letting is the sojourn time of a queue.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import permutations
from math import exp, lgamma, log, sqrt

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Aanloop:
    """A list that starts empty: expectations over a term."""

    mean_list: float
    list_at_end: float
    allocations: float


def from_empty(arrivals: float, homes: float, leaving: float, years: float) -> Aanloop:
    """O24: Poisson arrivals and homes, everybody on the list leaves at rate `leaving`; by uniformisation."""
    most = _most(arrivals, homes, leaving, years)
    n = np.arange(most + 1)
    up = np.where(n < most, arrivals, 0.0)
    down = np.where(n > 0, homes + leaving * n, 0.0)
    rate = float((up + down).max())
    p = np.zeros(most + 1)
    p[0] = 1.0
    mean_list = list_at_end = filled = 0.0
    beyond = 1.0
    for step in range(int(rate * years + 12 * sqrt(rate * years) + 60)):
        weight = _poisson(step, rate * years)
        beyond -= weight
        # `beyond` is the chance of more than `step` jumps: over the rate, the expected time spent after this one.
        spent = max(beyond, 0.0) / rate
        mean_list += spent * float(p @ n)
        filled += spent * float(1.0 - p[0])
        list_at_end += weight * float(p @ n)
        moved = p * (1.0 - (up + down) / rate)
        moved[1:] += p[:-1] * up[:-1] / rate
        moved[:-1] += p[1:] * down[1:] / rate
        p = moved
    return Aanloop(mean_list / years, list_at_end, homes * filled)


def _most(arrivals: float, homes: float, leaving: float, years: float) -> int:
    """A length that the list practically never reaches."""
    growth = max(arrivals - homes, 0.0)
    drift = growth * years if leaving == 0 else min(growth * years, growth / leaving)
    return int(drift + 12 * sqrt((arrivals + homes) * years) + 40)


def _poisson(k: int, mean: float) -> float:
    return exp(k * log(mean) - mean - lgamma(k + 1))


def poisson_mean(of: Callable[[int], float], mean: float) -> float:
    """E[of(V)] for V Poisson."""
    top = int(mean + 12 * sqrt(mean) + 20)
    return sum(of(k) * _poisson(k, mean) for k in range(top))


@dataclass(frozen=True)
class Vertrek:
    """A list that people leave by themselves, in the long run."""

    length: float
    leaving_share: float
    wait_of_housed: float


def with_leaving(arrivals: float, homes: float, leaving: float, *, first_stays: bool = False) -> Vertrek:
    """O9: everybody on the list leaves at rate `leaving`.

    `first_stays` is the textbook M/M/1+M, in which the one in service does not leave: the wrong model here.
    """
    weights = [1.0]
    n = 0
    while weights[-1] > 1e-18 * max(weights) or n < 50:
        n += 1
        patient = n - 1 if first_stays else n
        weights.append(weights[-1] * arrivals / (homes + patient * leaving))
    p = np.array(weights) / sum(weights)
    numbers = np.arange(len(p))
    # Who finds n on the list is housed when it outlives the n + 1 steps to the front and out (theta each).
    steps = 1.0 / (homes + (numbers + 1) * leaving)
    waits = np.cumsum(steps)
    housed = homes * steps
    length = float(p @ numbers)
    impatient = float(p @ np.maximum(numbers - first_stays, 0))
    wait = float((p * housed) @ waits / (p @ housed))
    return Vertrek(length, leaving * impatient / arrivals, wait)


def wait_of_special_by_counting(arrivals: float, homes: float, n: int) -> float:
    """O7: every n-th vacancy is for this list."""
    return (n + 1) / (2 * homes * (1 - arrivals * n / homes))


def wait_of_regular_by_counting(arrivals: float, homes: float, n: int) -> float:
    """O7: this list gets every vacancy but each n-th; matrix-geometric, the phase counts since the last n-th."""
    phase = np.arange(n)
    up = arrivals * np.eye(n)
    down, past = np.zeros((n, n)), np.zeros((n, n))
    down[phase[:-1], phase[1:]] = homes
    past[n - 1, 0] = homes
    return _mean_length(up, past - (arrivals + homes) * np.eye(n), down) / arrivals


def with_spill(special: float, regular: float, apart: float, homes: float) -> tuple[float, float]:
    """O8: waits for woningen drawn `apart`, and for the others and those set apart that nobody special wants.

    The special list sees every woning set apart and is that of O6. The regular list gets `homes - apart`, and
    `apart` more while the special one is empty: it is up one and down one in phases, the length of the special
    list (cut off where it practically never comes); its mean is matrix-geometric.
    """
    n = int(log(1e-13) / log(special / apart)) + 2
    phase = np.arange(n)
    up, down = regular * np.eye(n), np.diag(np.where(phase == 0, homes, homes - apart))
    same = special * np.eye(n, k=1) + apart * np.eye(n, k=-1)
    same -= np.diag(same.sum(axis=1)) + up + down
    return 1 / (apart - special), _mean_length(up, same, down) / regular


def _mean_length(up: NDArray[np.float64], same: NDArray[np.float64], down: NDArray[np.float64]) -> float:
    """The mean level of a chain that goes one up or down while its phase changes; at zero `down` moves the phase."""
    n = len(up)
    r = _rate_matrix(up, same, down)
    empty = same + down
    balance = empty + r @ down
    rest = np.linalg.inv(np.eye(n) - r)
    system = np.column_stack([balance[:, 1:], rest.sum(axis=1)])
    at_zero = np.linalg.solve(system.T, np.append(np.zeros(n - 1), 1.0))
    return float(at_zero @ r @ rest @ rest @ np.ones(n))


def with_voorrang(homes: float, arrivals: Sequence[float]) -> list[float]:
    """O3: the wait of each group when a woning goes to the first group of which anybody is on the list.

    What the first k groups do does not depend on those after them: together they are one list of O1, s / (1 - s)
    long at load s = (l1 + ... + lk) / homes. The length of group k is the difference of two of these.
    """
    loads = np.concatenate([[0.0], np.cumsum(np.array(arrivals) / homes)])
    lengths = np.diff(loads / (1 - loads))
    return [float(wait) for wait in lengths / np.array(arrivals)]


def _rate_matrix(up: NDArray[np.float64], same: NDArray[np.float64], down: NDArray[np.float64]) -> NDArray[np.float64]:
    """Minimal R with up + R same + R^2 down = 0, by logarithmic reduction (Latouche and Ramaswami 1993)."""
    unit, inverse = np.eye(len(up)), np.linalg.inv(-same)
    rises, falls = inverse @ up, inverse @ down
    to_below, further = falls.copy(), rises.copy()
    for _ in range(60):
        jumps = np.linalg.inv(unit - rises @ falls - falls @ rises)
        rises, falls = jumps @ rises @ rises, jumps @ falls @ falls
        to_below += further @ falls
        further = further @ rises
        if float(np.abs(further).max()) < 1e-15:
            return up @ np.linalg.inv(-same - up @ to_below)
    raise ArithmeticError("the rate matrix does not converge")


@dataclass(frozen=True)
class Plaatsen:
    """Places from which people need a woning, in the long run."""

    refused: float
    """Share of those who apply that finds no place."""
    stay: float
    ready: float
    housed: float
    """Per year."""
    supported: float
    waiting: float
    all_blocked: float

    @property
    def wait(self) -> float:
        """From ready to housed, by Little's law."""
        return self.ready / self.housed


def product_form(arrivals: float, ending: float, homes: float, places: int) -> Plaatsen:
    """O19: a loss network. pi(i in the stay, j ready) is proportional to (l/mu)^i / i! (l/nu)^j."""
    pairs = [(i, j) for i in range(places + 1) for j in range(places + 1 - i)]
    logs = np.array([i * log(arrivals / ending) - lgamma(i + 1) + j * log(arrivals / homes) for i, j in pairs])
    p = np.exp(logs - logs.max())
    p /= p.sum()
    stay, ready = np.array(pairs).T
    full = p[stay + ready == places].sum()
    return Plaatsen(full, p @ stay, p @ ready, homes * p[ready > 0].sum(), 0.0, 0.0, p[ready == places].sum())


def with_support(arrivals: float, ending: float, homes: float, places: int, slots: int, release: float) -> Plaatsen:
    """O20: a special home is only usable while one of `slots` is free; each is released at rate `release`."""
    states = [(i, j, k) for i in range(places + 1) for j in range(places + 1 - i) for k in range(slots + 1)]
    rates = []
    for i, j, k in states:
        if i + j < places:
            rates.append(((i, j, k), (i + 1, j, k), arrivals))
        if i:
            rates.append(((i, j, k), (i - 1, j + 1, k), ending * i))
        if j and k < slots:
            rates.append(((i, j, k), (i, j - 1, k + 1), homes))
        if k:
            rates.append(((i, j, k), (i, j, k - 1), release * k))
    p = stationary(states, rates)
    stay, ready, taken = np.array(states).T
    usable = (ready > 0) & (taken < slots)
    full = p[stay + ready == places].sum()
    return Plaatsen(full, p @ stay, p @ ready, homes * p[usable].sum(), p @ taken, 0.0, p[ready == places].sum())


def with_list(arrivals: float, ending: float, homes: float, places: int, longest: int) -> Plaatsen:
    """O21: who finds no place waits for one; the list is cut off at a length practically never reached."""
    states = [(i, j, 0) for i in range(places + 1) for j in range(places + 1 - i)]
    states += [(i, places - i, n) for i in range(places + 1) for n in range(1, longest + 1)]
    rates = []
    for i, j, n in states:
        if i + j < places:
            rates.append(((i, j, n), (i + 1, j, n), arrivals))
        elif n < longest:
            rates.append(((i, j, n), (i, j, n + 1), arrivals))
        if i:
            rates.append(((i, j, n), (i - 1, j + 1, n), ending * i))
        if j:
            rates.append(((i, j, n), (i + 1, j - 1, n - 1) if n else (i, j - 1, 0), homes))
    p = stationary(states, rates)
    stay, ready, waiting = np.array(states).T
    served = homes * p[ready > 0].sum()
    return Plaatsen(0.0, p @ stay, p @ ready, served, 0.0, p @ waiting, p[ready == places].sum())


def stationary(
    states: Sequence[tuple[int, ...]], rates: Sequence[tuple[tuple[int, ...], tuple[int, ...], float]]
) -> NDArray[np.float64]:
    """The long-run distribution of a Markov chain: solved for a small one, else by repeated steps."""
    number = {state: n for n, state in enumerate(states)}
    source = np.array([number[a] for a, _, _ in rates])
    target = np.array([number[b] for _, b, _ in rates])
    rate = np.array([r for _, _, r in rates])
    out = np.bincount(source, rate, len(states))
    if len(states) <= 2000:
        generator = np.zeros((len(states), len(states)))
        np.add.at(generator, (target, source), rate)
        generator -= np.diag(out)
        generator[-1] = 1.0
        return np.linalg.solve(generator, np.eye(len(states))[-1])
    p = np.full(len(states), 1.0 / len(states))
    fastest = float(out.max()) * 1.01
    for step in range(400_000):
        moved = p + (np.bincount(target, rate * p[source], len(states)) - out * p) / fastest
        if step % 500 == 0 and float(np.abs(moved - p).sum()) < 1e-13:
            return moved
        p = moved
    raise ArithmeticError("the chain does not settle")


@dataclass(frozen=True)
class Keten:
    """Vacancy chains: `lengths[l - 1]` is the chance of l lettings, `lettings[i]` those in stratum i per chain."""

    mean: float
    variance: float
    lengths: NDArray[np.float64]
    lettings: NDArray[np.float64]


def chains(moves: list[list[float]], start: list[float], quota: float = 0.0) -> Keten:
    """O13 (White 1970): a vacancy in stratum i is taken by a tenant from j with chance `moves[i][j]`, else it ends.

    A quota that takes each vacancy out of the chain with chance `quota` makes of these (1 - quota) as much.
    """
    q, s = (1 - quota) * np.array(moves), np.array(start)
    unit, one = np.eye(len(s)), np.ones(len(s))
    visits = np.linalg.inv(unit - q)
    expected = visits @ one
    mean = float(s @ expected)
    square = float(s @ (2 * visits - unit) @ expected)
    lengths = [float(s @ np.linalg.matrix_power(q, n) @ (unit - q) @ one) for n in range(20)]
    return Keten(mean, square - mean**2, np.array(lengths), s @ visits)


@dataclass(frozen=True)
class Gelabeld:
    """A list with woningen for everybody and woningen for the old only: waits, lengths, chance of an empty list."""

    wait_young: float
    wait_old: float
    length_young: float
    length_old: float
    empty: float


def with_labels(young: float, old: float, unlabelled: float, labelled: float) -> Gelabeld:
    """O17: the N-model of the redundancy queue, ranked by inschrijfduur; a woning that nobody may have is lost.

    The chance of an empty list from the product form, by the orders in which the two groups first appear.
    """
    homes, seekers = unlabelled + labelled, young + old
    wait_old = 1 / (homes - seekers)
    wait_young = 1 / (unlabelled - young) + wait_old - 1 / (homes - young)
    # from the front: some young (only unlabelled woningen serve them), then an old one, then anybody
    only_young = 1 / (1 - young / unlabelled)
    with_old = only_young * (old / homes) / (1 - seekers / homes)
    return Gelabeld(wait_young, wait_old, young * wait_young, old * wait_old, 1 / (only_young + with_old))


@dataclass(frozen=True)
class Verdeeld:
    """A list of groups who may each have some kinds of woningen."""

    waits: tuple[float, ...]
    """By group."""
    lost: tuple[float, ...]
    """By kind: the share that nobody on the list may have."""
    empty: float
    """Chance of an empty list."""


def with_kinds(arrivals: Sequence[float], homes: Sequence[float], may: Sequence[Collection[int]]) -> Verdeeld:
    """O18: group g may have the kinds `may[g]`; each woning goes to the first on the list who may have it, or is lost.

    With m(c) the woningen per year of the kinds that anybody of c may have, a list c1 ... cn has chance in proportion
    to the product of l(ci) / m(c1 ... ci). It balances in two parts: what is let on that list, m(c1 ... cn), is what
    comes in at its end, l(cn); and that a g registers, l(g), is that one is housed from any place in it. The latter
    by induction on n: from the last place m(c1 ... cn g) - m(c1 ... cn) times l(g) / m(c1 ... cn g), from the others
    by the shorter list l(g) m(c1 ... cn) / m(c1 ... cn g); together l(g). It asks only that m knows no order.

    Lists by the order in which groups first appear: after the j-th come any number of the first j, which sums to
    l(j-th) / (m - l) of these j, and of each g of them then l(g) / (m - l) are expected there.
    """
    groups, kinds = range(len(arrivals)), range(len(homes))
    total, length, lost = 0.0, [0.0 for _ in groups], [0.0 for _ in kinds]
    for order in (order for n in range(len(groups) + 1) for order in permutations(groups, n)):
        weight, numbers = 1.0, [float(g in order) for g in groups]
        for j, newest in enumerate(order, start=1):
            present = order[:j]
            spare = sum(homes[k] for k in kinds if any(k in may[g] for g in present)) - sum(
                arrivals[g] for g in present
            )
            assert spare > 0, f"the list of groups {present} grows without end"
            weight *= arrivals[newest] / spare
            for g in present:
                numbers[g] += arrivals[g] / spare
        total += weight
        length = [so_far + weight * number for so_far, number in zip(length, numbers, strict=True)]
        lost = [so_far + weight * all(k not in may[g] for g in order) for k, so_far in enumerate(lost)]
    waits = (one / total / rate for one, rate in zip(length, arrivals, strict=True))
    return Verdeeld(tuple(waits), tuple(one / total for one in lost), 1 / total)


def saturated_vacancies(woningen: float, leaving: float, turnaround: float) -> float:
    """O23: vacancies per year of woningen that are let again `turnaround` years after each end, whatever the law."""
    return woningen / (1 / leaving + turnaround)

"""The theory of moves and of a closed stock gives the published figures, and what chains solved by number give."""

import numpy as np
import pytest

from tests.validation.theorie import stationary
from tests.validation.theorie_voorraad import closed_stock, in_rounds, waits_by_class, with_tenants


def test_a_list_with_tenants() -> None:
    assert with_tenants(110, 90, 120) == pytest.approx(0.1)
    assert with_tenants(110, 90, 120, 0.02) == pytest.approx(0.172414, abs=1e-6)
    assert 200 * with_tenants(110, 90, 120, 0.02) == pytest.approx(34.482759, abs=1e-6)
    # the quota takes links of chains too: more than the homes that it takes of those that begin one
    assert with_tenants(110, 90, 120, 0.02) > 1 / (0.98 * 120 - 110)


@pytest.mark.parametrize(
    ("outsiders", "tenants", "homes", "quota"), [(3, 6, 10, 0.0), (2, 5, 10, 0.2), (2, 8, 10, 0.25)]
)
def test_a_list_with_tenants_by_number(outsiders: float, tenants: float, homes: float, quota: float) -> None:
    """Kept as a Markov chain on the length: every vacancy serves k of n with the chances of its chain."""
    longest, p = 150, tenants / (outsiders + tenants)
    rates = [((n, 0, 0), (n + 1, 0, 0), outsiders + tenants) for n in range(longest)]
    for n in range(1, longest + 1):
        on = 1 - quota
        for k in range(1, n + 1):
            # the k-th is served; there is an end to it when that is an outsider, or the quota takes what is left behind
            ends = 1.0 if k == n else 1 - p * (1 - quota)
            rates.append(((n, 0, 0), (n - k, 0, 0), homes * on * ends))
            on *= p * (1 - quota)
    found = stationary([(n, 0, 0) for n in range(longest + 1)], rates)
    length = float(found @ np.arange(longest + 1))
    assert length / (outsiders + tenants) == pytest.approx(with_tenants(outsiders, tenants, homes, quota), rel=1e-6)


@pytest.mark.parametrize(
    ("given", "full", "wait", "length"),
    [
        ((4.5, 0.1, 50), 0.363864, 0.727729, 3.274780),
        ((1.6, 0.2, 10), 0.409180, 1.022950, 1.636721),
        ((20, 0.07, 300), 0.300120, 0.300120, 6.002395),
    ],
)
def test_a_closed_stock(given: tuple[float, float, int], full: float, wait: float, length: float) -> None:
    found = closed_stock(*given)
    assert (found.full, found.length / given[0], found.length) == pytest.approx((full, wait, length), abs=1e-6)
    assert found.occupied == pytest.approx(given[0] / given[1])


def test_a_closed_stock_of_which_people_leave_the_list() -> None:
    """Who comes is housed or leaves; in an endless stock nobody waits; who leaves as tenants do is one of them."""
    found = closed_stock(14, 1, 10, 1)
    assert found.occupied + found.length == pytest.approx(14)
    assert closed_stock(14, 1, 10, 2).occupied + 2 * closed_stock(14, 1, 10, 2).length == pytest.approx(14)
    assert closed_stock(2, 1, 60).length == pytest.approx(0, abs=1e-12)


def test_waits_by_class() -> None:
    assert waits_by_class(1.0, 3.5, 0.1, 50) == pytest.approx((0.090966, 0.909661), abs=1e-6)
    assert waits_by_class(0.6, 1.0, 0.2, 10) == pytest.approx((0.292272, 1.461358), abs=1e-6)


def test_waits_by_class_by_number() -> None:
    """The chain on who rents and who is on either list."""
    urgent, regular, ending, woningen, most = 0.5, 0.7, 1.0, 2, 30
    states = [(n, 0, 0) for n in range(woningen)]
    states += [(woningen, u, v) for u in range(most) for v in range(most)]
    rates = [((n, 0, 0), (n + 1, 0, 0), urgent + regular) for n in range(woningen)]
    rates += [((n, 0, 0), (n - 1, 0, 0), ending * n) for n in range(1, woningen)]
    for n, u, v in states[woningen:]:
        after = (n, u - 1, v) if u else (n, 0, v - 1) if v else (n - 1, 0, 0)
        rates.append(((n, u, v), after, ending * n))
        rates += [((n, u, v), (n, u + 1, v), urgent)] if u + 1 < most else []
        rates += [((n, u, v), (n, u, v + 1), regular)] if v + 1 < most else []
    p = stationary(states, rates)
    _, u, v = np.array(states).T
    found = waits_by_class(urgent, regular, ending, woningen)
    assert (p @ u / urgent, p @ v / regular) == pytest.approx(found, rel=2e-5)


def test_rounds_that_follow_each_other_fast_are_no_rounds() -> None:
    """The wait differs by what the rounds cost, in proportion to the time between them."""
    limit = np.array(waits_by_class(0.5, 0.7, 1.0, 2)) * (0.5, 0.7)
    far, near = (in_rounds((0.5, 0.7), 1.0, 2, cycle, (16, 32)) - limit for cycle in (0.04, 0.02))
    assert (near > 0).all()
    assert near / far == pytest.approx(np.array([0.5, 0.5]), abs=0.05)
    assert (2 * near - far) / limit == pytest.approx(np.zeros(2), abs=0.02)


def test_rounds_with_one_woning_by_number() -> None:
    """One woning, one list: after a round the woning is let, or published, or let and published (fell free)."""
    arrivals, ending, cycle = 0.4, 1.0, 0.5
    rng = np.random.default_rng(5)
    come, ends = (
        rng.poisson(arrivals * cycle, 400_000).tolist(),
        (rng.random(400_000) < 1 - np.exp(-ending * cycle)).tolist(),
    )
    listed = total = 0
    published = False
    for new, end in zip(come, ends, strict=True):
        total += listed
        listed += new
        freed = not published and end
        taken = published and listed > 0
        listed -= taken
        published = (published and not taken) or freed
    found = total / len(come) + arrivals * cycle / 2
    assert found == pytest.approx(in_rounds((0.0, arrivals), ending, 1, cycle, (1, 60))[1], rel=0.03)

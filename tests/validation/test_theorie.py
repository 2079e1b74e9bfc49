"""The theory that the other tests rely on gives the figures published with the oracles (O1 to O24), or a chain's."""

from itertools import product

import numpy as np
import pytest

from tests.validation.theorie import (
    chains,
    from_empty,
    poisson_mean,
    product_form,
    saturated_vacancies,
    stationary,
    wait_of_regular_by_counting,
    wait_of_special_by_counting,
    with_kinds,
    with_labels,
    with_leaving,
    with_list,
    with_spill,
    with_support,
    with_voorrang,
)

STRATA = [[0.30, 0.25, 0.05], [0.10, 0.20, 0.02], [0.45, 0.20, 0.05]]


@pytest.mark.parametrize(
    ("rates", "years", "mean_list", "list_at_end", "allocations"),
    [
        ((8, 10, 0), 5, 2.603708, 3.405039, 36.594961),
        ((8, 10, 0), 10, 3.12111, 3.79187, 76.20813),
        ((180, 200, 0), 10, 8.550234, 8.998504, 1790.989493),
        ((260, 190, 0.1), 10, 259.23512, 443.493778, 1897.25163),
    ],
)
def test_a_list_that_starts_empty(
    rates: tuple[float, float, float], years: float, mean_list: float, list_at_end: float, allocations: float
) -> None:
    found = from_empty(*rates, years)
    assert found.mean_list == pytest.approx(mean_list, rel=2e-6)
    assert found.list_at_end == pytest.approx(list_at_end, rel=2e-6)
    assert found.allocations == pytest.approx(allocations, rel=2e-5)  # published from a coarser integral
    arrivals, _, leaving = rates
    left = leaving * found.mean_list * years
    assert found.allocations == pytest.approx(arrivals * years - left - found.list_at_end, rel=1e-8)


@pytest.mark.parametrize(
    ("rates", "length", "leaving", "wait"),
    [((12, 10, 0.5), 5.521902, 0.230079, 0.492430), ((260, 190, 0.1), 700.0, 0.269231, 3.133944)],
)
def test_a_list_that_people_leave(
    rates: tuple[float, float, float], length: float, leaving: float, wait: float
) -> None:
    found = with_leaving(*rates)
    assert (found.length, found.leaving_share, found.wait_of_housed) == pytest.approx((length, leaving, wait), rel=2e-6)


def test_the_textbook_list_in_which_the_first_stays_is_another_one() -> None:
    found = with_leaving(12, 10, 0.5, first_stays=True)
    assert (found.length, found.leaving_share) == pytest.approx((6.132993, 0.216359), rel=2e-6)


def test_a_quota_by_counting() -> None:
    assert wait_of_special_by_counting(8, 200, 20) == pytest.approx(0.2625)
    assert wait_of_regular_by_counting(160, 200, 20) == pytest.approx(0.0326888, rel=2e-6)
    assert wait_of_regular_by_counting(180, 200, 20) == pytest.approx(0.0976898, rel=2e-6)


def test_a_count_that_restarts_every_year() -> None:
    assert 10 * poisson_mean(lambda v: v // 20, 200) == pytest.approx(95.25, abs=0.005)
    assert 10 * poisson_mean(lambda v: -(-v // 20), 200) == pytest.approx(104.75, abs=0.005)
    assert 10 * poisson_mean(lambda v: round(v / 20), 200) == pytest.approx(100.01, abs=0.015)
    # the same with halves always upwards, as the grootboek rounds
    assert 10 * poisson_mean(lambda v: (v + 10) // 20, 200) == pytest.approx(100.25, abs=0.005)
    assert poisson_mean(lambda v: v // 20, 2000) == pytest.approx(99.525, abs=5e-4)


@pytest.mark.parametrize(
    ("given", "published"),
    [
        ((3, 0.8, 2, 5), (0.452413, 2.053451, 1.986941, 1.642761, 1.209513, 0.808078)),
        ((12, 0.5, 10, 30), (0.202184, 19.147587, 7.549332, 9.573793, 0.788541, 0.889897)),
    ],
)
def test_places_that_are_blocked(given: tuple[float, float, float, int], published: tuple[float, ...]) -> None:
    found = product_form(*given)
    occupied = (found.stay + found.ready) / given[-1]
    figures = (found.refused, found.stay, found.ready, found.housed, found.wait, occupied)
    assert figures == pytest.approx(published, rel=2e-6)


@pytest.mark.parametrize(
    ("given", "published"),
    [
        ((3, 0.8, 2, 5, 4, 0.5), (0.554144, 2.644457, 1.337569, 1.977061, 2.675139)),
        ((12, 0.5, 10, 30, 12, 1), (0.270263, 10.149635, 8.756841, 1.159052, 8.756841)),
    ],
)
def test_places_that_wait_for_support(
    given: tuple[float, float, float, int, int, float], published: tuple[float, ...]
) -> None:
    found = with_support(*given)
    assert (found.refused, found.ready, found.housed, found.wait, found.supported) == pytest.approx(published, rel=2e-6)


@pytest.mark.parametrize(
    ("given", "published"),
    [
        ((1.2, 0.8, 2, 5, 200), (0.360195, 0.300163, 1.236617, 1.030514, 0.020452)),
        ((9, 0.5, 10, 30, 250), (3.058751, 0.339861, 6.349754, 0.705528, None)),
    ],
)
def test_places_with_a_list_of_their_own(
    given: tuple[float, float, float, int, int], published: tuple[float | None, ...]
) -> None:
    found = with_list(*given)
    figures = (found.waiting, found.waiting / given[0], found.ready, found.wait, found.all_blocked)
    for figure, expected in zip(figures, published, strict=True):
        assert expected is None or figure == pytest.approx(expected, rel=5e-5)


def test_chains_of_three_strata() -> None:
    found = chains(STRATA, [0.5, 0.4, 0.1])
    assert (found.mean, found.variance) == pytest.approx((1.956216, 1.793806), abs=1e-6)
    published = (0.502000, 0.258400, 0.125203, 0.059854, 0.028544, 0.013607)
    assert found.lengths[:6] == pytest.approx(published, abs=1e-6)
    assert found.lettings == pytest.approx((0.945064, 0.838496, 0.172656), abs=1e-6)
    means = [chains(STRATA, [0.5, 0.4, 0.1], quota).mean for quota in (0.05, 0.10, 0.20)]
    assert means == pytest.approx((1.868610, 1.788342, 1.646426), abs=1e-6)


def test_chains_of_one_stratum() -> None:
    found = chains([[0.45]], [1])
    assert (found.mean, found.variance) == pytest.approx((1.818182, 1.487603), abs=1e-6)
    assert found.lengths[:4] == pytest.approx((0.55, 0.2475, 0.111375, 0.050119), abs=1e-6)
    assert chains([[0.45]], [1], 0.05).mean == pytest.approx(1.746725, abs=1e-6)


def test_a_list_with_labels() -> None:
    found = with_labels(80, 60, 100, 60)
    assert (found.wait_young, found.wait_old) == pytest.approx((0.0875, 0.05))
    assert (found.length_young, found.length_old, found.empty) == pytest.approx((7.0, 3.0, 0.05))


PASSEND = ((50, 40, 30), (60, 50, 40), ({0}, {0, 1}, {1, 2}))
W_MODEL = ((40, 30, 50), (70, 70), ({0}, {1}, {0, 1}))


def test_a_list_whose_groups_may_have_some_kinds_of_woningen() -> None:
    found = with_kinds(*PASSEND)
    assert (*found.waits, found.empty) == pytest.approx((0.146847, 0.065766, 0.034685, 0.027027), abs=5e-7)
    assert with_kinds(*W_MODEL).waits == pytest.approx((0.069048, 0.060714, 0.050000), abs=5e-7)
    labels, label = with_kinds((80, 60), (100, 60), ({0}, {0, 1})), with_labels(80, 60, 100, 60)
    assert (*labels.waits, labels.empty) == pytest.approx((label.wait_young, label.wait_old, label.empty))
    # whoever comes is housed: what is let of each kind is what comes
    let = sum(homes * (1 - lost) for homes, lost in zip(PASSEND[1], found.lost, strict=True))
    assert let == pytest.approx(sum(PASSEND[0]))
    with pytest.raises(AssertionError, match=r"\(0,\) grows"):
        with_kinds((60, 10), (60, 50), ({0}, {0, 1}))


@pytest.mark.parametrize("given", [PASSEND, W_MODEL], ids=["passend", "w"])
def test_the_same_list_followed_from_one_letting_to_the_next(
    given: tuple[tuple[float, ...], tuple[float, ...], tuple[set[int], ...]],
) -> None:
    """At a twelfth of the seekers more than six on the list are too rare to matter: the chain of all shorter lists."""
    arrivals, homes, may = tuple(rate / 12 for rate in given[0]), given[1], given[2]
    lists = [one for n in range(7) for one in product(range(3), repeat=n)]
    rates = [(one, (*one, g), arrivals[g]) for one in lists if len(one) < 6 for g in range(3)]
    for one in lists:
        for kind, rate in enumerate(homes):
            first = next((place for place, g in enumerate(one) if kind in may[g]), None)
            if first is not None:
                rates.append((one, one[:first] + one[first + 1 :], rate))
    p = stationary(lists, rates)
    numbers = np.array([[one.count(g) for g in range(3)] for one in lists])
    lost = [p @ np.array([all(kind not in may[g] for g in one) for one in lists]) for kind in range(len(homes))]
    found = with_kinds(arrivals, homes, may)
    assert tuple(p @ numbers / np.array(arrivals)) == pytest.approx(found.waits, rel=1e-5)
    assert tuple(lost) == pytest.approx(found.lost, rel=1e-6)


def test_a_list_on_which_some_have_voorrang() -> None:
    assert with_voorrang(200, (30, 150)) == pytest.approx((0.0058824, 0.0588235), rel=1e-5)
    # not the waits of a woning that is a counter (Cobham), with the same rates
    assert with_voorrang(200, (30, 150)) != pytest.approx((0.0052941, 0.0529412), rel=0.01)
    rates = (2.0, 4.0)
    lists = [(m, n) for m in range(12) for n in range(24)]
    moves = [((m, n), (m + 1, n), rates[0]) for m, n in lists if m < 11]
    moves += [((m, n), (m, n + 1), rates[1]) for m, n in lists if n < 23]
    moves += [((m, n), (m - 1, n) if m else (m, n - 1), 20.0) for m, n in lists if m or n]
    waits = stationary(lists, moves) @ np.array(lists) / np.array(rates)
    assert tuple(waits) == pytest.approx(with_voorrang(20, rates), rel=1e-6)


def test_a_quota_whose_unused_woningen_go_to_the_others() -> None:
    assert with_spill(8, 160, 10, 200) == pytest.approx((0.5, 0.0314393), rel=2e-6)
    assert with_spill(8, 180, 10, 200) == pytest.approx((0.5, 0.0846441), rel=2e-6)
    special, regular, apart, homes = given = (1.25, 6.0, 5.0, 20.0)
    lists = [(r, s) for r in range(24) for s in range(14)]
    moves = [((r, s), (r + 1, s), regular) for r, s in lists if r < 23]
    moves += [((r, s), (r, s + 1), special) for r, s in lists if s < 13]
    moves += [((r, s), (r, s - 1), apart) for r, s in lists if s]
    moves += [((r, s), (r - 1, s), homes - apart if s else homes) for r, s in lists if r]
    length = stationary(lists, moves) @ np.array(lists)
    assert tuple(length / (regular, special)) == pytest.approx(with_spill(*given)[::-1], rel=1e-6)


def test_the_time_that_letting_takes() -> None:
    assert saturated_vacancies(3000, 0.07, 30 / 365) == pytest.approx(208.80, abs=0.005)

"""Intervals: against tables of Student's t, the defining equations, and counts worked out by hand."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from woonsim.intervals import difference_intervals, hall_intervals, t_quantile, wilson_interval

T_TABLE = {1: 12.7062, 2: 4.3027, 3: 3.1824, 4: 2.7764, 5: 2.5706, 9: 2.2622, 29: 2.0452, 30: 2.0423, 999: 1.9623}


@pytest.mark.parametrize(("df", "expected"), T_TABLE.items())
def test_t_quantile_is_that_of_the_printed_table(df: int, expected: float) -> None:
    assert t_quantile(df) == pytest.approx(expected, abs=5e-5)


def test_t_quantile_at_another_level() -> None:
    assert t_quantile(10, 0.95) == pytest.approx(1.8125, abs=5e-5)


def test_symmetric_values_get_the_ordinary_t_interval() -> None:
    result = hall_intervals([[1.0], [2.0], [3.0]])
    assert result.mean[0] == 2.0
    half = 4.302653 / math.sqrt(3)
    assert (result.low[0], result.high[0]) == pytest.approx((2.0 - half, 2.0 + half), abs=1e-6)
    assert result.n[0] == 3


@given(st.lists(st.floats(-1e3, 1e3), min_size=3, max_size=60))
def test_bounds_solve_halls_equation(values: list[float]) -> None:
    x = np.array(values)
    sd, n = x.std(ddof=1), len(x)
    if x.std() <= 1e-6 * (1.0 + np.abs(x).max()):
        return
    g = float(np.mean((x - x.mean()) ** 3) / x.std() ** 3)
    result = hall_intervals(x[:, np.newaxis])
    for bound, sign in ((result.low[0], 1.0), (result.high[0], -1.0)):
        w = (x.mean() - bound) / sd
        transformed = w + g * w**2 / 3 + g**2 * w**3 / 27 + g / (6 * n)
        assert transformed == pytest.approx(sign * t_quantile(n - 1) / math.sqrt(n), abs=1e-5)


def test_long_right_tail_stretches_the_interval_upwards() -> None:
    result = hall_intervals(np.array([1.0, 1.0, 1.0, 2.0, 2.0, 3.0, 5.0, 9.0])[:, np.newaxis])
    assert result.high[0] - result.mean[0] > result.mean[0] - result.low[0]


def test_one_value_has_no_interval_and_none_has_no_mean() -> None:
    nan = float("nan")
    result = hall_intervals([[4.0, nan], [nan, nan]])
    assert result.mean[0] == 4.0
    assert result.n.tolist() == [1, 0]
    assert np.isnan([result.low[0], result.high[0], result.mean[1], result.low[1]]).all()
    assert not result.reliable.any()


def test_values_that_do_not_exist_are_left_out() -> None:
    with_gap = hall_intervals([[1.0], [float("nan")], [2.0], [4.0]])
    without = hall_intervals([[1.0], [2.0], [4.0]])
    assert (with_gap.low[0], with_gap.high[0], with_gap.n[0]) == (without.low[0], without.high[0], 3)


@pytest.mark.parametrize("value", [0.0, 0.1, -7.0])
def test_equal_values_have_an_interval_without_width(value: float) -> None:
    result = hall_intervals([[value]] * 30)
    assert result.low[0] == result.high[0] == result.mean[0] == pytest.approx(value)
    assert result.reliable[0]


@pytest.mark.parametrize(("n", "expected"), [(49, False), (50, True)])
def test_skewed_values_need_fifty_replications(n: int, expected: bool) -> None:
    values = np.zeros((n, 1))
    values[0] = 1.0
    assert bool(hall_intervals(values).reliable[0]) is expected


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [(0, 30, 0.0, 0.113514), (28, 30, 0.786765, 0.981522), (30, 30, 0.886486, 1.0), (15, 30, 0.331541, 0.668459)],
)
def test_wilson_interval(hits: int, n: int, low: float, high: float) -> None:
    assert wilson_interval(hits, n) == pytest.approx((low, high), abs=2e-6)


@pytest.mark.parametrize(("n", "expected"), [(29, False), (30, True)])
def test_below_thirty_replications_no_interval_is_reliable(n: int, expected: bool) -> None:
    assert bool(hall_intervals(np.arange(float(n))[:, np.newaxis]).reliable[0]) is expected


@given(st.lists(st.floats(-10, 10), min_size=2, max_size=40))
def test_zero_lies_outside_the_interval_when_its_chance_is_below_five_percent(values: list[float]) -> None:
    x = np.array(values)
    result = hall_intervals(x[:, np.newaxis])
    if x.std() <= 1e-6 * (1.0 + np.abs(x).max()) or abs(result.p[0] - 0.05) < 1e-9:
        return
    outside = result.low[0] > 0.0 or result.high[0] < 0.0
    assert outside == (result.p[0] < 0.05)


def test_wilson_interval_of_nothing() -> None:
    assert np.isnan(wilson_interval(0, 0)).all()


def test_a_few_rare_differences_are_no_finding() -> None:
    """One in fifty is 1 up, one in fifty 1 down, the rest 0: no more than one in twenty may seem to differ."""
    rng = np.random.default_rng(20261122)
    u = rng.random((60, 4000))
    differences = np.where(u < 0.02, 1.0, np.where(u < 0.04, -1.0, 0.0))
    found = difference_intervals(differences)
    seems = found.p <= 0.05
    assert np.mean(seems & found.reliable) <= 0.05
    assert np.array_equal(seems, (found.low > 0.0) | (found.high < 0.0))


@pytest.mark.parametrize(("n", "p", "told"), [(2, 0.5, False), (5, 0.0625, False), (6, 0.03125, True)])
def test_equal_differences_say_as_much_as_a_toss(n: int, p: float, told: bool) -> None:
    found = difference_intervals(np.full((n, 1), 3.0))
    assert found.p[0] == p
    assert np.isnan(found.low[0]) != told
    assert difference_intervals(np.zeros((n, 1))).p[0] == 1.0


def test_what_skewed_differences_ask_for() -> None:
    lone = np.zeros((400, 1))
    lone[0] = 1.0
    assert hall_intervals(lone).reliable[0]
    assert not difference_intervals(lone).reliable[0]

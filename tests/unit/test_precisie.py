"""When a comparison has played enough: against the rule played out slowly, with an interval found by bisection."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from woonsim.intervals import t_quantile
from woonsim.vergelijking.precisie import Reeksverschil, enough, is_met

Values = NDArray[np.float64]


def slow_half_width(values: Values) -> float:
    """Half of what Hall's interval (the means at which T is the quantile of t, by bisection) and Student's hold."""
    n, mean, sd = len(values), float(values.mean()), float(values.std(ddof=1))
    if sd == 0.0:
        return 0.0
    g = float(((values - mean) ** 3).mean() / values.std() ** 3)

    def statistic(truth: float) -> float:
        w = (mean - truth) / sd
        return math.sqrt(n) * (w + g * w**2 / 3 + g**2 * w**3 / 27 + g / (6 * n))

    def solve(wanted: float) -> float:
        low, high = mean - 50 * sd, mean + 50 * sd
        for _ in range(100):
            middle = (low + high) / 2
            low, high = (middle, high) if statistic(middle) > wanted else (low, middle)
        return low

    t = t_quantile(n - 1)
    plain = t * sd / math.sqrt(n)
    return (max(solve(-t), mean + plain) - min(solve(t), mean - plain)) / 2


def slow_stop(reeksen: Sequence[tuple[Values, float]], most: int) -> int:
    """The first number from 30 on at which all are precise and stay so over the look-ahead, which is played too."""
    for n in range(30, most + 1):
        ahead = 5 if n <= 100 else n * 5 // 100
        if n + ahead > most:
            return most
        if all(slow_half_width(v[:k]) <= wish for v, wish in reeksen for k in range(n, n + ahead + 1)):
            return n + ahead
    return most


def told(reeksen: Sequence[tuple[Values, float]], there: int, most: int) -> int | None:
    return enough([Reeksverschil(values[:there], wish) for values, wish in reeksen], most)


def alternating(n: int, size: float = 1.0) -> Values:
    return size * np.where(np.arange(n) % 2 == 0, 1.0, -1.0)


def test_by_hand_the_number_that_student_asks_for() -> None:
    # +1, -1, ...: at even n the half-width is t(n - 1) / sqrt(n - 1), 0.3100 at 42 and 0.3026 at 44; odd ones lie near
    values = alternating(80)
    at = {n: t_quantile(n - 1) / math.sqrt(n - 1) for n in (40, 42, 44)}
    wish = (at[42] + at[44]) / 2
    stop = told([(values, wish)], 80, 300)
    assert stop is not None
    assert 43 + 5 <= stop <= 44 + 5
    assert stop == slow_stop([(values, wish)], 300)


@pytest.mark.parametrize("seed", range(8))
def test_it_stops_where_the_slow_rule_does(seed: int) -> None:
    rng = np.random.default_rng(seed)
    first, second = rng.normal(1.0, 3.0, 160), rng.standard_exponential(160) - 0.5
    reeksen = [(first, rng.uniform(0.5, 1.2)), (second, rng.uniform(0.15, 0.4))]
    expected = slow_stop(reeksen, 160)
    assert told(reeksen, 160, 160) == expected
    # the drawn cases are not all of one kind
    assert 35 <= expected <= 160


def test_the_cases_drawn_are_of_every_kind() -> None:
    stops = {seed: slow_stop([(np.random.default_rng(seed).normal(0.0, 1.0, 120), 0.28)], 120) for seed in range(12)}
    assert len(set(stops.values())) > 5
    for seed, stop in stops.items():
        assert told([(np.random.default_rng(seed).normal(0.0, 1.0, 120), 0.28)], 120, 120) == stop


def test_precise_from_the_first_still_takes_thirty_and_the_look_ahead() -> None:
    flat = np.full(60, 2.0)
    assert told([(flat, 0.1)], 29, 300) is None
    assert told([(flat, 0.1)], 34, 300) is None
    assert told([(flat, 0.1)], 35, 300) == 35
    assert told([(flat, 0.1)], 60, 300) == 35


def test_a_precision_lost_within_the_look_ahead_does_not_count() -> None:
    values = np.zeros(60)
    values[33] = 4.0
    # one outlier of n: the half-width is above 0.2 at 34 and falls to it later
    stop = told([(values, 0.25)], 60, 60)
    assert stop is not None
    assert stop > 35
    assert stop == slow_stop([(values, 0.25)], 60)
    assert told([(np.zeros(60), 0.25)], 60, 60) == 35


def test_what_was_played_beyond_the_stop_does_not_move_it() -> None:
    values = np.random.default_rng(3).normal(0.0, 1.0, 200)
    stop = told([(values, 0.3)], 200, 300)
    assert stop is not None
    there = [30, stop - 1, stop, stop + 1, 150]
    assert [told([(values, 0.3)], n, 300) for n in there] == [None, None, stop, stop, stop]


def test_whether_a_difference_is_there_does_not_matter() -> None:
    values = np.random.default_rng(4).normal(0.0, 1.0, 120)
    shifted = [told([(values + shift, 0.3)], 120, 120) for shift in (0.0, 0.4, 5.0)]
    assert len(set(shifted)) == 1


def test_the_look_ahead_grows_above_a_hundred() -> None:
    # the half-width of +1, -1, ... falls to the wish at 200 or next to it: 5 of every hundred is 10 then
    values = alternating(230)
    wish = t_quantile(199) / math.sqrt(199) * 1.000001
    stop = told([(values, wish)], 230, 300)
    assert stop == slow_stop([(values, wish)], 300)
    assert stop is not None
    assert 209 <= stop <= 211


def test_the_maximum_binds() -> None:
    wide = np.random.default_rng(5).normal(0.0, 10.0, 60)
    assert told([(wide, 0.01)], 59, 60) is None
    assert told([(wide, 0.01)], 60, 60) == 60
    # precise, and the look-ahead does not fit any more
    assert told([(np.zeros(33), 0.1)], 33, 33) == 33
    # below what is asked at least: all that may be played
    assert told([(np.zeros(10), 0.1)], 10, 10) == 10


def test_no_figure_is_not_precise() -> None:
    values = np.full(40, math.nan)
    assert told([(values, 1.0)], 40, 40) == 40
    assert told([(values, 1.0)], 40, 60) is None
    assert not is_met([Reeksverschil(values, 1.0)])
    assert is_met([Reeksverschil(np.zeros(3), 0.1)])

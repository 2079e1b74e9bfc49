"""Hazards that vary: inverted exactly, against integrals worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from woonsim.kalender import JAAR
from woonsim.kansverloop import Kansverloop, waiting_time
from woonsim.kolommen import NOOIT
from woonsim.scenario.model import EldersGehuisvest, PerHerkomst


def years(verloop: Kansverloop, start: float, exponential: float) -> float:
    """Years until the event for who is `start` years old."""
    return float(verloop.remaining(start * JAAR, np.array([exponential]))[0]) / JAAR


# 0.1 a year from 18, 0.5 a year from 40, 2 a year from 60
STEPS = Kansverloop.by_age({"18-39": 0.1, "40-59": 0.5, "60+": 2.0})

WHEN = [
    (18, 0.1, 1.0),
    (18, 2.2, 22.0),  # the whole first class: 22 years at 0.1
    (18, 2.7, 23.0),  # and a year at 0.5
    (18, 12.2, 42.0),  # and the whole second class: 20 years at 0.5
    (18, 14.2, 43.0),  # and a year at 2
    (39, 0.1, 1.0),
    (39, 0.6, 2.0),
    (59.5, 0.25, 0.5),
    (59.5, 2.25, 1.5),
    (80, 3.0, 1.5),
]


@pytest.mark.parametrize(("age", "exponential", "expected"), WHEN)
def test_when_it_happens(age: float, exponential: float, expected: float) -> None:
    assert years(STEPS, age, exponential) == pytest.approx(expected, abs=2 / JAAR)


@given(
    st.lists(st.tuples(st.integers(1, 40 * JAAR), st.sampled_from([0.0, 0.03, 0.7, 2.0])), min_size=1, max_size=9),
    st.lists(st.tuples(st.integers(-JAAR, 120 * JAAR), st.floats(1e-12, 40.0)), min_size=12, max_size=20),
)
def test_few_rows_are_answered_as_many_to_the_minute(
    pieces: list[tuple[int, float]], rows: list[tuple[int, float]]
) -> None:
    verloop = Kansverloop(np.cumsum([width for width, _ in pieces]), [rate for _, rate in pieces])
    start = np.array([begin for begin, _ in rows])
    exponential = np.array([e for _, e in rows])
    many = verloop.remaining(start, exponential).tolist()
    for n in (1, 5):
        parts = [verloop.remaining(start[i : i + n], exponential[i : i + n]).tolist() for i in range(0, len(rows), n)]
        assert [each for part in parts for each in part] == many
    same = verloop.remaining(7 * JAAR, exponential)
    assert same.tolist() == verloop.remaining(np.full(len(rows), 7 * JAAR), exponential).tolist()


def test_before_the_first_class_nothing_happens() -> None:
    assert years(STEPS, 10, 0.1) == pytest.approx(8 + 1.0, abs=2 / JAAR)


def test_mean_rate_over_ages() -> None:
    assert STEPS.mean_rate(18 * JAAR, 40 * JAAR) == pytest.approx(0.1)
    assert STEPS.mean_rate(30 * JAAR, 50 * JAAR) == pytest.approx(0.3)
    assert STEPS.mean_rate(50 * JAAR, 70 * JAAR) == pytest.approx(1.25)


def test_a_scale_multiplies_the_rates() -> None:
    double = Kansverloop.by_age({"18-39": 0.1, "40-59": 0.5, "60+": 2.0}, 2.0)
    assert double.mean_rate(30 * JAAR, 50 * JAAR) == pytest.approx(0.6)
    assert years(double, 18, 2.2) == pytest.approx(11.0, abs=2 / JAAR)


def test_where_the_rate_is_nought_it_never_happens() -> None:
    never = Kansverloop.by_age({"18+": 0.0})
    assert never.remaining(20 * JAAR, np.array([1e-12, 5.0])).tolist() == [NOOIT, NOOIT]
    ends = Kansverloop.by_age({"18-39": 0.1, "40+": 0.0})
    assert years(ends, 30, 0.5) == pytest.approx(5.0, abs=2 / JAAR)
    assert ends.remaining(30 * JAAR, np.array([1.5]))[0] == NOOIT


def test_a_step_may_be_nought_in_between() -> None:
    gap = Kansverloop.by_age({"18-19": 1.0, "20-29": 0.0, "30+": 1.0})
    assert years(gap, 18, 2.5) == pytest.approx(12.5, abs=2 / JAAR)


def test_it_never_happens_at_once() -> None:
    assert STEPS.remaining(20 * JAAR, np.array([0.0, 1e-300])).tolist() == [1, 1]


def test_the_mean_is_one_over_the_rate() -> None:
    u = (np.arange(100_000) + 0.5) / 100_000
    told = Kansverloop.by_age({"18+": 0.25}).remaining(30 * JAAR, -np.log(u))
    assert told.mean() / JAAR == pytest.approx(4.0, rel=1e-3)


def table(factor: float = 1.0) -> Kansverloop:
    """0 at registration, rising to 4 a year after two years, 4 from then on: times `factor`."""
    shape = EldersGehuisvest(
        inschrijfduur=["0 jaar", "2 jaar"],  # type: ignore[list-item]
        per_jaar=[0, 4],
        factor=PerHerkomst(gemeente=1, regio=1),
    )
    return Kansverloop.by_inschrijfduur(shape, factor)


@pytest.mark.parametrize(
    ("since", "exponential", "expected"), [(0, 1.0, 1.0), (0, 4.0, 2.0), (0, 6.0, 2.5), (2, 2.0, 0.5)]
)
def test_a_rate_that_rises_with_inschrijfduur(since: float, exponential: float, expected: float) -> None:
    """The integral of 2x is x squared; its pieces are a sixteenth of two years."""
    assert years(table(), since, exponential) == pytest.approx(expected, abs=0.01)


def test_a_factor_on_inschrijfduur() -> None:
    assert years(table(2.0), 0, 2.0) == pytest.approx(1.0, abs=0.01)
    assert table(0.0).remaining(0.0, np.array([1.0]))[0] == NOOIT


def test_a_constant_rate() -> None:
    assert waiting_time(2.0, np.array([1.0])).tolist() == [JAAR // 2 + 1]
    assert waiting_time(0.0, np.array([1.0, 2.0])).tolist() == [NOOIT, NOOIT]
    assert waiting_time(1e12, np.array([1e-9])).tolist() == [1]

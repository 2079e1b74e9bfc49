"""Counts that meet their margins: quotas, proportional fitting, whole tables."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from woonsim.margins import Margin, fit, quotas, whole

SHARES = st.lists(st.sampled_from([0.0, 1e-9, 0.05, 1 / 3, 1.0, 7.5]), min_size=1, max_size=6).filter(any)


@given(SHARES, st.sampled_from([0, 1, 2, 7, 1000]))
def test_quotas_are_whole_add_up_and_stay_within_one(shares: list[float], n: int) -> None:
    counts = quotas(shares, n)
    exact = np.array(shares) / sum(shares) * n
    assert counts.sum() == n
    assert np.all(np.abs(counts - exact) < 1 + 1e-6)
    assert np.all(counts[np.array(shares) == 0] == 0)


def test_quotas_give_a_tie_to_the_first() -> None:
    assert quotas([1, 1, 1], 4).tolist() == [2, 1, 1]


def test_fit_of_independent_margins_is_their_product() -> None:
    row, column = np.indices((2, 3))
    rows, columns = np.array([4.0, 6.0]), np.array([2.0, 3.0, 5.0])
    table = fit(np.ones((2, 3)), [Margin(row, rows), Margin(column, columns)])
    assert table == pytest.approx(np.outer(rows, columns) / 10)


def test_fit_keeps_the_odds_ratio_of_the_seed() -> None:
    row, column = np.indices((2, 2))
    table = fit(
        np.array([[6.0, 1.0], [1.0, 1.0]]),
        [Margin(row, np.array([30.0, 70.0])), Margin(column, np.array([40.0, 60.0]))],
    )
    assert table[0, 0] * table[1, 1] / (table[0, 1] * table[1, 0]) == pytest.approx(6, rel=1e-4)
    assert table.sum(axis=1) == pytest.approx([30, 70], rel=1e-5)


def test_a_soft_margin_gives_way_to_the_others() -> None:
    row, column = np.indices((2, 2))
    impossible = Margin(np.array([[0, -1], [-1, -1]]), np.array([50.0]), soft=True)
    table = fit(
        np.ones((2, 2)), [impossible, Margin(row, np.array([20.0, 80.0])), Margin(column, np.array([60.0, 40.0]))]
    )
    assert table[0, 0] == pytest.approx(20, abs=0.1)
    assert table.sum(axis=0) == pytest.approx([60, 40])
    assert table.sum(axis=1) == pytest.approx([20, 80], abs=0.1)


@given(
    arrays(np.int64, st.tuples(st.integers(1, 5), st.integers(1, 4)), elements=st.integers(0, 9)),
    st.sampled_from(["itself", "flat", "tilted", "empty"]),
)
def test_whole_has_exact_margins_even_far_from_its_table(counts: np.ndarray, start: str) -> None:
    rows, columns = counts.sum(axis=1), counts.sum(axis=0)
    table = {
        "itself": counts.astype(float),
        "flat": np.full(counts.shape, counts.sum() / counts.size),
        "tilted": counts[::-1] * 1.7 + 0.3,
        "empty": np.zeros(counts.shape),
    }[start]
    found = whole(table, rows, columns)
    assert np.all(found >= 0)
    assert found.sum(axis=1).tolist() == rows.tolist()
    assert found.sum(axis=0).tolist() == columns.tolist()
    if start == "itself":
        assert found.tolist() == counts.tolist()

"""The order of rows by many columns is that of a stable sort by each of them."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from woonsim.volgorde import Volgorde

QUICK = settings(derandomize=True, database=None, deadline=None, max_examples=300)

WIDE = st.sampled_from([np.iinfo(np.int64).max, np.iinfo(np.int64).min, -(2**50), 0, 3, 2**50, 2**50 + 1])
KINDS: dict[str, st.SearchStrategy[Any]] = {
    "?": st.booleans(),
    "i8": st.integers(-3, 3) | WIDE,
    "i1": st.integers(-128, 127),
    "u8": st.sampled_from([0, 1, 2**64 - 1, 2**63]),
    "f8": st.sampled_from([0.0, -0.0, 0.5, -1e300, np.inf, -np.inf, 1e-300]),
}


@st.composite
def columns(draw: st.DrawFn) -> list[Any]:
    n = draw(st.integers(1, 12))
    kinds = draw(st.lists(st.sampled_from(sorted(KINDS)), min_size=1, max_size=6))
    return [np.array(draw(st.lists(KINDS[kind], min_size=n, max_size=n)), dtype=kind) for kind in kinds]


@QUICK
@given(columns(), st.integers(1, 12))
def test_the_order_is_that_of_lexsort(given_columns: list[Any], n: int) -> None:
    last = np.arange(len(given_columns[0]))[::-1]
    order = Volgorde(given_columns, lambda rows: (last[rows],))
    expected = np.lexsort((last, *reversed(given_columns))).tolist()
    assert order.all().tolist() == expected
    first = order.first(n).tolist()
    assert len(first) >= min(n, len(expected))
    assert first == expected[: len(first)]


def test_what_does_not_fit_in_a_word_is_sorted_by_column() -> None:
    rng = np.random.default_rng(1)
    wide = [rng.integers(0, 2**39, 100) for _ in range(3)]
    assert Volgorde(wide, lambda rows: ()).all().tolist() == np.lexsort(wide[::-1]).tolist()


def test_only_who_is_equal_to_another_is_asked() -> None:
    asked: list[int] = []

    def ties(rows: Any) -> tuple[Any]:
        asked.extend(rows.tolist())
        return (-rows,)

    assert Volgorde([np.array([5, 1, 5, 3])], ties).all().tolist() == [1, 3, 2, 0]
    assert sorted(asked) == [0, 2]

"""Rows of columns: read-only, taken from each other, and worked out no more often than they differ."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from woonsim.draw import entity_key
from woonsim.kolommen import Huishoudens
from woonsim.rijen import Rijen
from woonsim.woningzoekenden import Woningzoekenden

PERSONEN = [1, 3, 2, 4]


def seekers() -> Rijen:
    h = Huishoudens(8)
    rows = h.append(4, sleutel=entity_key("regio", np.arange(4)), personen=np.array(PERSONEN))
    return Woningzoekenden(h, rows, 0)


def test_rows_are_those_of_their_source_in_the_order_asked() -> None:
    all_of_them = seekers()
    some = all_of_them.take(np.array([3, 0, 3]))
    assert (len(all_of_them), len(some), len(some.take(np.array([1])))) == (4, 3, 1)
    assert all_of_them.personen.tolist() == PERSONEN
    assert some.personen.tolist() == [4, 1, 4]
    assert some.take(np.array([1, 2])).personen.tolist() == [1, 4]


def test_few_of_many_are_worked_out_alone_and_are_the_same() -> None:
    many, alone = seekers(), seekers()
    few = many.take(np.array([2]))
    assert (few.leeftijd.tolist(), few.personen.tolist()) == (alone.leeftijd[[2]].tolist(), [PERSONEN[2]])
    assert "personen" not in vars(many)
    assert few.take(np.array([0, 0])).personen.tolist() == [PERSONEN[2]] * 2
    # What is known of all of them is not worked out again.
    assert many.sleutel[2] == few.sleutel[0]
    assert not few.personen.flags.writeable


@pytest.mark.parametrize("rows", [seekers(), seekers().take(np.array([0, 1]))])
def test_no_column_can_be_written_to(rows: Rijen) -> None:
    with pytest.raises(ValueError, match="read-only"):
        rows.personen[0] = 5
    with pytest.raises(AttributeError, match="read-only"):
        rows.personen = np.zeros(4)


def test_a_name_that_is_no_column_is_answered_with_those_there_are() -> None:
    with pytest.raises(AttributeError, match=r"no column 'inkommen_eur'; there are .*inkomen_eur.*personen"):
        _ = seekers().take(np.array([0])).inkommen_eur


def test_columns_are_worked_out_once_per_row_that_differs() -> None:
    asked: list[int] = []

    def doubled(rows: Rijen) -> NDArray[np.int64]:
        asked.append(len(rows))
        return rows.personen * 2

    every = seekers()
    beside_each_other = every.take(np.repeat(np.arange(4), 3))
    few = beside_each_other.take(np.array([11, 0]))
    for rows in (every, beside_each_other, few, few):
        assert rows.worked_out(doubled).tolist() == (rows.personen * 2).tolist()
    assert asked == [4, 2]
    # Of the same rows with something else it is another question.
    assert every.worked_out(lambda rows, n: rows.personen * n, 3).tolist() == (every.personen * 3).tolist()


def test_what_is_known_of_all_is_not_worked_out_for_some() -> None:
    every, asked = seekers(), []

    def doubled(rows: Rijen, times: int) -> NDArray[np.int64]:
        asked.append((len(rows), times))
        return rows.personen * times

    some = every.take(np.array([3, 0]))
    assert some.worked_out(doubled, 2).tolist() == [8, 2]
    assert every.worked_out(doubled, 3).tolist() == [3, 9, 6, 12]
    assert (some.worked_out(doubled, 3).tolist(), some.worked_out(doubled, 2).tolist()) == ([12, 3], [8, 2])
    assert asked == [(2, 2), (4, 3)]


def test_what_was_worked_out_cannot_be_written_to_and_what_a_policy_keeps_can() -> None:
    kept = np.arange(4)
    rows = seekers()
    for some in (rows, rows.take(np.array([0, 1, 2, 3, 0])), rows.take(np.array([1, 2]))):
        with pytest.raises(ValueError, match="read-only"):
            some.worked_out(lambda rows: kept[: len(rows)])[0] = 5
    kept[0] = 7
    assert kept[0] == 7

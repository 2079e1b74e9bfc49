"""Words as numbers in columns: enums as any, which numpy need not search."""

from __future__ import annotations

import pickle
from inspect import getmembers, isclass

import numpy as np
import pytest

from woonsim import begrippen
from woonsim.begrippen import Doelgroep, Woord
from woonsim.kolommen import GEEN

WORDS = [enum for _, enum in getmembers(begrippen, isclass) if issubclass(enum, Woord) and enum is not Woord]


@pytest.mark.parametrize("enum", WORDS, ids=lambda enum: enum.__name__)
def test_words_are_enums_as_any(enum: type[Woord]) -> None:
    assert [enum(number) for number in range(len(enum))] == list(enum)
    for name, word in enum.__members__.items():
        assert getattr(enum, name) is word is enum[name]
        assert pickle.loads(pickle.dumps(word)) is word


def test_a_column_meets_a_word_as_its_number() -> None:
    column = np.array([0, 1, 3])
    assert (column == Doelgroep.uitstroom).tolist() == (Doelgroep.uitstroom == column).tolist() == [False, True, False]
    assert (column + Doelgroep.uitstroom).tolist() == (Doelgroep.uitstroom + column).tolist() == [1, 2, 4]
    assert np.where(column > 0, Doelgroep.jeugd, GEEN).tolist() == [-1, 5, 5]
    column[Doelgroep.regulier] = Doelgroep.jeugd
    assert column.tolist() == [5, 1, 3]


def test_numpy_looks_for_no_more_in_a_word_than_in_a_number() -> None:
    assert Woord.__array_ufunc__ is np.ndarray.__array_ufunc__

"""The order of rows by many columns, as one whole number per row that one sort puts in order.

A column becomes a code that rises with it: yes or no as it is, whole numbers from their lowest, and what has too wide
a range as its rank. The codes of a row stand beside each other in 64 bits, the number of the row behind them. What is
equal in all of them is decided by `ties`, which is asked for these rows only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from woonsim.kolommen import Int64

Uint64 = NDArray[np.uint64]
Ties = Callable[[Int64], Sequence[NDArray[Any]]]
"""Columns that order these rows where all else is equal, the least important first."""

_WORD = 64
_WIDE = 40
"""Bits from which the range of a column of whole numbers is too wide for a code as it stands."""


class Volgorde:
    """Rows in the order of their columns, the first column the most important; sorted as far as is asked."""

    def __init__(self, columns: Sequence[NDArray[Any]], ties: Ties) -> None:
        """Pack the columns, which have one value per row."""
        self._columns, self._ties = columns, ties
        self._code, self._bits = _pack(columns)

    def all(self) -> Int64:
        """Row numbers in order."""
        if self._bits > _WORD:
            every = np.arange(len(self._code))
            return np.lexsort((*self._ties(every), *reversed(self._columns)))
        return _in_order(self._code, self._bits, self._ties)

    def first(self, n: int) -> Int64:
        """At least the first `n` row numbers in order, and all who are equal to the last of them."""
        if n >= len(self._code) or self._bits > _WORD:
            return self.all()
        rows = np.flatnonzero(self._code <= np.partition(self._code, n - 1)[n - 1])
        return rows[_in_order(self._code[rows], self._bits, lambda places: self._ties(rows[places]))]


def _in_order(code: Uint64, bits: int, ties: Ties) -> Int64:
    """The places of codes of so many bits in order, ties settled."""
    places = np.arange(len(code), dtype=np.uint64)
    shift = np.uint64(len(code).bit_length())
    if bits + int(shift) > _WORD:
        return np.lexsort((*ties(places.view(np.int64)), code))
    ordered = code << shift
    ordered |= places
    ordered.sort()
    code = ordered >> shift
    rows = (ordered ^ (code << shift)).view(np.int64)
    equal = code[1:] == code[:-1]
    if equal.any():
        tied = np.flatnonzero(np.append(equal, False) | np.append(False, equal))
        mine = rows[tied]
        rows[tied] = mine[np.lexsort((*ties(mine), code[tied]))]
    return rows


def _pack(columns: Sequence[NDArray[Any]]) -> tuple[Uint64, int]:
    """The codes of the columns in one word per row, and how many bits they take: above 64 the word means nothing."""
    packed, total = _code(columns[0])
    for column in columns[1:]:
        code, bits = _code(column)
        total += bits
        if bits and total <= _WORD:
            packed <<= np.uint64(bits)
            packed |= code
    return packed, total


def _code(column: NDArray[Any]) -> tuple[Uint64, int]:
    """Whole numbers from 0 that order rows as `column` does, and the bits of the highest."""
    if not len(column):
        return np.zeros(0, dtype=np.uint64), 0
    if column.dtype == np.bool_:
        return column.astype(np.uint64), 1
    low, high = column.min(), column.max()
    if low == high:
        return np.zeros(len(column), dtype=np.uint64), 0
    if column.dtype.kind in "iu" and (bits := (int(high) - int(low)).bit_length()) <= _WIDE:
        return (column.astype(np.int64, copy=False) - low.astype(np.int64)).view(np.uint64), bits
    return _rank(column, high)


def _rank(column: NDArray[Any], high: Any) -> tuple[Uint64, int]:
    """The rank of each value among the distinct ones; who is without voorrang has the highest, like most others."""
    lower = np.flatnonzero(column != high)
    values, ranks = np.unique(column[lower], return_inverse=True)
    code = np.full(len(column), len(values), dtype=np.uint64)
    code[lower] = ranks
    return code, len(values).bit_length()

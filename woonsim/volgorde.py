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
        self._n, self._ties, self._columns = len(columns[0]), ties, columns
        self._packed, bits = _pack(columns)
        self._row_bits = np.uint64(max(self._n - 1, 1).bit_length())
        self._fits = bits + int(self._row_bits) <= _WORD
        if self._fits:
            self._packed <<= self._row_bits
            self._packed |= np.arange(self._n, dtype=np.uint64)

    def all(self) -> Int64:
        """Row numbers in order."""
        if not self._fits:
            every = np.arange(self._n)
            return np.lexsort((*self._ties(every), *reversed(self._columns)))
        return self._in_order(np.sort(self._packed))

    def first(self, n: int) -> Int64:
        """At least the first `n` row numbers in order, and all who are equal to the last of them."""
        if n >= self._n or not self._fits:
            return self.all()
        last = np.partition(self._packed, n - 1)[n - 1] | ((np.uint64(1) << self._row_bits) - np.uint64(1))
        return self._in_order(np.sort(self._packed[self._packed <= last]))

    def _in_order(self, ordered: Uint64) -> Int64:
        """The row numbers of sorted codes, ties settled."""
        code = ordered >> self._row_bits
        rows = (ordered ^ (code << self._row_bits)).view(np.int64)
        equal = code[1:] == code[:-1]
        if equal.any():
            tied = np.flatnonzero(np.append(equal, False) | np.append(False, equal))
            mine = rows[tied]
            rows[tied] = mine[np.lexsort((*self._ties(mine), code[tied]))]
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

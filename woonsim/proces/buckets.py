"""Buckets: rows that wait for a numbered slot (a day, a round), so that what is due is found without a search."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from woonsim.kolommen import Int64

_FEW = 24
"""Up to this many rows go one by one; more are sorted by slot first."""


class Buckets:
    """Rows by slot; a row may stand in several, so that who takes it out looks whether it is still due."""

    def __init__(self, last: int | None = None) -> None:
        """Start empty; slots beyond `last` never come, so that nothing is kept for them."""
        self._last, self._next = last, 0
        self._few: defaultdict[int, list[int]] = defaultdict(list)
        self._many: defaultdict[int, list[NDArray[np.int32]]] = defaultdict(list)

    def put(self, rows: Int64, slots: Int64) -> None:
        """Let each of `rows` wait for its slot; for a slot that has been taken it waits for the next that is."""
        if len(rows) > _FEW:
            self._put_many(rows, slots)
            return
        for row, slot in zip(rows.tolist(), slots.tolist(), strict=True):
            if self._last is None or slot <= self._last:
                self._few[max(slot, self._next)].append(row)

    def _put_many(self, rows: Int64, slots: Int64) -> None:
        if self._last is not None:
            kept = slots <= self._last
            rows, slots = rows[kept], slots[kept]
        slots = np.maximum(slots, self._next)
        order = np.argsort(slots, kind="stable")
        sorted_rows, slots = rows[order].astype(np.int32), slots[order]
        edges = np.flatnonzero(np.diff(slots, prepend=-1, append=-1))
        for begin, end in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
            # A copy, so that a slot far ahead does not hold on to all the others.
            self._many[int(slots[begin])].append(sorted_rows[begin:end].copy())

    def take(self, slot: int) -> Int64:
        """The rows that waited for `slot` or an earlier one, ascending, each once."""
        few: list[int] = []
        many: list[NDArray[np.int32]] = []
        for number in range(self._next, slot + 1):
            few += self._few.pop(number, ())
            many += self._many.pop(number, ())
        self._next = max(self._next, slot)
        if not many:
            return np.array(sorted(set(few)), dtype=np.int64)
        rows = np.concatenate([np.array(few, dtype=np.int32), *many])
        rows.sort()
        return rows[np.diff(rows, prepend=-1) > 0].astype(np.int64)

"""The recorder: receives what happened, row by row, and hands it over as columns. It decides nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from woonsim.feiten import FEITEN, Column

_DTYPE = {"int": np.int64, "float": np.float64, "bool": np.bool_, "moment": np.int64, "code": np.int64}
_BLOCK = 4096
"""Rows that a table grows by."""


@dataclass(frozen=True)
class Replicatie:
    """What one replication left behind.

    `feiten`: table -> column -> array (equal lengths within a table; see `woonsim.feiten`).
    `namen`: what the codes "corporatie", "kern", "regel", "rekening" index.
    `afstanden`: name of a joint table -> total variation distance of the synthetic population to it.
    `zoekers`: column -> array, of who sought a woning (see `woonsim.feiten.ZOEKERS`); None when nobody asked.
    `afgeleid`: what was derived from facts that were not kept (`feiten` is then empty), by name.
    """

    nummer: int
    feiten: dict[str, dict[str, NDArray[np.generic]]]
    namen: dict[str, tuple[str, ...]]
    afstanden: dict[str, float]
    zoekers: dict[str, NDArray[np.generic]] | None = None
    afgeleid: Mapping[str, Any] = field(default_factory=dict)


class _Tabel:
    """One table: full blocks of typed columns, the block that is being filled, and rows that wait for it."""

    def __init__(self, columns: tuple[Column, ...]) -> None:
        self._columns = columns
        self._blocks: list[list[NDArray[np.generic]]] = []
        self._filling: list[NDArray[np.generic]] = []
        self._n = 0
        """Rows in the block that is being filled."""
        self.waiting: list[tuple[float, ...]] = []

    def add(self, n: int, columns: tuple[ArrayLike, ...]) -> None:
        """Add `n` rows: an array, or one value for all rows, per column."""
        if len(columns) != len(self._columns):
            raise ValueError(f"{len(columns)} columns for {len(self._columns)}")
        if n == 1:
            # One row at a time would cost a write per column: it waits until there are many.
            self.wait(tuple([value.item() if type(value) is np.ndarray else value for value in columns]))
            return
        self.settle()
        self._write(n, columns)

    def wait(self, row: tuple[Any, ...]) -> None:
        """Add a row that is put into columns with others."""
        self.waiting.append(row)
        if len(self.waiting) == _BLOCK:
            self.settle()

    def settle(self) -> None:
        """Put the rows that wait into columns."""
        if self.waiting:
            rows, self.waiting = self.waiting, []
            self._write(len(rows), tuple(zip(*rows, strict=True)))

    def _write(self, n: int, columns: tuple[ArrayLike, ...]) -> None:
        end = self._n + n
        if not self._filling or end > len(self._filling[0]):
            self._close()
            room, end = max(n, _BLOCK), n
            self._filling = [np.empty(room, dtype=_DTYPE[column.kind]) for column in self._columns]
        for block, values in zip(self._filling, columns, strict=True):
            block[self._n : end] = values
        self._n = end

    def _close(self) -> None:
        """The block that is being filled is full."""
        if self._n:
            self._blocks.append([column[: self._n] for column in self._filling])
        self._filling, self._n = [], 0

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """The columns so far; of each block a column is let go of as soon as it is copied."""
        self.settle()
        self._close()
        whole: list[NDArray[np.generic]] = []
        for number, column in enumerate(self._columns):
            parts = [block[number] for block in self._blocks]
            whole.append(np.concatenate(parts) if parts else np.empty(0, dtype=_DTYPE[column.kind]))
            for block in self._blocks:
                block[number] = whole[-1][:0]
        self._blocks = [whole] if len(whole[0]) else []
        return {column.name: values for column, values in zip(self._columns, whole, strict=True)}


class Recorder:
    """Collects rows per table."""

    def __init__(self) -> None:
        """Start with every table empty."""
        self._tabellen = {table: _Tabel(columns) for table, columns in FEITEN.items()}

    def row(self, table: str, *values: float) -> None:
        """Add one row, its values in the order of the table's columns."""
        self._tabellen[table].wait(values)

    def rows(self, table: str, n: int, *columns: ArrayLike) -> None:
        """Add `n` rows as columns in the order of the table's: `n` values each, or one for all rows."""
        self._tabellen[table].add(n, columns)

    def tables(self) -> dict[str, dict[str, NDArray[np.generic]]]:
        """All rows as columns of the dtype that `woonsim.feiten` declares."""
        return {table: tabel.arrays() for table, tabel in self._tabellen.items()}

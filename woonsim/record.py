"""The recorder: receives what happened, row by row, and hands it over as columns. It decides nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from woonsim.feiten import FEITEN

_DTYPE = {"int": np.int64, "float": np.float64, "bool": np.bool_, "moment": np.int64, "code": np.int64}


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


class Recorder:
    """Collects rows per table."""

    def __init__(self) -> None:
        """Start with every table empty."""
        self._rows: dict[str, list[tuple[float, ...]]] = {table: [] for table in FEITEN}

    def row(self, table: str, *values: float) -> None:
        """Add one row, its values in the order of the table's columns."""
        self._rows[table].append(values)

    def tables(self) -> dict[str, dict[str, NDArray[np.generic]]]:
        """All rows as columns of the dtype that `woonsim.feiten` declares."""
        result: dict[str, dict[str, NDArray[np.generic]]] = {}
        for table, columns in FEITEN.items():
            values = list(zip(*self._rows[table])) or [()] * len(columns)
            result[table] = {c.name: np.array(v, dtype=_DTYPE[c.kind]) for c, v in zip(columns, values, strict=True)}
        return result

"""Figuurfeiten: the few columns of facts that the figures of a run read of every replication, made small."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from woonsim.indicatoren.afgeleid import Derive, afgeleid
from woonsim.indicatoren.tabellen import CIJFERS, compute_cijfers
from woonsim.indicatoren.waarneming import Columns, Waarneming

if TYPE_CHECKING:
    from woonsim.results import Results

_FIGUURFEITEN = "figuurfeiten"
_COLUMNS = {
    "begeleiding": ("moment", "fte_beschikbaar", "fte_in_gebruik", "intensief", "ambulant", "waakvlam"),
    "voorziening": ("moment", "voorziening", "verblijf", "geblokkeerd", "vrij"),
    "voorraad": ("moment", "gebouwd", "verkocht", "gesloopt"),
    "vrijkomst": ("keten",),
    "publicatie": ("leeftijdslabel", "verhuurd"),
    "taakstelling": ("jaar", "halfjaar", "opgave", "gehuisvest", "achterstand_begin", "achterstand_eind"),
}


def reduce_to_figures(w: Waarneming) -> dict[str, Columns]:
    """The tables and columns of one replication."""
    return {
        table: {name: _small(w.columns(table)[name]) for name in columns}
        for table, columns in _COLUMNS.items()
        if table in w.replicatie.feiten
    }


RUN: dict[str, Derive[Any]] = {CIJFERS: compute_cijfers, _FIGUURFEITEN: reduce_to_figures}
"""What a run needs of a replication beside its facts."""


def figuurfeiten(results: Results, table: str) -> Iterator[tuple[int, Columns]]:
    """The number of every replication and its columns of `table`."""
    for replicatie in results.replicaties:
        yield replicatie.nummer, afgeleid(results.scenario, replicatie, _FIGUURFEITEN, reduce_to_figures)[table]


def _small(column: NDArray[Any]) -> NDArray[Any]:
    """Whole numbers in the smallest dtype that holds them."""
    if column.dtype.kind != "i" or not len(column):
        return column
    low, high = int(column.min()), int(column.max())
    fits = (kind for kind in (np.int8, np.int16, np.int32) if np.iinfo(kind).min <= low and high <= np.iinfo(kind).max)
    return column.astype(next(fits, np.int64))

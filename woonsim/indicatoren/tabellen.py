"""The indicators as tables: per replication, and as means over replications with their intervals."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from woonsim.indicatoren.afgeleid import afgeleid
from woonsim.indicatoren.definities import INDICATOREN
from woonsim.indicatoren.waarneming import Waarneming
from woonsim.intervals import hall_intervals

if TYPE_CHECKING:
    import pandas as pd

    from woonsim.results import Results

_CELL = ["indicator", "groep", "jaar"]


class Cijfers(NamedTuple):
    """The figures of one replication: `cellen` are (indicator, groep, jaar), `values` theirs."""

    cellen: tuple[tuple[str, str, int | None], ...]
    values: NDArray[np.float64]


CIJFERS = "cijfers"
"""What they are called among what is derived of a replication."""


def compute_cijfers(w: Waarneming, namen: Collection[str] = INDICATOREN) -> Cijfers:
    """The indicators of one replication with these names, in the order of the registry."""
    chosen = [indicator for indicator in INDICATOREN.values() if indicator.naam in namen]
    found = [(indicator.naam, *cijfer) for indicator in chosen for cijfer in indicator.compute(w)]
    cellen = tuple((naam, groep, jaar) for naam, groep, jaar, _ in found)
    return Cijfers(cellen, np.array([value for *_, value in found], dtype=np.float64))


def per_replicatie(results: Results) -> pd.DataFrame:
    """Every indicator of every replication: columns `replicatie`, `indicator`, `groep`, `jaar`, `value`.

    `jaar` is a calendar year, or NA for the figure over the term. `value` is NaN where there is
    nothing to measure, such as a mean over a year without lettings.
    """
    each = [afgeleid(results.scenario, replicatie, CIJFERS, compute_cijfers) for replicatie in results.replicaties]
    return table_of([replicatie.nummer for replicatie in results.replicaties], each)


def table_of(nummers: Sequence[int], each: Sequence[Cijfers]) -> pd.DataFrame:
    """The table of `per_replicatie` from the figures of replications with these numbers."""
    import pandas as pd

    cells: dict[tuple[str, str, int | None], int] = {}
    places = [[cells.setdefault(cel, len(cells)) for cel in one.cellen] for one in each]
    where = np.array(list(chain.from_iterable(places)), dtype=np.int64)
    table = pd.DataFrame(list(cells), columns=_CELL)
    table = table.astype({"jaar": "Int64"}).take(where).reset_index(drop=True)
    table.insert(0, "replicatie", np.repeat(np.array(nummers, dtype=np.int64), [len(one.cellen) for one in each]))
    return table.assign(value=np.concatenate([np.empty(0), *(one.values for one in each)]))


def samenvatting(results: Results, cijfers: pd.DataFrame | None = None) -> pd.DataFrame:
    """Means over the replications with 95% intervals, in the order of the registry.

    Columns: `indicator`, `groep`, `jaar` (NA: over the term), `mean`, `low`, `high`, `unit`, `n`,
    `betrouwbaar`. `cijfers` is `per_replicatie(results)` when that is already there. See `summarise`.
    """
    return summarise(per_replicatie(results) if cijfers is None else cijfers)


def summarise(cijfers: pd.DataFrame) -> pd.DataFrame:
    """The rows of `samenvatting` from those of `per_replicatie`.

    `n` is the number of replications in which the figure exists. `betrouwbaar` is False when `n` is
    smaller than the number of replications (the mean is then over a selection), or too small for the
    skewness of the figure (see `woonsim.intervals`). No interval goes below 0 unless the figure may, none
    of a share above 1.
    """
    replicatie, numbers = cijfers["replicatie"].factorize()
    cell = cijfers.groupby(_CELL, sort=False, dropna=False).ngroup().to_numpy()
    matrix = np.full((len(numbers), int(cell.max(initial=-1)) + 1), np.nan)
    matrix[replicatie, cell] = cijfers["value"].to_numpy()
    intervals = hall_intervals(matrix)
    table = cijfers[_CELL].drop_duplicates().reset_index(drop=True)
    table["unit"] = table["indicator"].map({naam: i.eenheid for naam, i in INDICATOREN.items()})
    ceiling = np.where(table["unit"] == "aandeel", np.maximum(intervals.mean, 1.0), np.inf)
    signed = table["indicator"].isin([naam for naam, i in INDICATOREN.items() if i.signed])
    table["mean"], table["low"] = intervals.mean, np.maximum(intervals.low, np.where(signed, -np.inf, 0.0))
    table["high"] = np.minimum(intervals.high, ceiling)
    table["n"] = intervals.n
    table["betrouwbaar"] = intervals.reliable & (intervals.n == len(numbers))
    return table[[*_CELL, "mean", "low", "high", "unit", "n", "betrouwbaar"]]

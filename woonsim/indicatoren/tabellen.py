"""The indicators as tables: per replication, and as means over replications with their intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from woonsim.indicatoren.definities import INDICATOREN
from woonsim.indicatoren.waarneming import Waarneming
from woonsim.intervals import hall_intervals

if TYPE_CHECKING:
    import pandas as pd

    from woonsim.results import Results

_CELL = ["indicator", "groep", "jaar"]


def per_replicatie(results: Results) -> pd.DataFrame:
    """Every indicator of every replication: columns `replicatie`, `indicator`, `groep`, `jaar`, `value`.

    `jaar` is a calendar year, or NA for the figure over the term. `value` is NaN where there is
    nothing to measure, such as a mean over a year without lettings.
    """
    import pandas as pd

    rows = [
        (replicatie.nummer, indicator.naam, *cijfer)
        for replicatie in results.replicaties
        for waarneming in [Waarneming(results.scenario, replicatie)]
        for indicator in INDICATOREN.values()
        for cijfer in indicator.compute(waarneming)
    ]
    table = pd.DataFrame(rows, columns=["replicatie", *_CELL, "value"])
    return table.astype({"replicatie": "int64", "jaar": "Int64", "value": "float64"})


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

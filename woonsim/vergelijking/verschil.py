"""Paired differences: every indicator of a variant minus that of the basis, in the same replication."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from woonsim.indicatoren import INDICATOREN
from woonsim.intervals import difference_intervals, order_interval, quantile_of_sorted
from woonsim.vergelijking.oordeel import Oordeel, holm, judge, needed

if TYPE_CHECKING:
    import pandas as pd

Cel = tuple[str, str]
"""An indicator and a group."""
CEL = ["indicator", "groep", "jaar"]
COLUMNS = [
    *("variant", *CEL, "unit", "hoofd", "basis", "waarde", "verschil", "low", "high", "betrouwbaar"),
    *("mediaan", "mediaan_low", "mediaan_high", "band_low", "band_high", "beter", "slechter"),
    *("p", "p_holm", "oordeel", "nodig", "vrf", "n"),
]
_BAND = (0.025, 0.975)


def paired(basis: pd.DataFrame, variant: pd.DataFrame) -> pd.DataFrame:
    """Every figure of both in the same replication: `replicatie`, the cell, `basis`, `waarde`, `verschil`.

    Both are `per_replicatie` of the same replications; rows stand in their order, by that of the indicators. A
    figure that exists in one only has no difference (NaN).
    """
    import pandas as pd

    both = basis.merge(variant, how="outer", on=["replicatie", *CEL], suffixes=("_basis", ""))
    both = both.rename(columns={"value_basis": "basis", "value": "waarde"})
    both["verschil"] = both["waarde"] - both["basis"]
    place = pd.concat([basis[CEL], variant[CEL]]).drop_duplicates()
    place["plaats"] = place["indicator"].map({naam: i for i, naam in enumerate(INDICATOREN)})
    place = place.sort_values("plaats", kind="stable").assign(plaats=range(len(place)))
    return both.merge(place, on=CEL).sort_values(["replicatie", "plaats"], ignore_index=True).drop(columns="plaats")


def verschillen(
    basis: pd.DataFrame, varianten: Mapping[str, pd.DataFrame], hoofd: Collection[Cel] = ()
) -> pd.DataFrame:
    """The difference of every variant with the basis, for every indicator, group and year (NA: the term).

    `basis` and `varianten` are `per_replicatie` of the same replications; `hoofd` are the main indicators. A row
    has:

    - `basis`, `waarde`, `verschil`: means over the replications that have both figures (`n`); `low`, `high`: the
      95% interval of `verschil` (see `woonsim.intervals.difference_intervals`); `betrouwbaar`: False below 30
      replications, when too skewed for their number, or when some lack the figure.
    - `mediaan`, `mediaan_low`, `mediaan_high`: the median of the differences, between order statistics.
    - `band_low`, `band_high`: between what 95% of the differences of single replications lie.
    - `beter`, `slechter`: shares of the replications in which the variant is better, and worse (more, and less,
      where the indicator has no direction).
    - `p`: the chance of such a difference if there were none; `p_holm`: corrected over the main indicators of all
      variants over the term; `oordeel`: the verdict, by `p_holm` for those and by `p` for all others, which are
      exploratory; `nodig`: about how many replications would tell, where these do not.
    - `vrf`: by how much the pairing made the variance of the difference smaller than independent runs would.
    """
    import pandas as pd

    wanted = frozenset(hoofd)
    rows = [row for naam, table in varianten.items() for row in _rows(naam, paired(basis, table), wanted)]
    table = pd.DataFrame(rows, columns=COLUMNS)
    family = table["hoofd"].to_numpy(dtype=bool)
    table.loc[family, "p_holm"] = holm(table.loc[family, "p"].to_numpy(dtype=np.float64))
    deciding = table["p_holm"].where(table["hoofd"], table["p"])
    directions = [INDICATOREN[naam].richting for naam in table["indicator"]]
    verdicts = [judge(*each) for each in zip(table["verschil"], deciding, directions, strict=True)]
    table["oordeel"] = [verdict.value for verdict in verdicts]
    told = [verdict is not Oordeel.niet_te_onderscheiden for verdict in verdicts]
    table.loc[told, "nodig"] = np.nan
    return table.astype({"jaar": "Int64", "n": "int64", "hoofd": "bool"})


def _rows(naam: str, pairs: pd.DataFrame, hoofd: frozenset[Cel]) -> Iterator[dict[str, Any]]:
    """A row per cell of one variant."""
    import pandas as pd

    replicatie, numbers = pairs["replicatie"].factorize()
    cell = pairs.groupby(CEL, sort=False, dropna=False).ngroup().to_numpy()
    cells = pairs[CEL].drop_duplicates().reset_index(drop=True)
    columns = {key: _matrix(pairs[key], replicatie, cell, (len(numbers), len(cells))) for key in ("basis", "waarde")}
    exists = ~np.isnan(columns["basis"] + columns["waarde"])
    basis, waarde = (np.where(exists, columns[key], np.nan) for key in ("basis", "waarde"))
    verschil = waarde - basis
    intervals = difference_intervals(verschil)
    for k, (indicator, groep, jaar) in enumerate(cells.itertuples(index=False)):
        head = {"variant": naam, "indicator": indicator, "groep": groep, "jaar": jaar}
        head["unit"], head["hoofd"] = INDICATOREN[indicator].eenheid, (indicator, groep) in hoofd and pd.isna(jaar)
        means = {"basis": _mean(basis[:, k]), "waarde": _mean(waarde[:, k]), "verschil": float(intervals.mean[k])}
        known = {key: float(getattr(intervals, key)[k]) for key in ("low", "high", "p")}
        there = exists[:, k]
        known["betrouwbaar"] = bool(intervals.reliable[k]) and bool(there.all())
        known["nodig"] = needed(means["verschil"], known["low"], known["high"], int(there.sum()))
        known["vrf"] = variance_reduction(basis[there, k], waarde[there, k])
        yield head | means | known | _spread(verschil[there, k], INDICATOREN[indicator].richting == "minder")


def _spread(each: NDArray[np.float64], less_is_better: bool) -> dict[str, float]:
    """What the differences of single replications say: their median, their band, how often which is better."""
    mediaan, mediaan_low, mediaan_high = order_interval(each)
    row = {"mediaan": mediaan, "mediaan_low": mediaan_low, "mediaan_high": mediaan_high, "n": len(each)}
    if not len(each):
        return row | dict.fromkeys(("band_low", "band_high", "beter", "slechter"), float("nan"))
    rising = np.sort(each)
    row["band_low"], row["band_high"] = (quantile_of_sorted(rising, bound) for bound in _BAND)
    more, less = np.count_nonzero(each > 0) / len(each), np.count_nonzero(each < 0) / len(each)
    row["beter"], row["slechter"] = (less, more) if less_is_better else (more, less)
    return row


def _matrix(
    values: pd.Series[float], replicatie: NDArray[Any], cell: NDArray[Any], shape: tuple[int, int]
) -> NDArray[np.float64]:
    """One row per replication, one column per cell."""
    matrix = np.full(shape, np.nan)
    matrix[replicatie, cell] = values.to_numpy(dtype=np.float64)
    return matrix


def _mean(values: NDArray[np.float64]) -> float:
    known = values[~np.isnan(values)]
    return float(known.mean()) if len(known) else float("nan")


def variance_reduction(basis: NDArray[np.float64], waarde: NDArray[np.float64]) -> float:
    """How many times smaller pairing makes the variance of the difference: (Var A + Var B) / Var(B - A).

    So many times more replications would independent runs need. NaN where nothing varies, infinite where
    every replication differs by the same.
    """
    if len(basis) < 2:
        return float("nan")
    apart, together = float(basis.var(ddof=1) + waarde.var(ddof=1)), float((waarde - basis).var(ddof=1))
    if together > 0.0:
        return apart / together
    return float("inf") if apart > 0.0 else float("nan")

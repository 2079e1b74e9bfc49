"""A difference over assumption sets: how many sets favour the variant, and what is chance, what ignorance.

Every set is played on the same seed and replications, for basis and variant. `verschillen` is then an array
(sets x replications) of variant minus basis in the same replication of the same set; NaN is what does not exist.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from woonsim.indicatoren.indicator import Richting
from woonsim.intervals import difference_intervals, wilson_interval

if TYPE_CHECKING:
    import pandas as pd

Values = NDArray[np.float64]
COLUMNS = [
    *("sets", "beter", "beter_low", "beter_high", "slechter", "gelijk", "onzeker"),
    *("verschil", "band_low", "band_high", "sd_onwetendheid", "sd_toeval", "aandeel_onwetendheid", "n"),
]
_BAND = (0.025, 0.975)
_NAN = float("nan")


def onwetendheid(verschillen: ArrayLike, richting: Richting) -> pd.DataFrame:
    """What the assumption sets together say of a difference: a table of one row.

    - `sets`: sets with a difference; `beter`, `slechter`, `gelijk`: shares of these in which the mean difference is
      for the better, for the worse (more, less, where the indicator has no direction), or none; `beter_low`,
      `beter_high`: Wilson's 95% interval of `beter`, for the number of sets; `onzeker`: share of the sets in which
      the 95% interval of the difference holds 0, so that chance may have decided its side.
    - `verschil`: mean over the sets; `band_low`, `band_high`: between what the differences of 95% of the sets lie.
    - `sd_onwetendheid`: standard deviation of the true difference between sets; `sd_toeval`: of what chance
      leaves in the mean of one set after `n` replications; `aandeel_onwetendheid`: share of the first in the sum of
      both variances. More replications make `sd_toeval` smaller, never `sd_onwetendheid`.
    """
    import pandas as pd

    values = np.atleast_2d(np.asarray(verschillen, dtype=np.float64))
    means = set_means(values)
    known, n = values[~np.isnan(means)], int(np.count_nonzero(~np.isnan(means)))
    row: dict[str, float] = dict.fromkeys(COLUMNS, _NAN) | {"sets": n, "n": values.shape[1]}
    if n:
        better, worse = (int(np.count_nonzero(sides)) for sides in (gains(means, richting), losses(means, richting)))
        row |= {"beter": better / n, "slechter": worse / n, "gelijk": (n - better - worse) / n}
        row["beter_low"], row["beter_high"] = wilson_interval(better, n)
        found = difference_intervals(known.T)
        is_open = (found.mean != 0.0) & ~((found.low > 0.0) | (found.high < 0.0))
        row["onzeker"] = float(np.mean(is_open)) if values.shape[1] > 1 else _NAN
        row["verschil"] = float(np.nanmean(means))
        row["band_low"], row["band_high"] = (float(bound) for bound in np.nanquantile(means, _BAND))
        split = split_variance(known)
        row["sd_onwetendheid"], row["sd_toeval"] = split.onwetendheid**0.5, split.toeval**0.5
        both = split.onwetendheid + split.toeval
        row["aandeel_onwetendheid"] = split.onwetendheid / both if both > 0.0 else _NAN
    return pd.DataFrame([row], columns=COLUMNS).astype({"sets": "int64", "n": "int64"})


def set_means(verschillen: ArrayLike) -> Values:
    """The mean difference of every set over its replications that have one; NaN where none has."""
    values = np.atleast_2d(np.asarray(verschillen, dtype=np.float64))
    n = np.count_nonzero(~np.isnan(values), axis=1)
    return np.asarray(np.where(n > 0, np.nansum(values, axis=1) / np.maximum(n, 1), _NAN))


def gains(means: Values, richting: Richting) -> NDArray[np.bool_]:
    """Where a difference is for the better, or more where the indicator has no direction."""
    return np.asarray(means < 0.0 if richting == "minder" else means > 0.0)


def losses(means: Values, richting: Richting) -> NDArray[np.bool_]:
    """Where a difference is for the worse, or less where the indicator has no direction."""
    return gains(-means, richting)


@dataclass(frozen=True)
class Spreiding:
    """Variances: `onwetendheid` of the true difference between sets, `toeval` of the mean of one set around it."""

    onwetendheid: float
    toeval: float


def split_variance(values: Values) -> Spreiding:
    """The variance of the means of sets (rows) split by analysis of variance, ignorance not below 0.

    Sets share their replications (columns): luck that all sets have alike moves all means together, and is no
    reason for them to differ. So ignorance is (MS of sets - MS of the interaction) / R, of the replications that
    exist in every set; chance is the variance of a value within its set / R. NaN below two sets or replications.
    """
    whole = values[:, ~np.isnan(values).any(axis=0)]
    sets, n = whole.shape
    if sets < 2 or n < 2:
        return Spreiding(_NAN, _NAN)
    rows, columns = whole.mean(axis=1, keepdims=True), whole.mean(axis=0, keepdims=True)
    rest = whole - rows - columns + whole.mean()
    noise = float((rest**2).sum()) / ((sets - 1) * (n - 1))
    between = n * float(rows.var(ddof=1))
    within = float(whole.var(axis=1, ddof=1).mean())
    return Spreiding(max(0.0, (between - noise) / n), within / n)

"""Which assumptions decide how a comparison turns out: standardised rank regression over assumption sets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from woonsim.indicatoren.indicator import Richting
from woonsim.intervals import LEVEL, t_quantile
from woonsim.vergelijking.onwetendheid import set_means

if TYPE_CHECKING:
    import pandas as pd

    from woonsim.aannames import Aanname

Values = NDArray[np.float64]
COLUMNS = ["pad", "omschrijving", "coefficient", "low", "high", "beslist", "methode", "r2", "sets"]
SAMEN, EEN_VOOR_EEN = "samen", "een voor een"
SPARE = 10
"""So many sets more than assumptions are needed to weigh them together."""
FEWEST_SETS = 20
"""Sets below which no assumption is said to decide by itself."""
_ALMOST = 1.0 - 1e-12
_NAN = float("nan")


def invloed(
    verschillen: ArrayLike, aannames: Sequence[Aanname], waarden: ArrayLike, richting: Richting
) -> pd.DataFrame:
    """How strongly each assumption decides the difference: a row per assumption, the strongest first.

    `verschillen` (sets x replications) as in `woonsim.vergelijking.onwetendheid`; `waarden` (sets x aannames).
    Values and mean differences are replaced by their ranks, and these standardised. Columns:

    - `pad`, `omschrijving`: the assumption;
    - `coefficient`, `low`, `high`: standardised rank regression coefficient with its 95% interval, from -1 to 1; above
      0 a higher value is better for the variant (gives more, where the indicator has no direction); NaN where the
      values or the differences do not vary;
    - `beslist`: whether it differs from 0 when it is taken into account that so many assumptions are looked at
      (Bonferroni): by chance alone this is true of any of them in at most 5% of the analyses;
    - `methode`: `samen` where one regression weighs all assumptions, `een voor een` where there are too few sets for
      that (at most 10 more than assumptions): then each has its own rank correlation, blind to the others;
    - `r2`: share of the variance of the ranks that all of them explain together, adjusted for their number (NaN for
      `een voor een`); `sets`.
    """
    import pandas as pd

    means = set_means(verschillen) * (-1.0 if richting == "minder" else 1.0)
    known = ~np.isnan(means)
    y, x = _standard_ranks(means[known]), _standard_ranks(np.asarray(waarden, dtype=np.float64)[known])
    varies = np.asarray(~np.isnan(x).any(axis=0) & ~np.isnan(y).any(), dtype=np.bool_)
    fit = _fit(x[:, varies], y)
    table = pd.DataFrame({"pad": [a.pad for a in aannames], "omschrijving": [a.omschrijving for a in aannames]})
    for name, column in (("coefficient", fit.coefficient), ("low", fit.low), ("high", fit.high)):
        table[name] = _spread_out(column, varies)
    table["beslist"] = np.abs(_spread_out(fit.coefficient, varies)) > _spread_out(fit.critical, varies)
    table["methode"], table["r2"], table["sets"] = fit.methode, fit.r2, int(np.count_nonzero(known))
    strength = table["coefficient"].abs()
    order = strength.sort_values(ascending=False, kind="stable", na_position="last").index
    return table.loc[order, COLUMNS].reset_index(drop=True)


@dataclass(frozen=True)
class _Fit:
    """Coefficients with their interval; `critical`: above what size each counts among all of them."""

    methode: str
    coefficient: Values
    low: Values
    high: Values
    critical: Values
    r2: float


def _fit(x: Values, y: Values) -> _Fit:
    """Of standardised ranks: one regression on all columns when there are sets enough, else one on each."""
    n, p = x.shape
    if n > p + SPARE and p and np.linalg.matrix_rank(x) == p:
        inverse = np.linalg.inv(x.T @ x)
        coefficient = inverse @ (x.T @ y)
        rest = float(((y - x @ coefficient) ** 2).sum())
        df = n - p - 1
        error = np.sqrt(np.maximum(np.diag(inverse), 0.0) * rest / df)
        return _with_intervals(SAMEN, coefficient, error, df, 1.0 - rest / df * (n - 1) / float((y**2).sum()))
    return _one_by_one(np.clip(x.T @ y / max(n, 1), -1.0, 1.0), n)


def _one_by_one(coefficient: Values, n: int) -> _Fit:
    """Rank correlations with Fisher's interval (variance 1.06 / (n - 3) on his scale: Fieller and others 1957).

    Of few sets one among many assumptions orders them all by chance, so below `FEWEST_SETS` none decides.
    """
    if n < 4 or not len(coefficient):
        nothing = np.full(len(coefficient), _NAN)
        return _Fit(EEN_VOOR_EEN, coefficient, nothing, nothing, nothing, _NAN)
    error = (1.06 / (n - 3)) ** 0.5
    coefficient = np.clip(coefficient, -_ALMOST, _ALMOST)
    z = np.arctanh(coefficient)
    normal = NormalDist()
    half = normal.inv_cdf((1.0 + LEVEL) / 2.0) * error
    strict = normal.inv_cdf(1.0 - (1.0 - LEVEL) / 2.0 / len(coefficient)) * error
    critical = np.full(len(coefficient), np.tanh(strict) if n >= FEWEST_SETS else np.inf)
    return _Fit(EEN_VOOR_EEN, coefficient, np.tanh(z - half), np.tanh(z + half), critical, _NAN)


def _with_intervals(methode: str, coefficient: Values, error: Values, df: int, r2: float) -> _Fit:
    nothing = np.full(len(coefficient), _NAN)
    if df < 1 or not len(coefficient):
        return _Fit(methode, coefficient, nothing, nothing, nothing, r2)
    half = error * t_quantile(df)
    critical = error * t_quantile(df, 1.0 - (1.0 - LEVEL) / 2.0 / len(coefficient))
    return _Fit(methode, coefficient, coefficient - half, coefficient + half, critical, r2)


def _standard_ranks(values: Values) -> Values:
    """Ranks of a column, or of each of them, with mean 0 and variance 1; equal values share a rank; NaN if all are."""
    if values.ndim == 1:
        return _standard_ranks(values[:, np.newaxis])[:, 0]
    columns = [_ranks(column) for column in values.T]
    ranks = np.array(columns, dtype=np.float64).reshape(values.shape[1], len(values)).T
    if not len(ranks):
        return ranks
    spread = ranks.std(axis=0)
    return np.asarray(np.where(spread > 0, (ranks - ranks.mean(axis=0)) / np.where(spread > 0, spread, 1.0), _NAN))


def _ranks(column: Values) -> Values:
    """Mean ranks."""
    _, which, times = np.unique(column, return_inverse=True, return_counts=True)
    return np.asarray((np.cumsum(times) - (times - 1) / 2.0)[which])


def _spread_out(column: Values, varies: NDArray[np.bool_]) -> Values:
    """A value for every assumption, NaN for those that do not vary."""
    whole = np.full(len(varies), _NAN)
    whole[varies] = column
    return whole

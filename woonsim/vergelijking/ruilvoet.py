"""The exchange rate between a doelgroep and regular seekers: a year sooner in a woning against months of waiting.

Per replication two totals over the term, variant minus basis: the years that the doelgroep together lives longer in its
woningen within the run (who is housed a year earlier lives there a year longer), and the months that regular seekers
together wait longer. The rate is the ratio of their means, not the mean of ratios, which has none where a replication
moves nobody; its interval is Fieller's (1954), which is none where the mean below the line may be 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import nan, sqrt
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from woonsim.begrippen import Doelgroep
from woonsim.intervals import hall_intervals, t_quantile
from woonsim.vergelijking.huishoudens import count_paren
from woonsim.vergelijking.paren import MATEN

if TYPE_CHECKING:
    import pandas as pd

MAANDEN = 12
COLUMNS = [
    *("doelgroep", "jaren", "jaren_low", "jaren_high", "maanden", "maanden_low", "maanden_high"),
    *("verhouding", "low", "high", "bestaat", "n", "betrouwbaar"),
]


def ruilvoeten(
    paren: pd.DataFrame, replicaties: Sequence[int], doelgroepen: Sequence[str] = (Doelgroep.uitstroom.name,)
) -> pd.DataFrame:
    """What a year sooner in a woning of one of each doelgroep costs regular seekers together, in months of waiting.

    `paren` are all rows of `pair_huishoudens`, `replicaties` the numbers of the replications. All that regular seekers
    wait longer is set against each of `doelgroepen`, whatever the variant does to others. Columns: `doelgroep`;
    `jaren` (lived longer in a woning by that doelgroep) and `maanden` (waited longer by regular seekers), means of the
    totals over the term, each with Hall's 95% interval; `verhouding` (months per year), with Fieller's `low` and
    `high`; `bestaat`: whether `jaren` differs from 0, without which there is no rate (NaN); `n`; `betrouwbaar`.
    """
    return exchange(*count_paren(paren, replicaties, ["doelgroep"]), doelgroepen)


def exchange(
    found: NDArray[np.float64], names: Sequence[str], doelgroepen: Sequence[str] = (Doelgroep.uitstroom.name,)
) -> pd.DataFrame:
    """The table of `ruilvoeten` from counts by replication, group (`names`) and `MATEN`."""
    import pandas as pd

    def total(doelgroep: str, maat: str) -> NDArray[np.float64]:
        return found[:, names.index(f"doelgroep={doelgroep}"), list(MATEN).index(maat)]

    waits = MAANDEN * total(Doelgroep.regulier.name, "jaren_wachten")
    rows = [_row(doelgroep, total(doelgroep, "jaren_in_woning"), waits) for doelgroep in doelgroepen]
    return pd.DataFrame(rows, columns=COLUMNS)


def _row(doelgroep: str, years: NDArray[np.float64], months: NDArray[np.float64]) -> tuple[object, ...]:
    """One doelgroep: totals per replication in, means, rate and intervals out."""
    both = hall_intervals(np.column_stack([years, months]))
    means = [float(bound[k]) for k in (0, 1) for bound in (both.mean, both.low, both.high)]
    low, high = fieller_interval(months, years)
    exists = not np.isnan(low)
    ratio = means[3] / means[0] if exists else nan
    return doelgroep, *means, ratio, low, high, exists, len(years), exists and bool(both.reliable.all())


def fieller_interval(over: NDArray[np.float64], under: NDArray[np.float64]) -> tuple[float, float]:
    """Fieller's 95% interval of mean(`over`) / mean(`under`), which are paired; NaN when it is none.

    It holds every ratio r for which mean(over - r under) does not differ from 0 by Student's t: the r between the roots
    of a quadratic. Below two values, or where `under` itself does not differ from 0, that is no interval.
    """
    n = len(over)
    if n < 2:
        return nan, nan
    covariance = np.cov(np.vstack([over, under])) * t_quantile(n - 1) ** 2 / n
    x, y = float(np.mean(over)), float(np.mean(under))
    a, b, c = y * y - covariance[1, 1], x * y - covariance[0, 1], x * x - covariance[0, 0]
    if a <= 0:
        return nan, nan
    root = sqrt(max(b * b - a * c, 0.0))
    return float((b - root) / a), float((b + root) / a)

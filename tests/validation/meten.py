"""Measuring: per-replication figures from result tables, and their mean with a standard error to judge it by."""

from dataclasses import dataclass
from math import sqrt

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from woonsim.intervals import t_quantile
from woonsim.kalender import DAG, JAAR
from woonsim.results import Results

Values = NDArray[np.float64]

FALSE_ALARM = 0.001 / 80
"""Chance that a right figure is refused: 1 in 1000 over all the figures compared."""
DAYS = 365.25
"""Days of the year in which rates are given."""


@dataclass(frozen=True)
class Meting:
    """A mean over replications, its standard error, and the degrees of freedom of that."""

    value: float
    se: float
    df: int

    def off(self, truth: float) -> float:
        """How many standard errors the mean lies from `truth`."""
        return (self.value - truth) / self.se

    def fits(self, truth: float) -> bool:
        """Whether the mean lies as near `truth` as chance alone would bring it."""
        return abs(self.off(truth)) <= t_quantile(self.df, 1 - FALSE_ALARM / 2)

    def check(self, truth: float, precision: float = 0.05) -> None:
        """Assert that the run was long enough to tell (se within `precision` of the truth) and that it fits."""
        assert self.se <= precision * abs(truth), f"too few replications: {self} for {truth}"
        assert self.fits(truth), f"{self} is {self.off(truth):.1f} standard errors from {truth}"


def mean(values: Values, controls: Values | None = None) -> Meting:
    """The mean of one value per replication.

    `controls` (replications x k) have known expectation 0: the part of `values` that they explain, by
    regression, is chance that we know and is taken out. It narrows the error and leaves what is estimated.
    One that is not 0 but for chance is a fault: what comes in, or falls free, is then not what theory is asked about.
    """
    for control in () if controls is None else controls.T:
        assert not control.any() or mean(control).fits(0.0), f"{mean(control)} should be 0"
    x = np.ones((len(values), 1)) if controls is None else np.column_stack([np.ones(len(values)), controls])
    inverse = np.linalg.inv(x.T @ x)
    fitted = inverse @ x.T @ values
    df = len(values) - x.shape[1]
    variance = float(((values - x @ fitted) ** 2).sum()) / df
    return Meting(float(fitted[0]), sqrt(variance * float(inverse[0, 0])), df)


def ratio(over: Values, under: Values, controls: Values | None = None) -> Meting:
    """The ratio of two expectations, by linearising it (delta method)."""
    quotient = over.sum() / under.sum()
    return mean(quotient + (over - quotient * under) / under.mean(), controls)


def per_year(results: Results, rows: pd.DataFrame, value: str | None = None) -> Values:
    """Per replication and year (n x jaren): the number of `rows`, or the sum of column `value`."""
    replicaties = [replicatie.nummer for replicatie in results.replicaties]
    sums = rows.groupby(["replicatie", "jaar"])
    table = (sums.size() if value is None else sums[value].sum()).unstack("jaar", fill_value=0)
    return table.reindex(index=replicaties, columns=results.jaren, fill_value=0).to_numpy(dtype=np.float64)


def years_of(results: Results) -> Values:
    """The length of each calendar year of the run, in mean years."""
    return np.diff(results.kalender.jaargrenzen()) / JAAR


def luck(results: Results, streams: list[tuple[Values, float]], years: slice, *, late: bool = False) -> Values:
    """Controls: how many more came in `years` than expected, per stream of (numbers per year, rate per year).

    With `late` also when they came: who comes late weighs on the end.
    """
    length = years_of(results)[years]
    to_go = length.sum() - np.cumsum(length) + length / 2
    columns = []
    for numbers, rate in streams:
        more = numbers[:, years] - rate * length
        columns += [more.sum(axis=1), *([more @ to_go] if late else [])]
    return np.column_stack(columns)


def wachttijd(results: Results) -> pd.DataFrame:
    """The lettings to those from the register, with their time on the list `wacht` [years]."""
    rows = results.table("toewijzing")
    rows = rows[(rows["kanaal"] == "aanbod") & (rows["stroom"] == "regio")]
    return rows.assign(wacht=rows["inschrijfduur_dagen"] / DAYS)


def bemiddeld(results: Results) -> pd.DataFrame:
    """The candidates who were housed, with their wait `wacht` [years], in the year of their keys."""
    rows = results.table("kandidaat")
    rows = rows[rows["sleutels"].notna()]
    wait = (rows["sleutels"] - rows["gereed"]).dt.total_seconds() / 86400 / DAYS
    return rows.assign(wacht=wait, jaar=rows["sleutels"].dt.year)


def minutes(moments: pd.Series) -> NDArray[np.int64]:
    """Moments of a table, in minutes."""
    return moments.to_numpy().astype("datetime64[m]").astype(np.int64)


def registered_at(let: pd.DataFrame) -> NDArray[np.int64]:
    """When those housed registered, in minutes; of who was on no list it lies after the letting."""
    return minutes(let["acceptatiedatum"]) - np.rint(let["inschrijfduur_dagen"].to_numpy() * DAG).astype(np.int64)


def passed_over(let: pd.DataFrame, fits: NDArray[np.bool_] | None = None) -> int:
    """How many of these lettings went past somebody on the list, housed later, who may have the woning and goes first.

    Of each letting `klasse` says who goes first, the lowest and in it who registered first; `fits[groep, soort]`
    who may have what, everybody everything if it is not given. Who was on no list has an inschrijfduur below 0.
    """
    past = 0
    if fits is None:
        let, fits = let.assign(groep=0, soort=0), np.ones((1, 1), dtype=np.bool_)
    for _, rows in let.groupby("replicatie"):
        taken, registered = minutes(rows["acceptatiedatum"]), registered_at(rows)
        listed = registered <= taken
        klasse, groep, soort = (rows[name].to_numpy() for name in ("klasse", "groep", "soort"))
        for i in range(len(rows)):
            first = (klasse < klasse[i]) | ((klasse == klasse[i]) & (registered < registered[i])) | ~listed[i]
            there = listed & (registered < taken[i]) & (taken > taken[i])
            past += bool((there & first & fits[groep, soort[i]]).any())
    return past

"""What an indicator sees and says: one replication as columns in, figures per group and year out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from woonsim.begrippen import Doelgroep
from woonsim.feiten import FEITEN
from woonsim.kalender import Kalender
from woonsim.record import Replicatie

if TYPE_CHECKING:
    from woonsim.scenario.model import Scenario

TOTAAL = "totaal"
"""The group of everything; other groups are written ``dimension=name``, such as ``kern=Beilen``."""

Columns = dict[str, NDArray[Any]]
Values = NDArray[np.float64]


class Cijfer(NamedTuple):
    """One figure of one replication; `jaar` None: over the term; `value` NaN: does not exist."""

    groep: str
    jaar: int | None
    value: float


@dataclass(frozen=True)
class Waarneming:
    """One replication of a scenario, as the indicators look at it."""

    scenario: Scenario
    replicatie: Replicatie

    @cached_property
    def kalender(self) -> Kalender:
        """The calendar of the run."""
        return Kalender(self.scenario.begindatum, self.scenario.looptijd)

    @cached_property
    def jaren(self) -> list[int]:
        """Calendar years in which the years of the run begin."""
        return [self.kalender.jaarbegin(n).year for n in range(self.kalender.jaren)]

    @cached_property
    def n_woningen(self) -> int:
        """Woningen in the stock."""
        return sum(regel.aantal for regel in self.scenario.woningvoorraad)

    @cached_property
    def doelgroepen(self) -> tuple[Doelgroep, ...]:
        """The special groups that the scenario has."""
        groepen = self.scenario.bijzondere_doelgroepen
        return tuple(d for d in Doelgroep if getattr(groepen, d.name, None) is not None)

    def columns(self, table: str) -> Columns:
        """The columns of `table`."""
        return self.replicatie.feiten[table]

    def index(self, jaar: NDArray[Any]) -> NDArray[np.int64]:
        """Calendar years as the number of the year in the run, 0 = the first."""
        return np.asarray(jaar, dtype=np.int64) - self.jaren[0]

    def codes(self, table: str, column: str) -> tuple[str, ...]:
        """The names that the codes of a column stand for, in order."""
        codes = next(c.codes for c in FEITEN[table] if c.name == column)
        if codes is None:
            raise TypeError(f"column {column!r} of {table!r} holds no codes")
        if isinstance(codes, str):
            return self.replicatie.namen[codes]
        return tuple(member.name for member in sorted(codes))

    def groepen(self, table: str, *dimensions: str) -> Iterator[tuple[str, NDArray[np.bool_]]]:
        """The total and every name of every dimension, each with the rows of `table` that it covers."""
        columns = self.columns(table)
        yield TOTAAL, np.ones(len(columns["jaar"]), dtype=np.bool_)
        for dimension in dimensions:
            for code, name in enumerate(self.codes(table, dimension)):
                yield f"{dimension}={name}", columns[dimension] == code

    def per_jaar(self, jaar: NDArray[Any], weights: NDArray[Any] | None = None) -> Values:
        """Rows (or the sum of their `weights`) per year of the run; rows of other years do not count."""
        index = self.index(jaar)
        inside = (index >= 0) & (index < len(self.jaren))
        chosen = None if weights is None else np.asarray(weights, dtype=np.float64)[inside]
        counts = np.bincount(index[inside], weights=chosen, minlength=len(self.jaren))
        return counts.astype(np.float64)

    def figures(self, groep: str, per_year: Values, term: float) -> Iterator[Cijfer]:
        """The figures of one group: one per year and the one over the term."""
        for jaar, value in zip(self.jaren, per_year, strict=True):
            yield Cijfer(groep, jaar, float(value))
        yield Cijfer(groep, None, float(term))

    def rate(self, groep: str, per_year: Values) -> Iterator[Cijfer]:
        """Figures of a number per year: over the term the mean of the years."""
        return self.figures(groep, per_year, per_year.mean())

    def ratio(self, groep: str, over: Values, under: Values) -> Iterator[Cijfer]:
        """Figures of one number over another: over the term the ratio of the sums; NaN when it is over nothing."""
        return self.figures(groep, divide(over, under), float(divide(over.sum(), under.sum())))

    def quantile(self, groep: str, jaar: NDArray[Any], values: NDArray[Any], q: float) -> Iterator[Cijfer]:
        """Figures of the quantile `q` of `values` (linear between order statistics), per year and of all."""
        index = self.index(jaar)
        per_year = np.array([quantile_of(values[index == n], q) for n in range(len(self.jaren))])
        return self.figures(groep, per_year, quantile_of(values, q))

    def mean(self, groep: str, jaar: NDArray[Any], values: NDArray[Any]) -> Iterator[Cijfer]:
        """Figures of the mean of `values`, per year and of all."""
        return self.ratio(groep, self.per_jaar(jaar, values), self.per_jaar(jaar))


@dataclass(frozen=True)
class Indicator:
    """A figure that a run is asked for.

    `dimensies`: the groups it is given for, beside the total (unless `heeft_totaal` is False).
    `signed`: the figure may be below 0.
    `definitie`, `definition`: one sentence, in Dutch and in English.
    `compute`: the figures of one replication, per group and year and over the term.
    """

    naam: str
    eenheid: str
    dimensies: tuple[str, ...]
    definitie: str
    definition: str
    compute: Callable[[Waarneming], Iterator[Cijfer]]
    heeft_totaal: bool = True
    signed: bool = False


def divide(over: Any, under: Any) -> Values:
    """Quotient, NaN where `under` is 0."""
    under = np.asarray(under, dtype=np.float64)
    return np.where(under > 0, np.asarray(over, dtype=np.float64) / np.where(under > 0, under, 1.0), np.nan)


def quantile_of(values: NDArray[Any], q: float) -> float:
    """Quantile `q` of `values`, NaN when there are none."""
    return float(np.quantile(values, q)) if len(values) else float("nan")

"""What an indicator sees and says: one replication as columns in, figures per group and year out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from woonsim.begrippen import LEEFTIJDSGRENS, Doelgroep, Labeling, Leeftijdsgroep, Oorzaak
from woonsim.feiten import FEITEN
from woonsim.intervals import quantile_of_sorted
from woonsim.kalender import Kalender
from woonsim.record import Replicatie

if TYPE_CHECKING:
    from woonsim.scenario.model import Scenario

TOTAAL = "totaal"
"""The group of everything; other groups are written ``dimension=name``, such as ``kern=Beilen``."""

Columns = dict[str, NDArray[Any]]
Values = NDArray[np.float64]
_Shared = TypeVar("_Shared")


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
    def n_woningen(self) -> Values:
        """Woningen in the stock: the mean over each year."""
        grenzen = np.array(self.kalender.jaargrenzen(), dtype=np.float64)
        moments, numbers = self._stand
        edges = np.union1d(grenzen, moments)
        pieces = np.diff(edges) * numbers[np.searchsorted(moments, edges[:-1], side="right") - 1]
        year = np.searchsorted(grenzen, edges[:-1], side="right") - 1
        return np.bincount(year, weights=pieces, minlength=len(self.jaren)) / np.diff(grenzen)

    @cached_property
    def woningen_aan_einde(self) -> Values:
        """Woningen in the stock at the end of each year."""
        moments, numbers = self._stand
        ends = self.kalender.jaargrenzen()[1:]
        return np.asarray(numbers[np.searchsorted(moments, ends, side="left") - 1], dtype=np.float64)

    @cached_property
    def _stand(self) -> tuple[Values, Values]:
        """When the stock changed, and how many woningen it had from then on; the first moment is the start."""
        columns = self.columns("voorraad")
        start = sum(regel.aantal for regel in self.scenario.woningvoorraad)
        moments = np.concatenate([[0.0], columns["moment"]])
        numbers = np.concatenate([[float(start)], columns["in_voorraad"]])
        last = np.append(moments[1:] != moments[:-1], True)
        return moments[last], numbers[last]

    @cached_property
    def is_vrijgekomen(self) -> NDArray[np.bool_]:
        """Which rows of vrijkomst fell free: not a first letting, and not what is not let again."""
        vrijkomst = self.columns("vrijkomst")
        return np.asarray((vrijkomst["oorzaak"] != Oorzaak.eerste_verhuur) & ~vrijkomst["onttrokken"].astype(np.bool_))

    @cached_property
    def is_eerste_verhuur(self) -> NDArray[np.bool_]:
        """Which rows of toewijzing are the first letting of a new woning."""
        vrijkomst = self.columns("vrijkomst")
        first = vrijkomst["vrijkomst"][vrijkomst["oorzaak"] == Oorzaak.eerste_verhuur]
        return np.asarray(np.isin(self.columns("toewijzing")["vrijkomst"], first))

    def labelgroepen(self, table: str) -> Iterator[tuple[str, NDArray[np.bool_]]]:
        """The woningen with and without a leeftijdslabel, each with the rows of `table` that are about them."""
        gelabeld = self.columns(table)["leeftijdslabel"] > 0
        for labeling in Labeling:
            yield f"leeftijdslabel={labeling.name}", gelabeld == bool(labeling)

    @cached_property
    def doelgroepen(self) -> tuple[Doelgroep, ...]:
        """The special groups that the scenario has."""
        groepen = self.scenario.bijzondere_doelgroepen
        has = {d for d in Doelgroep if getattr(groepen, d.name, None) is not None}
        has |= {Doelgroep.uitstroom} if self.scenario.voorzieningen else set()
        return tuple(sorted(has))

    def once(self, key: str, compute: Callable[[], _Shared]) -> _Shared:
        """What several indicators share, computed for the first that asks; equal keys must mean the same."""
        if key not in self._shared:
            self._shared[key] = compute()
        shared: _Shared = self._shared[key]
        return shared

    @cached_property
    def _shared(self) -> dict[str, Any]:
        return {}

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
            if dimension == "leeftijdsgroep" and dimension not in columns:
                yield from leeftijdsgroepen(columns["leeftijd"])
                continue
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

    def rising(self, jaar: NDArray[Any], values: NDArray[Any]) -> list[Values]:
        """`values` in rising order: those of each year, then all."""
        order = np.argsort(values)
        rising, index = values[order], self.index(jaar)[order]
        return [*(rising[index == n] for n in range(len(self.jaren))), rising]

    def quantile(self, groep: str, rising: list[Values], q: float) -> Iterator[Cijfer]:
        """Figures of the quantile `q` (linear between order statistics), per year and of all, of `rising` values."""
        *per_year, term = [quantile_of_sorted(values, q) for values in rising]
        return self.figures(groep, np.array(per_year), term)

    def mean(self, groep: str, jaar: NDArray[Any], values: NDArray[Any]) -> Iterator[Cijfer]:
        """Figures of the mean of `values`, per year and of all."""
        return self.ratio(groep, self.per_jaar(jaar, values), self.per_jaar(jaar))


def leeftijdsgroepen(leeftijd: NDArray[Any]) -> Iterator[tuple[str, NDArray[np.bool_]]]:
    """The groups by age, each with the rows of that age [years]."""
    is_oud = np.asarray(leeftijd) >= LEEFTIJDSGRENS
    yield f"leeftijdsgroep={Leeftijdsgroep.tot_55.name}", ~is_oud
    yield f"leeftijdsgroep={Leeftijdsgroep.vanaf_55.name}", is_oud


def divide(over: Any, under: Any) -> Values:
    """Quotient, NaN where `under` is 0."""
    under = np.asarray(under, dtype=np.float64)
    return np.where(under > 0, np.asarray(over, dtype=np.float64) / np.where(under > 0, under, 1.0), np.nan)

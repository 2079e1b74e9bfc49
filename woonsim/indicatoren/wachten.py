"""Indicators of who waits and where: from the tables inschrijving, register and kandidaat."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from woonsim.begrippen import Herkomst, Kanaal, Zoekstatus
from woonsim.feiten import MATEN
from woonsim.indicatoren.waarneming import TOTAAL, Cijfer, Values, Waarneming
from woonsim.kalender import DAG

Mask = NDArray[np.bool_]

DRIE_MAANDEN = 91.0
"""Days in which people leaving beschermd wonen or opvang should be housed."""

MAANDEN_PER_JAAR = 12


def ingeschreven(w: Waarneming) -> Iterator[Cijfer]:
    """Registered at the end of the year."""
    inschrijving = w.columns("inschrijving")
    for groep, mask in w.groepen("inschrijving", "herkomst", "leeftijdsgroep"):
        yield from w.rate(groep, w.per_jaar(inschrijving["jaar"][mask], inschrijving["wachtend"][mask]))


def share_of_local(column: str) -> Callable[[Waarneming], Iterator[Cijfer]]:
    """Indicator: the share of the residents registered at the end of the year that `column` counts."""

    def aandeel(w: Waarneming) -> Iterator[Cijfer]:
        yield from w.ratio(TOTAAL, _local(w, column), _local(w, "wachtend"))

    return aandeel


def slaagkans_maaskoepel(w: Waarneming) -> Iterator[Cijfer]:
    """Residents housed, anywhere, over residents who reacted or were housed without reacting."""
    for groep, registered, let in _residents(w):
        toewijzing = w.columns("toewijzing")
        direct = let & (toewijzing["kanaal"] != Kanaal.aanbod)
        housed = _of_year(w, "toewijzing", let) + _of_year(w, "inschrijving", registered, "elders_gehuisvest")
        reacted = _of_year(w, "inschrijving", registered, "gereageerd")
        yield from w.ratio(groep, housed, reacted + _of_year(w, "toewijzing", direct))


def slaagkans_utrecht(w: Waarneming) -> Iterator[Cijfer]:
    """Lettings to residents over the residents active at the end of the year."""
    for groep, registered, let in _residents(w):
        active = _of_year(w, "inschrijving", registered, "actief")
        yield from w.ratio(groep, _of_year(w, "toewijzing", let), active)


def _residents(w: Waarneming) -> Iterator[tuple[str, Mask, Mask]]:
    """The groups of residents for whom a slaagkans is given: their rows of `inschrijving` and of `toewijzing`."""
    local = [w.columns(table)["herkomst"] == Herkomst.gemeente for table in ("inschrijving", "toewijzing")]
    groepen = (w.groepen(table, "woonsituatie", "leeftijdsgroep") for table in ("inschrijving", "toewijzing"))
    for (groep, registered), (_, let) in zip(*groepen, strict=True):
        yield groep, registered & local[0], let & local[1]


def _of_year(w: Waarneming, table: str, rows: Mask, column: str | None = None) -> Values:
    """Per year the number of these rows, or the sum of a column of them."""
    columns = w.columns(table)
    return w.per_jaar(columns["jaar"][rows], None if column is None else columns[column][rows])


def _local(w: Waarneming, column: str) -> Values:
    """Per year what `column` counts of the residents in the register."""
    return _of_year(w, "inschrijving", w.columns("inschrijving")["herkomst"] == Herkomst.gemeente, column)


def duur_wachtend(maat: str, q: float | None) -> Callable[[Waarneming], Iterator[Cijfer]]:
    """Indicator: mean (`q` None) or quantile of a duration [years] of those searching at the end of the year."""

    def duur(w: Waarneming) -> Iterator[Cijfer]:
        for groep, counts in w.once(f"duur {maat}", lambda: list(_months(w, maat))):
            per_year = np.array([_year_end(of_year, q) for of_year in counts])
            known = per_year[~np.isnan(per_year)]
            yield from w.figures(groep, per_year, known.mean() if len(known) else float("nan"))

    return duur


def _months(w: Waarneming, maat: str) -> Iterator[tuple[str, Values]]:
    """Of each group how many search at the end of each year (a row) after each number of whole months (a column)."""
    register = w.columns("register")
    searching = (register["moment"] > 0) & (register["zoekstatus"] == Zoekstatus.zoekend)
    counts = searching & (register["maat"] == MATEN.index(maat)) & (register["maanden"] >= 0)
    months, year = register["maanden"].astype(np.int64), w.index(register["jaar"])
    counts &= (year >= 0) & (year < len(w.jaren))
    width = int(months[counts].max(initial=0)) + 1
    for groep, mask in w.groepen("register", "herkomst"):
        rows = counts & mask
        cells = year[rows] * width + months[rows]
        found = np.bincount(cells, weights=register["aantal"][rows], minlength=len(w.jaren) * width)
        yield groep, found.reshape(len(w.jaren), width).astype(np.float64)


def _year_end(counts: Values, q: float | None) -> float:
    """Mean or quantile [years] of durations counted per whole month, taken as uniform inside the month."""
    if counts.sum() == 0:
        return float("nan")
    if q is None:
        months = np.average(np.arange(len(counts)) + 0.5, weights=counts)
    else:
        until = np.concatenate([[0.0], np.cumsum(counts)])
        wanted = q * until[-1]
        month = min(int(np.searchsorted(until, wanted, side="left")), len(counts)) - 1
        month = max(month, int(np.flatnonzero(counts)[0]))
        months = month + (wanted - until[month]) / counts[month]
    return float(months) / MAANDEN_PER_JAAR


@dataclass(frozen=True)
class Wachtcurve:
    """How the waits [days] of some candidates ended: `times` and shares still `waiting`, as `kaplan_meier` gives.

    `longest`: the longest that anybody was followed; -inf when there was nobody.
    """

    times: Values
    waiting: Values
    longest: float

    @classmethod
    def of(cls, days: NDArray[Any], ended: NDArray[Any]) -> Wachtcurve:
        """Of waits, and whether each ended in keys."""
        return cls(*kaplan_meier(days, ended), float(days.max(initial=-np.inf)))


def wachttijd(figure: Callable[[Wachtcurve], float]) -> Callable[[Waarneming], Iterator[Cijfer]]:
    """Indicator: a figure of the waits [days] from gereed to keys, per doelgroep, by the year of gereed.

    Who waits at the horizon, or left when its voorrang ended, counts as censored from then;
    who waited before begindatum (of whom only the long waits are seen) does not count.
    """

    def wait(w: Waarneming) -> Iterator[Cijfer]:
        for groep, per_year, term in w.once("wachtcurven", lambda: list(_curves(w))):
            yield from w.figures(groep, np.array([figure(curve) for curve in per_year]), figure(term))

    return wait


def _curves(w: Waarneming) -> Iterator[tuple[str, list[Wachtcurve], Wachtcurve]]:
    """Of each doelgroep the waits that began in each year, and all of them."""
    kandidaat = w.columns("kandidaat")
    horizon = w.kalender.looptijd
    housed = (kandidaat["sleutels"] >= 0) & (kandidaat["sleutels"] <= horizon)
    until = np.where(kandidaat["afgevallen"] >= 0, kandidaat["afgevallen"], horizon)
    days = (np.where(housed, kandidaat["sleutels"], until) - kandidaat["gereed"]) / DAG
    for doelgroep in w.doelgroepen:
        mine = (kandidaat["doelgroep"] == doelgroep) & (kandidaat["gereed"] >= 0)
        waits, ended, jaar = days[mine], housed[mine], kandidaat["jaar"][mine]
        per_year = [Wachtcurve.of(waits[rows], ended[rows]) for rows in (jaar == each for each in w.jaren)]
        yield f"doelgroep={doelgroep.name}", per_year, Wachtcurve.of(waits, ended)


def wait_quantile(q: float) -> Callable[[Wachtcurve], float]:
    """The day by which a share `q` has keys (Kaplan-Meier); NaN when the curve does not get that far."""

    def figure(curve: Wachtcurve) -> float:
        # the curve falls, so the first place at or below the share is where it would be put in
        reached = int(np.searchsorted(-curve.waiting, -(1.0 - q + 1e-12), side="left"))
        return float(curve.times[reached]) if reached < len(curve.times) else float("nan")

    return figure


def share_within(limit: float) -> Callable[[Wachtcurve], float]:
    """The share with keys within `limit` days (Kaplan-Meier); NaN when nobody was followed that long."""

    def figure(curve: Wachtcurve) -> float:
        before = int(np.searchsorted(curve.times, limit, side="right"))
        still_waiting = float(curve.waiting[before - 1]) if before else 1.0
        followed = curve.longest > -np.inf and (curve.longest >= limit or still_waiting <= 1e-12)
        return 1.0 - still_waiting if followed else float("nan")

    return figure


def kaplan_meier(days: NDArray[Any], ended: NDArray[Any]) -> tuple[Values, Values]:
    """Times at which a wait ended, rising, and the share still waiting just after each.

    A wait that was cut off at the same time as another ended still counts as at risk then.
    """
    ends = np.sort(days[ended])
    last = np.append(ends[1:] != ends[:-1], True)[: len(ends)]
    times, n_until = ends[last], np.flatnonzero(last) + 1
    at_risk = len(days) - np.searchsorted(np.sort(days), times, side="left")
    return times, np.cumprod(1.0 - np.diff(n_until, prepend=0) / np.maximum(at_risk, 1))

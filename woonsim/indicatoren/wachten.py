"""Indicators of who waits and where: from the tables inschrijving, register and kandidaat."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from woonsim.begrippen import Herkomst, Kanaal, Zoekstatus
from woonsim.feiten import MATEN
from woonsim.indicatoren.waarneming import TOTAAL, Cijfer, Columns, Values, Waarneming
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
        register = w.columns("register")
        searching = (register["moment"] > 0) & (register["zoekstatus"] == Zoekstatus.zoekend)
        counts = searching & (register["maat"] == MATEN.index(maat)) & (register["maanden"] >= 0)
        for groep, mask in w.groepen("register", "herkomst"):
            rows = {name: column[counts & mask] for name, column in register.items()}
            per_year = np.array([_year_end(rows, jaar, q) for jaar in w.jaren])
            known = per_year[~np.isnan(per_year)]
            yield from w.figures(groep, per_year, known.mean() if len(known) else float("nan"))

    return duur


def _year_end(rows: Columns, jaar: int, q: float | None) -> float:
    """Mean or quantile [years] of durations counted per whole month, taken as uniform inside the month."""
    of_year = rows["jaar"] == jaar
    counts = np.bincount(rows["maanden"][of_year], weights=rows["aantal"][of_year])
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


def wachttijd(figure: Callable[[NDArray[Any], NDArray[Any]], float]) -> Callable[[Waarneming], Iterator[Cijfer]]:
    """Indicator: a figure of the waits [days] from gereed to keys, per doelgroep, by the year of gereed.

    `figure` gets the days and whether they ended in keys; who waits at the horizon, or left when its voorrang
    ended, counts as censored from then;
    who waited before begindatum (of whom only the long waits are seen) does not count.
    """

    def wait(w: Waarneming) -> Iterator[Cijfer]:
        kandidaat = w.columns("kandidaat")
        horizon = w.kalender.looptijd
        housed = (kandidaat["sleutels"] >= 0) & (kandidaat["sleutels"] <= horizon)
        until = np.where(kandidaat["afgevallen"] >= 0, kandidaat["afgevallen"], horizon)
        days = (np.where(housed, kandidaat["sleutels"], until) - kandidaat["gereed"]) / DAG
        for doelgroep in w.doelgroepen:
            mine = (kandidaat["doelgroep"] == doelgroep) & (kandidaat["gereed"] >= 0)
            of_year = [mine & (kandidaat["jaar"] == jaar) for jaar in w.jaren]
            per_year = np.array([figure(days[rows], housed[rows]) for rows in of_year])
            yield from w.figures(f"doelgroep={doelgroep.name}", per_year, figure(days[mine], housed[mine]))

    return wait


def wait_quantile(q: float) -> Callable[[NDArray[Any], NDArray[Any]], float]:
    """The day by which a share `q` has keys (Kaplan-Meier); NaN when the curve does not get that far."""

    def figure(days: NDArray[Any], ended: NDArray[Any]) -> float:
        times, survival = kaplan_meier(days, ended)
        reached = np.flatnonzero(survival <= 1.0 - q + 1e-12)
        return float(times[reached[0]]) if len(reached) else float("nan")

    return figure


def share_within(limit: float) -> Callable[[NDArray[Any], NDArray[Any]], float]:
    """The share with keys within `limit` days (Kaplan-Meier); NaN when nobody was followed that long."""

    def figure(days: NDArray[Any], ended: NDArray[Any]) -> float:
        times, survival = kaplan_meier(days, ended)
        before = survival[times <= limit]
        still_waiting = float(before[-1]) if len(before) else 1.0
        followed = len(days) > 0 and (days.max() >= limit or still_waiting <= 1e-12)
        return 1.0 - still_waiting if followed else float("nan")

    return figure


def kaplan_meier(days: NDArray[Any], ended: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Times at which a wait ended, rising, and the share still waiting just after each.

    A wait that was cut off at the same time as another ended still counts as at risk then.
    """
    times, n_ended = np.unique(days[ended], return_counts=True)
    at_risk = len(days) - np.searchsorted(np.sort(days), times, side="left")
    return times, np.cumprod(1.0 - n_ended / np.maximum(at_risk, 1))

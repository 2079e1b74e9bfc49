"""Indicators of candidates and of the taakstelling: from the tables kandidaat, toewijzing and taakstelling."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from woonsim.begrippen import Kanaal
from woonsim.indicatoren.waarneming import TOTAAL, Cijfer, Values, Waarneming
from woonsim.indicatoren.wachten import Wachtcurve, wait_quantile
from woonsim.kalender import DAG

TIEN_WEKEN = 70.0
"""Days in which who is linked to the gemeente should have a woning (section 3.3 of the sources: S91)."""


def wait_spread(curve: Wachtcurve) -> float:
    """The day by which 90% have keys less the day by which 10% have; NaN when the curve does not get that far."""
    return wait_quantile(0.9)(curve) - wait_quantile(0.1)(curve)


def kandidaten(w: Waarneming) -> Iterator[Cijfer]:
    """Huishoudens that became candidates, per year; those who waited at begindatum became so before."""
    kandidaat = w.columns("kandidaat")
    yield from _counted(w, kandidaat["gereed"] >= 0, kandidaat["jaar"])


def afgevallen(w: Waarneming) -> Iterator[Cijfer]:
    """Candidates who dropped out, per year."""
    dropped = w.columns("kandidaat")["afgevallen"].astype(np.int64)
    edges = np.array(w.kalender.jaargrenzen())
    jaar = w.jaren[0] + np.searchsorted(edges, dropped, side="right") - 1
    yield from _counted(w, dropped >= 0, jaar)


def _counted(w: Waarneming, counts: NDArray[Any], jaar: NDArray[Any]) -> Iterator[Cijfer]:
    """The number of candidates that count per year: all, and of every doelgroep of the scenario."""
    yield from w.rate(TOTAAL, w.per_jaar(jaar[counts]))
    for doelgroep in w.doelgroepen:
        mine = counts & (w.columns("kandidaat")["doelgroep"] == doelgroep)
        yield from w.rate(f"doelgroep={doelgroep.name}", w.per_jaar(jaar[mine]))


def weigeringen_per_bemiddeling(w: Waarneming) -> Iterator[Cijfer]:
    """Mean number of refusals before a mediated letting."""
    toewijzing = w.columns("toewijzing")
    mediated = toewijzing["kanaal"] == Kanaal.bemiddeling
    yield from w.mean(TOTAAL, toewijzing["jaar"][mediated], toewijzing["weigeringen"][mediated])


def match_dagen(w: Waarneming) -> Iterator[Cijfer]:
    """Mean days from notice to acceptance of mediated lettings."""
    vrijkomst, toewijzing = w.columns("vrijkomst"), w.columns("toewijzing")
    order = np.argsort(vrijkomst["vrijkomst"], kind="stable")
    row = order[np.searchsorted(vrijkomst["vrijkomst"], toewijzing["vrijkomst"], sorter=order)]
    days = (toewijzing["acceptatiedatum"].astype(np.int64) - vrijkomst["opzegdatum"][row]) / DAG
    mediated = toewijzing["kanaal"] == Kanaal.bemiddeling
    yield from w.mean(TOTAAL, toewijzing["jaar"][mediated], days[mediated])
    for doelgroep in w.doelgroepen:
        mine = mediated & (toewijzing["doelgroep"] == doelgroep)
        yield from w.mean(f"doelgroep={doelgroep.name}", toewijzing["jaar"][mine], days[mine])


def per_half_year(column: str) -> Callable[[Waarneming], Iterator[Cijfer]]:
    """Indicator: a number of persons of the taakstelling, summed over the half-years of a year."""

    def persons(w: Waarneming) -> Iterator[Cijfer]:
        table = w.columns("taakstelling")
        if len(table["jaar"]):
            yield from w.rate(TOTAAL, w.per_jaar(table["jaar"], table[column]))

    return persons


def taakstelling_achterstand(w: Waarneming) -> Iterator[Cijfer]:
    """Persons not housed yet at the end of the last half-year of each year."""
    table = w.columns("taakstelling")
    if len(table["jaar"]):
        yield from w.rate(TOTAAL, _at_year_end(w, table["achterstand_eind"]))


def halfjaren_gemist(w: Waarneming) -> Iterator[Cijfer]:
    """The longest run of half-years that ended behind, as reached in each year and over the term."""
    table = w.columns("taakstelling")
    if not len(table["jaar"]):
        return
    run, runs = 0, []
    for behind in (table["achterstand_eind"] > 0).tolist():
        run = run + 1 if behind else 0
        runs.append(run)
    reached = np.array(runs)
    index = w.index(table["jaar"])
    per_year = np.array([float(reached[index == n].max(initial=0)) for n in range(len(w.jaren))])
    yield from w.figures(TOTAAL, per_year, float(reached.max()))


def _at_year_end(w: Waarneming, values: NDArray[Any]) -> Values:
    """Of rows in the order of time, the last value of each year of the run."""
    index = w.index(w.columns("taakstelling")["jaar"])
    last = [np.flatnonzero(index == n) for n in range(len(w.jaren))]
    return np.array([float(values[rows[-1]]) if len(rows) else float("nan") for rows in last])

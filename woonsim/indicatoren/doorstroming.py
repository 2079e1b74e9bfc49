"""Indicators of doorstroming: who moves inside the stock, helped by a regeling or not, and at what cost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from woonsim.begrippen import Toegankelijkheid
from woonsim.indicatoren.waarneming import TOTAAL, Cijfer, Columns, Values, Waarneming, divide
from woonsim.kalender import JAAR
from woonsim.plugins import read_parameters

GEZINSWONING = 4
"""Rooms from which a woning is one for a gezin."""
_MAAND = JAAR / 12

Mask = NDArray[np.bool_]


def verhuisd(toewijzing: Columns) -> Mask:
    """Moves inside the stock by who took part in a regeling."""
    return np.asarray((toewijzing["kamers_oud"] >= 0) & toewijzing["in_regeling"], dtype=np.bool_)


def extra(toewijzing: Columns) -> Mask:
    """Of these the moves that the regeling brought about."""
    return verhuisd(toewijzing) & toewijzing["is_extra"]


def van_gezinswoning(hit: Callable[[Columns], Mask]) -> Callable[[Columns], Mask]:
    """Those `hit` who left a woning for a gezin, and moved into a smaller one."""
    return lambda toewijzing: (
        hit(toewijzing) & (toewijzing["kamers_oud"] >= GEZINSWONING) & (toewijzing["kamers"] < GEZINSWONING)
    )


def moves(hit: Callable[[Columns], Mask]) -> Callable[[Waarneming], Iterator[Cijfer]]:
    """Indicator: moves per year that are a `hit`."""

    def per_jaar(w: Waarneming) -> Iterator[Cijfer]:
        toewijzing = w.columns("toewijzing")
        yield from w.rate(TOTAAL, w.per_jaar(toewijzing["jaar"][hit(toewijzing)]))

    return per_jaar


def doorstroming_bereikt(w: Waarneming) -> Iterator[Cijfer]:
    """Huishoudens reached per year."""
    yield from w.rate(TOTAAL, w.per_jaar(w.columns("deelname")["jaar"]))


def doorstroming_meeverhuisd(w: Waarneming) -> Iterator[Cijfer]:
    """Share of the moves of participants that would have been made without the regeling."""
    toewijzing = w.columns("toewijzing")
    gross = w.per_jaar(toewijzing["jaar"][verhuisd(toewijzing)])
    yield from w.ratio(TOTAAL, gross - w.per_jaar(toewijzing["jaar"][extra(toewijzing)]), gross)


def huursprong(*, in_regeling: bool) -> Callable[[Waarneming], Iterator[Cijfer]]:
    """Indicator: mean new less old rent of moves inside the stock, of all or of participants only."""

    def sprong(w: Waarneming) -> Iterator[Cijfer]:
        toewijzing = w.columns("toewijzing")
        rows = verhuisd(toewijzing) if in_regeling else toewijzing["kamers_oud"] >= 0
        yield from w.mean(TOTAAL, toewijzing["jaar"][rows], _sprong(toewijzing)[rows])

    return sprong


def _sprong(toewijzing: Columns) -> Values:
    return np.asarray(toewijzing["rekenhuur_eur"] - toewijzing["rekenhuur_oud_eur"], dtype=np.float64)


def kosten_per_extra_verhuizing(w: Waarneming) -> Iterator[Cijfer]:
    """All that the regelingen cost over the moves that they brought about."""
    toewijzing = w.columns("toewijzing")
    costs = sum((_kosten(w, code) for code in range(len(w.scenario.beleid))), np.zeros(len(w.jaren)))
    number = w.per_jaar(toewijzing["jaar"][extra(toewijzing)])
    yield from w.figures(TOTAAL, divide(costs, number), float(divide(costs.sum(), number.sum())))


def _kosten(w: Waarneming, code: int) -> Values:
    """Per year what entry `code` of `beleid` costs [EUR]; a guarantee and a premium count in the year of the move."""
    regel = w.scenario.beleid[code]
    if regel.soort != "doorstroomregeling":
        return np.zeros(len(w.jaren))
    terms: Any = read_parameters(regel, w.scenario.plugins)
    grenzen = np.array(w.kalender.jaargrenzen())
    runs = np.maximum(grenzen[1:] - np.maximum(grenzen[:-1], terms.vanaf), 0) / JAAR
    costs = terms.kosten_per_jaar * runs
    toewijzing = w.columns("toewijzing")
    # A premium and a guarantee are for who moves into a woning that fits.
    fits = toewijzing["kamers"] <= terms.maximum_kamers_nieuw
    if terms.gelijkvloers == "ja":
        fits &= toewijzing["toegankelijkheid"] != Toegankelijkheid.ZON
    mine = verhuisd(toewijzing) & fits & _of_regel(w, code)
    per_move = np.full(int(mine.sum()), float(terms.premie_eur))
    if terms.huurgarantie == "ja":
        per_move += np.maximum(_sprong(toewijzing)[mine], 0.0) * (terms.duur_huurgarantie / _MAAND)
    return np.asarray(costs + w.per_jaar(toewijzing["jaar"][mine], per_move))


def _of_regel(w: Waarneming, code: int) -> Mask:
    """Which lettings were to huishoudens that were reached by entry `code` of `beleid`."""
    toewijzing, deelname = w.columns("toewijzing"), w.columns("deelname")
    mine = deelname["regel"] == code
    reached = set(zip(deelname["stroom"][mine].tolist(), deelname["volgnummer"][mine].tolist(), strict=True))
    who = zip(toewijzing["stroom"].tolist(), toewijzing["volgnummer"].tolist(), strict=True)
    return np.fromiter((pair in reached for pair in who), dtype=np.bool_, count=len(toewijzing["stroom"]))

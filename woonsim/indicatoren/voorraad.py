"""Indicators of the stock that changes and of the woningen with a leeftijdslabel."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from woonsim.begrippen import LEEFTIJDSGRENS, Oorzaak
from woonsim.indicatoren.verhuring import Ketens
from woonsim.indicatoren.waarneming import TOTAAL, Cijfer, Waarneming


def woningvoorraad(w: Waarneming) -> Iterator[Cijfer]:
    """Woningen in the stock at the end of the year."""
    yield from w.rate(TOTAAL, w.woningen_aan_einde)


def changed(column: str) -> Callable[[Waarneming], Iterator[Cijfer]]:
    """Indicator: how much a running count of the table voorraad grew in the year."""

    def aantal(w: Waarneming) -> Iterator[Cijfer]:
        voorraad = w.columns("voorraad")
        yield from w.rate(TOTAAL, w.per_jaar(voorraad["jaar"], np.diff(voorraad[column], prepend=0)))

    return aantal


def vrijgemaakt_per_nieuwbouw(w: Waarneming) -> Iterator[Cijfer]:
    """Woningen that fell free down the chains of new woningen, per chain; the new one itself excluded."""
    vrijkomst, chains = w.columns("vrijkomst"), Ketens(w)
    roots = vrijkomst["keten"][vrijkomst["oorzaak"] == Oorzaak.eerste_verhuur]
    below = w.is_vrijgekomen & np.isin(vrijkomst["keten"], roots)
    began = dict(zip(vrijkomst["vrijkomst"].tolist(), vrijkomst["jaar"].tolist(), strict=True))
    jaar = np.array([began[keten] for keten in vrijkomst["keten"][below].tolist()], dtype=np.int64)
    first = w.per_jaar(chains.jaar[chains.wortel == Oorzaak.eerste_verhuur])
    yield from w.ratio(TOTAAL, w.per_jaar(jaar), first)


def aandeel_vanaf_55(w: Waarneming) -> Iterator[Cijfer]:
    """Share of the lettings of which the oldest is 55 or over."""
    toewijzing = w.columns("toewijzing")
    old = toewijzing["leeftijd"] >= LEEFTIJDSGRENS
    for groep, mask in ((TOTAAL, np.ones(len(old), dtype=np.bool_)), *w.labelgroepen("toewijzing")):
        yield from w.mean(groep, toewijzing["jaar"][mask], old[mask])


def aandeel_onder_leeftijdslabel(w: Waarneming) -> Iterator[Cijfer]:
    """Share of the lettings of labelled woningen to somebody younger than the label."""
    toewijzing = w.columns("toewijzing")
    gelabeld = toewijzing["leeftijdslabel"] > 0
    younger = toewijzing["leeftijd"] < toewijzing["leeftijdslabel"]
    yield from w.mean(TOTAAL, toewijzing["jaar"][gelabeld], younger[gelabeld])

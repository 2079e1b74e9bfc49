"""The policy that helps older tenants from a large woning to a smaller one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from woonsim.plugin import (
    JAAR,
    Aandeel,
    Aantal,
    Doelgroep,
    Draw,
    Duur,
    EurJaar,
    Getal,
    Rijen,
    Toegankelijkheid,
    hookimpl,
)

JaNee = Literal["ja", "nee"]


@dataclass
class Doorstroomregeling:
    """Tenants of some age, with few persons in a large woning, are reached and then search, react and accept more.

    Sources: Van Groot naar Beter and Van Hoog naar Laag in Amsterdam (S105-S107: few moves, most of them
    without the scheme too), the wooncoaches of the Gooi (S110: 6% of those addressed talk, 27% of these move,
    keys a year after the talk), the seniorenmakelaar of Actium (S111-S113: 13% move). Of all those whom a
    scheme helps 40-75% would have moved anyway: those who search already are the first to ask for it.

    `bereik` is the share reached in a year of who has the age, the rooms and the persons, `bereik_zoekenden`
    that of those among them who search (and who drop out when they stop). Both begin at `vanaf` (time after
    begindatum) or when the conditions hold, whichever is later; the moment is exponential, drawn per
    huishouden. The effect begins `vertraging` after that and holds for `deelnameduur`. The factors are on the
    rate of registering and starting to search, on the chance to look at the adverts of a round, and on the
    chance to accept a woning that fits: at most `maximum_kamers_nieuw` rooms, and with `gelijkvloers` no
    stairs. `huurgarantie` (the old rent for `duur_huurgarantie`) and `premie_eur` add their factors on accepting
    and their costs. With `voorrang` participants come first for woningen that fit; where that stands among
    the other rules is its place in `beleid`.
    """

    bereik: Aandeel
    bereik_zoekenden: Aandeel
    factor_zoeken: Getal
    factor_reactie: Getal
    factor_acceptatie: Getal
    minimumleeftijd: Aantal = 65
    minimum_kamers: Aantal = 4
    maximum_personen: Aantal = 2
    maximum_kamers_nieuw: Aantal = 3
    gelijkvloers: JaNee = "nee"
    vanaf: Duur = 0
    vertraging: Duur = JAAR
    deelnameduur: Duur = JAAR + JAAR
    voorrang: JaNee = "nee"
    huurgarantie: JaNee = "nee"
    factor_huurgarantie: Getal = 1.0
    duur_huurgarantie: Duur = JAAR + JAAR + JAAR
    premie_eur: Getal = 0.0
    factor_premie: Getal = 1.0
    kosten_per_jaar: EurJaar = 0.0

    @hookimpl
    def deelname(self, woningzoekende: Rijen, t: int, draw: Draw) -> NDArray[np.bool_]:
        """Reached, and the effect not over."""
        since = woningzoekende.worked_out(self._since, t, draw)
        return (since >= 0) & (since < self.vertraging + self.deelnameduur)

    @hookimpl
    def inschrijfkans(self, woningzoekende: Rijen, t: int, draw: Draw) -> NDArray[np.float64]:
        """`factor_zoeken` for who is in the effect."""
        return np.where(self._effect(woningzoekende, t, draw), self.factor_zoeken, 1.0)

    @hookimpl
    def reactiekans(self, woningzoekende: Rijen, t: int, draw: Draw) -> NDArray[np.float64]:
        """`factor_reactie` for who is in the effect."""
        return np.where(self._effect(woningzoekende, t, draw), self.factor_reactie, 1.0)

    @hookimpl
    def acceptatiekans(self, woningzoekende: Rijen, woning: Rijen, t: int, draw: Draw) -> NDArray[np.float64]:
        """The factors of the scheme, the guarantee and the premium, for a woning that fits."""
        factor = self.factor_acceptatie
        if self.huurgarantie == "ja":
            factor *= self.factor_huurgarantie
        if self.premie_eur > 0:
            factor *= self.factor_premie
        return np.where(self._effect(woningzoekende, t, draw) & self._fits(woning), factor, 1.0)

    @hookimpl
    def sortering(self, woningzoekende: Rijen, woning: Rijen, t: int, draw: Draw) -> NDArray[Any]:
        """With `voorrang`: who is in the effect first, for a woning that fits."""
        if self.voorrang == "nee":
            return np.ones(len(woning), dtype=np.bool_)
        return ~(self._effect(woningzoekende, t, draw) & self._fits(woning))

    def _since(self, woningzoekende: Rijen, t: int, draw: Draw) -> NDArray[np.float64]:
        """How long ago each was reached [minutes]; below 0 who was not, or may not take part."""
        since = np.full(len(woningzoekende), -np.inf)
        rows = np.flatnonzero(woningzoekende.kamers_nu >= self.minimum_kamers)
        w = woningzoekende.take(rows)
        may = (w.leeftijd >= self.minimumleeftijd) & (w.personen <= self.maximum_personen)
        # Who must move for demolition needs no regeling.
        rows = rows[may & (w.doelgroep == Doelgroep.regulier)]
        if len(rows):
            w = woningzoekende.take(rows)
            key, old_enough = w.sleutel, t - (w.leeftijd - self.minimumleeftijd) * JAAR
            start = np.maximum(np.maximum(old_enough, w.sinds), self.vanaf)
            reached = start + _wait(self.bereik, draw("bereik", key))
            search = np.maximum(start, w.eerste_reactie)
            asks = search + _wait(self.bereik_zoekenden, draw("bereik_zoekenden", key))
            since[rows] = t - np.minimum(reached, asks)
        return since

    def _effect(self, woningzoekende: Rijen, t: int, draw: Draw) -> NDArray[np.bool_]:
        since = woningzoekende.worked_out(self._since, t, draw)
        return (since >= self.vertraging) & (since < self.vertraging + self.deelnameduur)

    def _fits(self, woning: Rijen) -> NDArray[np.bool_]:
        level = (woning.toegankelijkheid != Toegankelijkheid.ZON) | (self.gelijkvloers == "nee")
        return (woning.kamers <= self.maximum_kamers_nieuw) & level


def _wait(share: float, u: NDArray[np.float64]) -> NDArray[np.float64]:
    """Exponential times [minutes] after which, in a year, a share is reached; of nobody ever if it is 0."""
    return np.log(u) / _left(share) * JAAR if share else np.full(u.shape, np.inf)


@cache
def _left(share: float) -> np.float64:
    """The logarithm of what a year leaves of those who are not reached."""
    with np.errstate(divide="ignore"):
        return np.log1p(-np.float64(share))

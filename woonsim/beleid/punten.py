"""The points system of the region of Amsterdam: waiting, searching and need, in one number."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from woonsim.plugin import JAAR, Aandeel, Aantal, Draw, Duur, Getal, Rijen, Tempo, hookimpl


@dataclass
class Punten:
    """The most points come first: wachtpunten, zoekpunten, situatiepunten and startpunten together.

    Source: the rules of the region of Amsterdam since 16-1-2023 (S132-S134). Wachtpunten: 1 per year of
    inschrijfduur, by the minute (the rules say 0.003 per day, which is rounded), without a maximum and until
    a woning is accepted. Zoekpunten: 1 per month with `minimum_reacties` reactions, at most 30; with fewer they
    stay, without any 1 is lost; a no-show and a refusal after viewing cost 1 each, a heavy sanction costs all.
    Everybody has none at begindatum: that is when the system begins. Situatiepunten: 1 per month that the
    situation lasts, at most 12, for 3 years, and they count in 50% of the adverts, keyed by vrijkomst.
    Startpunten: 10 for who held a youth contract, until a woning is accepted. Urgency stands before it: put
    `urgentie` first.

    Assumptions, since a simulated huishouden has no file: each refusal of an offer is, by a draw keyed by huishouden
    and month, a no-show (`aandeel_no_show`), else a refusal after viewing (`aandeel_na_bezichtiging`), else without
    consequence; of the no-shows `aandeel_zware_sanctie` are sanctioned heavily. A situation begins once per
    registration, after an exponential time at rate `situaties_per_jaar`. `aandeel_jongerencontract` of those who
    were younger than `jongerencontract_tot` when they registered, and who rent nothing in the stock, held a
    youth contract.
    """

    wachtpunten_per_jaar: Getal = 1.0
    zoekpunten_per_maand: Aantal = 1
    minimum_reacties: Aantal = 4
    maximum_zoekpunten: Aantal = 30
    punten_af_zonder_reactie: Aantal = 1
    punten_af_no_show: Aantal = 1
    punten_af_weigering: Aantal = 1
    aandeel_no_show: Aandeel = 0.1
    aandeel_na_bezichtiging: Aandeel = 0.5
    aandeel_zware_sanctie: Aandeel = 0.05
    situaties_per_jaar: Tempo = 0.05
    situatiepunten_per_maand: Getal = 1.0
    maximum_situatiepunten: Getal = 12.0
    geldigheid_situatiepunten: Duur = JAAR + JAAR + JAAR
    aandeel_advertenties: Aandeel = 0.5
    startpunten: Getal = 10.0
    aandeel_jongerencontract: Aandeel = 0.1
    jongerencontract_tot: Aantal = 28

    @hookimpl
    def zoekpunten(self, woningzoekende: Rijen, t: int, draw: Draw) -> NDArray[np.int64]:
        """The zoekpunten after the month that ends, between 0 and the maximum."""
        w = woningzoekende
        earned = (w.reacties_maand >= self.minimum_reacties) * self.zoekpunten_per_maand
        idle = (w.reacties_maand == 0) * self.punten_af_zonder_reactie
        lost, all_lost = self._sanctions(w, t, draw)
        punten = np.clip(w.zoekpunten + earned - idle - lost, 0, self.maximum_zoekpunten)
        return punten * ~all_lost

    @hookimpl
    def sortering(self, woningzoekende: Rijen, woning: Rijen, t: int, draw: Draw) -> NDArray[np.float64]:
        """Minus the points, so that the most come first."""
        w = woningzoekende
        registered = (t - w.inschrijfdatum) / JAAR
        young = w.leeftijd - registered < self.jongerencontract_tot
        held = young & ~w.is_huurder & (draw("jongerencontract", w.sleutel) < self.aandeel_jongerencontract)
        counts = draw("situatie_telt", woning.vrijkomst) < self.aandeel_advertenties
        situatie = counts * self._situatiepunten(w, t, draw)
        return -(self.wachtpunten_per_jaar * registered + w.zoekpunten + held * self.startpunten + situatie)

    def _sanctions(self, w: Rijen, t: int, draw: Draw) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """The points that the refusals of the month cost, and who loses all."""
        lost = np.zeros(len(w), dtype=np.int64)
        all_lost = np.zeros(len(w), dtype=np.bool_)
        for number in range(int(w.weigeringen_maand.max(initial=0))):
            key = w.sleutel + (t + number)
            refused = w.weigeringen_maand > number
            no_show = refused & (draw("no_show", key) < self.aandeel_no_show)
            viewed = refused & ~no_show & (draw("na_bezichtiging", key) < self.aandeel_na_bezichtiging)
            all_lost |= no_show & (draw("zware_sanctie", key) < self.aandeel_zware_sanctie)
            lost += no_show * self.punten_af_no_show + viewed * self.punten_af_weigering
        return lost, all_lost

    def _situatiepunten(self, w: Rijen, t: int, draw: Draw) -> NDArray[np.float64]:
        """A point per whole month since the situation began, for as long as they are valid."""
        # The registration is in the key: who registers again may come into another situation.
        u = draw("situatie", w.sleutel ^ w.inschrijfdatum.view(w.sleutel.dtype))
        with np.errstate(divide="ignore"):
            since = t - w.inschrijfdatum + np.log(u) / self.situaties_per_jaar * JAAR
        # A situation that never comes is infinitely far ahead.
        months = np.maximum(np.floor(since / (JAAR / 12)), 0.0)
        punten = np.minimum(months * self.situatiepunten_per_maand, self.maximum_situatiepunten)
        return punten * (since < self.geldigheid_situatiepunten)

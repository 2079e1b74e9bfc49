"""The policy that says how candidates of the bijzondere doelgroepen are matched to freed woningen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from woonsim.plugin import Aandeel, Aantal, Draw, Duur, Getal, Rijen, Werkwijze, Woningtype, hookimpl


@dataclass
class Coordinatiepunt:
    """One place that knows all candidates and all freed woningen, or one such place per corporatie.

    Source: prestatieafspraken 2021 (the coordinatiepunt bijzondere doelgroepen does the match). With `wachtrij:
    per_corporatie` each candidate has reported at one corporatie and is offered its woningen only. `volgorde`
    says whom a woning is offered to first; `best_passend` adds up how well candidate and woning match, each part
    times its weight (L4): rooms too many or too few against one more than persons (`gewicht_kamers`); a woningtype for
    others, where an eengezinswoning is for three persons and more, an appartement for fewer, and a seniorenwoning for
    who is 55 or older (`gewicht_type`); and how far care is (`gewicht_zorg`, see `zorg` of a kern), for the share
    `zorg_nabij` of the candidates who need it near. `afwisselend` lets the corporaties take turns.
    `gebonden_aan_kern`: share of the candidates from the gemeente who must stay in their own kern, where their
    care is. The weights and shares are assumptions. The other parameters are those of `Werkwijze`.
    """

    wachtrij: Literal["gezamenlijk", "per_corporatie"] = "gezamenlijk"
    volgorde: Literal["langst_wachtend", "best_passend", "afwisselend"] = "langst_wachtend"
    doorlooptijd: Duur = 0
    intakes_per_maand: Aantal | None = None
    maximum_weigeringen: Annotated[Aantal, Field(ge=1)] | None = None
    na_weigering: Literal["achteraan", "vervalt"] = "achteraan"
    gebonden_aan_kern: Aandeel = 0.0
    gewicht_kamers: Getal = 1.0
    gewicht_type: Getal = 0.0
    gewicht_zorg: Getal = 0.0
    zorg_nabij: Aandeel = 0.5

    @hookimpl
    def werkwijze(self) -> Werkwijze:
        """How it works."""
        return Werkwijze(
            self.doorlooptijd, self.intakes_per_maand, self.maximum_weigeringen, self.na_weigering, self.volgorde
        )

    @hookimpl
    def bemiddeling(self, kandidaat: Rijen, woning: Rijen, draw: Draw) -> NDArray[np.float64]:
        """Minus what does not match; forbidden at another corporatie, or outside the kern one is bound to."""
        elsewhere = np.zeros(len(woning), dtype=np.bool_)
        if self.wachtrij == "per_corporatie":
            elsewhere |= kandidaat.aanmelding_corporatie != woning.corporatie
        if self.gebonden_aan_kern:
            bound = kandidaat.worked_out(self._bound_to, draw)
            elsewhere |= (bound >= 0) & (bound != woning.kern)
        return np.where(elsewhere, -np.inf, -self._mismatch(kandidaat, woning, draw))

    def _bound_to(self, kandidaat: Rijen, draw: Draw) -> NDArray[np.int64]:
        """The kern in which each must stay, -1 where none."""
        is_bound = draw("gebonden_aan_kern", kandidaat.sleutel) < self.gebonden_aan_kern
        return np.where(is_bound, kandidaat.kern, -1)

    def _mismatch(self, kandidaat: Rijen, woning: Rijen, draw: Draw) -> NDArray[np.float64]:
        """How badly they match: the parts with a weight, added up."""
        mismatch = self.gewicht_kamers * np.abs(woning.kamers - kandidaat.personen - 1.0)
        if self.gewicht_type:
            mismatch = mismatch + self.gewicht_type * _for_others(kandidaat, woning)
        if self.gewicht_zorg:
            needs = draw("zorg_nabij", kandidaat.sleutel) < self.zorg_nabij
            mismatch = mismatch + self.gewicht_zorg * needs * woning.afstand_zorg
        return mismatch


def _for_others(kandidaat: Rijen, woning: Rijen) -> NDArray[np.bool_]:
    """Whether the woningtype is for others than this candidate."""
    family = kandidaat.personen >= 3
    conditions = [woning.woningtype == Woningtype.eengezinswoning, woning.woningtype == Woningtype.appartement]
    return np.select(conditions, [~family, family], kandidaat.leeftijd < 55)

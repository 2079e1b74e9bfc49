"""The policy that says how candidates of the bijzondere doelgroepen are matched to freed woningen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from woonsim.plugin import Aandeel, Aantal, Draw, Duur, Rijen, Werkwijze, hookimpl


@dataclass
class Coordinatiepunt:
    """One place that knows all candidates and all freed woningen, or one such place per corporatie.

    Source: prestatieafspraken 2021 (the coordinatiepunt bijzondere doelgroepen does the match). With `wachtrij:
    per_corporatie` each candidate has reported at one corporatie and is offered its woningen only. `volgorde`
    says whom a woning is offered to first; `best_passend` is who would have one room more than persons.
    `gebonden_aan_kern`: share of the candidates from the gemeente who must stay in their own kern, where their
    care is. The other parameters are those of `Werkwijze`.
    """

    wachtrij: Literal["gezamenlijk", "per_corporatie"] = "gezamenlijk"
    volgorde: Literal["langst_wachtend", "best_passend"] = "langst_wachtend"
    doorlooptijd: Duur = 0
    intakes_per_maand: Aantal | None = None
    maximum_weigeringen: Annotated[Aantal, Field(ge=1)] | None = None
    na_weigering: Literal["achteraan", "vervalt"] = "achteraan"
    gebonden_aan_kern: Aandeel = 0.0

    @hookimpl
    def werkwijze(self) -> Werkwijze:
        """How it works."""
        return Werkwijze(
            self.doorlooptijd, self.intakes_per_maand, self.maximum_weigeringen, self.na_weigering, self.volgorde
        )

    @hookimpl
    def bemiddeling(self, kandidaat: Rijen, woning: Rijen, draw: Draw) -> NDArray[np.float64]:
        """Minus the rooms too many or too few; forbidden at another corporatie, or outside the kern one is bound to."""
        elsewhere = np.zeros(len(woning), dtype=np.bool_)
        if self.wachtrij == "per_corporatie":
            elsewhere |= kandidaat.aanmelding_corporatie != woning.corporatie
        is_bound = draw("gebonden_aan_kern", kandidaat.sleutel) < self.gebonden_aan_kern
        elsewhere |= is_bound & (kandidaat.kern >= 0) & (kandidaat.kern != woning.kern)
        return np.where(elsewhere, -np.inf, -np.abs(woning.kamers - kandidaat.personen - 1.0))

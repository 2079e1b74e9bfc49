"""Jongerenloting: a lottery, with a reserved share of the woningen for young people from the gemeente.

A policy in a package of its own, found by its entry point; copy this folder to begin another.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from woonsim.plugin import Aandeel, Aantal, Draw, Herkomst, Rijen, hookimpl


@dataclass
class Jongerenloting:
    """A share `aandeel` of the advertised woningen is let by lot; of these `aandeel_jongeren` to young people first.

    Source: VERA PUBLICATIEMODEL LOT for the lottery; an example, no agreement of any gemeente. Young is at most
    `maximumleeftijd` (27: until 28 a tenancy may be for the young only, art. 7:274c BW) and from the gemeente;
    local priority may hold for half of the lettings at most (Huisvestingswet 2014, art. 14), so keep the product
    of both shares under 50%. Where no young person reacts the lot decides among the others. Which woningen, and
    who draws what, is keyed by woning and huishouden: the same under every variant. Stand it before the policy
    that orders the rest.
    """

    aandeel: Aandeel = 1.0
    aandeel_jongeren: Aandeel = 0.25
    maximumleeftijd: Aantal = 27

    @hookimpl
    def sortering(self, woningzoekende: Rijen, woning: Rijen, draw: Draw) -> NDArray[np.float64]:
        """A lot where the woning is let by lot, one lower for the young where it is theirs; 0 for other woningen."""
        by_lot = draw("loting", woning.vrijkomst) < self.aandeel
        reserved = draw("jongeren", woning.vrijkomst) < self.aandeel_jongeren
        young = woningzoekende.leeftijd < self.maximumleeftijd + 1
        local = woningzoekende.herkomst == Herkomst.gemeente
        lot = draw("lot", woningzoekende.sleutel ^ woning.vrijkomst)
        return np.where(by_lot, lot - (reserved & young & local), 0.0)

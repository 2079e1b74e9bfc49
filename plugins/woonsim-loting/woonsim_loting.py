"""Loting: a share of the advertised woningen goes to whom the lot falls on, not to who waited longest.

A policy of one's own, in one file: copy this folder to begin another. Everything comes from
`woonsim.plugin`; the hooks are explained in `woonsim/hookspecs.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from woonsim.plugin import Aandeel, Draw, Rijen, hookimpl


@dataclass
class Loting:
    """A share `aandeel` of the advertised woningen is drawn by lot among those who react.

    Source: VERA PUBLICATIEMODEL LOT (lotingmodel). Which woningen, and who draws what, is keyed by woning
    and huishouden: the same under every variant. Stand it before the policy that orders the rest.
    """

    aandeel: Aandeel = 1.0

    @hookimpl
    def sortering(self, woningzoekende: Rijen, woning: Rijen, draw: Draw) -> NDArray[np.float64]:
        """A lot per reaction where the woning is drawn by lot; 0 elsewhere, which leaves the order to others."""
        by_lot = draw("advertentie", woning.vrijkomst) < self.aandeel
        lot = draw("lot", woningzoekende.sleutel ^ woning.vrijkomst)
        return np.where(by_lot, lot, 0.0)


@hookimpl
def register_beleid(register: Callable[[type], None]) -> None:
    """Offer the policy: scenarios know it as `loting`."""
    register(Loting)

"""Policies that decide who comes first among those who react: how long, by lot, or by weights of one's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from woonsim.plugin import Aandeel, Draw, Gewicht, Kolomterm, Rijen, gewogen_som, hookimpl


@dataclass
class Inschrijfduur:
    """Who is registered longest comes first. Source: VERA, sortering on wachttijd; the usual rule."""

    @hookimpl
    def sortering(self, woningzoekende: Rijen) -> NDArray[Any]:
        """The inschrijfdatum, early first."""
        return woningzoekende.inschrijfdatum


@dataclass
class Loting:
    """A share `aandeel` of the advertised woningen is drawn by lot among those who react.

    Sources: VERA PUBLICATIEMODEL LOT (lotingmodel); "part lottery" beside inschrijfduur is usual (S54, S131).
    Which woningen is keyed by vrijkomst, the lot by huishouden and vrijkomst: both are the same under every
    variant, and the lot is drawn once for all rounds in which the woning is on offer. What is not drawn by lot
    is left to the policies that follow; what stands before goes first, so that `urgentie` before `loting` keeps
    the urgent ahead of the draw.
    """

    aandeel: Aandeel = 1.0

    @hookimpl
    def sortering(self, woningzoekende: Rijen, woning: Rijen, draw: Draw) -> NDArray[np.float64]:
        """A lot per reaction where the woning is drawn by lot; 0 elsewhere, which leaves the order to others."""
        by_lot = draw("advertentie", woning.vrijkomst) < self.aandeel
        lot = draw("lot", woningzoekende.sleutel ^ woning.vrijkomst)
        return lot * by_lot


@dataclass
class GewogenSom:
    """A rule of one's own without Python: the highest weighted sum of columns comes first.

    Source: the form of most points systems (S132-S135). `gewichten` gives a weight, which may be below 0, to each
    term. A term is a column of the woningzoekende (`inschrijfduur_dagen`), a column of the woning
    (`woning.kamers`), one word of a column of words (`doelgroep.urgenten`, `woning.woningtype.appartement`: 1 or 0),
    `eigen_kern` (1 when the woning stands in the kern where one lives), or a product of these
    (`personen * woning.kamers`); yes is 1, no is 0. What is the same for everybody who reacts to a woning, such as
    a column of the woning alone, moves nobody: it counts in a product.
    """

    gewichten: Annotated[dict[Kolomterm, Gewicht], Field(min_length=1)]

    @hookimpl
    def sortering(self, woningzoekende: Rijen, woning: Rijen) -> NDArray[Any]:
        """Minus the sum, so that the highest comes first."""
        return -gewogen_som(self.gewichten, woningzoekende, woning)

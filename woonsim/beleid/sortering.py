"""Policies that decide who comes first among those who react."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from woonsim.plugin import Rijen, hookimpl


@dataclass
class Inschrijfduur:
    """Who is registered longest comes first. Source: VERA, sortering on wachttijd; the usual rule."""

    @hookimpl
    def sortering(self, woningzoekende: Rijen) -> NDArray[Any]:
        """The inschrijfdatum, early first."""
        return woningzoekende.inschrijfdatum


@dataclass
class Voorrang:
    """Who has voorrang comes before who has not; among them whose voorrang ends first.

    Source: the usual rule for urgenten (ordered by expiry date: Rotterdam, S131). `volgorde: inschrijfduur`
    leaves the order among them to the policies that follow.
    """

    volgorde: Literal["einddatum", "inschrijfduur"] = "einddatum"

    @hookimpl
    def sortering(self, woningzoekende: Rijen) -> NDArray[Any]:
        """The end of the voorrang, early first; everybody without after it."""
        never = np.iinfo(np.int64).max
        order = woningzoekende.voorrang_tot if self.volgorde == "einddatum" else np.zeros(len(woningzoekende), np.int64)
        return np.where(woningzoekende.heeft_voorrang, order, never)

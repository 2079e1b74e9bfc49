"""Mijn beleid: a policy of one's own. It works as it is; change it into what you want to try."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from woonsim.plugin import Aantal, Rijen, hookimpl


@dataclass
class MijnBeleid:
    """Who is `minimumleeftijd` or older comes before everybody else.

    Source: name here the agreement, the law or the proposal that says so.
    """

    minimumleeftijd: Aantal = 60

    @hookimpl
    def sortering(self, woningzoekende: Rijen) -> NDArray[np.bool_]:
        """A value per row, low first: False (0) for who is old enough, True (1) for others."""
        younger: NDArray[np.bool_] = woningzoekende.leeftijd < self.minimumleeftijd
        return younger

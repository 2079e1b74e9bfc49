"""Homes that are given by hand: a few cases a year go before everybody, whatever their place on the list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from woonsim.plugin import Aandeel, Aantal, Draw, Rekening, Rijen, hookimpl


@dataclass
class Maatwerk:
    """At most `aantal` woningen a year go to cases for whom the list is set aside; stand it before all that orders.

    Source: the maatwerk that corporaties keep for distressing cases (L5). Who the cases are is an assumption, since a
    simulated huishouden has no file: `aandeel_gevallen` of those who seek with voorrang, or of all who seek
    (`onder`), drawn by huishouden. A case comes first for what it reacts to as long as the account of the year has
    room; after that it stands where the other rules put it. `opbouw`: the year's number at once on 1 January, or
    spread over the year. What is left at the end of the year lapses. When more cases come first in one round
    than there is room, those beyond it are passed over in that round. The account, which has the policy's name,
    shows what was given; a mediated letting takes nothing from it.
    """

    aantal: Aantal
    aandeel_gevallen: Aandeel = 0.02
    onder: Literal["voorrang", "alle"] = "alle"
    opbouw: Literal["naar_rato", "per_jaar"] = "per_jaar"

    @hookimpl
    def rekening(self) -> Rekening:
        """Room for so many a year, taken by what `beslag` marks."""
        # Spread over the year the first is there at its start, or the last would come too late.
        return Rekening(None, "beslag", opbouw=self.opbouw, afronding="naar_boven", aantal=self.aantal)

    @hookimpl
    def sortering(self, woningzoekende: Rijen, ruimte: NDArray[np.int64], draw: Draw) -> NDArray[np.bool_]:
        """The cases first, while there is room."""
        return ~self._by_hand(woningzoekende, ruimte, draw)

    @hookimpl
    def beslag(self, woningzoekende: Rijen, ruimte: NDArray[np.int64], draw: Draw) -> NDArray[np.bool_]:
        """A case that came first takes one of the year."""
        return self._by_hand(woningzoekende, ruimte, draw)

    def _by_hand(self, w: Rijen, ruimte: NDArray[np.int64], draw: Draw) -> NDArray[np.bool_]:
        case = draw("geval", w.sleutel) < self.aandeel_gevallen
        if self.onder == "voorrang":
            case &= w.heeft_voorrang
        return case & (ruimte >= 1)

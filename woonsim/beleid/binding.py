"""The policy that lets local people come first on a share of the adverts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from woonsim.plugin import JAAR, Aandeel, Draw, Duur, Rijen, Wetgeving, hookimpl


@dataclass
class LokaleBinding:
    """On a share of the adverts those who have lived in the gemeente, or in the kern, for long come first.

    Source: artikel 14 Huisvestingswet 2014 (S85, S86): for ties to the own gemeente or kern on at most 25% of the
    woningen until 2024 and on at most half of them since; limits by year in `woonsim/data`. Where `aandeel` asks
    more than the law allows in the year of a round, what the law allows holds; above half nothing is accepted.

    `niveau`: ties to the `gemeente`, or to the `kern` in which the woning stands. `trekking` says which adverts:
    `teller` every time that the share of all adverts so far has grown by one, in order of publication, so that it
    is always within one of the exact share; `toeval` each with that chance, drawn per vrijkomst.

    Who has ties: who lives there now, and has rented the present woning for `woonjaren` at least, the six years of
    the law (S86). Where else somebody lived before is not known: of all who live there without such a tenancy, with
    their parents, in a woning of their own or a few years in this one, `aandeel_woonachtig` has lived there that long,
    an assumption, drawn per huishouden. Ties by work are not in the model. Where they stand among the other rules is
    the place of this policy in `beleid`: before all others of them nobody passes them over on these adverts.
    """

    aandeel: Annotated[Aandeel, Field(le=0.5)]
    aandeel_woonachtig: Aandeel
    niveau: Literal["gemeente", "kern"] = "gemeente"
    trekking: Literal["teller", "toeval"] = "teller"
    woonjaren: Duur = 6 * JAAR

    @hookimpl
    def sortering(
        self, woningzoekende: Rijen, woning: Rijen, t: int, jaar: int, wet: Wetgeving, draw: Draw
    ) -> NDArray[Any]:
        """On the adverts of the share: who has ties before who has not."""
        share = min(self.aandeel, wet.lokale_binding(jaar).aandeel_lokaal)
        return ~(self._chosen(woning, share, draw) & self._has_ties(woningzoekende, woning, t, draw))

    def _chosen(self, woning: Rijen, share: float, draw: Draw) -> NDArray[np.bool_]:
        """Whether an advert is one of the share."""
        if self.trekking == "toeval":
            return draw("lokale_binding", woning.vrijkomst) < share
        before, after = (np.floor((woning.advertentie + n) * share + _TOLERANCE) for n in (0, 1))
        return np.asarray(after > before)

    def _has_ties(self, woningzoekende: Rijen, woning: Rijen, t: int, draw: Draw) -> NDArray[np.bool_]:
        w = woningzoekende
        there = w.kern == woning.kern if self.niveau == "kern" else w.kern >= 0
        rents_long = w.is_huurder & (t - w.sinds >= self.woonjaren)
        return there & (rents_long | (draw("woonachtig", w.sleutel) < self.aandeel_woonachtig))


_TOLERANCE = 1e-9
"""What is whole by hand is whole here: ten times a tenth."""

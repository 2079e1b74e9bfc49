"""The policy that spreads vulnerable huishoudens over complexes and kernen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from woonsim.beleid._groepen import is_one_of
from woonsim.plugin import JAAR, Aandeel, Aantal, Draw, Duur, Rekening, Rijen, hookimpl

Groep = Literal["uitstroom", "statushouders", "urgenten", "vrouwenopvang", "jeugd", "herhuisvesting"]
Langer = Annotated[Duur, Field(ge=1)]


@dataclass
class Spreiding:
    """Not too many huishoudens of vulnerable doelgroepen in one complex or one kern, nor too soon after each other.

    Source: spreiding and draagkracht in prestatieafspraken (S104, S141-S145: nuisance grows with the concentration
    of vulnerable groups, unless selection, support and management are steered); the numbers are practice, not law.

    Of the `doelgroepen` together at most `maximum_per_complex` are housed in a complex in every `periode` up to now,
    and `maximum_per_kern` in a kern; `aandeel_per_complex` and `aandeel_per_kern` are the most as a share of all
    lettings there in that time, rounded down. After one of them no other comes into the same complex for
    `afkoelperiode`. What is left out does not hold. The moment that counts is that of the decision, mediated or in the
    adverts. Who has no room is passed over for this woning, and keeps its place; each freed woning for which that
    happened is a row of the table `ruimtegebrek`. `ontheffing` is the share of the freed woningen, drawn per vrijkomst,
    for which all this does not hold; who is housed there takes no room.
    """

    doelgroepen: list[Groep]
    maximum_per_complex: Aantal | None = None
    maximum_per_kern: Aantal | None = None
    aandeel_per_complex: Aandeel | None = None
    aandeel_per_kern: Aandeel | None = None
    periode: Langer = JAAR
    afkoelperiode: Langer | None = None
    ontheffing: Aandeel = 0.0

    @hookimpl
    def rekening(self) -> list[Rekening]:
        """An account per complex and per kern for each limit that is set."""
        accounts = [
            self._at_most("per_complex", self.maximum_per_complex, "complex", self.periode),
            self._at_most("per_kern", self.maximum_per_kern, "kern", self.periode),
            self._share("deel_van_complex", self.aandeel_per_complex, "complex"),
            self._share("deel_van_kern", self.aandeel_per_kern, "kern"),
        ]
        if self.afkoelperiode is not None:
            accounts.append(self._at_most("afkoelperiode", 1, "complex", self.afkoelperiode))
        return [account for account in accounts if account is not None]

    def _at_most(self, naam: str, aantal: int | None, per: Literal["complex", "kern"], periode: int) -> Rekening | None:
        if aantal is None:
            return None
        return Rekening(None, "beslag", aantal=aantal, periode=periode, opbouw="per_jaar", per=per, naam=naam)

    def _share(self, naam: str, aandeel: float | None, per: Literal["complex", "kern"]) -> Rekening | None:
        if aandeel is None:
            return None
        return Rekening(aandeel, "beslag", basis="toewijzingen", periode=self.periode, per=per, naam=naam)

    @hookimpl
    def beslag(self, woningzoekende: Rijen, woning: Rijen, draw: Draw) -> NDArray[np.bool_]:
        """One of the doelgroepen, in a woning without ontheffing."""
        spread = is_one_of(woningzoekende.doelgroep, self.doelgroepen)
        return spread & (draw("ontheffing", woning.vrijkomst) >= self.ontheffing)

"""Policies that decide which freed woningen are mediated directly, and for whom."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from woonsim.plugin import Aandeel, Claim, Doelgroep, Draw, Groep, Kanaal, Rekening, Rijen, Verslag, hookimpl


@dataclass
class VrijeBeleidsruimte:
    """At most this share of the woningen that fall free is mediated directly, whatever the doelgroep.

    Source: prestatieafspraken (the 20% vrije beleidsruimte), read as a cap on mediated lettings only: a
    letting with voorrang in the adverts does not count (decision 14). The room accrues with the woningen
    freed so far and lapses at the end of the period.
    """

    aandeel: Aandeel
    periode: Literal["jaar", "looptijd"] = "jaar"
    opbouw: Literal["naar_rato", "per_jaar"] = "naar_rato"
    restant: Literal["vervalt", "overgedragen"] = "vervalt"

    @hookimpl
    def rekening(self) -> Rekening:
        """One account, consumed by every mediated letting."""
        return Rekening(self.aandeel, "bemiddeling", periode=self.periode, opbouw=self.opbouw, restant=self.restant)


@dataclass
class Quotum:
    """A share of the woningen that fall free is for one doelgroep.

    Source: prestatieafspraken, Weer Thuis: 5% of the vrijkomende woningen for uitstroom. `trekking` says
    what makes a woning go to the quota (decision 15): `op_aanvraag` when a candidate waits who fits and
    accepts, `teller` every time the entitlement has grown by one (every 20th at 5%), `toeval` each woning
    with chance `aandeel`. What `teller` or `toeval` set apart and nobody takes goes `zonder_kandidaat` to
    the adverts or to the first who comes, and the claim has lapsed.

    With `bijstelling_stap` the parties adjust the share once a year on the last report (L28): one step down if
    entitlement lapsed in that year, else one step up if candidates waited at its end; down to
    `bijstelling_minimum` and up to `bijstelling_maximum` at most. What was opened for the whole looptijd at once stays.
    """

    doelgroep: Groep
    aandeel: Aandeel
    trekking: Literal["op_aanvraag", "teller", "toeval"]
    basis: Literal["vrijkomende_woningen"] = "vrijkomende_woningen"
    periode: Literal["jaar", "looptijd"] = "jaar"
    opbouw: Literal["naar_rato", "per_jaar"] = "naar_rato"
    afronding: Literal["naar_boven", "naar_beneden", "naar_dichtstbij"] = "naar_boven"
    restant: Literal["vervalt", "overgedragen"] = "vervalt"
    zonder_kandidaat: Literal["aanbod", "eerste_reageerder"] = "aanbod"
    bijstelling_stap: Aandeel = 0.0
    bijstelling_minimum: Aandeel = 0.0
    bijstelling_maximum: Aandeel = 1.0

    @hookimpl
    def rekening(self) -> Rekening:
        """The quota's own account; drawn at random it is owed just what was drawn."""
        opbouw = "per_claim" if self.trekking == "toeval" else self.opbouw
        return Rekening(self.aandeel, "claims", self.basis, self.periode, opbouw, self.afronding, self.restant)

    @hookimpl
    def kanaal(self, woning: Rijen, draw: Draw) -> Claim:
        """Claim every woning, or at `toeval` those that are drawn; the account decides what is granted."""
        doelgroep = np.full(len(woning), Doelgroep[self.doelgroep], dtype=np.int64)
        if self.trekking == "toeval":
            doelgroep[draw("trekking", woning.vrijkomst) >= self.aandeel] = -1
        return Claim(doelgroep, self.trekking == "op_aanvraag", Kanaal[self.zonder_kandidaat])

    @hookimpl
    def jaarcyclus(self, verslag: Verslag) -> dict[str, float] | None:
        """A step down when entitlement lapsed, a step up when none did and candidates waited."""
        if not self.bijstelling_stap:
            return None
        if verslag.rekeningen[verslag.regel].vervallen:
            return {"aandeel": min(self.aandeel, max(self.aandeel - self.bijstelling_stap, self.bijstelling_minimum))}
        if verslag.wachtend[Doelgroep[self.doelgroep]]:
            return {"aandeel": max(self.aandeel, min(self.aandeel + self.bijstelling_stap, self.bijstelling_maximum))}
        return None


@dataclass
class DirecteBemiddeling:
    """Doelgroepen without a quota of their own are mediated on demand, as far as the vrije beleidsruimte goes.

    Each freed woning is offered to the `doelgroepen` in this order: to the first that has a candidate who fits.
    """

    doelgroepen: list[Groep] = field(default_factory=lambda: ["statushouders", "urgenten"])

    @hookimpl
    def kanaal(self, woning: Rijen) -> list[Claim]:
        """Claim every woning on demand, once per doelgroep."""
        return [Claim(np.full(len(woning), Doelgroep[groep], dtype=np.int64)) for groep in self.doelgroepen]

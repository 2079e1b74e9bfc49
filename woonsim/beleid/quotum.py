"""Quotum: the part of the woningen that is agreed for one doelgroep, or kept for regular seekers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from woonsim.beleid._groepen import every_woning
from woonsim.plugin import (
    Aandeel,
    Aantal,
    Claim,
    Doelgroep,
    Draw,
    Duur,
    Groep,
    Kanaal,
    Rekening,
    Rijen,
    Verslag,
    Wetgeving,
    hookimpl,
    refused,
)

_REMAINS: dict[str, Literal["naar_boven", "naar_beneden", "naar_dichtstbij"]] = {
    "naar_boven": "naar_beneden",
    "naar_beneden": "naar_boven",
    "naar_dichtstbij": "naar_dichtstbij",
}
"""How what remains is rounded when a part is rounded so."""


@dataclass
class Quotum:
    """A part of the woningen that fall free is for one doelgroep.

    Source: prestatieafspraken, Weer Thuis: 5% of the vrijkomende woningen for uitstroom (L1; L3:
    "welke ruimte blijft beschikbaar voor reguliere woningzoekenden"). It takes one of three forms:

    - a share: `aandeel` of the `basis`;
    - a number: `aantal` woningen per `periode`, spread over it (`opbouw: naar_rato`) or open at once (`per_jaar`);
    - a floor: `doelgroep: regulier` keeps `aandeel` for regular seekers. Everything else, mediated or let with
      voorrang in the adverts, takes room on what remains; without room mediation stops, and who has voorrang is
      passed over. `afronding` is that of the floor, so `naar_boven` rounds in favour of regular seekers.

    `basis`: all woningen that fall free, or those at or under the DAEB huurgrens of the year (`daeb_woningen`), and
    then only those are claimed, or take room on a floor. New woningen do not fall free: they give no right, are
    not claimed, and take no room on a floor when they are let with voorrang. `per`: one quota for the
    gemeente, or one for each corporatie, kern or woningtype, with an entitlement of its own. `periode`: a calendar
    year, the looptijd, or a window that moves along (`12 maanden`): what was longer ago does not count any more, so
    nothing is carried over. With `opbouw: per_jaar` the part of what is expected to fall free opens at once, by the
    stock at the beginning of the period: a kern that gets its first woningen in a year has its part from the next.

    `trekking` says what makes a woning go to the quota (decision 15): `op_aanvraag` when a candidate waits who fits
    and accepts, `teller` every time the entitlement has grown by one (every 20th at 5%), `toeval` each woning with
    chance `aandeel`, `gelaagd` one woning in each layer of 1/`aandeel` consecutive ones at a place drawn at random (of
    an `aantal`: one in each of as many equal parts of the period). Every 20th and 5% at random give waits of 0.26
    and 0.50 year at the same load, so a scenario must say which.

    `afronding` matters when the count begins anew each year: rounded down, 5% of some 207 woningen a year is 9.875 a
    year instead of 10.35, a loss of 4.6%; rounded up 10.825. (The mean of floor(N / 20) and ceil(N / 20) over Poisson
    N with mean 207; N mod 20 is then spread almost evenly over 0..19, so that 0.475 is lost on average whatever the
    number: 4.75% of the 10 of 200.) With `restant: overgedragen` nothing is lost. An `aantal`
    that is spread over the period and rounded down gives the last one on the last day, too late to be of use.

    `onbenut` says what becomes of a right for which a woning was set apart that nobody took: it is `verloren` and the
    woning goes on to the next claim, it lapses and the woning goes `naar_regulier`, to the adverts at once, or it is
    `behouden`: room again, for the next woning. With `zonder_kandidaat: eerste_reageerder` the woning is let to the
    first who comes and may have it, whatever becomes of the right. At `op_aanvraag` nothing is set apart, and `restant`
    decides. Nor is anything set apart while another account is full: one for mediation, or one on which each
    candidate who fits would take room (a floor, `spreiding`). The woning goes on to the next claim and the right
    stays for a later one; a right that `toeval` draws then stays only if it is `behouden`, and else is none.

    With `bijstelling_stap` the parties adjust the share once a year on the last report (L28): one step down if
    entitlement lapsed in that year, else one step up if candidates waited at its end; down to
    `bijstelling_minimum` and up to `bijstelling_maximum` at most. What was opened for the whole looptijd at once stays.
    """

    doelgroep: Groep | Literal["regulier"]
    aandeel: Aandeel | None = None
    trekking: Literal["op_aanvraag", "teller", "toeval", "gelaagd"] | None = None
    basis: Literal["vrijkomende_woningen", "daeb_woningen"] = "vrijkomende_woningen"
    periode: Annotated[Duur, Field(ge=1)] | Literal["jaar", "looptijd"] = "jaar"
    opbouw: Literal["naar_rato", "per_jaar"] = "naar_rato"
    afronding: Literal["naar_boven", "naar_beneden", "naar_dichtstbij"] = "naar_boven"
    restant: Literal["vervalt", "overgedragen"] = "vervalt"
    zonder_kandidaat: Literal["aanbod", "eerste_reageerder"] = "aanbod"
    bijstelling_stap: Aandeel = 0.0
    bijstelling_minimum: Aandeel = 0.0
    bijstelling_maximum: Aandeel = 1.0
    aantal: Aantal | None = None
    per: Literal["gemeente", "corporatie", "kern", "woningtype"] = "gemeente"
    onbenut: Literal["verloren", "naar_regulier", "behouden"] = "verloren"

    def __post_init__(self) -> None:
        """Refuse what does not go together."""
        if (self.aandeel is None) == (self.aantal is None):
            raise refused("quotum_aandeel_of_aantal")
        if self.doelgroep == "regulier":
            if self.aandeel is None or self.trekking is not None or self.bijstelling_stap:
                raise refused("quotum_regulier")
        elif self.trekking is None:
            raise refused("quotum_trekking")
        if self.aandeel is None and self.trekking == "toeval":
            raise refused("quotum_aandeel_nodig", parameter="trekking: toeval")
        if self.aandeel is None and self.bijstelling_stap:
            raise refused("quotum_aandeel_nodig", parameter="bijstelling_stap")
        if isinstance(self.periode, int):
            if self.trekking in ("gelaagd", "toeval"):
                raise refused("quotum_trekking_periode", trekking=self.trekking)
            if self.restant == "overgedragen":
                raise refused("overgedragen_periode")

    @property
    def _share(self) -> float:
        assert self.aandeel is not None
        return self.aandeel

    @hookimpl
    def rekening(self) -> Rekening:
        """The quota's own account; drawn at random it is owed just what was drawn. Of a floor: what remains."""
        if self.doelgroep == "regulier":
            rest, afronding = 1.0 - self._share, _REMAINS[self.afronding]
            terms = (self.basis, self.periode, self.opbouw, afronding, self.restant)
            return Rekening(rest, "beslag", *terms, per=self.per)
        opbouw: Literal["naar_rato", "per_jaar", "per_claim", "gelaagd"] = self.opbouw
        if self.trekking == "toeval":
            opbouw = "per_claim"
        if self.trekking == "gelaagd":
            opbouw = "gelaagd"
        owed = (self.basis, self.periode, opbouw, self.afronding, self.restant)
        return Rekening(self.aandeel, "claims", *owed, aantal=self.aantal, per=self.per)

    @hookimpl
    def kanaal(self, woning: Rijen, jaar: int, wet: Wetgeving, draw: Draw) -> list[Claim]:
        """Claim every woning of the basis, or at `toeval` those that are drawn; the account decides what is granted."""
        if self.doelgroep == "regulier":
            return []
        if self.trekking != "toeval" and self.basis == "vrijkomende_woningen":
            return [self._claim(every_woning(self.doelgroep, len(woning)))]
        counts = self._counts(woning, jaar, wet)
        if self.trekking != "toeval":
            return [self._claim(self._asked(counts))]
        drawn = counts & (draw("trekking", woning.vrijkomst) < self._share)
        kept = self._claim(self._asked(counts & ~drawn), behouden_recht=True)
        return [self._claim(self._asked(drawn)), *([kept] if self.onbenut == "behouden" else [])]

    def _asked(self, which: NDArray[np.bool_]) -> NDArray[np.int64]:
        return np.where(which, np.int64(Doelgroep[self.doelgroep]), np.int64(-1))

    def _claim(self, doelgroep: NDArray[np.int64], *, behouden_recht: bool = False) -> Claim:
        return Claim(
            doelgroep,
            self.trekking == "op_aanvraag",
            Kanaal[self.zonder_kandidaat],
            self.onbenut,
            behouden_recht,
        )

    @hookimpl
    def beslag(self, woningzoekende: Rijen, woning: Rijen, jaar: int, wet: Wetgeving) -> NDArray[np.bool_]:
        """Of a floor: every letting of its basis but to a regular seeker without voorrang."""
        if self.doelgroep != "regulier":
            return np.zeros(len(woning), dtype=np.bool_)
        return self._counts(woning, jaar, wet) & (
            (woningzoekende.doelgroep != Doelgroep.regulier) | woningzoekende.heeft_voorrang
        )

    def _counts(self, woning: Rijen, jaar: int, wet: Wetgeving) -> NDArray[np.bool_]:
        """Which woningen are of the basis, by their rent."""
        if self.basis == "vrijkomende_woningen":
            return np.ones(len(woning), dtype=np.bool_)
        return woning.rekenhuur_eur <= wet.daeb(jaar).huurgrens_eur

    @hookimpl
    def jaarcyclus(self, verslag: Verslag) -> dict[str, float] | None:
        """A step down when entitlement lapsed, a step up when none did and candidates waited."""
        if not self.bijstelling_stap:
            return None
        share = self._share
        if verslag.rekeningen[verslag.regel].vervallen:
            return {"aandeel": min(share, max(share - self.bijstelling_stap, self.bijstelling_minimum))}
        if verslag.wachtend[Doelgroep[self.doelgroep]]:
            return {"aandeel": max(share, min(share + self.bijstelling_stap, self.bijstelling_maximum))}
        return None

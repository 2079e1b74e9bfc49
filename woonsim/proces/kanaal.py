"""Kanaal: what becomes of a freed woning: granted to a doelgroep, or put on offer."""

from __future__ import annotations

import numpy as np

from woonsim.begrippen import Doelgroep, Gepasseerd, Kanaal, Oorzaak
from woonsim.gevoerd_beleid import Beleid
from woonsim.hookspecs import Claim
from woonsim.proces.aanbod import Aanbod
from woonsim.proces.bemiddeling import Bemiddeling
from woonsim.rijen import AangebodenWoningen, Rijen
from woonsim.stand import Stand
from woonsim.wereld import Vrijkomst, Wereld


class Kanalen:
    """Gives each freed woning its channel."""

    def __init__(self, wereld: Wereld, beleid: Beleid, bemiddeling: Bemiddeling, aanbod: Aanbod) -> None:
        """Work with the policies of the run."""
        self._wereld, self._beleid = wereld, beleid
        self._bemiddeling, self._aanbod = bemiddeling, aanbod

    def offer(self, t: int, vrijkomst: Vrijkomst) -> None:
        """Grant the freed woning to the first claim that has room and a candidate; else put it on offer.

        What is not let again is not offered, and a first letting goes through the adverts.
        """
        w = self._wereld
        w.waarnemer.kanaal(t, vrijkomst)
        if not vrijkomst.onttrokken:
            self._give(t, vrijkomst)
        w.record_vrijkomst(vrijkomst)

    def _give(self, t: int, vrijkomst: Vrijkomst) -> None:
        w = self._wereld
        vrijkomst.kanaal = Kanaal.aanbod
        if vrijkomst.oorzaak is Oorzaak.eerste_verhuur:
            self._aanbod.publish(t, vrijkomst)
            return
        woning = Rijen(
            AangebodenWoningen(w.woningen, np.array([vrijkomst.woning]), np.zeros(1, dtype=np.int64), w.huurgroei(t))
        )
        for naam, claim in self._beleid.kanaal(woning, t):
            if claim.doelgroep[0] >= 0 and self._grant(t, vrijkomst, woning, naam, claim):
                break
        else:
            self._aanbod.publish(t + self._bemiddeling.delay(vrijkomst), vrijkomst)

    def _grant(self, t: int, vrijkomst: Vrijkomst, woning: Rijen, naam: str, claim: Claim) -> bool:
        """Whether the claim settles what becomes of the woning."""
        w, doelgroep = self._wereld, Doelgroep(int(claim.doelgroep[0]))
        boek, kept = w.grootboek, claim.behouden_recht
        accounts = boek.accounts_for(t, vrijkomst.woning, naam, bemiddeling=True)
        w.waarnemer.claim(t, vrijkomst, naam, claim, accounts)
        # What is set apart and finds nobody is no mediated letting: it takes from the claimant's account only.
        own = [stand for stand in accounts if stand.regel == naam]
        if lacking := boek.without_room(accounts, naam, kept=kept):
            if not kept and self._bemiddeling.offers_to(doelgroep):
                # A claim without a right of its own was not kept back by others.
                mine = [stand for stand in lacking if stand.regel == naam]
                boek.note_lack(t, mine or lacking, vrijkomst.nummer, Gepasseerd.claim)
            return self._hold(t, vrijkomst, claim, own)
        found = self._bemiddeling.find(t, vrijkomst, woning, doelgroep)
        if claim.op_aanvraag:
            return self._bemiddeling.mediate(t, vrijkomst, woning, naam, doelgroep, found, accounts)
        if found.is_vol:
            w.waarnemer.zonder_ruimte(t, vrijkomst, found.zonder_ruimte)
            return self._hold(t, vrijkomst, claim, own)
        boek.grant(t, own, vrijkomst.nummer, kept=kept)
        if self._bemiddeling.mediate(t, vrijkomst, woning, naam, doelgroep, found, accounts, granted=own):
            return True
        (boek.give_back if claim.onbenut == "behouden" else boek.lapse)(t, own, vrijkomst.nummer)
        return self._pass_on(t, vrijkomst, claim)

    def _hold(self, t: int, vrijkomst: Vrijkomst, claim: Claim, own: list[Stand]) -> bool:
        """An account is full: nothing is set apart, and what the claimant is owed it stays owed; False."""
        if claim.onbenut == "behouden" and not claim.op_aanvraag and not claim.behouden_recht:
            self._wereld.grootboek.owe(t, own, vrijkomst.nummer)
        return False

    def _pass_on(self, t: int, vrijkomst: Vrijkomst, claim: Claim) -> bool:
        """The woning was set apart and nobody took it: whether that settles what becomes of it."""
        later = t + self._bemiddeling.delay(vrijkomst)
        if claim.zonder_kandidaat is Kanaal.eerste_reageerder:
            if not self._aanbod.let_to_first(t, vrijkomst, later):
                self._aanbod.publish(later, vrijkomst)
        elif claim.onbenut == "naar_regulier":
            self._aanbod.publish(later, vrijkomst)
        else:
            return False
        return True

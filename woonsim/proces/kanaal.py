"""Kanaal: what becomes of a freed woning: granted to a doelgroep, or put on offer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from woonsim.aangeboden_woningen import AangebodenWoningen
from woonsim.begrippen import Doelgroep, Gepasseerd, Kanaal
from woonsim.gevoerd_beleid import Beleid
from woonsim.hookspecs import Claim
from woonsim.kalender import DAG
from woonsim.kolommen import GEEN, either
from woonsim.proces.aanbod import Aanbod
from woonsim.proces.bemiddeling import Bemiddeling
from woonsim.stand import Stand
from woonsim.vrijkomsten import Vrijkomst, Vrijkomsten
from woonsim.waarnemer import Waarnemer
from woonsim.wereld import Wereld


class Aanspraak(NamedTuple):
    """A claim on a freed woning: of which policy, and for whom."""

    naam: str
    claim: Claim
    doelgroep: Doelgroep
    is_stil: bool
    """Nothing comes of it when nobody waits: it is on demand, and to look at its accounts posts nothing."""


Aanspraken = list[Aanspraak] | None
"""The claims on one woning, in the order of the scenario; None on what is new or is not let again."""
_DOELGROEPEN = tuple(Doelgroep)
_TOLD = (
    "oorzaak",
    "keten",
    "schakel",
    "kanaal",
    "opgezegd",
    "einde",
    "gemist_begeleiding",
    "onttrokken",
)
"""What is written down of a vrijkomst."""


class Kanalen:
    """Gives each freed woning its channel."""

    def __init__(self, wereld: Wereld, beleid: Beleid, bemiddeling: Bemiddeling, aanbod: Aanbod) -> None:
        """Work with the policies of the run."""
        self._wereld, self._beleid = wereld, beleid
        self._bemiddeling, self._aanbod = bemiddeling, aanbod
        self._is_heard = type(wereld.waarnemer).claim is not Waarnemer.claim
        """Whether who watches wants to hear of every claim."""
        self._is_told = type(wereld.waarnemer).kanaal is not Waarnemer.kanaal
        """Whether who watches wants to hear of every channel."""

    def offer(self, t: int, vrijkomsten: Vrijkomsten) -> None:
        """Give each of the freed woningen its channel, in order."""
        self.give_all(t, vrijkomsten, self.ask(t, vrijkomsten))
        self.record(vrijkomsten)

    def give_all(self, t: int, vrijkomsten: Vrijkomsten, claims: Sequence[Aanspraken]) -> None:
        """Give each its channel, in order; together where no claim and no account has to do with them."""
        if self._is_told or self._wereld.grootboek.counts_vrijkomsten or any(claims):
            for vrijkomst, own in zip(vrijkomsten, claims, strict=True):
                self.give(t, vrijkomst, own)
            return
        offered = vrijkomsten[~vrijkomsten.onttrokken]
        self._wereld.n_vrijgekomen += int((~offered.is_nieuw).sum())
        self._aanbod.publish_all(t, offered.woning.tolist())

    def ask(self, t: int, vrijkomsten: Vrijkomsten) -> list[Aanspraken]:
        """The claims on each of the freed woningen; policies are asked once about all of them.

        Woningen on which the same is claimed share their claims. A claim that nothing can come of is left out: who
        waits can only become fewer while woningen of one moment are given their channels.
        """
        found: list[Aanspraken] = [None] * len(vrijkomsten)
        asked = (~(vrijkomsten.onttrokken | vrijkomsten.is_nieuw)).nonzero()[0]
        if not len(asked):
            return found
        w, woningen, known = self._wereld, vrijkomsten.woning[asked], dict[tuple[int, ...], list[Aanspraak]]()
        rows = AangebodenWoningen(w.woningen, woningen, np.zeros(len(asked), dtype=np.int64), w.huurgroei(t))
        told = self._beleid.kanaal(rows, t)
        codes = list(zip(*(claim.doelgroep.tolist() for _, claim in told), strict=True)) if told else [()] * len(asked)
        for place, each in zip(asked.tolist(), codes, strict=True):
            if each not in known:
                known[each] = self._aanspraken(told, each)
            found[place] = known[each]
        claimed = [woning for woning, claims in zip(vrijkomsten.woning.tolist(), found, strict=True) if claims]
        self._bemiddeling.open(t, claimed, {one.doelgroep for claims in known.values() for one in claims})
        return found

    def _aanspraken(self, told: list[tuple[str, Claim]], codes: tuple[int, ...]) -> list[Aanspraak]:
        """What is claimed on a woning for the doelgroepen with these codes, but for what nothing can come of."""
        boek, found = self._wereld.grootboek, list[Aanspraak]()
        for (naam, claim), code in zip(told, codes, strict=True):
            if code < 0:
                continue
            is_stil = not self._is_heard and claim.op_aanvraag and boek.stands_still(naam)
            if not is_stil or self._bemiddeling.offers_to(_DOELGROEPEN[code]):
                found.append(Aanspraak(naam, claim, _DOELGROEPEN[code], is_stil))
        return found

    def give(self, t: int, vrijkomst: Vrijkomst, claims: Aanspraken) -> None:
        """Grant the freed woning to the first claim that has room and a candidate; else put it on offer.

        What is not let again is not offered, and a first letting goes through the adverts. Of `claims`, which woningen
        of this moment may share, those that nothing can come of any more are taken out.
        """
        if claims is None:
            self._wereld.waarnemer.kanaal(t, vrijkomst)
            if vrijkomst.is_nieuw:
                self._aanbod.publish(t, vrijkomst)
            return
        self._wereld.count_vrijkomst(t, vrijkomst)
        self._wereld.waarnemer.kanaal(t, vrijkomst)
        for aanspraak in claims.copy():
            waits = self._bemiddeling.offers_to(aanspraak.doelgroep)
            if not waits and aanspraak.is_stil:
                # Who waits only becomes fewer.
                claims[:] = [other for other in claims if other is not aanspraak]
            elif self._grant(t, vrijkomst, aanspraak, waits=waits):
                return
        self._aanbod.publish(t + self._bemiddeling.delay(vrijkomst), vrijkomst)

    def record(self, vrijkomsten: Vrijkomsten) -> None:
        """Write down freed woningen once their first channels are known."""
        if not len(vrijkomsten):
            return
        oorzaak, keten, schakel, kanaal, opgezegd, einde, gemist, onttrokken = vrijkomsten.told(_TOLD)
        woning = vrijkomsten.woning if len(vrijkomsten) > 1 else int(vrijkomsten.woning[0])
        w, bewoner = self._wereld.woningen, self._wereld.woningen.bewoner[woning]
        sinds = self._wereld.huishoudens.sinds[bewoner]
        self._wereld.recorder.rows(
            "vrijkomst",
            len(vrijkomsten),
            vrijkomsten.nummer,
            self._wereld.jaren(opgezegd),
            woning,
            w.corporatie[woning],
            w.kern[woning],
            w.complex[woning],
            w.leeftijdslabel[woning],
            w.kamers[woning],
            oorzaak,
            keten,
            schakel,
            either(onttrokken, GEEN, kanaal),
            opgezegd,
            einde,
            either(bewoner == GEEN, GEEN, (einde - sinds) // DAG),
            gemist,
            onttrokken,
        )

    def _grant(self, t: int, vrijkomst: Vrijkomst, aanspraak: Aanspraak, *, waits: bool) -> bool:
        """Whether the claim settles what becomes of the woning; `waits` says whether anybody does of its doelgroep."""
        w, (naam, claim, doelgroep, _) = self._wereld, aanspraak
        boek, kept = w.grootboek, claim.behouden_recht
        accounts = boek.accounts_for(t, vrijkomst.woning, naam, bemiddeling=True)
        w.waarnemer.claim(t, vrijkomst, naam, claim, doelgroep, accounts)
        lacking = boek.without_room(accounts, naam, kept=kept)
        if lacking:
            if waits and not kept:
                # A claim without a right of its own was not kept back by others.
                mine = [stand for stand in lacking if stand.regel == naam]
                boek.note_lack(t, mine or lacking, vrijkomst.nummer, Gepasseerd.claim)
            return self._hold(t, vrijkomst, naam, claim, accounts)
        if claim.op_aanvraag and not self._bemiddeling.reaches(t, vrijkomst, doelgroep):
            return False
        found = self._bemiddeling.find(t, vrijkomst, doelgroep)
        if claim.op_aanvraag:
            return self._bemiddeling.mediate(t, vrijkomst, naam, doelgroep, found, accounts)
        if found.is_vol:
            w.waarnemer.zonder_ruimte(t, vrijkomst, found.zonder_ruimte, found.bekeken)
            return self._hold(t, vrijkomst, naam, claim, accounts)
        own = _own(naam, accounts)
        boek.grant(t, own, vrijkomst.nummer, kept=kept)
        if self._bemiddeling.mediate(t, vrijkomst, naam, doelgroep, found, accounts, granted=own):
            return True
        (boek.give_back if claim.onbenut == "behouden" else boek.lapse)(t, own, vrijkomst.nummer)
        return self._pass_on(t, vrijkomst, claim)

    def _hold(self, t: int, vrijkomst: Vrijkomst, naam: str, claim: Claim, accounts: list[Stand]) -> bool:
        """An account is full: nothing is set apart, and what the claimant is owed it stays owed; False."""
        if claim.onbenut == "behouden" and not claim.op_aanvraag and not claim.behouden_recht:
            self._wereld.grootboek.owe(t, _own(naam, accounts), vrijkomst.nummer)
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


def _own(naam: str, accounts: list[Stand]) -> list[Stand]:
    """What is set apart and finds nobody is no mediated letting: it takes from the claimant's account only."""
    return [stand for stand in accounts if stand.regel == naam]

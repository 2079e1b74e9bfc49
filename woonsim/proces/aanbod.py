"""Aanbod: freed woningen are advertised, seekers react, the round is settled at its closing (decision 9)."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, fields
from functools import partial
from typing import Any

import numpy as np
import simpy
from numpy.typing import NDArray

from woonsim.aanbodronde import react
from woonsim.afwikkeling import Uitslag, settle
from woonsim.agenda import Agenda, Soort
from woonsim.begrippen import Herkomst, Kanaal
from woonsim.gevoerd_beleid import Beleid
from woonsim.kalender import DAG
from woonsim.keuze import Voorkeurgewichten
from woonsim.kolommen import Int64
from woonsim.proces.advertentie import equal_woningen
from woonsim.proces.begeleiding import Begeleiding
from woonsim.proces.eerste_reageerder import EersteReageerders
from woonsim.proces.regelingen import Regelingen
from woonsim.proces.register import Register
from woonsim.proces.rondebeslag import Rondebeslag
from woonsim.proces.toewijzing import Toewijzingen
from woonsim.rijen import AangebodenWoningen, Rijen
from woonsim.stand import Stand
from woonsim.wereld import Toewijzing, Vrijkomst, Wereld


@dataclass(frozen=True)
class Kijkers:
    """Who looked in a round: rows of the huishoudens, what policies see of them, who did so by a regeling only."""

    rows: Int64
    zoekenden: Rijen
    extra: NDArray[np.bool_]


class Aanbod:
    """The adverts: once per cycle together, or (`doorlopend`) each woning on its own."""

    def __init__(
        self,
        wereld: Wereld,
        agenda: Agenda,
        beleid: Beleid,
        register: Register,
        regelingen: Regelingen,
        toewijzingen: Toewijzingen,
        begeleiding: Begeleiding,
    ) -> None:
        """Start the cycle."""
        self._regelingen, self._begeleiding = regelingen, begeleiding
        self._wereld, self._agenda, self._beleid = wereld, agenda, beleid
        self._eerste = EersteReageerders(wereld, beleid)
        self._register, self._toewijzingen = register, toewijzingen
        self._spec = wereld.scenario.aanbod
        voorkeur = self._spec.voorkeur
        self._gewichten = Voorkeurgewichten(**{f.name: getattr(voorkeur, f.name) for f in fields(Voorkeurgewichten)})
        self._waiting: list[tuple[int, int]] = []
        self._published: list[tuple[int, int]] = []
        self._n_advertentie = 0
        agenda.on(Soort.aanbieden, self._offer_one_by_one)
        if isinstance(self._spec.advertentiecyclus, int):
            agenda.process(self._cycle(self._spec.advertentiecyclus))

    def publish(self, t: int, vrijkomst: Vrijkomst) -> None:
        """The woning can appear from some days after notice; in a cycle it waits for the next round."""
        ready = t + self._spec.frictieleegstand.publicatie
        if isinstance(self._spec.advertentiecyclus, int):
            self._waiting.append((ready, vrijkomst.woning))
        else:
            self._stamp(vrijkomst.woning, ready)
            self._agenda.plan(Soort.aanbieden, ready + self._spec.frictieleegstand.reactietermijn, vrijkomst.woning)

    def _cycle(self, period: int) -> Generator[simpy.Event, Any, None]:
        number = 0
        while True:
            yield self._agenda.moment(Soort.ronde, number * period)
            self._turn(number * period, period)
            number += 1

    def _turn(self, t: int, period: int) -> None:
        """Close what is due, then publish what is ready: each advert closes at the first turn after its term."""
        closing = sorted(woning for close, woning in self._published if close <= t)
        self._published = [p for p in self._published if p[0] > t]
        self._close(t, closing)
        term = max(self._spec.frictieleegstand.reactietermijn, 1)
        close = t + -(-term // period) * period
        ready = [p for p in self._waiting if p[0] <= t]
        self._waiting = [p for p in self._waiting if p[0] > t]
        self._published += [(close, woning) for _, woning in ready]
        for _, woning in ready:
            self._stamp(woning, t)

    def _offer_one_by_one(self, t: int, woningen: list[int]) -> None:
        for woning in woningen:
            self._close(t, [woning])

    def _stamp(self, woning: int, t: int) -> None:
        """An advert keeps the label with which it was published, whatever becomes of the label meanwhile."""
        vrijkomst = self._wereld.vrijkomsten[woning]
        vrijkomst.leeftijdslabel = int(self._wereld.woningen.leeftijdslabel[woning])
        if vrijkomst.publicatie < 0:
            vrijkomst.publicatie, vrijkomst.advertentie = t, self._n_advertentie
            self._n_advertentie += 1

    def _close(self, t: int, aangeboden: list[int]) -> None:
        """Settle the round of these woningen, in the order of their rows, which is that of their keys."""
        w = self._wereld
        self._register.bring_up_to(t)
        active = self._register.rondes.active()
        if not aangeboden:
            return
        active, extra = self._regelingen.lookers(t, active)
        vrijkomsten = [w.vrijkomsten[woning] for woning in aangeboden]
        zoekenden = w.zoekenden(active, t)
        shown, lijst = self._shown(vrijkomsten)
        reacties = react(
            zoekenden,
            self._offered(t, shown),
            t,
            beleid=self._beleid,
            draws=w.draws,
            maximum=self._spec.maximum_reacties,
            gewichten=self._gewichten,
            acceptatiekans=self._acceptatiekans(zoekenden),
            ruimte=partial(self._ruimte, t, np.array([one.woning for one in shown])),
            keuze=self._spec.keuze,
            lijst=lijst,
        )
        reacted = active[reacties.zoekenden]
        if len(reacted):
            self._register.note_reactions(reacted, t)
        beslag = Rondebeslag(w.grootboek, t, vrijkomsten, self._acceptance)
        uitslagen = settle(reacties, beslag)
        w.waarnemer.ronde(t, active, vrijkomsten, reacties, uitslagen)
        if self._beleid.has("zoekpunten"):
            refused = [row for uitslag in uitslagen for row in uitslag.geweigerd_door(reacties)]
            self._register.count_month(reacted, active[np.array(refused, dtype=np.int64)])
        self._conclude(t, vrijkomsten, uitslagen, beslag, Kijkers(active, zoekenden, extra))
        # Who comes first finds what room those who reacted left.
        for vrijkomst in vrijkomsten:
            if vrijkomst.toewijzing is None:
                self._return(t, vrijkomst)

    def _shown(self, vrijkomsten: list[Vrijkomst]) -> tuple[list[Vrijkomst], Int64 | None]:
        """The vrijkomst that stands for each advert, and the advert of each vrijkomst: None when that is its own."""
        if self._spec.gelijke_woningen == "apart":
            return vrijkomsten, None
        places, lijst = equal_woningen(self._wereld.woningen, vrijkomsten)
        return [vrijkomsten[place] for place in places], lijst

    def _offered(self, t: int, vrijkomsten: list[Vrijkomst]) -> Rijen:
        """The woningen of a round as policies see them."""
        names = ("woning", "rondes", "leeftijdslabel", "advertentie")
        rows, rondes, leeftijdslabel, advertentie = (
            np.array([getattr(v, name) for v in vrijkomsten]) for name in names
        )
        w = self._wereld
        offered = AangebodenWoningen(w.woningen, rows, rondes, w.huurgroei(t), leeftijdslabel, advertentie)
        return Rijen(offered)

    def _acceptatiekans(self, zoekenden: Rijen) -> Any:
        kans = self._spec.acceptatiekans
        usual = np.where(zoekenden.herkomst == Herkomst.gemeente, kans.gemeente, kans.regio)
        return np.where(zoekenden.heeft_voorrang, kans.voorrang, usual)

    def _ruimte(self, t: int, woningen: Int64, naam: str) -> Int64:
        """The room for each of these woningen on the accounts of policy `naam`, the least of them; 0 without one."""
        boek = self._wereld.grootboek
        accounts = [
            boek.accounts_for(t, woning, naam, marked=[naam], nieuw=self._wereld.vrijkomsten[woning].is_nieuw)
            for woning in woningen.tolist()
        ]
        return np.array([min((stand.room for stand in own), default=0) for own in accounts], dtype=np.int64)

    def _acceptance(self, t: int, beslissers: int = 0) -> int:
        """When who is offered a woning at `t` accepts it, after so many others who decided on it."""
        return t + self._spec.frictieleegstand.beslistermijn * (1 + beslissers)

    def _conclude(
        self, t: int, vrijkomsten: list[Vrijkomst], uitslagen: list[Uitslag], beslag: Rondebeslag, kijkers: Kijkers
    ) -> None:
        """Write down how the adverts ended; then decide on all that is let."""
        decided = []
        for h, (vrijkomst, uitslag) in enumerate(zip(vrijkomsten, uitslagen, strict=True)):
            if vrijkomst.reacties < 0:
                vrijkomst.reacties = uitslag.reacties
            vrijkomst.weigeringen += uitslag.weigeringen
            let = uitslag.zoekende >= 0
            self._record(t, vrijkomst, uitslag, let)
            if let:
                rekeningen = beslag.accounts(h, uitslag.beslag) if uitslag.beslag else []
                self._wereld.grootboek.grant(t, rekeningen, vrijkomst.nummer)
                decided.append((vrijkomst, self._toewijzing(t, vrijkomst, uitslag, rekeningen, kijkers)))
        for vrijkomst, toewijzing in decided:
            self._toewijzingen.decide(vrijkomst, toewijzing)

    def _toewijzing(
        self, t: int, vrijkomst: Vrijkomst, uitslag: Uitslag, rekeningen: list[Stand], kijkers: Kijkers
    ) -> Toewijzing:
        delays, winner = self._spec.frictieleegstand, uitslag.zoekende
        acceptance = self._acceptance(t, uitslag.beslissers)
        keys = max(acceptance + delays.sleutels, vrijkomst.einde + delays.tussen_huurders)
        row = int(kijkers.rows[winner])
        is_extra = uitslag.extra or bool(kijkers.extra[winner]) or self._regelingen.began_extra(t, row)
        return Toewijzing(
            row,
            Kanaal.aanbod,
            -1,
            acceptance,
            keys,
            uitslag.plaats,
            vrijkomst.rondes + 1,
            met_voorrang=bool(kijkers.zoekenden.heeft_voorrang[winner]),
            in_regeling=self._regelingen.takes_part(t, row) or is_extra,
            is_extra=is_extra,
            begeleiding=self._begeleiding.book(row, keys, mediated=False)[0],
            rekeningen=rekeningen,
        )

    def _record(self, t: int, vrijkomst: Vrijkomst, uitslag: Uitslag, let: bool) -> None:
        w = self._wereld
        advert = (vrijkomst.nummer, w.jaar(t), vrijkomst.rondes + 1, vrijkomst.leeftijdslabel)
        w.recorder.row("publicatie", *advert, uitslag.reacties, uitslag.weigeringen, uitslag.ingetrokken, let, t)

    def _return(self, t: int, vrijkomst: Vrijkomst) -> None:
        """Unlet: the next step of its label, another round, or in the end the first who comes and may have it."""
        vrijkomst.rondes += 1
        if vrijkomst.rondes >= self._spec.onverhuurd.na_rondes and self.let_to_first(t, vrijkomst, t):
            return
        if isinstance(self._spec.advertentiecyclus, int):
            self._waiting.append((t, vrijkomst.woning))
        else:
            self._stamp(vrijkomst.woning, t)
            self._agenda.plan(Soort.aanbieden, t + DAG, vrijkomst.woning)

    def let_to_first(self, t: int, vrijkomst: Vrijkomst, later: int) -> bool:
        """Let it to the first who comes at `later` and may have it; whether there was one."""
        delays, acceptance = self._spec.frictieleegstand, self._acceptance(later)
        found = self._eerste.first(t, vrijkomst, later, acceptance)
        if found is None:
            return False
        row, rekeningen = found
        self._wereld.grootboek.grant(t, rekeningen, vrijkomst.nummer)
        keys = max(acceptance + delays.sleutels, vrijkomst.einde + delays.tussen_huurders)
        if vrijkomst.kanaal is Kanaal.aanbod and vrijkomst.rondes == 0:
            vrijkomst.kanaal = Kanaal.eerste_reageerder
        toewijzing = Toewijzing(
            row, Kanaal.eerste_reageerder, -1, acceptance, keys, 1, vrijkomst.rondes, rekeningen=rekeningen
        )
        self._toewijzingen.decide(vrijkomst, toewijzing)
        return True

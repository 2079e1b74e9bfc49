"""Aanbod: freed woningen are advertised, seekers react, the round is settled at its closing (decision 9)."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, fields
from functools import partial
from typing import Any

import numpy as np
import simpy
from numpy.typing import NDArray

from woonsim.aanbodronde import Acceptatiekansen, Reacties, react
from woonsim.aangeboden_woningen import AangebodenWoningen
from woonsim.afwikkeling import Uitslagen, settle
from woonsim.agenda import Agenda, Soort
from woonsim.begrippen import Begeleidingsvorm, Kanaal
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
from woonsim.rijen import Rijen
from woonsim.vrijkomsten import Toewijzing, Vrijkomst, Vrijkomsten
from woonsim.wereld import Wereld


@dataclass(frozen=True)
class Kijkers:
    """Who looked in a round: rows of the huishoudens, and who did so by a regeling only."""

    rows: Int64
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
        kans = self._spec.acceptatiekans
        self._kansen = Acceptatiekansen(kans.gemeente, kans.regio, kans.voorrang)
        self._waiting: list[tuple[int, list[int]]] = []
        """From when, and which woningen, can be published, in order."""
        self._published: list[tuple[int, list[int]]] = []
        """When they close, and which."""
        self._n_advertentie = 0
        agenda.on(Soort.aanbieden, self._offer_one_by_one)
        if isinstance(self._spec.advertentiecyclus, int):
            agenda.process(self._cycle(self._spec.advertentiecyclus))

    def publish(self, t: int, vrijkomst: Vrijkomst) -> None:
        """The woning can appear from some days after notice; in a cycle it waits for the next round."""
        self.publish_all(t, [vrijkomst.woning])

    def publish_all(self, t: int, woningen: list[int]) -> None:
        """Several woningen of one moment can appear, in this order."""
        ready = t + self._spec.frictieleegstand.publicatie
        if isinstance(self._spec.advertentiecyclus, int):
            self._wait(ready, woningen)
        else:
            self._stamp(self._wereld.vrijkomsten.of(woningen), ready)
            close = ready + self._spec.frictieleegstand.reactietermijn
            self._agenda.plan_together(Soort.aanbieden, close, woningen)

    def _wait(self, ready: int, woningen: list[int]) -> None:
        """These wait, in order, for the first turn of the cycle from `ready` on."""
        if self._waiting and self._waiting[-1][0] == ready:
            self._waiting[-1][1].extend(woningen)
        else:
            self._waiting.append((ready, woningen))

    def _cycle(self, period: int) -> Generator[simpy.Event, Any, None]:
        number = 0
        while True:
            yield self._agenda.moment(Soort.ronde, number * period)
            self._turn(number * period, period)
            number += 1

    def _turn(self, t: int, period: int) -> None:
        """Close what is due, then publish what is ready: each advert closes at the first turn after its term."""
        closing = sorted(woning for close, woningen in self._published if close <= t for woning in woningen)
        self._published = [p for p in self._published if p[0] > t]
        self._close(t, closing)
        term = max(self._spec.frictieleegstand.reactietermijn, 1)
        close = t + -(-term // period) * period
        ready = [woning for at, woningen in self._waiting if at <= t for woning in woningen]
        self._waiting = [p for p in self._waiting if p[0] > t]
        self._published.append((close, ready))
        self._stamp(self._wereld.vrijkomsten.of(ready), t)

    def _offer_one_by_one(self, t: int, woningen: list[int]) -> None:
        for woning in woningen:
            self._close(t, [woning])

    def _stamp(self, vrijkomsten: Vrijkomsten, t: int) -> None:
        """An advert keeps the label with which it was published, whatever becomes of the label meanwhile."""
        v, numbers = vrijkomsten.tabel.kolommen, vrijkomsten.nummer
        v.leeftijdslabel[numbers] = self._wereld.woningen.leeftijdslabel[vrijkomsten.woning]
        new = numbers[v.publicatie[numbers] < 0]
        v.publicatie[new] = t
        v.advertentie[new] = np.arange(self._n_advertentie, self._n_advertentie + len(new))
        self._n_advertentie += len(new)

    def _close(self, t: int, aangeboden: list[int]) -> None:
        """Settle the round of these woningen, in the order of their rows, which is that of their keys."""
        w = self._wereld
        self._register.bring_up_to(t)
        active = self._register.rondes.active()
        if not aangeboden:
            return
        active, extra = self._regelingen.lookers(t, active)
        vrijkomsten = w.vrijkomsten.of(aangeboden)
        shown, lijst = self._shown(vrijkomsten)
        reacties = react(
            w.zoekenden(active, t),
            self._offered(t, shown),
            t,
            beleid=self._beleid,
            draws=w.draws,
            maximum=self._spec.maximum_reacties,
            gewichten=self._gewichten,
            acceptatiekans=self._kansen,
            ruimte=partial(self._ruimte, t, shown.woning),
            keuze=self._spec.keuze,
            lijst=lijst,
        )
        beslag = Rondebeslag(w.grootboek, t, vrijkomsten, self._acceptance)
        uitslagen = settle(reacties, beslag)
        w.waarnemer.ronde(t, active, vrijkomsten, reacties, uitslagen)
        # Not before: however deep a list is looked at, policies see who reacts as he was when the round closed.
        if len(reacties.zoekenden):
            self._register.note_reactions(*self._reacted(active, reacties), t)
        if self._beleid.has("zoekpunten"):
            refused = [row for uitslag in uitslagen for row in uitslag.geweigerd_door(reacties)]
            self._register.count_month(active[reacties.zoekenden], active[np.array(refused, dtype=np.int64)])
        self._conclude(t, vrijkomsten, uitslagen, beslag, Kijkers(active, extra))
        # Who comes first finds what room those who reacted left.
        for vrijkomst in vrijkomsten[uitslagen.zoekende < 0]:
            self._return(t, vrijkomst)

    def _shown(self, vrijkomsten: Vrijkomsten) -> tuple[Vrijkomsten, Int64 | None]:
        """The vrijkomst that stands for each advert, and the advert of each vrijkomst: None when that is its own."""
        if self._spec.gelijke_woningen == "apart":
            return vrijkomsten, None
        places, lijst = equal_woningen(self._wereld.woningen, vrijkomsten)
        return vrijkomsten[places], lijst

    def _offered(self, t: int, vrijkomsten: Vrijkomsten) -> Rijen:
        """The woningen of a round as policies see them."""
        v, w = vrijkomsten, self._wereld
        advert = v.leeftijdslabel, v.advertentie
        return AangebodenWoningen(w.woningen, v.woning, v.rondes, w.huurgroei(t), *advert)

    @staticmethod
    def _reacted(active: Int64, reacties: Reacties) -> tuple[Int64, Int64 | int]:
        """The rows of the huishoudens who reacted, each once, and how often: one number where all did so once."""
        if len(reacties.begin) == 2:
            everybody = len(reacties.zoekenden) == len(active)
            return active if everybody else active[reacties.zoekenden], 1
        aantal = np.bincount(reacties.zoekenden)
        reacted = np.flatnonzero(aantal)
        return active[reacted], aantal[reacted]

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
        self, t: int, vrijkomsten: Vrijkomsten, uitslagen: Uitslagen, beslag: Rondebeslag, kijkers: Kijkers
    ) -> None:
        """Write down how the adverts ended; then decide on all that is let."""
        self._record(t, vrijkomsten, uitslagen)
        v, numbers = vrijkomsten.tabel, vrijkomsten.nummer
        first = v.kolommen.reacties[numbers] < 0
        v.kolommen.reacties[numbers[first]] = uitslagen.reacties[first]
        v.kolommen.weigeringen[numbers] += uitslagen.weigeringen
        for h, marked in sorted(uitslagen.beslag.items()):
            if accounts := beslag.accounts(h, marked):
                v.rekeningen[int(numbers[h])] = accounts
                self._wereld.grootboek.grant(t, accounts, int(numbers[h]))
        let = np.flatnonzero(uitslagen.zoekende >= 0)
        if len(let):
            decided = vrijkomsten[let]
            self._toewijzingen.decide_all(decided, self._decided(t, decided, uitslagen, let, kijkers))

    def _decided(
        self, t: int, vrijkomsten: Vrijkomsten, uitslagen: Uitslagen, let: Int64, kijkers: Kijkers
    ) -> dict[str, Any]:
        """What becomes of the woningen that are `let`, as columns of `Toewijzing`."""
        delays, winners = self._spec.frictieleegstand, uitslagen.zoekende[let]
        who = kijkers.rows[winners]
        extra = kijkers.extra[winners] | self._regelingen.began_extra(t, who) | uitslagen.extra[let]
        acceptance = self._acceptance(t) + delays.beslistermijn * uitslagen.beslissers[let]
        keys = np.maximum(acceptance + delays.sleutels, vrijkomsten.einde + delays.tussen_huurders)
        return {
            "huishouden": who,
            "kanaal": Kanaal.aanbod,
            "acceptatie": acceptance,
            "sleutels": keys,
            "plaats": uitslagen.plaats[let],
            "rondes": vrijkomsten.rondes + 1,
            "met_voorrang": self._wereld.huishoudens.voorrang_tot[who] > t,
            "in_regeling": self._regelingen.take_part(t, who) | extra,
            "is_extra": extra,
            "begeleiding": self._begeleidingen(who, keys),
        }

    def _begeleidingen(self, rows: Int64, keys: Int64) -> Begeleidingsvorm | list[Begeleidingsvorm]:
        """The support with which each of `rows` begins at its keys."""
        if not self._begeleiding.is_there:
            return Begeleidingsvorm.geen
        pairs = zip(rows.tolist(), keys.tolist(), strict=True)
        return [self._begeleiding.book(row, at, mediated=False)[0] for row, at in pairs]

    def _record(self, t: int, vrijkomsten: Vrijkomsten, uitslagen: Uitslagen) -> None:
        w, v, u = self._wereld, vrijkomsten, uitslagen
        told = u.reacties, u.weigeringen, u.ingetrokken, u.zoekende >= 0
        w.recorder.rows("publicatie", len(v), v.nummer, w.jaar(t), v.rondes + 1, v.leeftijdslabel, *told, t)

    def _return(self, t: int, vrijkomst: Vrijkomst) -> None:
        """Unlet: the next step of its label, another round, or in the end the first who comes and may have it."""
        vrijkomst.rondes += 1
        if vrijkomst.rondes >= self._spec.onverhuurd.na_rondes and self.let_to_first(t, vrijkomst, t):
            return
        if isinstance(self._spec.advertentiecyclus, int):
            self._wait(t, [vrijkomst.woning])
        else:
            self._stamp(self._wereld.vrijkomsten.of([vrijkomst.woning]), t)
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

"""Directe bemiddeling: how a candidate who waits at the coordinatiepunt gets a freed woning."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import numpy as np

from woonsim.agenda import Agenda
from woonsim.begrippen import Doelgroep, Gepasseerd, Kanaal
from woonsim.gevoerd_beleid import Beleid
from woonsim.proces.begeleiding import Begeleiding, Traject
from woonsim.proces.toewijzing import Toewijzingen
from woonsim.proces.voordracht import Passenden, Voordracht
from woonsim.proces.wachtrij import Wachtrij
from woonsim.stand import Stand
from woonsim.vrijkomsten import Toewijzing, Vrijkomst
from woonsim.waarnemer import Waarnemer
from woonsim.wereld import Wereld


@dataclass(slots=True)
class Voorgedragen:
    """Who may have a freed woning, in order of offering: the first of a queue who may, or nobody."""

    seen: set[int]
    """Who of the queue has been looked at, or refused the woning before."""
    rows: Sequence[int] = ()
    accepts: Sequence[int] = ()
    """Who of them would accept it, 1 or 0."""
    beslag: Sequence[list[str]] = ()
    """Of each the policies whose room it takes."""
    bekeken: Sequence[int] = ()
    """Who of the queue has been looked at for this, in order of waiting."""
    zonder_ruimte: Sequence[Stand] = ()
    """Accounts without room for others who fit."""

    @property
    def is_vol(self) -> bool:
        """Whether it fits somebody, but there is no room for any of them."""
        return bool(self.zonder_ruimte) and not self.rows


class Bemiddeling:
    """Offers freed woningen to those who wait, in the order of the werkwijze."""

    def __init__(
        self, wereld: Wereld, agenda: Agenda, beleid: Beleid, toewijzingen: Toewijzingen, begeleiding: Begeleiding
    ) -> None:
        """Work as the policies say, with nobody waiting yet."""
        self._wereld, self._beleid, self._toewijzingen = wereld, beleid, toewijzingen
        self._begeleiding = begeleiding
        self._werkwijze, self._termijnen = beleid.werkwijze(), wereld.scenario.aanbod.frictieleegstand
        self._wachtrij = Wachtrij(wereld, agenda, self._werkwijze)
        self._voordracht = Voordracht(
            wereld, beleid, self._wachtrij, whole=self._werkwijze.volgorde != "langst_wachtend"
        )
        self._beurten: dict[int, int] = {}
        """The number of the last letting to a candidate of each corporatie: how long ago it had its turn."""
        self._beurt = 0
        self._is_heard = type(wereld.waarnemer).bemiddeling is not Waarnemer.bemiddeling
        """Whether who watches wants to hear of every queue that a woning goes down."""

    def listen(self, on_vervallen: Callable[[int, int], None]) -> None:
        """Connect who is told at what moment which huishouden lost its right to an offer."""
        self._on_vervallen = on_vervallen

    def join(self, row: int) -> None:
        """Huishouden `row` waits for a woning, from its moment `gereed` on."""
        self._wachtrij.join(row)

    def leave(self, row: int) -> bool:
        """Huishouden `row` does not wait any more; whether it did."""
        return self._wachtrij.leave(row)

    def waits(self, row: int) -> bool:
        """Whether huishouden `row` waits for a woning, taken in or not."""
        return self._wachtrij.waits(row)

    def delay(self, vrijkomst: Vrijkomst) -> int:
        """By how much candidates who refused the woning delay what comes after [minutes]."""
        weigeringen = len(vrijkomst.geweigerd_door)
        return self._werkwijze.doorlooptijd + weigeringen * self._termijnen.beslistermijn if weigeringen else 0

    def wachtend(self, doelgroep: Doelgroep) -> int:
        """How many candidates of a doelgroep wait now, those not yet taken in included."""
        return self._wachtrij.count(doelgroep)

    def offers_to(self, doelgroep: Doelgroep) -> bool:
        """Whether any candidate of a doelgroep, taken in, waits for an offer."""
        return self._wachtrij.has_anyone(doelgroep)

    def reaches(self, t: int, vrijkomst: Vrijkomst, doelgroep: Doelgroep) -> bool:
        """Whether the woning may fit anybody of a doelgroep who waits: if not, there is nobody to offer it to."""
        return self._is_heard or self._voordracht.reaches(t, vrijkomst.woning, doelgroep)

    def open(self, t: int, woningen: list[int], doelgroepen: set[Doelgroep]) -> None:
        """These woningen will be given a channel at `t`, in this order; they are claimed for these doelgroepen."""
        self._voordracht.open(t, woningen, doelgroepen)

    def mediate(
        self,
        t: int,
        vrijkomst: Vrijkomst,
        naam: str,
        doelgroep: Doelgroep,
        voorgedragen: Voorgedragen,
        accounts: list[Stand],
        *,
        granted: Sequence[Stand] = (),
    ) -> bool:
        """Offer the woning to each in turn; whether somebody took it, from `accounts` of policy `naam`.

        `granted` are those of the accounts that the woning has been taken from already.
        """
        found, missed = voorgedragen, vrijkomst.gemist_begeleiding
        while found.rows:
            if self._offer(t, vrijkomst, naam, doelgroep, found, accounts, granted):
                # Somebody took it: who lacked support before him is no reason that it went elsewhere.
                vrijkomst.gemist_begeleiding = missed
                return True
            found = self.find(t, vrijkomst, doelgroep, found.seen)
        self._tell(t, vrijkomst, doelgroep, found, [])
        return False

    def _tell(
        self, t: int, vrijkomst: Vrijkomst, doelgroep: Doelgroep, found: Voorgedragen, within: list[bool]
    ) -> None:
        """Tell who watches to whom the woning is offered, and for whom there is support."""
        if self._is_heard:
            accepts, supported = np.array(found.accepts, dtype=np.bool_), np.array(within, dtype=np.bool_)
            rows = np.array(found.rows, dtype=np.int64)
            self._wereld.waarnemer.bemiddeling(t, vrijkomst, doelgroep, rows, accepts, supported, found.bekeken)

    def _offer(
        self,
        t: int,
        vrijkomst: Vrijkomst,
        naam: str,
        doelgroep: Doelgroep,
        found: Voorgedragen,
        accounts: list[Stand],
        granted: Sequence[Stand],
    ) -> bool:
        """Whether any of them takes the woning."""
        boek, rows = self._wereld.grootboek, found.rows
        within, traject = self._begeleiding.within_reach(
            rows, found.accepts, lambda refused: self._keys(vrijkomst, self._acceptance(t, vrijkomst, refused))
        )
        self._tell(t, vrijkomst, doelgroep, found, within)
        offered = [place for place, is_within in enumerate(within) if is_within]
        taker = next((place for place in offered if found.accepts[place]), None)
        self._note_refusals(t, vrijkomst, [rows[place] for place in offered if taker is None or place < taker])
        if taker is None:
            vrijkomst.gemist_begeleiding |= not all(within)
            return False
        marked = found.beslag[taker]
        asked = [s for s in boek.accounts_for(t, vrijkomst.woning, marked=marked) if s not in accounts]
        boek.grant(t, [s for s in (*accounts, *asked) if s not in granted], vrijkomst.nummer)
        self._let(t, vrijkomst, rows[taker], naam, [*accounts, *asked], traject)
        return True

    def find(self, t: int, vrijkomst: Vrijkomst, doelgroep: Doelgroep, seen: Collection[int] = ()) -> Voorgedragen:
        """The first in the queue who may have the woning and take no room that is gone, in order of offering.

        A queue in order of waiting is looked at a part at a time, until there is anybody; those `seen` are passed.
        """
        # Who refused it under another claim has had this offer.
        found = Voorgedragen({*seen, *vrijkomst.geweigerd_door})
        while not found.rows:
            told = self._voordracht.of(t, vrijkomst.woning, doelgroep, found.seen)
            if told is None:
                break
            found.bekeken = [*found.bekeken, *told.bekeken]
            order = self._in_order(told)
            for naam, marks in told.beslag:
                order, full = self._with_room(t, vrijkomst, naam, order, marks)
                found.zonder_ruimte = [*found.zonder_ruimte, *full]
            found.rows, found.accepts = [told.rows[i] for i in order], [told.accepts[i] for i in order]
            found.beslag = [[naam for naam, marks in told.beslag if marks and marks[i]] for i in order]
        return found

    def _in_order(self, told: Passenden) -> Sequence[int]:
        """Who is offered the woning first, of those whom it fits."""
        places = range(len(told.rows))
        if self._werkwijze.volgorde == "best_passend":
            return sorted(places, key=lambda place: -told.fit[place])
        if self._werkwijze.volgorde == "afwisselend":
            home = self._wereld.huishoudens.aanmelding_corporatie[told.rows].tolist()
            return sorted(places, key=lambda place: (self._beurten.get(home[place], 0), home[place]))
        return places

    def _with_room(
        self, t: int, vrijkomst: Vrijkomst, naam: str, order: Sequence[int], marks: list[int]
    ) -> tuple[Sequence[int], list[Stand]]:
        """Those of `order` for whom the accounts of policy `naam` have room where they take it, and which have none.

        Each refusal takes days, so that later in the order there may be none any more: a letting of next year.
        """
        boek = self._wereld.grootboek
        accounts = boek.accounts_for(t, vrijkomst.woning, marked=(naam,))
        if not marks or not any(marks[i] for i in order):
            return order, []
        if not boek.without_room(accounts, acceptatie=self._acceptance(t, vrijkomst, len(order) - 1)):
            return order, []
        lacking = {
            i: boek.without_room(accounts, acceptatie=self._acceptance(t, vrijkomst, n))
            for n, i in enumerate(order)
            if marks[i]
        }
        passed = next(filter(None, lacking.values()), [])
        boek.note_lack(t, passed, vrijkomst.nummer, Gepasseerd.kandidaat)
        return [i for i in order if not lacking.get(i)], passed

    def _note_refusals(self, t: int, vrijkomst: Vrijkomst, rows: list[int]) -> None:
        if rows:
            vrijkomst.geweigerd_door |= set(rows)
            for row in self._wachtrij.refuse(t, rows):
                self._on_vervallen(t, row)

    def _acceptance(self, t: int, vrijkomst: Vrijkomst, refused: int = 0) -> int:
        """When who is next accepts a woning offered from `t` on, if `refused` more candidates refuse it."""
        beslissers = 1 + len(vrijkomst.geweigerd_door) + refused
        return t + self._werkwijze.doorlooptijd + self._termijnen.beslistermijn * beslissers

    def _keys(self, vrijkomst: Vrijkomst, acceptatie: int) -> int:
        """When the keys of a woning that is accepted at `acceptatie` are, if nobody has to wait for support."""
        ready = acceptatie + self._termijnen.sleutels_bemiddeling
        return max(ready, vrijkomst.einde + self._termijnen.tussen_huurders)

    def _let(
        self,
        t: int,
        vrijkomst: Vrijkomst,
        row: int,
        naam: str,
        rekeningen: list[Stand],
        traject: Traject | None,
    ) -> None:
        weigeringen, acceptatie = len(vrijkomst.geweigerd_door), self._acceptance(t, vrijkomst)
        keys = self._keys(vrijkomst, acceptatie)
        vorm, wacht = self._begeleiding.book(row, keys, traject=traject)
        vrijkomst.kanaal, vrijkomst.weigeringen = Kanaal.bemiddeling, weigeringen
        if self._wachtrij.leave(row):
            self._voordracht.leave(row)
        self._beurt += 1
        self._beurten[int(self._wereld.huishoudens.aanmelding_corporatie[row])] = self._beurt
        toewijzing = Toewijzing(
            row,
            Kanaal.bemiddeling,
            self._beleid.namen.index(naam),
            acceptatie,
            keys + wacht,
            weigeringen + 1,
            0,
            begeleiding=vorm,
            wacht_op_begeleiding=wacht,
            rekeningen=rekeningen,
        )
        self._toewijzingen.decide(vrijkomst, toewijzing)

"""Directe bemiddeling: how a candidate who waits at the coordinatiepunt gets a freed woning."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from woonsim.agenda import Agenda
from woonsim.begrippen import Doelgroep, Gepasseerd, Kanaal
from woonsim.gevoerd_beleid import Beleid
from woonsim.kolommen import Int64
from woonsim.proces.begeleiding import Begeleiding
from woonsim.proces.toewijzing import Toewijzingen
from woonsim.proces.voordracht import Oordeel, Voordracht
from woonsim.proces.wachtrij import Wachtrij
from woonsim.stand import Stand
from woonsim.vrijkomsten import Toewijzing, Vrijkomst
from woonsim.wereld import Wereld

_NIEMAND, _NOBODY = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.bool_)


@dataclass
class Voorgedragen:
    """Who may have a freed woning, in order of offering: the first of a queue who may, or nobody."""

    rows: Int64
    accepts: NDArray[np.bool_]
    """Who of them would accept it."""
    beslag: list[list[str]]
    """Of each the policies whose room it takes."""
    seen: set[int]
    """Who of the queue has been looked at, or refused the woning before."""
    bekeken: list[int] = field(default_factory=list)
    """Who of the queue has been looked at for this, in order of waiting."""
    zonder_ruimte: list[Stand] = field(default_factory=list)
    """Accounts without room for others who fit."""

    @property
    def is_vol(self) -> bool:
        """Whether it fits somebody, but there is no room for any of them."""
        return bool(self.zonder_ruimte) and not len(self.rows)


class Bemiddeling:
    """Offers freed woningen to those who wait, in the order of the werkwijze."""

    def __init__(
        self, wereld: Wereld, agenda: Agenda, beleid: Beleid, toewijzingen: Toewijzingen, begeleiding: Begeleiding
    ) -> None:
        """Work as the policies say, with nobody waiting yet."""
        self._wereld, self._beleid, self._toewijzingen = wereld, beleid, toewijzingen
        self._begeleiding = begeleiding
        self._werkwijze = beleid.werkwijze()
        self._wachtrij = Wachtrij(wereld, agenda, self._werkwijze)
        self._voordracht = Voordracht(
            wereld, beleid, self._wachtrij, whole=self._werkwijze.volgorde != "langst_wachtend"
        )
        self._beurten: dict[int, int] = {}
        """The number of the last letting to a candidate of each corporatie: how long ago it had its turn."""

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
        spent = weigeringen * self._wereld.scenario.aanbod.frictieleegstand.beslistermijn
        return self._werkwijze.doorlooptijd + spent if weigeringen else 0

    def wachtend(self, doelgroep: Doelgroep) -> int:
        """How many candidates of a doelgroep wait now, those not yet taken in included."""
        return self._wachtrij.count(doelgroep)

    def offers_to(self, doelgroep: Doelgroep) -> bool:
        """Whether any candidate of a doelgroep, taken in, waits for an offer."""
        return self._wachtrij.has_anyone(doelgroep)

    def reaches(self, t: int, vrijkomst: Vrijkomst, doelgroep: Doelgroep) -> bool:
        """Whether the woning may fit anybody of a doelgroep who waits: if not, there is nobody to offer it to."""
        return self._voordracht.reaches(t, vrijkomst.woning, doelgroep)

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
        while len(found.rows):
            if self._offer(t, vrijkomst, naam, doelgroep, found, accounts, granted):
                # Somebody took it: who lacked support before him is no reason that it went elsewhere.
                vrijkomst.gemist_begeleiding = missed
                return True
            found = self.find(t, vrijkomst, doelgroep, found.seen)
        told = self._wereld.waarnemer.bemiddeling
        told(t, vrijkomst, doelgroep, found.rows, _NOBODY, _NOBODY, found.bekeken)
        return False

    def _offer(
        self,
        t: int,
        vrijkomst: Vrijkomst,
        naam: str,
        doelgroep: Doelgroep,
        voorgedragen: Voorgedragen,
        accounts: list[Stand],
        granted: Sequence[Stand],
    ) -> bool:
        """Whether any of them takes the woning."""
        w, candidates, accepts = self._wereld, voorgedragen.rows, voorgedragen.accepts
        within = self._begeleiding.within_reach(candidates, accepts, lambda refused: self._keys(t, vrijkomst, refused))
        w.waarnemer.bemiddeling(t, vrijkomst, doelgroep, candidates, accepts, within, voorgedragen.bekeken)
        candidates, accepts = candidates[within], accepts[within]
        place = int(accepts.argmax()) if accepts.any() else len(candidates)
        self._note_refusals(t, vrijkomst, candidates[:place])
        if place == len(candidates):
            vrijkomst.gemist_begeleiding |= not within.all()
            return False
        marked = voorgedragen.beslag[int(np.flatnonzero(within)[place])]
        asked = [s for s in w.grootboek.accounts_for(t, vrijkomst.woning, marked=marked) if s not in accounts]
        w.grootboek.grant(t, [s for s in (*accounts, *asked) if s not in granted], vrijkomst.nummer)
        self._let(t, vrijkomst, int(candidates[place]), naam, [*accounts, *asked])
        return True

    def find(self, t: int, vrijkomst: Vrijkomst, doelgroep: Doelgroep, seen: Collection[int] = ()) -> Voorgedragen:
        """The first in the queue who may have the woning and take no room that is gone, in order of offering.

        A queue in order of waiting is looked at a part at a time, until there is anybody; those `seen` are passed.
        """
        # Who refused it under another claim has had this offer.
        found = Voorgedragen(_NIEMAND, _NOBODY, [], {*seen, *vrijkomst.geweigerd_door})
        while not len(found.rows):
            told = self._voordracht.of(t, vrijkomst.woning, doelgroep, found.seen)
            if told is None:
                break
            oordeel, looked_at = told
            found.bekeken += looked_at
            order = self._in_order(oordeel)
            for naam, marks in oordeel.beslag:
                order, full = self._with_room(t, vrijkomst, naam, order, marks[order])
                found.zonder_ruimte += full
            found.rows, found.accepts = oordeel.rows[order], oordeel.accepts[order]
            taking = [(naam, marks[order].tolist()) for naam, marks in oordeel.beslag if marks.any()]
            found.beslag = [[naam for naam, marks in taking if marks[i]] for i in range(len(order))]
        return found

    def _in_order(self, oordeel: Oordeel) -> Int64:
        """Who is offered the woning first, of those whom it fits."""
        order = np.arange(len(oordeel.rows))
        if self._werkwijze.volgorde == "best_passend":
            order = order[np.argsort(-oordeel.fit, kind="stable")]
        elif self._werkwijze.volgorde == "afwisselend":
            home = self._wereld.huishoudens.aanmelding_corporatie[oordeel.rows]
            turn = np.array([self._beurten.get(corporatie, 0) for corporatie in home.tolist()])
            order = order[np.lexsort((home, turn))]
        return order

    def _with_room(
        self, t: int, vrijkomst: Vrijkomst, naam: str, order: Int64, marks: NDArray[np.bool_]
    ) -> tuple[Int64, list[Stand]]:
        """Those of `order` for whom the accounts of policy `naam` have room where they take it, and which have none.

        Each refusal takes days, so that later in the order there may be none any more: a letting of next year.
        """
        boek = self._wereld.grootboek
        if not marks.any() and boek.stands_still(None, (naam,)):
            return order, []
        accounts = boek.accounts_for(t, vrijkomst.woning, marked=[naam])
        last = self._acceptance(t, vrijkomst, len(order) - 1)
        if not marks.any() or not boek.without_room(accounts, acceptatie=last):
            return order, []
        lacking = [boek.without_room(accounts, acceptatie=self._acceptance(t, vrijkomst, n)) for n in range(len(order))]
        passed = marks & np.array([bool(full) for full in lacking])
        if not passed.any():
            return order, []
        full = lacking[int(passed.argmax())]
        boek.note_lack(t, full, vrijkomst.nummer, Gepasseerd.kandidaat)
        return order[~passed], full

    def _note_refusals(self, t: int, vrijkomst: Vrijkomst, rows: Int64) -> None:
        vrijkomst.geweigerd_door |= set(rows.tolist())
        for row in self._wachtrij.refuse(t, rows):
            self._on_vervallen(t, row)

    def _acceptance(self, t: int, vrijkomst: Vrijkomst, refused: int = 0) -> int:
        """When who is next accepts a woning offered from `t` on, if `refused` more candidates refuse it."""
        weigeringen = len(vrijkomst.geweigerd_door) + refused
        beslistermijn = self._wereld.scenario.aanbod.frictieleegstand.beslistermijn
        return t + self._werkwijze.doorlooptijd + beslistermijn * (1 + weigeringen)

    def _keys(self, t: int, vrijkomst: Vrijkomst, refused: int = 0) -> int:
        """When the keys are, if nobody has to wait for support."""
        delays = self._wereld.scenario.aanbod.frictieleegstand
        ready = self._acceptance(t, vrijkomst, refused) + delays.sleutels_bemiddeling
        return max(ready, vrijkomst.einde + delays.tussen_huurders)

    def _let(self, t: int, vrijkomst: Vrijkomst, row: int, naam: str, rekeningen: list[Stand]) -> None:
        weigeringen, keys = len(vrijkomst.geweigerd_door), self._keys(t, vrijkomst)
        vorm, wacht = self._begeleiding.book(row, keys)
        vrijkomst.kanaal, vrijkomst.weigeringen = Kanaal.bemiddeling, weigeringen
        if self._wachtrij.leave(row):
            self._voordracht.leave(row)
        self._beurten[int(self._wereld.huishoudens.aanmelding_corporatie[row])] = (
            max(self._beurten.values(), default=0) + 1
        )
        toewijzing = Toewijzing(
            row,
            Kanaal.bemiddeling,
            self._beleid.namen.index(naam),
            self._acceptance(t, vrijkomst),
            keys + wacht,
            weigeringen + 1,
            0,
            begeleiding=vorm,
            wacht_op_begeleiding=wacht,
            rekeningen=rekeningen,
        )
        self._toewijzingen.decide(vrijkomst, toewijzing)

"""Directe bemiddeling: how a candidate who waits at the coordinatiepunt gets a freed woning."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from woonsim.agenda import Agenda
from woonsim.begrippen import Doelgroep, Gepasseerd, Kanaal
from woonsim.draw import Doel
from woonsim.gevoerd_beleid import Beleid
from woonsim.kolommen import Int64
from woonsim.proces.begeleiding import Begeleiding
from woonsim.proces.toewijzing import Toewijzingen
from woonsim.proces.wachtrij import Wachtrij
from woonsim.rijen import AangebodenWoningen, Rijen
from woonsim.stand import Stand
from woonsim.wereld import Toewijzing, Vrijkomst, Wereld

_NOBODY = np.zeros(0, dtype=np.bool_)


@dataclass
class Voorgedragen:
    """Who may have a freed woning, in order of offering; `beslag`: per candidate the policies whose room it takes."""

    rows: Int64
    beslag: list[list[str]] = field(default_factory=list)
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
        return len(self._wachtrij.waiting(doelgroep)) > 0

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
        w, candidates = self._wereld, voorgedragen.rows
        if not len(candidates):
            w.waarnemer.bemiddeling(t, vrijkomst, doelgroep, candidates, _NOBODY, _NOBODY)
            return False
        accepts = self._accepts(candidates, vrijkomst.woning)
        within = self._begeleiding.within_reach(candidates, accepts, lambda refused: self._keys(t, vrijkomst, refused))
        w.waarnemer.bemiddeling(t, vrijkomst, doelgroep, candidates, accepts, within)
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

    def find(self, t: int, vrijkomst: Vrijkomst, doelgroep: Doelgroep) -> Voorgedragen:
        """Those in the queue who may have the woning and take no room that is gone, in order of offering."""
        w = self._wereld
        queue = self._wachtrij.waiting(doelgroep)
        # Who refused it under another claim has had this offer.
        if vrijkomst.geweigerd_door:
            queue = queue[~np.isin(queue, list(vrijkomst.geweigerd_door))]
        if not len(queue):
            return Voorgedragen(queue)
        kandidaat, one = w.zoekenden(queue, t), np.zeros(1, dtype=np.int64)
        woning = AangebodenWoningen(w.woningen, one + vrijkomst.woning, one, w.huurgroei(t))
        offered = Rijen(woning, np.zeros(len(queue), dtype=np.int64))
        fit = self._beleid.bemiddeling(kandidaat, offered, t)
        fits = (fit > -np.inf) & self._beleid.selectie(kandidaat, offered, t)
        order, lacking = self._in_order(kandidaat, fit, fits), list[Stand]()
        beslag = self._beleid.beslag(kandidaat, offered, t)
        for naam, marks in beslag:
            order, full = self._with_room(t, vrijkomst, naam, order, marks[order])
            lacking += full
        marked = [[naam for naam, marks in beslag if marks[i]] for i in order]
        return Voorgedragen(queue[order], marked, lacking)

    def _in_order(self, kandidaat: Rijen, fit: NDArray[np.float64], fits: NDArray[np.bool_]) -> Int64:
        """Who of them fits, first who is offered the woning first."""
        order = np.flatnonzero(fits)
        if self._werkwijze.volgorde == "best_passend":
            order = order[np.argsort(-fit[order], kind="stable")]
        elif self._werkwijze.volgorde == "afwisselend":
            home = kandidaat.aanmelding_corporatie[order]
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

    def _accepts(self, candidates: Int64, woning: int) -> NDArray[np.bool_]:
        """Which of the candidates would accept the woning."""
        w = self._wereld
        key = np.array([w.vrijkomst_sleutel(woning)], dtype=np.uint64)
        u = w.draws.uniform(Doel.acceptatie, w.huishoudens.sleutel[candidates], key)
        return np.asarray(u < w.scenario.aanbod.acceptatiekans.bemiddeling)

    def _note_refusals(self, t: int, vrijkomst: Vrijkomst, rows: Int64) -> None:
        vrijkomst.geweigerd_door.update(rows.tolist())
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
        self._wachtrij.leave(row)
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

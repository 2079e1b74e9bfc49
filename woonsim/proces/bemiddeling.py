"""Directe bemiddeling: one pooled queue per doelgroep at the coordinatiepunt, the longest waiting first."""

from __future__ import annotations

import numpy as np

from woonsim.begrippen import Doelgroep, Kanaal
from woonsim.draw import Doel
from woonsim.grootboek import Stand
from woonsim.kolommen import Int64
from woonsim.plugins import Beleid
from woonsim.proces.toewijzing import Toewijzingen
from woonsim.rijen import Rijen
from woonsim.wereld import Toewijzing, Vrijkomst, Wereld


class Bemiddeling:
    """The queues of candidates, and how one of them gets a freed woning."""

    def __init__(self, wereld: Wereld, beleid: Beleid, toewijzingen: Toewijzingen) -> None:
        """Start with empty queues."""
        self._wereld, self._beleid, self._toewijzingen = wereld, beleid, toewijzingen
        self._queues: dict[Doelgroep, list[int]] = {doelgroep: [] for doelgroep in Doelgroep}

    def join(self, row: int) -> None:
        """Huishouden `row` waits for a woning, from its moment `gereed` on."""
        self._queues[Doelgroep(int(self._wereld.huishoudens.doelgroep[row]))].append(row)

    def mediate(
        self,
        t: int,
        vrijkomst: Vrijkomst,
        woning: Rijen,
        naam: str,
        doelgroep: Doelgroep,
        accounts: list[Stand],
        *,
        granted: bool = False,
    ) -> bool:
        """Offer the woning down the queue; whether somebody took it, from `accounts` of policy `naam`."""
        candidates, beslag = self._fitting(t, woning, doelgroep)
        w, h, aanbod = self._wereld, self._wereld.huishoudens, self._wereld.scenario.aanbod
        u = w.draws.uniform(Doel.acceptatie, h.sleutel[candidates], woning.vrijkomst)
        accepts = u[: len(candidates)] < aanbod.acceptatiekans.bemiddeling
        weigeringen = int(accepts.argmax()) if accepts.any() else len(candidates)
        h.weigeringen[candidates[:weigeringen]] += 1
        if weigeringen == len(candidates):
            return False
        row, marked = int(candidates[weigeringen]), beslag[weigeringen]
        delays = aanbod.frictieleegstand
        acceptance = t + delays.beslistermijn * (1 + weigeringen)
        keys = max(acceptance + delays.sleutels_bemiddeling, vrijkomst.einde + delays.tussen_huurders)
        vrijkomst.kanaal, vrijkomst.weigeringen = Kanaal.bemiddeling, weigeringen
        asked = [s for s in w.grootboek.accounts_for(None, bemiddeling=False, marked=marked) if s not in accounts]
        w.grootboek.grant(t, asked if granted else [*accounts, *asked], vrijkomst.nummer)
        self._queues[doelgroep].remove(row)
        regel = self._beleid.namen.index(naam)
        toewijzing = Toewijzing(
            row, Kanaal.bemiddeling, regel, acceptance, keys, weigeringen + 1, 0, rekeningen=[*accounts, *asked]
        )
        self._toewijzingen.decide(vrijkomst, toewijzing)
        return True

    def _fitting(self, t: int, woning: Rijen, doelgroep: Doelgroep) -> tuple[Int64, list[list[str]]]:
        """Rows of those in the queue who may have the woning and take no room that is gone, longest waiting first.

        Beside them, for each, the accounts on which its letting would take room.
        """
        w = self._wereld
        queue = np.array(self._queues[doelgroep], dtype=np.int64)
        if not len(queue):
            return queue, []
        queue = queue[np.lexsort((w.huishoudens.sleutel[queue], w.huishoudens.gereed[queue]))]
        kandidaat = w.zoekenden(queue, t)
        offered = woning.take(np.zeros(len(queue), dtype=np.int64))
        fits = self._beleid.selectie(kandidaat, offered, t)
        beslag = self._beleid.beslag(kandidaat, offered, t)
        for naam, marks in beslag:
            if not w.grootboek.has_room(w.grootboek.accounts_for(None, bemiddeling=False, marked=[naam])):
                fits &= ~marks
        return queue[fits], [[naam for naam, marks in beslag if marks[i]] for i in np.flatnonzero(fits)]

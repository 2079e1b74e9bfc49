"""Eerste reageerder: the first who comes, from outside the register, and may have a woning that nobody there took."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from woonsim.aangeboden_woningen import AangebodenWoningen
from woonsim.begrippen import Gepasseerd, Herkomst
from woonsim.bevolking import persons
from woonsim.draw import entity_key
from woonsim.gevoerd_beleid import Beleid
from woonsim.kolommen import Huishoudens
from woonsim.populate import draw_activiteit
from woonsim.rijen import Rijen
from woonsim.stand import Stand
from woonsim.vrijkomsten import Vrijkomst
from woonsim.wereld import Wereld
from woonsim.woningzoekenden import Woningzoekenden

_KOMEN = 20
"""How many come for a woning at one moment, one after another, before it is advertised again."""


class EersteReageerders:
    """Huishoudens from outside the register: lost to the register, not to the stock."""

    def __init__(self, wereld: Wereld, beleid: Beleid) -> None:
        """Let the policies of the run say who may have a woning."""
        self._wereld, self._beleid = wereld, beleid

    def first(self, t: int, vrijkomst: Vrijkomst, later: int, acceptance: int) -> tuple[int, list[Stand]] | None:
        """The row of the first who comes at `later` and may have the woning, and the accounts whose room it takes.

        To accept at `acceptance`; None when nobody who comes may have it, or there is no room for them.
        """
        w, asked = self._wereld, self._beleid.has("selectie") or self._beleid.has("beslag")
        columns = self._come(vrijkomst, later, _KOMEN if asked else 1)
        place, rekeningen = 0, list[Stand]()
        if asked:
            found = self._test(t, vrijkomst, later, acceptance, columns)
            if found is None:
                return None
            place, rekeningen = found
        one = {name: column[[place]] for name, column in columns.items()}
        activiteit = draw_activiteit(w.scenario, w.draws, one["sleutel"])
        return int(w.huishoudens.append(1, herkomst=int(Herkomst.regio), activiteit=activiteit, **one)[0]), rekeningen

    def _come(self, vrijkomst: Vrijkomst, later: int, n: int) -> dict[str, NDArray[Any]]:
        """The first `n` who come, as columns of `Huishoudens`."""
        w, s = self._wereld, self._wereld.scenario
        # The numbers follow from the vacancy, so that they are the same under every variant.
        sleutel = np.full(n, w.vrijkomst_sleutel(vrijkomst.woning), dtype=np.uint64)
        sleutel[1:] = entity_key("eerste_reageerder", sleutel[1:], np.full(n - 1, vrijkomst.rondes), np.arange(1, n))
        return persons(
            w.draws,
            "buiten_register",
            (sleutel >> np.uint64(1)).astype(np.int64),
            s.woningzoekenden.herkomst.regio.leeftijd,
            s.huurders.huishoudgrootte,
            s.huurders.inkomen,
            later,
        )

    def _test(
        self, t: int, vrijkomst: Vrijkomst, later: int, acceptance: int, columns: dict[str, NDArray[Any]]
    ) -> tuple[int, list[Stand]] | None:
        """Who of them is the first that the policies allow and that takes no room that is gone."""
        boek = self._wereld.grootboek
        wie, woning = self._seen(vrijkomst, later, columns)
        allowed = self._beleid.selectie(wie, woning, later)
        passed = np.zeros(len(allowed), dtype=np.bool_)
        accounts, lacking = [], list[Stand]()
        for naam, marks in self._beleid.beslag(wie, woning, later):
            mine = boek.accounts_for(t, vrijkomst.woning, marked=[naam], nieuw=vrijkomst.is_nieuw)
            full = boek.without_room(mine, acceptatie=acceptance)
            accounts.append((marks, mine))
            if full and (marks & allowed).any():
                passed |= marks & allowed
                lacking += full
        may = allowed & ~passed
        place = int(may.argmax()) if may.any() else len(may)
        if passed[:place].any():
            boek.note_lack(t, lacking, vrijkomst.nummer, Gepasseerd.reactie)
        if place == len(may):
            return None
        return place, [stand for marks, mine in accounts if marks[place] for stand in mine]

    def _seen(self, vrijkomst: Vrijkomst, later: int, columns: dict[str, NDArray[Any]]) -> tuple[Rijen, Rijen]:
        """Those who come, who are nobody in the world yet, and the woning as it is on offer, as policies see them."""
        w, n = self._wereld, len(columns["sleutel"])
        huishoudens = Huishoudens(n)
        rows = huishoudens.append(n, herkomst=int(Herkomst.regio), **columns)
        groei = w.huurgroei(later)
        wie = Woningzoekenden(huishoudens, rows, later, w.inkomensgroei(later), w.woningen, groei)
        woning, rondes, leeftijdslabel, advertentie = (
            np.full(n, number, dtype=np.int64)
            for number in (vrijkomst.woning, vrijkomst.rondes, vrijkomst.leeftijdslabel, vrijkomst.advertentie)
        )
        offered = AangebodenWoningen(w.woningen, woning, rondes, groei, leeftijdslabel, advertentie)
        return wie, offered

"""Maandbegin: what happens on the first day of each calendar month, for policies that ask for it."""

from __future__ import annotations

from collections.abc import Callable, Generator
from datetime import date

import numpy as np
import simpy

from woonsim.agenda import Agenda, Soort
from woonsim.begrippen import Zoekstatus
from woonsim.gevoerd_beleid import Beleid
from woonsim.proces.register import Register
from woonsim.wereld import Wereld


class Maandbegin:
    """Asks policies for the zoekpunten of who is registered, and lets candidates be looked at again."""

    def __init__(
        self,
        wereld: Wereld,
        agenda: Agenda,
        beleid: Beleid,
        register: Register,
        review: Callable[[int], None],
    ) -> None:
        """Begin each month with the zoekpunten, then `review` at that moment; only if a policy wants either."""
        self._wereld, self._agenda, self._beleid, self._register = wereld, agenda, beleid, register
        self._review = review
        if beleid.has("zoekpunten") or beleid.has("voorrang"):
            agenda.process(self._months())
        if beleid.has("zoekpunten"):
            wereld.wetten.append(self._laws)

    def _months(self) -> Generator[simpy.Event, None, None]:
        begin = self._wereld.kalender.begindatum
        for number in range(12 * self._wereld.kalender.jaren):
            years, months = divmod(begin.month - 1 + number, 12)
            at = self._wereld.kalender.minuten(date(begin.year + years, months + 1, 1))
            yield self._agenda.moment(Soort.maandbegin, at)
            if self._beleid.has("zoekpunten"):
                self._keep(at)
            if self._beleid.has("voorrang"):
                self._review(at)

    def _keep(self, t: int) -> None:
        """Ask for the zoekpunten, and count from nought for the next month."""
        self._register.bring_up_to(t)
        w, h = self._wereld, self._wereld.huishoudens
        rows = np.flatnonzero((h.zoekstatus != int(Zoekstatus.geen)) & ~h.bezet)
        punten = self._beleid.zoekpunten(w.zoekenden(rows, t), t)
        if punten is not None:
            h.zoekpunten[rows] = punten
        h.reacties_maand[:] = h.weigeringen_maand[:] = 0

    def _laws(self) -> dict[str, bool]:
        h = self._wereld.huishoudens
        outside = h.zoekstatus == Zoekstatus.geen
        return {
            "only who is registered has zoekpunten": not h.zoekpunten[outside].any(),
            "nobody has zoekpunten below nought": bool((h.zoekpunten >= 0).all()),
            "who refused had reacted": bool((h.weigeringen_maand <= h.reacties_maand).all()),
        }

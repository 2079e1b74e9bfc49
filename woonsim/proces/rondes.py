"""Rondes: who looks at the adverts of which round.

Each searching huishouden has its own next round (decision 11), drawn when the one before has passed. Once a quarter
everybody is asked who looks in it at all, and each round asks only those: its cost follows who looks, and one seeker
more disturbs nobody.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from woonsim.begrippen import Herkomst, Zoekstatus
from woonsim.draw import Doel
from woonsim.kolommen import GEEN, NOOIT, Int64, distinct
from woonsim.wereld import Wereld

_TERM = 13
"""Rounds whose lookers are sought together: a quarter of a year of weeks."""
_NEVER = 10**9
"""More rounds than there will be."""


class Rondes:
    """Draws for everybody who searches the next round in which it looks."""

    def __init__(self, wereld: Wereld) -> None:
        """Start before the first round, with nobody searching."""
        self._wereld = wereld
        self._closed = 0
        self._new: list[Int64] = []
        # Who may look in what is left of the present term, in row order.
        self._known = np.empty(0, dtype=np.int64)
        self._until = 0
        # The logarithm of the chance not to look in a round, by row: it stays what it is as long as a search lasts.
        self._rates = np.empty(0)
        wereld.wetten.append(self._laws)

    def _laws(self) -> dict[str, bool]:
        h = self._wereld.huishoudens
        missed = (h.zoekstatus == Zoekstatus.zoekend) & ~h.bezet & (h.ronde < self._closed)
        missed[np.concatenate([*self._new, self._known[:0]])] = False
        idle = (h.zoekstatus != Zoekstatus.zoekend) | h.bezet
        return {
            "who looks in a round was there when it closed": not missed.any(),
            "only who searches has a round": bool((h.ronde[idle] == GEEN).all()),
        }

    @property
    def closed(self) -> int:
        """The rounds that have closed."""
        return self._closed

    def begin(self, rows: Int64) -> None:
        """Huishoudens `rows` search from now on: the round that closes next can be their first."""
        self._new.append(rows)

    def kans(self, rows: Int64) -> NDArray[np.float64]:
        """The chance that each of `rows` looks at the adverts of a round."""
        h, kans = self._wereld.huishoudens, self._wereld.scenario.aanbod.reactiekans
        mean = np.where(h.herkomst[rows] == Herkomst.gemeente, kans.gemeente, kans.regio)
        return np.where(h.voorrang_tot[rows] > -NOOIT, kans.voorrang, np.minimum(mean * h.activiteit[rows], 1.0))

    def active(self) -> Int64:
        """Rows of those who look at the adverts of the round that closes now, in row order; plans their next."""
        h, number = self._wereld.huishoudens, self._closed
        if number == self._until:
            self._until += _TERM
            self._known = np.flatnonzero((h.ronde >= number) & (h.ronde < self._until))
        if self._new:
            self._begin(np.concatenate(self._new), number - 1)
            self._new.clear()
        self._closed += 1
        rows: Int64 = self._known[h.ronde[self._known] == number]
        h.n_ronde[rows] += 1
        self._plan(rows, number)
        return rows

    def _begin(self, rows: Int64, after: int) -> None:
        """Who of `rows` still searches looks for the first time later than in round `after`."""
        rows = rows[self._wereld.huishoudens.zoekstatus[rows] == Zoekstatus.zoekend]
        if len(self._wereld.huishoudens) > len(self._rates):
            self._rates = np.concatenate([self._rates, np.zeros(len(self._wereld.huishoudens))])
        with np.errstate(divide="ignore"):
            self._rates[rows] = np.log1p(-np.minimum(self.kans(rows), 1.0))
        self._plan(rows, after)
        soon = rows[self._wereld.huishoudens.ronde[rows] < self._until]
        self._known = distinct(np.concatenate([self._known, soon]))

    def _plan(self, rows: Int64, after: int) -> None:
        """Draw the next round in which each of `rows` looks, later than `after`: a geometric jump."""
        h, rates = self._wereld.huishoudens, self._rates[rows]
        h.ronde[rows] = after + 1
        # Who never misses a round needs no number.
        some = np.flatnonzero(rates > -np.inf)
        if len(some):
            jumps = rows[some]
            u = self._wereld.draws.uniform(Doel.ronde, h.sleutel[jumps], h.n_zoek[jumps], h.n_ronde[jumps])
            with np.errstate(divide="ignore"):
                gap = np.minimum(np.log(u) / rates[some], _NEVER)
            h.ronde[jumps] += gap.astype(h.ronde.dtype)

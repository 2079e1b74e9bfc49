"""Rondes: who looks at the adverts of which round.

Each searching huishouden has its own next round (decision 11), drawn when the one before has passed: the cost of a
round follows who looks, and one seeker more disturbs nobody. Who does not search, or has accepted a woning, has none.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from woonsim.begrippen import Herkomst, Zoekstatus
from woonsim.draw import Doel
from woonsim.kolommen import GEEN, NOOIT, Int64, Narrow
from woonsim.wereld import Wereld

_NEVER = 10**9
"""More rounds than there will be."""


class Rondes:
    """Draws for everybody who searches the next round in which it looks."""

    def __init__(self, wereld: Wereld) -> None:
        """Start before the first round, with nobody searching."""
        self._wereld = wereld
        self._closed = 0
        self._new: list[Int64] = []
        # The logarithm of the chance not to look in a round, by row: it stays what it is as long as a search lasts.
        self._rates = np.empty(0)
        wereld.wetten.append(self._laws)

    def _laws(self) -> dict[str, bool]:
        h = self._wereld.huishoudens
        missed = (h.zoekstatus == Zoekstatus.zoekend) & ~h.bezet & (h.ronde < self._closed)
        for rows in self._new:
            missed[rows] = False
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
        if self._new:
            self._begin(np.concatenate(self._new), number - 1)
            self._new.clear()
        self._closed += 1
        rows = np.flatnonzero(h.ronde == number)
        looked = h.n_ronde[rows] + 1
        h.n_ronde[rows] = looked
        self._plan(rows, number, looked)
        return rows

    def _begin(self, rows: Int64, after: int) -> None:
        """Who of `rows` still searches looks for the first time later than in round `after`."""
        h = self._wereld.huishoudens
        rows = rows[(h.zoekstatus[rows] == Zoekstatus.zoekend) & ~h.bezet[rows]]
        if len(h) > len(self._rates):
            self._rates = np.concatenate([self._rates, np.zeros(len(h))])
        with np.errstate(divide="ignore"):
            self._rates[rows] = np.log1p(-np.minimum(self.kans(rows), 1.0))
        self._plan(rows, after, h.n_ronde[rows])

    def _plan(self, rows: Int64, after: int, looked: Narrow) -> None:
        """Draw the next round in which each of `rows`, who looked so often, looks: a geometric jump from `after`."""
        h, rates = self._wereld.huishoudens, self._rates[rows]
        some = np.flatnonzero(rates > -np.inf)
        if len(some) < len(rows):
            # Who never misses a round needs no number.
            h.ronde[rows] = after + 1
            rows, looked, rates = rows[some], looked[some], rates[some]
        if len(rows):
            u = self._wereld.draws.uniform(Doel.ronde, h.sleutel[rows], h.n_zoek[rows], looked)
            with np.errstate(divide="ignore"):
                gap = np.minimum(np.log(u) / rates, _NEVER)
            h.ronde[rows] = gap.astype(np.int64) + (after + 1)

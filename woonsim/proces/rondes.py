"""Rondes: who looks at the adverts of which round.

Each searching huishouden has its own next round (decision 11), drawn when the one before has passed. Those of a
round wait together in a bucket: its cost follows who looks, and one seeker more disturbs nobody.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from woonsim.begrippen import Herkomst, Zoekstatus
from woonsim.draw import Doel
from woonsim.kolommen import NOOIT, Int64
from woonsim.proces.buckets import Buckets
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
        cycle = wereld.scenario.aanbod.advertentiecyclus
        self._looks = Buckets(wereld.kalender.looptijd // cycle if isinstance(cycle, int) else None)

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
            new = self._searching(np.concatenate(self._new))
            self._new.clear()
            self._plan(new, number - 1)
        self._closed += 1
        rows = self._looks.take(number)
        rows = self._searching(rows[h.ronde[rows] == number])
        rows = rows[~h.bezet[rows]]
        h.n_ronde[rows] += 1
        self._plan(rows, number)
        return rows

    def _searching(self, rows: Int64) -> Int64:
        searching: Int64 = rows[self._wereld.huishoudens.zoekstatus[rows] == Zoekstatus.zoekend]
        return searching

    def _plan(self, rows: Int64, after: int) -> None:
        """Draw the next round in which each of `rows` reacts, later than `after`: a geometric jump."""
        if not len(rows):
            return
        h, p = self._wereld.huishoudens, self.kans(rows)
        u = self._wereld.draws.uniform(Doel.ronde, h.sleutel[rows], h.n_zoek[rows], h.n_ronde[rows])
        with np.errstate(divide="ignore"):
            gap = np.where(p >= 1.0, 0.0, np.log(u) / np.log1p(-np.minimum(p, 1.0 - 1e-16)))
        ronde = after + 1 + np.minimum(np.floor(np.where(p > 0, gap, _NEVER)), _NEVER).astype(np.int64)
        h.ronde[rows] = ronde
        self._looks.put(rows, ronde)

"""Voordracht: who of those who wait may have which of the woningen of one moment, as the policies say.

Policies are asked about many pairs at once: the woningen that are given a channel at this moment, and the first of a
queue. What they answer about a pair depends on no other pair, and nothing they see changes within the moment.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

import numpy as np
from numpy.typing import NDArray

from woonsim.begrippen import Doelgroep
from woonsim.draw import Doel
from woonsim.gevoerd_beleid import Beleid
from woonsim.kolommen import Int64
from woonsim.rijen import AangebodenWoningen, Rijen
from woonsim.waarnemer import Waarnemer
from woonsim.wereld import Wereld

_STUK = 64
"""How many of a queue are looked at together, where its order is that of waiting."""


@dataclass
class Oordeel:
    """What is said of some candidates and one woning, or (with a dimension more) of several woningen."""

    rows: Int64
    fit: NDArray[np.float64]
    fits: NDArray[np.bool_]
    accepts: NDArray[np.bool_]
    beslag: list[tuple[str, NDArray[np.bool_]]]
    """Per policy: who would take room on its accounts."""

    def of(self, woning: int, places: Sequence[int]) -> Oordeel:
        """The part about one woning and the candidates at `places`."""
        return Oordeel(
            self.rows[places],
            self.fit[woning, places],
            self.fits[woning, places],
            self.accepts[woning, places],
            [(naam, marks[woning, places]) for naam, marks in self.beslag],
        )

    def beside(self, other: Oordeel) -> Oordeel:
        """What is said of these candidates and of those of `other`, about the same woningen."""
        marks = zip(self.beslag, other.beslag, strict=True)
        return Oordeel(
            np.concatenate([self.rows, other.rows]),
            np.hstack([self.fit, other.fit]),
            np.hstack([self.fits, other.fits]),
            np.hstack([self.accepts, other.accepts]),
            [(naam, np.hstack([mine, more])) for (naam, mine), (_, more) in marks],
        )


@dataclass
class _Blok:
    """What is known at one moment of one queue: the places of its woningen and of its candidates."""

    t: int
    woningen: dict[int, int]
    oordeel: Oordeel
    kandidaten: dict[int, int] = field(init=False)

    def __post_init__(self) -> None:
        """Know where the candidates are."""
        self.kandidaten = {row: i for i, row in enumerate(self.oordeel.rows.tolist())}

    def add(self, other: Oordeel) -> None:
        """More candidates."""
        self.oordeel = self.oordeel.beside(other)
        self.__post_init__()


class Voordracht:
    """Asks the policies who may have which woning, and keeps what they said for the rest of the moment."""

    def __init__(self, wereld: Wereld, beleid: Beleid, *, whole: bool) -> None:
        """Look at `whole` queues, or at the first of them and further when nobody there takes the woning."""
        self._wereld, self._beleid = wereld, beleid
        self._size = None if whole else _STUK
        self._is_heard = type(wereld.waarnemer).claim is not Waarnemer.claim
        """Whether who watches wants to hear of each woning when it has its turn."""
        self._moment = (-1, list[int]())
        self._blokken: dict[Doelgroep, _Blok] = {}

    def open(self, t: int, woningen: list[int]) -> None:
        """These woningen will be given a channel at `t`, in this order."""
        self._moment = (t, woningen)
        self._blokken.clear()

    def of(self, t: int, woning: int, doelgroep: Doelgroep, queue: Int64, seen: Collection[int]) -> Oordeel:
        """What is said of the woning and the first of `queue`, but for those already `seen`."""
        end = len(queue) if self._size is None else self._size + len(seen)
        rows = [row for row in queue[:end].tolist() if row not in seen]
        blok = self._blok(t, woning, doelgroep, rows)
        if rows[0] not in blok.kandidaten:
            blok.add(self._ask(t, list(blok.woningen), [row for row in rows if row not in blok.kandidaten]))
        known = takewhile(blok.kandidaten.__contains__, rows)
        return blok.oordeel.of(blok.woningen[woning], [blok.kandidaten[row] for row in known])

    def _blok(self, t: int, woning: int, doelgroep: Doelgroep, rows: list[int]) -> _Blok:
        """What is known of this queue and the woning; if nothing is, `rows` are asked about."""
        blok = self._blokken.get(doelgroep)
        if blok is None or blok.t != t or woning not in blok.woningen:
            woningen = self._from(t, woning)
            blok = _Blok(t, {one: i for i, one in enumerate(woningen)}, self._ask(t, woningen, rows))
            self._blokken[doelgroep] = blok
        return blok

    def _from(self, t: int, woning: int) -> list[int]:
        """The woning and those after it at this moment."""
        moment, woningen = self._moment
        if self._is_heard or moment != t or woning not in woningen:
            return [woning]
        return woningen[woningen.index(woning) :]

    def _ask(self, t: int, woningen: list[int], rows: list[int]) -> Oordeel:
        w, n, m = self._wereld, len(woningen), len(rows)
        kandidaat = w.zoekenden(np.array(rows), t).take(np.tile(np.arange(m), n))
        asked, none = np.array(woningen), np.zeros(n, dtype=np.int64)
        woning = Rijen(AangebodenWoningen(w.woningen, asked, none, w.huurgroei(t)), np.repeat(np.arange(n), m))
        fit = self._beleid.bemiddeling(kandidaat, woning, t)
        fits = (fit > -np.inf) & self._beleid.selectie(kandidaat, woning, t)
        beslag = self._beleid.beslag(kandidaat, woning, t)
        accepts = w.draws.uniform(Doel.acceptatie, kandidaat.sleutel, woning.vrijkomst)
        return Oordeel(
            np.array(rows),
            fit.reshape(n, m),
            fits.reshape(n, m),
            (accepts < w.scenario.aanbod.acceptatiekans.bemiddeling).reshape(n, m),
            [(naam, marks.reshape(n, m)) for naam, marks in beslag],
        )

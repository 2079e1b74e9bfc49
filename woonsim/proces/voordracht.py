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
from woonsim.proces.wachtrij import Wachtrij
from woonsim.rijen import AangebodenWoningen, Rijen
from woonsim.wereld import Wereld

_EERST, _VERDER = 16, 256
"""How many of a queue are looked at first, and then at a time, where its order is that of waiting."""


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


_NOBODY = Oordeel(
    np.zeros(0, dtype=np.int64), np.zeros(0), np.zeros(0, dtype=np.bool_), np.zeros(0, dtype=np.bool_), []
)


@dataclass
class _Blok:
    """What is known at one moment: the places of its woningen and of the candidates that were asked about."""

    t: int
    woningen: dict[int, int]
    oordeel: Oordeel
    kandidaten: dict[int, int] = field(init=False)

    def __post_init__(self) -> None:
        """Know where the candidates are."""
        self.kandidaten = {row: i for i, row in enumerate(self.oordeel.rows.tolist())}


class Voordracht:
    """Asks the policies who may have which woning, and keeps what they said for the rest of the moment."""

    def __init__(self, wereld: Wereld, beleid: Beleid, wachtrij: Wachtrij, *, whole: bool) -> None:
        """Look at `whole` queues, or at the first of them and further when nobody there takes the woning."""
        self._wereld, self._beleid, self._wachtrij, self._is_whole = wereld, beleid, wachtrij, whole
        self._moment = (-1, list[int](), set[Doelgroep]())
        self._known: _Blok | None = None
        self._further: _Blok | None = None

    def open(self, t: int, woningen: list[int], doelgroepen: set[Doelgroep]) -> None:
        """These woningen will be given a channel at `t`, in this order; they are claimed for these doelgroepen."""
        self._moment, self._known, self._further = (t, woningen, doelgroepen), None, None

    def of(self, t: int, woning: int, doelgroep: Doelgroep, seen: Collection[int]) -> Oordeel:
        """What is said of the woning and the first of the queue who have not been `seen`; nobody if all have."""
        rows = self._first(doelgroep, _VERDER, seen)
        if not rows:
            return _NOBODY
        blok = self._blok(t, woning, doelgroep)
        if rows[0] not in blok.kandidaten:
            blok = self._rest(t, woning, doelgroep, rows, set(blok.kandidaten))
        known = takewhile(blok.kandidaten.__contains__, rows)
        return blok.oordeel.of(blok.woningen[woning], [blok.kandidaten[row] for row in known])

    def _rest(self, t: int, woning: int, doelgroep: Doelgroep, rows: list[int], heads: set[int]) -> _Blok:
        """What is known of one woning and `rows`; if nothing is, all behind the `heads` of queues are asked about."""
        blok = self._further
        if blok is not None and blok.t == t and woning in blok.woningen:
            if rows[0] in blok.kandidaten:
                return blok
        else:
            queues = sorted({doelgroep, *self._from(t, woning, doelgroep)[1]})
            rows = [row for one in queues for row in self._first(one, _VERDER) if row not in heads]
        self._further = _Blok(t, {woning: 0}, self._ask(t, [woning], rows))
        return self._further

    def _first(self, doelgroep: Doelgroep, n: int, seen: Collection[int] = ()) -> list[int]:
        """The first `n` of a queue who have not been `seen`, or all where the order is another."""
        queue = self._wachtrij.waiting(doelgroep)
        if self._is_whole:
            n = len(queue)
        return [row for row in queue[: n + len(seen)].tolist() if row not in seen][:n]

    def _blok(self, t: int, woning: int, doelgroep: Doelgroep) -> _Blok:
        """What is known of the woning; if nothing is, the first of every queue it is claimed for are asked about."""
        blok = self._known
        if blok is None or blok.t != t or woning not in blok.woningen:
            woningen, doelgroepen = self._from(t, woning, doelgroep)
            rows = [row for one in sorted(doelgroepen) for row in self._first(one, _EERST)]
            blok = _Blok(t, {one: i for i, one in enumerate(woningen)}, self._ask(t, woningen, rows))
            self._known = blok
        return blok

    def _from(self, t: int, woning: int, doelgroep: Doelgroep) -> tuple[list[int], set[Doelgroep]]:
        """The woning and those after it at this moment, and the doelgroepen that they are claimed for."""
        moment, woningen, doelgroepen = self._moment
        if moment != t or woning not in woningen:
            return [woning], {doelgroep}
        return woningen[woningen.index(woning) :], doelgroepen

    def _ask(self, t: int, woningen: list[int], rows: list[int]) -> Oordeel:
        w, n, m = self._wereld, len(woningen), len(rows)
        kandidaat = w.zoekenden(np.array(rows), t)
        if n > 1:
            kandidaat = kandidaat.take(np.tile(np.arange(m), n))
        asked, none = np.array(woningen), np.zeros(n, dtype=np.int64)
        woning = Rijen(AangebodenWoningen(w.woningen, asked, none, w.huurgroei(t)), np.repeat(np.arange(n), m))
        fit = self._beleid.bemiddeling(kandidaat, woning, t)
        fits = (fit > -np.inf) & self._beleid.selectie(kandidaat, woning, t)
        beslag = self._beleid.beslag(kandidaat, woning, t)
        w.waarnemer.voordracht(t)
        accepts = w.draws.uniform(Doel.acceptatie, kandidaat.sleutel, woning.vrijkomst)
        return Oordeel(
            np.array(rows),
            fit.reshape(n, m),
            fits.reshape(n, m),
            (accepts < w.scenario.aanbod.acceptatiekans.bemiddeling).reshape(n, m),
            [(naam, marks.reshape(n, m)) for naam, marks in beslag],
        )

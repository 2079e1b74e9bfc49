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
"""How many of a queue are offered a woning first, and then at a time, where its order is that of waiting."""
_PAREN = 2**15
"""Pairs that policies are asked about together."""


@dataclass
class Oordeel:
    """What is said of some candidates and one woning, or (with a dimension more) of several woningen."""

    rows: Int64
    fit: NDArray[np.float64]
    fits: NDArray[np.bool_]
    accepts: NDArray[np.bool_]
    """Who fits and would accept it."""
    beslag: list[tuple[str, NDArray[np.bool_]]]
    """Per policy: who fits and would take room on its accounts."""

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
    queues: dict[Doelgroep, slice]
    """The places of the candidates of each queue."""
    eersten: set[int] = field(default_factory=set)
    """Who stood in front."""
    kandidaten: dict[int, int] = field(init=False)
    passend: dict[Doelgroep, Int64] = field(init=False)
    """Of each queue, by place of the woning, how many it fits who have not left."""

    def __post_init__(self) -> None:
        """Know where the candidates are."""
        self.kandidaten = {row: i for i, row in enumerate(self.oordeel.rows.tolist())}
        fits = self.oordeel.fits
        self.passend = {doelgroep: fits[:, part].sum(axis=1) for doelgroep, part in self.queues.items()}

    def leave(self, row: int) -> None:
        """A candidate is offered nothing more."""
        place = self.kandidaten.get(row)
        if place is None:
            return
        for doelgroep, part in self.queues.items():
            if part.start <= place < part.stop:
                self.passend[doelgroep] -= self.oordeel.fits[:, place]


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

    def reaches(self, t: int, woning: int, doelgroep: Doelgroep) -> bool:
        """Whether the woning fits anybody in the queue, or anybody who has not been asked about."""
        blok = self._blok(t, woning, doelgroep)
        if blok.passend[doelgroep][blok.woningen[woning]] > 0:
            return True
        part = blok.queues[doelgroep]
        return not self._is_whole and part.stop - part.start >= _VERDER

    def leave(self, row: int) -> None:
        """Candidate `row` has a woning: it is offered nothing more."""
        if self._known is not None:
            self._known.leave(row)

    def of(self, t: int, woning: int, doelgroep: Doelgroep, seen: Collection[int]) -> Oordeel:
        """What is said of the woning and the first of the queue who have not been `seen`; nobody if all have."""
        rows = self._first(doelgroep, _VERDER, seen)
        if not rows:
            return _NOBODY
        blok = self._blok(t, woning, doelgroep)
        if rows[0] not in blok.kandidaten:
            blok = self._rest(t, woning, doelgroep, rows)
        in_front = rows[0] in blok.eersten
        known = takewhile(lambda row: row in blok.kandidaten and (row in blok.eersten) == in_front, rows)
        return blok.oordeel.of(blok.woningen[woning], [blok.kandidaten[row] for row in known])

    def _rest(self, t: int, woning: int, doelgroep: Doelgroep, rows: list[int]) -> _Blok:
        """What is known of one woning and `rows`, who stand further back."""
        blok = self._further
        if blok is None or blok.t != t or woning not in blok.woningen or rows[0] not in blok.kandidaten:
            blok = self._further = self._ask(t, [woning], {doelgroep: rows})
        return blok

    def _first(self, doelgroep: Doelgroep, n: int, seen: Collection[int] = ()) -> list[int]:
        """The first `n` of a queue who have not been `seen`, or all where the order is another."""
        queue = self._wachtrij.waiting(doelgroep)
        if self._is_whole:
            n = len(queue)
        if not seen:
            first: list[int] = queue[:n].tolist()
            return first
        return [row for row in queue[: n + len(seen)].tolist() if row not in seen][:n]

    def _blok(self, t: int, woning: int, doelgroep: Doelgroep) -> _Blok:
        """What is known of the woning; if nothing is, the first of every queue it is claimed for are asked about."""
        blok = self._known
        if blok is None or blok.t != t or woning not in blok.woningen or doelgroep not in blok.queues:
            woningen, doelgroepen = self._from(t, woning, doelgroep)
            queues = {one: self._first(one, _VERDER) for one in sorted(doelgroepen)}
            most = max(_PAREN // max(sum(map(len, queues.values())), 1), 1)
            blok = self._known = self._ask(t, woningen[:most], queues)
            if not self._is_whole:
                blok.eersten = {row for rows in queues.values() for row in rows[:_EERST]}
        return blok

    def _from(self, t: int, woning: int, doelgroep: Doelgroep) -> tuple[list[int], set[Doelgroep]]:
        """The woning and those after it at this moment, and the doelgroepen that they are claimed for."""
        moment, woningen, doelgroepen = self._moment
        if moment != t or woning not in woningen or doelgroep not in doelgroepen:
            return [woning], {doelgroep}
        return woningen[woningen.index(woning) :], doelgroepen

    def _ask(self, t: int, woningen: list[int], queues: dict[Doelgroep, list[int]]) -> _Blok:
        w, parts, rows = self._wereld, dict[Doelgroep, slice](), list[int]()
        for doelgroep, queue in queues.items():
            parts[doelgroep] = slice(len(rows), len(rows) + len(queue))
            rows += queue
        asked, none = np.array(woningen), np.zeros(len(woningen), dtype=np.int64)
        kandidaat = w.zoekenden(np.array(rows, dtype=np.int64), t)
        woning = Rijen(AangebodenWoningen(w.woningen, asked, none, w.huurgroei(t)))
        oordeel = self._judge(t, kandidaat, woning, np.array(rows, dtype=np.int64))
        w.waarnemer.voordracht(t)
        return _Blok(t, {one: i for i, one in enumerate(woningen)}, oordeel, parts)

    def _judge(self, t: int, kandidaat: Rijen, woning: Rijen, rows: Int64) -> Oordeel:
        """What is said of every candidate and every woning; of pairs that do not fit, no more than that."""
        w, shape = self._wereld, (len(woning), len(kandidaat))
        pairs = (
            kandidaat.take(np.tile(np.arange(shape[1]), shape[0])),
            woning.take(np.repeat(np.arange(shape[0]), shape[1])),
        )
        fit = self._beleid.bemiddeling(*pairs, t)
        fits = (fit > -np.inf) & self._beleid.selectie(*pairs, t)
        fitting = np.flatnonzero(fits)
        h, a = np.divmod(fitting, max(shape[1], 1))
        pairs = kandidaat.take(a), woning.take(h)
        accepts = np.zeros(len(fits), dtype=np.bool_)
        u = w.draws.uniform(Doel.acceptatie, pairs[0].sleutel, pairs[1].vrijkomst)[: len(a)]
        accepts[fitting] = u < w.scenario.aanbod.acceptatiekans.bemiddeling
        beslag = []
        for naam, told in self._beleid.beslag(*pairs, t):
            marks = np.zeros(len(fits), dtype=np.bool_)
            marks[fitting] = told
            beslag.append((naam, marks.reshape(shape)))
        return Oordeel(rows, fit.reshape(shape), fits.reshape(shape), accepts.reshape(shape), beslag)

"""Voordracht: who of those who wait may have which of the woningen of one moment, as the policies say.

Policies are asked about many pairs at once: the woningen that are given a channel at this moment, and the first of a
queue as it stood when the moment began. What they answer about a pair depends on no other pair, and nothing they see
changes within the moment: how many pairs are asked about together decides nothing.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from woonsim.aangeboden_woningen import AangebodenWoningen
from woonsim.begrippen import Doelgroep
from woonsim.draw import Doel
from woonsim.gevoerd_beleid import Beleid
from woonsim.proces.wachtrij import Wachtrij
from woonsim.rijen import Rijen
from woonsim.waarnemer import Waarnemer
from woonsim.wereld import Wereld

_EERST, _VERDER = 16, 1024
"""How many of a queue are offered a woning first, and then at a time, where its order is that of waiting."""
_PAREN = 2**14
"""Pairs that policies are asked about together."""


@dataclass
class Passenden:
    """The first of a queue whom a woning fits, in the order of the queue: one value for each."""

    rows: list[int]
    fit: list[float]
    """How well it fits; empty where nothing depends on it."""
    accepts: list[int]
    """Who would accept it, 1 or 0."""
    beslag: list[tuple[str, list[int]]]
    """Per policy: whose letting would take room on its accounts, 1 or 0; empty if nobody's does.

    Policies of whose accounts nobody takes room, and that post nothing when they are looked at, are left out.
    """
    bekeken: list[int]
    """Who has been looked at for them, if somebody watches."""


@dataclass
class _Blok:
    """What policies said at one moment of some woningen and candidates: of each pair, by woning and then candidate."""

    t: int
    woningen: dict[int, int]
    """The place of each woning."""
    rows: list[int]
    """The candidates."""
    queues: dict[Doelgroep, slice]
    """The places of the candidates of each queue, in its order."""
    past: bytearray
    """Whether it fits a candidate who is still there: one byte for each pair, 1 or 0."""
    fit: NDArray[np.float64]
    accepts: bytes
    """Who fits and would accept it."""
    beslag: list[tuple[str, bytes]]
    """Per policy: who fits and would take room on its accounts; as of `Passenden`."""
    kandidaten: dict[int, int] = field(init=False)
    """By row the place of a candidate."""

    def __post_init__(self) -> None:
        """Know where the candidates are."""
        self.kandidaten = dict(zip(self.rows, range(len(self.rows)), strict=True))

    def leave(self, row: int) -> None:
        """A candidate is offered nothing more."""
        place = self.kandidaten.get(row)
        if place is not None:
            self.past[place :: len(self.rows)] = bytes(len(self.woningen))

    def fits_any(self, woning: int, doelgroep: Doelgroep) -> bool:
        """Whether the woning fits any candidate of a queue."""
        base, part = self.woningen[woning] * len(self.rows), self.queues[doelgroep]
        return self.past.find(1, base + part.start, base + part.stop) >= 0

    def fitting(self, woning: int, part: slice, seen: Collection[int]) -> list[int]:
        """Those of a part of the candidates whom the woning fits and who have not been `seen`."""
        base, found = self.woningen[woning] * len(self.rows), list[int]()
        pair = self.past.find(1, base + part.start, base + part.stop)
        while pair >= 0:
            found.append(self.rows[pair - base])
            pair = self.past.find(1, pair + 1, base + part.stop)
        return [row for row in found if row not in seen] if seen else found

    def said_of(self, woning: int, rows: list[int], bekeken: list[int], *, by_fit: bool) -> Passenden:
        """What is said of the woning and of candidates `rows`, and if asked for, how well it fits."""
        base = self.woningen[woning] * len(self.rows)
        pairs = [base + self.kandidaten[row] for row in rows]
        return Passenden(
            rows,
            self.fit[pairs].tolist() if by_fit else [],
            [self.accepts[pair] for pair in pairs],
            [(naam, [marks[pair] for pair in pairs] if marks else []) for naam, marks in self.beslag],
            bekeken,
        )


class Voordracht:
    """Asks the policies who may have which woning, and keeps what they said for the rest of the moment."""

    def __init__(self, wereld: Wereld, beleid: Beleid, wachtrij: Wachtrij, *, whole: bool) -> None:
        """Look at `whole` queues, or at the first of them and further when nobody there takes the woning."""
        self._wereld, self._beleid, self._wachtrij, self._is_whole = wereld, beleid, wachtrij, whole
        self._moment = (-1, list[int](), set[Doelgroep]())
        self._known: _Blok | None = None
        self._queues: dict[Doelgroep, list[int]] = {}
        """The first of each queue as it stood when the moment began, as far as they have been asked for."""
        self._is_heard = type(wereld.waarnemer).bemiddeling is not Waarnemer.bemiddeling
        """Whether who watches wants to hear who was looked at."""

    def open(self, t: int, woningen: list[int], doelgroepen: set[Doelgroep]) -> None:
        """These woningen will be given a channel at `t`, in this order; they are claimed for these doelgroepen."""
        self._moment, self._known, self._queues = (t, woningen, doelgroepen), None, {}

    def reaches(self, t: int, woning: int, doelgroep: Doelgroep) -> bool:
        """Whether the woning fits anybody in the queue, or anybody who has not been asked about."""
        blok = self._blok(t, woning, doelgroep)
        return blok.fits_any(woning, doelgroep) or self._goes_on(doelgroep, blok)

    def leave(self, row: int) -> None:
        """Candidate `row` has a woning: it is offered nothing more."""
        if self._known is not None:
            self._known.leave(row)

    def of(self, t: int, woning: int, doelgroep: Doelgroep, seen: set[int]) -> Passenden | None:
        """The first of the queue whom the woning fits and who have not been `seen`; None if there is nobody.

        All who have been looked at for them have been seen then.
        """
        blok, looked_at = self._blok(t, woning, doelgroep), list[int]()
        while True:
            rows = self._first_fitting(t, woning, doelgroep, seen, blok)
            if self._is_heard:
                looked_at += self._looked_at(doelgroep, seen, rows, blok)
                seen.update(looked_at)
            if rows:
                seen.update(rows)
                return blok.said_of(woning, rows, looked_at, by_fit=self._is_whole)
            further = self._further(t, woning, doelgroep, seen, blok)
            if further is None:
                return None
            blok = further

    def _first_fitting(self, t: int, woning: int, doelgroep: Doelgroep, seen: set[int], blok: _Blok) -> list[int]:
        """Of a queue those whom the woning fits; in order of waiting those at its head, and only else the others."""
        part = blok.queues[doelgroep]
        if not self._is_whole and not self._wachtrij.has_moved(t):
            head = min(part.start + _EERST, part.stop)
            first = self._wachtrij.free(blok.fitting(woning, slice(part.start, head), seen))
            return first or self._wachtrij.free(blok.fitting(woning, slice(head, part.stop), seen))
        rows = self._wachtrij.in_order(t, blok.fitting(woning, part, seen))
        return rows if self._is_whole else self._in_front(doelgroep, rows, blok)

    def _in_front(self, doelgroep: Doelgroep, rows: list[int], blok: _Blok) -> list[int]:
        """The first of `rows`, as far as all or none of them stood at the head of the queue."""
        last = blok.queues[doelgroep].start + _EERST
        in_front = [blok.kandidaten[row] < last for row in rows]
        return rows[: in_front.index(not in_front[0])] if any(in_front) and not all(in_front) else rows

    def _looked_at(self, doelgroep: Doelgroep, seen: Collection[int], rows: list[int], blok: _Blok) -> list[int]:
        """Who stands in the queue up to those of `rows` and has not been seen."""
        queue = [row for row in self._wachtrij.waiting(doelgroep).tolist() if row in blok.kandidaten]
        if not self._is_whole and rows:
            last = blok.queues[doelgroep].start + _EERST
            if blok.kandidaten[rows[0]] < last:
                queue = [row for row in queue if blok.kandidaten[row] < last]
        return [row for row in queue if row not in seen]

    def _goes_on(self, doelgroep: Doelgroep, blok: _Blok) -> bool:
        """Whether there may be more in the queue than those who have been asked about."""
        part = blok.queues[doelgroep]
        return not self._is_whole and part.stop - part.start >= _VERDER

    def _further(self, t: int, woning: int, doelgroep: Doelgroep, seen: set[int], blok: _Blok) -> _Blok | None:
        """What is said of the woning and who stand behind all who have been asked about; None if nobody does."""
        if not self._goes_on(doelgroep, blok):
            return None
        seen.update(blok.kandidaten)
        rows = self._first(doelgroep, _VERDER, seen)
        return self._ask(t, [woning], {doelgroep: rows}) if rows else None

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
            queues = {one: self._at_opening(t, one) for one in sorted(doelgroepen)}
            most = max(_PAREN // max(sum(map(len, queues.values())), 1), 1)
            blok = self._known = self._ask(t, woningen[:most], queues)
            for row in set(blok.rows).difference(self._wachtrij.free(blok.rows)):
                blok.leave(row)
        return blok

    def _at_opening(self, t: int, doelgroep: Doelgroep) -> list[int]:
        """The first of a queue, with who left it since the moment began."""
        if t != self._moment[0]:
            return self._first(doelgroep, _VERDER)
        if doelgroep not in self._queues:
            self._queues[doelgroep] = self._first(doelgroep, _VERDER)
        return self._queues[doelgroep]

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
        woning = AangebodenWoningen(w.woningen, asked, none, w.huurgroei(t))
        blok = _Blok(t, {one: i for i, one in enumerate(woningen)}, rows, parts, *self._judge(t, kandidaat, woning))
        w.waarnemer.voordracht(t)
        return blok

    def _judge(
        self, t: int, kandidaat: Rijen, woning: Rijen
    ) -> tuple[bytearray, NDArray[np.float64], bytes, list[tuple[str, bytes]]]:
        """What is said of every candidate and every woning; of pairs that do not fit no more is asked."""
        w, shape = self._wereld, (len(woning), len(kandidaat))
        pairs = (
            kandidaat if shape[0] == 1 else kandidaat.take(np.tile(np.arange(shape[1]), shape[0])),
            woning.take(np.repeat(np.arange(shape[0]), shape[1])),
        )
        fit = self._beleid.bemiddeling(*pairs, t)
        fits = (fit > -np.inf) & self._beleid.selectie(*pairs, t)
        fitting = np.flatnonzero(fits)
        h, a = np.divmod(fitting, max(shape[1], 1))
        pairs = kandidaat.take(a), woning.take(h)
        accepts, beslag = np.zeros(len(fits), dtype=np.bool_), []
        u = w.draws.uniform(Doel.acceptatie, pairs[0].sleutel, pairs[1].vrijkomst)[: len(fitting)]
        accepts[fitting] = u < w.scenario.aanbod.acceptatiekans.bemiddeling
        for naam, told in self._beleid.beslag(*pairs, t):
            if told.any():
                marks = np.zeros(len(fits), dtype=np.bool_)
                marks[fitting] = told
                beslag.append((naam, marks.tobytes()))
            elif not w.grootboek.stands_still(None, (naam,)):
                beslag.append((naam, b""))
        return bytearray(fits.tobytes()), fit, accepts.tobytes(), beslag

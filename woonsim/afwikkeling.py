"""Steps 4 and 5 of the advert round: woningen offer down their lists until no offer is open (decision 9)."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from woonsim.aanbodronde import Reacties
from woonsim.kolommen import Int64
from woonsim.stand import Stand


class Beslag(Protocol):
    """The accounts as a round sees them: it asks room for a letting beside those that it holds."""

    def lacking(self, h: int, marked: tuple[str, ...], beslissers: int) -> list[Stand]:
        """The accounts of the policies `marked` without room for a letting of woning `h`.

        So many decided on it before: each takes time, so that it counts later.
        """

    def hold(self, h: int, marked: tuple[str, ...], number: int) -> None:
        """The round holds this letting (`number` 1), or does so no longer (-1)."""


@dataclass(frozen=True)
class Uitslag:
    """How the round ended for one woning; `zoekende` is the winner's row in the round, -1 when unlet."""

    zoekende: int
    plaats: int
    reacties: int
    weigeringen: int
    ingetrokken: int
    extra: bool
    """The winner accepted only by a factor of a policy."""
    aangeboden: list[tuple[int, int]]
    """The rows of the reactions to which it came, from and up to."""
    beslag: tuple[str, ...]
    zonder_ruimte: Mapping[int, list[Stand]]
    """Rows in the round of those to whom it was not offered, and the accounts that had no room."""

    def geweigerd_door(self, reacties: Reacties) -> list[int]:
        """Rows in the round of those who refused it."""
        refused = [
            row
            for begin, end in self.aangeboden
            for row in reacties.zoekende[begin:end][~reacties.accepteert[begin:end]].tolist()
        ]
        return [row for row in refused if row not in self.zonder_ruimte] if self.zonder_ruimte else refused


@dataclass(frozen=True)
class Uitslagen:
    """How the round ended: the fields of `Uitslag`, one value per woning, or only where there is anything to say."""

    zoekende: Int64
    plaats: Int64
    reacties: Int64
    weigeringen: Int64
    ingetrokken: Int64
    extra: NDArray[np.bool_]
    aangeboden: Int64
    """Each time that a woning came down its list [times, 3]: the woning, and the rows from which and up to which."""
    beslag: Mapping[int, tuple[str, ...]]
    zonder_ruimte: Mapping[int, Mapping[int, list[Stand]]]

    def __len__(self) -> int:
        """The number of woningen."""
        return len(self.zoekende)

    @cached_property
    def _came(self) -> list[list[tuple[int, int]]]:
        """By woning the rows of the reactions to which it came, from and up to."""
        came: list[list[tuple[int, int]]] = [[] for _ in range(len(self))]
        for h, begin, end in self.aangeboden.tolist():
            came[h].append((begin, end))
        return came

    def __getitem__(self, h: int) -> Uitslag:
        """That of woning `h`."""
        return Uitslag(
            int(self.zoekende[h]),
            int(self.plaats[h]),
            int(self.reacties[h]),
            int(self.weigeringen[h]),
            int(self.ingetrokken[h]),
            bool(self.extra[h]),
            self._came[h],
            self.beslag.get(h, ()),
            self.zonder_ruimte.get(h, {}),
        )

    def __iter__(self) -> Iterator[Uitslag]:
        """That of each woning, in order."""
        return map(self.__getitem__, range(len(self)))

    @property
    def beslissers(self) -> Int64:
        """How many decided on each before the winner: they refused it, or took another."""
        return self.weigeringen + self.ingetrokken


class _Haltes:
    """Where the lists stop: at who accepts, or would take room. Everybody between two stops refuses."""

    def __init__(self, reacties: Reacties) -> None:
        self._reacties = reacties
        self.next_row: list[int] = reacties.begin[:-1].tolist()
        self._end: list[int] = reacties.begin[1:].tolist()
        # Bytes of which the next that is not 0 is found at once, and the same as a column.
        self._bytes = bytearray(len(reacties.accepteert))
        self._is_stop = np.frombuffer(self._bytes, dtype=np.bool_)
        self._looked_deeper = False
        self._find(slice(None))

    def _find(self, rows: Int64 | slice) -> None:
        """See which of these rows, that have been judged, are stops."""
        r = self._reacties
        self._is_stop[rows] = r.accepteert[rows]
        for _, marks in r.beslag:
            self._is_stop[rows] |= marks[rows]
        self._known: list[int] = (r.begin[:-1] + r.bekend).tolist()

    def _look_deeper(self, lijst: int) -> None:
        """Look four times as far down this list; the first time also down all others of which nobody known is left."""
        r, which = self._reacties, [lijst]
        if not self._looked_deeper:
            ends = enumerate(zip(self.next_row, self._known, self._end, strict=True))
            which = [i for i, (row, known, end) in ends if known < end and self._bytes.find(1, row, known) < 0]
            self._looked_deeper = True
        self._find(r.look(4 * r.bekend.item(lijst), np.array(which)))

    def advance(self, lijst: int) -> tuple[int, int]:
        """Go to the next stop of a list: its row, -1 at the end of the list; and how many refuse before it."""
        before = self.next_row[lijst]
        while (row := self._bytes.find(1, before, self._known[lijst])) < 0:
            if self._known[lijst] == self._end[lijst]:
                self.next_row[lijst] = self._end[lijst]
                return -1, self._end[lijst] - before
            self._look_deeper(lijst)
        self.next_row[lijst] = row + 1
        return row, row - before


class _Afwikkeling:
    """A round that is being settled: who holds what, and which woningen are still to be offered."""

    def __init__(self, reacties: Reacties, beslag: Beslag) -> None:
        self._reacties, self._beslag = reacties, beslag
        self._lijst = reacties.lijst_per_woning
        n = len(self._lijst)
        self._zoekende, self._rij = [-1] * n, [-1] * n
        self._weigeringen, self._ingetrokken = [0] * n, [0] * n
        self._marked: dict[int, tuple[str, ...]] = {}
        self._zonder_ruimte: dict[int, dict[int, list[Stand]]] = {}
        self._came: list[int] = []
        self._haltes = _Haltes(reacties)
        self._held: dict[int, tuple[float, int]] = {}
        self._open = deque(range(n))

    def run(self) -> Uitslagen:
        """Offer until nothing is open."""
        while self._open:
            h = self._open.popleft()
            begin = self._haltes.next_row[self._lijst[h]]
            self._offer(h)
            self._came += h, begin, self._haltes.next_row[self._lijst[h]]
        r, rows, lijst = self._reacties, np.array(self._rij), np.array(self._lijst)
        let = rows >= 0
        return Uitslagen(
            np.array(self._zoekende),
            np.where(let, rows - r.begin[lijst] + 1, 0),
            r.aantallen[lijst],
            np.array(self._weigeringen),
            np.array(self._ingetrokken),
            r.extra[rows] & let if let.any() else let,
            np.array(self._came).reshape(-1, 3),
            self._marked,
            self._zonder_ruimte,
        )

    def _offer(self, h: int) -> None:
        """Offer woning `h` down its list until somebody holds it."""
        r, lijst = self._reacties, self._lijst[h]
        while True:
            row, refused = self._haltes.advance(lijst)
            self._weigeringen[h] += refused
            if row < 0:
                return
            zoekende = r.zoekende.item(row)
            marked = tuple([naam for naam, marks in r.beslag if marks.item(row)])
            if marked and (full := self._without_room(h, marked, zoekende)):
                # No offer is made, so nothing is refused and no time is lost.
                self._zonder_ruimte.setdefault(h, {})[zoekende] = full
            elif not r.accepteert.item(row):
                self._weigeringen[h] += 1
            elif self._prefers(zoekende, r.score.item(row)):
                self._hold(h, row, zoekende, marked)
                return
            else:
                self._ingetrokken[h] += 1

    def _prefers(self, zoekende: int, score: float) -> bool:
        """Whether it would rather have a woning of this score than what it holds."""
        other = self._held.get(zoekende)
        return other is None or score < other[0]

    def _hold(self, h: int, row: int, zoekende: int, marked: tuple[str, ...]) -> None:
        """Let woning `h` to who stands in `row`; what it held goes on down its list."""
        other = self._held.get(zoekende)
        if other is not None:
            self._let_go(other[1])
        self._held[zoekende] = (self._reacties.score.item(row), h)
        self._zoekende[h], self._rij[h] = zoekende, row
        if marked:
            self._marked[h] = marked
            self._beslag.hold(h, marked, 1)

    def _let_go(self, h: int) -> None:
        """Who holds woning `h` takes another."""
        if marked := self._marked.pop(h, ()):
            self._beslag.hold(h, marked, -1)
        self._zoekende[h] = self._rij[h] = -1
        self._ingetrokken[h] += 1
        self._open.append(h)

    def _without_room(self, h: int, marked: tuple[str, ...], zoekende: int) -> list[Stand]:
        """The accounts without room; what `zoekende` holds itself it gives back when it takes this woning."""
        other = self._held.get(zoekende)
        own = self._marked.get(other[1], ()) if other else ()
        if other and own:
            self._beslag.hold(other[1], own, -1)
        full = self._beslag.lacking(h, marked, self._weigeringen[h] + self._ingetrokken[h])
        if other and own:
            self._beslag.hold(other[1], own, 1)
        return full


def settle(reacties: Reacties, beslag: Beslag) -> Uitslagen:
    """Steps 4-5: offer down each list until every woning is let or its list is exhausted."""
    if len(reacties.begin) == 2 and not reacties.beslag:
        return _settle_one_list(reacties, reacties.aantal)
    return _Afwikkeling(reacties, beslag).run()


def _settle_one_list(reacties: Reacties, n: int) -> Uitslagen:
    """The same for `n` woningen of one list without accounts: they go in order to who accept, in order."""
    size = int(reacties.begin[1])
    known = int(reacties.bekend[0])
    while len(takers := np.flatnonzero(reacties.accepteert[:known])[:n]) < n and known < size:
        reacties.look(4 * known)
        known = int(reacties.bekend[0])
    let = len(takers)
    zoekende, plaats, end = np.full(n, -1), np.zeros(n, dtype=np.int64), np.full(n, size)
    zoekende[:let], plaats[:let], end[:let] = reacties.zoekende[takers], takers + 1, takers + 1
    extra = np.zeros(n, dtype=np.bool_)
    extra[:let] = reacties.extra[takers]
    # From where, and up to where, each comes down the list; who is left over finds nobody.
    begin = np.zeros(n, dtype=np.int64)
    begin[1:] = end[:-1]
    weigeringen = end - begin
    weigeringen[:let] -= 1
    none = np.zeros(n, dtype=np.int64)
    aangeboden = np.stack((np.arange(n), begin, end), axis=1)
    return Uitslagen(zoekende, plaats, none + size, weigeringen, none, extra, aangeboden, {}, {})

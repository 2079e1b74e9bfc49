"""Steps 4 and 5 of the advert round: woningen offer down their lists until no offer is open (decision 9)."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import repeat
from types import MappingProxyType
from typing import Protocol

import numpy as np

from woonsim.aanbodronde import Reacties
from woonsim.stand import Stand


class Beslag(Protocol):
    """The accounts as a round sees them: it asks room for a letting beside those that it holds."""

    def lacking(self, h: int, marked: tuple[str, ...], beslissers: int) -> list[Stand]:
        """The accounts of the policies `marked` without room for a letting of woning `h`.

        So many decided on it before: each takes time, so that it counts later.
        """

    def hold(self, h: int, marked: tuple[str, ...], number: int) -> None:
        """The round holds this letting (`number` 1), or does so no longer (-1)."""


_NIEMAND: Mapping[int, list[Stand]] = MappingProxyType({})
"""What is said where everybody to whom a woning came was offered it."""


@dataclass(slots=True)
class Uitslag:
    """How the round ended for one woning; `zoekende` is the winner's row in the round, -1 when unlet."""

    zoekende: int = -1
    plaats: int = 0
    reacties: int = 0
    weigeringen: int = 0
    ingetrokken: int = 0
    beslag: tuple[str, ...] = ()
    zonder_ruimte: Mapping[int, list[Stand]] = field(default_factory=lambda: _NIEMAND)
    """Rows in the round of those to whom it was not offered, and the accounts that had no room."""
    extra: bool = False
    """The winner accepted only by a factor of a policy."""
    aangeboden: list[tuple[int, int]] = field(default_factory=list)
    """The rows of the reactions to which it came, from and up to."""

    @property
    def beslissers(self) -> int:
        """How many decided on it before the winner: they refused it, or took another."""
        return self.weigeringen + self.ingetrokken

    def geweigerd_door(self, reacties: Reacties) -> list[int]:
        """Rows in the round of those who refused it."""
        refused = [
            row
            for begin, end in self.aangeboden
            for row in reacties.zoekende[begin:end][~reacties.accepteert[begin:end]].tolist()
        ]
        return [row for row in refused if row not in self.zonder_ruimte] if self.zonder_ruimte else refused


class _Haltes:
    """Where the lists stop: at who accepts, or would take room. Everybody between two stops refuses."""

    def __init__(self, reacties: Reacties) -> None:
        self._reacties = reacties
        self.next_row: list[int] = reacties.begin[:-1].tolist()
        self.end: list[int] = reacties.begin[1:].tolist()
        self._find()

    def _find(self) -> None:
        r = self._reacties
        stops = r.accepteert.copy()
        for _, marks in r.beslag:
            stops |= marks
        rows = np.flatnonzero(stops)
        self._rows = [*rows.tolist(), len(stops)]
        self._place = np.searchsorted(rows, self.next_row).tolist()
        self._known = np.minimum(r.begin[:-1] + r.bekend, r.begin[1:]).tolist()

    def advance(self, lijst: int) -> tuple[int, int]:
        """Go to the next stop of a list: its row, -1 at the end of the list; and how many refuse before it."""
        before = self.next_row[lijst]
        while (row := self._rows[self._place[lijst]]) >= self._known[lijst]:
            if self._known[lijst] == self.end[lijst]:
                self.next_row[lijst] = self.end[lijst]
                return -1, self.end[lijst] - before
            self._reacties.look(4 * self._reacties.bekend)
            self._find()
        self._place[lijst] += 1
        self.next_row[lijst] = row + 1
        return row, row - before


class _Afwikkeling:
    """A round that is being settled: who holds what, and which woningen are still to be offered."""

    def __init__(self, reacties: Reacties, beslag: Beslag) -> None:
        self._reacties, self._beslag = reacties, beslag
        self._lijst = reacties.lijst_per_woning
        size = np.diff(reacties.begin).tolist()
        self.uitslagen = [Uitslag(reacties=size[lijst]) for lijst in self._lijst]
        self._haltes = _Haltes(reacties)
        self._held: dict[int, tuple[float, int]] = {}
        self._open = deque(range(len(self._lijst)))

    def run(self) -> None:
        while self._open:
            h = self._open.popleft()
            begin = self._haltes.next_row[self._lijst[h]]
            self._offer(h)
            self.uitslagen[h].aangeboden.append((begin, self._haltes.next_row[self._lijst[h]]))

    def _offer(self, h: int) -> None:
        """Offer woning `h` down its list until somebody holds it."""
        r, uitslag, lijst = self._reacties, self.uitslagen[h], self._lijst[h]
        while True:
            row, refused = self._haltes.advance(lijst)
            uitslag.weigeringen += refused
            if row < 0:
                return
            zoekende = int(r.zoekende[row])
            marked = tuple(naam for naam, marks in r.beslag if marks[row])
            if marked and (full := self._without_room(h, marked, zoekende)):
                # No offer is made, so nothing is refused and no time is lost.
                uitslag.zonder_ruimte = {**uitslag.zonder_ruimte, zoekende: full}
            elif not r.accepteert[row]:
                uitslag.weigeringen += 1
            elif self._prefers(zoekende, float(r.score[row])):
                self._hold(h, row, zoekende, marked)
                return
            else:
                uitslag.ingetrokken += 1

    def _prefers(self, zoekende: int, score: float) -> bool:
        """Whether it would rather have a woning of this score than what it holds."""
        other = self._held.get(zoekende)
        return other is None or score < other[0]

    def _hold(self, h: int, row: int, zoekende: int, marked: tuple[str, ...]) -> None:
        """Let woning `h` to who stands in `row`; what it held goes on down its list."""
        r, uitslag, other = self._reacties, self.uitslagen[h], self._held.get(zoekende)
        if other is not None:
            loser = self.uitslagen[other[1]]
            if loser.beslag:
                self._beslag.hold(other[1], loser.beslag, -1)
            loser.zoekende, loser.beslag = -1, ()
            loser.ingetrokken += 1
            self._open.append(other[1])
        self._held[zoekende] = (float(r.score[row]), h)
        uitslag.zoekende, uitslag.beslag, uitslag.extra = zoekende, marked, bool(r.extra[row])
        uitslag.plaats = row - int(r.begin[self._lijst[h]]) + 1
        if marked:
            self._beslag.hold(h, marked, 1)

    def _without_room(self, h: int, marked: tuple[str, ...], zoekende: int) -> list[Stand]:
        """The accounts without room; what `zoekende` holds itself it gives back when it takes this woning."""
        other = self._held.get(zoekende)
        own = self.uitslagen[other[1]].beslag if other else ()
        if other and own:
            self._beslag.hold(other[1], own, -1)
        full = self._beslag.lacking(h, marked, self.uitslagen[h].beslissers)
        if other and own:
            self._beslag.hold(other[1], own, 1)
        return full


def settle(reacties: Reacties, beslag: Beslag) -> list[Uitslag]:
    """Steps 4-5: offer down each list until every woning is let or its list is exhausted."""
    if len(reacties.begin) == 2 and not reacties.beslag:
        return _settle_one_list(reacties, len(reacties.lijst_per_woning))
    afwikkeling = _Afwikkeling(reacties, beslag)
    afwikkeling.run()
    return afwikkeling.uitslagen


def _settle_one_list(reacties: Reacties, n: int) -> list[Uitslag]:
    """The same for `n` woningen of one list without accounts: they go in order to who accept, in order."""
    size = int(reacties.begin[1])
    while len(takers := np.flatnonzero(reacties.accepteert[: reacties.bekend])[:n]) < n and reacties.bekend < size:
        reacties.look(4 * reacties.bekend)
    let, places = len(takers), takers.tolist()
    # From where, and up to where, each comes down the list; who is left over finds nobody.
    ends = [*(place + 1 for place in places), *repeat(size, n - let)]
    begins = [0, *ends[:-1]]
    refused = [end - begin - (h < let) for h, (begin, end) in enumerate(zip(begins, ends, strict=True))]
    nobody = repeat(-1, n - let)
    columns = (
        [*reacties.zoekende[takers].tolist(), *nobody],
        [*(place + 1 for place in places), *repeat(0, n - let)],
        repeat(size, n),
        refused,
        repeat(0, n),
        repeat((), n),
        repeat(_NIEMAND, n),
        [*reacties.extra[takers].tolist(), *repeat(False, n - let)],
        [[one] for one in zip(begins, ends, strict=True)],
    )
    return list(map(Uitslag, *columns))

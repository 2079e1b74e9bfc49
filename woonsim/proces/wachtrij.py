"""Wachtrij: who waits at the coordinatiepunt for a woning, and who has yet to be taken in."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable

import numpy as np

from woonsim.agenda import Agenda, Soort
from woonsim.begrippen import Doelgroep
from woonsim.hookspecs import Werkwijze
from woonsim.kalender import JAAR
from woonsim.kolommen import Int64
from woonsim.wereld import Wereld

MAAND = JAAR // 12
"""Minutes in a twelfth of a year."""
_Plaats = tuple[int, int, int]
"""Since when somebody waits, its key and its row: the order of the queue."""


class Wachtrij:
    """One queue per doelgroep, and before these who waits for intake, the longest waiting first.

    Ties are broken by the key of the huishouden. Who waits at begindatum has been taken in before.
    """

    def __init__(self, wereld: Wereld, agenda: Agenda, werkwijze: Werkwijze) -> None:
        """Start with nobody waiting."""
        self._wereld, self._agenda, self._werkwijze = wereld, agenda, werkwijze
        self._queues: dict[Doelgroep, list[_Plaats]] = {doelgroep: [] for doelgroep in Doelgroep}
        self._rows: dict[Doelgroep, Int64] = {}
        """Of each queue the rows, as far as they are known."""
        self._sinds: dict[int, int] = {}
        """From when somebody waiting counts as waiting, by row."""
        self._before_intake: list[int] = []
        self._maand, self._taken_in = -1, 0
        self._moved = -1
        """When somebody last lost its place and went to the back."""
        agenda.on(Soort.intake, self._intake)
        wereld.wetten.append(self._laws)

    def join(self, row: int) -> None:
        """Huishouden `row` reports; it waits from its moment `gereed` on."""
        gereed = int(self._wereld.huishoudens.gereed[row])
        self._sinds[row] = gereed
        if self._werkwijze.intakes_per_maand is None or gereed < 0:
            self._enter(row)
            return
        self._before_intake.append(row)
        # At the end of this instant: of all who report now, the longest waiting come first.
        self._agenda.plan(Soort.intake, self._agenda.now, 0)

    def _intake(self, t: int, _: list[int]) -> None:
        limit = self._werkwijze.intakes_per_maand
        assert limit is not None
        if t // MAAND > self._maand:
            self._maand, self._taken_in = t // MAAND, 0
        self._before_intake.sort(key=self._place)
        room = limit - self._taken_in
        taken, self._before_intake = self._before_intake[:room], self._before_intake[room:]
        for row in taken:
            self._enter(row)
        self._taken_in += len(taken)
        if self._before_intake:
            self._agenda.plan(Soort.intake, (self._maand + 1) * MAAND, 0)

    def _place(self, row: int) -> _Plaats:
        return self._sinds[row], int(self._wereld.huishoudens.sleutel[row]), row

    def _doelgroep(self, row: int) -> Doelgroep:
        return Doelgroep(int(self._wereld.huishoudens.doelgroep[row]))

    def _enter(self, row: int) -> None:
        """Huishouden `row` can be offered a woning from now on."""
        doelgroep = self._doelgroep(row)
        insort(self._queues[doelgroep], self._place(row))
        self._rows.pop(doelgroep, None)

    def _exit(self, row: int) -> None:
        """Huishouden `row` cannot be offered a woning any more, or loses its place in the queue."""
        doelgroep, place = self._doelgroep(row), self._place(row)
        queue = self._queues[doelgroep]
        number = bisect_left(queue, place)
        assert queue[number] == place
        del queue[number]
        self._rows.pop(doelgroep, None)

    def waiting(self, doelgroep: Doelgroep) -> Int64:
        """Rows of those who can be offered a woning, the longest waiting first."""
        rows = self._rows.get(doelgroep)
        if rows is None:
            rows = np.array([place[2] for place in self._queues[doelgroep]], dtype=np.int64)
            self._rows[doelgroep] = rows
        # Who also seeks in the adverts may have accepted there.
        return rows[~self._wereld.huishoudens.bezet[rows]] if len(rows) else rows

    def free(self, rows: Iterable[int]) -> list[int]:
        """Those of `rows` who wait still, and have not accepted a woning in the adverts."""
        sinds, bezet = self._sinds, self._wereld.huishoudens.bezet
        return [row for row in rows if row in sinds and not bezet[row]]

    def has_moved(self, t: int) -> bool:
        """Whether anybody went to the back at `t`: then the order is no longer that with which the moment began."""
        return self._moved == t

    def in_order(self, t: int, rows: list[int]) -> list[int]:
        """Those of `rows`, who stood in this order when moment `t` began, who wait still, in their order of now."""
        return sorted(self.free(rows), key=self._place) if self.has_moved(t) else self.free(rows)

    def has_anyone(self, doelgroep: Doelgroep) -> bool:
        """Whether anybody can be offered a woning."""
        queue, bezet = self._queues[doelgroep], self._wereld.huishoudens.bezet
        return bool(queue) and any(not bezet[row] for _, _, row in queue)

    def count(self, doelgroep: Doelgroep) -> int:
        """How many of a doelgroep have reported and wait, taken in or not."""
        return int((self._wereld.huishoudens.doelgroep[list(self._sinds)] == doelgroep).sum()) if self._sinds else 0

    def waits(self, row: int) -> bool:
        """Whether huishouden `row` waits, taken in or not."""
        return row in self._sinds

    def leave(self, row: int) -> bool:
        """Huishouden `row` does not wait any more; whether it did."""
        if row not in self._sinds:
            return False
        if row in self._before_intake:
            self._before_intake.remove(row)
        else:
            self._exit(row)
        del self._sinds[row]
        return True

    def refuse(self, t: int, rows: list[int]) -> list[int]:
        """`rows` refuse a woning at `t`: who did so too often loses its place; returns who left the queue."""
        weigeringen, maximum = self._wereld.huishoudens.weigeringen, self._werkwijze.maximum_weigeringen
        weigeringen[rows] += 1
        if maximum is None:
            return []
        often = [row for row in rows if weigeringen[row] % maximum == 0]
        if self._werkwijze.na_weigering == "vervalt":
            return [row for row in often if self.leave(row)]
        for row in often:
            self._exit(row)
            self._sinds[row] = self._moved = t
            self._enter(row)
        return []

    def _laws(self) -> dict[str, bool]:
        waiting = [row for queue in self._queues.values() for _, _, row in queue]
        everybody = sorted([*waiting, *self._before_intake])
        h, way = self._wereld.huishoudens, self._werkwijze
        vervalt = way.maximum_weigeringen is not None and way.na_weigering == "vervalt"
        return {
            "a candidate waits in one place": everybody == sorted(self._sinds),
            "who refused too often does not wait": not vervalt
            or bool((h.weigeringen[everybody] < (way.maximum_weigeringen or 0)).all()),
            "no more are taken in than the month has room for": self._taken_in <= (way.intakes_per_maand or 0),
        }

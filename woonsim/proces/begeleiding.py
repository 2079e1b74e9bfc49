"""Begeleiding: who is mediated and needs support gets it from the keys on, if there is capacity (lever L21).

A course of support is known once it is booked: it begins at the keys and tapers at drawn, keyed moments.
So the earliest moment at which there is room is a look-up among the courses that were booked. Somebody fits
if at every moment from then on at which anybody's use rises all that are in course together stay within the
fte of that moment. When there is less fte, who gets support keeps it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import fsum

import numpy as np
from numpy.typing import NDArray

from woonsim.agenda import Agenda, Soort
from woonsim.begrippen import Begeleidingsvorm
from woonsim.draw import Doel, choose, invert
from woonsim.feiten import STROMEN
from woonsim.kolommen import Int64
from woonsim.scenario.begeleiding import VORMEN
from woonsim.wereld import InvariantError, Wereld

_TOLERANCE = 1e-9
_FTE = -1
"""Key of a moment at which the capacity changes; the others are rows of huishoudens."""


@dataclass(frozen=True)
class Deel:
    """A stretch of one form of support, from `begin` until `einde` [minutes], that takes `fte`."""

    begin: int
    einde: int
    vorm: Begeleidingsvorm
    fte: float


class Begeleiding:
    """The capacity, the courses that take it, and who had to do without."""

    def __init__(self, wereld: Wereld, agenda: Agenda) -> None:
        """Start with nobody in support; without the section nobody needs it."""
        self._wereld, self._agenda, self._spec = wereld, agenda, wereld.scenario.begeleiding
        self._trajecten: dict[int, list[Deel]] = {}
        self._served: set[int] = set()
        self._without: set[int] = set()
        """Who was mediated and had to do without."""
        self._last: tuple[float, ...] = ()
        self._recorded_at = 0
        self._most = 0.0
        """The fte that may be in use: what there is, or what was in use when it became less."""
        agenda.on(Soort.begeleiding, self._change)
        if self._spec is None:
            return
        wereld.wetten.append(self._laws)
        later = [(wereld.kalender.minuten(row.datum), row.fte) for row in self._spec.fte_vanaf]
        self._fte = [(-1, self._spec.fte), *later]
        for at, _ in later:
            agenda.plan(Soort.begeleiding, at, _FTE)
        self._change(0, [_FTE])

    def needs(self, row: int) -> Begeleidingsvorm:
        """The form of support with which huishouden `row` should begin."""
        h, stroom = self._wereld.huishoudens, STROMEN[int(self._wereld.huishoudens.stroom[row])]
        shares = getattr(self._spec.nodig, stroom, None) if self._spec is not None else None
        # Who has been housed before has had what there was.
        if shares is None or h.n_huur[row] > 0:
            return Begeleidingsvorm.geen
        u = self._wereld.draws.uniform(Doel.begeleiding, h.sleutel[[row]])
        return Begeleidingsvorm(int(choose([shares[vorm.name] for vorm in Begeleidingsvorm], u)[0]))

    def within_reach(self, rows: Int64, accepts: NDArray[np.bool_], keys: Callable[[int], int]) -> NDArray[np.bool_]:
        """Which of the candidates `rows`, offered a woning in turn, can have support in time, if they must.

        `accepts` says who would accept, `keys` when the keys are after so many refusals.
        """
        within = np.ones(len(rows), dtype=np.bool_)
        if self._spec is None or self._spec.voorwaarde == "gewenst":
            return within
        refused = 0
        for place, row in enumerate(rows.tolist()):
            within[place] = self._earliest(row, keys(refused)) is not None
            if within[place] and accepts[place]:
                break
            refused += int(within[place])
        return within

    def book(self, row: int, keys: int, *, mediated: bool = True) -> tuple[Begeleidingsvorm, int]:
        """Support for huishouden `row`, housed at `keys` or somewhat later: the form, and by how much [minutes].

        Who was not `mediated` found the woning in the adverts: it waits for nothing, and gets support if there is any.
        """
        vorm = self.needs(row)
        if vorm is Begeleidingsvorm.geen:
            return vorm, 0
        begin = self._earliest(row, keys, waits=mediated)
        if begin is None:
            self._wereld.huishoudens.zonder_begeleiding[row] = True
            self._without |= {row} if mediated else set()
            return Begeleidingsvorm.geen, 0
        self._served.add(row)
        self._trajecten[row] = self._course(row, begin)
        for deel in self._trajecten[row]:
            self._agenda.plan(Soort.begeleiding, deel.begin, row)
            self._agenda.plan(Soort.begeleiding, deel.einde, row)
        return vorm, begin - keys

    def has(self, row: int) -> bool:
        """Whether huishouden `row` gets, or got, support."""
        return row in self._served

    def end(self, row: int, at: int) -> None:
        """Huishouden `row` leaves its woning at `at`: its support ends."""
        if row in self._trajecten:
            cut = (Deel(d.begin, min(d.einde, at), d.vorm, d.fte) for d in self._trajecten[row])
            self._trajecten[row] = [deel for deel in cut if deel.begin < deel.einde]
            self._agenda.plan(Soort.begeleiding, at, row)

    def _course(self, row: int, begin: int) -> list[Deel]:
        """The stretches of support that huishouden `row` needs if it begins at `begin`."""
        assert self._spec is not None
        course = []
        for naam in VORMEN[VORMEN.index(self.needs(row).name) :]:
            u = self._wereld.draws.uniform(Doel.afbouw, self._wereld.huishoudens.sleutel[[row]], Begeleidingsvorm[naam])
            einde = self._wereld.kalender.op_tijdstap(begin + int(invert(self._spec.afbouw[naam], u)[0]))
            if einde > begin:
                course.append(Deel(begin, einde, Begeleidingsvorm[naam], 1 / self._spec.clienten_per_fte[naam]))
            begin = einde
        return course

    def _earliest(self, row: int, keys: int, *, waits: bool = True) -> int | None:
        """The first moment from `keys` on, as long as a woning may wait, at which `row` can begin."""
        if self._spec is None or self.needs(row) is Begeleidingsvorm.geen:
            return keys
        now = self._agenda.now
        others = [deel for deel in self._delen() if deel.einde > now]
        last = keys + (self._spec.woning_wacht_hoogstens if waits else 0)
        changes = {deel.einde for deel in others} | {at for at, _ in self._fte}
        rises = sorted({after.begin for after in self._rises()})
        for begin in [keys, *sorted(at for at in changes if keys < at <= last)]:
            own = self._course(row, begin)
            moments = {deel.begin for deel in own} | {at for at in rises if at >= begin}
            if all(self._fits([*others, *own], at) for at in moments):
                return begin
        return None

    def _fits(self, delen: list[Deel], at: int) -> bool:
        return _use(delen, at) <= self._available(at) + _TOLERANCE

    def _delen(self) -> Iterator[Deel]:
        return (deel for course in self._trajecten.values() for deel in course)

    def _rises(self) -> Iterator[Deel]:
        """The stretches at which somebody begins to take more."""
        for course in self._trajecten.values():
            yield from course[:1]
            yield from (after for before, after in pairwise(course) if after.fte > before.fte)

    def _available(self, at: int) -> float:
        return next(fte for begin, fte in reversed(self._fte) if begin <= at)

    def _change(self, t: int, keys: list[int]) -> None:
        """Somebody's support begins, tapers or ends at `t`, or there is more or less of it."""
        self._trajecten = {row: course for row, course in self._trajecten.items() if course and course[-1].einde > t}
        available, delen = self._available(t), [deel for deel in self._delen() if deel.begin <= t < deel.einde]
        used = _use(delen, t)
        self._most = max(available, used if _FTE in keys else min(self._most, used))
        if used > self._most + _TOLERANCE:
            raise InvariantError(f"begeleiding: {used} fte in use of {available}")
        self._recorded_at = t
        row = (available, used, *(sum(deel.vorm.name == naam for deel in delen) for naam in VORMEN))
        if row != self._last:
            self._wereld.recorder.row("begeleiding", t, *row)
            self._last = row

    def _laws(self) -> dict[str, bool]:
        without = np.flatnonzero(self._wereld.huishoudens.zonder_begeleiding).tolist()
        used = _use(list(self._delen()), self._recorded_at)
        assert self._spec is not None
        vereist = self._spec.voorwaarde == "vereist"
        return {
            "no more fte in use than there is, or was when it became less": used <= self._most + _TOLERANCE,
            "nobody is mediated without support that is vereist": not (vereist and self._without),
            "who went without support has none": not any(self.has(row) for row in without),
        }


def _use(delen: list[Deel], at: int) -> float:
    return fsum(deel.fte for deel in delen if deel.begin <= at < deel.einde)

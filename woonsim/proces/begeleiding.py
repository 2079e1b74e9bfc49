"""Begeleiding: who is mediated and needs support gets it from the keys on, if there is capacity (lever L21).

A course of support is known once it is booked: it begins at the keys and tapers at drawn, keyed moments.
So the earliest moment at which there is room is a look-up among the courses that were booked. Somebody fits
if at every moment from then on at which anybody's use rises all that are in course together stay within the
fte of that moment. When there is less fte, who gets support keeps it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from woonsim.agenda import Agenda, Soort
from woonsim.begrippen import Begeleidingsvorm
from woonsim.draw import Doel, choose, invert
from woonsim.feiten import STROMEN
from woonsim.kolommen import Int64
from woonsim.proces.inzet import Deel, Inzet, in_course
from woonsim.scenario.begeleiding import VORMEN
from woonsim.wereld import InvariantError, Wereld

_TOLERANCE = 1e-9
_MANY = 200
"""Steps of the inzet that may be past before they are left out."""
_FTE = -1
"""Key of a moment at which the capacity changes; the others are rows of huishoudens."""


@dataclass(frozen=True)
class Traject:
    """The support of one huishouden: the form and the moment with which it begins, and its stretches."""

    vorm: Begeleidingsvorm
    begin: int
    delen: list[Deel]


class Begeleiding:
    """The capacity, the courses that take it, and who had to do without."""

    def __init__(self, wereld: Wereld, agenda: Agenda) -> None:
        """Start with nobody in support; without the section nobody needs it."""
        self._wereld, self._agenda, self._spec = wereld, agenda, wereld.scenario.begeleiding
        self._trajecten: dict[int, list[Deel]] = {}
        self._inzet = Inzet()
        self._live = 0
        """Steps of the inzet when what is past was last left out."""
        self._nodig: dict[int, Begeleidingsvorm] = {}
        """The form of support that was drawn, by row."""
        self._duren: dict[int, list[tuple[Begeleidingsvorm, int]]] = {}
        """By row the forms of support that it goes through, and how long each lasts [minutes]."""
        self._served: set[int] = set()
        self._without: set[int] = set()
        """Who was mediated and had to do without."""
        self._last: tuple[float, ...] = ()
        self._recorded_at = 0
        self._most = 0.0
        """The fte that may be in use: what there is, or what was in use when it became less."""
        agenda.on(Soort.begeleiding, self._change)
        self._shares = [getattr(self._spec and self._spec.nodig, stroom, None) for stroom in STROMEN]
        """Of each stream how many need which form of support, None if nobody does."""
        if self._spec is None:
            return
        wereld.wetten.append(self._laws)
        per_client = [1 / self._spec.clienten_per_fte[naam] for naam in VORMEN]
        self._per_client, self._exactly = np.array([0.0, *per_client]), [Fraction(fte) for fte in per_client]
        later = [(wereld.kalender.minuten(row.datum), row.fte) for row in self._spec.fte_vanaf]
        self._fte = [(-1, self._spec.fte), *later]
        self._since, self._available = (np.array(told) for told in zip(*self._fte, strict=True))
        for at, _ in later:
            agenda.plan(Soort.begeleiding, at, _FTE)
        self._change(0, [_FTE])

    def needs(self, row: int) -> Begeleidingsvorm:
        """The form of support with which huishouden `row` should begin."""
        h = self._wereld.huishoudens
        shares = self._shares[h.stroom[row]]
        # Who has been housed before has had what there was.
        if shares is None or h.n_huur[row] > 0:
            return Begeleidingsvorm.geen
        if row not in self._nodig:
            u = self._wereld.draws.uniform(Doel.begeleiding, h.sleutel[[row]])
            self._nodig[row] = Begeleidingsvorm(int(choose([shares[vorm.name] for vorm in Begeleidingsvorm], u)[0]))
        return self._nodig[row]

    def within_reach(
        self, rows: Sequence[int], accepts: Sequence[int], keys: Callable[[int], int]
    ) -> tuple[list[bool], Traject | None]:
        """Which of the candidates `rows`, offered a woning in turn, can have support in time, if they must.

        And what that is for the first of these who accepts, None if he needs none. `accepts` says who would, `keys`
        when the keys are after so many refusals.
        """
        within = [True] * len(rows)
        if self._spec is None or self._spec.voorwaarde == "gewenst":
            return within, None
        refused = 0
        for place, row in enumerate(rows):
            traject = None
            if self.needs(row) is not Begeleidingsvorm.geen:
                traject = self._earliest(row, keys(refused))
                within[place] = traject is not None
            if within[place] and accepts[place]:
                return within, traject
            refused += within[place]
        return within, None

    def book(
        self, row: int, keys: int, *, mediated: bool = True, traject: Traject | None = None
    ) -> tuple[Begeleidingsvorm, int]:
        """Support for huishouden `row`, housed at `keys` or somewhat later: the form, and by how much [minutes].

        `traject` if it is known already. Who was not `mediated` found the woning in the adverts: it waits for nothing,
        and gets support if there is any.
        """
        if self.needs(row) is Begeleidingsvorm.geen:
            return Begeleidingsvorm.geen, 0
        traject = traject or self._earliest(row, keys, waits=mediated)
        if traject is None:
            self._wereld.huishoudens.zonder_begeleiding[row] = True
            self._without |= {row} if mediated else set()
            return Begeleidingsvorm.geen, 0
        self._served.add(row)
        self._trajecten[row] = traject.delen
        self._inzet.add(traject.delen)
        for deel in traject.delen:
            self._agenda.plan(Soort.begeleiding, deel.begin, row)
            self._agenda.plan(Soort.begeleiding, deel.einde, row)
        return traject.vorm, traject.begin - keys

    @property
    def is_there(self) -> bool:
        """Whether the scenario has support."""
        return self._spec is not None

    @property
    def is_given(self) -> bool:
        """Whether anybody gets, or got, support."""
        return bool(self._served)

    def has(self, row: int) -> bool:
        """Whether huishouden `row` gets, or got, support."""
        return row in self._served

    def end(self, row: int, at: int) -> None:
        """Huishouden `row` leaves its woning at `at`: its support ends."""
        course = self._trajecten.get(row)
        if course and course[-1].einde > self._agenda.now:
            cut = (Deel(d.begin, min(d.einde, at), d.vorm, d.fte) for d in course)
            self._trajecten[row] = [deel for deel in cut if deel.begin < deel.einde]
            self._inzet.remove(course)
            self._inzet.add(self._trajecten[row])
            self._agenda.plan(Soort.begeleiding, at, row)

    def _course(self, row: int, begin: int) -> list[Deel]:
        """The stretches of support that huishouden `row` needs if it begins at `begin`."""
        if row not in self._duren:
            self._duren[row] = self._draw_duren(row)
        course = []
        for vorm, duur in self._duren[row]:
            einde = self._wereld.kalender.op_tijdstap(begin + duur)
            if einde > begin:
                course.append(Deel(begin, einde, vorm, float(self._per_client[vorm])))
            begin = einde
        return course

    def _draw_duren(self, row: int) -> list[tuple[Begeleidingsvorm, int]]:
        """The forms of support that `row` needs, each lighter than the one before, and how long each lasts."""
        assert self._spec is not None
        forms = [Begeleidingsvorm[naam] for naam in VORMEN[VORMEN.index(self.needs(row).name) :]]
        key = self._wereld.huishoudens.sleutel[[row] * len(forms)]
        drawn = self._wereld.draws.uniform(Doel.afbouw, key, np.array(forms))
        return [(vorm, int(invert(self._spec.afbouw[vorm.name], drawn[i : i + 1])[0])) for i, vorm in enumerate(forms)]

    def _earliest(self, row: int, keys: int, *, waits: bool = True) -> Traject | None:
        """The first support that `row`, who needs it, can have from `keys` on while a woning may wait, or None."""
        assert self._spec is not None
        for begin in self._moments(keys, self._spec.woning_wacht_hoogstens if waits else 0):
            course = self._course(row, begin)
            begins = np.array([deel.begin for deel in course], dtype=np.int64)
            moments = np.concatenate([begins, self._inzet.rises_from(begin)])
            use = (self._inzet.at(moments) + in_course(course, moments)) @ self._per_client
            if np.all(use <= self._available_at(moments) + _TOLERANCE):
                return Traject(self.needs(row), begin, course)
        return None

    def _moments(self, keys: int, wait: int) -> Iterator[int]:
        """When somebody may begin: at the keys, or when there is more room, until the keys have had to `wait`."""
        yield keys
        last = keys + wait
        yield from sorted(
            {*self._inzet.ends_between(keys, last).tolist(), *(at for at, _ in self._fte if keys < at <= last)}
        )

    def _available_at(self, moments: Int64) -> NDArray[np.float64]:
        """The fte at each of these moments."""
        return np.asarray(self._available[np.searchsorted(self._since, moments, side="right") - 1])

    def _leave_out_past(self) -> None:
        """Count again those whose support has not ended."""
        now = self._agenda.now
        self._trajecten = {row: course for row, course in self._trajecten.items() if course and course[-1].einde > now}
        self._inzet = Inzet(self._trajecten.values())
        self._live = len(self._inzet)

    def _change(self, t: int, keys: list[int]) -> None:
        """Somebody's support begins, tapers or ends at `t`, or there is more or less of it."""
        if len(self._inzet) > 2 * self._live + _MANY:
            self._leave_out_past()
        available, numbers = float(self._available_at(np.array([t]))[0]), self._numbers(t)
        used = self._fte_of(numbers)
        self._most = max(available, used if _FTE in keys else min(self._most, used))
        if used > self._most + _TOLERANCE:
            raise InvariantError(f"begeleiding: {used} fte in use of {available}")
        self._recorded_at = t
        row = (available, used, *numbers)
        if row != self._last:
            self._wereld.recorder.row("begeleiding", t, *row)
            self._last = row

    def _numbers(self, t: int) -> list[int]:
        """How many have each of the forms of support at `t`, in the order of `VORMEN`."""
        numbers = self._inzet.at(np.array([t]))[0].tolist()
        return [numbers[Begeleidingsvorm[naam]] for naam in VORMEN]

    def _fte_of(self, numbers: list[int]) -> float:
        """The fte that so many take, exactly rounded."""
        return float(sum(n * fte for n, fte in zip(numbers, self._exactly, strict=True)))

    def _laws(self) -> dict[str, bool]:
        without = np.flatnonzero(self._wereld.huishoudens.zonder_begeleiding).tolist()
        used = self._fte_of(self._numbers(self._recorded_at))
        assert self._spec is not None
        vereist = self._spec.voorwaarde == "vereist"
        return {
            "no more fte in use than there is, or was when it became less": used <= self._most + _TOLERANCE,
            "nobody is mediated without support that is vereist": not (vereist and self._without),
            "who went without support has none": not any(self.has(row) for row in without),
        }

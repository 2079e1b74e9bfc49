"""The agenda: simpy's clock, on which a moment is a set of things of one kind that happen together.

Time is integer minutes. Ties in time are broken by `Soort`, within a moment by key, never by the
order in which things were planned (decision 7).
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from enum import IntEnum
from typing import Any

import numpy as np
import simpy
from numpy.typing import ArrayLike, NDArray

Handler = Callable[[int, list[int]], None]
"""Called with the moment and the keys that fall on it, ascending."""


_FEW, _MANY = 4, 2000
"""Up to so few keys are not asked whether they have one moment; more than so many are put in order of time first."""


class Soort(IntEnum):
    """What can happen, in the order in which it happens at one instant (0 is simpy's own)."""

    jaarwisseling = 1
    plaatsen = 2
    begeleiding = 3
    voorraadwijziging = 4
    einde = 5
    sleutels = 6
    acceptatie = 7
    vertrek = 8
    aanmelding = 9
    geduld = 10
    uitstroomgereed = 11
    kandidaat = 12
    ronde = 13
    aanbieden = 14
    intake = 15
    verloop = 16
    """The indication of a candidate expires."""
    maandwisseling = 17
    maandbegin = 18
    """The first day of a calendar month."""


class Agenda:
    """A simpy environment whose events are moments."""

    def __init__(self) -> None:
        """Start at minute 0 with nothing planned."""
        self.env = simpy.Environment()
        self._handlers: dict[Soort, Handler] = {}
        self._moments: dict[tuple[int, Soort], list[int]] = {}

    @property
    def now(self) -> int:
        """The present moment [minutes]."""
        return int(self.env.now)

    def on(self, soort: Soort, handler: Handler) -> None:
        """Let `handler` change the world at every moment of this kind."""
        self._handlers[soort] = handler

    def plan(self, soort: Soort, at: int, key: int) -> None:
        """Plan `key` (a row, a number) for moment `at`; what is planned for the past happens now."""
        self._keys_of(soort, at).append(key)

    def plan_together(self, soort: Soort, at: int, keys: Iterable[int]) -> None:
        """Plan all `keys` for one moment."""
        self._keys_of(soort, at).extend(keys)

    def plan_each(self, soort: Soort, moments: ArrayLike, keys: ArrayLike) -> None:
        """Plan each of `keys` for a moment of its own."""
        at, planned = np.asarray(moments), np.asarray(keys)
        if len(at) > _FEW and (at == at[0]).all():
            self._keys_of(soort, int(at[0])).extend(planned.tolist())
        elif len(at) > _MANY:
            self._plan_sorted(soort, at, planned)
        else:
            for moment, key in zip(at.tolist(), planned.tolist(), strict=True):
                (self._moments.get((moment, soort)) or self._keys_of(soort, moment)).append(key)

    def _plan_sorted(self, soort: Soort, at: NDArray[Any], keys: NDArray[Any]) -> None:
        """The same, moment by moment."""
        order = np.argsort(at)
        at, keys = at[order], keys[order]
        begins = np.flatnonzero(np.append(True, at[1:] != at[:-1]))
        ends = [*begins[1:].tolist(), len(at)]
        for moment, begin, end in zip(at[begins].tolist(), begins.tolist(), ends, strict=True):
            self._keys_of(soort, moment).extend(keys[begin:end].tolist())

    def _keys_of(self, soort: Soort, at: int) -> list[int]:
        """What is planned for moment `at`, which is a moment from now on."""
        keys = self._moments.get((at, soort))
        if keys is None:
            at = max(at, self.now)
            keys = self._moments.get((at, soort))
        if keys is None:
            keys = self._moments[at, soort] = []
            self.moment(soort, at).callbacks.append(lambda _: self._fire(soort, at))
        return keys

    def moment(self, soort: Soort, at: int) -> simpy.Event:
        """An event that a process can wait for."""
        event = simpy.Event(self.env)
        event._ok, event._value = True, None
        self.env.schedule(event, priority=soort, delay=at - self.env.now)  # type: ignore[arg-type]
        return event

    def process(self, generator: Generator[simpy.Event, Any, None]) -> None:
        """Let a recurring process run from now on."""
        self.env.process(generator)

    def run(self, until: int) -> None:
        """Let everything happen that is planned before `until`."""
        self.env.run(until=until)

    def _fire(self, soort: Soort, at: int) -> None:
        keys = self._moments.pop((at, soort))
        self._handlers[soort](at, sorted(keys))

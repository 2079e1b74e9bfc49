"""The search for the smallest of a row of places that meets every demand, with as few looks as possible.

It assumes that a demand, once met along the row, stays met, or once missed stays missed: then halving finds what
looking everywhere would find. Both ends and the middle are looked at first, and whatever was seen is checked; when
it does not go one way, places spread over the whole row are looked at, and the answer says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

GRID = 9
"""Places looked at, evenly spread, where what was seen does not go one way."""
Met = tuple[bool, ...]
"""Of every demand whether it is met: the aim first, then the limits."""


class Verloop(StrEnum):
    """How the answer was found."""

    bisectie = "bisectie"
    raster = "raster"


@dataclass(frozen=True)
class Vondst:
    """`plaats`: the smallest place found that meets every demand; None: there is none."""

    plaats: int | None
    verloop: Verloop


class Bisectie:
    """A search along `n` places.

    `look` measures places and says of each which demands it meets; `is_monotone` whether all that was measured goes
    one way. `seen` holds the places looked at.
    """

    def __init__(self, n: int, look: Callable[[Sequence[int]], Sequence[Met]], is_monotone: Callable[[], bool]) -> None:
        """Nothing has been looked at."""
        self._n, self._look, self._is_monotone = n, look, is_monotone
        self.seen: dict[int, Met] = {}

    def find(self) -> Vondst:
        """The smallest place that meets every demand.

        Where none does, the places at which the first limit breaks are looked at too, so that it can be told.
        """
        last = self._n - 1
        self._see([0, last // 2, last])
        found = self._halved() if self._is_monotone() else None
        if found is None or not self._is_monotone():
            return Vondst(self._spread(), Verloop.raster)
        return found

    def _halved(self) -> Vondst:
        first, last = self.seen[0], self.seen[self._n - 1]
        rising = [k for k, is_met in enumerate(first) if not is_met]
        falling = [k for k, is_met in enumerate(first) if is_met and not last[k]]
        place = self._first(lambda met: all(met[k] for k in rising))
        if place is not None and all(self.seen[place]):
            return Vondst(place, Verloop.bisectie)
        if falling:
            self._first(lambda met: not all(met[k] for k in falling))
        return Vondst(None, Verloop.bisectie)

    def _first(self, holds: Callable[[Met], bool]) -> int | None:
        """The smallest place at which this holds, if it goes on holding; None: it does not hold at the end."""
        at = sorted(self.seen)
        high = next((place for place in at if holds(self.seen[place])), None)
        if high is None:
            return None
        low = max((place for place in at if place < high), default=-1)
        while high - low > 1:
            middle = (low + high) // 2
            self._see([middle])
            low, high = (low, middle) if holds(self.seen[middle]) else (middle, high)
        return high

    def _spread(self) -> int | None:
        """The smallest place found from places evenly spread, refined below it."""
        places = np.unique(np.rint(np.linspace(0, self._n - 1, min(GRID, self._n))).astype(np.int64))
        self._see([int(place) for place in places])
        return self._first(all)

    def _see(self, places: Sequence[int]) -> None:
        new = sorted({place for place in places if place not in self.seen})
        if new:
            self.seen |= dict(zip(new, self._look(new), strict=True))

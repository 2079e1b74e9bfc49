"""When enough replications have been played: the intervals are as narrow as wished, and stay so for a while.

The rule of Hoad, Robinson and Davies (2010), on paired differences: from `FIRST` replications on, the first number
at which the half-width of every main indicator meets its wish, and still does so over a look-ahead. It asks how
wide the intervals are, never whether a difference is significant: who stops at what he likes finds what he likes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from woonsim.intervals import FEWEST, difference_intervals

FIRST = FEWEST
_LOOK_AHEAD = 5
"""Up to a hundred replications; above that 5 of every hundred."""


@dataclass(frozen=True)
class Reeksverschil:
    """The differences of one main indicator of one variant, in order of replications, and how precise they must be.

    `wens` is half the width that its interval may have, in the unit of the indicator.
    """

    verschillen: NDArray[np.float64]
    wens: float


def look_ahead(n: int) -> int:
    """Over how many further replications a precision reached at `n` must hold."""
    return max(_LOOK_AHEAD, _LOOK_AHEAD * n // 100)


def enough(reeksen: Sequence[Reeksverschil], most: int) -> int | None:
    """After how many replications playing may stop, the look-ahead included; None: the ones given do not tell yet.

    The answer depends on the differences only, not on how many were played beyond it. `most` is the highest number
    that may be played.
    """
    there = min(len(reeks.verschillen) for reeks in reeksen)
    if there < FIRST:
        return most if there >= most else None
    met = np.array([all(_meets(reeks, n) for reeks in reeksen) for n in range(FIRST, min(there, most) + 1)])
    for n in range(FIRST, min(there, most) + 1):
        end = n + look_ahead(n)
        if end <= there and end <= most and bool(met[n - FIRST : end - FIRST + 1].all()):
            return end
    return most if there >= most else None


def is_met(reeksen: Sequence[Reeksverschil]) -> bool:
    """Whether every wish is met by all differences given."""
    return all(_meets(reeks, len(reeks.verschillen)) for reeks in reeksen)


def _meets(reeks: Reeksverschil, n: int) -> bool:
    """Whether the first `n` differences are precise enough; fewer figures than `FIRST` never are."""
    interval = difference_intervals(reeks.verschillen[:n, np.newaxis])
    half = float(interval.high[0] - interval.low[0]) / 2.0
    return int(interval.n[0]) >= min(FIRST, n) and half <= reeks.wens

"""Hazards that vary with age or duration, inverted exactly: one exponential number, one moment."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from math import floor

import numpy as np
from numpy.typing import ArrayLike, NDArray

from woonsim.kalender import JAAR
from woonsim.kolommen import NOOIT, Int64
from woonsim.scenario.klassen import grenzen
from woonsim.scenario.model import EldersGehuisvest

_STEPS = 16
"""Pieces into which a stretch of linear hazard is cut."""
_FEW = 6
"""Up to so many rows Python's floats are faster than columns."""
Float64 = NDArray[np.float64]


class Stuklijn:
    """A line through points, level outside them: in Python's floats for one number, in columns for many.

    Both do the same operations in the same order, so that they cannot differ by a rounding.
    """

    def __init__(self, x: Float64, y: Float64) -> None:
        """Points (x, y), `x` never falling; where it stands still the last of its points counts."""
        width = np.diff(x)
        slope = np.divide(np.diff(y), width, out=np.zeros(len(width)), where=width > 0)
        # Before the first point a level piece, as after the last.
        self._from = x
        self._pieces = np.append(x[0], x), np.append(y[0], y), np.concatenate([[0.0], slope, [0.0]])
        self._from_list = x.tolist()
        self._piece_list = list(zip(*(column.tolist() for column in self._pieces), strict=True))

    def one(self, at: float) -> float:
        """The height at one x."""
        x, y, slope = self._piece_list[bisect_right(self._from_list, at)]
        height: float = slope * (at - x) + y
        return height

    def many(self, at: Float64) -> Float64:
        """The heights at a column of x."""
        piece = self._from.searchsorted(at, side="right")
        x, y, slope = self._pieces
        height: Float64 = at - x[piece]
        height *= slope[piece]
        height += y[piece]
        return height


class Kansverloop:
    """A hazard, constant on pieces: its integral is piecewise linear and is inverted by interpolation."""

    def __init__(self, knots: ArrayLike, per_jaar: ArrayLike) -> None:
        """`knots` [minutes] rising from the lowest age or duration; `per_jaar` holds from each knot on."""
        at = np.asarray(knots, dtype=np.float64)
        rates = np.asarray(per_jaar, dtype=np.float64) / JAAR
        integral = np.concatenate([[0.0], np.cumsum(rates[:-1] * np.diff(at))])
        self._integral, self._inverse = Stuklijn(at, integral), Stuklijn(integral, at)
        self._first, self._last, self._rate = float(at[0]), float(at[-1]), float(rates[-1])
        self._total = float(integral[-1])

    @classmethod
    def by_age(cls, per_klasse: dict[str, float], scale: float = 1.0) -> Kansverloop:
        """From a table age class -> rate per year, times `scale`."""
        lows = [grenzen(klasse)[0] * JAAR for klasse in per_klasse]
        return cls(lows, [scale * rate for rate in per_klasse.values()])

    def rates(self, ages: Int64) -> NDArray[np.float64]:
        """The rate per year in the minute that begins at each of these ages [minutes]."""
        begin = ages.astype(np.float64)
        return np.asarray((self._at(begin + 1.0) - self._at(begin)) * JAAR)

    @classmethod
    def by_inschrijfduur(cls, table: EldersGehuisvest, factor: float) -> Kansverloop:
        """From a rate that is linear between knots of inschrijfduur."""
        knots: list[float] = []
        rates: list[float] = []
        for (d0, r0), (d1, r1) in pairwise(zip(table.inschrijfduur, table.per_jaar, strict=True)):
            part = (np.arange(_STEPS) + 0.5) / _STEPS
            knots.extend(d0 + (d1 - d0) * np.arange(_STEPS) / _STEPS)
            rates.extend(factor * (r0 + (r1 - r0) * part))
        return cls([*knots, table.inschrijfduur[-1]], [*rates, factor * table.per_jaar[-1]])

    def mean_rate(self, start: float, end: float) -> float:
        """The mean rate between two ages [minutes], per year."""
        return (self._at_one(end) - self._at_one(start)) / (end - start) * JAAR

    def _at_one(self, x: float) -> float:
        since = max(x, self._first)
        return self._integral.one(since) + max(since - self._last, 0.0) * self._rate

    def _at(self, x: Float64) -> Float64:
        since = np.maximum(x, self._first)
        height = self._integral.many(since)
        height += np.maximum(since - self._last, 0.0) * self._rate
        return height

    def remaining(self, start: ArrayLike, exponential: Float64) -> Int64:
        """Minutes until the event, for who is `start` minutes old now, at standard exponential numbers.

        At least 1; `NOOIT` where the hazard ends before it happens.
        """
        begin = np.asarray(start)
        if exponential.size <= _FEW and begin.shape == exponential.shape:
            left = [self._remaining_one(*row) for row in zip(begin.tolist(), exponential.tolist(), strict=True)]
            return np.array(left, dtype=np.int64)
        begin = begin.astype(np.float64)
        target = self._at(begin) + exponential
        beyond = target - self._total
        outside = self._last + beyond / self._rate if self._rate > 0 else np.inf
        return minutes(np.where(beyond <= 0, self._inverse.many(target), outside) - begin)

    def _remaining_one(self, start: float, exponential: float) -> int:
        target = self._at_one(start) + exponential
        beyond = target - self._total
        if beyond <= 0:
            return whole_minutes(self._inverse.one(target) - start)
        return whole_minutes(self._last + beyond / self._rate - start) if self._rate > 0 else NOOIT


def whole_minutes(duration: float) -> int:
    """`minutes` of one duration."""
    # Beyond 2**53 one minute more is lost to rounding, here as in a column.
    return min(max(int(floor(duration) + 1.0), 1), NOOIT) if duration < NOOIT else NOOIT


def minutes(duration: Float64) -> Int64:
    """Whole minutes, at least 1, at most `NOOIT`: exogenous logarithms end here (decision 19)."""
    # The float nearest to NOOIT lies above it.
    whole = np.floor(duration)
    whole += 1
    np.maximum(whole, 1, out=whole)
    np.minimum(whole, NOOIT, out=whole)
    return np.minimum(whole.astype(np.int64), NOOIT)


def waiting_time(per_jaar: float, exponential: Float64) -> Int64:
    """Minutes until an event of constant rate; `NOOIT` at rate 0."""
    if per_jaar <= 0:
        return np.full(exponential.shape, NOOIT, dtype=np.int64)
    return minutes(exponential * (JAAR / per_jaar))

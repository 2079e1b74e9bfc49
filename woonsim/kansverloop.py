"""Hazards that vary with age or duration, inverted exactly: one exponential number, one moment."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from woonsim.kalender import JAAR
from woonsim.kolommen import NOOIT, Int64
from woonsim.scenario.klassen import grenzen
from woonsim.scenario.model import EldersGehuisvest

_STEPS = 16
"""Pieces into which a stretch of linear hazard is cut."""


class Kansverloop:
    """A hazard, constant on pieces: its integral is piecewise linear and is inverted by interpolation."""

    def __init__(self, knots: ArrayLike, per_jaar: ArrayLike) -> None:
        """`knots` [minutes] rising from the lowest age or duration; `per_jaar` holds from each knot on."""
        self._knots = np.asarray(knots, dtype=np.float64)
        self._rates = np.asarray(per_jaar, dtype=np.float64) / JAAR
        self._integral = np.concatenate([[0.0], np.cumsum(self._rates[:-1] * np.diff(self._knots))])

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
        return float((self._at(end) - self._at(start)) / (end - start)) * JAAR

    def _at(self, x: ArrayLike) -> NDArray[np.float64]:
        since = np.maximum(np.asarray(x, dtype=np.float64), self._knots[0])
        beyond = np.maximum(since - self._knots[-1], 0.0) * self._rates[-1]
        return np.asarray(np.interp(since, self._knots, self._integral) + beyond)

    def remaining(self, start: ArrayLike, exponential: NDArray[np.float64]) -> Int64:
        """Minutes until the event, for who is `start` minutes old now, at standard exponential numbers.

        At least 1; `NOOIT` where the hazard ends before it happens.
        """
        target = self._at(start) + exponential
        inside = np.interp(target, self._integral, self._knots)
        last, beyond = float(self._rates[-1]), target - self._integral[-1]
        outside = self._knots[-1] + beyond / last if last > 0 else np.inf
        return minutes(np.where(beyond <= 0, inside, outside) - np.asarray(start, dtype=np.float64))


def minutes(duration: NDArray[np.float64]) -> Int64:
    """Whole minutes, at least 1, at most `NOOIT`: exogenous logarithms end here (decision 19)."""
    # The float nearest to NOOIT lies above it.
    whole = np.minimum(np.maximum(np.floor(duration) + 1, 1), NOOIT)
    return np.asarray(np.minimum(whole.astype(np.int64), NOOIT))


def waiting_time(per_jaar: float, exponential: NDArray[np.float64]) -> Int64:
    """Minutes until an event of constant rate; `NOOIT` at rate 0."""
    if per_jaar <= 0:
        return np.full(exponential.shape, NOOIT, dtype=np.int64)
    return minutes(exponential * (JAAR / per_jaar))

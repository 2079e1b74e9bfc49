"""What is asked of an outcome, and whether a value of what is sought for does it: a mean, or a chance.

An aim (`doel`) and a limit (`grens`) are both such a demand. Everything here is about the figures over the term, one
per replication, of a scenario and of the basis on the same chance.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np
from numpy.typing import NDArray

from woonsim.afspraken import in_unit_of
from woonsim.indicatoren import INDICATOREN
from woonsim.intervals import FEWEST, hall_intervals, wilson_interval
from woonsim.scenario.norm import Norm
from woonsim.vergelijking.oordeel import ALPHA

Values = NDArray[np.float64]
_EXACT = 1e-9


@dataclass(frozen=True)
class Eis:
    """An indicator for a group, and the norm it must meet, as written in `text`.

    `is_relatief`: the norm is about the difference with the basis. `kans`: the share of the replications in which
    the norm must be met; None: their mean must meet it.
    """

    text: str
    indicator: str
    groep: str
    norm: Norm
    is_relatief: bool = False
    kans: float | None = None

    @property
    def limit(self) -> float:
        """The value of the norm, in the unit of the indicator."""
        return in_unit_of(self.indicator, self.norm)

    @property
    def unit(self) -> str:
        """The unit of the indicator."""
        return INDICATOREN[self.indicator].eenheid

    @property
    def is_at_least(self) -> bool:
        """Whether more of it is nearer to what is asked."""
        return self.norm.operator.startswith(">")

    def meets(self, value: float) -> bool:
        """Whether a value (or a difference) meets the norm; NaN does not."""
        exact = self.limit if math.isclose(value, self.limit, rel_tol=1e-12) else value
        return Norm(self.norm.operator, self.limit, "").holds(exact)

    def measured(self, waarden: Values, basis: Values) -> Values:
        """What the norm is about, per replication: the values, or their difference with those of the basis."""
        return waarden - basis if self.is_relatief else waarden


@dataclass(frozen=True)
class Stand:
    """How a demand is met: `mean` between `low` and `high` of what it is about (in the unit of the indicator).

    `kans` between `kans_low` and `kans_high`: the share of the replications that meet the norm. `gehaald`: the
    estimate does it; `zeker`: so does (or does not) the whole interval. `betrouwbaar`: as in
    `woonsim.intervals`, and every replication has the figure.
    """

    mean: float
    low: float
    high: float
    kans: float
    kans_low: float
    kans_high: float
    gehaald: bool
    zeker: bool
    betrouwbaar: bool
    n: int


def stand_of(eis: Eis, measured: Values) -> Stand:
    """Whether a demand is met by what was `measured`, one value per replication.

    A replication without a figure does not meet a norm, and has no part in a mean.
    """
    n = int(np.count_nonzero(~np.isnan(measured)))
    mean = hall_intervals(measured[:, np.newaxis])
    middle, low, high = (float(bound[0]) for bound in (mean.mean, mean.low, mean.high))
    hits = int(np.count_nonzero(meeting(eis, measured)))
    kans, (kans_low, kans_high) = hits / len(measured), wilson_interval(hits, len(measured))
    if eis.kans is None:
        gehaald, ends = eis.meets(middle), [eis.meets(low), eis.meets(high)]
        zeker = not math.isnan(low) and all(end == gehaald for end in ends)
        betrouwbaar = bool(mean.reliable[0]) and n == len(measured)
    else:
        gehaald, *ends = [chance >= eis.kans - _EXACT for chance in (kans, kans_low, kans_high)]
        # of one replication even Wilson's interval may leave the norm out
        zeker = len(measured) > 1 and all(end == gehaald for end in ends)
        betrouwbaar = len(measured) >= FEWEST
    return Stand(middle, low, high, kans, kans_low, kans_high, gehaald, zeker, betrouwbaar, n)


def meeting(eis: Eis, measured: Values) -> NDArray[np.bool_]:
    """In which replications the norm is met."""
    return np.array([eis.meets(float(value)) for value in measured], dtype=np.bool_)


def is_monotone(eis: Eis, series: Sequence[Values]) -> bool:
    """Whether what was measured at rising values goes one way, as far as the replications can tell.

    It does not when somewhere it is met, then missed, then met again (or the reverse), nor when it rises between
    two of the values and falls between two others, each beyond doubt: paired differences, Hall's T, corrected for
    the number of pairs. What stays farther from its norm than it moves is let be.
    """
    standen = [stand_of(eis, measured) for measured in series]
    switches = sum(one.gehaald != other.gehaald for one, other in pairwise(standen))
    if switches > 1:
        return False
    if not switches and _is_far(eis, standen):
        return True
    columns = [meeting(eis, measured).astype(np.float64) if eis.kans is not None else measured for measured in series]
    pairs = list(combinations(range(len(columns)), 2))
    changes = hall_intervals(np.array([columns[j] - columns[i] for i, j in pairs]).T)
    told = changes.p * len(pairs) <= ALPHA
    return not (bool(np.any(told & (changes.mean > 0.0))) and bool(np.any(told & (changes.mean < 0.0))))


def _is_far(eis: Eis, standen: Sequence[Stand]) -> bool:
    """Whether every estimate lies farther from the norm than they lie apart."""
    limit = eis.limit if eis.kans is None else eis.kans
    found = [stand.mean if eis.kans is None else stand.kans for stand in standen]
    known = [value for value in found if not math.isnan(value)]
    return not known or min(abs(value - limit) for value in known) > max(known) - min(known)

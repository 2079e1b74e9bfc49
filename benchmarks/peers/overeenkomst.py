"""Whether peers play the same model: each outcome against that of the first peer, by a t test over replications."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields

import numpy as np

from benchmarks.peers.model import Peer, Uitkomst
from benchmarks.peers.verwachting import limit
from woonsim.intervals import t_quantile

NAMEN = tuple(field.name for field in fields(Uitkomst))
_GROWTH = (0.5, 0.5, 0.5, -1.5, -0.5)
"""By what power of the number of woningen the spread of each outcome grows."""
_FAR = 6.0
"""Standard deviations at which one replication no longer is one by chance."""
_WAITS = tuple(naam.startswith("wacht_") for naam in NAMEN)
_FALSE_ALARM = 0.001 / 40
"""Chance that an outcome is refused although it is right: 1 in 1000 over all that is compared."""


@dataclass(frozen=True)
class Oordeel:
    """One outcome of one peer: its mean, how far it is from the reference, and how far it may be."""

    uitkomst: str
    mean: float
    off: float
    chance: float
    """What chance alone explains: the half width of the interval of the difference."""
    allowance: float
    """What the steps of the peer explain."""

    @property
    def agrees(self) -> bool:
        """Whether the difference is explained."""
        return abs(self.off) <= self.chance + self.allowance


def allowances(peer: Peer, woningen: int) -> list[float]:
    """How much each outcome may be off by the delay of the peer: half as much again as theory says of such a delay.

    A wait may also be off by the delay itself, since moments are those of steps.
    """
    pairs = zip(astuple(limit(woningen, peer.vertraging)), astuple(limit(woningen)), strict=True)
    shifts = [1.5 * abs(delayed - exact) for delayed, exact in pairs]
    return [max(shift, is_wait * peer.vertraging) for shift, is_wait in zip(shifts, _WAITS, strict=True)]


def judge(peer: Peer, found: Sequence[Uitkomst], reference: Sequence[Uitkomst], woningen: int) -> list[Oordeel]:
    """Each outcome by Student's t test: who plays the same model has the same spread over replications."""
    own, other = (np.array([astuple(uitkomst) for uitkomst in group]) for group in (found, reference))
    df = len(own) + len(other) - 2
    squares = sum(((group - group.mean(axis=0)) ** 2).sum(axis=0) for group in (own, other))
    chance = t_quantile(df, 1 - _FALSE_ALARM / 2) * np.sqrt(squares / df * (1 / len(own) + 1 / len(other)))
    means = own.mean(axis=0)
    figures = zip(NAMEN, means, means - other.mean(axis=0), chance, allowances(peer, woningen), strict=True)
    return [Oordeel(naam, *map(float, numbers)) for naam, *numbers in figures]


def spread(found: Sequence[Uitkomst]) -> list[float]:
    """The standard deviation of each outcome over replications."""
    return [float(sd) for sd in np.array([astuple(uitkomst) for uitkomst in found]).std(axis=0, ddof=1)]


def strange(peer: Peer, uitkomst: Uitkomst, woningen: int, usual: Sequence[float], at: int) -> list[str]:
    """The outcomes of one replication that theory does not expect, given their `usual` spread `at` so many woningen."""
    figures = zip(astuple(uitkomst), astuple(limit(woningen)), allowances(peer, woningen), strict=True)
    sds = [sd * (woningen / at) ** power for sd, power in zip(usual, _GROWTH, strict=True)]
    return [
        naam
        for naam, sd, (own, expected, allowance) in zip(NAMEN, sds, figures, strict=True)
        if abs(own - expected) > _FAR * sd + allowance
    ]

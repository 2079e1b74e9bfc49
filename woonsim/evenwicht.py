"""Evenwicht: the flows that keep a register as large as it is, and how long those in it have been registered.

Seekers search (a share of the register) or are passive. With the lettings of a year given, what comes in must equal
what leaves, for those who search and for all. Rates are per year, durations in years; docs/generate.md does the sums.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Float64 = NDArray[np.float64]

KANSEN = (0.0, 0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95, 0.98, 0.99, 1.0)
"""Cumulative chances at which inschrijfduur is told."""
_GAAT_ZOEKEN, _STOPT, _VERVALT = 0.02, 0.36, 0.175
_MOST_DIRECT, _LEAST_DIRECT = 0.9, 0.1
"""Most and least of those who register that search at once."""
_LONGEST, _STEP = 60.0, 1.0 / 50


@dataclass(frozen=True)
class Evenwicht:
    """A register in balance: rates per year, `direct_zoekend` a share, durations in years."""

    instroom: float
    """New registrations a year."""
    direct_zoekend: float
    """Share of these that search at once."""
    gaat_zoeken: float
    stopt: float
    vervalt: float
    drempel: float
    """Inschrijfduur at which the list houses; endless where a lot decides."""
    zoekend: tuple[float, ...]
    """Inschrijfduur of those who search, at `KANSEN`."""
    passief: tuple[float, ...]
    """That of those who are passive."""


def balance(zoekend: float, passief: float, verhuringen: float, vertrek: float, *, op_lijst: bool) -> Evenwicht:
    """The flows of a register of `zoekend` and `passief`, out of which `verhuringen` are housed a year.

    `vertrek`: the rate at which a registered seeker leaves with its woning [per year], for whatever reason.
    `op_lijst`: the longest registered is housed first; otherwise a lot decides.
    """
    instroom = _VERVALT * passief + verhuringen + vertrek * (zoekend + passief)
    out = verhuringen + vertrek * zoekend
    # Those who search: instroom x direct + gaat_zoeken x passief = (stopt + vertrek) x zoekend + verhuringen.
    stopt = min(_STOPT, max(0.0, (_MOST_DIRECT * instroom - out) / zoekend))
    spare = out + stopt * zoekend - _LEAST_DIRECT * instroom
    gaat_zoeken = min(_GAAT_ZOEKEN, max(0.0, spare) / passief)
    direct = min(1.0, max(0.0, (out + stopt * zoekend - gaat_zoeken * passief) / instroom))
    rates = np.array([[-stopt - vertrek, gaat_zoeken], [stopt, -_VERVALT - gaat_zoeken - vertrek]])
    if not op_lijst:
        rates[0, 0] -= verhuringen / zoekend
    ages, there = _grown(rates, instroom * np.array([direct, 1.0 - direct]))
    drempel = np.inf
    if op_lijst:
        # Whoever searches and has reached the threshold is housed, and so is whoever begins to search beyond it.
        housed = there[:, 0] + gaat_zoeken * there[:, 1] / -rates[1, 1]
        reached = min(int(np.searchsorted(-housed, -verhuringen)), len(ages) - 1)
        drempel = float(ages[reached])
        there[reached + 1 :, 0] = 0.0
        there[reached:, 1] = there[reached, 1] * np.exp(rates[1, 1] * (ages[reached:] - drempel))
    return Evenwicht(
        instroom, direct, gaat_zoeken, stopt, _VERVALT, drempel, *(_quantiles(ages, each) for each in there.T)
    )


def _grown(rates: Float64, start: Float64) -> tuple[Float64, Float64]:
    """How many of a year's registrations search and are passive at each inschrijfduur (rows), none housed."""
    ages = np.arange(0.0, _LONGEST, _STEP)
    half = rates * _STEP / 2.0
    step = np.linalg.solve(np.eye(2) - half, np.eye(2) + half)
    there = np.empty((len(ages), 2))
    there[0] = start
    for i in range(1, len(ages)):
        there[i] = step @ there[i - 1]
    return ages, there


def _quantiles(ages: Float64, density: Float64) -> tuple[float, ...]:
    """The durations at `KANSEN` of a density over durations, in hundredths of a year, never falling."""
    total = np.cumsum(np.concatenate([[0.0], (density[1:] + density[:-1]) / 2.0]))
    found = np.interp(np.array(KANSEN) * total[-1] * (1 - 1e-4), total, ages)
    return tuple(np.round(np.maximum.accumulate(found), 2).tolist())


def apportion(total: int, gewichten: Sequence[float]) -> list[int]:
    """`total` in whole parts in proportion to `gewichten`, by largest remainders; ties to the first."""
    shares = total * np.asarray(gewichten, dtype=np.float64) / float(np.sum(gewichten))
    parts = np.floor(shares).astype(np.int64)
    for i in np.argsort(parts - shares, kind="stable")[: total - int(parts.sum())]:
        parts[i] += 1
    return [int(part) for part in parts]

"""What theory says of the model: the exact chain of its list, and how a delay in letting moves the outcomes."""

from __future__ import annotations

import numpy as np

from benchmarks.peers.model import GEDULD, HUURDUUR, INSTROOM, JAREN, Uitkomst

_STEPS = 20_000
"""Moments at which the limit of many woningen is summed."""


def limit(woningen: int, vertraging: float = 0.0) -> Uitkomst:
    """The limit of many woningen, in which nothing is left to chance and none stands empty for want of seekers.

    Each woning is let `vertraging` years after it falls free: so long no one is housed at the start, and so much
    longer is the time from one letting of a woning to the next. Of w, the wait of who is housed at t, the part of the
    seekers that is still there after it, y = exp(-w / GEDULD), follows GEDULD * y' = c - y, where c is how many
    woningen there are for a regular seeker. Who has voorrang waits as in an M/M/1, and patience plays no part.
    """
    start, let = vertraging, 1 / (HUURDUUR + vertraging)
    arrivals, stays = sum(INSTROOM.values()), np.exp(-start / GEDULD)
    per_seeker = (let - INSTROOM["voorrang"]) / INSTROOM["regulier"]
    since = (np.arange(_STEPS) + 0.5) / _STEPS * (JAREN - start)
    wait = -GEDULD * np.log(per_seeker + (stays - per_seeker) * np.exp(-since / GEDULD))
    ready = GEDULD * arrivals * (1 - stays)
    settled = GEDULD * (arrivals - let)
    at_end = settled + (ready - settled) * np.exp(-(JAREN - start) / GEDULD)
    housed = let * (JAREN - start)
    return Uitkomst(
        gehuisvest=woningen * housed,
        wachtend=woningen * at_end,
        afgehaakt=woningen * (arrivals * JAREN - housed - at_end),
        wacht_voorrang=1 / (woningen * (let - INSTROOM["voorrang"])) + vertraging,
        wacht_regulier=float(wait.mean()),
    )


def chain(woningen: int) -> tuple[float, float, float]:
    """Exact expectations of `gehuisvest`, `wachtend` and `afgehaakt`, by uniformisation.

    Who waits less what stands empty is a chain of births and deaths, whatever the classes.
    """
    low, high = -_reach(woningen), round(2 * GEDULD * woningen * sum(INSTROOM.values()) / 3) + _reach(woningen)
    state = np.arange(low, high + 1)
    up = np.where(state < high, woningen * sum(INSTROOM.values()), 0.0)
    down = (woningen + np.minimum(state, 0)) / HUURDUUR + np.maximum(state, 0) / GEDULD
    down[0] = 0.0
    rate = float((up + down).max())
    waiting = np.maximum(state, 0).astype(np.float64)
    chance = (state == 0).astype(np.float64)
    at_end = total = 0.0
    weight, beyond = _poisson(rate * JAREN)
    for here, after in zip(weight, beyond, strict=True):
        length = float(chance @ waiting)
        at_end += here * length
        total += after / rate * length
        moved = chance * (1 - (up + down) / rate)
        moved[1:] += chance[:-1] * up[:-1] / rate
        moved[:-1] += chance[1:] * down[1:] / rate
        chance = moved
    reneged = total / GEDULD
    return woningen * sum(INSTROOM.values()) * JAREN - reneged - at_end, at_end, reneged


def _reach(woningen: int) -> int:
    return 40 + round(8 * woningen**0.5)


def _poisson(mean: float) -> tuple[np.ndarray, np.ndarray]:
    """The chances of 0, 1, ... events, and of more than so many."""
    n = np.arange(round(mean + 12 * mean**0.5 + 60))
    log = np.concatenate([[0.0], np.cumsum(np.log(mean / n[1:]))]) - mean
    chance = np.exp(log)
    return chance, np.maximum(1 - np.cumsum(chance), 0.0)

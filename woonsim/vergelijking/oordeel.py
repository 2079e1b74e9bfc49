"""The verdict on a difference: better, worse, or not to be told apart, and how many replications would tell."""

from __future__ import annotations

import math
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from woonsim.indicatoren.indicator import Richting
from woonsim.intervals import LEVEL

ALPHA = 1.0 - LEVEL
MOST_REPLICATIES = 100_000
"""More replications than this are not advised: so small a difference is none."""


class Oordeel(StrEnum):
    """What is known of a difference; `hoger` and `lager` where neither is better."""

    beter = "beter"
    slechter = "slechter"
    hoger = "hoger"
    lager = "lager"
    niet_te_onderscheiden = "niet te onderscheiden"
    geen_cijfer = "geen cijfer"


def judge(verschil: float, p: float, richting: Richting) -> Oordeel:
    """The verdict on a mean difference whose (corrected) chance under "no difference" is `p`; NaN: not known."""
    if math.isnan(verschil):
        return Oordeel.geen_cijfer
    if math.isnan(p) or p > ALPHA or verschil == 0.0:
        return Oordeel.niet_te_onderscheiden
    is_more = verschil > 0.0
    if not richting:
        return Oordeel.hoger if is_more else Oordeel.lager
    return Oordeel.beter if is_more == (richting == "meer") else Oordeel.slechter


def holm(p: NDArray[np.float64]) -> NDArray[np.float64]:
    """The chances `p` of a family, corrected after Holm (1979).

    Each that is at most `ALPHA` then counts: the chance that any does while none differs stays below `ALPHA`. NaN
    stays NaN and is no member.
    """
    corrected = np.full(len(p), np.nan)
    known = np.flatnonzero(~np.isnan(p))
    order = known[np.argsort(p[known], kind="stable")]
    highest = 0.0
    for place, at in enumerate(order):
        highest = max(highest, min(1.0, (len(order) - place) * float(p[at])))
        corrected[at] = highest
    return corrected


def needed(verschil: float, low: float, high: float, n: int) -> float:
    """About how many replications would tell a difference of this size from 0.

    The half-width shrinks with the square root of their number; NaN where no number would tell: no difference
    was seen, or more than `MOST_REPLICATIES` are needed.
    """
    half = (high - low) / 2.0
    if math.isnan(half) or verschil == 0.0 or math.isnan(verschil):
        return math.nan
    wanted = math.ceil(n * (half / abs(verschil)) ** 2)
    return float(max(wanted, n + 1)) if wanted <= MOST_REPLICATIES else math.nan

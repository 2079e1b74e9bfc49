"""Under which assumptions a variant loses: one threshold, or two together, found by trying them all."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from woonsim.indicatoren.indicator import Richting
from woonsim.intervals import LEVEL
from woonsim.vergelijking.onwetendheid import losses, set_means

if TYPE_CHECKING:
    import pandas as pd

    from woonsim.aannames import Aanname

COLUMNS = ["pad", "omschrijving", "teken", "grens", "eenheid", "goed", "verliest", "sets"]
MOST_IN_PAIRS = 1500
"""Conditions of which all pairs are tried; where there are more, a part of the thresholds of each assumption."""


@dataclass(frozen=True)
class Voorwaarde:
    """That the value of an assumption (its number) is above (`>`) or below (`<`) a threshold."""

    aanname: int
    teken: str
    grens: float


def verliesregel(
    verschillen: ArrayLike, aannames: Sequence[Aanname], waarden: ArrayLike, richting: Richting
) -> pd.DataFrame:
    """When the variant loses: a row per condition, all of which must hold; no rows when there is no such rule.

    Arguments as of `woonsim.vergelijking.invloed`. Every threshold of every assumption is tried, and every pair of
    them; the rule is the one that tells most sets rightly apart into those in which the variant is worse (gives
    less, where the indicator has no direction) and the others. It is a rule only if it does better than saying the
    same of all sets, and better than chance: Fisher's exact test, times the number of rules tried, is at most 5%.
    A pair is given only where that test speaks more strongly for it than for one threshold. Columns:

    - `pad`, `omschrijving`, `teken` (`>` or `<`), `grens` and `eenheid`: the condition;
    - `goed`: sets of which the rule says rightly whether the variant loses (on the sets in which it was found);
      `verliest`: sets in which it does; `sets`.
    """
    import pandas as pd

    means = set_means(verschillen)
    known = ~np.isnan(means)
    lost, values = losses(means[known], richting), np.asarray(waarden, dtype=np.float64)[known]
    found = _best(values, lost) if 0 < lost.sum() < len(lost) else None
    rows = [
        {
            "pad": aannames[each.aanname].pad,
            "omschrijving": aannames[each.aanname].omschrijving,
            "teken": each.teken,
            "grens": each.grens,
            "eenheid": aannames[each.aanname].eenheid,
            "goed": found.right,
            "verliest": int(lost.sum()),
            "sets": len(lost),
        }
        for each in (found.voorwaarden if found else ())
        if found
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


@dataclass(frozen=True)
class _Regel:
    """Conditions that must all hold, of how many sets they say rightly that the variant loses, and Fisher's p."""

    voorwaarden: tuple[Voorwaarde, ...]
    right: int
    p: float


def _best(values: NDArray[np.float64], lost: NDArray[np.bool_]) -> _Regel | None:
    """The best rule of one condition or two; None when it is no better than chance, or than none."""
    every = list(_conditions(values, len(lost)))
    if not every:
        return None
    thin = max(1, MOST_IN_PAIRS // (2 * values.shape[1]))
    rules = [_single(every, values, lost), _pair(list(_conditions(values, thin)), values, lost)]
    best = min(rules, key=lambda rule: rule.p)
    trivial = max(int(lost.sum()), len(lost) - int(lost.sum()))
    return best if best.p <= (1.0 - LEVEL) / 2.0 and best.right > trivial else None


def _conditions(values: NDArray[np.float64], most: int) -> Iterator[Voorwaarde]:
    """Both sides of at most so many thresholds of every assumption, between values that are drawn."""
    for number, column in enumerate(values.T):
        there = np.unique(column)
        gaps = np.arange(len(there) - 1)
        if len(gaps) > most:
            gaps = np.unique(np.linspace(0, len(gaps) - 1, most + 2)[1:-1].round().astype(np.int64))
        for gap in gaps:
            grens = shortest_between(float(there[gap]), float(there[gap + 1]))
            yield Voorwaarde(number, "<", grens)
            yield Voorwaarde(number, ">", grens)


def _holds(conditions: Sequence[Voorwaarde], values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Where each condition holds, as 1 and 0: conditions x sets."""
    columns = values[:, [each.aanname for each in conditions]].T
    limits = np.array([each.grens for each in conditions])[:, np.newaxis]
    above = np.array([each.teken == ">" for each in conditions])[:, np.newaxis]
    return np.where(above, columns > limits, columns < limits).astype(np.float64)


def _single(conditions: Sequence[Voorwaarde], values: NDArray[np.float64], lost: NDArray[np.bool_]) -> _Regel:
    holds = _holds(conditions, values)
    hits, covered = holds @ lost, holds.sum(axis=1)
    at = int(np.argmax(2 * hits - covered))
    return _judged((conditions[at],), hits[at], covered[at], lost, len(conditions))


def _pair(conditions: Sequence[Voorwaarde], values: NDArray[np.float64], lost: NDArray[np.bool_]) -> _Regel:
    holds = _holds(conditions, values)
    hits, covered = (holds * lost) @ holds.T, holds @ holds.T
    one, other = divmod(int(np.argmax(2 * hits - covered)), len(conditions))
    pair = (conditions[one], conditions[other])
    tried = len(conditions) * (len(conditions) - 1) // 2
    return _judged(pair, hits[one, other], covered[one, other], lost, tried)


def _judged(
    voorwaarden: tuple[Voorwaarde, ...], hits: float, covered: float, lost: NDArray[np.bool_], tried: int
) -> _Regel:
    n, k, drawn, found = len(lost), int(lost.sum()), round(covered), round(hits)
    p = min(1.0, max(tried, 1) * at_least(found, n, k, drawn))
    return _Regel(voorwaarden, n - k - drawn + 2 * found, p)


def at_least(found: int, n: int, k: int, drawn: int) -> float:
    """The chance of `found` or more of `k` marked among `drawn` out of `n` (hypergeometric: Fisher's exact test)."""
    total = math.comb(n, drawn)
    ways = sum(math.comb(k, i) * math.comb(n - k, drawn - i) for i in range(max(found, 0), min(k, drawn) + 1))
    return ways / total


def shortest_between(low: float, high: float) -> float:
    """The number with the fewest digits strictly between two numbers."""
    middle = (low + high) / 2.0
    for digits in range(1, 17):
        rounded = float(f"{middle:.{digits}g}")
        if low < rounded < high:
            return rounded
    return middle

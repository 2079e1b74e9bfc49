"""How a figure grows with size: the exponent of y ~ x^b, by least squares on logarithms."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Exponent:
    """The fitted exponent and its standard error, NaN when there are too few points to tell."""

    waarde: float
    fout: float


def fit(x: Sequence[float], y: Sequence[float]) -> Exponent:
    """The exponent b of y ~ x^b through positive points.

    One size tells nothing (NaN), two give an exponent without an error, of three on the residuals give one.
    """
    pairs = [(math.log(a), math.log(b)) for a, b in zip(x, y, strict=True) if a > 0 and b > 0]
    n = len(pairs)
    if n < 2:
        return Exponent(math.nan, math.nan)
    mean_x, mean_y = (sum(values) / n for values in zip(*pairs, strict=True))
    spread = sum((a - mean_x) ** 2 for a, _ in pairs)
    if spread == 0:
        return Exponent(math.nan, math.nan)
    slope = sum((a - mean_x) * (b - mean_y) for a, b in pairs) / spread
    if n == 2:
        return Exponent(slope, math.nan)
    residual = sum((b - mean_y - slope * (a - mean_x)) ** 2 for a, b in pairs)
    return Exponent(slope, math.sqrt(residual / (n - 2) / spread))

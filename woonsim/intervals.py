"""95% intervals: how far a mean, a quantile or a share over replications can be trusted.

A mean gets Hall's cubic-transformed t (Hall 1992), which repairs the under-coverage of the ordinary
t on skewed outcomes such as waiting lists; a quantile the interval between two order statistics; a share of
replications Wilson's score interval.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import atan, cos, exp, inf, lgamma, log, log1p, pi, sin, sqrt, tan
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

LEVEL = 0.95
FEWEST = 30
"""Below so many replications no interval is called reliable."""
SKEWED = 1.5
"""Absolute skewness above which fewer than `ENOUGH` replications give no reliable interval."""
ENOUGH = 50

_FLAT = 1e-12
"""Spread, as a share of the mean, below which values differ by rounding only."""


@dataclass(frozen=True)
class Intervals:
    """Means of columns of values with their intervals; every field has one entry per column.

    `n` counts the values that exist. `low` and `high` are NaN below two values, and equal to `mean`
    when all values are equal. `p` is the chance of a mean at least so far from 0 if 0 were the truth: the interval
    leaves 0 out exactly when `p` is below 5%; 1 when all values are 0, NaN below two. `reliable` is False when `n`
    is too small, or too small for the skewness of the values.
    """

    mean: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    n: NDArray[np.int64]
    p: NDArray[np.float64]
    reliable: NDArray[np.bool_]


def hall_intervals(values: ArrayLike) -> Intervals:
    """Means of the columns of `values` (replications x columns) with Hall's 95% interval.

    With W = (mean - mu) / sd and g the sample skewness, T = W + g W^2/3 + g^2 W^3/27 + g/(6n) is
    close to Student's t over sqrt(n); it is monotone in W, so its bounds invert in closed form.
    NaN is a value that does not exist.
    """
    known = _moments(values)
    t = _t_over_sqrt_n(known.n)
    low, high = _hall_bounds(known, t)
    reliable = (known.n >= ENOUGH) | ((known.n >= FEWEST) & (np.abs(known.skewness) <= SKEWED))
    return Intervals(known.mean, low, high, known.n, _p_of_zero(known, is_hall=True), reliable)


def difference_intervals(values: ArrayLike) -> Intervals:
    """Means of the columns of paired differences (replications x columns), with what Hall's t and plain t hold.

    Many differences are 0 and a few are not; of such Hall's correction alone follows a few values too far. The
    interval is the hull of both, `p` the larger of both, and the more skewed the differences the more of them a
    reliable interval takes. Differences that are all equal and not 0 say no more than a toss with so many heads:
    `p` is 2^(1 - n), and there is no interval below the six that such a toss needs.
    """
    known = _moments(values)
    t = _t_over_sqrt_n(known.n)
    low, high = _hall_bounds(known, t)
    low, high = np.minimum(low, known.mean - known.sd * t), np.maximum(high, known.mean + known.sd * t)
    p = np.maximum(_p_of_zero(known, is_hall=True), _p_of_zero(known, is_hall=False))
    constant = (known.sd == 0.0) & (known.mean != 0.0) & (known.n > 1)
    p = np.where(constant, 2.0 ** (1.0 - known.n), p)
    untold = constant & (p > 1.0 - LEVEL)
    low, high = np.where(untold, np.nan, low), np.where(untold, np.nan, high)
    reliable = (known.n >= FEWEST) & (np.abs(known.skewness) <= np.maximum(SKEWED, np.sqrt(known.n) / 5.0))
    return Intervals(known.mean, low, high, known.n, p, reliable)


@dataclass(frozen=True)
class _Moments:
    """Of each column the values that exist: number, mean, standard deviation, skewness (0 where all are equal)."""

    n: NDArray[np.int64]
    mean: NDArray[np.float64]
    sd: NDArray[np.float64]
    skewness: NDArray[np.float64]


def _moments(values: ArrayLike) -> _Moments:
    x = np.asarray(values, dtype=np.float64)
    n = np.sum(~np.isnan(x), axis=0)
    some = np.maximum(n, 1)
    mean = np.where(n > 0, np.nansum(x, axis=0) / some, np.nan)
    deviation = x - mean
    m2 = np.nansum(deviation**2, axis=0) / some
    flat = ~(np.sqrt(m2) > _FLAT * np.abs(mean))
    # Of deviations in units of their spread: the cube of a tiny one would be 0.
    skewness = np.where(flat, 0.0, np.nansum((deviation / np.where(flat, 1.0, np.sqrt(m2))) ** 3, axis=0) / some)
    sd = np.where(flat, 0.0, np.sqrt(m2 * some / np.maximum(n - 1, 1)))
    return _Moments(n.astype(np.int64), mean, sd, skewness)


def _t_over_sqrt_n(n: NDArray[np.int64]) -> NDArray[np.float64]:
    return np.array([t_quantile(int(k) - 1) / sqrt(k) if k > 1 else np.nan for k in n.ravel()]).reshape(n.shape)


def _hall_bounds(known: _Moments, t: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    some = np.maximum(known.n, 1)
    low, high = (known.mean - known.sd * _inverse_hall(bound, known.skewness, some) for bound in (t, -t))
    return low, high


def _p_of_zero(known: _Moments, *, is_hall: bool) -> NDArray[np.float64]:
    """How often Hall's T, or Student's t, is at least so far from 0 when the mean is 0."""
    p = np.full(known.mean.shape, np.nan)
    for at in np.ndindex(known.mean.shape):
        k, sd = int(known.n[at]), float(known.sd[at])
        if k < 2:
            continue
        if sd == 0.0:
            p[at] = float(known.mean[at] == 0.0)
            continue
        w, g = float(known.mean[at]) / sd, float(known.skewness[at]) if is_hall else 0.0
        t = (w + g * w**2 / 3.0 + g**2 * w**3 / 27.0 + g / (6.0 * k)) * sqrt(k)
        p[at] = 1.0 - _central_probability(atan(abs(t) / sqrt(k - 1)), k - 1)
    return p


def _inverse_hall(t: NDArray[np.float64], g: NDArray[np.float64], n: NDArray[np.int64]) -> NDArray[np.float64]:
    """The W at which Hall's T equals `t`; plain `t` in the limit of no skewness."""
    symmetric = np.abs(g) < 1e-6
    safe = np.where(symmetric, 1.0, g)
    skewed = 3.0 / safe * (np.cbrt(1.0 + safe * (t - safe / (6.0 * n))) - 1.0)
    return np.where(symmetric, t, skewed)


def order_interval(values: ArrayLike, p: float = 0.5) -> tuple[float, float, float]:
    """The quantile `p` of `values`, and the order statistics between which that of the population lies in 95%.

    Free of any distribution: the number of values below the quantile is binomial. NaN are left out; a bound is
    infinite where no value lies far enough out, which is so for the median below 6 values, and for the upper
    bound of the 90th percentile below 36.
    """
    x = np.sort(np.asarray(values, dtype=np.float64))
    x = x[~np.isnan(x)]
    n = len(x)
    if n == 0:
        return (float("nan"), float("nan"), float("nan"))
    low, high = _order_ranks(n, p)
    return (
        quantile_of_sorted(x, p),
        float(x[low - 1]) if low > 0 else -inf,
        float(x[high - 1]) if high <= n else inf,
    )


@lru_cache(maxsize=256)
def _order_ranks(n: int, p: float) -> tuple[int, int]:
    """Ranks (from 1) of the order statistics of `n` values that hold the quantile `p`; 0 and n + 1: there is none."""
    below = np.cumsum([exp(_log_binomial(n, k) + k * log(p) + (n - k) * log1p(-p)) for k in range(n + 1)])
    tail = (1.0 - LEVEL) / 2.0
    # of the i smallest none lies above the quantile with the chance that at most i - 1 values lie below it
    return int(np.count_nonzero(below <= tail)), int(np.count_nonzero(below < 1.0 - tail)) + 1


def quantile_of_sorted(rising: NDArray[Any], q: float) -> float:
    """The quantile `q` (linear between order statistics) of values in rising order; NaN when there are none.

    As `np.quantile`, to the bit, at a tenth of its time on a short row.
    """
    if not len(rising):
        return float("nan")
    place = (len(rising) - 1) * q
    below = int(place)
    low, high, t = float(rising[below]), float(rising[min(below + 1, len(rising) - 1)]), place - below
    return high - (high - low) * (1.0 - t) if t >= 0.5 else low + (high - low) * t


def _log_binomial(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)


def wilson_interval(hits: int, n: int) -> tuple[float, float]:
    """Wilson's 95% score interval for a probability, from `hits` out of `n`; NaN when `n` is 0.

    Stays inside [0, 1] and has width also when all or none are hits.
    """
    if n == 0:
        return (float("nan"), float("nan"))
    z2 = NormalDist().inv_cdf((1.0 + LEVEL) / 2.0) ** 2
    centre = (hits + z2 / 2.0) / (n + z2)
    half = sqrt(z2 * (hits * (n - hits) / n + z2 / 4.0)) / (n + z2)
    return (0.0 if hits == 0 else centre - half, 1.0 if hits == n else centre + half)


@lru_cache(maxsize=256)
def t_quantile(df: int, p: float = (1.0 + LEVEL) / 2.0) -> float:
    """The quantile `p` (in [0.5, 1)) of Student's t with `df` >= 1 degrees of freedom.

    Bisects the exact distribution function on the angle atan(t / sqrt(df)), which is bounded.
    """
    low, high = 0.0, pi / 2.0
    for _ in range(60):
        middle = (low + high) / 2.0
        if 0.5 + _central_probability(middle, df) / 2.0 < p:
            low = middle
        else:
            high = middle
    return tan((low + high) / 2.0) * sqrt(df)


def _central_probability(angle: float, df: int) -> float:
    """P(|T| <= sqrt(df) tan(angle)), by the finite series for whole `df` (Abramowitz and Stegun 26.7.3-4)."""
    square = cos(angle) ** 2
    odd = df % 2
    term = cos(angle) if odd else 1.0
    total = 0.0 if df == 1 else term
    for k in range(2 + odd, df - 1, 2):
        term *= square * (k - 1) / k
        total += term
    return 2.0 / pi * (angle + sin(angle) * total) if odd else sin(angle) * total

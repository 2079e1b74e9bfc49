"""Tables of counts that meet their margins: quotas, iterative proportional fitting, rounding to whole counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Float64 = NDArray[np.float64]
Int64 = NDArray[np.int64]

_TOLERANCE = 1e-6
_SCALE_LIMIT = 1e6


def quotas(shares: ArrayLike, n: int) -> Int64:
    """`n` split over `shares` in whole numbers by largest remainders; ties go to the first.

    Shares are nonnegative and not all zero; they need not sum to 1.
    """
    weights = np.asarray(shares, dtype=np.float64)
    exact: Float64 = weights / weights.sum() * n
    counts: Int64 = np.floor(exact + 1e-9).astype(np.int64)
    # Rounding first: equal remainders that differ in their last bit must stay a tie.
    order = np.argsort(-np.round(exact - counts, 9), kind="stable")
    counts[order[: n - int(counts.sum())]] += 1
    return counts


@dataclass(frozen=True)
class Margin:
    """A target for groups of cells of a table: `cells` has the shape of the table and names each cell's group.

    Group -1 is free. `target` holds the wanted sum per group. A `soft` margin gives way where the others
    leave it no room: the scaling of its groups is bounded.
    """

    cells: Int64
    target: Float64
    soft: bool = False


def fit(seed: Float64, margins: Sequence[Margin], iterations: int = 300) -> Float64:
    """The table nearest to `seed` (in relative entropy) that meets `margins`; the last one is met exactly.

    Stops when every margin holds within 1e-6 of the total, or after `iterations` rounds: margins that
    contradict each other are then met as far as bounded scalings allow.
    """
    table = seed.copy()
    total = float(margins[-1].target.sum())
    scalings = [_scaling(margin) for margin in margins]
    for _ in range(iterations):
        errors = [scale(table) for scale in scalings]
        if max(errors) <= _TOLERANCE * total:
            break
    return table


def _scaling(margin: Margin) -> Callable[[Float64], float]:
    groups = len(margin.target)
    cells = np.where(margin.cells < 0, groups, margin.cells).ravel()
    scaled = np.ones(groups + 1)

    def scale(table: Float64) -> float:
        """Scale `table` in place; returns the absolute error there was."""
        sums = np.bincount(cells, weights=table.ravel(), minlength=groups + 1)[:groups]
        factor = np.ones(groups + 1)
        np.divide(margin.target, sums, out=factor[:groups], where=sums > 0)
        if margin.soft:
            bounded = np.clip(scaled * factor, 1 / _SCALE_LIMIT, _SCALE_LIMIT)
            factor, scaled[:] = bounded / scaled, bounded
            factor[groups] = 1.0
        table *= factor[cells].reshape(table.shape)
        return float(np.abs(sums * (factor[:groups] - 1.0)).sum())

    return scale


def whole(table: Float64, rows: Int64, columns: Int64) -> Int64:
    """Whole counts near `table` whose row and column sums are exactly `rows` and `columns` (of equal total).

    Floors first, then adds one to cells by falling fraction, then fills what is left by falling weight.
    """
    shrunk = _within(_within(table.T, rows).T, columns)
    counts = np.floor(shrunk + 1e-9).astype(np.int64)
    short_rows, short_columns = rows - counts.sum(axis=1), columns - counts.sum(axis=0)
    for weights, most in ((table - counts, 1), (table, int(rows.sum()))):
        _fill(counts, weights, short_rows, short_columns, most)
    return counts


def _within(table: Float64, columns: Int64) -> Float64:
    """`table` with the columns that exceed `columns` scaled down to it."""
    sums = table.sum(axis=0)
    scale: Float64 = np.minimum(1.0, np.divide(columns, sums, out=np.ones(len(columns)), where=sums > 0))
    return np.asarray(table * scale)


def _fill(counts: Int64, weights: Float64, short_rows: Int64, short_columns: Int64, most: int) -> None:
    """Add up to `most` to cells by falling weight, as far as their row and column are short (all in place)."""
    width = counts.shape[1]
    for cell in np.argsort(-np.round(weights, 9).ravel(), kind="stable"):
        row, column = divmod(int(cell), width)
        added = min(most, int(short_rows[row]), int(short_columns[column]))
        if added > 0:
            counts[row, column] += added
            short_rows[row] -= added
            short_columns[column] -= added

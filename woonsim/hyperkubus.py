"""A Latin hypercube, keyed: of every path one value in each n-th part of its range, in an order of its own.

What a path draws depends on the seed, the path and the number of points only: what else is varied changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from woonsim.draw import Draws


def hypercube(paden: Sequence[str], n: int, seed: int) -> NDArray[np.float64]:
    """`n` points in the unit cube (points x paths), strictly inside it."""
    draws, numbers = Draws(seed, 0).within("hyperkubus"), np.arange(n)
    columns = []
    for pad in paden:
        part = np.argsort(np.argsort(draws.uniform(f"deel {pad}", numbers), kind="stable"))
        columns.append((part + draws.uniform(f"plaats {pad}", numbers)) / n)
    return np.array(columns, dtype=np.float64).reshape(len(paden), n).T

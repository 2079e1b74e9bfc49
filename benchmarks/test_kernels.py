"""What a round is made of, each alone on the same rows, against a copy of them: the least that memory asks."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from woonsim.draw import Doel, Draws

SIZES = (1_000, 100_000)


@pytest.mark.parametrize("n", SIZES)
@pytest.mark.parametrize("kernel", ["copy", "hash", "sort", "keuze"])
def test_kernel(benchmark: Any, kernel: str, n: int) -> None:
    benchmark.group = f"kernels, {n:,} rows"
    draws, rows = Draws(1, 0), np.arange(n)
    u = draws.uniform(Doel.loting, rows)
    keys, weights = draws.uniform(Doel.reactie, rows).view(np.int64), np.cumsum(np.linspace(1.0, 2.0, 200))
    work: dict[str, Any] = {
        "copy": u.copy,
        "hash": lambda: draws.uniform(Doel.acceptatie, keys, rows, rows),
        "sort": lambda: np.argsort(keys, kind="stable"),
        "keuze": lambda: np.searchsorted(weights, u * weights[-1]),
    }
    assert len(benchmark(work[kernel])) == n

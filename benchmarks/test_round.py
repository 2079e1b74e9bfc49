"""A round of adverts, against a bare one in C with as many seekers and woningen."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.werelden import ronde
from woonsim.bench.grens import compiled

SIZES = (500, 2_000)


@pytest.mark.parametrize("woningen", SIZES)
def test_woonsim(benchmark: Any, woningen: int) -> None:
    benchmark.group, played = f"a round of {woningen:,} woningen", ronde(woningen)
    benchmark.extra_info["reacties"] = played.reacties
    assert 0 < benchmark(played.play) <= played.woningen


@pytest.mark.parametrize("woningen", SIZES)
def test_bare_in_c(benchmark: Any, woningen: int) -> None:
    benchmark.group, played, bare = f"a round of {woningen:,} woningen", ronde(woningen), compiled()
    if bare is None:
        pytest.skip("no C compiler")
    assert benchmark(bare.prepare(played.zoekenden, played.woningen, 2)[0]) > 0

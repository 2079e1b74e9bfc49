"""One replication of a year at three sizes, each four times the one before: what four times the work costs."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.werelden import gemeente
from woonsim.simulation import play


@pytest.mark.parametrize("woningen", [500, 2_000, 8_000])
def test_a_year(benchmark: Any, woningen: int) -> None:
    benchmark.group = "one replication of a year"
    scenario = gemeente(woningen)
    played = benchmark.pedantic(lambda: play(scenario), rounds=3, warmup_rounds=1)
    assert len(played.feiten["toewijzing"]["jaar"]) > 0.03 * woningen

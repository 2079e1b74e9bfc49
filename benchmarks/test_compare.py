"""A comparison of two scenarios with two replications, against its four replications alone."""

from __future__ import annotations

from typing import Any

from benchmarks.werelden import gemeente
from woonsim.comparison import compare
from woonsim.simulation import play

GROUP = "a comparison of 2,000 woningen, one year"


def test_four_replications(benchmark: Any) -> None:
    benchmark.group, scenario = GROUP, gemeente(2_000)
    played = benchmark.pedantic(lambda: [play(scenario, 1, r) for r in (0, 1) for _ in range(2)], rounds=2)
    assert [replicatie.nummer for replicatie in played] == [0, 0, 1, 1]


def test_a_comparison(benchmark: Any) -> None:
    benchmark.group, scenario = GROUP, gemeente(2_000)
    found = benchmark.pedantic(lambda: compare(scenario, {"gelijk": scenario}, 2).tables(), rounds=2)
    assert len(found["verschil"]) > 0

"""What must always hold, after every event, on drawn scenarios in which every kind of event happens."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tests.property.laws import LAWS
from tests.property.occurrences import KINDS
from tests.property.played import play
from tests.property.scenarios import Data, load, scenarios

OFTEN = 0.2
"""The share of the drawn scenarios in which each kind of event must occur (decision 33)."""


def _check(examples: int) -> None:
    """Play drawn scenarios under all laws, then count what happened in them."""
    seen: Counter[str] = Counter()

    @settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
    )
    @given(data=scenarios())
    def hold(data: Data) -> None:
        played = play(load(data))
        for law in LAWS:
            law(played)
        seen["scenarios"] += 1
        seen.update(kind for kind, happened in KINDS.items() if happened(played))

    hold()
    assert seen["scenarios"] >= 0.9 * examples
    rare = {kind: seen[kind] for kind in KINDS if seen[kind] < OFTEN * seen["scenarios"]}
    assert rare == {}, f"of {seen['scenarios']} scenarios"


def test_what_must_always_hold() -> None:
    _check(120)


@pytest.mark.nightly
def test_what_must_always_hold_many_times_over() -> None:
    _check(5_000)

"""Relations between runs of related scenarios, on drawn scenarios."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.property.relations import RELATIONS, Draw

Relation = Callable[[Draw], None]


def _check(relation: Relation, examples: int) -> None:
    played = 0

    @settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
    )
    @given(data=st.data())
    def hold(data: st.DataObject) -> None:
        nonlocal played
        relation(data.draw)
        played += 1

    hold()
    assert played >= 0.8 * examples


@pytest.mark.parametrize("relation", RELATIONS, ids=lambda relation: relation.__name__)
def test_relation(relation: Relation) -> None:
    _check(relation, 15)


@pytest.mark.nightly
@pytest.mark.parametrize("relation", RELATIONS, ids=lambda relation: relation.__name__)
def test_relation_many_times_over(relation: Relation) -> None:
    _check(relation, 1_000)

"""Runs do what they did when they were last looked at; how to write the files again stands in `golden.py`."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.regression.golden import GOLDEN, HERE


@pytest.mark.parametrize(("name", "render"), GOLDEN.items(), ids=list(GOLDEN))
def test_nothing_changed_unseen(name: str, render: Callable[[], str]) -> None:
    expected = (HERE / name).read_text(encoding="utf-8").splitlines()
    assert render().splitlines() == expected, "to accept: python -m tests.regression.golden"


def test_the_small_scenario_tells_of_every_kind_of_event() -> None:
    """A log in which something never happens would not notice that it changed."""
    log = (HERE / "klein.txt").read_text(encoding="utf-8")
    for word in (
        "binnen_voorraad",
        "overlijden_of_zorg",
        "schakel 2",
        "55plus",
        "onverhuurd terug",
        "door aanbod",
        "door bemiddeling (weer_thuis) aan uitstroom",
        "door bemiddeling (directe_bemiddeling) aan urgenten",
        "met voorrang",
        "geblokkeerd",
        "grootboek weer_thuis: recht",
        "toekenning",
        "levering",
        "verval",
    ):
        assert word in log, word

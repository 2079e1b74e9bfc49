"""Each switch of Midden-Drenthe moves its own indicators the way its theory says, and nothing that it cannot touch.

Paired by replication under one seed. A movement counts when its mean difference is more than `GRENS` standard
errors on the side of the theory. A switch that did nothing would pass that by chance once in 370 times with thirty
replications (once in 140 with eight); over all movements together the chance that any dead one passes is about
one in five. What cannot be touched is compared exactly.

The gate plays four years with an advert cycle of four weeks; `-m nightly` plays thirty times the ten years of the
scenario as it is shipped.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from math import inf, isnan, sqrt
from pathlib import Path

import numpy as np
import pytest

from tests.validation.meten import Values
from tests.validation.ongeroerd import STROMEN, changed_before
from tests.validation.schakelaars import SCHAKELAARS, UITSTROOM, Beweging, Schakelaar
from woonsim import load_scenario, replicate
from woonsim.indicatoren import per_replicatie
from woonsim.results import Results

SCENARIO = Path(__file__).parents[2] / "scenarios" / "midden-drenthe.yaml"
GRENS = 3.0
KORT = ("begindatum=2024-01-01", "looptijd=4 jaar", "aanbod.advertentiecyclus=28 dagen")
"""The years in which the stock changes, with few rounds: what costs time."""


@dataclass(frozen=True)
class Gespeeld:
    """Replications of the scenario with some changes, and their figures."""

    results: Results

    @cached_property
    def _figures(self) -> dict[tuple[str, str], Values]:
        f = per_replicatie(self.results)
        over_term = f[f["jaar"].isna()].groupby(["indicator", "groep"])["value"]
        return {naam: values.to_numpy(dtype=np.float64) for naam, values in over_term}

    def of(self, indicator: str, groep: str) -> Values:
        """The figure over the term, one per replication; a figure that does not exist is 0."""
        return np.nan_to_num(self._figures.get((indicator, groep), np.zeros(self.results.n)))


class Proef:
    """The scenario played with and without switches, each once."""

    def __init__(self, changes: tuple[str, ...], n: int) -> None:
        """Play `n` replications of whatever is asked for, with `changes` in all."""
        self._changes, self._n = changes, n
        self._played: dict[tuple[str, ...], Gespeeld] = {}

    def play(self, changes: tuple[str, ...]) -> Gespeeld:
        """The scenario with `changes`; on one process where pytest already uses the cores."""
        if changes not in self._played:
            jobs = 1 if "PYTEST_XDIST_WORKER" in os.environ else 2
            scenario = load_scenario(SCENARIO, [*self._changes, *changes])
            self._played[changes] = Gespeeld(replicate(scenario, n=self._n, seed=1, jobs=jobs))
        return self._played[changes]

    def pair(self, schakelaar: Schakelaar) -> tuple[Gespeeld, Gespeeld]:
        """Without and with the switch."""
        return self.play(schakelaar.basis), self.play((*schakelaar.basis, *schakelaar.wijzigingen))


def off_noise(differences: Values) -> float:
    """The mean difference, in standard errors."""
    mean, se = float(differences.mean()), float(differences.std(ddof=1)) / sqrt(len(differences))
    if se > 1e-12 * abs(mean):
        return mean / se
    return 0.0 if mean == 0 else inf * mean


@pytest.fixture(scope="module", params=[(KORT, 8), pytest.param(((), 30), marks=pytest.mark.nightly)], ids=str)
def proef(request: pytest.FixtureRequest) -> Proef:
    return Proef(*request.param)


@pytest.mark.parametrize("schakelaar", SCHAKELAARS, ids=lambda s: s.naam)
def test_switch(proef: Proef, schakelaar: Schakelaar) -> None:
    without, with_it = proef.pair(schakelaar)
    differ = {naam for naam, compare in STROMEN.items() if compare(without.results, with_it.results)}
    assert differ == set(schakelaar.raakt)
    if schakelaar.vanaf is not None:
        assert list(changed_before(without.results, with_it.results, schakelaar.vanaf)) == []
    moved = {b: off_noise(with_it.of(b.indicator, b.groep) - without.of(b.indicator, b.groep)) for b in schakelaar.beweegt}
    assert {b: t for b, t in moved.items() if not b.richting * t > GRENS} == {}, moved

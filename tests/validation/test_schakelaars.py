"""Each switch of Midden-Drenthe moves its own indicators the way its theory says, and nothing that it cannot touch.

Paired by replication under one seed. A movement counts when its mean difference is more than `GRENS` standard
errors on the side of the theory. A switch that did nothing would pass that by chance once in 360 times with thirty
replications, once in 70 with six; of the hundred movements of the long run one dead one would pass by chance
in a quarter of the seeds, so most switches have more than one. What cannot be touched is compared exactly.

The gate plays six times four years with an advert cycle of four weeks, and leaves what so little cannot tell;
`-m nightly` plays thirty times the ten years of the scenario as it is shipped.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache, cached_property
from math import inf, sqrt
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.validation.meten import Values
from tests.validation.ongeroerd import STROMEN, changed_before
from tests.validation.schakelaars import SCHAKELAARS, Beweging, Schakelaar
from woonsim import load_scenario, replicate, simulate
from woonsim.indicatoren import per_replicatie
from woonsim.results import Results

SCENARIO = Path(__file__).parents[2] / "scenarios" / "midden-drenthe.yaml"
GRENS = 3.0
KORT = ("begindatum=2024-01-01", "looptijd=4 jaar", "aanbod.advertentiecyclus=28 dagen")
"""The years in which the stock changes, with few rounds: what costs time."""
LANG: tuple[tuple[str, ...], int] = ((), 30)
"""The scenario as it is, thirty times."""


@dataclass(frozen=True)
class Gespeeld:
    """Replications of the scenario with some changes, and their figures."""

    results: Results

    @cached_property
    def _figures(self) -> dict[tuple[str, str], Values]:
        f = per_replicatie(self.results)
        over_term = f[f["jaar"].isna()].groupby(["indicator", "groep"])["value"]
        return {(str(i), str(g)): values.to_numpy(dtype=np.float64) for (i, g), values in over_term}

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


def difference(without: Gespeeld, with_it: Gespeeld, beweging: Beweging) -> float:
    """How far an indicator moved, in standard errors."""
    which = (beweging.indicator, beweging.groep)
    return off_noise(with_it.of(*which) - without.of(*which))


@cache
def proef(changes: tuple[str, ...], n: int) -> Proef:
    """One per process: runs are shared by the switches."""
    return Proef(changes, n)


def gate_and_nightly() -> list[Any]:
    """Every switch over the full run, and those that a short one can tell in the gate."""
    short = [pytest.param((KORT, 6), s, id=f"kort-{s.naam}") for s in SCHAKELAARS if not s.lang]
    return short + [pytest.param(LANG, s, id=f"lang-{s.naam}", marks=pytest.mark.nightly) for s in SCHAKELAARS]


@pytest.mark.parametrize(("spel", "schakelaar"), gate_and_nightly())
def test_switch(spel: tuple[tuple[str, ...], int], schakelaar: Schakelaar) -> None:
    without, with_it = proef(*spel).pair(schakelaar)
    differ = {naam for naam, compare in STROMEN.items() if compare(without.results, with_it.results)}
    assert differ == set(schakelaar.raakt)
    if schakelaar.vanaf is not None:
        assert list(changed_before(without.results, with_it.results, schakelaar.vanaf)) == []
    moved = {b: difference(without, with_it, b) for b in schakelaar.beweegt if spel == LANG or not b.lang}
    assert {b: t for b, t in moved.items() if not b.richting * t > GRENS} == {}, moved


def test_other_seeds_differ_in_everything_from_outside() -> None:
    """What is compared above can differ; who rents at begindatum and what is built are part of the scenario."""
    one, other = (simulate(load_scenario(SCENARIO, KORT), seed=seed) for seed in (1, 2))
    assert {naam for naam, compare in STROMEN.items() if compare(one, other)} == set(STROMEN) - {
        "huurders",
        "nieuwbouw",
    }


@pytest.mark.nightly
def test_how_a_quota_is_drawn_matters_more_than_two_points_of_it() -> None:
    """Targets, section 3: at random, or the whole year open from 1 January, at the same 5%."""
    names = ("opbouw per_jaar", "trekking toeval", "7%")
    year, chance, seven = (next(s for s in SCHAKELAARS if s.naam == f"quotum {naam}") for naam in names)
    base, *others = (proef(*LANG).play(changes) for changes in ((), *(s.wijzigingen for s in (year, chance, seven))))
    waits = [run.of("bw_geblokkeerd", "totaal") for run in (base, *others)]
    assert off_noise((waits[2] - waits[1]) - (waits[0] - waits[3])) > GRENS

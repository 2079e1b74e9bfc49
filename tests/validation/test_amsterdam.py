"""Amsterdam at a twentieth of its size gives what is known of it (docs/amsterdam.md tells inputs from outcomes).

At that size a round has five adverts instead of ninety, so that fewer of those who look find two that they may have:
an advert has some 370 reactions instead of 530. The bounds are those of the sources, widened by half a year of
inschrijfduur for the size and by what two replications can be off.
"""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from tests.validation.kleiner import kleiner
from woonsim import load_scenario, replicate
from woonsim.indicatoren import per_replicatie
from woonsim.results import Results
from woonsim.scenario import read_scenario

SCENARIO = Path(__file__).parents[2] / "scenarios" / "amsterdam.yaml"
DEEL = 20
N = 2

BOUNDS = {
    ("vrijgekomen", "totaal"): (0.045 * 166_303, 0.057 * 166_303),
    ("aandeel_bemiddeling", "totaal"): (0.40, 0.45),
    ("inschrijfduur_gehuisvest", "totaal"): (11.7, 14.0),
    ("inschrijfduur_gehuisvest", "woonsituatie=starter"): (9.7, 11.7),
    ("inschrijfduur_gehuisvest", "woonsituatie=doorstromer"): (14.5, 18.5),
    ("zoekduur_gehuisvest", "totaal"): (5.5, 7.5),
    ("weigeringen_per_verhuring", "totaal"): (8.0, 10.5),
    ("reacties_per_advertentie", "totaal"): (310, 450),
    ("actief_aandeel", "totaal"): (0.245, 0.285),
    ("slaagkans_utrecht", "totaal"): (0.10, 0.13),
}
"""Indicator and groep -> between what its mean over the term must lie, counts at full size."""


@pytest.fixture(scope="module")
def played() -> Results:
    jobs = 1 if "PYTEST_XDIST_WORKER" in os.environ else 2
    return replicate(load_scenario(SCENARIO, kleiner(SCENARIO, DEEL)), n=N, seed=1, jobs=jobs)


@pytest.mark.parametrize(("indicator", "groep"), BOUNDS)
def test_a_known_outcome_lies_where_it_should(played: Results, indicator: str, groep: str) -> None:
    figures = per_replicatie(played)
    chosen = figures[(figures.indicator == indicator) & (figures.groep == groep) & figures.jaar.isna()]
    low, high = BOUNDS[indicator, groep]
    size = DEEL if indicator == "vrijgekomen" else 1
    assert low <= chosen["value"].mean() * size <= high


def test_the_tenth_candidate_accepts(played: Results) -> None:
    rows = played.table("toewijzing")
    regular = rows[(rows["kanaal"] == "aanbod") & ~rows["met_voorrang"]]
    assert 9 <= regular["plaats"].mean() <= 11.5


def test_the_smaller_one_has_the_same_shares() -> None:
    whole, small = read_scenario(SCENARIO)[0], load_scenario(SCENARIO, kleiner(SCENARIO, DEEL))
    stock = [np.array([regel.aantal for regel in scenario.woningvoorraad]) for scenario in (whole, small)]
    assert stock[1].sum() == round(stock[0].sum() / DEEL)
    assert np.abs(stock[1] - stock[0] / DEEL).max() <= 1
    assert small.woningzoekenden.ingeschreven.gemeente == whole.woningzoekenden.ingeschreven.gemeente / DEEL
    assert small.aanbod == whole.aanbod
    assert small.beleid == whole.beleid

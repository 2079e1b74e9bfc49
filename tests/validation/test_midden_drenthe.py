"""Midden-Drenthe reproduces what is known of it: outcomes, not inputs (docs/midden-drenthe.md tells which is which).

The gate plays few replications and takes the bounds of the issue as they are, widened by what so few can be off;
`-m nightly` plays the thirty that the bounds are about.
"""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from woonsim import load_scenario, replicate
from woonsim.indicatoren import per_replicatie
from woonsim.results import Results

SCENARIO = Path(__file__).parents[2] / "scenarios" / "midden-drenthe.yaml"

BOUNDS = {
    ("vrijgekomen", "totaal"): (202, 212),
    ("actief_aandeel", "totaal"): (0.14, 0.22),
    ("inschrijfduur_gehuisvest", "totaal"): (4.6, 5.9),
    ("aandeel_gemeente", "totaal"): (0.30, 0.40),
    ("aandeel_bemiddeling", "totaal"): (0.0, 0.20),
    ("aandeel_buiten_regulier", "totaal"): (0.20, 0.24),
    ("geleverd", "rekening=weer_thuis"): (9.5, 10.5),
    ("leegstand", "totaal"): (15, 25),
    ("keten_lengte", "totaal"): (1.05, 1.5),
}
"""Indicator and groep -> between what its mean over the term must lie."""


class Played:
    """Replications of the scenario, and their figures."""

    def __init__(self, n: int) -> None:
        """Play `n` replications, on one process where pytest already uses the cores."""
        jobs = 1 if "PYTEST_XDIST_WORKER" in os.environ else 2
        self.results: Results = replicate(load_scenario(SCENARIO), n=n, seed=1, jobs=jobs)
        self.figures = per_replicatie(self.results)

    def over_term(self, indicator: str, groep: str) -> pd.Series[float]:
        """The figure over the term, one per replication."""
        f = self.figures
        return f[(f.indicator == indicator) & (f.groep == groep) & f.jaar.isna()]["value"]

    def by_year(self, indicator: str, groep: str) -> pd.DataFrame:
        """The figure per replication (rows) and year (columns)."""
        f = self.figures
        rows = f[(f.indicator == indicator) & (f.groep == groep) & f.jaar.notna()]
        return rows.pivot(index="replicatie", columns="jaar", values="value")


@pytest.fixture(scope="module", params=[8, pytest.param(30, marks=pytest.mark.nightly)])
def played(request: pytest.FixtureRequest) -> Played:
    return Played(request.param)


@pytest.mark.parametrize(("indicator", "groep"), BOUNDS)
def test_a_known_outcome_lies_where_it_should(played: Played, indicator: str, groep: str) -> None:
    low, high = BOUNDS[indicator, groep]
    values = played.over_term(indicator, groep)
    slack = 2 * values.std() / np.sqrt(len(values)) if len(values) < 30 else 0.0
    assert low - slack <= values.mean() <= high + slack


def test_inschrijfduur_has_no_drift(played: Played) -> None:
    years = played.by_year("inschrijfduur_gehuisvest", "totaal")
    slopes = np.polyfit(np.arange(years.shape[1]), years.to_numpy().T, 1)[0]
    error = slopes.std(ddof=1) / np.sqrt(len(slopes))
    assert abs(slopes.mean()) <= 3 * error
    # Ten years of the largest drift that the interval allows stay within half a year.
    assert 10 * (abs(slopes.mean()) + 2 * error) < 0.5


def test_quota_homes_of_a_year_are_a_handful(played: Played) -> None:
    count = played.by_year("geleverd", "rekening=weer_thuis").to_numpy()
    assert np.mean((count >= 4) & (count <= 17)) >= 0.95


def test_moves_inside_the_stock_are_what_the_calibration_took_them_for(played: Played) -> None:
    scenario = played.results.scenario
    stock = sum(regel.aantal for regel in scenario.woningvoorraad)
    moves = played.over_term("vrijgekomen", "oorzaak=binnen_voorraad")
    error = moves.std() / np.sqrt(len(moves))
    assert abs(moves.mean() - scenario.mutatie.binnen_voorraad * stock) <= 3 * error + 1


def test_the_synthetic_population_is_close_to_the_scenario(played: Played) -> None:
    for replicatie in played.results.replicaties:
        assert max(replicatie.afstanden.values()) < 0.01

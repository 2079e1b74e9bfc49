"""A quota compared with none, through `compare`: the difference that theory gives lies in the interval shown (O6)."""

from math import sqrt
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tests.validation.meten import years_of
from tests.validation.orakel import orakel, quotum
from tests.validation.theorie import from_empty
from woonsim.comparison import compare
from woonsim.scenario.model import Scenario
from woonsim.vergelijking.vergelijking import Vergelijking

LATEN = {"afronding": "naar_beneden", "restant": "overgedragen", "zonder_kandidaat": "eerste_reageerder"}
"""What a coin sets apart is lost to the regular list."""


def thinned(folder: Path, share: str, *, vrij: int, regulier: int, jaren: int, vertrek: float = 0) -> Scenario:
    """A list of regular seekers, and a coin for every freed woning."""
    beleid = [quotum("bijzonder", share, trekking="toeval", **LATEN)]
    return orakel(folder, jaren=jaren, vrij=vrij, regulier=regulier, vertrek=vertrek, beleid=beleid)


def rows(found: Vergelijking, indicator: str, groep: str = "totaal") -> pd.DataFrame:
    table = found.verschillen
    return table[(table["indicator"] == indicator) & (table["groep"] == groep)]


def test_homes_that_a_quota_takes_from_an_overloaded_list(tmp_path: Path) -> None:
    """Terminating: two years from an empty list, 26 registrations and 20 homes a year of which a fifth set apart."""
    load = {"vrij": 20, "regulier": 26, "jaren": 2, "vertrek": 0.1}
    basis, variant = (thinned(tmp_path, share, **load) for share in ("0%", "20%"))  # type: ignore[arg-type]
    found = compare(basis, {"een_op_vijf": variant}, n=30, seed=50_001)
    years = float(years_of(found.basis).sum())
    without, with_quota = (from_empty(26, homes, 0.1, years).allocations for homes in (20, 16))
    truth = (with_quota - without) / load["jaren"]
    (row,) = rows(found, "toewijzingen", "kanaal=aanbod").query("jaar.isna()").to_dict("records")
    assert row["low"] <= truth <= row["high"]
    # narrow enough to tell
    assert (row["high"] - row["low"]) / 2 <= 0.3 * abs(truth)
    assert (row["oordeel"], row["betrouwbaar"]) == ("slechter", True)
    assert row["slechter"] > 0.9


EXPERIMENTS, WARM_UP, YEARS = 12, 2, 6


@pytest.mark.nightly
def test_wait_that_a_quota_adds_at_the_nominal_rate(tmp_path: Path) -> None:
    """O6 in the long run: 1 / ((1 - q) mu - lambda), at 100 homes and 70 registrations a year, q = 0 and 5%."""
    basis, variant = (thinned(tmp_path, share, vrij=100, regulier=70, jaren=YEARS) for share in ("0%", "5%"))
    truth = 1 / (95 - 70) - 1 / (100 - 70)
    found = [compare(basis, {"q": variant}, n=30, seed=51_000 + k, jobs=2) for k in range(EXPERIMENTS)]
    table = pd.concat([rows(each, "inschrijfduur_gehuisvest") for each in found])
    table = table[table["jaar"].notna() & (table["jaar"] >= found[0].basis.jaren[WARM_UP])]
    assert len(table) == EXPERIMENTS * (YEARS - WARM_UP)
    holds = (table["low"] <= truth) & (truth <= table["high"])
    # of 48 intervals at 95%, years of one experiment hanging together
    assert holds.mean() >= 0.95 - 4 * sqrt(0.95 * 0.05 / len(table))
    per_experiment = table["verschil"].to_numpy().reshape(EXPERIMENTS, -1).mean(axis=1)
    se = per_experiment.std(ddof=1) / sqrt(EXPERIMENTS)
    # a mean per year over those housed in it lies a fifteenth low: many are housed in years of long lists
    assert abs(per_experiment.mean() - truth) <= 4.5 * se + truth / 15
    assert np.all(table["vrf"] > 1)

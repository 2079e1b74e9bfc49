"""Some ten homes a year: what drawing at random, counting and asking make of a quota of 5%, played."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tests.validation.orakel import orakel, play, quotum
from woonsim.load import load_scenario
from woonsim.replications import replicate
from woonsim.results import Results

SHIPPED = Path(__file__).parents[2] / "scenarios" / "midden-drenthe.yaml"
TAKEN = {"restant": "overgedragen", "zonder_kandidaat": "eerste_reageerder"}
"""Whatever is set apart is let: what a year gives is what was set apart."""


def granted(results: Results, rekening: str) -> pd.Series:
    """Homes set apart for an account in every year of every replication."""
    years = results.table("vrijkomst").groupby(["replicatie", "jaar"]).size().index
    rows = results.table("grootboek")
    mine = rows[(rows["post"] == "toekenning") & (rows["rekening"] == rekening)]
    return mine.groupby(["replicatie", "jaar"]).size().reindex(years, fill_value=0)


def within(numbers: pd.Series, low: int, high: int) -> float:
    return float(numbers.between(low, high).mean())


def shipped(changes: Sequence[str]) -> pd.Series:
    results = replicate(load_scenario(SHIPPED, changes), 10, seed=1, jobs=2)
    return granted(results, "weer_thuis")


@pytest.mark.nightly
def test_five_percent_of_207_at_random_is_5_to_17_and_every_twentieth_9_to_12(tmp_path: Path) -> None:
    counts = {}
    for seed, trekking in enumerate(("toeval", "teller"), start=26_001):
        entry = quotum(trekking, "5%", trekking=trekking, **TAKEN)
        counts[trekking] = granted(play(orakel(tmp_path, jaren=10, vrij=207, beleid=[entry]), 20, seed, 2), trekking)
    # 200 years each: a share of 0.95 is seen within 0.046 of it (3 standard errors)
    assert within(counts["toeval"], 5, 17) > 0.90
    assert within(counts["teller"], 9, 12) > 0.90
    # and the one is not the other: Poisson(10.35) is 9 to 12 in half of the years
    assert within(counts["toeval"], 9, 12) < 0.65
    assert counts["toeval"].mean() == pytest.approx(10.35, abs=3 * np.sqrt(10.35 / 200))


@pytest.mark.nightly
def test_in_midden_drenthe_counting_is_as_narrow_and_chance_meets_the_cap() -> None:
    counted = shipped(["beleid.weer_thuis.trekking=teller"])
    by_chance = shipped(["beleid.weer_thuis.trekking=toeval"])
    assert counted.std() < by_chance.std()
    # a home that chance draws while the 20% are full gives no right
    assert by_chance.mean() < counted.mean()

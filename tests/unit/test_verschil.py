"""Paired differences and verdicts: against numbers worked out by hand."""

import math

import numpy as np
import pandas as pd
import pytest

from woonsim.intervals import order_interval
from woonsim.vergelijking.oordeel import holm, judge, needed
from woonsim.vergelijking.verschil import variance_reduction, verschillen


def figures(indicator: str, values: list[float], groep: str = "totaal") -> pd.DataFrame:
    table = pd.DataFrame({"replicatie": range(len(values)), "indicator": indicator, "groep": groep, "value": values})
    table["jaar"] = pd.array([None] * len(values), dtype="Int64")
    return table[["replicatie", "indicator", "groep", "jaar", "value"]]


def one(indicator: str, basis: list[float], variant: list[float], **rest: object) -> pd.Series:
    table = verschillen(figures(indicator, basis), {"b": figures(indicator, variant)}, **rest)
    assert len(table) == 1
    return table.iloc[0]


def test_a_difference_is_taken_within_a_replication() -> None:
    row = one("leegstand", [10.0, 20.0, 30.0], [9.0, 18.0, 30.0])
    assert (row["basis"], row["waarde"], row["verschil"]) == (20.0, 19.0, -1.0)
    # differences -1, -2, 0: sd 1, symmetric, t(2) = 4.3027
    assert row["low"] == pytest.approx(-1.0 - 4.30265 / math.sqrt(3), abs=1e-4)
    assert row["mediaan"] == -1.0
    assert (row["beter"], row["slechter"]) == (pytest.approx(2 / 3), 0.0)
    assert row["oordeel"] == "niet te onderscheiden"
    # half-width 2.484 around 1: 3 * 2.484^2 = 18.5
    assert row["nodig"] == 19


def test_what_is_equal_everywhere_is_not_to_be_told_apart() -> None:
    row = one("leegstand", [3.0, 4.0, 5.0], [3.0, 4.0, 5.0])
    assert (row["verschil"], row["low"], row["high"], row["p"]) == (0.0, 0.0, 0.0, 1.0)
    assert row["oordeel"] == "niet te onderscheiden"
    assert math.isnan(row["nodig"])


@pytest.mark.parametrize(
    ("indicator", "step", "oordeel"),
    [
        ("leegstand", 1.0, "slechter"),
        ("leegstand", -1.0, "beter"),
        ("toewijzingen", 1.0, "beter"),
        ("ingeschreven", 1.0, "hoger"),
        ("ingeschreven", -1.0, "lager"),
    ],
)
def test_the_verdict_follows_the_direction_of_the_indicator(indicator: str, step: float, oordeel: str) -> None:
    basis = [float(k) for k in range(30)]
    variant = [value + step + 0.01 * (k % 3) for k, value in enumerate(basis)]
    row = one(indicator, basis, variant)
    assert row["oordeel"] == oordeel
    assert row["betrouwbaar"]
    assert max(row["beter"], row["slechter"]) == 1.0


def test_a_figure_that_one_replication_lacks_counts_in_none() -> None:
    row = one("leegstand", [10.0, math.nan, 30.0], [9.0, 18.0, 30.0])
    assert (row["n"], row["basis"], row["waarde"]) == (2, 20.0, 19.5)
    assert not row["betrouwbaar"]


def test_holm_by_hand() -> None:
    # of four: 4 x .01, 3 x .02, 2 x .03, 1 x .04, each at least the one before
    assert holm(np.array([0.04, 0.01, 0.03, 0.02, math.nan])).tolist()[:4] == pytest.approx([0.06, 0.04, 0.06, 0.06])


def test_main_indicators_of_all_variants_are_one_family() -> None:
    rng = np.random.default_rng(5)
    basis = rng.normal(size=30)
    noise = rng.normal(size=30)
    shifts = (0.42, 0.42, 0.0)
    variants = {f"v{k}": figures("leegstand", list(basis + noise + shift)) for k, shift in enumerate(shifts)}
    alone = verschillen(figures("leegstand", list(basis)), variants)
    family = verschillen(figures("leegstand", list(basis)), variants, [("leegstand", "totaal")])
    assert alone["p_holm"].isna().all()
    assert family["p"].tolist() == alone["p"].tolist()
    assert (family["p_holm"] >= family["p"]).all()
    assert family["p_holm"].max() <= 1.0


def test_no_verdict_without_a_figure_or_with_one_replication() -> None:
    assert judge(math.nan, math.nan, "meer") == "geen cijfer"
    assert judge(1.0, math.nan, "meer") == "niet te onderscheiden"


def test_nobody_is_sent_to_play_for_ever() -> None:
    assert math.isnan(needed(1e-6, -1.0, 1.0, 30))
    assert needed(0.99, -0.01, 1.99, 30) == 31


def test_variance_reduction_by_hand() -> None:
    basis = np.array([1.0, 2.0, 3.0])
    assert variance_reduction(basis, basis + 5.0) == math.inf
    # variances 1 and 1, difference 2, 0, -2: 4
    assert variance_reduction(basis, basis[::-1]) == 0.5
    assert math.isnan(variance_reduction(np.ones(3), np.ones(3)))


@pytest.mark.parametrize(
    ("n", "p", "low", "high"),
    [(30, 0.5, 10, 21), (6, 0.5, 1, 6), (5, 0.5, -math.inf, math.inf), (35, 0.9, 28, math.inf), (36, 0.9, 29, 36)],
)
def test_ranks_of_order_statistics(n: int, p: float, low: float, high: float) -> None:
    assert order_interval(np.arange(n, 0, -1.0), p)[1:] == (low, high)

"""How figures are written: rounding, signs, decimals, and words beside them."""

from __future__ import annotations

from math import nan
from typing import Any

import pytest

from woonsim.comparetabel import verdict
from woonsim.huishoudentabel import _interval
from woonsim.notatie import column_decimals, seems_off, signed
from woonsim.plots.stijl import short
from woonsim.schermteksten import getal, jaren, waarde_text


@pytest.mark.parametrize(
    ("value", "decimals", "told"),
    [
        (150.5, 0, "151"),
        (-150.5, 0, "-151"),
        (2.675, 2, "2,68"),
        (-0.4, 0, "0"),
        (1234.5, 1, "1.234,5"),
        (nan, 0, "nan"),
    ],
)
def test_a_half_is_rounded_away_from_zero(value: float, decimals: int, told: str) -> None:
    assert getal(value, decimals) == told


@pytest.mark.parametrize(("value", "told"), [(0.5, "+1"), (-0.5, "-1"), (0.4, "0"), (-0.4, "0"), (1000.5, "+1.001")])
def test_the_sign_is_that_of_what_is_told(value: float, told: str) -> None:
    assert signed(value, 0) == told


@pytest.mark.parametrize(
    ("value", "told"), [("3.5%", "3,5%"), ("2.5 fte", "2,5 fte"), ("5%", "5%"), ("basis", "basis"), ("1.2.3", "1.2.3")]
)
def test_a_value_has_the_readers_decimal_sign(value: str, told: str) -> None:
    assert waarde_text(value) == told


def test_one_year_is_singular() -> None:
    assert (jaren(1), jaren(10)) == ("1 jaar", "10 jaar")


def figure(mean: float, half: float) -> dict[str, Any]:
    return {"mean": mean, "low": mean - half, "high": mean + half, "unit": ""}


def test_a_column_has_the_decimals_of_what_is_known_best() -> None:
    assert column_decimals([figure(8.0, 3.0), figure(0.0, 0.0)], 1) == 0
    assert column_decimals([figure(8.0, 3.0), figure(0.5, 0.2)], 1) == 1
    assert column_decimals([figure(8.0, 0.001)], 1) == 1
    assert column_decimals([figure(8.5, 0.0)], 1) == 1
    assert column_decimals([figure(nan, nan), figure(8.0, nan)], 1) == 0


def test_what_rounding_makes_of_a_difference_is_seen() -> None:
    row = {"basis": 10.4, "waarde": 11.6, "verschil": 1.2, "low": -1.0, "high": 3.4, "unit": "woningen"}
    assert seems_off(row, 0)
    assert not seems_off({**row, "basis": 10.0, "waarde": 11.0}, 0)
    assert not seems_off({**row, "waarde": nan, "verschil": nan}, 0)


def test_an_interval_around_zero_says_which_way_each_end_lies() -> None:
    assert _interval(-20.0, 500.0, 0, is_longer=False) == "500 korter tot 20 langer"
    assert _interval(-20.0, 500.0, 0, is_longer=True) == "20 korter tot 500 langer"
    assert _interval(35.0, 69.0, 0, is_longer=True) == "35 tot 69"


def row_of(**given: Any) -> dict[str, Any]:
    return {
        "indicator": "leegstand",
        "groep": "totaal",
        "unit": "dagen",
        "basis": 20.0,
        "waarde": 19.0,
        "verschil": -1.0,
        "low": -3.0,
        "high": 1.0,
        "beter": 23 / 30,
        "slechter": 7 / 30,
        "n": 30,
        "oordeel": "niet te onderscheiden",
        "betrouwbaar": True,
        "vrf": 5.0,
        "nodig": 118.0,
        **given,
    }


def test_a_verdict_counts_replications_and_says_how_many_would_do() -> None:
    said = verdict(row_of())
    assert "; beter in 23 van de 30 replicaties; koppelen spaart een factor 5,0" in said
    assert said.endswith("Als het verschil werkelijk zo groot is, tonen zo'n 120 replicaties het aan.")


def test_of_few_replications_no_plan_is_made() -> None:
    said = verdict(row_of(n=9, beter=1.0, slechter=0.0))
    assert said.endswith("; beter in 9 van de 9 replicaties.")


def test_a_verdict_without_an_interval_says_why() -> None:
    said = verdict(row_of(n=1, beter=1.0, slechter=0.0, low=nan, high=nan, nodig=nan, vrf=nan))
    assert "(geen interval: 1 replicatie met een cijfer); in de ene replicatie beter." in said


def test_a_long_name_is_cut_for_a_figure() -> None:
    assert short("tien procent", 20) == "tien procent"
    assert short("beleid.weer_thuis.aandeel=10%", 20) == "beleid.weer_thuis..."

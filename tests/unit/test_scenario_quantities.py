"""Quantities mean one number, however they are written; norms, classes and distributions too."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from woonsim.kalender import DAG, JAAR
from woonsim.scenario import parse_scenario, read_scenario
from woonsim.scenario.eenheden import Aandeel, Aantal, Duur, EurJaar, EurMaand, Getal, Jaren, Tempo
from woonsim.scenario.klassen import grenzen
from woonsim.scenario.model import Scenario
from woonsim.scenario.norm import parse_norm

KLEIN = Path(__file__).parents[1] / "data" / "klein.yaml"


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return read_scenario(KLEIN)[0]


@pytest.mark.parametrize(
    ("kind", "written", "number"),
    [
        (Aandeel, "5%", 0.05),
        (Aandeel, "5 %", 0.05),
        (Aandeel, 0.05, 0.05),
        (Aandeel, 1, 1.0),
        (Aandeel, "100%", 1.0),
        (Aandeel, "29%", 0.29),
        (Aandeel, {"waarde": 5, "eenheid": "%", "marge": [4, "6%"]}, 0.05),
        (Aantal, 700, 700),
        (Aantal, 1e6, 1_000_000),
        (Aantal, {"waarde": 7, "aanname": "x", "marge": [6, 8], "toelichting": "y"}, 7),
        (Getal, 1.5, 1.5),
        (Tempo, "6.5%", 0.065),
        (Tempo, {"waarde": "6.5%", "eenheid": "per jaar", "marge": ["5%", "8%"]}, 0.065),
        (Tempo, 0.01, 0.01),
        (Tempo, "485 per jaar", 485.0),
        (Tempo, {"waarde": 485, "eenheid": "per jaar", "bron": "S1"}, 485.0),
        (Duur, "30 dagen", 30 * DAG),
        (Duur, "1 dag", DAG),
        (Duur, "0 dagen", 0),
        (Duur, "2 weken", 14 * DAG),
        (Duur, "12 maanden", JAAR),
        (Duur, "1 maand", JAAR // 12),
        (Duur, "10 jaar", 10 * JAAR),
        (Duur, "0.2 jaar", 105_192),
        (Duur, "36 uur", 2160),
        (Duur, {"waarde": "12 maanden", "marge": [6, 18]}, JAAR),
        (Duur, {"waarde": 12, "eenheid": "maanden", "marge": ["1 jaar", "2 jaar"]}, JAAR),
        (Jaren, "10 jaar", 10),
        (EurMaand, "610 EUR/maand", 610.0),
        (EurMaand, "610.50 EUR per maand", 610.5),
        (EurJaar, {"waarde": 28500, "eenheid": "EUR/jaar"}, 28500.0),
    ],
)
def test_the_number_meant(kind: Any, written: object, number: float) -> None:
    read = TypeAdapter(kind).validate_python(written)
    assert read == number
    assert type(read) is type(number)


@pytest.mark.parametrize("kind", [Aandeel, Aantal, Getal, Tempo, Duur, Jaren, EurMaand, EurJaar])
@pytest.mark.parametrize(
    "written",
    [
        True,
        None,
        [],
        {},
        "",
        "x",
        "5 x",
        float("nan"),
        float("inf"),
        -1,
        "-1",
        10**30,
        "0,05",
        "1e999",
        {"waarde": True},
    ],
)
def test_what_no_quantity_accepts(kind: Any, written: object) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(kind).validate_python(written)


@given(st.integers(0, 10_000))
def test_percentages_are_the_nearest_float(hundredths: int) -> None:
    assert TypeAdapter(Aandeel).validate_python(f"{hundredths / 100}%") == hundredths / 10_000


def test_minus_zero_is_zero() -> None:
    assert str(TypeAdapter(Getal).validate_python(-0.0)) == "0.0"


@pytest.mark.parametrize(
    ("text", "operator", "value", "unit"),
    [
        (">= 5%", ">=", 0.05, "%"),
        ("<= 90 dagen", "<=", 90.0, "dagen"),
        (">=10", ">=", 10.0, ""),
        ("< 0.5", "<", 0.5, ""),
    ],
)
def test_norm(text: str, operator: str, value: float, unit: str) -> None:
    norm = parse_norm(text)
    assert (norm.operator, norm.waarde, norm.eenheid) == (operator, value, unit)


def test_norm_is_met_at_its_limit_only_when_it_says_so() -> None:
    assert parse_norm(">= 5%").holds(0.05)
    assert not parse_norm("> 5%").holds(0.05)
    assert not parse_norm("<= 5%").holds(float("nan"))


def test_grenzen() -> None:
    assert grenzen("18-24") == (18, 24)
    assert grenzen("85+") == (85, None)
    for none in ("24-18", "x", "18", "18-", "+", "130+", "٣+"):
        with pytest.raises(ValueError, match="age class"):
            grenzen(none)


def test_sources_are_left_out_of_tables(scenario: Scenario) -> None:
    assert list(scenario.mutatie.redenen) == [
        "overlijden_of_zorg",
        "corporatie_elders",
        "koop_of_particulier",
        "uit_de_gemeente",
        "overig",
    ]
    assert scenario.mutatie.leeftijdsverloop.verhuizing["85+"] == 1.9


def test_forms_of_distribution(scenario: Scenario) -> None:
    woonduur = scenario.huurders.woonduur
    assert woonduur.lognormaal is not None
    assert (woonduur.lognormaal.mediaan, woonduur.lognormaal.p90) == (9 * JAAR, 28 * JAAR)
    assert (woonduur.vast, woonduur.exponentieel, woonduur.empirisch) == (None, None, None)
    assert scenario.beschermd_wonen is not None
    assert scenario.beschermd_wonen.aanmeldingen.geduld.vast == 0
    zoekend = scenario.woningzoekenden.inschrijfduur_bij_aanvang.zoekend.gemeente.empirisch
    assert zoekend is not None
    assert (zoekend.kansen[-1], zoekend.waarden[0], zoekend.waarden[-1]) == (1.0, 0, 8 * JAAR)


def test_policies_have_a_type_a_name_and_parameters(scenario: Scenario) -> None:
    quotum = scenario.beleid[1]
    assert (quotum.soort, quotum.naam) == ("quotum", "weer_thuis")
    assert "naam" not in quotum.parameters
    assert quotum.parameters["aandeel"] == "5%"
    regel = scenario.beleid[4]
    assert (regel.soort, regel.naam, regel.parameters) == ("passend_toewijzen", "passend_toewijzen", {})


def test_continuous_adverts() -> None:
    text = KLEIN.read_text(encoding="utf-8")
    changed = text.replace("advertentiecyclus: 7 dagen", "advertentiecyclus: doorlopend")
    assert text != changed
    assert parse_scenario(changed.encode(), "x")[0].aanbod.advertentiecyclus == "doorlopend"


def test_yaml_1_2_words_are_not_booleans() -> None:
    text = KLEIN.read_text(encoding="utf-8").replace("corporatie: Woonservice", "corporatie: no")
    assert parse_scenario(text.encode(), "x")[0].woningvoorraad[0].corporatie == "no"


def test_scenario_goes_to_another_process(scenario: Scenario) -> None:
    assert pickle.loads(pickle.dumps(scenario)) == scenario


def test_tree_finds_parameters_of_policies_without_their_type() -> None:
    _, tree = read_scenario(KLEIN)
    assert tree.bytes == KLEIN.read_bytes()
    line, column = tree.position(("beleid", 1, "aandeel"))
    assert (line, column) == tree.position(("beleid", 1, "quotum", "aandeel"))
    assert tree.text.split("\n")[line - 1][column - 1 :].startswith("5%")
    fault = tree.fault(("beleid", 1, "aandeel"), "zo niet")
    assert (fault.path, fault.line, fault.column) == ("beleid[1].aandeel", line, column)
    absent = tree.fault(("beleid", 1, "weg"), "ontbreekt")
    assert (absent.path, absent.line) == ("beleid[1].weg", line)

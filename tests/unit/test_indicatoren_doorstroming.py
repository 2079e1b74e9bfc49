"""Indicators of doorstroming, from hand-made facts with the expected figures worked out by hand."""

from typing import Any

import pytest

from tests.unit.test_indicatoren import NAN, Facts, _expect, _figures, _scenario
from woonsim.indicatoren import samenvatting
from woonsim.results import Results
from woonsim.scenario.beleidsregel import Beleidsregel

TERMS = {"bereik": 0.1, "bereik_zoekenden": 0.5, "factor_zoeken": 2, "factor_reactie": 1, "factor_acceptatie": 1}


def regel(**terms: Any) -> list[Beleidsregel]:
    return [
        Beleidsregel.model_validate("inschrijfduur"),
        Beleidsregel.model_validate({"doorstroomregeling": {"naam": "senioren", **TERMS, **terms}}),
    ]


def move(facts: Facts, jaar: int, who: int, kamers_oud: int, **values: Any) -> None:
    facts.add("toewijzing", jaar=jaar, volgnummer=who, kamers_oud=kamers_oud, **values)


def some_moves() -> Facts:
    """Three participants move, one of them an extra move; two others move; who leaves no woning does not count."""
    facts = Facts()
    for jaar, who in ((2021, 1), (2021, 2), (2022, 3)):
        facts.add("deelname", regel=1, jaar=jaar, volgnummer=who)
    move(facts, 2021, 1, 4, in_regeling=True, is_extra=True, rekenhuur_eur=650, rekenhuur_oud_eur=600)
    move(facts, 2021, 2, 3, in_regeling=True, rekenhuur_eur=500, rekenhuur_oud_eur=600)
    move(facts, 2022, 3, 5, in_regeling=True, rekenhuur_eur=700, rekenhuur_oud_eur=600)
    move(facts, 2022, 8, 5, rekenhuur_eur=600, rekenhuur_oud_eur=570)
    move(facts, 2022, 9, -1, in_regeling=True, is_extra=True, rekenhuur_eur=900, rekenhuur_oud_eur=-1)
    return facts


def test_moves_of_participants_are_gross_and_extra() -> None:
    facts = some_moves()
    _expect(_figures(facts, "doorstroming_bereikt"), 2, 1, 1.5)
    _expect(_figures(facts, "doorstroming_bruto"), 2, 1, 1.5)
    _expect(_figures(facts, "doorstroming_extra"), 1, 0, 0.5)
    _expect(_figures(facts, "doorstroming_meeverhuisd"), 1 / 2, 1, 2 / 3)
    _expect(_figures(facts, "gezinswoningen_vrijgemaakt"), 1, 1, 1)
    _expect(_figures(facts, "gezinswoningen_vrijgemaakt_extra"), 1, 0, 0.5)


def test_without_moves_there_is_no_share_and_no_cost_per_move() -> None:
    _expect(_figures(Facts(), "doorstroming_meeverhuisd"), NAN, NAN, NAN)
    figures = _figures(Facts(), "kosten_per_extra_verhuizing", beleid=regel(kosten_per_jaar="1000 EUR/jaar"))
    _expect(figures, NAN, NAN, NAN)


def test_rent_jumps_up_and_down() -> None:
    facts = some_moves()
    _expect(_figures(facts, "huursprong"), -25, 65, 20)
    _expect(_figures(facts, "huursprong_regeling"), -25, 100, 50 / 3)


def test_a_mean_fall_of_the_rent_keeps_an_interval_below_zero() -> None:
    replicaties = []
    for nummer, new in enumerate((500, 560), start=1):
        facts = Facts().add("vrijkomst", schakel=1, jaar=2021)
        move(facts, 2021, 1, 4, rekenhuur_eur=new, rekenhuur_oud_eur=600)
        replicaties.append(facts.replicatie(nummer))
    table = samenvatting(Results(_scenario(), 1, tuple(replicaties)))
    row = table[(table["indicator"] == "huursprong") & (table["jaar"] == 2021)].iloc[0]
    assert row["mean"] == -70
    assert row["low"] < -70 < row["high"]


@pytest.mark.parametrize(
    ("terms", "first", "term"),
    [
        ({"kosten_per_jaar": "1000 EUR/jaar"}, 1000 * 365 / 365.25, 2000 * 365 / 365.25),
        ({"kosten_per_jaar": "1000 EUR/jaar", "vanaf": "365 dagen"}, 0, 1000 * 365 / 365.25),
        ({"premie_eur": 2000}, 4000, 6000),
        ({"huurgarantie": "ja", "duur_huurgarantie": "12 maanden"}, 600, 1800),
        ({"huurgarantie": "nee", "duur_huurgarantie": "12 maanden"}, 0, 0),
    ],
)
def test_costs_are_those_of_running_premiums_and_guarantees(terms: dict[str, Any], first: float, term: float) -> None:
    """2021: rents of 50 more and of 100 less; 2022: 100 more; one extra move in 2021."""
    figures = _figures(some_moves(), "kosten_per_extra_verhuizing", beleid=regel(**terms))
    assert figures[0] == pytest.approx(first)
    assert figures[2] == pytest.approx(term)


def test_a_premium_goes_to_those_the_regel_reached_only() -> None:
    beleid = [*regel(premie_eur=2000)[1:], *regel(premie_eur=100)[1:]]
    facts = some_moves()
    _expect(_figures(facts, "kosten_per_extra_verhuizing", beleid=beleid)[2:], 3 * 100)

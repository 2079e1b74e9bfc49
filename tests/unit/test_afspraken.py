"""Agreements: what is refused at loading, and the judgement worked out by hand."""

import json
import subprocess
import sys
from datetime import date
from math import exp, lgamma, log
from typing import Any

import numpy as np
import pandas as pd
import pytest
from pydantic import ValidationError

from woonsim.afspraaktekst import afspraak_lines
from woonsim.afspraken import check_afspraken, to_json_rows, toets
from woonsim.draw import Draws
from woonsim.indicatoren import samenvatting
from woonsim.indicatoren.tabellen import summarise
from woonsim.results import Results
from woonsim.scenario.model import Afspraak, Beleidsregel, Kern, Scenario


def _afspraak(**changes: Any) -> Afspraak:
    values = {"naam": "weer_thuis", "indicator": "aandeel_uitstroom", "norm": ">= 5%", "periode": "jaar"}
    return Afspraak.model_validate({**values, **changes})


def _scenario(*afspraken: Afspraak) -> Scenario:
    return Scenario.model_construct(
        begindatum=date(2021, 1, 1),
        looptijd=2,
        kernen=[Kern(naam="Beilen", kerncluster="Beilen")],
        beleid=[Beleidsregel.model_construct(soort="quotum", naam="weer_thuis", parameters={})],
        afspraken=list(afspraken),
    )


def poisson_cdf(mean: float, most: int = 400) -> np.ndarray:
    """P(N <= k) for k = 0, 1, ... `most`."""
    return np.cumsum([exp(k * log(mean) - mean - lgamma(k + 1)) for k in range(most + 1)])


def _cijfers(indicator: str, groep: str, *values: tuple[float, float, float]) -> pd.DataFrame:
    """Figures of replications 1, 2, ...: for 2021, 2022 and the term."""
    rows = [
        (number, indicator, groep, jaar, value)
        for number, three in enumerate(values, start=1)
        for jaar, value in zip((2021, 2022, None), three, strict=True)
    ]
    return pd.DataFrame(rows, columns=["replicatie", "indicator", "groep", "jaar", "value"]).astype({"jaar": "Int64"})


def _toets(afspraak: Afspraak, cijfers: pd.DataFrame) -> pd.DataFrame:
    return toets(Results(_scenario(afspraak), 1, ()), cijfers)


NAN = float("nan")


def test_year_by_year_agreement() -> None:
    cijfers = _cijfers("aandeel_uitstroom", "totaal", (0.04, 0.06, 0.05), (0.05, 0.07, 0.06), (0.06, 0.02, 0.04))
    table = _toets(_afspraak(), cijfers)
    assert table["jaar"].tolist()[:2] == [2021, 2022]
    assert pd.isna(table["jaar"].iloc[2])
    np.testing.assert_allclose(table["mean"], [0.05, 0.05, 0.05])
    np.testing.assert_allclose(table["kans"], [2 / 3, 2 / 3, 1 / 3])
    np.testing.assert_allclose(table["aandeel_jaren"], [NAN, NAN, 4 / 6])
    assert table["n"].tolist() == [3, 3, 3]
    # 2.5% of the way between the lowest and the middle value is 0.05 of that gap
    assert table["band_low"].iloc[0] == pytest.approx(0.0405)
    assert table["band_high"].iloc[0] == pytest.approx(0.0595)
    assert (table["kans_low"] < table["kans"]).all()
    assert (table["kans_high"] > table["kans"]).all()


def test_agreement_over_the_term_judges_the_figure_over_the_term() -> None:
    cijfers = _cijfers("aandeel_uitstroom", "totaal", (0.04, 0.06, 0.05), (0.05, 0.07, 0.06), (0.06, 0.02, 0.04))
    table = _toets(_afspraak(periode="looptijd"), cijfers)
    assert len(table) == 1
    assert pd.isna(table["jaar"].iloc[0])
    assert table["kans"].iloc[0] == pytest.approx(2 / 3)


def test_year_without_a_value_neither_meets_nor_misses() -> None:
    cijfers = _cijfers("aandeel_uitstroom", "totaal", (NAN, 0.06, 0.06), (NAN, 0.01, 0.01), (NAN, NAN, NAN))
    table = _toets(_afspraak(), cijfers)
    assert table["n"].tolist() == [0, 2, 2]
    np.testing.assert_allclose(table["kans"], [NAN, 0.5, 0.5])
    np.testing.assert_allclose(table["aandeel_jaren"], [NAN, NAN, 0.5])
    assert np.isnan(table["mean"].iloc[0])


@pytest.mark.parametrize(
    ("indicator", "groep", "norm", "value", "met"),
    [
        ("aandeel_uitstroom", "totaal", ">= 5%", 10 / 200, True),
        ("aandeel_uitstroom", "totaal", "> 5%", 10 / 200, False),
        ("aandeel_uitstroom", "totaal", "<= 0.7%", 7 / 1000, True),
        ("aandeel_uitstroom", "totaal", ">= 0.05", 0.049, False),
        ("wachttijd_mediaan", "doelgroep=uitstroom", "<= 90 dagen", 90.0, True),
        ("wachttijd_mediaan", "doelgroep=uitstroom", "<= 3 maanden", 92.0, False),
        ("wachttijd_mediaan", "doelgroep=uitstroom", "<= 3 maanden", 91.0, True),
        ("inschrijfduur_gehuisvest", "totaal", "< 6 maanden", 0.49, True),
        ("inschrijfduur_gehuisvest", "totaal", "< 6 maanden", 0.51, False),
        ("geleverd", "rekening=weer_thuis", ">= 10 woningen", 10.0, True),
        ("vrijgekomen", "totaal", "= 200", 200.0, True),
        ("vrijgekomen", "totaal", "= 200", 201.0, False),
    ],
)
def test_norm_is_compared_in_the_unit_of_the_indicator(
    indicator: str, groep: str, norm: str, value: float, met: bool
) -> None:
    afspraak = _afspraak(indicator=indicator, groep=groep, norm=norm, periode="looptijd")
    assert check_afspraken(_scenario(afspraak)) == []
    table = _toets(afspraak, _cijfers(indicator, groep, (0.0, 0.0, value)))
    assert table["kans"].iloc[0] == float(met)


@pytest.mark.parametrize(
    ("changes", "path", "words"),
    [
        ({"indicator": "aandeel_uitstrom"}, "indicator", ("aandeel_uitstrom", "aandeel_uitstroom")),
        ({"indicator": "geleverd", "norm": ">= 5"}, "indicator", ("totaal", "rekening=weer_thuis")),
        ({"indicator": "vrijgekomen", "groep": "Beilen", "norm": ">= 5"}, "groep", ("'kern=Beilen'",)),
        ({"indicator": "vrijgekomen", "groep": "kern=Bielen", "norm": ">= 5"}, "groep", ("'kern=Beilen'",)),
        ({"groep": "kanaal=aanbod"}, "groep", ("kanaal=aanbod",)),
        ({"norm": ">= 5 dagen"}, "norm", ("dagen", "%")),
        ({"indicator": "leegstand", "norm": "<= 5%"}, "norm", ("%", "dagen")),
        ({"indicator": "leegstand", "norm": "<= 5"}, "norm", ("<= 5", "dagen")),
        ({"indicator": "bw_bezet", "norm": "<= 5 woningen"}, "norm", ("woningen",)),
    ],
)
def test_fault_names_its_place_and_what_is_near(changes: dict[str, str], path: str, words: tuple[str, ...]) -> None:
    faults = check_afspraken(_scenario(_afspraak(), _afspraak(**changes)))
    assert [place for place, _ in faults] == [f"afspraken[1].{path}"]
    for word in words:
        assert word in faults[0][1]


def test_json_rows_have_none_for_what_is_not_there() -> None:
    cijfers = _cijfers("aandeel_uitstroom", "totaal", (NAN, 0.06, 0.06))
    rows = to_json_rows(summarise(cijfers), _toets(_afspraak(), cijfers))
    assert json.loads(json.dumps(rows, allow_nan=False)) == rows
    first, _, term = rows["indicatoren"]
    assert (first["jaar"], first["mean"], first["n"]) == (2021, None, 0)
    assert (term["jaar"], term["mean"], term["low"], term["unit"]) == (None, 0.06, None, "aandeel")
    assert [row["jaar"] for row in rows["afspraken"]] == [2021, 2022, None]
    assert rows["afspraken"][2]["kans"] == 1.0


def test_run_without_agreements_or_replications_gives_empty_tables() -> None:
    results = Results(_scenario(), 1, ())
    table = samenvatting(results)
    assert len(table) == 0
    assert len(toets(results, _cijfers("vrijgekomen", "totaal"))) == 0


def test_checking_agreements_needs_no_pandas() -> None:
    code = "import sys, woonsim.afspraken; sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


FIVE = _cijfers(
    *("aandeel_uitstroom", "totaal"),
    *((0.06, 0.06, 0.06), (0.04, 0.08, 0.06), (0.06, 0.03, 0.045), (0.045, 0.07, 0.055), (0.05, 0.06, 0.055)),
)
"""Five replications of two years, which come to 5.5% over the term on average."""


def test_shortfall_is_of_what_missed_and_of_everything() -> None:
    term = _toets(_afspraak(), FIVE).iloc[2]
    # 1, 2 and 0.5 points in three of ten years
    assert term["tekort_gemist"] == pytest.approx(0.035 / 3)
    assert term["tekort"] == pytest.approx(0.0035)
    assert term["tekort_low"] < term["tekort"] < term["tekort_high"]


def test_false_alarm_is_the_chance_to_miss_what_is_delivered_on_average() -> None:
    table = _toets(_afspraak(), FIVE)
    term = table.iloc[2]
    assert term["verwacht"] == pytest.approx(0.055)
    assert term["levert"]
    np.testing.assert_allclose(table["vals_alarm"], [2 / 5, 1 / 5, 3 / 5])
    np.testing.assert_allclose(table["kans"] + table["vals_alarm"], 1.0)
    assert table["vals_alarm_low"].iloc[2] < 3 / 5 < table["vals_alarm_high"].iloc[2]


def test_who_does_not_deliver_gives_no_false_alarm() -> None:
    table = _toets(_afspraak(norm=">= 6%"), FIVE)
    assert not table["levert"].iloc[2]
    assert table[["vals_alarm", "vals_alarm_low", "vals_alarm_high"]].isna().all(axis=None)
    assert table["tekort"].iloc[2] > 0


@pytest.mark.parametrize(("tolerantie", "missed"), [("0.5 procentpunt", 2), ("1 procentpunt", 1), ("2 procentpunt", 0)])
def test_within_its_tolerance_an_agreement_is_met(tolerantie: str, missed: int) -> None:
    term = _toets(_afspraak(tolerantie=tolerantie), FIVE).iloc[2]
    assert term["aandeel_jaren"] == pytest.approx(1 - missed / 10)
    assert term["kans"] == pytest.approx(1 - missed / 5)
    # what is short is short of the norm itself
    assert term["tekort"] == pytest.approx({2: 0.003, 1: 0.002, 0: 0.0}[missed])


@pytest.mark.parametrize(
    ("norm", "tolerantie", "value", "met", "short"),
    [
        ("<= 10", "2 woningen", 12.0, True, 0.0),
        ("<= 10", "2 woningen", 13.0, False, 3.0),
        ("= 10", "2 woningen", 8.0, True, 0.0),
        ("= 10", 2, 13.0, False, 3.0),
        (">= 10", "2", 7.0, False, 3.0),
        ("> 10", None, 10.0, False, 0.0),
    ],
)
def test_tolerance_lies_on_the_side_that_falls_short(
    norm: str, tolerantie: str | int | None, value: float, met: bool, short: float
) -> None:
    afspraak = _afspraak(indicator="vrijgekomen", norm=norm, tolerantie=tolerantie, periode="looptijd")
    assert check_afspraken(_scenario(afspraak)) == []
    row = _toets(afspraak, _cijfers("vrijgekomen", "totaal", (0.0, 0.0, value))).iloc[0]
    assert (row["kans"], row["tekort"]) == (float(met), short)


@pytest.mark.parametrize(
    ("indicator", "tolerantie", "word"),
    [("aandeel_uitstroom", "1 woningen", "procentpunt"), ("aandeel_uitstroom", "0.01", "procentpunt"),
     ("leegstand", "1 procentpunt", "dagen")],
)  # fmt: skip
def test_tolerance_has_a_unit_of_its_indicator(indicator: str, tolerantie: str, word: str) -> None:
    norm = ">= 5%" if indicator == "aandeel_uitstroom" else "<= 60 dagen"
    faults = check_afspraken(_scenario(_afspraak(indicator=indicator, norm=norm, tolerantie=tolerantie)))
    assert [path for path, _ in faults] == ["afspraken[0].tolerantie"]
    assert word in faults[0][1]


@pytest.mark.parametrize("text", ["een beetje", "-1 woningen", "1%", True])
def test_tolerance_that_is_none_is_refused(text: Any) -> None:
    with pytest.raises(ValidationError, match="tolerantie"):
        _afspraak(tolerantie=text)


@pytest.mark.parametrize(
    ("norm", "words"),
    [
        (">= 5%", ("5,5%", "30% van de jaren", "60% van de replicaties", "1,2 procentpunt", "niet zeker")),
        (">= 6%", ("5,5%", "geen vals alarm")),
        (">= 1%", ("geen enkele replicatie",)),
    ],
)
def test_screen_says_whether_a_missed_year_is_bad_luck(norm: str, words: tuple[str, ...]) -> None:
    scenario = _scenario(_afspraak(norm=norm, tolerantie="0 procentpunt", partij="Woonservice"))
    lines = list(afspraak_lines(scenario, toets(Results(scenario, 1, ()), FIVE)))
    assert "door Woonservice" in lines[0]
    assert "woningen die in het jaar vrijkwamen" in lines[1]
    for word in words:
        assert word in " ".join(lines)


def _poisson(mean: float, stream: str) -> np.ndarray:
    """400 replications of ten years of a Poisson number."""
    u = Draws(1, 0).uniform(stream, np.arange(400 * 10))
    return np.searchsorted(poisson_cdf(mean), u).reshape(400, 10).astype(float)


def _ten_homes(homes: np.ndarray) -> pd.DataFrame:
    """The agreement of ten homes a year against the homes of 400 replications of ten years."""
    values = np.column_stack([homes, homes.mean(axis=1)])
    jaren = [*range(2021, 2031), None]
    rows = [(r, "geleverd", "rekening=weer_thuis", jaren[j], value) for (r, j), value in np.ndenumerate(values)]
    cijfers = pd.DataFrame(rows, columns=["replicatie", "indicator", "groep", "jaar", "value"])
    afspraak = _afspraak(indicator="geleverd", groep="rekening=weer_thuis", norm=">= 10 woningen")
    return _toets(afspraak, cijfers.astype({"jaar": "Int64"}))


def test_ten_homes_a_year_at_random_is_mostly_false_alarm() -> None:
    """5% of 207 at random is Poisson(10.35): the policy delivers, and yet nine or fewer come in 0.415 of the years.

    Ten years without such a year have a chance of 0.0047: nearly every party sees it missed.
    """
    term = _ten_homes(_poisson(10.35, "toeval")).iloc[-1]
    assert (term["band_low"], term["band_high"]) == (5.0, 17.0)
    assert term["levert"]
    assert term["aandeel_jaren"] == pytest.approx(1 - 0.415, abs=0.03)
    assert term["vals_alarm"] > 0.98


def test_ten_homes_a_year_by_counting_misses_by_one_and_not_often() -> None:
    """Every twentieth of Poisson(207): 9 to 12 in 95% of years, and 9 is the worst that one sees."""
    counted = np.floor(np.cumsum(_poisson(207, "vrij"), axis=1) / 20)
    term = _ten_homes(np.diff(counted, axis=1, prepend=0.0)).iloc[-1]
    assert (term["band_low"], term["band_high"]) == (9.0, 12.0)
    assert term["aandeel_jaren"] > 0.8
    assert term["tekort_gemist"] < 1.1

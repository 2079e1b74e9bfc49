"""The figures: right for the results they are of, and independent of what else goes on in the process."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pandas as pd
import pytest

from woonsim.afspraken import toets
from woonsim.indicatoren import per_replicatie
from woonsim.load import load_scenario
from woonsim.plots import FIGUREN, figures, render
from woonsim.replications import replicate
from woonsim.results import Results
from woonsim.scenario.doelgroepen import BijzondereDoelgroepen

SCENARIO = Path(__file__).parents[2] / "scenarios" / "midden-drenthe.yaml"


@pytest.fixture(scope="module")
def results() -> Results:
    return replicate(load_scenario(SCENARIO).model_copy(update={"looptijd": 2}), n=2)


@pytest.fixture(scope="module")
def each(results: Results) -> pd.DataFrame:
    return per_replicatie(results)


@pytest.fixture(scope="module")
def drawn(results: Results, each: pd.DataFrame) -> dict[str, bytes]:
    return figures(results, each)


def words(svg: bytes) -> str:
    """The words in a figure."""
    return " ".join(re.findall(r"<text[^>]*>([^<]*)<", svg.decode()))


def told(name: str, results: Results, each: pd.DataFrame) -> str:
    """The words in the figure of this name."""
    return words(render(FIGUREN[name], results, each, "svg"))


def over_term(each: pd.DataFrame, indicator: str, groep: str) -> float:
    """The mean over replications of an indicator over the term."""
    mine = each[(each["indicator"] == indicator) & (each["groep"] == groep) & each["jaar"].isna()]
    return float(mine["value"].mean())


def valued(each: pd.DataFrame, indicator: str, value: float) -> pd.DataFrame:
    """The figures with every one of this indicator at `value`."""
    return each.assign(value=each["value"].where(each["indicator"] != indicator, value))


def test_the_same_results_give_the_same_bytes_whatever_the_settings(
    results: Results, each: pd.DataFrame, drawn: dict[str, bytes]
) -> None:
    with mpl.rc_context({"font.size": 30, "svg.fonttype": "path", "axes.facecolor": "red"}):
        assert figures(results, each) == drawn
        assert mpl.rcParams["font.size"] == 30
    assert set(drawn) == set(FIGUREN)


def test_titles_state_what_the_tables_say(results: Results, drawn: dict[str, bytes]) -> None:
    said = {name: words(svg) for name, svg in drawn.items()}
    vrijkomst = results.table("vrijkomst")
    counts = ~vrijkomst["onttrokken"].astype(bool) & (vrijkomst["oorzaak"] != "eerste_verhuur")
    freed = counts.sum() / (results.n * len(results.jaren))
    assert f"Per jaar komen {freed:.0f} woningen vrij" in said["vrijgekomen"]
    chains = results.table("vrijkomst").groupby(["replicatie", "keten"]).size()
    alone = (chains == 1).groupby("replicatie").mean().mean()
    assert f"{100 * alone:.0f} van de 100 ketens" in said["ketens"]
    assert f"{100 * alone:.1f}%".replace(".", ",") in said["ketens"]
    assert "van de 28 plaatsen" in said["beschermd_wonen"]
    for text in said.values():
        assert "nan" not in text
        assert "emiddelde van 2 replicaties" in text
        assert results.scenario.naam in text


@pytest.mark.parametrize(("norm", "title"), [(">= 0%", "Alle afspraken worden"), (">= 100%", "Minst zeker is tweede")])
def test_the_title_of_the_agreements_names_the_least_certain_one(results: Results, norm: str, title: str) -> None:
    first = results.scenario.afspraken[0].model_copy(update={"norm": ">= 0%"})
    both = [first, first.model_copy(update={"naam": "tweede", "norm": norm})]
    agreed = Results(results.scenario.model_copy(update={"afspraken": both}), results.seed, results.replicaties)
    assert title in words(render(FIGUREN["afspraken"], agreed, per_replicatie(agreed), "svg"))


def test_no_time_or_place_is_in_a_figure(drawn: dict[str, bytes]) -> None:
    for svg in drawn.values():
        assert b"dc:date" not in svg
        assert b"/home/" not in svg


def test_one_replication_has_no_band(results: Results) -> None:
    alone = Results(results.scenario, results.seed, results.replicaties[:1])
    for svg in figures(alone, per_replicatie(alone)).values():
        assert "zonder band" in svg.decode()


LACKS: dict[str, dict[str, Any]] = {
    "beschermd_wonen": {"beschermd_wonen": None, "maatschappelijke_opvang": None},
    "begeleiding": {},
    "taakstelling": {"bijzondere_doelgroepen": BijzondereDoelgroepen()},
    "leeftijdslabel": {},
    "doorstroming": {"beleid": []},
    "voorraad": {"voorraadwijzigingen": []},
    "afspraken": {"afspraken": []},
}
"""Figure -> what is taken out of the scenario for it to be left out; all of it at once."""


def test_what_the_scenario_lacks_is_not_drawn(results: Results) -> None:
    scenario = results.scenario
    stock = [regel.model_copy(update={"leeftijdslabel": "geen"}) for regel in scenario.woningvoorraad]
    changes: dict[str, Any] = {"woningvoorraad": stock, "begeleiding": None, "terugval": None}
    for change in LACKS.values():
        changes |= change
    lean = replicate(scenario.model_copy(update=changes), n=1)
    assert set(figures(lean, per_replicatie(lean))) == set(FIGUREN) - set(LACKS)


def test_each_voorziening_has_its_panels(results: Results, each: pd.DataFrame, drawn: dict[str, bytes]) -> None:
    both = words(drawn["beschermd_wonen"])
    assert "Beschermd wonen" in both
    assert "Maatschappelijke opvang" in both
    for naam, indicator in (("beschermd wonen", "beschermd_wonen"), ("de opvang", "maatschappelijke_opvang")):
        blocked = over_term(each, "voorziening_geblokkeerd", f"voorziening={indicator}")
        told = re.search(rf"([\d,]+) van de \d+ plaatsen in {naam}", both)
        assert told is not None
        # read every fortnight, so nearly the mean over time
        assert float(told[1].replace(",", ".")) == pytest.approx(blocked, abs=0.25)


def test_support_tells_what_is_used_and_missed(results: Results, each: pd.DataFrame, drawn: dict[str, bytes]) -> None:
    said = words(drawn["begeleiding"])
    used = over_term(each, "begeleiding_benutting", "totaal")
    assert f"Van de 2,0 fte begeleiding is gemiddeld {100 * used:.0f}% in gebruik" in said
    assert over_term(each, "gemist_begeleiding", "totaal") == 0
    assert "geen kandidaat loopt een woning mis" in said
    scarce = valued(each, "gemist_begeleiding", 3.0)
    assert "per jaar 3,0 woningen aan een kandidaat voorbij" in told("begeleiding", results, scarce)


def test_the_backlog_of_the_taakstelling_is_that_of_the_first_and_the_last_half_year(
    results: Results, each: pd.DataFrame, drawn: dict[str, bytes]
) -> None:
    table = results.table("taakstelling")
    first, last = (
        table[(table["jaar"] == jaar) & (table["halfjaar"] == half)] for jaar, half in ((2021, 1), (2022, 2))
    )
    begin, end = first["achterstand_begin"].mean(), last["achterstand_eind"].mean()
    soon = over_term(each, "wachttijd_binnen_10_weken", "doelgroep=statushouders")
    ends = [f"een {'voorsprong' if n < 0 else 'achterstand'} van {abs(n):.0f}" for n in (begin, end)]
    said = words(drawn["taakstelling"])
    assert f"Taakstelling: van {ends[0]} naar {ends[1]} personen; {100 * soon:.0f}% van de statushouders" in said


def test_labelled_woningen_stand_next_to_the_others(
    results: Results, each: pd.DataFrame, drawn: dict[str, bytes]
) -> None:
    said = words(drawn["leeftijdslabel"])
    gelabeld, ongelabeld = (
        over_term(each, "reacties_per_advertentie", f"leeftijdslabel={groep}") for groep in ("gelabeld", "ongelabeld")
    )
    assert f"krijgt {gelabeld:.0f} reacties, een andere {ongelabeld:.0f}" in said
    oud, jong = (over_term(each, "slaagkans_utrecht", f"leeftijdsgroep={groep}") for groep in ("vanaf_55", "tot_55"))
    assert f"slaagkans vanaf 55 jaar {100 * oud:.0f}%, daaronder {100 * jong:.0f}%" in said
    table = results.table("publicatie").pipe(lambda rows: rows[rows["leeftijdslabel"] > 0])
    back = (~table["verhuurd"].astype(bool)).groupby(table["replicatie"]).mean().mean()
    assert f"{100 * back:.1f}%".replace(".", ",") in said


def test_doorstroming_tells_what_is_extra_and_its_price(
    results: Results, each: pd.DataFrame, drawn: dict[str, bytes]
) -> None:
    gross, extra = (over_term(each, f"doorstroming_{kind}", "totaal") for kind in ("bruto", "extra"))
    said = words(drawn["doorstroming"])
    assert f"Van de {gross:.1f} verhuizingen".replace(".", ",") in said
    assert f"zijn er {extra:.1f} extra".replace(".", ",") in said
    priced = valued(each, "kosten_per_extra_verhuizing", 12345.0)
    assert "voor 12.300 euro per extra verhuizing" in told("doorstroming", results, priced)
    unpriced = valued(each, "kosten_per_extra_verhuizing", float("nan"))
    assert "euro" not in told("doorstroming", results, unpriced)


def test_the_stock_tells_what_came_and_went(results: Results, each: pd.DataFrame, drawn: dict[str, bytes]) -> None:
    last = results.table("voorraad").groupby("replicatie").last()
    gone = (last["verkocht"] + last["gesloopt"]).mean()
    said = words(drawn["voorraad"])
    assert f"Er komen {last['gebouwd'].mean():.0f} woningen bij en er gaan {gone:.0f} af" in said
    # nothing is built in these two years
    assert "maakt er gemiddeld" not in said
    freed = valued(each, "vrijgemaakt_per_nieuwbouw", 0.4)
    assert "een nieuwe woning maakt er gemiddeld 0,40 vrij" in told("voorraad", results, freed)


def test_nothing_to_draw_is_no_file(results: Results, each: pd.DataFrame) -> None:
    assert render(lambda results, each: None, results, each, "svg") == b""


def test_agreements_show_their_norm_and_the_chance_that_they_are_met(
    results: Results, each: pd.DataFrame, drawn: dict[str, bytes]
) -> None:
    afspraken = toets(results, each)
    said = words(drawn["afspraken"])
    over_term = afspraken[afspraken["jaar"].isna()]
    assert len(over_term) == 2
    for row in over_term.to_dict("records"):
        assert row["afspraak"] in said
        low, high = (f"{100 * row[key]:.0f}%" for key in ("kans_low", "kans_high"))
        assert f"elk jaar gehaald: kans {100 * row['kans']:.0f}% ({low} tot {high})" in said
    assert "≥ 5%" in said
    assert "≤ 20%" in said


def test_without_agreements_there_is_no_figure_of_them(results: Results) -> None:
    none = Results(results.scenario.model_copy(update={"afspraken": []}), results.seed, results.replicaties)
    assert render(FIGUREN["afspraken"], none, per_replicatie(none), "svg") == b""

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


def texts(results: Results, each: pd.DataFrame) -> dict[str, str]:
    """The words in every figure, by its name."""
    found = {name: re.findall(r"<text[^>]*>([^<]*)<", svg.decode()) for name, svg in figures(results, each).items()}
    return {name: " ".join(words) for name, words in found.items()}


def over_term(each: pd.DataFrame, indicator: str, groep: str) -> float:
    """The mean over replications of an indicator over the term."""
    mine = each[(each["indicator"] == indicator) & (each["groep"] == groep) & each["jaar"].isna()]
    return float(mine["value"].mean())


def valued(each: pd.DataFrame, indicator: str, value: float) -> pd.DataFrame:
    """The figures with every one of this indicator at `value`."""
    return each.assign(value=each["value"].where(each["indicator"] != indicator, value))


def test_the_same_results_give_the_same_bytes_whatever_the_settings(results: Results, each: pd.DataFrame) -> None:
    first = figures(results, each)
    with mpl.rc_context({"font.size": 30, "svg.fonttype": "path", "axes.facecolor": "red"}):
        assert figures(results, each) == first
        assert mpl.rcParams["font.size"] == 30
    assert set(first) == set(FIGUREN)


def test_titles_state_what_the_tables_say(results: Results, each: pd.DataFrame) -> None:
    drawn = texts(results, each)
    vrijkomst = results.table("vrijkomst")
    counts = ~vrijkomst["onttrokken"].astype(bool) & (vrijkomst["oorzaak"] != "eerste_verhuur")
    freed = counts.sum() / (results.n * len(results.jaren))
    assert f"Per jaar komen {freed:.0f} woningen vrij" in drawn["vrijgekomen"]
    chains = results.table("vrijkomst").groupby(["replicatie", "keten"]).size()
    alone = (chains == 1).groupby("replicatie").mean().mean()
    assert f"{100 * alone:.0f} van de 100 ketens" in drawn["ketens"]
    assert f"{100 * alone:.1f}%".replace(".", ",") in drawn["ketens"]
    assert "van de 28 plaatsen" in drawn["beschermd_wonen"]
    for text in drawn.values():
        assert "nan" not in text
        assert "emiddelde van 2 replicaties" in text
        assert results.scenario.naam in text


@pytest.mark.parametrize(("norm", "title"), [(">= 0%", "Alle afspraken"), (">= 100%", "Minst zeker is tweede")])
def test_the_title_of_the_agreements_names_the_least_certain_one(results: Results, norm: str, title: str) -> None:
    first = results.scenario.afspraken[0].model_copy(update={"norm": ">= 0%"})
    both = [first, first.model_copy(update={"naam": "tweede", "norm": norm})]
    agreed = Results(results.scenario.model_copy(update={"afspraken": both}), results.seed, results.replicaties)
    assert title in texts(agreed, per_replicatie(agreed))["afspraken"]


def test_no_time_or_place_is_in_a_figure(results: Results, each: pd.DataFrame) -> None:
    for svg in figures(results, each).values():
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


def test_each_voorziening_has_its_panels(results: Results, each: pd.DataFrame) -> None:
    both = texts(results, each)["beschermd_wonen"]
    assert "Beschermd wonen" in both
    assert "Maatschappelijke opvang" in both
    for naam, indicator in (("beschermd wonen", "beschermd_wonen"), ("de opvang", "maatschappelijke_opvang")):
        blocked = over_term(each, "voorziening_geblokkeerd", f"voorziening={indicator}")
        told = re.search(rf"([\d,]+) van de \d+ plaatsen in {naam}", both)
        assert told is not None
        # read every fortnight, so nearly the mean over time
        assert float(told[1].replace(",", ".")) == pytest.approx(blocked, abs=0.25)


def test_support_tells_what_is_used_and_missed(results: Results, each: pd.DataFrame) -> None:
    told = texts(results, each)["begeleiding"]
    used = over_term(each, "begeleiding_benutting", "totaal")
    assert f"Van de 2,0 fte begeleiding is gemiddeld {100 * used:.0f}% in gebruik" in told
    assert over_term(each, "gemist_begeleiding", "totaal") == 0
    assert "geen kandidaat loopt een woning mis" in told
    scarce = valued(each, "gemist_begeleiding", 3.0)
    assert "per jaar 3,0 woningen aan een kandidaat voorbij" in texts(results, scarce)["begeleiding"]


def test_the_backlog_of_the_taakstelling_is_that_of_the_first_and_the_last_half_year(
    results: Results, each: pd.DataFrame
) -> None:
    table = results.table("taakstelling")
    first, last = (
        table[(table["jaar"] == jaar) & (table["halfjaar"] == half)] for jaar, half in ((2021, 1), (2022, 2))
    )
    begin, end = first["achterstand_begin"].mean(), last["achterstand_eind"].mean()
    soon = over_term(each, "wachttijd_binnen_10_weken", "doelgroep=statushouders")
    told = texts(results, each)["taakstelling"]
    ends = [f"{abs(n):.0f} personen {'voorsprong' if n < 0 else 'achterstand'}" for n in (begin, end)]
    assert f"gaat van {ends[0]} naar {ends[1]}; {100 * soon:.0f}% van de statushouders" in told


def test_labelled_woningen_stand_next_to_the_others(results: Results, each: pd.DataFrame) -> None:
    told = texts(results, each)["leeftijdslabel"]
    gelabeld, ongelabeld = (
        over_term(each, "reacties_per_advertentie", f"leeftijdslabel={groep}") for groep in ("gelabeld", "ongelabeld")
    )
    assert f"krijgt {gelabeld:.0f} reacties, een andere {ongelabeld:.0f}" in told
    oud, jong = (over_term(each, "slaagkans_utrecht", f"leeftijdsgroep={groep}") for groep in ("vanaf_55", "tot_55"))
    assert f"slaagkans vanaf 55 jaar {100 * oud:.0f}%, daaronder {100 * jong:.0f}%" in told
    table = results.table("publicatie").pipe(lambda rows: rows[rows["leeftijdslabel"] > 0])
    back = (~table["verhuurd"].astype(bool)).groupby(table["replicatie"]).mean().mean()
    assert f"{100 * back:.1f}%".replace(".", ",") in told


def test_doorstroming_tells_what_is_extra_and_its_price(results: Results, each: pd.DataFrame) -> None:
    gross, extra = (over_term(each, f"doorstroming_{kind}", "totaal") for kind in ("bruto", "extra"))
    told = texts(results, each)["doorstroming"]
    assert f"Van de {gross:.1f} verhuizingen".replace(".", ",") in told
    assert f"zijn er {extra:.1f} extra".replace(".", ",") in told
    priced = valued(each, "kosten_per_extra_verhuizing", 12345.0)
    assert "voor 12.300 euro per extra verhuizing" in texts(results, priced)["doorstroming"]
    unpriced = valued(each, "kosten_per_extra_verhuizing", float("nan"))
    assert "euro" not in texts(results, unpriced)["doorstroming"]


def test_the_stock_tells_what_came_and_went(results: Results, each: pd.DataFrame) -> None:
    last = results.table("voorraad").groupby("replicatie").last()
    gone = (last["verkocht"] + last["gesloopt"]).mean()
    told = texts(results, each)["voorraad"]
    assert f"Er komen {last['gebouwd'].mean():.0f} woningen bij en er gaan {gone:.0f} af" in told
    # nothing is built in these two years
    assert "maakt er gemiddeld" not in told
    freed = valued(each, "vrijgemaakt_per_nieuwbouw", 0.4)
    assert "een nieuwe woning maakt er gemiddeld 0,40 vrij" in texts(results, freed)["voorraad"]


def test_nothing_to_draw_is_no_file(results: Results, each: pd.DataFrame) -> None:
    assert render(lambda results, each: None, results, each, "svg") == b""


def test_agreements_show_their_norm_and_the_chance_that_they_are_met(results: Results, each: pd.DataFrame) -> None:
    afspraken = toets(results, each)
    words = " ".join(re.findall(r"<text[^>]*>([^<]*)<", figures(results, each)["afspraken"].decode()))
    over_term = afspraken[afspraken["jaar"].isna()]
    assert len(over_term) == 2
    for row in over_term.to_dict("records"):
        assert row["afspraak"] in words
        low, high = (f"{100 * row[key]:.0f}%" for key in ("kans_low", "kans_high"))
        assert f"elk jaar gehaald: kans {100 * row['kans']:.0f}% ({low} tot {high})" in words
    assert "≥ 5%" in words
    assert "≤ 20%" in words


def test_without_agreements_there_is_no_figure_of_them(results: Results) -> None:
    none = Results(results.scenario.model_copy(update={"afspraken": []}), results.seed, results.replicaties)
    assert "afspraken" not in figures(none, per_replicatie(none))

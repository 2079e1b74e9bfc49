"""The figures: right for the results they are of, and independent of what else goes on in the process."""

from __future__ import annotations

import re
from pathlib import Path

import matplotlib as mpl
import pandas as pd
import pytest

from woonsim.afspraken import toets
from woonsim.indicatoren import per_replicatie
from woonsim.load import load_scenario
from woonsim.plots import figures, render
from woonsim.replications import replicate
from woonsim.results import Results

SCENARIO = Path(__file__).parents[2] / "scenarios" / "midden-drenthe.yaml"


@pytest.fixture(scope="module")
def results() -> Results:
    return replicate(load_scenario(SCENARIO).model_copy(update={"looptijd": 2}), n=2)


@pytest.fixture(scope="module")
def each(results: Results) -> pd.DataFrame:
    return per_replicatie(results)


def test_the_same_results_give_the_same_bytes_whatever_the_settings(results: Results, each: pd.DataFrame) -> None:
    first = figures(results, each)
    with mpl.rc_context({"font.size": 30, "svg.fonttype": "path", "axes.facecolor": "red"}):
        assert figures(results, each) == first
        assert mpl.rcParams["font.size"] == 30
    assert set(first) == {"wachttijden", "vrijgekomen", "beschermd_wonen", "ketens", "afspraken"}


def test_titles_state_what_the_tables_say(results: Results, each: pd.DataFrame) -> None:
    drawn = {
        name: " ".join(re.findall(r"<text[^>]*>([^<]*)<", svg.decode())) for name, svg in figures(results, each).items()
    }
    vrijkomst = results.table("vrijkomst")
    freed = (~vrijkomst["onttrokken"] & (vrijkomst["oorzaak"] != "eerste_verhuur")).sum() / (
        results.n * len(results.jaren)
    )
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


def test_no_time_or_place_is_in_a_figure(results: Results, each: pd.DataFrame) -> None:
    for svg in figures(results, each).values():
        assert b"dc:date" not in svg
        assert b"/home/" not in svg


def test_one_replication_has_no_band(results: Results) -> None:
    alone = Results(results.scenario, results.seed, results.replicaties[:1])
    for svg in figures(alone, per_replicatie(alone)).values():
        assert "zonder band" in svg.decode()


def test_what_the_scenario_lacks_is_not_drawn(results: Results) -> None:
    without = results.scenario.model_copy(update={"beschermd_wonen": None, "terugval": None})
    lean = replicate(without, n=1)
    assert "beschermd_wonen" not in figures(lean, per_replicatie(lean))


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
    least = over_term.loc[over_term["kans"].idxmin(), "afspraak"]
    assert f"Minst zeker is {least}" in words


def test_without_agreements_there_is_no_figure_of_them(results: Results) -> None:
    none = Results(results.scenario.model_copy(update={"afspraken": []}), results.seed, results.replicaties)
    assert "afspraken" not in figures(none, per_replicatie(none))

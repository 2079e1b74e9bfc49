"""Who comes first: lots are uniform, points are what the rules say, a sum of columns, and what is given by hand."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pandas as pd
import pytest

from tests.property.do_nothing import offered
from tests.property.played import named_tables
from tests.validation.orakel import orakel
from woonsim import load_scenario, replicate
from woonsim.errors import PluginError, ScenarioError
from woonsim.plugin import Rijen, hookimpl
from woonsim.results import Results
from woonsim.simulation import Run, play

KLEIN = Path(__file__).parents[1] / "regression" / "klein.yaml"


def lists(folder: Path, rule: str, *, n: int = 6, seed: int = 1) -> Results:
    """A list that grows: 200 register and 60 woningen fall free per year, everybody reacts and accepts."""
    scenario = orakel(folder, jaren=3, vrij=60, regulier=200, beleid=[rule] if rule else [])
    return replicate(scenario, n=n, seed=seed, jobs=1)


def ranks(results: Results) -> pd.DataFrame:
    """Per letting from the adverts its `rank` by inschrijfduur (0 the longest) among the `n` who reacted."""
    rows = []
    for _, lettings in results.table("toewijzing").groupby("replicatie"):
        let = lettings[lettings["kanaal"] == "aanbod"].sort_values("toewijzing")
        gone: list[int] = []
        for jaar, number, n in zip(let["jaar"], let["volgnummer"], let["reacties"], strict=True):
            # Numbers follow the order of registration: before this one came `number`, of whom some are gone.
            rows.append((jaar, number - sum(other < number for other in gone), n))
            gone.append(number)
    return pd.DataFrame(rows, columns=["jaar", "rank", "n"])


def chi_square(found: pd.DataFrame, bins: int = 10) -> float:
    """Of the places of the winners against equal chances for all who reacted; `bins - 1` degrees of freedom."""
    expected = np.zeros(bins)
    for n in found["n"]:
        expected += np.bincount(np.arange(n) * bins // n, minlength=bins) / n
    observed = np.bincount(found["rank"] * bins // found["n"], minlength=bins)
    return float(((observed - expected) ** 2 / expected).sum())


CRITICAL = 27.88
"""Chi-square with 9 degrees of freedom exceeds this once in a thousand."""


def test_a_lottery_gives_everybody_who_reacts_the_same_chance(tmp_path: Path) -> None:
    found = ranks(lists(tmp_path, "loting"))
    assert len(found) > 800
    assert ((found["rank"] >= 0) & (found["rank"] < found["n"])).all()
    found = found[found["n"] >= 20]
    assert chi_square(found) < CRITICAL
    by_time = ranks(lists(tmp_path, "", n=1))
    assert (by_time["rank"] == 0).all()
    assert chi_square(by_time[by_time["n"] >= 20]) > CRITICAL


def test_the_share_that_is_drawn_by_lot_is_what_was_agreed(tmp_path: Path) -> None:
    found = ranks(lists(tmp_path, "loting: {aandeel: 30%}"))
    by_chance = 0.3 * (1 - 1 / found["n"])
    off = (found["rank"] > 0).sum() - by_chance.sum()
    assert abs(off) < 3.9 * np.sqrt((by_chance * (1 - by_chance)).sum())


def klein(rule: str) -> str:
    text = KLEIN.read_text(encoding="utf-8")
    assert text.endswith("  - inschrijfduur\n")
    return text.removesuffix("  - inschrijfduur\n") + f"  - {rule}\n"


def tables(folder: Path, rule: str, without: tuple[str, ...] = ()) -> dict[str, list[tuple[Any, ...]]]:
    path = folder / "klein.yaml"
    path.write_text(klein(rule), encoding="utf-8")
    scenario = load_scenario(path)
    return {name: rows for name, rows in named_tables(scenario, play(scenario)).items() if name not in without}


def test_a_sum_of_inschrijfduur_alone_is_inschrijfduur(tmp_path: Path) -> None:
    by_time = tables(tmp_path, "inschrijfduur")
    assert tables(tmp_path, "gewogen_som: {gewichten: {inschrijfduur_dagen: 2, woning.kamers: 7}}") == by_time
    assert tables(tmp_path, "gewogen_som: {gewichten: {inschrijfduur_dagen: -2}}") != by_time


@pytest.mark.parametrize(
    ("weights", "told"),
    [
        ("inschrijfduur_dagn: 1", "'inschrijfduur_dagn'; bedoelt u 'inschrijfduur_dagen'"),
        ("woning.kamer: 1", "'woning.kamer'; bedoelt u 'woning.kamers'"),
        ("personen * woning.huur: 1", "'woning.huur'"),
        ("doelgroep.urgente: 1", "'doelgroep.urgente'; bedoelt u 'doelgroep.urgenten'"),
    ],
)
def test_a_column_that_is_not_there_is_refused_at_its_place(tmp_path: Path, weights: str, told: str) -> None:
    path = tmp_path / "klein.yaml"
    path.write_text(klein(f"gewogen_som: {{gewichten: {{leeftijd: 1, {weights}}}}}"), encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        load_scenario(path)
    message = str(caught.value)
    line, column = _place(path.read_text(encoding="utf-8"), weights)
    assert f"klein.yaml:{line}:{column} beleid[8].gewichten." in message
    assert told in message


def _place(text: str, piece: str) -> tuple[int, int]:
    before = text[: text.index(piece)]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


NO_POINTS = (
    "punten: {maximum_zoekpunten: 0, situaties_per_jaar: 0, startpunten: 0, wachtpunten_per_jaar: 1, "
    "minimum_reacties: 1}"
)


def test_wachtpunten_alone_order_as_inschrijfduur_does(tmp_path: Path) -> None:
    by_time = tables(tmp_path, "inschrijfduur")
    assert tables(tmp_path, NO_POINTS) == by_time
    searching = NO_POINTS.replace("maximum_zoekpunten: 0", "maximum_zoekpunten: 30")
    assert tables(tmp_path, searching.replace("wachtpunten_per_jaar: 1", "wachtpunten_per_jaar: 0")) != by_time


@dataclass
class Spion:
    """Keeps no points, and notes what it is shown."""

    seen: ClassVar[dict[int, list[tuple[int, int, int, int]]]] = defaultdict(list)

    @hookimpl
    def zoekpunten(self, woningzoekende: Rijen, t: int) -> None:
        w = woningzoekende
        columns = (w.sleutel, w.inschrijfdatum, w.zoekpunten, w.reacties_maand, w.weigeringen_maand)
        for key, since, *counts in zip(*(column.tolist() for column in columns), strict=True):
            self.seen[(key, since)].append((t, *counts))  # type: ignore[index]


def test_zoekpunten_are_what_the_rules_say_month_by_month(tmp_path: Path) -> None:
    """Written out again for one huishouden at a time, from the reactions and refusals of each month."""
    path = tmp_path / "klein.yaml"
    terms = "minimum_reacties: 2, maximum_zoekpunten: 5, aandeel_no_show: 100%, aandeel_zware_sanctie: 0%"
    path.write_text(klein(f"punten: {{{terms}, punten_af_no_show: 2}}\n  - spion"), encoding="utf-8")
    Spion.seen.clear()
    with offered(Spion):
        play(load_scenario(path), seed=3)
    kinds = set()
    for months in Spion.seen.values():
        balance = 0
        for _, points, reactions, refusals in months:
            assert points == balance
            change = 1 if reactions >= 2 else 0 if reactions else -1
            kinds.add((change, refusals > 0))
            balance = max(0, min(5, balance + change - 2 * refusals))
    assert kinds == {(1, False), (1, True), (0, False), (0, True), (-1, False)}


def test_two_policies_cannot_both_keep_the_points(tmp_path: Path) -> None:
    path = tmp_path / "klein.yaml"
    path.write_text(klein("punten\n  - punten: {naam: nog_eens}"), encoding="utf-8")
    with pytest.raises(PluginError, match=r"nog_eens.*'punten'"):
        play(load_scenario(path))


def test_points_are_asked_of_nobody_when_no_policy_keeps_them(tmp_path: Path) -> None:
    path = tmp_path / "klein.yaml"
    path.write_text(klein("inschrijfduur"), encoding="utf-8")
    run = Run(load_scenario(path), 1, 0)
    run.play()
    h = run.wereld.huishoudens
    assert not h.reacties_maand.any()
    assert not h.weigeringen_maand.any()


@pytest.mark.parametrize("opbouw", ["per_jaar", "naar_rato"])
def test_as_many_are_given_by_hand_as_were_agreed_and_no_more(tmp_path: Path, opbouw: str) -> None:
    results = lists(tmp_path, f"maatwerk: {{aantal: 4, aandeel_gevallen: 10%, opbouw: {opbouw}}}")
    posts = results.table("grootboek")
    given = posts[posts["post"] == "toekenning"].groupby(["replicatie", "jaar"])["aantal"].sum()
    later = given[given.index.get_level_values("jaar") > results.jaren[0]]
    assert len(later) == 6 * 2
    assert (given <= 4).all()
    # the list is long enough for a case to wait at any moment; what is spread may end the year one short
    assert (later >= (4 if opbouw == "per_jaar" else 3)).all()
    found = ranks(results)
    out_of_turn = found[found["rank"] > 0]
    assert 0 < len(out_of_turn) <= given.sum()
    assert len(out_of_turn) > 0.8 * given.sum(), "one case in ten stands first by itself"


def test_without_a_number_nothing_is_given_by_hand(tmp_path: Path) -> None:
    nothing = tables(tmp_path, "maatwerk: {aantal: 0, aandeel_gevallen: 100%}\n  - inschrijfduur", ("grootboek",))
    assert nothing == tables(tmp_path, "inschrijfduur", ("grootboek",)) | {"ruimtegebrek": nothing["ruimtegebrek"]}

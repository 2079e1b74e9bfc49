"""Voorrang: its classes, how long it lasts, and what the law may change on a date."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.kandidaten import Data, scenario, stream
from woonsim import simulate
from woonsim.results import Results


def played(folder: Path, rules: list[Any], streams: Data, *, homes: int = 40, accept: str = "100%") -> Results:
    """Three years; only who has voorrang or is mediated is housed before who registers."""

    def change(data: Data) -> None:
        data["bijzondere_doelgroepen"] = streams
        data["beleid"] = [*rules, *data["beleid"]]
        data["aanbod"]["acceptatiekans"]["voorrang"] = accept
        data["woningzoekenden"]["instroom"]["regio"] = 20

    return simulate(scenario(folder, change, vrij=homes, jaren=3))


def let_to(results: Results, doelgroep: str) -> pd.DataFrame:
    rows = results.table("toewijzing")
    return rows[rows["doelgroep"] == doelgroep]


def waiting(n: int, **terms: Any) -> Data:
    return stream(instroom=0, wachtend_bij_aanvang=n, met_voorrang="100%", **terms)


@pytest.mark.parametrize("first", ["urgenten", "statushouders"])
def test_a_class_waits_until_the_one_before_it_is_housed(tmp_path: Path, first: str) -> None:
    second = {"urgenten": "statushouders", "statushouders": "urgenten"}[first]
    groups = {"urgenten": waiting(25), "statushouders": waiting(25)}
    for klassen in ([[first], [second]], [[first]]):
        results = played(tmp_path, [{"urgentie": {"klassen": klassen}}], groups)
        one, other = let_to(results, first), let_to(results, second)
        assert (len(one), len(other)) == (25, 25)
        assert one["acceptatiedatum"].max() <= other["acceptatiedatum"].min()
    together = played(tmp_path, [{"urgentie": {"klassen": [[first, second]], "volgorde": "loting"}}], groups)
    one, other = let_to(together, first), let_to(together, second)
    assert one["acceptatiedatum"].max() > other["acceptatiedatum"].min()


def test_voorrang_ends_when_the_policy_says_unless_the_stream_says_sooner(tmp_path: Path) -> None:
    for geldigheid, days in ((None, 100), ("60 dagen", 60), ("300 dagen", 100)):
        terms = {} if geldigheid is None else {"geldigheid": geldigheid}
        group = stream(instroom=30, wachtend_bij_aanvang=0, met_voorrang="100%", **terms)
        rule = {"urgentie": {"geldigheid": {"urgenten": "100 dagen"}}}
        told = played(tmp_path, [rule], {"urgenten": group}, accept="0%").table("kandidaat")
        gone = told[told["afgevallen"].notna()]
        assert len(gone) > 50
        assert set((gone["afgevallen"] - gone["gereed"]).dt.round("D")) == {pd.Timedelta(days=days)}
        assert (told["gereed"][told["afgevallen"].isna()] > pd.Timestamp("2023-12-31") - pd.Timedelta(days=days)).all()


def test_a_compulsory_group_seeks_with_voorrang_from_the_date(tmp_path: Path) -> None:
    """No agreement mediates urgenten here: before the date nobody of them is housed, from then on at once."""
    group = {"urgenten": stream(instroom=12, wachtend_bij_aanvang=3)}
    switch = {"verplichte_groepen": ["urgenten"], "verplichte_groepen_vanaf": "2022-07-01"}
    results = played(tmp_path, [{"urgentie": switch}], group)
    let, told = let_to(results, "urgenten"), results.table("kandidaat")
    assert let["acceptatiedatum"].min() >= pd.Timestamp("2022-07-01")
    assert let["met_voorrang"].all()
    assert (told["sleutels"][told["gereed"] < pd.Timestamp("2023-10-01")].notna()).all()
    assert told["met_voorrang"][told["sleutels"].notna()].all()
    assert let_to(played(tmp_path, ["urgentie"], group), "urgenten").empty


def test_a_compulsory_group_keeps_its_place_at_the_coordinatiepunt(tmp_path: Path) -> None:
    group = {"urgenten": stream(instroom=40, wachtend_bij_aanvang=0)}
    switch = {"verplichte_groepen": ["urgenten"], "verplichte_groepen_vanaf": "2021-01-01"}
    mediation = {"quotum": {"doelgroep": "urgenten", "aandeel": "30%", "trekking": "op_aanvraag"}}
    let = let_to(played(tmp_path, [mediation, {"urgentie": switch}], group, homes=60), "urgenten")
    assert set(let["kanaal"]) == {"aanbod", "bemiddeling"}
    assert not let[["stroom", "volgnummer"]].duplicated().any()


def test_from_the_ban_on_no_statushouder_has_voorrang_in_the_adverts(tmp_path: Path) -> None:
    """Those who had it lose it, and are housed only where the agreements mediate them."""
    group = {"statushouders": stream(instroom=30, wachtend_bij_aanvang=40, met_voorrang="100%")}
    ban = {"urgentie": {"geen_voorrang_statushouders_vanaf": "2022-01-01"}}
    mediation = {"directe_bemiddeling": {"doelgroepen": ["statushouders"]}}
    day = pd.Timestamp("2022-01-01")
    alone = let_to(played(tmp_path, [ban], group), "statushouders")
    assert len(alone) > 20
    assert alone["met_voorrang"].all()
    assert alone["acceptatiedatum"].max() <= day
    with_mediation = played(tmp_path, [mediation, ban], group)
    let = let_to(with_mediation, "statushouders")
    later = let[let["acceptatiedatum"] > day]
    assert len(later) > 30
    assert set(later["kanaal"]) == {"bemiddeling"}
    told = with_mediation.table("kandidaat")
    assert not told["met_voorrang"][told["gereed"] >= day].any()

"""Voorzieningen, support and relapse, as a user meets them: scenario files in, tables out."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tests.validation.orakel import begeleiding, orakel, play, quotum, voorziening
from woonsim.results import Results
from woonsim.scenario.model import Scenario

ALL = quotum("alles", "100%", doelgroep="uitstroom", trekking="op_aanvraag")
TERUGVAL = """terugval:
  eerste_jaar: {eerste}
  daarna: {daarna}
  factor_zonder_begeleiding: {factor}
  naar: {{beschermd_wonen: {terug}, maatschappelijke_opvang: 0%, elders: {elders}}}
  gehuisvest_bij_aanvang: {zittend}
"""
DAY = pd.Timedelta(days=1)


def full(plaatsen: int, aanmeldingen: float = 0, verblijf: float = 0.01) -> str:
    """A voorziening in which everybody is ready to leave when the run begins."""
    text = voorziening(plaatsen, verblijf, aanmeldingen)
    return text.replace("_bij_aanvang: 0%", "_bij_aanvang: 100%")


def terugval(eerste: float, daarna: float, factor: float = 1, zittend: int = 0, terug: int = 0) -> str:
    return TERUGVAL.format(
        eerste=eerste, daarna=daarna, factor=factor, zittend=zittend, terug=f"{terug}%", elders=f"{100 - terug}%"
    )


def scenario(folder: Path, zorg: str, *, jaren: int = 3, vrij: int = 200, huurduur: int = 10) -> Scenario:
    return orakel(folder, jaren=jaren, vrij=vrij, huurduur=huurduur, beleid=[ALL], zorg=zorg)


def at_risk(results: Results) -> tuple[tuple[int, float], tuple[int, float]]:
    """Relapses and person-years at risk of those housed from a voorziening: in their first year, and later."""
    by = ["replicatie", "woning"]
    let = results.table("toewijzing").query("stroom == 'beschermd_wonen'")[[*by, "vrijkomst", "sleuteldatum"]]
    rows = let.merge(results.table("vrijkomst")[[*by, "opzegdatum"]], on=by)
    rows = rows[rows["opzegdatum"] > rows["sleuteldatum"]].groupby(["replicatie", "vrijkomst"])["opzegdatum"].min()
    let = let.merge(rows.rename("einde"), left_on=["replicatie", "vrijkomst"], right_index=True, how="left")
    end = let["einde"].fillna(pd.Timestamp(results.kalender.datum(results.kalender.looptijd)))
    years = (end - let["sleuteldatum"]).dt.total_seconds() / 86400 / 365.25
    days = results.table("terugval").query("stroom == 'beschermd_wonen'")["dagen"]
    early, late = years.clip(upper=1).sum(), (years - 1).clip(lower=0).sum()
    return (int((days < 365.25).sum()), early), (int((days >= 365.25).sum()), late)


def check_rate(events: int, exposure: float, rate: float) -> None:
    expected = rate * exposure
    assert expected > 100
    assert abs(events - expected) <= 4.31 * expected**0.5


@pytest.mark.parametrize(("fte", "factor"), [(1e6, 1), (0, 2)])
def test_who_relapses_does_so_at_the_rate_of_the_scenario_and_without_support_at_its_multiple(
    tmp_path: Path, fte: float, factor: float
) -> None:
    support = begeleiding(int(fte), 1).replace("vereist", "gewenst")
    zorg = full(400) + support + terugval(0.6, 0.4, factor=2)
    results = play(scenario(tmp_path, zorg), n=3, seed=61_001)
    (early, first), (late, after) = at_risk(results)
    check_rate(early, first, 0.6 * factor)
    check_rate(late, after, 0.4 * factor)
    told = results.table("terugval")
    assert (told["met_begeleiding"] == (factor == 1)).all()
    assert (results.table("vrijkomst")["oorzaak"] == "terugval").sum() == len(told)


def test_sitting_tenants_relapse_at_the_later_rate(tmp_path: Path) -> None:
    results = play(scenario(tmp_path, full(1) + terugval(50, 0.5, zittend=300), huurduur=20), n=3, seed=61_002)
    told = results.table("terugval").query("stroom == 'huurder'")
    assert (told["dagen"] == -1).all()
    # who leaves for another cause (0.05 a year) relapses no more
    years = results.kalender.looptijd / 525_960
    expected = 3 * 300 * 0.5 / 0.55 * (1 - np.exp(-0.55 * years))
    assert abs(len(told) - expected) <= 4.31 * (expected * (1 - expected / 900)) ** 0.5


def test_who_relapses_returns_and_is_counted(tmp_path: Path) -> None:
    results = play(scenario(tmp_path, full(20) + terugval(3, 3, terug=100)), n=2, seed=61_003)
    told, rows = results.table("terugval"), results.table("voorziening")
    back = told[told["naar"] == "beschermd_wonen"]
    assert len(back) == len(told) > 20
    assert rows.groupby("replicatie")["terugkeer"].max().sum() == len(back)
    again = results.table("kandidaat").merge(
        back[["replicatie", "volgnummer_terugkeer"]],
        left_on=["replicatie", "volgnummer"],
        right_on=["replicatie", "volgnummer_terugkeer"],
    )
    assert again["sleutels"].notna().sum() > 10
    # somebody relapses, is housed again, and relapses again
    assert set(back["volgnummer"]) & set(again["volgnummer"])


def test_without_any_support_nobody_who_must_have_it_is_housed(tmp_path: Path) -> None:
    results = play(scenario(tmp_path, full(10) + begeleiding(0, 1)), n=1, seed=61_004)
    assert results.table("kandidaat")["sleutels"].isna().all()
    assert results.table("vrijkomst")["gemist_begeleiding"].all()
    assert not (results.table("toewijzing")["kanaal"] == "bemiddeling").any()


def test_support_without_end_is_no_limit(tmp_path: Path) -> None:
    zorg = full(10, aanmeldingen=20, verblijf=0.2)
    without = play(scenario(tmp_path, zorg), n=1, seed=61_005)
    beside = play(scenario(tmp_path, zorg + begeleiding(10**6, 1)), n=1, seed=61_005)
    for table in ("vrijkomst", "toewijzing", "publicatie", "kandidaat", "voorziening", "grootboek", "register"):
        one, other = without.table(table), beside.table(table)
        pd.testing.assert_frame_equal(
            one.drop(columns="begeleiding", errors="ignore"), other.drop(columns="begeleiding", errors="ignore")
        )
    assert set(beside.table("toewijzing").query("kanaal == 'bemiddeling'")["begeleiding"]) == {"ambulant"}
    assert set(without.table("toewijzing")["begeleiding"]) == {"geen"}


def test_a_woning_waits_with_its_keys_for_support(tmp_path: Path) -> None:
    """One slot, courses of exactly 100 days: the keys of the next are when it is free, never more than 40 days late."""
    support = begeleiding(1, 1).replace("{exponentieel: {gemiddelde: 525960 minuten}}", "{vast: 100 dagen}")
    zorg = full(30) + support.replace("woning_wacht_hoogstens: 0", "woning_wacht_hoogstens: 40")
    results = play(scenario(tmp_path, zorg, vrij=20, huurduur=20), n=1, seed=61_006)
    rows = results.table("toewijzing").query("kanaal == 'bemiddeling'").sort_values("sleuteldatum")
    between = rows["sleuteldatum"].diff().iloc[1:]
    waited = rows["wacht_op_begeleiding_dagen"].iloc[1:]
    assert (between >= 100 * DAY).all()
    assert ((between == 100 * DAY) == (waited > 0)).all()
    assert 0 < waited.max() <= 40
    assert results.table("begeleiding")["ambulant"].max() == 1


def test_fewer_places_put_nobody_out(tmp_path: Path) -> None:
    zorg = full(10, aanmeldingen=30, verblijf=1).replace(
        "bezet_bij", "plaatsen_vanaf: [{datum: 2021-03-01, plaatsen: 3}, {datum: 2022-07-01, plaatsen: 6}]\n  bezet_bij"
    )
    results = play(scenario(tmp_path, zorg, vrij=10), n=1, seed=61_007)
    rows = results.table("voorziening")
    held = rows["verblijf"] + rows["geblokkeerd"]
    closing = (rows["moment"] >= "2021-03-01") & (rows["moment"] < "2022-07-01")
    assert held[rows["moment"] < "2021-03-01"].max() == 10
    assert held[closing].iloc[0] > 3
    assert held[closing].diff().max() <= 1
    assert (held[closing].diff().iloc[1:] <= 0)[held[closing].iloc[1:] > 3].all()
    assert rows["plaatsen"].iloc[-1] == 6

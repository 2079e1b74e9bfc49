"""The forms of a quota against what must come out: layers, numbers, floors, windows, parts and what is kept."""

from __future__ import annotations

from collections import Counter
from functools import cache
from math import ceil, floor
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.validation.orakel import orakel, play, quotum, regel
from tests.validation.theorie import poisson_mean
from woonsim.kalender import JAAR
from woonsim.load import load_bytes
from woonsim.results import Results

KLEIN = (Path(__file__).parents[1] / "data" / "klein.yaml").read_text(encoding="utf-8")
CAP = "  - vrije_beleidsruimte: {aandeel: 20%}\n"
SETS_APART = {"trekking": "teller", "zonder_kandidaat": "eerste_reageerder"}


@cache
def klein(*changes: tuple[str, str], n: int = 1) -> Results:
    """Four years of the small gemeente with these pieces of its file replaced: some 56 woningen fall free a year."""
    text = KLEIN
    for old, new in [("looptijd: 10 jaar", "looptijd: 4 jaar"), *changes]:
        assert old in text, old
        text = text.replace(old, new)
    return play(load_bytes(text.encode(), "klein.yaml"), n=n, seed=81)


def booked(results: Results, rekening: str, post: str, replicatie: int) -> Any:
    """The postings of one kind on one account of one replication."""
    rows = results.table("grootboek")
    return rows[(rows["rekening"] == rekening) & (rows["post"] == post) & (rows["replicatie"] == replicatie)]


def replications(results: Results) -> list[int]:
    return [replicatie.nummer for replicatie in results.replicaties]


@pytest.mark.parametrize(("homes", "rounded", "loss"), [(207, 9.875, 0.0459), (200, 9.525, 0.0475)])
def test_rounding_down_each_year_loses_almost_half_a_woning(homes: int, rounded: float, loss: float) -> None:
    """What the docstring of `quotum` says, from the Poisson number of a year."""
    expected = poisson_mean(lambda v: floor(v / 20), homes)
    assert expected == pytest.approx(rounded, abs=0.001)
    assert 1 - expected / (homes / 20) == pytest.approx(loss, abs=0.0001)
    assert poisson_mean(lambda v: ceil(v / 20), homes) == pytest.approx(homes / 20 + 0.475, abs=0.001)


def test_gelaagd_takes_exactly_one_of_each_twenty_at_a_place_that_is_drawn(tmp_path: Path) -> None:
    rule = quotum("een", "5%", trekking="gelaagd", restant="overgedragen")
    results = play(orakel(tmp_path, jaren=10, vrij=60, beleid=[rule]), n=4, seed=82)
    places: Counter[int] = Counter()
    for replicatie in results.replicaties:
        freed = len(replicatie.feiten["vrijkomst"]["vrijkomst"])
        granted = booked(results, "een", "toekenning", replicatie.nummer)["vrijkomst"].to_numpy()
        layers = Counter((granted // 20).tolist())
        assert all(layers[layer] == 1 for layer in range(freed // 20))
        assert max(layers.values()) == 1
        places.update((granted % 20).tolist())
    # every place is drawn, none of them often: chi-square, 19 degrees of freedom, 1 in 10,000 above 50.8
    expected = sum(places.values()) / 20
    assert sum((places[place] - expected) ** 2 / expected for place in range(20)) < 50.8


def test_a_number_per_year_is_set_apart_over_the_year(tmp_path: Path) -> None:
    terms = "aantal: 7, trekking: teller, zonder_kandidaat: eerste_reageerder"
    rule = f"quotum: {{naam: een, doelgroep: statushouders, {terms}}}"
    results = play(orakel(tmp_path, jaren=4, vrij=200, beleid=[rule]), n=3, seed=83)
    start = np.datetime64("2021-01-01")
    for number in replications(results):
        rows = booked(results, "een", "toekenning", number)
        assert rows.groupby("jaar").size().tolist() == [7] * 4
        passed = (rows["moment"] - start).dt.total_seconds().to_numpy() / 60 / JAAR
        # the k-th of a year is owed from (k - 1)/7 of the year on, and a woning falls free almost every other day
        late = passed - (np.arange(28) // 7 + np.arange(28) % 7 / 7)
        assert late.min() > -0.01
        assert late.max() < 0.05


@pytest.mark.parametrize("per_jaar", [False, True])
def test_a_floor_for_regular_seekers_holds_at_every_moment(per_jaar: bool) -> None:
    """Of what fell free so far this year never more than 10%, rounded down, goes to others; without it much more."""
    opbouw = ", opbouw: per_jaar" if per_jaar else ""
    rule = f"  - quotum: {{naam: ondergrens, doelgroep: regulier, aandeel: 90%{opbouw}}}\n"
    free, held = klein(), klein((CAP, CAP + rule))

    def others(results: Results) -> Any:
        rows = results.table("toewijzing")
        return rows[(rows["kanaal"] == "bemiddeling") | rows["met_voorrang"]]

    assert len(others(held)) < 0.6 * len(others(free))
    for number in replications(held):
        delivered = booked(held, "ondergrens", "levering", number)["vrijkomst"]
        let = others(held)
        assert sorted(delivered) == sorted(let[let["replicatie"] == number]["vrijkomst"])
        granted = booked(held, "ondergrens", "toekenning", number)
        vrijkomst: Any = held.table("vrijkomst")
        vrijkomst = vrijkomst[vrijkomst["replicatie"] == number]
        for jaar, rows in granted.groupby("jaar"):
            moments = vrijkomst[vrijkomst["jaar"] == jaar]["opzegdatum"]
            for taken, t in enumerate(rows["moment"], start=1):
                so_far = len(moments) if per_jaar else (moments <= t).sum()
                assert per_jaar or taken <= floor(0.1 * so_far + 1e-9)
    if per_jaar:
        opened: Any = held.grootboek_per_jaar()
        opened = opened[opened["rekening"] == "ondergrens"]
        assert opened["recht"].nunique() == 1
        assert (opened.groupby("replicatie")["geleverd"].sum() > 0).all()


def test_who_has_voorrang_is_passed_over_when_the_floor_leaves_no_room() -> None:
    results = klein((CAP, CAP + "  - quotum: {naam: ondergrens, doelgroep: regulier, aandeel: 100%}\n"))
    rows = results.table("toewijzing")
    assert not rows["met_voorrang"].any()
    assert (rows["kanaal"] != "bemiddeling").all()
    gebrek = results.table("ruimtegebrek")
    assert {"kandidaat", "reactie"} <= set(gebrek[gebrek["rekening"] == "ondergrens"]["gepasseerd"])
    assert klein().table("toewijzing")["met_voorrang"].any()


def test_a_window_that_moves_along_is_never_overdrawn_and_is_used_up() -> None:
    """At every grant: no more mediated in the last 365 days than the share of what fell free in them."""
    results = klein((CAP, "  - vrije_beleidsruimte: {aandeel: 15%, periode: 365 dagen}\n"))
    year, full = np.timedelta64(365, "D"), 0
    for number in replications(results):
        vrijkomst: Any = results.table("vrijkomst")
        freed = vrijkomst[vrijkomst["replicatie"] == number]["opzegdatum"].to_numpy()
        granted = booked(results, "vrije_beleidsruimte", "toekenning", number)["moment"].to_numpy()
        for t in granted:
            used = ((granted > t - year) & (granted <= t)).sum()
            owed = floor(0.15 * ((freed > t - year) & (freed <= t)).sum() + 1e-9)
            assert used <= owed
            full += used == owed
    assert full > 10


def test_a_quota_per_kern_is_a_share_of_what_falls_free_there(tmp_path: Path) -> None:
    stock = {
        "[{naam: Dorp, kerncluster: Dorp}": "[{naam: Buurt, kerncluster: B}, {naam: Dorp, kerncluster: B}",
        regel(80): regel(60) + "\n" + regel(20, kern="Buurt"),
    }
    rule = quotum("een", "10%", per="kern", afronding="naar_beneden", restant="overgedragen", **SETS_APART)
    results = play(orakel(tmp_path, jaren=5, vrij=80, beleid=[rule], changes=stock), n=3, seed=84)
    freed = results.table("vrijkomst")
    for number in replications(results):
        granted = booked(results, "een", "toekenning", number)
        for deel, kern in enumerate(("Buurt", "Dorp")):
            there = ((freed["replicatie"] == number) & (freed["kern"] == kern)).sum()
            assert (granted["deel"] == deel).sum() == floor(there / 10)


def unused(tmp_path: Path, onbenut: str, trekking: str = "teller", zonder: str = "aanbod") -> Results:
    """Two quota for whom nobody waits; what the first does with its right decides what the second gets."""
    terms = {"afronding": "naar_beneden", "restant": "overgedragen"}
    first = quotum("een", "10%", trekking=trekking, onbenut=onbenut, zonder_kandidaat=zonder, **terms)
    second = quotum("twee", "100%", trekking="teller", **terms)
    return play(orakel(tmp_path, jaren=3, vrij=60, beleid=[first, second]), n=1, seed=85)


def set_apart(results: Results, rekening: str) -> list[int]:
    return [int(v) for v in booked(results, rekening, "toekenning", results.replicaties[0].nummer)["vrijkomst"]]


def test_a_right_that_is_lost_passes_its_woning_on(tmp_path: Path) -> None:
    results = unused(tmp_path, "verloren")
    freed = len(results.table("vrijkomst"))
    assert set_apart(results, "een") == list(range(9, freed, 10))
    assert set_apart(results, "twee") == list(range(freed))


def test_a_right_that_lapses_to_regular_sends_its_woning_to_the_adverts(tmp_path: Path) -> None:
    results = unused(tmp_path, "naar_regulier")
    freed = set(range(len(results.table("vrijkomst"))))
    assert set_apart(results, "een") == [v for v in sorted(freed) if v % 10 == 9]
    # the second never sees those; the right that they gave it goes to the woning after
    assert set(set_apart(results, "twee")) == freed - set(set_apart(results, "een"))


@pytest.mark.parametrize("trekking", ["teller", "toeval"])
def test_a_right_that_is_kept_takes_every_woning_until_somebody_takes_one(tmp_path: Path, trekking: str) -> None:
    results = unused(tmp_path, "behouden", trekking)
    freed = len(results.table("vrijkomst"))
    mine = set_apart(results, "een")
    assert mine == list(range(mine[0], freed))
    returned = booked(results, "een", "teruggave", results.replicaties[0].nummer)["vrijkomst"].tolist()
    assert returned == mine
    book: Any = results.grootboek_per_jaar()
    assert book["klopt"].all()
    last = book[book["rekening"] == "een"].iloc[-1]
    if trekking == "teller":
        assert last["slot"] == freed // 10
    else:
        assert abs(last["slot"] - freed / 10) <= 5 * (freed * 0.09) ** 0.5
    assert set_apart(results, "twee") == list(range(freed))


def test_borrowing_lets_more_now_and_is_paid_back_when_the_next_year_opens() -> None:
    terms = "aandeel: 10%, opbouw: per_jaar"
    waits = klein((CAP, f"  - vrije_beleidsruimte: {{{terms}}}\n"))
    borrows = klein((CAP, f"  - vrije_beleidsruimte: {{{terms}, bij_vol: lenen, lenen_hoogstens: 3}}\n"))
    book: Any = borrows.grootboek_per_jaar()
    assert book["klopt"].all()
    opened = book[book["rekening"] == "vrije_beleidsruimte"]["recht"].iloc[0] - 3
    assert booked(waits, "vrije_beleidsruimte", "toekenning", 0).groupby("jaar").size().max() == opened
    posts: Any = borrows.table("grootboek")
    posts = posts[posts["rekening"] == "vrije_beleidsruimte"]
    per_year = posts.groupby(["jaar", "post"])["aantal"].sum().unstack(fill_value=0)
    assert per_year["lening"].iloc[0] == 3
    assert per_year["toekenning"].iloc[0] == opened + 3
    # what a year borrowed is what the next pays back, on its first day
    assert per_year["aflossing"].iloc[1:].tolist() == per_year["lening"].iloc[:-1].tolist()
    paid = posts[posts["post"] == "aflossing"]["moment"]
    assert (paid.dt.strftime("%m-%d") == "01-01").all()
    assert per_year["toekenning"].cumsum().le(opened * np.arange(1, len(per_year) + 1) + 3).all()


def test_the_indicator_counts_what_had_no_room() -> None:
    from woonsim.indicatoren import per_replicatie

    results = klein((CAP, "  - vrije_beleidsruimte: {aandeel: 5%}\n"))
    figures = per_replicatie(results)
    rows = results.table("ruimtegebrek")
    rows = rows[rows["rekening"] == "vrije_beleidsruimte"]
    assert len(rows) > 5
    mine = figures[(figures["indicator"] == "ruimtegebrek") & (figures["groep"] == "rekening=vrije_beleidsruimte")]
    whole = mine[mine["jaar"].isna()].set_index("replicatie")["value"]
    years = len(results.jaren)
    assert whole.tolist() == pytest.approx((rows.groupby("replicatie").size() / years).tolist())

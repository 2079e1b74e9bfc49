"""What becomes of a right and of room: when an account is full, around 1 January, and for who comes first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from tests.validation.orakel import orakel, play, quotum
from woonsim.cli import call
from woonsim.load import load_bytes
from woonsim.results import Results

KLEIN = (Path(__file__).parents[1] / "data" / "klein.yaml").read_text(encoding="utf-8")
CAP = "  - vrije_beleidsruimte: {aandeel: 20%}\n"
FULL = {
    "cap": "vrije_beleidsruimte: {aandeel: 0%}",
    "floor": "quotum: {naam: ondergrens, doelgroep: regulier, aandeel: 100%}",
    "spreiding": "spreiding: {doelgroepen: [statushouders], maximum_per_kern: 0}",
}


def klein(*changes: tuple[str, str], n: int = 1, jaren: int = 2) -> Results:
    """The small gemeente with these pieces of its file replaced, over two years or so many."""
    text = KLEIN
    for old, new in (*changes, ("looptijd: 10 jaar", f"looptijd: {jaren} jaar")):
        assert old in text, old
        text = text.replace(old, new)
    return play(load_bytes(text.encode(), "klein.yaml"), n=n, seed=1)


def full(tmp_path: Path, account: str | None, *, speciaal: float = 300, **terms: str) -> Results:
    """A quota for statushouders beside an account without room; very many of them wait, or nobody at `speciaal` 0."""
    given = {"afronding": "naar_beneden", "restant": "overgedragen", **terms}
    rules = [quotum("een", "10%", **given), *([FULL[account]] if account else [])]
    return play(orakel(tmp_path, jaren=2, vrij=60, speciaal=speciaal, beleid=rules), n=1, seed=91)


def booked(results: Results, rekening: str = "een") -> Any:
    """What was posted on an account."""
    rows = results.table("grootboek")
    return rows[rows["rekening"] == rekening]


@pytest.mark.parametrize(("trekking", "onbenut"), [("teller", "verloren"), ("gelaagd", "naar_regulier")])
def test_a_full_floor_leaves_a_quota_its_rights_as_a_full_cap_does(tmp_path: Path, trekking: str, onbenut: str) -> None:
    runs = {account: full(tmp_path, account, trekking=trekking, onbenut=onbenut) for account in FULL}
    books = {account: booked(results) for account, results in runs.items()}
    assert set(books["cap"]["post"]) == {"recht"}
    for account in ("floor", "spreiding"):
        pd.testing.assert_frame_equal(books[account], books["cap"])
        assert set(runs[account].table("toewijzing")["kanaal"]) == {"eerste_reageerder"}
    freed = len(runs["cap"].table("vrijkomst"))
    kept = runs["floor"].grootboek_per_jaar().query("rekening == 'een'").iloc[-1]["slot"]
    assert abs(kept - freed / 10) < 1
    gebrek = runs["floor"].table("ruimtegebrek")
    assert set(gebrek[gebrek["rekening"] == "ondergrens"]["gepasseerd"]) == {"kandidaat"}


@pytest.mark.parametrize("account", ["cap", "floor"])
def test_a_right_that_is_drawn_while_another_account_is_full_is_kept(tmp_path: Path, account: str) -> None:
    """The same rights as when nobody takes one, none of them used; without `behouden` there are none."""
    terms = {"trekking": "toeval", "onbenut": "behouden"}
    drawn, held = full(tmp_path, None, speciaal=0, **terms), full(tmp_path, account, **terms)
    rights = [booked(r).query("post == 'recht'")["vrijkomst"].tolist() for r in (drawn, held)]
    assert rights[0] == rights[1]
    assert len(rights[0]) > 5
    assert set(booked(held)["post"]) == {"recht"}
    lost = full(tmp_path, account, trekking="toeval")
    assert booked(lost).empty


def test_a_kept_right_is_used_as_soon_as_there_is_room(tmp_path: Path) -> None:
    """With room for one in ten and a draw of one in ten, what was drawn while there was none is used later."""
    FULL["some"] = "vrije_beleidsruimte: {aandeel: 10%, periode: looptijd}"
    try:
        results = full(tmp_path, "some", trekking="toeval", onbenut="behouden")
    finally:
        del FULL["some"]
    book = booked(results)
    drawn = set(book[book["post"] == "recht"]["vrijkomst"])
    granted = set(book[book["post"] == "toekenning"]["vrijkomst"])
    assert len(granted - drawn) > 3
    assert len(granted) <= len(drawn)


def test_a_letting_takes_room_of_the_year_in_which_it_is_accepted() -> None:
    """Also around 1 January, when the next year has none yet; some are decided in a year and accepted in the next."""
    slow = ("beslistermijn: 2 dagen", "beslistermijn: 20 dagen")
    rich = ("mediaan: 20500 EUR/jaar, p90: 34000", "mediaan: 40500 EUR/jaar, p90: 74000")
    results = klein(slow, rich, ("  - daeb_ruimte\n", "  - daeb_ruimte: {vrije_ruimte: 50%}\n"), n=3)
    rows = booked(results, "daeb_ruimte")
    taken = rows[rows["post"] == "toekenning"].merge(
        results.table("toewijzing")[["replicatie", "vrijkomst", "jaar"]],
        on=["replicatie", "vrijkomst"],
        suffixes=("", "_let"),
    )
    assert len(taken) == (rows["post"] == "toekenning").sum() > 10
    assert (taken["jaar"] == taken["jaar_let"]).all()
    closings = results.table("publicatie").query("verhuurd")[["replicatie", "vrijkomst", "jaar"]]
    let = results.table("toewijzing")[["replicatie", "vrijkomst", "jaar"]].merge(
        closings, on=["replicatie", "vrijkomst"], suffixes=("", "_decided")
    )
    assert (let["jaar"] > let["jaar_decided"]).sum() > 3


NOBODY = [
    ("waarde: 2500, aanname", "waarde: 0, aanname"),
    ("waarde: 3400, aanname", "waarde: 0, aanname"),
    ("waarde: 485, eenheid", "waarde: 0, eenheid"),
    ("waarde: 2280, eenheid", "waarde: 0, eenheid"),
    *(
        (f"marge: [{low}, {high}]", f"marge: [0, {high}]")
        for low, high in ((1300, 4000), (2500, 4500), (350, 650), (1800, 2800))
    ),
    ("na_rondes: 12", "na_rondes: 1"),
    ("  - vrije_beleidsruimte: {aandeel: 20%}\n", ""),
]
DEAR = ("rekenhuur: 610 EUR/maand", "rekenhuur: 700 EUR/maand")


def first_comers(results: Results) -> Any:
    rows = results.table("toewijzing")
    return rows[rows["kanaal"] == "eerste_reageerder"]


def test_who_comes_first_is_tested_as_anybody_else() -> None:
    """No low income in a dear woning, enough rooms, and of incomes above the DAEB limit no more than the free room."""
    results = klein(*NOBODY, DEAR, n=2)
    let: Any = first_comers(results)
    assert len(let) > 100
    dear = let[let["rekenhuur_eur"] > 690]
    alone = dear[(dear["personen"] == 1) & (dear["jaar"] == 2021) & (dear["leeftijd"] < 66)]
    assert len(alone) > 5
    assert (alone["inkomen_eur"] > 23_725).all()
    limit = np.where(let["jaar"] == 2021, 40_024, np.where(let["personen"] == 1, 40_765, 45_014))
    high = let[let["inkomen_eur"] > limit + 1]
    posts = booked(results, "daeb_ruimte")
    granted = posts[posts["post"] == "toekenning"]
    assert set(zip(high["replicatie"], high["vrijkomst"], strict=True)) <= set(
        zip(granted["replicatie"], granted["vrijkomst"], strict=True)
    )
    assert len(granted) > 5
    for (_, jaar), n in granted.groupby(["replicatie", "jaar"]).size().items():
        assert n <= (0.2 if jaar == 2021 else 0.075) * (let["jaar"] == jaar).sum()


def test_what_nobody_who_comes_may_have_is_offered_again() -> None:
    """At 1,000 EUR a month with norm altijd and no room for high incomes some may come; with all incomes low nobody."""
    poor = [
        (
            f'"{ages}": {{mediaan: {mediaan} EUR/jaar, p90: {p90} EUR/jaar}}',
            f'"{ages}": {{mediaan: 9000 EUR/jaar, p90: 9100 EUR/jaar}}',
        )
        for ages, mediaan, p90 in (
            ("18-66", 20500, 34000),
            ("67+", 20000, 29000),
            ("18-66", 28500, 43000),
            ("67+", 27500, 38000),
            ("18-66", 29500, 44000),
            ("67+", 30000, 42000),
        )
    ]
    results = klein(*NOBODY, DEAR, *poor, jaren=1)
    let: Any = first_comers(results)
    assert len(let) > 10
    assert not (let["rekenhuur_eur"] > 690).any()
    rounds = results.table("publicatie")
    again = rounds.groupby("vrijkomst")["ronde"].max()
    assert (again > 20).sum() > 5


def new_woningen(n: int, kern: str) -> tuple[str, str]:
    """What puts so many new woningen in a kern, in June of the first year."""
    terms = "corporatie: Woonservice, woningtype: eengezinswoning, kamers: 4, rekenhuur: 560 EUR/maand"
    row = f"{terms}, datum: 2021-06-01, kern: {kern}, toegankelijkheid: ZON, aantal: {n}"
    section = f"voorraadwijzigingen: [{{soort: nieuwbouw, naam: nieuw, {row}}}]\n"
    return "huurders:\n  aanname: naar", f"{section}huurders:\n  aanname: naar"


def test_a_new_woning_let_with_voorrang_takes_no_room_of_the_floor() -> None:
    """With all kept for regular seekers nobody with voorrang gets a freed woning; a new one did not fall free."""
    floor = "  - quotum: {naam: ondergrens, doelgroep: regulier, aandeel: 100%}\n"
    results = klein(new_woningen(60, "Beilen"), (CAP, CAP + floor), n=2)
    let: Any = results.table("toewijzing").merge(
        results.table("vrijkomst")[["replicatie", "vrijkomst", "oorzaak"]], on=["replicatie", "vrijkomst"]
    )
    assert set(let[let["met_voorrang"]]["oorzaak"]) == {"eerste_verhuur"}
    assert booked(results, "ondergrens").empty


def test_a_kern_without_woningen_gets_its_share_the_year_after_they_are_built() -> None:
    """What opens at once follows the stock of 1 January."""
    rule = (
        "  - quotum: {naam: per_kern, doelgroep: urgenten, aandeel: 10%, trekking: op_aanvraag, per: kern, "
        "opbouw: per_jaar, afronding: naar_dichtstbij}\n"
    )
    results = klein(new_woningen(200, "Wijster"), (CAP, CAP + rule))
    rights = booked(results, "per_kern").query("post == 'recht'")
    # 6.5% of 200 a year, of that a tenth; Wijster is the last kern by name
    assert rights[rights["deel"] == 3][["jaar", "aantal"]].to_numpy().tolist() == [[2022, 1]]
    assert set(rights[rights["deel"] == 0]["jaar"]) == {2021, 2022}


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("vrije_beleidsruimte: {aandeel: 20%, periode: 12 maanden, restant: overgedragen}", "laat restant weg"),
        (
            "quotum: {naam: a, doelgroep: uitstroom, aandeel: 5%, trekking: toeval, periode: 12 maanden}",
            "periode: jaar",
        ),
    ],
)
def test_a_period_that_moves_along_is_refused_where_it_means_nothing(
    rule: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "klein.yaml"
    path.write_text(KLEIN.replace(CAP, f"  - {rule}\n"), encoding="utf-8")
    assert call(["validate", str(path)]) == 2
    said = " ".join(capsys.readouterr().err.split())
    assert told in said
    assert "klein.yaml:" in said

"""Results: tables with names and dates, and the ledger per year."""

from datetime import date

import pandas as pd
import pytest

from woonsim.begrippen import Begeleidingsvorm, Doelgroep, Herkomst, Kanaal, Oorzaak, Post, Woonsituatie, Zoekstatus
from woonsim.feiten import FEITEN, MATEN, STROMEN
from woonsim.kalender import DAG
from woonsim.record import Recorder, Replicatie
from woonsim.results import Results
from woonsim.scenario.model import Scenario

NAMEN = {
    "corporatie": ("Woonservice",),
    "kern": ("Beilen", "Elp"),
    "regel": ("weer_thuis",),
    "rekening": ("weer_thuis", "vrije_beleidsruimte"),
    "parameter": (),
}


def _results(*recorders: Recorder) -> Results:
    scenario = Scenario.model_construct(begindatum=date(2021, 1, 1), looptijd=2)
    parts = (Replicatie(nummer, recorder.tables(), NAMEN, {}) for nummer, recorder in enumerate(recorders, start=1))
    return Results(scenario, 1, tuple(parts))


def _recorder() -> Recorder:
    recorder = Recorder()
    oorzaak, kanaal = Oorzaak.overlijden_of_zorg, Kanaal.aanbod
    recorder.row("vrijkomst", 0, 2021, 7, 0, 1, 4, 55, 3, oorzaak, 0, 1, kanaal, 10 * DAG, 40 * DAG, 3000, False, False)
    for volgnummer, regel, published in ((3, -1, 12 * DAG), (4, 0, -1)):
        stroom, doelgroep = STROMEN.index("regio"), Doelgroep.regulier
        recorder.row(
            "toewijzing",
            *(0, 2021, 0, 2021, 7, 0, 1, 4, 55, 0, stroom, volgnummer, kanaal, regel, doelgroep, Herkomst.regio),
            *(Woonsituatie.starter, False, False, 60, 1, 20_000, 365.25, 10.0, 1, 80, 0, 1),
            *(
                published,
                20 * DAG + 61,
                50 * DAG,
                10.0,
                3,
                -1,
                0,
                0,
                600.0,
                -1.0,
                False,
                False,
                Begeleidingsvorm.geen,
                0.0,
            ),
        )
    recorder.row("kandidaat", Doelgroep.uitstroom, STROMEN.index("beschermd_wonen"), 0, -1, -1, 2021, False, 0, -1)
    maat = MATEN.index("zoekduur")
    recorder.row("register", 2021, 365 * DAG, Herkomst.gemeente, Zoekstatus.zoekend, maat, 4, 9)
    return recorder


def test_table_shows_names_for_codes() -> None:
    row = _results(_recorder()).table("vrijkomst").iloc[0]
    assert row[["corporatie", "kern", "oorzaak", "kanaal"]].tolist() == [
        "Woonservice",
        "Elp",
        "overlijden_of_zorg",
        "aanbod",
    ]
    register = _results(_recorder()).table("register").iloc[0]
    assert register[["herkomst", "zoekstatus", "maat"]].tolist() == ["gemeente", "zoekend", "zoekduur"]


def test_letting_through_the_adverts_has_regel_aanbod() -> None:
    table = _results(_recorder()).table("toewijzing")
    assert table["regel"].tolist() == ["aanbod", "weer_thuis"]
    assert table["stroom"].tolist() == ["regio", "regio"]


def test_moments_are_dates_and_none_is_missing() -> None:
    table = _results(_recorder()).table("toewijzing")
    assert table["acceptatiedatum"].dtype == "datetime64[s]"
    assert table["acceptatiedatum"][0] == pd.Timestamp("2021-01-21 01:01")
    assert table["publicatiedatum"][0] == pd.Timestamp("2021-01-13")
    assert table["publicatiedatum"].isna().tolist() == [False, True]


def test_minute_before_the_run_is_a_date_where_there_is_always_one() -> None:
    row = _results(_recorder()).table("kandidaat").iloc[0]
    assert row["gereed"] == pd.Timestamp("2020-12-31 23:59")
    assert pd.isna(row["sleutels"])


def test_replications_stand_below_each_other_in_order() -> None:
    results = _results(_recorder(), Recorder(), _recorder())
    assert results.table("toewijzing")["replicatie"].tolist() == [1, 1, 3, 3]
    assert results.n == 3
    assert results.jaren == [2021, 2022]


@pytest.mark.parametrize("name", FEITEN)
def test_every_table_has_its_columns_also_without_rows(name: str) -> None:
    table = _results(Recorder()).table(name)
    assert list(table.columns) == ["replicatie", *(column.name for column in FEITEN[name])]
    assert len(table) == 0


def test_unknown_code_is_an_error() -> None:
    recorder = Recorder()
    recorder.row("grootboek", 0, 2021, 2, -1, Post.recht, -1, 1)
    with pytest.raises(IndexError):
        _results(recorder).table("grootboek")


def _post(recorder: Recorder, jaar: int, post: Post, vrijkomst: int = -1, aantal: int = 1) -> None:
    recorder.row("grootboek", 0, jaar, 0, -1, post, vrijkomst, aantal)


def test_ledger_per_year_carries_over_what_is_left() -> None:
    recorder = Recorder()
    _post(recorder, 2021, Post.recht, aantal=5)
    for vrijkomst in (10, 11, 12):
        _post(recorder, 2021, Post.toekenning, vrijkomst)
    _post(recorder, 2021, Post.levering, 10)
    _post(recorder, 2021, Post.onbenut, 11)
    _post(recorder, 2022, Post.levering, 12)
    _post(recorder, 2022, Post.verval, aantal=2)
    _post(recorder, 2022, Post.recht, aantal=4)
    table = _results(recorder).grootboek_per_jaar()
    assert list(table.columns[3:]) == ["opening", "recht", "geleverd", "vervallen", "lopend", "slot", "klopt"]
    assert table.to_numpy().tolist() == [
        [1, "weer_thuis", 2021, 0, 5, 1, 1, 1, 2, True],
        [1, "weer_thuis", 2022, 3, 4, 1, 2, 0, 4, True],
        [1, "vrije_beleidsruimte", 2021, 0, 0, 0, 0, 0, 0, True],
        [1, "vrije_beleidsruimte", 2022, 0, 0, 0, 0, 0, 0, True],
    ]


def test_ledger_shows_a_delivery_that_was_never_granted() -> None:
    recorder = Recorder()
    _post(recorder, 2021, Post.recht, aantal=5)
    _post(recorder, 2021, Post.levering, 10)
    assert _results(recorder).grootboek_per_jaar()["klopt"].tolist() == [False, True, True, True]


def test_ledger_shows_room_given_that_was_not_there() -> None:
    recorder = Recorder()
    _post(recorder, 2021, Post.toekenning, 10)
    _post(recorder, 2021, Post.levering, 10)
    assert _results(recorder).grootboek_per_jaar()["klopt"].tolist() == [False, False, True, True]

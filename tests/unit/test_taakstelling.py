"""The taakstelling of statushouders, half-year by half-year, against what one can reckon by hand."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.kandidaten import Data, scenario, sizes, stream
from woonsim import simulate
from woonsim.errors import ScenarioError
from woonsim.indicatoren import samenvatting
from woonsim.results import Results

FIVE = sizes(0, 0, 0, 0, 100)


def asked(*rows: tuple[str, int], **terms: Any) -> Data:
    """A taakstelling with these (vanaf, personen)."""
    return {"personen_per_halfjaar": [{"vanaf": vanaf, "personen": n} for vanaf, n in rows], **terms}


def play(
    folder: Path, taakstelling: Data, *, homes: int = 20, houses: bool = False, jaren: int = 1, **terms: Any
) -> Results:
    """A run; statushouders are mediated, on demand, only when there are many `homes`."""

    def change(data: Data) -> None:
        data["bijzondere_doelgroepen"] = {"statushouders": stream(taakstelling=taakstelling, **terms)}
        data["beleid"] = [{"directe_bemiddeling": {"doelgroepen": ["statushouders"]}}] if homes > 20 else []

    return simulate(scenario(folder, change, vrij=homes, jaren=jaren))


def days_linked(results: Results) -> list[float]:
    """When each huishouden was linked, in days since begindatum, in order."""
    moments = results.table("kandidaat")["gereed"] - pd.Timestamp(results.scenario.begindatum)
    return sorted((moments.dt.total_seconds() / 86400).tolist())


def books(results: Results, *columns: str) -> list[tuple[int, ...]]:
    return [tuple(row) for row in results.table("taakstelling")[list(columns)].itertuples(index=False)]


def test_one_person_a_day_is_linked_one_a_day(tmp_path: Path) -> None:
    """181 days in the first half of 2021, 184 in the second."""
    results = play(tmp_path, asked(("2021-01-01", 181), ("2021-07-01", 184)))
    assert days_linked(results) == [float(day) for day in range(365)]
    assert books(results, "jaar", "halfjaar", "opgave", "gekoppeld") == [(2021, 1, 181, 181), (2021, 2, 184, 184)]


def test_a_huishouden_is_linked_when_more_are_asked_than_stand_before_it(tmp_path: Path) -> None:
    """Of five persons each: after 0, 5, 10, ... of the ten that a half-year asks."""
    results = play(tmp_path, asked(("2021-01-01", 10)), huishoudgrootte=FIVE)
    assert days_linked(results) == [0, 90.5, 181, 181 + 92]
    assert books(results, "opgave", "gekoppeld") == [(10, 10), (10, 10)]


def test_the_backlog_was_linked_before_and_its_surplus_counts(tmp_path: Path) -> None:
    """Two huishoudens of five for a backlog of seven: three are ahead, so the next waits for three of the ten."""
    results = play(tmp_path, asked(("2021-01-01", 10), achterstand_bij_aanvang=7), huishoudgrootte=FIVE)
    assert days_linked(results) == pytest.approx(
        [-0.7 * 181, -0.2 * 181, 0.3 * 181, 0.8 * 181, 181 + 0.3 * 184, 181 + 0.8 * 184]
    )
    assert results.table("kandidaat")["volgnummer"].tolist() == [-2, -1, 0, 1, 2, 3]
    assert books(results, "achterstand_begin", "gekoppeld") == [(7, 10), (17, 10)]


def test_linking_ahead_shifts_everybody_and_asks_of_the_half_year_to_come(tmp_path: Path) -> None:
    results = play(tmp_path, asked(("2021-01-01", 10), vooruit="100 dagen"), huishoudgrootte=FIVE)
    # 181 days in the first half of 2022 too
    assert days_linked(results) == [-100, -9.5, 81, 173, 265, 355.5]


def test_all_at_once(tmp_path: Path) -> None:
    results = play(tmp_path, asked(("2021-01-01", 10), koppeling="ineens"), huishoudgrootte=FIVE)
    assert days_linked(results) == [0, 0, 181, 181]


def test_a_half_year_that_asks_nobody_links_nobody(tmp_path: Path) -> None:
    results = play(tmp_path, asked(("2021-01-01", 0), ("2021-07-01", 5)), huishoudgrootte=FIVE)
    assert days_linked(results) == [181]
    assert books(results, "opgave", "gekoppeld") == [(0, 0), (5, 5)]


def test_a_number_counts_from_the_half_year_in_which_it_begins(tmp_path: Path) -> None:
    results = play(tmp_path, asked(("2021-01-01", 4), ("2021-12-31", 6), ("2022-07-01", 8)), jaren=2)
    assert books(results, "opgave") == [(4,), (6,), (6,), (8,)]


def test_what_is_not_housed_is_carried_over(tmp_path: Path) -> None:
    results = play(tmp_path, asked(("2021-01-01", 22), achterstand_bij_aanvang=24), jaren=2)
    assert books(results, "achterstand_begin", "gehuisvest", "achterstand_eind") == [
        *[(24, 0, 46), (46, 0, 68)],
        *[(68, 0, 90), (90, 0, 112)],
    ]
    told = samenvatting(results).set_index(["indicator", "jaar"])["mean"]
    assert told["taakstelling_achterstand"].tolist() == [68, 112, 90]
    assert told["taakstelling_halfjaren_gemist"].tolist() == [2, 4, 4]
    assert told["taakstelling_opgave"].tolist() == [44, 44, 44]
    assert told["taakstelling_gehuisvest"].tolist() == [0, 0, 0]


def test_who_has_keys_at_once_leaves_no_backlog_and_linking_ahead_gives_a_lead(tmp_path: Path) -> None:
    """A woning falls free every hour or so; of a household that is asked in part, all persons are housed."""
    terms = {"homes": 4000, "huishoudgrootte": FIVE}
    results = play(tmp_path, asked(("2021-01-01", 10), achterstand_bij_aanvang=5), **terms)
    assert books(results, "opgave", "gehuisvest", "achterstand_eind") == [(10, 15, 0), (10, 10, 0)]
    told = samenvatting(results).set_index(["indicator", "jaar"])["mean"]
    assert told["taakstelling_halfjaren_gemist"].tolist() == [0, 0]
    ahead = play(tmp_path, asked(("2021-01-01", 10), vooruit="30 dagen"), **terms)
    assert books(ahead, "opgave", "gehuisvest", "achterstand_eind") == [(10, 15, -5), (10, 10, -5)]
    summary = samenvatting(ahead)
    row = summary[(summary["indicator"] == "taakstelling_achterstand") & summary["jaar"].isna()].iloc[0]
    assert row["mean"] == -5


def test_keys_at_the_boundary_are_of_the_next_half_year(tmp_path: Path) -> None:
    results = play(tmp_path, asked(("2021-01-01", 181)), homes=4000)
    keys = results.table("kandidaat")["sleutels"]
    before = (keys < pd.Timestamp(date(2021, 1, 1) + timedelta(days=181))).sum()
    assert books(results, "gehuisvest")[0] == (before,)


@pytest.mark.parametrize(
    ("terms", "what"),
    [
        ({}, "instroom"),
        ({"instroom": 3, "taakstelling": asked(("2021-01-01", 1))}, "taakstelling"),
        ({"wachtend_bij_aanvang": 2, "taakstelling": asked(("2021-01-01", 1))}, "wachtend_bij_aanvang"),
        ({"taakstelling": asked(("2021-07-01", 1), ("2021-07-01", 2))}, "datum"),
        ({"taakstelling": asked()}, "personen_per_halfjaar"),
    ],
)
def test_what_cannot_be_is_refused(tmp_path: Path, terms: Data, what: str) -> None:
    def change(data: Data) -> None:
        data["bijzondere_doelgroepen"] = {"statushouders": stream(**terms)}
        data["beleid"] = []

    with pytest.raises(ScenarioError) as refused:
        scenario(tmp_path, change, vrij=1)
    assert what in str(refused.value)

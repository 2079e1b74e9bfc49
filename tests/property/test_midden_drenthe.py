"""Midden-Drenthe with everything on, and every law of the world checked after every event."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.property.laws import LAWS
from tests.property.played import play
from tests.regression.leaves import small, text
from woonsim import load_scenario
from woonsim.feiten import FEITEN, STROMEN
from woonsim.kalender import DAG
from woonsim.load import load_bytes
from woonsim.simulation import Run
from woonsim.wereld import InvariantError

SHIPPED = Path(__file__).parents[2] / "scenarios" / "midden-drenthe.yaml"
EVERYTHING = {
    "begeleiding",
    "bijzondere_doelgroepen",
    "beschermd_wonen",
    "levensloop",
    "maatschappelijke_opvang",
    "terugval",
    "voorraadwijzigingen",
}
"""The sections that a scenario may leave out."""


def checked(run: Run, days: int) -> int:
    """Let `days` pass with a check after every event; how many events there were."""
    run.wereld.check()
    events = 0
    while run.agenda.env.peek() < days * DAG:
        run.agenda.env.step()
        run.wereld.check()
        events += 1
    return events


def test_the_first_season_of_the_scenario_as_shipped() -> None:
    scenario = load_scenario(SHIPPED)
    assert all(getattr(scenario, section) for section in EVERYTHING)
    run = Run(scenario, 1, 0)
    assert checked(run, 75) > 100
    assert run.wereld.n_toewijzing > 20


def test_the_years_in_which_everything_happens() -> None:
    """What is built, demolished and sold, and three turns of the year: a law may hold for a season only."""
    played = play(load_scenario(SHIPPED, ["begindatum=2024-01-01", "looptijd=4 jaar"]))
    happened = {table for table, columns in played.replicatie.feiten.items() if len(next(iter(columns.values())))}
    assert happened == set(FEITEN) - {"bijstelling"}
    last = played.rows("voorraad")[-1]
    assert min(last.gebouwd, last.gesloopt, last.verkocht) > 0
    for law in LAWS:
        law(played)


def test_two_years_of_a_tenth_of_it() -> None:
    played = play(load_bytes(text(small()).encode(), "klein.yaml"))
    assert len(played.rows("toewijzing")) > 30
    for law in LAWS:
        law(played)


def test_a_broken_world_is_noticed() -> None:
    run = Run(load_scenario(SHIPPED), 1, 0)
    rented = run.wereld.woningen.bewoner >= 0
    run.wereld.woningen.bewoner[rented.argmax()] += 1
    with pytest.raises(InvariantError):
        run.wereld.check()


def test_who_moves_for_demolition_does_not_count_twice_for_the_taakstelling() -> None:
    data = small()
    data["levensloop"] = {"huishoudgrootte": "vast", "inkomen": "vast"}
    data["beleid"][0] = {"vrije_beleidsruimte": {"aandeel": "80%"}}
    sloop = {"soort": "sloop", "naam": "alles", "datum": "2022-10-01", "aankondiging": "10 maanden", "aantal": 120}
    data["voorraadwijzigingen"] = [sloop]
    data["mutatie"]["mutatiegraad"] = "20%"
    played = play(load_bytes(text(data).encode(), "klein.yaml"))
    keys = [r for r in played.rows("toewijzing") if STROMEN[r.stroom] == "statushouders"]
    first = {r.volgnummer: r for r in reversed(keys) if r.sleuteldatum < played.run.wereld.kalender.looptijd}
    assert len(first) < len(keys)
    assert sum(r.gehuisvest for r in played.rows("taakstelling")) == sum(r.personen for r in first.values())

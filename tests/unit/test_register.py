"""The register finds who is due without a search, and drawing ahead changes nothing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from woonsim import kolommen
from woonsim.kalender import DAG
from woonsim.kolommen import NOOIT, Huishoudens, ascending, distinct
from woonsim.load import load_scenario
from woonsim.proces import register
from woonsim.record import Replicatie
from woonsim.simulation import Run, play
from woonsim.wereld import InvariantError

MIDDEN_DRENTHE = Path(__file__).parents[2] / "scenarios" / "midden-drenthe.yaml"
REGELING = "beleid.doorstroomregeling"
VOORBEELD = ["looptijd=2 jaar", f"{REGELING}.factor_zoeken=10", f"{REGELING}.bereik=90%"]


def rows(*numbers: int) -> np.ndarray:
    return np.array(numbers, dtype=np.int64)


def test_distinct_rows() -> None:
    assert distinct(rows(4, 1, 4, 0, 1)).tolist() == [0, 1, 4]
    assert distinct(rows()).tolist() == []


@pytest.mark.parametrize("values", [[0.5, 0.2, 0.9], [0.5, 0.2, 0.5, 0.2] * 50, []])
def test_ascending_takes_the_first_of_equals_first(values: list[float]) -> None:
    assert ascending(np.array(values)).tolist() == sorted(range(len(values)), key=values.__getitem__)


def facts(played: Replicatie) -> dict[str, list[list[object]]]:
    return {name: [column.tolist() for column in table.values()] for name, table in played.feiten.items()}


def test_in_how_large_parts_huishoudens_are_drawn_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    scenario = load_scenario(MIDDEN_DRENTHE, ["looptijd=2 jaar"])
    played = facts(play(scenario, 3))
    monkeypatch.setattr(kolommen, "_BLOCK", 700)
    assert facts(play(scenario, 3)) == played


def test_how_far_ahead_changes_are_drawn_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the day or for all years, with a regeling, voorrang and lettings that come in between."""
    scenario = load_scenario(MIDDEN_DRENTHE, VOORBEELD)
    played = play(scenario, 3)
    assert played.feiten["toewijzing"]["is_extra"].any()
    assert (played.feiten["toewijzing"]["met_voorrang"]).any()
    base = facts(played)
    for days in (1, 5000):
        monkeypatch.setattr(register, "_TERM", days * DAG)
        assert facts(play(scenario, 3)) == base, days


def test_who_begin_to_seek_with_voorrang_together_do_so_as_if_each_came_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    many = ["tijdstap=1 dag", "bijzondere_doelgroepen.urgenten.instroom=300 per jaar"]
    scenario = load_scenario(MIDDEN_DRENTHE, [*VOORBEELD, *many])
    base, together, sizes = facts(play(scenario, 3)), register.Register.give_voorrang, set[int]()

    def alone(self: register.Register, rows: np.ndarray, t: int, until: np.ndarray) -> None:
        sizes.add(len(rows))
        for place in range(len(rows)):
            together(self, rows[[place]], t, until[[place]])

    monkeypatch.setattr(register.Register, "give_voorrang", alone)
    assert facts(play(scenario, 3)) == base
    assert max(sizes) > 1


def test_nobody_is_overlooked() -> None:
    """What a search of all columns would find due has happened, week after week."""
    run = Run(load_scenario(MIDDEN_DRENTHE, VOORBEELD), 3, 0)
    for week in range(0, 104, 4):
        run.play_until(week * 7 * DAG)
        run.wereld.check()


def test_a_huishouden_is_held_in_few_bytes_and_seen_in_full() -> None:
    run = Run(load_scenario(MIDDEN_DRENTHE, VOORBEELD), 1, 0)
    h = run.wereld.huishoudens
    columns = [column for column in vars(h).values() if isinstance(column, np.ndarray)]
    assert sum(column.itemsize for column in columns) <= 176
    seen = run.wereld.zoekenden(np.arange(10), 0)
    for name in ("personen", "herkomst", "kern", "woonsituatie", "kamers_nu", "zoekpunten", "sinds"):
        assert getattr(seen, name).dtype == np.int64, name


def test_columns_keep_their_defaults_as_they_grow() -> None:
    h = Huishoudens(2)
    assert h.append(1, personen=3, woning=5).tolist() == [0]
    assert h.append(5, personen=[1, 2, 3, 4, 5]).tolist() == [1, 2, 3, 4, 5]
    assert h.personen.tolist() == [3, 1, 2, 3, 4, 5]
    assert h.woning.tolist() == [5, -1, -1, -1, -1, -1]
    assert set(h.vertrek.tolist()) == {NOOIT}
    with pytest.raises(TypeError, match="no columns"):
        h.append(1, voornaam=1)


def test_a_law_finds_who_changes_his_group_while_registered() -> None:
    run = Run(load_scenario(MIDDEN_DRENTHE, ["looptijd=1 jaar"]), 1, 0)
    run.wereld.check()
    h = run.wereld.huishoudens
    registered = np.flatnonzero(h.zoekstatus != 0)[:5]
    h.woonsituatie[registered] = 1 - h.woonsituatie[registered]
    with pytest.raises(InvariantError, match="who is registered stays in its group"):
        run.wereld.check()

"""The run folder: complete or absent, equal for equal runs, and never in the place of what is not ours."""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest

from woonsim.errors import OutputError
from woonsim.feiten import FEITEN
from woonsim.load import load_bytes
from woonsim.progress import show_progress
from woonsim.replications import replicate
from woonsim.runs import Run

SCENARIO = Path(__file__).parents[2] / "scenarios" / "midden-drenthe.yaml"
CONTENT = SCENARIO.read_bytes()


UNUSED = {"bijstelling"}
"""Tables of what the shipped scenario does not have."""


def a_run(folder: Path, *, seed: int = 1, jobs: int = 1) -> Run:
    scenario = load_bytes(CONTENT, str(SCENARIO)).model_copy(update={"looptijd": 2})
    return Run(scenario, CONTENT, folder, replicaties=2, seed=seed, jobs=jobs, make_parent=False)


def play(run: Run, *, force: bool = False) -> dict[str, pd.DataFrame]:
    return run.play(show_progress(run.scenario, run.replicaties, quiet=True), force=force)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, pd.DataFrame]]:
    """A folder with a run, and the figures that were computed."""
    place = tmp_path_factory.mktemp("runs") / "run"
    return place, play(a_run(place))


@pytest.fixture(scope="module")
def folder(played: tuple[Path, dict[str, pd.DataFrame]]) -> Path:
    return played[0]


@pytest.fixture
def copied(folder: Path, tmp_path: Path) -> Path:
    """A folder with the same run, to be replaced or damaged."""
    return shutil.copytree(folder, tmp_path / "run")


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without figures, where only what becomes of the folder is looked at."""
    monkeypatch.setattr("woonsim.plots.figures", lambda results, each: {})


def dump(folder: Path) -> list[str]:
    with closing(sqlite3.connect(folder / "resultaten.sqlite")) as connection:
        return list(connection.iterdump())


def content(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name not in {"log.jsonl"})
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_a_run_leaves_these_files_and_nothing_beside_them(folder: Path) -> None:
    assert sorted(content(folder)) == [
        "afspraken.csv",
        "figures/afspraken.svg",
        "figures/begeleiding.svg",
        "figures/beschermd_wonen.svg",
        "figures/doorstroming.svg",
        "figures/ketens.svg",
        "figures/leeftijdslabel.svg",
        "figures/taakstelling.svg",
        "figures/voorraad.svg",
        "figures/vrijgekomen.svg",
        "figures/wachttijden.svg",
        "indicatoren.csv",
        "manifest.json",
        "resultaten.sqlite",
        "scenario.yaml",
    ]
    assert [path.name for path in folder.parent.iterdir()] == ["run"]


def test_equal_runs_leave_equal_bytes_whatever_the_number_of_processes(folder: Path, tmp_path: Path) -> None:
    play(a_run(tmp_path / "again", jobs=2))
    again = tmp_path / "again"
    assert dump(again) == dump(folder)
    mine, theirs = content(folder), content(again)
    for name in mine.keys() - {"resultaten.sqlite"}:
        assert mine[name] == theirs[name], name


def test_the_database_holds_every_fact_with_names_and_dates(folder: Path) -> None:
    run = a_run(folder)
    results = replicate(run.scenario, 2)
    with closing(sqlite3.connect(folder / "resultaten.sqlite")) as connection:
        for table, columns in FEITEN.items():
            cursor = connection.execute(f"SELECT * FROM {table}")
            assert [c[0] for c in cursor.description] == ["replicatie", *(c.name for c in columns)]
            frame, rows = results.table(table), cursor.fetchall()
            assert len(rows) == len(frame)
            assert (len(rows) == 0) == (table in UNUSED)
            for row, expected in list(zip(rows, frame.itertuples(index=False), strict=True))[:200]:
                for value, wanted in zip(row, expected, strict=True):
                    if isinstance(wanted, pd.Timestamp):
                        assert value == wanted.strftime("%Y-%m-%dT%H:%M")
                    else:
                        assert (value is None) if pd.isna(wanted) else value == wanted


def test_the_database_explains_itself(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "resultaten.sqlite")) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        meta = dict(connection.execute("SELECT * FROM meta"))
        assert (meta["schema_version"], meta["seed"], meta["replicaties"]) == ("1", "1", "2")
        described = set(connection.execute("SELECT tabel, kolom FROM kolom"))
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in set(tables) & set(FEITEN):
            for _, column, *_ in connection.execute(f"PRAGMA table_info({table})"):
                assert (table, column) in described
        plan = connection.execute(
            "EXPLAIN QUERY PLAN SELECT * FROM toewijzing JOIN vrijkomst USING (replicatie, vrijkomst)"
        ).fetchall()
        assert any("USING INDEX" in row[-1] for row in plan)


def test_the_csv_is_standard_and_exact(folder: Path, tmp_path: Path) -> None:
    figures = a_run(folder).stored(force=False)
    assert figures is not None
    raw = (folder / "indicatoren.csv").read_bytes()
    assert b"\r" not in raw
    rows = list(csv.DictReader(raw.decode().splitlines()))
    assert len(rows) == len(figures["indicator"])
    for row, expected in zip(rows, figures["indicator"].to_dict("records"), strict=True):
        assert row["indicator"] == expected["indicator"]
        assert row["jaar"] == ("" if pd.isna(expected["jaar"]) else str(expected["jaar"]))
        if row["mean"]:
            assert float(row["mean"]) == expected["mean"]


def test_stored_figures_are_those_that_were_computed(played: tuple[Path, dict[str, pd.DataFrame]]) -> None:
    place, computed = played
    stored = a_run(place).stored(force=False)
    assert stored is not None
    for name, frame in computed.items():
        assert list(stored[name].columns) == list(frame.columns)
        for column in frame.columns:
            a, b = stored[name][column].astype(object), frame[column].astype(object)
            assert a.where(a.notna(), None).tolist() == b.where(b.notna(), None).tolist(), (name, column)


def test_the_manifest_tells_what_determined_the_result_and_not_when_or_where(folder: Path) -> None:
    text = (folder / "manifest.json").read_text()
    manifest = json.loads(text)
    assert manifest["scenario"].encode() == CONTENT == (folder / "scenario.yaml").read_bytes()
    assert manifest["identiteit"]["seed"] == 1
    assert set(manifest["versies"]) == {"woonsim", "python", "numpy", "simpy", "pandas"}
    assert all(0 <= d["gemiddeld"] <= d["hoogste"] < 0.2 for d in manifest["afstanden"].values())
    assert manifest["afstanden"]
    assert str(folder) not in text
    log = [json.loads(line) for line in (folder / "log.jsonl").read_text().splitlines()]
    assert [line["event"] for line in log] == ["begin", "simulated", "written"]
    assert log[0]["jobs"] == 1


def test_figures_are_vector_images_with_text(folder: Path) -> None:
    for path in (folder / "figures").iterdir():
        root = ElementTree.parse(path).getroot()
        texts = [element.text or "" for element in root.iter("{http://www.w3.org/2000/svg}text")]
        assert any("Midden-Drenthe" in text for text in texts), path.name


@pytest.mark.usefixtures("undrawn")
def test_another_result_is_refused_until_forced(copied: Path, tmp_path: Path) -> None:
    place, before = copied, content(copied)
    with pytest.raises(OutputError, match=r"andere seed.*--force"):
        a_run(place, seed=2).stored(force=False)
    with pytest.raises(OutputError, match=r"--force"):
        play(a_run(place, seed=2))
    assert content(place) == before
    play(a_run(place, seed=2), force=True)
    assert json.loads((place / "manifest.json").read_text())["identiteit"]["seed"] == 2
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("kind", ["foreign", "ours_and_more", "file", "link", "no_parent", "damaged_manifest"])
def test_what_is_not_ours_is_never_touched(tmp_path: Path, folder: Path, kind: str, force: bool) -> None:
    place = tmp_path / "deep" / "run"
    if kind != "no_parent":
        place.parent.mkdir()
    if kind in ("foreign", "ours_and_more", "damaged_manifest"):
        place.mkdir()
        (place / "dagboek.txt").write_text("van mij")
    if kind == "ours_and_more":
        (place / "manifest.json").write_bytes((folder / "manifest.json").read_bytes())
    if kind == "damaged_manifest":
        (place / "dagboek.txt").rename(place / "manifest.json")
    if kind == "file":
        place.write_text("van mij")
    if kind == "link":
        place.symlink_to(folder)
    before, ours = sorted(tmp_path.rglob("*")), content(folder)
    with pytest.raises(OutputError, match=str(place.parent)):
        play(a_run(place), force=force)
    if kind != "no_parent":
        with pytest.raises(OutputError, match=str(place)):
            a_run(place).stored(force=force)
    assert sorted(tmp_path.rglob("*")) == before
    assert content(folder) == ours


@pytest.mark.usefixtures("undrawn")
def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    place = tmp_path / "run"
    place.mkdir()
    assert a_run(place).stored(force=False) is None
    play(a_run(place))
    assert (place / "manifest.json").exists()


def test_a_failing_run_keeps_the_old_result(copied: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place, before = copied, content(copied)

    def fail(*arguments: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("woonsim.store.write_database", fail)
    with pytest.raises(OutputError, match="disk is full"):
        play(a_run(place, seed=2), force=True)
    assert content(place) == before
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_a_damaged_database_is_told(copied: Path) -> None:
    place = copied
    (place / "resultaten.sqlite").write_bytes(b"niet meer wat het was" * 100)
    with pytest.raises(OutputError, match=str(place)):
        a_run(place).stored(force=False)

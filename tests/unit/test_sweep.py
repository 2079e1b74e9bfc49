"""A sweep: what is paired with what, what stands in its folder, and when that folder is left alone."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
from matplotlib.axes import Axes

from tests.regression.leaves import small, text
from woonsim.bereik import read_bereik
from woonsim.cli import call
from woonsim.hyperkubus import hypercube
from woonsim.indicatoren import per_replicatie
from woonsim.intervals import difference_intervals
from woonsim.load import load_bytes
from woonsim.plots.sweep import plot_sweep, positions
from woonsim.replications import replicate
from woonsim.sweep import Rij

N = 6
OVER = "beleid.weer_thuis.aandeel=5%,55%"
ASKED = ["--indicator=toewijzingen:uitstroom", "--indicator=leegstand"]


@pytest.fixture(scope="module")
def scenario(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sweep") / "klein.yaml"
    path.write_text(text(small()), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def command(scenario: Path) -> list[str]:
    return ["sweep", str(scenario), f"--over={OVER}", *ASKED, f"--replications={N}", "--jobs=1", "--years=1"]


@pytest.fixture(scope="module")
def folder(scenario: Path, command: list[str]) -> Path:
    place = scenario.parent / "uit"
    assert call([*command, "--quiet", f"--out={place}"]) == 0
    return place


@pytest.fixture(autouse=True)
def _dutch(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("WOONSIM_TAAL", "WOONSIM_DEBUG"):
        monkeypatch.delenv(name, raising=False)


def values(scenario: Path, change: str) -> Any:
    """Homes to uitstroom over the term, per replication, of a scenario that says so itself."""
    content = json.loads(scenario.read_text(encoding="utf-8")) | {"wijzigingen": [change, "looptijd=1 jaar"]}
    table = per_replicatie(replicate(load_bytes(json.dumps(content).encode(), "x"), N))
    mine = (table["indicator"] == "toewijzingen") & (table["groep"] == "doelgroep=uitstroom") & table["jaar"].isna()
    return table.loc[mine, "value"].to_numpy(dtype=np.float64)


def rows_of(folder: Path) -> list[dict[str, str]]:
    return list(csv.DictReader((folder / "sweep.csv").read_text(encoding="utf-8").splitlines()))


def test_means_and_paired_differences_are_those_of_separate_runs(scenario: Path, folder: Path) -> None:
    first, second = (values(scenario, f"beleid.weer_thuis.aandeel={share}") for share in ("5%", "55%"))
    rows = [row for row in rows_of(folder) if row["indicator"] == "toewijzingen"]
    assert [row["beleid.weer_thuis.aandeel"] for row in rows] == ["5%", "55%"]
    assert [float(row["mean"]) for row in rows] == [first.mean(), second.mean()]
    expected = difference_intervals((second - first)[:, np.newaxis])
    told = rows[1]
    assert float(told["verschil"]) == pytest.approx(expected.mean[0])
    assert float(told["verschil_low"]) == pytest.approx(expected.low[0])
    assert float(told["verschil_high"]) == pytest.approx(expected.high[0])
    assert float(rows[0]["verschil"]) == float(rows[0]["verschil_low"]) == float(rows[0]["verschil_high"]) == 0
    assert first.mean() != second.mean()


def test_the_band_is_that_of_single_years(folder: Path) -> None:
    for row in rows_of(folder):
        assert float(row["band_low"]) <= float(row["mean"]) <= float(row["band_high"])
        assert row["n"] == str(N)


def test_the_folder_is_whole_and_ours(folder: Path, scenario: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == [
        "manifest.json",
        "scenario.yaml",
        "sweep.csv",
        "sweep.svg",
    ]
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["identiteit"]["over"] == OVER
    assert manifest["identiteit"]["indicatoren"] == "toewijzingen:doelgroep=uitstroom | leegstand"
    assert (folder / "scenario.yaml").read_bytes() == scenario.read_bytes()
    words = "".join(ElementTree.parse(folder / "sweep.svg").getroot().itertext())
    for word in ("Wat beleid.weer_thuis.aandeel verandert", "55%", "Leegstand", "6 replicaties"):
        assert word in words


def test_the_same_sweep_again_shows_what_is_there(
    command: list[str], folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object) -> None:
        raise AssertionError("played again")

    monkeypatch.setattr("woonsim.simulation.play", fail)
    assert call([*command, f"--out={folder}"]) == 0
    out = capsys.readouterr().out
    assert "stond er al" in out
    assert all(len(line) <= 80 for line in out.splitlines())
    assert "Naar uitstroom uit zorg of opvang (per jaar)" in out
    assert call([*command, f"--out={folder}", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["sweep"]
    assert [row["waarden"] for row in told[:2]] == [{"beleid.weer_thuis.aandeel": share} for share in ("5%", "55%")]
    assert [row["mean"] for row in told] == [float(row["mean"]) for row in rows_of(folder)]


@pytest.mark.parametrize("damage", ["weg", "toewijzingen,5%", "niet een tabel\n1,2\n"])
def test_a_damaged_table_is_neither_shown_nor_replaced_unasked(
    command: list[str], folder: Path, tmp_path: Path, damage: str
) -> None:
    place = tmp_path / "kapot"
    shutil.copytree(folder, place)
    (place / "sweep.csv").unlink()
    if damage != "weg":
        (place / "sweep.csv").write_text(damage)
    assert call([*command, f"--out={place}", "--quiet"]) == 4
    assert call([*command, f"--out={place}", "--quiet", "--force"]) == 0
    assert (place / "sweep.csv").read_bytes() == (folder / "sweep.csv").read_bytes()


@pytest.mark.parametrize(
    ("more", "difference"),
    [
        (["--seed=2"], "andere seed"),
        (["--set=beschermd_wonen.plaatsen=5"], "ander scenario"),
        (["--over=looptijd=1 jaar"], "andere reeks"),
        (["--indicator=aandeel_uitstroom"], "andere indicatoren"),
    ],
)
def test_another_sweep_is_refused(
    command: list[str], folder: Path, more: list[str], difference: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (folder / "manifest.json").read_bytes()
    assert call([*command, *more, f"--out={folder}"]) == 4
    assert difference in capsys.readouterr().err
    assert (folder / "manifest.json").read_bytes() == before


def test_a_run_does_not_take_the_place_of_a_sweep(
    scenario: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(["run", str(scenario), f"--replications={N}", "--years=1", "--jobs=1", f"--out={folder}"]) == 4
    assert "andere reeks" in capsys.readouterr().err


def test_a_foreign_folder_is_left_alone(command: list[str], tmp_path: Path) -> None:
    (tmp_path / "dagboek.txt").write_text("van mij")
    assert call([*command, f"--out={tmp_path}", "--force"]) == 4
    assert [path.name for path in tmp_path.iterdir()] == ["dagboek.txt"]


def test_a_grid_has_a_row_per_combination(scenario: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    over = ["--over=beleid.leeftijdslabel=aan,uit", "--over=beleid.leeftijdslabel.cascade=[],[55,45,0]"]
    command = ["sweep", str(scenario), *over, "--replications=2", "--years=1", "--jobs=1", f"--out={tmp_path / 'x'}"]
    assert call(command) == 2  # of what is dropped nothing can be set
    assert "--over beleid.leeftijdslabel.cascade=[]" in capsys.readouterr().err
    command[2:4] = ["--over=beleid.weer_thuis=aan,uit", over[1]]
    assert call([*command, "--indicator=leegstand", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["sweep"]
    assert [tuple(row["waarden"].values()) for row in told] == [
        ("aan", "[]"),
        ("aan", "[55,45,0]"),
        ("uit", "[]"),
        ("uit", "[55,45,0]"),
    ]


def test_the_number_of_processes_changes_nothing(command: list[str], folder: Path, tmp_path: Path) -> None:
    again = [part if part != "--jobs=1" else "--jobs=2" for part in command]
    assert call([*again, "--quiet", f"--out={tmp_path / 'weer'}"]) == 0
    for path in folder.iterdir():
        assert (tmp_path / "weer" / path.name).read_bytes() == path.read_bytes(), path.name


def test_points_are_spread_evenly_and_another_path_leaves_them_where_they_are() -> None:
    alone, together = hypercube(["a"], 40, 7), hypercube(["b", "a"], 40, 7)
    assert together[:, 1].tolist() == alone[:, 0].tolist()
    assert hypercube(["a"], 40, 8).tolist() != alone.tolist()
    for column in together.T:
        assert sorted((column * 40).astype(int)) == list(range(40))
    assert together[:, 0].tolist() != together[:, 1].tolist()


def test_a_point_in_a_range_is_written_in_its_unit_and_whole_where_it_counts() -> None:
    share, count = read_bereik("a=5%..15%"), read_bereik("a=3..6")
    assert [share.at(u, is_whole=False) for u in (0.00001, 0.5, 0.12345)] == ["5%", "10%", "6.23%"]
    assert [count.at(u, is_whole=True) for u in (0.01, 0.26, 0.51, 0.99)] == ["3", "4", "5", "6"]


def test_points_in_ranges_are_compared_with_the_scenario_as_it_stands(
    scenario: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ranges = ["--over=beleid.weer_thuis.aandeel=5%..55%", "--over=beschermd_wonen.plaatsen=3..9", "--latin=2"]
    command = ["sweep", str(scenario), *ranges, ASKED[0], "--replications=2", "--years=1", "--jobs=1"]
    assert call([*command, f"--out={tmp_path / 'uit'}", "--json"]) == 0
    basis, *told = json.loads(capsys.readouterr().out)["sweep"]
    assert set(basis["waarden"].values()) == {"basis"}
    assert [float(row["waarden"]["beschermd_wonen.plaatsen"]).is_integer() for row in told] == [True, True]
    assert [row["verschil"] for row in told] == pytest.approx([row["mean"] - basis["mean"] for row in told])
    words = "".join(ElementTree.parse(tmp_path / "uit" / "sweep.svg").getroot().itertext())
    assert "2 punten gespreid over beleid.weer_thuis.aandeel" in words
    assert call([*command, f"--out={tmp_path / 'uit'}"]) == 0
    assert all(len(line) <= 80 for line in capsys.readouterr().out.splitlines())
    assert call([*command, f"--over={OVER}", f"--out={tmp_path / 'x'}"]) == 2
    assert "PAD=LAAG..HOOG" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("values", "where"),
    [
        (["0", "1", "4"], [0, 1, 4]),
        (["2%", "5%", "10%"], [2, 5, 10]),
        (["5%", "5"], [0, 1]),
        (["0", "1", "1000"], [0, 1, 2]),
        (["gezamenlijk", "per_corporatie"], [0, 1]),
        (["7"], [0]),
    ],
)
def test_numbers_stand_at_their_place_and_words_side_by_side(values: list[str], where: list[float]) -> None:
    assert positions(values).tolist() == where


def drawn(values: list[str], means: list[float], unit: str = "jaar") -> Axes:
    """The one panel of a figure with these means, each certain to the last digit, at these values."""
    nothing = dict.fromkeys(("verschil", "verschil_low", "verschil_high"), 0.0)
    rows = [
        Rij(
            waarden=(value,),
            indicator="duur",
            groep="totaal",
            unit=unit,
            mean=mean,
            betrouwbaar=True,
            verschil_betrouwbaar=True,
            n=3,
            **nothing,
            **dict.fromkeys(("low", "high", "band_low", "band_high"), mean),
        )
        for value, mean in zip(values, means, strict=True)
    ]
    figure = plot_sweep(rows, ["Duur"], ["pad"], "Naam", 3)
    assert figure is not None
    figure.draw_without_rendering()
    return figure.axes[0]


@pytest.mark.parametrize(
    ("means", "unit"),
    [
        ([6.0201, 6.0254], "jaar"),
        ([0.90, 0.96], "jaar"),
        ([100.1, 100.4], "dagen"),
        ([0.0512, 0.0514], "aandeel"),
        ([0.0001, 0.0004], "aandeel"),
        ([1e-5, 3e-5], "jaar"),
        ([12345.0, 12349.0], "jaar"),
    ],
)
def test_no_two_marks_of_an_axis_read_the_same(means: list[float], unit: str) -> None:
    axes = drawn(["1", "2"], means, unit)
    low, high = axes.get_ylim()
    shown = [
        label.get_text()
        for mark, label in zip(axes.get_yticks(), axes.get_yticklabels(), strict=True)
        if low <= mark <= high
    ]
    assert len(shown) > 1
    assert len(set(shown)) == len(shown), shown


def lines(axes: Axes) -> list[list[float]]:
    """Where along the axis the points stand that are connected, of each line."""
    return [np.asarray(line.get_xdata()).tolist() for line in axes.lines if line.get_linestyle() != "None"]


@pytest.mark.parametrize(
    ("values", "connected"),
    [
        (["1%", "5%", "9%"], [[1.0, 5.0, 9.0]]),
        (["9%", "1%", "5%"], [[1.0, 5.0, 9.0]]),
        (["toeval", "teller", "gelaagd"], []),
        (["0", "1", "1000"], []),
    ],
)
def test_only_numbers_at_their_place_are_connected(values: list[str], connected: list[list[float]]) -> None:
    assert lines(drawn(values, [1.0, 2.0, 3.0])) == connected


def test_long_values_stay_apart() -> None:
    values = ["eerste_" + 30 * "x" + "_een", "eerste_" + 30 * "x" + "_twee", "eerste_" + 30 * "y" + "_twee"]
    shown = [label.get_text() for label in drawn(values, [1.0, 2.0, 3.0]).get_xticklabels()]
    assert len(set(shown)) == 3

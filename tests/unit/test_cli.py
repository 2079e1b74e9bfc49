"""The command line: what it prints, in which language, and the status it ends with."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest

import woonsim
from woonsim.cli import call
from woonsim.errors import PluginError

SCENARIO = Path(__file__).parents[2] / "scenarios" / "midden-drenthe.yaml"
SMALL = ["--years=1", "--replications=2", "--jobs=1"]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WOONSIM_TAAL", raising=False)
    monkeypatch.delenv("WOONSIM_DEBUG", raising=False)
    return tmp_path


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the small run has been played."""
    folder = tmp_path_factory.mktemp("played") / "run"
    assert call(["run", str(SCENARIO), *SMALL, "--quiet", f"--out={folder}"]) == 0
    return folder


def test_the_screen_answers_the_question(played: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["run", str(SCENARIO), *SMALL, f"--out={played}"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert all(len(line) <= 80 for line in out.splitlines())
    assert "Wat doet 5% van de vrijkomende woningen voor uitstroom" in out
    assert "woningen die per jaar vrijkomen gaan er" in out
    assert "weer_thuis: aandeel_uitstroom >= 5%, per jaar" in out
    assert "per jaar: 2021 " in out
    assert "indicatoren.csv" in out
    assert "\x1b" not in out
    assert "nan" not in out.lower().replace("financ", "")


def test_the_answer_counts_what_is_built_beside_what_falls_free(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who gets them then adds up: 24 seniorenwoningen are built in the spring of 2025."""
    year = ["--set", "begindatum=2025-01-01", "--years", "1", "--replications", "2"]
    assert call(["run", str(SCENARIO), *year, f"--out={tmp_path / 'nieuw'}"]) == 0
    assert "per jaar vrijkomen en de 24 nieuwe gaan er" in " ".join(capsys.readouterr().out.split())


def test_the_screen_shows_the_stored_figures_in_dutch_notation(
    played: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call(["run", str(SCENARIO), *SMALL, "--json", f"--out={played}"])
    rows = json.loads(capsys.readouterr().out)["indicatoren"]
    mean = next(r["mean"] for r in rows if (r["indicator"], r["groep"], r["jaar"]) == ("leegstand", "totaal", None))
    call(["run", str(SCENARIO), *SMALL, f"--out={played}"])
    line = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("  Leegstand"))
    shown = float(line.split()[1].replace(",", "."))
    assert shown == pytest.approx(mean, abs=0.6)


def test_the_table_has_a_heading_for_each_subject_that_the_scenario_has(
    played: Path, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    headings = ["Woningen", "Wie krijgt ze", "Wachten", "Zorg en begeleiding", "Taakstelling"]
    headings += ["Doorstroming en voorraad", "Register en aanbod"]
    assert call(["run", str(SCENARIO), *SMALL, f"--out={played}"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if line in headings] == headings
    assert any("mensen die beschermd wonen of opvang verlaten" in f"{a} {b.strip()}" for a, b in pairwise(lines))
    assert "van de 4 plaatsen in de opvang" in " ".join(line.strip() for line in lines)
    lean = ["--set=voorraadwijzigingen=[]", "--set=begeleiding=null", "--set=terugval=null"]
    lean += ["--set=maatschappelijke_opvang=null", "--set=beleid.doorstroomregeling=uit"]
    lean += ["--set=bijzondere_doelgroepen.statushouders.taakstelling=null"]
    lean += ["--set=bijzondere_doelgroepen.statushouders.instroom={waarde: 20, eenheid: per jaar}"]
    assert call(["run", str(SCENARIO), *SMALL, *lean, "--out=kaal"]) == 0
    lines = capsys.readouterr().out.splitlines()
    absent = {"Taakstelling", "Doorstroming en voorraad"}
    assert [line for line in lines if line in headings] == [heading for heading in headings if heading not in absent]
    assert "beschermd wonen of opvang verlaten" not in " ".join(line.strip() for line in lines)


def test_json_is_all_that_is_printed_and_the_same_when_stored(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["run", str(SCENARIO), *SMALL, "--json", "--out=run"]
    assert call(command) == 0
    first = capsys.readouterr()
    began = time.perf_counter()
    assert call(command) == 0
    assert time.perf_counter() - began < 2
    assert capsys.readouterr() == first
    assert first.err == ""
    rows = json.loads(first.out)
    assert {"indicator", "groep", "jaar", "mean", "low", "high", "unit"} <= rows["indicatoren"][0].keys()
    assert {"afspraak", "jaar", "norm", "kans"} <= rows["afspraken"][0].keys()
    assert {row["jaar"] for row in rows["indicatoren"]} == {2021, None}


def test_results_go_to_a_folder_named_after_the_scenario(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["run", str(SCENARIO), *SMALL, "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")
    assert (here / "resultaten" / "midden-drenthe" / "manifest.json").exists()


def test_another_run_into_the_same_folder_needs_force(played: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["run", str(SCENARIO), *SMALL, "--quiet", "--seed=9", f"--out={played}"]
    before = (played / "manifest.json").read_bytes()
    assert call(command) == 4
    assert "andere seed" in capsys.readouterr().err
    assert (played / "manifest.json").read_bytes() == before


def test_forcing_plays_again(here: Path) -> None:
    command = ["run", str(SCENARIO), *SMALL, "--quiet", "--out=run"]
    assert call(command) == 0
    first = (here / "run" / "log.jsonl").read_bytes()
    assert call(command) == 0
    assert (here / "run" / "log.jsonl").read_bytes() == first
    assert call([*command, "--force"]) == 0
    assert (here / "run" / "log.jsonl").read_bytes() != first


def test_a_change_is_part_of_the_result(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["run", str(SCENARIO), *SMALL, "--out=run"]
    change = "--set=beschermd_wonen.plaatsen=48"
    assert call([*command, change]) == 0
    out = capsys.readouterr().out
    assert "Gewijzigd: beschermd_wonen.plaatsen=48" in out
    assert "van de 48 plaatsen" in " ".join(out.split())
    assert call([*command, "--quiet"]) == 4
    assert "ander scenario" in capsys.readouterr().err
    # what was kept can be played again as it is
    kept = (here / "run" / "scenario.yaml").read_bytes()
    (here / "weer.yaml").write_bytes(kept)
    assert call(["run", "weer.yaml", *SMALL, "--quiet", "--out=run"]) == 0
    assert call(["run", "weer.yaml", *SMALL, "--quiet", "--out=weer"]) == 0
    for name in ("indicatoren.csv", "manifest.json", "scenario.yaml"):
        assert (here / "weer" / name).read_bytes() == (here / "run" / name).read_bytes()


def test_validate_says_that_the_scenario_is_valid(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["validate", str(SCENARIO)]) == 0
    out, err = capsys.readouterr()
    assert "geldig" in out
    assert "Midden-Drenthe" in out
    assert err == ""


def test_validate_names_every_fault_with_its_place(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = SCENARIO.read_text(encoding="utf-8")
    broken = text.replace("looptijd: 10 jaar", "looptijd: 10 maanden").replace("begindatum: 2021", "begindatun: 2021")
    (here / "kapot.yaml").write_text(broken, encoding="utf-8")
    assert call(["validate", "kapot.yaml"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "kapot.yaml:" in err
    assert "begindatun" in err
    assert "looptijd" in err
    assert "Traceback" not in err


def test_schema_is_json_with_the_parameters_of_policies(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["schema"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert "woningvoorraad" in schema["properties"]
    assert "weer_thuis" not in json.dumps(schema)
    assert "vrije_beleidsruimte" in json.dumps(schema)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["rnu", "x"], "onbekende opdracht rnu; bedoelt u 'run'?"),
        (["run"], "BESTAND ontbreekt"),
        (["run", "x", "--yers=3"], "onbekende optie --yers; bedoelt u '--years'?"),
        (["run", "x", "--years=0"], "--years: 0 moet een geheel getal van 1 tot en met 100 zijn"),
        (["run", "x", "--years=101"], "--years: 101 moet een geheel getal van 1 tot en met 100 zijn"),
        (["run", "x", "--replications=veel"], "--replications: veel moet een geheel getal van 1"),
        (["run", "x", "--seed=-1"], "--seed: -1 moet een geheel getal van 0"),
        (["run", "x", "--jobs=1.5"], "--jobs: 1.5 moet een geheel getal van 1"),
        (["run", "x", "--seed"], "de waarde van --seed ontbreekt"),
        (["run", "x", "--json=3"], "--json heeft geen waarde"),
        (["run", "x", "y"], "dit hoort er niet bij: y"),
        (["--verbose"], "onbekende optie --verbose"),
    ],
)
def test_wrong_usage_is_one_line_with_a_hint(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err
    assert len(err.splitlines()) == 2


def test_help_is_dutch_and_english_on_request(monkeypatch: pytest.MonkeyPatch) -> None:
    command = [sys.executable, "-m", "woonsim", "run", "--help"]
    dutch = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    monkeypatch.setenv("WOONSIM_TAAL", "en")
    english = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "Gebruik: woonsim run [OPTIES] BESTAND" in dutch
    assert "Usage: woonsim run [OPTIONS] FILE" in english
    for option in ("--json", "--years", "--replications", "--seed", "--out", "--force", "--quiet", "--jobs"):
        assert option in dutch
        assert option in english


def test_the_screen_is_english_on_request(
    played: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WOONSIM_TAAL", "en")
    assert call(["run", str(SCENARIO), *SMALL, f"--out={played}"]) == 0
    out = capsys.readouterr().out
    assert "homes that fall free in a year" in out
    assert "95% interval" in out


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["--version"]) == 0
    assert capsys.readouterr().out == f"woonsim {woonsim.__version__}\n"


def test_a_policy_that_fails_ends_in_3(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object, **named: object) -> None:
        raise PluginError("beleid.eigen: sortering gaf NaN in rij 3")

    monkeypatch.setattr("woonsim.simulation.play", fail)
    assert call(["run", str(SCENARIO), *SMALL, "--out=run"]) == 3
    assert "beleid.eigen: sortering gaf NaN in rij 3" in capsys.readouterr().err
    assert list(here.iterdir()) == []


def test_a_fault_of_ours_is_told_without_a_traceback(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object, **named: object) -> None:
        raise ZeroDivisionError("oeps")

    monkeypatch.setattr("woonsim.simulation.play", fail)
    command = ["run", str(SCENARIO), *SMALL, "--out=run"]
    assert call(command) == 1
    err = capsys.readouterr().err
    assert "ZeroDivisionError: oeps" in err
    assert "WOONSIM_DEBUG=1" in err
    assert "Traceback" not in err
    monkeypatch.setenv("WOONSIM_DEBUG", "1")
    assert call(command) == 1
    assert "Traceback" in capsys.readouterr().err
    assert list(here.iterdir()) == []


def test_the_public_names_are_what_they_are_whatever_was_imported_before() -> None:
    code = (
        "import woonsim.cli, woonsim.replications, woonsim.simulation, woonsim\n"
        "from woonsim import load_scenario, simulate, replicate, hookimpl\n"
        "assert all(map(callable, (load_scenario, simulate, replicate, woonsim.simulate, woonsim.replicate)))\n"
        "assert set(woonsim.__all__) <= set(dir(woonsim))"
    )
    subprocess.run([sys.executable, "-c", code], check=True)

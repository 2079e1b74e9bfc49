"""A policy in a file: played when it is given and named, kept with the result, and never met by another run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from woonsim import load_scenario, replicate, simulate
from woonsim.cli import call
from woonsim.errors import ScenarioError, UsageError
from woonsim.load import read_plugins
from woonsim.results import Results
from woonsim.storedrun import read_run

ROOT = Path(__file__).parents[2]
KLEIN = (ROOT / "tests" / "regression" / "klein.yaml").read_text(encoding="utf-8")

ORDER = '''
from dataclasses import dataclass

import numpy as np

from woonsim.plugin import hookimpl


@dataclass
class Volgorde:
    """Orders by age: the sign says who is first."""

    @hookimpl
    def sortering(self, woningzoekende):
        return {sign}woningzoekende.leeftijd
'''


def plugin(folder: Path, sign: str = "", name: str = "volgorde.py") -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(ORDER.replace("{sign}", sign), encoding="utf-8")
    return path


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    path = tmp_path / "scenario.yaml"
    path.write_text(KLEIN.replace("  - inschrijfduur\n", "  - volgorde\n  - inschrijfduur\n"), encoding="utf-8")
    return path


def mean_age(results: Results) -> float:
    rows = results.table("toewijzing")
    assert len(rows) > 30
    return float(rows.loc[rows["kanaal"] == "aanbod", "leeftijd"].mean())


def shown(results: Results) -> str:
    return results.table("toewijzing").to_csv()


def test_a_scenario_may_name_a_policy_of_a_file_that_is_given(scenario: Path, tmp_path: Path) -> None:
    young = replicate(load_scenario(scenario, plugins=[plugin(tmp_path)]), 6)
    old = replicate(load_scenario(scenario, plugins=[plugin(tmp_path, "-")]), 6)
    assert mean_age(young) < mean_age(old) - 4


def test_without_the_file_the_name_is_unknown(scenario: Path, tmp_path: Path) -> None:
    plugin(tmp_path)
    with pytest.raises(ScenarioError, match="volgorde"):
        load_scenario(scenario)


@pytest.mark.parametrize("name", ["volgorde.py", "./volgorde", "plugins/volgorde.py", "volgorde:Volgorde", "os.path"])
def test_a_scenario_names_no_file_or_module(name: str, scenario: Path, tmp_path: Path) -> None:
    """Opening somebody's scenario does not run somebody's code."""
    trap = plugin(tmp_path)
    trap.write_text("raise SystemExit('executed')", encoding="utf-8")
    text = scenario.read_text(encoding="utf-8").replace("  - volgorde\n", f"  - '{name}'\n")
    scenario.write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError):
        load_scenario(scenario)


def test_a_scenario_has_no_key_for_plugins(scenario: Path, tmp_path: Path) -> None:
    path = plugin(tmp_path)
    scenario.write_text(f"plugins: [{path}]\n{scenario.read_text(encoding='utf-8')}", encoding="utf-8")
    with pytest.raises(ScenarioError, match="plugins"):
        load_scenario(scenario, plugins=[path])


def test_two_runs_in_one_process_do_not_meet(scenario: Path, tmp_path: Path) -> None:
    """The same name, path and class, other code: each scenario keeps what it was loaded with."""
    path = plugin(tmp_path)
    one = load_scenario(scenario, plugins=[path])
    first = shown(simulate(one))
    other = load_scenario(scenario, plugins=[plugin(tmp_path, "-")])
    assert shown(simulate(other)) != first
    assert shown(simulate(one)) == first


def test_the_number_of_processes_changes_nothing(scenario: Path, tmp_path: Path) -> None:
    played = load_scenario(scenario, plugins=[plugin(tmp_path, "-")])
    assert shown(replicate(played, 2, jobs=2)) == shown(replicate(played, 2, jobs=1))


def test_a_scenario_with_other_years_keeps_its_plugins(scenario: Path, tmp_path: Path) -> None:
    played = load_scenario(scenario, plugins=[plugin(tmp_path)]).model_copy(update={"looptijd": 1})
    assert [file.name for file in played.plugins] == ["volgorde.py"]
    assert len(simulate(played).table("toewijzing"))


def test_annotations_and_inheritance_work_in_a_file(scenario: Path, tmp_path: Path) -> None:
    path = tmp_path / "erft.py"
    path.write_text(
        "from __future__ import annotations\n"
        + ORDER.replace("{sign}", "self.teken * ")
        .replace("class Volgorde:", "class _Basis:")
        .replace("    @hookimpl", "    teken: Getal = 1.0\n\n    @hookimpl")
        .replace("import hookimpl", "import Getal, Rijen, hookimpl")
        .replace("(self, woningzoekende)", "(self, woningzoekende: Rijen)")
        + "\n\n@dataclass\nclass Volgorde(_Basis):\n    nog: Getal | None = None\n",
        encoding="utf-8",
    )
    text = scenario.read_text(encoding="utf-8").replace("- volgorde\n", "- volgorde: {teken: 2}\n")
    scenario.write_text(text, encoding="utf-8")
    assert simulate(load_scenario(scenario, plugins=[path])).table("toewijzing").shape[0]


def test_register_beleid_says_what_a_file_offers(scenario: Path, tmp_path: Path) -> None:
    path = plugin(tmp_path)
    more = "\n\n@dataclass\nclass Ander(Volgorde):\n    pass\n\n\ndef register_beleid(register):\n    register(Ander)\n"
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    with pytest.raises(ScenarioError, match="volgorde"):
        load_scenario(scenario, plugins=[path])
    scenario.write_text(scenario.read_text(encoding="utf-8").replace("- volgorde\n", "- ander\n"), encoding="utf-8")
    load_scenario(scenario, plugins=[path])


def test_the_same_file_twice_is_one(scenario: Path, tmp_path: Path) -> None:
    path = plugin(tmp_path)
    assert len(load_scenario(scenario, plugins=[path, path]).plugins) == 1


# ---- on the command line


def run(scenario: Path, out: Path, *more: str) -> int:
    return call(["run", str(scenario), "--out", str(out), "--replications", "1", "--years", "1", "--quiet", *more])


def test_every_command_takes_a_plugin(scenario: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["--plugin", str(plugin(tmp_path))]
    assert call(["validate", str(scenario)]) == 2
    assert call(["validate", str(scenario), *given]) == 0
    capsys.readouterr()
    assert call(["schema", *given]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert "volgorde" in schema["properties"]["beleid"]["items"]["anyOf"][0]["enum"]
    sweep = ["sweep", str(scenario), "--over", "beleid.volgorde=aan,uit", "--replications", "1", "--years", "1"]
    out = tmp_path / "sweep"
    assert call([*sweep, "--indicator", "wachttijd_p90:doelgroep=regulier", "--quiet", "--out", str(out), *given]) == 0
    assert (out / "plugins" / "volgorde.py").read_text(encoding="utf-8") == ORDER.replace("{sign}", "")


def test_a_result_is_recognised_by_the_code_of_its_plugins(
    scenario: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given, out = ["--plugin", str(plugin(tmp_path))], tmp_path / "out"
    assert run(scenario, out, *given) == 0
    stored = (out / "resultaten.sqlite").stat().st_mtime_ns
    assert run(scenario, out, *given) == 0
    assert (out / "resultaten.sqlite").stat().st_mtime_ns == stored
    elsewhere = plugin(tmp_path / "elders")
    assert run(scenario, out, "--plugin", str(elsewhere)) == 0
    plugin(tmp_path, "-")
    assert run(scenario, out, *given) == 4
    assert "code van plugins" in capsys.readouterr().err
    assert run(scenario, out, "--force", *given) == 0
    assert "return -woningzoekende" in (out / "plugins" / "volgorde.py").read_text(encoding="utf-8")


def test_files_of_one_name_are_both_kept(scenario: Path, tmp_path: Path) -> None:
    other = plugin(tmp_path / "elders")
    other.write_text(other.read_text(encoding="utf-8").replace("Volgorde", "Ander"), encoding="utf-8")
    assert run(scenario, tmp_path / "out", "--plugin", str(plugin(tmp_path)), "--plugin", str(other)) == 0
    kept = sorted(path.name for path in (tmp_path / "out" / "plugins").iterdir())
    assert kept == ["1-volgorde.py", "volgorde.py"]


# ---- read back


@pytest.fixture
def stored(scenario: Path, tmp_path: Path) -> Path:
    assert run(scenario, tmp_path / "out", "--plugin", str(plugin(tmp_path, "-")), "--seed", "5") == 0
    return tmp_path / "out"


def test_a_run_folder_plays_again_what_it_holds(stored: Path) -> None:
    again = read_run(stored, read_plugins([stored / "plugins" / "volgorde.py"]))
    assert (again.seed, again.replicaties, again.scenario.looptijd) == (5, 1, 1)
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(stored / "resultaten.sqlite")) as connection:
        rows = connection.execute("select woning, volgnummer from toewijzing order by rowid").fetchall()
    table = simulate(again.scenario, again.seed).table("toewijzing")
    assert rows == list(table[["woning", "volgnummer"]].itertuples(index=False, name=None))
    assert rows


def test_the_code_in_a_run_folder_is_executed_only_when_it_is_given(stored: Path) -> None:
    with pytest.raises(UsageError, match=r"--plugin .*plugins.volgorde\.py"):
        read_run(stored)


def _other_code(folder: Path) -> None:
    (folder / "plugins" / "volgorde.py").write_text(ORDER.replace("{sign}", ""), encoding="utf-8")


def _no_code(folder: Path) -> None:
    (folder / "plugins" / "volgorde.py").unlink()


def _other_scenario(folder: Path) -> None:
    path = folder / "scenario.yaml"
    path.write_bytes(path.read_bytes() + b"# anders\n")


def _other_version(folder: Path) -> None:
    content: dict[str, Any] = json.loads((folder / "manifest.json").read_bytes())
    content["identiteit"]["woonsim"] = "0.0.1"
    (folder / "manifest.json").write_text(json.dumps(content), encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_other_code, "code van plugins"),
        (_no_code, "volgorde.py"),
        (_other_scenario, "ander scenario"),
        (_other_version, "andere versie"),
        (lambda folder: (folder / "manifest.json").unlink(), "geen resultaat"),
    ],
)
def test_what_is_no_longer_the_same_is_not_played_again(stored: Path, change: Any, told: str, tmp_path: Path) -> None:
    given = read_plugins([stored / "plugins" / "volgorde.py"])
    change(stored)
    if change is _other_code:
        given = read_plugins([stored / "plugins" / "volgorde.py"])
    with pytest.raises(UsageError, match=told):
        read_run(stored, given)


def test_a_folder_that_is_no_result_is_told(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "niets"):
        with pytest.raises(UsageError, match="geen resultaat"):
            read_run(folder)

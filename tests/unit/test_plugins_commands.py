"""`woonsim plugins`: what policies there are, what one asks and does, and a new one that works as it is."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from pydantic import TypeAdapter
from ruamel.yaml import YAML

from tests.unit.test_architecture import loaded_by, run_main
from woonsim import load_scenario, simulate
from woonsim.cli import call
from woonsim.kalender import JAAR
from woonsim.load import read_plugins
from woonsim.parameterform import parameters_in_words
from woonsim.plugins import HOOKS, available, installed, marked, parameter_names, soort_of
from woonsim.scenario.eenheden import AANDEEL, AANTAL, DUUR, EUR_JAAR
from woonsim.scenario.grootheid import Grootheid
from woonsim.teksten import CATALOGUS

ROOT = Path(__file__).parents[2]
KLEIN = (ROOT / "tests" / "regression" / "klein.yaml").read_text(encoding="utf-8")
FILE = ROOT / "plugins" / "voorrang_uitstroom.py"


def shown(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert call(["plugins", *arguments]) == 0
    return str(capsys.readouterr().out)


@pytest.mark.parametrize("taal", ["nl", "en"])
def test_the_list_has_every_policy_with_hooks_and_one_line(taal: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = shown(capsys, "list", "--lang", taal, "--plugin", str(FILE))
    lines = text.splitlines()
    assert all(len(line) <= 80 for line in lines if str(FILE) not in line)
    assert [line.strip() for line in lines if line.startswith("  ") and line[2] != " "][:-1] == list(installed())
    assert lines[0].startswith("woonsim ")
    assert lines[lines.index(str(FILE)) + 1] == "  voorrang_uitstroom"


def test_the_list_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    rows = json.loads(shown(capsys, "list", "--json", "--plugin", str(FILE)))["plugins"]
    found = {row["name"]: row for row in rows}
    assert list(found) == sorted([*installed(), "voorrang_uitstroom"])
    for name, policy in installed().items():
        assert set(found[name]["hooks"]) == {hook for hook, _ in marked(policy)}
        assert found[name]["summary"]
        assert found[name]["provider"] == "woonsim"
    own = found["voorrang_uitstroom"]
    assert (own["provider"], own["version"], own["hooks"]) == (str(FILE), "", ["sortering"])


@pytest.mark.parametrize("taal", ["nl", "en"])
@pytest.mark.parametrize("name", list(installed()))
def test_info_tells_all_that_a_policy_is(name: str, taal: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = shown(capsys, "info", name, "--lang", taal)
    assert all(len(line) <= 80 for line in text.splitlines())
    told = " ".join(text.split())
    policy = installed()[name]
    assert " ".join((policy.__doc__ or "").split()) in told
    assert all(
        f"  {word} " in text or f"  {word}\n" in text
        for word in [*parameter_names(policy), *(hook for hook, _ in marked(policy))]
    )


def test_every_hook_is_told_in_both_languages() -> None:
    assert [hook for hook in HOOKS if hook != "register_beleid" and f"hook_{hook}" not in CATALOGUS] == []


def parameter(name: str, policy: str) -> dict[str, Any]:
    rows = [vars(each) for each in parameters_in_words(installed()[policy])]
    return next(row for row in rows if row["name"] == name)


@pytest.mark.parametrize(
    ("policy", "name", "kind", "limits", "default"),
    [
        ("vrije_beleidsruimte", "aandeel", "aandeel", "0% tot en met 100%", None),
        ("quotum", "opbouw", "keuze", "naar_rato | per_jaar", "naar_rato"),
        ("coordinatiepunt", "doorlooptijd", "duur", "0 dagen tot en met 200 jaar", "0 dagen"),
        ("coordinatiepunt", "intakes_per_maand", "aantal of geen", "0 of meer", "geen"),
        ("coordinatiepunt", "maximum_weigeringen", "aantal of geen", "1 of meer", "geen"),
        ("leeftijdslabel", "cascade", "lijst van aantal", "0 tot en met 120", "[55, 45, 0]"),
        ("doorstroomregeling", "deelnameduur", "duur", "0 dagen tot en met 200 jaar", "2 jaar"),
        ("doorstroomregeling", "factor_premie", "getal van 0 of meer", "", "1"),
    ],
)
def test_a_parameter_in_words(policy: str, name: str, kind: str, limits: str, default: str | None) -> None:
    told = parameter(name, policy)
    assert (told["kind"], told["range"], told["default"]) == (kind, limits, default)


@pytest.mark.parametrize("policy", installed().values())
def test_a_default_in_words_reads_back_as_the_default(policy: type) -> None:
    """What is shown can be written in a scenario."""
    hints = get_type_hints(policy, include_extras=True)
    told = {each.name: each.default for each in parameters_in_words(policy)}
    for field in fields(policy):
        default = field.default_factory() if field.default_factory is not MISSING else field.default
        written = told[field.name]
        if default is MISSING:
            assert written is None
        elif default is None:
            assert written == "geen"
        else:
            assert written is not None
            value = YAML(typ="safe").load(written)
            assert TypeAdapter(hints[field.name]).validate_python(value) == default


@pytest.mark.parametrize(
    ("kind", "value", "written"),
    [
        (DUUR, 0, "0 dagen"),
        (DUUR, 1, "1 minuut"),
        (DUUR, 90, "90 minuten"),
        (DUUR, 1440, "1 dag"),
        (DUUR, 30 * 1440, "30 dagen"),
        (DUUR, JAAR // 2, "6 maanden"),
        (AANDEEL, 0.07, "7%"),
        (AANDEEL, 1, "100%"),
        (AANTAL, 1_000_000, "1000000"),
        (EUR_JAAR, 28_500, "28500 EUR/jaar"),
        (EUR_JAAR, 0.5, "0.5 EUR/jaar"),
    ],
)
def test_a_quantity_is_shown_as_it_is_written(kind: Grootheid, value: float, written: str) -> None:
    assert kind.shown(value) == written
    assert kind.read(YAML(typ="safe").load(written)) == value


def test_info_as_json_and_of_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(shown(capsys, "info", "voorrang_uitstroom", "--json", "--plugin", str(FILE)))
    assert told["source"] == "prestatieafspraken 2021, Weer Thuis"
    assert told["parameters"][0]["default"] == "30000 EUR/jaar"
    assert told["docstring"].startswith("Who leaves beschermd wonen")


def test_info_of_what_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["plugins", "info", "quotem"]) == 2
    assert "'quotum'" in capsys.readouterr().err


@pytest.mark.parametrize("command", [("list",), ("info", "quotum")])
def test_they_load_no_engine(command: tuple[str, ...]) -> None:
    loaded = loaded_by(run_main("plugins", *command))
    assert loaded & {"pandas", "matplotlib", "simpy", "hypothesis", "ruamel", "rich"} == set()


# ---- a new one


def new(name: str, folder: Path, *options: str) -> int:
    return call(["plugins", "new", name, "--out", str(folder), *options])


@pytest.mark.parametrize("name", ["ouderen_eerst", "mijn_beleid", "x", "regel2"])
def test_a_new_policy_loads_and_plays(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(name, tmp_path) == 0
    files = sorted(path.name for path in tmp_path.iterdir())
    assert files == sorted([f"{name}.py", f"{name}.yaml", f"test_{name}.py"])
    assert all(str(tmp_path / file) in capsys.readouterr().out for file in files[:1])
    policy = available(read_plugins([tmp_path / f"{name}.py"]))[name]
    assert soort_of(policy) == name
    path = tmp_path / "scenario.txt"
    path.write_text(KLEIN.replace("  - inschrijfduur\n", f"  - {name}: {{minimumleeftijd: 70}}\n  - inschrijfduur\n"))
    results = simulate(load_scenario(path, plugins=[tmp_path / f"{name}.py"]))
    assert len(results.table("toewijzing"))


def test_a_new_package_offers_its_policy(tmp_path: Path) -> None:
    assert new("ouderen_eerst", tmp_path, "--package") == 0
    folder = tmp_path / "woonsim-ouderen-eerst"
    files = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
    assert files == sorted(
        [
            "README.md",
            "gevallen/ouderen_eerst.yaml",
            "pyproject.toml",
            "tests/test_ouderen_eerst.py",
            "woonsim_ouderen_eerst.py",
        ]
    )
    texts = [(folder / file).read_text(encoding="utf-8").lower() for file in files]
    assert "mijn" not in "".join(texts)
    import tomllib

    project = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["entry-points"]["woonsim.plugins"] == {"ouderen_eerst": "woonsim_ouderen_eerst"}
    assert "ouderen_eerst" in available(read_plugins([folder / "woonsim_ouderen_eerst.py"]))


def test_the_conformance_test_of_a_new_policy_passes(tmp_path: Path) -> None:
    assert new("ouderen_eerst", tmp_path) == 0
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path)]
    done = subprocess.run(command, cwd=tmp_path, text=True, capture_output=True, timeout=300)
    assert done.returncode == 0, done.stdout


def test_the_case_of_a_new_policy_holds(tmp_path: Path) -> None:
    assert new("ouderen_eerst", tmp_path) == 0
    case, policy = tmp_path / "ouderen_eerst.yaml", tmp_path / "ouderen_eerst.py"
    assert call(["test", str(case), "--plugin", str(policy)]) == 0
    policy.write_text(policy.read_text(encoding="utf-8").replace("< self", "<= self"), encoding="utf-8")
    assert call(["test", str(case), "--plugin", str(policy)]) == 5


@pytest.mark.parametrize(
    "name",
    [
        "Ouderen",
        "ouderen-eerst",
        "2e",
        "_x",
        "x_",
        "a__b",
        "a_2",
        "é",
        "",
        "a.b",
        "../a",
        "a" * 41,
        "class",
        "random",
        "numpy",
        "quotum",
        "aantal",
        "n_d_array",
    ],
)
def test_a_name_that_cannot_be_used_is_refused(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(name, tmp_path) == 2
    assert list(tmp_path.iterdir()) == []
    assert name in capsys.readouterr().err


@pytest.mark.parametrize("there", ["regel.py", "regel.yaml", "test_regel.py"])
def test_what_stands_there_is_never_replaced(there: str, tmp_path: Path) -> None:
    (tmp_path / there).write_text("mine")
    assert new("regel", tmp_path) == 4
    assert [path.name for path in tmp_path.iterdir()] == [there]
    assert (tmp_path / there).read_text() == "mine"


def test_a_package_never_goes_where_something_stands(tmp_path: Path) -> None:
    (tmp_path / "woonsim-regel").mkdir()
    assert new("regel", tmp_path, "--package") == 4
    assert list((tmp_path / "woonsim-regel").iterdir()) == []
    assert new("regel", tmp_path / "weg") == 4


def test_a_dangling_link_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "regel.yaml").symlink_to(tmp_path / "elders")
    assert new("regel", tmp_path) == 4
    assert [path.name for path in tmp_path.iterdir()] == ["regel.yaml"]

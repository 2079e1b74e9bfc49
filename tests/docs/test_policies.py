"""The reference of the built-in policies says what the policies say, and shows what each does."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.docs.policies import REFERENCE, built_in, written
from tests.docs.woordenlijst import ROOT
from woonsim.cli import call
from woonsim.reeks import read_reeksen, read_uitkomsten
from woonsim.scenario.overlay import Wijziging
from woonsim.sweep import scenarios_of

COMMANDS = re.findall(r"```sh\n(.*?)```", REFERENCE.read_text(encoding="utf-8"), flags=re.DOTALL)


def test_the_reference_is_what_the_policies_say() -> None:
    """Repaired by `python -m tests.docs.policies`."""
    text = REFERENCE.read_text(encoding="utf-8")
    assert text == written(text)
    assert "TODO" not in text
    assert re.findall(r"^## ([a-z_]+)$", text, flags=re.MULTILINE) == built_in()


def test_every_policy_has_a_command_and_a_figure() -> None:
    sections = re.split(r"^## ", REFERENCE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    bare = [s.splitlines()[0] for s in sections if "woonsim sweep" not in s or "](images/" not in s]
    assert bare == []


NAMES = [command.split("--over ")[1].split("=")[0] for command in COMMANDS]


def arguments_of(command: str) -> list[str]:
    """What follows the name of the program."""
    program, *arguments = shlex.split(command.replace("\\\n", " "))
    assert program == "woonsim"
    return arguments


@pytest.mark.parametrize("command", COMMANDS, ids=NAMES)
def test_every_command_can_be_played(command: str) -> None:
    """Every value makes a valid scenario, and what it looks at exists."""
    sweep, file, *options = arguments_of(command)
    assert sweep == "sweep"
    given: dict[str, list[str]] = {}
    for option, value in zip(options[::2], options[1::2], strict=True):
        given.setdefault(option, []).append(value)
    path = ROOT / file
    changes = [Wijziging(text, "--set") for text in given.get("--set", [])]
    scenarios = scenarios_of(path.read_bytes(), str(path), changes, read_reeksen(given["--over"]))
    assert len(scenarios) > 1
    assert len(read_uitkomsten(given["--indicator"], scenarios[-1])) == len(given["--indicator"])


@pytest.mark.nightly
@pytest.mark.parametrize("command", COMMANDS, ids=NAMES)
def test_every_command_runs(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One year, once."""
    monkeypatch.chdir(ROOT)
    short = ["--years", "1", "--replications", "1", "--jobs", "1", "--quiet", "--out", str(tmp_path / "uit")]
    assert call([*arguments_of(command), *short]) == 0

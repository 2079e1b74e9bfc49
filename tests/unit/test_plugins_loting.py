"""The example of a policy of one's own: found when it stands beside woonsim, and it does what its README says."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from tests.property.do_nothing import offered
from woonsim.load import load_bytes
from woonsim.record import Replicatie
from woonsim.scenario.model import Scenario
from woonsim.simulation import play

ROOT = Path(__file__).parents[2]
PLUGIN = ROOT / "plugins" / "woonsim-loting"
TEXT = (ROOT / "tests" / "regression" / "klein.yaml").read_text(encoding="utf-8")


def scenario_text(rule: str, place: str = "inschrijfduur") -> str:
    text = TEXT.replace(f"  - {place}\n", f"  - {rule}\n  - {place}\n")
    assert text != TEXT
    return text


@pytest.fixture(scope="module")
def loting() -> Any:
    spec = importlib.util.spec_from_file_location("woonsim_loting", PLUGIN / "woonsim_loting.py")
    assert spec is not None
    assert spec.loader is not None
    module: ModuleType = importlib.util.module_from_spec(spec)
    sys.modules["woonsim_loting"] = module
    spec.loader.exec_module(module)
    found: list[type] = []
    module.register_beleid(register=found.append)
    return found[0]


def install(site: Path) -> None:
    """What installing does: the module, and the entry points that its pyproject.toml declares."""
    project = tomllib.loads((PLUGIN / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for module in project["entry-points"]["woonsim.plugins"].values():
        (site / f"{module}.py").write_text((PLUGIN / f"{module}.py").read_text(encoding="utf-8"), encoding="utf-8")
    info = site / "woonsim_loting-0.1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n")
    lines = [f"{name} = {module}" for name, module in project["entry-points"]["woonsim.plugins"].items()]
    (info / "entry_points.txt").write_text("\n".join(["[woonsim.plugins]", *lines, ""]))


@pytest.mark.parametrize("present", [False, True])
def test_it_is_found_when_it_is_installed(tmp_path: Path, present: bool) -> None:
    if present:
        install(tmp_path)
    (tmp_path / "scenario.yaml").write_text(scenario_text("loting: {aandeel: 30%}"), encoding="utf-8")
    path = os.pathsep.join([str(tmp_path), str(ROOT), os.environ.get("PYTHONPATH", "")])
    command = [sys.executable, "-m", "woonsim", "validate", "scenario.yaml"]
    done = subprocess.run(
        command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": path}, text=True, capture_output=True, timeout=60
    )
    assert done.returncode == (0 if present else 2), done.stderr
    assert ("'loting'" in done.stderr) != present


def run(rule: str, policy: type, place: str = "inschrijfduur", seed: int = 1) -> Replicatie:
    with offered(policy):
        scenario: Scenario = load_bytes(scenario_text(rule, place).encode(), "klein.yaml")
        return play(scenario, seed)


def same(one: Replicatie, other: Replicatie) -> bool:
    tables = [t for t in one.feiten if t != "grootboek"]
    return all(
        np.array_equal(one.feiten[t][c], other.feiten[t][c]) for t in tables for c in one.feiten[t] if c != "regel"
    )


def test_at_nought_nothing_is_drawn_by_lot_and_at_one_everything(loting: type) -> None:
    without = play(load_bytes(TEXT.encode(), "klein.yaml"))
    assert same(run("loting: {aandeel: 0%}", loting), without)
    assert not same(run("loting", loting), without)


def test_what_stands_before_it_orders_first(loting: type) -> None:
    """Below voorrang the lot leaves the urgent ahead; above it they are one of many."""

    def with_voorrang(place: str) -> int:
        runs = [run("loting", loting, place, seed).feiten["toewijzing"]["met_voorrang"] for seed in range(1, 7)]
        return int(np.concatenate(runs).sum())

    assert with_voorrang("inschrijfduur") > with_voorrang("voorrang")


def test_a_wrong_share_is_refused_at_its_place(loting: type) -> None:
    from woonsim.errors import ScenarioError

    with offered(loting), pytest.raises(ScenarioError, match=r"klein\.yaml:\d+:\d+ beleid\[8\]\.aandeel"):
        load_bytes(scenario_text("loting: {aandeel: 130%}").encode(), "klein.yaml")

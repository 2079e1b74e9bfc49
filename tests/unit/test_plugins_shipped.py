"""The examples of policies of one's own: one file, and one package that is found when it is installed."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import numpy as np
import pytest

from woonsim import load_scenario, replicate, simulate
from woonsim.errors import ScenarioError
from woonsim.results import Results

ROOT = Path(__file__).parents[2]
FILE = ROOT / "plugins" / "voorrang_uitstroom.py"
PACKAGE = ROOT / "plugins" / "woonsim-jongerenloting"
MODULE = PACKAGE / "woonsim_jongerenloting.py"
TEXT = (ROOT / "tests" / "regression" / "klein.yaml").read_text(encoding="utf-8")


def scenario(folder: Path, rule: str, place: str = "inschrijfduur") -> Path:
    text = TEXT.replace(f"  - {place}\n", f"  - {rule}\n  - {place}\n")
    assert text != TEXT
    path = folder / "scenario.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def install(site: Path, version: str = "", code: str = "") -> None:
    """What installing does: the module, and the entry points that its pyproject.toml declares."""
    project = tomllib.loads((PACKAGE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    entries = project["entry-points"]["woonsim.plugins"]
    site.mkdir(exist_ok=True)
    for module in entries.values():
        text = code or (PACKAGE / f"{module}.py").read_text(encoding="utf-8")
        (site / f"{module}.py").write_text(text, encoding="utf-8")
    info = site / "woonsim_jongerenloting.dist-info"
    info.mkdir(exist_ok=True)
    version = version or project["version"]
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {version}\n")
    lines = [f"{name} = {module}" for name, module in entries.items()]
    (info / "entry_points.txt").write_text("\n".join(["[woonsim.plugins]", *lines, ""]))


def woonsim(site: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command line of an interpreter that finds what is installed in `site`."""
    path = os.pathsep.join([str(site), str(ROOT), os.environ.get("PYTHONPATH", "")])
    command = [sys.executable, "-m", "woonsim", *arguments]
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(command, cwd=site, env=environment, text=True, capture_output=True, timeout=60)


def test_the_package_is_found_when_it_is_installed(tmp_path: Path) -> None:
    path = scenario(tmp_path, "jongerenloting: {aandeel: 30%}")
    missing = woonsim(tmp_path, "validate", str(path))
    assert missing.returncode == 2
    assert "'jongerenloting'" in missing.stderr
    install(tmp_path)
    assert woonsim(tmp_path, "validate", str(path)).returncode == 0
    listed = woonsim(tmp_path, "plugins", "list").stdout
    assert "\nwoonsim-jongerenloting 0.1.0\n  jongerenloting\n" in listed


def test_a_result_is_recognised_by_the_version_of_a_package_that_it_uses(tmp_path: Path) -> None:
    install(tmp_path)
    path = scenario(tmp_path, "jongerenloting")
    run = ["run", str(path), "--years", "1", "--replications", "1", "--quiet", "--out", "uit"]
    assert woonsim(tmp_path, *run).returncode == 0
    assert '"plugins": "woonsim-jongerenloting 0.1.0"' in (tmp_path / "uit" / "manifest.json").read_text()
    install(tmp_path, "0.2.0")
    again = woonsim(tmp_path, *run)
    assert again.returncode == 4
    assert "code van plugins" in again.stderr
    path.write_text(TEXT, encoding="utf-8")
    assert woonsim(tmp_path, *run, "--force").returncode == 0
    install(tmp_path, "0.3.0")
    assert woonsim(tmp_path, *run).returncode == 0, "a package that the scenario does not use plays no part"


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("import niet_te_vinden", ["ModuleNotFoundError", "woonsim_jongerenloting.py:1"]),
        ("def (", ["SyntaxError", "woonsim_jongerenloting.py:1"]),
        ("aantal = 1", ["geen beleid"]),
        (MODULE.read_text(encoding="utf-8").replace("Jongerenloting", "Quotum"), ["'quotum'", "woonsim (", ".py:16"]),
        (MODULE.read_text(encoding="utf-8").replace("def sortering", "def sorteer"), ["'sorteer'", "'sortering'"]),
    ],
)
def test_a_package_that_does_not_work_is_named(code: str, told: list[str], tmp_path: Path) -> None:
    install(tmp_path, code=code)
    path = scenario(tmp_path, "quotum: {naam: x, doelgroep: jeugd, aandeel: 1%, trekking: teller}")
    done = woonsim(tmp_path, "run", str(path), "--out", "uit")
    assert done.returncode == 3, done.stderr
    assert not (tmp_path / "uit").exists()
    named = "woonsim-jongerenloting" if "sorteer" not in told[0] else "woonsim_jongerenloting.py"
    assert all(name in done.stderr for name in [named, *told]), done.stderr


def played(folder: Path, rule: str, plugin: Path = MODULE, place: str = "inschrijfduur", n: int = 1) -> Results:
    return replicate(load_scenario(scenario(folder, rule, place), plugins=[plugin]), n)


def lettings(results: Results) -> str:
    return results.table("toewijzing").drop(columns="regel", errors="ignore").to_csv()


def test_at_nought_nothing_is_drawn_by_lot_and_at_one_everything(tmp_path: Path) -> None:
    without = simulate(load_scenario(ROOT / "tests" / "regression" / "klein.yaml"))
    assert lettings(played(tmp_path, "jongerenloting: {aandeel: 0%}")) == lettings(without)
    assert lettings(played(tmp_path, "jongerenloting: {aandeel: 100%}")) != lettings(without)


def young_locals(results: Results) -> int:
    rows = results.table("toewijzing")
    rows = rows[(rows["kanaal"] == "aanbod") & (rows["leeftijd"] < 28) & (rows["herkomst"] == "gemeente")]
    return len(rows)


def test_what_is_reserved_for_the_young_goes_to_them(tmp_path: Path) -> None:
    shares = ("0%", "50%", "100%")
    none, half, all_ = (
        young_locals(played(tmp_path, f"jongerenloting: {{aandeel_jongeren: {s}}}", n=8)) for s in shares
    )
    assert none < half < all_


def test_what_stands_before_it_orders_first(tmp_path: Path) -> None:
    """Below voorrang the lot leaves the urgent ahead; above it they are one of many."""

    def with_voorrang(place: str) -> int:
        return int(played(tmp_path, "jongerenloting", place=place, n=6).table("toewijzing")["met_voorrang"].sum())

    assert with_voorrang("inschrijfduur") > with_voorrang("urgentie")


def test_a_wrong_share_is_refused_at_its_place(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match=r"scenario\.yaml:\d+:\d+ beleid\[8\]\.aandeel"):
        played(tmp_path, "jongerenloting: {aandeel: 130%}")


def test_the_tests_of_the_package_pass() -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", "pyproject.toml", "."]
    done = subprocess.run(command, cwd=PACKAGE, env=environment, text=True, capture_output=True, timeout=120)
    assert done.returncode == 0, done.stdout
    assert "passed" in done.stdout


def test_the_cases_of_the_package_hold() -> None:
    done = woonsim(PACKAGE, "test", "gevallen", "--plugin", str(MODULE))
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_file_is_short_and_plays(tmp_path: Path) -> None:
    assert len(played(tmp_path, "voorrang_uitstroom: {maximum_inkomen: 25000 EUR/jaar}", FILE).table("toewijzing"))
    assert len(FILE.read_text(encoding="utf-8").splitlines()) < 25


def test_its_order_by_doelgroep_and_income() -> None:
    from types import SimpleNamespace

    from woonsim.begrippen import Doelgroep
    from woonsim.load import read_plugins
    from woonsim.plugins import available, parameters_of

    policy = parameters_of(available(read_plugins([FILE]))["voorrang_uitstroom"])
    rows = SimpleNamespace(
        doelgroep=np.array([Doelgroep.uitstroom, Doelgroep.uitstroom, Doelgroep.regulier]),
        inkomen_eur=np.array([30_000.0, 30_001.0, 10_000.0]),
    )
    assert policy.validate_python({}).sortering(rows).tolist() == [False, True, True]
    assert policy.validate_python({"maximum_inkomen": "30001 EUR/jaar"}).sortering(rows)[1] == np.False_

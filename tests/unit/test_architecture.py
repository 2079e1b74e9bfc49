"""The rules of the house that no linter sees: what is loaded when, and how long things are."""

import ast
import pickle
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

import woonsim
from woonsim.comparison import COMPARISON
from woonsim.indicatoren.afgeleid import Bewaar
from woonsim.indicatoren.figuurfeiten import RUN
from woonsim.indicatoren.tabellen import CIJFERS, compute_cijfers
from woonsim.load import load_scenario
from woonsim.plugins import installed
from woonsim.vergelijking.hoofd import USUAL, OverTerm

PACKAGE = Path(woonsim.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
SCENARIO = PACKAGE.parent / "scenarios" / "midden-drenthe.yaml"
KLEIN = PACKAGE.parent / "tests" / "data" / "klein.yaml"
HEAVY = {"pandas", "matplotlib", "hypothesis"}


KEPT = (
    Bewaar(0, COMPARISON),
    Bewaar(0, RUN),
    Bewaar(0, {CIJFERS: partial(compute_cijfers, namen={"toewijzingen"})}),
    OverTerm(USUAL),
)
"""What the commands keep of a replication."""
PLAYED = pickle.dumps((KEPT, load_scenario(KLEIN, ["looptijd=1 jaar"])))
WORKER = f"""
import pickle, woonsim.replications
from woonsim.simulation import play
kept, scenario = pickle.loads({PLAYED!r})
played = play(scenario, zoekers=True)
assert all(pickle.dumps(keep(scenario, played)) for keep in kept)
"""
"""What a worker does, in a fresh interpreter."""


def loaded_by(code: str) -> set[str]:
    """The top-level modules that a fresh interpreter has loaded after running `code`."""
    report = f"import sys\n{code}\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", report], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


def run_main(*arguments: str) -> str:
    """Code that runs the command line and goes on."""
    call = f"from woonsim.cli import main\nsys.argv = ['woonsim', *{arguments!r}]"
    return f"{call}\ntry:\n    main()\nexcept SystemExit as end:\n    assert not end.code, end.code"


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        pytest.param("import woonsim", {"numpy", "pydantic", "simpy", "pluggy", *HEAVY}, id="import"),
        pytest.param(
            run_main("--help"),
            {"numpy", "pandas", "pydantic", "simpy", "matplotlib", "hypothesis", "ruamel"},
            id="help",
        ),
        pytest.param(
            run_main("validate", str(SCENARIO)), {"pandas", "simpy", "matplotlib", "hypothesis"}, id="validate"
        ),
        pytest.param("from woonsim.simulation import play", {"pandas", "matplotlib", "hypothesis"}, id="engine"),
        pytest.param(WORKER, {"pandas", "matplotlib", "hypothesis", "ruamel", "sqlite3", "click", "rich"}, id="worker"),
    ],
)
def test_nothing_is_loaded_before_it_is_used(code: str, absent: set[str]) -> None:
    assert loaded_by(code) & absent == set()


def imports_of(path: Path) -> set[str]:
    """The modules of the package that a module imports from."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    return {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)} | {
        name.name for node in nodes if isinstance(node, ast.Import) for name in node.names
    }


def test_built_in_policies_use_the_public_side_only() -> None:
    used = {
        name
        for path in MODULES
        if path.parent.name == "beleid"
        for name in imports_of(path)
        if name.startswith("woonsim") and not name.startswith("woonsim.beleid")
    }
    assert used == {"woonsim.plugin"}


def test_built_in_policies_are_found_by_entry_point_and_imported_by_nobody() -> None:
    assert "quotum" in installed()
    importers = [
        path.name
        for path in MODULES
        if path.parent.name != "beleid" and any(name.startswith("woonsim.beleid") for name in imports_of(path))
    ]
    assert importers == []


def test_functions_stay_under_forty_lines() -> None:
    too_long = [
        f"{path.relative_to(PACKAGE)}:{node.lineno} {node.name}"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= 40
    ]
    assert too_long == []


def test_public_names_are_there_and_others_are_not() -> None:
    assert all(callable(getattr(woonsim, name)) for name in woonsim.__all__ if name != "__version__")
    with pytest.raises(AttributeError, match="woningen"):
        _ = woonsim.woningen

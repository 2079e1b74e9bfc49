"""Replications over processes: the same whatever their number, and clear when a process fails."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from functools import partial
from multiprocessing import active_children
from pathlib import Path

import numpy as np
import pytest

from woonsim.errors import PluginError, UsageError
from woonsim.indicatoren.afgeleid import Bewaar
from woonsim.load import load_scenario
from woonsim.record import Replicatie
from woonsim.replications import ReplicationError, Team, replicate
from woonsim.scenario.model import Scenario

SCENARIO = Path(__file__).parents[2] / "scenarios" / "midden-drenthe.yaml"


@pytest.fixture(scope="module")
def one_year() -> Scenario:
    return load_scenario(SCENARIO).model_copy(update={"looptijd": 1})


def assert_equal(a: Replicatie, b: Replicatie) -> None:
    assert a.nummer == b.nummer
    assert a.namen == b.namen
    assert a.afstanden == b.afstanden
    for table, columns in a.feiten.items():
        for name, values in columns.items():
            np.testing.assert_array_equal(values, b.feiten[table][name], err_msg=f"{table}.{name}")


def test_the_number_of_processes_changes_nothing(one_year: Scenario) -> None:
    alone = replicate(one_year, n=3, seed=5)
    together = replicate(one_year, n=3, seed=5, jobs=2)
    assert [replicatie.nummer for replicatie in together.replicaties] == [0, 1, 2]
    for a, b in zip(alone.replicaties, together.replicaties, strict=True):
        assert_equal(a, b)


def test_replications_and_seeds_differ(one_year: Scenario) -> None:
    first, second = replicate(one_year, n=2, seed=1).replicaties
    other = replicate(one_year, n=1, seed=2).replicaties[0]
    for different in (second, other):
        assert not np.array_equal(first.feiten["vrijkomst"]["opzegdatum"], different.feiten["vrijkomst"]["opzegdatum"])


@pytest.mark.parametrize("jobs", [1, 2])
def test_progress_names_each_replication_and_rises(one_year: Scenario, jobs: int) -> None:
    told: dict[int, list[int]] = {}
    replicate(one_year, n=2, jobs=jobs, voortgang=lambda number, minute: told.setdefault(number, []).append(minute))
    assert sorted(told) == [0, 1]
    assert all(len(minutes) > 10 and minutes == sorted(minutes) for minutes in told.values())


def test_a_process_that_dies_is_named_with_its_replication(one_year: Scenario) -> None:
    def kill(number: int, minute: int) -> None:
        if number == 1 and minute > 0:
            for child in active_children():
                os.kill(child.pid or 0, signal.SIGKILL)

    with pytest.raises(ReplicationError, match=r"replicatie [01] is gestopt \(SIGKILL\)(.|\n)*replicatie=[01]\)"):
        replicate(one_year, n=2, jobs=2, voortgang=kill)
    assert active_children() == []


def test_a_watcher_that_fails_leaves_no_process(one_year: Scenario) -> None:
    def interrupt(number: int, minute: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        replicate(one_year, n=2, jobs=2, voortgang=interrupt)
    assert active_children() == []


def test_a_policy_that_fails_in_a_process_is_told_as_such(one_year: Scenario) -> None:
    wrong = one_year.beleid[0].model_copy(update={"soort": "bestaat_niet"})
    broken = one_year.model_copy(update={"beleid": [wrong, *one_year.beleid[1:]]})
    with pytest.raises(Exception) as alone:  # noqa: PT011 - whatever the engine says of it
        replicate(broken, n=2)
    with pytest.raises((ReplicationError, UsageError, PluginError), match=str(alone.value).strip("'\"")):
        replicate(broken, n=2, jobs=2)
    assert active_children() == []


@pytest.mark.parametrize(("n", "jobs"), [(0, 1), (1, 0)])
def test_nothing_to_do_is_refused(one_year: Scenario, n: int, jobs: int) -> None:
    with pytest.raises(UsageError):
        replicate(one_year, n=n, jobs=jobs)


_WATCH_IMPORTS = """
import os, sys, multiprocessing
class Watch:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name in ("pandas", "matplotlib", "hypothesis", "simpy"):
            who = "worker" if multiprocessing.parent_process() else "coordinator"
            with open(os.environ["IMPORTS_SEEN"], "a") as file:
                print(who, name, file=file)
sys.meta_path.insert(0, Watch)
"""


def test_a_worker_loads_the_engine_but_no_tables_or_figures(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(_WATCH_IMPORTS)
    seen = tmp_path / "seen"
    path = os.pathsep.join([str(tmp_path), str(SCENARIO.parents[1]), os.environ.get("PYTHONPATH", "")])
    command = ["-m", "woonsim", "run", str(SCENARIO), "--years=1", "--replications=2", "--jobs=2", "--quiet"]
    environment = {**os.environ, "PYTHONPATH": path, "IMPORTS_SEEN": str(seen)}
    subprocess.run([sys.executable, *command, f"--out={tmp_path / 'out'}"], env=environment, check=True, cwd=tmp_path)
    lines = set(seen.read_text().splitlines())
    assert {"coordinator pandas", "coordinator matplotlib", "worker simpy"} <= lines
    assert {line for line in lines if line.startswith("worker")} == {"worker simpy"}


_NO_GUARD = """
from woonsim import compare, load_scenario
basis = load_scenario({path!r}, ["looptijd=1 jaar"])
compare(basis, {{f"gelijk {{k}}": basis.model_copy(update={{"naam": "x" * 100_000}}) for k in range(2)}}, n=1, jobs=2)
"""


def test_a_script_without_the_guard_fails_and_does_not_wait_for_ever(tmp_path: Path) -> None:
    script = tmp_path / "zonder.py"
    script.write_text(_NO_GUARD.format(path=str(SCENARIO)))
    told = {name: value for name, value in os.environ.items() if name != "WOONSIM_TAAL"}
    environment = {**told, "PYTHONPATH": os.pathsep.join([str(SCENARIO.parents[1]), str(tmp_path)])}
    done = subprocess.run([sys.executable, str(script)], env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode != 0
    assert "freeze_support" in done.stderr
    assert "ReplicationError: Het rekenproces van replicatie 0 is gestopt (status 1)" in done.stderr


def test_calls_give_what_they_give_in_order_and_one_that_fails_is_told(one_year: Scenario) -> None:
    with Team((one_year,), 1, 2, Bewaar(0, {})) as team:
        assert list(team.do([partial(pow, k, 2) for k in range(7)])) == [k * k for k in range(7)]
        with pytest.raises(ReplicationError, match="ValueError"):
            list(team.do([partial(int, "x")]))
        with pytest.raises(ReplicationError, match="status 3"):
            list(team.do([partial(os._exit, 3)]))


def test_a_team_at_work_takes_nothing_else(one_year: Scenario) -> None:
    with Team((one_year,), 1, 2, Bewaar(0, {})) as team:
        asked = team.do([partial(pow, k, 2) for k in range(5)])
        with pytest.raises(RuntimeError, match="still at work"):
            team.do([partial(pow, 2, 2)])
        assert list(asked) == [0, 1, 4, 9, 16]
        assert list(team.do([partial(pow, 2, 2)])) == [4]


def test_a_process_that_is_doing_something_long_is_stopped_at_once(one_year: Scenario) -> None:
    with Team((one_year,), 1, 2, Bewaar(0, {})) as team:
        list(team.do([partial(pow, 2, 2)] * 2))
        team.do([partial(time.sleep, 60)] * 2)
        begin = time.monotonic()
    assert time.monotonic() - begin < 4

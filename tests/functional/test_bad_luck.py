"""Bad luck: no traceback for a user's mistake, and nothing half-written whatever happens."""

from __future__ import annotations

import ctypes
import os
import pty
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

SCENARIO = Path(__file__).parents[2] / "scenarios" / "midden-drenthe.yaml"
ROOT = Path(__file__).parents[2]
SMALL = ("--years=1", "--replications=2", "--jobs=2")
LONG = ("--years=100", "--replications=500")


_PR_CAPBSET_DROP = 24
_OVERRIDES = (1, 2)
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH, by which root passes over permissions."""


def woonsim(*arguments: str, cwd: Path, **settings: object) -> subprocess.CompletedProcess[str]:
    """Run the command line in its own process."""
    command = [sys.executable, "-m", "woonsim", *arguments]
    return subprocess.run(  # type: ignore[call-overload,no-any-return]
        command,
        cwd=cwd,
        env=environment(),
        text=True,
        stderr=subprocess.PIPE,
        **{"stdout": subprocess.PIPE, **settings},
    )


def environment() -> dict[str, str]:
    """The environment without switches of ours, in which the package is found."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("WOONSIM")}
    return {**kept, "PYTHONPATH": os.pathsep.join([str(ROOT), kept.get("PYTHONPATH", "")])}


def entries(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "vreemd").mkdir()
    (tmp_path / "vreemd" / "brief.txt").write_text("van mij")
    (tmp_path / "bestand").write_text("van mij")
    (tmp_path / "koppeling").symlink_to("vreemd")
    (tmp_path / "leeg.yaml").touch()
    (tmp_path / "latin1.yaml").write_bytes("naam: Coöperatie".encode("latin-1"))
    (tmp_path / "lijst.yaml").write_text("- a\n- b\n")
    os.mkfifo(tmp_path / "pijp")
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "status", "named"),
    [
        (["run", "bestaat_niet.yaml"], 2, "bestaat_niet.yaml"),
        (["run", "vreemd"], 2, "vreemd"),
        (["run", "pijp"], 2, "pijp"),
        (["run", "leeg.yaml"], 2, "leeg.yaml"),
        (["run", "latin1.yaml"], 2, "latin1.yaml"),
        (["run", "lijst.yaml"], 2, "lijst.yaml"),
        (["run", "/dev/zero"], 2, "/dev/zero"),
        (["run", "naam\nmet regel"], 2, "met regel"),
        (["validate", "bestaat_niet.yaml"], 2, "bestaat_niet.yaml"),
        (["run", str(SCENARIO), "--replications=100000", "--years=100"], 2, "GiB"),
        (["run", str(SCENARIO), "--out=vreemd"], 4, "vreemd"),
        (["run", str(SCENARIO), "--out=vreemd", "--force"], 4, "vreemd"),
        (["run", str(SCENARIO), "--out=bestand"], 4, "bestand"),
        (["run", str(SCENARIO), "--out=bestand/onder"], 4, "bestand"),
        (["run", str(SCENARIO), "--out=koppeling"], 4, "koppeling"),
        (["run", str(SCENARIO), "--out=diep/dieper"], 4, "diep"),
        (["run", str(SCENARIO), "--out=."], 4, "."),
        (["run", str(SCENARIO), "--out=.."], 4, ".."),
        (["run", str(SCENARIO), f"--out={'x' * 300}"], 4, "te lang"),
        (["run", str(SCENARIO), "--out=/proc/woonsim"], 4, "/proc/woonsim"),
        (["run", str(SCENARIO), "--set=beleid.weer_thuis.aandeel=\udc80"], 2, "PAD=WAARDE"),
        (["run", str(SCENARIO), "--set=beleid.weer_thui.aandeel=1%"], 2, "'beleid.weer_thuis.aandeel'"),
        (["run", str(SCENARIO), "--set=" + "[" * 5000 + "=1"], 2, "PAD=WAARDE"),
        (["validate", str(SCENARIO), "--set=looptijd=" + "[" * 500], 2, "--set looptijd"),
        (["sweep", str(SCENARIO), "--over=looptijd=" + "{" * 5000], 2, "--over looptijd"),
        (["sweep", "bestaat_niet.yaml", "--over=looptijd=1 jaar"], 2, "bestaat_niet.yaml"),
        (["sweep", str(SCENARIO), "--over=looptijd=1 jaar,x"], 2, "--over looptijd=x"),
        (["sweep", str(SCENARIO), "--over=looptijd=1 jaar", "--replications=100000", "--years=100"], 2, "GiB"),
        (["sweep", str(SCENARIO), "--over=looptijd=1 jaar", "--out=vreemd"], 4, "vreemd"),
        (["sweep", str(SCENARIO), "--over=looptijd=1 jaar", "--out=diep/dieper"], 4, "diep"),
    ],
)
def test_a_mistake_is_told_in_a_few_lines_and_changes_nothing(
    here: Path, arguments: list[str], status: int, named: str
) -> None:
    before = entries(here)
    done = woonsim(*arguments, cwd=here, timeout=20)
    assert done.returncode == status, done.stderr
    assert named in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) <= 4
    assert done.stdout == ""
    assert entries(here) == before


def bound_by_permissions() -> None:
    """What a child does first where root runs the tests: give up reading and writing whatever it likes."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        for capability in _OVERRIDES:
            if libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0) != 0:
                raise OSError(ctypes.get_errno(), "prctl")


needs_permissions = pytest.mark.skipif(
    os.geteuid() == 0 and sys.platform != "linux", reason="root may do anything, and cannot give it up here"
)


@needs_permissions
def test_a_place_that_may_not_be_written_is_found_before_simulating(here: Path) -> None:
    (here / "dicht").mkdir(mode=0o555)
    began = time.monotonic()
    done = woonsim("run", str(SCENARIO), "--out=dicht/run", *LONG[1:], cwd=here, preexec_fn=bound_by_permissions)
    assert (done.returncode, time.monotonic() - began < 5) == (4, True)
    assert "geen toestemming" in done.stderr


@needs_permissions
def test_a_scenario_that_may_not_be_read(here: Path) -> None:
    shutil.copy(SCENARIO, here / "geheim.yaml")
    (here / "geheim.yaml").chmod(0)
    done = woonsim("run", "geheim.yaml", cwd=here, preexec_fn=bound_by_permissions)
    assert (done.returncode, "niet te lezen" in done.stderr) == (2, True)


def limit_files(size: int) -> Callable[[], None]:
    """What a child does first: no file may grow beyond `size` bytes."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run that went well."""
    folder = tmp_path_factory.mktemp("played")
    done = woonsim("run", str(SCENARIO), *SMALL, "--quiet", "--out=run", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    return folder / "run"


@pytest.mark.parametrize("size", [0, 20_000, 300_000])
def test_a_full_disk_leaves_the_old_result_and_nothing_else(here: Path, played: Path, size: int) -> None:
    shutil.copytree(played, here / "run")
    before = {path: path.read_bytes() for path in (here / "run").rglob("*") if path.is_file()}
    names = entries(here)
    command = ["run", str(SCENARIO), *SMALL, "--seed=2", "--force", "--out=run"]
    done = woonsim(*command, cwd=here, preexec_fn=limit_files(size))
    assert done.returncode == 4, done.stderr
    assert "run: kan hier niet opslaan" in done.stderr
    assert "Traceback" not in done.stderr
    assert entries(here) == names
    assert all(path.read_bytes() == content for path, content in before.items())


def test_a_screen_that_cannot_be_written_is_told(here: Path, played: Path) -> None:
    shutil.copytree(played, here / "run")
    with Path("/dev/full").open("w") as full:
        done = woonsim("run", str(SCENARIO), *SMALL, "--out=run", cwd=here, stdout=full)
    assert done.returncode == 4
    assert "Traceback" not in done.stderr


def test_a_reader_that_goes_away_is_no_fault(here: Path, played: Path) -> None:
    shutil.copytree(played, here / "run")
    read, write = os.pipe()
    os.close(read)
    done = woonsim("run", str(SCENARIO), *SMALL, "--out=run", cwd=here, stdout=write)
    os.close(write)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.fixture
def long_run(here: Path, request: pytest.FixtureRequest) -> Iterator[subprocess.Popen[str]]:
    """A run of hours that has just begun to simulate, in its own process group."""
    command = [sys.executable, "-m", "woonsim", "run", str(SCENARIO), *LONG, f"--jobs={request.param}"]
    with subprocess.Popen(
        command, cwd=here, env=environment(), stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        until(lambda: list((here / "resultaten").glob(".woonsim-*")) != [])
        until(lambda: len(children(process.pid)) >= (request.param if request.param > 1 else 0))
        time.sleep(0.5)
        yield process
        if process.poll() is None:
            process.kill()


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline, "the run did not begin"
        time.sleep(0.02)


def children(pid: int) -> list[int]:
    """Worker processes of process `pid`."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
            command = (status.parent / "cmdline").read_text()
        except OSError:
            continue
        if int(fields[1]) == pid and "spawn_main" in command:
            found.append(int(status.parent.name))
    return found


@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("long_run", [1, 2], indirect=True)
def test_an_interrupted_run_leaves_nothing(here: Path, long_run: subprocess.Popen[str], signum: signal.Signals) -> None:
    workers = children(long_run.pid)
    os.killpg(long_run.pid, signum) if signum == signal.SIGINT else long_run.send_signal(signum)
    _, err = long_run.communicate(timeout=15)
    assert long_run.returncode == 130, err
    assert err.strip() == "Onderbroken; er is niets opgeslagen."
    assert not (here / "resultaten").exists()
    assert [pid for pid in workers if Path(f"/proc/{pid}").exists()] == []


@pytest.mark.parametrize("long_run", [2], indirect=True)
def test_a_worker_that_is_killed_ends_the_run_with_its_name(here: Path, long_run: subprocess.Popen[str]) -> None:
    os.kill(children(long_run.pid)[0], signal.SIGKILL)
    _, err = long_run.communicate(timeout=15)
    assert long_run.returncode == 1
    assert "Het rekenproces van replicatie" in err
    assert "(SIGKILL)" in err
    assert "woonsim.simulate(scenario, seed=1, replicatie=" in err
    assert "Traceback" not in err
    assert not (here / "resultaten").exists()


@pytest.mark.parametrize("long_run", [2], indirect=True)
def test_workers_do_not_outlive_a_run_that_is_killed(long_run: subprocess.Popen[str]) -> None:
    workers = children(long_run.pid)
    assert len(workers) == 2
    long_run.kill()
    long_run.wait(timeout=15)
    until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in workers))


def test_progress_is_shown_on_a_terminal_only(here: Path) -> None:
    main, terminal = pty.openpty()
    command = [sys.executable, "-m", "woonsim", "run", str(SCENARIO), *SMALL, "--out=run", "--json"]
    with subprocess.Popen(command, cwd=here, env=environment(), stdout=subprocess.DEVNULL, stderr=terminal) as process:
        os.close(terminal)
        shown = b""
        while True:
            try:
                part = os.read(main, 4096)
            except OSError:
                break
            if not part:
                break
            shown += part
    os.close(main)
    assert process.returncode == 0
    assert b"2021-" in shown
    assert b"replicatie 2/2" in shown

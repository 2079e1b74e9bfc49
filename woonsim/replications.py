"""Replications: the same scenario played many times over, one after the other or over processes.

A replication depends on scenario, seed and its number only, so the result is the same whatever the
number of processes. A worker knows the engine and nothing above it: no pandas, no figures.
"""

from __future__ import annotations

import os
import signal
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any, Generic, NoReturn, TypeVar

from woonsim.berichten import Taal, gekozen_taal, kies_taal
from woonsim.errors import Exit, OutputError, PluginError, UsageError, WoonsimError
from woonsim.indicatoren.afgeleid import Bewaar
from woonsim.indicatoren.figuurfeiten import RUN
from woonsim.interrupts import hold_interrupts
from woonsim.schermteksten import tekst

if TYPE_CHECKING:
    from woonsim.record import Replicatie
    from woonsim.results import Results
    from woonsim.scenario.model import Scenario

Voortgang = Callable[[int, int], None]
"""Told after every round: the place of the replication among those asked for, and the moment it has reached
[minutes]."""
Kept = TypeVar("Kept")
Keep = Callable[["Scenario", "Replicatie"], Kept]
"""What is kept of a replication of a scenario. It runs in the process that played it, so that little need be handed
over; a worker must be able to import it, and it must not load pandas."""

_SECONDS_TO_STOP = 5.0
_ERRORS: dict[Exit, type[WoonsimError]] = {
    Exit.bad_input: UsageError,
    Exit.plugin_failed: PluginError,
    Exit.cannot_write: OutputError,
}


class ReplicationError(WoonsimError):
    """A replication that failed through no fault of the user; `details` is the traceback, if there is one."""

    exit = Exit.our_fault

    def __init__(self, message: str, details: str = "") -> None:
        """Say which replication failed and how to repeat it."""
        super().__init__(message)
        self.details = details


@dataclass(frozen=True)
class Taak:
    """One replication to play: the number of its scenario among those of the team, and its own number."""

    scenario: int
    replicatie: int


def simulate(scenario: Scenario, seed: int = 1, replicatie: int = 0) -> Results:
    """Play one replication of `scenario`; its tables are those that `replicate` gives for that number.

    Raises `PluginError` when a policy fails.
    """
    from woonsim.results import Results
    from woonsim.simulation import play

    return Results(scenario=scenario, seed=seed, replicaties=(play(scenario, seed, replicatie),))


def replicate(
    scenario: Scenario,
    n: int = 30,
    seed: int = 1,
    jobs: int = 1,
    voortgang: Voortgang | None = None,
    feiten: int | None = None,
) -> Results:
    """Play `scenario` `n` times (replications 0 to n - 1) over `jobs` processes, and return them in order.

    `feiten`: keep the facts of so many replications, the first (None: of all); the figures are those of all. With
    `jobs` above 1 a script needs the guard `if __name__ == "__main__":`, since the processes are spawned.

    Raises `ReplicationError` when a process dies, `PluginError` when a policy fails.
    """
    from woonsim.results import Results

    if n < 1 or jobs < 1:
        raise UsageError(tekst("aantal_te_klein", n=n, jobs=jobs))
    with Team((scenario,), seed, min(n, jobs), Bewaar(feiten, RUN)) as team:
        replicaties = tuple(team.play([Taak(0, number) for number in range(n)], voortgang))
    return Results(scenario=scenario, seed=seed, replicaties=replicaties)


class Team(Generic[Kept]):
    """What plays replications of `scenarios` on one seed: this process, or with `jobs` above 1 processes beside it.

    A block: whatever happens in it, no process outlives it. `keep`: what it hands over of each; `zoekers`: as in
    `woonsim.simulation.play`.
    """

    def __init__(
        self, scenarios: Sequence[Scenario], seed: int, jobs: int, keep: Keep[Kept], *, zoekers: bool = False
    ) -> None:
        """Say what will be played; processes start with the block."""
        self._work = _Work(list(scenarios), seed, keep, zoekers)
        self._jobs = jobs
        self._workers: list[_Worker] = []

    def __enter__(self) -> Team[Kept]:
        """Start the processes."""
        if self._jobs == 1:
            return self
        if os.name == "posix":
            # now, because starting the tracker lifts the hold that the workers must inherit
            resource_tracker.ensure_running()
        try:
            with hold_interrupts():
                self._workers.extend(_Worker(self._work) for _ in range(self._jobs))
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        """End the processes, at work or not."""
        for worker in self._workers:
            worker.stop()

    def add(self, scenario: Scenario) -> int:
        """Take one more scenario to play; its number. The processes are told of it with their next task."""
        self._work.scenarios.append(scenario)
        return len(self._work.scenarios) - 1

    def play(self, taken: Sequence[Taak], voortgang: Voortgang | None = None) -> Iterator[Kept]:
        """What is kept of the replications that `taken` ask for, in that order, each once all before it are there.

        Raises `ReplicationError` when a process dies, `PluginError` when a policy fails.
        """
        tell = voortgang or _tell_nobody
        if not self._workers:
            yield from (self._work.play(taak, partial(tell, place)) for place, taak in enumerate(taken))
            return
        done: dict[int, Kept] = {}
        played = self._side_by_side(taken, tell)
        for place in range(len(taken)):
            while place not in done:
                at, kept = next(played)
                done[at] = kept
            yield done.pop(place)

    def _side_by_side(self, taken: Sequence[Taak], tell: Voortgang) -> Iterator[tuple[int, Kept]]:
        """Places in `taken` with what is kept, in the order in which they are ready."""
        todo = iter(enumerate(taken))
        workers = {worker.pipe: worker for worker in self._workers}
        busy = {pipe: worker for pipe, worker in workers.items() if worker.give(next(todo, None))}
        while busy:
            for pipe in wait(list(busy)):
                worker = workers[pipe]  # type: ignore[index]
                place, taak = worker.playing
                message = worker.receive()
                if isinstance(message, int):
                    tell(place, message)
                elif isinstance(message, _Failure):
                    raise message.error(taak.replicatie, self._work.seed)
                elif isinstance(message, _Done):
                    if not worker.give(next(todo, None)):
                        del busy[worker.pipe]
                    yield place, message.kept


def _tell_nobody(place: int, minuut: int) -> None:
    """The progress report of a run that nobody watches."""


@dataclass(frozen=True)
class _Work:
    """What every process of a team knows; `scenarios` may grow."""

    scenarios: list[Scenario]
    seed: int
    keep: Keep[Any]
    zoekers: bool

    def play(self, taak: Taak, tell: Callable[[int], None]) -> Any:
        """What is kept of one replication."""
        from woonsim.simulation import play

        scenario = self.scenarios[taak.scenario]
        return self.keep(scenario, play(scenario, self.seed, taak.replicatie, tell, zoekers=self.zoekers))


@dataclass(frozen=True)
class _Done:
    """What a worker tells when a replication was played."""

    kept: Any


@dataclass(frozen=True)
class _Failure:
    """What a worker tells when a replication failed: as text, since not every exception can be pickled."""

    exit: Exit
    message: str
    details: str

    def error(self, number: int, seed: int) -> WoonsimError:
        """The exception that the coordinating process raises."""
        repeat = tekst("herhaal_replicatie", nummer=number, seed=seed)
        if self.exit in _ERRORS:
            error = _ERRORS[self.exit](self.message)
            error.add_note(repeat)
            return error
        return ReplicationError(f"{self.message}\n{repeat}", self.details)


class _Worker:
    """A process that plays the replications it is given, one at a time; `playing` is the one it has, and its place."""

    def __init__(self, work: _Work) -> None:
        """Start the process."""
        context = get_context("spawn")
        self.playing = (-1, Taak(0, -1))
        self._work, self._told = work, len(work.scenarios)
        self.pipe, far_end = context.Pipe()
        self._process = context.Process(target=_work, args=(far_end, work, gekozen_taal()), daemon=True)
        self._process.start()
        # only when no copy of the far end is left here does the death of the process end the pipe
        far_end.close()

    def give(self, task: tuple[int, Taak] | None) -> bool:
        """Have a replication played; None: there is none left to give."""
        if task is None:
            return False
        self.playing = task
        try:
            self.pipe.send((task[1], self._work.scenarios[self._told :]))
            self._told = len(self._work.scenarios)
        except OSError:
            self._raise_death()
        return True

    def receive(self) -> int | _Done | _Failure:
        """What the process says next; raises `ReplicationError` when it has died."""
        try:
            message: int | _Done | _Failure = self.pipe.recv()
        except (EOFError, OSError):
            self._raise_death()
        return message

    def stop(self) -> None:
        """End the process, at work or not."""
        self.pipe.close()
        self._process.terminate()
        self._process.join(_SECONDS_TO_STOP)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._process.close()

    def _raise_death(self) -> NoReturn:
        self._process.join(_SECONDS_TO_STOP)
        code = self._process.exitcode
        how = signal.Signals(-code).name if code is not None and code < 0 else f"status {code}"
        number = self.playing[1].replicatie
        repeat = tekst("herhaal_replicatie", nummer=number, seed=self._work.seed)
        raise ReplicationError(f"{tekst('rekenproces_gestopt', nummer=number, hoe=how)}\n{repeat}")


def _work(pipe: Connection, work: _Work, taal: Taal) -> None:
    """What a worker does: play all it is sent, tell how far it is, send what came of it, in `taal`."""
    kies_taal(taal)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        while True:
            taak, added = pipe.recv()
            work.scenarios.extend(added)
            pipe.send(_play_or_tell(pipe, work, taak))
    except (EOFError, OSError):
        # the coordinating process is gone, so there is nobody left to work for
        return


def _play_or_tell(pipe: Connection, work: _Work, taak: Taak) -> _Done | _Failure:
    try:
        return _Done(work.play(taak, pipe.send))
    except WoonsimError as error:
        return _Failure(Exit(error.exit), str(error), "")
    except ConnectionError:
        raise
    except Exception as error:  # noqa: BLE001 - any fault of ours is told by the coordinating process
        return _Failure(Exit.our_fault, f"{type(error).__name__}: {error}", traceback.format_exc())

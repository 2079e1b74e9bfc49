"""Replications: the same scenario played many times over, one after the other or over processes.

A replication depends on scenario, seed and its number only, so the result is the same whatever the
number of processes. A worker knows the engine and nothing above it: no pandas, no figures.
"""

from __future__ import annotations

import os
import signal
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, NoReturn

from woonsim.berichten import Taal, gekozen_taal, kies_taal
from woonsim.errors import Exit, OutputError, PluginError, UsageError, WoonsimError
from woonsim.interrupts import hold_interrupts
from woonsim.schermteksten import tekst

if TYPE_CHECKING:
    from woonsim.record import Replicatie
    from woonsim.results import Results
    from woonsim.scenario.model import Scenario

Voortgang = Callable[[int, int], None]
"""Told after every round: the number of the replication, and the moment it has reached [minutes]."""

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


def simulate(scenario: Scenario, seed: int = 1, replicatie: int = 0) -> Results:
    """Play one replication of `scenario`; its tables are those that `replicate` gives for that number.

    Raises `PluginError` when a policy fails.
    """
    from woonsim.results import Results
    from woonsim.simulation import play

    return Results(scenario=scenario, seed=seed, replicaties=(play(scenario, seed, replicatie),))


def replicate(
    scenario: Scenario, n: int = 30, seed: int = 1, jobs: int = 1, voortgang: Voortgang | None = None
) -> Results:
    """Play `scenario` `n` times (replications 0 to n - 1) over `jobs` processes, and return them in order.

    With `jobs` above 1 a script needs the guard `if __name__ == "__main__":`, since the processes
    are spawned. Raises `ReplicationError` when a process dies, `PluginError` when a policy fails.
    """
    from woonsim.results import Results

    if n < 1 or jobs < 1:
        raise UsageError(tekst("aantal_te_klein", n=n, jobs=jobs))
    play_all = _play_in_turn if min(n, jobs) == 1 else _play_side_by_side
    replicaties = play_all(scenario, n, seed, min(n, jobs), voortgang or _tell_nobody)
    return Results(scenario=scenario, seed=seed, replicaties=replicaties)


def _tell_nobody(replicatie: int, minuut: int) -> None:
    """The progress report of a run that nobody watches."""


def _play_in_turn(scenario: Scenario, n: int, seed: int, jobs: int, voortgang: Voortgang) -> tuple[Replicatie, ...]:
    from woonsim.simulation import play

    def tell(number: int) -> Callable[[int], None]:
        return lambda minuut: voortgang(number, minuut)

    return tuple(play(scenario, seed, number, tell(number)) for number in range(n))


def _play_side_by_side(
    scenario: Scenario, n: int, seed: int, jobs: int, voortgang: Voortgang
) -> tuple[Replicatie, ...]:
    done: dict[int, Replicatie] = {}
    todo = iter(range(n))
    with _team(scenario, seed, jobs) as workers:
        for worker in workers.values():
            worker.give(next(todo, None))
        while len(done) < n:
            for pipe in wait(list(workers)):
                worker = workers[pipe]  # type: ignore[index]
                message = worker.receive()
                if isinstance(message, int):
                    voortgang(worker.playing, message)
                elif isinstance(message, _Failure):
                    raise message.error(worker.playing, seed)
                else:
                    done[worker.playing] = message
                    if not worker.give(next(todo, None)):
                        del workers[worker.pipe]
    return tuple(done[number] for number in range(n))


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
    """A process that plays the replications it is given, one at a time; `playing` is the one it has."""

    def __init__(self, scenario: Scenario, seed: int) -> None:
        """Start the process."""
        context = get_context("spawn")
        self.playing = -1
        self._seed = seed
        self.pipe, far_end = context.Pipe()
        self._process = context.Process(target=_work, args=(far_end, scenario, seed, gekozen_taal()), daemon=True)
        self._process.start()
        # only when no copy of the far end is left here does the death of the process end the pipe
        far_end.close()

    def give(self, number: int | None) -> bool:
        """Have replication `number` played; None: there is no more work, and the process may end."""
        if number is not None:
            self.playing = number
        try:
            self.pipe.send(number)
        except OSError:
            self._raise_death()
        return number is not None

    def receive(self) -> int | Replicatie | _Failure:
        """What the process says next; raises `ReplicationError` when it has died."""
        try:
            message: int | Replicatie | _Failure = self.pipe.recv()
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
        repeat = tekst("herhaal_replicatie", nummer=self.playing, seed=self._seed)
        raise ReplicationError(f"{tekst('rekenproces_gestopt', nummer=self.playing, hoe=how)}\n{repeat}")


@contextmanager
def _team(scenario: Scenario, seed: int, jobs: int) -> Iterator[dict[Connection, _Worker]]:
    """Workers by their pipe; whatever happens, none outlives the block."""
    started: list[_Worker] = []
    if os.name == "posix":
        # now, because starting the tracker lifts the hold that the workers must inherit
        resource_tracker.ensure_running()
    try:
        with hold_interrupts():
            started.extend(_Worker(scenario, seed) for _ in range(jobs))
        yield {worker.pipe: worker for worker in started}
    finally:
        for worker in started:
            worker.stop()


def _work(pipe: Connection, scenario: Scenario, seed: int, taal: Taal) -> None:
    """What a worker does: play every number it is sent, tell how far it is, send what came of it, in `taal`."""
    kies_taal(taal)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        while (number := pipe.recv()) is not None:
            pipe.send(_play_or_tell(pipe, scenario, seed, number))
    except (EOFError, OSError):
        # the coordinating process is gone, so there is nobody left to work for
        return


def _play_or_tell(pipe: Connection, scenario: Scenario, seed: int, number: int) -> Replicatie | _Failure:
    try:
        from woonsim.simulation import play

        return play(scenario, seed, number, pipe.send)
    except WoonsimError as error:
        return _Failure(Exit(error.exit), str(error), "")
    except ConnectionError:
        raise
    except Exception as error:  # noqa: BLE001 - any fault of ours is told by the coordinating process
        return _Failure(Exit.our_fault, f"{type(error).__name__}: {error}", traceback.format_exc())

"""A process of a team: what it is given to do, and what it says back.

A replication depends on scenario, seed and its number only. A process that plays knows the engine and nothing above it:
no pandas, no figures; it loads these when it is given something else to do that needs them.
"""

from __future__ import annotations

import signal
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from woonsim.berichten import Taal, gekozen_taal, kies_taal
from woonsim.errors import Exit, OutputError, PluginError, UsageError, WoonsimError
from woonsim.schermteksten import tekst

if TYPE_CHECKING:
    from woonsim.record import Replicatie
    from woonsim.scenario.model import Scenario

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
    """Work that failed through no fault of the user; `details` is the traceback, if there is one."""

    exit = Exit.our_fault

    def __init__(self, message: str, details: str = "") -> None:
        """Say what failed and, of a replication, how to repeat it."""
        super().__init__(message)
        self.details = details


@dataclass(frozen=True)
class Taak:
    """One replication to play: the number of its scenario among those of the team, and its own number."""

    scenario: int
    replicatie: int


@dataclass(frozen=True)
class Klus:
    """Anything else to do: a call that a worker can import."""

    call: Callable[[], Any]


@dataclass(frozen=True)
class Werk:
    """What every process of a team knows; `scenarios` may grow."""

    scenarios: list[Scenario]
    seed: int
    keep: Keep[Any]
    zoekers: bool

    def do(self, taak: Taak | Klus, tell: Callable[[int], None]) -> Any:
        """What is kept of one replication, or what a call gives."""
        if isinstance(taak, Klus):
            return taak.call()
        from woonsim.simulation import play

        scenario = self.scenarios[taak.scenario]
        return self.keep(scenario, play(scenario, self.seed, taak.replicatie, tell, zoekers=self.zoekers))


@dataclass(frozen=True)
class Done:
    """What a worker tells when it has done what it was given."""

    kept: Any


@dataclass(frozen=True)
class Failure:
    """What a worker tells when that failed: as text, since not every exception can be pickled."""

    exit: Exit
    message: str
    details: str

    def error(self, taak: Taak | Klus, seed: int) -> WoonsimError:
        """The exception that the coordinating process raises."""
        if isinstance(taak, Klus):
            return ReplicationError(tekst("onze_fout", fout=self.message), self.details)
        repeat = tekst("herhaal_replicatie", nummer=taak.replicatie, seed=seed)
        if self.exit in _ERRORS:
            error = _ERRORS[self.exit](self.message)
            error.add_note(repeat)
            return error
        return ReplicationError(f"{self.message}\n{repeat}", self.details)


class Rekenproces:
    """A process that does what it is given, one thing at a time; `doing` is what it has, and its place."""

    def __init__(self, work: Werk) -> None:
        """Start the process."""
        context = get_context("spawn")
        self.doing: tuple[int, Taak | Klus] = (-1, Taak(0, -1))
        self._work, self._told = work, 0
        self.pipe, far_end = context.Pipe()
        # the scenarios follow with the first thing to do: a process that dies of what it is started with, if that is
        # much, is never seen to die
        args = (far_end, replace(work, scenarios=[]), gekozen_taal())
        self._process = context.Process(target=_work, args=args, daemon=True)
        self._process.start()
        # only when no copy of the far end is left here does the death of the process end the pipe
        far_end.close()

    def give(self, task: tuple[int, Taak | Klus] | None) -> bool:
        """Have something done; None: there is nothing left to give."""
        if task is None:
            return False
        self.doing = task
        try:
            self.pipe.send((task[1], self._work.scenarios[self._told :]))
            self._told = len(self._work.scenarios)
        except OSError:
            self._raise_death()
        return True

    def receive(self) -> int | Done | Failure:
        """What the process says next; raises `ReplicationError` when it has died."""
        try:
            message: int | Done | Failure = self.pipe.recv()
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
        taak = self.doing[1]
        if isinstance(taak, Klus):
            raise ReplicationError(tekst("klusproces_gestopt", hoe=how))
        number = taak.replicatie
        repeat = tekst("herhaal_replicatie", nummer=number, seed=self._work.seed)
        raise ReplicationError(f"{tekst('rekenproces_gestopt', nummer=number, hoe=how)}\n{repeat}")


def _work(pipe: Connection, work: Werk, taal: Taal) -> None:
    """What a worker does: all it is sent; it tells how far it is, and sends what came of it, in `taal`."""
    kies_taal(taal)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        # it was held while the process was started, and is how a process at work is stopped
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    try:
        while True:
            taak, added = pipe.recv()
            work.scenarios.extend(added)
            pipe.send(_do_or_tell(pipe, work, taak))
    except (EOFError, OSError):
        # the coordinating process is gone, so there is nobody left to work for
        return


def _do_or_tell(pipe: Connection, work: Werk, taak: Taak | Klus) -> Done | Failure:
    try:
        return Done(work.do(taak, pipe.send))
    except WoonsimError as error:
        return Failure(Exit(error.exit), str(error), "")
    except ConnectionError:
        raise
    except Exception as error:  # noqa: BLE001 - any fault of ours is told by the coordinating process
        return Failure(Exit.our_fault, f"{type(error).__name__}: {error}", traceback.format_exc())

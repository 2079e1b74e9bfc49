"""Replications: the same scenario played many times over, one after the other or over processes.

A replication depends on scenario, seed and its number only, so the result is the same whatever the
number of processes.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from woonsim.errors import UsageError
from woonsim.indicatoren.afgeleid import Bewaar
from woonsim.indicatoren.figuurfeiten import RUN
from woonsim.interrupts import hold_interrupts
from woonsim.rekenproces import Done, Failure, Keep, Kept, Klus, Rekenproces, Taak, Werk
from woonsim.rekenproces import ReplicationError as ReplicationError
from woonsim.schermteksten import tekst

if TYPE_CHECKING:
    from woonsim.results import Results
    from woonsim.scenario.model import Scenario

Voortgang = Callable[[int, int], None]
"""Told about once a month of each run: the place of the replication among all that its team was asked to play, and the
moment it has reached [minutes]."""
Given = TypeVar("Given")


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
        self._work = Werk(list(scenarios), seed, keep, zoekers)
        self._jobs = jobs
        self._n_asked = 0
        self._workers: list[Rekenproces] = []
        self._busy: dict[Connection, Rekenproces] = {}

    def __enter__(self) -> Team[Kept]:
        """Start the processes."""
        if self._jobs == 1:
            return self
        if os.name == "posix":
            # now, because starting the tracker lifts the hold that the workers must inherit
            resource_tracker.ensure_running()
        try:
            with hold_interrupts():
                self._workers.extend(Rekenproces(self._work) for _ in range(self._jobs))
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        """End the processes, at work or not."""
        for worker in self._workers:
            worker.stop()

    @property
    def n_workers(self) -> int:
        """How many processes there are beside this one."""
        return len(self._workers)

    def add(self, scenario: Scenario) -> int:
        """Take one more scenario to play; its number. The processes are told of it with their next task."""
        self._work.scenarios.append(scenario)
        return len(self._work.scenarios) - 1

    def play(self, taken: Sequence[Taak], voortgang: Voortgang | None = None) -> Iterator[Kept]:
        """What is kept of the replications that `taken` ask for, in that order, each once all before it are there.

        Raises `ReplicationError` when a process dies, `PluginError` when a policy fails.
        """
        begin, self._n_asked = self._n_asked, self._n_asked + len(taken)
        tell = voortgang or _tell_nobody
        return self._in_order(taken, lambda place, minuut: tell(begin + place, minuut))

    def do(self, calls: Sequence[Callable[[], Given]]) -> Iterator[Given]:
        """What calls give, in their order; the processes begin at once, on what is left when it is asked for.

        A process must be able to import a call, and what was asked before must have been taken. Raises
        `ReplicationError` when a call fails or a process dies.
        """
        return self._in_order([Klus(call) for call in calls], _tell_nobody)

    def _in_order(self, taken: Sequence[Taak | Klus], tell: Voortgang) -> Iterator[Any]:
        """What becomes of each; where there are processes these begin now."""
        if not self._workers:
            return (self._work.do(taak, partial(tell, place)) for place, taak in enumerate(taken))
        if self._busy:
            raise RuntimeError("the team is still at work: take what it was asked before first")
        todo = iter(enumerate(taken))
        self._busy = {worker.pipe: worker for worker in self._workers if worker.give(next(todo, None))}
        return _sorted(self._side_by_side(todo, tell))

    def _side_by_side(self, todo: Iterator[tuple[int, Taak | Klus]], tell: Voortgang) -> Iterator[tuple[int, Any]]:
        """Places with what became of them, in the order in which they are ready."""
        busy = self._busy
        while busy:
            for pipe in wait(list(busy)):
                worker = busy[pipe]  # type: ignore[index]
                place, taak = worker.doing
                message = worker.receive()
                if isinstance(message, int):
                    tell(place, message)
                elif isinstance(message, Failure):
                    del busy[worker.pipe]
                    raise message.error(taak, self._work.seed)
                elif isinstance(message, Done):
                    if not worker.give(next(todo, None)):
                        del busy[worker.pipe]
                    yield place, message.kept


def _sorted(ready: Iterator[tuple[int, Kept]]) -> Iterator[Kept]:
    """What comes in any order, each with its place, in the order of places: 0, 1, ..."""
    early: dict[int, Kept] = {}
    place = 0
    for at, kept in ready:
        early[at] = kept
        while place in early:
            yield early.pop(place)
            place += 1


def _tell_nobody(place: int, minuut: int) -> None:
    """The progress report of a run that nobody watches."""

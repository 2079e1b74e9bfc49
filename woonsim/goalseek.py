"""From a wish to a number: the smallest value of a path that meets an aim within limits, and what it costs.

Every value is played on the same chance as the scenario as it stands, so what differs comes from the value. One team
of processes plays the whole search.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from woonsim.afspraken import tables_as_json
from woonsim.bereik import Bereik, read_bereik
from woonsim.doel import read_eis
from woonsim.errors import ScenarioError, UsageError
from woonsim.indicatoren.afgeleid import Bewaar
from woonsim.indicatoren.tabellen import CIJFERS, compute_cijfers, per_replicatie
from woonsim.manifest import Identity
from woonsim.rekenproces import Taak
from woonsim.replications import Team, Voortgang
from woonsim.results import Results
from woonsim.schermteksten import tekst
from woonsim.store import GOAL_FILES, PICTURES, draft, find_stored, write_manifest
from woonsim.vergelijking.bisectie import Bisectie, Met
from woonsim.vergelijking.eis import Eis, Values, is_monotone, stand_of
from woonsim.vergelijking.gezocht import Gezocht, measured
from woonsim.vergelijking.hoofd import hoofdindicatoren

if TYPE_CHECKING:
    import pandas as pd

    from woonsim.record import Replicatie
    from woonsim.scenario.model import Scenario

Load = Callable[[list[str]], "Scenario"]
"""The scenario with these changes; none: as it stands."""
TABLES = tuple(name.removesuffix(".csv") for name in GOAL_FILES)
"""Tables of the folder, by name, each also as CSV."""
_FIRST = 3
"""Values looked at before any halving."""


@dataclass(frozen=True)
class Vraag:
    """What is sought: the smallest value of `bereik` that meets `doel` within `grenzen`; `basis`: as it stands."""

    load: Load
    basis: Scenario
    bereik: Bereik
    doel: Eis
    grenzen: tuple[Eis, ...]

    @property
    def eisen(self) -> tuple[Eis, ...]:
        """The aim, then the limits."""
        return (self.doel, *self.grenzen)

    @property
    def most_values(self) -> int:
        """So many scenarios a search by halving plays at most, the basis included."""
        return 1 + _FIRST + 2 * math.ceil(math.log2(len(self.bereik.numbers)))

    def at(self, waarde: str) -> Scenario:
        """The scenario at a value; raises `ScenarioError`, and `UsageError` when it has another term."""
        scenario = self.load([self.bereik.change(waarde).text])
        if (scenario.begindatum, scenario.looptijd) != (self.basis.begindatum, self.basis.looptijd):
            raise UsageError(tekst("variant_looptijd", naam=self.bereik.change(waarde).text))
        return scenario


def goal_seek(
    load: Load,
    over: str,
    doel: str,
    grenzen: Sequence[str] = (),
    stap: str | None = None,
    n: int = 30,
    seed: int = 1,
    jobs: int = 1,
    voortgang: Voortgang | None = None,
) -> Gezocht:
    """The smallest value that meets an aim within limits, each value played `n` times on the same chance.

    `load` gives the scenario with a list of changes, such as ``partial(load_scenario, "scenario.yaml")``; `over` is a
    range (``beleid.weer_thuis.aandeel=0%..15%``), gone through in steps of `stap`; `doel` and `grenzen` are demands as
    `woonsim.doel.read_eis` reads them. With `jobs` above 1 a script needs the guard ``if __name__ == "__main__":``.

    Raises:
        UsageError: a range, an aim or a limit cannot be read.
        ScenarioError: the scenario cannot be played at a value.
        PluginError: a policy fails.
        ReplicationError: a process dies.
    """
    return seek(read_vraag(load, over, doel, grenzen, stap), n, seed, jobs, voortgang)


def read_vraag(load: Load, over: str, doel: str, grenzen: Sequence[str] = (), stap: str | None = None) -> Vraag:
    """What is sought, read and checked; raises `UsageError` and `ScenarioError`."""
    basis, bereik = load([]), read_bereik(over, stap)
    aims = [read_eis(doel, basis, "--doel"), *(read_eis(grens, basis, "--grens") for grens in grenzen)]
    vraag = Vraag(load, basis, bereik.stepped(is_whole=False), aims[0], tuple(aims[1:]))
    for waarde in (vraag.bereik.waarden[0], vraag.bereik.waarden[-1]):
        vraag.at(waarde)
    try:
        vraag.at(vraag.bereik.waarden[1])
    except ScenarioError:
        whole = bereik.stepped(is_whole=True)
        if whole == vraag.bereik or not whole.is_between_whole:
            raise
        vraag = Vraag(load, basis, whole, aims[0], tuple(aims[1:]))
        vraag.at(whole.waarden[1])
    return vraag


def seek(vraag: Vraag, n: int, seed: int, jobs: int, voortgang: Voortgang | None = None) -> Gezocht:
    """Look for what is asked; raises as `goal_seek`."""
    with Team((vraag.basis,), seed, min(jobs, n * (1 + _FIRST)), Bewaar(0, {CIJFERS: compute_cijfers})) as team:
        played = _Played(vraag, team, n, voortgang)
        search = Bisectie(len(vraag.bereik.numbers), played.look, played.is_monotone)
        found = search.find()
    places = sorted(played.cijfers)
    waarden, numbers = vraag.bereik.waarden, vraag.bereik.numbers
    return Gezocht(
        doel=vraag.doel,
        grenzen=vraag.grenzen,
        hoofd=tuple(hoofd.cel for hoofd in hoofdindicatoren(vraag.basis)),
        getallen={waarden[place]: float(numbers[place]) for place in places},
        basis=played.basis,
        cijfers={waarden[place]: played.cijfers[place] for place in places},
        gevonden=None if found.plaats is None else waarden[found.plaats],
        verloop=found.verloop,
    )


class _Played:
    """What a team has played so far: the figures of the basis, and of the values by their place in the range."""

    def __init__(self, vraag: Vraag, team: Team[Replicatie], n: int, voortgang: Voortgang | None) -> None:
        self._vraag, self._team, self._n, self._tell = vraag, team, n, voortgang
        self._waarden = vraag.bereik.waarden
        self.cijfers: dict[int, pd.DataFrame] = {}
        self.basis: pd.DataFrame

    def look(self, places: Sequence[int]) -> list[Met]:
        """Play these places, the first time the basis too; of each which demands it meets."""
        scenarios = [self._vraag.at(self._waarden[place]) for place in places]
        numbers = [self._team.add(scenario) for scenario in scenarios]
        if not self.cijfers:
            scenarios, numbers = [self._vraag.basis, *scenarios], [0, *numbers]
        tables = self._play(scenarios, numbers)
        if not self.cijfers:
            self.basis, *tables = tables
        self.cijfers |= dict(zip(places, tables, strict=True))
        return [tuple(stand_of(eis, self._measured(eis, p)).gehaald for eis in self._vraag.eisen) for p in places]

    def _play(self, scenarios: Sequence[Scenario], numbers: Sequence[int]) -> list[pd.DataFrame]:
        tasks = [Taak(number, replicatie) for number in numbers for replicatie in range(self._n)]
        played = self._team.play(tasks, self._tell)
        return [self._figures(scenario, tuple(islice(played, self._n))) for scenario in scenarios]

    def _figures(self, scenario: Scenario, replicaties: tuple[Replicatie, ...]) -> pd.DataFrame:
        """The figures over the term."""
        table = per_replicatie(Results(scenario, 0, replicaties))
        return table[table["jaar"].isna()]

    def _measured(self, eis: Eis, place: int) -> Values:
        return measured(eis, self.cijfers[place], self.basis)

    def is_monotone(self) -> bool:
        """Whether everything played so far goes one way, for every demand."""
        places = sorted(self.cijfers)
        return all(is_monotone(eis, [self._measured(eis, place) for place in places]) for eis in self._vraag.eisen)


@dataclass(frozen=True)
class GoalIdentity(Identity):
    """What determines the outcome of a search."""

    over: str
    doel: str
    grenzen: str


@dataclass(frozen=True)
class GoalSeek:
    """A search that is kept in a folder: `content` are the bytes of the scenario as it stands.

    `make_parent`: as in `woonsim.runs.Run`.
    """

    vraag: Vraag
    content: bytes
    folder: Path
    replicaties: int
    seed: int
    jobs: int
    make_parent: bool

    @property
    def identity(self) -> GoalIdentity:
        """What determines the outcome."""
        run = Identity.of(self.content, self.vraag.basis, self.seed, self.replicaties)
        grenzen = " | ".join(eis.text for eis in self.vraag.grenzen)
        return GoalIdentity(**asdict(run), over=str(self.vraag.bereik), doel=self.vraag.doel.text, grenzen=grenzen)

    def stored(self, *, force: bool) -> dict[str, pd.DataFrame] | None:
        """The tables of this very search, if its folder holds them; raises `OutputError` when it is not free."""
        return find_stored(self.folder, self.identity, TABLES, force=force)

    def play(self, watch: AbstractContextManager[Voortgang | None], *, force: bool) -> dict[str, pd.DataFrame]:
        """Search, write the folder, return its tables; raises as `goal_seek`, and `OutputError` for the folder."""
        with draft(self.folder, force=force, make_parent=self.make_parent) as folder:
            with watch as voortgang:
                found = seek(self.vraag, self.replicaties, self.seed, self.jobs, voortgang)
            tables = found.tables()
            folder.write_frames(tables, asdict(self.identity), csv=TABLES)
            folder.write(f"{PICTURES}/goal_seek.svg", self._picture(found))
            write_manifest(folder, self.content, self.identity, self.vraag.basis)
            folder.publish()
        return tables

    def _picture(self, found: Gezocht) -> bytes:
        from woonsim.plots import goal_seek_svg

        return goal_seek_svg(found, self.vraag.bereik.pad, self.vraag.basis.naam, self.replicaties)


def as_json(tables: dict[str, pd.DataFrame]) -> str:
    """The tables as ``--json`` prints them; what does not exist is null."""
    return tables_as_json({name: tables[name] for name in TABLES})

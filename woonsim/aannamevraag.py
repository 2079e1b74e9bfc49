"""A comparison over assumption sets: does the verdict survive what we do not know, and which assumption decides it?

Every set gives the scenario other values for what it assumes, the same for the basis and all variants, and is played
on the same replications. Chance (which more replications reduce) and ignorance (which they do not) are told apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from woonsim.aannames import Aannamesets, draw_sets
from woonsim.afspraken import tables_as_json
from woonsim.comparison import WIJZIGINGEN, changes_json, variants_text
from woonsim.indicatoren import INDICATOREN
from woonsim.load import load_bytes
from woonsim.manifest import Identity
from woonsim.rekenproces import Taak
from woonsim.replications import Team, Voortgang
from woonsim.scenario.overlay import overlay
from woonsim.scenario.reader import read_tree
from woonsim.store import AANNAME_TABLES, PICTURES, draft, find_stored, write_manifest
from woonsim.uitkomsten import label_of
from woonsim.vergelijking.aannameproef import Aannameproef
from woonsim.vergelijking.hoofd import OverTerm, hoofdindicatoren

if TYPE_CHECKING:
    import pandas as pd

    from woonsim.pluginfile import PluginFile
    from woonsim.scenario.model import Scenario
    from woonsim.scenario.overlay import Wijziging
    from woonsim.varianten import Versie


def draw_aannamesets(
    versies: Sequence[Versie], n: int, seed: int, paden: Sequence[str] = (), plugins: Sequence[PluginFile] = ()
) -> tuple[Aannamesets, list[tuple[Scenario, ...]]]:
    """`n` sets of what the basis assumes, and per set every version with these values.

    Raises:
        UsageError: nothing is assumed, or nothing at one of `paden`.
        ScenarioError: a version cannot be played.
    """
    read: dict[tuple[str, ...], tuple[Scenario, ...]] = {}

    def under_all(changes: Sequence[Wijziging]) -> object:
        key = tuple(change.text for change in changes)
        if key not in read:
            read[key] = tuple(
                load_bytes(versie.content, versie.file, changes, plugins).model_copy(
                    update={"looptijd": versie.scenario.looptijd}
                )
                for versie in versies
            )
        return read[key]

    basis = versies[0]
    tree = read_tree(basis.content, basis.file)
    overlay(tree, ())
    sets = draw_sets(tree, n, seed, under_all, paden)
    return sets, [read[tuple(change.text for change in changes)] for changes in sets.wijzigingen]


def play_sets(
    versies: Sequence[Versie],
    sets: Aannamesets,
    scenarios: Sequence[tuple[Scenario, ...]],
    n: int,
    seed: int,
    jobs: int,
    voortgang: Voortgang | None = None,
) -> Aannameproef:
    """Play every version of every set `n` times on the same chance; raises as `woonsim.replications.Team.play`."""
    flat = [scenario for group in scenarios for scenario in group]
    hoofd, many = hoofdindicatoren(versies[0].scenario), len(versies)
    found = np.full((len(scenarios), many, n, len(hoofd)), np.nan)
    tasks = [Taak(k, number) for k in range(len(flat)) for number in range(n)]
    with Team(flat, seed, min(jobs, len(tasks)), OverTerm(hoofd)) as team:
        for task, values in zip(tasks, team.play(tasks, voortgang), strict=True):
            which, version = divmod(task.scenario, many)
            found[which, version, task.replicatie] = values
    names = tuple(versie.naam for versie in versies[1:])
    differences = {
        (naam, each): found[:, k, :, i] - found[:, 0, :, i]
        for k, naam in enumerate(names, 1)
        for i, each in enumerate(hoofd)
    }
    return Aannameproef(sets, hoofd, names, differences)


@dataclass(frozen=True)
class AannameIdentity(Identity):
    """What determines the outcome of a comparison over assumption sets; `replicaties` are those of each set."""

    varianten: str
    aannames: str


@dataclass(frozen=True)
class Aannamevraag:
    """What is asked for: `n_sets` sets of what stands at `paden` (none: everywhere), each played `n` times.

    `versies` are the basis and its variants; `make_parent`: as in `woonsim.runs.Run`.
    """

    versies: tuple[Versie, ...]
    folder: Path
    n_sets: int
    paden: tuple[str, ...]
    n: int
    seed: int
    jobs: int
    make_parent: bool

    @property
    def identity(self) -> AannameIdentity:
        """What determines the outcome."""
        basis = self.versies[0]
        run = Identity.of(basis.content, basis.scenario, self.seed, self.n)
        asked = " ".join([str(self.n_sets), *self.paden])
        return AannameIdentity(**asdict(run), varianten=variants_text(self.versies), aannames=asked)

    def stored(self, *, force: bool) -> dict[str, pd.DataFrame] | None:
        """The tables of this very question, if its folder holds them; raises `OutputError` when it is not free."""
        return find_stored(self.folder, self.identity, AANNAME_TABLES, force=force)

    def play(
        self,
        sets: Aannamesets,
        scenarios: Sequence[tuple[Scenario, ...]],
        watch: AbstractContextManager[Voortgang | None],
        *,
        force: bool,
    ) -> dict[str, pd.DataFrame]:
        """Play the sets that `draw_aannamesets` drew, write the folder, return its tables; raises as `play_sets`."""
        basis = self.versies[0]
        with draft(self.folder, force=force, make_parent=self.make_parent) as folder:
            with watch as voortgang:
                found = play_sets(self.versies, sets, scenarios, self.n, self.seed, self.jobs, voortgang)
            tables = found.tables()
            folder.write_frames(tables, asdict(self.identity), csv=AANNAME_TABLES)
            for name, picture in _pictures(found, tables["invloed"], basis.scenario.naam).items():
                folder.write(f"{PICTURES}/{name}.svg", picture)
            folder.write(WIJZIGINGEN, changes_json(self.versies))
            write_manifest(folder, basis.content, self.identity, basis.scenario)
            folder.publish()
        return tables


def _pictures(found: Aannameproef, table: pd.DataFrame, naam: str) -> dict[str, bytes]:
    """A figure per variant and main indicator, numbered from 1 where there are more variants."""
    from woonsim.plots import invloed_svg

    pictures = {}
    for number, variant in enumerate(found.varianten, 1):
        tail = f"-{number}" if len(found.varianten) > 1 else ""
        for place, hoofd in enumerate(found.hoofd, 1):
            mine = table[
                (table["variant"] == variant)
                & (table["indicator"] == hoofd.indicator)
                & (table["groep"] == hoofd.groep)
            ]
            indicator = INDICATOREN[hoofd.indicator]
            pictures[f"invloed-{place}{tail}"] = invloed_svg(mine, variant, label_of(*hoofd.cel), indicator, naam)
    return {name: picture for name, picture in pictures.items() if picture}


def as_json(tables: Mapping[str, pd.DataFrame]) -> str:
    """The tables as ``--json`` prints them; what does not exist is null."""
    return tables_as_json({name: tables[name] for name in AANNAME_TABLES[:4]})

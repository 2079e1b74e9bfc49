"""A run: a scenario played so many times and kept in a folder, or the equal run that stands there already."""

from __future__ import annotations

import os
import platform
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from woonsim.manifest import Identity
from woonsim.replications import Voortgang, replicate
from woonsim.store import LOG, PICTURES, as_log, draft, find_stored, write_results
from woonsim.version import __version__

if TYPE_CHECKING:
    import pandas as pd

    from woonsim.results import Results
    from woonsim.scenario.model import Scenario


@dataclass(frozen=True)
class FeitenIdentity(Identity):
    """The identity of a run that keeps the facts of its first `feiten` replications only."""

    feiten: int


@dataclass(frozen=True)
class Run:
    """What is asked for: `content` are the bytes that `scenario` was read from, `folder` is where results go.

    `scenario.looptijd` is the number of years to play. `make_parent`: the folder above `folder` may be created.
    `feiten`: the facts of so many replications are kept, the first (None: of all).
    """

    scenario: Scenario
    content: bytes
    folder: Path
    replicaties: int
    seed: int
    jobs: int
    make_parent: bool
    feiten: int | None = None

    @property
    def identity(self) -> Identity:
        """What determines the outcome, and where facts were not kept of all replications: of how many."""
        run = Identity.of(self.content, self.scenario, self.seed, self.replicaties)
        if self.feiten is None or self.feiten >= self.replicaties:
            return run
        return FeitenIdentity(**asdict(run), feiten=self.feiten)

    def stored(self, *, force: bool) -> dict[str, pd.DataFrame] | None:
        """The figures of this very run, if its folder holds them; raises `OutputError` when the folder is not free."""
        return find_stored(self.folder, self.identity, force=force)

    def play(self, watch: AbstractContextManager[Voortgang | None], *, force: bool) -> dict[str, pd.DataFrame]:
        """Simulate, write the folder, return its figures; `watch` shows the progress of the simulation.

        Raises what `replicate` raises, and `OutputError` for the folder; either way nothing half-written stays.
        """
        begin = datetime.now(UTC)
        with draft(self.folder, force=force, make_parent=self.make_parent) as folder:
            with watch as voortgang:
                results = replicate(
                    self.scenario, self.replicaties, self.seed, self.jobs, voortgang, feiten=self.feiten
                )
            simulated = datetime.now(UTC)
            figures = figures_of(results)
            write_results(folder, self.content, self.identity, results, figures)
            for name, picture in _pictures(results, figures["indicator_per_replicatie"]).items():
                folder.write(f"{PICTURES}/{name}.svg", picture)
            folder.write(LOG, as_log(self._log(begin, simulated)))
            folder.publish()
        return figures

    def _log(self, begin: datetime, simulated: datetime) -> list[dict[str, object]]:
        machine = {"system": platform.platform(), "python": platform.python_version(), "cores": os.cpu_count()}
        return [
            {"time": begin.isoformat(), "event": "begin", "woonsim": __version__, "jobs": self.jobs, **machine},
            {"time": simulated.isoformat(), "event": "simulated", "seconds": (simulated - begin).total_seconds()},
            {"time": datetime.now(UTC).isoformat(), "event": "written"},
        ]


def figures_of(results: Results) -> dict[str, pd.DataFrame]:
    """The figures of a run, by the names of their tables in the database."""
    from woonsim.afspraken import toets
    from woonsim.indicatoren import per_replicatie, samenvatting

    each = per_replicatie(results)
    return {
        "indicator": samenvatting(results, each),
        "indicator_per_replicatie": each,
        "afspraak": toets(results, each),
    }


def _pictures(results: Results, each: pd.DataFrame) -> dict[str, bytes]:
    from woonsim.plots import figures

    return figures(results, each)

"""The progress bar: how far the replications are, and how long they still take."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from woonsim.kalender import Kalender
from woonsim.replications import Voortgang
from woonsim.schermteksten import tekst

if TYPE_CHECKING:
    from woonsim.scenario.model import Scenario


@contextmanager
def show_progress(scenario: Scenario, n: int, *, quiet: bool) -> Iterator[Voortgang | None]:
    """Something to report progress of `n` replications of `scenario` to; None when nobody is watching.

    The bar goes to stderr, and only when that is a terminal.
    """
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    kalender = Kalender(scenario.begindatum, scenario.looptijd)
    left = TextColumn(tekst("nog"))
    columns = (TextColumn("{task.description}"), BarColumn(), left, TimeRemainingColumn(compact=True))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(_description(kalender, n, 0, 0), total=float(n * kalender.looptijd))
        reached: dict[int, int] = {}

        def tell(replicatie: int, minuut: int) -> None:
            reached[replicatie] = minuut
            text = _description(kalender, n, minuut, len(reached))
            progress.update(task, completed=sum(reached.values()), description=text)

        yield tell


def _description(kalender: Kalender, n: int, minuut: int, started: int) -> str:
    return tekst("voortgang", datum=kalender.datum(minuut).isoformat(), nummer=started, n=n)

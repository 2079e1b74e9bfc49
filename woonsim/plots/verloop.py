"""How a count that changes at moments runs over time: read from a table of facts on days a fortnight apart."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from woonsim.indicatoren.figuurfeiten import figuurfeiten
from woonsim.kalender import DAG
from woonsim.plots.stijl import Values, mean_of, name_series, number_axis
from woonsim.results import Results
from woonsim.schermteksten import getal

_STEP = 14
"""Days between two points."""


def fortnights(results: Results) -> tuple[NDArray[np.int64], NDArray[Any]]:
    """The moments at which a count is read [minutes], and their dates."""
    days = np.arange(0, results.kalender.looptijd // DAG, _STEP)
    return days * DAG, np.datetime64(results.scenario.begindatum) + days.astype("timedelta64[D]")


def levels(results: Results, table: str, column: str, moments: NDArray[np.int64], **only: int) -> Values:
    """A count at `moments`: one row per replication, 0 before the first change; `only` rows with these codes."""
    rows = []
    for _, facts in figuurfeiten(results, table):
        mine = np.ones(len(facts["moment"]), dtype=np.bool_)
        for name, code in only.items():
            mine &= facts[name] == code
        counts = np.concatenate([[0.0], facts[column][mine].astype(np.float64)])
        rows.append(counts[np.searchsorted(facts["moment"][mine].astype(np.int64), moments, side="right")])
    return np.array(rows)


def draw_stack(axes: Axes, when: NDArray[Any], title: str, parts: dict[str, Values], colours: dict[str, str]) -> None:
    """Mean counts on top of each other, each called its name and its mean below the title."""
    below, names = np.zeros(len(when)), []
    for (name, values), colour in zip(parts.items(), colours.values(), strict=True):
        mean = mean_of(values)
        axes.fill_between(when, below, below + mean, color=colour, lw=0)
        names.append((f"{name} {getal(float(mean.mean()), 1)}", colour))
        below += mean
    axes.set_ylim(0, max(float(below.max()), 1.0))
    number_axis(axes)
    name_series(axes, title, names)

"""The places in beschermd wonen: what they are used for."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from numpy.typing import NDArray

from woonsim.begrippen import Voorziening
from woonsim.plots.stijl import (
    BLUE,
    INK,
    ORANGE,
    PALE,
    WIDTH,
    Values,
    date_axis,
    draw_band,
    head,
    label_right,
    mean_of,
    mean_text,
)
from woonsim.results import Results
from woonsim.schermteksten import getal, tekst


def plot_beschermd_wonen(results: Results, each: pd.DataFrame) -> Figure | None:
    """Places in beschermd wonen over time: what they are used for, and how many are blocked."""
    if results.scenario.beschermd_wonen is None:
        return None
    days = np.arange(0, results.kalender.looptijd // 1440, 14)
    when = np.datetime64(results.scenario.begindatum) + days.astype("timedelta64[D]")
    levels = {name: _levels(results, name, days * 1440) for name in ("verblijf", "geblokkeerd", "vrij")}
    colours = {"verblijf": BLUE, "geblokkeerd": ORANGE, "vrij": PALE}
    inks = {**colours, "vrij": INK}
    places = max(float(np.sum(list(levels.values()), axis=0).max()), 1.0)
    figure = Figure(figsize=(WIDTH, 5.4))
    upper, lower = figure.subplots(2, 1, sharex=True, height_ratios=[3, 2])
    below = np.zeros(len(days))
    label = 0.0
    for name, values in levels.items():
        mean = mean_of(values)
        upper.fill_between(when, below, below + mean, color=colours[name], lw=0)
        # a label of its own height at least above the one below it
        label = max(float(below[-1] + mean[-1] / 2), label + 0.07 * float(places))
        label_right(upper, label, f"{tekst(f'plaats_{name}')} {getal(mean.mean(), 1)}", inks[name])
        below += mean
    upper.set_ylabel(tekst("as_plaatsen"))
    upper.set_ylim(0, places)
    draw_band(lower, when, levels["geblokkeerd"], ORANGE)
    lower.set_title(tekst("paneel_geblokkeerd"), color=ORANGE)
    lower.set_ylabel(tekst("as_plaatsen"))
    lower.set_ylim(bottom=0)
    date_axis(lower, results)
    geblokkeerd = mean_text(levels["geblokkeerd"])
    head(figure, tekst("titel_beschermd_wonen", geblokkeerd=geblokkeerd, plaatsen=getal(places)), results)
    return figure


def _levels(results: Results, column: str, moments: NDArray[np.int64]) -> Values:
    """A count that changes at moments, read at `moments` [minutes]: one row per replication."""
    rows = []
    for replicatie in results.replicaties:
        table = replicatie.feiten["voorziening"]
        mine = table["voorziening"] == Voorziening.beschermd_wonen
        last = np.searchsorted(table["moment"][mine].astype(np.int64), moments, side="right") - 1
        rows.append(table[column][mine].astype(np.float64)[np.maximum(last, 0)])
    return np.array(rows)

"""The places in beschermd wonen and maatschappelijke opvang: what they are used for."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from numpy.typing import NDArray

from woonsim.begrippen import Voorziening
from woonsim.plots.stijl import BLUE, ORANGE, PALE, WIDTH, Values, date_axis, draw_band, head, mean_of, mean_text
from woonsim.plots.verloop import draw_stack, fortnights, levels
from woonsim.results import Results
from woonsim.schermteksten import getal, tekst

_COLOURS = {"verblijf": BLUE, "geblokkeerd": ORANGE, "vrij": PALE}
"""State of a place -> its colour."""


def plot_beschermd_wonen(results: Results, each: pd.DataFrame) -> Figure | None:
    """Places over time: what they are used for, and how many are blocked; a column per voorziening."""
    shown = list(results.scenario.voorzieningen)
    if not shown:
        return None
    figure = Figure(figsize=(WIDTH, 5.4))
    grid = figure.subplots(2, len(shown), sharex=True, squeeze=False, height_ratios=[3, 2])
    parts = []
    for column, voorziening in zip(grid.T, shown, strict=True):
        counts = _draw(results, column, voorziening, alone=len(shown) == 1)
        plaatsen = getal(float(np.sum([mean_of(values) for values in counts.values()], axis=0).max()))
        parts.append(tekst(f"deel_{voorziening.name}", n=mean_text(counts["geblokkeerd"]), plaatsen=plaatsen))
    delen = tekst("deel_en", een=parts[0], ander=parts[1]) if len(parts) > 1 else tekst("deel_alleen", een=parts[0])
    head(figure, tekst("titel_geblokkeerd", delen=delen), results)
    return figure


def _draw(results: Results, column: NDArray[Any], voorziening: Voorziening, *, alone: bool) -> dict[str, Values]:
    """The two panels of one voorziening; gives the counts by state."""
    upper, lower = column
    moments, when = fortnights(results)
    counts = {name: levels(results, "voorziening", name, moments, voorziening=voorziening) for name in _COLOURS}
    parts = {tekst(f"plaats_{name}"): values for name, values in counts.items()}
    draw_stack(upper, when, tekst(f"kolom_{voorziening.name}"), parts, _COLOURS)
    draw_band(lower, when, counts["geblokkeerd"], ORANGE)
    lower.set_title(tekst("paneel_geblokkeerd"), color=ORANGE)
    for axes in (upper, lower):
        axes.set_ylabel(tekst("as_plaatsen"))
    lower.set_ylim(bottom=0)
    date_axis(lower, results, most=10 if alone else 5)
    return counts

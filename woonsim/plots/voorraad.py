"""The stock that changes: what is built, sold and demolished, and what a new woning sets free."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from woonsim.indicatoren import TOTAAL
from woonsim.plots.stijl import (
    BLUE,
    GREEN,
    INK,
    ORANGE,
    PURPLE,
    WIDTH,
    Values,
    date_axis,
    draw_band,
    head,
    mean_of,
    mean_text,
    name_series,
    number_axis,
    over_term,
    per_year,
    quantiles,
    whiskers,
)
from woonsim.plots.verloop import fortnights, levels
from woonsim.results import Results
from woonsim.schermteksten import getal, tekst

_COLOURS = {"gebouwd": GREEN, "verkocht": PURPLE, "gesloopt": ORANGE, "saldo": INK}


def plot_voorraad(results: Results, each: pd.DataFrame) -> Figure | None:
    """What was added and taken away since the start, and what a chain from a new woning sets free."""
    if not results.scenario.voorraadwijzigingen:
        return None
    moments, when = fortnights(results)
    counts = {name: levels(results, "voorraad", name, moments) for name in ("gebouwd", "verkocht", "gesloopt")}
    series = counts | {"verkocht": -counts["verkocht"], "gesloopt": -counts["gesloopt"]}
    if sum(values.any() for values in series.values()) > 1:
        series["saldo"] = np.sum(list(series.values()), axis=0)
    freed = per_year(results, each, "vrijgemaakt_per_nieuwbouw", TOTAAL)
    has_new = not np.isnan(freed).all()
    figure = Figure(figsize=(WIDTH, 3.9))
    grid = figure.subplots(1, 2, squeeze=False, width_ratios=[5, 3])[0] if has_new else [figure.subplots()]
    axes = grid[0]
    axes.axhline(0, color=INK, lw=0.8)
    for name, values in series.items():
        if values.any():
            draw_band(axes, when, values, _COLOURS[name])
    ends = {name: float(mean_of(values)[-1]) for name, values in series.items() if values.any()}
    names = [(f"{tekst(f'stroom_{name}')} {_signed(end)}", _COLOURS[name]) for name, end in ends.items()]
    name_series(axes, tekst("paneel_voorraad"), names)
    axes.set_ylabel(tekst("as_woningen"))
    date_axis(axes, results, most=5)
    if has_new:
        _draw_freed(grid[1], results, freed)
    gone: Values = counts["verkocht"][:, -1] + counts["gesloopt"][:, -1]
    numbers = {"bij": mean_text(counts["gebouwd"][:, -1], 0), "af": mean_text(gone, 0)}
    freed_text = mean_text(over_term(each, "vrijgemaakt_per_nieuwbouw", TOTAAL), 2)
    vrij = tekst("vrij_per_nieuwbouw", n=freed_text) if has_new else ""
    head(figure, tekst("titel_voorraad", **numbers, vrij=vrij), results)
    return figure


def _signed(value: float) -> str:
    """A change with its sign."""
    return f"{'+' if round(value) > 0 else '−' if round(value) < 0 else ''}{getal(abs(value))}"


def _draw_freed(axes: Axes, results: Results, freed: Values) -> None:
    """Homes that fell free per new woning: a bar for each year in which chains began with one."""
    shown = np.flatnonzero(~np.isnan(freed).all(axis=0))
    mean = mean_of(freed)[shown]
    where = np.arange(len(shown))
    axes.bar(where, mean, color=BLUE, width=0.6)
    top = mean
    if results.n > 1:
        low, top = (bound[shown] for bound in quantiles(freed))
        axes.errorbar(where, mean, yerr=whiskers(mean, low, top), fmt="none", ecolor=INK, capsize=4, lw=1)
    for place, value, above in zip(where, mean, top, strict=True):
        text = getal(float(value), 2)
        axes.annotate(text, (place, above), (0, 4), textcoords="offset points", ha="center", weight="bold")
    axes.set_xticks(where, [str(results.jaren[n]) for n in shown])
    axes.set_xlim(-0.6, len(shown) - 0.4)
    axes.set_ylim(0, 1.15 * max(float(np.max(top)), 0.1))
    number_axis(axes)
    axes.set_title(tekst("paneel_vrij_per_nieuwbouw"), color=BLUE)
    axes.set_ylabel(tekst("as_woningen"))

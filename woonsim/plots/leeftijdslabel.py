"""Leeftijdslabels: labelled woningen next to the others, who succeeds, and how old the tenants are."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from woonsim.begrippen import Labeling, Leeftijdsgroep
from woonsim.indicatoren import TOTAAL
from woonsim.indicatoren.figuurfeiten import figuurfeiten
from woonsim.indicatoren.waarneming import Columns
from woonsim.plots.stijl import (
    BLUE,
    GREEN,
    GREY,
    INK,
    ORANGE,
    PURPLE,
    WIDTH,
    Values,
    draw_band,
    head,
    mean_text,
    mid_years,
    name_series,
    over_term,
    per_year,
    quantiles,
    share_axis,
    year_axis,
    year_panel,
)
from woonsim.results import Results
from woonsim.schermteksten import getal, tekst

_COLOURS = {Labeling.ongelabeld: GREY, Labeling.gelabeld: ORANGE}
_AGES = {Leeftijdsgroep.vanaf_55: PURPLE, Leeftijdsgroep.tot_55: BLUE}
_PAIRS = {
    "reacties": "reacties_per_advertentie",
    "weigeringen": "weigeringen_per_verhuring",
    "leegstand": "leegstand",
}
"""What labelled and other woningen are compared in -> its indicator."""


def plot_leeftijdslabel(results: Results, each: pd.DataFrame) -> Figure | None:
    """Labelled next to other woningen above; slaagkans by age and the share of old tenants below."""
    publicaties = [publicatie for _, publicatie in figuurfeiten(results, "publicatie")]
    if not any((publicatie["leeftijdslabel"] > 0).any() for publicatie in publicaties):
        return None
    figure = Figure(figsize=(WIDTH, 5.4))
    grid = figure.add_gridspec(2, 4, height_ratios=[4, 5])
    pairs = {name: _pair(each, indicator) for name, indicator in _PAIRS.items()} | {
        "teruggekeerd": _returned(publicaties)
    }
    for column, (name, values) in enumerate(pairs.items()):
        _draw_pair(figure.add_subplot(grid[0, column]), name, values)
    left, right = figure.add_subplot(grid[1, :2]), figure.add_subplot(grid[1, 2:])
    _draw_slaagkans(left, results, each)
    old = per_year(results, each, "huurders_65plus", TOTAAL)
    year_panel(right, results, old, GREEN, tekst("paneel_65plus"), "")
    share_axis(right)
    reacties = {
        labeling.name: mean_text(values, 0) for labeling, values in zip(Labeling, pairs["reacties"], strict=True)
    }
    oud, jong = (_share_text(over_term(each, "slaagkans_utrecht", f"leeftijdsgroep={age.name}")) for age in _AGES)
    head(figure, tekst("titel_leeftijdslabel", **reacties, oud=oud, jong=jong), results)
    return figure


def _pair(each: pd.DataFrame, indicator: str) -> list[Values]:
    """An indicator over the term, of the woningen without and with a label: one value per replication."""
    return [over_term(each, indicator, f"leeftijdslabel={labeling.name}") for labeling in Labeling]


def _returned(publicaties: list[Columns]) -> list[Values]:
    """The share of the publications after which the woning came back unlet, without and with a label."""
    shares: list[Values] = []
    for labeling in Labeling:
        of_one = [~each["verhuurd"].astype(np.bool_)[(each["leeftijdslabel"] > 0) == labeling] for each in publicaties]
        shares.append(np.array([returned.mean() for returned in of_one if len(returned)]))
    return shares


def _draw_pair(axes: Axes, name: str, values: list[Values]) -> None:
    """Two bars with the band of the replications, each with its mean above it."""
    is_share = name == "teruggekeerd"
    for labeling, one in zip(Labeling, values, strict=True):
        known = one[~np.isnan(one)]
        if not len(known):
            continue
        mean, (low, high) = float(known.mean()), (float(bound[0]) for bound in quantiles(known[:, np.newaxis]))
        axes.bar([labeling], [mean], color=_COLOURS[labeling], width=0.7)
        if len(known) > 1:
            error = [[max(mean - low, 0.0)], [max(high - mean, 0.0)]]
            axes.errorbar([labeling], [mean], yerr=error, fmt="none", ecolor=INK, capsize=3, lw=1)
        text = _share_text(known, 1) if is_share else getal(mean, 0 if mean >= 10 else 1)
        axes.annotate(text, (labeling, max(mean, high)), (0, 3), textcoords="offset points", ha="center", weight="bold")
    axes.set_title(tekst(f"paneel_{name}"))
    axes.set_xticks([*Labeling], [tekst(f"label_{labeling.name}") for labeling in Labeling])
    axes.tick_params(axis="x", labelsize=8)
    axes.set_xlim(-0.55, 1.55)
    axes.set_ylim(0, 1.15 * axes.get_ylim()[1])
    axes.yaxis.set_major_locator(MaxNLocator(nbins=4, steps=[1, 2, 5, 10]))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: _tick(float(value), is_share=is_share)))


def _tick(value: float, *, is_share: bool) -> str:
    number = 100 * value if is_share else value
    return getal(number, 0 if abs(number - round(number)) < 1e-9 else 1) + ("%" if is_share else "")


def _draw_slaagkans(axes: Axes, results: Results, each: pd.DataFrame) -> None:
    """The slaagkans of the old and of the young per year."""
    for age, colour in _AGES.items():
        values = per_year(results, each, "slaagkans_utrecht", f"leeftijdsgroep={age.name}")
        draw_band(axes, mid_years(results), values, colour)
    names = [(tekst(f"leeftijd_{age.name}"), colour) for age, colour in _AGES.items()]
    name_series(axes, tekst("paneel_slaagkans"), names)
    year_axis(axes, results, most=5)
    share_axis(axes)


def _share_text(values: Values, decimals: int = 0) -> str:
    """The mean of shares as a percentage."""
    return f"{mean_text(100 * values, decimals)}%"

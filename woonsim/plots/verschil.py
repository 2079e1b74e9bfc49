"""The difference of variants with the basis: every replication a dot, the mean with its interval.

Differences are drawn, never two intervals side by side: those overlap while the difference is clear.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from woonsim.indicatoren import INDICATOREN
from woonsim.notatie import unit_noun
from woonsim.plots.stijl import BLUE, GREEN, GREY, INK, ORANGE, WIDTH, Values, frame, saved, short
from woonsim.schermteksten import getal, tekst
from woonsim.uitkomsten import label_of
from woonsim.vergelijking.oordeel import Oordeel
from woonsim.vergelijking.vergelijking import BASIS
from woonsim.vergelijking.verschil import Cel, paired

if TYPE_CHECKING:
    import pandas as pd

    from woonsim.vergelijking.vergelijking import Vergelijking

_COLOURS = {Oordeel.beter: GREEN, Oordeel.slechter: ORANGE, Oordeel.hoger: BLUE, Oordeel.lager: BLUE}
_TITLE_NAME, _AXIS_NAME = 60, 30
"""Letters of the name of a variant in the title, and beside its row."""
_MOST_VARIANTS = 12
"""More variants than this do not fit in one figure; the table has them all."""


def main_differences(found: Vergelijking) -> tuple[pd.DataFrame, dict[Cel, dict[str, Values]]]:
    """What is drawn of a comparison: rows of `verschillen`, and per cell and variant those of each replication.

    Of the main indicators that have a figure, over the term, in their order.
    """
    rows = found.verschillen[found.verschillen["hoofd"] & found.verschillen["verschil"].notna()]
    known = set(zip(rows["indicator"], rows["groep"], strict=True))
    cells = [hoofd.cel for hoofd in found.hoofd if hoofd.cel in known]
    names = list(found.varianten)[:_MOST_VARIANTS]
    return rows, {cel: {naam: _differences(found, naam, cel) for naam in names} for cel in cells}


def _differences(found: Vergelijking, naam: str, cel: Cel) -> Values:
    """The difference of every replication, over the term."""
    tables = []
    for key in (BASIS, naam):
        table = found.cijfers[key]
        mine = (table["indicator"] == cel[0]) & (table["groep"] == cel[1]) & table["jaar"].isna()
        tables.append(table[mine])
    return paired(*tables)["verschil"].dropna().to_numpy(dtype=np.float64)


def verschil_svg(rows: pd.DataFrame, differences: Mapping[Cel, Mapping[str, Values]], naam: str, n: int) -> bytes:
    """The figure as SVG, of `n` replications of scenario `naam`; empty when no main indicator has a figure.

    `rows` and `differences` as from `main_differences`.
    """
    return saved(lambda: plot_verschil(rows, differences, naam, n), "svg")


def plot_verschil(
    rows: pd.DataFrame, differences: Mapping[Cel, Mapping[str, Values]], naam: str, n: int
) -> Figure | None:
    """A panel per main indicator, a row per variant."""
    if not differences:
        return None
    names = list(next(iter(differences.values())))
    figure = Figure(figsize=(WIDTH, 0.9 + len(differences) * (0.75 + 0.32 * len(names))))
    grid = figure.subplots(len(differences), 1, squeeze=False).ravel()
    for axes, (cel, each) in zip(grid, differences.items(), strict=True):
        mine = rows[(rows["indicator"] == cel[0]) & (rows["groep"] == cel[1])].set_index("variant")
        _panel(axes, cel, mine.to_dict("index"), each)
    frame(figure, _finding(rows, names), f"{naam}. {tekst('noot_verschil', n=n)}")
    return figure


def _panel(axes: Axes, cel: Cel, rows: dict[Any, Any], differences: Mapping[str, Values]) -> None:
    unit = INDICATOREN[cel[0]].eenheid
    scale = 100.0 if unit.startswith("aandeel") else 1.0
    for place, (naam, values) in enumerate(differences.items()):
        if naam not in rows:
            continue
        row, each = rows[naam], values * scale
        colour = _COLOURS.get(Oordeel(row["oordeel"]), GREY)
        axes.plot(each, _spread(len(each)) + place, "o", ms=3.5, color=colour, alpha=0.6, mew=0)
        error = np.nan_to_num([[row["verschil"] - row["low"]], [row["high"] - row["verschil"]]]) * scale
        style: dict[str, Any] = {"fmt": "o", "ms": 5, "color": colour, "capsize": 4, "lw": 2, "mec": "white"}
        axes.errorbar([row["verschil"] * scale], [place], xerr=np.maximum(error, 0.0), **style)
    axes.axvline(0.0, color=INK, lw=1.0)
    axes.set_yticks(range(len(differences)), [short(naam, _AXIS_NAME) for naam in differences])
    axes.set_ylim(len(differences) - 0.5, -0.5)
    axes.grid(visible=True, axis="x")
    axes.grid(visible=False, axis="y")
    noun = tekst("procentpunten") if scale > 1 else unit_noun(unit)
    axes.set_title(f"{label_of(*cel)}{f' ({noun})' if noun else ''}")
    axes.xaxis.set_major_locator(MaxNLocator(nbins=7, steps=[1, 2, 5, 10]))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: _signed_tick(float(value))))


def _spread(n: int) -> Values:
    """Heights within a row that keep dots apart, the same for the same replication."""
    return np.asarray(((np.arange(n) * 0.618034) % 1.0 - 0.5) * 0.5, dtype=np.float64)


def _signed_tick(value: float) -> str:
    if abs(value) < 1e-12:
        return "0"
    decimals = 0 if value.is_integer() else 1 if abs(value * 10 - round(value * 10)) < 1e-9 else 2
    return f"{'+' if value > 0 else ''}{getal(value, decimals)}"


def _finding(rows: pd.DataFrame, names: list[str]) -> str:
    told = int(rows["oordeel"].ne(Oordeel.niet_te_onderscheiden.value).sum())
    if len(names) == 1:
        naam = short(names[0], _TITLE_NAME)
        return tekst("titel_verschil" if told else "titel_geen_verschil", naam=naam, n=told, m=len(rows))
    return tekst("titel_verschillen" if told else "titel_geen_verschillen", n=told, m=len(rows))

"""The difference of variants with the basis: every replication a dot, the mean with its interval.

Differences are drawn, never two intervals side by side: those overlap while the difference is clear.
"""

from __future__ import annotations

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
from woonsim.vergelijking.verschil import paired

if TYPE_CHECKING:
    from woonsim.vergelijking.vergelijking import Vergelijking

_COLOURS = {Oordeel.beter: GREEN, Oordeel.slechter: ORANGE, Oordeel.hoger: BLUE, Oordeel.lager: BLUE}
_TITLE_NAME, _AXIS_NAME = 60, 30
"""Letters of the name of a variant in the title, and beside its row."""
_MOST_VARIANTS = 12
"""More variants than this do not fit in one figure; the table has them all."""


def verschil_svg(found: Vergelijking) -> bytes:
    """The figure as SVG; empty when no main indicator has a figure."""
    return saved(lambda: plot_verschil(found), "svg")


def plot_verschil(found: Vergelijking) -> Figure | None:
    """A panel per main indicator, a row per variant."""
    names = list(found.varianten)[:_MOST_VARIANTS]
    rows = found.verschillen[found.verschillen["hoofd"] & found.verschillen["verschil"].notna()]
    known = set(zip(rows["indicator"], rows["groep"], strict=True))
    cells = [hoofd.cel for hoofd in found.hoofd if hoofd.cel in known]
    if not cells:
        return None
    figure = Figure(figsize=(WIDTH, 0.9 + len(cells) * (0.75 + 0.32 * len(names))))
    grid = figure.subplots(len(cells), 1, squeeze=False).ravel()
    for axes, cell in zip(grid, cells, strict=True):
        mine = rows[(rows["indicator"] == cell[0]) & (rows["groep"] == cell[1])].set_index("variant")
        _panel(axes, found, cell, mine.to_dict("index"), names)
    frame(figure, _finding(rows, found), f"{found.basis.scenario.naam}. {tekst('noot_verschil', n=found.basis.n)}")
    return figure


def _panel(axes: Axes, found: Vergelijking, cell: tuple[str, str], rows: dict[Any, Any], names: list[str]) -> None:
    indicator, groep = cell
    unit = INDICATOREN[indicator].eenheid
    scale = 100.0 if unit.startswith("aandeel") else 1.0
    for place, naam in enumerate(names):
        if naam not in rows:
            continue
        row, each = rows[naam], _differences(found, naam, cell) * scale
        colour = _COLOURS.get(Oordeel(row["oordeel"]), GREY)
        axes.plot(each, _spread(len(each)) + place, "o", ms=3.5, color=colour, alpha=0.6, mew=0)
        error = np.nan_to_num([[row["verschil"] - row["low"]], [row["high"] - row["verschil"]]]) * scale
        style: dict[str, Any] = {"fmt": "o", "ms": 5, "color": colour, "capsize": 4, "lw": 2, "mec": "white"}
        axes.errorbar([row["verschil"] * scale], [place], xerr=np.maximum(error, 0.0), **style)
    axes.axvline(0.0, color=INK, lw=1.0)
    axes.set_yticks(range(len(names)), [short(naam, _AXIS_NAME) for naam in names])
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.grid(visible=True, axis="x")
    axes.grid(visible=False, axis="y")
    noun = tekst("procentpunten") if scale > 1 else unit_noun(unit)
    axes.set_title(f"{label_of(indicator, groep)}{f' ({noun})' if noun else ''}")
    axes.xaxis.set_major_locator(MaxNLocator(nbins=7, steps=[1, 2, 5, 10]))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: _signed_tick(float(value))))


def _differences(found: Vergelijking, naam: str, cell: tuple[str, str]) -> Values:
    """The difference of every replication, over the term."""
    tables = []
    for key in ("basis", naam):
        table = found.cijfers[key]
        mine = (table["indicator"] == cell[0]) & (table["groep"] == cell[1]) & table["jaar"].isna()
        tables.append(table[mine])
    return paired(*tables)["verschil"].dropna().to_numpy(dtype=np.float64)


def _spread(n: int) -> Values:
    """Heights within a row that keep dots apart, the same for the same replication."""
    return np.asarray(((np.arange(n) * 0.618034) % 1.0 - 0.5) * 0.5, dtype=np.float64)


def _signed_tick(value: float) -> str:
    if abs(value) < 1e-12:
        return "0"
    decimals = 0 if value.is_integer() else 1 if abs(value * 10 - round(value * 10)) < 1e-9 else 2
    return f"{'+' if value > 0 else ''}{getal(value, decimals)}"


def _finding(rows: Any, found: Vergelijking) -> str:
    told = int(rows["oordeel"].ne(Oordeel.niet_te_onderscheiden.value).sum())
    if len(found.varianten) == 1:
        naam = short(next(iter(found.varianten)), _TITLE_NAME)
        return tekst("titel_verschil" if told else "titel_geen_verschil", naam=naam, n=told, m=len(rows))
    return tekst("titel_verschillen" if told else "titel_geen_verschillen", n=told, m=len(rows))

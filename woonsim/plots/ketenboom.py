"""The tree of chains: per root what becomes of the first woning, of the one that its tenant leaves, and so on."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from woonsim.indicatoren import TOTAAL
from woonsim.plots.stijl import BLUE, GREEN, GREY, ORANGE, PALE, SKY, WIDTH, draw_bars, frame, saved
from woonsim.schermteksten import getal, tekst
from woonsim.vergelijking.schakels import AFLOPEN, SCHAKELS, WORTELS

_COLOURS = dict(zip(AFLOPEN, (BLUE, GREEN, SKY, ORANGE, PALE, GREY), strict=True))
_LEAST = 0.05
"""Ketendelen per year from which a root has a panel."""
_ROOM = 8.0
"""Width of a piece [of 100 ketendelen] in which a number fits."""
_HEIGHT, _REST = 1.32, 1.05
"""Of a row of panels, and of title, legend and note [inches]."""


def ketenboom_svg(means: pd.DataFrame, naam: str, n: int) -> bytes:
    """The figure as SVG; `means` is `woonsim.vergelijking.ketens.gemiddeld` of `n` replications of scenario `naam`."""
    return saved(lambda: plot_ketenboom(means, naam, n), "svg")


def plot_ketenboom(means: pd.DataFrame, naam: str, n: int) -> Figure | None:
    """A panel per root, the largest first; None when no chain began."""
    value = means.set_index(["wortel", "maat", "groep"])["mean"].to_dict()
    roots = [wortel for wortel in WORTELS if value[wortel, "ketendelen", TOTAAL] >= _LEAST]
    if not roots:
        return None
    roots.sort(key=lambda wortel: -value[wortel, "ketendelen", TOTAAL])
    lines = -(-len(roots) // 2)
    figure = Figure(figsize=(WIDTH, _REST + _HEIGHT * lines))
    grid = figure.subplots(lines, 2, squeeze=False, sharex=True).ravel()
    for axes, wortel in zip(grid, roots, strict=False):
        _draw(axes, wortel, value)
    for axes in grid[len(roots) :]:
        axes.set_axis_off()
    for axes in grid[2 * lines - 2 : len(roots)]:
        axes.set_xlabel(tekst("ketens_as"))
    frame(figure, _title(value), f"{naam}. {tekst('ketens_noot' if n > 1 else 'ketens_noot_een', n=n)}")
    _name_aflopen(figure)
    return figure


def _name_aflopen(figure: Figure) -> None:
    """Say below the title which colour is what; the title makes room for it."""
    title = figure.get_suptitle()
    below = 1.0 - 0.18 * (title.count("\n") + 1) / figure.get_figheight()
    figure.suptitle(f"{title}\n ", x=0.01, ha="left", weight="bold", size=11)
    handles = [Patch(color=colour, lw=0) for colour in _COLOURS.values()]
    place: dict[str, Any] = {"loc": "upper left", "bbox_to_anchor": (0.0, below), "ncols": len(handles)}
    sizes: dict[str, Any] = {"fontsize": 8, "handlelength": 0.8, "handleheight": 0.8, "columnspacing": 1.0}
    names = [tekst(f"afloop_{afloop}") for afloop in _COLOURS]
    figure.legend(handles, names, frameon=False, handletextpad=0.4, **place, **sizes)


def _draw(axes: Axes, wortel: str, value: dict[Any, float]) -> None:
    """One root: a bar per place, each below the piece of the one above that it follows from."""
    begun = value[wortel, "ketendelen", TOTAAL]
    bars = []
    for row, schakel in enumerate(SCHAKELS):
        left = 0.0
        for afloop, colour in _COLOURS.items():
            width = 100 * value[wortel, "aflopen", f"schakel={schakel}, afloop={afloop}"] / begun
            bars.append((row, width, left, colour))
            if width >= _ROOM:
                ink = "black" if colour in (PALE, SKY) else "white"
                place: dict[str, Any] = {"ha": "center", "va": "center", "in_layout": False}
                axes.text(left + width / 2, row, getal(width), size=7.5, color=ink, **place)
            left += width
    draw_bars(axes, bars, height=0.82)
    axes.set_yticks(range(len(SCHAKELS)), [tekst("ketens_schakel", n=schakel) for schakel in SCHAKELS])
    axes.set_ylim(len(SCHAKELS) - 0.5, -0.5)
    axes.set_xlim(0, 100)
    axes.grid(visible=False)
    axes.tick_params(left=False, labelsize=8)
    toewijzingen = value[wortel, "toewijzingen", TOTAAL]
    many = tekst("ketens_paneel", ketens=_number(begun), toewijzingen=_number(toewijzingen))
    axes.set_title(f"{tekst(f'wortel_{wortel}')}\n")
    place = {"xycoords": "axes fraction", "xytext": (0, 4), "textcoords": "offset points"}
    axes.annotate(many, (0.0, 1.0), size=8, annotation_clip=False, **place)


def _number(value: float) -> str:
    return getal(value, 0 if value >= 10 else 1)


def _title(value: dict[Any, float]) -> str:
    whole = value[TOTAAL, "ketendelen", TOTAAL] - value[TOTAAL, "einden", "einde=vervolg"]
    starters = 100 * value[TOTAAL, "einden", "einde=starter"] / whole
    return tekst("ketens_titel", lengte=getal(value[TOTAAL, "per_keten", TOTAAL], 2), starters=getal(starters))

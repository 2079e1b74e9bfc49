"""The figure of points spread over ranges: a panel per outcome and path, every point at its value of that path."""

from __future__ import annotations

import re
from itertools import groupby
from textwrap import fill
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from woonsim.notatie import unit_noun, value_text
from woonsim.plots.stijl import BLUE, INK, WIDTH, frame, saved
from woonsim.schermteksten import getal, tekst

if TYPE_CHECKING:
    from woonsim.sweep import Rij

_NUMBER = re.compile(r"([-+]?\d+(?:\.\d+)?)\s*(.*)")
_MOST_COLUMNS = 3
_LETTERS = 72
"""What fits above and below the panels of one line, together."""


def latin_svg(rows: list[Rij], headings: list[str], paden: list[str], naam: str, n: int) -> bytes:
    """The figure as SVG: `rows` outcome by outcome, called `headings`, the first of each that of the basis."""
    return saved(lambda: plot_latin(rows, headings, paden, naam, n), "svg")


def plot_latin(rows: list[Rij], headings: list[str], paden: list[str], naam: str, n: int) -> Figure | None:
    """A panel per outcome and path; None when there is no outcome."""
    outcomes = [list(part) for _, part in groupby(rows, lambda row: (row.indicator, row.groep))]
    if not outcomes:
        return None
    columns = min(_MOST_COLUMNS, len(paden))
    lines = -(-len(paden) // columns)
    figure = Figure(figsize=(WIDTH, 0.95 + 2.1 * lines * len(outcomes)))
    grid = figure.subplots(lines * len(outcomes), columns, squeeze=False)
    for k, (heading, mine) in enumerate(zip(headings, outcomes, strict=True)):
        cells = grid[k * lines : (k + 1) * lines].ravel()
        for place, (axes, pad) in enumerate(zip(cells, paden, strict=False)):
            _panel(axes, mine, place, fill(heading, _LETTERS // columns))
            axes.set_xlabel(
                fill(pad, _LETTERS // columns) if len(pad) <= _LETTERS // columns else pad.rpartition(".")[2]
            )
        for axes in cells[len(paden) :]:
            axes.set_axis_off()
    title = tekst("titel_latin", n=len(outcomes[0]) - 1, paden=", ".join(paden))
    frame(figure, title, f"{naam}. {tekst('noot_latin', n=n)}")
    return figure


def _panel(axes: Axes, rows: list[Rij], place: int, heading: str) -> None:
    """One outcome along one path."""
    basis, others = rows[0], rows[1:]
    found = [match for row in others if (match := _NUMBER.fullmatch(row.waarden[place]))]
    where = np.array([float(match[1]) for match in found])
    mean, low, high = (np.array([getattr(row, key) for row in others]) for key in ("mean", "low", "high"))
    error = np.maximum(np.nan_to_num([mean - low, high - mean]), 0.0)
    style: dict[str, Any] = {"fmt": "o", "ms": 3.5, "color": BLUE, "lw": 0.8, "alpha": 0.8}
    axes.errorbar(where, mean, yerr=error, **style)
    axes.axhline(basis.mean, color=INK, lw=1.0, ls="--")
    axes.set_title(heading)
    unit = basis.unit
    axes.set_ylabel(unit_noun(unit) if place == 0 else "")
    mark = next((match[2] for match in found), "")
    axes.xaxis.set_major_locator(MaxNLocator(nbins=4, steps=[1, 2, 5, 10]))
    axes.xaxis.set_major_formatter(
        FuncFormatter(lambda value, _: f"{_plain(float(value))}{mark if mark == '%' else ''}")
    )
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 5, 10]))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: _tick(float(value), unit)))


def _plain(value: float) -> str:
    return getal(value, next((d for d in (0, 1, 2) if abs(value * 10**d - round(value * 10**d)) < 1e-9), 3))


def _tick(value: float, unit: str) -> str:
    """A mark of the axis, with a decimal where it has one."""
    scaled = value * 100 if unit.startswith("aandeel") else value
    return value_text(value, unit, 0 if abs(scaled - round(scaled)) < 1e-9 else 1 if abs(scaled) >= 0.1 else 2)

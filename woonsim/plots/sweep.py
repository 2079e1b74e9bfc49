"""The figure of a sweep: a panel per outcome, the values along the bottom, dots with their intervals."""

from __future__ import annotations

import re
from itertools import groupby
from textwrap import fill
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from woonsim.notatie import unit_noun
from woonsim.plots.stijl import BLUE, GREEN, GREY, ORANGE, PURPLE, WIDTH, Values, frame, number_axis, saved
from woonsim.schermteksten import tekst

if TYPE_CHECKING:
    from woonsim.sweep import Rij

_COLOURS = (BLUE, ORANGE, GREEN, PURPLE, GREY)
_MARKERS = ("o", "s", "^", "D", "v")
_NUMBER = re.compile(r"([-+]?\d+(?:\.\d+)?)\s*(.*)")
_NARROWEST = 0.06
"""Share of the axis below which two numbers stand too close to be told apart."""
_HEADING_LETTERS = 34
"""What fits above a panel on one line."""
_TICK_LETTERS, _TICKS_FLAT = 18, 34
"""What a value may take along the axis, and how many letters fit there without turning them."""


def sweep_svg(rows: list[Rij], headings: list[str], paden: list[str], naam: str, n: int) -> bytes:
    """The figure as SVG: `rows` outcome by outcome, called `headings`; of more than one path the rest are colours."""
    return saved(lambda: plot_sweep(rows, headings, paden, naam, n), "svg")


def plot_sweep(rows: list[Rij], headings: list[str], paden: list[str], naam: str, n: int) -> Figure | None:
    """A panel per outcome; None when there is none."""
    panels = [list(part) for _, part in groupby(rows, lambda row: (row.indicator, row.groep))]
    if not panels:
        return None
    columns = 1 if len(panels) == 1 else 2
    lines = -(-len(panels) // columns)
    others = list(dict.fromkeys(row.waarden[1:] for row in rows))
    figure = Figure(figsize=(WIDTH, 0.95 + 2.2 * lines + 0.25 * (len(others) > 1)))
    grid = figure.subplots(lines, columns, squeeze=False).ravel()
    for axes, heading, panel in zip(grid, headings, panels, strict=False):
        _draw(axes, heading, panel, others)
    for axes in grid[max(0, len(panels) - columns) : len(panels)]:
        axes.set_xlabel(paden[0])
    for axes in grid[len(panels) :]:
        axes.set_axis_off()
    note = tekst("noot_sweep" if n > 1 else "noot_sweep_een", n=n)
    frame(figure, tekst("titel_sweep", pad=", ".join(paden)), f"{naam}. {note}")
    if len(others) > 1:
        _name_series(figure, grid[0], ", ".join(pad.rpartition(".")[2] for pad in paden[1:]))
    return figure


def _name_series(figure: Figure, axes: Axes, what: str) -> None:
    """Say below the title which mark is which value of the other paths; the title makes room for it."""
    title = figure.get_suptitle()
    lines = title.count("\n") + 1
    figure.suptitle(f"{title}\n ", x=0.01, ha="left", weight="bold", size=11)
    handles, names = axes.get_legend_handles_labels()
    below = 1.0 - 0.18 * lines / figure.get_figheight()
    place: dict[str, Any] = {"loc": "upper left", "bbox_to_anchor": (0.0, below), "ncols": min(5, len(names))}
    figure.legend(handles, [f"{what}: {name}" for name in names], frameon=False, fontsize=8, **place)


def _draw(axes: Axes, heading: str, rows: list[Rij], others: list[tuple[str, ...]]) -> None:
    """One outcome: a series of dots for each of the values of the `others`."""
    values = list(dict.fromkeys(row.waarden[0] for row in rows))
    where, connect = positions(values), _numbers(values) is not None
    axes.use_sticky_edges = False
    step = float(np.min(np.diff(np.sort(where)))) if len(where) > 1 else 1.0
    for k, other in enumerate(others):
        mine = [row for row in rows if row.waarden[1:] == other]
        shift = 0.5 * step * ((k + 0.5) / len(others) - 0.5)
        _draw_series(axes, where + shift, mine, 0.2 * step / len(others), k, ", ".join(other))
        if connect:
            order = np.argsort(where)
            means = np.array([row.mean for row in mine])
            axes.plot(where[order] + shift, means[order], color=_COLOURS[k % len(_COLOURS)], lw=0.8, alpha=0.6)
    axes.set_title(fill(heading, _HEADING_LETTERS))
    unit = rows[0].unit
    axes.set_ylabel(unit_noun(unit))
    texts = _shown(values)
    turn = sum(map(len, texts)) > _TICKS_FLAT
    axes.set_xticks(where, texts, rotation=30 if turn else 0, ha="right" if turn else "center")
    axes.set_xlim(float(where.min()) - 0.6 * step, float(where.max()) + 0.6 * step)
    outer = [bound for row in rows for bound in (row.band_low, row.band_high, row.low, row.high) if not np.isnan(bound)]
    if outer and 0 <= min(outer) < max(outer) / 2:
        axes.set_ylim(bottom=0)
    number_axis(axes, unit, most=5)


def _draw_series(axes: Axes, where: Values, rows: list[Rij], half: float, k: int, name: str) -> None:
    """The dots of one series: grey what single years do, dark what is known of the mean."""
    colour = _COLOURS[k % len(_COLOURS)]
    columns: dict[str, Any] = {
        key: np.array([getattr(row, key) for row in rows]) for key in ("mean", "low", "high", "band_low", "band_high")
    }
    height = columns["band_high"] - columns["band_low"]
    axes.bar(where, height, width=2 * half, bottom=columns["band_low"], color="#E6E6E6", lw=0)
    error = np.nan_to_num([columns["mean"] - columns["low"], columns["high"] - columns["mean"]])
    marker = _MARKERS[k % len(_MARKERS)]
    style: dict[str, Any] = {"fmt": marker, "ms": 4.5, "color": colour, "capsize": 3, "lw": 1.2, "clip_on": False}
    axes.errorbar(where, columns["mean"], yerr=np.maximum(error, 0.0), label=name, **style)


def positions(values: list[str]) -> Values:
    """Where values stand along an axis: at their numbers, or side by side when they are none or too close."""
    numbers = _numbers(values)
    return np.arange(len(values), dtype=np.float64) if numbers is None else numbers


def _numbers(values: list[str]) -> Values | None:
    """The numbers that values are, if all have the same unit and they stand far enough apart to be told apart."""
    found = [_NUMBER.fullmatch(value) for value in values]
    if len(values) < 2 or not all(found) or len({match[2] for match in found if match}) > 1:
        return None
    numbers = np.array([float(match[1]) for match in found if match])
    gaps = np.diff(np.sort(numbers))
    return numbers if gaps.min() > _NARROWEST * (numbers.max() - numbers.min()) else None


def _shown(values: list[str]) -> list[str]:
    """The values as they fit along the axis: the middle left out of long ones, unless they would read the same."""
    half = _TICK_LETTERS // 2 - 1
    short = [value if len(value) <= _TICK_LETTERS else f"{value[:half]}...{value[-half:]}" for value in values]
    return short if len(set(short)) == len(set(values)) else [fill(value, _TICK_LETTERS) for value in values]

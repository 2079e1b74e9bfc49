"""The figure of a search: a panel per demand, the values that were played along the bottom, the one found marked."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from woonsim.maatstaf import norm_units
from woonsim.notatie import unit_noun
from woonsim.plots.stijl import BLUE, GREEN, INK, ORANGE, WIDTH, frame, saved
from woonsim.schermteksten import getal, tekst, waarde_text

if TYPE_CHECKING:
    import pandas as pd

    from woonsim.vergelijking.eis import Eis
    from woonsim.vergelijking.gezocht import Gezocht

_HEADING_LETTERS = 90
_MOST_TICKS = 9


def goal_seek_svg(found: Gezocht, pad: str, naam: str, n: int) -> bytes:
    """The figure as SVG; `pad` is what was varied, `naam` the scenario, `n` the number of replications."""
    return saved(lambda: plot_goal_seek(found, pad, naam, n), "svg")


def plot_goal_seek(found: Gezocht, pad: str, naam: str, n: int) -> Figure:
    """A panel per demand, the aim on top."""
    figure = Figure(figsize=(WIDTH, 1.2 + 2.0 * len(found.eisen)))
    grid = figure.subplots(len(found.eisen), 1, squeeze=False, sharex=True).ravel()
    table = found.eis
    for axes, eis in zip(grid, found.eisen, strict=True):
        _panel(axes, eis, table[table["eis"] == eis.text], found)
    _mark_values(grid[-1], found, pad)
    title = ("titel_goal" if found.gevonden else "titel_goal_geen") + ("_grenzen" if found.grenzen else "")
    doubt = "" if found.antwoord["zeker"].iloc[0] else tekst("titel_goal_onzeker")
    values = {"waarde": waarde_text(found.gevonden or ""), "pad": pad, "twijfel": doubt}
    frame(figure, tekst(title, **values), f"{naam}. {tekst('noot_goal', n=n)}")
    return figure


def _panel(axes: Axes, eis: Eis, rows: pd.DataFrame, found: Gezocht) -> None:
    has_chance = eis.kans is not None
    scale = 100.0 if has_chance or eis.unit.startswith("aandeel") else 1.0 / norm_units(eis.unit)[eis.norm.eenheid]
    unit = eis.unit if scale in (1.0, 100.0) else eis.norm.eenheid
    mean, low, high = (
        scale * rows[key].to_numpy(dtype=np.float64)
        for key in (("kans", "kans_low", "kans_high") if has_chance else ("mean", "low", "high"))
    )
    where, met = rows["getal"].to_numpy(dtype=np.float64), rows["gehaald"].to_numpy(dtype=np.bool_)
    axes.plot(where, mean, color=BLUE, lw=0.8, alpha=0.5)
    error = np.maximum(np.nan_to_num([mean - low, high - mean]), 0.0)
    for which, colour, marker in ((met, BLUE, "o"), (~met, ORANGE, "s")):
        style: dict[str, Any] = {"fmt": marker, "ms": 5, "color": colour, "capsize": 3, "lw": 1.3}
        axes.errorbar(where[which], mean[which], yerr=error[:, which], **style)
    limit = scale * (eis.limit if eis.kans is None else eis.kans)
    _draw_norm(axes, limit, is_at_least=has_chance or eis.is_at_least, is_share=has_chance)
    if found.gevonden is not None:
        axes.axvline(found.getallen[found.gevonden], color=GREEN, lw=2.0, alpha=0.6, zorder=1)
    axes.set_title(fill(eis.text, _HEADING_LETTERS))
    noun = "%" if scale > 1 and not eis.is_relatief else unit_noun(unit)
    if eis.is_relatief and not has_chance:
        noun = f"{tekst('goal_as_verschil')}, {tekst('procentpunten') if scale > 1 else noun}"
    axes.set_ylabel(f"{tekst('goal_as_kans')}, %" if has_chance else noun)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 5, 10]))
    axes.yaxis.set_major_formatter(
        FuncFormatter(lambda value, _: _tick(float(value), signed=eis.is_relatief and not has_chance))
    )


def _draw_norm(axes: Axes, limit: float, *, is_at_least: bool, is_share: bool) -> None:
    """The norm as a line, and the side on which it is missed in grey."""
    bottom, top = (-4.0, 104.0) if is_share else axes.get_ylim()
    room = 0.08 * (max(top, limit) - min(bottom, limit))
    bottom, top = (bottom, top) if is_share else (min(bottom, limit - room), max(top, limit + room))
    axes.axhspan(*((bottom, limit) if is_at_least else (limit, top)), color="#EFEFEF", lw=0, zorder=0)
    axes.axhline(limit, color=INK, lw=1.0, ls="--", zorder=1)
    axes.set_ylim(bottom, top)


def _mark_values(axes: Axes, found: Gezocht, pad: str) -> None:
    """The values that were played along the bottom; of those that stand too close only the one that matters most."""
    numbers = found.getallen
    wide = (max(numbers.values()) - min(numbers.values())) / _MOST_TICKS
    ends = [next(iter(numbers)), list(numbers)[-1]]
    shown: list[str] = []
    for waarde in dict.fromkeys([found.waarde, *ends, *numbers]):
        if all(abs(numbers[waarde] - numbers[other]) >= wide for other in shown):
            shown.append(waarde)
    axes.set_xticks([numbers[waarde] for waarde in shown], [waarde_text(waarde) for waarde in shown])
    axes.set_xlabel(pad)


def _tick(value: float, *, signed: bool) -> str:
    if abs(value) < 1e-12:
        return "0"
    decimals = next((d for d in (0, 1, 2) if abs(value * 10**d - round(value * 10**d)) < 1e-9), 3)
    return f"{'+' if signed and value > 0 else ''}{getal(value, decimals)}"

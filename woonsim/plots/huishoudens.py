"""The figures of who gains and who loses: bars to either side per group, with what they come to; and of what remains.

Differences are drawn, never two intervals side by side.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from woonsim.begrippen import Doelgroep
from woonsim.groepsnaam import dimensienaam, groepsnaam
from woonsim.indicatoren import TOTAAL
from woonsim.notatie import decimals_of, signed
from woonsim.plots.stijl import BLUE, GREY, INK, ORANGE, SKY, WIDTH, draw_bars, frame, name_series, saved, short
from woonsim.schermteksten import getal, tekst
from woonsim.vergelijking.paren import SALDO

if TYPE_CHECKING:
    import pandas as pd

_PALE_ORANGE = "#F0B48A"
_SIDES = {
    "eerder": ("eerder", 1, SKY),
    "alleen_variant": ("erbij", 1, BLUE),
    "later": ("later", -1, _PALE_ORANGE),
    "alleen_basis": ("eraf", -1, ORANGE),
}
"""Maat -> text, side and colour; the dark ones are whole woningen."""
_ROW = 0.21
"""Height of a row [inches]."""
_NAME = 50
"""Letters of the name of a version in a title."""
_GAP = 0.7
"""Rows of air between what groups are by."""
Row = dict[Any, Any]


def gevolgen_svg(
    doelgroepen: pd.DataFrame, regulier: pd.DataFrame, jaren: int, n: int, basis: str, variant: str
) -> bytes:
    """Winners and losers per year of `variant` against `basis`, over `jaren` years and `n` replications, as SVG.

    `doelgroepen` is `gevolgen` of everybody by doelgroep, `regulier` that of regular seekers by the rest. Empty when
    nobody sought.
    """
    return saved(lambda: plot_gevolgen(doelgroepen, regulier, jaren, n, basis, variant), "svg")


def ruimte_svg(table: pd.DataFrame, n: int, basis: str, variant: str) -> bytes:
    """What room remains, as SVG; `table` is `woonsim.vergelijking.ruimte.ruimte`. Empty when there is none."""
    return saved(lambda: plot_ruimte(table, n, basis, variant), "svg")


def plot_gevolgen(
    doelgroepen: pd.DataFrame, regulier: pd.DataFrame, jaren: int, n: int, basis: str, variant: str
) -> Figure | None:
    """A panel of the special doelgroepen, and one of regular seekers by everything else."""
    everybody, seekers = _per_year(doelgroepen, jaren), _per_year(regulier, jaren)
    if TOTAAL not in everybody:
        return None
    special = {
        groep: rows
        for groep, rows in everybody.items()
        if groep not in (TOTAAL, f"doelgroep={Doelgroep.regulier.name}")
    }
    titles = (tekst("paneel_doelgroepen"), tekst("gevolg_regulier"))
    panels = [(title, rows) for title, rows in zip(titles, (special, seekers), strict=True) if rows]
    heights = [_places(list(rows))[-1] + 1.6 for _, rows in panels]
    figure = Figure(figsize=(WIDTH, 1.3 + _ROW * sum(heights) + 0.45 * len(panels)))
    grid = figure.subplots(len(panels), 1, squeeze=False, height_ratios=heights).ravel()
    for axes, (title, rows) in zip(grid, panels, strict=True):
        _draw_sides(axes, rows)
        axes.set_title(title)
    name_series(grid[0], panels[0][0], [(tekst(f"gevolg_{text}"), colour) for text, _, colour in _SIDES.values()])
    grid[-1].set_xlabel(tekst("as_huishoudens_per_jaar"))
    title = tekst(
        "titel_gevolgen", variant=short(variant, _NAME), basis=short(basis, _NAME), gevolg=_finding(everybody)
    )
    frame(figure, title, _note("noot_gevolgen", n, [rows[SALDO] for rows in everybody.values()]))
    return figure


def _finding(everybody: dict[str, dict[str, Row]]) -> str:
    """The doelgroepen that gain or lose for sure, with how many woningen a year."""
    nets = {groepsnaam(groep): rows[SALDO] for groep, rows in everybody.items() if groep != TOTAAL}
    clear = [f"{name} {_net(row)[0]}" for name, row in nets.items() if not row["low"] <= 0 <= row["high"]]
    return ", ".join(clear) if clear else tekst("gevolg_niemand")


def _note(key: str, n: int, rows: list[Row]) -> str:
    """What is drawn, and whether its intervals can be relied on."""
    reliable = all(row["betrouwbaar"] or row["mean"] == row["low"] == row["high"] == 0.0 for row in rows)
    return tekst(key, n=n) if reliable else f"{tekst(key, n=n)} {tekst('noot_onbetrouwbaar')}"


def _per_year(table: pd.DataFrame, jaren: int) -> dict[str, dict[str, Row]]:
    """Group -> maat -> its row, per year."""
    found: dict[str, dict[str, Row]] = {}
    for row in table[table["maat"].isin([*_SIDES, SALDO])].to_dict("records"):
        scaled = row | {side: row[side] / jaren for side in ("mean", "low", "high")}
        found.setdefault(row["groep"], {})[row["maat"]] = scaled
    return found


def _places(groepen: list[str]) -> list[float]:
    """Where each group stands, from the top down, with air where another dimension begins."""
    breaks = [dimensienaam(one) != dimensienaam(two) for one, two in pairwise(groepen)]
    return list(np.concatenate([[0.0], np.cumsum([1.0 + _GAP * new for new in breaks])]))


def _draw_sides(axes: Axes, groups: dict[str, dict[str, Row]]) -> None:
    """One panel: gains to the right, losses to the left, net as a dot with its interval and as a number."""
    where, bars = _places(list(groups)), []
    for place, rows in zip(where, groups.values(), strict=True):
        ends = {1: 0.0, -1: 0.0}
        for maat, (_, side, colour) in _SIDES.items():
            size = side * rows[maat]["mean"]
            bars.append((place, size, ends[side], colour))
            ends[side] += size
        _draw_difference(axes, place, rows[SALDO], INK, 3.5)
    draw_bars(axes, bars, height=0.72)
    outer = 1.05 * max(abs(bound) for bound in axes.get_xlim())
    axes.set_xlim(-outer, outer)
    _number_right(axes, where, ["{} ({})".format(*_net(rows[SALDO])) for rows in groups.values()])
    _finish(axes, where, [groepsnaam(groep) for groep in groups])
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: getal(abs(float(value)), _digits(float(value)))))


def _net(row: Row) -> tuple[str, str]:
    """A net number and its interval as text."""
    decimals = min(decimals_of(row), 1)
    bounds = (signed(row[side], decimals) for side in ("low", "high"))
    interval = "-" if np.isnan(row["low"]) else tekst("tot", **dict(zip(("low", "high"), bounds, strict=True)))
    return signed(row["mean"], decimals), interval


def plot_ruimte(table: pd.DataFrame, n: int, basis: str, variant: str) -> Figure | None:
    """A row per group: the paired difference with its interval, and the numbers it is between."""
    rows = table.to_dict("records")
    if not rows:
        return None
    where = _places([row["groep"] for row in rows])
    figure = Figure(figsize=(WIDTH, 1.2 + _ROW * (where[-1] + 1.6)))
    axes = figure.subplots()
    numbers = []
    for place, row in zip(where, rows, strict=True):
        clear = not row["low"] <= 0 <= row["high"]
        colour = GREY if not clear else BLUE if row["verschil"] > 0 else ORANGE
        _draw_difference(axes, place, row | {"mean": row["verschil"]}, colour, 5)
        decimals = decimals_of(row | {"mean": row["verschil"]})
        numbers.append(" \u2192 ".join(getal(row[side], decimals) for side in ("basis", "waarde")))
    _number_right(axes, where, numbers)
    _finish(axes, where, [groepsnaam(row["groep"]) for row in rows])
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: _signed(float(value))))
    axes.set_xlabel(tekst("as_ruimte", basis=short(basis, _NAME)))
    total = next(row for row in rows if row["groep"] == TOTAAL)
    digits = decimals_of(total | {"mean": total["verschil"]})
    ends = {f"{side}_n": getal(total[side], digits) for side in ("basis", "waarde")}
    names = {"basis": short(basis, _NAME), "variant": short(variant, _NAME)}
    doubt = tekst("titel_niet_aantoonbaar") if not (total["low"] > 0 or total["high"] < 0) else ""
    title = tekst("titel_ruimte", **names, **ends, twijfel=doubt)
    frame(figure, title, _note("noot_ruimte", n, [row | {"mean": row["verschil"]} for row in rows]))
    return figure


def _draw_difference(axes: Axes, place: float, row: Row, colour: str, size: float) -> None:
    """A mean with its 95% interval, if it has one."""
    error = np.nan_to_num([[row["mean"] - row["low"]], [row["high"] - row["mean"]]])
    style: dict[str, Any] = {"fmt": "o", "ms": size, "color": colour, "capsize": 2.5, "lw": 1.4, "mec": "white"}
    axes.errorbar([row["mean"]], [place], xerr=np.maximum(error, 0.0), mew=0.6, zorder=5, **style)


def _number_right(axes: Axes, where: list[float], texts: list[str]) -> None:
    """A column of numbers right of the panel."""
    place: dict[str, Any] = {"xycoords": ("axes fraction", "data"), "xytext": (6, 0), "textcoords": "offset points"}
    for at, text in zip(where, texts, strict=True):
        axes.annotate(f"{text}\u00a0", (1.0, at), va="center", fontsize=7.5, annotation_clip=False, **place)


def _finish(axes: Axes, where: list[float], names: list[str]) -> None:
    """A line at 0, the names of the groups, and the first on top."""
    axes.axvline(0.0, color=INK, lw=0.8)
    axes.set_yticks(where, names)
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(where[-1] + 0.8, -0.8)
    axes.grid(visible=True, axis="x")
    axes.grid(visible=False, axis="y")
    axes.xaxis.set_major_locator(MaxNLocator(nbins=7, steps=[1, 2, 5, 10]))


def _digits(value: float) -> int:
    return 0 if abs(value - round(value)) < 1e-9 else 1 if abs(value) >= 0.1 else 2


def _signed(value: float) -> str:
    return f"{'+' if value > 0 else ''}{getal(value, _digits(value))}"

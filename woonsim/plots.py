"""The figures of a run as SVG: waits, freed homes, beschermd wonen and chains, each with its finding as title.

Made with `Figure` only, so nothing global changes; the same results give the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from textwrap import fill
from typing import Any

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import date2num
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator
from numpy.typing import NDArray

from woonsim.begrippen import Kanaal, Voorziening
from woonsim.indicatoren import TOTAAL
from woonsim.kalender import DAGEN_PER_MAAND
from woonsim.results import Results
from woonsim.schermteksten import getal, tekst

Values = NDArray[np.float64]
Plot = Callable[[Results, pd.DataFrame], Figure | None]
"""Draws a figure from the results and `per_replicatie` of them; None when there is nothing to draw."""

# Okabe and Ito: told apart by the colour-blind, and in grey
_BLUE, _ORANGE, _GREEN, _PURPLE, _GREY = "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#999999"
_INK, _PALE = "#222222", "#DDDDDD"
_STYLE: dict[Any, Any] = {
    "svg.hashsalt": "woonsim",
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans", "Arial", "Helvetica"],
    "font.size": 9.0,
    "axes.titlesize": 9.5,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    **dict.fromkeys(("axes.spines.top", "axes.spines.right"), False),
    "axes.edgecolor": _GREY,
    **dict.fromkeys(("axes.labelcolor", "xtick.color", "ytick.color", "text.color"), _INK),
    "axes.grid": True,
    "axes.grid.axis": "y",
    "axes.axisbelow": True,
    "grid.color": _PALE,
    "grid.linewidth": 0.6,
    "figure.constrained_layout.use": True,
}
_WIDTH = 7.2  # inches: some 690 pixels as SVG
_TITLE_LETTERS = 72
"""What fits on one line above a figure."""
_BAND = (0.025, 0.975)
_LONGEST_CHAIN = 5
"""From this length on chains are taken together."""


def figures(results: Results, each: pd.DataFrame) -> dict[str, bytes]:
    """The figures of a run as SVG files, by name; `each` is `per_replicatie(results)`.

    A figure about something that the scenario does not have is left out.
    """
    drawn: dict[str, Plot] = {
        "wachttijden": plot_wachttijden,
        "vrijgekomen": plot_vrijgekomen,
        "beschermd_wonen": plot_beschermd_wonen,
        "ketens": plot_ketens,
    }
    pictures = {name: render(plot, results, each, "svg") for name, plot in drawn.items()}
    return {name: picture for name, picture in pictures.items() if picture}


def render(plot: Plot, results: Results, each: pd.DataFrame, kind: str) -> bytes:
    """One figure as a file of `kind` (`svg` or `png`); empty when there is nothing to draw."""
    with mpl.rc_context():
        # whatever the reader's own matplotlibrc says
        mpl.rcdefaults()
        mpl.rcParams.update(_STYLE)
        figure = plot(results, each)
        if figure is None:
            return b""
        file = BytesIO()
        figure.savefig(file, format=kind, metadata={"Date": None} if kind == "svg" else {}, dpi=96)
        return file.getvalue()


def plot_wachttijden(results: Results, each: pd.DataFrame) -> Figure | None:
    """Inschrijfduur of those housed regularly, and the wait of each special group: a panel each."""
    panels = [("regulier", "inschrijfduur_gehuisvest", TOTAAL, "as_jaar", _BLUE)]
    colours = {"uitstroom": _ORANGE, "statushouders": _GREEN, "urgenten": _PURPLE}
    panels += [(g, "wachttijd_mediaan", f"doelgroep={g}", "as_maanden", c) for g, c in colours.items()]
    panels = [panel for panel in panels if not np.isnan(_per_year(results, each, *panel[1:3])).all()]
    if not panels:
        return None
    figure = Figure(figsize=(_WIDTH, 5.4))
    grid = figure.subplots(2, 2, squeeze=False).ravel()
    months = [axes for axes, panel in zip(grid, panels, strict=False) if panel[3] == "as_maanden"]
    for axes, (group, indicator, groep, axis, colour) in zip(grid, panels, strict=False):
        values = _per_year(results, each, indicator, groep)
        values = values / DAGEN_PER_MAAND if axis == "as_maanden" else values
        _draw_band(axes, _mid_years(results), values, colour)
        axes.set_title(tekst(f"paneel_{group}"), color=colour)
        axes.set_ylabel(tekst(axis))
        axes.set_ylim(bottom=0)
        _year_axis(axes, results, most=6)
    top = max((axes.get_ylim()[1] for axes in months), default=1.0)
    for axes in months:
        axes.set_ylim(0, top)
    for axes in grid[len(panels) :]:
        axes.set_axis_off()
    regulier = _mean_text(_over_term(each, "inschrijfduur_gehuisvest", TOTAAL))
    uitstroom = _mean_text(_over_term(each, "wachttijd_mediaan", "doelgroep=uitstroom") / DAGEN_PER_MAAND)
    _head(figure, tekst("titel_wachttijden", regulier=regulier, uitstroom=uitstroom), results)
    return figure


def plot_vrijgekomen(results: Results, each: pd.DataFrame) -> Figure | None:
    """Freed homes per year, stacked by the channel they were given."""
    total = _per_year(results, each, "vrijgekomen", TOTAAL)
    parts = {kanaal: _per_year(results, each, "vrijgekomen", f"kanaal={kanaal.name}") for kanaal in Kanaal}
    means = {kanaal: _mean(np.nan_to_num(values)) for kanaal, values in parts.items()}
    shown = {kanaal: mean for kanaal, mean in means.items() if mean.max() > 0}
    if not shown:
        return None
    figure = Figure(figsize=(_WIDTH, 4.2))
    axes = figure.subplots()
    when, below = _mid_years(results), np.zeros(len(results.jaren))
    colours = {Kanaal.aanbod: _BLUE, Kanaal.bemiddeling: _ORANGE, Kanaal.eerste_reageerder: _GREY}
    for kanaal, mean in shown.items():
        axes.bar(when, mean, width=np.timedelta64(250, "D"), bottom=below, color=colours[kanaal])
        middle = float(below[-1] + mean[-1] / 2)
        _label_right(axes, middle, f"{kanaal.name.replace('_', ' ')}\n{getal(mean.mean())}", colours[kanaal])
        below += mean
    if results.n > 1:
        low, high = _quantiles(total)
        axes.errorbar(when, below, yerr=[below - low, high - below], fmt="none", ecolor=_INK, capsize=3, lw=1)
    axes.set_ylabel(tekst("as_woningen_per_jaar"))
    _year_axis(axes, results, most=12)
    values = {"totaal": _mean_text(total, 0), "bemiddeling": getal(means[Kanaal.bemiddeling].mean())}
    _head(figure, tekst("titel_vrijgekomen", **values), results)
    return figure


def plot_beschermd_wonen(results: Results, each: pd.DataFrame) -> Figure | None:
    """Places in beschermd wonen over time: what they are used for, and how many are blocked."""
    if results.scenario.beschermd_wonen is None:
        return None
    days = np.arange(0, results.kalender.looptijd // 1440, 14)
    when = np.datetime64(results.scenario.begindatum) + days.astype("timedelta64[D]")
    levels = {name: _levels(results, name, days * 1440) for name in ("verblijf", "geblokkeerd", "vrij")}
    colours = {"verblijf": _BLUE, "geblokkeerd": _ORANGE, "vrij": _PALE}
    inks = {**colours, "vrij": _INK}
    places = max(float(np.sum(list(levels.values()), axis=0).max()), 1.0)
    figure = Figure(figsize=(_WIDTH, 5.4))
    upper, lower = figure.subplots(2, 1, sharex=True, height_ratios=[3, 2])
    below = np.zeros(len(days))
    label = 0.0
    for name, values in levels.items():
        mean = _mean(values)
        upper.fill_between(when, below, below + mean, color=colours[name], lw=0)
        # a label of its own height at least above the one below it
        label = max(float(below[-1] + mean[-1] / 2), label + 0.07 * float(places))
        _label_right(upper, label, f"{tekst(f'plaats_{name}')} {getal(mean.mean(), 1)}", inks[name])
        below += mean
    upper.set_ylabel(tekst("as_plaatsen"))
    upper.set_ylim(0, places)
    _draw_band(lower, when, levels["geblokkeerd"], _ORANGE)
    lower.set_title(tekst("paneel_geblokkeerd"), color=_ORANGE)
    lower.set_ylabel(tekst("as_plaatsen"))
    lower.set_ylim(bottom=0)
    _date_axis(lower, results)
    geblokkeerd = _mean_text(levels["geblokkeerd"])
    _head(figure, tekst("titel_beschermd_wonen", geblokkeerd=geblokkeerd, plaatsen=getal(places)), results)
    return figure


def plot_ketens(results: Results, each: pd.DataFrame) -> Figure | None:
    """How many homes a chain sets free: the share of chains of each length."""
    shares = np.array([_chain_shares(replicatie.feiten["vrijkomst"]) for replicatie in results.replicaties])
    if np.isnan(shares).all():
        return None
    figure = Figure(figsize=(_WIDTH, 3.9))
    axes = figure.subplots()
    lengths, mean = np.arange(1, _LONGEST_CHAIN + 1), _mean(shares)
    axes.bar(lengths, mean, color=_BLUE, width=0.7)
    top = mean
    if results.n > 1:
        low, high = _quantiles(shares)
        axes.errorbar(lengths, mean, yerr=[mean - low, high - mean], fmt="none", ecolor=_INK, capsize=4, lw=1)
        top = high
    for length, share, above in zip(lengths, mean, top, strict=True):
        text = f"{getal(100 * share, 1)}%"
        axes.annotate(text, (length, above), (0, 4), textcoords="offset points", ha="center", weight="bold")
    axes.set_xticks(lengths, [*map(str, lengths[:-1]), tekst("of_meer", n=_LONGEST_CHAIN)])
    axes.set_xlabel(tekst("as_keten"))
    axes.set_ylabel(tekst("as_aandeel_ketens"))
    axes.set_ylim(0, min(1.12, 1.15 * float(np.max(top))))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{getal(100 * value)}%"))
    length_text = _mean_text(_over_term(each, "keten_lengte", TOTAAL), 2)
    _head(figure, tekst("titel_ketens", een=getal(100 * float(mean[0])), lengte=length_text), results)
    return figure


def _per_year(results: Results, each: pd.DataFrame, indicator: str, groep: str) -> Values:
    """An indicator as one row per replication and one column per year."""
    mine = each[(each["indicator"] == indicator) & (each["groep"] == groep) & each["jaar"].notna()]
    table = mine.pivot_table(index="replicatie", columns="jaar", values="value", dropna=False)
    numbers = [replicatie.nummer for replicatie in results.replicaties]
    return table.reindex(index=numbers, columns=results.jaren).to_numpy(dtype=np.float64)


def _over_term(each: pd.DataFrame, indicator: str, groep: str) -> Values:
    mine = (each["indicator"] == indicator) & (each["groep"] == groep) & each["jaar"].isna()
    return each.loc[mine, "value"].to_numpy(dtype=np.float64)


def _levels(results: Results, column: str, moments: NDArray[np.int64]) -> Values:
    """A count that changes at moments, read at `moments` [minutes]: one row per replication."""
    rows = []
    for replicatie in results.replicaties:
        table = replicatie.feiten["voorziening"]
        mine = table["voorziening"] == Voorziening.beschermd_wonen
        last = np.searchsorted(table["moment"][mine].astype(np.int64), moments, side="right") - 1
        rows.append(table[column][mine].astype(np.float64)[np.maximum(last, 0)])
    return np.array(rows)


def _chain_shares(vrijkomst: dict[str, NDArray[Any]]) -> Values:
    """Shares of the chains with 1, 2, ... homes; the last share is of those and longer ones."""
    _, lengths = np.unique(vrijkomst["keten"], return_counts=True)
    counts = np.bincount(np.minimum(lengths, _LONGEST_CHAIN), minlength=_LONGEST_CHAIN + 1)[1:]
    return counts / counts.sum() if counts.sum() else np.full(_LONGEST_CHAIN, np.nan)


def _mean(values: Values) -> Values:
    """Mean over the replications that have a value, NaN where none has."""
    known = ~np.isnan(values)
    n = known.sum(axis=0)
    mean: Values = np.where(n > 0, np.where(known, values, 0.0).sum(axis=0) / np.maximum(n, 1), np.nan)
    return mean


def _quantiles(values: Values) -> tuple[Values, Values]:
    """The band that holds 95% of the replications, per column."""
    columns = [column[~np.isnan(column)] for column in values.T]
    low, high = np.array([np.quantile(c, _BAND) if len(c) else (np.nan, np.nan) for c in columns]).T
    return low, high


def _mean_text(values: Values, decimals: int = 1) -> str:
    known = values[~np.isnan(values)]
    return getal(float(known.mean()), decimals) if len(known) else "-"


def _draw_band(axes: Axes, when: NDArray[Any], values: Values, colour: str) -> None:
    """The mean over replications as a line, and the band that holds 95% of them."""
    if len(values) > 1:
        low, high = _quantiles(values)
        axes.fill_between(when, low, high, color=colour, alpha=0.2, lw=0)
    marker = "o" if len(when) < 50 else ""
    axes.plot(when, _mean(values), color=colour, lw=1.8, marker=marker, ms=3.5)


def _mid_years(results: Results) -> NDArray[Any]:
    """The middle of each year of the run, as a date."""
    begins = np.array([results.kalender.jaarbegin(n) for n in range(len(results.jaren))], dtype="datetime64[D]")
    return begins + np.timedelta64(182, "D")


def _date_axis(axes: Axes, results: Results) -> None:
    """Time from begin to end, marked where years begin."""
    kalender = results.kalender
    begins = [kalender.jaarbegin(n) for n in range(kalender.jaren + 1)]
    where: Values = date2num(begins)  # type: ignore[no-untyped-call]
    axes.set_xlim(float(where[0]), float(where[-1]))
    step = max(1, -(-kalender.jaren // 10))
    axes.set_xticks(where[::step], [str(begin.year) for begin in begins[::step]])
    axes.yaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 5, 10]))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: getal(value, 0 if float(value).is_integer() else 1)))


def _year_axis(axes: Axes, results: Results, most: int) -> None:
    """Time from begin to end, with at most `most` marks in the middle of years: for what is counted over a year."""
    _date_axis(axes, results)
    step = max(1, -(-len(results.jaren) // most))
    axes.set_xticks(_mid_years(results)[::step], [str(jaar) for jaar in results.jaren[::step]])


def _label_right(axes: Axes, y: float, text: str, colour: str) -> None:
    """Text just right of the axes, at height `y` of the data."""
    place: dict[str, Any] = {"xycoords": ("axes fraction", "data"), "xytext": (6, 0), "textcoords": "offset points"}
    axes.annotate(text, (1.0, y), va="center", color=colour, weight="bold", annotation_clip=False, **place)


def _head(figure: Figure, title: str, results: Results) -> None:
    """The finding above, and below it what line and band are."""
    figure.suptitle(fill(title, _TITLE_LETTERS), x=0.01, ha="left", weight="bold", size=11)
    note = tekst("noot_band", n=results.n) if results.n > 1 else tekst("noot_een_replicatie")
    figure.supxlabel(f"{results.scenario.naam}. {note}", x=0.01, ha="left", size=7.5, color="#555555")

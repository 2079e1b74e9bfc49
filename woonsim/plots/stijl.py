"""What the figures share: sizes and colours, axes of time, bands over replications, title and note.

Made with `Figure` only, so nothing global changes; the same results give the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from textwrap import fill
from typing import Any

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.dates import date2num
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.ticker import Formatter, FuncFormatter, MaxNLocator
from numpy.typing import NDArray

from woonsim.notatie import value_text
from woonsim.results import Results
from woonsim.schermteksten import getal, tekst

Values = NDArray[np.float64]
Plot = Callable[[Results, pd.DataFrame], Figure | None]
"""Draws a figure from the results and `per_replicatie` of them; None when there is nothing to draw."""

# Okabe and Ito: told apart by the colour-blind, and in grey
BLUE, ORANGE, GREEN, PURPLE, GREY = "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#999999"
YELLOW, SKY = "#B58900", "#56B4E9"  # the yellow darker, to be read as text
INK, PALE = "#222222", "#DDDDDD"
GROUPS = {
    "uitstroom": ORANGE,
    "statushouders": GREEN,
    "urgenten": PURPLE,
    "vrouwenopvang": YELLOW,
    "jeugd": SKY,
    "herhuisvesting": GREY,
}
"""The colour of each bijzondere doelgroep."""
_STYLE: dict[Any, Any] = {
    "svg.hashsalt": "woonsim",
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans", "Arial", "Helvetica"],
    "font.size": 9.0,
    "axes.titlesize": 9.5,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.titley": 1.0,
    **dict.fromkeys(("axes.spines.top", "axes.spines.right"), False),
    "axes.edgecolor": GREY,
    **dict.fromkeys(("axes.labelcolor", "xtick.color", "ytick.color", "text.color"), INK),
    "axes.grid": True,
    "axes.grid.axis": "y",
    "axes.axisbelow": True,
    "grid.color": PALE,
    "grid.linewidth": 0.6,
    "figure.constrained_layout.use": True,
}
WIDTH = 7.2  # inches: some 690 pixels as SVG
_TITLE_LETTERS = 74
"""What fits on one line above a figure."""
_NOTE_LETTERS = 125
"""What fits on one line below it."""
_MOST_DECIMALS = 8
_BAND = (0.025, 0.975)


def render(plot: Plot, results: Results, each: pd.DataFrame, kind: str) -> bytes:
    """One figure of a run as a file of `kind` (`svg` or `png`); empty when there is nothing to draw."""
    return saved(lambda: plot(results, each), kind)


def saved(draw: Callable[[], Figure | None], kind: str) -> bytes:
    """What `draw` draws in the style of the house, as a file of `kind`; empty when that is nothing."""
    with mpl.rc_context():
        # whatever the reader's own matplotlibrc says
        mpl.rcdefaults()
        mpl.rcParams.update(_STYLE)
        figure = draw()
        if figure is None:
            return b""
        if kind == "svg":
            _lay_out(figure)
        file = BytesIO()
        figure.savefig(file, format=kind, metadata={"Date": None} if kind == "svg" else {}, dpi=96)
        return file.getvalue()


def _lay_out(figure: Figure) -> None:
    """Put everything in its place, once: saving would draw the whole figure for that before it draws it."""
    FigureCanvasSVG(figure)
    engine = figure.get_layout_engine()
    if engine is not None:
        engine.execute(figure)
        mpl.rcParams["figure.constrained_layout.use"] = False
        figure.set_layout_engine(None)


def per_year(results: Results, each: pd.DataFrame, indicator: str, groep: str) -> Values:
    """An indicator as one row per replication and one column per year."""
    mine = each[(each["indicator"] == indicator) & (each["groep"] == groep) & each["jaar"].notna()]
    table = mine.pivot_table(index="replicatie", columns="jaar", values="value", dropna=False)
    numbers = [replicatie.nummer for replicatie in results.replicaties]
    return table.reindex(index=numbers, columns=results.jaren).to_numpy(dtype=np.float64)


def over_term(each: pd.DataFrame, indicator: str, groep: str) -> Values:
    """An indicator over the term: one value per replication."""
    mine = (each["indicator"] == indicator) & (each["groep"] == groep) & each["jaar"].isna()
    return each.loc[mine, "value"].to_numpy(dtype=np.float64)


def mean_of(values: Values) -> Values:
    """Mean over the replications that have a value, NaN where none has."""
    known = ~np.isnan(values)
    n = known.sum(axis=0)
    mean: Values = np.where(n > 0, np.where(known, values, 0.0).sum(axis=0) / np.maximum(n, 1), np.nan)
    return mean


def quantiles(values: Values) -> tuple[Values, Values]:
    """The band that holds 95% of the replications, per column."""
    columns = [column[~np.isnan(column)] for column in values.T]
    low, high = np.array([np.quantile(c, _BAND) if len(c) else (np.nan, np.nan) for c in columns]).T
    return low, high


def whiskers(mean: Values, low: Values, high: Values) -> Values:
    """How far the band reaches below and above the mean; 0 where a skewed band lies on one side of it."""
    return np.asarray(np.maximum(np.nan_to_num([mean - low, high - mean]), 0.0))


def mean_text(values: Values, decimals: int = 1) -> str:
    """The mean of the values that exist, as the reader writes it."""
    known = values[~np.isnan(values)]
    return getal(float(known.mean()), decimals) if len(known) else "-"


def draw_band(axes: Axes, when: NDArray[Any], values: Values, colour: str) -> None:
    """The mean over replications as a line, and the band that holds 95% of them."""
    if len(values) > 1:
        low, high = quantiles(values)
        axes.fill_between(when, low, high, color=colour, alpha=0.2, lw=0)
    marker = "o" if len(when) < 50 else ""
    axes.plot(when, mean_of(values), color=colour, lw=1.8, marker=marker, ms=3.5)


def draw_bars(axes: Axes, bars: Sequence[tuple[float, float, float, str]], height: float) -> None:
    """Lying bars, at least one: each at a place, of a width, from its left, in a colour.

    At once, since a call takes most of it.
    """
    where, widths, lefts, colours = zip(*bars, strict=True)
    axes.barh(where, widths, left=lefts, height=height, color=colours, lw=0)


def mid_years(results: Results) -> NDArray[Any]:
    """The middle of each year of the run, as a date."""
    begins = np.array([results.kalender.jaarbegin(n) for n in range(len(results.jaren))], dtype="datetime64[D]")
    return begins + np.timedelta64(182, "D")


def date_axis(axes: Axes, results: Results, most: int = 10) -> None:
    """Time from begin to end, marked where years begin, with about `most` marks."""
    kalender = results.kalender
    begins = [kalender.jaarbegin(n) for n in range(kalender.jaren + 1)]
    where: Values = date2num(begins)  # type: ignore[no-untyped-call]
    axes.set_xlim(float(where[0]), float(where[-1]))
    step = max(1, -(-kalender.jaren // most))
    axes.set_xticks(where[::step], [str(begin.year) for begin in begins[::step]])
    number_axis(axes)


class _Marks(Formatter):
    """Marks as the reader writes them: whole where they are, the others with the decimals that tell them apart."""

    def __init__(self, unit: str) -> None:
        self._unit, self._scale = unit, 100.0 if unit.startswith("aandeel") else 1.0

    def _is_exact(self, value: float, decimals: int) -> bool:
        scaled = float(value) * self._scale
        return abs(scaled - round(scaled, decimals)) < 1e-9 * max(1.0, abs(scaled)) * 10.0**-decimals

    def __call__(self, value: float, pos: int | None = None) -> str:
        """A mark on its own."""
        return self.format_ticks([value])[0]

    def format_ticks(self, values: Iterable[float]) -> list[str]:
        """All marks of an axis."""
        marks = list(values)
        enough = (n for n in range(_MOST_DECIMALS) if all(self._is_exact(mark, n) for mark in marks))
        decimals = next(enough, _MOST_DECIMALS)
        return [value_text(mark, self._unit, 0 if self._is_exact(mark, 0) else decimals) for mark in marks]


def number_axis(axes: Axes, unit: str = "", most: int = 6) -> None:
    """Numbers in `unit` as the reader writes them, at about `most` marks of which no two read the same."""
    axes.yaxis.set_major_locator(MaxNLocator(nbins=most, steps=[1, 2, 5, 10]))
    axes.yaxis.set_major_formatter(_Marks(unit))


def year_axis(axes: Axes, results: Results, most: int) -> None:
    """Time from begin to end, with at most `most` marks in the middle of years: for what is counted over a year."""
    date_axis(axes, results)
    step = max(1, -(-len(results.jaren) // most))
    axes.set_xticks(mid_years(results)[::step], [str(jaar) for jaar in results.jaren[::step]])


def from_zero(axes: Axes) -> None:
    """An axis from 0 on, with some room above what is drawn."""
    axes.set_ylim(0, 1.05 * axes.get_ylim()[1])


def share_axis(axes: Axes) -> None:
    """A share from 0, as percentages."""
    top = 1.05 * axes.get_ylim()[1]
    axes.set_ylim(0, min(top, 1.0))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 5, 10]))
    decimals = 0 if top > 0.04 else 1
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{getal(100 * value, decimals)}%"))


def year_panel(axes: Axes, results: Results, values: Values, colour: str, title: str, unit: str) -> None:
    """A number per year, from 0, with its band: one panel of a figure with two next to each other."""
    draw_band(axes, mid_years(results), values, colour)
    axes.set_title(title, color=colour)
    axes.set_ylabel(unit)
    # a line along 0 must be seen as one
    axes.set_ylim(0, max(axes.get_ylim()[1], 1.0) if np.nanmax(values, initial=0.0) <= 0 else None)
    year_axis(axes, results, most=6)


def name_series(axes: Axes, title: str, names: list[tuple[str, str]]) -> None:
    """A title, and below it what the colours of the panel are: (name, colour) of each."""
    handles = [Patch(color=colour, lw=0) for _, colour in names]
    place: dict[str, Any] = {"loc": "lower left", "bbox_to_anchor": (0.0, 1.0), "ncols": len(names), "borderpad": 0.0}
    sizes: dict[str, Any] = {"fontsize": 8, "handlelength": 0.8, "handleheight": 0.8, "columnspacing": 1.2}
    axes.legend(handles, [name for name, _ in names], frameon=False, handletextpad=0.4, **place, **sizes)
    axes.set_title(f"{title}\n")


def label_right(axes: Axes, y: float, text: str, colour: str) -> None:
    """Text just right of the axes, at height `y` of the data."""
    place: dict[str, Any] = {"xycoords": ("axes fraction", "data"), "xytext": (6, 0), "textcoords": "offset points"}
    axes.annotate(text, (1.0, y), va="center", color=colour, weight="bold", annotation_clip=False, **place)


def head(figure: Figure, title: str, results: Results, note: str = "") -> None:
    """The finding above, and below the figure what line and band are (`note`)."""
    usual = tekst("noot_band", n=results.n) if results.n > 1 else tekst("noot_een_replicatie")
    frame(figure, title, f"{results.scenario.naam}. {note or usual}")


def short(text: str, most: int) -> str:
    """At most so many letters of a text; what is left out is shown by dots."""
    return text if len(text) <= most else f"{text[: most - 3].rstrip()}..."


def frame(figure: Figure, title: str, note: str) -> None:
    """A title above and a note below a figure, each on as many lines as it needs."""
    figure.suptitle(fill(title, _TITLE_LETTERS), x=0.01, ha="left", weight="bold", size=11)
    figure.supxlabel(fill(note, _NOTE_LETTERS), x=0.01, ha="left", size=7.5, color="#555555")

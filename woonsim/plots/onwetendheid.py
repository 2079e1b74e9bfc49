"""The figure of assumption sets: the assumptions that decide a comparison, the strongest on top, with intervals."""

from __future__ import annotations

from textwrap import wrap

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from woonsim.indicatoren.indicator import Indicator
from woonsim.plots.stijl import BLUE, GREY, INK, ORANGE, WIDTH, frame, saved, short
from woonsim.schermteksten import getal, tekst

MOST = 12
"""Assumptions in the figure."""
_NAME = 40
"""Letters of the name of a variant."""
_LETTERS = 38
"""What fits on one line beside a bar."""


def invloed_svg(invloed: pd.DataFrame, variant: str, uitkomst: str, indicator: Indicator, naam: str) -> bytes:
    """The figure as SVG, of a table that `woonsim.vergelijking.invloed` gave; empty when nothing varies.

    `uitkomst` is what the reader calls the outcome, `naam` the name of the scenario.
    """
    return saved(lambda: plot_invloed(invloed, variant, uitkomst, indicator, naam), "svg")


def plot_invloed(invloed: pd.DataFrame, variant: str, uitkomst: str, indicator: Indicator, naam: str) -> Figure | None:
    """A bar per assumption: how a higher value turns the comparison; None when nothing varies."""
    known = invloed[invloed["coefficient"].notna()]
    if known.empty:
        return None
    shown = known.head(MOST)
    figure = Figure(figsize=(WIDTH, 1.35 + 0.33 * len(shown)))
    axes = figure.subplots()
    where = np.arange(len(shown))[::-1]
    values = {key: shown[key].to_numpy(dtype=np.float64) for key in ("coefficient", "low", "high")}
    certain = shown["beslist"].to_numpy(dtype=bool)
    colours = [
        GREY if not is_certain else BLUE if v > 0 else ORANGE for is_certain, v in zip(certain, values["coefficient"])
    ]
    beside = [values["coefficient"] - values["low"], values["high"] - values["coefficient"]]
    error = np.maximum(np.nan_to_num(beside), 0.0)
    axes.barh(where, values["coefficient"], height=0.62, color=colours, alpha=0.75, lw=0)
    axes.errorbar(values["coefficient"], where, xerr=error, fmt="none", ecolor=INK, elinewidth=1.1, capsize=2.5)
    axes.axvline(0.0, color=INK, lw=0.8)
    axes.set_yticks(where, [_on_two_lines(str(text)) for text in shown["omschrijving"]])
    axes.tick_params(axis="y", length=0)
    axes.grid(visible=False, axis="y")
    axes.grid(visible=True, axis="x")
    widest = float(np.nanmax(np.abs([values["low"], values["high"], values["coefficient"]])))
    far = min(1.0, 1.08 * widest) or 1.0
    axes.set_xlim(-far, far)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=8, steps=[1, 2, 5, 10]))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: getal(value, 1)))
    axes.set_xlabel(tekst("as_invloed" if indicator.richting else "as_invloed_hoger", variant=short(variant, _NAME)))
    _say(figure, known, variant, uitkomst, naam)
    return figure


def _say(figure: Figure, known: pd.DataFrame, variant: str, uitkomst: str, naam: str) -> None:
    """The finding above, and below how it was found."""
    first = known.iloc[0]
    title = "titel_invloed" if first["beslist"] else "titel_invloed_geen"
    name = f"noot_invloed_{str(first['methode']).replace(' ', '_')}"
    note = tekst(name, sets=first["sets"], p=len(known))
    head = tekst(title, omschrijving=first["omschrijving"], variant=short(variant, _NAME))
    frame(figure, f"{uitkomst}: {head}", f"{naam}. {note}")


def _on_two_lines(text: str) -> str:
    """What fits beside a bar."""
    lines = wrap(text, _LETTERS)
    return "\n".join(lines[:2]) + (" ..." if len(lines) > 2 else "")

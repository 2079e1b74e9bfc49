"""The agreements: what each reached per year against its norm, and the chance that it is met."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from woonsim.afspraken import toets
from woonsim.indicatoren import INDICATOREN, TOTAAL
from woonsim.maatstaf import Maatstaf
from woonsim.notatie import unit_noun, value_text
from woonsim.plots.stijl import (
    BLUE,
    GREY,
    INK,
    ORANGE,
    WIDTH,
    head,
    label_right,
    mean_of,
    mid_years,
    per_year,
    quantiles,
    year_axis,
)
from woonsim.results import Results
from woonsim.scenario.model import Afspraak
from woonsim.schermteksten import tekst

_PANEL_HEIGHT = 2.3
"""Inches."""


def plot_afspraken(results: Results, each: pd.DataFrame) -> Figure | None:
    """A panel per agreement: outcome per year with the band of replications, norm, chance that it is met."""
    judged = toets(results, each)
    verdicts = {row["afspraak"]: row for row in judged[judged["jaar"].isna()].to_dict("records")}
    shown = [one for one in results.scenario.afspraken if not np.isnan(_reached(results, each, one)).all()]
    if not shown:
        return None
    columns = min(2, len(shown))
    rows = -(-len(shown) // columns)
    figure = Figure(figsize=(WIDTH, 0.9 + _PANEL_HEIGHT * rows))
    grid = figure.subplots(rows, columns, squeeze=False).ravel()
    for axes, afspraak in zip(grid, shown, strict=False):
        _draw(axes, results, each, afspraak, verdicts[afspraak.naam])
    for axes in grid[len(shown) :]:
        axes.set_axis_off()
    note = tekst("noot_afspraken", n=results.n) if results.n > 1 else tekst("noot_afspraken_een")
    head(figure, _title(verdicts, shown, results.scenario.afspraken), results, note)
    return figure


def _title(verdicts: dict[str, dict[Any, Any]], shown: list[Afspraak], agreed: Sequence[Afspraak]) -> str:
    """Which agreement is least certain, unless all of several are met always."""
    if len(agreed) > 1 and all(verdicts[one.naam]["kans"] == 1 for one in agreed):
        return tekst("titel_afspraken_alle")
    least = min(shown, key=lambda one: _certainty(verdicts[one.naam]))
    return tekst("titel_afspraken", naam=least.naam, kans=value_text(verdicts[least.naam]["kans"], "aandeel", 0))


def _certainty(verdict: dict[Any, Any]) -> float:
    """The chance that an agreement is met; one without a chance comes last."""
    return 2.0 if np.isnan(verdict["kans"]) else float(verdict["kans"])


def _reached(results: Results, each: pd.DataFrame, afspraak: Afspraak) -> Any:
    return per_year(results, each, afspraak.indicator, afspraak.groep or TOTAAL)


def _draw(axes: Axes, results: Results, each: pd.DataFrame, afspraak: Afspraak, verdict: dict[Any, Any]) -> None:
    """One agreement."""
    values, when = _reached(results, each, afspraak), mid_years(results)
    unit, norm = INDICATOREN[afspraak.indicator].eenheid, Maatstaf.of(afspraak).limit
    low, high = quantiles(values)
    if results.n > 1:
        axes.fill_between(when, low, high, color=GREY, alpha=0.3, lw=0)
    axes.plot(when, mean_of(values), color=BLUE, lw=1.8, marker="o", ms=3.5)
    axes.axhline(norm, color=ORANGE, lw=1.4, ls=(0, (4, 2)))
    label_right(axes, norm, _sign(afspraak.norm), ORANGE)
    chances = {key: value_text(verdict[column], "aandeel", 0) for key, column in _CHANCES.items()}
    kans = tekst("kans_tussen", **chances) if results.n > 1 else chances["kans"]
    axes.set_title(f"{afspraak.naam}\n", color=INK)
    line = tekst(f"paneel_afspraak_{afspraak.periode}", kans=kans)
    axes.annotate(line, (0, 1), (0, 5), xycoords="axes fraction", textcoords="offset points", size=8, color=INK)
    axes.set_ylabel(unit_noun(unit))
    axes.margins(y=0.12)
    if unit.startswith("aandeel"):
        axes.set_ylim(bottom=0)
    year_axis(axes, results, most=5)
    decimals = 0 if (axes.get_ylim()[1] - axes.get_ylim()[0]) * (100 if unit.startswith("aandeel") else 1) > 4 else 1
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: value_text(value, unit, decimals)))


def _sign(norm: str) -> str:
    """A norm with its comparison as one sign."""
    return norm.strip().replace(">=", "≥ ").replace("<=", "≤ ").replace("  ", " ")


_CHANCES = {"kans": "kans", "low": "kans_low", "high": "kans_high"}

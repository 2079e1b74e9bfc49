"""Support at home: what there is and what is used, what is missed for want of it, and who relapses."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from woonsim.indicatoren import TOTAAL
from woonsim.plots.stijl import (
    BLUE,
    GREEN,
    INK,
    ORANGE,
    PURPLE,
    SKY,
    WIDTH,
    YELLOW,
    date_axis,
    draw_band,
    head,
    mean_of,
    mean_text,
    name_series,
    over_term,
    per_year,
    year_panel,
)
from woonsim.plots.verloop import draw_stack, fortnights, levels
from woonsim.results import Results
from woonsim.schermteksten import getal, tekst

_FORMS = {"intensief": BLUE, "ambulant": SKY, "waakvlam": YELLOW}
"""Form of support -> its colour."""


def plot_begeleiding(results: Results, each: pd.DataFrame) -> Figure | None:
    """Fte in use, people per form, homes missed and relapse: a panel each, of what the scenario has."""
    panels = _panels(results, each)
    if not panels:
        return None
    rows = -(-len(panels) // 2)
    figure = Figure(figsize=(WIDTH, 0.7 + 2.4 * rows if len(panels) > 1 else 3.4))
    grid = figure.subplots(rows, min(2, len(panels)), squeeze=False).ravel()
    for axes, draw in zip(grid, panels, strict=False):
        draw(axes)
    for axes in grid[len(panels) :]:
        axes.set_axis_off()
    head(figure, _title(results, each), results)
    return figure


def _panels(results: Results, each: pd.DataFrame) -> list[Callable[[Axes], None]]:
    """What draws each panel."""
    panels: list[Callable[[Axes], None]] = []
    if results.scenario.begeleiding is not None:
        missed = per_year(results, each, "gemist_begeleiding", TOTAAL)
        panels += [partial(_draw_fte, results), partial(_draw_forms, results)]
        texts = {"title": tekst("paneel_gemist"), "unit": tekst("as_woningen_per_jaar")}
        panels.append(lambda axes: year_panel(axes, results, missed, ORANGE, **texts))
    if results.scenario.terugval is not None:
        relapses = per_year(results, each, "terugval", TOTAAL)
        labels = {"title": tekst("paneel_terugval"), "unit": tekst("as_huishoudens_per_jaar")}
        panels.append(lambda axes: year_panel(axes, results, relapses, PURPLE, **labels))
    return panels


def _draw_fte(results: Results, axes: Axes) -> None:
    """What there is as a dashed line, what is used with its band."""
    moments, when = fortnights(results)
    there = mean_of(levels(results, "begeleiding", "fte_beschikbaar", moments))
    draw_band(axes, when, levels(results, "begeleiding", "fte_in_gebruik", moments), GREEN)
    axes.plot(when, there, color=INK, lw=1.4, ls=(0, (4, 2)), drawstyle="steps-post")
    name_series(axes, tekst("paneel_fte"), [(tekst("fte_in_gebruik"), GREEN), (tekst("fte_beschikbaar"), INK)])
    axes.set_ylabel(tekst("as_fte"))
    axes.set_ylim(0, 1.1 * max(float(np.max(there)), axes.get_ylim()[1] / 1.1))
    date_axis(axes, results, most=5)


def _draw_forms(results: Results, axes: Axes) -> None:
    """How many people have each form."""
    moments, when = fortnights(results)
    counts = {tekst(f"vorm_{form}"): levels(results, "begeleiding", form, moments) for form in _FORMS}
    draw_stack(axes, when, tekst("paneel_vorm"), counts, _FORMS)
    axes.set_ylabel(tekst("as_mensen"))
    date_axis(axes, results, most=5)


def _title(results: Results, each: pd.DataFrame) -> str:
    if results.scenario.begeleiding is None:
        return tekst("titel_terugval", n=mean_text(over_term(each, "terugval", TOTAAL)))
    missed = mean_text(over_term(each, "gemist_begeleiding", TOTAAL))
    fte = mean_text(levels(results, "begeleiding", "fte_beschikbaar", fortnights(results)[0]))
    used = float(over_term(each, "begeleiding_benutting", TOTAAL).mean())
    none = not over_term(each, "gemist_begeleiding", TOTAAL).any()
    gemist = tekst("gemist_geen") if none else tekst("gemist_wel", n=missed)
    return tekst("titel_begeleiding", fte=fte, deel=f"{getal(100 * used)}%", gemist=gemist)

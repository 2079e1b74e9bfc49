"""How long people waited: a panel per group."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from woonsim.indicatoren import TOTAAL
from woonsim.kalender import DAGEN_PER_MAAND
from woonsim.plots.stijl import (
    BLUE,
    GROUPS,
    WIDTH,
    draw_band,
    from_zero,
    head,
    mean_text,
    mid_years,
    over_term,
    per_year,
    year_axis,
)
from woonsim.results import Results
from woonsim.schermteksten import tekst


def plot_wachttijden(results: Results, each: pd.DataFrame) -> Figure | None:
    """Inschrijfduur of those housed regularly, and the wait of each special group: a panel each."""
    panels = [("regulier", "inschrijfduur_gehuisvest", TOTAAL, "as_jaar", BLUE)]
    panels += [(g, "wachttijd_mediaan", f"doelgroep={g}", "as_maanden", c) for g, c in GROUPS.items()]
    panels = [panel for panel in panels if not np.isnan(per_year(results, each, *panel[1:3])).all()]
    if not panels:
        return None
    rows = max(2, -(-len(panels) // 2))
    figure = Figure(figsize=(WIDTH, 0.6 + (2.4 if rows < 3 else 1.9) * rows))
    grid = figure.subplots(rows, 2, squeeze=False).ravel()
    months = [axes for axes, panel in zip(grid, panels, strict=False) if panel[3] == "as_maanden"]
    for axes, (group, indicator, groep, axis, colour) in zip(grid, panels, strict=False):
        values = per_year(results, each, indicator, groep)
        values = values / DAGEN_PER_MAAND if axis == "as_maanden" else values
        draw_band(axes, mid_years(results), values, colour)
        axes.set_title(tekst(f"paneel_{group}"), color=colour)
        axes.set_ylabel(tekst(axis))
        from_zero(axes)
        year_axis(axes, results, most=6)
    top = max((axes.get_ylim()[1] for axes in months), default=1.0)
    for axes in months:
        axes.set_ylim(0, top)
    for axes in grid[len(panels) :]:
        axes.set_axis_off()
    regulier = mean_text(over_term(each, "inschrijfduur_gehuisvest", TOTAAL))
    uitstroom = mean_text(over_term(each, "wachttijd_mediaan", "doelgroep=uitstroom") / DAGEN_PER_MAAND)
    head(figure, tekst("titel_wachttijden", regulier=regulier, uitstroom=uitstroom), results)
    return figure

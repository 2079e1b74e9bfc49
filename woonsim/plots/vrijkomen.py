"""The homes that fall free, by the kanaal through which they were let."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from woonsim.begrippen import Kanaal
from woonsim.indicatoren import TOTAAL
from woonsim.plots.stijl import (
    BLUE,
    GREY,
    INK,
    ORANGE,
    WIDTH,
    head,
    label_right,
    mean_of,
    mean_text,
    mid_years,
    per_year,
    quantiles,
    whiskers,
    year_axis,
)
from woonsim.results import Results
from woonsim.schermteksten import getal, tekst


def plot_vrijgekomen(results: Results, each: pd.DataFrame) -> Figure | None:
    """Freed homes per year, stacked by the channel they were given."""
    total = per_year(results, each, "vrijgekomen", TOTAAL)
    parts = {kanaal: per_year(results, each, "vrijgekomen", f"kanaal={kanaal.name}") for kanaal in Kanaal}
    means = {kanaal: mean_of(np.nan_to_num(values)) for kanaal, values in parts.items()}
    shown = {kanaal: mean for kanaal, mean in means.items() if mean.max() > 0}
    if not shown:
        return None
    figure = Figure(figsize=(WIDTH, 4.2))
    axes = figure.subplots()
    when, below = mid_years(results), np.zeros(len(results.jaren))
    colours = {Kanaal.aanbod: BLUE, Kanaal.bemiddeling: ORANGE, Kanaal.eerste_reageerder: GREY}
    for kanaal, mean in shown.items():
        axes.bar(when, mean, width=np.timedelta64(250, "D"), bottom=below, color=colours[kanaal])
        middle = float(below[-1] + mean[-1] / 2)
        label_right(axes, middle, f"{kanaal.name.replace('_', ' ')}\n{getal(mean.mean())}", colours[kanaal])
        below += mean
    if results.n > 1:
        low, high = quantiles(total)
        axes.errorbar(when, below, yerr=whiskers(below, low, high), fmt="none", ecolor=INK, capsize=3, lw=1)
    axes.set_ylabel(tekst("as_woningen_per_jaar"))
    year_axis(axes, results, most=12)
    values = {"totaal": mean_text(total, 0), "bemiddeling": getal(means[Kanaal.bemiddeling].mean())}
    head(figure, tekst("titel_vrijgekomen", **values), results)
    return figure

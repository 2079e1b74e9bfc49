"""What a doorstroomregeling brings about: participants, their moves, and the homes for a gezin that they leave."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from woonsim.indicatoren import TOTAAL
from woonsim.plots.stijl import (
    BLUE,
    GREEN,
    ORANGE,
    PURPLE,
    WIDTH,
    Values,
    draw_band,
    head,
    mean_text,
    mid_years,
    name_series,
    over_term,
    per_year,
    share_axis,
    year_axis,
    year_panel,
)
from woonsim.results import Results
from woonsim.schermteksten import getal, tekst

_COLOURS = {"bruto": BLUE, "extra": ORANGE}


def plot_doorstroming(results: Results, each: pd.DataFrame) -> Figure | None:
    """Participants, moves, homes freed and tenants who live spaciously: a panel each; none without participants."""
    bereikt = per_year(results, each, "doorstroming_bereikt", TOTAAL)
    if not np.nansum(bereikt):
        return None
    figure = Figure(figsize=(WIDTH, 5.4))
    reached, moved, freed, roomy = figure.subplots(2, 2).ravel()
    year_panel(reached, results, bereikt, GREEN, tekst("paneel_bereikt"), tekst("as_huishoudens_per_jaar"))
    names = {"bruto": "doorstroming_bruto", "extra": "doorstroming_extra"}
    moves = {kind: per_year(results, each, name, TOTAAL) for kind, name in names.items()}
    _draw(moved, results, moves, "paneel_verhuizingen", "as_verhuizingen_per_jaar")
    names = {"bruto": "gezinswoningen_vrijgemaakt", "extra": "gezinswoningen_vrijgemaakt_extra"}
    homes = {kind: per_year(results, each, name, TOTAAL).cumsum(axis=1) for kind, name in names.items()}
    _draw(freed, results, homes, "paneel_gezinswoningen", "as_woningen")
    ruim = per_year(results, each, "huurders_ruim_wonend", TOTAAL)
    year_panel(roomy, results, ruim, PURPLE, tekst("paneel_ruim"), "")
    share_axis(roomy)
    usual = tekst("noot_band", n=results.n) if results.n > 1 else tekst("noot_een_replicatie")
    head(figure, _title(each), results, f"{usual} {tekst('noot_doorstroming')}")
    return figure


def _draw(axes: Axes, results: Results, series: dict[str, Values], title: str, unit: str) -> None:
    """All that participants did and what was extra, with bands."""
    for kind, values in series.items():
        draw_band(axes, mid_years(results), values, _COLOURS[kind])
    name_series(axes, tekst(title), [(tekst(f"soort_{kind}"), colour) for kind, colour in _COLOURS.items()])
    axes.set_ylabel(tekst(unit))
    # a line along 0 must be seen as one
    axes.set_ylim(0, max(axes.get_ylim()[1], 1.0))
    year_axis(axes, results, most=5)


def _title(each: pd.DataFrame) -> str:
    costs = over_term(each, "kosten_per_extra_verhuizing", TOTAAL)
    known = costs[~np.isnan(costs)]
    # two digits are known of it at most
    kosten = getal(round(float(known.mean()), -2)) if len(known) and known.any() else ""
    return tekst(
        "titel_doorstroming",
        bruto=mean_text(over_term(each, "doorstroming_bruto", TOTAAL)),
        extra=mean_text(over_term(each, "doorstroming_extra", TOTAAL)),
        kosten=tekst("kosten_per_extra", kosten=kosten) if kosten else "",
    )

"""The figures of a run as SVG, each with its finding as title: one module per subject, one line each in `FIGUREN`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from woonsim.plots.afspraken import plot_afspraken
from woonsim.plots.begeleiding import plot_begeleiding
from woonsim.plots.doorstroming import plot_doorstroming
from woonsim.plots.goalseek import goal_seek_svg
from woonsim.plots.huishoudens import gevolgen_svg, ruimte_svg
from woonsim.plots.ketenboom import ketenboom_svg
from woonsim.plots.ketens import plot_ketens
from woonsim.plots.latin import latin_svg
from woonsim.plots.leeftijdslabel import plot_leeftijdslabel
from woonsim.plots.onwetendheid import invloed_svg
from woonsim.plots.stijl import Plot, render
from woonsim.plots.sweep import sweep_svg
from woonsim.plots.taakstelling import plot_taakstelling
from woonsim.plots.verschil import main_differences, verschil_svg
from woonsim.plots.voorraad import plot_voorraad
from woonsim.plots.voorziening import plot_beschermd_wonen
from woonsim.plots.vrijkomen import plot_vrijgekomen
from woonsim.plots.wachten import plot_wachttijden
from woonsim.results import Results
from woonsim.vergelijking.huishoudens import IEDEREEN, REGULIER
from woonsim.vergelijking.vergelijking import BASIS

if TYPE_CHECKING:
    from woonsim.vergelijking.vergelijking import Vergelijking

__all__ = [
    "FIGUREN",
    "comparison_figures",
    "figures",
    "goal_seek_svg",
    "invloed_svg",
    "ketenboom_svg",
    "latin_svg",
    "plot_afspraken",
    "plot_begeleiding",
    "plot_beschermd_wonen",
    "plot_doorstroming",
    "plot_ketens",
    "plot_leeftijdslabel",
    "plot_taakstelling",
    "plot_voorraad",
    "plot_vrijgekomen",
    "plot_wachttijden",
    "render",
    "sweep_svg",
]

FIGUREN: dict[str, Plot] = {
    "wachttijden": plot_wachttijden,
    "vrijgekomen": plot_vrijgekomen,
    "beschermd_wonen": plot_beschermd_wonen,
    "begeleiding": plot_begeleiding,
    "taakstelling": plot_taakstelling,
    "leeftijdslabel": plot_leeftijdslabel,
    "ketens": plot_ketens,
    "doorstroming": plot_doorstroming,
    "voorraad": plot_voorraad,
    "afspraken": plot_afspraken,
}
"""Name of the file -> what draws it."""


def figures(results: Results, each: pd.DataFrame) -> dict[str, bytes]:
    """The figures of a run as SVG files, by name; `each` is `per_replicatie(results)`.

    A figure about something that the scenario does not have is left out.
    """
    pictures = {name: render(plot, results, each, "svg") for name, plot in FIGUREN.items()}
    return {name: picture for name, picture in pictures.items() if picture}


def comparison_figures(found: Vergelijking) -> dict[str, Callable[[], bytes]]:
    """What draws each figure of a comparison as an SVG file, by name; what has nothing to show gives no bytes.

    Each knows no more than it draws, so that another process may do it. Those of a single variant bear its number,
    from 1, where there are more.
    """
    chains = found.ketens[found.ketens["variant"] == BASIS]
    draws: dict[str, Callable[[], bytes]] = {
        "verschil": partial(verschil_svg, *main_differences(found), found.basis.scenario.naam, found.basis.n),
        "ketens-basis": partial(ketenboom_svg, chains, BASIS, found.basis.n),
    }
    for number, naam in enumerate(found.varianten, 1):
        tail = f"-{number}" if len(found.varianten) > 1 else ""
        draws |= {f"{name}{tail}": draw for name, draw in _figures_of(found, naam).items()}
    return draws


def _figures_of(found: Vergelijking, naam: str) -> dict[str, Callable[[], bytes]]:
    """What draws the figures of one variant."""
    n, jaren = found.basis.n, len(found.basis.jaren)
    mine = found.gevolgen[found.gevolgen["variant"] == naam]
    everybody, seekers = (mine[mine["wie"] == wie] for wie in (IEDEREEN, REGULIER))
    room, chains = (table[table["variant"] == naam] for table in (found.ruimte, found.ketens))
    return {
        "gevolgen": partial(gevolgen_svg, everybody, seekers, jaren, n, BASIS, naam),
        "ruimte": partial(ruimte_svg, room, n, BASIS, naam),
        "afspraken": partial(render, plot_afspraken, *_agreed(found.varianten[naam], found.cijfers[naam]), "svg"),
        "ketens": partial(ketenboom_svg, chains, naam, n),
    }


def _agreed(results: Results, each: pd.DataFrame) -> tuple[Results, pd.DataFrame]:
    """No more of a run and its figures than the agreements are about."""
    bare = tuple(replace(replicatie, feiten={}, zoekers=None, afgeleid={}) for replicatie in results.replicaties)
    agreed = {afspraak.indicator for afspraak in results.scenario.afspraken}
    return replace(results, replicaties=bare), each[each["indicator"].isin(agreed)]

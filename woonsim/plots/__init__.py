"""The figures of a run as SVG, each with its finding as title: one module per subject, one line each in `FIGUREN`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from woonsim.plots.afspraken import plot_afspraken
from woonsim.plots.begeleiding import plot_begeleiding
from woonsim.plots.doorstroming import plot_doorstroming
from woonsim.plots.goalseek import goal_seek_svg
from woonsim.plots.ketens import plot_ketens
from woonsim.plots.latin import latin_svg
from woonsim.plots.leeftijdslabel import plot_leeftijdslabel
from woonsim.plots.stijl import Plot, render
from woonsim.plots.sweep import sweep_svg
from woonsim.plots.taakstelling import plot_taakstelling
from woonsim.plots.verschil import verschil_svg
from woonsim.plots.voorraad import plot_voorraad
from woonsim.plots.voorziening import plot_beschermd_wonen
from woonsim.plots.vrijkomen import plot_vrijgekomen
from woonsim.plots.wachten import plot_wachttijden
from woonsim.results import Results

if TYPE_CHECKING:
    from woonsim.vergelijking.vergelijking import Vergelijking

__all__ = [
    "FIGUREN",
    "comparison_figures",
    "figures",
    "goal_seek_svg",
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


def comparison_figures(found: Vergelijking) -> dict[str, bytes]:
    """The figures of a comparison as SVG files, by name; what has nothing to show is left out."""
    pictures = {"verschil": verschil_svg(found)}
    return {name: picture for name, picture in pictures.items() if picture}

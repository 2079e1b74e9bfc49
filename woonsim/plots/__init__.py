"""The figures of a run as SVG, each with its finding as title: one module per subject, one line each in `FIGUREN`."""

from __future__ import annotations

import pandas as pd

from woonsim.plots.afspraken import plot_afspraken
from woonsim.plots.ketens import plot_ketens
from woonsim.plots.stijl import Plot, render
from woonsim.plots.sweep import sweep_svg
from woonsim.plots.voorziening import plot_beschermd_wonen
from woonsim.plots.vrijkomen import plot_vrijgekomen
from woonsim.plots.wachten import plot_wachttijden
from woonsim.results import Results

__all__ = [
    "FIGUREN",
    "figures",
    "plot_afspraken",
    "plot_beschermd_wonen",
    "plot_ketens",
    "plot_vrijgekomen",
    "plot_wachttijden",
    "render",
    "sweep_svg",
]

FIGUREN: dict[str, Plot] = {
    "wachttijden": plot_wachttijden,
    "vrijgekomen": plot_vrijgekomen,
    "beschermd_wonen": plot_beschermd_wonen,
    "ketens": plot_ketens,
    "afspraken": plot_afspraken,
}
"""Name of the file -> what draws it."""


def figures(results: Results, each: pd.DataFrame) -> dict[str, bytes]:
    """The figures of a run as SVG files, by name; `each` is `per_replicatie(results)`.

    A figure about something that the scenario does not have is left out.
    """
    pictures = {name: render(plot, results, each, "svg") for name, plot in FIGUREN.items()}
    return {name: picture for name, picture in pictures.items() if picture}

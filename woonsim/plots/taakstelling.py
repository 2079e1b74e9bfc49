"""The taakstelling: what each half-year asks, who is housed, the backlog, and who waits ten weeks at most."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from numpy.typing import NDArray

from woonsim.indicatoren.figuurfeiten import figuurfeiten
from woonsim.plots.stijl import (
    BLUE,
    GREEN,
    INK,
    ORANGE,
    WIDTH,
    Values,
    draw_band,
    from_zero,
    head,
    mean_of,
    name_series,
    over_term,
    per_year,
    share_axis,
    year_axis,
    year_panel,
)
from woonsim.results import Results
from woonsim.schermteksten import getal, tekst

_GROEP = "doelgroep=statushouders"


def plot_taakstelling(results: Results, each: pd.DataFrame) -> Figure | None:
    """What is asked and who is housed per half-year above, the backlog and the ten weeks below."""
    parts = [pd.DataFrame(rows).assign(replicatie=nummer) for nummer, rows in figuurfeiten(results, "taakstelling")]
    table = pd.concat(parts, ignore_index=True)
    if table.empty:
        return None
    figure = Figure(figsize=(WIDTH, 5.6))
    grid = figure.add_gridspec(2, 2)
    upper, left, right = (figure.add_subplot(part) for part in (grid[0, :], grid[1, 0], grid[1, 1]))
    when, opgave = _half_years(table, "opgave")
    draw_band(upper, *_half_years(table, "gehuisvest"), GREEN)
    upper.plot(when, mean_of(opgave), color=INK, lw=1.4, ls=(0, (4, 2)), drawstyle="steps-mid")
    names = [(tekst("personen_gehuisvest"), GREEN), (tekst("personen_opgave"), INK)]
    name_series(upper, tekst("paneel_personen"), names)
    upper.set_ylabel(tekst("as_personen"))
    from_zero(upper)
    year_axis(upper, results, most=12)
    left.axhline(0, color=INK, lw=0.8)
    draw_band(left, *_half_years(table, "achterstand_eind"), ORANGE)
    left.set_title(tekst("paneel_achterstand"), color=ORANGE)
    left.set_ylabel(tekst("as_personen"))
    year_axis(left, results, most=5)
    soon = per_year(results, each, "wachttijd_binnen_10_weken", _GROEP)
    year_panel(right, results, soon, BLUE, tekst("paneel_tien_weken"), "")
    right.set_ylim(top=1)
    share_axis(right)
    head(figure, _title(each, table), results)
    return figure


def _half_years(table: pd.DataFrame, column: str) -> tuple[NDArray[Any], Values]:
    """The middle of each half-year, and the numbers: a row per replication."""
    cells = table[["jaar", "halfjaar"]].drop_duplicates().sort_values(["jaar", "halfjaar"]).to_numpy(dtype=np.int64)
    middles = [f"{jaar}-{'04' if halfjaar == 1 else '10'}-01" for jaar, halfjaar in cells.tolist()]
    values = table.pivot_table(index="replicatie", columns=["jaar", "halfjaar"], values=column)
    return np.array(middles, dtype="datetime64[D]"), values.to_numpy(dtype=np.float64)


def _title(each: pd.DataFrame, table: pd.DataFrame) -> str:
    begin, end = (_half_years(table, f"achterstand_{when}")[1] for when in ("begin", "eind"))
    ends = {"begin": round(float(begin[:, 0].mean())), "eind": round(float(end[:, -1].mean()))}
    soon = over_term(each, "wachttijd_binnen_10_weken", _GROEP)
    known = soon[~np.isnan(soon)]
    deel = f"{getal(100 * float(known.mean()))}%" if len(known) else "-"
    return tekst("titel_taakstelling", **{name: _achterstand(value) for name, value in ends.items()}, deel=deel)


def _achterstand(personen: int) -> str:
    """How far behind, or below 0 ahead."""
    return tekst("personen_voorsprong" if personen < 0 else "personen_achterstand", n=getal(abs(personen)))

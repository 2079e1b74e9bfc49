"""What a sweep shows: per outcome a table with a row per value, at 80 columns."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from woonsim.bereik import Bereik
from woonsim.notatie import decimals_of, difference_text, unit_noun, value_text
from woonsim.reeks import Reeks
from woonsim.schermteksten import jaren, tekst, waarde_text
from woonsim.screen import capture, print_part
from woonsim.uitkomsten import label_of

if TYPE_CHECKING:
    from woonsim.scenario.model import Scenario
    from woonsim.sweep import Rij


_VALUE_LETTERS = 14
"""What a value may take on a line before it is folded."""


def render_sweep(
    scenario: Scenario, rows: list[Rij], reeksen: tuple[Reeks | Bereik, ...], n: int, folder: Path, *, is_stored: bool
) -> str:
    """The screen of a sweep over `reeksen` with `n` replications per value, whose files stand in `folder`."""
    with capture() as (console, text):
        head = tekst("sweep_kop" if n > 1 else "sweep_kop_een", n=n, jaren=jaren(scenario.looptijd))
        console.print(Text(scenario.naam, style="bold"), Text(f"{head}\n", style="dim"), sep="\n")
        for (indicator, groep), part in groupby(rows, lambda row: (row.indicator, row.groep)):
            console.print(_table(label_of(indicator, groep), list(part), reeksen))
            console.print()
        print_part(console, "", list(_notes(rows, n)))
        if is_stored:
            print_part(console, "", [tekst("stond_er_al")])
        print_part(console, "", [tekst("sweep_bestanden", map=folder)])
    return text()


def _table(heading: str, rows: list[Rij], reeksen: tuple[Reeks | Bereik, ...]) -> Table:
    noun = unit_noun(rows[0].unit)
    title = f"{heading} ({noun})" if noun else heading
    # of two values and four figures a line of eighty holds little more
    gap = 2 if len(reeksen) == 1 else 1
    table = Table(title=title, title_justify="left", title_style="bold", box=None, padding=(0, gap, 0, 0))
    for place, reeks in enumerate(reeksen):
        longest = max(len(row.waarden[place]) for row in rows)
        table.add_column(reeks.pad.rpartition(".")[2], overflow="fold", min_width=max(6, min(longest, _VALUE_LETTERS)))
    for head in ("kop_gemiddeld", "kop_interval", "kop_verschil", "kop_interval"):
        table.add_column(tekst(head), justify="right", no_wrap=True)
    for row in rows:
        is_first = row.waarden == rows[0].waarden
        table.add_row(
            *(Text(waarde_text(each)) for each in row.waarden),
            *_outcome(row),
            *(("", "") if is_first else _difference(row)),
        )
    return table


def _outcome(row: Rij) -> tuple[str, str]:
    """Mean and interval."""
    decimals = decimals_of(vars(row))
    low, high = (value_text(bound, row.unit, decimals) for bound in (row.low, row.high))
    mark = "*" if not math.isnan(row.low) and not row.betrouwbaar else " "
    interval = "-" if math.isnan(row.low) else tekst("tot", low=low, high=high)
    return value_text(row.mean, row.unit, decimals), f"{interval}{mark}"


def _difference(row: Rij) -> tuple[str, str]:
    """Mean and interval of the difference, with its sign; shares in percentage points."""
    mine = {"unit": row.unit, "verschil": row.verschil, "low": row.verschil_low, "high": row.verschil_high}
    mean, interval = difference_text(mine)
    mark = "*" if not math.isnan(row.verschil_low) and not row.verschil_betrouwbaar else " "
    return mean, f"{interval}{mark}"


def _notes(rows: list[Rij], n: int) -> Iterator[str]:
    """What the reader of the tables must know."""
    if not rows:
        return
    # as in woonsim.sweep.BASIS
    is_latin = rows[0].waarden[0] == "basis"
    yield tekst("sweep_uitleg_latin") if is_latin else tekst("sweep_uitleg", eerste=", ".join(rows[0].waarden))
    if any(row.unit.startswith("aandeel") for row in rows):
        yield tekst("procentpunt")
    unreliable = [row for row in rows if not (row.betrouwbaar and row.verschil_betrouwbaar)]
    if n == 1:
        yield tekst("een_replicatie")
    elif any(not math.isnan(row.low) for row in unreliable):
        yield tekst("sweep_voorbehoud")

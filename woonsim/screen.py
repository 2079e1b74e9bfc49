"""What a run shows: the question, an answer in a few sentences, the main figures and the agreements, at 80 columns."""

from __future__ import annotations

import math
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from woonsim.afspraaktekst import afspraak_lines
from woonsim.antwoord import answer
from woonsim.notatie import decimals_of, unit_noun, value_text
from woonsim.schermteksten import jaren, tekst
from woonsim.uitkomsten import OTHERS, UITKOMSTEN

if TYPE_CHECKING:
    import pandas as pd

    from woonsim.scenario.model import Scenario

_WIDTH = 80

_WHEN_ANY = {*OTHERS, "bruto", "extra", "gebouwd", "verkocht", "gesloopt"}
"""Rows that are left out when they count nothing: the scenario need not have the subject."""
_INDENT = "  "
Row = tuple[str, dict[Any, Any]]


def render(scenario: Scenario, figures: dict[str, pd.DataFrame], folder: Path, n: int, *, is_stored: bool) -> str:
    """The screen of a run of `n` replications whose `figures` (see `woonsim.database.FIGURES`) stand in `folder`.

    In colour when stdout is a terminal and NO_COLOR is not set.
    """
    with capture() as (console, text):
        _print_run(console, scenario, figures, folder, n, is_stored=is_stored)
    return text()


@contextmanager
def capture() -> Iterator[tuple[Console, Callable[[], str]]]:
    """A console as wide as the screen, at most 80 columns, and what tells the text written to it."""
    out = StringIO()
    width = min(_WIDTH, shutil.get_terminal_size((_WIDTH, 24)).columns)
    console = Console(file=out, width=width, force_terminal=sys.stdout.isatty(), highlight=False)
    yield console, lambda: "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def _print_run(
    console: Console, scenario: Scenario, figures: dict[str, pd.DataFrame], folder: Path, n: int, *, is_stored: bool
) -> None:
    years = tekst("replicaties" if n > 1 else "replicatie", n=n, jaren=jaren(scenario.looptijd))
    console.print(Text(scenario.naam, style="bold"), Text(f"{years}\n", style="dim"), sep="\n")
    print_part(console, tekst("vraag"), [scenario.vraag])
    if scenario.wijzigingen:
        print_part(console, "", [tekst("gewijzigd", wijzigingen=", ".join(scenario.wijzigingen))])
    print_part(console, tekst("antwoord"), list(answer(scenario, figures)))
    shown = _shown_groups(figures["indicator"])
    console.print(_table(shown, years))
    print_part(console, "", _caveat(list(chain.from_iterable(shown.values())), n))
    if scenario.afspraken:
        print_part(console, tekst("afspraken"), list(afspraak_lines(scenario, figures["afspraak"])))
    if is_stored:
        print_part(console, "", [tekst("stond_er_al")])
    print_part(console, "", [tekst("bestanden", map=folder)])


def print_part(console: Console, head: str, paragraphs: list[str]) -> None:
    """Write paragraphs under a head, and an empty line."""
    if head:
        console.print(Text(head, style="bold"))
    for paragraph in paragraphs:
        text = paragraph.lstrip()
        indent = len(paragraph) - len(text) + (2 if head else 0)
        console.print(Padding(Text(text), (0, 0, 0, indent)))
    if paragraphs or not head:
        console.print()


def _shown_groups(indicator: pd.DataFrame) -> dict[str, list[Row]]:
    """The rows of the table that have a figure, each with its text, under their headings."""
    over_term = indicator[indicator["jaar"].isna() & indicator["mean"].notna()]
    keys = zip(over_term["indicator"], over_term["groep"], strict=True)
    known: dict[tuple[str, str], dict[Any, Any]] = dict(zip(keys, over_term.to_dict("records"), strict=True))
    groups = {
        tekst(f"groep_{heading}"): [
            (tekst(f"rij_{name}"), known[key])
            for name, *key_of in rows
            if (key := (key_of[0], key_of[1])) in known and (name not in _WHEN_ANY or known[key]["mean"] > 0)
        ]
        for heading, rows in UITKOMSTEN.items()
    }
    return {heading: rows for heading, rows in groups.items() if rows}


def _table(groups: dict[str, list[Row]], years: str) -> Table:
    title = tekst("uitkomsten", jaren=years)
    table = Table(title=title, title_justify="left", title_style="bold", box=None, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column("", no_wrap=True)
    for head in ("kop_gemiddeld", "kop_interval"):
        table.add_column(tekst(head), justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    for heading, rows in groups.items():
        table.add_row(Text(heading, style="bold"))
        for text, row in rows:
            table.add_row(f"{_INDENT}{text}", *_cells(row))
    return table


def _caveat(shown: list[Row], n: int) -> list[str]:
    """What the reader of the intervals must know."""
    if n == 1:
        return [tekst("een_replicatie")]
    return [] if all(row["betrouwbaar"] for _, row in shown) else [tekst("voorbehoud")]


def _cells(row: dict[Any, Any]) -> tuple[str, str, str]:
    """Mean, interval and unit of a row, as text."""
    unit, decimals = row["unit"], decimals_of(row)
    known = not math.isnan(row["low"])
    low, high = (value_text(row[side], unit, decimals) if known else "" for side in ("low", "high"))
    interval = tekst("tot", low=low, high=high) if known else "-"
    mark = "*" if known and not row["betrouwbaar"] else " "
    return value_text(row["mean"], unit, decimals), f"{interval}{mark}", unit_noun(unit)

"""What is shown of chains: where they begin and end, for whom, and beside a prediction, at 80 columns."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from rich.table import Table

from woonsim.begrippen import Doelgroep
from woonsim.indicatoren import TOTAAL
from woonsim.notatie import column_decimals, decimals_of, signed
from woonsim.schermteksten import getal, tekst
from woonsim.screen import capture, print_part
from woonsim.vergelijking.schakels import WORTELS

if TYPE_CHECKING:
    import pandas as pd

_BEGIN = {
    "ketens": ("ketendelen", TOTAAL),
    "woningen": ("woningen", TOTAAL),
    "toewijzingen": ("toewijzingen", TOTAAL),
    "per_keten": ("per_keten", TOTAAL),
    "dagen": ("dagen", TOTAAL),
    "plaatsen": ("plaatsen", TOTAAL),
}
"""Heading of a column -> measure and group."""
_WIE = {
    "starter": ("toewijzingen", "woonsituatie=starter"),
    "doorstromer": ("toewijzingen", "woonsituatie=doorstromer"),
    "regulier": ("toewijzingen", f"doelgroep={Doelgroep.regulier.name}"),
    "gemeente": ("toewijzingen", "herkomst=gemeente"),
    "regio": ("toewijzingen", "herkomst=regio"),
    "elders": ("toewijzingen", "herkomst=elders"),
}
_EINDE = {
    "starter": ("einden", "einde=starter"),
    "buiten": ("einden", "einde=buiten_voorraad"),
    "bemiddeld": ("einden", "einde=bemiddeling"),
    "open": ("einden", "einde=open"),
    "onttrokken": ("einden", "einde=onttrokken"),
    "vervolg": ("einden", "einde=vervolg"),
}
_LEAST = 0.05
"""Ketendelen per year from which a root has a row."""
Row = dict[Any, Any]


def render_ketens(means: pd.DataFrame, verschil: pd.DataFrame | None, getoetst: pd.DataFrame | None) -> str:
    """The screen about chains; each table is one of `woonsim.vergelijking`.

    `means`: of the scenario (`gemiddeld`); `verschil`: of the variant with the base (`verschillen`), if there is
    one; `getoetst`: the chains of the scenario beside the prediction, if there is one.
    """
    with capture() as (console, text):
        known = _known(means)
        shown = [wortel for wortel in (*WORTELS, TOTAAL) if known[wortel, "ketendelen", TOTAAL]["mean"] >= _LEAST]
        for title, columns, note in (
            ("ketens_tabel_wortel", _BEGIN, "ketens_uitleg"),
            ("ketens_tabel_wie", _WIE, ""),
            ("ketens_tabel_einde", _EINDE, "ketens_uitleg_einde"),
        ):
            console.print(_means(title, known, shown, columns))
            print_part(console, "", [tekst(note)] if note else [])
        if verschil is not None:
            console.print(_differences(_known(verschil)))
            console.print()
        if getoetst is not None:
            console.print(_predictions(getoetst.to_dict("records")))
            print_part(console, "", [tekst("ketens_uitleg_voorspelling")])
        if any("*" in line for line in text().splitlines()):
            print_part(console, "", [tekst("ketens_voorbehoud")])
    return text()


def render_ketenverschil(verschil: pd.DataFrame) -> str:
    """What a variant changes in the chains, and nothing else; `verschil` as of `render_ketens`."""
    with capture() as (console, text):
        console.print(_differences(_known(verschil)))
        console.print()
    return text()


def _known(table: pd.DataFrame) -> dict[tuple[str, str, str], Row]:
    return {(row["wortel"], row["maat"], row["groep"]): row for row in table.to_dict("records")}


def _table(title: str, heads: list[str]) -> Table:
    table = Table(title=tekst(title), title_justify="left", title_style="bold", box=None, padding=(0, 1, 0, 0))
    table.add_column("", no_wrap=True)
    for head in heads:
        shared = head in ("interval", "verschil")
        table.add_column(tekst(f"kop_{head}" if shared else f"ketenkop_{head}"), justify="right", no_wrap=True)
    return table


def _means(title: str, known: dict[tuple[str, str, str], Row], shown: list[str], columns: dict[str, Any]) -> Table:
    table = _table(title, list(columns))
    digits = {
        head: column_decimals(
            (known[wortel, *cell] | {"unit": ""} for wortel in shown), 2 if head == "per_keten" else 1
        )
        for head, cell in columns.items()
    }
    for wortel in shown:
        cells = (_mean(known[wortel, *cell], digits[head]) for head, cell in columns.items())
        table.add_row(tekst(f"wortel_{wortel}"), *cells)
    return table


def _mean(row: Row, decimals: int) -> str:
    return "-" if math.isnan(row["mean"]) else getal(row["mean"], decimals)


def _differences(known: dict[tuple[str, str, str], Row]) -> Table:
    """Homes and lettings per root, variant less base, with intervals."""
    table = _table("ketens_tabel_verschil", ["woningen", "interval", "toewijzingen", "interval"])
    for wortel in (*WORTELS, TOTAAL):
        rows = [known[wortel, maat, TOTAAL] for maat in ("woningen", "toewijzingen")]
        if wortel == TOTAAL or any(row["mean"] or row["high"] for row in rows):
            table.add_row(tekst(f"wortel_{wortel}"), *(cell for row in rows for cell in _difference(row)))
    return table


def _difference(row: Row) -> Iterator[str]:
    """Mean and interval, with their signs."""
    is_nothing = row["mean"] == row["low"] == row["high"] == 0.0
    decimals = 0 if is_nothing else decimals_of(row | {"unit": ""})
    mean, low, high = (signed(row[name], decimals) for name in ("mean", "low", "high"))
    yield mean
    yield (
        "- "
        if math.isnan(row["low"])
        else f"{tekst('tot', low=low, high=high)}{' ' if row['betrouwbaar'] or is_nothing else '*'}"
    )


def _predictions(rows: list[Row]) -> Table:
    table = _table("ketens_tabel_voorspelling", ["voorspeld", "gespeeld", "verschil", "interval"])
    for row in rows:
        of_difference = row | {"mean": row["verschil"]}
        decimals = decimals_of(of_difference | {"unit": ""})
        both = (getal(row[name], decimals) for name in ("voorspeld", "gespeeld"))
        table.add_row(tekst(f"wortel_{row['wortel']}"), *both, *_difference(of_difference))
    return table

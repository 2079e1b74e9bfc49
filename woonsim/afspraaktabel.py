"""What a comparison shows of the agreements: how often met, how far short, how often a miss is only bad luck."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from woonsim.notatie import value_text
from woonsim.schermteksten import tekst
from woonsim.screen import capture, print_part
from woonsim.vergelijking.vergelijking import BASIS

if TYPE_CHECKING:
    import pandas as pd

Row = Mapping[Any, Any]
_NONE = "-"


def render_afspraken(afspraak: pd.DataFrame, variant: str) -> str:
    """The screen about the agreements of basis and variant; `afspraak` is that of a comparison. Empty without any."""
    over_term = afspraak[afspraak["jaar"].isna() & afspraak["variant"].isin([BASIS, variant])]
    names = list(dict.fromkeys(over_term["afspraak"]))
    if not names:
        return ""
    table = Table(title=tekst("afspraken"), title_justify="left", title_style="bold", box=None, padding=(0, 2, 0, 0))
    table.add_column("", overflow="fold")
    for head in ("kop_basis", "kop_variant"):
        table.add_column(tekst(head), justify="right", no_wrap=True)
    for naam in names:
        mine = over_term[over_term["afspraak"] == naam].set_index("variant").to_dict("index")
        both = [mine.get(side) for side in (BASIS, variant)]
        table.add_row(Text(naam, style="bold"), *(row["norm"] if row else _NONE for row in both))
        for what, cells in _lines(both):
            table.add_row(f"  {tekst(what)}", *cells)
    with capture() as (console, text):
        console.print(table)
        console.print()
        print_part(console, "", [tekst("compare_afspraken")])
    return text()


def _lines(both: list[Row | None]) -> Iterator[tuple[str, list[str]]]:
    """The lines of one agreement, for the basis and for the variant; "-" where it has none."""
    per_year = any(row and row["periode"] == "jaar" for row in both)
    if per_year:
        yield "afspraak_jaren", [_share(row, "aandeel_jaren") for row in both]
    yield "afspraak_elk_jaar" if per_year else "afspraak_looptijd_kans", [_chance(row) for row in both]
    yield "afspraak_tekort_kop", [_short(row) for row in both]
    yield "kop_vals_alarm", [_vals_alarm(row) for row in both]


def _share(row: Row | None, name: str) -> str:
    return value_text(row[name], "aandeel", 0) if row else _NONE


def _chance(row: Row | None) -> str:
    """The chance over the term, with its interval."""
    if row is None or math.isnan(row["kans"]):
        return _NONE
    low, high = (value_text(row[side], "aandeel", 0) for side in ("kans_low", "kans_high"))
    return f"{value_text(row['kans'], 'aandeel', 0)} ({tekst('tot', low=low, high=high)})"


def _short(row: Row | None) -> str:
    """How far it falls short on average where it is missed."""
    if row is None or math.isnan(row["tekort_gemist"]):
        return _NONE
    is_share = str(row["unit"]).startswith("aandeel")
    return value_text(row["tekort_gemist"], "" if not is_share else "aandeel", 1)


def _vals_alarm(row: Row | None) -> str:
    """How often it seems missed, where the policy delivers what was agreed."""
    if row is None or not row["levert"]:
        return _NONE
    missed = row["vals_alarm"] if math.isnan(row["aandeel_jaren"]) else 1.0 - row["aandeel_jaren"]
    return value_text(missed, "aandeel", 0)

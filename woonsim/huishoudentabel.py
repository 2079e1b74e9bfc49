"""What is shown of who gains and who loses, and of the room that remains, at 80 columns."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from woonsim.begrippen import Doelgroep
from woonsim.groepsnaam import dimensienaam, groepsnaam
from woonsim.indicatoren import TOTAAL
from woonsim.notatie import column_decimals, decimals_of, difference_text, seems_off, signed
from woonsim.schermteksten import getal, tekst
from woonsim.screen import capture, print_part
from woonsim.vergelijking.paren import SALDO

if TYPE_CHECKING:
    import pandas as pd

_COUNTS = {"eerder": "eerder", "later": "later", "erbij": "alleen_variant", "eraf": "alleen_basis"}
"""Heading -> maat."""
_MAANDEN = 12
_MOST_DECIMALS = 1
"""Of huishoudens and months: a column of more is not read."""
Row = dict[Any, Any]
Rows = dict[str, dict[str, Row]]


def render_huishoudens(
    doelgroepen: pd.DataFrame, regulier: pd.DataFrame, ruil: pd.DataFrame, jaren: int, basis: str, variant: str
) -> str:
    """The screen about who gains and who loses in the variant called `variant`, over `jaren` years.

    `doelgroepen` is `gevolgen` of everybody by doelgroep, `regulier` that of regular seekers by the rest, `ruil` is
    `ruilvoeten`.
    """
    everybody, seekers = (_known(table, jaren) for table in (doelgroepen, regulier))
    with capture() as (console, text):
        console.print(_gevolgtabel(everybody, seekers))
        console.print()
        names = {"basis": basis, "variant": variant}
        caveat = [] if _reliable(everybody, seekers) else [tekst("voorbehoud")]
        print_part(console, "", [tekst("gevolg_uitleg", **names), tekst("gevolg_toeval"), *caveat])
        console.print(_wachttabel(everybody))
        console.print()
        print_part(console, "", [tekst("wacht_uitleg"), *_ruilzinnen(ruil, variant)])
    return text()


def render_ruimte(table: pd.DataFrame, basis: str, variant: str) -> str:
    """The screen about what room remains; `table` is `woonsim.vergelijking.ruimte.ruimte`."""
    rows = table.to_dict("records")
    with capture() as (console, text):
        console.print(_ruimtetabel(rows))
        console.print()
        caveat = [] if all(row["betrouwbaar"] or _is_nothing(row) for row in rows) else [tekst("voorbehoud")]
        off = [tekst("afronding")] if any(seems_off(row, _digits_of(row)) for row in rows) else []
        print_part(console, "", [tekst("ruimte_uitleg", basis=basis, variant=variant), *off, *caveat])
    return text()


def _known(table: pd.DataFrame, jaren: int) -> Rows:
    """Group -> maat -> its row, counts and years as so many per year."""
    found: Rows = {}
    for row in table.to_dict("records"):
        if row["unit"] != "dagen":
            row |= {side: row[side] / jaren for side in ("mean", "low", "high")}
        found.setdefault(row["groep"], {})[row["maat"]] = row
    return found


def _reliable(*tables: Rows) -> bool:
    """Whether every net figure can be relied on."""
    nets = [rows[SALDO] for table in tables for rows in table.values()]
    return all(row["betrouwbaar"] or _is_nothing(row) for row in nets)


def _is_nothing(row: Row) -> bool:
    """Whether nothing differs in any replication: there is nothing to be unsure of."""
    return bool(row.get("verschil", row.get("mean")) == row["low"] == row["high"] == 0.0)


def _digits_of(row: Row) -> int:
    """Decimals of a row of what remains, as far as its difference is known."""
    return decimals_of(row | {"mean": row["verschil"]})


def _new_table(title: str, heads: list[str]) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=None, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column("", overflow="fold")
    for head in heads:
        table.add_column(head, justify="right", no_wrap=True)
    return table


def _gevolgtabel(everybody: Rows, seekers: Rows) -> Table:
    table = _new_table(
        tekst("gevolg_kop"),
        [*(tekst(f"gevolg_{name}") for name in _COUNTS), tekst("gevolg_netto"), tekst("kop_interval")],
    )
    regulier = f"doelgroep={Doelgroep.regulier.name}"
    special = {groep: rows for groep, rows in everybody.items() if groep != regulier}
    digits = {
        maat: column_decimals([rows[maat] for rows in (*special.values(), *seekers.values())], _MOST_DECIMALS)
        for maat in _COUNTS.values()
    }
    for groep, rows in special.items():
        if groep != TOTAAL:
            table.add_row(groepsnaam(groep), *_counts(rows, digits))
    if TOTAAL in seekers:
        table.add_row(Text(tekst("gevolg_regulier"), style="bold"), *_counts(seekers[TOTAAL], digits))
    for dimension, part in groupby((groep for groep in seekers if groep != TOTAAL), dimensienaam):
        table.add_row(Text(f"  {dimension}", style="dim"))
        for groep in part:
            table.add_row(f"    {groepsnaam(groep)}", *_counts(seekers[groep], digits))
    if TOTAAL in everybody:
        table.add_row(Text(groepsnaam(TOTAAL), style="bold"), *_counts(everybody[TOTAAL], digits))
    return table


def _counts(rows: dict[str, Row], digits: dict[str, int]) -> Iterator[str]:
    """The cells of one group: four numbers a year, what they come to, and its interval."""
    for maat in _COUNTS.values():
        yield getal(rows[maat]["mean"], digits[maat])
    yield from _difference(rows[SALDO])


def _difference(row: Row, scale: float = 1.0) -> tuple[str, str]:
    """A mean and its interval with their signs, marked when it is not to be relied on."""
    scaled = {key: row[key] * scale for key in ("mean", "low", "high")}
    decimals = 0 if _is_nothing(row) else min(decimals_of(scaled | {"unit": row["unit"]}), _MOST_DECIMALS)
    mean = signed(scaled["mean"], decimals)
    if math.isnan(row["low"]):
        return mean, "- "
    mark = " " if row["betrouwbaar"] or _is_nothing(row) else "*"
    return mean, f"{tekst('tot', low=signed(scaled['low'], decimals), high=signed(scaled['high'], decimals))}{mark}"


def _place(groep: str) -> int:
    """Special doelgroepen first, then regular seekers, then everybody."""
    return {f"doelgroep={Doelgroep.regulier.name}": 1, TOTAAL: 2}.get(groep, 0)


def _wachttabel(everybody: Rows) -> Table:
    heads = ["wacht_dagen_eerder", "wacht_dagen_later", "wacht_samen", "kop_interval"]
    table = _new_table(tekst("wacht_kop"), [tekst(head) for head in heads])
    digits = {
        which: column_decimals([rows[f"dagen_{which}"] for rows in everybody.values()], _MOST_DECIMALS)
        for which in ("eerder", "later")
    }
    for groep, rows in sorted(everybody.items(), key=lambda item: _place(item[0])):
        days = [(rows[f"dagen_{which}"], digits[which]) for which in ("eerder", "later")]
        cells = ("-" if math.isnan(row["mean"]) else getal(row["mean"], each) for row, each in days)
        table.add_row(groepsnaam(groep), *cells, *_difference(rows["jaren_wachten"], _MAANDEN))
    return table


def _ruilzinnen(ruil: pd.DataFrame, variant: str) -> Iterator[str]:
    """What a year sooner costs others, in a sentence per doelgroep."""
    for row in ruil.to_dict("records"):
        if not row["bestaat"]:
            yield tekst("ruilvoet_geen", doelgroep=row["doelgroep"], variant=variant)
            continue
        sooner, longer = row["jaren"] > 0, row["maanden"] > 0
        # The ratio is months over years; here it is told as a positive number of months, in its direction.
        sign = math.copysign(1.0, row["verhouding"])
        low, high = sorted((sign * row["low"], sign * row["high"]))
        decimals = decimals_of({"mean": abs(row["verhouding"]), "low": low, "high": high, "unit": "maanden"})
        months = getal(abs(row["verhouding"]), decimals)
        yield tekst(
            "ruilvoet_eerder" if sooner else "ruilvoet_later",
            doelgroep=row["doelgroep"],
            maanden=tekst("ruilvoet_maand" if months == "1" else "ruilvoet_maanden", n=months),
            richting=tekst("ruilvoet_langer" if longer else "ruilvoet_korter"),
            interval=_interval(low, high, decimals, is_longer=longer),
            twijfel=tekst("ruilvoet_twijfel") if low <= 0 <= high else "",
        )
    if len(ruil) and ruil["bestaat"].any():
        yield tekst("ruilvoet_anderen")


def _interval(low: float, high: float, decimals: int, *, is_longer: bool) -> str:
    """The interval of a rate in the words of the rate itself: how much longer or shorter, each end where it lies."""
    if low < 0 < high:
        shorter, longer = (-low, high) if is_longer else (high, -low)
        ends = {"low": getal(shorter, decimals), "high": getal(longer, decimals)}
        return tekst("ruilvoet_interval_om_nul", **ends)
    return tekst("tot", low=getal(low, decimals), high=getal(high, decimals))


def _ruimtetabel(rows: list[Row]) -> Table:
    heads = ["ruimte_basis", "ruimte_variant", "ruimte_verschil", "kop_interval"]
    table = _new_table(tekst("ruimte_kop"), [tekst(head) for head in heads])
    for dimension, part in groupby(rows, lambda row: dimensienaam(row["groep"])):
        if dimension:
            table.add_row(Text(dimension, style="bold"))
        for row in part:
            decimals = _digits_of(row)
            means = (getal(row[side], decimals) for side in ("basis", "waarde"))
            mean, interval = ("0", tekst("tot", low="0", high="0")) if _is_nothing(row) else difference_text(row)
            mark = " " if row["betrouwbaar"] or _is_nothing(row) or math.isnan(row["low"]) else "*"
            indent = "  " if dimension else ""
            table.add_row(f"{indent}{groepsnaam(row['groep'])}", *means, mean, f"{interval}{mark}")
    return table

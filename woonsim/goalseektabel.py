"""What a search for the smallest value shows, at 80 columns: the answer, what it costs, every value looked at."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from woonsim.maatstaf import norm_units
from woonsim.notatie import decimals_of, difference_text, unit_noun, value_text
from woonsim.schermteksten import jaren, rounded, tekst, waarde_text
from woonsim.screen import capture, print_part
from woonsim.uitkomsten import label_of

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console

    from woonsim.goalseek import Vraag
    from woonsim.vergelijking.eis import Eis

Row = Mapping[Any, Any]
_MOST_DECIMALS = 4


def render_goal_seek(vraag: Vraag, tables: Mapping[str, pd.DataFrame], n: int, folder: Path, *, is_stored: bool) -> str:
    """The screen of a search with `n` replications per value, whose `tables` stand in `folder`."""
    antwoord, found = tables["antwoord"].to_dict("records")[0], tables["eis"].to_dict("records")
    rows = [_as_asked(row, eis) for row, eis in zip(found, cycle(vraag.eisen), strict=False)]
    here = [row for row in rows if row["waarde"] == antwoord["waarde"]]
    kosten = tables["kosten"].to_dict("records")
    with capture() as (console, text):
        head = tekst("goal_kop" if n > 1 else "goal_kop_een", n=n, jaren=jaren(vraag.basis.looptijd))
        console.print(Text(vraag.basis.naam, style="bold"), Text(f"{head}\n", style="dim"), sep="\n")
        print_part(console, tekst("goal_gezocht"), list(_sought(vraag)))
        is_found = _exists(antwoord["gevonden"])
        head = tekst("goal_gevonden", waarde=waarde_text(antwoord["waarde"])) if is_found else tekst("goal_geen")
        lines = _answer(vraag, antwoord, here) if is_found else _shortfall(vraag, antwoord, rows)
        print_part(console, head, [*lines, *_how(antwoord, len(rows) // len(vraag.eisen), is_found)])
        _print_table(
            console, tekst("goal_kost", waarde=waarde_text(antwoord["waarde"])), _costs(kosten, antwoord["waarde"])
        )
        for k, eis in enumerate(vraag.eisen):
            _print_table(console, *_looked_at(eis.text, rows[k :: len(vraag.eisen)]))
        print_part(console, "", [*_notes(rows, kosten, n), *([tekst("goal_nagaan")] if is_found else [])])
        if is_stored:
            print_part(console, "", [tekst("stond_er_al")])
        print_part(console, "", [tekst("goal_bestanden", map=folder)])
    return text()


def _as_asked(row: Row, eis: Eis) -> Row:
    """A row in the unit in which its norm was written."""
    factor = norm_units(eis.unit)[eis.norm.eenheid]
    if factor == 1.0:
        return row
    return {**row, "unit": eis.norm.eenheid, **{key: row[key] / factor for key in ("norm", "mean", "low", "high")}}


def _exists(value: object) -> bool:
    """Whether a cell that may be empty holds a text."""
    return isinstance(value, str)


def _sought(vraag: Vraag) -> Iterator[str]:
    bereik = vraag.bereik
    laag, hoog, stap = (waarde_text(bereik.written(each)) for each in (bereik.laag, bereik.hoog, bereik.stap))
    yield tekst("goal_waarde", pad=bereik.pad, laag=laag, hoog=hoog, stap=stap)
    yield tekst("goal_doel", eis=vraag.doel.text)
    for grens in vraag.grenzen:
        yield tekst("goal_grens", eis=grens.text)


def _answer(vraag: Vraag, antwoord: Row, here: Sequence[Row]) -> Iterator[str]:
    """How each demand is met at the value that was found."""
    for row in here:
        rol = tekst(f"goal_rol_{row['rol']}", naam=label_of(row["indicator"], row["groep"]))
        yield tekst("goal_stand", rol=rol, bereikt=_reached(row), oordeel=_verdict(row))
    if antwoord["waarde"] == vraag.bereik.waarden[0]:
        yield tekst("goal_al_laagst")


def _shortfall(vraag: Vraag, antwoord: Row, rows: Sequence[Row]) -> Iterator[str]:
    """What comes nearest when no value does it, and what gives way."""
    doel = {row["waarde"]: row for row in rows if row["rol"] == "doel"}
    near = "goal_dichtst" if vraag.doel.kans is None else "goal_dichtst_kans"
    yield tekst(near, waarde=waarde_text(antwoord["waarde"]), bereikt=_reached(doel[antwoord["waarde"]]))
    if _exists(antwoord["doel_vanaf"]):
        yield tekst("goal_doel_vanaf", waarde=waarde_text(antwoord["doel_vanaf"]))
    else:
        yield tekst("goal_doel_nooit")
    if _exists(antwoord["breekt"]):
        is_first = antwoord["breekt_vanaf"] == vraag.bereik.waarden[0]
        what = "goal_breekt_al" if is_first else "goal_breekt"
        yield tekst(what, eis=antwoord["breekt"], waarde=waarde_text(antwoord["breekt_vanaf"]))
    inside = antwoord["binnen_grenzen"]
    if _exists(inside) and inside != antwoord["waarde"]:
        yield tekst("goal_binnen", waarde=waarde_text(inside), bereikt=_reached(doel[inside]))


def _how(antwoord: Row, n_values: int, is_found: bool) -> Iterator[str]:
    """How far the answer can be trusted."""
    if not antwoord["zeker"]:
        yield tekst("goal_onzeker")
    if antwoord["verloop"] == "raster":
        yield tekst("goal_raster" if is_found else "goal_raster_geen", m=n_values)


def _reached(row: Row) -> str:
    """What a demand is about at one value, in words."""
    noun = unit_noun(row["unit"])
    eenheid = f" {noun}" if noun else ""
    if not math.isnan(row["gevraagde_kans"]):
        kans, low, high = (value_text(row[key], "aandeel", 0) for key in ("kans", "kans_low", "kans_high"))
        mean, _ = _figure(row)
        return tekst("goal_bereikt_kans", kans=kans, low=low, high=high, mean=f"{mean}{eenheid}")
    mean, interval = _figure(row)
    if math.isnan(row["low"]):
        return tekst("goal_verschil_een" if row["relatief"] else "goal_bereikt_een", mean=mean, eenheid=eenheid)
    low, high = interval
    return tekst(
        "goal_bereikt_verschil" if row["relatief"] else "goal_bereikt", mean=mean, low=low, high=high, eenheid=eenheid
    )


def _figure(row: Row) -> tuple[str, tuple[str, str]]:
    """Mean and both ends of its interval."""
    decimals = _telling(row)
    if row["relatief"]:
        mean, _ = difference_text({**row, "verschil": row["mean"]}, decimals)
        low, high = (difference_text({**row, "verschil": row[side]}, decimals)[0] for side in ("low", "high"))
        return mean, (low, high)
    mean, low, high = (value_text(row[key], row["unit"], decimals) for key in ("mean", "low", "high"))
    return mean, (low, high)


def _telling(row: Row) -> int:
    """Decimals with which each figure is seen on the side of the norm where it lies."""
    scale = 100.0 if str(row["unit"]).startswith("aandeel") else 1.0
    norm = row["norm"] * scale
    sides = [row[key] * scale for key in ("mean", "low", "high") if not math.isnan(row[key])]

    def is_told(decimals: int) -> bool:
        return all((rounded(each, decimals) > norm) == (each > norm) for each in sides)

    least = decimals_of(row)
    return next((decimals for decimals in range(least, _MOST_DECIMALS) if is_told(decimals)), least)


def _verdict(row: Row) -> str:
    return tekst(f"goal_{'ja' if row['gehaald'] else 'nee'}{'' if row['zeker'] else '_onzeker'}")


def _costs(rows: Sequence[Row], waarde: str) -> Table:
    """The demands and the main indicators, now and at the value."""
    table = _new_table()
    table.add_column("", overflow="fold")
    for head in (tekst("goal_kop_nu"), waarde_text(waarde), tekst("kop_verschil"), tekst("kop_interval")):
        table.add_column(head, justify="right", no_wrap=True)
    for row in rows:
        decimals = decimals_of({**row, "mean": row["waarde"]})
        nu, dan = (value_text(row[key], row["unit"], decimals) for key in ("basis", "waarde"))
        verschil, interval = difference_text(row)
        noun = unit_noun(row["unit"])
        naam = label_of(row["indicator"], row["groep"]) + (f" ({noun})" if noun else "")
        table.add_row(naam, nu, dan, verschil, f"{interval}{_mark(row)}")
    return table


def _looked_at(heading: str, rows: Sequence[Row]) -> tuple[str, Table]:
    """One demand at every value that was played, under its heading."""
    has_chance = not math.isnan(rows[0]["gevraagde_kans"])
    noun = "" if has_chance else unit_noun(rows[0]["unit"])
    table = _new_table()
    table.add_column("", no_wrap=True, min_width=10)
    what = "goal_kop_kans" if has_chance else "kop_verschil" if rows[0]["relatief"] else "kop_gemiddeld"
    for head in (what, "kop_interval"):
        table.add_column(tekst(head), justify="right", no_wrap=True, min_width=10)
    table.add_column("", no_wrap=True)
    for row in rows:
        mean, (low, high) = _chance(row) if has_chance else _figure(row)
        interval = "-" if not has_chance and math.isnan(row["low"]) else tekst("tot", low=low, high=high)
        table.add_row(waarde_text(row["waarde"]), mean, f"{interval}{_mark(row)}", _verdict(row))
    return f"{heading} ({noun})" if noun else heading, table


def _chance(row: Row) -> tuple[str, tuple[str, str]]:
    kans, low, high = (value_text(row[key], "aandeel", 0) for key in ("kans", "kans_low", "kans_high"))
    return kans, (low, high)


def _new_table() -> Table:
    return Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)


def _print_table(console: Console, heading: str, table: Table) -> None:
    """A table under a heading that may be wider than it is."""
    console.print(Text(heading, style="bold"))
    console.print(table)
    console.print()


def _mark(row: Row) -> str:
    has_interval = not math.isnan(row["low"]) or not math.isnan(row.get("gevraagde_kans", math.nan))
    return "*" if has_interval and not row["betrouwbaar"] else " "


def _notes(rows: Sequence[Row], kosten: Sequence[Row], n: int) -> Iterator[str]:
    """What the reader of the tables must know."""
    yield tekst("goal_uitleg")
    if any(str(row["unit"]).startswith("aandeel") for row in kosten):
        yield tekst("procentpunt")
    if n == 1:
        yield tekst("een_replicatie")
    if any(_mark(row) == "*" for row in [*rows, *kosten]):
        yield tekst("goal_voorbehoud")

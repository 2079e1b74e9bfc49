"""What `woonsim bench` shows, at 80 columns, and as JSON."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import asdict

from rich.table import Table
from rich.text import Text

from woonsim.bench.exponent import Exponent, fit
from woonsim.bench.meting import LARGEST_COMPARED, Meting
from woonsim.schermteksten import getal, jaren, tekst
from woonsim.screen import capture, print_part

_SMALL_ROUND = 1000
"""Reactions below which a round is mostly the calls around the work."""


def exponents(metingen: Sequence[Meting]) -> dict[str, Exponent]:
    """How time grows with reactions, and memory with registrations."""
    return {
        "tijd": fit([m.reacties for m in metingen], [m.seconden for m in metingen]),
        "geheugen": fit([m.ingeschreven for m in metingen], [m.replicatie_mb for m in metingen]),
    }


def as_json(metingen: Sequence[Meting]) -> str:
    """All that was measured and fitted, for programs; what is not there is null."""
    fitted = {
        name: {key: value if math.isfinite(value) else None for key, value in asdict(exponent).items()}
        for name, exponent in exponents(metingen).items()
    }
    found = {"metingen": [asdict(meting) for meting in metingen], "exponenten": fitted}
    return json.dumps(found, allow_nan=False, indent=1) + "\n"


def render(metingen: Sequence[Meting]) -> str:
    """Three tables and what follows from them: a replication, its parts, and the limit of the machine."""
    with capture() as (console, text):
        for table in (_replications(metingen), _parts(metingen), _limits(metingen)):
            console.print(table)
            console.print()
        print_part(console, "", [*_growth(metingen), *_notes(metingen)])
    return text()


def _table(title: str, metingen: Sequence[Meting], heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=None, padding=(0, 2, 0, 0), pad_edge=False)
    for head in ("bench_woningen", *heads):
        table.add_column(tekst(head), justify="right", no_wrap=True)
    for meting, row in zip(metingen, rows, strict=True):
        table.add_row(getal(meting.woningen), *row)
    return table


def _replications(metingen: Sequence[Meting]) -> Table:
    heads = ["verhuringen", "reacties", "seconden", "us_verhuring", "ns_reactie", "geheugen"]
    rows = [
        (
            getal(m.verhuringen),
            getal(m.reacties),
            getal(m.seconden, 2),
            getal(_per(m.seconden, m.verhuringen) * 1e6),
            getal(_per(m.seconden, m.reacties) * 1e9),
            getal(m.geheugen_mb),
        )
        for m in metingen
    ]
    title = tekst("bench_replicatie", jaren=jaren(metingen[0].jaren))
    return _table(title, metingen, [f"bench_{head}" for head in heads], rows)


def _parts(metingen: Sequence[Meting]) -> Table:
    heads = ["hash", "sort", "keuze", "ronde", "rondes", "vergelijking"]
    rows = [
        (
            getal(m.hash_ns),
            getal(m.sort_ns),
            getal(m.keuze_ns),
            getal(m.ronde_ms, 2),
            f"{getal(100 * _per(m.rondes_seconden, m.seconden))}%",
            "-" if m.vergelijking is None else getal(m.vergelijking, 1),
        )
        for m in metingen
    ]
    return _table(tekst("bench_onderdelen"), metingen, [f"bench_{head}" for head in heads], rows)


def _limits(metingen: Sequence[Meting]) -> Table:
    heads = ["ronde_reacties", "ronde", "geheugen_ms", "keer", "c_ms", "keer"]
    rows = [
        (
            getal(m.ronde_reacties),
            getal(m.ronde_ms, 2),
            getal(m.geheugen_ms, 4),
            getal(_per(m.ronde_ms, m.geheugen_ms)),
            "-" if m.c_ms is None else getal(m.c_ms, 4),
            "-" if m.c_ms is None else getal(_per(m.ronde_ms, m.c_ms)),
        )
        for m in metingen
    ]
    return _table(tekst("bench_grens"), metingen, [f"bench_{head}" for head in heads], rows)


def _per(whole: float, parts: float) -> float:
    return whole / parts if parts else math.nan


def _growth(metingen: Sequence[Meting]) -> list[str]:
    """The exponents in words; nothing for one size."""
    return [
        Text(tekst(f"bench_groei_{name}", exponent=_exponent(exponent))).plain
        for name, exponent in exponents(metingen).items()
        if math.isfinite(exponent.waarde)
    ]


def _exponent(exponent: Exponent) -> str:
    shown = getal(exponent.waarde, 2)
    if math.isnan(exponent.fout):
        return tekst("bench_zonder_fout", exponent=shown)
    return tekst("bench_met_fout", exponent=shown, fout=getal(exponent.fout, 2))


def _notes(metingen: Sequence[Meting]) -> list[str]:
    notes = [tekst("bench_uitleg"), tekst("bench_uitleg_grens", gbs=getal(metingen[-1].bandbreedte_gbs, 1))]
    notes.append(tekst("bench_uitleg_c" if metingen[-1].c_ms is not None else "bench_zonder_c"))
    if any(m.ronde_reacties < _SMALL_ROUND for m in metingen):
        notes.append(tekst("bench_klein", n=getal(_SMALL_ROUND)))
    if any(m.vergelijking is None for m in metingen):
        notes.append(tekst("bench_niet_vergeleken", n=getal(LARGEST_COMPARED)))
    return notes

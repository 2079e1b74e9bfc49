"""What a comparison shows, at 80 columns: per variant the verdict on the main indicators, then every outcome."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from woonsim.afspraaktabel import render_afspraken
from woonsim.huishoudentabel import render_huishoudens, render_ruimte
from woonsim.ketentabel import render_ketens, render_ketenverschil
from woonsim.notatie import decimals_of, difference_text, seems_off, unit_noun, value_text
from woonsim.schermteksten import getal, jaren, tekst
from woonsim.screen import capture, print_part
from woonsim.uitkomsten import UITKOMSTEN, label_of
from woonsim.vergelijking.hoofd import hoofdindicatoren
from woonsim.vergelijking.huishoudens import IEDEREEN, REGULIER
from woonsim.vergelijking.oordeel import Oordeel
from woonsim.vergelijking.vergelijking import BASIS

if TYPE_CHECKING:
    import pandas as pd

    from woonsim.scenario.model import Scenario
    from woonsim.varianten import Versie

_SIGNS = {Oordeel.beter: "+", Oordeel.slechter: "-", Oordeel.hoger: "^", Oordeel.lager: "v"}
_LESS = {Oordeel.slechter, Oordeel.lager}
_WORTHWHILE = 1.5
"""Factor below which pairing saves nothing worth telling."""
_FEWEST_TO_PLAN = 10
"""Replications below which a spread is known too badly to say what pairing saves or how many would be enough."""
_WIDEST = 33
"""Letters of the name of an outcome on one line."""
Row = Mapping[Any, Any]


def render_compare(
    versies: tuple[Versie, ...], tables: Mapping[str, pd.DataFrame], folder: Path, *, is_stored: bool
) -> str:
    """The screen of a comparison whose `tables` stand in `folder`: of one variant everything, of more the verdicts."""
    verschil = tables["verschil"]
    rows = verschil[verschil["jaar"].isna()].to_dict("records")
    n = int(tables["indicator_per_replicatie"]["replicatie"].nunique())
    is_one = len(versies) == 2
    parts = [_head(versies[0], n)]
    for versie in versies[1:]:
        mine = [row for row in rows if row["variant"] == versie.naam]
        parts += [_verdicts(versie, versies[0], mine), render_afspraken(tables["afspraak"], versie.naam)]
        if is_one:
            parts += [_people(versie, tables), _chains(versie, tables), _outcomes(mine)]
        else:
            changed = tables["keten_verschil"]
            parts.append(render_ketenverschil(changed[changed["variant"] == versie.naam]))
    parts.append(_tail(versies[0], rows, n, folder, is_one=is_one, is_stored=is_stored))
    return "".join(parts)


def _head(basis: Versie, n: int) -> str:
    with capture() as (console, text):
        head = tekst("compare_kop" if n > 1 else "compare_kop_een", n=n, jaren=jaren(basis.scenario.looptijd))
        console.print(Text(basis.scenario.naam, style="bold"), Text(f"{head}\n", style="dim"), sep="\n")
    return text()


def _verdicts(versie: Versie, basis: Versie, rows: list[dict[Any, Any]]) -> str:
    """One variant: what it asks and changes, and the verdict in words on the main indicators of the basis."""
    changes = ", ".join(wijziging.text for wijziging in versie.wijzigingen)
    asked = [versie.vraag] if versie.vraag else []
    lines = [*asked, *([tekst("compare_wijzigt", wijzigingen=changes)] if changes else [])]
    order = [hoofd.cel for hoofd in hoofdindicatoren(basis.scenario)]
    mine = {(row["indicator"], row["groep"]): row for row in rows if row["hoofd"]}
    with capture() as (console, text):
        print_part(console, tekst("compare_variant", naam=versie.naam), lines)
        print_part(console, tekst("compare_hoofd"), [verdict(mine[cel]) for cel in order if cel in mine])
    return text()


def _chains(versie: Versie, tables: Mapping[str, pd.DataFrame]) -> str:
    """Where chains begin, for whom they free homes, where they end, and what the variant changes in that."""
    own = {name: tables[name] for name in ("keten", "keten_verschil", "keten_voorspelling")}
    return render_ketens(*(table[table["variant"] == versie.naam] for table in own.values()))


def _people(versie: Versie, tables: Mapping[str, pd.DataFrame]) -> str:
    """Who gains, who loses, and the room that remains."""
    own = {name: table[table["variant"] == versie.naam] for name, table in tables.items()}
    everybody, seekers = (own["gevolg"][own["gevolg"]["wie"] == wie] for wie in (IEDEREEN, REGULIER))
    names = (BASIS, versie.naam)
    gained = render_huishoudens(everybody, seekers, own["ruilvoet"], versie.scenario.looptijd, *names)
    return gained + render_ruimte(own["ruimte"], *names)


def _outcomes(rows: list[dict[Any, Any]]) -> str:
    with capture() as (console, text):
        console.print(_table(rows))
        console.print()
    return text()


def _tail(basis: Versie, rows: list[dict[Any, Any]], n: int, folder: Path, *, is_one: bool, is_stored: bool) -> str:
    """What the reader must know, and where everything stands."""
    with capture() as (console, text):
        print_part(console, "", [*_notes(_shown(rows), is_one=is_one), *_imprecise(basis.scenario, rows, n)])
        if is_stored:
            print_part(console, "", [tekst("stond_er_al")])
        print_part(console, "", [tekst("compare_bestanden", map=folder)])
    return text()


def verdict(row: Row) -> str:
    """What a comparison says of one main indicator, in a sentence or two."""
    naam, unit = label_of(row["indicator"], row["groep"]), row["unit"]
    noun = unit_noun(unit)
    eenheid = f" {noun}" if noun else ""
    if math.isnan(row["verschil"]):
        return tekst("compare_zonder", naam=naam)
    decimals = decimals_of({**row, "mean": row["waarde"]})
    basis, waarde = (value_text(row[key], unit, decimals) for key in ("basis", "waarde"))
    n = int(row["n"])
    if row["beter"] == row["slechter"] == 0.0:
        equal = "compare_gelijk" if n > 1 else "compare_gelijk_een"
        return tekst(equal, naam=naam, basis=basis, eenheid=eenheid, n=n)
    oordeel = Oordeel(row["oordeel"])
    verschil, interval = difference_text(row)
    mark = "" if row["betrouwbaar"] or math.isnan(row["low"]) else tekst("compare_onbetrouwbaar")
    if math.isnan(row["low"]):
        interval = tekst("geen_interval" if n > 1 else "geen_interval_een", n=n)
    vrf = "." if n < _FEWEST_TO_PLAN or not math.isfinite(row["vrf"]) else _saving(row["vrf"])
    said = {"naam": naam, "oordeel": tekst(f"oordeel_{oordeel}"), "basis": basis, "waarde": waarde}
    shown = {"eenheid": eenheid, "verschil": verschil, "interval": interval, "mark": mark, "vrf": vrf}
    sentence = tekst("compare_oordeel", **said, **shown, beter=_how_often(row, oordeel))
    is_planned = n >= _FEWEST_TO_PLAN and not math.isnan(row["nodig"])
    return sentence + ("" if not is_planned else tekst("compare_nodig", n=getal(_rounded(row["nodig"]))))


def _saving(vrf: float) -> str:
    if vrf < _WORTHWHILE:
        return tekst("compare_vrf_niets")
    return tekst("compare_vrf", factor=getal(vrf, 0 if vrf >= 10 else 1))


def _how_often(row: Row, oordeel: Oordeel) -> str:
    """In how many of the replications the variant is what the verdict says, or the likelier of the two."""
    is_less = oordeel in _LESS or (oordeel is Oordeel.niet_te_onderscheiden and row["slechter"] > row["beter"])
    words = ("hoger", "lager") if oordeel in (Oordeel.hoger, Oordeel.lager) else ("beter", "slechter")
    woord, n = tekst(f"oordeel_{words[is_less]}"), int(row["n"])
    hits = round((row["slechter"] if is_less else row["beter"]) * n)
    return tekst("compare_beter" if n > 1 else "compare_beter_een", aantal=hits, n=n, woord=woord)


def _rounded(n: float) -> float:
    """A number of replications to advise: two digits are enough."""
    scale = 10.0 ** max(0, int(math.log10(n)) - 1)
    return math.ceil(n / scale) * scale


def _table(rows: list[dict[Any, Any]]) -> Table:
    known = {(row["indicator"], row["groep"]): row for row in rows if not math.isnan(row["verschil"])}
    title = tekst("compare_alle")
    table = Table(title=title, title_justify="left", title_style="bold", box=None, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column("", overflow="fold")
    for head in ("kop_basis", "kop_variant", "kop_verschil", "kop_interval"):
        table.add_column(tekst(head), justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    for heading, wanted in UITKOMSTEN.items():
        shown = [known[indicator, groep] for _, indicator, groep in wanted if (indicator, groep) in known]
        there = [row for row in shown if row["basis"] != 0 or row["waarde"] != 0]
        if there:
            table.add_row(Text(tekst(f"groep_{heading}"), style="bold"))
        for row in there:
            table.add_row(_indented(row), *_cells(row))
    return table


def _indented(row: Row) -> str:
    """What a row is about, with its unit, on as many lines as that takes."""
    noun = unit_noun(row["unit"]).replace(" ", "\u00a0")
    what = label_of(row["indicator"], row["groep"]) + (f" ({noun})" if noun else "")
    return fill(what, _WIDEST, initial_indent="  ", subsequent_indent="    ").replace("\u00a0", " ")


def _cells(row: Row) -> tuple[str, str, str, str, str]:
    unit = row["unit"]
    decimals = decimals_of({**row, "mean": row["waarde"]})
    basis, waarde = (value_text(row[key], unit, decimals) for key in ("basis", "waarde"))
    if row["beter"] == row["slechter"] == 0.0:
        return basis, waarde, "0", "", ""
    verschil, interval = difference_text(row)
    mark = " " if row["betrouwbaar"] or math.isnan(row["low"]) else "*"
    return basis, waarde, verschil, f"{interval}{mark}", _SIGNS.get(Oordeel(row["oordeel"]), "")


def _shown(rows: list[dict[Any, Any]]) -> list[dict[Any, Any]]:
    """The rows of the tables that have an interval."""
    shown = {(indicator, groep) for _, indicator, groep in chain.from_iterable(UITKOMSTEN.values())}
    return [row for row in rows if (row["indicator"], row["groep"]) in shown and not math.isnan(row["low"])]


def _imprecise(scenario: Scenario, rows: list[dict[Any, Any]], n: int) -> Iterator[str]:
    """Which main indicators are not as precise as the scenario wishes."""
    wishes = {hoofd.cel: hoofd.halve_breedte for hoofd in hoofdindicatoren(scenario)}
    wide = [
        (row["indicator"], row["groep"])
        for row in rows
        if row["hoofd"]
        and (wish := wishes[row["indicator"], row["groep"]]) is not None
        and not (row["high"] - row["low"]) / 2.0 <= wish
    ]
    if wide and n > 1:
        yield tekst("compare_niet_bereikt", n=n, namen="; ".join(label_of(*cel) for cel in dict.fromkeys(wide)))


def _notes(rows: list[dict[Any, Any]], *, is_one: bool) -> Iterator[str]:
    if not rows:
        yield tekst("een_replicatie")
        return
    yield tekst("compare_uitleg")
    yield tekst("compare_tekens" if is_one else "compare_meer")
    yield tekst("compare_holm")
    told = rows if is_one else [row for row in rows if row["hoofd"]]
    if any(seems_off(row, decimals_of({**row, "mean": row["waarde"]})) for row in told):
        yield tekst("afronding")
    if any(not row["betrouwbaar"] and not row["beter"] == row["slechter"] == 0.0 for row in rows):
        yield tekst("compare_voorbehoud")

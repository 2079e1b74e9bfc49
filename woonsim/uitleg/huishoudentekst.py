"""The life of a huishouden in a run, as text of 80 columns."""

from __future__ import annotations

from itertools import groupby

from rich.table import Table
from rich.text import Text

from woonsim.schermteksten import getal, tekst
from woonsim.screen import capture, print_part
from woonsim.uitleg.gegevens import Gebeurtenis, Huishoudenverhaal, Zoekronde
from woonsim.uitleg.woningtekst import dag, print_table

_DAYS = ("tot", "gereed", "einde", "inschrijfdatum")
"""Details that are a moment."""


def render_huishouden(verhaal: Huishoudenverhaal) -> str:
    """The explanation of one huishouden."""
    with capture() as (console, text):
        console.print(Text(tekst("uitleg_kop_huishouden", **vars(verhaal)), style="bold"))
        if verhaal.begin is not None:
            known = vars(verhaal.begin) | {"inkomen": getal(verhaal.begin.inkomen_eur)}
            print_part(console, "", [tekst("uitleg_begin", **known)])
        if verhaal.gebeurtenissen:
            print_part(console, tekst("uitleg_kop_gebeurtenissen"), [])
            print_table(console, _events(verhaal.gebeurtenissen))
        else:
            print_part(console, tekst("uitleg_kop_gebeurtenissen"), [tekst("uitleg_niets_gebeurd")])
        if verhaal.rondes:
            print_part(console, tekst("uitleg_kop_rondes"), [])
            print_table(console, _years(verhaal.rondes))
    return text()


def _events(gebeurtenissen: list[Gebeurtenis]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, show_header=False)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(overflow="fold")
    for each in gebeurtenissen:
        table.add_row(dag(each.moment), _sentence(each))
    return table


def _sentence(gebeurtenis: Gebeurtenis) -> str:
    details = {key: dag(str(value)) if key in _DAYS else value for key, value in gebeurtenis.details.items()}
    name = gebeurtenis.soort
    if name == "voorrang" and not details["tot"]:
        name = "voorrang_blijvend"
    if name == "terugval" and details["huishouden"]:
        name = "terugval_als"
    return tekst(f"gebeurtenis_{name}", **details)


def _years(rondes: list[Zoekronde]) -> Table:
    """Per calendar year how often it looked and reacted, its best place, and how many offers it had."""
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    for name in ("jaar", "rondes", "reacties", "beste", "aanbiedingen"):
        table.add_column(tekst(f"uitleg_kolom_{name}"), justify="right")
    for year, group in groupby(rondes, lambda ronde: ronde.sluiting[:4]):
        mine = list(group)
        reacties = [reactie for ronde in mine for reactie in ronde.reacties]
        best = min(reacties, key=lambda reactie: reactie.plaats, default=None)
        place = f"{best.plaats} / {best.van}" if best else "-"
        offers = sum(reactie.aanbod is not None for reactie in reacties)
        table.add_row(year, str(len(mine)), str(len(reacties)), place, str(offers))
    return table

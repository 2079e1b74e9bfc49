"""What a comparison over assumption sets shows: what we do not know, and which of it decides, at 80 columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from rich.text import Text

from woonsim.aannames import Vast
from woonsim.indicatoren import INDICATOREN
from woonsim.onwetendheidtekst import invloed_table, onwetendheid_lines, vast_line
from woonsim.schermteksten import jaren, tekst
from woonsim.screen import capture, print_part
from woonsim.uitkomsten import label_of
from woonsim.vergelijking.hoofd import Hoofd, hoofdindicatoren

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console

    from woonsim.aannamevraag import Aannamevraag
    from woonsim.varianten import Versie


def render_aannames(vraag: Aannamevraag, tables: Mapping[str, pd.DataFrame], *, is_stored: bool) -> str:
    """The screen of a comparison over assumption sets, whose `tables` stand in its folder."""
    basis = vraag.versies[0].scenario
    with capture() as (console, text):
        head = tekst(
            "aannames_kop" if vraag.n > 1 else "aannames_kop_een",
            sets=vraag.n_sets,
            n=vraag.n,
            jaren=jaren(basis.looptijd),
        )
        console.print(Text(basis.naam, style="bold"), Text(f"{head}\n", style="dim"), sep="\n")
        for versie in vraag.versies[1:]:
            print_part(console, tekst("compare_variant", naam=versie.naam), [versie.vraag])
            for hoofd in hoofdindicatoren(basis):
                _print_outcome(console, versie, hoofd, tables)
        fixed = tables["aanname"][tables["aanname"]["vast"].astype(bool)]
        vast = [Vast(pad, reden) for pad, reden in zip(fixed["pad"], fixed["reden"], strict=True)]
        print_part(console, "", [tekst("aannames_uitleg"), *vast_line(vast)])
        if is_stored:
            print_part(console, "", [tekst("stond_er_al")])
        print_part(console, "", [tekst("compare_bestanden", map=vraag.folder)])
    return text()


def _print_outcome(console: Console, versie: Versie, hoofd: Hoofd, tables: Mapping[str, pd.DataFrame]) -> None:
    """One variant and main indicator: how often better, when not, and what decides."""
    own = {name: _about(tables[name], versie.naam, hoofd) for name in ("onwetendheid", "invloed", "verliesregel")}
    indicator = INDICATOREN[hoofd.indicator]
    lines = onwetendheid_lines(versie.naam, label_of(*hoofd.cel), indicator, own["onwetendheid"], own["verliesregel"])
    print_part(console, "", list(lines))
    table, notes = invloed_table(own["invloed"], versie.naam, indicator)
    if table.row_count:
        console.print(table)
    print_part(console, "", notes)


def _about(table: pd.DataFrame, variant: str, hoofd: Hoofd) -> pd.DataFrame:
    mine = (table["variant"] == variant) & (table["indicator"] == hoofd.indicator) & (table["groep"] == hoofd.groep)
    return table[mine].reset_index(drop=True)

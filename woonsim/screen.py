"""What a run shows: the question, an answer in a few sentences, the main figures and the agreements, at 80 columns."""

from __future__ import annotations

import math
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from woonsim.indicatoren import INDICATOREN, TOTAAL
from woonsim.kalender import DAGEN_PER_MAAND
from woonsim.notatie import decimals_of, unit_noun, value_text
from woonsim.schermteksten import getal, tekst

if TYPE_CHECKING:
    import pandas as pd

    from woonsim.scenario.model import Scenario

_WIDTH = 80

_ROWS = (
    ("vrijgekomen", "vrijgekomen", TOTAAL),
    ("binnen_voorraad", "vrijgekomen", "oorzaak=binnen_voorraad"),
    ("keten", "keten_lengte", TOTAAL),
    ("uitstroom", "toewijzingen", "doelgroep=uitstroom"),
    ("statushouders", "toewijzingen", "doelgroep=statushouders"),
    ("urgenten", "toewijzingen", "doelgroep=urgenten"),
    ("vrouwenopvang", "toewijzingen", "doelgroep=vrouwenopvang"),
    ("jeugd", "toewijzingen", "doelgroep=jeugd"),
    ("herhuisvesting", "toewijzingen", "doelgroep=herhuisvesting"),
    ("regulier", "toewijzingen", "doelgroep=regulier"),
    ("achterstand", "taakstelling_achterstand", TOTAAL),
    ("aandeel_uitstroom", "aandeel_uitstroom", TOTAAL),
    ("aandeel_bemiddeling", "aandeel_bemiddeling", TOTAAL),
    ("aandeel_buiten_regulier", "aandeel_buiten_regulier", TOTAAL),
    ("aandeel_gemeente", "aandeel_gemeente", TOTAAL),
    ("wacht_mediaan", "wachttijd_mediaan", "doelgroep=uitstroom"),
    ("wacht_p90", "wachttijd_p90", "doelgroep=uitstroom"),
    ("wacht_3_maanden", "wachttijd_binnen_3_maanden", "doelgroep=uitstroom"),
    ("bw_geblokkeerd", "bw_geblokkeerd", TOTAAL),
    ("bw_plaatsdagen", "bw_geblokkeerde_plaatsdagen", TOTAAL),
    ("inschrijfduur", "inschrijfduur_gehuisvest", TOTAAL),
    ("zoekduur", "zoekduur_gehuisvest", TOTAAL),
    ("inschrijfduur_wachtend", "inschrijfduur_wachtend", TOTAAL),
    ("actief", "actief_aandeel", TOTAAL),
    ("slaagkans", "slaagkans_utrecht", TOTAAL),
    ("reacties", "reacties_per_advertentie", TOTAAL),
    ("weigeringen", "weigeringen_per_verhuring", TOTAAL),
    ("leegstand", "leegstand", TOTAAL),
)
"""Rows of the table: text, indicator, group."""
_OTHERS = ("vrouwenopvang", "jeugd", "herhuisvesting")
"""Groups that the answer takes together, and that are not shown when nobody of them was housed."""


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
    years = tekst("replicaties" if n > 1 else "replicatie", n=n, jaren=scenario.looptijd)
    console.print(Text(scenario.naam, style="bold"), Text(f"{years}\n", style="dim"), sep="\n")
    print_part(console, tekst("vraag"), [scenario.vraag])
    if scenario.wijzigingen:
        print_part(console, "", [tekst("gewijzigd", wijzigingen=", ".join(scenario.wijzigingen))])
    print_part(console, tekst("antwoord"), list(_answer(scenario, figures)))
    shown = list(_shown_rows(figures["indicator"]))
    console.print(_table(shown, years))
    print_part(console, "", _caveat(shown, n))
    if scenario.afspraken:
        print_part(console, tekst("afspraken"), list(_afspraken(scenario, figures["afspraak"])))
    if is_stored:
        print_part(console, "", [tekst("stond_er_al")])
    print_part(console, "", [tekst("bestanden", map=folder)])


def label_of(indicator: str, groep: str) -> str:
    """What the screen calls an indicator for a group."""
    for name, known, known_groep in _ROWS:
        if (known, known_groep) == (indicator, groep):
            return tekst(f"rij_{name}").strip()
    return indicator if groep == TOTAAL else f"{indicator}, {groep}"


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


class _Figures:
    """The figures over the term, by indicator and group, as a reader sees them."""

    def __init__(self, figures: dict[str, pd.DataFrame]) -> None:
        """Look the rows over the term up once."""
        table = figures["indicator"]
        over_term = table[table["jaar"].isna()]
        keys = zip(over_term["indicator"], over_term["groep"], strict=True)
        self._rows = dict(zip(keys, over_term.to_dict("records"), strict=True))
        self._each = figures["indicator_per_replicatie"]

    def shown(self, indicator: str, groep: str = TOTAAL, most: int = 0) -> str:
        """The mean with at most `most` decimals, fewer when less is known; KeyError when there is none."""
        row = self._rows[indicator, groep]
        if math.isnan(row["mean"]):
            raise KeyError(indicator)
        return value_text(row["mean"], row["unit"], min(most, decimals_of(row)))

    def total(self, indicator: str, *groups: str) -> float:
        """The sum of the means of these groups; KeyError when there is none."""
        return math.fsum(self._rows[indicator, groep]["mean"] for groep in groups)

    def months(self, indicator: str, groep: str) -> str:
        """A mean that is in days as months, a decimal where the interval allows it; KeyError when there is none."""
        row = self._rows[indicator, groep]
        if math.isnan(row["mean"]):
            raise KeyError(indicator)
        in_months = row | {name: row[name] / DAGEN_PER_MAAND for name in ("mean", "low", "high")}
        return getal(in_months["mean"], min(1, decimals_of(in_months)))

    def band(self, indicator: str, groep: str) -> tuple[str, str]:
        """Between what the figure of a single year lies in 95% of the years of all replications."""
        each = self._each
        mine = (each["indicator"] == indicator) & (each["groep"] == groep) & each["jaar"].notna()
        low, high = each.loc[mine, "value"].quantile([0.025, 0.975])
        return getal(low), getal(high)


def _answer(scenario: Scenario, figures: dict[str, pd.DataFrame]) -> Iterator[str]:
    """The sentences for which the run has figures."""
    known = _Figures(figures)
    for sentence in (_who_gets_what, _who_leaves, _who_waits):
        try:
            yield sentence(scenario, known)
        except KeyError:
            # this scenario has no such group, or nobody of it was housed
            continue


def _who_gets_what(scenario: Scenario, known: _Figures) -> str:
    groups = ("uitstroom", "statushouders", "urgenten", "regulier")
    shown = {group: known.shown("toewijzingen", f"doelgroep={group}") for group in groups}
    others = known.total("toewijzingen", *(f"doelgroep={group}" for group in _OTHERS))
    low, high = known.band("toewijzingen", "doelgroep=uitstroom")
    regular_low, regular_high = known.band("toewijzingen", "doelgroep=regulier")
    return tekst(
        "antwoord_verdeling",
        vrij=known.shown("vrijgekomen"),
        **shown,
        overige=tekst("antwoord_overige", n=getal(others)) if others >= 0.5 else "",
        uitstroom_low=low,
        uitstroom_high=high,
        regulier_low=regular_low,
        regulier_high=regular_high,
    )


def _who_leaves(scenario: Scenario, known: _Figures) -> str:
    if scenario.beschermd_wonen is None:
        raise KeyError("beschermd_wonen")
    return tekst(
        "antwoord_uitstroom",
        mediaan=known.months("wachttijd_mediaan", "doelgroep=uitstroom"),
        p90=known.months("wachttijd_p90", "doelgroep=uitstroom"),
        geblokkeerd=known.shown("bw_geblokkeerd", most=1),
        plaatsen=scenario.beschermd_wonen.plaatsen,
    )


def _who_waits(scenario: Scenario, known: _Figures) -> str:
    return tekst(
        "antwoord_regulier",
        duur=known.shown("inschrijfduur_gehuisvest", most=1),
        aandeel=known.shown("aandeel_gemeente"),
        gemeente=scenario.gemeente.naam,
    )


def _shown_rows(indicator: pd.DataFrame) -> Iterator[tuple[str, dict[Any, Any]]]:
    """The rows of the table that have a figure, each with its text."""
    over_term = indicator[indicator["jaar"].isna() & indicator["mean"].notna()]
    for name, naam, groep in _ROWS:
        for row in over_term[(over_term["indicator"] == naam) & (over_term["groep"] == groep)].to_dict("records"):
            if name not in _OTHERS or row["mean"] > 0:
                yield tekst(f"rij_{name}"), row


def _table(shown: list[tuple[str, dict[Any, Any]]], years: str) -> Table:
    title = tekst("uitkomsten", jaren=years)
    table = Table(title=title, title_justify="left", title_style="bold", box=None, padding=(0, 2, 0, 0))
    table.add_column("", no_wrap=True)
    for head in ("kop_gemiddeld", "kop_interval"):
        table.add_column(tekst(head), justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    for text, row in shown:
        table.add_row(text, *_cells(row))
    return table


def _caveat(shown: list[tuple[str, dict[Any, Any]]], n: int) -> list[str]:
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


def _afspraken(scenario: Scenario, afspraak: pd.DataFrame) -> Iterator[str]:
    """Per agreement its norm, what was reached and how often it was met, then what each year reached."""
    for one in scenario.afspraken:
        mine = afspraak[afspraak["afspraak"] == one.naam]
        yield tekst(
            "afspraak_kop",
            naam=one.naam,
            indicator=one.indicator,
            norm=one.norm,
            periode=tekst(f"periode_{one.periode}"),
        )
        for row in mine[mine["jaar"].isna()].to_dict("records"):
            yield f"  {_verdict(row)}"
        years = mine[mine["jaar"].notna()].to_dict("records")
        unit = INDICATOREN[one.indicator].eenheid
        reached = ", ".join(f"{row['jaar']} {value_text(row['mean'], unit, 1)}" for row in years)
        if reached:
            yield f"  {tekst('per_jaar', waarden=reached)}"


def _verdict(row: dict[Any, Any]) -> str:
    unit = row["unit"]
    reached = {key: value_text(row[column], unit, 1) for key, column in _REACHED.items()}
    chances = {key: value_text(row[key], "aandeel", 0) for key in ("kans", "kans_low", "kans_high")}
    years = value_text(row["aandeel_jaren"], "aandeel", 0)
    return tekst(f"afspraak_{row['periode']}", **reached, **chances, jaren=years)


_REACHED = {"mean": "mean", "low": "band_low", "high": "band_high"}

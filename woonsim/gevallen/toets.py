"""Running cases: what each gives, and how that is told on a screen and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import groupby

from rich.table import Table
from rich.text import Text

from woonsim.errors import Fault, PluginError
from woonsim.gevallen.bestand import Gelezen, GevallenError
from woonsim.gevallen.geval import Geval
from woonsim.gevallen.hooks import check_hook
from woonsim.gevallen.oordeel import differences, judge
from woonsim.gevallen.verschil import Verschil
from woonsim.schermteksten import tekst
from woonsim.screen import capture


@dataclass(frozen=True)
class Uitkomst:
    """A case and the rows in which it comes out differently; none when it holds."""

    geval: Gelezen
    verschillen: tuple[Verschil, ...]


def check(case: Gelezen, policies: Mapping[str, type]) -> Uitkomst:
    """Run a case against `policies`, by their soort.

    Raises:
        GevallenError: what stands in the case cannot be asked, with its place.
        PluginError: a policy fails, with the case in a note.
    """
    content = case.inhoud
    try:
        if isinstance(content, Geval):
            return Uitkomst(case, tuple(differences(content, judge(content, policies))))
        return Uitkomst(case, tuple(check_hook(content, policies)))
    except PluginError as error:
        error.add_note(tekst("in_geval", plaats=f"{case.bestand}:{case.regel}", geval=case.titel))
        raise
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        message = tekst("geval_onleesbaar", fout=f"{type(error).__name__}: {error}")
        raise GevallenError(str(Fault(message, case.bestand, "", case.regel, case.kolom))) from error


def run(cases: Iterable[Gelezen], policies: Mapping[str, type]) -> list[Uitkomst]:
    """Run cases, in their order; raises as `check` does."""
    return [check(case, policies) for case in cases]


def as_json(outcomes: Iterable[Uitkomst]) -> str:
    """The outcomes as ``--json`` prints them."""
    rows = [
        {
            "bestand": outcome.geval.bestand,
            "regel": outcome.geval.regel,
            "geval": outcome.geval.titel,
            "klopt": not outcome.verschillen,
            "verschillen": [asdict(row) for row in outcome.verschillen],
        }
        for outcome in outcomes
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def render(outcomes: list[Uitkomst]) -> str:
    """What does not hold, row by row, and how many cases do: a screen of 80 columns."""
    wrong = [outcome for outcome in outcomes if outcome.verschillen]
    with capture() as (console, text):
        for outcome in wrong:
            place = f"{outcome.geval.bestand}:{outcome.geval.regel}"
            console.print(Text(place, style="dim"), Text(outcome.geval.titel, style="bold"), sep="\n")
            console.print(_table(outcome.verschillen))
            console.print()
        for file, part in groupby(outcomes, lambda outcome: outcome.geval.bestand):
            console.print(Text(_count(file, list(part))))
        console.print(Text(_total(len(outcomes), len(wrong)), style="bold"))
    return text()


def _table(rows: Iterable[Verschil]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0))
    for head in ("kop_wie", "kop_verwacht", "kop_kreeg"):
        table.add_column(tekst(head), overflow="fold")
    for row in rows:
        table.add_row(*map(Text, (row.wie, row.verwacht, row.kreeg)))
        for line in _lines(row.reden):
            table.add_row("", "", Text(line, style="dim"))
    return table


def _lines(reden: str) -> Iterator[str]:
    if reden:
        yield from reden.split("; ")


def _count(file: str, part: list[Uitkomst]) -> str:
    held = sum(not outcome.verschillen for outcome in part)
    return tekst("gevallen_bestand", bestand=file, n=len(part), kloppen=held)


def _total(n: int, wrong: int) -> str:
    if n == 1:
        return tekst("geval_klopt_niet" if wrong else "geval_klopt")
    return tekst("gevallen_niet", n=n, kloppen=n - wrong, niet=wrong) if wrong else tekst("gevallen_kloppen", n=n)

"""What a sweep varies and what it looks at: series of values of paths, and indicators with their group."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from woonsim.afspraken import groepen_van
from woonsim.bereik import Bereik, is_bereik, read_bereik
from woonsim.errors import UsageError
from woonsim.indicatoren import INDICATOREN, TOTAAL
from woonsim.scenario.model import Scenario
from woonsim.scenario.overlay import Wijziging
from woonsim.scenario.problem import nearest
from woonsim.schermteksten import tekst

MOST_POINTS = 1000
"""Combinations of values in one sweep."""
_LONGEST_NAME = 100
_OPEN, _CLOSE, _QUOTES = "[{(", "]})", "\"'"


@dataclass(frozen=True)
class Reeks:
    """The values that a path gets, one after the other."""

    pad: str
    waarden: tuple[str, ...]

    def __str__(self) -> str:
        """The series as it was given."""
        return f"{self.pad}={','.join(self.waarden)}"


@dataclass(frozen=True)
class Uitkomst:
    """An indicator for one of its groups."""

    indicator: str
    groep: str = TOTAAL

    def __str__(self) -> str:
        """The outcome as it is asked for."""
        return self.indicator if self.groep == TOTAAL else f"{self.indicator}:{self.groep}"


USUAL = (
    Uitkomst("toewijzingen", "doelgroep=uitstroom"),
    Uitkomst("wachttijd_mediaan", "doelgroep=uitstroom"),
    Uitkomst("bw_geblokkeerd"),
    Uitkomst("toewijzingen", "doelgroep=regulier"),
    Uitkomst("inschrijfduur_gehuisvest"),
    Uitkomst("leegstand"),
)
"""What a sweep looks at when nothing else is asked."""


def read_reeksen(texts: Sequence[str]) -> tuple[Reeks, ...]:
    """The series in ``PAD=WAARDE,WAARDE`` texts; raises `UsageError`."""
    if not texts:
        raise UsageError(tekst("over_ontbreekt"))
    reeksen = tuple(_read_reeks(text) for text in texts)
    _check_once([reeks.pad for reeks in reeksen])
    n = 1
    for reeks in reeksen:
        n *= len(reeks.waarden)
    if n > MOST_POINTS:
        raise UsageError(tekst("over_te_veel", n=n, hoogst=MOST_POINTS))
    return reeksen


def _read_reeks(text: str) -> Reeks:
    pad, sign, rest = text.partition("=")
    waarden = tuple(_split(rest))
    if not pad.strip() or not sign or not all(waarden):
        raise UsageError(tekst("geen_reeks", waarde=text))
    if len(waarden) == 1 and is_bereik(rest):
        raise UsageError(tekst("over_is_bereik", waarde=text, bereik=rest.strip()))
    for waarde in waarden:
        if waarden.count(waarde) > 1:
            raise UsageError(tekst("over_waarde_dubbel", pad=pad.strip(), waarde=waarde))
    return Reeks(pad.strip(), waarden)


def _split(text: str) -> Iterator[str]:
    """The parts of a text between the commas that stand outside brackets and quotes."""
    depth, quote, begin = 0, "", 0
    for i, letter in enumerate(text):
        if quote:
            quote = "" if letter == quote else quote
        elif letter in _QUOTES:
            quote = letter
        elif letter in _OPEN or letter in _CLOSE:
            depth += 1 if letter in _OPEN else -1
        elif letter == "," and depth <= 0:
            yield text[begin:i].strip()
            begin = i + 1
    yield text[begin:].strip()


def folder_name(reeksen: Sequence[Reeks | Bereik]) -> str:
    """The paths that are varied, as part of the name of a folder."""
    paden = (re.sub(r"[^\w.-]+", "_", reeks.pad, flags=re.ASCII) for reeks in reeksen)
    return "-".join(paden)[:_LONGEST_NAME]


def read_bereiken(texts: Sequence[str]) -> tuple[Bereik, ...]:
    """The ranges in ``PAD=LAAG..HOOG`` texts; raises `UsageError`."""
    if not texts:
        raise UsageError(tekst("bereik_ontbreekt"))
    bereiken = tuple(read_bereik(text) for text in texts)
    _check_once([bereik.pad for bereik in bereiken])
    return bereiken


def _check_once(paden: Sequence[str]) -> None:
    for pad in paden:
        if paden.count(pad) > 1:
            raise UsageError(tekst("over_dubbel", pad=pad))


def points(reeksen: Sequence[Reeks]) -> list[tuple[str, ...]]:
    """Every combination of values; those of the last series change fastest."""
    return list(product(*(reeks.waarden for reeks in reeksen)))


def changes(reeksen: Sequence[Reeks | Bereik], point: Sequence[str]) -> list[Wijziging]:
    """What makes the scenario that of one combination."""
    return [Wijziging(f"{reeks.pad}={waarde}", "--over") for reeks, waarde in zip(reeksen, point, strict=True)]


def read_uitkomsten(texts: Iterable[str], scenario: Scenario) -> tuple[Uitkomst, ...]:
    """The outcomes in ``INDICATOR`` or ``INDICATOR:GROEP`` texts, the usual ones if there are none."""
    return tuple(dict.fromkeys(read_uitkomst(text, scenario, "--indicator") for text in texts)) or USUAL


def read_uitkomst(text: str, scenario: Scenario, optie: str) -> Uitkomst:
    """The outcome in a text that `optie` gives; raises `UsageError`, with the nearest that there is."""
    naam, _, groep = (part.strip() for part in text.partition(":"))
    indicator = INDICATOREN.get(naam)
    if indicator is None:
        near = nearest(naam, list(INDICATOREN))
        misschien = tekst("misschien", naam=near) if near else ""
        raise UsageError(tekst("onbekende_indicator", optie=optie, naam=naam, misschien=misschien))
    known = groepen_van(indicator, scenario)
    for candidate in known:
        if candidate == (groep or TOTAAL) or candidate.endswith(f"={groep}"):
            return Uitkomst(naam, candidate)
    raise UsageError(tekst("onbekende_groep", optie=optie, naam=naam, groep=groep or TOTAAL, bekend=", ".join(known)))

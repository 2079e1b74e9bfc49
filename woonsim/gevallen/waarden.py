"""The kinds of value that a case holds beside those of a scenario: ages, days, amounts, numbered names, yes and no."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, PlainValidator

from woonsim.kalender import JAAR
from woonsim.scenario.eenheden import read_date
from woonsim.scenario.grootheid import Grootheid
from woonsim.scenario.problem import Problem, problem_error, show

_YEARS = 1900, 2200

_AGE = re.compile(r"(\d+) jaar(?: en (\d+) maand(?:en)?)?", re.ASCII)
_OLDEST = 120
_ONE = Decimal(1)

_LOT = Grootheid(title="Lot", what="getal", units={"": _ONE}, high=1, example="0.5")
_BEDRAG = Grootheid(
    title="Bedrag", what="getal", units={"": _ONE, "EUR": _ONE}, high=10_000_000, thousands=True, example="28375"
)
Lot = Annotated[float, _LOT]
"""What falls to somebody by chance, from 0 to 1."""
Bedrag = Annotated[float, _BEDRAG]
"""An amount [EUR/month]."""
Inkomen = Annotated[int, replace(_BEDRAG, title="Inkomen", whole=True)]
"""An income in whole euros [EUR/year]: 28.375 would be a point too many."""


def _read_age(raw: object) -> int:
    """Minutes since birth, from years (`64.9`) or `66 jaar en 4 maanden`."""
    years: float = -1.0
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        years = raw
    elif isinstance(raw, str) and (found := _AGE.fullmatch(" ".join(raw.split()))):
        years = int(found[1]) + int(found[2] or 0) / 12
    if not 0 <= years <= _OLDEST:
        raise problem_error([Problem("geen_leeftijd", {"given": show(raw), "hoogst": _OLDEST})])
    return round(years * JAAR)


def _read_day(raw: object) -> date:
    """A date, from ISO text: people in a case may have been registered long ago."""
    return read_date(raw, *_YEARS)


def _read_place(raw: object) -> str | int:
    """A name or a number."""
    if isinstance(raw, str) or (isinstance(raw, int) and not isinstance(raw, bool) and raw >= -1):
        return raw
    raise problem_error([Problem("geen_plek", {"given": show(raw)})])


def _by_purpose(raw: object) -> object:
    return raw if isinstance(raw, dict) else {"": _LOT.read(raw)}


def _listed(raw: object) -> object:
    return [raw] if isinstance(raw, str) else raw


Leeftijd = Annotated[int, BeforeValidator(_read_age)]
"""An age [minutes], from `64.9` or `66 jaar en 4 maanden`."""
Dag = Annotated[date, BeforeValidator(_read_day)]
"""A date, from ISO text."""
Plek = Annotated[str | int, PlainValidator(_read_place)]
"""A kern or a corporatie, by a name of one's own or by its number; -1 for none."""
Namen = Annotated[list[str], BeforeValidator(_listed)]
"""One name, or a list of names."""
Loten = Annotated[dict[str, Lot], BeforeValidator(_by_purpose)]
"""Lots by the purpose that a policy draws for; under "" the one that holds for every other purpose."""

"""The kinds of value a scenario holds: quantities with their units, names, dates, words.

Each is a type that the model uses; after reading it is a plain number in one unit, text or a date.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import IntEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, GetCoreSchemaHandler, GetJsonSchemaHandler, WithJsonSchema
from pydantic_core import CoreSchema, core_schema

from woonsim.kalender import DAG, JAAR
from woonsim.scenario.grootheid import Grootheid
from woonsim.scenario.problem import Problem, near, problem_error, show

FIRST_YEAR, LAST_YEAR = 2016, 2100
"""Years in which a begindatum may lie."""

_ONE, _PERCENT = Decimal(1), Decimal("0.01")
_MONTH = Decimal(JAAR) / 12

AANDEEL = Grootheid(title="Aandeel", what="aandeel", units={"": _ONE, "%": _PERCENT}, high=1, example="5%")
AANTAL = Grootheid(title="Aantal", what="aantal", units={"": _ONE}, high=10**12, whole=True, example="700")
GETAL = Grootheid(title="Getal", what="getal", units={"": _ONE}, high=10**9, example="1.5")
GEWICHT = Grootheid(title="Gewicht", what="getal", units={"": _ONE}, low=-(10**9), high=10**9, example="-2")
TEMPO = Grootheid(
    title="Tempo",
    what="tempo",
    units={"": _ONE, "per jaar": _ONE, "%": _PERCENT, "% per jaar": _PERCENT},
    high=10**12,
    example="6.5% per jaar",
)
DUUR = Grootheid(
    title="Duur",
    what="duur",
    units={
        "minuut": _ONE,
        "minuten": _ONE,
        "uur": Decimal(60),
        "dag": Decimal(DAG),
        "dagen": Decimal(DAG),
        "week": Decimal(7 * DAG),
        "weken": Decimal(7 * DAG),
        "maand": _MONTH,
        "maanden": _MONTH,
        "jaar": Decimal(JAAR),
    },
    high=200 * JAAR,
    rounded=True,
    example="30 dagen",
)
JAREN = Grootheid(title="Jaren", what="jaren", units={"jaar": _ONE}, low=1, high=100, whole=True, example="10 jaar")
EUR_MAAND = Grootheid(
    title="EurMaand",
    what="eur_maand",
    units={"EUR/maand": _ONE, "EUR per maand": _ONE},
    high=100_000,
    thousands=True,
    example="610 EUR/maand",
)
EUR_JAAR = Grootheid(
    title="EurJaar",
    what="eur_jaar",
    units={"EUR/jaar": _ONE, "EUR per jaar": _ONE},
    high=10_000_000,
    thousands=True,
    example="28500 EUR/jaar",
)
Aandeel = Annotated[float, AANDEEL]
"""A share in [0, 1], from `5%` or `0.05`."""
Aantal = Annotated[int, AANTAL]
"""A count, 0 or more."""
Getal = Annotated[float, GETAL]
"""A number without unit, 0 or more."""
Gewicht = Annotated[float, GEWICHT]
"""A number without unit, below 0 too."""
Tempo = Annotated[float, TEMPO]
"""A rate [per year], from `6.5%`, `485`, `485 per jaar`."""
Duur = Annotated[int, DUUR]
"""A duration [minutes], from `30 dagen`, `12 maanden`, `2 jaar`."""
Jaren = Annotated[int, JAREN]
"""A number of whole years, 1 to 100."""
EurMaand = Annotated[float, EUR_MAAND]
"""An amount [EUR/month]."""
EurJaar = Annotated[float, EUR_JAAR]
"""An amount [EUR/year]."""


def _read_date(raw: object) -> date:
    return read_date(raw, FIRST_YEAR, LAST_YEAR)


def read_date(raw: object, first: int, last: int) -> date:
    """The date that ISO text means; impossible dates, and years before `first` or after `last`, are refused."""
    if isinstance(raw, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", raw, re.ASCII):
        try:
            day = date.fromisoformat(raw)
        except ValueError:
            day = None
        if day is not None:
            if first <= day.year <= last:
                return day
            raise problem_error([Problem("date_range", {"given": raw, "low": first, "high": last})])
    raise problem_error([Problem("date", {"given": show(raw)})])


def _check_name(name: str) -> str:
    """Refuse names that a table, a terminal or a spreadsheet would take for something else."""
    if not name.strip():
        raise problem_error([Problem("name_empty")])
    if any(unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp", "Cs", "Co") for c in name):
        raise problem_error([Problem("name_control")])
    if name != name.strip():
        raise problem_error([Problem("name_space")])
    if name[0] in "=+-@":
        raise problem_error([Problem("name_start", {"first": name[0]})])
    if len(name) > 100:
        raise problem_error([Problem("name_long", {"limit": 100})])
    return name


@dataclass(frozen=True)
class Woord:
    """One of the words of `begrippen`; as a pydantic annotation it reads the name into the member of `words`."""

    words: type[IntEnum]

    def read(self, raw: object) -> IntEnum:
        """The member called `raw`."""
        names = [member.name for member in self.words]
        if not isinstance(raw, str) or raw not in names:
            values = {"given": show(raw), "allowed": ", ".join(names), "hint": near(raw, names)}
            raise problem_error([Problem("not_allowed", values)])
        return self.words[raw]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Read with `read`."""
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """The names."""
        return {"enum": [member.name for member in self.words]}


Begindatum = Annotated[date, BeforeValidator(_read_date), WithJsonSchema({"type": "string", "format": "date"})]
"""A date in the years 2016 to 2100, from ISO text."""
Naam = Annotated[
    str,
    AfterValidator(_check_name),
    Field(json_schema_extra={"minLength": 1, "maxLength": 100, "pattern": r"^[^=+\-@\s]"}),
]
"""A name of 1 to 100 characters that is safe in a table cell."""
Tekst = Annotated[str, Field(min_length=1, max_length=1000)]
"""A sentence or two."""

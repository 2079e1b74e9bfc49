"""A kind of quantity: how a number with its unit is read.

A quantity stands in a scenario as a scalar (`6.5%`, `610 EUR/maand`, `30 dagen`, `700`) or in the long
form ``{waarde, eenheid, bron | aanname, marge: [low, high], toelichting}``. Either way the model holds
the plain number, in one unit per quantity.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from woonsim.berichten import bericht
from woonsim.scenario.problem import Problem, UnreadableError, problem_error, show, unknown_key

LONG_FORM = ("waarde", "eenheid", "bron", "aanname", "marge", "toelichting")
"""Keys of the long form of a quantity."""

_NUMBER = r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?"
_QUANTITY = re.compile(rf"({_NUMBER})\s*(\D.*)?")
_COMMA = re.compile(r"[-+]?\d+,\d+")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_ENDLESS = 10**9
"""A limit from here on says no more than that a value is finite."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Grootheid:
    """A kind of quantity; as a pydantic annotation it reads the scalar and the long form.

    `units` maps each unit that may be written ("" = none) to its factor to the model's unit. Values lie in
    [`low`, `high`]; `whole` refuses fractions, `rounded` rounds to an integer. `words` are read as themselves.
    """

    title: str
    """Its name in the JSON Schema."""
    what: str
    """Its name in `woonsim.berichten`."""
    units: Mapping[str, Decimal]
    example: str
    low: float = 0
    high: float = math.inf
    whole: bool = False
    rounded: bool = False
    words: tuple[str, ...] = ()
    thousands: bool = False
    """Whether `20.500` may have been meant as 20500: then it is refused."""

    def within(self, low: float, high: float) -> Grootheid:
        """The same quantity between narrower limits."""
        limits = [f"vanaf_{low:g}"] * (low != self.low) + [f"tot_{high:g}"] * (high != self.high)
        return replace(self, low=low, high=high, title="_".join([self.title, *limits]))

    def or_word(self, *words: str) -> Grootheid:
        """The same quantity, or one of `words`."""
        return replace(self, words=words, title="_of_".join([self.title, *words]))

    def read(self, raw: object) -> int | float | str:
        """The number that `raw` (scalar or long form) means; problems are raised as one pydantic error."""
        if isinstance(raw, str) and raw in self.words:
            return raw
        problems: list[Problem] = []
        number: int | float = 0
        if isinstance(raw, dict):
            number = self._read_long(raw, problems)
        else:
            try:
                number, _ = self.convert(raw)
            except UnreadableError as error:
                problems.append(error.problem)
        if problems:
            raise problem_error(problems)
        return number

    def convert(self, raw: object, eenheid: str = "") -> tuple[int | float, str]:
        """The number that scalar `raw` means in the model's unit, and the unit it was written in."""
        number, unit = self._split(raw)
        full = unit if not eenheid or unit == eenheid else f"{unit} {eenheid}".strip()
        if full not in self.units:
            if not full:
                raise self._unreadable("unit_missing", raw)
            allowed = [u for u in self.units if u]
            if not allowed:
                raise self._unreadable("unit_none", raw)
            raise self._unreadable("unit", raw, unit=show(full), allowed=", ".join(allowed))
        value: int | float = float(Decimal(repr(number)) * self.units[full]) + 0.0
        if not math.isfinite(value):
            raise self._unreadable("not_finite", raw)
        if self.whole and value != math.floor(value):
            raise self._unreadable("not_whole", raw)
        if not self.low <= value <= self.high:
            raise self._out_of_range(raw)
        return (round(value) if self.whole or self.rounded else value), full

    def _split(self, raw: object) -> tuple[int | float, str]:
        """The number as written and the unit behind it."""
        if raw is None:
            raise self._unreadable("no_value", raw)
        if isinstance(raw, (int, float)) and not isinstance(raw, bool):
            if not math.isfinite(raw):
                raise self._unreadable("not_finite", raw)
            if self.whole and _THOUSANDS.fullmatch(str(raw)):
                raise self._unreadable("thousands_point", raw, plain=str(raw).replace(".", ""))
            return raw, ""
        if not isinstance(raw, str):
            raise self._unreadable("not_a_number", raw)
        return self._split_text(raw)

    def _split_text(self, raw: str) -> tuple[float, str]:
        """The number and the unit of `6.5%` or `610 EUR/maand`."""
        text = raw.strip()[:200]
        comma = _COMMA.match(text)
        if comma:
            raise self._unreadable("decimal_comma", raw, point=comma.group().replace(",", "."))
        found = _QUANTITY.fullmatch(text)
        if not found:
            raise self._unreadable("not_a_number", raw)
        number, unit = float(found.group(1)), " ".join((found.group(2) or "").split())
        if not math.isfinite(number):
            raise self._unreadable("not_finite", raw)
        if not unit and "" in self.units:
            raise self._unreadable("quoted_number", raw)
        if self.thousands and _THOUSANDS.fullmatch(found.group(1)):
            raise self._unreadable("thousands_point", raw, plain=text.replace(".", "", 2))
        return number, unit

    def _read_long(self, raw: dict[str, Any], problems: list[Problem]) -> int | float:
        """The number of the long form; whatever is wrong in it is added to `problems`."""
        for key in raw:
            if key not in LONG_FORM:
                problems.append(_unknown_key(key, raw))
        if "toelichting" in raw and not isinstance(raw["toelichting"], str):
            problems.append(Problem("not_text", {"given": show(raw["toelichting"])}, ("toelichting",)))
        if "waarde" not in raw:
            problems.append(Problem("missing_key", sub=("waarde",)))
            return 0
        eenheid = raw.get("eenheid", "")
        if not isinstance(eenheid, str):
            problems.append(Problem("not_text", {"given": show(eenheid)}, ("eenheid",)))
            return 0
        try:
            number, unit = self.convert(raw["waarde"], " ".join(eenheid.split()))
        except UnreadableError as error:
            at = "eenheid" if error.problem.name == "unit" and eenheid else "waarde"
            problems.append(error.problem.under(at))
            return 0
        if "marge" in raw:
            problems.extend(self._margin_problems(raw["marge"], number, unit, raw["waarde"]))
        return number

    def _margin_problems(self, marge: object, number: float, unit: str, waarde: object) -> list[Problem]:
        """What is wrong with the margin of a value; a bare limit has the unit of the value."""
        if not isinstance(marge, list) or len(marge) != 2:
            return [Problem("margin_shape", sub=("marge",))]
        limits: list[float] = []
        problems: list[Problem] = []
        for i, limit in enumerate(marge):
            try:
                limits.append(self.convert(limit, unit if isinstance(limit, (int, float)) else "")[0])
            except UnreadableError as error:
                problems.append(error.problem.under("marge", i))
        if not problems and limits[0] > limits[1]:
            problems.append(Problem("margin_order", sub=("marge",)))
        elif not problems and not limits[0] <= number <= limits[1]:
            problems.append(Problem("outside_margin", {"given": show(waarde)}, ("marge",)))
        return problems

    def _unreadable(self, name: str, raw: object, **values: object) -> UnreadableError:
        what = bericht(f"what_{self.what}")
        return UnreadableError(Problem(name, {"given": show(raw), "what": what, "example": self.example, **values}))

    def _out_of_range(self, raw: object) -> UnreadableError:
        low, high = self._written(self.low), self._written(self.high)
        if self.high == math.inf:
            return self._unreadable("too_low", raw, low=low)
        if self.high >= _ENDLESS and str(raw).strip().startswith("-") and self.low >= 0:
            return self._unreadable("below", raw, low=low)
        percent = "%" in self.units and isinstance(raw, (int, float)) and 2 <= raw <= 100 * self.high
        tail = bericht("hint", nearest=f"{raw}%") if percent else ""
        return self._unreadable("out_of_range", raw, low=low, high=high, hint=tail)

    def _written(self, limit: float) -> str:
        """A limit as it would be written: bare if that is allowed, else in the largest unit that fits in it."""
        fitting = [unit for unit in self.units if self.units[unit] <= limit] or list(self.units)
        unit = "" if "" in self.units else max(fitting, key=lambda u: self.units[u])
        return f"{limit / float(self.units[unit]):g} {unit}".strip()

    def shown(self, value: float) -> str:
        """A value of the model as a scenario would write it: 5%, 700, 30 dagen, 28500 EUR/jaar."""
        if self.high == 1 and "%" in self.units:
            return f"{round(100 * value, 10):.10g}%"
        if "" in self.units:
            return f"{value:.12g}"
        whole = [unit for unit, factor in self.units.items() if value and Decimal(repr(value)) % factor == 0]
        factor = max((self.units[unit] for unit in whole), default=None)
        if factor is None:
            unit = self.example.partition(" ")[2]
            return f"{float(Decimal(repr(value)) / self.units[unit]):.12g} {unit}"
        names = [unit for unit in whole if self.units[unit] == factor]
        number = float(Decimal(repr(value)) / factor)
        return f"{number:.12g} {names[0] if number == 1 or '/' in names[0] else names[-1]}"

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Read with `read`; the annotated type itself is not consulted."""
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Number, text with a unit, or the long form."""
        number: dict[str, Any] = {"type": "integer" if self.whole else "number", "minimum": self.low}
        if self.high < math.inf:
            number["maximum"] = self.high
        texts = []
        units = [re.escape(unit).replace("\\ ", " ") for unit in self.units if unit]
        if units:
            texts.append({"type": "string", "pattern": rf"^{_NUMBER} *({'|'.join(units)})$"})
        words = [{"enum": list(self.words)}] if self.words else []
        scalars = [*words, *([number] if "" in self.units else []), *texts]
        inside = {"anyOf": [{"type": "number"}, *texts]}
        text = {"type": "string", "minLength": 1}
        long_form = {
            "type": "object",
            "required": ["waarde"],
            "additionalProperties": False,
            "properties": dict.fromkeys(LONG_FORM, text)
            | {"waarde": inside, "marge": {"type": "array", "minItems": 2, "maxItems": 2, "items": inside}},
            "not": {"required": ["bron", "aanname"]},
        }
        return {"x-name": self.title, "anyOf": [*scalars, long_form], "x-shared": True}


def _unknown_key(key: str, raw: dict[str, Any]) -> Problem:
    """The problem of a key that the long form does not have, with an eye for ``{waarde: 0,05}``."""
    if key.isascii() and key.isdigit() and raw[key] is None and isinstance(raw.get("waarde"), int):
        return Problem("comma_key", {"point": f"{raw['waarde']}.{key}"}, (key,), at_key=True)
    return unknown_key(key, LONG_FORM)

"""Tables of numbers by class: of age, of household size, of rooms, of reason.

A table is a mapping from class to value; `bron` or `aanname` may stand among its keys and is left out of
the model. Age classes are written `18-24` or `85+`, in ascending order without gaps.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationError, ValidatorFunctionWrapHandler
from pydantic_core import CoreSchema, core_schema

from woonsim.begrippen import EXTERNE_OORZAKEN
from woonsim.scenario.eenheden import Aandeel, Getal
from woonsim.scenario.problem import Nested, Problem, problem_error, show, unknown_key

HERKOMST_KEYS = ("bron", "aanname")
"""Keys that say where numbers come from; they are no classes."""

_CLASS = re.compile(r"(\d{1,3})(?:-(\d{1,3})|(\+))", re.ASCII)

OLDEST = 120
"""The highest age a class may name [years]."""

Leeftijdsklasse = str
"""A class of ages such as `18-24` (both included) or `85+`."""


@cache
def grenzen(klasse: Leeftijdsklasse) -> tuple[int, int | None]:
    """The lowest and the highest age [years] of a class, None = open; a ValueError if it is no class."""
    found = _CLASS.fullmatch(klasse)
    if not found:
        raise ValueError(f"not an age class: {klasse!r}")
    low, high = int(found.group(1)), int(found.group(2)) if found.group(2) else None
    if (low if high is None else high) > OLDEST or (high is not None and high < low):
        raise ValueError(f"not an age class: {klasse!r}")
    return low, high


@dataclass(frozen=True, kw_only=True)
class Tabel:
    """What a table must be, as a pydantic annotation on `dict[str, ...]`.

    `keys`: exactly these (None: any); `pattern`: keys look like this; `ages`: keys are age classes, ascending
    without a gap; `from_18`: these begin at 18 or lower and end open; `total`: values sum to 1; `some`: values
    are not all zero.
    """

    keys: tuple[str, ...] | None = None
    pattern: str | None = None
    ages: bool = False
    from_18: bool = False
    total: bool = False
    some: bool = False

    def read(self, raw: object, handler: ValidatorFunctionWrapHandler) -> dict[str, Any]:
        """The table that `raw` means; faults in its keys and in its values are raised together."""
        if not isinstance(raw, dict):
            raise problem_error([Problem("not_a_table", {"given": show(raw)})])
        table = {key: value for key, value in raw.items() if key not in HERKOMST_KEYS}
        problems: list[Problem | Nested] = list(self._key_problems(table))
        wrong = {p.sub[0] for p in problems if isinstance(p, Problem) and p.at_key}
        read: dict[str, Any] = {}
        try:
            read = handler({key: value for key, value in table.items() if key not in wrong})
        except ValidationError as error:
            problems += [Nested(e) for e in error.errors(include_url=False)]
        if not problems:
            problems += self._value_problems(read)
        if problems:
            raise problem_error(problems)
        return read

    def _key_problems(self, table: dict[str, Any]) -> list[Problem]:
        if self.ages:
            return _age_problems(list(table), self.from_18)
        problems = []
        if self.keys is not None:
            unknown = [key for key in table if key not in self.keys]
            problems += [unknown_key(key, self.keys) for key in unknown]
            problems += [Problem("missing_key", sub=(key,)) for key in self.keys if key not in table]
        elif self.pattern is not None:
            wrong = [key for key in table if not re.fullmatch(self.pattern, key)]
            problems += [unknown_key(key, [f"{n}k" for n in range(1, 10)]) for key in wrong]
        if not table:
            problems.append(Problem("list_too_short", {"limit": 1}))
        return problems

    def _value_problems(self, table: dict[str, Any]) -> list[Problem]:
        if self.total and abs(math.fsum(table.values()) - 1) > 1e-9:
            return [Problem("sum", {"total": f"{100 * math.fsum(table.values()):.10g}%"})]
        if self.some and not any(table.values()):
            return [Problem("all_zero")]
        return []

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Wrap the schema of the annotated dict."""
        return core_schema.no_info_wrap_validator_function(self.read, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """A closed object with these keys, and `bron` or `aanname` among them."""
        value = handler.resolve_ref_schema(handler(schema)).get("additionalProperties", {})
        properties: dict[str, Any] = {key: {"type": "string", "minLength": 1} for key in HERKOMST_KEYS}
        result: dict[str, Any] = {"type": "object", "properties": properties}
        if self.keys is not None:
            properties |= dict.fromkeys(self.keys, value)
            result |= {"required": list(self.keys), "additionalProperties": False}
        elif self.ages or self.pattern:
            pattern = r"\d{1,3}(-\d{1,3}|\+)" if self.ages else self.pattern
            result |= {"patternProperties": {f"^{pattern}$": value}, "additionalProperties": False}
        else:
            result["additionalProperties"] = value
        return result | {"not": {"required": list(HERKOMST_KEYS)}}


def _age_problems(classes: list[str], from_18: bool) -> list[Problem]:
    """What is wrong with a row of age classes; every class that is none, else the first gap."""
    problems = []
    for klasse in classes:
        try:
            grenzen(klasse)
        except ValueError:
            problems.append(Problem("age_class", {"given": show(klasse)}, (klasse,), at_key=True))
    if problems:
        return problems
    if not classes:
        return [Problem("list_too_short", {"limit": 1})]
    for before, after in pairwise(classes):
        end = grenzen(before)[1]
        if end is None or grenzen(after)[0] != end + 1:
            age = "-" if end is None else end + 1
            return [Problem("age_gap", {"before": before, "age": age}, (after,), at_key=True)]
    first, last = grenzen(classes[0])[0], grenzen(classes[-1])
    if from_18 and first > 18:
        problems.append(Problem("age_start", {"age": 18}, (classes[0],), at_key=True))
    if from_18 and last[1] is not None:
        problems.append(Problem("age_end", {"example": f"{last[0]}+"}, (classes[-1],), at_key=True))
    return problems


PERSONEN = ("1p", "2p", "3p", "4p", "5p")
"""Classes of household size; the last holds five persons or more."""

LEEFTIJDEN = Tabel(ages=True, from_18=True)

Leeftijdsaandelen = Annotated[dict[str, Aandeel], Tabel(ages=True, total=True)]
"""Age class -> share; shares sum to 1."""
Leeftijdsgetallen = Annotated[dict[str, Getal], Tabel(ages=True, from_18=True, some=True)]
"""Age class -> number of 0 or more, for all ages from 18."""
Aandelen = Annotated[dict[str, Aandeel], Tabel(total=True)]
"""Name -> share; shares sum to 1."""
Persoonsaandelen = Annotated[dict[str, Aandeel], Tabel(keys=PERSONEN, total=True)]
"""Household size `1p` to `5p` -> share; shares sum to 1."""
Redenen = Annotated[dict[str, Aandeel], Tabel(keys=tuple(o.name for o in EXTERNE_OORZAKEN), total=True)]
"""External cause -> share; shares sum to 1."""
Getallen = Annotated[dict[str, Getal], Tabel()]
"""Name -> number of 0 or more."""
Kamergetallen = Annotated[dict[str, Getal], Tabel(pattern=r"[1-9]k", some=True)]
"""Number of rooms `1k` to `9k` -> number of 0 or more."""

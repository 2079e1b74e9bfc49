"""The norm of an agreement, such as `>= 5%` or `<= 90 dagen`, and how much may be lacking: `1 procentpunt`."""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable
from dataclasses import dataclass

from woonsim.scenario.problem import Problem, problem_error, show

_COMPARE: dict[str, Callable[[float, float], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
}
UNITS = ("", "%", "dagen", "maanden", "jaar", "woningen", "EUR")
"""Units a norm may carry; the value is compared in the unit of the indicator, a share as a fraction."""

NORM_PATTERN = r"^ *(>=|<=|>|<|=) *([-+]?\d+(?:\.\d+)?) *(%|dagen|maanden|jaar|woningen|EUR)? *$"


@dataclass(frozen=True)
class Norm:
    """A parsed norm: `operator` (`>=`, `<=`, `>`, `<`, `=`), `waarde` (a percentage as a fraction), `eenheid`."""

    operator: str
    waarde: float
    eenheid: str

    def holds(self, value: float) -> bool:
        """Whether `value`, in the unit of the norm, meets it; NaN never does."""
        return _COMPARE[self.operator](value, self.waarde)


def parse_norm(text: str) -> Norm:
    """The norm that `text` means; a pydantic error when it means none."""
    found = re.fullmatch(NORM_PATTERN, text[:100], re.ASCII)
    if not found or not math.isfinite(float(found.group(2))):
        raise problem_error([Problem("norm", {"given": show(text)})])
    sign, number, unit = found.group(1), float(found.group(2)), found.group(3) or ""
    return Norm(sign, number / 100 if unit == "%" else number, unit)


TOLERANTIE_PATTERN = r"^ *(\d+(?:\.\d+)?) *(procentpunt|dagen|maanden|jaar|woningen|EUR)? *$"


@dataclass(frozen=True)
class Tolerantie:
    """How far beside the norm still counts as met: `waarde` in `eenheid` (a procentpunt is 0.01 of a share)."""

    waarde: float
    eenheid: str


def parse_tolerantie(text: str) -> Tolerantie:
    """The tolerance that `text` means; a pydantic error when it means none."""
    found = re.fullmatch(TOLERANTIE_PATTERN, text[:100], re.ASCII)
    if not found or not math.isfinite(float(found.group(1))):
        raise problem_error([Problem("tolerantie", {"given": show(text)})])
    return Tolerantie(float(found.group(1)), found.group(2) or "")

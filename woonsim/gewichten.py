"""Terms of a weighted sum: the names under which a scenario refers to columns of woningzoekende and woning.

A term is `kolom`, `woning.kolom`, `kolom.woord` for a column of words, `eigen_kern`, or a product `a * b`.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from fractions import Fraction
from math import lcm
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray
from pydantic import AfterValidator

from woonsim.aangeboden_woningen import AangebodenWoningen
from woonsim.begrippen import Doelgroep, Herkomst, Toegankelijkheid, Woningtype, Woonsituatie
from woonsim.rijen import Rijen
from woonsim.scenario.problem import Problem, hint, near, nearest, problem_error
from woonsim.woningzoekenden import Woningzoekenden

_WONING, _EIGEN_KERN = "woning.", "eigen_kern"
_WORDS: dict[str, type[IntEnum]] = {
    "doelgroep": Doelgroep,
    "herkomst": Herkomst,
    "woonsituatie": Woonsituatie,
    "toegankelijkheid_nu": Toegankelijkheid,
    "woning.woningtype": Woningtype,
    "woning.toegankelijkheid": Toegankelijkheid,
}
"""Columns that hold a word: a number of theirs means nothing, so a term names the word."""
_NUMBERS_OF_THINGS = {"sleutel", "kern", "corporatie", "aanmelding_corporatie", "woning", "vrijkomst", "complex"}
"""Columns that say which one: a sum of them means nothing."""


_MANTISSA = 53
"""Bits of a float."""


def terms() -> list[str]:
    """Every term that is not a product."""
    columns = [*Woningzoekenden.columns(), *(_WONING + name for name in AangebodenWoningen.columns())]
    found = [_EIGEN_KERN]
    for name in columns:
        if name in _WORDS:
            found += [f"{name}.{word.name}" for word in _WORDS[name]]
        elif name.removeprefix(_WONING) not in _NUMBERS_OF_THINGS:
            found.append(name)
    return found


def _factors(term: str) -> list[str]:
    return [part.strip() for part in term.split("*")]


def _check(term: str) -> str:
    """Refuse a term that names no column, with the nearest one that there is."""
    known = terms()
    for factor in _factors(term):
        if factor not in known:
            # Beside the whole list a slip in one word of a path is near too.
            tail = near(factor, known) or hint(factor, [])
            values = {"given": factor, "hint": tail, "nearest": nearest(factor, known)}
            raise problem_error([Problem("unknown_column", values, at_key=True)])
    return term


Kolomterm = Annotated[str, AfterValidator(_check)]
"""A term of a weighted sum, checked against the columns that there are."""


def kolomwaarde(term: str, woningzoekende: Rijen, woning: Rijen) -> NDArray[np.float64]:
    """The value of a term for each row: yes is 1, no is 0; the product of its factors."""
    return np.array(_product(term, woningzoekende, woning), dtype=np.float64)


def _product(term: str, woningzoekende: Rijen, woning: Rijen) -> NDArray[Any]:
    """The same, but yes or no where each factor is that: a column of bytes is added up sooner than one of numbers."""
    value, *others = (_value(factor, woningzoekende, woning) for factor in _factors(term))
    for other in others:
        value = value * other
    return np.broadcast_to(value, len(woningzoekende))


def gewogen_som(gewichten: Mapping[str, float], woningzoekende: Rijen, woning: Rijen) -> NDArray[Any]:
    """What orders rows by the weighted sum of these terms: the sum, or its place where floats do not tell sums apart.

    The sum is exact, of weights as they are written: a moment that never comes does not swallow the rest.
    """
    values = [(_product(term, woningzoekende, woning), w) for term, w in gewichten.items()]
    if (sum_ := _whole_sum(values)) is not None:
        return sum_
    scaled = [(_integers(value.astype(np.float64)), w) for value, w in values]
    scales = [unit * Fraction(repr(w)) for (_, unit), w in scaled]
    denominator = lcm(*(scale.denominator for scale in scales))
    total = np.zeros(len(woningzoekende), dtype=object)
    for ((value, _), _), scale in zip(scaled, scales, strict=True):
        total += value * int(scale * denominator)
    rounded = (total / denominator).astype(np.float64)
    if len(np.unique(rounded)) == len(set(total.tolist())):
        return rounded
    return np.asarray(np.unique(total, return_inverse=True)[1])


def _whole_sum(values: list[tuple[NDArray[Any], float]]) -> NDArray[np.float64] | None:
    """The sum of whole numbers times whole weights, where floats hold it exactly; else None."""
    most = 0.0
    for value, weight in values:
        is_yes_or_no = value.dtype == np.bool_
        most += float(value.any() if is_yes_or_no else np.abs(value).max(initial=0.0)) * abs(weight)
        if not float(weight).is_integer() or not most < 2.0**_MANTISSA:
            return None
        if not is_yes_or_no and (np.floor(value) != value).any():
            return None
    total = np.zeros(len(values[0][0]))
    for value, weight in values:
        total += value * weight
    return total


def _integers(value: NDArray[np.float64]) -> tuple[NDArray[np.object_], Fraction]:
    """These numbers as whole ones of any size, and the unit that they count."""
    mantissa, exponent = np.frexp(value)
    whole = np.ldexp(mantissa, _MANTISSA).astype(np.int64)
    lowest = int(exponent.min(where=whole != 0, initial=_MANTISSA))
    shift = np.where(whole != 0, exponent - lowest, 0).astype(object)
    return whole.astype(object) << shift, Fraction(2) ** (lowest - _MANTISSA)


def _value(factor: str, woningzoekende: Rijen, woning: Rijen) -> NDArray[Any]:
    """A column of numbers, or of yes and no."""
    if factor == _EIGEN_KERN:
        return np.asarray(woningzoekende.kern == woning.kern)
    column, _, word = factor.rpartition(".")
    if column in _WORDS:
        return np.asarray(_column(column, woningzoekende, woning) == _WORDS[column][word])
    found = _column(factor, woningzoekende, woning)
    return found if found.dtype == np.bool_ else np.asarray(found, dtype=np.float64)


def _column(name: str, woningzoekende: Rijen, woning: Rijen) -> NDArray[Any]:
    side = woning if name.startswith(_WONING) else woningzoekende
    column: NDArray[Any] = getattr(side, name.removeprefix(_WONING))
    return column

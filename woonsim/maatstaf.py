"""What an agreement is held against: its norm and tolerance in the unit of its indicator.

Needs no pandas, so that a scenario can be checked against it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from operator import eq, ge, gt, le, lt
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from woonsim.indicatoren import INDICATOREN
from woonsim.kalender import DAG, JAAR

if TYPE_CHECKING:
    from woonsim.scenario.model import Afspraak

Values = NDArray[np.float64]

_COMPARE: dict[str, Callable[[Any, Any], Any]] = {">=": ge, "<=": le, ">": gt, "<": lt, "=": eq}
_SHARE = {"%": 1.0, "": 1.0}
_COUNT = {"woningen": 1.0, "": 1.0}
_UNITS: dict[str, dict[str, float]] = {
    "aandeel": _SHARE,
    "aandeel per jaar": _SHARE,
    "jaar": {"jaar": 1.0, "maanden": 1 / 12, "dagen": DAG / JAAR},
    "dagen": {"dagen": 1.0, "maanden": JAAR / DAG / 12, "jaar": JAAR / DAG},
    "woningen per jaar": _COUNT,
    "woningen": _COUNT,
}
"""Unit of an indicator -> the units its norm may carry, each in that of the indicator; others carry none."""
_POINT = {"procentpunt": 0.01}
"""The one unit of the tolerance of a share: of `1%` nobody can tell of what it is a hundredth."""


def norm_units(unit: str) -> dict[str, float]:
    """The units that a norm about an indicator in `unit` may carry, each in that unit."""
    return _UNITS.get(unit, {"": 1.0})


def tolerantie_units(unit: str) -> dict[str, float]:
    """As `norm_units`, of a tolerance."""
    return _POINT if unit.startswith("aandeel") else norm_units(unit)


@dataclass(frozen=True)
class Maatstaf:
    """A comparison with `limit`, of which `slack` may be lacking; both in the unit of the indicator."""

    operator: str
    limit: float
    slack: float

    @classmethod
    def of(cls, afspraak: Afspraak) -> Maatstaf:
        """That of an agreement that `check_afspraken` finds nothing wrong with."""
        unit, norm, speling = INDICATOREN[afspraak.indicator].eenheid, afspraak.grens, afspraak.speling
        slack = speling.waarde * tolerantie_units(unit)[speling.eenheid] if speling.waarde else 0.0
        return cls(norm.operator, norm.waarde * norm_units(unit)[norm.eenheid], slack)

    def meets(self, values: Values) -> NDArray[np.bool_]:
        """Which values meet the norm within its tolerance; NaN never does."""
        if self.operator == "=":
            return np.asarray(self._lacking(values) <= self.slack * (1 + 1e-12), dtype=np.bool_)
        edge = self.limit + (self.slack if self.operator.startswith("<") else -self.slack)
        return np.asarray(_COMPARE[self.operator](_exact(values, edge), edge), dtype=np.bool_)

    def shortfall(self, values: Values) -> Values:
        """How far each value falls short of the norm itself; 0 where the norm is met within its tolerance."""
        return np.where(self.meets(values), 0.0, self._lacking(values))

    def _lacking(self, values: Values) -> Values:
        """The distance to the side of the limit that is asked for."""
        distance = _exact(values, self.limit) - self.limit
        if self.operator == "=":
            return np.abs(distance)
        return np.asarray(np.maximum(distance if self.operator.startswith("<") else -distance, 0.0))


def _exact(values: Values, edge: float) -> Values:
    """The values, with those that are the edge but for rounding at the edge: 10 of 200 is 5%."""
    return np.where(np.isclose(values, edge, rtol=1e-12, atol=0.0), edge, values)

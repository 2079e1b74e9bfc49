"""Which woningen of a round are one advert: those that nothing tells apart, when the scenario says so (decision 12)."""

from __future__ import annotations

import numpy as np

from woonsim.kolommen import Int64, Woningen
from woonsim.vrijkomsten import Vrijkomsten

_GELIJK = (
    "corporatie",
    "kern",
    "complex",
    "woningtype",
    "kamers",
    "rekenhuur_eur",
    "toegankelijkheid",
    "afstand_zorg",
    "aantrekkelijkheid",
)
"""The columns by which policies and seekers tell woningen apart, beside what the vrijkomst says of the advert."""


def equal_woningen(woningen: Woningen, vrijkomsten: Vrijkomsten) -> tuple[Int64, Int64]:
    """Of each advert the place of its first woning in `vrijkomsten`; and the advert of each of them."""
    rows = vrijkomsten.woning
    columns = [getattr(woningen, name)[rows] for name in _GELIJK]
    columns += [vrijkomsten.rondes, vrijkomsten.leeftijdslabel, vrijkomsten.is_nieuw]
    apart = [one.tolist() for one in columns if (one != one[0]).any()]
    if not apart:
        return np.zeros(1, dtype=np.int64), np.zeros(len(rows), dtype=np.int64)
    first: dict[tuple[object, ...], int] = {}
    number = [first.setdefault(key, len(first)) for key in zip(*apart, strict=True)]
    begins = dict(zip(reversed(number), reversed(range(len(number))), strict=True))
    return np.array([begins[n] for n in range(len(first))]), np.array(number, dtype=np.int64)

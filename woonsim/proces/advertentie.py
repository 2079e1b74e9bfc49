"""Which woningen of a round are one advert: those that nothing tells apart, when the scenario says so (decision 12)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from woonsim.begrippen import Oorzaak
from woonsim.kolommen import Int64, Woningen
from woonsim.wereld import Vrijkomst, column

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


def equal_woningen(woningen: Woningen, vrijkomsten: Sequence[Vrijkomst]) -> tuple[list[int], Int64]:
    """Of each advert the place of its first woning in `vrijkomsten`; and the advert of each of them."""
    rows = column(vrijkomsten, "woning")
    columns = [getattr(woningen, name)[rows] for name in _GELIJK]
    columns += [column(vrijkomsten, name) for name in ("rondes", "leeftijdslabel")]
    columns.append(column(vrijkomsten, "oorzaak") == Oorzaak.eerste_verhuur)
    apart = [one.tolist() for one in columns if (one != one[0]).any()]
    if not apart:
        return [0], np.zeros(len(rows), dtype=np.int64)
    first: dict[tuple[object, ...], int] = {}
    number = [first.setdefault(key, len(first)) for key in zip(*apart, strict=True)]
    begins = dict(zip(reversed(number), reversed(range(len(number))), strict=True))
    return [begins[n] for n in range(len(first))], np.array(number, dtype=np.int64)

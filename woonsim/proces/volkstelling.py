"""Volkstelling: who rent a woning of the stock, counted at begindatum and at each turn of the year."""

from __future__ import annotations

import numpy as np

from woonsim.feiten import LEEFTIJDSKLASSEN
from woonsim.kalender import JAAR
from woonsim.kolommen import GEEN
from woonsim.wereld import Wereld

_KLASSE = np.searchsorted(LEEFTIJDSKLASSEN, np.arange(LEEFTIJDSKLASSEN[-1] + 1), side="right") - 1
_KLASSE = np.maximum(_KLASSE, 0).astype(np.int8)
"""By age in whole years the number of its class."""


def count_bevolking(wereld: Wereld, t: int, jaar: int) -> None:
    """Write down the tenants at `t`, the last moment of calendar year `jaar`, in the order of their cells."""
    w, h = wereld.woningen, wereld.huishoudens
    woning = np.flatnonzero(w.bewoner != GEEN)
    row = w.bewoner[woning]
    age = np.minimum((t - h.geboren[row]) // JAAR, LEEFTIJDSKLASSEN[-1])
    parts = (_KLASSE[age], h.personen[row], w.kamers[woning], w.leeftijdslabel[woning] > 0)
    shape = tuple(int(part.max(initial=0)) + 1 for part in parts)
    code = np.zeros(len(row), dtype=np.int32)
    for part, size in zip(parts, shape, strict=True):
        code *= size
        code += part
    counts = np.bincount(code)
    cells = np.flatnonzero(counts)
    for *cell, n in zip(*(part.tolist() for part in np.unravel_index(cells, shape)), counts[cells].tolist()):
        leeftijdsklasse, personen, kamers, gelabeld = cell
        oldest = LEEFTIJDSKLASSEN[leeftijdsklasse]
        wereld.recorder.row("bevolking", jaar, t, oldest, personen, kamers, bool(gelabeld), n)

"""Volkstelling: who rent a woning of the stock, counted at begindatum and at each turn of the year."""

from __future__ import annotations

import numpy as np

from woonsim.bevolking import leeftijden
from woonsim.feiten import LEEFTIJDSKLASSEN
from woonsim.kolommen import GEEN
from woonsim.wereld import Wereld


def count_bevolking(wereld: Wereld, t: int, jaar: int) -> None:
    """Write down the tenants at `t`, the last moment of calendar year `jaar`, in the order of their cells."""
    w, h = wereld.woningen, wereld.huishoudens
    woning = np.flatnonzero(w.bewoner != GEEN)
    row = w.bewoner[woning]
    klasse = np.searchsorted(LEEFTIJDSKLASSEN, leeftijden(h.geboren[row], t), side="right") - 1
    parts = (np.maximum(klasse, 0), h.personen[row], w.kamers[woning], (w.leeftijdslabel[woning] > 0).astype(np.int64))
    shape = tuple(int(part.max(initial=0)) + 1 for part in parts)
    counts = np.bincount(np.ravel_multi_index(parts, shape))
    cells = np.flatnonzero(counts)
    for *cell, n in zip(*(part.tolist() for part in np.unravel_index(cells, shape)), counts[cells].tolist()):
        leeftijdsklasse, personen, kamers, gelabeld = cell
        oldest = LEEFTIJDSKLASSEN[leeftijdsklasse]
        wereld.recorder.row("bevolking", jaar, t, oldest, personen, kamers, bool(gelabeld), n)

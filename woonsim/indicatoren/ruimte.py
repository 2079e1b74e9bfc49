"""Indicators of the room on accounts: what was passed over for want of it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from woonsim.indicatoren.waarneming import Cijfer, Waarneming


def ruimtegebrek(w: Waarneming) -> Iterator[Cijfer]:
    """Freed woningen for which somebody was passed over for want of room, per year in which that first happened."""
    gebrek = w.columns("ruimtegebrek")
    for groep, mask in w.groepen("ruimtegebrek", "rekening"):
        yield from w.rate(groep, w.per_jaar(gebrek["jaar"][_first(gebrek["vrijkomst"], mask)]))


def _first(vrijkomst: NDArray[np.int64], mask: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Of the rows in `mask`, in order of time, the first of each vrijkomst."""
    rows = np.flatnonzero(mask)
    return rows[np.unique(vrijkomst[rows], return_index=True)[1]]

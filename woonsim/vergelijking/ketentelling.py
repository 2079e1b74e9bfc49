"""Ketentelling: what the ketendelen of each root brought about in one replication, as a row of figures.

Measures, per year unless said otherwise:

- ``ketendelen``; ``einden`` by ``einde=``;
- ``woningen`` to let again (new ones included), by ``schakel=`` (place in the ketendeel);
- ``toewijzingen``, by ``schakel=``, ``doelgroep=``, ``woonsituatie=`` and ``herkomst=``;
- ``aflopen`` of all woningen, those not let again included, by place (``schakel=2, afloop=starter``);
- ``plaatsen`` set free in a voorziening, by ``voorziening=``: no woningen, so they stand apart;
- ``per_keten``: toewijzingen per ketendeel; of "totaal" per whole chain;
- ``dagen``: mean from the notice of its first woning to the keys of each, also by ``schakel=``.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from itertools import pairwise, product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from woonsim.begrippen import Doelgroep, Herkomst, Voorziening, Woonsituatie
from woonsim.feiten import STROMEN
from woonsim.indicatoren.waarneming import TOTAAL, Columns, Waarneming
from woonsim.vergelijking.schakels import AFLOPEN, EINDEN, SCHAKELS, VERVOLG, WORTELS, schakels_of

Values = NDArray[np.float64]


class Telling(NamedTuple):
    """One replication: `figures` in the order of `CELLEN`, and what the prediction of chains needs of every link."""

    figures: Values
    schakels: Columns


_PLEKKEN = tuple(f"schakel={place}" for place in SCHAKELS)
_AFLOPEN = tuple(f"schakel={place}, afloop={afloop}" for place, afloop in product(SCHAKELS, AFLOPEN))
_VOORZIENINGEN = tuple(voorziening.name for voorziening in Voorziening)
_PLAATS_VAN = np.array([_VOORZIENINGEN.index(naam) if naam in _VOORZIENINGEN else -1 for naam in STROMEN])
"""The voorziening that a stream comes from; -1: none."""


def _members(kind: str, codes: type[IntEnum]) -> tuple[str, ...]:
    return tuple(f"{kind}={code.name}" for code in codes)


_MATEN: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ketendelen", (TOTAAL,)),
    ("einden", tuple(f"einde={einde}" for einde in EINDEN)),
    ("woningen", (TOTAAL,)),
    ("woningen", _PLEKKEN),
    ("toewijzingen", (TOTAAL,)),
    ("toewijzingen", _PLEKKEN),
    ("toewijzingen", _members("doelgroep", Doelgroep)),
    ("toewijzingen", _members("woonsituatie", Woonsituatie)),
    ("toewijzingen", _members("herkomst", Herkomst)),
    ("aflopen", _AFLOPEN),
    ("plaatsen", (TOTAAL,)),
    ("plaatsen", tuple(f"voorziening={naam}" for naam in _VOORZIENINGEN)),
    ("per_keten", (TOTAAL,)),
    ("dagen", (TOTAAL,)),
    ("dagen", _PLEKKEN),
)
CELLEN = tuple(
    (wortel, maat, groep) for maat, groepen in _MATEN for wortel, groep in product((*WORTELS, TOTAAL), groepen)
)
"""What the figures are of: root (or "totaal"), measure, group."""
KETENS = "ketens"
"""What it is called among what is derived of a replication."""
_OF_PREDICTION = {
    **dict.fromkeys(("oorzaak", "wortel", "leeftijdslabel", "kamers", "verhuurd", "onttrokken"), np.int16),
    **dict.fromkeys(("keten", "schakel", "deelschakel"), np.int32),
}


def count_ketens(w: Waarneming) -> Telling:
    """The figures of one replication; counts that do not occur are 0, means that do not exist NaN."""
    rows = schakels_of(w)
    kept: Columns = {name: rows[name].astype(dtype) for name, dtype in _OF_PREDICTION.items()}
    return Telling(_figures(rows, len(w.jaren)), kept)


def _figures(rows: Columns, years: int) -> Values:
    let, to_let, begins = rows["verhuurd"], ~rows["onttrokken"], rows["deelschakel"] == 1
    place = np.minimum(rows["deelschakel"], len(SCHAKELS)) - 1
    nothing = np.zeros(len(place), dtype=np.int64)

    def per_year(counted: NDArray[np.bool_], codes: NDArray[np.int64] = nothing, groups: Sequence[str] = "t") -> Values:
        return _count(rows["wortel"][counted], codes[counted], len(groups)) / years

    ends = rows["einde"]
    from_place = let & (_PLAATS_VAN[rows["stroom"]] >= 0)
    ketens, toewijzingen = per_year(begins), per_year(let)
    # a measure that takes over cuts one chain into two ketendelen
    cut = np.zeros_like(ketens)
    cut[-1] = per_year(ends == EINDEN.index(VERVOLG))[-1]
    with np.errstate(divide="ignore", invalid="ignore"):
        per_chain = np.where(ketens > 0, toewijzingen / (ketens - cut), np.nan)
    found = [
        ketens,
        per_year(ends >= 0, ends, EINDEN),
        per_year(to_let),
        per_year(to_let, place, SCHAKELS),
        toewijzingen,
        per_year(let, place, SCHAKELS),
        *(per_year(let, rows[name], tuple(codes)) for name, codes in _WHO.items()),
        per_year(let | ~let, place * len(AFLOPEN) + rows["afloop"], _AFLOPEN),
        per_year(from_place),
        per_year(from_place, _PLAATS_VAN[rows["stroom"]], _VOORZIENINGEN),
        per_chain,
        _means(rows["wortel"][let], nothing[let], 1, rows["dagen"][let]),
        _means(rows["wortel"][let], place[let], len(SCHAKELS), rows["dagen"][let]),
    ]
    return np.concatenate([each.ravel() for each in found])


_WHO: dict[str, type[IntEnum]] = {"doelgroep": Doelgroep, "woonsituatie": Woonsituatie, "herkomst": Herkomst}


def _count(wortel: NDArray[np.int64], codes: NDArray[np.int64], n: int) -> NDArray[np.int64]:
    """How many by root (rows; the last all roots) and code (columns)."""
    each = np.bincount(wortel * n + codes, minlength=(len(WORTELS) + 1) * n).reshape(len(WORTELS) + 1, n)
    return np.vstack([each[: len(WORTELS)], each.sum(axis=0)])


def _means(wortel: NDArray[np.int64], codes: NDArray[np.int64], n: int, values: Values) -> Values:
    """Means by root (rows; the last all roots) and code (columns), NaN of nothing."""
    means = np.full(((len(WORTELS) + 1), n), np.nan)
    for cells, place in ((wortel * n + codes, means[:-1]), (codes, means[-1:])):
        order = np.argsort(cells, kind="stable")
        edges = np.searchsorted(cells[order], np.arange(place.size + 1)).tolist()
        listed = values[order].tolist()
        for cell, (begin, end) in enumerate(pairwise(edges)):
            if end > begin:
                place[divmod(cell, n)] = _sum(listed[begin:end]) / (end - begin)
    return means


def _sum(values: list[float]) -> float:
    """The sum by Kahan's method: what was lost in each addition is made good in the next."""
    total = lost = 0.0
    for value in values:
        y = value - lost
        t = total + y
        lost = t - total - y
        total = t
    return total

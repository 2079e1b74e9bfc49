"""Schakels: every letting attributed to what set its chain going, and where chains end; one replication, as columns.

Of each chain (a woning falls free, its new tenant leaves one, and so on) the links belong to one root: the cause of
the first link, until a measure takes over for the rest.

- ``doorstroomregeling``: after the first letting of the chain that is an extra move (decision 17), what the mover
  leaves, and all that follows, is owed to the regeling. The woning that the mover takes was free without it.
- ``ontlabelen``: a woning whose label a dated change took off, let to somebody younger than that label asked, and
  all that follows, is owed to the change.

The first of these holds for the rest of the chain. The links with one root are a ketendeel; each ketendeel has one
end, so that woningen, toewijzingen and ends each add up over the roots to those of the run.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from woonsim.begrippen import Kanaal, Oorzaak, Woonsituatie
from woonsim.indicatoren.waarneming import Columns, Waarneming

DOORSTROOMREGELING, ONTLABELEN = "doorstroomregeling", "ontlabelen"
WORTELS = (
    *(oorzaak.name for oorzaak in Oorzaak if oorzaak is not Oorzaak.binnen_voorraad),
    DOORSTROOMREGELING,
    ONTLABELEN,
)
"""What can begin a ketendeel; a move inside the stock always continues one."""

DOORSTROMER, STARTER, BUITEN_VOORRAAD = "doorstromer", "starter", "buiten_voorraad"
BEMIDDELING, OPEN, ONTTROKKEN, VERVOLG = "bemiddeling", "open", "onttrokken", "vervolg"
AFLOPEN = (DOORSTROMER, STARTER, BUITEN_VOORRAAD, BEMIDDELING, OPEN, ONTTROKKEN)
"""What became of a freed woning. A doorstromer leaves a woning of the stock, so that the chain goes on; a starter
leaves none, who comes from `buiten_voorraad` one that is not ours; `bemiddeling`: mediated to somebody who leaves
none; `open`: not let by the end of the run; `onttrokken`: not let again."""
EINDEN = (*AFLOPEN[1:], VERVOLG)
"""How a ketendeel ends; `vervolg`: it goes on under another root."""

SCHAKELS = ("1", "2", "3", "4+")
"""Places in a ketendeel, from the fourth on together."""

_GEEN = -1
_OF_VRIJKOMST = ("keten", "schakel", "vrijkomst", "jaar", "kern", "kamers", "leeftijdslabel", "oorzaak", "opzegdatum")
_OF_TOEWIJZING = ("stroom", "kanaal", "doelgroep", "herkomst", "woonsituatie")


def schakels_of(w: Waarneming) -> Columns:
    """One row per freed woning, chain by chain: its root, its place, to whom it was let and what became of it.

    `oorzaak` (of the whole chain), `wortel`, `afloop` and `einde` (the last row of a ketendeel, else -1) are places in
    `Oorzaak`, `WORTELS`, `AFLOPEN` and `EINDEN`; codes of the new tenant are -1 when not let, `dagen` is then NaN. See
    `woonsim.vergelijking.ketens.schakels`.
    """
    rows, let, row = _rows(w)
    toewijzing = w.columns("toewijzing")
    for name in _OF_TOEWIJZING:
        rows[name] = np.where(let, _taken(toewijzing[name], row), _GEEN)
    was = toewijzing["vervallen_label"]
    younger = (toewijzing["leeftijdslabel"] < was) & (toewijzing["leeftijd"] < was)
    of_letting = {"is_huurder": toewijzing["is_huurder"], "is_extra": toewijzing["is_extra"], "younger": younger}
    is_huurder, is_extra, younger = (let & _taken(column, row).astype(np.bool_) for column in of_letting.values())
    rows |= {"verhuurd": let, "is_huurder": is_huurder}
    first = _first_of(rows["keten"])
    rows["oorzaak"] = rows["oorzaak"][first]
    _attribute(rows, first, is_extra, younger)
    begin = rows.pop("opzegdatum")[_first_of(rows["keten"], rows["wortel"])]
    rows["dagen"] = np.where(let, (_taken(toewijzing["sleuteldatum"], row) - begin) * 60 / 86_400, np.nan)
    _end(rows)
    return rows


def _rows(w: Waarneming) -> tuple[Columns, NDArray[np.bool_], NDArray[np.int64]]:
    """The freed woningen chain by chain, which of them were let, and the rows of `toewijzing` of these."""
    vrijkomst, of_letting = w.columns("vrijkomst"), w.columns("toewijzing")["vrijkomst"]
    order = np.lexsort((vrijkomst["schakel"], vrijkomst["keten"]))
    rows: Columns = {name: vrijkomst[name][order] for name in _OF_VRIJKOMST}
    rows["onttrokken"] = vrijkomst["onttrokken"][order].astype(np.bool_)
    order_let = np.argsort(of_letting, kind="stable")
    place = np.searchsorted(of_letting, rows["vrijkomst"], sorter=order_let)
    row = order_let[np.minimum(place, len(order_let) - 1)] if len(order_let) else np.zeros(len(order), dtype=np.int64)
    let = _taken(of_letting, row) == rows["vrijkomst"] if len(order_let) else np.zeros(len(order), dtype=np.bool_)
    return rows, let, row


def _taken(column: NDArray[Any], row: NDArray[np.int64]) -> NDArray[Any]:
    """The values at these rows; what there is when there are no rows to take from does not matter."""
    return column[row] if len(column) else np.zeros(len(row), dtype=column.dtype)


def _first_of(*keys: NDArray[Any]) -> NDArray[np.int64]:
    """Of every row the first row of the stretch with equal keys that it is in."""
    n = len(keys[0])
    begins = np.zeros(n, dtype=np.bool_)
    begins[:1] = True
    for key in keys:
        begins[1:] |= key[1:] != key[:-1]
    return np.maximum.accumulate(np.where(begins, np.arange(n), 0))


def _attribute(
    rows: Columns, first: NDArray[np.int64], is_extra: NDArray[np.bool_], younger: NDArray[np.bool_]
) -> None:
    """Set `wortel` and `deelschakel`; `first` as from `_first_of`."""
    never = np.iinfo(np.int64).max
    place, starts = rows["schakel"], np.unique(first)
    if not len(starts):
        rows["wortel"] = rows["deelschakel"] = place
        return
    chain = np.searchsorted(starts, first)
    # the extra move comes before the letting of what it left
    from_extra = np.minimum.reduceat(np.where(is_extra, place + 1, never), starts)[chain]
    from_label = np.minimum.reduceat(np.where(younger, place, never), starts)[chain]
    cut = np.minimum(from_extra, from_label)
    measure = np.where(from_extra <= from_label, WORTELS.index(DOORSTROOMREGELING), WORTELS.index(ONTLABELEN))
    beyond = place >= cut
    rows["wortel"] = np.where(beyond, measure, _WORTEL_VAN[rows["oorzaak"]])
    rows["deelschakel"] = np.where(beyond, place - cut + 1, place)


_WORTEL_VAN = np.array([WORTELS.index(o.name) if o.name in WORTELS else len(WORTELS) for o in sorted(Oorzaak)])
"""The root that a cause is; a move inside the stock is none."""


def _end(rows: Columns) -> None:
    """Set `afloop` and `einde`."""
    holds = [
        rows["onttrokken"],
        ~rows["verhuurd"],
        rows["is_huurder"],
        rows["kanaal"] == Kanaal.bemiddeling,
        rows["woonsituatie"] == Woonsituatie.starter,
    ]
    codes = [AFLOPEN.index(name) for name in (ONTTROKKEN, OPEN, DOORSTROMER, BEMIDDELING, STARTER)]
    rows["afloop"] = np.select(holds, codes, AFLOPEN.index(BUITEN_VOORRAAD))
    same = rows["keten"][1:] == rows["keten"][:-1]
    same_chain = np.append(same, False)[: len(rows["keten"])]
    goes_on = np.append(same & (rows["wortel"][1:] == rows["wortel"][:-1]), False)[: len(same_chain)]
    of_afloop = np.array([EINDEN.index(name) if name in EINDEN else _GEEN for name in AFLOPEN])[rows["afloop"]]
    rows["einde"] = np.where(goes_on, _GEEN, np.where(same_chain, EINDEN.index(VERVOLG), of_afloop))

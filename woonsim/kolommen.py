"""Woningen and huishoudens as columns: one array per property, one row per thing.

Moments are integer minutes since begindatum, `NOOIT` where nothing is planned; `GEEN` (-1) means none.
Money is in euros of begindatum; rents and incomes grow with the legal limits (`woonsim.wetgeving`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, ClassVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from woonsim.begrippen import Woord

# A word does not change what numpy does. Told so, numpy need not search it at each comparison with a column, which
# costs several comparisons: in Python 3.11 each name that it seeks in an enum in vain is a call of Python.
Woord.__array_ufunc__ = np.ndarray.__array_ufunc__
Woord.__array_function__ = np.ndarray.__array_function__
# Still numpy compares a narrow column with it in 64 bits; a long column is compared ten times as fast with its `int`.

NOOIT = np.iinfo(np.int64).max // 4
"""A moment that never comes [minutes]."""
GEEN = -1
"""No woning, no kern, no row."""

Int64 = NDArray[np.int64]
Narrow = NDArray[Any]
"""Whole numbers in as few bits as they need: 8, 16 or 32. Widen them before multiplying."""
_BLOCK = 2**14
"""Rows worked out together."""


def either(condition: Any, one: Any, other: Any) -> Any:
    """`np.where`, for columns and for the values of one row alike."""
    if isinstance(condition, np.ndarray):
        return np.where(condition, one, other)
    return one if condition else other


def blocks(n: int) -> Iterator[slice]:
    """All of `n` rows in parts: what is worked out of a part stays in the cache, and in memory that is used again."""
    return (slice(begin, min(begin + _BLOCK, n)) for begin in range(0, n, _BLOCK))


def ascending(values: NDArray[Any]) -> Int64:
    """The numbers of these values in ascending order; of equal values the first first."""
    order = np.argsort(values)
    rising = values[order]
    # A stable sort takes thrice as long; of numbers that were drawn hardly any two are equal.
    return order if (rising[1:] > rising[:-1]).all() else np.argsort(values, kind="stable")


def distinct(rows: Narrow) -> Int64:
    """These row numbers in ascending order, each once."""
    if (rows[1:] > rows[:-1]).all():
        return rows.astype(np.int64, copy=False)
    # Mostly they come in a few ascending parts, which a stable sort merges.
    ordered = np.sort(rows, kind="stable")
    new = np.ones(len(ordered), dtype=np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=new[1:])
    return ordered[new].astype(np.int64, copy=False)


class Woningen:
    """Every woning there is at some moment: the stock of begindatum in the order of its keys, then what is built.

    `n_huur` counts tenancies so far: (sleutel, n_huur) names a vacancy under every variant. Who gives notice at
    `verhuren_tot` or later leaves a woning that is not let again. `vervallen_label` is the label that a dated change
    took off or lowered [years], 0 where none did.
    """

    def __init__(self, sleutel: NDArray[np.uint64], **columns: ArrayLike) -> None:
        """Take one array of equal length per column of the stock; all are let at the start."""
        n = len(sleutel)
        self.sleutel = sleutel
        self.corporatie: Narrow = np.asarray(columns["corporatie"], dtype=np.int16)
        self.kern: Narrow = np.asarray(columns["kern"], dtype=np.int16)
        self.woningtype: Narrow = np.asarray(columns["woningtype"], dtype=np.int8)
        self.kamers: Narrow = np.asarray(columns["kamers"], dtype=np.int8)
        self.rekenhuur_eur = np.asarray(columns["rekenhuur_eur"], dtype=np.float64)
        self.toegankelijkheid: Narrow = np.asarray(columns["toegankelijkheid"], dtype=np.int8)
        self.leeftijdslabel: Narrow = np.asarray(columns["leeftijdslabel"], dtype=np.int16)
        self.vervallen_label: Narrow = np.zeros(n, dtype=np.int16)
        self.complex: Narrow = np.zeros(n, dtype=np.int32)
        self.afstand_zorg: Narrow = np.zeros(n, dtype=np.int8)
        self.aantrekkelijkheid = np.ones(n)
        self.status: Narrow = np.zeros(n, dtype=np.int8)
        self.bewoner: Narrow = np.full(n, GEEN, dtype=np.int32)
        self.n_huur: Narrow = np.zeros(n, dtype=np.int16)
        self.in_voorraad: NDArray[np.bool_] = np.ones(n, dtype=np.bool_)
        self.verhuren_tot: Int64 = np.full(n, NOOIT, dtype=np.int64)

    def append(self, other: Woningen) -> None:
        """Add the rows of `other` after these."""
        for name, column in vars(self).items():
            setattr(self, name, np.concatenate([column, getattr(other, name)]))

    def __len__(self) -> int:
        """The number of woningen."""
        return len(self.sleutel)


class Huishoudens:
    """Everyone who rents, seeks or waits; rows are only ever added.

    A row is found by its number; its `sleutel` (stream and number in the stream) keys its draws. A country has eight
    million, so each column is as narrow as its values allow; policies see all whole numbers in 64 bits.
    """

    _DTYPES: ClassVar[dict[str, tuple[type, Any]]] = {
        "sleutel": (np.uint64, 0),
        "stroom": (np.int8, 0),
        "volgnummer": (np.int64, 0),
        "aankomst": (np.int32, 0),  # when it came as it is: its size and income held for its age then
        "geboren": (np.int32, 0),  # birth of the oldest [minutes, negative]
        "personen": (np.int8, 1),
        "inkomen_eur": (np.float64, 0.0),  # rekeninkomen [EUR/year of begindatum]
        "herkomst": (np.int8, 0),
        "doelgroep": (np.int8, 0),
        "woonsituatie": (np.int8, 0),
        "kern": (np.int16, GEEN),  # where it lives; -1 outside the gemeente
        "woning": (np.int32, GEEN),
        "sinds": (np.int32, 0),  # start of the tenancy
        "vertrek": (np.int64, NOOIT),  # when it will leave the stock from outside causes
        "oorzaak": (np.int8, 0),  # why it then leaves
        "n_huur": (np.int16, 0),  # tenancies so far
        "inschrijfdatum": (np.int64, NOOIT),
        "eerder_ingeschreven": (np.int32, 0),  # how long it was registered when it begins to look here
        "inschrijfgroep": (np.int8, 0),  # in which it is counted in the register
        "zoekstatus": (np.int8, 0),
        "n_zoek": (np.int16, 0),  # spells of the register so far: occurrence number of its draws
        "wissel": (np.int64, NOOIT),  # next change of its place in the register
        "wisselsoort": (np.int8, 0),
        "activiteit": (np.float64, 1.0),  # personal factor on reactiekans
        "ronde": (np.int32, GEEN),  # next round in which it reacts
        "n_ronde": (np.int32, 0),  # rounds in which it reacted so far
        "eerste_reactie": (np.int64, GEEN),  # of the current search
        "laatste_reactie": (np.int64, -NOOIT),
        "zoekpunten": (np.int64, 0),  # that a policy keeps for it
        "reacties_maand": (np.int32, 0),  # valid reactions in this calendar month, counted for that policy
        "weigeringen_maand": (np.int32, 0),  # offers of adverts that it refused in it
        "voorrang_tot": (np.int64, -NOOIT),
        "gereed": (np.int64, NOOIT),  # from when a mediated candidate needs a woning
        "weigeringen": (np.int32, 0),
        "aanmelding_corporatie": (np.int16, GEEN),  # at which corporatie a candidate reported
        "zonder_begeleiding": (np.bool_, False),  # needs begeleiding and was housed without
        "kwetsbaar_sinds": (np.int64, NOOIT),  # from when its chance of terugval counts: the first keys
        "zonder_regeling": (np.int64, -NOOIT),  # when it would have begun without a regeling; -NOOIT: it did so itself
        "bezet": (np.bool_, False),  # has accepted, awaits keys: takes no part in anything else
    }

    sleutel: NDArray[np.uint64]
    stroom: Narrow
    volgnummer: Int64
    aankomst: Narrow
    geboren: Narrow
    personen: Narrow
    inkomen_eur: NDArray[np.float64]
    herkomst: Narrow
    doelgroep: Narrow
    woonsituatie: Narrow
    kern: Narrow
    woning: Narrow
    sinds: Narrow
    vertrek: Int64
    oorzaak: Narrow
    n_huur: Narrow
    inschrijfdatum: Int64
    eerder_ingeschreven: Narrow
    inschrijfgroep: Narrow
    zoekstatus: Narrow
    n_zoek: Narrow
    wissel: Int64
    wisselsoort: Narrow
    activiteit: NDArray[np.float64]
    ronde: Narrow
    n_ronde: Narrow
    eerste_reactie: Int64
    laatste_reactie: Int64
    zoekpunten: Int64
    reacties_maand: Narrow
    weigeringen_maand: Narrow
    voorrang_tot: Int64
    gereed: Int64
    weigeringen: Narrow
    aanmelding_corporatie: Narrow
    zonder_begeleiding: NDArray[np.bool_]
    kwetsbaar_sinds: Int64
    zonder_regeling: Int64
    bezet: NDArray[np.bool_]

    def __init__(self, capacity: int = 1024) -> None:
        """Start empty, with room for `capacity` rows before the first growth."""
        self._n = 0
        self._allocate(max(capacity, 1))

    def __len__(self) -> int:
        """The number of rows so far."""
        return self._n

    def _allocate(self, capacity: int) -> None:
        self._capacity = capacity
        self._store: dict[str, NDArray[Any]] = {
            # Memory that nobody has written to is not taken yet: room to grow, and zeros, cost nothing.
            name: np.zeros(capacity, dtype)
            for name, (dtype, _) in self._DTYPES.items()
        }
        self._expose()

    def _expose(self) -> None:
        for name, array in self._store.items():
            setattr(self, name, array[: self._n])

    def append(self, n: int, **columns: ArrayLike) -> Int64:
        """Add `n` rows with these columns (others keep their default); returns their row numbers."""
        if self._n + n > self._capacity:
            old = self._store
            self._allocate(max(2 * self._capacity, self._n + n))
            for name, array in old.items():
                self._store[name][: self._n] = array[: self._n]
        rows = slice(self._n, self._n + n)
        for name, (_, default) in self._DTYPES.items():
            values = columns.pop(name, default)
            if values is not default or default:
                self._store[name][rows] = values
        if columns:
            raise TypeError(f"huishoudens have no columns {sorted(columns)}")
        self._n += n
        self._expose()
        return np.arange(self._n - n, self._n)

    def append_in_parts(self, n: int, columns: Callable[[slice], Mapping[str, ArrayLike]]) -> Int64:
        """Add `n` rows, of which `columns` gives those of any part of 0 to `n`; returns their row numbers."""
        begin = self._n
        for part in blocks(n):
            self.append(part.stop - part.start, **columns(part))
        return np.arange(begin, self._n)

"""Woningen and huishoudens as columns: one array per property, one row per thing.

Moments are integer minutes since begindatum, `NOOIT` where nothing is planned; `GEEN` (-1) means none.
Money is in euros of begindatum; rents and incomes grow with the legal limits (`woonsim.wetgeving`).
"""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from woonsim.begrippen import Woord

# A word does not change what numpy does. Told so, numpy need not search it at each comparison with a column, which
# costs several comparisons: in Python 3.11 each name that it seeks in an enum in vain is a call of Python.
Woord.__array_ufunc__ = np.ndarray.__array_ufunc__

NOOIT = np.iinfo(np.int64).max // 4
"""A moment that never comes [minutes]."""
GEEN = -1
"""No woning, no kern, no row."""

Int64 = NDArray[np.int64]


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
        self.corporatie: Int64 = np.asarray(columns["corporatie"], dtype=np.int64)
        self.kern: Int64 = np.asarray(columns["kern"], dtype=np.int64)
        self.woningtype: Int64 = np.asarray(columns["woningtype"], dtype=np.int64)
        self.kamers: Int64 = np.asarray(columns["kamers"], dtype=np.int64)
        self.rekenhuur_eur = np.asarray(columns["rekenhuur_eur"], dtype=np.float64)
        self.toegankelijkheid: Int64 = np.asarray(columns["toegankelijkheid"], dtype=np.int64)
        self.leeftijdslabel: Int64 = np.asarray(columns["leeftijdslabel"], dtype=np.int64)
        self.vervallen_label: Int64 = np.zeros(n, dtype=np.int64)
        self.complex: Int64 = np.zeros(n, dtype=np.int64)
        self.afstand_zorg: Int64 = np.zeros(n, dtype=np.int64)
        self.aantrekkelijkheid = np.ones(n)
        self.status: Int64 = np.zeros(n, dtype=np.int64)
        self.bewoner: Int64 = np.full(n, GEEN, dtype=np.int64)
        self.n_huur: Int64 = np.zeros(n, dtype=np.int64)
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

    A row is found by its number; its `sleutel` (stream and number in the stream) keys its draws.
    """

    _DTYPES: ClassVar[dict[str, tuple[type, Any]]] = {
        "sleutel": (np.uint64, 0),
        "stroom": (np.int64, 0),
        "volgnummer": (np.int64, 0),
        "aankomst": (np.int64, 0),  # when it came as it is: its size and income held for its age then
        "geboren": (np.int64, 0),  # birth of the oldest [minutes, negative]
        "personen": (np.int64, 1),
        "inkomen_eur": (np.float64, 0.0),  # rekeninkomen [EUR/year of begindatum]
        "herkomst": (np.int64, 0),
        "doelgroep": (np.int64, 0),
        "woonsituatie": (np.int64, 0),
        "kern": (np.int64, GEEN),  # where it lives; -1 outside the gemeente
        "woning": (np.int64, GEEN),
        "sinds": (np.int64, 0),  # start of the tenancy
        "vertrek": (np.int64, NOOIT),  # when it will leave the stock from outside causes
        "oorzaak": (np.int64, 0),  # why it then leaves
        "n_huur": (np.int64, 0),  # tenancies so far
        "inschrijfdatum": (np.int64, NOOIT),
        "eerder_ingeschreven": (np.int64, 0),  # how long it was registered when it begins to look here
        "leeftijdsgroep": (np.int64, 0),  # in which it is counted in the register
        "zoekstatus": (np.int64, 0),
        "n_zoek": (np.int64, 0),  # spells of the register so far: occurrence number of its draws
        "wissel": (np.int64, NOOIT),  # next change of its place in the register
        "wisselsoort": (np.int64, 0),
        "activiteit": (np.float64, 1.0),  # personal factor on reactiekans
        "ronde": (np.int64, GEEN),  # next round in which it reacts
        "n_ronde": (np.int64, 0),  # rounds in which it reacted so far
        "eerste_reactie": (np.int64, GEEN),  # of the current search
        "laatste_reactie": (np.int64, -NOOIT),
        "jaar_reactie": (np.int64, GEEN),  # last year of the run in which it reacted
        "zoekpunten": (np.int64, 0),  # that a policy keeps for it
        "reacties_maand": (np.int64, 0),  # valid reactions in this calendar month, counted for that policy
        "weigeringen_maand": (np.int64, 0),  # offers of adverts that it refused in it
        "voorrang_tot": (np.int64, -NOOIT),
        "gereed": (np.int64, NOOIT),  # from when a mediated candidate needs a woning
        "weigeringen": (np.int64, 0),
        "aanmelding_corporatie": (np.int64, GEEN),  # at which corporatie a candidate reported
        "zonder_begeleiding": (np.bool_, False),  # needs begeleiding and was housed without
        "kwetsbaar_sinds": (np.int64, NOOIT),  # from when its chance of terugval counts: the first keys
        "zonder_regeling": (np.int64, -NOOIT),  # when it would have begun without a regeling; -NOOIT: it did so itself
        "bezet": (np.bool_, False),  # has accepted, awaits keys: takes no part in anything else
    }

    sleutel: NDArray[np.uint64]
    stroom: Int64
    volgnummer: Int64
    aankomst: Int64
    geboren: Int64
    personen: Int64
    inkomen_eur: NDArray[np.float64]
    herkomst: Int64
    doelgroep: Int64
    woonsituatie: Int64
    kern: Int64
    woning: Int64
    sinds: Int64
    vertrek: Int64
    oorzaak: Int64
    n_huur: Int64
    inschrijfdatum: Int64
    eerder_ingeschreven: Int64
    leeftijdsgroep: Int64
    zoekstatus: Int64
    n_zoek: Int64
    wissel: Int64
    wisselsoort: Int64
    activiteit: NDArray[np.float64]
    ronde: Int64
    n_ronde: Int64
    eerste_reactie: Int64
    laatste_reactie: Int64
    jaar_reactie: Int64
    zoekpunten: Int64
    reacties_maand: Int64
    weigeringen_maand: Int64
    voorrang_tot: Int64
    gereed: Int64
    weigeringen: Int64
    aanmelding_corporatie: Int64
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
            name: np.full(capacity, default, dtype) for name, (dtype, default) in self._DTYPES.items()
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
        for name, values in columns.items():
            self._store[name][rows] = values
        self._n += n
        self._expose()
        return np.arange(self._n - n, self._n)

"""The count of the register: flows per year and origin, and snapshots at each turn of the year."""

from __future__ import annotations

from enum import IntEnum

import numpy as np

from woonsim.begrippen import Herkomst, Zoekstatus
from woonsim.feiten import MATEN
from woonsim.kalender import DAG, JAAR
from woonsim.kolommen import GEEN, Int64
from woonsim.wereld import Wereld

_MAAND = JAAR // 12


class Uitgang(IntEnum):
    """How a registration ends."""

    gehuisvest = 0
    elders_gehuisvest = 1
    uitgeschreven = 2


class Inschrijvingen:
    """Counts per year of the run and origin; all arrays are [year, herkomst]."""

    def __init__(self, wereld: Wereld) -> None:
        """Start with nobody registered."""
        self._wereld = wereld
        years = wereld.kalender.jaren
        self._grenzen = np.array(wereld.kalender.jaargrenzen())
        shape = (years, len(Herkomst))
        self._begin = np.zeros(shape, dtype=np.int64)
        self._in = np.zeros(shape, dtype=np.int64)
        self._out = np.zeros((years, len(Herkomst), len(Uitgang)), dtype=np.int64)
        self._days = np.zeros(shape)
        self._reacted = np.zeros(shape, dtype=np.int64)
        self._reacties = np.zeros(shape, dtype=np.int64)
        self._standing = np.zeros(len(Herkomst), dtype=np.int64)

    def open(self, rows: Int64) -> None:
        """Those registered at begindatum."""
        self._standing += np.bincount(self._wereld.huishoudens.herkomst[rows], minlength=len(Herkomst))
        self._begin_year(0)

    def _begin_year(self, year: int) -> None:
        self._begin[year] = self._standing
        self._days[year] += self._standing * (self._grenzen[year + 1] - self._grenzen[year]) / DAG

    def _year(self, at: Int64) -> Int64:
        return np.clip(np.searchsorted(self._grenzen, at, side="right") - 1, 0, len(self._begin) - 1)

    def enter(self, rows: Int64, at: Int64) -> None:
        """Registrations at moments `at`."""
        year, herkomst = self._year(at), self._wereld.huishoudens.herkomst[rows]
        np.add.at(self._in, (year, herkomst), 1)
        np.add.at(self._days, (year, herkomst), (self._grenzen[year + 1] - at) / DAG)
        np.add.at(self._standing, herkomst, 1)

    def leave(self, rows: Int64, at: Int64, uitgang: Uitgang) -> None:
        """Registrations that end at moments `at`."""
        year, herkomst = self._year(at), self._wereld.huishoudens.herkomst[rows]
        np.add.at(self._out[:, :, uitgang], (year, herkomst), 1)
        np.add.at(self._days, (year, herkomst), -(self._grenzen[year + 1] - at) / DAG)
        np.add.at(self._standing, herkomst, -1)

    def react(self, rows: Int64, t: int) -> None:
        """Valid reactions at `t`, one row each."""
        h, year = self._wereld.huishoudens, self._wereld.jaar_index(t)
        self._reacties[year] += np.bincount(h.herkomst[rows], minlength=len(Herkomst))
        new = np.unique(rows)
        new = new[h.jaar_reactie[new] != year]
        self._reacted[year] += np.bincount(h.herkomst[new], minlength=len(Herkomst))
        h.jaar_reactie[new] = year

    def close_year(self, year: int) -> None:
        """Write down year number `year` at its end, the snapshot included; opens the next."""
        h, w = self._wereld.huishoudens, self._wereld
        end = int(self._grenzen[year + 1])
        registered = np.flatnonzero(h.zoekstatus != Zoekstatus.geen)
        searching = registered[h.zoekstatus[registered] == Zoekstatus.zoekend]
        active = registered[h.laatste_reactie[registered] > end - 365 * DAG]
        counts = [np.bincount(h.herkomst[rows], minlength=len(Herkomst)) for rows in (registered, searching, active)]
        for herkomst in Herkomst:
            w.recorder.row(
                "inschrijving",
                w.kalender.begindatum.year + year,
                herkomst,
                int(self._begin[year, herkomst]),
                int(self._in[year, herkomst]),
                *self._out[year, herkomst].tolist(),
                *(int(count[herkomst]) for count in counts),
                int(self._reacted[year, herkomst]),
                int(self._reacties[year, herkomst]),
                float(self._days[year, herkomst]),
            )
        self.snapshot(end, year)
        if year + 1 < len(self._begin):
            self._begin_year(year + 1)

    def snapshot(self, t: int, year: int) -> None:
        """Counts per whole month of inschrijfduur and zoekduur, per origin and zoekstatus."""
        h, w = self._wereld.huishoudens, self._wereld
        registered = np.flatnonzero(h.zoekstatus != Zoekstatus.geen)
        reacted = registered[(h.eerste_reactie[registered] != GEEN) & (h.zoekstatus[registered] == Zoekstatus.zoekend)]
        for maat, rows, since in ((0, registered, h.inschrijfdatum), (1, reacted, h.eerste_reactie)):
            assert MATEN[maat]
            months = np.maximum(t - since[rows], 0) // _MAAND
            cells, counts = np.unique(
                np.stack([h.herkomst[rows], h.zoekstatus[rows], months]), axis=1, return_counts=True
            )
            for (herkomst, zoekstatus, month), n in zip(cells.T.tolist(), counts.tolist(), strict=True):
                w.recorder.row("register", w.kalender.begindatum.year + year, t, herkomst, zoekstatus, maat, month, n)

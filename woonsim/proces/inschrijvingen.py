"""The count of the register: flows per year and origin, and snapshots at each turn of the year."""

from __future__ import annotations

from itertools import product

import numpy as np

from woonsim.begrippen import LEEFTIJDSGRENS, Herkomst, Leeftijdsgroep, Woonsituatie, Woord, Zoekstatus
from woonsim.feiten import MATEN
from woonsim.kalender import DAG, JAAR
from woonsim.kolommen import GEEN, Int64
from woonsim.waarnemer import Waarnemer
from woonsim.wereld import Wereld

_MAAND = JAAR // 12
_MOST_MONTHS = 10_000
_WOONSITUATIES, _LEEFTIJDSGROEPEN = len(Woonsituatie), len(Leeftijdsgroep)
_GROUPS = len(Herkomst) * _WOONSITUATIES * _LEEFTIJDSGROEPEN

Noted = list[tuple["Int64 | int", ...]]
"""Who entered or left, as (group, moment, and how it left), of many or of one: counted when a year closes."""


class Uitgang(Woord):
    """How a registration ends."""

    gehuisvest = 0
    elders_gehuisvest = 1
    uitgeschreven = 2


class Inschrijvingen:
    """Counts per year of the run, origin, woonsituatie and leeftijdsgroep; all arrays are [year, group].

    A huishouden counts all year in the leeftijdsgroep it was in when the year began, or when it registered.
    """

    def __init__(self, wereld: Wereld) -> None:
        """Start with nobody registered."""
        self._wereld = wereld
        years = wereld.kalender.jaren
        self._grenzen = np.array(wereld.kalender.jaargrenzen())
        shape = (years, _GROUPS)
        self._begin = np.zeros(shape, dtype=np.int64)
        self._in = np.zeros(shape, dtype=np.int64)
        self._out = np.zeros((years, _GROUPS, len(Uitgang)), dtype=np.int64)
        # Whole minutes, so that it does not matter in what order they are added.
        self._minuten = np.zeros(shape, dtype=np.int64)
        self._reacted = np.zeros(shape, dtype=np.int64)
        self._reacties = np.zeros(shape, dtype=np.int64)
        self._standing = np.zeros(_GROUPS, dtype=np.int64)
        self._entered: Noted = []
        self._left: Noted = []
        self._is_heard = type(wereld.waarnemer).uitschrijving is not Waarnemer.uitschrijving
        wereld.wetten.append(self._laws)

    def _regroup(self, rows: Int64, at: Int64 | int) -> None:
        """Put `rows` in the group of their age at `at`; who is registered changes in nothing else that counts."""
        h = self._wereld.huishoudens
        is_oud = at - h.geboren[rows] >= LEEFTIJDSGRENS * JAAR
        group = (h.herkomst[rows] * _WOONSITUATIES + h.woonsituatie[rows]) * _LEEFTIJDSGROEPEN
        h.inschrijfgroep[rows] = group + np.where(is_oud, Leeftijdsgroep.vanaf_55, Leeftijdsgroep.tot_55)

    def _count(self, rows: Int64) -> Int64:
        return np.bincount(self._wereld.huishoudens.inschrijfgroep[rows], minlength=_GROUPS)

    def open(self, rows: Int64) -> None:
        """Those registered at begindatum."""
        self._regroup(rows, 0)
        self._standing += self._count(rows)
        self._begin_year(0)

    def _begin_year(self, year: int) -> None:
        self._begin[year] = self._standing
        self._minuten[year] += self._standing * (self._grenzen[year + 1] - self._grenzen[year])

    def _year(self, at: Int64) -> Int64:
        return np.clip(np.searchsorted(self._grenzen, at, side="right") - 1, 0, len(self._begin) - 1)

    def enter(self, rows: Int64, at: Int64) -> None:
        """Registrations at moments `at`."""
        self._wereld.waarnemer.inschrijving(rows, at)
        self._regroup(rows, at)
        self._entered.append((self._wereld.huishoudens.inschrijfgroep[rows], at))

    def leave(self, rows: Int64 | int, at: Int64 | int, uitgang: Int64 | int) -> None:
        """Registrations that end at moments `at`, each in its way: of many, or of one."""
        if self._is_heard:
            self._tell(rows, at, uitgang)
        self._left.append((self._wereld.huishoudens.inschrijfgroep[rows], at, uitgang))

    def _tell(self, rows: Int64 | int, at: Int64 | int, uitgang: Int64 | int) -> None:
        """Tell who watches of the registrations that end, those that end in one way together."""
        tell = self._wereld.waarnemer.uitschrijving
        if isinstance(rows, int):
            tell(np.array([rows]), np.array([at]), Uitgang(int(uitgang)))
            return
        moments, ways = np.asarray(at), np.asarray(uitgang)
        for one in sorted(set(ways.tolist())):
            mine = ways == one
            tell(rows[mine], moments[mine], Uitgang(one))

    def _add_up(self) -> None:
        """Count what was noted of `enter` and `leave`."""
        self._count_noted(self._entered, self._in, 1)
        self._count_noted(self._left, self._out, -1)

    def _count_noted(self, noted: Noted, counts: Int64, sign: int) -> None:
        if not noted:
            return
        group, at, *how = (np.hstack(part).astype(np.int64) for part in zip(*noted, strict=True))
        noted.clear()
        year = self._year(at)
        np.add.at(counts, (year, group, *how), 1)
        np.add.at(self._minuten, (year, group), sign * (self._grenzen[year + 1] - at))
        np.add.at(self._standing, group, sign)

    def react(self, rows: Int64, aantal: Int64 | int, t: int) -> None:
        """`rows`, each once, react at `t`, so often; when each did so last is still to be noted."""
        h, year = self._wereld.huishoudens, self._wereld.jaar_index(t)
        group = h.inschrijfgroep[rows]
        if isinstance(aantal, int):
            self._reacties[year] += aantal * np.bincount(group, minlength=_GROUPS)
        else:
            self._reacties[year] += np.bincount(group, aantal, _GROUPS).astype(np.int64)
        first = h.laatste_reactie[rows] < self._grenzen[year]
        self._reacted[year] += np.bincount(group[first], minlength=_GROUPS)

    def close_year(self, year: int) -> None:
        """Write down year number `year` at its end, the snapshot included; opens the next."""
        h, w = self._wereld.huishoudens, self._wereld
        self._add_up()
        end = int(self._grenzen[year + 1])
        registered = np.flatnonzero(h.zoekstatus != int(Zoekstatus.geen))
        searching = registered[h.zoekstatus[registered] == Zoekstatus.zoekend]
        active = registered[h.laatste_reactie[registered] > end - 365 * DAG]
        counts = [self._count(rows) for rows in (registered, searching, active)]
        for group, names in enumerate(product(Herkomst, Woonsituatie, Leeftijdsgroep)):
            w.recorder.row(
                "inschrijving",
                w.kalender.begindatum.year + year,
                *names,
                int(self._begin[year, group]),
                int(self._in[year, group]),
                *self._out[year, group].tolist(),
                *(int(count[group]) for count in counts),
                int(self._reacted[year, group]),
                int(self._reacties[year, group]),
                int(self._minuten[year, group]) / DAG,
            )
        self.snapshot(end, year)
        if year + 1 < len(self._begin):
            self._regroup(registered, end)
            self._standing = self._count(registered)
            self._begin_year(year + 1)

    def _laws(self) -> dict[str, bool]:
        self._add_up()
        registered = np.flatnonzero(self._wereld.huishoudens.zoekstatus != Zoekstatus.geen)
        h = self._wereld.huishoudens
        group = h.herkomst[registered] * _WOONSITUATIES + h.woonsituatie[registered]
        return {
            "the register counts who is registered": bool((self._count(registered) == self._standing).all()),
            "who is registered stays in its group": bool(
                (h.inschrijfgroep[registered] // _LEEFTIJDSGROEPEN == group).all()
            ),
        }

    def snapshot(self, t: int, year: int) -> None:
        """Counts per whole month of inschrijfduur and zoekduur, per origin and zoekstatus."""
        h, w = self._wereld.huishoudens, self._wereld
        registered = np.flatnonzero(h.zoekstatus != int(Zoekstatus.geen))
        reacted = registered[(h.eerste_reactie[registered] != GEEN) & (h.zoekstatus[registered] == Zoekstatus.zoekend)]
        for maat, rows, since in (
            (MATEN.index("inschrijfduur"), registered, h.inschrijfdatum),
            (MATEN.index("zoekduur"), reacted, h.eerste_reactie),
        ):
            months = np.maximum(t - since[rows], 0) // _MAAND
            counts = np.bincount(
                (h.herkomst[rows].astype(np.int64) * len(Zoekstatus) + h.zoekstatus[rows]) * _MOST_MONTHS + months
            )
            cells = np.flatnonzero(counts)
            group, month = np.divmod(cells, _MOST_MONTHS)
            herkomst, zoekstatus = np.divmod(group, len(Zoekstatus))
            jaar = w.kalender.begindatum.year + year
            w.recorder.rows("register", len(cells), jaar, t, herkomst, zoekstatus, maat, month, counts[cells])

"""Regelingen: what policies add to, or take from, the chance that somebody begins, looks or accepts.

Everybody keeps the draws of the base. A factor f above 1 adds events of its own beside them (superposition):
beginning to search at rate (f - 1) times that of the base, drawn anew each month; looking in a round with
the chance that makes the whole min(f p, 1). Below 1 it takes events away by a draw of its own (thinning).
Hence no draw of the base is ever disturbed, a factor of 1 changes nothing, and a move is extra exactly when
one of its draws would have failed without a factor (decision 17): it would not have been searching yet, not
have looked in that round, or not have accepted. It may have moved later all the same, so the difference
between two runs, with and without, is smaller than the number of extra moves. Unlike the thinning from a
declared maximum of decision 11 this needs no maximum; the rate at which tenants begin follows the factor
by the month. A better place in the list (`sortering`) is no draw: what it brings shows only when two runs are compared.
"""

from __future__ import annotations

from collections.abc import Generator
from itertools import count

import numpy as np
import simpy
from numpy.typing import NDArray

from woonsim.agenda import Agenda, Soort
from woonsim.begrippen import Status, Zoekstatus
from woonsim.draw import Doel
from woonsim.gevoerd_beleid import Beleid
from woonsim.kalender import JAAR
from woonsim.kansverloop import waiting_time
from woonsim.kolommen import GEEN, NOOIT, Int64
from woonsim.proces.register import Register
from woonsim.rijen import Rijen
from woonsim.wereld import Wereld

MAAND = JAAR // 12
"""How often tenants are asked [minutes]."""


def _grown(column: NDArray[np.int16] | None, n: int) -> NDArray[np.int16]:
    """`column` with room for at least `n` rows; 0 in what is new."""
    if column is not None and len(column) >= n:
        return column
    grown = np.zeros(2 * n, dtype=np.int16)
    if column is not None:
        grown[: len(column)] = column
    return grown


class Regelingen:
    """Applies the factors of policies and tells what they brought about."""

    def __init__(self, wereld: Wereld, agenda: Agenda, beleid: Beleid, register: Register) -> None:
        """Look at the tenants once a month, if any policy wants to."""
        self._wereld, self._agenda, self._beleid, self._register = wereld, agenda, beleid, register
        # Per policy and huishouden the number of the tenancy in which it was last written down.
        self._noted: dict[str, NDArray[np.int16]] = {}
        if beleid.has("deelname") or beleid.has("inschrijfkans"):
            agenda.process(self._months())
        wereld.wetten.append(self._laws)

    def _laws(self) -> dict[str, bool]:
        h = self._wereld.huishoudens
        hastened = (h.zoekstatus != Zoekstatus.geen) & (h.zonder_regeling > -NOOIT)
        return {"only tenants register or search sooner by a regeling": bool((h.woning[hastened] != GEEN).all())}

    def _months(self) -> Generator[simpy.Event, None, None]:
        for number in count():
            yield self._agenda.moment(Soort.maandwisseling, number * MAAND)
            t = number * MAAND
            self._register.bring_up_to(t)
            rows = self._huurders()
            seen = self._wereld.zoekenden(rows, t)
            if self._beleid.has("deelname"):
                self._note(t, rows, seen)
            if self._beleid.has("inschrijfkans"):
                self._change_beginnings(t, number, rows, seen)

    def _huurders(self) -> Int64:
        """Rows of the tenants who have not given notice and have not accepted another woning."""
        w, h = self._wereld, self._wereld.huishoudens
        rows = np.flatnonzero((h.woning != GEEN) & ~h.bezet)
        is_let: NDArray[np.bool_] = w.woningen.status[h.woning[rows]] == Status.verhuurd
        return rows[is_let]

    def take_part(self, t: int, rows: Int64) -> NDArray[np.bool_]:
        """Which of huishoudens `rows`, about to be let a woning, take part in the regeling of any policy."""
        part, is_huurder = np.zeros(len(rows), dtype=np.bool_), self._wereld.huishoudens.woning[rows] != GEEN
        if self._beleid.has("deelname") and is_huurder.any():
            huurders = rows[is_huurder]
            part[is_huurder] = self._note(t, huurders, self._wereld.zoekenden(huurders, t))
        return part

    def _note(self, t: int, rows: Int64, seen: Rijen) -> NDArray[np.bool_]:
        """Write down who of `rows` takes part for the first time in this tenancy; who takes part."""
        w, h, part = self._wereld, self._wereld.huishoudens, np.zeros(len(rows), dtype=np.bool_)
        for naam, mask in self._beleid.deelname(seen, t):
            part |= mask
            noted = self._noted[naam] = _grown(self._noted.get(naam), len(h))
            new = rows[mask]
            new = new[noted[new] != h.n_huur[new]]
            noted[new] = h.n_huur[new]
            regel = self._beleid.namen.index(naam)
            for row in new.tolist():
                kamers = int(w.woningen.kamers[h.woning[row]])
                age = int((t - h.geboren[row]) // JAAR)
                w.recorder.row("deelname", regel, w.jaar(t), t, int(h.stroom[row]), int(h.volgnummer[row]), age, kamers)
        return part

    def _change_beginnings(self, t: int, month: int, rows: Int64, seen: Rijen) -> None:
        """Which of tenants `rows` register, or start to search, more or less often in the month from `t` on."""
        begins = np.flatnonzero(self._wereld.huishoudens.zoekstatus[rows] != Zoekstatus.zoekend)
        rows = rows[begins]
        factor = self._beleid.inschrijfkans(seen.take(begins), t)
        more, less = factor > 1, factor < 1
        if more.any():
            self._add_beginnings(t, month, rows[more], factor[more] - 1)
        if less.any():
            self._thin_beginnings(t, month, rows[less], factor[less])

    def _add_beginnings(self, t: int, month: int, rows: Int64, more: NDArray[np.float64]) -> None:
        h, draws = self._wereld.huishoudens, self._wereld.draws
        e = draws.exponential(Doel.begin_extra, h.sleutel[rows], month) / more
        at = t + self._register.until_begin(rows, t, e)
        sooner = (at <= t + MAAND) & (at < h.wissel[rows])
        self._register.begin_sooner(rows[sooner], at[sooner])

    def _thin_beginnings(self, t: int, month: int, rows: Int64, share: NDArray[np.float64]) -> None:
        """Of the beginnings in the month only a share goes on; what is put off may fall in the month again."""
        h, draws = self._wereld.huishoudens, self._wereld.draws
        for attempt in count():
            due = (h.wissel[rows] <= t + MAAND) & self._register.begins(rows)
            rows, share = rows[due], share[due]
            if not len(rows):
                return
            key = h.sleutel[rows]
            put_off = draws.uniform(Doel.begin_niet, key, month, attempt) >= share
            rows, share, key = rows[put_off], share[put_off], key[put_off]
            at = h.wissel[rows]
            begin = self._register.until_begin(rows, at, draws.exponential(Doel.begin_later, key, month, attempt))
            lapse = waiting_time(self._register.vervalt(), draws.exponential(Doel.vervalt_later, key, month, attempt))
            self._register.begin_later(rows, at + begin, at + lapse)

    def lookers(self, t: int, active: Int64) -> tuple[Int64, NDArray[np.bool_]]:
        """Rows of who looks in the round that closes now, given who does so by its own draw; who is extra."""
        if not self._beleid.has("reactiekans"):
            return active, np.zeros(len(active), dtype=np.bool_)
        h = self._wereld.huishoudens
        rows = ((h.zoekstatus == int(Zoekstatus.zoekend)) & ~h.bezet).nonzero()[0]
        factor = self._beleid.reactiekans(self._wereld.zoekenden(rows, t), t)
        changed = (factor != 1).nonzero()[0]
        looks, extra = np.zeros((2, len(h)), dtype=np.bool_)
        looks[active] = True
        if len(changed):
            rows = rows[changed]
            base = looks[rows]
            looks[rows], extra[rows] = self._looks(rows, base, factor[changed]), ~base
        lookers = looks.nonzero()[0]
        return lookers, extra[lookers]

    def _looks(self, rows: Int64, base: NDArray[np.bool_], factor: NDArray[np.float64]) -> NDArray[np.bool_]:
        p = self._register.rondes.kans(rows)
        u = self._wereld.draws.uniform(
            Doel.ronde_regeling, self._wereld.huishoudens.sleutel[rows], self._register.rondes.closed
        )[: len(rows)]
        # Who looks anyway with chance p, and else with this chance, looks with chance min(f p, 1).
        extra = 1.0 - (1.0 - np.minimum(p * factor, 1.0)) / np.where(p < 1, 1.0 - p, 1.0)
        return np.where(base, u < factor, (u < extra) & (p < 1))

    def began_extra(self, t: int, rows: Int64) -> NDArray[np.bool_]:
        """Who of `rows` would not be searching at `t` without a regeling."""
        return np.asarray(t < self._wereld.huishoudens.zonder_regeling[rows])

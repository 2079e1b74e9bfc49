"""Wissels: how places in the register change, drawn; nothing of the world is changed here.

What happens to a huishouden in the register depends on nobody else, and nothing disturbs it but being housed, leaving,
voorrang and a regeling. So the changes of a whole term can be drawn ahead, for everybody at once.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from woonsim.begrippen import Herkomst, Woord, Zoekstatus
from woonsim.draw import Doel
from woonsim.kansverloop import Kansverloop, waiting_time
from woonsim.kolommen import GEEN, NOOIT, Int64, Narrow
from woonsim.proces.inschrijvingen import Uitgang
from woonsim.wereld import Wereld


class Wissel(Woord):
    """What happens to a place in the register at moment `wissel`."""

    schrijft_in = 0
    gaat_zoeken = 1
    vervalt = 2
    stopt = 3
    elders_gehuisvest = 4
    voorrang_verloopt = 5


@dataclass(frozen=True)
class Wisselingen:
    """Changes, one per entry: of whom and when, and the columns of the huishouden from then on.

    The change of row `rows` at moment `at` is of kind `soort` and belongs to spell `spell`: it happens only if that
    still is what the huishouden has before it. `uitgang` says how a registration ends, `GEEN` where none does;
    `earlier` is the entry that holds the change of the same row before this one, `GEEN` where there is none.
    """

    rows: Int64
    at: Int64
    soort: Narrow
    spell: Narrow
    zoekstatus: Narrow
    inschrijfdatum: Int64
    n_zoek: Narrow
    wissel: Int64
    wisselsoort: Narrow
    uitgang: Narrow
    earlier: Int64

    def __len__(self) -> int:
        """The number of changes."""
        return len(self.rows)

    def take(self, index: slice | NDArray[np.bool_] | Int64) -> Wisselingen:
        """Some of these changes."""
        return Wisselingen(*[column[index] for column in _columns(self)])


_columns = attrgetter(*(field.name for field in fields(Wisselingen)))


class Wissels:
    """Draws what happens to places in the register, and when."""

    def __init__(self, wereld: Wereld) -> None:
        """Calibrate on the register of begindatum."""
        self._wereld = wereld
        s = wereld.scenario.woningzoekenden
        self._tempo = s.zoekend_of_passief
        self.tempo_huurders = self._tempo.huurders or self._tempo
        """The rates of tenants of the stock, who may have their own."""
        factor = s.elders_gehuisvest.factor
        self._elders = {
            Herkomst.gemeente: Kansverloop.by_inschrijfduur(s.elders_gehuisvest, factor.gemeente),
            Herkomst.regio: Kansverloop.by_inschrijfduur(s.elders_gehuisvest, factor.regio),
        }
        self._huurders = self._calibrate_huurders()

    def _calibrate_huurders(self) -> Kansverloop:
        """The rate at which a tenant registers, by age: on the base it gives the scenario's number per year."""
        h, s = self._wereld.huishoudens, self._wereld.scenario.woningzoekenden
        verloop = s.herkomst.huurders_die_zich_inschrijven
        free = np.flatnonzero((h.woning != GEEN) & (h.zoekstatus == Zoekstatus.geen))
        rates = Kansverloop.by_age(verloop).rates(-h.geboren[free])
        # One after another, so that the last digit of the sum does not hang on how an array is summed.
        total = float(np.cumsum(rates)[-1]) if len(free) else 0.0
        target = s.instroom.gemeente * s.herkomst.gemeente.doorstromer
        return Kansverloop.by_age(verloop, target / total if total else 0.0)

    def registers(self, rows: Int64, t: Int64, spell: Narrow) -> Int64:
        """When tenants `rows`, not registered at moments `t`, register."""
        h = self._wereld.huishoudens
        e = self._wereld.draws.exponential(Doel.inschrijven, h.sleutel[rows], spell)
        return t + self._huurders.remaining(t - h.geboren[rows], e)

    def until_begin(self, rows: Int64, t: int | Int64, exponential: NDArray[np.float64]) -> Int64:
        """Minutes after `t` until tenants `rows` register, or start to search if they are registered passively."""
        h = self._wereld.huishoudens
        registers = self._huurders.remaining(t - h.geboren[rows], exponential)
        starts = waiting_time(self.tempo_huurders.gaat_zoeken, exponential)
        return np.where(h.zoekstatus[rows] == Zoekstatus.geen, registers, starts)

    def _waits(self, tempo: str, rows: Int64, exponential: NDArray[np.float64]) -> Int64:
        """Minutes at the rate with this name, of `rows`."""
        waits = waiting_time(getattr(self._tempo, tempo), exponential)
        if self.tempo_huurders is self._tempo:
            return waits
        rents = self._wereld.huishoudens.woning[rows] != GEEN
        return np.where(rents, waiting_time(getattr(self.tempo_huurders, tempo), exponential), waits)

    def ends_search(self, rows: Int64, at: Int64, spell: Narrow, since: Int64) -> tuple[Int64, Narrow]:
        """When, and how, a search ends that begins at moments `at` by who is registered since moments `since`."""
        draws, key = self._wereld.draws, self._wereld.huishoudens.sleutel[rows]
        stops = at + self._waits("stopt", rows, draws.exponential(Doel.stoppen, key, spell))
        elders = self._housed(rows, at, since, draws.exponential(Doel.elders, key, spell))
        first = stops <= elders
        return np.where(first, stops, elders), np.where(first, Wissel.stopt, Wissel.elders_gehuisvest)

    def _housed(self, rows: Int64, at: Int64, since: Int64, exponential: NDArray[np.float64]) -> Int64:
        """When each of `rows`, searching from `at`, would be housed elsewhere."""
        h = self._wereld.huishoudens
        moments = np.full(len(rows), NOOIT, dtype=np.int64)
        # A tenant of the stock leaves for elsewhere by its own hazard (mutatie.redenen), not by this one.
        outside, free = h.herkomst[rows] != Herkomst.gemeente, h.woning[rows] == GEEN
        for chosen, herkomst in ((outside & free, Herkomst.regio), (~outside & free, Herkomst.gemeente)):
            if chosen.any():
                begin = at[chosen]
                moments[chosen] = begin + self._elders[herkomst].remaining(begin - since[chosen], exponential[chosen])
        return moments

    def ends_rest(self, rows: Int64, at: Int64, spell: Narrow) -> tuple[Int64, Narrow]:
        """When, and how, passive registration ends that begins at moments `at`."""
        draws, key = self._wereld.draws, self._wereld.huishoudens.sleutel[rows]
        starts = at + self._waits("gaat_zoeken", rows, draws.exponential(Doel.gaan_zoeken, key, spell))
        lapses = at + self._waits("vervalt", rows, draws.exponential(Doel.vervallen, key, spell))
        first = starts <= lapses
        return np.where(first, starts, lapses), np.where(first, Wissel.gaat_zoeken, Wissel.vervalt)

    def change(self, rows: Int64, at: Int64, soort: Narrow, spell: Narrow, since: Int64) -> Wisselingen:
        """What changes of kind `soort` at moments `at` do to places of spell `spell`, registered since `since`."""
        h = self._wereld.huishoudens
        local = h.herkomst[rows] == Herkomst.gemeente
        searches, enters = soort == Wissel.gaat_zoeken, soort == Wissel.schrijft_in
        stops, elders = soort == Wissel.stopt, soort == Wissel.elders_gehuisvest
        lapses = (soort == Wissel.vervalt) | (soort == Wissel.voorrang_verloopt)
        rests, leaves = stops & local, lapses | elders | (stops & ~local)
        if enters.any():
            since = np.where(enters, at - h.eerder_ingeschreven[rows], since)
            searches[enters] = self._search_at_once(rows[enters], spell[enters], local[enters])
            rests |= enters & ~searches
        wissel, kind = np.full(len(rows), NOOIT, dtype=np.int64), soort.copy()
        if (some := searches.nonzero()[0]).size:
            wissel[some], kind[some] = self.ends_search(rows[some], at[some], spell[some], since[some])
        if (some := rests.nonzero()[0]).size:
            wissel[some], kind[some] = self.ends_rest(rows[some], at[some], spell[some])
        if (some := (lapses & (h.woning[rows] != GEEN)).nonzero()[0]).size:
            wissel[some], kind[some] = self.registers(rows[some], at[some], spell[some]), Wissel.schrijft_in
        zoekstatus = np.where(searches, Zoekstatus.zoekend, np.where(rests, Zoekstatus.passief, Zoekstatus.geen))
        uitgang = np.where(elders, Uitgang.elders_gehuisvest, np.where(leaves, Uitgang.uitgeschreven, GEEN))
        since, later = np.where(leaves, NOOIT, since), spell + (searches | rests)
        first = np.full(len(rows), GEEN, dtype=np.int64)
        return Wisselingen(rows, at, soort, spell, zoekstatus, since, later, wissel, kind, uitgang, first)

    def _search_at_once(self, rows: Int64, spell: Narrow, local: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Whether each who registers searches from then on; else it is passive."""
        direct = self._tempo.direct_zoekend
        u = self._wereld.draws.uniform(Doel.zoekstatus, self._wereld.huishoudens.sleutel[rows], spell)
        share = np.where(local, direct.gemeente, direct.regio)
        if self._tempo.huurders is not None:
            share = np.where(self._wereld.huishoudens.woning[rows] == GEEN, share, self._tempo.huurders.direct_zoekend)
        searches: NDArray[np.bool_] = u < share
        return searches

    def ahead(self, rows: Int64, until: int) -> Wisselingen:
        """Everything that will happen to `rows` before `until` if nothing else does, in order of time."""
        h, parts, first = self._wereld.huishoudens, [], 0
        new = self.change(rows, h.wissel[rows], h.wisselsoort[rows], h.n_zoek[rows], h.inschrijfdatum[rows])
        while len(new):
            parts.append(new)
            again = np.flatnonzero(new.wissel < until)
            one = new.take(again)
            new = self.change(one.rows, one.wissel, one.wisselsoort, one.n_zoek, one.inschrijfdatum)
            new, first = replace(new, earlier=first + again), first + len(parts[-1])
        if not parts:
            return new
        every = Wisselingen(*map(np.concatenate, zip(*map(_columns, parts), strict=True)))
        order = np.argsort(every.at, kind="stable")
        place = np.empty(len(order) + 1, dtype=np.int64)
        place[order], place[-1] = np.arange(len(order)), GEEN
        return replace(every, earlier=place[every.earlier]).take(order)

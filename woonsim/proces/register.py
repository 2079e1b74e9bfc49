"""The register: who registers, searches, reacts, stops, lapses or is housed elsewhere.

Exogenous moments stand in the column `wissel` and are handled, in their own time, at the next moment
at which the register is looked at. Whose moment falls on a day waits in the bucket of that day, so that the cost
follows what happens, not who is registered. What happens to one huishouden in the register does not depend on
the others: all that is due is handled together, kind by kind.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from woonsim.begrippen import Herkomst, Oorzaak, Woord, Zoekstatus
from woonsim.draw import Doel
from woonsim.kalender import DAG
from woonsim.kansverloop import Kansverloop, waiting_time
from woonsim.kolommen import GEEN, NOOIT, Int64
from woonsim.proces.buckets import Buckets
from woonsim.proces.inschrijvingen import Inschrijvingen, Uitgang
from woonsim.proces.rondes import Rondes
from woonsim.wereld import Wereld

_TO_DRAW = -1
"""A `wissel` that is drawn before anybody looks at the huishouden."""


class Wissel(Woord):
    """What happens to a place in the register at moment `wissel`."""

    schrijft_in = 0
    gaat_zoeken = 1
    vervalt = 2
    stopt = 3
    elders_gehuisvest = 4
    voorrang_verloopt = 5


class Register:
    """Keeps the columns of the register up to date."""

    def __init__(self, wereld: Wereld) -> None:
        """Take over the register at begindatum and plan everybody's next change."""
        self._wereld = wereld
        s = wereld.scenario.woningzoekenden
        self._spec = s
        factor = s.elders_gehuisvest.factor
        self._elders = {
            Herkomst.gemeente: Kansverloop.by_inschrijfduur(s.elders_gehuisvest, factor.gemeente),
            Herkomst.regio: Kansverloop.by_inschrijfduur(s.elders_gehuisvest, factor.regio),
        }
        self.inschrijvingen = Inschrijvingen(wereld)
        self.rondes = Rondes(wereld)
        self._due = Buckets((wereld.kalender.looptijd - 1) // DAG)
        self._tenancies: list[tuple[Int64, Int64]] = []
        self._plan_huurders = self._calibrate_huurders()
        h = wereld.huishoudens
        coming = np.flatnonzero(h.wissel < NOOIT)
        self._due.put(coming, h.wissel[coming] // DAG)
        zoekend = np.flatnonzero(h.zoekstatus == Zoekstatus.zoekend)
        passief = np.flatnonzero(h.zoekstatus == Zoekstatus.passief)
        self.inschrijvingen.open(np.concatenate([zoekend, passief]))
        first_reaction = h.eerste_reactie[zoekend]
        self._search(zoekend, np.zeros(len(zoekend), dtype=np.int64))
        h.eerste_reactie[zoekend] = first_reaction
        h.laatste_reactie[zoekend] = np.where(first_reaction == GEEN, -NOOIT, -1)
        self._rest(passief, np.zeros(len(passief), dtype=np.int64))
        self.plan_inschrijving(np.flatnonzero((h.zoekstatus == Zoekstatus.geen) & (h.woning != GEEN)), 0)

    def _calibrate_huurders(self) -> Kansverloop:
        """The rate at which a tenant registers, by age: on the base it gives the scenario's number per year."""
        h, s = self._wereld.huishoudens, self._spec
        verloop = s.herkomst.huurders_die_zich_inschrijven
        free = np.flatnonzero((h.woning != GEEN) & (h.zoekstatus == Zoekstatus.geen))
        rates = Kansverloop.by_age(verloop).mean_rate(-h.geboren[free], 1 - h.geboren[free])
        # One after another, so that the last digit of the sum does not hang on how an array is summed.
        total = float(np.cumsum(rates)[-1]) if len(free) else 0.0
        target = s.instroom.gemeente * s.herkomst.gemeente.doorstromer
        return Kansverloop.by_age(verloop, target / total if total else 0.0)

    def plan_inschrijving(self, rows: Int64, t: int | Int64) -> None:
        """Tenants `rows` will register at a moment of their own after `t` (one moment, or one per row)."""
        if len(rows):
            self._wereld.huishoudens.zonder_regeling[rows] = -NOOIT
            self._wereld.huishoudens.wissel[rows] = _TO_DRAW
            self._tenancies.append((rows, np.broadcast_to(t, len(rows))))

    def _plan_tenancies(self) -> None:
        """Draw when the tenants of `plan_inschrijving` register: together, before anybody looks at them."""
        h = self._wereld.huishoudens
        rows, t = (np.concatenate(part) for part in zip(*self._tenancies, strict=True))
        self._tenancies.clear()
        e = self._wereld.draws.exponential(Doel.inschrijven, h.sleutel[rows], h.n_zoek[rows])
        self._set(rows, t + self._plan_huurders.remaining(t - h.geboren[rows], e), Wissel.schrijft_in)

    def until_begin(self, rows: Int64, t: int | Int64, exponential: NDArray[np.float64]) -> Int64:
        """Minutes after `t` until tenants `rows` register, or start to search if they are registered passively."""
        h, tempo = self._wereld.huishoudens, self._spec.zoekend_of_passief
        registers = self._plan_huurders.remaining(t - h.geboren[rows], exponential)
        starts = waiting_time(tempo.gaat_zoeken, exponential)
        return np.where(h.zoekstatus[rows] == Zoekstatus.geen, registers, starts)

    def begins(self, rows: Int64) -> NDArray[np.bool_]:
        """Whether the next change of tenants `rows` is that they register or start to search."""
        return np.isin(self._wereld.huishoudens.wisselsoort[rows], (Wissel.schrijft_in, Wissel.gaat_zoeken))

    def begin_sooner(self, rows: Int64, at: Int64) -> None:
        """Tenants `rows` begin at `at`, before what was planned; when they would have begun is kept."""
        h = self._wereld.huishoudens
        h.zonder_regeling[rows] = np.where(self.begins(rows), h.wissel[rows], NOOIT)
        passive = h.zoekstatus[rows] == Zoekstatus.passief
        self._set(rows, at, np.where(passive, Wissel.gaat_zoeken, Wissel.schrijft_in))

    def begin_later(self, rows: Int64, begin: Int64, lapse: Int64) -> None:
        """Tenants `rows` do not begin when planned, but at `begin`; if passive and sooner, they lapse at `lapse`."""
        lapses = (self._wereld.huishoudens.zoekstatus[rows] == Zoekstatus.passief) & (lapse < begin)
        kind = np.where(lapses, Wissel.vervalt, self._wereld.huishoudens.wisselsoort[rows])
        self._set(rows, np.where(lapses, lapse, begin), kind)

    def bring_up_to(self, t: int, rows: Int64 | None = None) -> None:
        """Let everything happen that was due in the register up to and including `t`; only to `rows`, if given."""
        while True:
            if self._tenancies and (rows is None or (self._wereld.huishoudens.wissel[rows] == _TO_DRAW).any()):
                self._plan_tenancies()
            due = self._take(t) if rows is None else self._due_now(t, rows)
            if not len(due):
                return
            self._change(due, self._wereld.huishoudens.wissel[due])

    def _due_now(self, t: int, rows: Int64) -> Int64:
        h = self._wereld.huishoudens
        return rows[(h.wissel[rows] <= t) & ~h.bezet[rows]]

    def _take(self, t: int) -> Int64:
        """The rows that are due at `t`, out of their buckets."""
        h, day = self._wereld.huishoudens, t // DAG
        rows = self._due.take(day)
        at = h.wissel[rows]
        due = (at <= t) & ~h.bezet[rows]
        waits = ~due & (at < (day + 1) * DAG)
        if waits.any():
            self._due.put(rows[waits], at[waits] // DAG)
        return rows[due]

    def _change(self, rows: Int64, at: Int64) -> None:
        """What is due of `rows`, each once, happens at their own moments `at`."""
        h = self._wereld.huishoudens
        soort = h.wisselsoort[rows]
        h.wissel[rows] = NOOIT
        begins = soort == Wissel.gaat_zoeken
        rests = soort == Wissel.stopt
        enters = soort == Wissel.schrijft_in
        if enters.any():
            begins[enters] = searches = self._enter(rows[enters], at[enters])
            rests[enters] = ~searches
        leaves = rests & ~enters & (h.herkomst[rows] != Herkomst.gemeente)
        rests &= ~leaves
        lapses = (soort == Wissel.vervalt) | (soort == Wissel.voorrang_verloopt)
        leaves |= lapses
        for chosen, change in (
            (leaves, self._deregister),
            (soort == Wissel.elders_gehuisvest, self._housed_elsewhere),
            (begins, self._search),
            (rests, self._rest),
        ):
            if chosen.any():
                change(rows[chosen], at[chosen])
        again = lapses & (h.woning[rows] != GEEN)
        self.plan_inschrijving(rows[again], at[again])

    def _enter(self, rows: Int64, at: Int64) -> NDArray[np.bool_]:
        """Huishoudens register at their own moments `at`; whether each searches at once, else it is passive."""
        h, direct = self._wereld.huishoudens, self._spec.zoekend_of_passief.direct_zoekend
        h.inschrijfdatum[rows] = at - h.eerder_ingeschreven[rows]
        self.inschrijvingen.enter(rows, at)
        share = np.where(h.herkomst[rows] == Herkomst.gemeente, direct.gemeente, direct.regio)
        searches: NDArray[np.bool_] = (
            self._wereld.draws.uniform(Doel.zoekstatus, h.sleutel[rows], h.n_zoek[rows]) < share
        )
        return searches

    def enter_with_voorrang(self, row: int, t: int, until: int) -> None:
        """An urgent huishouden registers and searches with voorrang until it expires."""
        h, rows, at = self._wereld.huishoudens, np.array([row]), np.array([t])
        h.inschrijfdatum[row], h.voorrang_tot[row] = t, until
        self._wereld.waarnemer.voorrang(t, row, until)
        self.inschrijvingen.enter(rows, at)
        self._search(rows, at)
        self._set(rows, np.array([until]), Wissel.voorrang_verloopt)

    def give_voorrang(self, row: int, t: int, until: int) -> None:
        """A huishouden, registered or not, searches with voorrang from now until it expires."""
        h, rows = self._wereld.huishoudens, np.array([row])
        self.bring_up_to(t, rows)
        # Who must move moves whatever a regeling did.
        h.zonder_regeling[row] = -NOOIT
        if h.zoekstatus[row] == Zoekstatus.geen:
            self.enter_with_voorrang(row, t, until)
            return
        first_reaction = int(h.eerste_reactie[row]) if h.zoekstatus[row] == Zoekstatus.zoekend else GEEN
        h.voorrang_tot[row] = until
        self._wereld.waarnemer.voorrang(t, row, until)
        self._search(rows, np.array([t]))
        h.eerste_reactie[row] = first_reaction
        self._set(rows, np.array([until]), Wissel.voorrang_verloopt)

    def change_voorrang(self, row: int, until: int) -> None:
        """The voorrang with which a huishouden searches expires at another moment."""
        self._wereld.huishoudens.voorrang_tot[row] = until
        self._set(np.array([row]), np.array([until]), Wissel.voorrang_verloopt)

    def take_voorrang(self, row: int, t: int) -> None:
        """A huishouden has no voorrang any more and leaves the register, as when it expires."""
        h, rows = self._wereld.huishoudens, np.array([row])
        self.bring_up_to(t, rows)
        h.voorrang_tot[row] = t
        self._leave(row, t, Uitgang.uitgeschreven)
        if h.woning[row] != GEEN:
            self.plan_inschrijving(rows, t)

    def leave(self, row: int, t: int, uitgang: Uitgang) -> None:
        """A huishouden leaves the register for a reason that others decide (housed, departed)."""
        if self._wereld.huishoudens.zoekstatus[row] != Zoekstatus.geen:
            self._leave(row, t, uitgang)

    def leave_together(self, rows: Int64, t: int, uitgang: Uitgang) -> None:
        """Huishoudens leave the register at one moment, those of them that are in it."""
        rows = rows[self._wereld.huishoudens.zoekstatus[rows] != Zoekstatus.geen]
        if len(rows):
            self._leave(rows, np.full(len(rows), t), uitgang)

    def leave_together(self, rows: Int64, t: int, uitgang: Uitgang) -> None:
        """Huishoudens leave the register at one moment, those of them that are in it."""
        rows = rows[self._wereld.huishoudens.zoekstatus[rows] != Zoekstatus.geen]
        if len(rows):
            self._leave(rows, np.full(len(rows), t), uitgang)

    def _set(self, rows: Int64, at: Int64, wissel: Wissel | Int64) -> None:
        h = self._wereld.huishoudens
        h.wissel[rows], h.wisselsoort[rows] = at, wissel
        self._due.put(rows, at // DAG)

    def _search(self, rows: Int64, at: Int64) -> None:
        h, draws, tempo = self._wereld.huishoudens, self._wereld.draws, self._spec.zoekend_of_passief
        key, spell = h.sleutel[rows], h.n_zoek[rows]
        h.n_zoek[rows] = spell + 1
        h.zoekstatus[rows], h.eerste_reactie[rows] = Zoekstatus.zoekend, GEEN
        self._wereld.waarnemer.zoekstatus(rows, at, Zoekstatus.zoekend)
        stops = at + waiting_time(tempo.stopt, draws.exponential(Doel.stoppen, key, spell))
        elders = self._housed_at(rows, at, draws.exponential(Doel.elders, key, spell))
        first = stops <= elders
        self._set(rows, np.where(first, stops, elders), np.where(first, Wissel.stopt, Wissel.elders_gehuisvest))
        self.rondes.begin(rows)

    def _housed_at(self, rows: Int64, at: Int64, exponential: NDArray[np.float64]) -> Int64:
        """When each of `rows`, searching since `at`, would be housed elsewhere."""
        h = self._wereld.huishoudens
        moments = np.full(len(rows), NOOIT, dtype=np.int64)
        # A tenant of the stock leaves for elsewhere by its own hazard (mutatie.redenen), not by this one.
        outside, free = h.herkomst[rows] != Herkomst.gemeente, h.woning[rows] == GEEN
        for chosen, herkomst in ((outside & free, Herkomst.regio), (~outside & free, Herkomst.gemeente)):
            if chosen.any():
                since = at[chosen]
                duration = since - h.inschrijfdatum[rows[chosen]]
                moments[chosen] = since + self._elders[herkomst].remaining(duration, exponential[chosen])
        return moments

    def _rest(self, rows: Int64, at: Int64) -> None:
        h, draws, tempo = self._wereld.huishoudens, self._wereld.draws, self._spec.zoekend_of_passief
        key, spell = h.sleutel[rows], h.n_zoek[rows]
        h.n_zoek[rows] = spell + 1
        h.zoekstatus[rows] = Zoekstatus.passief
        self._wereld.waarnemer.zoekstatus(rows, at, Zoekstatus.passief)
        starts = at + waiting_time(tempo.gaat_zoeken, draws.exponential(Doel.gaan_zoeken, key, spell))
        lapses = at + waiting_time(tempo.vervalt, draws.exponential(Doel.vervallen, key, spell))
        first = starts <= lapses
        self._set(rows, np.where(first, starts, lapses), np.where(first, Wissel.gaat_zoeken, Wissel.vervalt))

    def _deregister(self, rows: Int64, at: Int64) -> None:
        self._leave(rows, at, Uitgang.uitgeschreven)

    def _housed_elsewhere(self, rows: Int64, at: Int64) -> None:
        self._leave(rows, at, Uitgang.elders_gehuisvest)

    def _leave(self, rows: Int64 | int, at: Int64 | int, uitgang: Uitgang) -> None:
        """Huishoudens (one, or many) are registered no more from their moments `at`."""
        h = self._wereld.huishoudens
        self.inschrijvingen.leave(rows, at, uitgang)
        h.zoekstatus[rows], h.inschrijfdatum[rows], h.ronde[rows] = Zoekstatus.geen, NOOIT, GEEN
        h.wissel[rows], h.zonder_regeling[rows] = NOOIT, -NOOIT
        h.zoekpunten[rows] = h.reacties_maand[rows] = h.weigeringen_maand[rows] = 0

    def note_reactions(self, rows: Int64, t: int) -> None:
        """`rows` (one entry per valid reaction) reacted at `t`."""
        h = self._wereld.huishoudens
        unique = np.unique(rows)
        self.inschrijvingen.react(rows, unique, t)
        new = unique[h.eerste_reactie[unique] == GEEN]
        h.eerste_reactie[new] = t
        h.laatste_reactie[unique] = t

    def count_month(self, reacted: Int64, refused: Int64) -> None:
        """Count valid reactions and refusals, one row each, for who keeps zoekpunten."""
        h = self._wereld.huishoudens
        np.add.at(h.reacties_maand, reacted, 1)
        np.add.at(h.weigeringen_maand, refused, 1)


UITGANG_BIJ_VERTREK = {
    oorzaak: Uitgang.elders_gehuisvest if oorzaak is Oorzaak.corporatie_elders else Uitgang.uitgeschreven
    for oorzaak in Oorzaak
}
"""How a tenant who leaves the stock leaves the register."""

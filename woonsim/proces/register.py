"""The register: who registers, searches, reacts, stops, lapses or is housed elsewhere.

Exogenous moments stand in the column `wissel` and are handled, in their own time, at the next moment
at which the register is looked at. Each searching huishouden has its own next round (decision 11), a
column too: one comparison finds who reacts, and one seeker more disturbs nobody.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from woonsim.begrippen import Herkomst, Oorzaak, Zoekstatus
from woonsim.draw import Doel
from woonsim.kansverloop import Kansverloop, waiting_time
from woonsim.kolommen import GEEN, NOOIT, Int64
from woonsim.proces.inschrijvingen import Inschrijvingen, Uitgang
from woonsim.wereld import Wereld


class Wissel(IntEnum):
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
        self._ronde = 0
        self._plan_huurders = self._calibrate_huurders()
        h = wereld.huishoudens
        zoekend = np.flatnonzero(h.zoekstatus == Zoekstatus.zoekend)
        passief = np.flatnonzero(h.zoekstatus == Zoekstatus.passief)
        self.inschrijvingen.open(np.concatenate([zoekend, passief]))
        first_reaction = h.eerste_reactie[zoekend].copy()
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
        shape = Kansverloop.by_age(verloop)
        total = sum(shape.mean_rate(-g, -g + 1) for g in h.geboren[free].tolist())
        target = s.instroom.gemeente * s.herkomst.gemeente.doorstromer
        return Kansverloop.by_age(verloop, target / total if total else 0.0)

    def plan_inschrijving(self, rows: Int64, t: int | Int64) -> None:
        """Tenants `rows` will register at a moment of their own after `t` (one moment, or one per row)."""
        h = self._wereld.huishoudens
        if not len(rows):
            return
        e = self._wereld.draws.exponential(Doel.inschrijven, h.sleutel[rows], h.n_zoek[rows])
        self._set(rows, t + self._plan_huurders.remaining(t - h.geboren[rows], e), Wissel.schrijft_in)
        h.zonder_regeling[rows] = -NOOIT

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
        """Let everything happen that was due in the register up to and including `t`; only to `rows`, if given.

        What happens to one huishouden in the register does not depend on the others.
        """
        h = self._wereld.huishoudens
        while True:
            if rows is None:
                due = np.flatnonzero((h.wissel <= t) & ~h.bezet)
            else:
                due = rows[(h.wissel[rows] <= t) & ~h.bezet[rows]]
            if not len(due):
                return
            at, soort = h.wissel[due].copy(), h.wisselsoort[due].copy()
            h.wissel[due] = NOOIT
            for wissel, change in self._changes().items():
                chosen = soort == wissel
                if chosen.any():
                    change(due[chosen], at[chosen])

    def _changes(self) -> dict[Wissel, Callable[[Int64, Int64], None]]:
        return {
            Wissel.schrijft_in: self.enter,
            Wissel.gaat_zoeken: self._search,
            Wissel.vervalt: self._lapse,
            Wissel.stopt: self._stop,
            Wissel.elders_gehuisvest: self._housed_elsewhere,
            Wissel.voorrang_verloopt: self._lapse,
        }

    def enter(self, rows: Int64, at: Int64) -> None:
        """Huishoudens register at their own moments `at`, searching at once or passive."""
        h, direct = self._wereld.huishoudens, self._spec.zoekend_of_passief.direct_zoekend
        h.inschrijfdatum[rows] = at - h.eerder_ingeschreven[rows]
        self.inschrijvingen.enter(rows, at)
        share = np.where(h.herkomst[rows] == Herkomst.gemeente, direct.gemeente, direct.regio)
        searches = self._wereld.draws.uniform(Doel.zoekstatus, h.sleutel[rows], h.n_zoek[rows]) < share
        self._search(rows[searches], at[searches])
        self._rest(rows[~searches], at[~searches])

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
        rows = np.array([row])
        self.bring_up_to(t, rows)
        self._wereld.huishoudens.voorrang_tot[row] = t
        self._lapse(rows, np.array([t]))

    def leave(self, row: int, t: int, uitgang: Uitgang) -> None:
        """A huishouden leaves the register for a reason that others decide (housed, departed)."""
        if self._wereld.huishoudens.zoekstatus[row] != Zoekstatus.geen:
            self._leave(np.array([row]), np.array([t]), uitgang)

    def leave_together(self, rows: Int64, t: int, uitgang: Uitgang) -> None:
        """Huishoudens leave the register at one moment, those of them that are in it."""
        rows = rows[self._wereld.huishoudens.zoekstatus[rows] != Zoekstatus.geen]
        if len(rows):
            self._leave(rows, np.full(len(rows), t), uitgang)

    def _set(self, rows: Int64, at: Int64, wissel: Wissel | Int64) -> None:
        h = self._wereld.huishoudens
        h.wissel[rows], h.wisselsoort[rows] = at, wissel

    def _search(self, rows: Int64, at: Int64) -> None:
        h, draws, tempo = self._wereld.huishoudens, self._wereld.draws, self._spec.zoekend_of_passief
        key, spell = h.sleutel[rows], h.n_zoek[rows].copy()
        h.n_zoek[rows] += 1
        h.zoekstatus[rows], h.eerste_reactie[rows] = Zoekstatus.zoekend, GEEN
        self._wereld.waarnemer.zoekstatus(rows, at, Zoekstatus.zoekend)
        stops = at + waiting_time(tempo.stopt, draws.exponential(Doel.stoppen, key, spell))
        elders = np.full(len(rows), NOOIT, dtype=np.int64)
        e = draws.exponential(Doel.elders, key, spell)
        outside = h.herkomst[rows] != Herkomst.gemeente
        for local, herkomst in ((False, Herkomst.regio), (True, Herkomst.gemeente)):
            # A tenant of the stock leaves for elsewhere by its own hazard (mutatie.redenen), not by this one.
            chosen = (outside != local) & (h.woning[rows] == GEEN)
            duration = at[chosen] - h.inschrijfdatum[rows[chosen]]
            elders[chosen] = at[chosen] + self._elders[herkomst].remaining(duration, e[chosen])
        first = stops <= elders
        self._set(rows, np.where(first, stops, elders), np.where(first, Wissel.stopt, Wissel.elders_gehuisvest))
        self._plan_ronde(rows, self._ronde - 1)

    def _rest(self, rows: Int64, at: Int64) -> None:
        h, draws, tempo = self._wereld.huishoudens, self._wereld.draws, self._spec.zoekend_of_passief
        key, spell = h.sleutel[rows], h.n_zoek[rows].copy()
        h.n_zoek[rows] += 1
        h.zoekstatus[rows] = Zoekstatus.passief
        self._wereld.waarnemer.zoekstatus(rows, at, Zoekstatus.passief)
        starts = at + waiting_time(tempo.gaat_zoeken, draws.exponential(Doel.gaan_zoeken, key, spell))
        lapses = at + waiting_time(tempo.vervalt, draws.exponential(Doel.vervallen, key, spell))
        first = starts <= lapses
        self._set(rows, np.where(first, starts, lapses), np.where(first, Wissel.gaat_zoeken, Wissel.vervalt))

    def _stop(self, rows: Int64, at: Int64) -> None:
        outside = self._wereld.huishoudens.herkomst[rows] != Herkomst.gemeente
        self._leave(rows[outside], at[outside], Uitgang.uitgeschreven)
        self._rest(rows[~outside], at[~outside])

    def _lapse(self, rows: Int64, at: Int64) -> None:
        self._leave(rows, at, Uitgang.uitgeschreven)
        is_huurder = self._wereld.huishoudens.woning[rows] != GEEN
        self.plan_inschrijving(rows[is_huurder], at[is_huurder])

    def _housed_elsewhere(self, rows: Int64, at: Int64) -> None:
        self._leave(rows, at, Uitgang.elders_gehuisvest)

    def _leave(self, rows: Int64, at: Int64, uitgang: Uitgang) -> None:
        h = self._wereld.huishoudens
        self.inschrijvingen.leave(rows, at, uitgang)
        h.zoekstatus[rows], h.inschrijfdatum[rows], h.ronde[rows] = Zoekstatus.geen, NOOIT, GEEN
        h.wissel[rows], h.zonder_regeling[rows] = NOOIT, -NOOIT
        h.zoekpunten[rows] = h.reacties_maand[rows] = h.weigeringen_maand[rows] = 0

    def reactiekans(self, rows: Int64) -> NDArray[np.float64]:
        """The chance that each of `rows` looks at the adverts of a round."""
        h, kans = self._wereld.huishoudens, self._wereld.scenario.aanbod.reactiekans
        mean = np.where(h.herkomst[rows] == Herkomst.gemeente, kans.gemeente, kans.regio)
        return np.where(h.voorrang_tot[rows] > -NOOIT, kans.voorrang, np.minimum(mean * h.activiteit[rows], 1.0))

    def _plan_ronde(self, rows: Int64, after: int) -> None:
        """Draw the next round in which each of `rows` reacts, later than `after`: a geometric jump."""
        if not len(rows):
            return
        h, p = self._wereld.huishoudens, self.reactiekans(rows)
        u = self._wereld.draws.uniform(Doel.ronde, h.sleutel[rows], h.n_zoek[rows], h.n_ronde[rows])
        with np.errstate(divide="ignore"):
            gap = np.where(p >= 1.0, 0.0, np.log(u) / np.log1p(-np.minimum(p, 1.0 - 1e-16)))
        h.ronde[rows] = after + 1 + np.minimum(np.floor(np.where(p > 0, gap, NOOIT)), NOOIT).astype(np.int64)

    @property
    def rondes(self) -> int:
        """The rounds that have closed."""
        return self._ronde

    def active_in_next_ronde(self) -> Int64:
        """Rows of those who look at the adverts of the round that closes now, in row order; plans their next."""
        h, ronde = self._wereld.huishoudens, self._ronde
        self._ronde += 1
        rows: Int64 = np.flatnonzero(h.ronde == ronde)
        rows = rows[(h.zoekstatus[rows] == Zoekstatus.zoekend) & ~h.bezet[rows]]
        h.n_ronde[rows] += 1
        self._plan_ronde(rows, ronde)
        return rows

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

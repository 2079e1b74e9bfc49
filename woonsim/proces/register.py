"""The register: who registers, searches, reacts, stops, lapses or is housed elsewhere.

Exogenous moments stand in the column `wissel` and are handled, in their own time, at the next moment
at which the register is looked at. What happens to one huishouden in the register does not depend on the others,
so that it is drawn for a term ahead (`wissels`): a quarter's changes of everybody who is due in it, together. At each
look what has become due is put in place, unless something came in between: then the columns no longer say what it
followed from; that is drawn by itself. Everybody is looked at once a quarter; between, cost follows what happens.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from woonsim.begrippen import Oorzaak, Zoekstatus
from woonsim.kalender import DAG
from woonsim.kolommen import GEEN, NOOIT, Int64, Narrow, blocks, distinct
from woonsim.proces.inschrijvingen import Inschrijvingen, Uitgang
from woonsim.proces.rondes import Rondes
from woonsim.proces.wissels import Wissel, Wisselingen, Wissels
from woonsim.wereld import Wereld

_TO_DRAW = -1
"""A `wissel` that is drawn before anybody looks at the huishouden."""
_TERM = 91 * DAG
"""For how long changes are drawn ahead [minutes]."""


class Register:
    """Keeps the columns of the register up to date."""

    def __init__(self, wereld: Wereld) -> None:
        """Take over the register at begindatum and plan everybody's next change."""
        self._wereld, h = wereld, wereld.huishoudens
        self.inschrijvingen = Inschrijvingen(wereld)
        self.rondes = Rondes(wereld)
        self._wissels = Wissels(wereld)
        self._until, self._done, self._seen = 0, 0, -1
        # Whose next change falls in the present term, but was not drawn ahead.
        self._sooner = np.empty(0, dtype=np.int64)
        self._ahead = self._wissels.ahead(self._sooner, 0)
        self._tenancies: list[tuple[Int64, int]] = []
        zoekend = np.flatnonzero(h.zoekstatus == Zoekstatus.zoekend)
        passief = np.flatnonzero(h.zoekstatus == Zoekstatus.passief)
        self.inschrijvingen.open(np.concatenate([zoekend, passief]))
        for part in blocks(len(zoekend)):
            rows = zoekend[part]
            first_reaction = h.eerste_reactie[rows]
            self._search(rows, np.zeros(len(rows), dtype=np.int64))
            h.eerste_reactie[rows] = first_reaction
            h.laatste_reactie[rows] = np.where(first_reaction == GEEN, -NOOIT, -1)
        for part in blocks(len(passief)):
            self._rest(passief[part], np.zeros(part.stop - part.start, dtype=np.int64))
        self.plan_inschrijving(np.flatnonzero((h.zoekstatus == Zoekstatus.geen) & (h.woning != GEEN)), 0)
        wereld.wetten.append(self._laws)

    def _laws(self) -> dict[str, bool]:
        h = self._wereld.huishoudens
        overdue = (h.wissel <= self._seen) & (h.wissel != _TO_DRAW) & ~h.bezet
        return {"what was due in the register has happened": not overdue.any()}

    def plan_inschrijving(self, rows: Int64, t: int) -> None:
        """Tenants `rows` will register, each at a moment of its own after `t`."""
        if len(rows):
            self._wereld.huishoudens.zonder_regeling[rows] = -NOOIT
            self._wereld.huishoudens.wissel[rows] = _TO_DRAW
            self._tenancies.append((rows, t))

    def _plan_tenancies(self) -> None:
        """Draw when the tenants of `plan_inschrijving` register: together, before anybody looks at them."""
        h = self._wereld.huishoudens
        begun, moments = zip(*self._tenancies, strict=True)
        self._tenancies.clear()
        rows, t = np.concatenate(begun), np.repeat(moments, [len(part) for part in begun])
        self._set(rows, self._wissels.registers(rows, t, h.n_zoek[rows]), Wissel.schrijft_in)

    def until_begin(self, rows: Int64, t: int | Int64, exponential: NDArray[np.float64]) -> Int64:
        """Minutes after `t` until tenants `rows` register, or start to search if they are registered passively."""
        return self._wissels.until_begin(rows, t, exponential)

    def vervalt(self) -> float:
        """The rate [per year] at which the passive registration of a tenant lapses."""
        return self._wissels.tempo_huurders.vervalt

    def begins(self, rows: Int64) -> NDArray[np.bool_]:
        """Whether the next change of tenants `rows` is that they register or start to search."""
        soort = self._wereld.huishoudens.wisselsoort[rows]
        return np.asarray((soort == Wissel.schrijft_in) | (soort == Wissel.gaat_zoeken))

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
        if rows is not None:
            self._catch_up(t, rows)
            return
        self._seen = t
        while self._until <= t:
            self._happen(self._until - 1)
            self._look_ahead()
        self._happen(t)

    def _catch_up(self, t: int, rows: Int64) -> None:
        h = self._wereld.huishoudens
        while True:
            due = rows[(h.wissel[rows] <= t) & ~h.bezet[rows]]
            if not len(due):
                return
            if (h.wissel[due] == _TO_DRAW).any():
                self._plan_tenancies()
            else:
                self._change(due)

    def _look_ahead(self) -> None:
        """Draw everything that happens in the next term to who is due in it."""
        h = self._wereld.huishoudens
        self._until += _TERM
        due = np.flatnonzero((h.wissel < self._until) & ~h.bezet)
        self._ahead, self._done, self._sooner = self._wissels.ahead(due, self._until), 0, due[:0]

    def _happen(self, t: int) -> None:
        """Let everything of the present term happen up to and including `t`."""
        if self._tenancies:
            self._plan_tenancies()
        begin, self._done = self._done, int(self._ahead.at.searchsorted(t, side="right"))
        if self._done > begin:
            self._apply_ahead(begin, self._done)
        while len(due := self._take(t)):
            self._change(due)

    def _apply_ahead(self, begin: int, end: int) -> None:
        """Apply of what was drawn ahead what nothing has come in between of."""
        h, changes = self._wereld.huishoudens, self._ahead.take(slice(begin, end))
        follows = bool((changes.earlier >= begin).any())
        while True:
            rows = changes.rows
            holds = (h.wissel[rows] == changes.at) & (h.wisselsoort[rows] == changes.soort)
            holds &= (h.n_zoek[rows] == changes.spell) & ~h.bezet[rows]
            self._apply(changes if holds.all() else changes.take(holds))
            # Of who has two changes here the second holds when the first has happened.
            if not follows or not holds.any() or holds.all():
                return
            changes = changes.take(~holds)

    def _take(self, t: int) -> Int64:
        """The rows with a change that was not drawn ahead and is due at `t`."""
        rows = self._sooner
        if not len(rows):
            return rows
        h = self._wereld.huishoudens
        return distinct(rows[(h.wissel[rows] <= t) & ~h.bezet[rows]])

    def _change(self, rows: Int64) -> None:
        """What comes next of `rows`, each once, happens."""
        h = self._wereld.huishoudens
        place = h.wisselsoort[rows], h.n_zoek[rows], h.inschrijfdatum[rows]
        changes = self._wissels.change(rows, h.wissel[rows], *place)
        self._apply(changes)
        self._await(rows, changes.wissel)

    def _apply(self, changes: Wisselingen) -> None:
        """Changes happen, at most one to each huishouden."""
        h, rows, at = self._wereld.huishoudens, changes.rows, changes.at
        if (some := (changes.uitgang != GEEN).nonzero()[0]).size:
            self._leave(rows[some], at[some], changes.uitgang[some])
        h.zoekstatus[rows], h.inschrijfdatum[rows] = changes.zoekstatus, changes.inschrijfdatum
        h.n_zoek[rows], h.wissel[rows], h.wisselsoort[rows] = changes.n_zoek, changes.wissel, changes.wisselsoort
        if (some := (changes.soort == Wissel.schrijft_in).nonzero()[0]).size:
            self.inschrijvingen.enter(rows[some], at[some])
        if (some := (changes.zoekstatus == Zoekstatus.zoekend).nonzero()[0]).size:
            self._begin_search(rows[some], at[some])
        if (some := (changes.zoekstatus == Zoekstatus.passief).nonzero()[0]).size:
            h.ronde[rows[some]] = GEEN
            self._wereld.waarnemer.zoekstatus(rows[some], at[some], Zoekstatus.passief)

    def give_voorrang(self, rows: Int64, t: int, until: Int64) -> None:
        """Huishoudens, registered or not, search with voorrang from now until it expires, for each at its moment."""
        h = self._wereld.huishoudens
        self.bring_up_to(t, rows)
        # Who must move moves whatever a regeling did.
        h.zonder_regeling[rows] = -NOOIT
        first_reaction = np.where(h.zoekstatus[rows] == Zoekstatus.zoekend, h.eerste_reactie[rows], GEEN)
        new, at = rows[h.zoekstatus[rows] == Zoekstatus.geen], np.full(len(rows), t)
        h.inschrijfdatum[new], h.voorrang_tot[rows] = t, until
        for row, end in zip(rows.tolist(), until.tolist(), strict=True):
            self._wereld.waarnemer.voorrang(t, row, end)
        if len(new):
            self.inschrijvingen.enter(new, at[: len(new)])
        self._search(rows, at)
        h.eerste_reactie[rows] = first_reaction
        self._set(rows, until, Wissel.voorrang_verloopt)

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

    def leave_together(self, rows: Int64, t: int, uitgang: Uitgang) -> None:
        """Huishoudens leave the register at one moment, those of them that are in it."""
        rows = rows[self._wereld.huishoudens.zoekstatus[rows] != Zoekstatus.geen]
        if len(rows) == 1:
            self._leave(rows.item(), t, uitgang)
        elif len(rows):
            self._leave(rows, np.full(len(rows), t), np.full(len(rows), uitgang))

    def _set(self, rows: Int64, at: Int64, wissel: Wissel | Narrow) -> None:
        h = self._wereld.huishoudens
        h.wissel[rows], h.wisselsoort[rows] = at, wissel
        self._await(rows, at)

    def _await(self, rows: Int64, at: Int64) -> None:
        """The next changes of `rows` come at moments `at`: what comes in a later term is found when that begins."""
        sooner = at < self._until
        if sooner.any():
            self._sooner = np.concatenate([self._sooner, rows[sooner]])

    def _search(self, rows: Int64, at: Int64) -> None:
        """Registered huishoudens search from their moments `at`."""
        h = self._wereld.huishoudens
        spell = h.n_zoek[rows]
        h.n_zoek[rows], h.zoekstatus[rows] = spell + 1, Zoekstatus.zoekend
        self._begin_search(rows, at)
        self._set(rows, *self._wissels.ends_search(rows, at, spell, h.inschrijfdatum[rows]))

    def _begin_search(self, rows: Int64, at: Int64) -> None:
        self._wereld.huishoudens.eerste_reactie[rows] = GEEN
        self._wereld.waarnemer.zoekstatus(rows, at, Zoekstatus.zoekend)
        self.rondes.begin(rows)

    def _rest(self, rows: Int64, at: Int64) -> None:
        """Registered huishoudens are passive from their moments `at`."""
        h = self._wereld.huishoudens
        spell = h.n_zoek[rows]
        h.n_zoek[rows], h.zoekstatus[rows], h.ronde[rows] = spell + 1, Zoekstatus.passief, GEEN
        self._wereld.waarnemer.zoekstatus(rows, at, Zoekstatus.passief)
        self._set(rows, *self._wissels.ends_rest(rows, at, spell))

    def _leave(self, rows: Int64 | int, at: Int64 | int, uitgang: Int64 | int) -> None:
        """Huishoudens (one, or many) are registered no more from their moments `at`: how, by number of `Uitgang`."""
        h = self._wereld.huishoudens
        self.inschrijvingen.leave(rows, at, uitgang)
        h.zoekstatus[rows], h.inschrijfdatum[rows], h.ronde[rows] = Zoekstatus.geen, NOOIT, GEEN
        h.wissel[rows], h.zonder_regeling[rows] = NOOIT, -NOOIT
        h.zoekpunten[rows] = h.reacties_maand[rows] = h.weigeringen_maand[rows] = 0

    def note_reactions(self, rows: Int64, aantal: Int64 | int, t: int) -> None:
        """`rows`, each once, reacted at `t`: to so many woningen that they may have."""
        h = self._wereld.huishoudens
        self.inschrijvingen.react(rows, aantal, t)
        new = rows[h.eerste_reactie[rows] == GEEN]
        h.eerste_reactie[new] = t
        h.laatste_reactie[rows] = t

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

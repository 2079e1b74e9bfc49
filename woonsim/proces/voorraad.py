"""Voorraad: the stock changes on dates: what is built, sold, demolished or labelled.

Which woningen a sale, a demolition or a label is about follows from the name of the entry and their keys at
begindatum: it is part of the scenario, the same in every replication. The entry that begins first takes first, of
those that begin together in the order of their names; what it has taken for sale or demolition the next cannot
take. So a later plan changes nothing before it begins. What is dated before begindatum happens then.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np
from numpy.typing import NDArray

from woonsim.agenda import Agenda, Soort
from woonsim.begrippen import Doelgroep, Oorzaak, Status
from woonsim.draw import entity_key, purpose_key
from woonsim.kolommen import NOOIT, Int64
from woonsim.populate import minimumleeftijd, namen, nieuwbouw
from woonsim.proces.kanaal import Kanalen
from woonsim.proces.kandidaten import Kandidaten
from woonsim.proces.mutatie import Mutatie
from woonsim.scenario.model import Labelen, Nieuwbouw, Sloop, Verkoop, Voorraadwijziging
from woonsim.wereld import Wereld


class Voorraad:
    """Plans the dated changes, carries them out and writes the stock down after each."""

    def __init__(
        self,
        wereld: Wereld,
        agenda: Agenda,
        kanalen: Kanalen,
        mutatie: Mutatie,
        kandidaten: Kandidaten,
    ) -> None:
        """Plan what the scenario announces."""
        self._wereld, self._agenda, self._kanalen, self._mutatie = wereld, agenda, kanalen, mutatie
        self._kandidaten = kandidaten
        w = wereld.woningen
        self._at_start = int(w.in_voorraad.sum())
        self._gebouwd = self._verkocht = self._gesloopt = self._te_laat = 0
        self._sloop_op: Int64 = np.full(len(w), NOOIT)
        """When each woning is to be demolished; what is not let again and never demolished is sold."""
        self._steps: list[Callable[[int], None]] = []
        agenda.on(Soort.voorraadwijziging, self._change)
        wereld.wetten.append(self._laws)
        self._plan_nieuwbouw()
        for wijziging in sorted(wereld.scenario.voorraadwijzigingen, key=self._begins):
            if isinstance(wijziging, Verkoop):
                self._plan_verkoop(wijziging)
            elif isinstance(wijziging, Sloop):
                self._plan_sloop(wijziging)
            elif isinstance(wijziging, Labelen):
                self._plan_labelen(wijziging)
        self._record(0)

    def _begins(self, wijziging: Voorraadwijziging) -> tuple[int, str]:
        """When an entry first matters [minutes], and its name: the order in which entries take woningen."""
        if isinstance(wijziging, Verkoop):
            return self._wereld.kalender.minuten(wijziging.vanaf), wijziging.naam
        before = wijziging.aankondiging if isinstance(wijziging, Sloop) else 0
        return self._wereld.kalender.minuten(wijziging.datum) - before, wijziging.naam

    def _moment(self, datum: date, before: int = 0) -> int:
        return max(self._wereld.kalender.minuten(datum) - before, 0)

    def _plan(self, at: int, step: Callable[[int], None]) -> None:
        """Steps of one moment are taken in the order in which they were planned: by kind and name."""
        self._steps.append(step)
        self._agenda.plan(Soort.voorraadwijziging, at, len(self._steps) - 1)

    def _change(self, t: int, numbers: list[int]) -> None:
        for number in numbers:
            self._steps[number](t)
        self._record(t)

    def _chosen(self, wijziging: Verkoop | Sloop | Labelen, free: NDArray[np.bool_] | None = None) -> Int64:
        """Rows of as many woningen of begindatum as the entry asks, by its name and their keys.

        They are as its `waar` says and `free`. A larger number holds the smaller.
        """
        waar = wijziging.waar
        w, names = self._wereld.woningen, namen(self._wereld.scenario)
        fits = w.in_voorraad.copy() if free is None else w.in_voorraad & free
        for column, asked in (
            (w.corporatie, None if waar.corporatie is None else _index(names["corporatie"], waar.corporatie)),
            (w.kern, None if waar.kern is None else _index(names["kern"], waar.kern)),
            (w.woningtype, waar.woningtype),
            (w.kamers, waar.kamers),
            (w.leeftijdslabel, None if waar.leeftijdslabel is None else minimumleeftijd(waar.leeftijdslabel)),
        ):
            if asked is not None:
                fits &= column == asked
        rows: Int64 = np.flatnonzero(fits)
        order = entity_key("waar", purpose_key(wijziging.naam), w.sleutel[rows])
        return np.sort(rows[np.argsort(order, kind="stable")[: wijziging.aantal]])

    def _plan_nieuwbouw(self) -> None:
        row = self._at_start
        for wijziging in nieuwbouw(self._wereld.scenario):
            rows = range(row, row + wijziging.aantal)
            row = rows.stop
            self._plan_opening(wijziging, rows)

    def _plan_opening(self, wijziging: Nieuwbouw, rows: range) -> None:
        before = wijziging.aankondiging
        if before is None:
            before = self._wereld.scenario.mutatie.opzegtermijn
        ready = self._moment(wijziging.datum)
        self._plan(self._moment(wijziging.datum, before), lambda t: self._announce(t, rows, ready))
        self._plan(ready, lambda _: self._build(rows))

    def _announce(self, t: int, rows: range, ready: int) -> None:
        opened = self._wereld.open_vrijkomsten(t, np.arange(rows.start, rows.stop), Oorzaak.eerste_verhuur, ready)
        self._mutatie.plan_einde(ready, rows)
        self._kanalen.offer(t, opened)

    def _build(self, rows: range) -> None:
        for woning in rows:
            self._wereld.build(woning)
        self._gebouwd += len(rows)

    def _plan_verkoop(self, wijziging: Verkoop) -> None:
        w = self._wereld.woningen
        rows = self._chosen(wijziging, w.verhuren_tot == NOOIT)
        w.verhuren_tot[rows] = self._moment(wijziging.vanaf)

    def _plan_sloop(self, wijziging: Sloop) -> None:
        w, datum = self._wereld.woningen, self._moment(wijziging.datum)
        rows = self._chosen(wijziging, w.verhuren_tot == NOOIT)
        announced = self._moment(wijziging.datum, wijziging.aankondiging)
        w.verhuren_tot[rows], self._sloop_op[rows] = announced, datum
        self._plan(announced, lambda t: self._rehouse(t, rows))
        self._plan(datum, lambda t: self._demolish(t, rows))

    def _plan_labelen(self, wijziging: Labelen) -> None:
        rows = self._chosen(wijziging)
        age = minimumleeftijd(wijziging.leeftijdslabel)
        self._plan(self._moment(wijziging.datum), lambda _: self._put_leeftijdslabel(rows, age))

    def _put_leeftijdslabel(self, rows: Int64, age: int) -> None:
        w = self._wereld.woningen
        highest = np.maximum(w.leeftijdslabel[rows], w.vervallen_label[rows])
        w.vervallen_label[rows] = np.where(highest > age, highest, 0)
        w.leeftijdslabel[rows] = age

    def _rehouse(self, t: int, rows: Int64) -> None:
        """The tenants of `rows` who are not about to leave get voorrang, for as long as they live there."""
        w, h = self._wereld.woningen, self._wereld.huishoudens
        huurder_rows = w.bewoner[rows[w.status[rows] == Status.verhuurd]]
        new = h.doelgroep[huurder_rows] != Doelgroep.herhuisvesting
        self._kandidaten.join_herhuisvesting(huurder_rows[new & ~h.bezet[huurder_rows]], t, NOOIT)

    def occupied(self, t: int, woningen: list[int]) -> None:
        """Tenants have keys: who moved into a woning that was on offer when its demolition was announced must leave."""
        rows = np.array(woningen)
        announced = (self._wereld.woningen.verhuren_tot[rows] <= t) & (self._sloop_op[rows] < NOOIT)
        if announced.any():
            self._rehouse(t, rows[announced])

    def _demolish(self, t: int, rows: Int64) -> None:
        w = self._wereld.woningen
        for woning in rows[w.status[rows] == Status.onttrokken].tolist():
            self._wereld.remove(woning)
            self._gesloopt += 1
        self._rehouse(t, rows)

    def leave(self, t: int, woning: int) -> None:
        """The last tenant has left a woning that is not let again."""
        datum = int(self._sloop_op[woning])
        if datum == NOOIT:
            self._verkocht += 1
        elif t >= datum:
            self._gesloopt += 1
            self._te_laat += 1
        else:
            return  # It stands empty until it is demolished.
        self._wereld.remove(woning)
        self._record(t)

    def _record(self, t: int) -> None:
        w = self._wereld.woningen
        counts = (self._gebouwd, self._verkocht, self._gesloopt, self._te_laat)
        gelabeld = int((w.in_voorraad & (w.leeftijdslabel > 0)).sum())
        self._wereld.recorder.row("voorraad", t, self._wereld.jaar(t), *counts, int(w.in_voorraad.sum()), gelabeld)

    def _laws(self) -> dict[str, bool]:
        w = self._wereld.woningen
        announced = (w.n_huur == 0) & ((w.status == Status.opgezegd) | (w.status == Status.toegewezen))
        waits = (w.status == Status.onttrokken) & w.in_voorraad
        return {
            "the stock is that of the start, and what was built, less what was sold or demolished": int(
                w.in_voorraad.sum()
            )
            == self._at_start + self._gebouwd - self._verkocht - self._gesloopt,
            "what is not withdrawn stands, or is announced": bool(
                (w.in_voorraad | announced)[w.status != Status.onttrokken].all()
            ),
            "what stands withdrawn waits for demolition": bool((self._sloop_op[waits] < NOOIT).all()),
        }


def _index(names: tuple[str, ...], name: str) -> int:
    return names.index(name) if name in names else -1

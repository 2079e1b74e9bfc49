"""Terugval: people who came from a voorziening, or needed support, and lose their woning again.

Their chance runs from their first keys, whatever they move to afterwards, and competes with the other causes
for which a tenancy ends. Who relapses applies again at a voorziening, or leaves for elsewhere.
"""

from __future__ import annotations

import numpy as np

from woonsim.begrippen import Bestemming, Doelgroep, Oorzaak, Voorziening
from woonsim.bevolking import leeftijden
from woonsim.draw import Doel, choose
from woonsim.kalender import DAG, JAAR
from woonsim.kansverloop import Kansverloop
from woonsim.kolommen import GEEN, NOOIT, Int64
from woonsim.proces.begeleiding import Begeleiding
from woonsim.proces.voorziening import Voorzieningen
from woonsim.wereld import Wereld

_OUDSTE = 65
"""Age from which no sitting tenant counts as having come from a voorziening [years]."""


class Terugval:
    """Who may relapse, when, and what follows."""

    def __init__(self, wereld: Wereld, begeleiding: Begeleiding) -> None:
        """Let some of the sitting tenants have come from a voorziening before; nobody without the section."""
        self._wereld, self._begeleiding, self._spec = wereld, begeleiding, wereld.scenario.terugval
        if self._spec is not None:
            self._verloop = Kansverloop([0, JAAR], [self._spec.eerste_jaar, self._spec.daarna])
            wereld.huishoudens.kwetsbaar_sinds[self._sitting(self._spec.gehuisvest_bij_aanvang)] = -JAAR - 1

    def listen(self, voorzieningen: Voorzieningen) -> None:
        """Connect where people return to."""
        self._voorzieningen = voorzieningen

    def _sitting(self, n: int) -> Int64:
        """The `n` tenants, alone and under 65, who came from a voorziening: those with the lowest draws."""
        h = self._wereld.huishoudens
        rows = np.flatnonzero((h.woning != GEEN) & (h.personen == 1) & (leeftijden(h.geboren) < _OUDSTE))
        u = self._wereld.draws.uniform(Doel.gehuisvest_bij_aanvang, h.sleutel[rows])
        return np.asarray(rows[np.lexsort((h.sleutel[rows], u))][:n])

    def housed(self, t: int, row: int) -> None:
        """Huishouden `row` of a bijzondere doelgroep has its first keys."""
        h = self._wereld.huishoudens
        if h.kwetsbaar_sinds[row] < NOOIT:
            return
        if h.doelgroep[row] == Doelgroep.uitstroom or h.zonder_begeleiding[row] or self._begeleiding.has(row):
            h.kwetsbaar_sinds[row] = t

    def remaining(self, rows: Int64, t: int) -> Int64 | None:
        """How long after `t` the tenants `rows` relapse, if nothing else happens first [minutes]; None: nobody does."""
        h = self._wereld.huishoudens
        at_risk = np.flatnonzero(h.kwetsbaar_sinds[rows] < NOOIT)
        if self._spec is None or not len(at_risk):
            return None
        remaining = np.full(len(rows), NOOIT, dtype=np.int64)
        rows = rows[at_risk]
        e = self._wereld.draws.exponential(Doel.terugval, h.sleutel[rows], h.n_huur[rows])
        factor = np.where(h.zonder_begeleiding[rows], self._spec.factor_zonder_begeleiding, 1.0)
        with np.errstate(divide="ignore"):
            remaining[at_risk] = self._verloop.remaining(t - h.kwetsbaar_sinds[rows], e / factor)
        return remaining

    @property
    def is_concerned(self) -> bool:
        """Whether anything follows for anybody who gives notice."""
        return self._spec is not None or self._begeleiding.is_given

    def leave(self, t: int, row: int, oorzaak: int, einde: int) -> None:
        """Huishouden `row` gives notice at `t`, to end at `einde`: its support ends, and it may apply again."""
        self._begeleiding.end(row, einde)
        if oorzaak != Oorzaak.terugval or self._spec is None:
            return
        w, h = self._wereld, self._wereld.huishoudens
        u = w.draws.uniform(Doel.terugval_naar, h.sleutel[[row]])
        naar = Bestemming(int(choose([self._spec.naar[b.name] for b in Bestemming], u)[0]))
        number = GEEN
        if naar is not Bestemming.elders:
            number = self._voorzieningen.apply_again(einde, row, Voorziening[naar.name])
        w.waarnemer.terugval(t, row, naar, number)
        since = int(h.kwetsbaar_sinds[row])
        w.recorder.row(
            "terugval",
            t,
            w.jaar(t),
            int(h.stroom[row]),
            int(h.volgnummer[row]),
            not h.zonder_begeleiding[row],
            naar,
            number,
            (t - since) / DAG if since >= 0 else -1.0,
        )

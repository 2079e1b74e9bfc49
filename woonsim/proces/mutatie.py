"""Mutatie: tenancies end for reasons from outside, at hazards calibrated once on the base (decision 6)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from woonsim.agenda import Agenda, Soort
from woonsim.begrippen import EXTERNE_OORZAKEN, Oorzaak
from woonsim.bevolking import per_klasse
from woonsim.draw import Doel, chosen
from woonsim.kalender import JAAR
from woonsim.kansverloop import Kansverloop
from woonsim.kolommen import GEEN, NOOIT, Int64, Narrow
from woonsim.proces.inschrijvingen import Uitgang
from woonsim.proces.kanaal import Kanalen
from woonsim.proces.register import UITGANG_BIJ_VERTREK, Register
from woonsim.proces.terugval import Terugval
from woonsim.scenario.model import Scenario
from woonsim.waarnemer import Waarnemer
from woonsim.wereld import Wereld

_VERHUIZEN = np.array([o for o in EXTERNE_OORZAKEN if o is not Oorzaak.overlijden_of_zorg])

_OVERLIJDEN, _TERUGVAL = int(Oorzaak.overlijden_of_zorg), int(Oorzaak.terugval)
_UITGANGEN = np.array([UITGANG_BIJ_VERTREK[oorzaak] for oorzaak in Oorzaak])
"""By number of the oorzaak how the tenant leaves the register."""


def calibrate(scenario: Scenario) -> tuple[Kansverloop, Kansverloop]:
    """The hazards of death or care and of moving out, by age.

    Their levels give, for the scenario's age distribution, mutatiegraad less the moves inside the
    stock, divided by `redenen`. They depend on the scenario's base only, never on its beleid.
    """
    m, leeftijd = scenario.mutatie, scenario.huurders.leeftijd
    external = max(m.mutatiegraad - m.binnen_voorraad, 0.0)
    death = m.redenen[Oorzaak.overlijden_of_zorg.name] * external
    tables = (m.leeftijdsverloop.overlijden_of_zorg, m.leeftijdsverloop.verhuizing)
    klassen, shares = per_klasse(leeftijd)
    verlopen = []
    for table, target in zip(tables, (death, external - death), strict=True):
        shape = Kansverloop.by_age(table)
        mean = sum(
            share * shape.mean_rate(low * JAAR, high * JAAR)
            for share, low, high in zip(shares, klassen.low.tolist(), klassen.high.tolist(), strict=True)
        )
        verlopen.append(Kansverloop.by_age(table, target / mean if mean else 0.0))
    return verlopen[0], verlopen[1]


class Mutatie:
    """Plans when each tenancy ends from outside, and lets it end."""

    def __init__(
        self, wereld: Wereld, agenda: Agenda, kanalen: Kanalen, register: Register, terugval: Terugval
    ) -> None:
        """Plan the departures of all sitting tenants."""
        self._wereld, self._agenda, self._kanalen, self._register = wereld, agenda, kanalen, register
        self._on_vertrek: Callable[[int, list[int]], None] = lambda t, rows: None
        self._is_watched = type(wereld.waarnemer).vertrek is not Waarnemer.vertrek
        self._terugval = terugval
        self._on_onttrekking: Callable[[int, int], None] = lambda t, woning: None
        self._overlijden, self._verhuizing = calibrate(wereld.scenario)
        redenen = wereld.scenario.mutatie.redenen
        shares = np.array([redenen[Oorzaak(o).name] for o in _VERHUIZEN.tolist()])
        self._redenen = np.cumsum(shares / shares.sum() if shares.sum() else np.full(len(shares), 1 / len(shares)))
        agenda.on(Soort.vertrek, self._depart)
        agenda.on(Soort.einde, self._end)
        self.plan_vertrek(np.flatnonzero(wereld.huishoudens.woning >= 0), 0)

    def listen(self, on_vertrek: Callable[[int, list[int]], None], on_onttrekking: Callable[[int, int], None]) -> None:
        """Connect who is told which tenants leave from outside causes, and which last tenancy of a woning ends."""
        self._on_vertrek, self._on_onttrekking = on_vertrek, on_onttrekking

    def plan_vertrek(self, rows: Int64, t: int) -> None:
        """Draw when the tenants `rows` will leave, seen from `t`; and why, of those who do so within the run."""
        w, h = self._wereld, self._wereld.huishoudens
        key, tenancy, age = h.sleutel[rows], h.n_huur[rows], t - h.geboren[rows]
        overlijden = self._overlijden.remaining(age, w.draws.exponential(Doel.overlijden, key, tenancy))
        verhuizing = self._verhuizing.remaining(age, w.draws.exponential(Doel.verhuizing, key, tenancy))
        terugval, left = self._terugval.remaining(rows, t), np.minimum(overlijden, verhuizing)
        first = left if terugval is None else np.minimum(terugval, left)
        h.vertrek[rows] = w.kalender.op_tijdstap(t + first)
        soon = (h.vertrek[rows] < w.kalender.looptijd).nonzero()[0]
        if not len(soon):
            return
        oorzaak = _VERHUIZEN[chosen(self._redenen, w.draws.uniform(Doel.reden, key[soon], tenancy[soon]))]
        oorzaak[(overlijden <= verhuizing)[soon]] = _OVERLIJDEN
        oorzaak[(first < left)[soon]] = _TERUGVAL
        rows = rows[soon]
        h.oorzaak[rows] = oorzaak
        self._agenda.plan_each(Soort.vertrek, h.vertrek[rows], h.woning[rows])

    def _depart(self, t: int, woningen: list[int]) -> None:
        """Everybody who leaves at `t` gives notice, then their woningen are given channels, in order."""
        w, h = self._wereld, self._wereld.huishoudens
        freed = np.array(sorted(set(woningen)), dtype=np.int64)
        rows = w.woningen.bewoner[freed]
        # Who has moved or accepted another woning since does not leave from here any more.
        leaves = (rows != GEEN) & (h.vertrek[rows] == t) & ~h.bezet[rows]
        if not leaves.any():
            return
        freed, rows = freed[leaves], rows[leaves]
        self._register.bring_up_to(t, rows)
        oorzaken = h.oorzaak[rows]
        h.vertrek[rows] = NOOIT
        uitgangen = _UITGANGEN[oorzaken]
        for uitgang in set(uitgangen.tolist()):
            self._register.leave_together(rows[uitgangen == uitgang], t, Uitgang(uitgang))
        h.wissel[rows] = NOOIT
        h.voorrang_tot[rows] = np.minimum(h.voorrang_tot[rows], t)
        self._free(t, freed, rows, oorzaken)

    def _free(self, t: int, woningen: Int64, rows: Int64, oorzaken: Narrow) -> None:
        """The tenants `rows` have left the register: their woningen fall free."""
        w, einde = self._wereld, t + self._wereld.scenario.mutatie.opzegtermijn
        self._on_vertrek(t, rows.tolist())
        freed = w.open_vrijkomsten(t, woningen, oorzaken, einde)
        self.plan_einde(einde, woningen.tolist())
        if self._is_watched:
            for row, vrijkomst in zip(rows.tolist(), freed, strict=True):
                w.waarnemer.vertrek(t, row, vrijkomst)
        if self._terugval.is_concerned:
            for row, oorzaak in zip(rows.tolist(), oorzaken.tolist(), strict=True):
                self._terugval.leave(t, row, oorzaak, einde)
        self._kanalen.offer(t, freed)

    def plan_einde(self, einde: int, woningen: Iterable[int]) -> None:
        """The tenancies of `woningen` end at `einde`."""
        self._agenda.plan_together(Soort.einde, einde, woningen)

    def _end(self, t: int, woningen: list[int]) -> None:
        for woning in self._wereld.vacate(np.array(woningen, dtype=np.int64)).tolist():
            self._on_onttrekking(t, woning)

"""Kandidaten: huishoudens of the bijzondere doelgroepen, from the moment they need a woning until keys."""

from __future__ import annotations

import numpy as np

from woonsim.agenda import Agenda, Soort
from woonsim.begrippen import Doelgroep, Herkomst, Woonsituatie
from woonsim.bevolking import persons
from woonsim.draw import Doel
from woonsim.feiten import STROMEN
from woonsim.kalender import DAG, JAAR
from woonsim.kolommen import Int64
from woonsim.populate import draw_activiteit, draw_kern
from woonsim.proces.bemiddeling import Bemiddeling
from woonsim.proces.instroom import arrivals
from woonsim.proces.register import Register
from woonsim.scenario.model import Doelgroepstroom, Uitstroom
from woonsim.wereld import Wereld

_HERKOMST = {
    Doelgroep.uitstroom: Herkomst.gemeente,
    Doelgroep.statushouders: Herkomst.elders,
    Doelgroep.urgenten: Herkomst.gemeente,
}


class Kandidaten:
    """Lets candidates appear, wait in the queue of the coordinatiepunt or search with voorrang."""

    def __init__(self, wereld: Wereld, agenda: Agenda, bemiddeling: Bemiddeling, register: Register) -> None:
        """Add the streams of statushouders and urgenten; uitstroom comes from beschermd wonen."""
        self._wereld, self._bemiddeling, self._register = wereld, bemiddeling, register
        self._sleutels: dict[int, int] = {}
        self._doelgroep: dict[int, int] = {}
        """Everybody who was ever a candidate, by row; the column forgets it once housed."""
        self._earlier: list[tuple[int, ...]] = []
        """What was told of those who became a candidate again."""
        agenda.on(Soort.kandidaat, self._appear)
        groups = wereld.scenario.bijzondere_doelgroepen
        for doelgroep, stream in (
            (Doelgroep.statushouders, groups.statushouders),
            (Doelgroep.urgenten, groups.urgenten),
        ):
            if stream is not None:
                self._add_stream(agenda, doelgroep, stream)

    def _add_stream(self, agenda: Agenda, doelgroep: Doelgroep, stream: Doelgroepstroom) -> None:
        w, n = self._wereld, stream.wachtend_bij_aanvang
        at = arrivals(w.draws, doelgroep.name, stream.instroom, w.kalender.looptijd)
        # Those waiting at the start became candidates at moments before it, as many days apart as newcomers.
        gap = JAAR / stream.instroom if stream.instroom > 0 else DAG
        before = -(np.arange(n, 0, -1) * gap).astype(np.int64)
        # Negative numbers: one more at the start leaves everybody who comes later who they are.
        rows = self.add(doelgroep, doelgroep.name, np.arange(-n, len(at)), np.concatenate([before, at]), stream)
        for row, moment in zip(rows.tolist(), [*before.tolist(), *at.tolist()], strict=True):
            agenda.plan(Soort.kandidaat, moment, row)

    def add(
        self, doelgroep: Doelgroep, stroom: str, numbers: Int64, gereed: Int64, profile: Doelgroepstroom | Uitstroom
    ) -> Int64:
        """Add the huishoudens `numbers` of a stream to a doelgroep; they need a woning from `gereed` on."""
        w = self._wereld
        columns = persons(w.draws, stroom, numbers, profile.leeftijd, profile.huishoudgrootte, profile.inkomen, gereed)
        herkomst = _HERKOMST[doelgroep]
        rows = w.huishoudens.append(
            len(numbers),
            **columns,
            activiteit=draw_activiteit(w.scenario, w.draws, columns["sleutel"]),
            herkomst=int(herkomst),
            doelgroep=int(doelgroep),
            woonsituatie=int(Woonsituatie.starter),
            gereed=gereed,
        )
        if herkomst is Herkomst.gemeente:
            w.huishoudens.kern[rows] = draw_kern(w.scenario, w.draws, w.huishoudens.sleutel[rows])
        return rows

    def _appear(self, t: int, rows: list[int]) -> None:
        groups = self._wereld.scenario.bijzondere_doelgroepen
        for row in rows:
            if groups.urgenten is not None and self._has_voorrang(row):
                self._note(row)
                self._register.enter_with_voorrang(row, t, t + groups.urgenten.geldigheid_voorrang)
            else:
                self.wait(row)

    def _has_voorrang(self, row: int) -> bool:
        """Whether a candidate seeks with voorrang in the adverts, instead of being mediated: some urgenten do."""
        w, urgenten = self._wereld, self._wereld.scenario.bijzondere_doelgroepen.urgenten
        if self._doelgroep.get(row) == Doelgroep.herhuisvesting:
            return True
        if urgenten is None or w.huishoudens.stroom[row] != STROMEN.index(Doelgroep.urgenten.name):
            return False
        return bool(w.draws.uniform(Doel.voorrang, w.huishoudens.sleutel[[row]])[0] < urgenten.met_voorrang)

    def wait(self, row: int) -> None:
        """A candidate reports at the coordinatiepunt."""
        self._note(row)
        self._bemiddeling.join(row)

    def join_herhuisvesting(self, rows: Int64, t: int, until: int) -> None:
        """Tenants `rows` must move for renovation or demolition: they seek with voorrang `until`."""
        h = self._wereld.huishoudens
        for row in rows[~h.bezet[rows]].tolist():
            if row in self._doelgroep:
                self._earlier.append(self._told(row))
                self._sleutels.pop(row, None)
                h.weigeringen[row] = 0
            h.doelgroep[row], h.gereed[row] = Doelgroep.herhuisvesting, t
            self._note(row)
            self._register.give_voorrang(row, t, until)

    def _note(self, row: int) -> None:
        self._doelgroep[row] = int(self._wereld.huishoudens.doelgroep[row])

    def housed(self, t: int, row: int) -> None:
        """A candidate has keys."""
        self._sleutels[row] = t

    def record(self) -> None:
        """Write down every candidate, at the end of the run."""
        for told in sorted([*self._earlier, *map(self._told, self._doelgroep)], key=lambda told: told[1:4]):
            self._wereld.recorder.row("kandidaat", *told)

    def _told(self, row: int) -> tuple[int, ...]:
        """The row of the table kandidaat for what `row` now is."""
        w, h = self._wereld, self._wereld.huishoudens
        gereed = int(h.gereed[row])
        return (
            self._doelgroep[row],
            int(h.stroom[row]),
            int(h.volgnummer[row]),
            gereed,
            self._sleutels.get(row, -1),
            w.jaar(max(gereed, 0)),
            self._has_voorrang(row),
            int(h.weigeringen[row]),
            self._dropped_out(row),
        )

    def _dropped_out(self, row: int) -> int:
        """When the voorrang of a candidate who has no woning ended, -1 if it has not."""
        until = int(self._wereld.huishoudens.voorrang_tot[row])
        waits = row not in self._sleutels and not self._wereld.huishoudens.bezet[row]
        return until if waits and 0 <= until < self._wereld.kalender.looptijd else -1

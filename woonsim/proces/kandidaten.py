"""Kandidaten: huishoudens of the bijzondere doelgroepen, from the moment they need a woning until keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from woonsim.agenda import Agenda, Soort
from woonsim.begrippen import Doelgroep, Herkomst, Status, Woonsituatie
from woonsim.bevolking import persons
from woonsim.draw import Doel, choose, entity_key
from woonsim.feiten import STROMEN
from woonsim.gevoerd_beleid import Beleid
from woonsim.kalender import DAG, JAAR
from woonsim.kolommen import GEEN, NOOIT, Int64
from woonsim.populate import draw_activiteit, draw_kern
from woonsim.proces.bemiddeling import Bemiddeling
from woonsim.proces.instroom import arrivals
from woonsim.proces.register import Register
from woonsim.proces.taakstelling import Koppeling, Taakstelling
from woonsim.scenario.model import Groepsprofiel, Instromend, Statushouders
from woonsim.wereld import Wereld

_HERKOMST = {
    Doelgroep.uitstroom: Herkomst.gemeente,
    Doelgroep.statushouders: Herkomst.elders,
    Doelgroep.urgenten: Herkomst.gemeente,
    Doelgroep.vrouwenopvang: Herkomst.regio,
    Doelgroep.jeugd: Herkomst.gemeente,
    Doelgroep.herhuisvesting: Herkomst.gemeente,
}
"""Where candidates come from; the nearest shelter for women stands elsewhere in the region."""


Personen = dict[str, NDArray[Any]]
"""Huishoudens of a stream, as columns of `Huishoudens`."""


@dataclass
class Kandidatuur:
    """One time that a huishouden is a candidate; moments in minutes, -1 for not (yet)."""

    doelgroep: int
    gereed: int
    voorrang_tot: int = -1
    """Until when it seeks with voorrang; -1 when it is mediated only."""
    sleutels: int = -1
    afgevallen: int = -1
    weigeringen: int = 0


class Kandidaten:
    """Lets candidates appear, wait for mediation or search with voorrang, and drop out."""

    def __init__(
        self, wereld: Wereld, agenda: Agenda, beleid: Beleid, bemiddeling: Bemiddeling, register: Register
    ) -> None:
        """Add every stream of the scenario; uitstroom comes from the voorzieningen."""
        self._wereld, self._agenda, self._bemiddeling, self._register = wereld, agenda, bemiddeling, register
        self._beleid = beleid
        self._stream: dict[int, Instromend | Statushouders] = {}
        """Of which stream a row is, for those that have a number of candidates of their own."""
        self._with_voorrang: set[int] = set()
        """Who of them seeks with voorrang in the adverts, instead of being mediated."""
        self._kandidaturen: dict[int, list[Kandidatuur]] = {}
        """By row, the present one last; the column `doelgroep` forgets it once housed."""
        self._open: set[int] = set()
        """Who has no keys yet and did not drop out."""
        self._taakstelling: Taakstelling | None = None
        self._corporaties = _shares(wereld)
        agenda.on(Soort.kandidaat, self._appear)
        agenda.on(Soort.verloop, self._expire)
        for naam, stream in wereld.scenario.bijzondere_doelgroepen.stromen().items():
            self._add_stream(Doelgroep[naam], stream)

    def _add_stream(self, doelgroep: Doelgroep, stream: Instromend | Statushouders) -> None:
        if isinstance(stream, Statushouders) and stream.taakstelling is not None:
            numbers, moments = Koppeling(stream.taakstelling, self._wereld.kalender).link(self._wereld, stream)
            self._taakstelling = Taakstelling(self._wereld, self._agenda, stream.taakstelling)
        else:
            numbers, moments = self._report(doelgroep, stream)
        rows = self.add(self.draw(doelgroep, doelgroep.name, numbers, stream), moments)
        if self._taakstelling is not None and doelgroep is Doelgroep.statushouders:
            self._taakstelling.count_linked(rows, moments)
        self._stream.update(dict.fromkeys(rows.tolist(), stream))
        u = self._wereld.draws.uniform(Doel.voorrang, self._wereld.huishoudens.sleutel[rows])
        self._with_voorrang.update(rows[u < stream.met_voorrang].tolist())
        self._agenda.plan_each(Soort.kandidaat, moments.tolist(), rows.tolist())

    def _report(self, doelgroep: Doelgroep, stream: Instromend | Statushouders) -> tuple[Int64, Int64]:
        """Numbers and moments of a stream at a rate of its own."""
        w, n, instroom = self._wereld, stream.wachtend_bij_aanvang, stream.instroom or 0.0
        at = w.kalender.op_tijdstap(arrivals(w.draws, doelgroep.name, instroom, w.kalender.looptijd))
        # Those waiting at the start became candidates at moments before it, as many days apart as newcomers.
        gap = JAAR / instroom if instroom > 0 else DAG
        before = -(np.arange(n, 0, -1) * gap).astype(np.int64)
        # Negative numbers: one more at the start leaves everybody who comes later who they are.
        return np.arange(-n, len(at)), np.concatenate([before, at])

    def draw(self, doelgroep: Doelgroep, stroom: str, numbers: Int64, profile: Groepsprofiel) -> Personen:
        """Who the huishoudens `numbers` of a stream are: their columns, if they need a woning from begindatum on."""
        w, herkomst = self._wereld, _HERKOMST[doelgroep]
        columns = persons(w.draws, stroom, numbers, profile.leeftijd, profile.huishoudgrootte, profile.inkomen)
        sleutel = columns["sleutel"]
        local = herkomst is Herkomst.gemeente
        kern = draw_kern(w.scenario, w.draws, sleutel) if local else np.full(len(sleutel), GEEN)
        return columns | {
            "activiteit": draw_activiteit(w.scenario, w.draws, sleutel),
            "herkomst": np.full(len(sleutel), int(herkomst)),
            "doelgroep": np.full(len(sleutel), int(doelgroep)),
            "kern": kern,
            "aanmelding_corporatie": self._report_at(sleutel, kern),
        }

    def add(self, who: Personen, gereed: Int64) -> Int64:
        """Add huishoudens that were drawn; they need a woning from `gereed` on, and have their ages then."""
        columns = who | {"geboren": who["geboren"] + gereed, "aankomst": gereed, "gereed": gereed}
        return self._wereld.huishoudens.append(len(gereed), **columns, woonsituatie=int(Woonsituatie.starter))

    def _report_at(self, sleutel: NDArray[np.uint64], kernen: Int64) -> Int64:
        """At which corporatie candidates report: by its share of the stock, in their kern if they have one."""
        found, u = (
            np.zeros(len(kernen), dtype=np.int64),
            self._wereld.draws.uniform(Doel.aanmelding_corporatie, sleutel),
        )
        for kern in np.unique(kernen).tolist():
            mine = kernen == kern
            found[mine] = choose(self._corporaties[kern], u[mine])
        return found

    def add_again(self, row: int, stroom: str, number: int, gereed: int) -> int:
        """Add the huishouden that was `row` once more, as `number` of `stroom`; it is who it was."""
        h, sleutel = self._wereld.huishoudens, entity_key(stroom, number)
        same = ("geboren", "personen", "inkomen_eur", "activiteit", "kern")
        rows = h.append(
            1,
            **{name: getattr(h, name)[[row]] for name in same},
            sleutel=sleutel,
            stroom=STROMEN.index(stroom),
            volgnummer=number,
            herkomst=int(Herkomst.gemeente),
            doelgroep=int(Doelgroep.uitstroom),
            woonsituatie=int(Woonsituatie.starter),
            gereed=gereed,
            aanmelding_corporatie=self._report_at(sleutel, h.kern[[row]]),
        )
        return int(rows[0])

    def _appear(self, t: int, rows: list[int]) -> None:
        streams = [self._stream[row] for row in rows]
        until = [NOOIT if stream.geldigheid is None else t + stream.geldigheid for stream in streams]
        seeks = [row in self._with_voorrang for row in rows]
        ends = self._ends_of_voorrang(t, rows, [end if seek else t for end, seek in zip(until, seeks, strict=True)])
        for row in rows:
            self._note(row)
        self._seek(t, {row: end for row, end in zip(rows, ends, strict=True) if end > t})
        for row, expires, seek, end in zip(rows, until, seeks, ends, strict=True):
            if not seek or end == t:
                self._await_mediation(row, expires)

    def _ends_of_voorrang(self, t: int, rows: list[int], until: list[int]) -> list[int]:
        """When the voorrang of candidates ends, as the policies have it; `t` when there is none."""
        if not rows or not self._beleid.has("voorrang"):
            return until
        left = np.array(until, dtype=np.int64) - t
        duur = self._beleid.voorrang(self._wereld.zoekenden(np.array(rows), t), left, t)
        return [min(t + one, NOOIT) for one in duur.tolist()]

    def _seek(self, t: int, until: dict[int, int]) -> None:
        """Candidates seek with voorrang in the adverts, each until its own moment: by row."""
        for row, end in until.items():
            self._kandidaturen[row][-1].voorrang_tot = end
        if until:
            self._register.give_voorrang(np.array(list(until)), t, np.array(list(until.values())))

    def _await_mediation(self, row: int, until: int) -> None:
        """A candidate reports at the coordinatiepunt, with a right to be mediated `until`."""
        self._bemiddeling.join(row)
        if until < NOOIT:
            self._agenda.plan(Soort.verloop, until, row)

    def wait(self, rows: list[int]) -> None:
        """Candidates report at the coordinatiepunt."""
        t = self._agenda.now
        for row in rows:
            self._note(row)
        ends = self._ends_of_voorrang(t, rows, [t] * len(rows))
        self._seek(t, {row: end for row, end in zip(rows, ends, strict=True) if end > t})
        for row in rows:
            self._bemiddeling.join(row)

    def review(self, t: int) -> None:
        """Ask the policies again how long each candidate without a woning has voorrang."""
        h = self._wereld.huishoudens
        rows = sorted(row for row in self._open if self._may_seek(t, row))
        now = np.maximum(h.voorrang_tot[rows], t).tolist()
        for row, before, ends in zip(rows, now, self._ends_of_voorrang(t, rows, now), strict=True):
            if ends == before:
                continue
            if ends == t:
                self._register.take_voorrang(row, t)
                if not self._bemiddeling.waits(row):
                    self._await_mediation(row, before)
            elif before == t:
                self._seek(t, {row: ends})
                continue
            else:
                self._register.change_voorrang(row, ends)
            self._kandidaturen[row][-1].voorrang_tot = ends

    def _may_seek(self, t: int, row: int) -> bool:
        """Whether an open candidate has no woning in sight, and voorrang that has not run out or never began."""
        one, h = self._kandidaturen[row][-1], self._wereld.huishoudens
        return not h.bezet[row] and (one.voorrang_tot < 0 or int(h.voorrang_tot[row]) > t)

    def join_herhuisvesting(self, rows: Int64, t: int, until: int) -> None:
        """Tenants `rows` must move for renovation or demolition: they seek with voorrang, and can be mediated, `until`.

        They report at their own corporatie. Who has accepted another woning already is left alone.
        """
        w, h = self._wereld, self._wereld.huishoudens
        for row in rows[~h.bezet[rows]].tolist():
            h.doelgroep[row], h.gereed[row] = Doelgroep.herhuisvesting, t
            h.aanmelding_corporatie[row] = w.woningen.corporatie[h.woning[row]]
            self._note(row)
            [ends] = self._ends_of_voorrang(t, [row], [until])
            if ends > t:
                self._seek(t, {row: ends})
            self._await_mediation(row, until)

    def _note(self, row: int) -> Kandidatuur:
        """A huishouden becomes a candidate; what it refused before was another time."""
        h, earlier = self._wereld.huishoudens, self._kandidaturen.setdefault(row, [])
        self._wereld.waarnemer.kandidaat(self._agenda.now, row)
        if earlier:
            earlier[-1].weigeringen, h.weigeringen[row] = int(h.weigeringen[row]), 0
        self._open.add(row)
        earlier.append(Kandidatuur(int(h.doelgroep[row]), int(h.gereed[row])))
        return earlier[-1]

    def _expire(self, t: int, rows: list[int]) -> None:
        """The indication of `rows` expires: who still waits for mediation leaves."""
        for row in rows:
            if not self._wereld.huishoudens.bezet[row] and self._bemiddeling.leave(row):
                self.dropped(t, row)

    def dropped(self, t: int, row: int) -> None:
        """A candidate left the queue without a woning; who also seeks with voorrang drops out when that ends."""
        if self._kandidaturen[row][-1].voorrang_tot < t:
            self._drop(t, row)
            self._wereld.waarnemer.afgevallen(t, row)

    def departed(self, t: int, rows: list[int]) -> None:
        """Tenants leave for reasons of their own: they are no candidates any more."""
        for row in filter(self._kandidaturen.__contains__, rows):
            self._bemiddeling.leave(row)
            if self._kandidaturen[row][-1].sleutels < 0:
                self._drop(t, row)

    def _drop(self, t: int, row: int) -> None:
        self._kandidaturen[row][-1].afgevallen = t
        self._open.discard(row)

    def housed(self, t: int, row: int) -> None:
        """A candidate has keys."""
        one = self._kandidaturen[row][-1]
        one.sleutels = t
        self._open.discard(row)
        self._bemiddeling.leave(row)
        # Who must move later, for demolition, was housed for the taakstelling before.
        if self._taakstelling is not None and one.doelgroep == Doelgroep.statushouders:
            self._taakstelling.housed(row)

    def record(self) -> None:
        """Write down every candidate and the last half-year, at the end of the run."""
        w, h = self._wereld, self._wereld.huishoudens
        if self._taakstelling is not None:
            self._taakstelling.close()
        streams = {row: (int(h.stroom[row]), int(h.volgnummer[row])) for row in self._kandidaturen}
        for row in sorted(self._kandidaturen, key=lambda r: (streams[r], r)):
            self._kandidaturen[row][-1].weigeringen = int(h.weigeringen[row])
            for one in self._kandidaturen[row]:
                w.recorder.row(
                    "kandidaat",
                    one.doelgroep,
                    *streams[row],
                    one.gereed,
                    one.sleutels,
                    w.jaar(max(one.gereed, 0)),
                    one.voorrang_tot >= 0,
                    one.weigeringen,
                    self._dropped_out(row, one),
                )

    def _dropped_out(self, row: int, one: Kandidatuur) -> int:
        """When a candidate who has no woning dropped out, -1 if it has not."""
        if one.afgevallen >= 0 or one.sleutels >= 0 or self._wereld.huishoudens.bezet[row]:
            return one.afgevallen
        if self._bemiddeling.waits(row):
            return -1
        return one.voorrang_tot if 0 <= one.voorrang_tot < self._wereld.kalender.looptijd else -1


def _shares(wereld: Wereld) -> dict[int, NDArray[np.float64]]:
    """The share of each corporatie in the stock, by kern; under `GEEN` in all of it.

    As it is at begindatum: what is built later moves nobody's draw. A kern without woningen takes the whole.
    """
    w = wereld.woningen
    stands = w.status != Status.onttrokken
    n = int(w.corporatie.max(initial=0)) + 1
    whole = np.bincount(w.corporatie[stands], minlength=n) / max(int(stands.sum()), 1)
    shares = {GEEN: whole}
    for kern in range(len(wereld.scenario.kernen)):
        owner = w.corporatie[stands & (w.kern == kern)]
        shares[kern] = np.bincount(owner, minlength=n) / len(owner) if len(owner) else whole
    return shares

"""The world: the one place where state changes. Processes call it, policies never do.

What must always hold is stated in `check`, which a test calls after every event.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from woonsim.begrippen import Oorzaak, Status
from woonsim.draw import Draws, entity_key
from woonsim.errors import WoonsimError
from woonsim.grootboek import Grootboek
from woonsim.kalender import Kalender
from woonsim.kolommen import GEEN, NOOIT, Huishoudens, Int64, Narrow, Woningen
from woonsim.record import Recorder
from woonsim.rijen import Rijen
from woonsim.scenario.model import Scenario
from woonsim.vrijkomsten import Toewijzing, Vrijkomst, Vrijkomsten, Vrijkomsttabel
from woonsim.waarnemer import Waarnemer
from woonsim.wetgeving import Wetgeving
from woonsim.woningzoekenden import Woningzoekenden


class InvariantError(WoonsimError):
    """Something happened that cannot happen: a fault of ours."""


@dataclass
class Wereld:
    """Woningen, huishoudens and everything between them at one instant."""

    scenario: Scenario
    kalender: Kalender
    wetgeving: Wetgeving
    draws: Draws
    woningen: Woningen
    huishoudens: Huishoudens
    grootboek: Grootboek
    recorder: Recorder
    wetten: list[Callable[[], dict[str, bool]]] = field(default_factory=list)
    """What processes say must hold in what they keep: law -> whether it does."""
    waarnemer: Waarnemer = field(default_factory=Waarnemer)
    """Who watches: processes tell it what happens."""
    n_vrijgekomen: int = 0
    """What counts as freed: no first lettings, and nothing that is not let again."""
    n_toewijzing: int = 0

    def __post_init__(self) -> None:
        """Know the boundaries of the years [minutes]; nothing has fallen free."""
        self.vrijkomsten = Vrijkomsttabel(len(self.woningen))
        self._grenzen = self.kalender.jaargrenzen()
        # The moment that was last asked about, and its year: at one moment many ask.
        self._jaar = -1, 0

    def jaar_index(self, t: int) -> int:
        """The year of the run, 0 the first, in which `t` falls; the horizon counts to the last year."""
        return min(bisect_right(self._grenzen, t) - 1, self.kalender.jaren - 1)

    def jaren(self, moments: Int64 | int) -> Int64 | int:
        """The calendar year of the run in which each of these moments falls, or the one."""
        if isinstance(moments, int):
            return self.jaar(moments)
        number = np.searchsorted(self._grenzen, moments, side="right") - 1
        return self.kalender.begindatum.year + np.minimum(number, self.kalender.jaren - 1)

    def jaar(self, t: int) -> int:
        """The calendar year of the run in which `t` falls."""
        if t != self._jaar[0]:
            self._jaar = t, self.kalender.begindatum.year + self.jaar_index(t)
        return self._jaar[1]

    def huurgroei(self, t: int) -> float:
        """Growth of rents since begindatum: with the legal rent limits, since woningen are let at streefhuren."""
        return self.wetgeving.huurgroei(self.kalender.begindatum.year, self.jaar(t))

    def inkomensgroei(self, t: int) -> float:
        """Growth of incomes since begindatum: with the legal income limits, which follow incomes."""
        return self.wetgeving.inkomensgroei(self.kalender.begindatum.year, self.jaar(t))

    def zoekenden(self, rows: Int64, t: int) -> Rijen:
        """What policies see of huishoudens `rows` at `t`."""
        return Woningzoekenden(self.huishoudens, rows, t, self.inkomensgroei(t), self.woningen, self.huurgroei(t))

    def open_vrijkomsten(
        self,
        t: int,
        woningen: Int64,
        oorzaken: Oorzaak | Narrow,
        einden: int | Int64,
        bronnen: Vrijkomsten | None = None,
    ) -> Vrijkomsten:
        """Notice is given for each of `woningen`, to end at `einden`; its tenant moved into the one of `bronnen`.

        A new woning is on offer for the first time (`eerste_verhuur`): it did not fall free, and neither does one
        that is not let again, so no agreement counts them.
        """
        w, new = self.woningen, oorzaken is Oorzaak.eerste_verhuur
        self._require(woningen, Status.onttrokken if new else Status.verhuurd)
        gone = False if new else t >= w.verhuren_tot[woningen]
        told = {"oorzaak": oorzaken, "opgezegd": t, "einde": einden, "onttrokken": gone}
        w.status[woningen] = Status.opgezegd
        return self.vrijkomsten.add(woningen, bronnen, **told, leeftijdslabel=w.leeftijdslabel[woningen])

    def count_vrijkomst(self, t: int, vrijkomst: Vrijkomst) -> None:
        """A woning falls free and will be let again: agreements count it."""
        self.n_vrijgekomen += 1
        woning = vrijkomst.woning
        self.grootboek.count_vrijkomst(t, vrijkomst.nummer, woning, daeb=self._is_daeb(t, woning))

    def _is_daeb(self, t: int, woning: int) -> bool:
        """Whether the rent is at or under the DAEB huurgrens of the year; asked only if an account counts these."""
        if not self.grootboek.keeps("daeb_woningen"):
            return False
        grens = self.wetgeving.daeb(self.kalender.datum(t).year).huurgrens_eur
        return bool(self.woningen.rekenhuur_eur[woning] * self.huurgroei(t) <= grens)

    def vrijkomst_sleutel(self, woning: int) -> int:
        """The key of the present vacancy of `woning`, the same under every variant."""
        return int(entity_key("vrijkomst", self.woningen.sleutel[[woning]], self.woningen.n_huur[[woning]])[0])

    def vacate(self, woningen: Int64) -> Int64:
        """Old tenancies end; who lived there from outside causes leaves the world; returns what is not let again."""
        w, bewoner = self.woningen, self.woningen.bewoner[woningen]
        self.huishoudens.woning[bewoner[bewoner != GEEN]] = GEEN
        w.bewoner[woningen] = GEEN
        notice = woningen[w.status[woningen] == Status.opgezegd]
        left: Int64 = notice[self.vrijkomsten.of(notice).onttrokken]
        w.status[notice], w.status[left] = Status.leeg, Status.onttrokken
        self.vrijkomsten.close(left)
        return left

    def build(self, woning: int) -> None:
        """A new woning is ready: it belongs to the stock."""
        self.woningen.in_voorraad[woning] = True

    def remove(self, woning: int) -> None:
        """A woning that nobody lives in any more is sold or demolished: it leaves the stock."""
        self._require(np.array([woning]), Status.onttrokken)
        self.woningen.in_voorraad[woning] = False

    def promise(self, vrijkomst: Vrijkomst, toewijzing: Toewijzing) -> None:
        """A candidate will accept: it takes part in nothing else from now on."""
        h, row, number = self.huishoudens, toewijzing.huishouden, vrijkomst.nummer
        if h.bezet[row] or self.vrijkomsten.toewijzingen.huishouden[number] != GEEN:
            raise InvariantError(f"vrijkomst {number}: promised twice (huishouden {row})")
        h.bezet[row], h.ronde[row] = True, GEEN
        columns = dict(vars(toewijzing))
        if rekeningen := columns.pop("rekeningen"):
            self.vrijkomsten.rekeningen[number] = rekeningen
        self.vrijkomsten.decide(number, columns)

    def promise_all(self, vrijkomsten: Vrijkomsten, columns: dict[str, Any]) -> None:
        """As many candidates will accept, each another woning: columns of `Toewijzingkolommen`."""
        h, rows = self.huishoudens, columns["huishouden"]
        twice = h.bezet[rows] | (vrijkomsten.toewijzing("huishouden") != GEEN)
        if len(set(rows.tolist())) < len(rows):
            twice |= np.bincount(rows)[rows] > 1
        if twice.any():
            place = int(twice.argmax())
            raise InvariantError(f"vrijkomst {vrijkomsten.nummer[place]}: promised twice (huishouden {rows[place]})")
        h.bezet[rows], h.ronde[rows] = True, GEEN
        self.vrijkomsten.decide(vrijkomsten.nummer, columns)

    def accept(self, vrijkomsten: Vrijkomsten) -> None:
        """The candidates accept: the woningen await keys."""
        rows = vrijkomsten.woning
        self._require(rows, Status.opgezegd, Status.leeg)
        self.woningen.status[rows] = Status.toegewezen
        self.n_toewijzing += len(rows)

    def move_in(self, t: int, vrijkomsten: Vrijkomsten) -> Int64:
        """Keys: the new tenancies begin; returns the rows of the huishoudens."""
        w, h = self.woningen, self.huishoudens
        woningen, rows = vrijkomsten.woning, vrijkomsten.toewijzing("huishouden")
        self._require(woningen, Status.toegewezen)
        early = (w.bewoner[woningen] != GEEN) | (vrijkomsten.einde > t)
        if early.any():
            raise InvariantError(f"woning {woningen[early][0]} still has a tenant at {t}")
        old = h.woning[rows]
        w.bewoner[old[old != GEEN]] = GEEN
        w.status[woningen], w.bewoner[woningen] = Status.verhuurd, rows
        w.n_huur[woningen] += 1
        h.woning[rows], h.kern[rows], h.sinds[rows] = woningen, w.kern[woningen], t
        h.n_huur[rows] += 1
        h.bezet[rows] = False
        self.vrijkomsten.close(woningen)
        return rows

    def _require(self, woningen: Int64, *allowed: Status) -> None:
        status = self.woningen.status[woningen]
        if set(status.tolist()).issubset(allowed):
            return
        fits = np.isin(status, allowed)
        woning, found = int(woningen[~fits][0]), Status(int(status[~fits][0]))
        raise InvariantError(f"woning {woning} is {found.name}, not {' or '.join(s.name for s in allowed)}")

    def check(self) -> None:
        """Assert what must hold at every instant (model.md).

        Raises:
            InvariantError: naming the law that does not hold.
        """
        w, h = self.woningen, self.huishoudens
        inhabited, freed = np.flatnonzero(w.bewoner != GEEN), np.flatnonzero(self.vrijkomsten.open != GEEN)
        laws: dict[str, bool] = {
            "each tenant lives where its woning says": (h.woning[w.bewoner[inhabited]] == inhabited).all(),
            "no huishouden has two woningen": len(np.unique(w.bewoner[inhabited])) == len(inhabited),
            "every huishouden with a woning is its tenant": int((h.woning != GEEN).sum()) == len(inhabited),
            "a let woning has a tenant": (w.bewoner[w.status == Status.verhuurd] != GEEN).all(),
            "an empty woning has none": (w.bewoner[w.status == Status.leeg] == GEEN).all(),
            "let, freed and withdrawn woningen are all there are": (
                (self.vrijkomsten.open != GEEN) == ((w.status != Status.verhuurd) & (w.status != Status.onttrokken))
            ).all(),
            "each open vrijkomst is that of one woning": len(np.unique(self.vrijkomsten.open[freed])) == len(freed),
            "nobody lives in a withdrawn woning": (w.bewoner[w.status == Status.onttrokken] == GEEN).all(),
            "who lives somewhere lives in the stock": bool(w.in_voorraad[inhabited].all()),
            "who is registered has a place in the register": ((h.inschrijfdatum < NOOIT) == (h.zoekstatus > 0)).all(),
        }
        for extra in (self.grootboek.laws, *self.wetten):
            laws |= extra()
        for law, holds in laws.items():
            if not holds:
                raise InvariantError(f"does not hold: {law}")

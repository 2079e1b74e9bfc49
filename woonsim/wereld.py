"""The world: the one place where state changes. Processes call it, policies never do.

What must always hold is stated in `check`, which a test calls after every event.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from operator import attrgetter
from typing import Any

import numpy as np

from woonsim.begrippen import Begeleidingsvorm, Kanaal, Oorzaak, Status
from woonsim.draw import Draws, entity_key
from woonsim.errors import WoonsimError
from woonsim.grootboek import Grootboek
from woonsim.kalender import Kalender
from woonsim.kolommen import GEEN, NOOIT, Huishoudens, Int64, Woningen
from woonsim.record import Recorder
from woonsim.rijen import Rijen, Woningzoekenden
from woonsim.scenario.model import Scenario
from woonsim.stand import Stand
from woonsim.waarnemer import Waarnemer
from woonsim.wetgeving import Wetgeving


class InvariantError(WoonsimError):
    """Something happened that cannot happen: a fault of ours."""


@dataclass(slots=True, eq=False)
class Vrijkomst:
    """A freed woning from notice to keys: where it came from and how it was offered."""

    nummer: int
    woning: int
    oorzaak: Oorzaak
    keten: int
    schakel: int
    opgezegd: int
    einde: int
    kanaal: Kanaal = Kanaal.aanbod
    rondes: int = 0
    """Publications that ended unlet."""
    publicatie: int = -1
    """Moment of the first publication."""
    advertentie: int = -1
    """Its number among the woningen that were published, from 0."""
    reacties: int = -1
    """Valid reactions to the first publication."""
    weigeringen: int = 0
    geweigerd_door: frozenset[int] = frozenset()
    """Candidates who refused it when it was mediated."""
    leeftijdslabel: int = 0
    """Minimum age of the label with which it is on offer: that of the woning when it was published."""
    onttrokken: bool = False
    """It is not let again: sold, or waiting for demolition."""
    gemist_begeleiding: bool = False
    """A candidate fitted, but there was no support for him."""
    toewijzing: Toewijzing | None = None

    @property
    def is_nieuw(self) -> bool:
        """It is let for the first time: it did not fall free."""
        return self.oorzaak is Oorzaak.eerste_verhuur


@dataclass(slots=True, eq=False)
class Toewijzing:
    """A letting that was decided: to whom, through what, and when it takes effect."""

    huishouden: int
    kanaal: Kanaal
    regel: int
    acceptatie: int
    sleutels: int
    plaats: int
    rondes: int
    met_voorrang: bool = False
    in_regeling: bool = False
    is_extra: bool = False
    begeleiding: Begeleidingsvorm = Begeleidingsvorm.geen
    wacht_op_begeleiding: int = 0
    """By how much the keys waited for support [minutes]."""
    rekeningen: list[Stand] = field(default_factory=list)
    """Accounts from which it was granted."""


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
    vrijkomsten: dict[int, Vrijkomst] = field(default_factory=dict)
    """Freed woningen that have no new tenant yet, by woning: each has at most one."""
    wetten: list[Callable[[], dict[str, bool]]] = field(default_factory=list)
    """What processes say must hold in what they keep: law -> whether it does."""
    waarnemer: Waarnemer = field(default_factory=Waarnemer)
    """Who watches: processes tell it what happens."""
    n_vrijkomst: int = 0
    n_vrijgekomen: int = 0
    """Of these, what counts as freed: no first lettings, and nothing that is not let again."""
    n_toewijzing: int = 0

    def __post_init__(self) -> None:
        """Know the boundaries of the years [minutes]."""
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
        woningen: Sequence[int],
        oorzaken: Sequence[Oorzaak],
        einden: Sequence[int],
        bronnen: Sequence[Vrijkomst | None] | None = None,
    ) -> list[Vrijkomst]:
        """Notice is given for each of `woningen`, to end at `einden`; its tenant moved into the one of `bronnen`.

        A new woning is on offer for the first time (`eerste_verhuur`): it did not fall free, and neither does one
        that is not let again, so no agreement counts them.
        """
        w, first = self.woningen, self.n_vrijkomst
        rows = np.array(woningen, dtype=np.int64)
        gone = t >= w.verhuren_tot[rows]
        if Oorzaak.eerste_verhuur in oorzaken:
            new = np.array([oorzaak is Oorzaak.eerste_verhuur for oorzaak in oorzaken], dtype=np.bool_)
            self._require(rows[new], Status.onttrokken)
            self._require(rows[~new], Status.verhuurd)
            gone &= ~new
        else:
            self._require(rows, Status.verhuurd)
        n = len(rows)
        nummers = range(first, first + n)
        columns = [nummers, woningen, oorzaken, *self._chains(nummers, bronnen), repeat(t, n), einden]
        usual = [repeat(value, n) for value in (Kanaal.aanbod, 0, -1, -1, -1, 0, frozenset[int]())]
        opened = list(map(Vrijkomst, *columns, *usual, w.leeftijdslabel[rows].tolist(), gone.tolist()))
        self.vrijkomsten.update(zip(woningen, opened, strict=True))
        self.n_vrijkomst += len(opened)
        w.status[rows] = Status.opgezegd
        return opened

    @staticmethod
    def _chains(nummers: range, bronnen: Sequence[Vrijkomst | None] | None) -> tuple[Iterable[int], Iterable[int]]:
        """The chain of each new vrijkomst, and its link in it: that of its bron goes on, or one begins."""
        if bronnen is None:
            return nummers, repeat(1, len(nummers))
        pairs = zip(nummers, bronnen, strict=True)
        return (
            [nummer if bron is None else bron.keten for nummer, bron in pairs],
            [1 if bron is None else bron.schakel + 1 for bron in bronnen],
        )

    def count_vrijkomst(self, t: int, vrijkomst: Vrijkomst) -> None:
        """A woning falls free and will be let again: agreements count it."""
        if vrijkomst.onttrokken or vrijkomst.is_nieuw:
            return
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
        left = np.array([one for one in notice.tolist() if self.vrijkomsten[one].onttrokken], dtype=np.int64)
        w.status[notice], w.status[left] = Status.leeg, Status.onttrokken
        for woning in left.tolist():
            del self.vrijkomsten[woning]
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
        self.promise_all([vrijkomst], [toewijzing])

    def promise_all(self, vrijkomsten: Sequence[Vrijkomst], toewijzingen: Sequence[Toewijzing]) -> None:
        """As many candidates will accept, each another woning."""
        bezet = self.huishoudens.bezet
        for vrijkomst, toewijzing in zip(vrijkomsten, toewijzingen, strict=True):
            rij = toewijzing.huishouden
            if bezet[rij] or vrijkomst.toewijzing is not None:
                raise InvariantError(f"vrijkomst {vrijkomst.nummer}: promised twice (huishouden {rij})")
            bezet[rij] = True
            vrijkomst.toewijzing = toewijzing

    def accept(self, vrijkomsten: Sequence[Vrijkomst]) -> None:
        """The candidates accept: the woningen await keys."""
        rows = column(vrijkomsten, "woning")
        self._require(rows, Status.opgezegd, Status.leeg)
        self.woningen.status[rows] = Status.toegewezen
        self.n_toewijzing += len(rows)

    def move_in(self, t: int, vrijkomsten: Sequence[Vrijkomst]) -> Int64:
        """Keys: the new tenancies begin; returns the rows of the huishoudens."""
        w, h = self.woningen, self.huishoudens
        woningen = column(vrijkomsten, "woning")
        self._require(woningen, Status.toegewezen)
        rows = column(vrijkomsten, "toewijzing.huishouden")
        early = (w.bewoner[woningen] != GEEN) | (column(vrijkomsten, "einde") > t)
        if early.any():
            raise InvariantError(f"woning {woningen[early][0]} still has a tenant at {t}")
        old = h.woning[rows]
        w.bewoner[old[old != GEEN]] = GEEN
        w.status[woningen], w.bewoner[woningen] = Status.verhuurd, rows
        w.n_huur[woningen] += 1
        h.woning[rows], h.kern[rows], h.sinds[rows] = woningen, w.kern[woningen], t
        h.n_huur[rows] += 1
        h.bezet[rows] = False
        for vrijkomst in vrijkomsten:
            del self.vrijkomsten[vrijkomst.woning]
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
        inhabited = np.flatnonzero(w.bewoner != GEEN)
        laws: dict[str, bool] = {
            "each tenant lives where its woning says": (h.woning[w.bewoner[inhabited]] == inhabited).all(),
            "no huishouden has two woningen": len(np.unique(w.bewoner[inhabited])) == len(inhabited),
            "every huishouden with a woning is its tenant": int((h.woning != GEEN).sum()) == len(inhabited),
            "a let woning has a tenant": (w.bewoner[w.status == Status.verhuurd] != GEEN).all(),
            "an empty woning has none": (w.bewoner[w.status == Status.leeg] == GEEN).all(),
            "let, freed and withdrawn woningen are all there are": len(self.vrijkomsten)
            == int(((w.status != Status.verhuurd) & (w.status != Status.onttrokken)).sum()),
            "nobody lives in a withdrawn woning": (w.bewoner[w.status == Status.onttrokken] == GEEN).all(),
            "who lives somewhere lives in the stock": bool(w.in_voorraad[inhabited].all()),
            "who is registered has a place in the register": ((h.inschrijfdatum < NOOIT) == (h.zoekstatus > 0)).all(),
        }
        for extra in (self.grootboek.laws, *self.wetten):
            laws |= extra()
        for law, holds in laws.items():
            if not holds:
                raise InvariantError(f"does not hold: {law}")


def told(things: Sequence[object], namen: tuple[str, ...]) -> Sequence[Any]:
    """The fields `namen` of these: a column of whole numbers each, or of one thing the values themselves."""
    return attrgetter(*namen)(things[0]) if len(things) == 1 else [column(things, naam) for naam in namen]


def column(things: Sequence[object], naam: str) -> Int64:
    """The field `naam` of each of these, as whole numbers."""
    return np.fromiter(map(attrgetter(naam), things), dtype=np.int64, count=len(things))


def promised(vrijkomst: Vrijkomst) -> Toewijzing:
    """The letting that was decided."""
    assert vrijkomst.toewijzing is not None
    return vrijkomst.toewijzing

"""The advert round as a pure function: woningzoekenden, woningen and rules in, row numbers out.

1. Each woningzoekende may have the woningen that `selectie` allows (and that are not its own).
2. Of these it reacts to at most k, by keyed weighted choice without replacement (decision 10, `woonsim.keuze`).
3. Each woning orders its reactions by `sortering`, ties by keyed lot.
4. Woningen offer down their list, in rounds, until no offer is open: the candidate accepts or refuses
   (keyed); who already holds an offer keeps the woning it prefers and the other goes on (decision 9).
   This is deferred acceptance: without accounts the outcome does not depend on the order of woningen.
5. Where a letting would take room on an account (`beslag`), room is asked before the offer: without it there is none.

Steps 4 and 5 are those of `woonsim.afwikkeling`. Woningen that are one advert (decision 12) share a list: each goes on
where the one before it stopped. A list is put in order, and who is on it judged, only as far as its woningen can be
expected to come; further when they do.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from woonsim.begrippen import Herkomst
from woonsim.draw import Doel, Draws
from woonsim.gevoerd_beleid import Beleid, Ruimte
from woonsim.keuze import Keuzes, Voorkeurgewichten, per_paar
from woonsim.kolommen import Int64
from woonsim.rijen import Rijen
from woonsim.trekking import per_reactie
from woonsim.volgorde import Volgorde

KEUZES = {"per_paar": per_paar, "per_reactie": per_reactie}
"""The ways to choose, by their words in the scenario."""


_ALL = 2**62
"""More places than any list has."""

Bools = NDArray[np.bool_]
Oordeel = tuple[Bools, Bools, list[tuple[str, Bools]]]
"""Of some reactions: who accepts, who does so only by a factor of a policy, and per policy what takes room."""


@dataclass(frozen=True)
class Acceptatiekansen:
    """The chance that who is offered a woning accepts it, as a share."""

    gemeente: float
    regio: float
    voorrang: float

    def of(self, woningzoekende: Rijen) -> NDArray[np.float64]:
        """That of each of these."""
        usual = np.where(woningzoekende.herkomst == Herkomst.gemeente, self.gemeente, self.regio)
        return np.where(woningzoekende.heeft_voorrang, self.voorrang, usual)

    def expected(self, aantal: int) -> int:
        """The places that a list of so many woningen seldom goes beyond."""
        lowest = max(min(self.gemeente, self.regio, self.voorrang), 0.001)
        return int((aantal + 4.0 * aantal**0.5) / lowest) + 1


@dataclass
class Lijsten:
    """What was chosen in a round, and how to order it and judge it; rows are rows of `keuzes`."""

    keuzes: Keuzes
    woningzoekende: Rijen
    woning: Rijen
    t: int
    beleid: Beleid
    draws: Draws
    acceptatiekans: Acceptatiekansen
    ruimte: Ruimte | None

    def order(self) -> Volgorde:
        """By list, then by the keys of the policies, by lot where these are equal."""
        a, h = self.keuzes.a, self.keuzes.h
        keys = self.beleid.sortering(*self._pairs(a, h), self.t, self._per_reaction(h)) if len(a) else []
        return Volgorde([h, *keys] if len(self.woning) > 1 or not keys else keys, self._lots)

    def judge(self, rows: Int64) -> Oordeel:
        """What each of these would say to an offer, and what room it would take."""
        a, h = self.keuzes.a[rows], self.keuzes.h[rows]
        zoekende, aangeboden = self._pairs(a, h)
        u = self._draw(Doel.acceptatie, zoekende, aangeboden)
        usual = kans = self.acceptatiekans.of(zoekende)
        if self.beleid.has("acceptatiekans"):
            kans = usual * self.beleid.acceptatiekans(zoekende, aangeboden, self.t)
        accepts = u < kans
        return accepts, accepts & (u >= usual), self.beleid.beslag(zoekende, aangeboden, self.t, self._per_reaction(h))

    def _pairs(self, a: Int64, h: Int64) -> tuple[Rijen, Rijen]:
        # One woning to which everybody reacts: these are all seekers, in their order.
        everybody = len(self.woning) == 1 and len(a) == len(self.woningzoekende) and a is self.keuzes.a
        return self.woningzoekende if everybody else self.woningzoekende.take(a), self.woning.take(h)

    def _lots(self, rows: Int64) -> tuple[NDArray[np.uint64], NDArray[np.float64]]:
        zoekende, aangeboden = self._pairs(self.keuzes.a[rows], self.keuzes.h[rows])
        return zoekende.sleutel, self._draw(Doel.loting, zoekende, aangeboden)

    def _draw(self, doel: Doel, zoekende: Rijen, aangeboden: Rijen) -> NDArray[np.float64]:
        return self.draws.uniform(doel, zoekende.sleutel, aangeboden.vrijkomst, aangeboden.rondes)[: len(zoekende)]

    def _per_reaction(self, h: Int64) -> Ruimte | None:
        room = self.ruimte
        return None if room is None else lambda naam: room(naam)[h]


@dataclass
class Reacties:
    """The reactions of a round, list by list: parallel arrays, one row per reaction.

    `score`: the seeker's keyed preference, low first; `accepteert`: whether it would accept;
    `extra`: it would, but only by a factor of a policy; `beslag`: per policy whether the letting would
    take room. `begin`: first row per list (one more than there are lists); `lijst`: the list of each woning,
    its own if not given. Of each list the first `bekend` rows are in order and judged, all if there are no
    `lijsten`; what stands in the other rows means nothing.
    """

    zoekende: Int64
    begin: Int64
    score: NDArray[np.float64]
    accepteert: NDArray[np.bool_]
    extra: NDArray[np.bool_]
    beslag: list[tuple[str, NDArray[np.bool_]]]
    lijst: Int64 | None = None
    lijsten: Lijsten | None = field(default=None, repr=False)
    aantallen: Int64 = field(init=False, repr=False)
    """How many reactions there are on each list."""
    bekend: Int64 = field(init=False)
    _volgorde: Volgorde | None = field(default=None, init=False, repr=False)
    _order: Int64 | None = field(default=None, init=False, repr=False)

    def __post_init__(self) -> None:
        """What is given as it is, is known; of what was chosen nothing is."""
        self.aantallen = self.begin[1:] - self.begin[:-1]
        self.bekend = self.aantallen if self.lijsten is None else np.zeros_like(self.aantallen)

    @classmethod
    def of(cls, lijsten: Lijsten, lijst: Int64 | None) -> Reacties:
        """Those of `lijsten`, nothing of which is known yet."""
        chosen = lijsten.keuzes
        n, begin = len(chosen.a), np.zeros(len(lijsten.woning) + 1, dtype=np.int64)
        begin[1:] = n if len(begin) == 2 else np.bincount(chosen.h, minlength=len(begin) - 1).cumsum()
        accepteert, extra = np.zeros((2, n), dtype=np.bool_)
        return cls(np.zeros(n, dtype=np.int64), begin, np.zeros(n), accepteert, extra, [], lijst, lijsten)

    @property
    def zoekenden(self) -> Int64:
        """Who reacted, once for each reaction, in no order."""
        return self.zoekende if self.lijsten is None else self.lijsten.keuzes.a

    @property
    def lijst_per_woning(self) -> list[int]:
        """The number of the list of each woning."""
        return list(range(len(self.begin) - 1)) if self.lijst is None else self.lijst.tolist()

    @property
    def aantal(self) -> int:
        """The number of woningen."""
        return len(self.begin) - 1 if self.lijst is None else len(self.lijst)

    def of_woning(self, h: int) -> slice:
        """The rows of the list of woning `h`."""
        lijst = self.lijst_per_woning[h]
        return slice(int(self.begin[lijst]), int(self.begin[lijst + 1]))

    def look(self, places: int = _ALL, which: Int64 | slice = slice(None)) -> Int64:
        """Put so many places of each list, or of lists `which`, in order and judge who has them; the rows now known."""
        rows = self._rows_up_to(places, which)
        if self.lijsten is not None and len(rows):
            keuzes, chosen = self.lijsten.keuzes, self._put_in_order(places, self.lijsten)[rows]
            self.zoekende[rows], self.score[rows] = keuzes.a[chosen], keuzes.score[chosen]
            self.accepteert[rows], self.extra[rows], marks = self.lijsten.judge(chosen)
            if not self.beslag:
                self.beslag = [(naam, np.zeros_like(self.accepteert)) for naam, _ in marks]
            for (_, known), (_, told) in zip(self.beslag, marks, strict=True):
                known[rows] = told
        return rows

    def _put_in_order(self, places: int, lijsten: Lijsten) -> Int64:
        """Rows of the choices in the order in which the woningen offer; one list only as far as is asked."""
        if self._volgorde is None:
            self._volgorde = lijsten.order()
        if self._order is None or len(self._order) < len(lijsten.keuzes.a):
            self._order = self._volgorde.first(places) if len(self.begin) == 2 else self._volgorde.all()
        return self._order

    def _rows_up_to(self, places: int, which: Int64 | slice) -> Int64:
        """The rows that become known with so many places of lists `which`."""
        begin = self.bekend[which]
        end = np.maximum(np.minimum(self.aantallen[which], places), begin)
        fresh = end - begin
        rows: Int64 = (self.begin[:-1][which] + end - fresh.cumsum()).repeat(fresh)
        self.bekend[which] = end
        return rows + np.arange(len(rows))


def react(
    woningzoekende: Rijen,
    woning: Rijen,
    t: int,
    *,
    beleid: Beleid,
    draws: Draws,
    maximum: int,
    gewichten: Voorkeurgewichten,
    acceptatiekans: Acceptatiekansen,
    ruimte: Ruimte | None = None,
    keuze: str = "per_paar",
    lijst: Int64 | None = None,
) -> Reacties:
    """Steps 1-3: who reacts to what, in the order in which each woning will offer.

    `woningzoekende` has A rows, `woning` one per list; `ruimte` gives the room of a policy's accounts, one value per
    list. `keuze` is one of `KEUZES`; `lijst` gives the list of each woning that is let, where woningen share one.
    """
    chosen = KEUZES[keuze](woningzoekende, woning, t, beleid=beleid, draws=draws, maximum=maximum, gewichten=gewichten)
    lijsten = Lijsten(chosen, woningzoekende, woning, t, beleid, draws, acceptatiekans, ruimte)
    reacties = Reacties.of(lijsten, lijst)
    reacties.look(acceptatiekans.expected(1 if lijst is None else int(np.bincount(lijst).max())))
    return reacties

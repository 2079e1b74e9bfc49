"""The advert round as a pure function: woningzoekenden, woningen and rules in, row numbers out.

1. Each woningzoekende may have the woningen that `selectie` allows (and that are not its own).
2. Of these it reacts to at most k, by keyed weighted choice without replacement (decision 10):
   the k smallest of -ln(u) / weight (Efraimidis and Spirakis 2006).
3. Each woning orders its reactions by `sortering`, ties by keyed lot.
4. Woningen offer down their list, in rounds, until no offer is open: the candidate accepts or refuses
   (keyed); who already holds an offer keeps the woning it prefers and the other goes on (decision 9).
   This is deferred acceptance: without accounts the outcome does not depend on the order of woningen.
5. Where a letting would take room on an account (`beslag`), room is asked before the offer: without it there is none.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from woonsim.begrippen import Toegankelijkheid, Woningtype
from woonsim.draw import Doel, Draws
from woonsim.gevoerd_beleid import Beleid, Ruimte
from woonsim.kolommen import Int64
from woonsim.rijen import Rijen
from woonsim.stand import Stand

Lacking = Callable[[list[tuple[str, int]], int], list[Stand]]
"""The accounts without room for the last of these lettings beside those before it, which the round holds.

A letting by the policy that marked it and the row of its woning; the last one is listed once per policy. The number
is that of those who decided on its woning before: each takes time, so that it counts later.
"""


@dataclass(frozen=True)
class Voorkeurgewichten:
    """Weights by which a seeker chooses among woningen, against 1 for a woning without the property."""

    eigen_kern: float = 1.0
    passende_kamers: float = 1.0
    eengezinswoning_gezin: float = 1.0
    gelijkvloers_55plus: float = 1.0
    lagere_huur: float = 1.0
    """Per 100 EUR a month of begindatum that the rent is lower."""


@dataclass(frozen=True)
class Reacties:
    """The reactions of a round, sorted per woning: parallel arrays, one row per reaction.

    `score`: the seeker's keyed preference, low first; `accepteert`: whether it would accept;
    `extra`: it would, but only by a factor of a policy; `beslag`: per policy whether the letting would
    take room. `begin`: first row per woning (H + 1).
    """

    zoekende: Int64
    begin: Int64
    score: NDArray[np.float64]
    accepteert: NDArray[np.bool_]
    extra: NDArray[np.bool_]
    beslag: list[tuple[str, NDArray[np.bool_]]]


@dataclass
class Uitslag:
    """How the round ended for one woning; `zoekende` is the winner's row in the round, -1 when unlet."""

    zoekende: int = -1
    plaats: int = 0
    reacties: int = 0
    weigeringen: int = 0
    ingetrokken: int = 0
    beslag: tuple[str, ...] = ()
    geweigerd_door: list[int] = field(default_factory=list)
    """Rows in the round of those who refused it."""
    zonder_ruimte: dict[int, list[Stand]] = field(default_factory=dict)
    """Rows in the round of those to whom it was not offered, and the accounts that had no room."""
    extra: bool = False
    """The winner accepted only by a factor of a policy."""

    @property
    def beslissers(self) -> int:
        """How many decided on it before the winner: they refused it, or took another."""
        return self.weigeringen + self.ingetrokken


def react(
    woningzoekende: Rijen,
    woning: Rijen,
    t: int,
    *,
    beleid: Beleid,
    draws: Draws,
    maximum: int,
    gewichten: Voorkeurgewichten,
    acceptatiekans: NDArray[np.float64],
    ruimte: Ruimte | None = None,
) -> Reacties:
    """Steps 1-3: who reacts to what, in the order in which each woning will offer.

    `woningzoekende` has A rows, `woning` H rows, `acceptatiekans` one value per woningzoekende;
    `ruimte` gives the room of a policy's accounts, one value per woning.
    """
    a, h, score = _choose(woningzoekende, woning, t, beleid, draws, maximum, gewichten)
    zoekende, aangeboden = woningzoekende.take(a), woning.take(h)
    keys = beleid.sortering(zoekende, aangeboden, t, _per_reaction(ruimte, h)) if len(a) else []
    lot = draws.uniform(Doel.loting, zoekende.sleutel, aangeboden.vrijkomst, aangeboden.rondes)
    order = np.lexsort((zoekende.sleutel, lot[: len(a)], *reversed(keys), h))
    a, h, score = a[order], h[order], score[order]
    zoekende, aangeboden = woningzoekende.take(a), woning.take(h)
    u = draws.uniform(Doel.acceptatie, zoekende.sleutel, aangeboden.vrijkomst, aangeboden.rondes)[: len(a)]
    kans = acceptatiekans[a]
    if len(a) and beleid.has("acceptatiekans"):
        accepteert = u < kans * beleid.acceptatiekans(zoekende, aangeboden, t)
    else:
        accepteert = u < kans
    return Reacties(
        zoekende=a,
        begin=np.searchsorted(h, np.arange(len(woning) + 1)),
        score=score,
        accepteert=accepteert,
        extra=accepteert & (u >= kans),
        beslag=beleid.beslag(zoekende, aangeboden, t, _per_reaction(ruimte, h)) if len(a) else [],
    )


def _per_reaction(ruimte: Ruimte | None, h: Int64) -> Ruimte | None:
    return None if ruimte is None else lambda naam: ruimte(naam)[h]


def _choose(
    woningzoekende: Rijen,
    woning: Rijen,
    t: int,
    beleid: Beleid,
    draws: Draws,
    maximum: int,
    gewichten: Voorkeurgewichten,
) -> tuple[Int64, Int64, NDArray[np.float64]]:
    """Steps 1-2: rows of woningzoekende and of woning per reaction, and the seeker's keyed preference."""
    a = np.repeat(np.arange(len(woningzoekende)), len(woning))
    h = np.tile(np.arange(len(woning)), len(woningzoekende))
    allowed = beleid.selectie(woningzoekende.take(a), woning.take(h), t)
    a, h = a[allowed], h[allowed]
    score = _preference(woningzoekende, woning, a, h, draws, gewichten)
    # A weight of 0: not chosen, however few there are to choose from.
    wanted = np.isfinite(score)
    a, h, score = a[wanted], h[wanted], score[wanted]
    keep = _smallest_per_group(a, score, maximum, len(woning))
    return a[keep], h[keep], score[keep]


def _preference(
    woningzoekende: Rijen, woning: Rijen, a: Int64, h: Int64, draws: Draws, gewichten: Voorkeurgewichten
) -> NDArray[np.float64]:
    if not len(a):
        return np.empty(0)
    weight = woning.aantrekkelijkheid[h]
    weight = np.where(woningzoekende.kern[a] == woning.kern[h], weight * gewichten.eigen_kern, weight)
    personen = woningzoekende.personen[a]
    properties = (
        (gewichten.passende_kamers, woning.kamers[h] == personen + 1),
        (gewichten.eengezinswoning_gezin, (woning.woningtype[h] == Woningtype.eengezinswoning) & (personen >= 3)),
        (
            gewichten.gelijkvloers_55plus,
            (woning.toegankelijkheid != Toegankelijkheid.ZON)[h] & (woningzoekende.leeftijd[a] >= 55),
        ),
    )
    for factor, has in properties:
        weight = np.where(has, weight * factor, weight)
    # What is dear is judged against what rents are by then.
    weight = weight * gewichten.lagere_huur ** (-woning.rekenhuur_vast_eur[h] / 100.0)
    u = draws.uniform(Doel.reactie, woningzoekende.sleutel[a], woning.vrijkomst[h], woning.rondes[h])
    with np.errstate(divide="ignore"):
        return np.asarray(-np.log(u) / weight)


def _smallest_per_group(group: Int64, value: NDArray[np.float64], k: int, most: int) -> Int64:
    """Rows of the k smallest values per group (`group` ascending); groups have at most `most` rows."""
    if k >= most:
        return np.arange(len(group))
    order = np.lexsort((value, group))
    ranked = group[order]
    rank = np.arange(len(ranked)) - np.searchsorted(ranked, ranked)
    return np.sort(order[rank < k])


def settle(reacties: Reacties, lacking: Lacking) -> list[Uitslag]:
    """Steps 4-5: offer down each list until every woning is let or its list is exhausted."""
    n_woning = len(reacties.begin) - 1
    uitslagen = [Uitslag(reacties=int(reacties.begin[h + 1] - reacties.begin[h])) for h in range(n_woning)]
    next_row = reacties.begin[:-1].tolist()
    end = reacties.begin[1:].tolist()
    held: dict[int, tuple[float, int]] = {}
    open_offers = deque(range(n_woning))
    while open_offers:
        h = open_offers.popleft()
        uitslag = uitslagen[h]
        while next_row[h] < end[h]:
            row = next_row[h]
            next_row[h] += 1
            marked = tuple(naam for naam, marks in reacties.beslag if marks[row])
            zoekende, score = int(reacties.zoekende[row]), float(reacties.score[row])
            other = held.get(zoekende)
            if marked and (full := lacking(_in_use(uitslagen, marked, h, zoekende), uitslag.beslissers)):
                # No offer is made, so nothing is refused and no time is lost.
                uitslag.zonder_ruimte[zoekende] = full
                continue
            if not reacties.accepteert[row]:
                uitslag.weigeringen += 1
                uitslag.geweigerd_door.append(zoekende)
                continue
            if other is not None and other[0] <= score:
                uitslag.ingetrokken += 1
                continue
            if other is not None:
                loser = uitslagen[other[1]]
                loser.zoekende, loser.beslag = -1, ()
                loser.ingetrokken += 1
                open_offers.append(other[1])
            held[zoekende] = (score, h)
            uitslag.zoekende, uitslag.beslag, uitslag.extra = zoekende, marked, bool(reacties.extra[row])
            uitslag.plaats = row - int(reacties.begin[h]) + 1
            break
    return uitslagen


def _in_use(uitslagen: list[Uitslag], marked: tuple[str, ...], h: int, zoekende: int) -> list[tuple[str, int]]:
    """What is asked of these policies for woning `h`, preceded by what others hold of this round.

    What `zoekende` holds itself it gives back when it takes this one.
    """
    held = [
        (naam, other)
        for other, uitslag in enumerate(uitslagen)
        for naam in uitslag.beslag
        if naam in marked and uitslag.zoekende != zoekende
    ]
    return [*held, *((naam, h) for naam in marked)]

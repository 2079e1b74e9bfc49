"""Which woningen each woningzoekende reacts to: at most k of those it may have (decision 10).

Both ways follow one law, weighted choice without replacement: the next woning is each time drawn among those it may
have and has not chosen, in proportion to their weights.

`per_paar`: a keyed number for every pair; the k smallest of -ln(u) / weight (Efraimidis and Spirakis 2006). Every pair
is looked at, and what somebody does about a woning is the same whatever else is on offer: variants are paired as
closely as can be.

`per_reactie`: a keyed number for every draw, turned into a woning by the cumulative weights (`woonsim.trekking`). The
cost follows the reactions; but one woning more or less in a round changes what others choose, so that variants are
paired more loosely.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from woonsim.begrippen import Toegankelijkheid, Woningtype
from woonsim.draw import Doel, Draws
from woonsim.gevoerd_beleid import Beleid
from woonsim.kolommen import Int64
from woonsim.rijen import Rijen

Float64 = NDArray[np.float64]

PAIRS = 2**17
"""Pairs looked at together: what they need fits in the cache."""

_FEW = 4
"""Up to how many lowest scores are found one after the other: more are cheaper by partition."""


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
class Keuzes:
    """Who chose what: rows of the woningzoekende and of the woning, and the seeker's preference, low first."""

    a: Int64
    h: Int64
    score: Float64


def weights(
    personen: Int64, is_55plus: NDArray[np.bool_], kern: Int64 | None, woning: Rijen, gewichten: Voorkeurgewichten
) -> Float64:
    """The weight of each woning for each kind of seeker, their columns broadcast together; without `kern` elsewhere."""
    g, weight = gewichten, woning.aantrekkelijkheid
    if kern is not None:
        weight = np.where(kern == woning.kern, weight * g.eigen_kern, weight)
    properties = (
        (g.passende_kamers, woning.kamers == personen + 1),
        (g.eengezinswoning_gezin, (woning.woningtype == Woningtype.eengezinswoning) & (personen >= 3)),
        (g.gelijkvloers_55plus, (woning.toegankelijkheid != Toegankelijkheid.ZON) & is_55plus),
    )
    for factor, has in properties:
        if factor != 1.0:
            weight = np.where(has, weight * factor, weight)
    # What is dear is judged against what rents are by then.
    return np.asarray(weight * g.lagere_huur ** (-woning.rekenhuur_vast_eur / 100.0))


def per_paar(
    woningzoekende: Rijen,
    woning: Rijen,
    t: int,
    *,
    beleid: Beleid,
    draws: Draws,
    maximum: int,
    gewichten: Voorkeurgewichten,
) -> Keuzes:
    """Steps 1-2 with a keyed number per pair; sorted by woning where they fit in one look."""
    if len(woning) == 1 and _all_are_wanted(woning, gewichten):
        return _only_one(woningzoekende, woning, t, beleid)
    found = []
    for part in _parts(len(woningzoekende), len(woning)):
        seekers = woningzoekende if part is None else woningzoekende.take(part)
        allowed = allowed_pairs(seekers, woning, t, beleid)
        score = np.where(allowed, _scores_of_all(seekers, woning, draws, gewichten), np.inf)
        keep = _lowest(score, maximum)
        h, a = keep.nonzero()
        found.append(Keuzes(a if part is None else part[a], h, score[keep]))
    return joined(found)


def _all_are_wanted(woning: Rijen, gewichten: Voorkeurgewichten) -> bool:
    """Whether no weight is 0."""
    return min(vars(gewichten).values()) > 0 and bool((woning.aantrekkelijkheid > 0).all())


def _only_one(woningzoekende: Rijen, woning: Rijen, t: int, beleid: Beleid) -> Keuzes:
    """Everybody who may have it reacts to the one woning, and prefers it to none other."""
    h = np.broadcast_to(np.int64(0), len(woningzoekende))
    a = (
        np.flatnonzero(beleid.selectie(woningzoekende, woning.take(h), t))
        if beleid.has("selectie")
        else np.arange(len(h))
    )
    return Keuzes(a, h[: len(a)], np.broadcast_to(np.float64(0), len(a)))


def joined(parts: list[Keuzes]) -> Keuzes:
    """These choices together."""
    if len(parts) == 1:
        return parts[0]
    a, h, score = (np.concatenate([getattr(part, name) for part in parts]) for name in ("a", "h", "score"))
    return Keuzes(a, h, score)


def _parts(n: int, per_seeker: int) -> Iterator[Int64 | None]:
    """Rows of seekers to be looked at together; None for all of them."""
    size = max(PAIRS // max(per_seeker, 1), 1)
    if n <= size:
        yield None
        return
    for begin in range(0, n, size):
        yield np.arange(begin, min(begin + size, n))


def allowed_pairs(woningzoekende: Rijen, woning: Rijen, t: int, beleid: Beleid) -> NDArray[np.bool_]:
    """Which woningen (rows) each seeker (columns) may have."""
    shape = (len(woning), len(woningzoekende))
    h, a = np.arange(shape[0]).repeat(shape[1]), np.broadcast_to(np.arange(shape[1]), shape).ravel()
    return beleid.selectie(woningzoekende.take(a), woning.take(h), t).reshape(shape)


def scores(woningzoekende: Rijen, woning: Rijen, draws: Draws, gewichten: Voorkeurgewichten) -> Float64:
    """-ln(u) / weight of pairs, infinite where the weight is 0: each row with its own, in equally long columns."""
    w = woningzoekende
    weight = weights(w.personen, w.leeftijd >= 55, w.kern, woning, gewichten)
    u = draws.uniform(Doel.reactie, w.sleutel, woning.vrijkomst, woning.rondes)
    with np.errstate(divide="ignore"):
        return np.asarray(-np.log(u[: len(weight)]) / weight)


def _scores_of_all(woningzoekende: Rijen, woning: Rijen, draws: Draws, gewichten: Voorkeurgewichten) -> Float64:
    """The same for every woning (rows) and seeker (columns)."""
    w, each = woningzoekende, woning.take(np.arange(len(woning))[:, None])
    weight = weights(w.personen, w.leeftijd >= 55, w.kern, each, gewichten)
    u = draws.uniform(Doel.reactie, w.sleutel[None, :], each.vrijkomst, each.rondes)
    with np.errstate(divide="ignore"):
        return np.asarray(-np.log(u.reshape(weight.shape)) / weight)


def _lowest(score: Float64, k: int) -> NDArray[np.bool_]:
    """Whether each finite score is among the k lowest of its column; of equals the first."""
    keep = np.isfinite(score)
    if k >= len(score):
        return keep
    if k > _FEW:
        last = np.partition(score, k - 1, axis=0)[k - 1]
    else:
        last = score.min(axis=0)
        for _ in range(k - 1):
            last = np.where(score > last, score, np.inf).min(axis=0)
    keep &= score <= last
    if keep.sum(axis=0).max(initial=0) > k:
        np.put_along_axis(keep, np.argsort(score, axis=0, kind="stable")[k:], False, axis=0)
    return keep

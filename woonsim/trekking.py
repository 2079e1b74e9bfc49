"""Draws of woningen in proportion to their weights, one keyed number per draw: the choice `per_reactie`.

1. What the weights depend on beside the own kern (persons, 55 or older) makes classes; each has the cumulative weights
   of the woningen, those of one kern beside each other, so that the factor of the own kern stretches one interval.
2. A seeker draws woningen, again and again, by numbers keyed by its sleutel, the closing of the round and the draw.
3. `selectie` is asked for what was drawn. What it refuses and what the seeker has already is passed over: what
   remains, in the order in which it was drawn, is weighted choice without replacement among what the seeker may have.
4. Who after many draws has fewer than k, for whom there is little, looks at every woning: the numbers per pair
   (`woonsim.keuze.scores`) continue the same choice among those it has not drawn.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from woonsim.draw import Doel, Draws
from woonsim.gevoerd_beleid import Beleid
from woonsim.keuze import PAIRS, Float64, Keuzes, Voorkeurgewichten, joined, per_paar, scores, weights
from woonsim.kolommen import Int64
from woonsim.rijen import Rijen

_LEAST, _SHARE = 8, 4
"""Who keeps missing draws until it drew this often per reaction, or one woning in so many: whichever is more."""

_LATER = 2.0**32
"""What is drawn is preferred, in the order of the draws, to what a look at every woning adds."""


class Gewichtslijn:
    """The cumulative weights of the woningen of a round, and where on them each seeker draws."""

    def __init__(self, woningzoekende: Rijen, woning: Rijen, gewichten: Voorkeurgewichten) -> None:
        """Lay out a line per class; `total` is what each seeker's line is worth, 0 when it wants nothing."""
        self._factor, self._n = gewichten.eigen_kern, len(woning)
        self._order = np.argsort(woning.kern, kind="stable")
        klasse = self._lay_out(woningzoekende, woning.take(self._order), gewichten)
        kern = woning.kern[self._order]
        end = np.concatenate([[0.0], self._line])
        first = np.searchsorted(kern, np.arange(-1, max(woningzoekende.kern.max(), kern[-1]) + 2))
        begin = klasse * self._n
        self._begin = begin
        self._from = end[begin]
        self._kern = end[begin + first[woningzoekende.kern + 1]]
        self._own = end[begin + first[woningzoekende.kern + 2]] - self._kern
        self.total = end[begin + self._n] - self._from + (self._factor - 1.0) * self._own
        # What rounding leaves of nothing is nothing.
        self.total[self.total <= 1e-12 * end[begin + self._n]] = 0.0

    def _lay_out(self, seekers: Rijen, woning: Rijen, gewichten: Voorkeurgewichten) -> Int64:
        """The lines of the classes that occur, one after another; the class of each seeker."""
        code = seekers.personen * 2 + (seekers.leeftijd >= 55)
        counts = np.bincount(code)
        kinds = np.flatnonzero(counts)
        weight = weights(kinds // 2, (kinds % 2).astype(np.bool_), None, woning, gewichten)
        self._weight = weight.ravel()
        self._line = np.cumsum(self._weight)
        self._has_nought = bool((self._weight <= 0).any())
        number = np.zeros(len(counts), dtype=np.int64)
        number[kinds] = np.arange(len(kinds))
        return number[code]

    def at(self, rows: Int64, u: Float64) -> tuple[Int64, NDArray[np.bool_] | None]:
        """The woningen at `u` (one row of numbers per seeker of `rows`), and which of them count; None: all do."""
        x = self._from[rows, None] + u * self.total[rows, None]
        kern, own = self._kern[rows, None], self._own[rows, None]
        if self._factor > 0:
            # Inside the own kern the line is stretched: go back by what the stretch added.
            x += np.clip(x - kern, 0.0, own * self._factor) * (1.0 / self._factor - 1.0)
        else:
            x += own * (x >= kern)
        begin = self._begin[rows, None]
        place = np.searchsorted(self._line, x, side="right")
        place = np.clip(place, begin, begin + (self._n - 1))
        counts = self._weight[place] > 0 if self._has_nought else None
        return self._order[place - begin], counts


class Trekking:
    """The choices of a round, as far as they are made."""

    def __init__(
        self, woningzoekende: Rijen, woning: Rijen, t: int, beleid: Beleid, draws: Draws, maximum: int
    ) -> None:
        """Nobody has anything yet."""
        self._seekers, self._woning, self._t = woningzoekende, woning, t
        self._beleid, self._draws, self._maximum = beleid, draws, maximum
        self._count = np.zeros(len(woningzoekende), dtype=np.int64)
        self._held = np.full((len(woningzoekende), maximum), -1, dtype=np.int64)
        self.found: list[Keuzes] = []

    def draw(self, lijn: Gewichtslijn, most: int) -> Int64:
        """Draw until everybody has the maximum, or drew `most` times; the rows of who then lack some."""
        rows, drawn, size = np.flatnonzero(lijn.total > 0), 0, self._maximum
        while len(rows) and drawn < most:
            numbers = np.arange(drawn, drawn + size)
            u = self._draws.uniform(Doel.keuze, self._seekers.sleutel[rows][:, None], self._t, numbers)
            h, counts = lijn.at(rows, u)
            fresh = self._fresh(rows, h, self._allowed(rows, h, counts))
            self._keep(rows, h, fresh, numbers - _LATER)
            rows = rows[self._count[rows] < self._maximum]
            drawn += size
            # Who is left misses often: fewer at first than lack something, then twice as many each time.
            size = max(self._maximum // 2, 1) if drawn == self._maximum else 2 * size
        return rows

    def _allowed(self, rows: Int64, h: Int64, counts: NDArray[np.bool_] | None) -> NDArray[np.bool_]:
        a = np.repeat(rows, h.shape[1])
        allowed = self._beleid.selectie(self._seekers.take(a), self._woning.take(h.ravel()), self._t).reshape(h.shape)
        return allowed if counts is None else allowed & counts

    def _fresh(self, rows: Int64, h: Int64, allowed: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Which draws are allowed and the first of their woning."""
        if self._maximum == 1 and h.shape[1] == 1:
            return allowed
        held = self._held[rows]
        both = np.concatenate([held, np.where(allowed, h, -1)], axis=1)
        width = both.shape[1]
        code = np.sort(both * width + np.arange(width), axis=1)
        woning, place = code // width, code % width
        again = np.zeros(code.shape, dtype=np.bool_)
        again[:, 1:] = woning[:, 1:] == woning[:, :-1]
        fresh = np.empty(code.shape, dtype=np.bool_)
        np.put_along_axis(fresh, place, ~again & (woning >= 0), axis=1)
        return fresh[:, held.shape[1] :]

    def _keep(self, rows: Int64, h: Int64, fresh: NDArray[np.bool_], score: Float64) -> None:
        """Give each seeker the first of its fresh draws, until it has the maximum."""
        number = self._count[rows][:, None] + np.cumsum(fresh, axis=1)
        i, j = np.nonzero(fresh & (number <= self._maximum))
        a, chosen = rows[i], h[i, j]
        self._held[a, number[i, j] - 1] = chosen
        self._count[rows] = np.minimum(number[:, -1], self._maximum)
        self.found.append(Keuzes(a, chosen, score[j]))

    def look_at_all(self, rows: Int64, gewichten: Voorkeurgewichten) -> None:
        """Let `rows` choose what they lack among every woning, by the numbers per pair."""
        size = max(PAIRS // len(self._woning), 1)
        for begin in range(0, len(rows), size):
            part = rows[begin : begin + size]
            score = scores(self._seekers.take(part), self._woning, self._t, self._beleid, self._draws, gewichten)
            i, j = np.nonzero(self._held[part] >= 0)
            score[i, self._held[part][i, j]] = np.inf
            order = np.argsort(score, axis=1, kind="stable")[:, : self._maximum]
            score = np.take_along_axis(score, order, axis=1)
            self._keep_scored(part, order, score)

    def _keep_scored(self, rows: Int64, h: Int64, score: Float64) -> None:
        lacks = self._maximum - self._count[rows]
        i, j = np.nonzero(np.isfinite(score) & (np.arange(h.shape[1]) < lacks[:, None]))
        self.found.append(Keuzes(rows[i], h[i, j], score[i, j]))


def per_reactie(
    woningzoekende: Rijen,
    woning: Rijen,
    t: int,
    *,
    beleid: Beleid,
    draws: Draws,
    maximum: int,
    gewichten: Voorkeurgewichten,
) -> Keuzes:
    """Steps 1-2 with a keyed number per draw; in no order. Where nothing is to be chosen it is `per_paar`."""
    if len(woning) <= maximum or not len(woningzoekende):
        return per_paar(
            woningzoekende, woning, t, beleid=beleid, draws=draws, maximum=maximum, gewichten=gewichten
        )
    trekking = Trekking(woningzoekende, woning, t, beleid, draws, maximum)
    most = max(_LEAST * maximum, len(woning) // _SHARE)
    lacking = trekking.draw(Gewichtslijn(woningzoekende, woning, gewichten), most)
    trekking.look_at_all(lacking, gewichten)
    return joined(trekking.found) if trekking.found else Keuzes(*(np.empty(0, dtype=np.int64),) * 2, np.empty(0))

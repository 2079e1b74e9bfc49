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

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from woonsim.draw import Doel, Draws
from woonsim.gevoerd_beleid import Beleid
from woonsim.keuze import PAIRS, Float64, Keuzes, Voorkeurgewichten, allowed_pairs, per_paar, scores, weights
from woonsim.kolommen import Int64
from woonsim.rijen import Deel, Rijen

_LEAST, _SHARE = 8, 4
"""Who keeps missing draws until it drew this often per reaction, or one woning in so many: whichever is more."""

_BLOCK = 2**16
"""Draws done together: what they need fits in the cache."""

_LATER = 2.0**32
"""What is drawn is preferred, in the order of the draws, to what a look at every woning adds."""

_FINE = 1e-9
"""A part of the line this small is rounded too much to draw from."""

_NARROW = 6
"""Up to so many woningen beside each other it is faster to compare each with each than to put them in order."""


class Gewichtslijn:
    """The cumulative weights of the woningen of a round, class after class, and where on them each seeker draws.

    Seekers of one class in one kern draw alike: they have one code, the place of what they draw by in short tables.
    """

    def __init__(self, woningzoekende: Rijen, woning: Rijen, gewichten: Voorkeurgewichten) -> None:
        """Lay out the classes. Whose part is too small beside the line to draw from it looks at every woning."""
        order = np.argsort(woning.kern, kind="stable")
        self._factor = gewichten.eigen_kern
        klasse, weight = _classes(woningzoekende, woning.take(order), gewichten)
        n = len(weight) // len(order)
        wanted = weight > 0
        self._woning = np.tile(order, n)[wanted]
        self._line = np.cumsum(weight[wanted])
        kern = woning.kern[order]
        first = np.searchsorted(kern, np.arange(-1, max(woningzoekende.kern.max(), kern[-1]) + 2))
        places = len(first) - 1
        self._code = klasse * places + (woningzoekende.kern + 1)
        begin = np.arange(n).repeat(places) * len(order)
        self._last = np.cumsum(wanted)[begin + len(order) - 1] - 1
        end = np.concatenate([[0.0], np.cumsum(weight)])
        self._begin, until = end[begin], end[begin + len(order)]
        self._kern = end[begin + np.tile(first[:-1], n)]
        self._own = end[begin + np.tile(first[1:], n)] - self._kern
        self._total = until - self._begin + (self._factor - 1.0) * self._own
        fine = self._total > _FINE * until.max(initial=0.0)
        self.drawing = np.flatnonzero(fine[self._code])
        self.too_fine = np.flatnonzero((~fine & (until > self._begin))[self._code])
        self._lay_guide()

    def _lay_guide(self) -> None:
        """For equal steps along the line, the place from which to look."""
        n = 4 * len(self._line)
        self._scale = n / self._line[-1] if n else 0.0
        self._guide = np.searchsorted(self._line, (np.arange(n + 2) - 1e-6) / (self._scale or 1.0), side="right")
        self._line = np.append(self._line, np.inf)

    def at(self, rows: Int64, u: Float64) -> Int64:
        """The woningen that seekers `rows` (columns) draw at `u` (a row per draw)."""
        code = self._code[rows]
        x = self._begin[code] + u * self._total[code]
        kern, own = self._kern[code], self._own[code]
        if self._factor > 0:
            # Inside the own kern the line is stretched: go back by what the stretch added.
            inside = np.maximum(x - kern, 0.0)
            np.minimum(inside, own * self._factor, out=inside)
            inside *= 1.0 / self._factor - 1.0
            x += inside
        else:
            x += own * (x >= kern)
        return np.asarray(self._woning[np.minimum(self._find(x.ravel()).reshape(x.shape), self._last[code])])

    def _find(self, x: Float64) -> Int64:
        """The first place of which the line is above `x`."""
        place = self._guide[(x * self._scale).astype(np.int64)]
        short = np.flatnonzero(self._line[place] <= x)
        while len(short):
            place[short] += 1
            short = short[self._line[place[short]] <= x[short]]
        return place


def _classes(seekers: Rijen, woning: Rijen, gewichten: Voorkeurgewichten) -> tuple[Int64, Float64]:
    """The class of each seeker, and the weights of the woningen for each class that occurs, one after another."""
    code = seekers.personen * 2 + (seekers.leeftijd >= 55)
    counts = np.bincount(code)
    kinds = np.flatnonzero(counts)
    personen, is_55plus = kinds[:, None] // 2, (kinds[:, None] % 2).astype(np.bool_)
    weight = weights(personen, is_55plus, None, woning, gewichten)
    number = np.zeros(len(counts), dtype=np.int64)
    number[kinds] = np.arange(len(kinds))
    return number[code], np.broadcast_to(weight, (len(kinds), len(woning))).ravel()


def _new(held: Int64, h: Int64) -> NDArray[np.bool_]:
    """Whether each of `h` (a row per draw) stands neither in `held` nor in a draw before it: compared with each."""
    new = np.ones(h.shape, dtype=np.bool_)
    for number, drawn in enumerate(h):
        for before in (*held, *h[:number]):
            new[number] &= drawn != before
    return new


class Trekking:
    """The choices of the seekers of a round, as far as they are made: draws are rows, seekers are columns."""

    def __init__(
        self, woningzoekende: Rijen, woning: Rijen, t: int, beleid: Beleid, draws: Draws, maximum: int
    ) -> None:
        """Nobody has anything yet."""
        self._seekers, self._woning, self._t = woningzoekende, woning, t
        self._beleid, self._draws, self._maximum = beleid, draws, maximum
        self._count = np.zeros(len(woningzoekende), dtype=np.int64)
        self._held = np.full((maximum, len(woningzoekende)), -1, dtype=np.int64)
        self._score = np.empty(self._held.size)

    def draw(self, lijn: Gewichtslijn, most: int) -> Int64:
        """Draw until everybody has the maximum, or drew `most` times; the rows of who then lack some."""
        rows, drawn, size = lijn.drawing, 0, self._maximum
        while len(rows) and drawn < most:
            together = max(_BLOCK // size, 1)
            for begin in range(0, len(rows), together):
                self._draw(lijn, rows[begin : begin + together], np.arange(drawn, drawn + size))
            rows = rows[self._count[rows] < self._maximum]
            drawn += size
            # Who is left misses often: fewer at first than lack something, then twice as many each time.
            size = max(self._maximum // 2, 1) if drawn == self._maximum else 2 * size
        return np.concatenate([rows, lijn.too_fine])

    def _draw(self, lijn: Gewichtslijn, rows: Int64, numbers: Int64) -> None:
        """Seekers `rows` do the draws of these `numbers` and keep what they may have, as far as they lack some."""
        seekers = self._seekers if len(rows) == len(self._seekers) else Deel(self._seekers, rows)
        h = lijn.at(rows, self._draws.uniform(Doel.keuze, self._t, numbers[:, None], seekers.sleutel[None, :]))
        each = np.tile(np.arange(len(rows)), len(h))
        pairs = seekers if len(h) == 1 else Deel(seekers, each)
        fresh = self._beleid.selectie(pairs, Deel(self._woning, h.ravel()), self._t).reshape(h.shape)
        if self._maximum > 1 or len(h) > 1:
            fresh &= self._first(rows, h, numbers)
        # How many each would have with the draws so far, if it kept all that are fresh.
        count = fresh.astype(np.int64)
        count[0] += self._count[rows]
        for before, after in pairwise(count):
            after += before
        self._count[rows] = np.minimum(count[-1], self._maximum)
        fresh &= count <= self._maximum
        some = np.flatnonzero(fresh)
        score = (numbers - np.float64(_LATER)).repeat(len(rows))
        self._keep(rows[each[some]], count.ravel()[some] - 1, h.ravel()[some], score[some])

    def _keep(self, rows: Int64, place: Int64, h: Int64, score: Float64) -> None:
        """Seekers `rows` have these woningen, each its own in this place."""
        place = place * len(self._seekers) + rows
        self._held.reshape(-1)[place], self._score[place] = h, score

    @property
    def keuzes(self) -> Keuzes:
        """What everybody has."""
        held = self._held.ravel()
        some = np.flatnonzero(held >= 0)
        return Keuzes(some % self._held.shape[1], held[some], self._score[some])

    def _first(self, rows: Int64, h: Int64, numbers: Int64) -> NDArray[np.bool_]:
        """Which draws are the first of their woning for the seeker, who may have some already."""
        held = self._held.take(rows, axis=1) if numbers[0] else h[:0]
        if len(held) + len(h) <= _NARROW:
            return _new(held, h)
        both = np.concatenate([held, h])
        both += np.arange(len(rows)) * (len(self._woning) + 1) + 1
        bits = np.uint64(both.size.bit_length())
        code = (both.ravel().view(np.uint64) << bits) | np.arange(both.size, dtype=np.uint64)
        code.sort()
        pair = code >> bits
        new = np.append(True, pair[1:] != pair[:-1])
        first = np.empty(both.size, dtype=np.bool_)
        first[code ^ (pair << bits)] = new
        return first.reshape(both.shape)[len(held) :]

    def look_at_all(self, rows: Int64, gewichten: Voorkeurgewichten) -> None:
        """Let `rows` choose what they lack among every woning, by the numbers per pair."""
        size = max(PAIRS // len(self._woning), 1)
        for begin in range(0, len(rows), size):
            part = rows[begin : begin + size]
            seekers = self._seekers.take(part)
            allowed = allowed_pairs(seekers, self._woning, self._t, self._beleid).T.copy()
            held = self._held.take(part, axis=1)
            number, i = np.nonzero(held >= 0)
            allowed[i, held[number, i]] = False
            i, h = np.nonzero(allowed)
            score = scores(seekers.take(i), self._woning.take(h), self._draws, gewichten)
            order = np.lexsort((score, i))
            i, h, score = i[order], h[order], score[order]
            place = self._count[part[i]] + np.arange(len(i)) - np.searchsorted(i, i)
            chosen = np.isfinite(score) & (place < self._maximum)
            self._keep(part[i[chosen]], place[chosen], h[chosen], score[chosen])


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
        return per_paar(woningzoekende, woning, t, beleid=beleid, draws=draws, maximum=maximum, gewichten=gewichten)
    most = max(_LEAST * maximum, len(woning) // _SHARE)
    lijn = Gewichtslijn(woningzoekende, woning, gewichten)
    trekking = Trekking(woningzoekende, woning, t, beleid, draws, maximum)
    trekking.look_at_all(trekking.draw(lijn, most), gewichten)
    return trekking.keuzes

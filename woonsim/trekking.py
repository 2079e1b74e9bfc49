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

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from woonsim.draw import Doel, Draws
from woonsim.gevoerd_beleid import Beleid
from woonsim.keuze import PAIRS, Float64, Keuzes, Voorkeurgewichten, allowed_pairs, joined, per_paar, scores, weights
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

_MANY = 2**13
"""From so many seekers on policies are asked draw by draw: each call then costs less than it saves."""


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


@dataclass(frozen=True)
class Tekort:
    """Who lacks reactions: rows of the seekers, and by seeker (columns) what it has, -1 where there is room, so many."""

    rows: Int64
    held: Int64
    count: Int64

    @classmethod
    def of(cls, rows: Int64, maximum: int) -> Tekort:
        """Of `rows`, who have nothing yet."""
        return cls(rows, np.full((maximum, len(rows)), -1, dtype=np.int64), np.zeros(len(rows), dtype=np.int64))

    @classmethod
    def joined(cls, parts: list[Tekort]) -> Tekort:
        """That of these together."""
        rows, held, count = ([getattr(part, name) for part in parts] for name in ("rows", "held", "count"))
        return cls(np.concatenate(rows), np.concatenate(held, axis=1), np.concatenate(count))

    def take(self, which: Int64 | slice) -> Tekort:
        """That of some of these; of a slice the same columns, not others like them."""
        return Tekort(self.rows[which], self.held[:, which], self.count[which])


class Trekking:
    """The choices of the seekers of a round, as far as they are made: draws are rows, seekers are columns."""

    def __init__(
        self, woningzoekende: Rijen, woning: Rijen, t: int, beleid: Beleid, draws: Draws, maximum: int
    ) -> None:
        """Nobody has anything yet."""
        self._seekers, self._woning, self._t = woningzoekende, woning, t
        self._beleid, self._draws, self._maximum = beleid, draws, maximum
        self._found: list[Keuzes] = []

    def draw(self, lijn: Gewichtslijn, most: int) -> Tekort:
        """Draw until everybody has the maximum, or drew `most` times; what then is lacking."""
        lacking, drawn, size = Tekort.of(lijn.drawing, self._maximum), 0, self._maximum
        while len(lacking.rows) and drawn < most:
            together, numbers = max(_BLOCK // size, 1), np.arange(drawn, drawn + size)
            parts = [slice(begin, begin + together) for begin in range(0, len(lacking.rows), together)]
            lacking = Tekort.joined([self._draw(lijn, lacking.take(part), numbers) for part in parts])
            drawn += size
            # Who is left misses often: fewer at first than lack something, then twice as many each time.
            size = max(self._maximum // 2, 1) if drawn == self._maximum else 2 * size
        return Tekort.joined([lacking, Tekort.of(lijn.too_fine, self._maximum)])

    def _draw(self, lijn: Gewichtslijn, lacking: Tekort, numbers: Int64) -> Tekort:
        """Do the draws of these `numbers` and keep what each may have, as far as it is lacking; what then is."""
        rows, held, count = lacking.rows, lacking.held, lacking.count
        seekers = self._seekers if len(rows) == len(self._seekers) else Deel(self._seekers, rows)
        h = lijn.at(rows, self._draws.uniform(Doel.keuze, self._t, numbers[:, None], seekers.sleutel[None, :]))
        for number, drawn, fresh in zip(numbers.tolist(), h, self._may_have(seekers, h), strict=True):
            for before in held[:number]:
                fresh &= drawn != before
            if number >= self._maximum:
                fresh &= count < self._maximum
            some = np.flatnonzero(fresh)
            kept = drawn[some]
            self._found.append(Keuzes(rows[some], kept, np.full(len(some), number - _LATER)))
            held[count[some], some] = kept
            count += fresh
        return lacking.take(np.flatnonzero(count < self._maximum))

    def _may_have(self, seekers: Rijen, h: Int64) -> NDArray[np.bool_]:
        """Which of the woningen that they drew (a row per draw) seekers may have."""
        if len(seekers) >= _MANY:
            # What depends on the seeker alone is worked out for the first draw.
            return np.stack([self._beleid.selectie(seekers, Deel(self._woning, drawn), self._t) for drawn in h])
        pairs = seekers if len(h) == 1 else Deel(seekers, np.tile(np.arange(len(seekers)), len(h)))
        return self._beleid.selectie(pairs, Deel(self._woning, h.ravel()), self._t).reshape(h.shape)

    def look_at_all(self, lacking: Tekort, gewichten: Voorkeurgewichten) -> None:
        """Let who lacks some choose them among every woning, by the numbers per pair."""
        size = max(PAIRS // len(self._woning), 1)
        for begin in range(0, len(lacking.rows), size):
            part = lacking.take(slice(begin, begin + size))
            seekers = self._seekers.take(part.rows)
            allowed = allowed_pairs(seekers, self._woning, self._t, self._beleid).T.copy()
            number, i = np.nonzero(part.held >= 0)
            allowed[i, part.held[number, i]] = False
            i, h = np.nonzero(allowed)
            score = scores(seekers.take(i), self._woning.take(h), self._draws, gewichten)
            order = np.lexsort((score, i))
            i, h, score = i[order], h[order], score[order]
            place = part.count[i] + np.arange(len(i)) - np.searchsorted(i, i)
            chosen = np.isfinite(score) & (place < self._maximum)
            self._found.append(Keuzes(part.rows[i[chosen]], h[chosen], score[chosen]))

    @property
    def keuzes(self) -> Keuzes:
        """What everybody has."""
        return joined(self._found)


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

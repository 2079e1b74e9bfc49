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
from woonsim.keuze import PAIRS, Float64, Keuzes, Voorkeurgewichten, allowed_pairs, joined, per_paar, scores, weights
from woonsim.kolommen import Int64
from woonsim.rijen import Rijen

_LEAST, _SHARE = 8, 4
"""Who keeps missing draws until it drew this often per reaction, or one woning in so many: whichever is more."""

_BLOCK = 2**14
"""Seekers who draw together: what they need fits in the cache."""

_LATER = 2.0**32
"""What is drawn is preferred, in the order of the draws, to what a look at every woning adds."""

_FINE = 1e-9
"""A part of the line this small is rounded too much to draw from."""

_NARROW = 6
"""Up to so many woningen beside each other it is faster to compare each with each than to put them in order."""


class Gewichtslijn:
    """The cumulative weights of the woningen of a round, class after class, and where on them each seeker draws."""

    def __init__(self, woningzoekende: Rijen, woning: Rijen, gewichten: Voorkeurgewichten) -> None:
        """Lay out the classes. Whose part is too small beside the line to draw from it looks at every woning."""
        order = np.argsort(woning.kern, kind="stable")
        self._factor = gewichten.eigen_kern
        klasse, weight = _classes(woningzoekende, woning.take(order), gewichten)
        wanted = weight > 0
        self._last = np.cumsum(wanted)[(klasse + 1) * len(order) - 1] - 1
        self._woning = np.tile(order, len(weight) // len(order))[wanted]
        self._line = np.cumsum(weight[wanted])
        end = np.concatenate([[0.0], np.cumsum(weight)])
        kern = woning.kern[order]
        first = np.searchsorted(kern, np.arange(-1, max(woningzoekende.kern.max(), kern[-1]) + 2))
        begin = klasse * len(order)
        self._begin, until = end[begin], end[begin + len(order)]
        self._kern = end[begin + first[woningzoekende.kern + 1]]
        self._own = end[begin + first[woningzoekende.kern + 2]] - self._kern
        self.total = until - self._begin + (self._factor - 1.0) * self._own
        fine = self.total > _FINE * until.max(initial=0.0)
        self.drawing = np.flatnonzero(fine)
        self.too_fine = np.flatnonzero(~fine & (until > self._begin))
        self._lay_guide()

    def _lay_guide(self) -> None:
        """For equal steps along the line, the place from which to look."""
        n = 4 * len(self._line)
        self._scale = n / self._line[-1] if n else 0.0
        self._guide = np.searchsorted(self._line, (np.arange(n + 2) - 1e-6) / (self._scale or 1.0), side="right")
        self._line = np.append(self._line, np.inf)

    def at(self, rows: Int64, u: Float64) -> Int64:
        """The woningen that seekers `rows` (columns) draw at `u` (a row per draw)."""
        x = self._begin[rows] + u * self.total[rows]
        kern, own = self._kern[rows], self._own[rows]
        if self._factor > 0:
            # Inside the own kern the line is stretched: go back by what the stretch added.
            x += np.clip(x - kern, 0.0, own * self._factor) * (1.0 / self._factor - 1.0)
        else:
            x += own * (x >= kern)
        return np.asarray(self._woning[np.minimum(self._find(x.ravel()).reshape(x.shape), self._last[rows])])

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


def _new_in_row(held: Int64, h: Int64) -> NDArray[np.bool_]:
    """Whether each of `h` stands neither in `held` nor before it in its row: compared with each of these."""
    columns = [*np.ascontiguousarray(held.T), *np.ascontiguousarray(h.T)]
    new = np.ones(h.shape, dtype=np.bool_)
    for place in range(h.shape[1]):
        own = held.shape[1] + place
        for before in columns[:own]:
            new[:, place] &= columns[own] != before
    return new


class Trekking:
    """The choices of some of the seekers of a round, as far as they are made; rows are theirs."""

    def __init__(
        self, woningzoekende: Rijen, part: slice, woning: Rijen, t: int, beleid: Beleid, draws: Draws, maximum: int
    ) -> None:
        """Nobody in this part of the seekers has anything yet."""
        self._part, n = part, part.stop - part.start
        whole = n == len(woningzoekende)
        self._seekers = woningzoekende if whole else woningzoekende.take(np.arange(part.start, part.stop))
        self._woning, self._t = woning, t
        self._beleid, self._draws, self._maximum = beleid, draws, maximum
        self._count = np.zeros(n, dtype=np.int64)
        self._held = np.full((n, maximum), -1, dtype=np.int64)
        self.found: list[Keuzes] = []

    def draw(self, lijn: Gewichtslijn, most: int) -> Int64:
        """Draw until everybody has the maximum, or drew `most` times; the rows of who then lack some."""
        rows, drawn, size = self._mine(lijn.drawing), 0, self._maximum
        while len(rows) and drawn < most:
            numbers = np.arange(drawn, drawn + size)
            u = self._draws.uniform(Doel.keuze, self._t, numbers[:, None], self._seekers.sleutel[rows][None, :])
            h = lijn.at(rows + self._part.start, u).T.copy()
            pairs = self._seekers.take(rows.repeat(size)), self._woning.take(h.ravel())
            fresh = self._beleid.selectie(*pairs, self._t).reshape(h.shape)
            if self._maximum > 1 or size > 1:
                fresh &= self._first(rows, h)
            self._keep(rows, h, fresh, numbers.astype(np.float64) - _LATER)
            rows = rows[self._count[rows] < self._maximum]
            drawn += size
            # Who is left misses often: fewer at first than lack something, then twice as many each time.
            size = max(self._maximum // 2, 1) if drawn == self._maximum else 2 * size
        return np.concatenate([rows, self._mine(lijn.too_fine)])

    def _mine(self, rows: Int64) -> Int64:
        """Of ascending rows of the round those of this part, as rows of it."""
        begin, end = np.searchsorted(rows, (self._part.start, self._part.stop))
        mine: Int64 = rows[begin:end] - self._part.start
        return mine

    def _first(self, rows: Int64, h: Int64) -> NDArray[np.bool_]:
        """Which draws are the first of their woning for the seeker, who may have some already."""
        held = self._held[rows] if self._count[rows].any() else self._held[rows, :0]
        if held.shape[1] + h.shape[1] <= _NARROW:
            return _new_in_row(held, h)
        both = np.concatenate([held, h], axis=1)
        both += np.arange(len(rows))[:, None] * (len(self._woning) + 1) + 1
        bits = np.uint64(both.size.bit_length())
        code = (both.ravel().view(np.uint64) << bits) | np.arange(both.size, dtype=np.uint64)
        code.sort()
        pair = code >> bits
        new = np.append(True, pair[1:] != pair[:-1])
        first = np.empty(both.size, dtype=np.bool_)
        first[code ^ (pair << bits)] = new
        return first.reshape(both.shape)[:, held.shape[1] :]

    def _keep(self, rows: Int64, h: Int64, fresh: NDArray[np.bool_], score: Float64) -> None:
        """Give each seeker the first of its fresh draws, until it has the maximum."""
        one = fresh.shape[1] == 1
        number = self._count[rows][:, None] + (fresh if one else np.cumsum(fresh, axis=1))
        flat = np.flatnonzero(fresh & (number <= self._maximum))
        i, j = (flat, np.zeros_like(flat)) if one else np.divmod(flat, fresh.shape[1])
        a, chosen = rows[i], h[i, j]
        self._held[a, number[i, j] - 1] = chosen
        self._count[rows] = np.minimum(number[:, -1], self._maximum)
        self.found.append(Keuzes(a, chosen, score[j]))

    def look_at_all(self, rows: Int64, gewichten: Voorkeurgewichten) -> None:
        """Let `rows` choose what they lack among every woning, by the numbers per pair."""
        size = max(PAIRS // len(self._woning), 1)
        for begin in range(0, len(rows), size):
            part = rows[begin : begin + size]
            seekers = self._seekers.take(part)
            allowed = allowed_pairs(seekers, self._woning, self._t, self._beleid).T.copy()
            i, number = np.nonzero(self._held[part] >= 0)
            allowed[i, self._held[part][i, number]] = False
            i, h = np.nonzero(allowed)
            score = scores(seekers.take(i), self._woning.take(h), self._draws, gewichten)
            order = np.lexsort((score, i))
            i, h, score = i[order], h[order], score[order]
            place = np.arange(len(i)) - np.searchsorted(i, i)
            chosen = np.isfinite(score) & (place < (self._maximum - self._count[part])[i])
            self.found.append(Keuzes(part[i[chosen]], h[chosen], score[chosen]))


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
    lijn, found = Gewichtslijn(woningzoekende, woning, gewichten), list[Keuzes]()
    for begin in range(0, len(woningzoekende), _BLOCK):
        part = slice(begin, min(begin + _BLOCK, len(woningzoekende)))
        trekking = Trekking(woningzoekende, part, woning, t, beleid, draws, maximum)
        trekking.look_at_all(trekking.draw(lijn, most), gewichten)
        found += [Keuzes(chosen.a + begin, chosen.h, chosen.score) for chosen in trekking.found]
    return joined(found) if found else Keuzes(*(np.empty(0, dtype=np.int64),) * 2, np.empty(0))

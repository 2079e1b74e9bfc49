"""Stand: where one account of the grootboek stands (decision 14)."""

from __future__ import annotations

import math
from collections import Counter, deque
from collections.abc import Callable

from woonsim.begrippen import Post
from woonsim.rekening import Rekening

_ROUND: dict[str, Callable[[float], int]] = {
    "naar_boven": math.ceil,
    "naar_beneden": math.floor,
    "naar_dichtstbij": lambda x: math.floor(x + 0.5),
}
_AT_LEAST = {"naar_beneden": 1.0, "naar_dichtstbij": 0.5}
"""How far beyond a whole entitlement the next one is rounded to, at the least."""
_TOLERANCE, _MARGIN = 1e-9, 1e-3

Boekingen = list[tuple[Post, int]]
"""What is to be posted: kind and number of woningen."""
Lot = Callable[[str, int, int, int], float]
"""The keyed uniform number of an account's layer: name, deel, year in which the count began, number of the layer."""


class Stand:
    """Where one account stands; counts of woningen since the start of the run.

    Always recht = geleverd + vervallen + lopend + saldo: what it was given room for is let, lapsed, granted and not
    yet let, or the room that is left. `schuld` is how much of `recht` was borrowed and is not yet paid back.
    """

    def __init__(
        self, naam: str, terms: Rekening, per_period: float, *, deel: int = -1, lot: Lot | None = None
    ) -> None:
        """Open account `naam` for `deel` (-1: the gemeente); `per_period` is the basis expected in a period."""
        self.naam, self.terms, self.deel, self._lot = naam, terms, deel, lot
        self.regel = naam.partition(".")[0]
        """The policy that keeps it."""
        self.expect(per_period)
        self.recht = self.geleverd = self.vervallen = self.lopend = self.saldo = self.schuld = 0
        self._basis = 0.0
        """The basis counted, or the part of the period past, since the share last changed."""
        self._earned = 0.0
        """Entitlement, not rounded, from what was counted before that."""
        self._accrued = 0
        """Entitlement given since the count began."""
        self._quantity = 0.0
        self._quiet = 0.0
        """Below this basis the entitlement cannot have grown since it was last worked out."""
        self._open = False
        self._since, self._length, self._jaar = 0, 1, 0

    def expect(self, per_period: float) -> None:
        """From the next period that opens on, so much of the basis is expected in it; a number is what it is."""
        self._per_period = per_period if self.terms.aantal is None else 1.0

    @property
    def room(self) -> int:
        """How many woningen it can be granted now, what it may borrow included."""
        return self.saldo + self.terms.lenen - self.schuld

    def entitled(self) -> int:
        """Entitlement since the count began, from the basis so far, each part at the share that held then."""
        base = self._per_period if self.terms.opbouw == "per_jaar" else self._basis
        return self._rounded(self._earned + self._quantity * base)

    def _rounded(self, exact: float) -> int:
        nearest = round(exact)
        if abs(exact - nearest) < _TOLERANCE:
            return nearest
        if self.terms.opbouw != "gelaagd":
            return _ROUND[self.terms.afronding](exact)
        assert self._lot is not None
        layer = math.floor(exact)
        return layer + (exact - layer >= self._lot(self.naam, self.deel, self._jaar, layer))

    def count(self, t: int) -> Boekingen:
        """One more in the basis at `t`: what the entitlement grows by."""
        if not self.terms.counts:
            return []
        self._basis += 1
        return self._accrue() if self._basis >= self._quiet else []

    def advance(self, t: int) -> Boekingen:
        """Time has come to `t`: what the entitlement grew by since."""
        if not (self.terms.by_time and self._open):
            return []
        self._basis = (t - self._since) / self._length
        return self._accrue()

    def _accrue(self) -> Boekingen:
        growth = self.entitled() - self._accrued
        self._accrued += growth
        if self._quantity > 0:
            at_least = self._accrued + _AT_LEAST.get(self.terms.afronding, 0.0) * (self.terms.opbouw != "gelaagd")
            self._quiet = (at_least - self._earned) / self._quantity - _MARGIN
        repaid = min(growth, self.schuld)
        self.schuld -= repaid
        self.recht += growth - repaid
        self.saldo += growth - repaid
        return [(Post.recht, growth), (Post.aflossing, repaid)]

    def close_period(self, t: int, *, last: bool) -> Boekingen:
        """A year ends at `t`, the `last` of the run or not: what lapses."""
        posts = self.advance(t)
        if not last and self.terms.periode != "jaar":
            return posts
        self._open = False
        if self.terms.restant == "overgedragen":
            return posts
        lapsed, self.saldo = self.saldo, 0
        self.vervallen += lapsed
        return [*posts, (Post.verval, lapsed)]

    def open_period(self, t: int, jaar: int, length: int) -> Boekingen:
        """Year `jaar` begins, and a period of `length` minutes unless one is running: what is opened at once.

        Also in a period that is running the share of `jaar` holds for what is counted from now on; what accrued
        before, or was opened at once, stays.
        """
        begins, self._open, self._quiet = not self._open, True, 0.0
        self._hold(t, self.terms.quantity(jaar), begins)
        if not begins:
            return []
        self._length = length
        if self.terms.restant == "vervalt" or not self._jaar:
            self._jaar = jaar
        if self.terms.restant == "vervalt":
            self._accrued, self._earned, self._basis = 0, 0.0, 0.0
        if self.terms.opbouw != "per_jaar":
            return []
        opened = self._accrue()
        # What rounding left over is carried with the rest.
        self._earned += self._quantity * self._per_period
        return opened

    def _hold(self, t: int, quantity: float, begins: bool) -> None:
        """From `t` on this share holds."""
        if quantity == self._quantity and not (begins and self.terms.by_time):
            return
        self._earned, self._basis = self._earned + self._quantity * self._basis, 0.0
        self._quantity, self._since = quantity, t

    def owe(self) -> Boekingen:
        """A claim is made: an account that is owed what it claims gets the right to one."""
        if self.terms.opbouw != "per_claim":
            return []
        self.recht, self.saldo = self.recht + 1, self.saldo + 1
        return [(Post.recht, 1)]

    def grant(self, t: int, vrijkomst: int, *, kept: bool = False) -> Boekingen:
        """One woning is taken from the room; `kept`: on a right that it kept, where else a claim brings its own."""
        posts = [] if kept else self.owe()
        if self.saldo < 1 <= self.room:
            self.recht, self.saldo, self.schuld = self.recht + 1, self.saldo + 1, self.schuld + 1
            posts.append((Post.lening, 1))
        self.saldo -= 1
        self.lopend += 1
        return [*posts, (Post.toekenning, 1)]

    def deliver(self) -> Boekingen:
        """What was granted has been let."""
        self.lopend, self.geleverd = self.lopend - 1, self.geleverd + 1
        return [(Post.levering, 1)]

    def lapse(self) -> Boekingen:
        """What was granted found nobody: it lapses."""
        self.lopend, self.vervallen = self.lopend - 1, self.vervallen + 1
        return [(Post.onbenut, 1)]

    def give_back(self, vrijkomst: int) -> Boekingen:
        """What was granted found nobody: it is room again."""
        self.lopend, self.saldo = self.lopend - 1, self.saldo + 1
        return [(Post.teruggave, 1)]

    def holds(self) -> bool:
        """Whether the identity of decision 14 holds, with no room given that there was not."""
        adds_up = self.recht == self.geleverd + self.vervallen + self.lopend + self.saldo
        return adds_up and self.saldo >= 0 and 0 <= self.schuld <= self.terms.lenen


class VoortschrijdendeStand(Stand):
    """An account whose period is a window up to now: the room is what the window entitles to less what it used.

    When more leaves the entitlement than leaves the use, room lapses; it is never less than 0, and what was used
    beyond the entitlement of the present window is made up for before there is room again.
    """

    def __init__(
        self, naam: str, terms: Rekening, per_period: float, *, deel: int = -1, lot: Lot | None = None
    ) -> None:
        """Open account `naam`; `per_period` is the basis expected in a window."""
        super().__init__(naam, terms, per_period, deel=deel, lot=lot)
        assert isinstance(terms.periode, int)
        self._window = terms.periode
        self._counted: deque[tuple[int, float]] = deque()
        """Moment and share of what was counted in the window."""
        self._used: deque[tuple[int, int]] = deque()
        """Moment and vrijkomst of what was granted in the window."""
        self._shares: Counter[float] = Counter()
        self._began = -1
        self._now = 0

    def entitled(self) -> int:
        """Entitlement of the present window."""
        if self.terms.opbouw == "per_jaar":
            exact = self._quantity * self._per_period
        elif self.terms.by_time:
            exact = self._quantity * min(self._now - self._began, self._window) / self._window
        else:
            exact = sum(share * n for share, n in self._shares.items())
        return self._rounded(exact)

    def count(self, t: int) -> Boekingen:
        """One more in the basis at `t`."""
        if not self.terms.counts:
            return []
        self._counted.append((t, self._quantity))
        self._shares[self._quantity] += 1
        return self.advance(t)

    def advance(self, t: int) -> Boekingen:
        """The window has moved to `t`: what its room grew by, or what lapsed of it."""
        if not self._open:
            return []
        self._now = t
        while self._counted and self._counted[0][0] <= t - self._window:
            self._shares[self._counted.popleft()[1]] -= 1
        while self._used and self._used[0][0] <= t - self._window:
            self._used.popleft()
        change = max(self.entitled() - len(self._used), 0) - self.saldo
        self.saldo += change
        self.recht += max(change, 0)
        self.vervallen += max(-change, 0)
        return [(Post.recht if change > 0 else Post.verval, abs(change))]

    def open_period(self, t: int, jaar: int, length: int) -> Boekingen:
        """Year `jaar` begins: its share holds for what is counted from now on."""
        self._quantity, self._open = self.terms.quantity(jaar), True
        if self._began < 0:
            self._began = t
        return self.advance(t)

    def grant(self, t: int, vrijkomst: int, *, kept: bool = False) -> Boekingen:
        """One woning is taken from the room."""
        self._used.append((t, vrijkomst))
        return super().grant(t, vrijkomst, kept=kept)

    def give_back(self, vrijkomst: int) -> Boekingen:
        """What was granted at this moment found nobody: it is room again."""
        self._used.pop()
        return super().give_back(vrijkomst)

    def holds(self) -> bool:
        """Whether the identity holds, and the room is that of the window."""
        left = max(self.entitled() - len(self._used), 0)
        return super().holds() and (self.saldo == left or not self._open)


def open_stand(naam: str, terms: Rekening, per_period: float, *, deel: int = -1, lot: Lot | None = None) -> Stand:
    """An account on these terms, with nothing on it."""
    return (VoortschrijdendeStand if isinstance(terms.periode, int) else Stand)(
        naam, terms, per_period, deel=deel, lot=lot
    )

"""The grootboek: one account per agreement that takes room, granted woning by woning (decisions 13, 14).

At every moment, per account: recht = geleverd + vervallen + lopend + saldo. `recht` is what the
agreement is owed so far, `lopend` what was granted and is not yet let, `saldo` the room left.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from woonsim.begrippen import Post
from woonsim.errors import PluginError
from woonsim.record import Recorder
from woonsim.schermteksten import tekst

_ROUND = {"naar_boven": math.ceil, "naar_beneden": math.floor, "naar_dichtstbij": lambda x: math.floor(x + 0.5)}
_TOLERANCE = 1e-9


@dataclass(frozen=True)
class Rekening:
    """The terms of an account.

    `aandeel`: share of `basis` that the account is owed, or a function that gives it for a calendar year.
    `geldt_voor`: what consumes it: the policy's own `claims`, every `bemiddeling`, or the lettings that
    its hook `beslag` marks.
    `opbouw`: `naar_rato` accrues with the basis so far, `per_jaar` opens the period's expected number at
    its start, `per_claim` is owed exactly what it claims (a random draw).
    `restant`: at the end of the period what is left `vervalt` or is `overgedragen`.
    """

    aandeel: float | Callable[[int], float]
    geldt_voor: Literal["claims", "bemiddeling", "beslag"]
    basis: Literal["vrijkomende_woningen", "toewijzingen"] = "vrijkomende_woningen"
    periode: Literal["jaar", "looptijd"] = "jaar"
    opbouw: Literal["naar_rato", "per_jaar", "per_claim"] = "naar_rato"
    afronding: Literal["naar_boven", "naar_beneden", "naar_dichtstbij"] = "naar_beneden"
    restant: Literal["vervalt", "overgedragen"] = "vervalt"


class Stand:
    """Where one account stands; counts of woningen since the start of the run."""

    def __init__(self, naam: str, terms: Rekening, per_period: float) -> None:
        """Open the account of policy `naam`; `per_period` is the basis expected in a period."""
        self.naam, self.terms, self._per_period = naam, terms, per_period
        self.recht = self.geleverd = self.vervallen = self.lopend = self.saldo = 0
        self._basis = 0
        """The basis counted since the share last changed."""
        self._earned = 0.0
        """Entitlement, not rounded, from what was counted before that."""
        self._recht_at_start = 0
        self._open = False
        self._aandeel = 0.0

    def entitled(self) -> int:
        """Entitlement since the period began, from the basis so far, each part at the share that held then."""
        base = self._per_period if self.terms.opbouw == "per_jaar" else self._basis
        exact = self._earned + self._aandeel * base
        nearest = round(exact)
        return nearest if abs(exact - nearest) < _TOLERANCE else _ROUND[self.terms.afronding](exact)

    def count(self) -> int:
        """One more in the basis; returns what the entitlement grew by."""
        if self.terms.opbouw != "naar_rato":
            return 0
        self._basis += 1
        return self._accrue()

    def _accrue(self) -> int:
        growth = self._recht_at_start + self.entitled() - self.recht
        self.recht += growth
        self.saldo += growth
        return growth

    def close_period(self) -> int:
        """The period ends; returns what lapses."""
        self._open = False
        if self.terms.restant == "overgedragen":
            return 0
        lapsed, self.saldo = self.saldo, 0
        self.vervallen += lapsed
        return lapsed

    def open_period(self, jaar: int) -> int:
        """A period begins in `jaar`, unless one is running; returns what is opened at once.

        Also in a period that is running the share of `jaar` holds for what is counted from now on; what accrued
        before, or was opened at once, stays.
        """
        begins, self._open = not self._open, True
        self._hold(self.terms.aandeel(jaar) if callable(self.terms.aandeel) else self.terms.aandeel)
        if not begins:
            return 0
        if self.terms.restant == "vervalt":
            self._recht_at_start, self._earned, self._basis = self.recht, 0.0, 0
        if self.terms.opbouw != "per_jaar":
            return 0
        opened = self._accrue()
        # What rounding left over is carried with the rest.
        self._earned += self._aandeel * self._per_period
        return opened

    def _hold(self, aandeel: float) -> None:
        if aandeel != self._aandeel:
            self._earned, self._basis = self._earned + self._aandeel * self._basis, 0
            self._aandeel = aandeel

    def holds(self) -> bool:
        """Whether the identity of decision 14 holds."""
        return self.recht == self.geleverd + self.vervallen + self.lopend + self.saldo and self.saldo >= 0


class Grootboek:
    """All accounts of a run; grants, and posts every change."""

    def __init__(self, accounts: dict[str, tuple[Rekening, float]], recorder: Recorder) -> None:
        """Open `accounts`: policy name -> (terms, basis expected in a period), in the order of `beleid`."""
        self.standen = [Stand(naam, terms, per_period) for naam, (terms, per_period) in accounts.items()]
        self._number = {stand.naam: i for i, stand in enumerate(self.standen)}
        self._recorder = recorder
        self._jaar = 0

    def open_year(self, t: int, jaar: int) -> None:
        """Open the books of calendar year `jaar` at `t`."""
        self._jaar = jaar
        for stand in self.standen:
            self._post(t, stand, Post.recht, -1, stand.open_period(jaar))

    def revise(self, naam: str, terms: Rekening | None) -> None:
        """From the next year on policy `naam` keeps its account on these terms: another share, and nothing else.

        Raises:
            PluginError: it opened or closed its account, or changed something else in its terms.
        """
        stand = self.standen[self._number[naam]] if naam in self._number else None
        now = None if stand is None else replace(stand.terms, aandeel=0.0)
        if now != (None if terms is None else replace(terms, aandeel=0.0)):
            raise PluginError(tekst("plugin_alleen_aandeel", beleid=naam))
        if stand is not None and terms is not None:
            stand.terms = terms

    def close_year(self, t: int, *, last: bool) -> None:
        """Close the year at `t`, the `last` of the run or not: what lapses is booked in it."""
        for stand in self.standen:
            if last or stand.terms.periode == "jaar":
                self._post(t, stand, Post.verval, -1, stand.close_period())

    def count_vrijkomst(self, t: int, vrijkomst: int) -> None:
        """A woning fell free: entitlements on that basis grow."""
        self._count(t, "vrijkomende_woningen", vrijkomst)

    def count_toewijzing(self, t: int, vrijkomst: int) -> None:
        """A woning was let: entitlements on that basis grow."""
        self._count(t, "toewijzingen", vrijkomst)

    def _count(self, t: int, basis: str, vrijkomst: int) -> None:
        for stand in self.standen:
            if stand.terms.basis == basis:
                self._post(t, stand, Post.recht, vrijkomst, stand.count())

    def accounts_for(self, claimant: str | None, bemiddeling: bool, marked: list[str]) -> list[Stand]:
        """The accounts that a letting consumes: the claimant's own, the caps on mediation, those `marked`."""
        return [
            s
            for s in self.standen
            if (s.terms.geldt_voor == "claims" and s.naam == claimant)
            or (s.terms.geldt_voor == "bemiddeling" and bemiddeling)
            or s.naam in marked
        ]

    def has_room(self, accounts: list[Stand], claimant: str | None = None) -> bool:
        """Whether each account has room for one more; a `per_claim` account of the claimant always has."""
        return all(s.saldo >= 1 or (s.terms.opbouw == "per_claim" and s.naam == claimant) for s in accounts)

    def grant(self, t: int, accounts: list[Stand], vrijkomst: int) -> None:
        """Take one from the room of each account for this vrijkomst."""
        for stand in accounts:
            if stand.terms.opbouw == "per_claim" and stand.saldo < 1:
                stand.recht += 1
                stand.saldo += 1
                self._post(t, stand, Post.recht, vrijkomst, 1)
            stand.saldo -= 1
            stand.lopend += 1
            self._post(t, stand, Post.toekenning, vrijkomst, 1)

    def deliver(self, t: int, accounts: list[Stand], vrijkomst: int) -> None:
        """What was granted has been let."""
        for stand in accounts:
            stand.lopend -= 1
            stand.geleverd += 1
            self._post(t, stand, Post.levering, vrijkomst, 1)

    def lapse(self, t: int, accounts: list[Stand], vrijkomst: int) -> None:
        """What was granted found nobody: it lapses."""
        for stand in accounts:
            stand.lopend -= 1
            stand.vervallen += 1
            self._post(t, stand, Post.onbenut, vrijkomst, 1)

    def _post(self, t: int, stand: Stand, post: Post, vrijkomst: int, n: int) -> None:
        if n:
            self._recorder.row("grootboek", t, self._jaar, self._number[stand.naam], post, vrijkomst, n)

    @property
    def namen(self) -> tuple[str, ...]:
        """The names of the accounts, in the order of their numbers."""
        return tuple(self._number)

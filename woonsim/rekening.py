"""Rekening: the terms of an account in the grootboek (decision 13)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal


@dataclass(frozen=True)
class Rekening:
    """The terms of an account.

    `aandeel`: share of `basis` that the account is owed, or a function that gives it for a calendar year; or None,
    and then `aantal`: that number of woningen per `periode`, or a function that gives it for a calendar year.
    `geldt_voor`: what consumes it: the policy's own `claims`, every `bemiddeling`, or the lettings that
    its hook `beslag` marks.
    `basis`: every freed woning, those at or under the DAEB huurgrens of their year (`daeb_woningen`), or the lettings
    (`toewijzingen`) that the hook `grondslag` counts. A first letting of a new woning did not fall free: it takes no
    room of a share of what did. A letting counts when it is accepted, so on the lettings of a calendar year it takes
    room of the year of its acceptance.
    `periode`: a calendar year, the whole looptijd, or a window that moves along [minutes]: what was counted or
    granted longer ago than that does not count any more.
    `opbouw`: `naar_rato` accrues with the basis so far (an `aantal` with time), `per_jaar` opens the expected number
    of the period at its start, `per_claim` is owed exactly what it claims (a random draw), `gelaagd` accrues one in
    each layer of 1/`aandeel` of the basis (an `aantal`: of an equal part of the time) at a place drawn at random.
    `restant`: at the end of the period what is left `vervalt` or is `overgedragen`.
    `per`: one account for the gemeente, or one for each value of this column of a woning.
    `naam`: tells the accounts of one policy apart; the account is called policy.naam.
    `lenen`: by how many woningen it may run ahead of its room; what accrues next pays that back first.
    """

    aandeel: float | Callable[[int], float] | None
    geldt_voor: Literal["claims", "bemiddeling", "beslag"]
    basis: Literal["vrijkomende_woningen", "daeb_woningen", "toewijzingen"] = "vrijkomende_woningen"
    periode: Literal["jaar", "looptijd"] | int = "jaar"
    opbouw: Literal["naar_rato", "per_jaar", "per_claim", "gelaagd"] = "naar_rato"
    afronding: Literal["naar_boven", "naar_beneden", "naar_dichtstbij"] = "naar_beneden"
    restant: Literal["vervalt", "overgedragen"] = "vervalt"
    aantal: float | Callable[[int], float] | None = None
    per: Literal["gemeente", "corporatie", "kern", "woningtype", "complex"] = "gemeente"
    naam: str = ""
    lenen: int = 0

    def __post_init__(self) -> None:
        """Refuse terms that contradict each other.

        Raises:
            ValueError: saying which.
        """
        if (self.aandeel is None) == (self.aantal is None):
            raise ValueError("an account is owed an aandeel or an aantal: one of the two")
        if isinstance(self.periode, int) and (
            self.periode <= 0 or self.opbouw in ("gelaagd", "per_claim") or self.lenen or self.restant != "vervalt"
        ):
            raise ValueError(
                "a window that moves along is longer than 0, has no layers and no draws, lends and carries over nothing"
            )
        if self.opbouw == "per_claim" and self.lenen:
            raise ValueError("an account that is owed what it claims has nothing to borrow")

    def quantity(self, jaar: int) -> float:
        """The share, or the number per period, that holds in calendar year `jaar`."""
        told = self.aandeel if self.aantal is None else self.aantal
        assert told is not None
        return told(jaar) if callable(told) else told

    def fixed(self) -> Rekening:
        """The terms without what may be revised."""
        aandeel, aantal = (None if told is None else 0.0 for told in (self.aandeel, self.aantal))
        return replace(self, aandeel=aandeel, aantal=aantal)

    @cached_property
    def by_time(self) -> bool:
        """Whether the entitlement grows with time, not with what is counted."""
        return self.aantal is not None and self.opbouw in ("naar_rato", "gelaagd")

    @cached_property
    def by_freed(self) -> bool:
        """Whether it is a share of what fell free: what did not takes no room."""
        return self.aantal is None and self.basis != "toewijzingen"

    @cached_property
    def by_year_of_letting(self) -> bool:
        """Whether it is a share of the lettings of a calendar year, and lapses with it."""
        ends = self.periode == "jaar" and self.restant == "vervalt"
        return ends and self.aantal is None and self.basis == "toewijzingen"

    @cached_property
    def counts(self) -> bool:
        """Whether the entitlement grows with what is counted."""
        return self.aantal is None and self.opbouw in ("naar_rato", "gelaagd")

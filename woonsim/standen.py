"""Standen: where one account of the grootboek stands, for each deel of the voorraad that it is kept for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from woonsim.kolommen import Woningen
from woonsim.rekening import Rekening
from woonsim.stand import Lot, Stand, open_stand

GEMEENTE = -1
"""The only deel of an account that is kept for the gemeente as a whole."""

Verwacht = float | Mapping[int, float]
"""The basis expected in a period; of an account that is kept `per` something, by deel."""
PerJaar = Callable[[int], Verwacht]
"""The same at the beginning of a calendar year, of the stock that is there by then."""


class Standen:
    """One account: its terms and where it stands by deel."""

    def __init__(self, naam: str, terms: Rekening, verwacht: Verwacht | PerJaar, lot: Lot) -> None:
        """Account `naam`, of which so much of its basis is expected; `lot` draws where in a layer it accrues."""
        self.naam, self.terms, self._lot = naam, terms, lot
        self.regel = naam.partition(".")[0]
        """The policy that keeps it."""
        self._by_deel: dict[int, Stand] = {}
        self._per = None if terms.per == "gemeente" else terms.per
        self.moves = isinstance(terms.periode, int) or terms.by_time
        """Whether its room changes by time alone: it is brought up to date when it is looked at."""
        self.is_whole = self._per is None and not self.moves
        """Whether one account, as it stands, is that for every woning."""
        self._per_jaar = verwacht if callable(verwacht) else None
        if not callable(verwacht):
            self._expect(verwacht)

    def __iter__(self) -> Iterator[Stand]:
        """Each of them, in the order in which they were opened."""
        return iter(self._by_deel.values())

    def expect(self, jaar: int) -> None:
        """Expect what the stock at the beginning of calendar year `jaar` gives, if it depends on that."""
        if self._per_jaar is not None:
            self._expect(self._per_jaar(jaar))

    def _expect(self, verwacht: Verwacht) -> None:
        """Expect this from the next period on; nothing of a deel of which it says nothing."""
        per_deel = verwacht if isinstance(verwacht, Mapping) else {GEMEENTE: verwacht}
        for deel in per_deel:
            if deel not in self._by_deel:
                self.new(deel)
        for deel, stand in self._by_deel.items():
            stand.expect(per_deel.get(deel, 0.0))

    def new(self, deel: int) -> Stand:
        """The account for a deel, with nothing on it."""
        stand = self._by_deel[deel] = open_stand(self.naam, self.terms, 0.0, deel=deel, lot=self._lot)
        return stand

    def of(self, woningen: Woningen | None, woning: int) -> tuple[int, Stand | None]:
        """The deel to which this one of the woningen belongs, and its account, None if it is not open."""
        deel: int = GEMEENTE if self._per is None else getattr(woningen, self._per).item(woning)
        return deel, self._by_deel.get(deel)

    def revise(self, terms: Rekening) -> None:
        """From the next period on these terms hold: another share or number."""
        self.terms = terms
        for stand in self:
            stand.terms = terms

    def serves(self, claimant: str | None, marked: Collection[str], bemiddeling: bool, nieuw: bool) -> bool:
        """Whether a letting consumes it, see `Grootboek.accounts_for`."""
        if self.terms.geldt_voor == "claims":
            return self.regel == claimant
        if self.terms.geldt_voor == "bemiddeling":
            return bemiddeling
        return self.regel in marked and not (nieuw and self.terms.by_freed)

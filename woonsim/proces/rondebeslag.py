"""What a round takes of the accounts while it is settled, before the grootboek knows of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from woonsim.begrippen import Gepasseerd
from woonsim.grootboek import Grootboek
from woonsim.stand import Stand
from woonsim.vrijkomsten import Vrijkomsten


class Rondebeslag:
    """Says which accounts have no room for a letting beside those that the round holds."""

    def __init__(
        self, boek: Grootboek, t: int, vrijkomsten: Vrijkomsten, acceptance: Callable[[int, int], int]
    ) -> None:
        """A round of these vrijkomsten at `t`; `acceptance` says when the one after so many others would accept."""
        self._boek, self._t, self._vrijkomsten, self._acceptance = boek, t, vrijkomsten, acceptance
        self._held: Counter[int] = Counter()
        self._known: dict[tuple[int, tuple[str, ...]], list[Stand]] = {}

    def accounts(self, h: int, marked: tuple[str, ...]) -> list[Stand]:
        """The accounts of the policies that say that a letting of woning `h` takes room."""
        found = self._known.get((h, marked))
        if found is None:
            vrijkomst = self._vrijkomsten[h]
            found = self._boek.accounts_for(self._t, vrijkomst.woning, marked=marked, nieuw=vrijkomst.is_nieuw)
            self._known[h, marked] = found
        return found

    def hold(self, h: int, marked: tuple[str, ...], number: int) -> None:
        """The round holds this letting (`number` 1), or no longer does (-1)."""
        for stand in self.accounts(h, marked):
            self._held[id(stand)] += number

    def lacking(self, h: int, marked: tuple[str, ...], beslissers: int) -> list[Stand]:
        """The accounts without room for this letting beside what the round holds; each takes time who decided on it."""
        acceptance, held = self._acceptance(self._t, beslissers), self._held.get
        lacking = [
            stand for stand in self.accounts(h, marked) if self._boek.room_of(stand, acceptance) <= held(id(stand), 0)
        ]
        self._boek.note_lack(self._t, lacking, int(self._vrijkomsten.nummer[h]), Gepasseerd.reactie)
        return lacking

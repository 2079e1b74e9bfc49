"""The grootboek: one account per agreement that takes room, granted woning by woning (decisions 13, 14).

At every moment, per account: recht = geleverd + vervallen + lopend + saldo. `recht` is what the
agreement is owed so far, `lopend` what was granted and is not yet let, `saldo` the room left. An account
that is kept per corporatie, kern or other column of a woning has one such Stand for each value.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from woonsim.begrippen import Gepasseerd
from woonsim.draw import Doel, Draws, purpose_key
from woonsim.errors import PluginError
from woonsim.kalender import JAAR
from woonsim.kolommen import Woningen
from woonsim.record import Recorder
from woonsim.rekening import Rekening
from woonsim.schermteksten import tekst
from woonsim.stand import Boekingen, Stand
from woonsim.standen import PerJaar, Standen, Verwacht

_Bases = tuple[str, ...]
_FREED: _Bases = ("vrijkomende_woningen",)
_DAEB: _Bases = ("vrijkomende_woningen", "daeb_woningen")
_LET: _Bases = ("toewijzingen",)
"""The bases in which a woning counts that falls free, that does so at a rent under the DAEB limit, and that is let."""

_Gevraagd = tuple[str | None, tuple[str, ...], bool, bool]
"""What is said of a letting: the claimant, the policies whose room it takes, whether it is mediated, and is new."""


@dataclass
class _Bediening:
    """The accounts that a letting consumes; and once known where they stand, if that is the same for every woning."""

    rekeningen: list[Standen]
    standen: list[Stand] | None = None

    def __post_init__(self) -> None:
        """Know whether each is whole."""
        self.is_whole = all(each.is_whole for each in self.rekeningen)


class Grootboek:
    """All accounts of a run; grants, and posts every change."""

    def __init__(
        self,
        accounts: Mapping[str, tuple[Rekening, Verwacht | PerJaar]],
        recorder: Recorder,
        *,
        woningen: Woningen | None = None,
        draws: Draws | None = None,
        grenzen: Sequence[int] = (0, JAAR),
    ) -> None:
        """Open `accounts`: name -> (terms, basis expected in a period), in the order of `beleid`.

        `woningen` tell to which deel a woning belongs, `draws` where in a layer an account accrues, `grenzen` when
        years begin and the last one ends [minutes].
        """
        self._woningen, self._draws, self._recorder = woningen, draws, recorder
        self._grenzen, self._jaar, self._einde = grenzen, 0, JAAR
        self._rekeningen = [Standen(naam, *told, self._lot) for naam, told in accounts.items()]
        self._nummers = {naam: nummer for nummer, naam in enumerate(accounts)}
        self._serving: dict[_Gevraagd, _Bediening] = {}
        """By what is asked about a letting the accounts that it consumes."""
        self._gebrek: set[tuple[int, int]] = set()
        counting = [each for each in self._rekeningen if each.terms.counts]
        self._counting = {b: [each for each in counting if each.terms.basis in b] for b in (_FREED, _DAEB, _LET)}
        """The accounts whose entitlement grows with any of these bases."""
        self._bases = {each.terms.basis for each in counting}

    def _lot(self, *key: str | int) -> float:
        assert self._draws is not None
        naam, *numbers = key
        word = np.array([purpose_key(str(naam))], dtype=np.uint64)
        return float(self._draws.uniform(Doel.laag, word, *(np.array([n]) for n in numbers))[0])

    @property
    def standen(self) -> list[Stand]:
        """Every account, for each deel that it is kept for, in the order of `beleid`."""
        return [stand for each in self._rekeningen for stand in each]

    @property
    def namen(self) -> tuple[str, ...]:
        """The names of the accounts, in the order of their numbers."""
        return tuple(self._nummers)

    def keeps(self, basis: str) -> bool:
        """Whether any account is owed a share of `basis`."""
        return basis in self._bases

    def counting(self, basis: str) -> set[str]:
        """The policies that keep an account that is owed a share of `basis`."""
        return {each.regel for each in self._rekeningen if each.terms.counts and each.terms.basis == basis}

    @property
    def counts_vrijkomsten(self) -> bool:
        """Whether any account is owed a share of what falls free."""
        return bool(self._counting[_DAEB])

    def open_year(self, t: int, jaar: int) -> None:
        """Open the books of calendar year `jaar` at `t`."""
        self._jaar = jaar
        self._einde = next((grens for grens in self._grenzen if grens > t), t + JAAR)
        for each in self._rekeningen:
            each.expect(jaar)
        for stand in self.standen:
            self._open(t, stand)

    def _open(self, t: int, stand: Stand) -> None:
        end = self._grenzen[-1]
        if stand.terms.periode == "jaar":
            end = self._einde
        self._post(t, stand, stand.open_period(t, self._jaar, max(end - t, 1)))

    def close_year(self, t: int, *, last: bool) -> None:
        """Close the year at `t`, the `last` of the run or not: what lapses is booked in it."""
        for stand in self.standen:
            self._post(t, stand, stand.close_period(t, last=last))

    def revise(self, regel: str, accounts: Mapping[str, Rekening]) -> None:
        """From the next year on policy `regel` keeps its accounts on these terms: another share or number, no more.

        Raises:
            PluginError: it opened or closed an account, or changed something else in its terms.
        """
        mine = {each.naam: each for each in self._rekeningen if each.regel == regel}
        if {n: each.terms.fixed() for n, each in mine.items()} != {n: terms.fixed() for n, terms in accounts.items()}:
            raise PluginError(tekst("plugin_alleen_aandeel", beleid=regel))
        for naam, terms in accounts.items():
            mine[naam].revise(terms)

    def count_vrijkomst(self, t: int, vrijkomst: int, woning: int = 0, *, daeb: bool = False) -> None:
        """A woning fell free, at a rent at or under the DAEB huurgrens or not: entitlements on that basis grow."""
        self._count(t, vrijkomst, woning, _DAEB if daeb else _FREED)

    def count_toewijzing(self, t: int, vrijkomst: int, woning: int = 0, uncounted: Collection[str] = ()) -> None:
        """A woning was let: entitlements on that basis grow, but not those of the policies `uncounted`."""
        self._count(t, vrijkomst, woning, _LET, uncounted)

    def _count(self, t: int, vrijkomst: int, woning: int, bases: _Bases, uncounted: Collection[str] = ()) -> None:
        for rekening in self._counting[bases]:
            if rekening.regel not in uncounted:
                stand = self._of(t, rekening, woning)
                if posts := stand.count(t):
                    self._post(t, stand, posts, vrijkomst)

    def _present(self, t: int, rekening: Standen, woning: int) -> Stand:
        """The account for this woning, brought up to `t`."""
        stand = self._of(t, rekening, woning)
        if rekening.moves:
            self._post(t, stand, stand.advance(t))
        return stand

    def _of(self, t: int, rekening: Standen, woning: int) -> Stand:
        """The account for this woning, as it was last seen."""
        deel, stand = rekening.of(self._woningen, woning)
        if stand is None:
            stand = rekening.new(deel)
            self._open(t, stand)
        return stand

    def _served_by(self, asked: _Gevraagd) -> _Bediening:
        """The accounts that any letting consumes about which this is said."""
        served = self._serving.get(asked)
        if served is None:
            served = self._serving[asked] = _Bediening([one for one in self._rekeningen if one.serves(*asked)])
        return served

    def stands_still(self, claimant: str | None, marked: tuple[str, ...] = ()) -> bool:
        """Whether to look at the accounts that a letting through mediation consumes posts nothing and opens none.

        None changes by time alone, and none is of one deel: that opens when it is first looked at.
        """
        return self._served_by((claimant, marked, claimant is not None, False)).is_whole

    def accounts_for(
        self,
        t: int,
        woning: int,
        claimant: str | None = None,
        *,
        bemiddeling: bool = False,
        marked: Collection[str] = (),
        nieuw: bool = False,
    ) -> list[Stand]:
        """The accounts that a letting of `woning` at `t` consumes: the claimant's, caps on mediation, those `marked`.

        `marked` names the policies whose hook `beslag` says that it takes room; `nieuw` says that the woning did not
        fall free.
        """
        served = self._served_by((claimant, tuple(marked), bemiddeling, nieuw))
        if served.standen is not None:
            return served.standen
        found = [self._present(t, rekening, woning) for rekening in served.rekeningen]
        if served.is_whole:
            served.standen = found
        return found

    def without_room(
        self, accounts: list[Stand], claimant: str | None = None, *, kept: bool = False, acceptatie: int = -1
    ) -> list[Stand]:
        """Those of the accounts that have no room for one more, accepted at `acceptatie` (-1: in this year).

        A `per_claim` account of the claimant always has, unless the claim is on a right that it `kept`.
        """
        own, later = None if kept else claimant, acceptatie >= self._einde
        return [
            s
            for s in accounts
            if (later or s.saldo < 1)
            and self.room_of(s, acceptatie) < 1
            and (s.terms.opbouw != "per_claim" or s.regel != own)
        ]

    def room_of(self, stand: Stand, acceptatie: int) -> int:
        """The room of an account for a letting that is accepted at `acceptatie`.

        Of the lettings of a next year nothing has accrued yet.
        """
        return 0 if acceptatie >= self._einde and stand.terms.by_year_of_letting else stand.room

    def has_room(self, accounts: list[Stand], claimant: str | None = None, *, kept: bool = False) -> bool:
        """Whether each account has room for one more."""
        return not self.without_room(accounts, claimant, kept=kept)

    def note_lack(self, t: int, accounts: list[Stand], vrijkomst: int, gepasseerd: Gepasseerd) -> None:
        """These accounts had no room for this vrijkomst: written down once for each."""
        for stand in accounts:
            key = (self._nummer(stand), vrijkomst)
            if key not in self._gebrek:
                self._gebrek.add(key)
                self._recorder.row("ruimtegebrek", t, self._jaar, key[0], stand.deel, vrijkomst, gepasseerd)

    def owe(self, t: int, accounts: list[Stand], vrijkomst: int) -> None:
        """A claim was made on this vrijkomst that cannot be granted now: a right that is drawn is kept."""
        for stand in accounts:
            self._post(t, stand, stand.owe(), vrijkomst)

    def grant(self, t: int, accounts: list[Stand], vrijkomst: int, *, kept: bool = False) -> None:
        """Take one from the room of each account for this vrijkomst."""
        for stand in accounts:
            self._post(t, stand, stand.grant(t, vrijkomst, kept=kept), vrijkomst)

    def deliver(self, t: int, accounts: list[Stand], vrijkomst: int) -> None:
        """What was granted has been let."""
        for stand in accounts:
            self._post(t, stand, stand.deliver(), vrijkomst)

    def lapse(self, t: int, accounts: list[Stand], vrijkomst: int) -> None:
        """What was granted found nobody: it lapses."""
        for stand in accounts:
            self._post(t, stand, stand.lapse(), vrijkomst)

    def give_back(self, t: int, accounts: list[Stand], vrijkomst: int) -> None:
        """What was granted found nobody: it is room again."""
        for stand in accounts:
            self._post(t, stand, stand.give_back(vrijkomst), vrijkomst)

    def _nummer(self, stand: Stand) -> int:
        return self._nummers[stand.naam]

    def _post(self, t: int, stand: Stand, posts: Boekingen, vrijkomst: int = -1) -> None:
        for post, n in posts:
            if n:
                nummer = self._nummer(stand)
                self._recorder.row("grootboek", t, self._jaar, nummer, stand.deel, post, vrijkomst, n)

    def laws(self) -> dict[str, bool]:
        """What must hold in the books at every moment."""
        return {"every account adds up": all(stand.holds() for stand in self.standen)}

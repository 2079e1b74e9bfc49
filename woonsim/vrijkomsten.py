"""Vrijkomsten: every woning that fell free, as columns: its row is its number, and rows are only ever added.

What happens to many together reads and writes `kolommen` at their numbers; `Vrijkomst` is one of them, for what
happens to one at a time. Each vrijkomst has the same row in the columns of what was decided about it, `toewijzingen`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any, Generic, TypeVar, overload

import numpy as np
from numpy.typing import ArrayLike

from woonsim.begrippen import Begeleidingsvorm, Kanaal, Oorzaak
from woonsim.kolommen import GEEN, Int64, Narrow
from woonsim.stand import Stand

T = TypeVar("T")
_EERSTE_VERHUUR = int(Oorzaak.eerste_verhuur)


class _Kolommen:
    """Columns that grow together, one array each; a new row says that nothing is known yet."""

    def __init__(self, rows: int) -> None:
        raise NotImplementedError

    def _grow(self, old: int, new: int) -> None:
        """Have `new` rows instead of `old`."""
        for naam, column in vars(type(self)(new)).items():
            column[:old] = getattr(self, naam)
            setattr(self, naam, column)

    def _put(self, rows: int | slice | Int64, columns: dict[str, Any]) -> None:
        """Write these columns: one value for all `rows`, or one each."""
        own = vars(self)
        for naam, values in columns.items():
            own[naam][rows] = values


class Vrijkomstkolommen(_Kolommen):
    """Freed woningen from notice to keys: where each came from and how it was offered."""

    def __init__(self, rows: int) -> None:
        """So many rows of which nothing is known."""
        self.oorzaak: Narrow = np.zeros(rows, dtype=np.int8)
        self.keten: Narrow = np.zeros(rows, dtype=np.int32)
        self.schakel: Narrow = np.ones(rows, dtype=np.int16)
        self.opgezegd: Narrow = np.zeros(rows, dtype=np.int32)
        self.einde: Int64 = np.zeros(rows, dtype=np.int64)
        self.onttrokken: Narrow = np.zeros(rows, dtype=np.bool_)
        """It is not let again: sold, or waiting for demolition."""
        self.kanaal: Narrow = np.full(rows, int(Kanaal.aanbod), dtype=np.int8)
        """The adverts until it is settled otherwise."""
        self.rondes: Int64 = np.zeros(rows, dtype=np.int64)
        """Publications that ended unlet."""
        self.publicatie: Narrow = np.full(rows, -1, dtype=np.int32)
        """Moment of the first publication."""
        self.advertentie: Int64 = np.full(rows, -1, dtype=np.int64)
        """Its number among the woningen that were published, from 0."""
        self.reacties: Narrow = np.full(rows, -1, dtype=np.int32)
        """Valid reactions to the first publication."""
        self.weigeringen: Narrow = np.zeros(rows, dtype=np.int32)
        self.leeftijdslabel: Int64 = np.zeros(rows, dtype=np.int64)
        """Minimum age of the label with which it is on offer: that of the woning when it was published."""
        self.gemist_begeleiding: Narrow = np.zeros(rows, dtype=np.bool_)
        """A candidate fitted, but there was no support for him."""


class Toewijzingkolommen(_Kolommen):
    """Lettings that were decided, of `Toewijzing`; `huishouden` is GEEN where nobody was found yet."""

    def __init__(self, rows: int) -> None:
        """So many rows of which nothing is decided."""
        self.huishouden: Int64 = np.full(rows, GEEN, dtype=np.int64)
        self.kanaal: Narrow = np.zeros(rows, dtype=np.int8)
        self.regel: Narrow = np.full(rows, -1, dtype=np.int16)
        self.acceptatie: Narrow = np.zeros(rows, dtype=np.int32)
        self.sleutels: Int64 = np.zeros(rows, dtype=np.int64)
        self.plaats: Narrow = np.zeros(rows, dtype=np.int32)
        self.rondes: Narrow = np.zeros(rows, dtype=np.int32)
        self.met_voorrang: Narrow = np.zeros(rows, dtype=np.bool_)
        self.in_regeling: Narrow = np.zeros(rows, dtype=np.bool_)
        self.is_extra: Narrow = np.zeros(rows, dtype=np.bool_)
        self.begeleiding: Narrow = np.zeros(rows, dtype=np.int8)
        self.wacht_op_begeleiding: Narrow = np.zeros(rows, dtype=np.int32)


@dataclass(eq=False)
class Toewijzing:
    """A letting that was decided: to whom, through what, and when it takes effect."""

    huishouden: int
    kanaal: Kanaal
    regel: int
    acceptatie: int
    sleutels: int
    plaats: int
    rondes: int
    met_voorrang: bool = False
    in_regeling: bool = False
    is_extra: bool = False
    begeleiding: Begeleidingsvorm = Begeleidingsvorm.geen
    wacht_op_begeleiding: int = 0
    """By how much the keys waited for support [minutes]."""
    rekeningen: list[Stand] = field(default_factory=list)
    """Accounts from which it was granted."""


class _Veld(Generic[T]):
    """What the column of this name holds of one vrijkomst."""

    def __init__(self, soort: Callable[[Any], T]) -> None:
        self._soort = soort

    def __set_name__(self, owner: type, naam: str) -> None:
        self._naam = naam

    def __get__(self, one: Vrijkomst, owner: type) -> T:
        return self._soort(getattr(one.tabel.kolommen, self._naam).item(one.nummer))

    def __set__(self, one: Vrijkomst, value: T) -> None:
        getattr(one.tabel.kolommen, self._naam)[one.nummer] = value


class Vrijkomst:
    """One freed woning: reads and writes its row."""

    __slots__ = ("nummer", "tabel", "woning")

    oorzaak = _Veld(Oorzaak)
    keten = _Veld(int)
    schakel = _Veld(int)
    opgezegd = _Veld(int)
    einde = _Veld(int)
    onttrokken = _Veld(bool)
    kanaal = _Veld(Kanaal)
    rondes = _Veld(int)
    advertentie = _Veld(int)
    weigeringen = _Veld(int)
    leeftijdslabel = _Veld(int)
    gemist_begeleiding = _Veld(bool)

    def __init__(self, tabel: Vrijkomsttabel, nummer: int, woning: int) -> None:
        """Number `nummer` of the table, which is of `woning`."""
        self.tabel, self.nummer, self.woning = tabel, nummer, woning

    @property
    def is_nieuw(self) -> bool:
        """It is let for the first time: it did not fall free."""
        return bool(self.tabel.kolommen.oorzaak.item(self.nummer) == _EERSTE_VERHUUR)

    @property
    def geweigerd_door(self) -> frozenset[int]:
        """Candidates who refused it when it was mediated."""
        return self.tabel.geweigerd_door.get(self.nummer, frozenset())

    @geweigerd_door.setter
    def geweigerd_door(self, rows: frozenset[int]) -> None:
        self.tabel.geweigerd_door[self.nummer] = rows

    @property
    def toewijzing(self) -> Toewijzing | None:
        """The letting that was decided, if one was."""
        naar, nummer = self.tabel.toewijzingen, self.nummer
        if naar.huishouden[nummer] == GEEN:
            return None
        told: dict[str, Any] = {naam: column[nummer].item() for naam, column in vars(naar).items()}
        told |= {"kanaal": Kanaal(told["kanaal"]), "begeleiding": Begeleidingsvorm(told["begeleiding"])}
        return Toewijzing(**told, rekeningen=self.tabel.rekeningen.get(nummer, []))


class Vrijkomsten(Sequence[Vrijkomst]):
    """Some freed woningen, in order; a column of theirs is the attribute of its name."""

    def __init__(self, tabel: Vrijkomsttabel, nummer: Int64, woning: Int64) -> None:
        """Those with these numbers, which are of these woningen."""
        self.tabel, self.nummer, self.woning = tabel, nummer, woning

    def __len__(self) -> int:
        """How many they are."""
        return len(self.nummer)

    @overload
    def __getitem__(self, place: int) -> Vrijkomst: ...
    @overload
    def __getitem__(self, place: slice | Narrow) -> Vrijkomsten: ...
    def __getitem__(self, place: int | slice | Narrow) -> Vrijkomst | Vrijkomsten:
        """The one at a place, or those at places."""
        if isinstance(place, int):
            return Vrijkomst(self.tabel, int(self.nummer[place]), int(self.woning[place]))
        return Vrijkomsten(self.tabel, self.nummer[place], self.woning[place])

    def __iter__(self) -> Iterator[Vrijkomst]:
        """Each of them, in order."""
        return map(Vrijkomst, repeat(self.tabel), self.nummer.tolist(), self.woning.tolist())

    def __getattr__(self, naam: str) -> Narrow:
        """The column `naam` of `Vrijkomstkolommen`."""
        if naam[0] == "_" or naam == "tabel":
            raise AttributeError(naam)
        column: Narrow = getattr(self.tabel.kolommen, naam)[self.nummer]
        return column

    def toewijzing(self, naam: str) -> Narrow:
        """The column `naam` of `Toewijzingkolommen`."""
        column: Narrow = getattr(self.tabel.toewijzingen, naam)[self.nummer]
        return column

    @property
    def is_nieuw(self) -> Narrow:
        """Which of them are let for the first time."""
        return np.asarray(self.tabel.kolommen.oorzaak[self.nummer] == _EERSTE_VERHUUR)

    def told(self, namen: Sequence[str], *, toewijzing: bool = False) -> list[Any]:
        """These columns, of what was decided if so said; of one vrijkomst its values."""
        columns = vars(self.tabel.toewijzingen if toewijzing else self.tabel.kolommen)
        if len(self.nummer) > 1:
            return [columns[naam][self.nummer] for naam in namen]
        one = self.nummer.item()
        return [columns[naam].item(one) for naam in namen]


class Vrijkomsttabel:
    """All of them, by number; and by woning the one that is open: that has no new tenant yet."""

    def __init__(self, woningen: int) -> None:
        """Nothing fell free yet, of so many woningen."""
        self.aantal, self._room = 0, 1024
        self.kolommen, self.toewijzingen = Vrijkomstkolommen(self._room), Toewijzingkolommen(self._room)
        self.open: Int64 = np.full(woningen, GEEN)
        """By woning the number of its open vrijkomst, GEEN without one: each has at most one."""
        self.geweigerd_door: dict[int, frozenset[int]] = {}
        """Candidates who refused one when it was mediated."""
        self.rekeningen: dict[int, list[Stand]] = {}
        """Accounts from which was granted what is not accepted yet."""

    def __getitem__(self, woning: int) -> Vrijkomst:
        """The open one of a woning; raises KeyError when it has none."""
        if (number := int(self.open[woning])) == GEEN:
            raise KeyError(woning)
        return Vrijkomst(self, number, woning)

    def of(self, woningen: Sequence[int] | Int64) -> Vrijkomsten:
        """The open ones of these woningen; raises KeyError when one has none."""
        rows = np.array(woningen, dtype=np.int64)
        numbers = self.open[rows]
        if (numbers == GEEN).any():
            raise KeyError(int(rows[numbers == GEEN][0]))
        return Vrijkomsten(self, numbers, rows)

    def add(self, woningen: Int64, bronnen: Vrijkomsten | None, **columns: ArrayLike) -> Vrijkomsten:
        """These woningen fall free; each goes on in the chain of its one of `bronnen`, or begins one."""
        numbers = np.arange(self.aantal, self.aantal + len(woningen))
        self.aantal += len(woningen)
        if self.aantal > self._room:
            old, self._room = self._room, 2 * self.aantal
            self.kolommen._grow(old, self._room)
            self.toewijzingen._grow(old, self._room)
        columns["keten"] = numbers
        if bronnen is not None:
            columns["keten"], columns["schakel"] = bronnen.keten, bronnen.schakel + 1
        self.kolommen._put(slice(self.aantal - len(woningen), self.aantal), columns)
        self.open[woningen] = numbers
        return Vrijkomsten(self, numbers, woningen)

    def decide(self, numbers: int | Int64, columns: dict[str, Any]) -> None:
        """Write down the lettings that were decided: columns of `Toewijzingkolommen`."""
        self.toewijzingen._put(numbers, columns)

    def close(self, woningen: Int64) -> None:
        """These have a new tenant, or will not be let again."""
        if self.geweigerd_door:
            for number in self.open[woningen].tolist():
                self.geweigerd_door.pop(number, None)
        self.open[woningen] = GEEN

"""Proef: some woningzoekenden, some woningen and a moment, about which a policy is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from woonsim.aangeboden_woningen import AangebodenWoningen
from woonsim.begrippen import Doelgroep
from woonsim.draw import Draws, entity_key
from woonsim.hookspecs import Draw
from woonsim.kalender import Kalender
from woonsim.kolommen import GEEN, NOOIT, Huishoudens, Int64, Woningen
from woonsim.rijen import Deel
from woonsim.verslag import Rekeningverslag, Verslag
from woonsim.wetgeving import Wetgeving, wetgeving_jaren
from woonsim.woningzoekenden import Woningzoekenden

INDEXERING = 0.03
NAMEN = ("Anna", "Bram", "Cees", "Dora", "Emma", "Frits")
NUMMERS = (0, 1, 2)
"""The corporaties and kernen that there are."""
SIDES = ("woningzoekende", "kandidaat", "woning")
"""The arguments of hooks that are rows."""
LOSSE_KOLOMMEN = {"duur": "wie", "ruimte": "woning"}
"""The arguments of hooks that are one column, and whose: of who seeks, or of the woning."""
_KALENDER = Kalender(date(wetgeving_jaren()[0], 1, 1), 1)
"""Of a run that begins with the first table of the law."""
_ELSEWHERE = {0: 2, 1: 0, 2: 1}
"""Another number for each corporatie and kern."""

Kenmerken: TypeAlias = dict[str, Any]
"""The columns of one huishouden or woning, by name; `leeftijd` in minutes, and what is not named ordinary."""
Pair: TypeAlias = tuple[int, int]

ZOEKENDE: Kenmerken = {
    "leeftijd": 40 * 525_960,
    "personen": 1,
    "inkomen_eur": 24_000.0,
    "herkomst": 0,
    "doelgroep": 0,
    "woonsituatie": 0,
    "kern": 0,
    "woning": GEEN,
    "sinds": 0,
    "inschrijfdatum": -525_960,
    "zoekstatus": 2,
    "eerste_reactie": GEEN,
    "voorrang_tot": -NOOIT,
    "aanmelding_corporatie": GEEN,
    "duur": 0,
}
"""An ordinary woningzoekende; `duur` is how long it would seek with voorrang [minutes]."""
WONING: Kenmerken = {
    "corporatie": 0,
    "kern": 0,
    "woningtype": 0,
    "kamers": 3,
    "rekenhuur_eur": 600.0,
    "toegankelijkheid": 0,
    "leeftijdslabel": 0,
}
"""An ordinary woning; these are the columns of the stock."""
VRIJKOMST: Kenmerken = {"aantrekkelijkheid": 1.0, "n_huur": 1, "rondes": 0, "advertentie": 0, "ruimte": 1}
"""And what belongs to its vacancy; `ruimte` is that of the policy's accounts for it."""


def begin_of(jaar: int) -> int:
    """The first minute of a calendar year."""
    return _KALENDER.minuten(date(jaar, 1, 1))


def een_verslag(jaar: int) -> Verslag:
    """A report that `jaarcyclus` can be asked about in a year, with one account."""
    boek = Rekeningverslag(0, 9, 1, 7, 1, 0)
    return Verslag(jaar - 2, 200, 190, {"mijn_regel": boek}, dict.fromkeys(Doelgroep, 1), "mijn_regel")


@dataclass(frozen=True)
class Proef:
    """What a hook is asked about: pairs of a woningzoekende and a woning, by their place in the lists.

    A hook without woning gets the woningzoekenden of the pairs, and the reverse. With `is_hernummerd` every key
    and every number of a corporatie or kern is another one, while each draws what it drew (decision 28).
    """

    jaar: int
    t: int
    zoekenden: tuple[Kenmerken, ...]
    woningen: tuple[Kenmerken, ...]
    paren: tuple[Pair, ...]
    verslag: Verslag | None = None
    is_hernummerd: bool = False
    houdt_nummers: bool = False
    """Renumbered, corporaties and kernen keep their numbers: the policy names them in its parameters."""

    def __len__(self) -> int:
        """The number of rows."""
        return len(self.paren)

    def with_pairs(self, paren: Iterable[Pair]) -> Proef:
        """The same people and woningen in other rows."""
        return replace(self, paren=tuple(paren))

    def renumbered(self, *, keep_numbers: bool) -> Proef:
        """The same under other names."""
        return replace(self, is_hernummerd=True, houdt_nummers=keep_numbers)

    def orders(self) -> Iterator[list[int]]:
        """Other orders of the rows: back to front, and each one further."""
        rows = list(range(len(self)))
        yield rows[::-1]
        yield rows[1:] + rows[:1]

    def offer(self, *, read_only: bool = False) -> Aanbod:
        """The arguments of a hook, made afresh."""
        return Aanbod(self, read_only=read_only)


def smaller(proef: Proef) -> Iterator[Proef]:
    """The same with a row less, with a column of somebody as usual, or with something of everybody's."""
    # With no row at all there is nobody to tell of.
    for left_out in range(len(proef.paren) if len(proef.paren) > 1 else 0):
        yield proef.with_pairs(proef.paren[:left_out] + proef.paren[left_out + 1 :])
    used = [set(numbers) for numbers in zip(*proef.paren)] or [set(), set()]
    if any(len(numbers) for numbers in used):
        yield from _without_bystanders(proef, *map(sorted, used))
    for field, ordinary, numbers in (("zoekenden", ZOEKENDE, used[0]), ("woningen", WONING | VRIJKOMST, used[1])):
        people: tuple[Kenmerken, ...] = getattr(proef, field)
        for i in sorted(numbers):
            for name in people[i]:
                less = {key: value for key, value in people[i].items() if key != name}
                if people[i][name] != ordinary.get(name, object()):
                    changed: Any = {field: (*people[:i], less, *people[i + 1 :])}
                    yield replace(proef, **changed)


def _without_bystanders(proef: Proef, who: list[int], what: list[int]) -> Iterator[Proef]:
    """The same without people and woningen that are in no row, if there are any."""
    if len(who) < len(proef.zoekenden) or len(what) < len(proef.woningen):
        yield replace(
            proef,
            zoekenden=tuple(proef.zoekenden[i] for i in who),
            woningen=tuple(proef.woningen[j] for j in what),
            paren=tuple((who.index(i), what.index(j)) for i, j in proef.paren),
        )


class Invoer(Deel):
    """Rows that can be written to, to see who does; what was read is in `__dict__`."""

    def __getattr__(self, name: str) -> NDArray[Any]:
        """A copy of the column `name`."""
        if name.startswith("_"):
            raise AttributeError(name)
        column = np.array(getattr(self._source, name)[self._index])
        self.__dict__[name] = column
        return column

    def take(self, index: Int64) -> Invoer:
        """The rows at `index` of these rows."""
        return Invoer(self, index)

    def worked_out(self, column: Callable[..., NDArray[Any]], *given: Any) -> NDArray[Any]:
        """Asked of these very rows, so that what it reads is seen."""
        return column(self, *given)


class Lot:
    """The draws of a policy; a renumbered key draws what the key that it stands for drew."""

    def __init__(self, stands_for: dict[int, int] | None) -> None:
        """Draw under a name of its own; `stands_for`: new key -> old key."""
        self._draw = Draws(1, 0).within("beleid.proef").uniform
        self._stands_for = stands_for
        self.drawn: dict[str, list[float]] = {}
        """By purpose what was drawn, when for one row each time."""
        self.unknown = False
        """It was asked to draw for a key that is no huishouden, woning or vacancy."""

    def __call__(self, purpose: str, *keys: Any) -> NDArray[np.float64]:
        """As `hookspecs.Draw`."""
        lots = self._draw(purpose, *[self._old(key) for key in keys])
        if lots.size == 1:
            self.drawn.setdefault(purpose, []).append(lots.item())
        return lots

    def _old(self, key: Any) -> Any:
        if self._stands_for is None:
            return key
        asked = np.asarray(key).ravel().tolist()
        self.unknown |= any(number not in self._stands_for for number in asked)
        return np.array([self._stands_for.get(number, number) for number in asked], dtype=np.asarray(key).dtype)


class Aanbod:
    """The arguments offered to a hook for one proef; `rijen` by the name of the argument."""

    def __init__(self, proef: Proef, *, read_only: bool) -> None:
        """Build the columns of `proef`, read-only as in a run or writable."""
        self._proef = proef
        homes = _offered(proef)
        huishoudens, woningen = _huishoudens(proef), homes._woningen
        zoekende = np.array([i for i, _ in proef.paren], dtype=np.int64)
        woning = np.array([j for _, j in proef.paren], dtype=np.int64)
        seen = Woningzoekenden(huishoudens, np.arange(len(huishoudens)), proef.t, 1.0, woningen)
        kind = Deel if read_only else Invoer
        self.rijen = {
            "woningzoekende": kind(seen, zoekende),
            "kandidaat": kind(seen, zoekende),
            "woning": kind(homes, woning),
        }
        self.kolommen = {
            "duur": np.array(
                [proef.zoekenden[i].get("duur", ZOEKENDE["duur"]) for i, _ in proef.paren], dtype=np.int64
            ),
            "ruimte": np.array(
                [proef.woningen[j].get("ruimte", VRIJKOMST["ruimte"]) for _, j in proef.paren], dtype=np.int64
            ),
        }
        for column in self.kolommen.values():
            column.flags.writeable = not read_only
        self.lot = Lot(_stands_for(proef) if proef.is_hernummerd else None)

    def arguments(self) -> dict[str, Any]:
        """Every argument that a hook can ask for."""
        draw: Draw = self.lot
        t, jaar = self._proef.t, self._proef.jaar
        moment = {"t": t, "jaar": jaar, "datum": _KALENDER.datum(t), "wet": Wetgeving(INDEXERING)}
        return {**self.rijen, **self.kolommen, **moment, "draw": draw, "verslag": self._proef.verslag}

    def read(self) -> dict[str, list[str]]:
        """Which columns were read, per argument."""
        return {side: [c for c in vars(rows) if not c.startswith("_")] for side, rows in self.rijen.items()}


def _keys(kind: str, n: int, *, renumbered: bool) -> NDArray[np.uint64]:
    keys = entity_key(kind, np.arange(n)) if n else np.empty(0, dtype=np.uint64)
    # Their order is turned round.
    return np.invert(keys) if renumbered else keys


def _column(people: tuple[Kenmerken, ...], ordinary: Kenmerken, name: str) -> list[Any]:
    return [person.get(name, ordinary[name]) for person in people]


def _numbers(proef: Proef, values: list[int]) -> list[int]:
    if not proef.is_hernummerd or proef.houdt_nummers:
        return values
    return [_ELSEWHERE.get(value, value) for value in values]


def _huishoudens(proef: Proef) -> Huishoudens:
    people, n = proef.zoekenden, len(proef.zoekenden)
    extra = sorted({name for person in people for name in person} - set(ZOEKENDE))
    columns = {name: _column(people, ZOEKENDE, name) for name in ZOEKENDE}
    columns |= {name: [person.get(name, Huishoudens._DTYPES[name][1]) for person in people] for name in extra}
    del columns["duur"]
    columns["geboren"] = [proef.t - minutes for minutes in columns.pop("leeftijd")]
    for name in ("kern", "aanmelding_corporatie"):
        columns[name] = _numbers(proef, columns[name])
    huishoudens = Huishoudens(n)
    huishoudens.append(n, sleutel=_keys("huishouden", n, renumbered=proef.is_hernummerd), **columns)
    return huishoudens


def _offered(proef: Proef) -> AangebodenWoningen:
    """The woningen of a proef as they are on offer."""
    n = len(proef.woningen)
    columns = {name: _column(proef.woningen, WONING, name) for name in WONING}
    for name in ("kern", "corporatie"):
        columns[name] = _numbers(proef, columns[name])
    woningen = Woningen(_keys("woning", n, renumbered=proef.is_hernummerd), **columns)
    vrijkomst = {name: np.array(_column(proef.woningen, VRIJKOMST, name)) for name in VRIJKOMST if name != "ruimte"}
    woningen.aantrekkelijkheid, woningen.n_huur = vrijkomst["aantrekkelijkheid"], vrijkomst["n_huur"]
    for name in other_columns(woningen):
        values = [woning.get(name, 0) for woning in proef.woningen]
        setattr(woningen, name, np.array(_numbers(proef, values) if name == "complex" else values, dtype=np.int64))
    return AangebodenWoningen(woningen, np.arange(n), vrijkomst["rondes"], advertentie=vrijkomst["advertentie"])


def other_columns(woningen: Woningen) -> list[str]:
    """Whole-number columns of woningen that policies read and this module has no ordinary value for."""
    known = {*WONING, *VRIJKOMST, "sleutel"}
    seen = set(AangebodenWoningen.columns()) - known
    columns = {name: vars(woningen).get(name) for name in seen}
    return sorted(name for name, column in columns.items() if column is not None and column.dtype.kind == "i")


def _stands_for(proef: Proef) -> dict[int, int]:
    """For each key of the renumbered proef the key of the proef that it was: of one, and of a pair."""
    people, homes, woningen = [], [], []
    for each in (proef, replace(proef, is_hernummerd=False)):
        offered = _offered(each)
        people.append(_huishoudens(each).sleutel)
        homes.append(offered.vrijkomst)
        woningen.append(offered.woning)
    pairs = [(who[:, None] ^ home[None, :]).ravel() for who, home in zip(people, homes)]
    return {new: old for kind in (people, woningen, homes, pairs) for new, old in zip(*(k.tolist() for k in kind))}

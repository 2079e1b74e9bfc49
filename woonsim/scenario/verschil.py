"""Verschil: in what two versions of a scenario differ, by what their values mean and not by how they are written.

5% and 0.05, a scalar and its long form, a default that is left out and one that is written: these are equal, and so
are lists of entries in another order, but for `beleid`. What a number rests on (`bron`, `aanname`, `marge`,
`toelichting`) and what is not played (`naam`, `vraag`, `bronnen`) is not compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel

from woonsim.scenario.grootheid import LONG_FORM
from woonsim.scenario.klassen import HERKOMST_KEYS
from woonsim.scenario.model import Scenario

_NOT_COMPARED = ("naam", "vraag", "bronnen", "wijzigingen", "varianten", "hoofdindicatoren", "beleid")
_SILENT = {*HERKOMST_KEYS, "marge", "toelichting"}
_MOST_COMPARED = 40_000
"""Pairs of unnamed entries that are compared; of longer lists what is not equal was taken away and added."""
Soort = Literal["beleid_erbij", "beleid_weg", "beleid_verplaatst", "waarde", "erbij", "weg"]


class Stap(NamedTuple):
    """One step of a path: a key of the file, or the name of an entry of a list."""

    tekst: str
    is_naam: bool = False


class Plaats(NamedTuple):
    """Between which policies one stands; empty at an end of the list."""

    na: str
    voor: str


@dataclass(frozen=True)
class Regel:
    """A policy: its parameters as they are meant, as they are given, and what they are by default, in words."""

    naam: str
    soort: str
    betekenis: Mapping[str, Any]
    gegeven: Mapping[str, Any]
    standaard: Mapping[str, Any]

    @property
    def geschreven(self) -> dict[str, Any]:
        """Every parameter as written, else its default."""
        return {**self.standaard, **self.gegeven}


@dataclass(frozen=True)
class Inhoud:
    """A scenario to compare: what `plain` makes of it, the tree of its file, and its policies in order."""

    betekenis: Mapping[str, Any]
    geschreven: Mapping[str, Any]
    regels: tuple[Regel, ...]

    @classmethod
    def of(cls, scenario: Scenario, data: Mapping[str, Any], regels: tuple[Regel, ...]) -> Inhoud:
        """The version that is `scenario`, whose file holds `data`."""
        meant = {key: value for key, value in plain(scenario).items() if key not in _NOT_COMPARED}
        return cls(meant, data, regels)


@dataclass(frozen=True)
class Verschil:
    """One difference: what changed at `pad`, `van` and `naar` as written; empty is what is not given.

    Of a policy `pad` is ``beleid``, its name; and `plaats` where it stands now, `was` where it stood.
    """

    soort: Soort
    pad: tuple[Stap, ...]
    van: str = ""
    naar: str = ""
    beleidssoort: str = ""
    plaats: Plaats | None = None
    was: Plaats | None = None


def plain(value: Any) -> Any:
    """A value of the model as plain data: sections as tables, words as text, without what is not given."""
    if isinstance(value, BaseModel):
        named: Any = ((name, getattr(value, name)) for name in type(value).model_fields)
    elif is_dataclass(value) and not isinstance(value, type):
        named = ((field.name, getattr(value, field.name)) for field in fields(value))
    elif isinstance(value, Mapping):
        named = value.items()
    elif isinstance(value, Enum):
        return value.name
    elif isinstance(value, list | tuple):
        return [plain(each) for each in value]
    elif isinstance(value, set | frozenset):
        return sorted((plain(each) for each in value), key=repr)
    else:
        return value
    return {str(key): plain(each) for key, each in named if each is not None and key not in _SILENT}


def differences(a: Inhoud, b: Inhoud) -> list[Verschil]:
    """What `b` changes in `a`: in the policies and their order first, then in the rest, in the order of the model."""
    rest = _of_tables((), a.betekenis, b.betekenis, a.geschreven, b.geschreven)
    return [*_of_policies(a.regels, b.regels), *rest]


def _of_policies(a: tuple[Regel, ...], b: tuple[Regel, ...]) -> Iterator[Verschil]:
    # another type under the same name is another policy
    old, new = ({(regel.naam, regel.soort): regel for regel in regels} for regels in (a, b))
    was, now = _places(a), _places(b)
    for key, regel in old.items():
        if key not in new:
            yield Verschil("beleid_weg", _policy(regel), beleidssoort=regel.soort, was=was[key])
    stays = _longest_rising([list(old).index(key) for key in new if key in old])
    for key, regel in new.items():
        if key not in old:
            text = _content(regel.gegeven)
            yield Verschil("beleid_erbij", _policy(regel), naar=text, beleidssoort=regel.soort, plaats=now[key])
        elif list(old).index(key) not in stays:
            moved = Verschil("beleid_verplaatst", _policy(regel), beleidssoort=regel.soort)
            yield replace(moved, plaats=now[key], was=was[key])
    for key in (key for key in new if key in old):
        one, other = old[key], new[key]
        yield from _of_tables(_policy(one), one.betekenis, other.betekenis, one.geschreven, other.geschreven)


def _policy(regel: Regel) -> tuple[Stap, ...]:
    return Stap("beleid"), Stap(regel.naam, is_naam=True)


def _places(regels: tuple[Regel, ...]) -> dict[tuple[str, str], Plaats]:
    """Between which others each policy stands, by its name and type."""
    names = ["", *(regel.naam for regel in regels), ""]
    return {(regel.naam, regel.soort): Plaats(before, after) for regel, before, after in zip(regels, names, names[2:])}


def _longest_rising(numbers: list[int]) -> set[int]:
    """The most of these numbers that stand in rising order: what need not have been moved."""
    best: list[tuple[int, ...]] = [()]
    for number in numbers:
        rising = max((row for row in best if not row or row[-1] < number), key=len)
        best.append((*rising, number))
    longest = max(best, key=len)
    return set(longest)


def _walk(pad: tuple[Stap, ...], a: Any, b: Any, raw_a: Any, raw_b: Any) -> Iterator[Verschil]:
    """What differs at `pad`, where `a` and `b` stand, both given in meaning."""
    if _equal(a, b):
        return
    tables = [isinstance(each, Mapping) for each in (a, b, raw_a, raw_b)]
    if all(tables) and set(a) & set(b):
        yield from _of_tables(pad, a, b, raw_a, raw_b)
    elif _are_entries(a) and _are_entries(b):
        yield from _of_entries(pad, a, b, raw_a or [], raw_b or [])
    else:
        yield Verschil("waarde", pad, written(raw_a), written(raw_b))


def _of_tables(
    pad: tuple[Stap, ...], a: Mapping[str, Any], b: Mapping[str, Any], raw_a: Any, raw_b: Any
) -> Iterator[Verschil]:
    for key in dict.fromkeys([*a, *b]):
        here, raw = (*pad, Stap(key)), (raw_a.get(key), raw_b.get(key))
        if key in a and key in b:
            yield from _walk(here, a[key], b[key], *raw)
            continue
        van, naar = (written(each, whole=False) for each in raw)
        is_part = isinstance(a.get(key, b.get(key)), Mapping | list)
        yield Verschil("waarde" if not is_part else "weg" if key in a else "erbij", here, van, naar)


def _are_entries(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, Mapping) for each in value)


def _of_entries(pad: tuple[Stap, ...], a: list[Any], b: list[Any], raw_a: list[Any], raw_b: list[Any]) -> Any:
    """Entries of two lists, in any order: by their names, else what is most alike beside each other."""
    pairs, left, new = _paired(a, b)
    for i, j in pairs:
        here = (*pad, _entry(a[i], raw_a[i]))
        yield from _walk(here, a[i], b[j], raw_a[i], raw_b[j])
    for i in left:
        yield Verschil("weg", (*pad, _entry(a[i], raw_a[i])), van=_content(raw_a[i]))
    for j in new:
        yield Verschil("erbij", (*pad, _entry(b[j], raw_b[j])), naar=_content(raw_b[j]))


def _content(raw: Mapping[str, Any]) -> str:
    """What an entry says but for its name."""
    return written({key: value for key, value in raw.items() if key != "naam"}, whole=False)


def _paired(a: list[Any], b: list[Any]) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    """Numbers of entries that are the same one, those only in `a` and those only in `b`."""
    left, new, pairs = [*range(len(a))], [*range(len(b))], []
    for i, j in _candidates(a, b):
        if i in left and j in new:
            pairs.append((i, j))
            left.remove(i)
            new.remove(j)
    return sorted(pairs), left, new


def _candidates(a: list[Any], b: list[Any]) -> Iterator[tuple[int, int]]:
    """Entries that may be the same one: first those that are equal, then the others, the most alike first."""
    where: dict[str, list[int]] = {}
    for j, other in enumerate(b):
        where.setdefault(_canonical(other), []).append(j)
    unequal = []
    for i, one in enumerate(a):
        same = where.get(_canonical(one))
        if same:
            yield i, same.pop(0)
        else:
            unequal.append(i)
    others = [j for numbers in where.values() for j in numbers]
    if len(unequal) * len(others) <= _MOST_COMPARED:
        alike = [(-_likeness(a[i], b[j]), abs(i - j), i, j) for i in unequal for j in others]
        yield from ((i, j) for likeness, _, i, j in sorted(alike) if likeness < 0)


def _likeness(one: Mapping[str, Any], other: Mapping[str, Any]) -> float:
    """0: not the same entry; else the share of its values that are equal."""
    if "naam" in one or "naam" in other:
        return float(one.get("naam") == other.get("naam"))
    keys = {*one, *other}
    share = sum(key in one and key in other and _equal(one[key], other[key]) for key in keys) / max(len(keys), 1)
    return share if share > 0.5 else 0.0


def _entry(meant: Mapping[str, Any], raw: Any) -> Stap:
    """What an entry is called: its name, else the words in it."""
    if "naam" in meant:
        return Stap(str(meant["naam"]), is_naam=True)
    words = [value for key, value in raw.items() if isinstance(value, str) and isinstance(meant.get(key), str)]
    kamers = [f"{meant['kamers']}k"] if "kamers" in meant else []
    return Stap(" ".join([*words, *kamers]), is_naam=True)


def _equal(a: Any, b: Any) -> bool:
    """Whether two plain values mean the same; entries of a list in any order."""
    return _canonical(a) == _canonical(b)


def _canonical(value: Any) -> str:
    """Text that is the same for what means the same, to twelve digits."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(sorted(f'{key!r}: {_canonical(each)}' for key, each in value.items()))}}}"
    if isinstance(value, list):
        texts = [_canonical(each) for each in value]
        return f"[{', '.join(sorted(texts) if _are_entries(value) else texts)}]"
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return f"{value:.12g}" if is_number else repr(value)


def written(raw: Any, *, whole: bool = True) -> str:
    """A part of a file in words, without what it rests on; `whole`: a table within other words gets brackets."""
    if raw is None:
        return ""
    if isinstance(raw, Mapping):
        if "waarde" in raw and set(raw) <= set(LONG_FORM):
            waarde, eenheid = written(raw["waarde"]), str(raw.get("eenheid", ""))
            return waarde if waarde.endswith(eenheid) else f"{waarde} {eenheid}"
        cells = [f"{key} {written(value)}".strip() for key, value in raw.items() if key not in _SILENT]
        text = ", ".join(cells)
        return f"({text})" if whole and len(cells) > 1 else text
    if isinstance(raw, list):
        return f"[{', '.join(written(each) for each in raw)}]"
    return str(raw).lower() if isinstance(raw, bool) else str(raw)

"""Assumption sets: what a scenario assumes, drawn anew from its margins (a Latin hypercube, keyed).

Every number marked `aanname` (its own, or that of the part it stands in) with a `marge` is drawn; half of the
sets lie below its value and half above, each half evenly spread over its side of the margin, and a value at the
edge of its margin has the whole margin evenly spread. Of each assumption the draws depend on the seed, its path
and the number of sets only: what else is assumed changes nothing. A set is a list of changes as `--set` reads
them. What cannot be drawn freely (shares bound to a sum, what the reader refuses) stays at its value in every
set and is named, with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from woonsim.draw import Draws
from woonsim.errors import Fault, ScenarioError, UsageError
from woonsim.scenario.overlay import Wijziging, path_of
from woonsim.scenario.pad import written_path
from woonsim.scenario.tree import Path, Tree, dotted
from woonsim.schermteksten import tekst

OPTION = "--aannames"
Read = Callable[[Sequence[Wijziging]], object]
"""Reads the scenario with these changes, under every variant there is; raises `ScenarioError`."""

_NUMBER = re.compile(r"([-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?)\s*(.*)")
_LOOKS_LIKE_THOUSANDS = re.compile(r"[1-9]\d{0,2}\.\d{3}")


@dataclass(frozen=True)
class Aanname:
    """A number that is assumed: `pad` as `--set` takes it, its margin and value in `eenheid`, as written.

    `omschrijving` is what a reader calls it; `reden` what the scenario says about it; `is_geheel` tells that fractions
    are refused.
    """

    pad: str
    omschrijving: str
    reden: str
    low: float
    waarde: float
    high: float
    eenheid: str
    path: Path
    is_geheel: bool = False

    def at(self, u: NDArray[np.float64]) -> NDArray[np.float64]:
        """The values at `u` in (0, 1), with the value of the scenario as their median."""
        low, high = (self.low - 0.5, self.high + 0.5) if self.is_geheel else (self.low, self.high)
        is_edge = self.waarde in (self.low, self.high)
        knots = ([0.0, 1.0], [low, high]) if is_edge else ([0.0, 0.5, 1.0], [low, self.waarde, high])
        values = np.interp(u, *knots)
        drawn = np.rint(values) if self.is_geheel else np.array([float(self._digits(value)) for value in values])
        return np.clip(drawn, self.low, self.high)

    def change(self, value: float) -> Wijziging:
        """The change that gives it this value."""
        return Wijziging(f"{self.pad}={self.written(value)}", OPTION)

    def written(self, value: float) -> str:
        """A value as the scenario would have it, with its unit."""
        unit = self.eenheid if self.eenheid in ("", "%") else f" {self.eenheid}"
        return f"{self._digits(value)}{unit}"

    def _digits(self, value: float) -> str:
        text = f"{value:.12g}" if self.is_geheel or value in (self.low, self.high) else f"{value:.5g}"
        # what may have been meant as thousands is refused
        return f"{value:.2f}" if self.eenheid and _LOOKS_LIKE_THOUSANDS.fullmatch(text) else text


@dataclass(frozen=True)
class Vast:
    """An assumption that stays at its value in every set, and why."""

    pad: str
    reden: str


@dataclass(frozen=True)
class Aannamesets:
    """Sets of values for `aannames`: `waarden` (sets x aannames) in the unit of each, `wijzigingen` per set."""

    aannames: tuple[Aanname, ...]
    vast: tuple[Vast, ...]
    waarden: NDArray[np.float64]

    @property
    def wijzigingen(self) -> list[tuple[Wijziging, ...]]:
        """Per set the changes that make it."""
        return [tuple(a.change(value) for a, value in zip(self.aannames, row, strict=True)) for row in self.waarden]


def find_aannames(tree: Tree, paden: Sequence[str] = ()) -> tuple[list[Aanname], list[Vast]]:
    """What a scenario assumes and can be drawn, and what cannot; of `paden` only what is at or below one of them.

    Raises:
        UsageError: there is nothing at one of `paden`, or nothing is assumed there.
    """
    found = list(_walk((), tree.data, is_assumed=False))
    wanted = [path_of(tree, pad) for pad in paden]
    for pad, top in zip(paden, wanted, strict=True):
        if not any(_is_under(path, top) for path, _ in found):
            raise UsageError(tekst("aanname_geen", pad=pad))
    chosen = [(path, table) for path, table in found if not wanted or any(_is_under(path, top) for top in wanted)]
    read = [_read_aanname(tree, path, table) for path, table in chosen]
    return [a for a in read if isinstance(a, Aanname)], [v for v in read if isinstance(v, Vast)]


def draw_sets(tree: Tree, n: int, seed: int, read: Read, paden: Sequence[str] = ()) -> Aannamesets:
    """`n` sets of what the scenario in `tree` assumes (its changes laid over it), each accepted by `read`.

    Whatever makes `read` refuse a set stays at its value in all sets.

    Raises:
        UsageError: nothing can be drawn, or as `find_aannames`.
        ScenarioError: the scenario is refused for something that no set changes.
    """
    found, vast = find_aannames(tree, paden)
    aannames = _with_whole(found, read)
    while aannames:
        sets = Aannamesets(tuple(aannames), tuple(vast), _hypercube(aannames, n, seed))
        blamed = next((blamed for changes in sets.wijzigingen if (blamed := _refused(aannames, changes, read))), {})
        if not blamed:
            return sets
        vast += [Vast(a.pad, blamed[a.pad]) for a in aannames if a.pad in blamed]
        aannames = [a for a in aannames if a.pad not in blamed]
    raise UsageError(tekst("aannames_geen"))


def _hypercube(aannames: Sequence[Aanname], n: int, seed: int) -> NDArray[np.float64]:
    """Values (sets x aannames): of each aanname one in every n-th part of its law, in an order of its own."""
    draws, numbers = Draws(seed, 0).within("aannames"), np.arange(n)
    columns = []
    for aanname in aannames:
        part = np.argsort(np.argsort(draws.uniform(f"deel {aanname.pad}", numbers), kind="stable"))
        columns.append(aanname.at((part + draws.uniform(f"plaats {aanname.pad}", numbers)) / n))
    return np.array(columns, dtype=np.float64).reshape(len(aannames), n).T


def _with_whole(aannames: Sequence[Aanname], read: Read) -> list[Aanname]:
    """The same, marked where the reader refuses a fraction."""
    whole = [a for a in aannames if all(float(x).is_integer() for x in (a.low, a.waarde, a.high))]
    kept = {a.pad: a for a in aannames}
    while whole:
        changes = [a.change(_fraction(a)) for a in whole]
        refused = {fault.file for fault in _faults(changes, read)}
        blamed = [a for a, change in zip(whole, changes, strict=True) if str(change) in refused]
        if not blamed:
            break
        kept |= {a.pad: replace(a, is_geheel=True) for a in blamed}
        whole = [a for a in whole if a not in blamed]
    return list(kept.values())


def _fraction(aanname: Aanname) -> float:
    """A number between two whole ones, within the margin."""
    return aanname.waarde - 0.5 if aanname.waarde > aanname.low else aanname.waarde + 0.5


def _refused(aannames: Sequence[Aanname], changes: Sequence[Wijziging], read: Read) -> dict[str, str]:
    """The paths of what makes `read` refuse the changes, and why; empty when it does not."""
    faults = _faults(changes, read)
    blamed = {a.pad: fault.message for fault in faults for a in _blamed(aannames, changes, fault)}
    if faults and not blamed:
        raise ScenarioError(faults)
    return blamed


def _faults(changes: Sequence[Wijziging], read: Read) -> list[Fault]:
    try:
        read(changes)
    except ScenarioError as error:
        return error.faults
    return []


def _blamed(aannames: Sequence[Aanname], changes: Sequence[Wijziging], fault: Fault) -> list[Aanname]:
    """What a fault is about: the change it names, else what stands at or below the place it names."""
    own = [a for a, change in zip(aannames, changes, strict=True) if str(change) == fault.file]
    below = re.compile(rf"{re.escape(fault.path)}(?:[.\[].*)?") if fault.path else None
    return own or [a for a in aannames if below and below.fullmatch(dotted(a.path))]


def _walk(path: Path, value: Any, *, is_assumed: bool) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The path of every number in the long form that is an assumption with a margin, and its table."""
    if path == ("bronnen",):
        return
    if isinstance(value, dict):
        is_assumed = "aanname" in value or (is_assumed and "bron" not in value)
        if "waarde" in value:
            if is_assumed and "marge" in value:
                yield path, value
            return
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in items:
        yield from _walk((*path, key), part, is_assumed=is_assumed)


def _read_aanname(tree: Tree, path: Path, table: dict[str, Any]) -> Aanname | Vast:
    pad = written_path(tree, path)
    low, high = table["marge"]
    numbers = [_NUMBER.fullmatch(str(part).strip()) for part in (low, table["waarde"], high)]
    units = {number[2] for number in numbers if number and number[2]}
    if not all(numbers) or len(units) > 1:
        return Vast(pad, tekst("aanname_eenheden"))
    bounds = [float(number[1]) for number in numbers if number]
    if bounds[0] == bounds[2]:
        return Vast(pad, tekst("aanname_geen_ruimte"))
    reden = str(table.get("aanname", "")).strip()
    unit = numbers[1][2] if numbers[1] else ""
    return Aanname(pad, _omschrijving(tree, path, pad), reden, bounds[0], bounds[1], bounds[2], unit, path)


def _omschrijving(tree: Tree, path: Path, pad: str) -> str:
    """The path; of a row without a name what the row is about."""
    if not (len(path) == 3 and isinstance(path[1], int) and f"[{path[1]}]" in pad):
        return pad
    row = tree.at(path[:2])
    words = [value for value in row.values() if isinstance(value, str)][:3] if isinstance(row, dict) else []
    return f"{path[2]}: {', '.join(words)} [{path[1]}]"


def _is_under(path: Path, top: Path) -> bool:
    return path[: len(top)] == top

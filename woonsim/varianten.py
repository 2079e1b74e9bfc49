"""Versions of a scenario: the basis and its variants, from what is asked for on the command line to what is played.

A version is named in parts joined by ``+``: a scenario file first, then variants laid over it in order, each a name
from the scenario's own list `varianten` or a file with `naam`, `vraag` and `wijzigingen`. A variant that names no
scenario file of its own is laid over the basis, which may itself be a scenario with variants over it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from woonsim.errors import ScenarioError, UsageError
from woonsim.scenario.overlay import KEY, Wijziging, recorded
from woonsim.scenario.problem import nearest
from woonsim.scenario.reader import read_tree
from woonsim.scenario.source import read_bytes
from woonsim.schermteksten import tekst

if TYPE_CHECKING:
    from woonsim.pluginfile import PluginFile
    from woonsim.scenario.model import Scenario
    from woonsim.scenario.tree import Tree

JOIN = "+"
_SUFFIXES = (".yaml", ".yml")
_VARIANTEN = "varianten"


@dataclass(frozen=True)
class Versie:
    """A scenario as it will be played: `content` are the bytes of a file that says just this, changes included.

    `vraag` is empty where nobody asked one, as of loose changes.
    """

    naam: str
    vraag: str
    file: str
    content: bytes
    wijzigingen: tuple[Wijziging, ...]
    scenario: Scenario


@dataclass(frozen=True)
class _Laag:
    """A variant as written: its name, its question, its changes."""

    naam: str
    vraag: str
    wijzigingen: tuple[Wijziging, ...]


def read_versies(
    basis: str, varianten: Sequence[str], sets: Sequence[Wijziging] = (), plugins: Sequence[PluginFile] = ()
) -> tuple[Versie, ...]:
    """The basis, then its variants; `sets` are the changes of one more variant.

    Without `varianten` and `sets` all variants of the scenario's own list.

    Raises:
        UsageError: there is no variant, or two have one name, or a name is not known.
        ScenarioError: one of them cannot be read, or cannot be played.
    """
    first = _read(basis, None, plugins)
    asked = list(varianten)
    if not asked and not sets:
        asked = [variant.naam for variant in first.scenario.varianten]
    versies = [first, *(_read(text, first, plugins) for text in asked)]
    if sets:
        naam = ", ".join(wijziging.text for wijziging in sets)
        versies.append(_over(first, [_Laag(naam, "", tuple(sets))], plugins))
    if len(versies) == 1:
        raise UsageError(tekst("geen_varianten", bestand=first.file))
    names = [versie.naam for versie in versies]
    for naam in names:
        if names.count(naam) > 1:
            raise UsageError(tekst("variant_dubbel", naam=naam))
    return tuple(versies)


def read_versie(text: str, plugins: Sequence[PluginFile] = (), basis: Versie | None = None) -> Versie:
    """The version that ``FILE+VARIANT+...`` names, over `basis` where it names no file; raises as `read_versies`."""
    return _read(text, basis, plugins)


def check_varianten(scenario: Scenario, content: bytes, file: str, plugins: Sequence[PluginFile] = ()) -> None:
    """Read every variant of the scenario's own list; raises `ScenarioError` for the first that cannot be played."""
    from woonsim.load import load_bytes

    basis = Versie(scenario.naam, scenario.vraag, file, content, (), scenario)
    lagen = [_laag(variant.naam, basis) for variant in scenario.varianten]
    for laag in lagen:
        load_bytes(content, file, laag.wijzigingen, plugins)
    # If a file can be written that says all of it, one can that says the changes of a variant.
    recorded(content, file, [wijziging for laag in lagen for wijziging in laag.wijzigingen])


def _read(text: str, basis: Versie | None, plugins: Sequence[PluginFile]) -> Versie:
    parts = [text] if Path(text).is_file() else [part.strip() for part in text.split(JOIN)]
    if not all(parts):
        raise UsageError(tekst("variant_leeg", tekst=text))
    if basis is None or _is_scenario(parts[0]):
        basis, parts = _scenario(parts[0], plugins), parts[1:]
        if not parts:
            return basis
    return _over(basis, [_laag(part, basis) for part in parts], plugins)


def _is_file(part: str) -> bool:
    return part.endswith(_SUFFIXES) or Path(part).is_file()


def _is_scenario(part: str) -> bool:
    """Whether a part names a file that is a scenario of its own, not one with changes only."""
    if not _is_file(part):
        return False
    tree = read_tree(read_bytes(part), part)
    return not (isinstance(tree.data, dict) and KEY in tree.data and "gemeente" not in tree.data)


def _scenario(file: str, plugins: Sequence[PluginFile]) -> Versie:
    from woonsim.load import load_bytes

    content = read_bytes(file)
    scenario = load_bytes(content, file, (), plugins)
    return Versie(Path(file).stem, scenario.vraag, file, content, (), scenario)


def _over(basis: Versie, lagen: Sequence[_Laag], plugins: Sequence[PluginFile]) -> Versie:
    """The basis with variants laid over it."""
    from woonsim.load import load_bytes

    given = [wijziging for laag in lagen for wijziging in laag.wijzigingen]
    content = recorded(basis.content, basis.file, given)
    scenario = load_bytes(basis.content, basis.file, given, plugins)
    vraag = " ".join(dict.fromkeys(laag.vraag for laag in lagen if laag.vraag))
    naam = JOIN.join(laag.naam for laag in lagen)
    return Versie(naam, vraag, basis.file, content, (*basis.wijzigingen, *given), scenario)


def _laag(part: str, basis: Versie) -> _Laag:
    """The variant that a part names: of the list of the basis, or a file."""
    tree = read_tree(basis.content, basis.file)
    own = tree.data.get(_VARIANTEN) or []
    for number, variant in enumerate(basis.scenario.varianten):
        if variant.naam == part and isinstance(own, list):
            return _Laag(variant.naam, variant.vraag, tuple(_placed(tree, (_VARIANTEN, number), variant.wijzigingen)))
    if _is_file(part):
        return _from_file(part)
    known = [variant.naam for variant in basis.scenario.varianten]
    near = nearest(part, known)
    misschien = tekst("misschien", naam=near) if near else ""
    bekend = ", ".join(known) or "-"
    raise UsageError(tekst("variant_onbekend", naam=part, misschien=misschien, bekend=bekend))


def _placed(tree: Tree, path: tuple[str | int, ...], texts: Sequence[str]) -> Iterator[Wijziging]:
    """The changes of a variant, each with the place where it stands."""
    for i, text in enumerate(texts):
        line, column = tree.position((*path, KEY, i))
        yield Wijziging(text, f"{tree.file}:{line}:{column}")


def _from_file(file: str) -> _Laag:
    from pydantic import ValidationError

    from woonsim.scenario.faults import to_faults
    from woonsim.scenario.varianten import Variant

    tree = read_tree(read_bytes(file), file)
    data: Any = tree.data
    try:
        variant = Variant.model_validate(data)
    except ValidationError as error:
        raise ScenarioError([*tree.faults, *to_faults(error.errors(include_url=False), tree, Variant)]) from None
    if tree.faults:
        raise ScenarioError(tree.faults)
    return _Laag(variant.naam, variant.vraag, tuple(_placed(tree, (), variant.wijzigingen)))

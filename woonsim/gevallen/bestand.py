"""Files of cases: YAML lists, read strictly, every fault of every file at its place."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from woonsim.berichten import bericht
from woonsim.errors import Exit, Fault, ScenarioError, WoonsimError
from woonsim.gevallen.geval import Geval
from woonsim.gevallen.hooks import CHECKS, KEYS, HookGeval, regel_of
from woonsim.load import policy_faults
from woonsim.scenario.beleidsregel import Beleidsregel
from woonsim.scenario.faults import merged, to_faults
from woonsim.scenario.problem import hint, show
from woonsim.scenario.reader import read_list
from woonsim.scenario.source import file_error, read_bytes
from woonsim.scenario.tree import Tree
from woonsim.schermteksten import tekst

_SUFFIXES = (".yaml", ".yml")


class GevallenError(WoonsimError):
    """Files of cases that cannot be read; tells every fault of every file."""

    exit = Exit.bad_input


@dataclass(frozen=True)
class Gelezen:
    """A case as it was read: of a whole round, or of one hook."""

    bestand: str
    regel: int
    """The line on which it begins."""
    kolom: int
    inhoud: Geval | HookGeval

    @property
    def titel(self) -> str:
        """What the case calls itself."""
        if isinstance(self.inhoud, Geval):
            return self.inhoud.geval
        asked = next(key for key in ("hook", "leest", "weigert") if key in self.inhoud)
        return f"{self.inhoud['beleid']}: {self.inhoud['hook'] if asked == 'hook' else asked}"

    @property
    def soorten(self) -> set[str]:
        """The policies that it is about."""
        if isinstance(self.inhoud, Geval):
            return {regel.soort for regel in self.inhoud.beleid}
        return {self.inhoud["beleid"]}


def read_cases(paths: Iterable[str | os.PathLike[str]]) -> list[Gelezen]:
    """The cases in files and in folders, in their order.

    Raises:
        GevallenError: with every fault of every file.
    """
    cases: list[Gelezen] = []
    wrong: list[str] = []
    for path in paths:
        for file in _files(Path(path)):
            try:
                cases += _read(file)
            except ScenarioError as error:
                wrong.append(str(error))
    if wrong:
        raise GevallenError("\n".join(wrong))
    return cases


def _files(path: Path) -> list[Path]:
    """The file itself, or the YAML files in a folder and below it."""
    if not path.is_dir():
        return [path]
    files = sorted(file for file in path.rglob("*") if file.suffix in _SUFFIXES and file.is_file())
    if not files:
        raise GevallenError(f"{path}: {tekst('geen_gevallen')}")
    return files


def _read(file: Path) -> list[Gelezen]:
    tree = read_list(read_bytes(file), os.fspath(file))
    faults, cases = list(tree.faults), []
    if not tree.data:
        raise file_error(tree.file, "geen_gevallen")
    for number, entry in enumerate(tree.data):
        is_whole = isinstance(entry, dict) and "geval" in entry
        found = _whole(number, entry, tree) if is_whole else _of_hook(number, entry, tree)
        if isinstance(found, list):
            faults += found
        else:
            cases.append(Gelezen(tree.file, *tree.position((number,)), found))
    if faults:
        raise ScenarioError(merged(faults))
    return cases


def _whole(number: int, entry: Any, tree: Tree) -> Geval | list[Fault]:
    """A whole case, or what is wrong with it."""
    faults: list[Fault] = []
    case = None
    try:
        case = Geval.model_validate(entry)
    except ValidationError as error:
        faults += to_faults(error.errors(include_url=False), tree, Geval, (number,))
    rules = entry.get("beleid")
    for place, rule in enumerate(rules if isinstance(rules, list) else []):
        try:
            regel = Beleidsregel.model_validate(rule)
        except ValidationError:
            continue  # Its form is wrong: that fault is found with the others.
        faults += policy_faults(regel, tree, (number, "beleid", place, regel.soort))
    return faults if faults or case is None else case


def _of_hook(number: int, entry: Any, tree: Tree) -> HookGeval | list[Fault]:
    """A case of a hook, or what is wrong with it."""
    return list(_hook_faults(number, entry, tree)) or dict(entry)


def _hook_faults(number: int, entry: Any, tree: Tree) -> Iterator[Fault]:
    if not isinstance(entry, dict):
        yield tree.fault((number,), bericht("geen_geval", given=show(entry)))
        return
    for key in entry:
        if key not in KEYS:
            yield tree.fault((number, key), bericht("unknown_key", hint=hint(key, sorted(KEYS))), at_key=True)
    if not isinstance(entry.get("beleid"), str):
        yield tree.fault((number, "beleid"), bericht("missing_key"))
        return
    if not {"hook", "leest", "weigert"} & entry.keys():
        yield tree.fault((number,), bericht("geen_verwachting"))
    if "hook" in entry and entry["hook"] not in CHECKS:
        given, known = entry["hook"], sorted(CHECKS)
        message = bericht("not_allowed", given=show(given), allowed=", ".join(known), hint=hint(given, known))
        yield tree.fault((number, "hook"), message)
    yield from _parameter_faults(number, entry, tree)


def _parameter_faults(number: int, entry: HookGeval, tree: Tree) -> Iterator[Fault]:
    try:
        regel = regel_of(entry)
    except ValidationError as error:
        yield from to_faults(error.errors(include_url=False), tree, Geval, (number, "beleid"))
        return
    for fault in policy_faults(regel, tree, (number, "parameters")):
        # a case may be about parameters that are refused
        if "weigert" not in entry or fault.path == tree.fault((number, "parameters"), "").path:
            yield fault

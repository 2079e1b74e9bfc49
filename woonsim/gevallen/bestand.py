"""Files of cases: YAML lists, read strictly, every fault of every file at its place."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from woonsim.berichten import bericht
from woonsim.errors import Exit, Fault, ScenarioError, WoonsimError
from woonsim.gevallen.geval import Geval
from woonsim.gevallen.hooks import CHECKS, KEYS, HookGeval, regel_of
from woonsim.load import policy_faults
from woonsim.pluginfile import PluginFile
from woonsim.plugins import available, marked
from woonsim.scenario.beleidsregel import Beleidsregel
from woonsim.scenario.faults import merged, to_faults
from woonsim.scenario.problem import hint, near, show
from woonsim.scenario.reader import read_list
from woonsim.scenario.source import file_error, read_bytes
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


def read_cases(paths: Iterable[str | os.PathLike[str]], plugins: Sequence[PluginFile] = ()) -> list[Gelezen]:
    """The cases in files and in folders, in their order; they may name policies of `plugins`.

    Raises:
        GevallenError: with every fault of every file.
    """
    cases: list[Gelezen] = []
    wrong: list[str] = []
    for path in paths:
        for file in _files(Path(path)):
            try:
                cases += _Reader(file, plugins).cases()
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


class _Reader:
    """Reads one file of cases."""

    def __init__(self, file: Path, plugins: Sequence[PluginFile]) -> None:
        """Read the YAML; raises ScenarioError when there is none."""
        self._tree = read_list(read_bytes(file), os.fspath(file))
        self._plugins = plugins

    def cases(self) -> list[Gelezen]:
        """The cases; a ScenarioError carries every fault."""
        tree = self._tree
        faults, cases = list(tree.faults), []
        if not tree.data:
            raise file_error(tree.file, "geen_gevallen")
        for number, entry in enumerate(tree.data):
            is_whole = isinstance(entry, dict) and "geval" in entry
            wrong = list(self._whole_faults(number, entry) if is_whole else self._hook_faults(number, entry))
            faults += wrong
            if not wrong:
                content = Geval.model_validate(entry) if is_whole else entry
                cases.append(Gelezen(tree.file, *tree.position((number,)), content))
        if faults:
            raise ScenarioError(merged(faults))
        return cases

    def _whole_faults(self, number: int, entry: dict[str, Any]) -> Iterator[Fault]:
        try:
            Geval.model_validate(entry)
        except ValidationError as error:
            yield from to_faults(error.errors(include_url=False), self._tree, Geval, (number,))
        rules = entry.get("beleid")
        for place, rule in enumerate(rules if isinstance(rules, list) else []):
            try:
                regel = Beleidsregel.model_validate(rule)
            except ValidationError:
                continue  # Its form is wrong: that fault is found with the others.
            yield from policy_faults(regel, self._tree, (number, "beleid", place, regel.soort), self._plugins)

    def _hook_faults(self, number: int, entry: Any) -> Iterator[Fault]:
        tree = self._tree
        if not isinstance(entry, dict):
            yield tree.fault((number,), bericht("geen_geval", given=show(entry)))
            return
        unknown = [key for key in entry if key not in KEYS]
        for key in unknown:
            known = hint(key, ["geval", *sorted(KEYS)])
            yield tree.fault((number, key), bericht("unknown_key", hint=known), at_key=True)
        if not unknown and not {"hook", "leest", "weigert"} & entry.keys():
            yield tree.fault((number,), bericht("geen_verwachting"))
        yield from self._policy_faults(number, entry)

    def _policy_faults(self, number: int, entry: HookGeval) -> Iterator[Fault]:
        policies, soort = available(self._plugins), entry.get("beleid")
        if not isinstance(soort, str) or soort not in policies:
            known = list(policies)
            name = "missing_key" if soort is None else "unknown_policy"
            yield self._tree.fault((number, "beleid"), bericht(name, given=show(soort), hint=hint(soort, known)))
            return
        try:
            regel = regel_of(entry)
        except ValidationError as error:
            yield from to_faults(error.errors(include_url=False), self._tree, Geval, (number, "parameters"))
            return
        if "hook" in entry:
            own = sorted(CHECKS.keys() & dict(marked(policies[soort])))
            if entry["hook"] not in own:
                values = {"given": show(entry["hook"]), "allowed": ", ".join(own), "hint": near(entry["hook"], own)}
                yield self._tree.fault((number, "hook"), bericht("not_allowed", **values))
        if "weigert" not in entry:  # such a case is about what is wrong with them
            yield from policy_faults(regel, self._tree, (number, "parameters"), self._plugins)

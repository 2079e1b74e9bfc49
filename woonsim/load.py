"""From a file to a scenario that can be played: the file is read, then what depends on plugins is checked."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from woonsim.errors import Fault
    from woonsim.pluginfile import PluginFile
    from woonsim.scenario.model import Beleidsregel, Scenario
    from woonsim.scenario.overlay import Wijziging
    from woonsim.scenario.tree import Tree


def load_scenario(
    path: str | os.PathLike[str], wijzigingen: Iterable[str] = (), plugins: Iterable[str | os.PathLike[str]] = ()
) -> Scenario:
    """The scenario in a file, with its policies, their parameters and its agreements checked.

    `wijzigingen` are laid over it, such as ``beleid.weer_thuis.aandeel=10%`` (see `woonsim.scenario.overlay`).
    `plugins` are files with policies of one's own, whose code is executed; the scenario may then name them.

    Raises:
        ScenarioError: it cannot be played; carries every fault found.
        UsageError: a file of `plugins` cannot be read.
        PluginError: the code in one of them fails, or cannot be a policy.
    """
    from woonsim.scenario.overlay import Wijziging
    from woonsim.scenario.source import read_bytes

    given = [Wijziging(text) for text in wijzigingen]
    return load_bytes(read_bytes(path), os.fspath(path), given, read_plugins(plugins))


def read_plugins(paths: Iterable[str | os.PathLike[str]]) -> tuple[PluginFile, ...]:
    """The plugin files at these paths, as they stand, not yet executed; the same file twice counts once.

    Raises:
        UsageError: one of them is not there, or is no Python file.
    """
    from woonsim.errors import ScenarioError, UsageError
    from woonsim.pluginfile import PluginFile
    from woonsim.scenario.source import read_bytes
    from woonsim.schermteksten import tekst

    files: dict[PluginFile, None] = {}
    for path in [os.fspath(path) for path in paths]:
        if Path(path).is_dir():
            raise UsageError(tekst("plugin_is_map", bestand=path))
        if not path.endswith(".py"):
            raise UsageError(tekst("plugin_geen_python", bestand=path))
        try:
            files[PluginFile(path, read_bytes(path))] = None
        except ScenarioError as error:
            raise UsageError(tekst("plugin_niet_te_lezen", bestand=path, reden=error.faults[0].message)) from None
    return tuple(files)


def load_bytes(
    data: bytes, file: str, wijzigingen: Sequence[Wijziging] = (), plugins: Sequence[PluginFile] = ()
) -> Scenario:
    """The scenario in the bytes of `file`, as `load_scenario`."""
    return load_tree(data, file, wijzigingen, plugins)[0]


def load_tree(
    data: bytes, file: str, wijzigingen: Sequence[Wijziging] = (), plugins: Sequence[PluginFile] = ()
) -> tuple[Scenario, Tree]:
    """As `load_bytes`, with the tree of the file as the changes leave it."""
    from woonsim.errors import ScenarioError
    from woonsim.scenario import parse_scenario
    from woonsim.scenario.faults import merged

    scenario, tree = parse_scenario(data, file, partial(_plugin_faults, plugins=plugins), wijzigingen)
    scenario = scenario.with_plugins(plugins)
    faults = [*_law_faults(scenario, tree), *_afspraak_faults(scenario, tree)]
    if faults:
        raise ScenarioError(merged(faults))
    return scenario, tree


def _plugin_faults(tree: Tree, plugins: Sequence[PluginFile]) -> list[Fault]:
    """What is wrong with policies and indicators, which come from plugins, in a file that may have other faults."""
    from pydantic import ValidationError

    from woonsim.scenario.beleidsregel import Beleidsregel

    faults: list[Fault] = []
    for number, entry in enumerate(_rows(tree, "beleid")):
        try:
            regel = Beleidsregel.model_validate(entry)
        except ValidationError:
            continue  # Its form is wrong: that fault is found with the others.
        faults += policy_faults(regel, tree, ("beleid", number, regel.soort), plugins)
    return faults + _indicator_faults(tree)


def _rows(tree: Tree, key: str) -> list[Any]:
    rows = tree.data.get(key) if isinstance(tree.data, dict) else None
    return rows if isinstance(rows, list) else []


def _indicator_faults(tree: Tree) -> list[Fault]:
    from woonsim.berichten import bericht
    from woonsim.indicatoren import INDICATOREN
    from woonsim.scenario.problem import hint

    known = list(INDICATOREN)
    named = [
        ((key, i, "indicator"), row.get("indicator"))
        for key in ("afspraken", "hoofdindicatoren")
        for i, row in enumerate(_rows(tree, key))
        if isinstance(row, dict)
    ]
    return [
        tree.fault(
            path, bericht("unknown_reference", given=name, where=bericht("where_indicatoren"), hint=hint(name, known))
        )
        for path, name in named
        if isinstance(name, str) and name not in known
    ]


def _law_faults(scenario: Scenario, tree: Tree) -> Iterator[Fault]:
    from woonsim.berichten import bericht
    from woonsim.errors import UsageError
    from woonsim.wetgeving import Wetgeving

    try:
        Wetgeving(scenario.indexering).passend(scenario.begindatum.year)
    except UsageError as error:
        yield tree.fault(("begindatum",), str(error))
    if (scenario.begindatum.month, scenario.begindatum.day) != (1, 1):
        yield tree.fault(("begindatum",), bericht("not_1_january", jaar=scenario.begindatum.year))


def policy_faults(
    regel: Beleidsregel, tree: Tree, path: tuple[str | int, ...], plugins: Sequence[PluginFile] = ()
) -> Iterator[Fault]:
    """What is wrong with the policy that stands at `path` in a file, and with its parameters."""
    from pydantic import BaseModel, ValidationError

    from woonsim.berichten import bericht
    from woonsim.plugins import available, parameter_names, read_parameters
    from woonsim.scenario.faults import to_faults
    from woonsim.scenario.pad import keys_of
    from woonsim.scenario.problem import hint, near

    policies = available(plugins)
    policy = policies.get(regel.soort)
    if policy is None:
        known = list(policies)
        # What an option places may also be meant as one that is there.
        placed = keys_of(("beleid",), tree.data["beleid"]) if path[:2] in tree.changed else {}
        tail = near(regel.soort, [*known, *(naam for naam in placed if naam != regel.naam)])
        message = bericht(
            "unknown_policy", given=regel.soort, hint=tail or bericht("allowed", allowed=", ".join(known))
        )
        yield tree.fault(path, message, at_key=True)
        return
    names = parameter_names(policy)
    for before, key in pairwise(["", *regel.parameters]):
        if key not in names:
            comma = bericht("comma_key", point=f"{regel.parameters.get(before)}.{key}")
            message = comma if _after_comma(key, regel) else bericht("unknown_key", hint=hint(key, names))
            yield tree.fault((*path, key), message, at_key=True)
    try:
        read_parameters(regel, plugins)
    except ValidationError as error:
        errors = [
            {**e, "loc": _existing(e["loc"], regel.parameters)}
            for e in error.errors(include_url=False)
            if e["type"] != "unexpected_keyword_argument"
        ]
        yield from to_faults(errors, tree, BaseModel, path)


def _after_comma(key: str, regel: Beleidsregel) -> bool:
    """Whether a key is what YAML makes of the digits after a decimal comma."""
    return key.isdigit() and regel.parameters[key] is None


def _existing(loc: tuple[int | str, ...], parameters: dict[str, Any]) -> tuple[int | str, ...]:
    """The part of a path that leads somewhere; a union adds the name of its member, a missing key stays."""
    value: Any = parameters
    for depth, key in enumerate(loc):
        try:
            value = value[key]
        except (KeyError, IndexError, TypeError):
            return loc[: max(depth, 1)]
    return loc


def _afspraak_faults(scenario: Scenario, tree: Tree) -> Iterator[Fault]:
    from woonsim.afspraken import check_afspraken
    from woonsim.vergelijking.hoofd import check_hoofdindicatoren

    for path, message in chain(check_afspraken(scenario), check_hoofdindicatoren(scenario)):
        keys = tuple(int(k) if k.isdigit() else k for k in re.findall(r"[^.\[\]]+", path))
        yield tree.fault(keys, message)


def policy_schemas(plugins: Sequence[PluginFile] = ()) -> dict[str, dict[str, object]]:
    """The JSON Schema of the parameters of every policy, installed or in a plugin file, by its soort."""
    from woonsim.plugins import available, parameters_of

    return {soort: parameters_of(policy).json_schema() for soort, policy in available(plugins).items()}

"""From a file to a scenario that can be played: the file is read, then what depends on plugins is checked."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from woonsim.errors import Fault
    from woonsim.scenario.model import Beleidsregel, Scenario
    from woonsim.scenario.overlay import Wijziging
    from woonsim.scenario.tree import Path, Tree


def load_scenario(path: str | os.PathLike[str], wijzigingen: Iterable[str] = ()) -> Scenario:
    """The scenario in a file, with its policies, their parameters and its agreements checked.

    `wijzigingen` are laid over it, such as ``beleid.weer_thuis.aandeel=10%`` (see `woonsim.scenario.overlay`).

    Raises:
        ScenarioError: it cannot be played; carries every fault found.
    """
    from woonsim.scenario.overlay import Wijziging
    from woonsim.scenario.source import read_bytes

    return load_bytes(read_bytes(path), os.fspath(path), [Wijziging(text) for text in wijzigingen])


def load_bytes(data: bytes, file: str, wijzigingen: Sequence[Wijziging] = ()) -> Scenario:
    """The scenario in the bytes of `file`, as `load_scenario`."""
    from woonsim.errors import ScenarioError
    from woonsim.scenario import parse_scenario
    from woonsim.scenario.faults import merged

    scenario, tree = parse_scenario(data, file, _plugin_faults, wijzigingen)
    faults = [*_law_faults(scenario, tree), *_afspraak_faults(scenario, tree)]
    if faults:
        raise ScenarioError(merged(faults))
    return scenario


def _plugin_faults(tree: Tree) -> list[Fault]:
    """What is wrong with policies and indicators, which come from plugins, in a file that may have other faults."""
    from pydantic import ValidationError

    from woonsim.scenario.beleidsregel import Beleidsregel

    faults: list[Fault] = []
    for number, entry in enumerate(_rows(tree, "beleid")):
        try:
            regel = Beleidsregel.model_validate(entry)
        except ValidationError:
            continue  # Its form is wrong: that fault is found with the others.
        faults += policy_faults(regel, tree, ("beleid", number, regel.soort))
    return faults + _indicator_faults(tree)


def _rows(tree: Tree, key: str) -> list[Any]:
    rows = tree.data.get(key) if isinstance(tree.data, dict) else None
    return rows if isinstance(rows, list) else []


def _indicator_faults(tree: Tree) -> list[Fault]:
    from woonsim.berichten import bericht
    from woonsim.indicatoren import INDICATOREN
    from woonsim.scenario.problem import hint

    known = list(INDICATOREN)
    named = [(i, row.get("indicator")) for i, row in enumerate(_rows(tree, "afspraken")) if isinstance(row, dict)]
    return [
        tree.fault(
            ("afspraken", i, "indicator"),
            bericht("unknown_reference", given=name, where=bericht("where_indicatoren"), hint=hint(name, known)),
        )
        for i, name in named
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


def policy_faults(regel: Beleidsregel, tree: Tree, path: Path) -> Iterator[Fault]:
    """What is wrong with the policy that stands at `path` in a file, and with its parameters."""
    from pydantic import BaseModel, ValidationError

    from woonsim.berichten import bericht
    from woonsim.plugins import installed, parameter_names, read_parameters
    from woonsim.scenario.faults import to_faults
    from woonsim.scenario.problem import hint

    policy = installed().get(regel.soort)
    if policy is None:
        known = list(installed())
        message = bericht("unknown_policy", given=regel.soort, allowed=", ".join(known), hint=hint(regel.soort, known))
        yield tree.fault(path, message, at_key=True)
        return
    names = parameter_names(policy)
    for before, key in pairwise(["", *regel.parameters]):
        if key not in names:
            comma = bericht("comma_key", point=f"{regel.parameters.get(before)}.{key}")
            message = comma if _after_comma(key, regel) else bericht("unknown_key", hint=hint(key, names))
            yield tree.fault((*path, key), message, at_key=True)
    try:
        read_parameters(regel)
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

    for path, message in check_afspraken(scenario):
        keys = tuple(int(k) if k.isdigit() else k for k in re.findall(r"[^.\[\]]+", path))
        yield tree.fault(keys, message)


def policy_schemas() -> dict[str, dict[str, object]]:
    """The JSON Schema of the parameters of every installed policy, by its soort."""
    from woonsim.plugins import installed, parameters_of

    return {soort: parameters_of(policy).json_schema() for soort, policy in installed().items()}

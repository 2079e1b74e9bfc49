"""Parameters for a policy under test: those given, others drawn from its schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, fields
from itertools import combinations, cycle, islice
from typing import Any

from pydantic import ValidationError

from woonsim.berichten import bericht
from woonsim.errors import UsageError
from woonsim.plugins import parameter_names, parameters_of, soort_of
from woonsim.scenario.faults import explain
from woonsim.scenario.problem import hint
from woonsim.schermteksten import tekst

_MOST_VARIANTS = 8
_NUMBERS = (0.5, 1, 0, 2, 0.05, 5, 55, 1.5)
_TEXTS = ("10%", "30 dagen", "2 jaar", "600 EUR/maand", "24000 EUR/jaar", "2024-01-01", "a")
_KEYS = ["personen", "inschrijfduur_dagen", "a"]
"""Keys of a table that says nothing of its keys: perhaps columns, perhaps anything."""


def variants(policy: type, given: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Settings of the parameters of `policy` that it accepts, as a scenario would write them; the plainest first.

    What is in `given` stays as it is. Each other parameter that is required gets the first value of its schema
    that is accepted; then one parameter at a time takes another value.

    Raises:
        UsageError: no setting was found that the policy accepts, or it refuses what was given.
    """
    _check_given(policy, given)
    schema = parameters_of(policy).json_schema()
    choices = {
        name: list(islice(_values(schema["properties"][name], schema), 12))
        for name in parameter_names(policy)
        if name not in given
    }
    plainest = _plainest(policy, dict(given), choices)
    found = [plainest]
    for turn in range(_MOST_VARIANTS):
        setting = plainest
        for place, (name, values) in enumerate(choices.items()):
            changed = setting | {name: values[(turn * (place + 1) + place) % len(values)]} if values else setting
            setting = changed if accepted(policy, changed) else setting
        if setting not in found:
            found.append(setting)
    return found


def _check_given(policy: type, given: Mapping[str, Any]) -> None:
    """Refuse a parameter that there is not, and a value that is wrong whatever the others are."""
    names = parameter_names(policy)
    told = {name: bericht("unknown_key", hint=hint(name, names)) for name in given if name not in names}
    # With a key that is no parameter it only reads, and makes nothing.
    errors = _errors(policy, {**given, "": None})
    told |= {str(error["loc"][0]): explain([error])[0][1] for error in errors if error["loc"][0] in names}
    faults = [tekst("plugin_parameter", parameter=name, fout=fault) for name, fault in told.items() if name in given]
    if faults:
        raise UsageError(tekst("toets_parameter_fout", soort=soort_of(policy), fout="; ".join(faults)))


def _errors(policy: type, setting: Mapping[str, Any]) -> Sequence[Any]:
    """What pydantic finds wrong with these parameters."""
    try:
        parameters_of(policy).validate_python(setting)
    except ValidationError as error:
        return error.errors(include_url=False)
    return ()


def _plainest(policy: type, given: dict[str, Any], choices: Mapping[str, list[Any]]) -> dict[str, Any]:
    required = [f.name for f in fields(policy) if f.default is MISSING and f.default_factory is MISSING]
    asked = [name for name in required if name in choices]
    # All the first values, then all the second ones: a value may be refused because of another.
    for turn in range(max((len(choices[name]) for name in asked), default=1)):
        chosen = {name: choices[name][min(turn, len(choices[name]) - 1)] for name in asked if choices[name]}
        setting = given | {name: _fitting(policy, name, choices[name], given | chosen) for name in chosen}
        if accepted(policy, setting):
            return setting
    for setting in _with_optional(given | {name: choices[name][0] for name in asked if choices[name]}, choices):
        if accepted(policy, setting):
            return setting
    fault = explain(_errors(policy, given | {name: choices[name][0] for name in asked if choices[name]}))[0][1]
    raise UsageError(tekst("toets_parameters", soort=soort_of(policy), namen=", ".join(required) or "-", fout=fault))


def _with_optional(setting: dict[str, Any], choices: Mapping[str, list[Any]]) -> Iterator[dict[str, Any]]:
    """The setting with one or two more parameters: of some, one must be given though none is required."""
    others = [{name: value} for name, values in choices.items() if name not in setting for value in values]
    yield from (setting | one for one in others)
    yield from (setting | one | other for one, other in combinations(others, 2))


def _fitting(policy: type, name: str, values: list[Any], setting: dict[str, Any]) -> Any:
    """The first value at which nothing is wrong with this parameter itself."""
    for value in values:
        if not any(fault["loc"][:1] == (name,) for fault in _errors(policy, setting | {name: value})):
            return value
    return setting[name]


def accepted(policy: type, setting: dict[str, Any]) -> bool:
    """Whether the policy accepts these parameters."""
    return not _errors(policy, setting)


def _values(schema: dict[str, Any], whole: dict[str, Any]) -> Iterator[Any]:
    """Values that may fit a JSON Schema; the policy itself judges."""
    if "$ref" in schema:
        yield from _values(whole["$defs"][schema["$ref"].rsplit("/", 1)[-1]], whole)
    if "default" in schema and not isinstance(schema["default"], float | int):
        yield schema["default"]
    yield from schema.get("enum", [])
    if "const" in schema:
        yield schema["const"]
    for part in (*schema.get("anyOf", []), *schema.get("oneOf", []), *schema.get("allOf", [])):
        yield from _values(part, whole)
    yield from _of_type(schema, whole)


def _of_type(schema: dict[str, Any], whole: dict[str, Any]) -> Iterator[Any]:
    kind = schema.get("type")
    if kind == "boolean":
        yield from (True, False)
    if kind in ("integer", "number"):
        edges = [schema[edge] for edge in ("minimum", "maximum") if abs(schema.get(edge, 1e9)) <= 120]
        numbers = [*_NUMBERS, *edges]
        yield from (n for n in numbers if kind == "number" or n == int(n))
    if kind == "string":
        yield from _TEXTS
    if kind == "array":
        some = list(islice(_values(schema.get("items", {}), whole), 3))
        yield from ([one] for one in some)
        yield some
    if kind == "object" and "additionalProperties" in schema and isinstance(schema["additionalProperties"], dict):
        keys = [*_values(schema.get("propertyNames", {}), whole)] or _KEYS
        some = list(islice(_values(schema["additionalProperties"], whole), len(keys))) or [1]
        yield from ({key: value} for key in keys[:3] for value in some[:2])
        yield dict(zip(keys[:2], cycle(some)))
    if kind == "null":
        yield None


def numbers_of(instance: object) -> frozenset[float]:
    """The numbers among a policy's parameters, in lists too: its own limits."""
    found: set[float] = set()
    waiting = [getattr(instance, name) for name in parameter_names(type(instance))]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list | tuple):
            waiting += value
        elif isinstance(value, int | float) and not isinstance(value, bool):
            found.add(value)
    return frozenset(found)

"""How a scenario writes the value of a parameter of a policy: with its unit, an enum by its name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import IntEnum
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from woonsim.scenario.eenheden import Woord
from woonsim.scenario.grootheid import Grootheid


def written(policy_class: type, values: Mapping[str, Any]) -> dict[str, Any]:
    """These values of parameters of a policy class, by name, as a scenario would write them."""
    hints = get_type_hints(policy_class, include_extras=True)
    return {name: _write(value, hints[name]) for name, value in values.items()}


def _write(value: Any, hint: Any) -> Any:
    """A value of type `hint` in the words of a scenario: with its unit if it must have one."""
    if isinstance(value, IntEnum):
        return value.name if any(isinstance(each, Woord) for each in getattr(hint, "__metadata__", ())) else value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple | set | frozenset):
        part = next(iter(get_args(_bare(hint))), Any)
        return [_write(one, part) for one in value]
    if isinstance(value, dict):
        parts = get_args(_bare(hint)) or (Any, Any)
        return {_write(key, parts[0]): _write(one, parts[-1]) for key, one in value.items()}
    unit = _unit(hint) if isinstance(value, int | float) and not isinstance(value, bool) else ""
    return f"{value!r} {unit}" if unit else value


def _bare(hint: Any) -> Any:
    return get_args(hint)[0] if get_origin(hint) is Annotated else hint


def _unit(hint: Any) -> str:
    """The unit that a number of this type must be written with; empty when it needs none."""
    if isinstance(hint, Grootheid):
        return "" if "" in hint.units else next(unit for unit, size in hint.units.items() if size == 1)
    if get_origin(hint) is Annotated:
        quantities = [extra for extra in hint.__metadata__ if isinstance(extra, Grootheid)]
        return _unit(quantities[0]) if quantities else _unit(_bare(hint))
    return next((unit for unit in map(_unit, get_args(hint)) if unit), "")

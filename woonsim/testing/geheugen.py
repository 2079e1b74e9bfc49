"""Geheugen: what a policy could remember outside its instances, in the modules and classes of its code.

Every process has its own: what a hook leaves there makes the outcome depend on which replications one process plays.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Iterator, Mapping
from types import FunctionType, ModuleType
from typing import Any

Geheugen = dict[str, tuple[Any, object]]
"""By name: the thing that it stands for, and its content where that can change."""
_FIXED = (str, bytes, int, float, complex, bool, type(None), type, ModuleType, property)
"""What has no content that can change, or is looked into by itself."""


def geheugen_of(policy: type) -> Geheugen:
    """What the modules of a policy and its own classes hold now."""
    found: Geheugen = {}
    for name, held in _holders(policy):
        for key, value in held.items():
            if not key.startswith("__"):
                found[f"{name}.{key}"] = value, _content(value)
    return found


def changed(before: Geheugen, after: Geheugen) -> list[str]:
    """The names that stand for something else, or whose content differs."""
    nothing = object(), None
    return [
        name
        for name in {**before, **after}
        if (was := before.get(name, nothing))[0] is not (now := after.get(name, nothing))[0] or was[1] != now[1]
    ]


def _holders(policy: type) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The modules of the package that a policy is in, or its file, and the classes that it inherits from."""
    package = policy.__module__.partition(".")[0]
    names = [policy.__module__]
    if package != "woonsim":
        names += [name for name in sys.modules if name.startswith(f"{package}.") and name != policy.__module__]
    for name in names:
        if (module := sys.modules.get(name)) is not None:
            yield name.rpartition(".")[2], vars(module)
    for cls in policy.__mro__[:-1]:
        yield cls.__name__, vars(cls)


def _content(value: object) -> object:
    """What can change of a value; of a function what it keeps: attributes and defaults."""
    if isinstance(value, FunctionType):
        value = [vars(value), value.__defaults__, value.__kwdefaults__]
        if value == [{}, None, None]:
            return None
    elif isinstance(value, _FIXED):
        return None
    try:
        return pickle.dumps(value)
    except Exception:  # noqa: BLE001 - whatever it is, it can be shown
        return repr(value)

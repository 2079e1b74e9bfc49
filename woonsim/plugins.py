"""Policies: found by entry point, and checked at the door.

Installed is not active: each run builds its own set from the policies that its scenario names
(`woonsim.gevoerd_beleid`).
"""

from __future__ import annotations

import difflib
import inspect
import re
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

import pluggy
from pydantic import ConfigDict, TypeAdapter

from woonsim import hookspecs
from woonsim.berichten import bericht
from woonsim.errors import PluginError
from woonsim.hookaanroep import where
from woonsim.hookspecs import ENTRY_POINTS, PROJECT
from woonsim.scenario.model import Beleidsregel
from woonsim.schermteksten import tekst

HOOKS = tuple(name for name, f in vars(hookspecs).items() if hasattr(f, f"{PROJECT}_spec"))
"""The names of all hooks."""


def soort_of(policy_class: type) -> str:
    """The name under which scenarios know a policy class: QuotumRegel -> quotum_regel."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", policy_class.__name__).lower()


@cache
def installed() -> dict[str, type]:
    """Every policy class that an installed package registers, by its soort.

    Raises:
        PluginError: two packages offer the same soort, or a class is no dataclass.
    """
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(hookspecs)
    manager.load_setuptools_entrypoints(ENTRY_POINTS)
    found: dict[str, type] = {}

    def register(policy_class: type) -> None:
        soort = soort_of(policy_class)
        if soort in found:
            raise PluginError(tekst("plugin_dubbel", soort=soort, een=found[soort], ander=policy_class))
        check_class(policy_class)
        found[soort] = policy_class

    manager.hook.register_beleid(register=register)
    return dict(sorted(found.items()))


def check_class(policy_class: type) -> None:
    """Refuse a class that cannot be a policy: no dataclass, an unknown hook, a second order.

    Raises:
        PluginError: naming the class, the hook and what is allowed.
    """
    soort = soort_of(policy_class)
    if not is_dataclass(policy_class):
        raise PluginError(tekst("plugin_geen_dataclass", soort=soort, klasse=policy_class.__name__))
    for name, function in marked(policy_class):
        options = getattr(function, f"{PROJECT}_impl")
        if name not in HOOKS:
            near = difflib.get_close_matches(name, HOOKS, 1)
            misschien = bericht("hint", nearest=near[0]) if near else ""
            raise PluginError(tekst("plugin_onbekende_hook", naam=soort, hook=name, misschien=misschien))
        if options["tryfirst"] or options["trylast"] or options["wrapper"] or options["hookwrapper"]:
            raise PluginError(tekst("plugin_volgorde", waar=where(soort, name)))
        _check_arguments(soort, name, function)


def marked(policy_class: type) -> list[tuple[str, Any]]:
    """The functions of a class, inherited ones too, that are marked as a hook."""
    functions = [(name, getattr(policy_class, name)) for name in dir(policy_class)]
    return [(name, function) for name, function in functions if hasattr(function, f"{PROJECT}_impl")]


def _check_arguments(soort: str, name: str, function: Any) -> None:
    allowed = list(inspect.signature(getattr(hookspecs, name)).parameters)
    for argument in list(inspect.signature(function).parameters.values())[1:]:
        if argument.name not in allowed:
            raise PluginError(
                tekst("plugin_argument", waar=where(soort, name), argument=argument.name, bekend=", ".join(allowed))
            )
        if argument.default is not argument.empty:
            raise PluginError(tekst("plugin_standaard", waar=where(soort, name), argument=argument.name))


@cache
def parameters_of(policy_class: type) -> TypeAdapter[Any]:
    """The reader of a policy's parameters: its fields, nothing extra, no infinities (decision 18)."""
    policy_class.__pydantic_config__ = ConfigDict(extra="forbid", allow_inf_nan=False)  # type: ignore[attr-defined]
    return TypeAdapter(policy_class)


def parameter_names(policy_class: type) -> list[str]:
    """The parameters of a policy, in order."""
    return [f.name for f in fields(policy_class)]


def read_parameters(regel: Beleidsregel) -> object:
    """A fresh instance of the policy that an entry of `beleid` names.

    Raises:
        KeyError: no installed package offers the soort.
        pydantic.ValidationError: a parameter is wrong.
    """
    return parameters_of(installed()[regel.soort]).validate_python(regel.parameters)

"""Policies: found by entry point or in a file, and checked at the door.

Installed is not active: each run builds its own set from the policies that its scenario names
(`woonsim.gevoerd_beleid`). Files belong to the scenario that they were given with (`Scenario.plugins`).
"""

from __future__ import annotations

import difflib
import inspect
import re
import sys
from collections.abc import Iterable
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from importlib.metadata import entry_points
from typing import Any

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.errors import PydanticUserError

from woonsim import hookspecs
from woonsim.berichten import bericht
from woonsim.errors import PluginError
from woonsim.hookaanroep import arguments_of, where
from woonsim.hookspecs import ENTRY_POINTS, PROJECT
from woonsim.parametertext import written
from woonsim.plugincode import defined_at, fault_of, module_of, offered, package_module, raised_at
from woonsim.pluginfile import PluginFile
from woonsim.scenario.beleidsregel import Beleidsregel
from woonsim.scenario.faults import explain
from woonsim.schermteksten import tekst

HOOKS = tuple(name for name, f in vars(hookspecs).items() if hasattr(f, f"{PROJECT}_spec"))
"""The names of all hooks."""


def soort_of(policy_class: type) -> str:
    """The name under which scenarios know a policy class: QuotumRegel -> quotum_regel."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", policy_class.__name__).lower()


@dataclass(frozen=True)
class Provider:
    """Who provides a policy: an installed package with its version, or a file, which has none."""

    name: str
    version: str = ""

    @property
    def is_file(self) -> bool:
        """Whether it was given with `--plugin`."""
        return not self.version


Found = dict[str, tuple[type, Provider]]
"""Policy classes by their soort, and where each comes from."""


@cache
def found_in_packages() -> Found:
    """Every policy class that an installed package offers.

    Raises:
        PluginError: two packages offer the same soort, one does not import, or a class cannot be a policy.
    """
    found: Found = {}
    for entry in entry_points(group=ENTRY_POINTS):
        provider = Provider(entry.dist.name, entry.dist.version) if entry.dist else Provider(entry.value)
        _add(found, offered(package_module(entry, provider.name), provider.name), provider)
    return dict(sorted(found.items()))


@cache
def found_in(file: PluginFile) -> Found:
    """Every policy class that a file offers; raises as `found_in_packages` does."""
    found: Found = {}
    _add(found, offered(module_of(file), file.path), Provider(file.path))
    return found


def _add(found: Found, classes: Iterable[type], provider: Provider) -> None:
    for policy_class in classes:
        check_class(policy_class)
        _merge(found, {soort_of(policy_class): (policy_class, provider)})


def _merge(found: Found, more: Found) -> None:
    """Add `more` to `found`; raises `PluginError` for a soort that is there already."""
    for soort, (policy_class, provider) in more.items():
        if soort in found:
            first, where_from = found[soort]
            een, ander = f"{where_from.name}{defined_at(first)}", f"{provider.name}{defined_at(policy_class)}"
            raise PluginError(tekst("plugin_dubbel", soort=soort, een=een, ander=ander))
        found[soort] = policy_class, provider


def providers(files: Iterable[PluginFile] = ()) -> Found:
    """Every policy there is, with who provides it: those of installed packages, and those in `files`."""
    found = dict(found_in_packages())
    for file in dict.fromkeys(files):
        _merge(found, found_in(file))
    return dict(sorted(found.items()))


def installed() -> dict[str, type]:
    """Every policy class that an installed package offers, by its soort; raises as `found_in_packages` does."""
    return {soort: policy_class for soort, (policy_class, _) in found_in_packages().items()}


def available(files: Iterable[PluginFile] = ()) -> dict[str, type]:
    """Every policy class that a scenario with these plugin files may name, by its soort.

    Raises:
        PluginError: as `found_in_packages`; also for a soort that a file and a package both offer, or two files.
    """
    given = tuple(files)
    if not given:
        return installed()
    return {soort: policy_class for soort, (policy_class, _) in providers(given).items()}


def check_class(policy_class: type) -> None:
    """Refuse a class that cannot be a policy: no dataclass, an unknown hook, a second order.

    Raises:
        PluginError: naming the class, its place, the hook and what is allowed.
    """
    soort = soort_of(policy_class)
    if not is_dataclass(policy_class):
        place = defined_at(policy_class)
        raise PluginError(tekst("plugin_geen_dataclass", soort=soort, plaats=place, klasse=policy_class.__name__))
    if "naam" in parameter_names(policy_class):
        raise PluginError(tekst("plugin_parameter_naam", soort=soort, plaats=defined_at(policy_class)))
    for name, function in marked(policy_class):
        options = getattr(function, f"{PROJECT}_impl")
        if name not in HOOKS:
            near = difflib.get_close_matches(name, HOOKS, 1)
            misschien = bericht("hint", nearest=near[0]) if near else ""
            values = {"plaats": defined_at(function), "bekend": ", ".join(HOOKS[1:])}
            raise PluginError(tekst("plugin_onbekende_hook", naam=soort, hook=name, misschien=misschien, **values))
        place = where(soort, name) + defined_at(function)
        if any(options[given] for given in ("tryfirst", "trylast", "wrapper", "hookwrapper", "specname")):
            raise PluginError(tekst("plugin_volgorde", waar=place))
        if isinstance(inspect.getattr_static(policy_class, name), staticmethod | classmethod):
            raise PluginError(tekst("plugin_geen_methode", waar=place, hook=name))
        _check_arguments(place, name, function)


def marked(policy_class: type) -> list[tuple[str, Any]]:
    """The functions of a class, inherited ones too, that are marked as a hook."""
    functions = [(name, getattr(policy_class, name)) for name in dir(policy_class)]
    return [(name, function) for name, function in functions if hasattr(function, f"{PROJECT}_impl")]


def _check_arguments(place: str, name: str, function: Any) -> None:
    allowed = arguments_of(name)
    arguments = list(inspect.signature(function).parameters.values())
    if not arguments or arguments[0].name in allowed or arguments[0].kind > inspect.Parameter.POSITIONAL_OR_KEYWORD:
        raise PluginError(tekst("plugin_geen_methode", waar=place, hook=name))
    for argument in arguments[1:]:
        if argument.kind is not argument.POSITIONAL_OR_KEYWORD:
            raise PluginError(tekst("plugin_soort_argument", waar=place, argument=argument.name, hook=name))
        if argument.name not in allowed:
            known = ", ".join(allowed)
            raise PluginError(tekst("plugin_argument", waar=place, argument=argument.name, bekend=known))
        if argument.default is not argument.empty:
            raise PluginError(tekst("plugin_standaard", waar=place, argument=argument.name))


@cache
def parameters_of(policy_class: type) -> TypeAdapter[Any]:
    """The reader of a policy's parameters: its fields, nothing extra, no infinities (decision 18).

    Raises:
        PluginError: a field has a type that cannot be read from a scenario, or a default that cannot be written in one.
    """
    policy_class.__pydantic_config__ = ConfigDict(extra="forbid", allow_inf_nan=False)  # type: ignore[attr-defined]
    try:
        reader: TypeAdapter[Any] = TypeAdapter(policy_class)
        defaults = written(policy_class, _defaults(policy_class))
    except (PydanticUserError, NameError) as error:
        fault, place = str(error).partition("\n")[0].partition(". ")[0], defined_at(policy_class)
        raise PluginError(
            tekst("plugin_onleesbare_parameter", soort=soort_of(policy_class), plaats=place, fout=fault)
        ) from error
    _check_defaults(policy_class, reader, defaults)
    return reader


def _defaults(policy_class: type) -> dict[str, Any]:
    """The defaults of the parameters that have one."""
    given = {f.name: f.default for f in fields(policy_class) if f.init and f.default is not MISSING}
    made = {f.name: f.default_factory for f in fields(policy_class) if f.init and f.default_factory is not MISSING}
    return given | {name: make() for name, make in made.items()}


def _check_defaults(policy_class: type, reader: TypeAdapter[Any], defaults: dict[str, Any]) -> None:
    """Refuse a default that a scenario could not have written: pydantic takes it as it stands."""
    try:
        # With a key that is no parameter it only reads, and makes nothing.
        reader.validate_python(defaults | {"": None})
    except ValidationError as error:
        wrong = [each for each in error.errors(include_url=False) if each["loc"][0] in defaults]
        for name, fault in explain(wrong):
            values = {"soort": soort_of(policy_class), "plaats": defined_at(policy_class), "parameter": name}
            raise PluginError(tekst("plugin_standaardwaarde", fout=fault, **values)) from error


def parameter_names(policy_class: type) -> list[str]:
    """The parameters of a policy, in order."""
    return [f.name for f in fields(policy_class)]


def read_parameters(regel: Beleidsregel, files: Iterable[PluginFile] = ()) -> object:
    """A fresh instance of the policy that an entry of `beleid` names, in a scenario with these plugin files.

    Raises:
        KeyError: no installed package and no file offers the soort.
        pydantic.ValidationError: a parameter is wrong.
        PluginError: the policy raises when it gets its parameters.
    """
    policy_class = available(files)[regel.soort]
    try:
        return parameters_of(policy_class).validate_python(regel.parameters)
    except (ValidationError, PluginError):
        raise
    except Exception as error:
        place = raised_at(error, getattr(sys.modules.get(policy_class.__module__), "__file__", None))
        raise PluginError(tekst("plugin_maken", naam=regel.naam, fout=fault_of(error), plaats=place)) from error

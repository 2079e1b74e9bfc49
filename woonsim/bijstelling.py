"""Bijstelling: what a policy asks to change of its own parameters in the hook `jaarcyclus`, read as a scenario is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import ValidationError

from woonsim.errors import PluginError
from woonsim.hookaanroep import where
from woonsim.plugins import parameter_names
from woonsim.scenario.faults import explain
from woonsim.scenario.problem import hint
from woonsim.schermteksten import tekst


def revised(naam: str, policy_class: type, changes: Mapping[str, Any], read: Callable[[], object]) -> object:
    """A fresh instance of policy `naam`, made by `read` with `changes` laid over its parameters.

    Raises:
        PluginError: a parameter that it does not have or that is no number, or a value that it may not have.
    """
    place, names = where(naam, "jaarcyclus"), parameter_names(policy_class)
    for parameter in changes:
        if parameter not in names:
            known = hint(parameter, names)
            raise PluginError(tekst("plugin_geen_parameter", waar=place, parameter=parameter, misschien=known))
    try:
        new = read()
    except ValidationError as error:
        told = "; ".join(
            tekst("plugin_parameter", parameter=name, fout=message)
            for name, message in explain(error.errors(include_url=False))
        )
        raise PluginError(f"{place}: {told}") from error
    for parameter in changes:
        value = getattr(new, parameter)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise PluginError(tekst("plugin_geen_getal", waar=place, parameter=parameter))
    return new

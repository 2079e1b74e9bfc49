"""Policies: found by entry point, checked at the door, called in the order of the scenario.

Installed is not active: each run builds its own set from the policies that its scenario names.
What a hook returns is checked for shape, dtype and NaN; the error names policy, hook and first bad row.
"""

from __future__ import annotations

import copy
import difflib
import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from types import SimpleNamespace
from typing import Any

import numpy as np
import pluggy
from numpy.typing import NDArray
from pydantic import ConfigDict, TypeAdapter

from woonsim import hookspecs
from woonsim.begrippen import Doelgroep
from woonsim.berichten import bericht
from woonsim.draw import Draws
from woonsim.errors import PluginError
from woonsim.grootboek import Rekening
from woonsim.hookspecs import PROJECT, Claim, Werkwijze
from woonsim.kalender import Kalender
from woonsim.rijen import Rijen
from woonsim.scenario.model import Beleidsregel
from woonsim.schermteksten import tekst
from woonsim.verslag import Verslag
from woonsim.wetgeving import Wetgeving

_LAST_DOELGROEP = max(Doelgroep)
_HOOKS = tuple(name for name, f in vars(hookspecs).items() if hasattr(f, f"{PROJECT}_spec"))


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
    manager.load_setuptools_entrypoints(PROJECT)
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
    for name, function in _marked(policy_class):
        options = getattr(function, f"{PROJECT}_impl")
        if name not in _HOOKS:
            near = difflib.get_close_matches(name, _HOOKS, 1)
            misschien = bericht("hint", nearest=near[0]) if near else ""
            raise PluginError(tekst("plugin_onbekende_hook", naam=soort, hook=name, misschien=misschien))
        if options["tryfirst"] or options["trylast"] or options["wrapper"] or options["hookwrapper"]:
            raise PluginError(tekst("plugin_volgorde", waar=_where(soort, name)))
        _check_arguments(soort, name, function)


def _marked(policy_class: type) -> list[tuple[str, Any]]:
    """The functions of a class, inherited ones too, that are marked as a hook."""
    functions = [(name, getattr(policy_class, name)) for name in dir(policy_class)]
    return [(name, function) for name, function in functions if hasattr(function, f"{PROJECT}_impl")]


def _where(naam: str, hook: str) -> str:
    """A hook of a policy, in the words of the reader."""
    return tekst("plugin_hook", naam=naam, hook=hook)


def _check_arguments(soort: str, name: str, function: Any) -> None:
    allowed = list(inspect.signature(getattr(hookspecs, name)).parameters)
    for argument in list(inspect.signature(function).parameters.values())[1:]:
        if argument.name not in allowed:
            raise PluginError(
                tekst("plugin_argument", waar=_where(soort, name), argument=argument.name, bekend=", ".join(allowed))
            )
        if argument.default is not argument.empty:
            raise PluginError(tekst("plugin_standaard", waar=_where(soort, name), argument=argument.name))


@cache
def parameters_of(policy_class: type) -> TypeAdapter[Any]:
    """The reader of a policy's parameters: its fields, nothing extra, no infinities (decision 18)."""
    policy_class.__pydantic_config__ = ConfigDict(extra="forbid", allow_inf_nan=False)  # type: ignore[attr-defined]
    return TypeAdapter(policy_class)


def parameter_names(policy_class: type) -> list[str]:
    """The parameters of a policy, in order."""
    return [f.name for f in fields(policy_class)]


@dataclass(frozen=True)
class _Call:
    """One policy's implementation of one hook."""

    naam: str
    hook: str
    function: Any
    arguments: tuple[str, ...]

    def __call__(self, **offered: Any) -> Any:
        """Call with the arguments that it asks for; whatever it raises comes out as a PluginError."""
        try:
            return self.function(**{name: offered[name] for name in self.arguments})
        except Exception as error:
            fault = f"{type(error).__name__}: {error}"
            raise PluginError(tekst("plugin_fout", waar=self, fout=fault, plaats=_place(error))) from error

    def rows(self, n: int, kinds: str, **offered: Any) -> NDArray[Any]:
        """Call and check the result: `n` values of a dtype kind in `kinds`, none NaN."""
        result = self(**offered)
        if not isinstance(result, np.ndarray) or result.shape != (n,):
            raise PluginError(tekst("plugin_rijen", waar=self, n=n, kreeg=_describe(result)))
        if result.dtype.kind not in kinds:
            raise PluginError(tekst("plugin_dtype", waar=self, dtype=result.dtype))
        if result.dtype.kind == "f" and np.isnan(result).any():
            raise PluginError(tekst("plugin_nan", waar=self, rij=int(np.flatnonzero(np.isnan(result))[0])))
        return result

    def factors(self, n: int, **offered: Any) -> NDArray[np.float64]:
        """Call and check the result: `n` finite numbers, none below 0."""
        result = self.rows(n, "iuf", **offered).astype(np.float64)
        wrong = np.flatnonzero(~np.isfinite(result) | (result < 0))
        if len(wrong):
            raise PluginError(tekst("plugin_factor", waar=self, rij=wrong[0], waarde=result[wrong[0]]))
        return result

    def __str__(self) -> str:
        """Name the policy and its hook."""
        return _where(self.naam, self.hook)


def _place(error: Exception) -> str:
    frame = error.__traceback__
    while frame and frame.tb_next:
        frame = frame.tb_next
    if frame is None:
        return ""
    name = frame.tb_frame.f_code.co_filename.replace("\\", "/").rsplit("/", 1)[-1]
    return tekst("plugin_plaats", bestand=name, regel=frame.tb_lineno)


def _describe(result: object) -> str:
    shape = getattr(result, "shape", None)
    name = type(result).__name__
    return tekst("plugin_vorm", soort=name, vorm=shape) if shape is not None else name


def _check_claim(call: _Call, claim: object, n: int) -> None:
    if not isinstance(claim, Claim) or np.shape(claim.doelgroep) != (n,):
        raise PluginError(tekst("plugin_claims", waar=call, n=n))
    asked = np.asarray(claim.doelgroep)
    if asked.dtype.kind != "i" or asked.min() < -1 or asked.max() > _LAST_DOELGROEP:
        wrong = np.append(np.flatnonzero(~np.isin(asked, [-1, *Doelgroep])), 0)
        raise PluginError(tekst("plugin_doelgroep", waar=call, rij=wrong[0], gevraagd=asked[wrong[0]]))


def _hooks_of(instance: object) -> SimpleNamespace:
    """The hooks of a policy: to pluggy two entries of one soort with equal parameters would be one plugin."""
    return SimpleNamespace(**{name: getattr(instance, name) for name, _ in _marked(type(instance))})


def _parameters(instance: object) -> dict[str, Any]:
    """A copy of the parameters of a policy, by name."""
    return {name: copy.deepcopy(getattr(instance, name)) for name in parameter_names(type(instance))}


class Beleid:
    """The policies of one run, in the order of the scenario; each call combines what they return."""

    def __init__(
        self, regels: list[tuple[str, object]], draws: Draws, kalender: Kalender, wetgeving: Wetgeving
    ) -> None:
        """Activate policy instances `regels` (name, instance), with draws under each one's name."""
        self.kalender, self._wetgeving = kalender, wetgeving
        self._manager = pluggy.PluginManager(PROJECT)
        self._manager.add_hookspecs(hookspecs)
        for naam, instance in regels:
            self._manager.register(_hooks_of(instance), name=naam)
        self._manager.check_pending()
        self.namen = tuple(naam for naam, _ in regels)
        self._instances = dict(regels)
        self._agreed = {naam: _parameters(instance) for naam, instance in regels}
        self.parameters = tuple(f"{naam}.{name}" for naam, agreed in self._agreed.items() for name in agreed)
        self._draw = {naam: draws.within(f"beleid.{naam}").uniform for naam in self.namen}
        self._calls = {hook: self._in_order(hook) for hook in _HOOKS}

    def _in_order(self, hook: str) -> list[_Call]:
        found = {i.plugin_name: i for i in getattr(self._manager.hook, hook).get_hookimpls()}
        return [
            _Call(naam, hook, found[naam].function, tuple(found[naam].argnames)) for naam in self.namen if naam in found
        ]

    def _moment(self, t: int) -> dict[str, Any]:
        return {"t": t, "jaar": self.kalender.datum(t).year, "wet": self._wetgeving}

    def instance(self, naam: str) -> object:
        """The policy that now goes by this name."""
        return self._instances[naam]

    def replace(self, naam: str, instance: object) -> None:
        """Put `instance` in the place of the policy with this name."""
        self._manager.unregister(name=naam)
        self._manager.register(_hooks_of(instance), name=naam)
        self._instances[naam], self._agreed[naam] = instance, _parameters(instance)
        self._calls = {hook: self._in_order(hook) for hook in _HOOKS}

    def check_parameters(self) -> None:
        """Refuse a policy that changed its parameters by itself: they are agreed, for a year at least.

        Raises:
            PluginError: naming the policy and the parameter.
        """
        for naam, instance in self._instances.items():
            for name, value in _parameters(instance).items():
                if value != self._agreed[naam][name]:
                    raise PluginError(tekst("plugin_zelf_veranderd", beleid=naam, parameter=name))

    def jaarcyclus(self, verslag: Callable[[str], Verslag], jaar: int) -> list[tuple[str, dict[str, Any]]]:
        """What each policy, by name, wants to change for `jaar`; `verslag` gives a policy its report."""
        wanted = []
        for call in self._calls["jaarcyclus"]:
            changes = call(verslag=verslag(call.naam), jaar=jaar, wet=self._wetgeving)
            if not isinstance(changes, dict | None):
                raise PluginError(tekst("plugin_jaarcyclus", waar=call, kreeg=_describe(changes)))
            if changes:
                wanted.append((call.naam, changes))
        return wanted

    def rekeningen(self, *namen: str) -> dict[str, Rekening]:
        """The accounts that the policies, or those with these names, keep, by the policy's name."""
        asked = [call for call in self._calls["rekening"] if not namen or call.naam in namen]
        terms = {call.naam: (call, call(wet=self._wetgeving)) for call in asked}
        for call, account in terms.values():
            if not isinstance(account, Rekening | None):
                raise PluginError(tekst("plugin_rekening", waar=call, kreeg=_describe(account)))
        return {naam: account for naam, (_, account) in terms.items() if account is not None}

    def werkwijze(self) -> Werkwijze:
        """How the coordinatiepunt works; without a policy that says so it takes no time and forgives refusals."""
        told = [(call, call(wet=self._wetgeving)) for call in self._calls["werkwijze"]]
        for call, answer in told:
            if not isinstance(answer, Werkwijze | None):
                raise PluginError(tekst("plugin_werkwijze", waar=call, kreeg=_describe(answer)))
        given = [(call, answer) for call, answer in told if answer is not None]
        if len(given) > 1:
            raise PluginError(tekst("plugin_tweede_werkwijze", waar=given[1][0], eerste=given[0][0].naam))
        return given[0][1] if given else Werkwijze()

    def kanaal(self, woning: Rijen, t: int) -> list[tuple[str, Claim]]:
        """The claims on freed woningen, in the order of the scenario."""
        claims = []
        for call in self._calls["kanaal"]:
            result = call(woning=woning, **self._moment(t), draw=self._draw[call.naam])
            for claim in result if isinstance(result, list) else [] if result is None else [result]:
                _check_claim(call, claim, len(woning))
                claims.append((call.naam, claim))
        return claims

    def selectie(self, woningzoekende: Rijen, woning: Rijen, t: int) -> NDArray[np.bool_]:
        """Which pairs every policy allows."""
        n = len(woning)
        allowed = np.ones(n, dtype=np.bool_)
        for call in self._calls["selectie"]:
            allowed &= call.rows(n, "b", woningzoekende=woningzoekende, woning=woning, **self._moment(t))
        return allowed

    def beslag(self, woningzoekende: Rijen, woning: Rijen, t: int) -> list[tuple[str, NDArray[np.bool_]]]:
        """Per account: which pairs would take room on it."""
        n = len(woning)
        return [
            (call.naam, call.rows(n, "b", woningzoekende=woningzoekende, woning=woning, **self._moment(t)))
            for call in self._calls["beslag"]
        ]

    def sortering(self, woningzoekende: Rijen, woning: Rijen, t: int) -> list[NDArray[Any]]:
        """The sort keys of the pairs, the most important first."""
        n = len(woning)
        return [
            call.rows(
                n, "biuf", woningzoekende=woningzoekende, woning=woning, **self._moment(t), draw=self._draw[call.naam]
            )
            for call in self._calls["sortering"]
        ]

    def bemiddeling(self, kandidaat: Rijen, woning: Rijen, t: int) -> NDArray[np.float64]:
        """How well each candidate fits the woning: the sum of what the policies say, minus infinity forbids."""
        n = len(woning)
        fit = np.zeros(n)
        for call in self._calls["bemiddeling"]:
            draw = self._draw[call.naam]
            told = call.rows(n, "biuf", kandidaat=kandidaat, woning=woning, **self._moment(t), draw=draw)
            if np.isposinf(told).any():
                raise PluginError(tekst("plugin_oneindig", waar=call, rij=int(np.flatnonzero(np.isposinf(told))[0])))
            fit += told
        return fit

    def has(self, hook: str) -> bool:
        """Whether any policy implements `hook`: what nobody implements is not asked."""
        return bool(self._calls[hook])

    def deelname(self, woningzoekende: Rijen, t: int) -> list[tuple[str, NDArray[np.bool_]]]:
        """Per policy with a scheme: who takes part in it."""
        n = len(woningzoekende)
        return [
            (
                call.naam,
                call.rows(n, "b", woningzoekende=woningzoekende, **self._moment(t), draw=self._draw[call.naam]),
            )
            for call in self._calls["deelname"]
        ]

    def inschrijfkans(self, woningzoekende: Rijen, t: int) -> NDArray[np.float64]:
        """Factor on the rate at which each tenant registers or starts to search."""
        return self._product("inschrijfkans", len(woningzoekende), t, woningzoekende=woningzoekende)

    def reactiekans(self, woningzoekende: Rijen, t: int) -> NDArray[np.float64]:
        """Factor on the chance that each looks in this round."""
        return self._product("reactiekans", len(woningzoekende), t, woningzoekende=woningzoekende)

    def acceptatiekans(self, woningzoekende: Rijen, woning: Rijen, t: int) -> NDArray[np.float64]:
        """Factor on the chance that each pair is accepted."""
        return self._product("acceptatiekans", len(woning), t, woningzoekende=woningzoekende, woning=woning)

    def _product(self, hook: str, n: int, t: int, **rows: Rijen) -> NDArray[np.float64]:
        factor = np.ones(n)
        for call in self._calls[hook]:
            factor *= call.factors(n, **rows, **self._moment(t), draw=self._draw[call.naam])
        return factor


def read_parameters(regel: Beleidsregel) -> object:
    """A fresh instance of the policy that an entry of `beleid` names.

    Raises:
        KeyError: no installed package offers the soort.
        pydantic.ValidationError: a parameter is wrong.
    """
    return parameters_of(installed()[regel.soort]).validate_python(regel.parameters)

"""The policies of one run: active, asked in the order of the scenario, their answers combined.

Installed is not active: each run builds its own set from the policies that its scenario names.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Collection
from types import SimpleNamespace
from typing import Any

import numpy as np
import pluggy
from numpy.typing import NDArray

from woonsim import hookspecs
from woonsim.draw import Draws
from woonsim.errors import PluginError
from woonsim.hookaanroep import Aanroep, Luisteraar, check_claim, describe
from woonsim.hookspecs import PROJECT, Claim, Werkwijze
from woonsim.kalender import Kalender
from woonsim.plugins import HOOKS, marked, parameter_names
from woonsim.rekening import Rekening
from woonsim.rijen import Rijen
from woonsim.schermteksten import tekst
from woonsim.verslag import Verslag
from woonsim.wetgeving import Wetgeving


def _hooks_of(instance: object) -> SimpleNamespace:
    """The hooks of a policy: to pluggy two entries of one soort with equal parameters would be one plugin."""
    return SimpleNamespace(**{name: getattr(instance, name) for name, _ in marked(type(instance))})


def _parameters(instance: object) -> dict[str, Any]:
    """A copy of the parameters of a policy, by name."""
    return {name: copy.deepcopy(getattr(instance, name)) for name in parameter_names(type(instance))}


Ruimte = Callable[[str], NDArray[np.int64]]
"""The room that the accounts of the policy with this name have, per row."""


def _with_room(call: Aanroep, offered: dict[str, Any], n: int, ruimte: Ruimte | None) -> dict[str, Any]:
    """What is offered with the argument `ruimte`, for a policy that asks for it."""
    if "ruimte" not in call.arguments:
        return offered
    room = np.zeros(n, dtype=np.int64) if ruimte is None else ruimte(call.naam)
    room.flags.writeable = False
    return {**offered, "ruimte": room}


class Beleid:
    """The policies of one run, in the order of the scenario; each call combines what they return."""

    def __init__(
        self, regels: list[tuple[str, object]], draws: Draws, kalender: Kalender, wetgeving: Wetgeving
    ) -> None:
        """Activate policy instances `regels` (name, instance), with draws under each one's name."""
        self.kalender, self._wetgeving = kalender, wetgeving
        # What was last offered beside columns: at one moment much is asked.
        self._moment: dict[str, Any] = {"t": None}
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
        self._luisteraar: Luisteraar | None = None
        self._calls = {hook: self._in_order(hook) for hook in HOOKS}

    def listen(self, luisteraar: Luisteraar) -> None:
        """From now on tell `luisteraar` what each policy answers."""
        self._luisteraar = luisteraar
        self._calls = {hook: self._in_order(hook) for hook in HOOKS}

    def _in_order(self, hook: str) -> list[Aanroep]:
        found = {i.plugin_name: i for i in getattr(self._manager.hook, hook).get_hookimpls()}
        return [
            Aanroep.of(naam, hook, found[naam].plugin, self._draw[naam], self._luisteraar)
            for naam in self.namen
            if naam in found
        ]

    def _offered(self, t: int, **columns: Any) -> dict[str, Any]:
        """What any hook with columns can ask for beside them, but for its draws."""
        if t != self._moment["t"]:
            self._moment = {"t": t, "jaar": self.kalender.datum(t).year, "wet": self._wetgeving}
        return self._moment | columns

    def instance(self, naam: str) -> object:
        """The policy that now goes by this name."""
        return self._instances[naam]

    def replace(self, naam: str, instance: object) -> None:
        """Put `instance` in the place of the policy with this name."""
        self._manager.unregister(name=naam)
        self._manager.register(_hooks_of(instance), name=naam)
        self._instances[naam], self._agreed[naam] = instance, _parameters(instance)
        self._calls = {hook: self._in_order(hook) for hook in HOOKS}

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
                raise PluginError(tekst("plugin_jaarcyclus", waar=call, kreeg=describe(changes)))
            if changes:
                wanted.append((call.naam, changes))
        return wanted

    def rekeningen(self, *namen: str) -> dict[str, Rekening]:
        """The accounts that the policies, or those with these names, keep: by the policy's name, or policy.naam."""
        found: dict[str, Rekening] = {}
        for call in self._calls["rekening"]:
            if namen and call.naam not in namen:
                continue
            answer = call(wet=self._wetgeving)
            for account in answer if isinstance(answer, list) else [] if answer is None else [answer]:
                if not isinstance(account, Rekening):
                    raise PluginError(tekst("plugin_rekening", waar=call, kreeg=describe(account)))
                naam = f"{call.naam}.{account.naam}" if account.naam else call.naam
                if naam in found:
                    raise PluginError(tekst("plugin_dubbele_rekening", waar=call, rekening=naam))
                found[naam] = account
        return found

    def werkwijze(self) -> Werkwijze:
        """How the coordinatiepunt works; without a policy that says so it takes no time and forgives refusals."""
        told = [(call, call(wet=self._wetgeving)) for call in self._calls["werkwijze"]]
        for call, answer in told:
            if not isinstance(answer, Werkwijze | None):
                raise PluginError(tekst("plugin_werkwijze", waar=call, kreeg=describe(answer)))
        given = [(call, answer) for call, answer in told if answer is not None]
        if len(given) > 1:
            raise PluginError(tekst("plugin_tweede_werkwijze", waar=given[1][0], eerste=given[0][0].naam))
        return given[0][1] if given else Werkwijze()

    def kanaal(self, woning: Rijen, t: int) -> list[tuple[str, Claim]]:
        """The claims on freed woningen, in the order of the scenario."""
        claims, offered = [], self._offered(t, woning=woning)
        for call in self._calls["kanaal"]:
            result = call.ask(offered)
            for claim in result if isinstance(result, list) else [] if result is None else [result]:
                check_claim(call, claim, len(woning))
                claims.append((call.naam, claim))
        return claims

    def selectie(self, woningzoekende: Rijen, woning: Rijen, t: int) -> NDArray[np.bool_]:
        """Which pairs every policy allows."""
        n = len(woning)
        offered = self._offered(t, woningzoekende=woningzoekende, woning=woning)
        allowed = np.ones(n, dtype=np.bool_)
        for call in self._calls["selectie"]:
            allowed &= call.rows(n, offered)
        return allowed

    def beslag(
        self, woningzoekende: Rijen, woning: Rijen, t: int, ruimte: Ruimte | None = None
    ) -> list[tuple[str, NDArray[np.bool_]]]:
        """Per policy: which pairs would take room on its accounts."""
        n, offered = len(woning), self._offered(t, woningzoekende=woningzoekende, woning=woning)
        return [(call.naam, call.rows(n, _with_room(call, offered, n, ruimte))) for call in self._calls["beslag"]]

    def uncounted(self, woningzoekende: Rijen, woning: Rijen, t: int, counting: Collection[str]) -> list[list[str]]:
        """Of each letting the policies, of those `counting`, to whose accounts it is no part of the basis."""
        n, offered = len(woning), self._offered(t, woningzoekende=woningzoekende, woning=woning)
        found: list[list[str]] = [[] for _ in range(n)]
        for call in self._calls["grondslag"]:
            if call.naam not in counting:
                continue
            for place in (~call.rows(n, offered)).nonzero()[0].tolist():
                found[place].append(call.naam)
        return found

    def sortering(
        self, woningzoekende: Rijen, woning: Rijen, t: int, ruimte: Ruimte | None = None
    ) -> list[NDArray[Any]]:
        """The sort keys of the pairs, the most important first."""
        n, offered = len(woning), self._offered(t, woningzoekende=woningzoekende, woning=woning)
        return [call.rows(n, _with_room(call, offered, n, ruimte)) for call in self._calls["sortering"]]

    def bemiddeling(self, kandidaat: Rijen, woning: Rijen, t: int) -> NDArray[np.float64]:
        """How well each candidate fits the woning: the sum of what the policies say, minus infinity forbids."""
        n, offered = len(woning), self._offered(t, kandidaat=kandidaat, woning=woning)
        fit = np.zeros(n)
        for call in self._calls["bemiddeling"]:
            told = call.rows(n, offered)
            if (told == np.inf).any():
                raise PluginError(tekst("plugin_oneindig", waar=call, rij=int(np.flatnonzero(told == np.inf)[0])))
            fit += told
        return fit

    def voorrang(self, kandidaat: Rijen, duur: NDArray[np.int64], t: int) -> NDArray[np.int64]:
        """How long each candidate seeks with voorrang; each policy changes what those before it said."""
        for call in self._calls["voorrang"]:
            given = duur.copy()
            given.flags.writeable = False
            datum = self.kalender.datum(t)
            duur = call.rows(len(duur), self._offered(t, kandidaat=kandidaat, duur=given, datum=datum))
        return duur

    def zoekpunten(self, woningzoekende: Rijen, t: int) -> NDArray[np.int64] | None:
        """The points that a policy keeps for each; None when none does."""
        kept: tuple[Aanroep, NDArray[np.int64]] | None = None
        for call in self._calls["zoekpunten"]:
            told = call.rows(len(woningzoekende), self._offered(t, woningzoekende=woningzoekende))
            if told is None:
                continue
            if kept is not None:
                raise PluginError(tekst("plugin_tweede_zoekpunten", waar=call, eerste=kept[0].naam))
            kept = (call, told)
        return None if kept is None else kept[1]

    def has(self, hook: str) -> bool:
        """Whether any policy implements `hook`: what nobody implements is not asked."""
        return bool(self._calls[hook])

    def deelname(self, woningzoekende: Rijen, t: int) -> list[tuple[str, NDArray[np.bool_]]]:
        """Per policy with a scheme: who takes part in it."""
        n, offered = len(woningzoekende), self._offered(t, woningzoekende=woningzoekende)
        return [(call.naam, call.rows(n, offered)) for call in self._calls["deelname"]]

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
        factor, offered = np.ones(n), self._offered(t, **rows)
        for call in self._calls[hook]:
            factor *= call.rows(n, offered)
        return factor

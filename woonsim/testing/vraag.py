"""Vraag: one hook of a policy under test, asked about a proef; and what its answer comes to per row."""

from __future__ import annotations

import copy
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cached_property
from types import NoneType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from woonsim.begrippen import Doelgroep
from woonsim.bijstelling import revised
from woonsim.errors import PluginError
from woonsim.hookaanroep import Aanroep, arguments_of, describe, kinds_of, may_be_none
from woonsim.hookspecs import Claim, Werkwijze
from woonsim.plugins import HOOKS, marked, parameter_names, parameters_of, soort_of
from woonsim.rekening import Rekening
from woonsim.schermteksten import tekst
from woonsim.testing.parameters import numbers_of
from woonsim.testing.proef import SIDES, Aanbod, Proef

FACTOREN = frozenset({"inschrijfkans", "reactiekans", "acceptatiekans"})
"""Hooks that answer a factor: finite and not below 0."""
CLAIMS = "kanaal"
ORDER = "sortering"
WHOLE = frozenset({"voorrang", "zoekpunten"})
"""Hooks that answer whole numbers, none below 0."""
_PLAIN: dict[str, tuple[type, ...]] = {
    "rekening": (Rekening, list, NoneType),
    "werkwijze": (Werkwijze, NoneType),
    "jaarcyclus": (dict, NoneType),
}
"""What a hook without columns may answer."""


@dataclass
class Antwoord:
    """What a hook answered to a proef, and what was read and drawn for it."""

    raw: Any
    aanbod: Aanbod
    proef: Proef

    def rows(self) -> list[Any]:
        """The answer per row, comparable: of claims those that ask something, in order."""
        n = len(self.proef)
        if isinstance(self.raw, np.ndarray):
            return self.raw.tolist()  # type: ignore[no-any-return]
        told: list[Any] = [[] for _ in range(n)]
        for claim in claims_of(self.raw):
            terms = {f.name: getattr(claim, f.name) for f in fields(claim) if f.name != "doelgroep"}
            for row, asked in zip(told, np.asarray(claim.doelgroep).tolist(), strict=True):
                if asked >= 0:
                    row.append((asked, tuple(map(str, terms.values()))))
        return told

    def whole(self) -> Any:
        """The answer as a whole, comparable."""
        if kinds_of_answer(self.raw):
            return self.rows()
        return plain(self.raw, self.proef.jaar)


def kinds_of_answer(raw: Any) -> bool:
    """Whether an answer has rows."""
    return isinstance(raw, np.ndarray) or any(isinstance(claim, Claim) for claim in claims_of(raw))


def claims_of(raw: Any) -> list[Any]:
    """The claims in an answer of `kanaal`."""
    return raw if isinstance(raw, list) else [] if raw is None else [raw]


def plain(value: Any, jaar: int) -> Any:
    """An answer without columns, comparable: terms by name, a function by what it gives for the years."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name), jaar) for f in fields(value)}
    if isinstance(value, list):
        return [plain(part, jaar) for part in value]
    if callable(value):
        return [value(year) for year in (jaar, jaar + 1)]
    return value


class Vraag:
    """One hook of a policy class with one setting of its parameters."""

    def __init__(self, policy: type, hook: str, parameters: Mapping[str, Any]) -> None:
        """Read `parameters` afresh for every instance."""
        self.policy, self.hook, self.parameters = policy, hook, dict(parameters)
        self.naam = soort_of(policy)
        function = dict(marked(policy))[hook]
        self.names = tuple(inspect.signature(function).parameters)[1:]
        self.sides = frozenset(arguments_of(hook)) & set(SIDES)
        """The columns that the hook is asked about, whether the policy reads them or not."""

    @property
    def registered(self) -> bool:
        """Whether it is only asked about people in the register: those who react, or for whom points are kept."""
        return self.hook == "zoekpunten" or ("woning" in self.sides and "kandidaat" not in self.sides)

    @cached_property
    def others(self) -> tuple[Vraag, ...]:
        """The same policy, asked about its other hooks."""
        hooks = [name for name, _ in marked(self.policy) if name in HOOKS and name != self.hook]
        return tuple(Vraag(self.policy, hook, self.parameters) for hook in hooks)

    @cached_property
    def numbers(self) -> frozenset[float]:
        """The policy's own limits."""
        return numbers_of(self.instance())

    @property
    def has_rows(self) -> bool:
        """Whether the hook answers per row."""
        return bool(self.sides)

    def instance(self) -> object:
        """A policy as a scenario with these parameters makes it."""
        return parameters_of(self.policy).validate_python(copy.deepcopy(self.parameters))

    def ask(
        self,
        proef: Proef,
        instance: object = None,
        *,
        read_only: bool = False,
        around: Callable[..., Any] | None = None,
    ) -> Antwoord:
        """The answer of `instance`, or of a fresh one; `around` calls the hook instead.

        Raises:
            PluginError: the policy raised.
        """
        policy = self.instance() if instance is None else instance
        aanbod = proef.offer(read_only=read_only)
        offered = aanbod.arguments()
        call = Aanroep.of(self.naam, self.hook, policy)
        raw = call(**offered) if around is None else around(call, offered)
        return Antwoord(raw, aanbod, proef)

    def unharmed(self, proef: Proef) -> Antwoord | None:
        """The answer to `proef` if it is a good one: what is wrong with the answer itself is for other laws."""
        try:
            answer = self.ask(proef)
        except PluginError:
            return None
        faults = (self.form_fault(answer), self.kind_fault(answer), self.value_fault(answer))
        return None if any(faults) else answer

    def form_fault(self, answer: Antwoord) -> str:
        """What is wrong with the form of an answer: one value per row, or Claims of so many rows."""
        n = len(answer.proef)
        if self.hook == CLAIMS:
            bad = [c for c in claims_of(answer.raw) if not isinstance(c, Claim) or np.shape(c.doelgroep) != (n,)]
            return tekst("toets_claims", n=n) if bad else ""
        if answer.raw is None and may_be_none(self.hook):
            return ""
        if self.has_rows and (not isinstance(answer.raw, np.ndarray) or answer.raw.shape != (n,)):
            return tekst("toets_rijen", n=n, kreeg=describe(answer.raw))
        if self.hook in _PLAIN and not isinstance(answer.raw, _PLAIN[self.hook]):
            return tekst("toets_vorm", kreeg=describe(answer.raw))
        return self._change_fault(answer.raw) if self.hook == "jaarcyclus" else ""

    def _change_fault(self, changes: dict[str, Any]) -> str:
        """What is wrong with the changes that `jaarcyclus` asks."""
        setting = {**self.parameters, **changes}
        try:
            revised(self.naam, self.policy, changes, lambda: parameters_of(self.policy).validate_python(setting))
        except PluginError as error:
            return str(error)
        return ""

    def kind_fault(self, answer: Antwoord) -> str:
        """What is wrong with the dtype of an answer."""
        columns = [answer.raw] if isinstance(answer.raw, np.ndarray) else []
        allowed = kinds_of(self.hook)
        if self.hook == CLAIMS:
            columns, allowed = [np.asarray(claim.doelgroep) for claim in claims_of(answer.raw)], "i"
        wrong = [column.dtype for column in columns if column.dtype.kind not in allowed]
        return tekst("toets_dtype", dtype=wrong[0]) if wrong else ""

    def value_fault(self, answer: Antwoord) -> str:
        """What is wrong with a value: no number, infinite, a factor below 0, no Doelgroep."""
        columns = [answer.raw] if isinstance(answer.raw, np.ndarray) else []
        if self.hook == CLAIMS:
            columns = [np.asarray(claim.doelgroep) for claim in claims_of(answer.raw)]
        for column in columns:
            bad = np.flatnonzero(self._not_allowed(column))
            if len(bad):
                return tekst("toets_waarde", rij=bad[0], waarde=column[bad[0]])
        return ""

    def _not_allowed(self, column: NDArray[Any]) -> NDArray[np.bool_]:
        """Which values of a column no answer to this hook may have."""
        if self.hook == CLAIMS:
            return np.asarray(~np.isin(column, [-1, *Doelgroep]))
        if self.hook in WHOLE:
            return np.asarray(column < 0)
        if self.hook in FACTOREN:
            return np.asarray(~np.isfinite(column) | (column < 0))
        if column.dtype.kind != "f":
            return np.zeros(len(column), dtype=np.bool_)
        return np.asarray(np.isnan(column) | (np.isposinf(column) & (self.hook == "bemiddeling")))


def state_of(instance: object) -> dict[str, Any]:
    """A copy of the parameters of a policy."""
    return {name: copy.deepcopy(getattr(instance, name)) for name in parameter_names(type(instance))}

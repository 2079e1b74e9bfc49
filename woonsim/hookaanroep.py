"""One policy's answer to one hook: asked with what it needs, checked, and told apart when it is wrong."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from woonsim import hookspecs
from woonsim.begrippen import Doelgroep
from woonsim.errors import PluginError
from woonsim.hookspecs import Claim, Draw
from woonsim.plugincode import defined_at, fault_of, raised_at
from woonsim.schermteksten import tekst

Luisteraar = Callable[[str, str, dict[str, Any], Any], None]
"""Told the policy, the hook, what it was offered and what it answered."""

_LAST_DOELGROEP = int(max(Doelgroep))
_KINDS = {"np.bool_": "b", "np.int64": "i", "np.float64": "iuf", "Any": "biuf"}
"""Dtype kinds that a hook may answer with, by the annotation of its specification."""


def where(naam: str, hook: str) -> str:
    """A hook of a policy, in the words of the reader."""
    return tekst("plugin_hook", naam=naam, hook=hook)


@cache
def arguments_of(hook: str) -> tuple[str, ...]:
    """The arguments that a hook can ask for."""
    return tuple(inspect.signature(getattr(hookspecs, hook)).parameters)


@cache
def may_be_none(hook: str) -> bool:
    """Whether a hook may answer None."""
    return str(inspect.signature(getattr(hookspecs, hook)).return_annotation).endswith("None")


@cache
def kinds_of(hook: str) -> str:
    """The dtype kinds that a column answered by `hook` may have; empty for a hook that answers no column."""
    annotation = str(inspect.signature(getattr(hookspecs, hook)).return_annotation)
    return next((kinds for name, kinds in _KINDS.items() if f"NDArray[{name}]" in annotation), "")


@dataclass(frozen=True)
class Aanroep:
    """One policy's implementation of one hook; what can be known before it is asked, is.

    `draw`: draws under the name of the policy. `kinds`: the dtype kinds that its column may have.
    """

    naam: str
    hook: str
    function: Any
    arguments: tuple[str, ...]
    kinds: str
    may_be_none: bool
    draw: Draw | None = None
    luisteraar: Luisteraar | None = None

    @classmethod
    def of(
        cls, naam: str, hook: str, instance: object, draw: Draw | None = None, luisteraar: Luisteraar | None = None
    ) -> Aanroep:
        """The hook of a policy as it stands, with the arguments that it names."""
        function = getattr(instance, hook)
        arguments = tuple(inspect.signature(function).parameters)
        return cls(naam, hook, function, arguments, kinds_of(hook), may_be_none(hook), draw, luisteraar)

    def __call__(self, **offered: Any) -> Any:
        """Call with the arguments that it asks for; whatever it raises comes out as a PluginError."""
        return self.ask(offered)

    def ask(self, offered: dict[str, Any]) -> Any:
        """Call with what it asks for of `offered`, and its own draws; what it raises comes out as a PluginError."""
        if self.draw is not None:
            offered = {**offered, "draw": self.draw}
        try:
            # In their order: an argument that a policy names has no default and no place of its own.
            answer = self.function(*map(offered.__getitem__, self.arguments))
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            raise PluginError(self._raised(error)) from error
        if self.luisteraar is not None:
            self.luisteraar(self.naam, self.hook, offered, answer)
        return answer

    def _raised(self, error: BaseException) -> str:
        """What the function raised, and where in its own file."""
        code = getattr(self.function, "__code__", None)
        place = raised_at(error, code.co_filename if code else None)
        name = (
            "plugin_schrijft"
            if isinstance(error, ValueError | AttributeError) and "read-only" in str(error)
            else "plugin_fout"
        )
        return tekst(name, waar=where(self.naam, self.hook), fout=fault_of(error), plaats=place)

    def rows(self, n: int, offered: dict[str, Any]) -> Any:
        """Ask and check the answer: `n` values of the kind of the hook, none NaN; None where that is an answer.

        A factor is finite, and neither a factor nor a whole number is below 0.
        """
        told = self.ask(offered)
        if isinstance(told, np.ndarray) and told.shape == (n,) and self._is_right(told):
            return told
        if told is None and self.may_be_none:
            return None
        return self._refuse(self._check(told, n))

    def _is_right(self, told: NDArray[Any]) -> bool:
        """Whether an answer is beyond doubt: by its dtype and its ends."""
        kind = told.dtype.kind
        if kind not in self.kinds:
            return False
        if kind == "b" or len(told) == 0:
            return True
        low, high = ends(told)
        # NaN is at both ends.
        return bool(low == low if self.kinds == "biuf" else low >= 0 and high < np.inf)

    def _refuse(self, result: NDArray[Any]) -> NDArray[Any]:
        """Name the first value that is none for this hook."""
        if self.kinds == "iuf":
            wrong = np.flatnonzero(~np.isfinite(result) | (result < 0))
            if len(wrong):
                raise PluginError(tekst("plugin_factor", waar=self, rij=wrong[0], waarde=result[wrong[0]]))
        if self.kinds == "i":
            wrong = np.flatnonzero(result < 0)
            if len(wrong):
                raise PluginError(tekst("plugin_onder_nul", waar=self, rij=wrong[0], waarde=result[wrong[0]]))
        return result

    def _check(self, result: object, n: int) -> NDArray[Any]:
        if not isinstance(result, np.ndarray) or result.shape != (n,):
            raise PluginError(tekst("plugin_rijen", waar=self, n=n, kreeg=describe(result)))
        if result.dtype.kind not in self.kinds:
            wanted = tekst("plugin_soort_ja_nee" if self.kinds == "b" else "plugin_soort_getal")
            raise PluginError(tekst("plugin_dtype", waar=self, dtype=result.dtype, soort=wanted))
        if result.dtype.kind == "f" and np.isnan(result).any():
            raise PluginError(tekst("plugin_nan", waar=self, rij=int(np.flatnonzero(np.isnan(result))[0])))
        return result

    def __str__(self) -> str:
        """Name the policy, its hook and where that is defined."""
        return where(self.naam, self.hook) + defined_at(self.function)


def describe(result: object) -> str:
    """What a hook returned, in words: its type, and its shape if it has one."""
    shape = getattr(result, "shape", None)
    name = type(result).__name__
    return tekst("plugin_vorm", soort=name, vorm=shape) if shape is not None else name


def ends(column: NDArray[Any]) -> tuple[Any, Any]:
    """The lowest and the highest value of a column that has any."""
    if len(column) == 1:
        return (value := column.item()), value
    return np.minimum.reduce(column), np.maximum.reduce(column)


def check_claim(call: Aanroep, claim: object, n: int) -> None:
    """Refuse what is no Claim of `n` rows for a Doelgroep each, or -1.

    Raises:
        PluginError: naming policy, hook and the first bad row.
    """
    asked = np.asarray(claim.doelgroep if isinstance(claim, Claim) else None)
    if asked.shape != (n,):
        raise PluginError(tekst("plugin_claims", waar=call, n=n))
    if asked.dtype.kind == "i" and n == 1 and -1 <= asked.item() <= _LAST_DOELGROEP:
        return
    low, high = ends(asked)
    if asked.dtype.kind != "i" or low < -1 or high > _LAST_DOELGROEP:
        wrong = np.append(np.flatnonzero(~np.isin(asked, [-1, *Doelgroep])), 0)
        raise PluginError(tekst("plugin_doelgroep", waar=call, rij=wrong[0], gevraagd=asked[wrong[0]]))

"""One policy's answer to one hook: asked with what it needs, checked, and told apart when it is wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from woonsim.begrippen import Doelgroep
from woonsim.errors import PluginError
from woonsim.hookspecs import Claim
from woonsim.plugincode import defined_at, fault_of, raised_at
from woonsim.schermteksten import tekst

Luisteraar = Callable[[str, str, dict[str, Any], Any], None]
"""Told the policy, the hook, what it was offered and what it answered."""

_LAST_DOELGROEP = max(Doelgroep)


def where(naam: str, hook: str) -> str:
    """A hook of a policy, in the words of the reader."""
    return tekst("plugin_hook", naam=naam, hook=hook)


@dataclass(frozen=True)
class Aanroep:
    """One policy's implementation of one hook."""

    naam: str
    hook: str
    function: Any
    arguments: tuple[str, ...]
    luisteraar: Luisteraar | None = None

    def __call__(self, **offered: Any) -> Any:
        """Call with the arguments that it asks for; whatever it raises comes out as a PluginError."""
        try:
            answer = self.function(**{name: offered[name] for name in self.arguments})
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

    def rows(self, n: int, kinds: str, **offered: Any) -> NDArray[Any]:
        """Call and check the result: `n` values of a dtype kind in `kinds`, none NaN."""
        return self._check(self(**offered), n, kinds)

    def _check(self, result: object, n: int, kinds: str) -> NDArray[Any]:
        if not isinstance(result, np.ndarray) or result.shape != (n,):
            raise PluginError(tekst("plugin_rijen", waar=self, n=n, kreeg=describe(result)))
        if result.dtype.kind not in kinds:
            wanted = tekst("plugin_soort_ja_nee" if kinds == "b" else "plugin_soort_getal")
            raise PluginError(tekst("plugin_dtype", waar=self, dtype=result.dtype, soort=wanted))
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

    def whole_numbers(self, n: int, *, optional: bool = False, **offered: Any) -> Any:
        """Call and check the result: `n` whole numbers, none below 0; or None, if that is an answer."""
        told = self(**offered)
        if told is None and optional:
            return None
        result = self._check(told, n, "i")
        wrong = np.flatnonzero(result < 0)
        if len(wrong):
            raise PluginError(tekst("plugin_onder_nul", waar=self, rij=wrong[0], waarde=result[wrong[0]]))
        return result

    def __str__(self) -> str:
        """Name the policy, its hook and where that is defined."""
        return where(self.naam, self.hook) + defined_at(self.function)


def describe(result: object) -> str:
    """What a hook returned, in words: its type, and its shape if it has one."""
    shape = getattr(result, "shape", None)
    name = type(result).__name__
    return tekst("plugin_vorm", soort=name, vorm=shape) if shape is not None else name


def check_claim(call: Aanroep, claim: object, n: int) -> None:
    """Refuse what is no Claim of `n` rows for a Doelgroep each, or -1.

    Raises:
        PluginError: naming policy, hook and the first bad row.
    """
    if not isinstance(claim, Claim) or np.shape(claim.doelgroep) != (n,):
        raise PluginError(tekst("plugin_claims", waar=call, n=n))
    asked = np.asarray(claim.doelgroep)
    if asked.dtype.kind != "i" or asked.min() < -1 or asked.max() > _LAST_DOELGROEP:
        wrong = np.append(np.flatnonzero(~np.isin(asked, [-1, *Doelgroep])), 0)
        raise PluginError(tekst("plugin_doelgroep", waar=call, rij=wrong[0], gevraagd=asked[wrong[0]]))

"""How long policies take: microseconds per 1,000 rows, per hook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from woonsim.plugins import HOOKS, marked
from woonsim.testing.kolommen import of_woning, of_zoekende
from woonsim.testing.parameters import variants
from woonsim.testing.proef import Kenmerken, Proef, begin_of, een_verslag
from woonsim.testing.vraag import Vraag

LARGE = 1_000
"""Rows of a large proef."""
_HOMES, _REPEATS, _YEAR = 10, 7, 2025
_DIFFERENCES = 6


@dataclass(frozen=True)
class Meting:
    """How long a hook of a policy took for a large proef [microseconds]."""

    beleid: str
    hook: str
    microseconden: float


def measure(policy: type, given: Mapping[str, Any]) -> list[Meting]:
    """How long each hook of a policy takes with the parameters `given`, and the plainest for the others.

    Raises:
        PluginError: the policy raises.
    """
    hooks = [name for name, _ in marked(policy) if name in HOOKS]
    asked = [Vraag(policy, hook, variants(policy, given)[0]) for hook in hooks]
    return [Meting(vraag.naam, vraag.hook, microseconds(vraag, large_proef(vraag))) for vraag in asked]


def microseconds(vraag: Vraag, proef: Proef) -> float:
    """The shortest of some calls of a hook: what others do on the machine only adds."""
    instance, taken = vraag.instance(), []

    def timed(function: Any, offered: dict[str, Any]) -> Any:
        function(**offered)  # the columns that it reads are made once a round, for all policies
        for _ in range(_REPEATS):
            begin = perf_counter()
            answer = function(**offered)
            taken.append(perf_counter() - begin)
        return answer

    vraag.ask(proef, instance, around=timed)
    return min(taken) * 1e6


def large_proef(vraag: Vraag) -> Proef:
    """A proef of 1,000 rows for a hook, the same every time; without rows for a hook that has none."""
    own: frozenset[float] = frozenset()
    t = begin_of(_YEAR)
    if not vraag.has_rows:
        return Proef(_YEAR, t, ({},), ({},), (), een_verslag(_YEAR))
    people = vraag.sides - {"woning"}
    seekers, homes = of_zoekende(t, _YEAR, own, registered=True), of_woning(_YEAR, own)
    zoekenden = tuple(_person(seekers, i) for i in range(LARGE)) if people else ({},)
    woningen = tuple(_person(homes, j) for j in range(_HOMES if people else LARGE))
    return Proef(_YEAR, t, zoekenden, woningen, tuple((i % len(zoekenden), i % len(woningen)) for i in range(LARGE)))


def _person(values: list[tuple[str, Any]], i: int) -> Kenmerken:
    """Number `i`: some columns other than ordinary, spread over all values."""
    return dict(values[(i * 7919 + k * 104_729) % len(values)] for k in range(_DIFFERENCES))

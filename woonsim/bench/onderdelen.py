"""The parts of a round, each alone on as many rows as a round has reactions; and the rounds of a replication, timed.

Times are processor time: what else this machine does does not count.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import process_time
from typing import Any
from unittest.mock import patch

import numpy as np

from woonsim.aanbodronde import react
from woonsim.afwikkeling import settle
from woonsim.draw import Doel, Draws
from woonsim.proces import aanbod

_LONG = 0.05
"""A kernel is repeated for so many seconds, at least three times, and the shortest counts."""
_FEWEST_ROWS = 1000


def shortest(work: Callable[[], object]) -> float:
    """The processor time of `work` [s]: the shortest of some."""
    work()
    taken: list[float] = []
    while len(taken) < 3 or sum(taken) < _LONG:
        begin = process_time()
        work()
        taken.append(process_time() - begin)
    return min(taken)


def kernels(n: int) -> dict[str, float]:
    """Nanoseconds per row of the three things a round is made of, on `n` rows (at least 1,000).

    `hash`: a keyed draw; `sort`: the order of one packed integer key; `keuze`: a choice from cumulative weights.
    """
    n = max(n, _FEWEST_ROWS)
    draws, rows = Draws(1, 0), np.arange(n)
    keys = draws.uniform(Doel.reactie, rows).view(np.int64)
    u = draws.uniform(Doel.loting, rows)
    weights = np.cumsum(np.linspace(1.0, 2.0, 200))
    work: dict[str, Callable[[], object]] = {
        "hash": lambda: draws.uniform(Doel.acceptatie, keys, rows, rows),
        "sort": lambda: np.argsort(keys, kind="stable"),
        "keuze": lambda: np.searchsorted(weights, u * weights[-1]),
    }
    return {name: shortest(each) / n * 1e9 for name, each in work.items()}


@dataclass
class Ronden:
    """The rounds of a replication with reactions in them: how long each took [s], who looked, what there was."""

    seconden: list[float] = field(default_factory=list)
    reacties: list[int] = field(default_factory=list)
    zoekenden: list[int] = field(default_factory=list)
    woningen: list[int] = field(default_factory=list)

    def middle(self, name: str) -> float:
        """The median of a figure, over the rounds with reactions."""
        values = [value for value, n in zip(getattr(self, name), self.reacties, strict=True) if n]
        return float(statistics.median(values)) if values else 0.0


@contextmanager
def timed_ronden() -> Iterator[Ronden]:
    """Time every round that is played inside the block: who reacts (`react`) and who gets what (`settle`).

    For a process that does nothing but measure: the two functions are replaced where the adverts call them.
    """
    ronden = Ronden()

    def timed_react(*args: Any, **named: Any) -> Any:
        begin = process_time()
        reacties = react(*args, **named)
        ronden.seconden.append(process_time() - begin)
        ronden.reacties.append(len(reacties.zoekenden))
        ronden.zoekenden.append(len(args[0]))
        ronden.woningen.append(len(args[1]))
        return reacties

    def timed_settle(*args: Any, **named: Any) -> Any:
        begin = process_time()
        uitslagen = settle(*args, **named)
        ronden.seconden[-1] += process_time() - begin
        return uitslagen

    with patch.object(aanbod, "react", timed_react), patch.object(aanbod, "settle", timed_settle):
        yield ronden

"""What the benchmarks play: synthetic gemeenten, and a round of one of them as it was handed over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any
from unittest.mock import patch

from woonsim.aanbodronde import react
from woonsim.afwikkeling import settle
from woonsim.load import load_bytes
from woonsim.proces import aanbod
from woonsim.scenario.model import Scenario
from woonsim.simulation import Run
from woonsim.synthetisch import Synthetisch

_HALF_A_YEAR = 26 * 7 * 24 * 60


@cache
def gemeente(woningen: int, jaren: int = 1) -> Scenario:
    """A gemeente with as many seekers to a woning as the country."""
    asked = Synthetisch(woningen=woningen, woningzoekenden=woningen * 40 // 23, looptijd=jaren)
    return load_bytes(asked.text().encode(), "gemeente.yaml")


@dataclass(frozen=True)
class Ronde:
    """The last round with reactions before a moment: what plays it again, and what there was."""

    play: Callable[[], int]
    """Plays it, and tells how many woningen were let."""
    zoekenden: int
    woningen: int
    reacties: int


@cache
def ronde(woningen: int) -> Ronde:
    """A round in the middle of the first year of a gemeente, whose world stands still at that moment."""
    asked: list[tuple[Any, Any]] = []
    settled: list[tuple[Any, Any]] = []

    def keep_react(*args: Any, **named: Any) -> Any:
        asked.append((args, named))
        return react(*args, **named)

    def keep_settle(*args: Any, **named: Any) -> Any:
        settled.append((args[1:], named))
        return settle(*args, **named)

    with patch.object(aanbod, "react", keep_react), patch.object(aanbod, "settle", keep_settle):
        Run(gemeente(woningen), 1, 0).play_until(_HALF_A_YEAR)
    (args, named), (rest, more) = asked[-1], settled[-1]

    def play() -> int:
        return sum(uitslag.zoekende >= 0 for uitslag in settle(react(*args, **named), *rest, **more))

    return Ronde(play, len(args[0]), len(args[1]), len(react(*args, **named).zoekenden))

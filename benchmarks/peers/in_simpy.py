"""SimPy: the woningen are one PriorityResource, every seeker a process that requests it or loses patience. Exact."""

from __future__ import annotations

import random
from collections.abc import Generator
from typing import Any

import simpy

from benchmarks.peers.model import GEDULD, HUURDUUR, INSTROOM, JAREN, Uitkomst


class Verhuur:
    """The woningen and what is counted."""

    def __init__(self, woningen: int, seed: int) -> None:
        """All woningen let, and two streams of seekers."""
        self.rng, self.env = random.Random(seed), simpy.Environment()
        self.woningen = simpy.PriorityResource(self.env, capacity=woningen)
        self.gewacht: dict[str, list[float]] = {klasse: [] for klasse in INSTROOM}
        self.afgehaakt = 0
        for _ in range(woningen):
            self.env.process(self.huurder())
        for volgorde, (klasse, per_woning) in enumerate(INSTROOM.items()):
            self.env.process(self.instroom(klasse, volgorde, per_woning * woningen))

    def huurder(self) -> Generator[simpy.Event, Any, None]:
        """Who lives there at the start."""
        with self.woningen.request(priority=0) as woning:
            yield woning
            yield self.env.timeout(self.rng.expovariate(1 / HUURDUUR))

    def instroom(self, klasse: str, volgorde: int, per_jaar: float) -> Generator[simpy.Event, Any, None]:
        """New seekers of a class."""
        while True:
            yield self.env.timeout(self.rng.expovariate(per_jaar))
            self.env.process(self.zoekende(klasse, volgorde))

    def zoekende(self, klasse: str, volgorde: int) -> Generator[simpy.Event, Any, None]:
        """Registers, waits with patience, and rents or leaves."""
        since = self.env.now
        with self.woningen.request(priority=volgorde) as woning:
            yield woning | self.env.timeout(self.rng.expovariate(1 / GEDULD))
            if not woning.triggered:
                self.afgehaakt += 1
                return
            self.gewacht[klasse].append(self.env.now - since)
            yield self.env.timeout(self.rng.expovariate(1 / HUURDUUR))


def play(woningen: int, seed: int) -> Uitkomst:
    """Ten years."""
    verhuur = Verhuur(woningen, seed)
    verhuur.env.run(until=JAREN)
    return Uitkomst(
        gehuisvest=sum(len(waits) for waits in verhuur.gewacht.values()),
        wachtend=len(verhuur.woningen.queue),
        afgehaakt=verhuur.afgehaakt,
        **{f"wacht_{klasse}": sum(waits) / len(waits) for klasse, waits in verhuur.gewacht.items()},
    )

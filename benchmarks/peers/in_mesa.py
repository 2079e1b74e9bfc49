"""Mesa: woningen and seekers are agents, a step is a month.

Approximates: what falls free in a month is let in it, to who registered before its end and is still patient; a chance
per month stands for each exponential duration.
"""

from __future__ import annotations

from math import exp

import mesa
import numpy as np

from benchmarks.peers.model import GEDULD, HUURDUUR, INSTROOM, JAREN, Uitkomst

MAAND = 1 / 12
VERTREKT = 1 - exp(-MAAND / HUURDUUR)
HAAKT_AF = 1 - exp(-MAAND / GEDULD)


class Woning(mesa.Agent):
    """A woning, let or free."""

    def __init__(self, model: Gemeente) -> None:
        """Let at the start."""
        super().__init__(model)
        self.verhuurd = True

    def step(self) -> None:
        """The tenant may leave."""
        if self.verhuurd and self.random.random() < VERTREKT:
            self.verhuurd = False
            self.model.vrij.append(self)


class Zoekende(mesa.Agent):
    """Someone on the list."""

    def __init__(self, model: Gemeente, klasse: str) -> None:
        """Registers now."""
        super().__init__(model)
        self.klasse, self.since = klasse, model.steps

    def step(self) -> None:
        """It may lose patience."""
        if self.random.random() < HAAKT_AF:
            self.model.afgehaakt += 1
            self.remove()


class Gemeente(mesa.Model):
    """The stock and the list."""

    def __init__(self, woningen: int, seed: int) -> None:
        """All woningen let, nobody on the list."""
        super().__init__(seed=seed)
        self.instroom = {klasse: rate * woningen * MAAND for klasse, rate in INSTROOM.items()}
        self.numbers = np.random.default_rng(seed)
        self.vrij: list[Woning] = []
        self.gewacht: dict[str, list[int]] = {klasse: [] for klasse in INSTROOM}
        self.afgehaakt = 0
        Woning.create_agents(self, woningen)

    @property
    def zoekenden(self) -> mesa.agent.AgentSet:
        """Who is on the list, in order of registration."""
        return self.agents_by_type.get(Zoekende, [])

    def step(self) -> None:
        """A month: tenants leave, patience ends, new seekers register, what is free is let."""
        self.agents_by_type[Woning].do("step")
        if self.zoekenden:
            self.zoekenden.do("step")
        for klasse, rate in self.instroom.items():
            if number := self.numbers.poisson(rate):
                Zoekende.create_agents(self, int(number), klasse)
        if self.zoekenden:
            self.let()

    def let(self) -> None:
        """The free woningen go to the first on the list."""
        groups = self.zoekenden.groupby("klasse").groups
        row = [zoekende for klasse in INSTROOM for zoekende in groups.get(klasse, [])]
        for zoekende in row[: len(self.vrij)]:
            self.vrij.pop().verhuurd = True
            self.gewacht[zoekende.klasse].append(self.steps - zoekende.since)
            zoekende.remove()


def play(woningen: int, seed: int) -> Uitkomst:
    """Ten years."""
    gemeente = Gemeente(woningen, seed)
    for _ in range(round(JAREN / MAAND)):
        gemeente.step()
    return Uitkomst(
        gehuisvest=sum(map(len, gemeente.gewacht.values())),
        wachtend=len(gemeente.zoekenden),
        afgehaakt=gemeente.afgehaakt,
        **{f"wacht_{klasse}": MAAND * sum(waits) / len(waits) for klasse, waits in gemeente.gewacht.items()},
    )

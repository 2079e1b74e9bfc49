"""SimPy and pandas as an analyst writes it: a weekly round, adverts, reactions in a DataFrame, one sort per woning.

Everybody on the list who may have a woning reacts to it. Approximates: what falls free waits for the round of its week.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import numpy as np
import pandas as pd
import simpy

from benchmarks.peers.model import GEDULD, HUURDUUR, INSTROOM, JAREN, Uitkomst

WEEK = 7 / 365.25


class Gemeente:
    """Woningen and woningzoekenden as tables, and a clock."""

    def __init__(self, woningen: int, seed: int) -> None:
        """All woningen let, nobody on the list."""
        self.rng, self.env = np.random.default_rng(seed), simpy.Environment()
        self.woningen = pd.DataFrame({"kamers": 3, "huur": 600.0}, index=range(woningen))
        self.zoekenden = self.new_zoekenden(dict.fromkeys(INSTROOM, 0))
        self.vrij: list[int] = []
        self.gehuisvest: list[tuple[bool, float]] = []
        self.afgehaakt = 0
        for woning in self.woningen.index:
            self.env.process(self.huur(woning))
        self.env.process(self.rondes())

    def new_zoekenden(self, numbers: dict[str, int]) -> pd.DataFrame:
        """So many of each class, registered some time in the past week."""
        n = sum(numbers.values())
        return pd.DataFrame(
            {
                "voorrang": np.repeat([klasse == "voorrang" for klasse in numbers], list(numbers.values())),
                "personen": 1,
                "inkomen": 20_000.0,
                "ingeschreven": self.env.now - self.rng.uniform(0, WEEK, n),
                "geduld_tot": self.env.now + self.rng.exponential(GEDULD, n),
            }
        )

    def huur(self, woning: int) -> Generator[simpy.Event, Any, None]:
        """A tenancy: afterwards the woning is free."""
        yield self.env.timeout(self.rng.exponential(HUURDUUR))
        self.vrij.append(woning)

    def rondes(self) -> Generator[simpy.Event, Any, None]:
        """Each week who is new registers, who lost patience leaves, and what is free is offered."""
        while True:
            yield self.env.timeout(WEEK)
            rates = {klasse: rate * len(self.woningen) * WEEK for klasse, rate in INSTROOM.items()}
            new = self.new_zoekenden({klasse: int(self.rng.poisson(rate)) for klasse, rate in rates.items()})
            self.zoekenden = pd.concat([self.zoekenden, new], ignore_index=True)
            gone = self.zoekenden["geduld_tot"] < self.env.now
            self.afgehaakt += int(gone.sum())
            self.zoekenden = self.zoekenden[~gone]
            aangeboden, self.vrij = self.vrij, []
            for woning in aangeboden:
                self.offer(woning)

    def offer(self, woning: int) -> None:
        """The reactions to one woning, in order; the first gets it."""
        kamers, huur = self.woningen.loc[woning, ["kamers", "huur"]]
        passend = (self.zoekenden["personen"] <= kamers) & (self.zoekenden["inkomen"] >= 12 * huur)
        reacties = self.zoekenden[passend].sort_values(["voorrang", "ingeschreven"], ascending=[False, True])
        if reacties.empty:
            self.vrij.append(woning)
            return
        winnaar = reacties.iloc[0]
        self.gehuisvest.append((winnaar["voorrang"], self.env.now - winnaar["ingeschreven"]))
        self.zoekenden = self.zoekenden.drop(index=winnaar.name)
        self.env.process(self.huur(woning))


def play(woningen: int, seed: int) -> Uitkomst:
    """Ten years."""
    gemeente = Gemeente(woningen, seed)
    gemeente.env.run(until=JAREN)
    gehuisvest = pd.DataFrame(gemeente.gehuisvest, columns=["voorrang", "wacht"])
    wacht = gehuisvest.groupby("voorrang")["wacht"].mean()
    return Uitkomst(
        gehuisvest=len(gehuisvest),
        wachtend=len(gemeente.zoekenden),
        afgehaakt=gemeente.afgehaakt,
        wacht_voorrang=float(wacht[True]),
        wacht_regulier=float(wacht[False]),
    )

"""starsim: tenants and seekers are the people, a module lets the woningen, a step is a month.

Approximates as every model in steps does: what falls free in a month is let in it, to who registered before its end
and is still patient; a chance per month stands for each exponential duration.
"""

from __future__ import annotations

import numpy as np
import starsim as ss

from benchmarks.peers.model import GEDULD, HUURDUUR, INSTROOM, JAREN, Uitkomst

KLASSEN = list(INSTROOM)


class Verhuur(ss.Module):
    """Tenants leave, patience ends, new seekers register, and what is free is let."""

    def __init__(self, woningen: int) -> None:
        """All woningen let to those who are there at the start, nobody on the list."""
        super().__init__()
        self.define_pars(
            vertrekt=ss.bernoulli(p=ss.peryear(1 / HUURDUUR)),
            haakt_af=ss.bernoulli(p=ss.peryear(1 / GEDULD)),
            **{klasse: ss.poisson(lam=ss.freqperyear(rate * woningen)) for klasse, rate in INSTROOM.items()},
        )
        self.define_states(
            ss.BoolState("wacht"),
            ss.FloatArr("klasse", default=0),
            ss.FloatArr("since", default=0),
        )
        self.vrij = self.afgehaakt = 0
        self.gewacht: dict[str, list[np.ndarray]] = {klasse: [] for klasse in KLASSEN}

    def step(self) -> None:
        """A month."""
        leave = self.pars.vertrekt.filter((~self.wacht).uids)
        self.vrij += len(leave)
        give_up = self.pars.haakt_af.filter(self.wacht.uids)
        self.afgehaakt += len(give_up)
        self.wacht[give_up] = False
        self.sim.people.request_removal(leave)
        self.sim.people.request_removal(give_up)
        self.register()
        self.let()

    def register(self) -> None:
        """New seekers of each class."""
        for klasse in KLASSEN:
            new = self.sim.people.grow(int(self.pars[klasse].rvs(1)[0]))
            if len(new):
                self.wacht[new], self.klasse[new], self.since[new] = True, KLASSEN.index(klasse), self.ti

    def let(self) -> None:
        """The free woningen go to the first on the list; uids are in order of registration."""
        waiting = self.wacht.uids
        first = waiting[np.argsort(self.klasse[waiting], kind="stable")][: self.vrij]
        self.vrij -= len(first)
        self.wacht[first] = False
        for number, klasse in enumerate(KLASSEN):
            mine = first[self.klasse[first] == number]
            self.gewacht[klasse].append((self.ti - self.since[mine]) / 12)


def play(woningen: int, seed: int) -> Uitkomst:
    """Ten years."""
    verhuur = Verhuur(woningen)
    # both ends of the duration are steps
    term = ss.months(round(JAREN * 12) - 1)
    pars = {"n_agents": woningen, "dt": ss.month, "dur": term, "rand_seed": seed, "verbose": 0}
    ss.Sim(pars, modules=verhuur, copy_inputs=False).run()
    waits = {klasse: np.concatenate(parts) for klasse, parts in verhuur.gewacht.items()}
    return Uitkomst(
        gehuisvest=sum(map(len, waits.values())),
        wachtend=int(verhuur.wacht.sum()),
        afgehaakt=verhuur.afgehaakt,
        **{f"wacht_{klasse}": float(own.mean()) for klasse, own in waits.items()},
    )

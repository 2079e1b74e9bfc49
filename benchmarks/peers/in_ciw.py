"""Ciw: one node with a server per woning, priority classes and reneging. Exact.

Who lives there at the start comes as one batch at 0.
"""

from __future__ import annotations

import ciw

from benchmarks.peers.model import GEDULD, HUURDUUR, INSTROOM, JAREN, Uitkomst


def play(woningen: int, seed: int) -> Uitkomst:
    """Ten years."""
    ciw.seed(seed)
    klassen = ["huurder", *INSTROOM]
    network = ciw.create_network(
        arrival_distributions={
            "huurder": [ciw.dists.Sequential([0.0, float("inf")])],
            **{klasse: [ciw.dists.Exponential(rate * woningen)] for klasse, rate in INSTROOM.items()},
        },
        batching_distributions={
            "huurder": [ciw.dists.Deterministic(woningen)],
            **{klasse: [ciw.dists.Deterministic(1)] for klasse in INSTROOM},
        },
        service_distributions={klasse: [ciw.dists.Exponential(1 / HUURDUUR)] for klasse in klassen},
        reneging_time_distributions={
            "huurder": [None],
            **{klasse: [ciw.dists.Exponential(1 / GEDULD)] for klasse in INSTROOM},
        },
        priority_classes={klasse: max(place - 1, 0) for place, klasse in enumerate(klassen)},
        number_of_servers=[woningen],
    )
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_time(JAREN)
    return _uitkomst(simulation)


def _uitkomst(simulation: ciw.Simulation) -> Uitkomst:
    """Read it from the records of who left, and from who is still there."""
    records = simulation.get_all_records()
    waits: dict[str, list[float]] = {klasse: [] for klasse in INSTROOM}
    afgehaakt = wachtend = 0
    for record in records:
        if record.record_type == "renege":
            afgehaakt += 1
        elif record.customer_class in INSTROOM:
            waits[record.customer_class].append(record.waiting_time)
    for individual in simulation.nodes[1].all_individuals:
        if individual.customer_class not in INSTROOM:
            continue
        if individual.server:
            waits[individual.customer_class].append(individual.service_start_date - individual.arrival_date)
        else:
            wachtend += 1
    return Uitkomst(
        gehuisvest=sum(map(len, waits.values())),
        wachtend=wachtend,
        afgehaakt=afgehaakt,
        **{f"wacht_{klasse}": sum(own) / len(own) for klasse, own in waits.items()},
    )

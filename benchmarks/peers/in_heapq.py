"""A loop over one heap of events: departures, arrivals, and patience that ends. Exact."""

from __future__ import annotations

import random
from collections import deque
from heapq import heapify, heappop, heappush
from itertools import count

from benchmarks.peers.model import GEDULD, HUURDUUR, INSTROOM, JAREN, Uitkomst

VERTREK, INSCHRIJVING, GEDULD_OP = range(3)


def play(woningen: int, seed: int) -> Uitkomst:
    """Ten years, event by event; who waits is a list `[since, whether it still waits]`."""
    expo, number = random.Random(seed).expovariate, count()
    events = [(expo(1 / HUURDUUR), next(number), VERTREK, None) for _ in range(woningen)]
    events += [(expo(INSTROOM[klasse] * woningen), next(number), INSCHRIJVING, klasse) for klasse in INSTROOM]
    heapify(events)
    rij = {klasse: deque() for klasse in INSTROOM}
    wacht = dict.fromkeys(INSTROOM, 0.0)
    gehuisvest = dict.fromkeys(INSTROOM, 0)
    vrij = afgehaakt = 0
    while events[0][0] < JAREN:
        t, _, soort, wie = heappop(events)
        if soort == VERTREK:
            vrij += 1
        elif soort == INSCHRIJVING:
            heappush(events, (t + expo(INSTROOM[wie] * woningen), next(number), INSCHRIJVING, wie))
            zoekende = [t, True]
            rij[wie].append(zoekende)
            heappush(events, (t + expo(1 / GEDULD), next(number), GEDULD_OP, zoekende))
        elif wie[1]:
            wie[1] = False
            afgehaakt += 1
        for klasse in INSTROOM if vrij else ():
            while vrij and rij[klasse]:
                zoekende = rij[klasse].popleft()
                if zoekende[1]:
                    zoekende[1] = False
                    vrij -= 1
                    wacht[klasse] += t - zoekende[0]
                    gehuisvest[klasse] += 1
                    heappush(events, (t + expo(1 / HUURDUUR), next(number), VERTREK, None))
    return Uitkomst(
        gehuisvest=sum(gehuisvest.values()),
        wachtend=sum(wacht for klasse in rij.values() for _, wacht in klasse),
        afgehaakt=afgehaakt,
        wacht_voorrang=wacht["voorrang"] / gehuisvest["voorrang"],
        wacht_regulier=wacht["regulier"] / gehuisvest["regulier"],
    )

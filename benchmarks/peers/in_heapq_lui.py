"""The same loop, written for speed. Exact.

Patience is looked at when it is somebody's turn, and no event after the end is kept.
"""

from __future__ import annotations

import random
from collections import deque
from heapq import heapify, heappop, heappush

from benchmarks.peers.model import GEDULD, HUURDUUR, INSTROOM, JAREN, Uitkomst


def play(woningen: int, seed: int) -> Uitkomst:
    """Ten years; an event is `(moment, class that registers, or "" for a departure)`."""
    expo = random.Random(seed).expovariate
    moments = [expo(1 / HUURDUUR) for _ in range(woningen)]
    events = [(t, "") for t in moments if t < JAREN]
    events += [(expo(per_woning * woningen), klasse) for klasse, per_woning in INSTROOM.items()]
    heapify(events)
    rij = {klasse: deque() for klasse in INSTROOM}
    wacht = dict.fromkeys(INSTROOM, 0.0)
    gehuisvest = dict.fromkeys(INSTROOM, 0)
    vrij = afgehaakt = 0
    while events[0][0] < JAREN:
        t, klasse = heappop(events)
        if klasse:
            heappush(events, (t + expo(INSTROOM[klasse] * woningen), klasse))
            rij[klasse].append((t, t + expo(1 / GEDULD)))
        else:
            vrij += 1
        for klasse, zoekenden in rij.items() if vrij else ():
            while vrij and zoekenden:
                since, until = zoekenden.popleft()
                if until <= t:
                    afgehaakt += 1
                    continue
                vrij -= 1
                wacht[klasse] += t - since
                gehuisvest[klasse] += 1
                if (end := t + expo(1 / HUURDUUR)) < JAREN:
                    heappush(events, (end, ""))
    late = sum(until < JAREN for klasse in rij.values() for _, until in klasse)
    return Uitkomst(
        gehuisvest=sum(gehuisvest.values()),
        wachtend=sum(len(klasse) for klasse in rij.values()) - late,
        afgehaakt=afgehaakt + late,
        wacht_voorrang=wacht["voorrang"] / gehuisvest["voorrang"],
        wacht_regulier=wacht["regulier"] / gehuisvest["regulier"],
    )

"""The model that every peer plays: two classes of seekers, one kind of woning, nothing that takes time.

N woningen, all let at the start, and an empty list. A tenancy lasts exponentially long, 12 years on average. Seekers
come as two Poisson streams: those with voorrang at 0.006 and the others at 0.12 per woning a year. A free woning goes
at once to the first of those with voorrang, without them to the first of the others, each in order of registration;
when nobody waits it stands empty until somebody comes. Who is not housed after a patience of its own, exponential
with a mean of 8 years, leaves the list. Ten years are played; times are in years.
"""

from __future__ import annotations

from dataclasses import dataclass

JAREN = 10.0
HUURDUUR = 12.0
"""Mean length of a tenancy."""
GEDULD = 8.0
"""Mean patience of who waits."""
INSTROOM = {"voorrang": 0.006, "regulier": 0.12}
"""New seekers per woning a year, per class; the first class goes before the second."""


@dataclass(frozen=True)
class Uitkomst:
    """What ten years led to: the outcomes that must agree before anybody's speed counts."""

    gehuisvest: float
    """Lettings in ten years, of both classes."""
    wachtend: float
    """Who is on the list at the end, of both classes."""
    afgehaakt: float
    """Who left the list unhoused, of both classes."""
    wacht_voorrang: float
    """Mean time on the list of those with voorrang who were housed [years]."""
    wacht_regulier: float
    """The same of the others."""


@dataclass(frozen=True)
class Peer:
    """Another way to play the model: `module` has `play(woningen, seed) -> Uitkomst`."""

    naam: str
    module: str
    vertraging: float = 0.0
    """How long a woning is free before it is let, on average, for want of a moment in between [years]."""


_MAAND = 1 / 12
_WEEK = 7 / 365.25

PEERS = (
    Peer("heapq", "in_heapq"),
    Peer("heapq, patience when called", "in_heapq_lui"),
    Peer("woonsim", "in_woonsim", 1.5 * _WEEK),
    Peer("SimPy", "in_simpy"),
    Peer("Ciw", "in_ciw"),
    Peer("Mesa", "in_mesa", _MAAND),
    Peer("starsim", "in_starsim", _MAAND),
    Peer("SimPy + pandas", "in_simpy_pandas", _WEEK),
)
"""The first is the one that the others must agree with."""

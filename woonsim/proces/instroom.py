"""Instroom: everybody who will register during the run, as rows whose moment has yet to come."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from woonsim.bevolking import MEERDERJARIG, draw_duur, from_outside, persons
from woonsim.draw import Doel, Draws, entity_key
from woonsim.kalender import JAAR
from woonsim.kansverloop import waiting_time
from woonsim.kolommen import Int64, blocks
from woonsim.populate import draw_activiteit, draw_kern
from woonsim.proces.wissels import Wissel
from woonsim.scenario.register import Profiel, RegioProfiel
from woonsim.wereld import Wereld

_MANY = JAAR / 100
"""Arrivals a year above which minutes are too coarse for the time between them."""
_PARTS = 2**16
"""Into how many parts a minute then is divided."""


def arrivals(draws: Draws, stroom: str, per_jaar: float, until: int) -> Int64:
    """Moments [minutes] of a Poisson stream before `until`: cumulative keyed exponentials, number by number."""
    if per_jaar <= 0:
        return np.empty(0, dtype=np.int64)
    expected = per_jaar * until / JAAR
    n = int(expected + 10 * np.sqrt(expected) + 20)
    # A gap ends on a whole unit, half of one late on average: where many come, minutes would keep some of them out.
    parts = _PARTS if per_jaar > _MANY else 1
    gaps = np.empty(n, dtype=np.int64)
    for part in blocks(n):
        key = entity_key(stroom, np.arange(part.start, part.stop))
        gaps[part] = waiting_time(per_jaar / parts, draws.exponential(Doel.instroom, key))
    moments = -(-np.cumsum(gaps) // parts)
    return moments[: moments.searchsorted(until)]


def add_instroom(wereld: Wereld) -> None:
    """Add the new registrations of starters and of seekers from outside; tenants register by themselves."""
    s = wereld.scenario.woningzoekenden
    local, outside = s.herkomst.gemeente, s.herkomst.regio
    _add(wereld, "gemeente", s.instroom.gemeente * (1.0 - local.doorstromer), local)
    _add(wereld, "regio", s.instroom.regio, outside)


def _add(wereld: Wereld, stroom: str, per_jaar: float, profiel: Profiel) -> None:
    w, huurders = wereld, wereld.scenario.huurders
    every = arrivals(w.draws, stroom, per_jaar, w.kalender.looptijd)

    def columns(part: slice) -> dict[str, NDArray[Any]]:
        at, numbers = every[part], np.arange(part.start, part.stop)
        found = persons(w.draws, stroom, numbers, profiel.leeftijd, huurders.huishoudgrootte, huurders.inkomen, at)
        found |= {"wissel": at, "wisselsoort": np.array(Wissel.schrijft_in)}
        sleutel = found["sleutel"]
        found["activiteit"] = draw_activiteit(w.scenario, w.draws, sleutel)
        if not isinstance(profiel, RegioProfiel):
            return found | {"kern": draw_kern(w.scenario, w.draws, sleutel)}
        earlier = _earlier(w.draws, profiel, sleutel, at - found["geboren"])
        return found | from_outside(w.draws, profiel, sleutel) | {"eerder_ingeschreven": earlier}

    w.huishoudens.append_in_parts(len(every), columns)


def _earlier(draws: Draws, profiel: RegioProfiel, sleutel: NDArray[np.uint64], age: Int64) -> Int64:
    """How long who comes from outside, `age` old [minutes], was registered before it looks here, since 18 at most."""
    was = draws.uniform(Doel.ingeschreven, sleutel) < profiel.instroom_met_duur
    adult = np.maximum(age - MEERDERJARIG * JAAR, 0)
    duration = draw_duur(draws, Doel.inschrijfduur, sleutel, profiel.eerdere_inschrijfduur, adult)
    return np.where(was, duration, 0)

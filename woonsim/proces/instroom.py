"""Instroom: everybody who will register during the run, as rows whose moment has yet to come."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from woonsim.begrippen import Herkomst, Woonsituatie
from woonsim.bevolking import persons
from woonsim.draw import Doel, Draws, choose, entity_key, invert
from woonsim.kansverloop import waiting_time
from woonsim.kolommen import GEEN, Int64
from woonsim.proces.register import Wissel
from woonsim.scenario.model import Profiel
from woonsim.wereld import Wereld


def arrivals(draws: Draws, stroom: str, per_jaar: float, until: int) -> Int64:
    """Moments [minutes] of a Poisson stream before `until`: cumulative keyed exponentials, number by number."""
    if per_jaar <= 0:
        return np.empty(0, dtype=np.int64)
    expected = per_jaar * until / 525_960
    n = int(expected + 10 * np.sqrt(expected) + 20)
    gaps = waiting_time(per_jaar, draws.exponential(Doel.instroom, entity_key(stroom, np.arange(n))))
    moments = np.cumsum(gaps)
    return np.asarray(moments[moments < until])


def add_instroom(wereld: Wereld) -> None:
    """Add the new registrations of starters and of seekers from outside; tenants register by themselves."""
    s = wereld.scenario.woningzoekenden
    local, outside = s.herkomst.gemeente, s.herkomst.regio
    _add(wereld, "gemeente", s.instroom.gemeente * (1.0 - local.doorstromer), local)
    rows = _add(wereld, "regio", s.instroom.regio, outside)
    h = wereld.huishoudens
    is_elders = wereld.draws.uniform(Doel.herkomst, h.sleutel[rows]) < outside.elders
    h.herkomst[rows] = np.where(is_elders, Herkomst.elders, Herkomst.regio)
    is_doorstromer = wereld.draws.uniform(Doel.woonsituatie, h.sleutel[rows]) < outside.doorstromer
    h.woonsituatie[rows] = np.where(is_doorstromer, Woonsituatie.doorstromer, Woonsituatie.starter)
    h.kern[rows] = GEEN


def _add(wereld: Wereld, stroom: str, per_jaar: float, profiel: Profiel) -> Int64:
    h, huurders = wereld.huishoudens, wereld.scenario.huurders
    at = arrivals(wereld.draws, stroom, per_jaar, wereld.kalender.looptijd)
    columns = persons(
        wereld.draws, stroom, np.arange(len(at)), profiel.leeftijd, huurders.huishoudgrootte, huurders.inkomen, at
    )
    rows = h.append(len(at), **columns, wissel=at, wisselsoort=int(Wissel.schrijft_in))
    h.kern[rows] = draw_kern(wereld, h.sleutel[rows])
    u = wereld.draws.uniform(Doel.activiteit, h.sleutel[rows])
    h.activiteit[rows] = invert(wereld.scenario.aanbod.reactiekans.spreiding, u)
    return rows


def draw_kern(wereld: Wereld, sleutel: NDArray[np.uint64]) -> Int64:
    """Where local huishoudens with these keys live: in proportion to the stock."""
    per_kern = np.bincount(wereld.woningen.kern)
    return choose(per_kern / max(per_kern.sum(), 1), wereld.draws.uniform(Doel.kern, sleutel))

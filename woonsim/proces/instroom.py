"""Instroom: everybody who will register during the run, as rows whose moment has yet to come."""

from __future__ import annotations

import numpy as np

from woonsim.begrippen import Herkomst, Woonsituatie
from woonsim.bevolking import MEERDERJARIG, draw_duur, persons
from woonsim.draw import Doel, Draws, entity_key
from woonsim.kalender import JAAR
from woonsim.kansverloop import waiting_time
from woonsim.kolommen import GEEN, Int64
from woonsim.populate import draw_activiteit, draw_kern
from woonsim.proces.wissels import Wissel
from woonsim.scenario.model import Profiel
from woonsim.wereld import Wereld


def arrivals(draws: Draws, stroom: str, per_jaar: float, until: int) -> Int64:
    """Moments [minutes] of a Poisson stream before `until`: cumulative keyed exponentials, number by number."""
    if per_jaar <= 0:
        return np.empty(0, dtype=np.int64)
    expected = per_jaar * until / JAAR
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
    h.eerder_ingeschreven[rows] = _earlier(wereld, rows)


def _earlier(wereld: Wereld, rows: Int64) -> Int64:
    """How long `rows` from outside were registered before they begin to look here [minutes], since 18 at most."""
    h, draws, outside = wereld.huishoudens, wereld.draws, wereld.scenario.woningzoekenden.herkomst.regio
    was = draws.uniform(Doel.ingeschreven, h.sleutel[rows]) < outside.instroom_met_duur
    adult = np.maximum(h.wissel[rows] - h.geboren[rows] - MEERDERJARIG * JAAR, 0)
    duration = draw_duur(draws, Doel.inschrijfduur, h.sleutel[rows], outside.eerdere_inschrijfduur, adult)
    return np.where(was, duration, 0)


def _add(wereld: Wereld, stroom: str, per_jaar: float, profiel: Profiel) -> Int64:
    h, huurders = wereld.huishoudens, wereld.scenario.huurders
    at = arrivals(wereld.draws, stroom, per_jaar, wereld.kalender.looptijd)
    columns = persons(
        wereld.draws, stroom, np.arange(len(at)), profiel.leeftijd, huurders.huishoudgrootte, huurders.inkomen, at
    )
    rows = h.append(len(at), **columns, wissel=at, wisselsoort=int(Wissel.schrijft_in))
    h.kern[rows] = draw_kern(wereld.scenario, wereld.draws, h.sleutel[rows])
    h.activiteit[rows] = draw_activiteit(wereld.scenario, wereld.draws, h.sleutel[rows])
    return rows

"""Levensloop: household size and income follow the age of the oldest, at each turn of the year.

The scenario gives sizes by age and incomes by size and age, no rates of birth, marriage or divorce. So who
enters another age class moves to the size that stands at the same place in the sizes of that class: children
leave home, a partner joins or dies, as far as the two classes differ and no further (the comonotone coupling:
no two huishoudens of one class pass each other). What the tables say of each age then stays true of everybody,
in law, however long the run. Splits that make a new seeker are part of the instroom, which the scenario gives.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from woonsim.bevolking import (
    Groottetabel,
    Inkomenstabel,
    draw_personen,
    grootteaandelen,
    huishoudtype,
    inkomensparameters,
    leeftijden,
    per_klasse,
)
from woonsim.draw import Doel
from woonsim.kalender import JAAR
from woonsim.kolommen import NOOIT, Int64, blocks
from woonsim.scenario.klassen import PERSONEN
from woonsim.wereld import Wereld

Float64 = NDArray[np.float64]

_LEAST_INCOME = 1e-9
_OLDEST = 130
"""No class begins above this age [years]."""
_NONE: Int64 = np.empty(0, dtype=np.int64)


def grown_personen(tabel: Groottetabel, personen: Int64, then: Float64, now: Float64, u: Float64) -> Int64:
    """Sizes at age `now` [years] of huishoudens that had `personen` at age `then`; equal inside one class.

    1. Rank: the place among the sizes of the old class, uniform (`u`) within the own size.
    2. Couple: the size at that place among those of the new class.
    """
    klassen, share = grootteaandelen(tabel)
    old, new = klassen.index(then), klassen.index(now)
    size = np.minimum(personen, len(PERSONEN)) - 1
    below = np.cumsum(share, axis=1) - share
    rank = below[old, size] + u * share[old, size]
    return np.where(old == new, personen, draw_personen(tabel, now, rank))


def grown_inkomen(
    tabel: Inkomenstabel, inkomen: Float64, before: tuple[Float64, Int64], after: tuple[Float64, Int64]
) -> Float64:
    """Incomes [EUR/year] of huishoudens whose (age, persons) went from `before` to `after`.

    Each keeps its place: what stood at a quantile of the old cell (huishoudtype and age class) stands at that
    of the new one. At the median that multiplies it by the ratio of the medians.
    """
    median, p90 = inkomensparameters(tabel, before[0], huishoudtype(before[1]))
    new_median, new_p90 = inkomensparameters(tabel, after[0], huishoudtype(after[1]))
    spread = np.log(p90 / median)
    power = np.where(spread > 0, np.log(new_p90 / new_median) / np.where(spread > 0, spread, 1.0), 1.0)
    moved = new_median * (np.maximum(inkomen, _LEAST_INCOME) / median) ** power
    return np.where((median == new_median) & (p90 == new_p90), inkomen, moved)


def _next_bound(bounds: Int64) -> Int64:
    """Per age in whole years the first of these ages above it [minutes]; `NOOIT` above the last."""
    ages = np.unique(bounds)
    following = np.searchsorted(ages, np.arange(_OLDEST + 1), side="right")
    return np.append(ages * JAAR, NOOIT)[following]


class Levensloop:
    """Lets size and income of everybody in the model follow age, as far as the scenario says so."""

    def __init__(self, wereld: Wereld) -> None:
        """Follow `wereld`; without a section `levensloop` nothing ever changes."""
        self._wereld = wereld
        spec, huurders = wereld.scenario.levensloop, wereld.scenario.huurders
        self._grootte = huurders.huishoudgrootte if spec and spec.huishoudgrootte == "volgt_leeftijd" else None
        self._inkomen = huurders.inkomen if spec and spec.inkomen == "volgt_leeftijd" else None
        lows = [] if self._grootte is None else [grootteaandelen(self._grootte)[0].low]
        if isinstance(self._inkomen, Mapping):
            lows += [per_klasse(tabel)[0].low for tabel in self._inkomen.values()]
        # Per age in whole years where the next class of any table begins [minutes].
        self._next_class = _next_bound(np.concatenate(lows).astype(np.int64)) if lows else _next_bound(_NONE)
        wereld.wetten.append(self._laws)

    def turn(self, t: int, since: int) -> None:
        """Bring everybody who came before `t` from the age at `since`, the last turn, or at arrival to that at `t`."""
        h = self._wereld.huishoudens
        if self._grootte is None and self._inkomen is None:
            return
        rows = self._enter_a_class(t, since)
        then = leeftijden(h.geboren[rows], np.maximum(h.aankomst[rows], since))
        now = leeftijden(h.geboren[rows], t)
        before = after = h.personen[rows]
        if self._grootte is not None:
            klasse = grootteaandelen(self._grootte)[0]
            entered = klasse.low[klasse.index(now)].astype(np.int64)
            u = self._wereld.draws.uniform(Doel.levensloop, h.sleutel[rows], entered)
            after = grown_personen(self._grootte, before, then, now, u)
            h.personen[rows] = after
        if self._inkomen is not None:
            h.inkomen_eur[rows] = grown_inkomen(self._inkomen, h.inkomen_eur[rows], (then, before), (now, after))

    def _enter_a_class(self, t: int, since: int) -> Int64:
        """Rows of who enters another age class of any table between the last turn, or arrival, and `t`."""
        h, entered = self._wereld.huishoudens, [_NONE]
        for part in blocks(len(h)):
            came, born = h.aankomst[part], h.geboren[part]
            age = (np.maximum(came, since) - born) // JAAR
            first = self._next_class[np.clip(age, 0, len(self._next_class) - 1)]
            entered.append(part.start + np.flatnonzero((came < t) & (t - born >= first)))
        return np.concatenate(entered)

    def _laws(self) -> dict[str, bool]:
        personen = self._wereld.huishoudens.personen
        return {"a huishouden has one to five persons": bool(((personen >= 1) & (personen <= len(PERSONEN))).all())}

"""Who lives where on begindatum: huishoudens in the scenario's shares, fitted to the woningen of the stock.

Three joint tables are met beside the shares of age and size: age x huishoudtype x income, size x rooms,
and age x leeftijdslabel. `distances` says how nearly.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from woonsim.bevolking import (
    HUISHOUDTYPEN,
    Doelbeeld,
    doelbeeld,
    huishoudtype,
    leeftijden,
    per_klasse,
)
from woonsim.draw import Doel, Draws, lognormal_quantile
from woonsim.feiten import STROMEN
from woonsim.kalender import JAAR
from woonsim.kolommen import GEEN, Huishoudens, Narrow, Woningen, ascending
from woonsim.margins import Margin, fit, quotas, whole
from woonsim.scenario.klassen import PERSONEN

if TYPE_CHECKING:
    from woonsim.scenario.model import Huurders, Scenario

Uint64 = NDArray[np.uint64]
Float64 = NDArray[np.float64]
Int64 = NDArray[np.int64]

_N = len(PERSONEN)
_UNUSUAL = 1e-6
"""Weight, against the largest, of what the scenario says does not occur: only where nothing else fits."""
_BELOW_ONE = 1.0 - 1e-9


@dataclass(frozen=True)
class Bewoners:
    """Columns of the tenants, one row per woning: birth [minutes], size, rekeninkomen [EUR/year]."""

    geboren: Int64
    personen: Int64
    inkomen_eur: Float64


def house(scenario: Scenario, draws: Draws, woningen: Woningen, sleutel: Uint64) -> Bewoners:
    """The tenant of each woning, whose own key is `sleutel`.

    1. Quotas: numbers per age band and size, whole and with exact margins.
    2. Fit: how many of each live in each kind of woning (rooms x leeftijdslabel), by proportional fitting.
    3. Place: within a kind of woning a keyed order says who lives where.
    4. Spread: exact ages and incomes, evenly over the law of their band and huishoudtype.
    """
    kinds = Soorten.of(woningen)
    beeld = doelbeeld(scenario, kinds.labels)
    counts = _counts(beeld, len(woningen))
    settled = whole(_fitted(scenario.huurders, beeld, counts, kinds), counts.ravel(), kinds.aantal.ravel())
    order = _ordered(kinds.soort, draws.uniform(Doel.woning, sleutel))
    cell = np.empty(len(woningen), dtype=np.int64)
    cell[order] = np.repeat(np.tile(np.arange(counts.size), kinds.aantal.size), settled.T.ravel())
    band, personen = cell // _N, cell % _N + 1
    type_ = huishoudtype(personen)
    part = _spread(draws, Doel.geboren, sleutel, band)
    jaren = beeld.banden.low[band] + part * (beeld.banden.high - beeld.banden.low)[band]
    u = _spread(draws, Doel.inkomen, sleutel, band * len(HUISHOUDTYPEN) + type_)
    inkomen = lognormal_quantile(beeld.mediaan[band, type_], beeld.p90[band, type_], u)
    return Bewoners(-(jaren * JAAR).astype(np.int64), personen, inkomen)


@dataclass(frozen=True)
class Soorten:
    """The kinds of woning that matter for who lives there: rooms x leeftijdslabel.

    `aantal` has shape (len(kamers), len(labels)); `soort` is each woning's index into it, flattened.
    """

    kamers: Int64
    labels: Int64
    aantal: Int64
    soort: Int64

    @classmethod
    def of(cls, woningen: Woningen) -> Soorten:
        """The kinds that a stock has."""
        kamers, kamer = _numbered(woningen.kamers)
        minima, leeftijdslabel = _numbered(woningen.leeftijdslabel)
        soort = kamer * len(minima) + leeftijdslabel
        aantal = np.bincount(soort, minlength=len(kamers) * len(minima)).reshape(len(kamers), len(minima))
        return cls(kamers, minima, aantal, soort)


def _numbered(values: Narrow) -> tuple[Int64, Int64]:
    """The distinct ones of these small whole numbers, ascending, and the place of each value among them."""
    occurs = np.bincount(values) > 0
    return np.flatnonzero(occurs), (np.cumsum(occurs) - 1)[values]


def _counts(beeld: Doelbeeld, n: int) -> Int64:
    """Whole numbers of `n` huishoudens per (band, size): age classes and sizes in exact quotas."""
    per_band = beeld.aandeel.sum(axis=1)
    bands = np.zeros(len(per_band), dtype=np.int64)
    for klasse, number in enumerate(quotas(np.bincount(beeld.klasse, weights=per_band), n)):
        mine = beeld.klasse == klasse
        if number:
            bands[mine] = quotas(per_band[mine], int(number))
    return whole(beeld.aandeel * n, bands, quotas(beeld.aandeel.sum(axis=0), n))


def _ordered(group: Int64, u: Float64) -> Int64:
    """Row numbers in order of group, and within a group of `u`."""
    order = ascending(u)
    # In 16 bits a stable sort takes one pass per byte.
    return order[np.argsort(group[order].astype(np.int16), kind="stable")]


def _spread(draws: Draws, doel: Doel, sleutel: Uint64, group: Int64) -> Float64:
    """Uniform numbers of which each of the m equal parts of (0, 1) holds one, for the m members of a group."""
    order = _ordered(group, draws.uniform(doel, sleutel))
    size = np.bincount(group)
    rank = np.empty(len(group), dtype=np.int64)
    rank[order] = np.arange(len(group)) - np.repeat(np.cumsum(size) - size, size)
    return np.minimum((rank + draws.uniform(doel, sleutel, 1)) / size[group], _BELOW_ONE)


def _bewoning(huurders: Huurders, kamers: Int64) -> Float64:
    """Weights (size, kind of rooms); a number of rooms that is not listed takes the nearest that is."""
    weights = np.empty((_N, len(kamers)))
    bewoning: Mapping[Any, Mapping[str, float]] = huurders.bewoning
    for row, naam in enumerate(PERSONEN):
        listed = {int(key.removesuffix("k")): weight for key, weight in bewoning[naam].items()}
        nearest = [min(listed, key=lambda k: (abs(k - wanted), k)) for wanted in kamers.tolist()]
        weights[row] = [listed[k] for k in nearest]
    return np.maximum(weights, _UNUSUAL * max(1.0, float(weights.max())))


def _size_by_rooms(huurders: Huurders, sizes: Float64, kinds: Soorten) -> Float64:
    """What the weights mean for this stock: numbers (size, rooms) with the margins of both."""
    size, kamer = np.indices((_N, len(kinds.kamers)))
    per_kamertal = kinds.aantal.sum(axis=1).astype(np.float64)
    return fit(_bewoning(huurders, kinds.kamers), [Margin(size, sizes), Margin(kamer, per_kamertal)])


def _fitted(huurders: Huurders, beeld: Doelbeeld, counts: Int64, kinds: Soorten) -> Float64:
    """Numbers of huishoudens per (band, size) in woningen per (kamers, leeftijdslabel), both flattened, not whole."""
    shape = (len(beeld.banden), _N, *kinds.aantal.shape)
    band, size, kamer, leeftijdslabel = np.indices(shape)
    is_oud = (beeld.banden.low[:, None] >= kinds.labels)[band, leeftijdslabel]
    share = huurders.leeftijdslabel
    per_leeftijdslabel = kinds.aantal.sum(axis=0)
    table = fit(
        _bewoning(huurders, kinds.kamers)[size, kamer],
        [
            Margin(
                np.where(kinds.labels[leeftijdslabel] > 0, 2 * leeftijdslabel + is_oud, -1),
                np.column_stack([(1 - share) * per_leeftijdslabel, share * per_leeftijdslabel]).ravel(),
                soft=True,
            ),
            Margin(
                size * shape[2] + kamer,
                _size_by_rooms(huurders, counts.sum(axis=0).astype(np.float64), kinds).ravel(),
                soft=True,
            ),
            Margin(band * _N + size, counts.ravel().astype(np.float64)),
            Margin(kamer * shape[3] + leeftijdslabel, kinds.aantal.ravel().astype(np.float64)),
        ],
    )
    return table.reshape(counts.size, kinds.aantal.size)


def distances(scenario: Scenario, woningen: Woningen, huishoudens: Huishoudens) -> dict[str, float]:
    """Total variation distance, 0 to 1, between the tenants of begindatum and the scenario, per table.

    Income counts in thirds of the scenario's own incomes; leeftijdslabel as old enough for it or not.
    """
    rows = woningen.bewoner[woningen.bewoner != GEEN]
    rows = rows[huishoudens.stroom[rows] == STROMEN.index("huurder")]
    kinds = Soorten.of(woningen)
    beeld = doelbeeld(scenario, kinds.labels)
    leeftijd, personen = leeftijden(huishoudens.geboren[rows]), huishoudens.personen[rows]
    klasse = per_klasse(scenario.huurders.leeftijd)[0].index(leeftijd)
    home = huishoudens.woning[rows]
    sizes = beeld.aandeel.sum(axis=0)
    target = _size_by_rooms(scenario.huurders, sizes * len(woningen), kinds)
    return {
        "leeftijd": _distance(klasse, np.bincount(beeld.klasse, weights=beeld.aandeel.sum(axis=1))),
        "huishoudgrootte": _distance(personen - 1, sizes),
        "leeftijd_x_huishoudtype_x_inkomen": _income_distance(beeld, klasse, personen, huishoudens.inkomen_eur[rows]),
        "huishoudgrootte_x_kamers": _distance(
            (personen - 1) * len(kinds.kamers) + np.searchsorted(kinds.kamers, woningen.kamers[home]), target.ravel()
        ),
        "leeftijd_x_leeftijdslabel": _label_distance(scenario.huurders, kinds, leeftijd, woningen.leeftijdslabel[home]),
    }


def _distance(cells: Int64, target: Float64 | Int64) -> float:
    """Between the shares of `cells` (numbers of cells of a table) and those of `target` (weights per cell)."""
    shares = np.bincount(cells, minlength=len(target)) / max(len(cells), 1)
    return float(0.5 * np.abs(shares - target / max(target.sum(), 1e-300)).sum())


def _income_distance(beeld: Doelbeeld, klasse: Int64, personen: Int64, inkomen: Float64) -> float:
    types = np.add.reduceat(beeld.aandeel, [0, 1, 2], axis=1)
    thirds = [_quantile(beeld, types, part) for part in (1 / 3, 2 / 3)]
    below = [np.zeros_like(types), *(beeld.below(amount) for amount in thirds), np.ones_like(types)]
    target = np.zeros((beeld.klasse[-1] + 1, len(HUISHOUDTYPEN), 3))
    np.add.at(target, beeld.klasse, types[:, :, None] * np.diff(np.stack(below, axis=2), axis=2))
    cells = (klasse * len(HUISHOUDTYPEN) + huishoudtype(personen)) * 3 + np.searchsorted(thirds, inkomen)
    return _distance(cells, target.ravel())


def _quantile(beeld: Doelbeeld, types: Float64, part: float) -> float:
    """The income below which `part` of the tenants should be, by bisection [EUR/year]."""
    low, high = 0.0, 100.0 * float(beeld.p90.max())
    for _ in range(60):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if float((types * beeld.below(middle)).sum()) < part else (low, middle)
    return high


def _label_distance(huurders: Huurders, kinds: Soorten, leeftijd: Float64, leeftijdslabel: Int64) -> float:
    share = np.where(kinds.labels > 0, huurders.leeftijdslabel, 1.0)
    target = np.column_stack([1 - share, share]) * kinds.aantal.sum(axis=0)[:, None]
    cells = 2 * np.searchsorted(kinds.labels, leeftijdslabel) + (leeftijd >= leeftijdslabel)
    return _distance(cells, target.ravel())

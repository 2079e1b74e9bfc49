"""The people of the model: age of the oldest, persons and income, drawn for one stream or in exact shares.

Ages are in years of 365.25 days. A class `18-24` is [18, 25), and `85+` is [85, 95): uniform within.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from woonsim.begrippen import Herkomst, Woonsituatie
from woonsim.draw import Doel, Draws, choose, entity_key, invert, lognormal_quantile
from woonsim.feiten import STROMEN
from woonsim.kalender import JAAR
from woonsim.scenario.klassen import PERSONEN, grenzen

if TYPE_CHECKING:
    from woonsim.scenario.model import Inkomen, Scenario
    from woonsim.scenario.register import RegioProfiel
    from woonsim.scenario.verdeling import Verdeling

Uint64 = NDArray[np.uint64]
Float64 = NDArray[np.float64]
Int64 = NDArray[np.int64]

Inkomenstabel = Mapping[Any, Mapping[str, "Inkomen"]]
Groottetabel = Mapping[str, Mapping[str, float]]

MEERDERJARIG = 18
"""Age from which someone can rent and register [years]."""
OUDSTE = 95
"""Upper bound of the open age class [years]."""
HUISHOUDTYPEN = ("1p", "2p", "3p+")

_ATTEMPTS = 8
_BELOW_ONE = 1.0 - 1e-9


@dataclass(frozen=True)
class Leeftijdsklassen:
    """Age classes as bounds: class i holds ages in [low[i], high[i]) years; ages outside go to the nearest."""

    low: Float64
    high: Float64

    @classmethod
    def of(cls, klassen: Sequence[str]) -> Leeftijdsklassen:
        """The bounds of the classes with these names, in their order."""
        bounds = [grenzen(klasse) for klasse in klassen]
        low = np.array([max(MEERDERJARIG, low) for low, _ in bounds], dtype=np.float64)
        high = np.array([max(OUDSTE, low + 10) if top is None else top + 1 for low, top in bounds], dtype=np.float64)
        return cls(low, high)

    def __len__(self) -> int:
        """The number of classes."""
        return len(self.low)

    def index(self, leeftijd: ArrayLike) -> Int64:
        """The class of each age [years]."""
        return np.maximum(np.searchsorted(self.low, np.asarray(leeftijd), side="right") - 1, 0)


def per_klasse(tabel: Mapping[str, Any]) -> tuple[Leeftijdsklassen, list[Any]]:
    """A table by age class as bounds and values, youngest first."""
    namen = sorted(tabel, key=lambda naam: grenzen(naam)[0])
    return Leeftijdsklassen.of(namen), [tabel[naam] for naam in namen]


def leeftijden(geboren: Int64, at: ArrayLike = 0) -> Float64:
    """Ages [years] at moment `at` of people born at `geboren` [minutes]."""
    return np.asarray((np.asarray(at) - geboren) / JAAR)


def huishoudtype(personen: Int64) -> Int64:
    """Index into HUISHOUDTYPEN of huishoudens of this size."""
    return np.minimum(personen, len(HUISHOUDTYPEN)) - 1


def grootteaandelen(tabel: Groottetabel | Mapping[str, float]) -> tuple[Leeftijdsklassen, Float64]:
    """Shares of the sizes as an array (age class, size); a plain table of sizes holds for every age."""
    if any(naam in PERSONEN for naam in tabel):
        klassen, rows = Leeftijdsklassen.of([f"{MEERDERJARIG}+"]), [tabel]
    else:
        klassen, rows = per_klasse(tabel)
    return klassen, np.array([[row.get(naam, 0.0) for naam in PERSONEN] for row in rows], dtype=np.float64)


def draw_leeftijd(aandelen: Mapping[str, float], u: Float64) -> Float64:
    """Ages [years] at `u`: a class by its share, uniform within the class."""
    klassen, shares = per_klasse(aandelen)
    share = np.asarray(shares, dtype=np.float64)
    klasse = _last_possible(share)[choose(share, u)]
    below = np.cumsum(share)[klasse] - share[klasse]
    part = np.clip((u - below) / share[klasse], 0.0, _BELOW_ONE)
    return np.asarray(klassen.low[klasse] + part * (klassen.high[klasse] - klassen.low[klasse]))


def _last_possible(share: Float64) -> Int64:
    # Shares that sum to 1 - 1e-10 may leave a draw beyond the last class that exists.
    numbers = np.arange(len(share))
    return np.asarray(np.minimum(numbers, numbers[share > 0][-1]))


def draw_personen(tabel: Groottetabel | Mapping[str, float], leeftijd: Float64, u: Float64) -> Int64:
    """Persons in each huishouden at `u`, given the age of the oldest."""
    klassen, shares = grootteaandelen(tabel)
    klasse = klassen.index(leeftijd)
    edges = np.cumsum(shares, axis=1).T[:-1]
    place = (edges[:, klasse] <= u).sum(axis=0)
    return np.asarray(1 + np.array([_last_possible(share) for share in shares])[klasse, place])


def inkomensparameters(tabel: Inkomenstabel | Inkomen, leeftijd: Float64, type_: Int64) -> tuple[Float64, Float64]:
    """Median and 90th percentile of income [EUR/year] for each age and index into HUISHOUDTYPEN."""
    if not isinstance(tabel, Mapping):
        return np.full(len(leeftijd), float(tabel.mediaan)), np.full(len(leeftijd), float(tabel.p90))
    tables = [per_klasse(tabel[naam]) for naam in HUISHOUDTYPEN]
    # Between two of the ages at which any table changes, each has one income.
    cuts = np.unique(np.concatenate([klassen.low for klassen, _ in tables]))
    inkomens = [[inkomens[k] for k in klassen.index(cuts).tolist()] for klassen, inkomens in tables]
    cell = type_ * len(cuts) + Leeftijdsklassen(cuts, cuts).index(leeftijd)
    mediaan, p90 = (
        np.array([[float(getattr(inkomen, name)) for inkomen in row] for row in inkomens]).ravel()[cell]
        for name in ("mediaan", "p90")
    )
    return mediaan, p90


def draw_inkomen(tabel: Inkomenstabel | Inkomen, leeftijd: Float64, personen: Int64, u: Float64) -> Float64:
    """Rekeninkomen [EUR/year of begindatum] at `u`, given age of the oldest and persons."""
    mediaan, p90 = inkomensparameters(tabel, leeftijd, huishoudtype(personen))
    return lognormal_quantile(mediaan, p90, u)


def persons(
    draws: Draws,
    stroom: str,
    volgnummers: ArrayLike,
    leeftijd: Mapping[str, float],
    grootte: Groottetabel | Mapping[str, float],
    inkomen: Inkomenstabel | Inkomen,
    at: ArrayLike = 0,
) -> dict[str, NDArray[Any]]:
    """The huishoudens with these numbers in a stream, as columns of `Huishoudens`.

    Ages hold at moment `at` [minutes, one or one per number]; sizes and incomes follow from them.
    Each huishouden depends on its own number only, so that call it in bulk or one by one.
    """
    numbers = np.atleast_1d(np.asarray(volgnummers, dtype=np.int64))
    sleutel = entity_key(stroom, numbers)
    jaren = draw_leeftijd(leeftijd, draws.uniform(Doel.geboren, sleutel))
    personen = draw_personen(grootte, jaren, draws.uniform(Doel.personen, sleutel))
    return {
        "sleutel": sleutel,
        "stroom": np.full(len(numbers), STROMEN.index(stroom)),
        "volgnummer": numbers,
        "aankomst": np.broadcast_to(np.asarray(at, dtype=np.int64), len(numbers)),
        "geboren": np.asarray(at, dtype=np.int64) - (jaren * JAAR).astype(np.int64),
        "personen": personen,
        "inkomen_eur": draw_inkomen(inkomen, jaren, personen, draws.uniform(Doel.inkomen, sleutel)),
    }


def from_outside(draws: Draws, profiel: RegioProfiel, sleutel: Uint64) -> dict[str, Int64]:
    """Where huishoudens from outside the gemeente with these keys live, and whether they leave a woning there."""
    is_elders = draws.uniform(Doel.herkomst, sleutel) < profiel.elders
    is_doorstromer = draws.uniform(Doel.woonsituatie, sleutel) < profiel.doorstromer
    return {
        "herkomst": np.where(is_elders, Herkomst.elders, Herkomst.regio),
        "woonsituatie": np.where(is_doorstromer, Woonsituatie.doorstromer, Woonsituatie.starter),
    }


def draw_duur(draws: Draws, doel: Doel, sleutel: Uint64, verdeling: Verdeling, maximum: Int64) -> Int64:
    """Durations [minutes] from `verdeling`, given that they are at most `maximum`: nobody began before age 18.

    Keyed draws are repeated until one fits; where none of eight does, it is uniform below the maximum.
    """
    duur = np.floor(draws.uniform(doel, sleutel, _ATTEMPTS) * maximum).astype(np.int64)
    todo = np.arange(len(sleutel))
    for attempt in range(_ATTEMPTS):
        drawn = invert(verdeling, draws.uniform(doel, sleutel[todo], attempt))
        fits = drawn <= maximum[todo]
        duur[todo[fits]] = drawn[fits].astype(np.int64)
        todo = todo[~fits]
    return duur


@dataclass(frozen=True)
class Doelbeeld:
    """The tenants that the scenario describes: shares of the stock per age band and size, and their incomes.

    Bands are the age classes cut at every age where one of the scenario's tables or labels changes:
    within a band sizes and incomes have one law. `aandeel` has shape (band, size) and sums to 1;
    `mediaan` and `p90` have shape (band, huishoudtype) [EUR/year].
    """

    banden: Leeftijdsklassen
    klasse: Int64
    aandeel: Float64
    mediaan: Float64
    p90: Float64

    def below(self, inkomen_eur: float) -> Float64:
        """The chance of an income below this amount, per band and huishoudtype."""
        sigma = np.log(self.p90 / self.mediaan) / 1.2815515655446004
        z = np.log(max(inkomen_eur, 1e-9) / self.mediaan) / np.maximum(sigma, 1e-12)
        return np.array([0.5 * math.erfc(-x / math.sqrt(2.0)) for x in z.ravel()]).reshape(z.shape)


def doelbeeld(scenario: Scenario, leeftijdslabels: Int64) -> Doelbeeld:
    """What the scenario says about its tenants, cut also at the minimum ages `leeftijdslabels` of the stock."""
    huurders = scenario.huurders
    klassen, shares = per_klasse(huurders.leeftijd)
    groottes = grootteaandelen(huurders.huishoudgrootte)
    tables = [klassen, groottes[0], *(per_klasse(tabel)[0] for tabel in huurders.inkomen.values())]
    cuts = np.unique(np.concatenate([table.low for table in tables] + [leeftijdslabels.astype(np.float64)]))
    bottom, top = klassen.low[0], klassen.high[-1]
    cuts = cuts[(cuts > bottom) & (cuts < top)]
    banden = Leeftijdsklassen(np.append(bottom, cuts), np.append(cuts, top))
    klasse = klassen.index(banden.low)
    part = (banden.high - banden.low) / (klassen.high - klassen.low)[klasse]
    aandeel = (np.asarray(shares)[klasse] * part)[:, None] * groottes[1][groottes[0].index(banden.low)]
    n, types = len(banden), len(HUISHOUDTYPEN)
    inkomens = inkomensparameters(huurders.inkomen, np.repeat(banden.low, types), np.tile(np.arange(types), n))
    mediaan, p90 = (values.reshape(n, types) for values in inkomens)
    return Doelbeeld(banden, klasse, aandeel / aandeel.sum(), mediaan, p90)

"""Keyed draws: u = hash(seed, replicatie, purpose, entity, occurrence), never a position in a sequence.

The same entity makes the same draw for the same decision under every variant, whatever else
happens (decision 19). The hash is frozen: `tests/unit/test_draw.py` holds known answers.

The chain over 64-bit words w is h <- mix64(h * ODD + w + GOLDEN) with splitmix64's finaliser
(Steele, Lea and Flood 2014) as mix64; the top 53 bits give u on a grid strictly inside (0, 1).
"""

from __future__ import annotations

from enum import StrEnum, unique
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from woonsim.kernels import Uint64, chain, chain_columns

if TYPE_CHECKING:
    from woonsim.scenario.verdeling import Factorverdeling, Verdeling

Float64 = NDArray[np.float64]

_11 = np.array(11, dtype=np.uint64)
_LAST = 1.0 - 2.0**-53
_INT64, _UINT64 = np.dtype(np.int64), np.dtype(np.uint64)
_FEW = 4
"""Up to so many keys Python's integers are faster than arrays."""


@unique
class Doel(StrEnum):
    """The registered purposes of the core; a policy draws under ``beleid.<naam>.<purpose>``."""

    geboren = "geboren"
    personen = "personen"
    levensloop = "levensloop"
    inkomen = "inkomen"
    kern = "kern"
    woning = "woning"
    woonduur = "woonduur"
    woonsituatie = "woonsituatie"
    herkomst = "herkomst"
    inschrijfduur = "inschrijfduur"
    zoekstatus = "zoekstatus"
    selectie_bij_aanvang = "selectie_bij_aanvang"
    instroom = "instroom"
    inschrijven = "inschrijven"
    ingeschreven = "ingeschreven"
    stoppen = "stoppen"
    gaan_zoeken = "gaan_zoeken"
    vervallen = "vervallen"
    elders = "elders"
    overlijden = "overlijden"
    verhuizing = "verhuizing"
    reden = "reden"
    activiteit = "activiteit"
    ronde = "ronde"
    reactie = "reactie"
    keuze = "keuze"
    loting = "loting"
    acceptatie = "acceptatie"
    aantrekkelijkheid = "aantrekkelijkheid"
    voorrang = "voorrang"
    aanmelding_corporatie = "aanmelding_corporatie"
    verblijfsduur = "verblijfsduur"
    geduld = "geduld"
    vertrekt_elders = "vertrekt_elders"
    begeleiding = "begeleiding"
    afbouw = "afbouw"
    terugval = "terugval"
    terugval_naar = "terugval_naar"
    gehuisvest_bij_aanvang = "gehuisvest_bij_aanvang"
    begin_extra = "begin_extra"
    begin_niet = "begin_niet"
    begin_later = "begin_later"
    vervalt_later = "vervalt_later"
    ronde_regeling = "ronde_regeling"
    laag = "laag"


@cache
def purpose_key(name: str) -> int:
    """The 64-bit BLAKE2b digest that stands for a purpose or stream."""
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "little")


def _words(values: ArrayLike) -> NDArray[Any]:
    """Keys as an array of 64-bit integers of at least one dimension, with a sign or without."""
    array = np.asarray(values)
    if array.ndim == 0:
        array = array.reshape(1)
    return array if array.dtype is _INT64 or array.dtype is _UINT64 else array.astype(_INT64)


def entity_key(name: str, *numbers: ArrayLike) -> Uint64:
    """Keys of entities: stream or kind `name`, then arrays of numbers (broadcast); the seed plays no part.

    Returns an array of at least one dimension.
    """
    h = _hash(_entity_prefix(name), numbers)
    return np.array(h, dtype=np.uint64) if isinstance(h, list) else h


@cache
def _entity_prefix(name: str) -> int:
    return chain(0, purpose_key(name))


def _hash(prefix: int, keys: tuple[ArrayLike, ...]) -> list[int] | Uint64:
    """The hash of each row of the keys (broadcast): Python's integers where there are few, else an array."""
    words = [_words(values) for values in keys]
    n = 1
    for word in words:
        size = len(word)
        if word.ndim > 1 or size > _FEW or (size != n and size != 1 and n != 1):
            return chain_columns(prefix, [each.view(_UINT64) for each in words])
        n = size if n == 1 else n
    if n == 1:
        return [chain(prefix, *[word.item() for word in words])]
    rows = [word.tolist() * (n if len(word) == 1 else 1) for word in words]
    return [chain(prefix, *row) for row in zip(*rows, strict=True)]


class Draws:
    """The draws of one replication, under an optional namespace (a policy's)."""

    def __init__(self, seed: int, replicatie: int, namespace: str = "") -> None:
        """Bind root `seed` and `replicatie`; `namespace` prefixes every purpose."""
        self._seed, self._replicatie, self._namespace = seed, replicatie, namespace
        self._root = chain(0, seed, replicatie)
        self._prefixes: dict[str, int] = {}

    def within(self, namespace: str) -> Draws:
        """The same replication under the namespace of a policy: it cannot meet the core's purposes."""
        return Draws(self._seed, self._replicatie, f"{namespace}.")

    def uniform(self, purpose: str, *keys: ArrayLike) -> Float64:
        """Uniform numbers in (0, 1), one per key: arrays of keys broadcast together, at least one dimension."""
        prefix = self._prefixes.get(purpose)
        if prefix is None:
            prefix = self._prefixes[purpose] = chain(self._root, purpose_key(self._namespace + purpose))
        h = _hash(prefix, keys)
        # The last point of the grid would round to 1.
        if isinstance(h, list):
            return np.array([min((each >> 11) * 2.0**-53 + 2.0**-54, _LAST) for each in h], dtype=np.float64)
        u = (h >> _11).astype(np.float64)
        u *= 2.0**-53
        u += 2.0**-54
        return np.minimum(u, _LAST, out=u)

    def exponential(self, purpose: str, *keys: ArrayLike) -> Float64:
        """Standard exponential numbers by inversion."""
        u = self.uniform(purpose, *keys)
        return np.negative(np.log(u, out=u), out=u)


def invert(verdeling: Verdeling | Factorverdeling, u: Float64) -> Float64:
    """The quantiles of a scenario's distribution at `u`: one uniform, one value (decision 4)."""
    if verdeling.vast is not None:
        return np.full(u.shape, float(verdeling.vast))
    if verdeling.exponentieel is not None:
        return np.asarray(-verdeling.exponentieel.gemiddelde * np.log1p(-u))
    if verdeling.lognormaal is not None:
        return lognormal_quantile(verdeling.lognormaal.mediaan, verdeling.lognormaal.p90, u)
    assert verdeling.empirisch is not None
    return np.interp(u, verdeling.empirisch.kansen, verdeling.empirisch.waarden)


def lognormal_quantile(mediaan: ArrayLike, p90: ArrayLike, u: Float64) -> Float64:
    """Lognormal quantiles at `u` for a law given by its median and 90th percentile (arrays broadcast)."""
    sigma = np.log(np.asarray(p90) / np.asarray(mediaan)) / 1.2815515655446004
    return np.asarray(np.asarray(mediaan) * np.exp(sigma * normal_quantile(u)))


def choose(shares: ArrayLike, u: Float64) -> NDArray[np.int64]:
    """Category numbers drawn at `u` from `shares` (summing to 1)."""
    return chosen(np.cumsum(np.asarray(shares, dtype=np.float64)), u)


def chosen(edges: Float64, u: Float64) -> NDArray[np.int64]:
    """The same for shares that have been added up."""
    return np.minimum(edges.searchsorted(u, side="right"), len(edges) - 1)


_A = (3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
      4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3)  # fmt: skip
_B = (1.0, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
      2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3)  # fmt: skip
_C = (1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
      1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4)  # fmt: skip
_D = (1.0, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
      1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9)  # fmt: skip
_E = (6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
      2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7)  # fmt: skip
_F = (1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
      7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15)  # fmt: skip


def normal_quantile(u: Float64) -> Float64:
    """Standard normal quantiles, algorithm AS 241 (Wichura 1988): relative error below 1e-15."""
    q = u - 0.5
    r = 0.180625 - q * q
    quantile = q * _polynomial(_A, r) / _polynomial(_B, r)
    outer = np.abs(q) > 0.425
    if outer.any():
        v = u[outer]
        tail = np.sqrt(-np.log(np.minimum(v, 1.0 - v)))
        near = _polynomial(_C, tail - 1.6) / _polynomial(_D, tail - 1.6)
        far = _polynomial(_E, tail - 5.0) / _polynomial(_F, tail - 5.0)
        quantile[outer] = np.copysign(np.where(tail <= 5.0, near, far), q[outer])
    return quantile


def _polynomial(coefficients: tuple[float, ...], x: Float64) -> Float64:
    """A polynomial at `x` by Horner's rule; its constant comes first."""
    y = np.full(x.shape, coefficients[-1])
    for coefficient in coefficients[-2::-1]:
        y *= x
        y += coefficient
    return y

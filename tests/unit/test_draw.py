"""Keyed draws: the hash is frozen, its numbers are uniform and independent, and every law is inverted rightly."""

from hashlib import blake2b
from itertools import pairwise
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from woonsim.draw import (
    Doel,
    Draws,
    choose,
    entity_key,
    invert,
    lognormal_quantile,
    normal_quantile,
    purpose_key,
)
from woonsim.scenario.verdeling import Factorverdeling, Verdeling

WORD = 1 << 64
N = 100_000

# An implementation of its own, in whole numbers of Python: what the hash must go on giving.


def step(h: int, word: int) -> int:
    z = (h * 0xD1342543DE82EF95 + word % WORD + 0x9E3779B97F4A7C15) % WORD
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 % WORD
    z = (z ^ z >> 27) * 0x94D049BB133111EB % WORD
    return z ^ z >> 31


def name_word(name: str) -> int:
    return int.from_bytes(blake2b(name.encode("utf-8"), digest_size=8).digest(), "little")


def hashed(*words: int) -> int:
    h = 0
    for word in words:
        h = step(h, word)
    return h


def expected_key(name: str, *numbers: int) -> int:
    return hashed(name_word(name), *numbers)


def expected_uniform(seed: int, replicatie: int, purpose: str, *keys: int) -> float:
    return ((hashed(seed, replicatie, name_word(purpose), *keys) >> 11) + 0.5) / 2.0**53


@pytest.mark.parametrize(
    ("name", "numbers", "key"),
    [
        ("huurder", (0,), 0x4F8E23565B531E66),
        ("regio", (12345,), 0x930D676C98C334C8),
        ("vrijkomst", (2**64 - 1, 3), 0x955D0AC8D8989A50),
        ("statushouders", (-1,), 0xFCBA5248065CF34D),
        ("leeg", (), 0xAC82D0D6BB8EF6A1),
    ],
)
def test_the_keys_of_entities_are_frozen(name: str, numbers: tuple[int, ...], key: int) -> None:
    words = [np.uint64(n) if n >= 2**63 else n for n in numbers]
    assert int(entity_key(name, *words)[0]) == key == expected_key(name, *numbers)


@pytest.mark.parametrize(
    ("seed", "replicatie", "purpose", "keys", "value"),
    [
        (1, 0, "loting", (0,), "0x1.29941beefedb4p-4"),
        (1, 0, "loting", (1,), "0x1.1db499bc383bdp-2"),
        (1, 1, "loting", (0,), "0x1.5a411a37f5f2fp-2"),
        (2, 0, "loting", (0,), "0x1.916345d10a19bp-2"),
        (1, 0, "reden", (0,), "0x1.cf46b55d7e088p-1"),
        (-7, 29, "acceptatie", (2**63 - 1, -1, 12), "0x1.76fcf0cabeaafp-2"),
    ],
)
def test_the_uniform_numbers_are_frozen(
    seed: int, replicatie: int, purpose: str, keys: tuple[int, ...], value: str
) -> None:
    drawn = float(Draws(seed, replicatie).uniform(purpose, *keys)[0])
    assert drawn.hex() == value
    assert drawn == expected_uniform(seed, replicatie, purpose, *keys)


@given(
    st.integers(-(2**63), 2**63 - 1),
    st.integers(0, 10_000),
    st.sampled_from(Doel),
    st.lists(st.integers(-(2**63), 2**63 - 1), max_size=3),
)
def test_arrays_hash_as_numbers_do(seed: int, replicatie: int, purpose: Doel, keys: list[int]) -> None:
    rows = [np.array([key, 0, key]) for key in keys]
    drawn = Draws(seed, replicatie).uniform(purpose, *rows)
    assert drawn[0] == drawn[-1] == expected_uniform(seed, replicatie, purpose, *keys)


@given(st.lists(st.integers(-(2**63), 2**63 - 1), min_size=6, max_size=9), st.integers(0, 2**64 - 1))
def test_few_keys_hash_as_many(keys: list[int], shared: int) -> None:
    rows, one = np.array(keys), np.array([shared], dtype=np.uint64)
    draws = Draws(3, 4)
    for purpose, pair in (("loting", (rows, one)), ("reden", (one, rows)), ("kern", (rows, rows))):
        many = draws.uniform(purpose, *pair)
        for n in (0, 1, 3):
            few = draws.uniform(purpose, *(part[:n] if len(part) > 1 else part for part in pair))
            assert few.tolist() == many[:n].tolist()
    assert entity_key("regio", rows)[:2].tolist() == entity_key("regio", rows[:2]).tolist()


def test_keys_of_unequal_length_are_refused() -> None:
    with pytest.raises(ValueError, match="broadcast"):
        Draws(1, 0).uniform("loting", np.arange(2), np.arange(3))


def test_a_draw_does_not_depend_on_what_else_is_drawn() -> None:
    alone = Draws(1, 0).uniform("loting", [7])
    draws = Draws(1, 0)
    draws.uniform("reden", np.arange(100))
    assert draws.uniform("loting", [5, 6, 7])[-1] == alone[0]


# Uniform and independent


def uniforms(seed: int, replicatie: int, purpose: str = "loting") -> NDArray[np.float64]:
    return Draws(seed, replicatie).uniform(purpose, entity_key("regio", np.arange(N)))


def distance_from_uniform(u: NDArray[np.float64]) -> float:
    """Kolmogorov's distance times the root of the number of values; above 2.6 in 3 of a million cases."""
    rank = np.arange(len(u) + 1) / len(u)
    ordered = np.sort(u)
    return float(max((rank[1:] - ordered).max(), (ordered - rank[:-1]).max()) * len(u) ** 0.5)


@pytest.mark.parametrize("seed", [0, 1, 2**64 - 1])
def test_numbers_are_uniform_strictly_between_zero_and_one(seed: int) -> None:
    u = uniforms(seed, 0)
    assert 0 < u.min() < u.max() < 1
    assert distance_from_uniform(u) < 2.6
    counts = np.bincount((u * 100).astype(np.int64), minlength=100)
    chi_square = float(((counts - N / 100) ** 2 / (N / 100)).sum())
    assert 44.0 < chi_square < 175.0  # 99 degrees of freedom, 3 in a million on either side


def test_the_lowest_bits_are_uniform_too() -> None:
    u = uniforms(1, 0)
    assert distance_from_uniform((u * 2.0**24) % 1.0) < 2.6


def test_neighbours_seeds_replications_and_purposes_are_independent() -> None:
    u = uniforms(1, 0)
    others = [uniforms(2, 0), uniforms(1, 1), uniforms(1, 0, "reden"), np.roll(u, 1), np.roll(u, 17)]
    # as seed and number swap places, too
    others += [Draws(0, 1).uniform("loting", entity_key("regio", np.arange(N)))]
    for other in others:
        assert abs(np.corrcoef(u, other)[0, 1]) * N**0.5 < 4.7
        cells = np.histogram2d(u, other, bins=10, range=[[0, 1], [0, 1]])[0]
        assert float(((cells - N / 100) ** 2 / (N / 100)).sum()) < 190.0


def test_keys_do_not_collide() -> None:
    keys = [entity_key(name, np.arange(N)) for name in ("huurder", "regio", "gemeente")]
    pairs = entity_key("vrijkomst", np.repeat(np.arange(300), 300), np.tile(np.arange(300), 300))
    every = np.concatenate([*keys, pairs])
    assert len(np.unique(every)) == len(every)


# Purposes and namespaces


def test_every_purpose_has_a_key_of_its_own() -> None:
    assert len({purpose_key(doel) for doel in Doel}) == len(Doel)
    assert len({doel.value for doel in Doel}) == len(Doel.__members__)


def test_a_policy_never_draws_what_the_core_draws() -> None:
    core, policy = Draws(1, 0), Draws(1, 0).within("beleid.quotum")
    assert not any("." in doel for doel in Doel)
    for doel in Doel:
        assert policy.uniform(doel, [1])[0] != core.uniform(doel, [1])[0]
    assert policy.uniform("trekking", [1])[0] == expected_uniform(1, 0, "beleid.quotum.trekking", 1)
    assert Draws(1, 0).within("beleid.ander").uniform("trekking", [1])[0] != policy.uniform("trekking", [1])[0]


# Laws


def test_exponential_numbers_are_exponential() -> None:
    e = Draws(1, 0).exponential("instroom", np.arange(N))
    assert e.min() > 0
    assert distance_from_uniform(np.exp(-e)) < 2.6


TAILS = [2.0**-54, 1e-12, 1e-6, 0.01, 0.074, 0.075, 0.076, 0.3, 0.5, 0.7, 0.924, 0.925, 0.926, 0.99, 1 - 1e-6]


def test_normal_quantiles_are_those_of_the_standard_library() -> None:
    normal = NormalDist()
    found = normal_quantile(np.array(TAILS))
    assert found.tolist() == pytest.approx([normal.inv_cdf(u) for u in TAILS], rel=1e-13, abs=1e-15)


def word_that_hashes_to(target: int, h: int) -> int:
    """The word that `step` turns from `h` into `target`: every step backwards."""
    z = target ^ target >> 31 ^ target >> 62
    z = z * pow(0x94D049BB133111EB, -1, WORD) % WORD
    z = z ^ z >> 27 ^ z >> 54
    z = z * pow(0xBF58476D1CE4E5B9, -1, WORD) % WORD
    z = z ^ z >> 30 ^ z >> 60
    return (z - h * 0xD1342543DE82EF95 - 0x9E3779B97F4A7C15) % WORD


@pytest.mark.parametrize(("target", "value"), [(0, 2.0**-54), (WORD - 1, 1 - 2.0**-53)])
def test_the_ends_of_the_grid_lie_inside_zero_and_one(target: int, value: float) -> None:
    word = word_that_hashes_to(target, hashed(1, 0, name_word("loting")))
    u = Draws(1, 0).uniform("loting", np.array([word], dtype=np.uint64))
    assert u[0] == value
    assert np.isfinite(normal_quantile(u)).all()
    assert np.isfinite(invert(EXPONENTIEEL, u)).all()


VAST = Verdeling.model_validate({"vast": "3 dagen"})
EXPONENTIEEL = Verdeling.model_validate({"exponentieel": {"gemiddelde": "10 dagen"}})
LOGNORMAAL = Verdeling.model_validate({"lognormaal": {"mediaan": "9 jaar", "p90": "28 jaar"}})
CONSTANT = Factorverdeling.model_validate({"lognormaal": {"mediaan": 2, "p90": 2}})
EMPIRISCH = Factorverdeling.model_validate({"empirisch": {"kansen": [0, 0.2, 1], "waarden": [1, 3, 11]}})
YEAR = 525_960
SIGMA = float(np.log(28 / 9)) / NormalDist().inv_cdf(0.9)


@pytest.mark.parametrize(
    ("verdeling", "u", "value"),
    [
        (VAST, 0.01, 4320.0),
        (VAST, 0.99, 4320.0),
        (EXPONENTIEEL, 0.5, 14400 * 0.6931471805599453),
        (EXPONENTIEEL, 0.9, 14400 * 2.302585092994046),
        (LOGNORMAAL, 0.5, 9 * YEAR),
        (LOGNORMAAL, 0.9, 28 * YEAR),
        (LOGNORMAAL, 0.25, 9 * YEAR * float(np.exp(SIGMA * NormalDist().inv_cdf(0.25)))),
        (CONSTANT, 0.2, 2.0),
        (EMPIRISCH, 0.1, 2.0),
        (EMPIRISCH, 0.2, 3.0),
        (EMPIRISCH, 0.6, 7.0),
        (EMPIRISCH, 2.0**-54, 1.0),
    ],
)
def test_a_law_is_inverted(verdeling: Verdeling | Factorverdeling, u: float, value: float) -> None:
    assert float(invert(verdeling, np.array([u]))[0]) == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize("verdeling", [EXPONENTIEEL, LOGNORMAAL, EMPIRISCH], ids=["exp", "lognormaal", "empirisch"])
def test_a_larger_draw_never_gives_a_smaller_value(verdeling: Verdeling | Factorverdeling) -> None:
    values = invert(verdeling, np.linspace(1e-9, 1 - 1e-9, 1001))
    assert all(low < high for low, high in pairwise(values.tolist()))


def test_lognormal_quantiles_take_arrays() -> None:
    found = lognormal_quantile(np.array([1.0, 2.0]), np.array([3.0, 2.0]), np.array([0.9, 0.9]))
    assert found.tolist() == pytest.approx([3.0, 2.0])


def test_a_category_is_drawn_by_its_share() -> None:
    edges = [2.0**-54, 0.2 - 1e-12, 0.2, 0.5 - 1e-12, 0.5, 1 - 2.0**-53]
    assert choose([0.2, 0.3, 0.5], np.array(edges)).tolist() == [0, 0, 1, 1, 2, 2]


def test_a_category_without_share_is_not_drawn() -> None:
    u = uniforms(1, 0)
    assert set(choose([0.0, 0.4, 0.0, 0.6], u).tolist()) == {1, 3}


def test_shares_that_fall_just_short_of_one_leave_nothing_undrawn() -> None:
    assert choose([0.5, 0.5 - 1e-10], np.array([1 - 2.0**-53])).tolist() == [1]

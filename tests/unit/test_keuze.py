"""Who reacts to what: both ways to choose follow the same exact law, weighted choice without replacement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import permutations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from woonsim.aanbodronde import KEUZES
from woonsim.aangeboden_woningen import AangebodenWoningen
from woonsim.draw import Draws
from woonsim.gevoerd_beleid import Beleid
from woonsim.kalender import Kalender
from woonsim.keuze import Keuzes, Voorkeurgewichten, _lowest
from woonsim.kolommen import Huishoudens, Woningen
from woonsim.plugin import Rijen, hookimpl
from woonsim.wetgeving import Wetgeving
from woonsim.woningzoekenden import Woningzoekenden

LAW = settings(derandomize=True, database=None, deadline=None, max_examples=60)
MANY = 30_000


@dataclass
class Passend:
    """At most as many kamers as the income in thousands: a plain way to forbid what one likes."""

    @hookimpl
    def selectie(self, woningzoekende: Rijen, woning: Rijen) -> Any:
        return woning.kamers * 1000 <= woningzoekende.inkomen_eur


def seekers(n: int, **columns: Any) -> Rijen:
    h = Huishoudens()
    usual = {"personen": 1, "kern": 0, "inkomen_eur": 99_000.0, "geboren": -30 * 525_600}
    rows = h.append(n, sleutel=np.arange(n) + 7, **(usual | columns))
    return Woningzoekenden(h, rows, 0)


def homes(aantrekkelijkheid: list[float], **columns: Any) -> Rijen:
    n = len(aantrekkelijkheid)
    names = ("corporatie", "kern", "woningtype", "kamers", "rekenhuur_eur", "toegankelijkheid", "leeftijdslabel")
    w = Woningen(np.arange(n).astype(np.uint64), **(dict.fromkeys(names, np.ones(n)) | columns))
    w.aantrekkelijkheid = np.array(aantrekkelijkheid)
    return AangebodenWoningen(w, np.arange(n), np.zeros(n, dtype=np.int64))


def choices(keuze: str, zoekenden: Rijen, woningen: Rijen, k: int, seed: int = 1, **gewichten: float) -> Keuzes:
    draws = Draws(1, 0)
    beleid = Beleid([("passend", Passend())], draws, Kalender(date(2021, 1, 1), 1), Wetgeving(0.0))
    return KEUZES[keuze](
        zoekenden, woningen, 0, beleid=beleid, draws=draws, maximum=k, gewichten=Voorkeurgewichten(**gewichten)
    )


def in_order(n: int, keuzes: Keuzes) -> list[tuple[int, ...]]:
    """Per seeker what it chose, what it prefers first."""
    lists: list[list[int]] = [[] for _ in range(n)]
    for row in np.argsort(keuzes.score, kind="stable"):
        lists[int(keuzes.a[row])].append(int(keuzes.h[row]))
    return [tuple(listed) for listed in lists]


def exact(weights: dict[int, float], k: int) -> dict[tuple[int, ...], float]:
    """The chance of each ordered choice of k: each next one in proportion to its weight among what is left."""
    chances = {}
    for chosen in permutations([h for h, weight in weights.items() if weight > 0], k):
        left, chance = sum(weights.values()), 1.0
        for h in chosen:
            chance *= weights[h] / left
            left -= weights[h]
        chances[chosen] = chance
    return chances


def assert_follows(told: list[tuple[int, ...]], chances: dict[tuple[int, ...], float]) -> None:
    """Chi-square, four and a half standard deviations: one in some 10^5 when the law holds."""
    assert set(told) <= set(chances)
    expected = np.array(list(chances.values())) * len(told)
    counts = np.array([told.count(choice) for choice in chances])
    assert expected.min() > 5
    freedom = len(chances) - 1
    chi2 = float(((counts - expected) ** 2 / expected).sum())
    # the cube root of chi-square over its freedom is nearly normal (Wilson and Hilferty 1931)
    z = ((chi2 / freedom) ** (1 / 3) - (1 - 2 / (9 * freedom))) / (2 / (9 * freedom)) ** 0.5
    assert z < 4.5


@pytest.mark.parametrize("keuze", KEUZES)
@pytest.mark.parametrize("k", [1, 2, 3])
@pytest.mark.parametrize("eigen_kern", [1.0, 3.0, 0.25])
def test_the_law_of_the_choice(keuze: str, k: int, eigen_kern: float) -> None:
    """Five woningen, of which 4 is forbidden, 1 and 2 stand in the own kern, and 3 has the rooms that are wanted."""
    woningen = homes([1.0, 2.0, 0.5, 1.5, 4.0], kern=[1, 0, 0, 2, 0], kamers=[1, 1, 1, 2, 9])
    zoekenden = seekers(MANY, inkomen_eur=5_000.0)
    told = choices(keuze, zoekenden, woningen, k, eigen_kern=eigen_kern, passende_kamers=2.0)
    weights = {0: 1.0, 1: 2.0 * eigen_kern, 2: 0.5 * eigen_kern, 3: 3.0}
    assert_follows(in_order(MANY, told), exact(weights, k))


@pytest.mark.parametrize("keuze", KEUZES)
def test_the_classes_each_have_their_law(keuze: str) -> None:
    """Families want an eengezinswoning, who is 55 no stairs; they choose beside each other."""
    kind, n = np.arange(MANY) % 4, MANY // 4
    zoekenden = seekers(
        MANY, personen=np.where(kind < 2, 4, 1), geboren=np.where(kind % 2, -70, -30) * 525_600, kern=kind - 1
    )
    woningen = homes([1.0, 1.0, 2.0], woningtype=[0, 1, 0], toegankelijkheid=[0, 1, 1], kern=[2, 0, 0])
    factors = {"eengezinswoning_gezin": 3.0, "gelijkvloers_55plus": 2.0, "eigen_kern": 5.0}
    told = in_order(MANY, choices(keuze, zoekenden, woningen, 2, **factors))
    w = woningen
    for number in range(4):
        family, old = number < 2, bool(number % 2)
        weights = {
            h: float(w.aantrekkelijkheid[h])
            * (3.0 if family and w.woningtype[h] == 0 else 1.0)
            * (2.0 if old and w.toegankelijkheid[h] != 0 else 1.0)
            * (5.0 if w.kern[h] == number - 1 else 1.0)
            for h in range(3)
        }
        assert len(told[number::4]) == n
        assert_follows(told[number::4], exact(weights, 2))


def test_who_may_have_little_looks_at_all_and_follows_the_law() -> None:
    """Three woningen in fifty are allowed, and are not popular: most who draw find fewer than two of them."""
    popular, rare = [50.0] * 47, [1.0, 2.0, 3.0]
    woningen = homes(popular + rare, kamers=[9] * 47 + [1] * 3)
    chosen = choices("per_reactie", seekers(MANY, inkomen_eur=5_000.0), woningen, 2)
    looked = np.bincount(chosen.a[chosen.score >= 0], minlength=MANY)
    assert (looked == 2).mean() > 0.9
    assert 0 < (looked == 1).mean() < 0.1
    assert_follows(in_order(MANY, chosen), exact({47: 1.0, 48: 2.0, 49: 3.0}, 2))


@pytest.mark.parametrize("keuze", KEUZES)
def test_a_factor_of_nought_is_no_reaction(keuze: str) -> None:
    woningen = homes([1.0, 2.0, 3.0, 0.0, 1.0], kern=[0, 1, 1, 1, 0])
    told = in_order(MANY, choices(keuze, seekers(MANY), woningen, 1, eigen_kern=0.0))
    assert_follows(told, exact({1: 2.0, 2: 3.0}, 1))
    alone = homes([1.0, 2.0, 3.0], kern=[0, 0, 0])
    assert not len(choices(keuze, seekers(5), alone, 1, eigen_kern=0.0).a)
    assert not len(choices(keuze, seekers(5), homes([0.0, 0.0, 0.0]), 1).a)


@LAW
@given(st.data(), st.integers(1, 9), st.integers(1, 10), st.sampled_from([0.0, 0.5, 1.0, 3.0]))
def test_at_most_k_different_ones_of_those_allowed_and_all_when_there_are_fewer(
    data: st.DataObject, n: int, k: int, eigen_kern: float
) -> None:
    some = st.lists(st.sampled_from([0.0, 1e-9, 0.5, 1.0, 1e6]), min_size=n, max_size=n)
    numbers = st.lists(st.integers(0, 3), min_size=n, max_size=n)
    woningen = homes(data.draw(some), kern=data.draw(numbers), kamers=data.draw(numbers))
    kern, personen, inkomen = np.arange(24) % 4 - 1, np.arange(24) % 3, np.arange(24) % 5 * 1000.0
    zoekenden = seekers(24, kern=kern, personen=personen, inkomen_eur=inkomen)
    told = choices("per_reactie", zoekenden, woningen, k, eigen_kern=eigen_kern)
    every = choices("per_paar", zoekenden, woningen, n, eigen_kern=eigen_kern)
    for mine, allowed in zip(in_order(24, told), in_order(24, every), strict=True):
        assert len(set(mine)) == len(mine) == min(k, len(allowed))
        assert set(mine) <= set(allowed)


def test_one_seeker_more_leaves_the_choices_of_the_others() -> None:
    woningen = homes([1.0, 2.0, 3.0, 4.0, 5.0, 6.0])
    one, two = (in_order(n, choices("per_reactie", seekers(n), woningen, 2)) for n in (200, 201))
    assert two[:200] == one


def test_a_round_of_many_parts_is_one_round(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seekers are looked at some at a time: how many changes nothing."""
    woningen, zoekenden = homes([1.0, 2.0, 3.0, 4.0] * 3, kamers=np.arange(12)), seekers(40, inkomen_eur=3_000.0)
    whole = {keuze: in_order(40, choices(keuze, zoekenden, woningen, 3)) for keuze in KEUZES}
    monkeypatch.setattr("woonsim.keuze.PAIRS", 30)
    monkeypatch.setattr("woonsim.trekking.PAIRS", 30)
    monkeypatch.setattr("woonsim.trekking._BLOCK", 7)
    for keuze in KEUZES:
        assert in_order(40, choices(keuze, zoekenden, woningen, 3)) == whole[keuze]


@LAW
@given(
    st.integers(1, 8), st.lists(st.lists(st.sampled_from([1.0, 2.0, 3.0, np.inf]), min_size=9, max_size=9)), st.data()
)
def test_the_lowest_are_those_that_come_first_when_sorted(
    k: int, columns: list[list[float]], data: st.DataObject
) -> None:
    n = data.draw(st.integers(1, 9))
    score = np.array([column[:n] for column in columns]).reshape(-1, n).T
    for told, column in zip(_lowest(score, k).T.tolist(), score.T.tolist(), strict=True):
        first = sorted(range(n), key=lambda h: column[h])[:k]
        assert told == [h in first and column[h] < np.inf for h in range(n)]


@pytest.mark.parametrize("k", [1, 2, 3])
def test_few_woningen_are_compared_as_many_are_sorted(k: int, monkeypatch: pytest.MonkeyPatch) -> None:
    woningen, zoekenden = homes([1.0, 2.0, 9.0, 4.0] * 3, kamers=np.arange(12)), seekers(300, inkomen_eur=8_000.0)
    compared = in_order(300, choices("per_reactie", zoekenden, woningen, k))
    monkeypatch.setattr("woonsim.trekking._NARROW", 0)
    assert in_order(300, choices("per_reactie", zoekenden, woningen, k)) == compared

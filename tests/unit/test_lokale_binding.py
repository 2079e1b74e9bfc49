"""Local people come first on their share of the adverts: how many these are, and that nobody passes them over."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.property.do_nothing import offered
from tests.unit.test_aanbodronde import a_round, always, homes, lists, seekers
from woonsim.aangeboden_woningen import AangebodenWoningen
from woonsim.afwikkeling import settle
from woonsim.beleid.binding import LokaleBinding
from woonsim.beleid.sortering import Inschrijfduur
from woonsim.hookspecs import hookimpl
from woonsim.load import load_bytes
from woonsim.rijen import Deel, Rijen
from woonsim.simulation import play
from woonsim.wetgeving import Wetgeving

TEXT = (Path(__file__).parents[1] / "regression" / "klein.yaml").read_text(encoding="utf-8")


def adverts(n: int, first: int = 0) -> Rijen:
    """`n` woningen that are advertised in order."""
    woningen = homes(n)._woningen
    rows = np.arange(n)
    return AangebodenWoningen(woningen, rows, np.zeros(n, dtype=np.int64), advertentie=rows + first)


def chosen(policy: LokaleBinding, woning: Rijen, jaar: int) -> list[bool]:
    """Which adverts put a local seeker first."""
    local = Deel(seekers(1), np.zeros(len(woning), dtype=np.int64))
    lots = np.random.default_rng(1).random(10_000)

    def draw(purpose: str, keys: Any) -> Any:
        return np.zeros(len(keys)) if purpose == "woonachtig" else lots[: len(keys)]

    return (~policy.sortering(local, woning, 0, jaar, Wetgeving(0.0), draw)).tolist()


@settings(derandomize=True, database=None, deadline=None, max_examples=200)
@given(percent=st.integers(0, 50), jaar=st.sampled_from([2021, 2023, 2024, 2030]), first=st.integers(0, 500))
def test_a_counter_is_within_one_of_the_exact_share_over_any_run_of_adverts(
    percent: int, jaar: int, first: int
) -> None:
    told = chosen(LokaleBinding(percent / 100, aandeel_woonachtig=1.0), adverts(300, first), jaar)
    allowed = min(Fraction(percent, 100), Fraction(1, 4) if jaar < 2024 else Fraction(1, 2))
    for n in range(len(told)):
        assert abs(sum(told[:n]) - n * allowed) < 1
    if not first:
        assert sum(told) == int(300 * allowed)


def test_at_random_the_share_is_binomial() -> None:
    n = 4000
    told = chosen(LokaleBinding(0.4, aandeel_woonachtig=1.0, trekking="toeval"), adverts(n), 2024)
    assert abs(sum(told) - 0.4 * n) < 4 * (n * 0.4 * 0.6) ** 0.5
    # twice after each other as often as chance has it
    assert abs(sum(a and b for a, b in itertools.pairwise(told)) - 0.16 * n) < 4 * (n * 0.16 * 0.84) ** 0.5


@settings(derandomize=True, database=None, deadline=None, max_examples=100)
@given(seed=st.integers(0, 1000), share=st.sampled_from([0.0, 0.3, 1.0]), kans=st.sampled_from([0.3, 1.0]))
def test_nobody_from_elsewhere_passes_over_who_has_ties(seed: int, share: float, kans: float) -> None:
    zoekenden = seekers(24)
    kern = np.random.default_rng(seed).integers(-1, 2, 24)
    zoekenden._huishoudens.kern[:] = kern
    policy = LokaleBinding(0.5, aandeel_woonachtig=1.0, niveau="kern")
    policy.aandeel_woonachtig = share
    woningen = adverts(6)
    reacties = a_round(zoekenden, woningen, policy, Inschrijfduur(), seed=seed, kans=kans)
    for number, (listed, uitslag) in enumerate(zip(lists(reacties), settle(reacties, always()), strict=True)):
        there = [bool(kern[s] == woningen.kern[number]) for s in listed]
        # until 2024 every fourth
        if number % 4 == 3 and share == 1.0:
            assert there == sorted(there, reverse=True)
            if uitslag.zoekende >= 0 and not there[listed.index(uitslag.zoekende)]:
                assert uitslag.weigeringen + uitslag.ingetrokken >= sum(there)
        elif number % 4 != 3 or share == 0.0:
            # the order is that of the registration: who lives there does not matter
            registered = [s // 4 for s in listed]
            assert registered == sorted(registered)


@dataclass
class Meeteller:
    """Decides nothing; remembers which number each advert had."""

    seen: ClassVar[dict[int, set[int]]] = {}

    @hookimpl
    def sortering(self, woning: Rijen) -> Any:
        for key, number in zip(woning.vrijkomst.tolist(), woning.advertentie.tolist(), strict=True):
            self.seen.setdefault(key, set()).add(number)
        return np.zeros(len(woning))


@pytest.mark.parametrize("cycle", ["7 dagen", "doorlopend"])
def test_adverts_are_numbered_in_order_of_publication(cycle: str) -> None:
    Meeteller.seen.clear()
    text = TEXT.replace("  - inschrijfduur\n", "  - inschrijfduur\n  - meeteller\n")
    with offered(Meeteller):
        facts = play(load_bytes(text.replace("cyclus: 7 dagen", f"cyclus: {cycle}").encode(), "klein.yaml")).feiten
    assert all(len(numbers) == 1 for numbers in Meeteller.seen.values())
    numbers = [number for [number] in Meeteller.seen.values()]
    published = len(set(facts["publicatie"]["vrijkomst"].tolist()))
    assert len(set(numbers)) == len(numbers) > 5
    assert min(numbers) >= 0
    assert max(numbers) <= published
    assert numbers == sorted(numbers) or cycle != "doorlopend"


def test_more_woningen_go_to_local_people() -> None:
    """In the small scenario half of the adverts, for anybody from the gemeente, against none of them."""

    def local(aandeel: str) -> int:
        rule = f"  - lokale_binding: {{aandeel: {aandeel}, aandeel_woonachtig: 100%}}\n  - urgentie\n"
        text = TEXT.replace("  - urgentie\n", rule).replace("2021-01-01", "2024-01-01")
        scenario = load_bytes(text.encode(), "klein.yaml")
        tables = [play(scenario, replicatie=number).feiten["toewijzing"] for number in range(15)]
        return sum(int(((table["kanaal"] == 0) & (table["herkomst"] == 0)).sum()) for table in tables)

    assert local("50%") > 1.1 * local("0%")

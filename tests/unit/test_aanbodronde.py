"""The advert round as a pure function: who reacts to what, and who gets what, without clock or world."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from woonsim.aanbodronde import Acceptatiekansen, Reacties, react
from woonsim.aangeboden_woningen import AangebodenWoningen
from woonsim.afwikkeling import Uitslagen, _Afwikkeling, settle
from woonsim.draw import Draws
from woonsim.gevoerd_beleid import Beleid
from woonsim.kalender import Kalender
from woonsim.keuze import Voorkeurgewichten
from woonsim.kolommen import Huishoudens, Woningen
from woonsim.plugin import Rijen, hookimpl
from woonsim.rekening import Rekening
from woonsim.stand import Stand, open_stand
from woonsim.wetgeving import Wetgeving
from woonsim.woningzoekenden import Woningzoekenden

NO_LIMIT = settings(derandomize=True, database=None, deadline=None, max_examples=300)


@dataclass(frozen=True)
class Round:
    """Lists of seekers per woning in order, the score of each pair (low first), who refuses what."""

    lists: list[list[int]]
    score: dict[tuple[int, int], float]
    refuses: set[tuple[int, int]]
    marked: set[tuple[int, int]]

    def reacties(self, order: list[int] | None = None) -> Reacties:
        """The reactions with the woningen in this order."""
        order = list(range(len(self.lists))) if order is None else order
        pairs = [(h, s) for h in order for s in self.lists[h]]
        marks = np.array([pair in self.marked for pair in pairs], dtype=bool)
        return Reacties(
            zoekende=np.array([s for _, s in pairs], dtype=np.int64),
            begin=np.cumsum([0, *(len(self.lists[h]) for h in order)]),
            score=np.array([self.score[pair] for pair in pairs], dtype=np.float64),
            accepteert=np.array([pair not in self.refuses for pair in pairs], dtype=bool),
            extra=np.zeros(len(pairs), dtype=bool),
            beslag=[("ruimte", marks)],
        )


@st.composite
def rounds(draw: st.DrawFn) -> Round:
    """A few woningen and seekers who react to some of them."""
    n_woning, n_zoekende = draw(st.integers(1, 5)), draw(st.integers(1, 6))
    someone = st.permutations(range(n_zoekende))
    lists = [list(draw(someone))[: draw(st.integers(0, n_zoekende))] for _ in range(n_woning)]
    pairs = [(h, s) for h, listed in enumerate(lists) for s in listed]
    scores = draw(st.permutations(range(len(pairs))))
    some = st.sets(st.sampled_from(pairs)) if pairs else st.just(set())
    return Round(lists, dict(zip(pairs, map(float, scores), strict=True)), draw(some), draw(some))


FULL = open_stand("ruimte", Rekening(0.1, "beslag"), 10.0)


@dataclass
class Room:
    """Accounts of which one, that of the policy `ruimte`, has room for `n`."""

    n: int
    held: int = 0

    def hold(self, h: int, marked: tuple[str, ...], number: int) -> None:
        """Count what the round holds."""
        self.held += number * marked.count("ruimte")

    def lacking(self, h: int, marked: tuple[str, ...], beslissers: int) -> list[Stand]:
        """Whether there is none beside it."""
        return [FULL] if self.held + marked.count("ruimte") > self.n else []


def always() -> Room:
    return Room(10**9)


def room_for(n: int) -> Room:
    return Room(n)


def winners(uitslagen: Uitslagen) -> dict[int, int]:
    """woning -> seeker"""
    return {h: uitslag.zoekende for h, uitslag in enumerate(uitslagen) if uitslag.zoekende >= 0}


@NO_LIMIT
@given(rounds(), st.integers(0, 3))
def test_nobody_gets_two_and_nobody_gets_what_it_refused(drawn: Round, n: int) -> None:
    for room in (always(), room_for(n)):
        let = winners(settle(drawn.reacties(), room))
        assert len(set(let.values())) == len(let)
        assert all(s in drawn.lists[h] and (h, s) not in drawn.refuses for h, s in let.items())


@NO_LIMIT
@given(rounds(), st.randoms(use_true_random=False))
def test_the_order_of_the_woningen_means_nothing(drawn: Round, random: Any) -> None:
    order = list(range(len(drawn.lists)))
    random.shuffle(order)
    there = winners(settle(drawn.reacties(), always()))
    back = winners(settle(drawn.reacties(order), always()))
    assert {order[h]: s for h, s in back.items()} == there


@NO_LIMIT
@given(rounds())
def test_nobody_is_passed_over(drawn: Round) -> None:
    """P3: a woning that somebody would rather have went to somebody before it on the list."""
    let = winners(settle(drawn.reacties(), always()))
    has = {s: drawn.score[h, s] for h, s in let.items()}
    for h, listed in enumerate(drawn.lists):
        for s in listed:
            wants = (h, s) not in drawn.refuses and drawn.score[h, s] < has.get(s, np.inf)
            assert not wants or (h in let and listed.index(let[h]) < listed.index(s))


@NO_LIMIT
@given(rounds())
def test_each_woning_does_as_well_as_it_can(drawn: Round) -> None:
    """Of all outcomes in which nobody is passed over, each woning gets the first on its list that it has in any."""
    let = winners(settle(drawn.reacties(), always()))
    for other in _stable(drawn):
        for h, listed in enumerate(drawn.lists):
            place = listed.index(let[h]) if h in let else len(listed)
            assert place <= (listed.index(other[h]) if h in other else len(listed))


def _stable(drawn: Round) -> list[dict[int, int]]:
    """Every stable outcome, by trying all."""
    outcomes: list[dict[int, int]] = [{}]
    for h, listed in enumerate(drawn.lists):
        free = [[None, *(s for s in listed if (h, s) not in drawn.refuses and s not in o.values())] for o in outcomes]
        outcomes = [o if s is None else {**o, h: s} for o, able in zip(outcomes, free, strict=True) for s in able]
    return [o for o in outcomes if not _blocked(drawn, o)]


def _blocked(drawn: Round, outcome: dict[int, int]) -> bool:
    has = {s: drawn.score[h, s] for h, s in outcome.items()}
    return any(
        (h, s) not in drawn.refuses
        and drawn.score[h, s] < has.get(s, np.inf)
        and (h not in outcome or listed.index(s) < listed.index(outcome[h]))
        for h, listed in enumerate(drawn.lists)
        for s in listed
    )


@NO_LIMIT
@given(rounds(), st.integers(0, 3))
def test_an_account_has_room_inside_the_round(drawn: Round, n: int) -> None:
    uitslagen = settle(drawn.reacties(), room_for(n))
    assert sum(uitslag.beslag.count("ruimte") for uitslag in uitslagen) <= n
    for h, s in winners(uitslagen).items():
        assert uitslagen[h].beslag == (("ruimte",) if (h, s) in drawn.marked else ())


@NO_LIMIT
@given(rounds(), st.integers(0, 3))
def test_every_offer_is_counted_once(drawn: Round, n: int) -> None:
    for h, uitslag in enumerate(settle(drawn.reacties(), room_for(n))):
        let = uitslag.zoekende >= 0
        offers = uitslag.weigeringen + uitslag.ingetrokken + len(uitslag.zonder_ruimte) + let
        assert uitslag.reacties == len(drawn.lists[h])
        assert offers == (uitslag.plaats if let else uitslag.reacties)
        assert uitslag.weigeringen <= sum((h, s) in drawn.refuses for s in drawn.lists[h])


def test_who_is_on_top_of_two_lists_takes_the_one_it_prefers_and_the_other_goes_on() -> None:
    drawn = Round([[7, 1], [7, 2]], {(0, 7): 2.0, (1, 7): 1.0, (0, 1): 5.0, (1, 2): 6.0}, set(), set())
    one, two = settle(drawn.reacties(), always())
    assert (one.zoekende, one.plaats, one.ingetrokken) == (1, 2, 1)
    assert (two.zoekende, two.plaats, two.ingetrokken) == (7, 1, 0)


def test_who_has_no_room_is_not_asked_and_cannot_refuse() -> None:
    drawn = Round([[7, 1]], {(0, 7): 1.0, (0, 1): 1.0}, {(0, 7)}, {(0, 7)})
    (one,) = settle(drawn.reacties(), room_for(0))
    assert (one.zoekende, one.plaats, one.weigeringen, one.ingetrokken, one.zonder_ruimte) == (1, 2, 0, 0, {7: [FULL]})


def test_who_takes_the_woning_it_prefers_gives_its_room_back() -> None:
    """One room, on top of two lists: the woning it holds is no obstacle to the one it prefers."""
    drawn = Round([[7, 1], [7, 2]], {(0, 7): 2.0, (1, 7): 1.0, (0, 1): 5.0, (1, 2): 6.0}, set(), {(0, 7), (1, 7)})
    one, two = settle(drawn.reacties(), room_for(1))
    assert (one.zoekende, two.zoekende) == (1, 7)


# ---- who reacts


@dataclass
class Gelabeld:
    """Odd kamers for odd persons only."""

    @hookimpl
    def selectie(self, woningzoekende: Rijen, woning: Rijen) -> Any:
        return (woningzoekende.personen % 2) == (woning.kamers % 2)

    @hookimpl
    def sortering(self, woningzoekende: Rijen) -> Any:
        return woningzoekende.inschrijfdatum

    @hookimpl
    def beslag(self, woningzoekende: Rijen, woning: Rijen) -> Any:
        return woningzoekende.personen == 3


def seekers(n: int) -> Rijen:
    h = Huishoudens()
    rows = h.append(
        n, sleutel=np.arange(n) + 1000, inschrijfdatum=np.arange(n) // 4, personen=np.arange(n) % 4 + 1, kern=0
    )
    return Woningzoekenden(h, rows, 0)


def homes(n: int, **columns: Any) -> Rijen:
    names = ("corporatie", "kern", "woningtype", "kamers", "rekenhuur_eur", "toegankelijkheid", "leeftijdslabel")
    w = Woningen(
        np.arange(n).astype(np.uint64), **{**dict.fromkeys(names, np.ones(n)), "kamers": np.arange(n) + 1} | columns
    )
    return AangebodenWoningen(w, np.arange(n), np.zeros(n, dtype=np.int64))


def a_round(
    zoekenden: Rijen,
    woningen: Rijen,
    *regels: Any,
    maximum: int = 100,
    seed: int = 1,
    kans: float = 1.0,
    weights: dict[str, float] | None = None,
    keuze: str = "per_paar",
    whole: bool = True,
) -> Reacties:
    draws = Draws(seed, 0)
    beleid = Beleid([(f"r{i}", r) for i, r in enumerate(regels)], draws, Kalender(date(2021, 1, 1), 1), Wetgeving(0.0))
    gewichten = Voorkeurgewichten(**{"eigen_kern": 1.0, "passende_kamers": 1.0, **(weights or {})})
    reacties = react(
        zoekenden,
        woningen,
        0,
        beleid=beleid,
        draws=draws,
        maximum=maximum,
        gewichten=gewichten,
        acceptatiekans=Acceptatiekansen(kans, kans, kans),
        keuze=keuze,
    )
    if whole:
        reacties.look()
    return reacties


def lists(reacties: Reacties) -> list[list[int]]:
    return [part.tolist() for part in np.split(reacties.zoekende, reacties.begin[1:-1])]


def test_only_what_every_policy_allows_is_reacted_to() -> None:
    told = lists(a_round(seekers(8), homes(4), Gelabeld()))
    assert [sorted(listed) for listed in told] == [[0, 2, 4, 6], [1, 3, 5, 7], [0, 2, 4, 6], [1, 3, 5, 7]]


@pytest.mark.parametrize("maximum", [1, 2, 3, 4])
def test_at_most_k_reactions_each(maximum: int) -> None:
    told = lists(a_round(seekers(40), homes(4), maximum=maximum))
    assert Counter(s for listed in told for s in listed) == dict.fromkeys(range(40), maximum)


def test_lists_are_sorted_by_the_policies_and_then_by_lot() -> None:
    zoekenden = seekers(40)
    order = {
        tuple(listed) for seed in range(3) for listed in lists(a_round(zoekenden, homes(4), Gelabeld(), seed=seed))
    }
    for listed in order:
        registered = [s // 4 for s in listed]
        assert registered == sorted(registered)
    assert len(order) > 4


def test_an_account_is_asked_for_those_whom_the_policy_marks() -> None:
    zoekenden = seekers(8)
    reacties = a_round(zoekenden, homes(2), Gelabeld())
    [(naam, marks)] = reacties.beslag
    assert naam == "r0"
    assert marks.tolist() == [s % 4 + 1 == 3 for s in reacties.zoekende.tolist()]


def test_the_rows_of_the_round_may_stand_in_any_order() -> None:
    """The same seekers and woningen in another order: the same lists, by the numbers of the rows."""
    zoekenden, woningen = seekers(12), homes(5)
    one = lists(a_round(zoekenden, woningen, maximum=2))
    turned = np.arange(12)[::-1].copy()
    other = lists(a_round(zoekenden.take(turned), woningen, maximum=2))
    assert [[int(turned[s]) for s in listed] for listed in other] == one
    flipped = np.arange(5)[::-1].copy()
    assert lists(a_round(zoekenden, woningen.take(flipped), maximum=2))[::-1] == one


def test_one_seeker_more_leaves_the_reactions_of_the_others() -> None:
    one = lists(a_round(seekers(20), homes(5), maximum=2))
    two = lists(a_round(seekers(21), homes(5), maximum=2))
    assert [[s for s in listed if s < 20] for listed in two] == one


def _alike(n: int) -> Rijen:
    h = Huishoudens()
    rows = h.append(n, sleutel=np.arange(n), inschrijfdatum=0, personen=2, kern=0)
    return Woningzoekenden(h, rows, 0)


@pytest.mark.parametrize(("weight", "expected"), [(1.0, 1 / 2), (3.0, 3 / 4), (0.5, 1 / 3)])
@pytest.mark.parametrize("what", ["eigen_kern", "passende_kamers"])
def test_weights_are_odds(what: str, weight: float, expected: float) -> None:
    """Woning 0 stands in the own kern and has as many rooms as persons plus one; four standard errors."""
    told = lists(a_round(_alike(4000), homes(2, kamers=[3, 4], kern=[0, 1]), maximum=1, weights={what: weight}))
    assert len(told[0]) / 4000 == pytest.approx(expected, abs=4 * 0.5 / 4000**0.5)


def test_a_weight_of_nought_is_no_reaction() -> None:
    told = lists(a_round(_alike(50), homes(2, kamers=[3, 4], kern=[0, 1]), weights={"eigen_kern": 0.0}))
    assert [len(listed) for listed in told] == [0, 50]


def test_nobody_and_nothing() -> None:
    empty = np.empty(0, dtype=np.int64)
    assert lists(a_round(seekers(3).take(empty), homes(2), Gelabeld())) == [[], []]
    assert winners(settle(a_round(seekers(3).take(empty), homes(2)), always())) == {}


@pytest.mark.parametrize(("kans", "expected"), [(0.0, 0), (1.0, 40)])
def test_a_chance_of_nought_or_one_is_certain(kans: float, expected: int) -> None:
    assert int(a_round(seekers(40), homes(1), kans=kans).accepteert.sum()) == expected


# ---- lists that are known in part, and lists that are shared


@pytest.mark.parametrize("keuze", ["per_paar", "per_reactie"])
@pytest.mark.parametrize(("n", "kans"), [(1, 0.02), (1, 0.3), (4, 0.02), (4, 0.1), (4, 0.0)])
def test_a_list_of_which_not_all_is_known_ends_as_one_of_which_all_is(keuze: str, n: int, kans: float) -> None:
    for seed in range(5):
        ends = []
        for whole in (True, False):
            reacties = a_round(seekers(400), homes(n), Gelabeld(), keuze=keuze, kans=kans, seed=seed, whole=whole)
            assert whole or kans < 0.1 or (reacties.bekend < np.diff(reacties.begin)).any()
            room = room_for(1)
            uitslagen = settle(reacties, room)
            refused = [uitslag.geweigerd_door(reacties) for uitslag in uitslagen]
            assert [len(who) for who in refused] == [uitslag.weigeringen for uitslag in uitslagen]
            ends.append((list(uitslagen), refused))
        assert ends[0] == ends[1]


def test_a_list_is_judged_no_further_than_it_is_needed() -> None:
    reacties = a_round(seekers(400), homes(1), kans=0.5, whole=False)
    settle(reacties, always())
    assert reacties.bekend.max() < 20


def test_only_a_list_that_runs_out_is_looked_at_further() -> None:
    reacties = a_round(seekers(4000), homes(40), maximum=4, kans=0.25, keuze="per_reactie", whole=False)
    first = Acceptatiekansen(0.25, 0.25, 0.25).expected(1)
    assert (reacties.bekend == first).all()
    settle(reacties, always())
    further = reacties.bekend > first
    assert 0 < further.sum() < 20
    known = np.arange(len(reacties.zoekende)) < np.repeat(reacties.begin[:-1] + reacties.bekend, reacties.aantallen)
    before = [column[known].copy() for column in (reacties.zoekende, reacties.score, reacties.accepteert)]
    reacties.look()
    for was, column in zip(before, (reacties.zoekende, reacties.score, reacties.accepteert), strict=True):
        assert (was == column[known]).all()


@pytest.mark.parametrize("aantal", [1, 3, 30])
def test_equal_woningen_share_a_list(aantal: int) -> None:
    """Woning 0 alone, and an advert of several beside it: its first acceptors get these, in the order of its list."""
    zoekenden, kans = seekers(200), 0.3
    draws = Draws(1, 0)
    beleid = Beleid([("r", Gelabeld())], draws, Kalender(date(2021, 1, 1), 1), Wetgeving(0.0))
    lijst = np.array([0] + [1] * aantal)
    reacties = react(
        zoekenden,
        homes(2, kamers=[1, 2]),
        0,
        beleid=beleid,
        draws=draws,
        maximum=1,
        gewichten=Voorkeurgewichten(),
        acceptatiekans=Acceptatiekansen(kans, kans, kans),
        lijst=lijst,
    )
    uitslagen = list(settle(reacties, always()))
    reacties.look()
    rows = reacties.of_woning(1)
    willing = reacties.zoekende[rows][reacties.accepteert[rows]].tolist()
    assert [uitslag.zoekende for uitslag in uitslagen[1:]] == (willing + [-1] * aantal)[:aantal]
    offered = [pair for uitslag in uitslagen[1:] for pair in uitslag.aangeboden]
    assert offered[0][0] == rows.start
    assert [end for _, end in offered[:-1]] == [begin for begin, _ in offered[1:]]
    last = max((uitslag.plaats for uitslag in uitslagen[1:]), default=0)
    if len(willing) >= aantal:
        assert sum(uitslag.weigeringen for uitslag in uitslagen[1:]) == last - aantal


@NO_LIMIT
@given(rounds(), st.integers(1, 8))
def test_one_list_is_settled_at_once_as_it_is_offer_by_offer(drawn: Round, aantal: int) -> None:
    ends = []
    for at_once in (True, False):
        reacties = Round(drawn.lists[:1], drawn.score, drawn.refuses, set()).reacties()
        reacties.lijst, reacties.beslag = np.zeros(aantal, dtype=np.int64), []
        uitslagen = settle(reacties, always()) if at_once else _Afwikkeling(reacties, always()).run()
        ends.append((list(uitslagen), uitslagen.beslissers.tolist()))
    assert ends[0] == ends[1]


@NO_LIMIT
@given(rounds(), st.integers(1, 3))
def test_a_shared_list_passes_nobody_over(drawn: Round, aantal: int) -> None:
    """Each list for so many woningen: who would rather have one of them is behind all who have one."""
    reacties = drawn.reacties()
    reacties.lijst = np.repeat(np.arange(len(drawn.lists)), aantal)
    uitslagen = settle(reacties, always())
    has = {u.zoekende: (h // aantal) for h, u in enumerate(uitslagen) if u.zoekende >= 0}
    assert len(has) == sum(u.zoekende >= 0 for u in uitslagen)
    for number, listed in enumerate(drawn.lists):
        places = [listed.index(s) for s, advert in has.items() if advert == number]
        for s in listed:
            if (number, s) in drawn.refuses or has.get(s) == number:
                continue
            if s not in has or drawn.score[number, s] < drawn.score[has[s], s]:
                assert len(places) == aantal
                assert max(places) < listed.index(s)

"""The grootboek: what each account is owed, worked out by hand for every kind of terms."""

from __future__ import annotations

from collections import Counter
from typing import Any, cast

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from woonsim.begrippen import Gepasseerd, Post
from woonsim.draw import Draws
from woonsim.errors import PluginError
from woonsim.grootboek import Grootboek
from woonsim.record import Recorder
from woonsim.rekening import Rekening

EXPECTED_PER_YEAR = 10


class Book:
    """A grootboek with one account "quotum", and what was posted since last asked."""

    def __init__(self, expected: float = EXPECTED_PER_YEAR, **terms: Any) -> None:
        self._recorder = Recorder()
        self.boek = Grootboek({"quotum": (Rekening(**{"geldt_voor": "claims", **terms}), expected)}, self._recorder)
        [self.stand] = self.boek.standen
        self._told = 0
        self.t = 0

    def freed(self, n: int) -> list[int]:
        """Room after each of `n` woningen that fall free, when nobody claims."""
        rooms = []
        for _ in range(n):
            self.t += 1
            self.boek.count_vrijkomst(self.t, self.t)
            assert self.stand.holds()
            rooms.append(self.stand.saldo)
        return rooms

    def turn_of_the_year(self, jaar: int) -> None:
        self.boek.close_year(self.t, last=False)
        self.boek.open_year(self.t, jaar)
        assert self.stand.holds()

    def posted(self) -> list[tuple[str, int]]:
        """(kind, how many) of every posting since the last time."""
        table = self._recorder.tables()["grootboek"]
        rows = [(Post(p).name, n) for p, n in zip(table["post"].tolist(), table["aantal"].tolist(), strict=True)]
        new, self._told = rows[self._told :], len(rows)
        return new


ROUNDED = {
    # 30% of 1, 2, 3, ... woningen is 0.3 0.6 0.9 1.2 1.5 1.8 2.1 2.4 2.7 3.0
    (0.3, "naar_boven"): [1, 1, 1, 2, 2, 2, 3, 3, 3, 3],
    (0.3, "naar_beneden"): [0, 0, 0, 1, 1, 1, 2, 2, 2, 3],
    (0.3, "naar_dichtstbij"): [0, 1, 1, 1, 2, 2, 2, 2, 3, 3],
    # 5% is 0.05 0.10 ... 0.50
    (0.05, "naar_boven"): [1] * 10,
    (0.05, "naar_beneden"): [0] * 10,
    (0.05, "naar_dichtstbij"): [0] * 9 + [1],
    # nothing and all
    (0.0, "naar_boven"): [0] * 10,
    (1.0, "naar_beneden"): list(range(1, 11)),
    # 0.1 * 3 is 0.30000000000000004: what is whole by hand is whole here
    (0.1, "naar_boven"): [1] * 10,
    (0.7, "naar_boven"): [1, 2, 3, 3, 4, 5, 5, 6, 7, 7],
}


@pytest.mark.parametrize(("terms", "rooms"), ROUNDED.items(), ids=[f"{a}-{r}" for a, r in ROUNDED])
@pytest.mark.parametrize("restant", ["vervalt", "overgedragen"])
@pytest.mark.parametrize("periode", ["jaar", "looptijd"])
def test_what_accrues_in_the_first_year(terms: tuple[float, str], rooms: list[int], restant: str, periode: str) -> None:
    book = Book(aandeel=terms[0], afronding=terms[1], restant=restant, periode=periode)
    book.boek.open_year(0, 2021)
    assert book.freed(10) == rooms


# Ten woningen a year for two years at 25%, rounded up: 3 in the first year (2.5), 5 over both.
# (restant, periode) -> room just after the turn of the year, and after each woning of the second year
SECOND_YEAR = {
    ("vervalt", "jaar"): (0, [1, 1, 1, 1, 2, 2, 2, 2, 3, 3]),
    ("overgedragen", "jaar"): (3, [3, 3, 4, 4, 4, 4, 5, 5, 5, 5]),
    ("vervalt", "looptijd"): (3, [3, 3, 4, 4, 4, 4, 5, 5, 5, 5]),
    ("overgedragen", "looptijd"): (3, [3, 3, 4, 4, 4, 4, 5, 5, 5, 5]),
}


@pytest.mark.parametrize(("terms", "rooms"), SECOND_YEAR.items(), ids=["-".join(k) for k in SECOND_YEAR])
def test_what_the_turn_of_the_year_does(terms: tuple[str, str], rooms: tuple[int, list[int]]) -> None:
    book = Book(aandeel=0.25, afronding="naar_boven", restant=terms[0], periode=terms[1])
    book.boek.open_year(0, 2021)
    book.freed(10)
    book.posted()
    book.turn_of_the_year(2022)
    assert (book.stand.saldo, book.freed(10)) == rooms
    assert (("verval", 3) in book.posted()) == (terms == ("vervalt", "jaar"))


# 25% of the ten that are expected a year, rounded up, on 1 January: 3, whatever falls free. Carried over, the two
# halves that the first rounding gave are part of the second year's five.
PER_YEAR = {
    ("vervalt", "jaar"): [3, 3],
    ("overgedragen", "jaar"): [3, 5],
    ("vervalt", "looptijd"): [3, 3],
    ("overgedragen", "looptijd"): [3, 3],
}


@pytest.mark.parametrize(("terms", "rooms"), PER_YEAR.items(), ids=["-".join(k) for k in PER_YEAR])
def test_what_is_opened_at_once(terms: tuple[str, str], rooms: list[int]) -> None:
    book = Book(aandeel=0.25, afronding="naar_boven", opbouw="per_jaar", restant=terms[0], periode=terms[1])
    book.boek.open_year(0, 2021)
    told = [book.freed(10)]
    book.turn_of_the_year(2022)
    told.append(book.freed(10))
    assert told == [[room] * 10 for room in rooms]


@pytest.mark.parametrize(("afronding", "opened"), [("naar_boven", 3), ("naar_beneden", 2), ("naar_dichtstbij", 3)])
def test_what_is_opened_at_once_is_rounded(afronding: str, opened: int) -> None:
    book = Book(aandeel=0.25, opbouw="per_jaar", afronding=afronding)
    book.boek.open_year(0, 2021)
    assert book.posted() == [("recht", opened)]


@pytest.mark.parametrize(("restant", "lapsed"), [("vervalt", [("verval", 1)]), ("overgedragen", [])])
@pytest.mark.parametrize("periode", ["jaar", "looptijd"])
def test_the_end_of_the_run_ends_every_period(restant: str, lapsed: list[tuple[str, int]], periode: str) -> None:
    book = Book(aandeel=0.25, restant=restant, periode=periode)
    book.boek.open_year(0, 2021)
    book.freed(4)
    book.posted()
    book.boek.close_year(book.t, last=True)
    assert book.posted() == lapsed
    assert book.stand.holds()


def test_a_share_may_depend_on_the_calendar_year() -> None:
    book = Book(aandeel=lambda jaar: {2021: 0.5, 2022: 0.25}[jaar])
    book.boek.open_year(0, 2021)
    assert book.freed(4) == [0, 1, 1, 2]
    book.turn_of_the_year(2022)
    assert book.freed(4) == [0, 0, 0, 1]


# 50% in the first year and 25% in the second; 5 woningen fall free in each, rounded down.
# (periode, restant, opbouw) -> what the first and the second year are entitled to, and what lapses at the end of each
CHANGED = {
    ("jaar", "vervalt", "naar_rato"): ((2, 1), (2, 1)),  # 2.5, 1.25
    ("jaar", "overgedragen", "naar_rato"): ((2, 1), (0, 0)),  # 2.5, together 3.75: the half of the first year stays
    ("looptijd", "vervalt", "naar_rato"): ((2, 1), (0, 3)),
    ("looptijd", "overgedragen", "naar_rato"): ((2, 1), (0, 0)),
    ("jaar", "vervalt", "per_jaar"): ((5, 2), (5, 2)),  # of the ten that are expected a year
    ("jaar", "overgedragen", "per_jaar"): ((5, 2), (0, 0)),
    ("looptijd", "vervalt", "per_jaar"): ((5, 0), (0, 5)),  # opened at once, and that stays
    ("looptijd", "overgedragen", "per_jaar"): ((5, 0), (0, 0)),
}


@pytest.mark.parametrize("how", ["by calendar year", "revised"])
@pytest.mark.parametrize(("terms", "years"), CHANGED.items(), ids=["-".join(k) for k in CHANGED])
def test_another_share_holds_from_its_year_on(
    terms: tuple[str, str, str], years: tuple[tuple[int, int], tuple[int, int]], how: str
) -> None:
    shares = {2021: 0.5, 2022: 0.25}
    fixed: dict[str, Any] = dict(zip(("periode", "restant", "opbouw"), terms, strict=True))
    book = Book(aandeel=shares.__getitem__ if how == "by calendar year" else 0.5, **fixed)
    book.boek.open_year(0, 2021)
    told = []
    for jaar in shares:
        book.freed(5)
        book.boek.close_year(book.t, last=jaar == 2022)
        posted = book.posted()
        told.append(tuple(sum(n for post, n in posted if post == kind) for kind in ("recht", "verval")))
        if jaar == 2021:
            if how == "revised":
                book.boek.revise("quotum", {"quotum": Rekening(0.25, "claims", **fixed)})
            book.boek.open_year(book.t, 2022)
            assert book.stand.holds()
            opened = book.posted()
            book_opened = sum(n for post, n in opened if post == "recht")
        else:
            told[-1] = (told[-1][0] + book_opened, told[-1][1])
    assert told == list(zip(*years, strict=True))
    assert book.stand.holds()


def test_fractions_earned_at_one_share_are_kept_at_the_next() -> None:
    # 30% of 5 is 1.5, and 10% of 5 more makes 2
    book = Book(aandeel=0.3, restant="overgedragen")
    book.boek.open_year(0, 2021)
    assert book.freed(5) == [0, 0, 0, 1, 1]
    book.boek.revise("quotum", {"quotum": Rekening(0.1, "claims", restant="overgedragen")})
    book.turn_of_the_year(2022)
    assert book.freed(5) == [1, 1, 1, 1, 2]
    book.boek.revise("quotum", {"quotum": Rekening(0.0, "claims", restant="overgedragen")})
    book.turn_of_the_year(2023)
    assert book.freed(5) == [2] * 5


@pytest.mark.parametrize(
    "terms",
    [None, Rekening(0.5, "bemiddeling"), Rekening(0.5, "claims", periode="looptijd")],
    ids=["closed", "for others", "another term"],
)
def test_nothing_but_the_share_can_be_revised(terms: Rekening | None) -> None:
    book = Book(aandeel=0.5)
    with pytest.raises(PluginError, match=r"'quotum'.*aandeel"):
        book.boek.revise("quotum", {} if terms is None else {"quotum": terms})


def test_an_account_cannot_be_opened_later() -> None:
    book = Book(aandeel=0.5)
    with pytest.raises(PluginError, match="'een_ander'"):
        book.boek.revise("een_ander", {"een_ander": Rekening(0.5, "claims")})
    book.boek.revise("een_ander", {})


def test_the_basis_may_be_lettings() -> None:
    book = Book(aandeel=0.5, basis="toewijzingen")
    book.boek.open_year(0, 2021)
    assert book.freed(4) == [0] * 4
    for number in range(4):
        book.boek.count_toewijzing(9, number)
    assert book.stand.saldo == 2


def test_a_letting_goes_from_room_to_progress_to_delivered() -> None:
    book = Book(aandeel=1.0)
    book.boek.open_year(0, 2021)
    book.freed(2)
    mine = book.boek.accounts_for(2, 0, "quotum", bemiddeling=True)
    assert mine == [book.stand]
    assert book.boek.has_room(mine)
    book.boek.grant(3, mine, 1)
    book.boek.grant(3, mine, 2)
    assert not book.boek.has_room(mine)
    assert (book.stand.saldo, book.stand.lopend) == (0, 2)
    book.boek.deliver(4, mine, 1)
    book.boek.lapse(4, mine, 2)
    stand = book.stand
    assert (stand.recht, stand.geleverd, stand.vervallen, stand.lopend, stand.saldo) == (2, 1, 1, 0, 0)
    assert stand.holds()
    told = [("recht", 1), ("recht", 1), ("toekenning", 1), ("toekenning", 1), ("levering", 1), ("onbenut", 1)]
    assert book.posted() == told


def test_what_is_in_progress_at_the_turn_of_the_year_does_not_lapse() -> None:
    book = Book(aandeel=1.0)
    book.boek.open_year(0, 2021)
    book.freed(2)
    book.boek.grant(3, [book.stand], 1)
    book.turn_of_the_year(2022)
    assert (book.stand.lopend, book.stand.vervallen, book.stand.saldo) == (1, 1, 0)
    book.boek.deliver(9, [book.stand], 1)
    assert book.stand.geleverd == 1
    assert book.stand.holds()


def test_a_random_draw_is_owed_just_what_it_draws() -> None:
    book = Book(aandeel=0.05, opbouw="per_claim")
    book.boek.open_year(0, 2021)
    assert book.freed(100) == [0] * 100
    assert book.boek.has_room([book.stand], "quotum")
    assert not book.boek.has_room([book.stand], "een_ander")
    book.boek.grant(5, [book.stand], 7)
    assert book.posted() == [("recht", 1), ("toekenning", 1)]
    assert book.stand.holds()


def test_which_accounts_a_letting_consumes() -> None:
    claims, cap, daeb = Rekening(1.0, "claims"), Rekening(1.0, "bemiddeling"), Rekening(1.0, "beslag")
    terms = {"a": (claims, 0.0), "b": (claims, 0.0), "cap": (cap, 0.0), "daeb": (daeb, 0.0)}
    boek = Grootboek(terms, Recorder())

    def consumed(claimant: str | None, bemiddeling: bool, marked: list[str]) -> list[str]:
        return [stand.naam for stand in boek.accounts_for(0, 0, claimant, bemiddeling=bemiddeling, marked=marked)]

    assert consumed("a", True, []) == ["a", "cap"]
    assert consumed("regel_zonder_rekening", True, []) == ["cap"]
    assert consumed(None, False, ["daeb"]) == ["daeb"]
    assert consumed(None, False, []) == []
    assert consumed("b", True, ["daeb"]) == ["b", "cap", "daeb"]


def test_every_account_must_have_room() -> None:
    boek = Grootboek({"a": (Rekening(1.0, "claims"), 0), "cap": (Rekening(0.5, "bemiddeling"), 0)}, Recorder())
    boek.open_year(0, 2021)
    boek.count_vrijkomst(1, 1)
    accounts = boek.accounts_for(1, 0, "a", bemiddeling=True)
    assert [stand.saldo for stand in accounts] == [1, 0]
    assert not boek.has_room(accounts)
    boek.count_vrijkomst(2, 2)
    assert boek.has_room(accounts)
    assert boek.has_room([])


def test_room_may_not_be_created_by_hand() -> None:
    """`holds` is what the laws of the world rest on: it must see a wrong count."""
    book = Book(aandeel=1.0)
    book.boek.open_year(0, 2021)
    book.freed(1)
    book.stand.saldo += 1
    assert not book.stand.holds()
    book.stand.saldo, book.stand.recht = -1, -1
    assert not book.stand.holds()


# What an account is owed as a number: 4 a year, over two years of 100 minutes.
BY_NUMBER = {
    # (opbouw, restant) -> room at 0, 24, 25, 50, 99, 100 (the year has turned), 149, 200 (the run has ended)
    ("naar_rato", "vervalt"): [0, 0, 1, 2, 3, 0, 1, 0],
    ("naar_rato", "overgedragen"): [0, 0, 1, 2, 3, 4, 5, 8],
    ("per_jaar", "vervalt"): [4, 4, 4, 4, 4, 4, 4, 0],
    ("per_jaar", "overgedragen"): [4, 4, 4, 4, 4, 8, 8, 8],
}


def numbered(**terms: Any) -> Grootboek:
    accounts = {"quotum": (Rekening(None, "claims", **terms), 1000.0)}
    boek = Grootboek(accounts, Recorder(), draws=Draws(1, 0), grenzen=(0, 100, 200))
    boek.open_year(0, 2021)
    return boek


def room_at(boek: Grootboek, t: int) -> int:
    [stand] = boek.accounts_for(t, 0, "quotum")
    assert stand.holds()
    return stand.saldo


@pytest.mark.parametrize(("terms", "rooms"), BY_NUMBER.items(), ids=["-".join(k) for k in BY_NUMBER])
def test_a_number_accrues_with_time_or_opens_at_once(terms: tuple[str, str], rooms: list[int]) -> None:
    boek = numbered(aantal=4, opbouw=terms[0], restant=terms[1])
    told = [room_at(boek, t) for t in (0, 24, 25, 50, 99)]
    boek.close_year(100, last=False)
    boek.open_year(100, 2022)
    told += [room_at(boek, t) for t in (100, 149)]
    boek.close_year(200, last=True)
    assert [*told, boek.standen[0].saldo] == rooms


def test_a_number_for_the_looptijd_is_spread_over_all_of_it() -> None:
    boek = numbered(aantal=4, periode="looptijd")
    assert [room_at(boek, t) for t in (49, 50, 99)] == [0, 1, 1]
    boek.close_year(100, last=False)
    boek.open_year(100, 2022)
    assert [room_at(boek, t) for t in (100, 149, 150)] == [2, 2, 3]


def test_another_number_holds_from_its_year_on() -> None:
    boek = numbered(aantal=lambda jaar: {2021: 4, 2022: 10}[jaar], restant="overgedragen")
    assert room_at(boek, 99) == 3
    boek.close_year(100, last=False)
    boek.open_year(100, 2022)
    assert [room_at(boek, t) for t in (100, 110, 150)] == [4, 5, 9]


@pytest.mark.parametrize(
    "terms",
    [
        {"aandeel": 0.5, "aantal": 3},
        {"aandeel": None},
        {"aandeel": 0.5, "periode": 0},
        {"aandeel": 0.5, "periode": 10, "opbouw": "gelaagd"},
        {"aandeel": 0.5, "periode": 10, "lenen": 1},
        {"aandeel": 0.5, "periode": 10, "opbouw": "per_claim"},
        {"aandeel": 0.5, "periode": 10, "restant": "overgedragen"},
        {"aandeel": 0.5, "opbouw": "per_claim", "lenen": 1},
    ],
)
def test_terms_that_contradict_each_other_are_refused(terms: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"account|window"):
        Rekening(geldt_voor="claims", **terms)


def moving(**terms: Any) -> Book:
    """An account over a window of 10 minutes."""
    book = Book(**{"aandeel": 0.5, "periode": 10, **terms})
    book.boek.open_year(0, 2021)
    return book


def test_what_leaves_the_window_does_not_count_any_more() -> None:
    book = moving()
    # one a minute: half of 1, 2, ... and from the tenth on half of ten
    assert book.freed(14) == [0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 5, 5, 5]
    # nothing falls free any more: half of 9, 8, ... are left
    rooms = [book.boek.accounts_for(t, 0, "quotum")[0].saldo for t in range(14, 25)]
    assert rooms == [5, 4, 4, 3, 3, 2, 2, 1, 1, 0, 0]
    assert sum(n for post, n in book.posted() if post == "verval") == 5
    assert book.stand.holds()


def test_what_was_granted_comes_back_when_it_leaves_the_window() -> None:
    book = moving()
    book.freed(10)
    for number in range(5):
        book.boek.grant(10, [book.stand], number)
    assert book.stand.saldo == 0
    assert book.freed(9) == [0] * 9
    assert book.freed(1) == [5]
    assert (book.stand.recht, book.stand.lopend) == (10, 5)


def test_use_beyond_the_entitlement_of_the_window_is_made_up_for() -> None:
    book = moving()
    book.freed(10)
    for number in range(5):
        book.boek.grant(10, [book.stand], number)
    # at 15 the window has 5 woningen and 5 grants: half of 5 is less than what was used
    assert book.boek.accounts_for(15, 0, "quotum")[0].saldo == 0
    # at 20 it has no woning and no grant
    assert book.boek.accounts_for(20, 0, "quotum")[0].saldo == 0
    book.t = 20
    assert book.freed(2) == [0, 1]


def test_a_number_per_window() -> None:
    boek = numbered(aantal=2, opbouw="per_jaar", periode=10)
    [stand] = boek.standen
    boek.grant(3, [stand], 0)
    boek.grant(5, [stand], 1)
    assert [room_at(boek, t) for t in (5, 12, 13, 14, 15)] == [0, 0, 1, 1, 2]
    boek = numbered(aantal=2, periode=10)
    assert [room_at(boek, t) for t in (4, 5, 10, 50)] == [0, 1, 2, 2]


class Kernen:
    """Woningen 0 and 1 stand in kern 7, woning 2 in kern 9."""

    kern = np.array([7, 7, 9])


def test_an_account_per_kern_counts_and_gives_there_only() -> None:
    recorder = Recorder()
    terms: Any = ({"quotum": (Rekening(0.5, "claims", per="kern"), {7: 0.0})}, recorder)
    boek = Grootboek(*terms, woningen=cast("Any", Kernen))
    boek.open_year(0, 2021)
    for number, woning in enumerate([0, 1, 2]):
        boek.count_vrijkomst(1, number, woning)
    assert [(stand.deel, stand.saldo) for stand in boek.standen] == [(7, 1), (9, 0)]
    assert [boek.has_room(boek.accounts_for(1, woning, "quotum")) for woning in (0, 1, 2)] == [True, True, False]
    boek.grant(1, boek.accounts_for(1, 0, "quotum"), 0)
    assert not boek.has_room(boek.accounts_for(1, 1, "quotum"))
    boek.count_vrijkomst(1, 3, 2)
    assert recorder.tables()["grootboek"]["deel"].tolist() == [7, 7, 9]


def test_only_freed_daeb_woningen_count_in_that_basis() -> None:
    book = Book(aandeel=0.5, basis="daeb_woningen")
    book.boek.open_year(0, 2021)
    assert book.boek.keeps("daeb_woningen")
    assert not book.boek.keeps("toewijzingen")
    assert book.freed(4) == [0] * 4
    for number in range(4):
        book.boek.count_vrijkomst(9, number, daeb=True)
    assert book.stand.saldo == 2


def test_a_letting_that_a_policy_does_not_count_adds_nothing_to_its_basis() -> None:
    book = Book(aandeel=1.0, basis="toewijzingen")
    book.boek.open_year(0, 2021)
    book.boek.count_toewijzing(1, 0, 0, ["een_ander"])
    book.boek.count_toewijzing(1, 1, 0, ["quotum", "een_ander"])
    assert book.stand.saldo == 1


def test_all_accounts_of_a_policy_must_have_room() -> None:
    accounts = {f"p.{naam}": (Rekening(share, "claims", naam=naam), 0.0) for naam, share in (("a", 1.0), ("b", 0.5))}
    boek = Grootboek(accounts, Recorder())
    boek.open_year(0, 2021)
    rooms = []
    for number in range(2):
        boek.count_vrijkomst(1, number)
        rooms.append([s.naam for s in boek.without_room(boek.accounts_for(1, 0, "p"))])
    assert rooms == [["p.b"], []]
    assert boek.namen == ("p.a", "p.b")


def test_a_lack_of_room_is_written_down_once_per_account_and_vrijkomst() -> None:
    recorder = Recorder()
    boek = Grootboek({naam: (Rekening(0.5, "claims"), 0.0) for naam in ("a", "b")}, recorder)
    boek.open_year(0, 2021)
    a, b = boek.standen
    boek.note_lack(1, [a, b], 4, Gepasseerd.claim)
    boek.note_lack(2, [a], 4, Gepasseerd.reactie)
    boek.note_lack(3, [a], 5, Gepasseerd.kandidaat)
    rows = recorder.tables()["ruimtegebrek"]
    told = list(zip(*(rows[name].tolist() for name in ("moment", "rekening", "vrijkomst", "gepasseerd")), strict=True))
    assert told == [(1, 0, 4, Gepasseerd.claim), (1, 1, 4, Gepasseerd.claim), (3, 0, 5, Gepasseerd.kandidaat)]


def test_what_is_borrowed_is_paid_back_by_what_comes_next() -> None:
    book = Book(aandeel=0.3, opbouw="per_jaar", lenen=2)
    book.boek.open_year(0, 2021)
    for number in range(5):
        assert book.boek.has_room([book.stand])
        book.boek.grant(1, [book.stand], number)
        assert book.stand.holds()
    assert not book.boek.has_room([book.stand])
    assert (book.stand.recht, book.stand.schuld) == (5, 2)
    book.posted()
    book.turn_of_the_year(2022)
    assert book.posted() == [("recht", 3), ("aflossing", 2)]
    assert (book.stand.saldo, book.stand.schuld, book.stand.room) == (1, 0, 3)


def test_what_is_given_back_is_room_again() -> None:
    for terms in ({"aandeel": 1.0}, {"aandeel": 1.0, "periode": 10}):
        book = Book(**terms)
        book.boek.open_year(0, 2021)
        book.freed(1)
        book.boek.grant(1, [book.stand], 1)
        assert book.stand.saldo == 0
        book.boek.give_back(1, [book.stand], 1)
        assert book.stand.saldo == 1
        assert book.stand.holds()
        assert book.freed(1) == [2]


def test_a_kept_right_of_a_random_draw_is_used_only_by_who_asks_for_it() -> None:
    book = Book(aandeel=0.05, opbouw="per_claim")
    book.boek.open_year(0, 2021)
    mine = [book.stand]
    assert not book.boek.has_room(mine, "quotum", kept=True)
    book.boek.grant(1, mine, 1)
    book.boek.give_back(1, mine, 1)
    book.boek.grant(2, mine, 2)
    assert (book.stand.saldo, book.stand.recht) == (1, 2)
    assert book.boek.has_room(mine, "quotum", kept=True)
    book.boek.grant(3, mine, 3, kept=True)
    assert (book.stand.saldo, book.stand.recht) == (0, 2)


def layered(seed: int, n: int, **terms: Any) -> list[int]:
    """Which of `n` woningen, from 1, make the entitlement grow."""
    boek = Grootboek(
        {"quotum": (Rekening(geldt_voor="claims", opbouw="gelaagd", **terms), 0.0)}, Recorder(), draws=Draws(seed, 0)
    )
    boek.open_year(0, 2021)
    [stand] = boek.standen
    rights = [0]
    for number in range(n):
        boek.count_vrijkomst(number, number)
        rights.append(stand.recht)
    return (np.flatnonzero(np.diff(rights)) + 1).tolist()


def test_in_each_layer_one_woning_at_a_place_drawn_at_random() -> None:
    places = []
    for seed in range(60):
        drawn = layered(seed, 200, aandeel=0.05)
        assert [(number - 1) // 20 for number in drawn] == list(range(10))
        places += [(number - 1) % 20 for number in drawn]
    counts = np.bincount(places, minlength=20)
    # chi-square, 19 degrees of freedom: 1 in 10,000 above 50.8
    assert float(((counts - 30) ** 2 / 30).sum()) < 50.8
    assert layered(3, 200, aandeel=0.05) != layered(4, 200, aandeel=0.05)


@given(
    aandeel=st.floats(0.01, 1.0),
    afronding=st.sampled_from(["naar_boven", "naar_beneden", "naar_dichtstbij"]),
    opbouw=st.sampled_from(["naar_rato", "gelaagd"]),
    n=st.integers(1, 300),
)
def test_the_ledger_is_within_one_woning_of_the_exact_share_at_every_moment(
    aandeel: float, afronding: Any, opbouw: Any, n: int
) -> None:
    terms = Rekening(aandeel, "claims", afronding=afronding, opbouw=opbouw)
    boek = Grootboek({"quotum": (terms, 0.0)}, Recorder(), draws=Draws(1, 0))
    boek.open_year(0, 2021)
    [stand] = boek.standen
    for number in range(1, n + 1):
        boek.count_vrijkomst(number, number)
        assert abs(stand.recht - aandeel * number) <= 1 + 1e-9


_STEPS = st.lists(
    st.tuples(st.sampled_from(["vrij", "neem", "lever", "verval", "terug", "jaar"]), st.integers(0, 30)), max_size=80
)


@given(
    steps=_STEPS,
    aandeel=st.sampled_from([0.05, 0.5, 1.0]),
    aantal=st.sampled_from([None, 1, 7]),
    opbouw=st.sampled_from(["naar_rato", "per_jaar", "gelaagd"]),
    periode=st.sampled_from(["jaar", "looptijd", 1, 25, 90]),
    restant=st.sampled_from(["vervalt", "overgedragen"]),
    lenen=st.sampled_from([0, 2]),
)
def test_every_account_adds_up_whatever_happens(
    steps: list[tuple[str, int]], aandeel: float, aantal: Any, opbouw: Any, periode: Any, restant: Any, lenen: int
) -> None:
    """Decision 14, and what is posted tells the same story as where the account stands."""
    assume(isinstance(periode, str) or (opbouw != "gelaagd" and not lenen and restant == "vervalt"))
    share = aandeel if aantal is None else None
    terms = Rekening(share, "claims", periode=periode, opbouw=opbouw, restant=restant, aantal=aantal, lenen=lenen)
    recorder = Recorder()
    boek = Grootboek({"quotum": (terms, 10.0)}, recorder, draws=Draws(1, 0), grenzen=range(0, 3000, 100))
    boek.open_year(0, 2021)
    t, running = 0, []
    for number, (step, wait) in enumerate(steps, start=1):
        for grens in range(t - t % 100 + 100, t + wait + 1, 100):
            boek.close_year(grens, last=False)
            boek.open_year(grens, 2021 + grens // 100)
        t += wait
        accounts = boek.accounts_for(t, 0, "quotum")
        [stand] = accounts
        if step == "vrij":
            boek.count_vrijkomst(t, number)
        elif step == "neem" and boek.has_room(accounts):
            boek.grant(t, accounts, number)
            running.append(number)
        elif step == "terug" and running and running[-1] == number - 1 and not wait:
            boek.give_back(t, accounts, running.pop())
        elif step in ("lever", "verval") and running:
            (boek.deliver if step == "lever" else boek.lapse)(t, accounts, running.pop(0))
        assert boek.laws() == {"every account adds up": True}
    boek.close_year(t, last=True)
    [stand] = boek.standen
    assert stand_of(recorder) == (stand.recht, stand.geleverd, stand.vervallen, stand.lopend, stand.saldo)


def stand_of(recorder: Recorder) -> tuple[int, int, int, int, int]:
    """The account as its postings tell it."""
    rows = recorder.tables()["grootboek"]
    n = Counter[int]()
    for post, number in zip(rows["post"].tolist(), rows["aantal"].tolist(), strict=True):
        n[post] += number
    recht = n[Post.recht] + n[Post.lening] - n[Post.aflossing]
    lopend = n[Post.toekenning] - n[Post.levering] - n[Post.onbenut] - n[Post.teruggave]
    vervallen = n[Post.verval] + n[Post.onbenut]
    return recht, n[Post.levering], vervallen, lopend, recht - n[Post.levering] - vervallen - lopend

"""The grootboek: what each account is owed, worked out by hand for every kind of terms."""

from __future__ import annotations

from typing import Any

import pytest

from woonsim.begrippen import Post
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

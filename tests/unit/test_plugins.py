"""Policies at the door and at work: what they may not do is told with policy, hook and row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, make_dataclass
from datetime import date
from inspect import getsourcelines
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

import numpy as np
import pytest
from pydantic import Field

from tests.property.do_nothing import offered
from tests.validation.orakel import orakel, play
from woonsim.aangeboden_woningen import AangebodenWoningen
from woonsim.begrippen import Doelgroep
from woonsim.draw import Draws
from woonsim.errors import Exit, PluginError
from woonsim.gevoerd_beleid import Beleid
from woonsim.gewichten import gewogen_som, kolomwaarde
from woonsim.kalender import DAG, JAAR, Kalender
from woonsim.kolommen import Huishoudens, Woningen
from woonsim.plugin import Aandeel, Aantal, Claim, Duur, Groep, Rekening, hookimpl
from woonsim.plugins import check_class, installed, parameters_of, soort_of
from woonsim.rijen import Rijen
from woonsim.wetgeving import Wetgeving
from woonsim.woningzoekenden import Woningzoekenden

N = 3


def woningzoekenden() -> Rijen:
    h = Huishoudens()
    rows = h.append(N, sleutel=np.arange(N), inschrijfdatum=[30, 10, 20], personen=[1, 2, 3])
    return Woningzoekenden(h, rows, 0)


def woningen() -> Rijen:
    names = ("corporatie", "kern", "woningtype", "kamers", "rekenhuur_eur", "toegankelijkheid", "leeftijdslabel")
    w = Woningen(np.arange(N).astype(np.uint64), **{name: [1, 2, 3] for name in names})
    return AangebodenWoningen(w, np.arange(N), np.zeros(N, dtype=np.int64))


def active(*regels: tuple[str, object]) -> Beleid:
    return Beleid(list(regels), Draws(1, 0), Kalender(date(2021, 1, 1), 1), Wetgeving(0.03))


def told(ask: Callable[[], object]) -> str:
    with pytest.raises(PluginError) as caught:
        ask()
    assert caught.value.exit is Exit.plugin_failed
    return str(caught.value)


# ---- at the door


@dataclass
class Basis:
    @hookimpl
    def selectie(self, woning: Rijen) -> Any:
        return woning.kamers > 0


class GeenDataclass:
    pass


@dataclass
class OnbekendeHook:
    @hookimpl
    def sortring(self, woning: Rijen) -> Any:
        return woning.kamers


@dataclass
class OnbekendArgument:
    @hookimpl
    def selectie(self, huis: Rijen) -> Any:
        return huis.kamers > 0


@dataclass
class MetStandaard:
    @hookimpl
    def selectie(self, woning: Rijen, t: int = 0) -> Any:
        return woning.kamers > t


@dataclass
class Eerst:
    @hookimpl(tryfirst=True)
    def selectie(self, woning: Rijen) -> Any:
        return woning.kamers > 0


@dataclass
class Laatst:
    @hookimpl(trylast=True)
    def selectie(self, woning: Rijen) -> Any:
        return woning.kamers > 0


@dataclass
class Omhulsel:
    @hookimpl(wrapper=True)
    def selectie(self, woning: Rijen) -> Any:
        return (yield)


@dataclass
class Erfgenaam(Eerst):
    pass


@pytest.mark.parametrize(
    ("policy", "names"),
    [
        (GeenDataclass, ["geen_dataclass", "dataclass"]),
        (OnbekendeHook, ["onbekende_hook", "'sortring'", "'sortering'"]),
        (OnbekendArgument, ["onbekend_argument", "'selectie'", "'huis'", "woningzoekende"]),
        (MetStandaard, ["met_standaard", "'selectie'", "'t'", "standaard"]),
        (Eerst, ["eerst", "'selectie'", "volgorde"]),
        (Laatst, ["laatst", "'selectie'", "volgorde"]),
        (Omhulsel, ["omhulsel", "'selectie'", "volgorde"]),
        (Erfgenaam, ["erfgenaam", "'selectie'", "volgorde"]),
    ],
)
def test_a_class_that_cannot_be_a_policy_is_refused(policy: type, names: list[str]) -> None:
    message = told(lambda: check_class(policy))
    assert all(name in message for name in names), message


def test_what_is_installed_can_be_a_policy() -> None:
    for policy in installed().values():
        check_class(policy)
    assert {"quotum", "inschrijfduur", "vrije_beleidsruimte"} <= set(installed())


def test_the_soort_follows_from_the_class() -> None:
    assert [soort_of(policy) for policy in (Basis, GeenDataclass)] == ["basis", "geen_dataclass"]


# ---- at work


@dataclass
class Antwoord:
    """Answers every hook with what it was made with."""

    value: Any

    @hookimpl
    def selectie(self) -> Any:
        return self.value

    @hookimpl
    def beslag(self) -> Any:
        return self.value

    @hookimpl
    def sortering(self) -> Any:
        return self.value


@pytest.mark.parametrize("hook", ["selectie", "beslag", "sortering"])
@pytest.mark.parametrize(
    ("value", "names"),
    [
        (None, ["3 waarden", "NoneType"]),
        ([True, True, True], ["3 waarden", "list"]),
        (np.ones(2, dtype=bool), ["3 waarden", "(2,)"]),
        (np.ones((3, 1), dtype=bool), ["3 waarden", "(3, 1)"]),
        (np.bool_(True), ["3 waarden", "()"]),
        (np.array(["a", "b", "c"]), ["<U1"]),
        (np.array([None, None, None]), ["object"]),
    ],
)
def test_a_wrong_answer_is_told_with_policy_and_hook(hook: str, value: Any, names: list[str]) -> None:
    beleid = active(("mijn_regel", Antwoord(value)))
    message = told(lambda: getattr(beleid, hook)(woningzoekenden(), woningen(), 0))
    assert all(name in message for name in ["'mijn_regel'", f"'{hook}'", *names]), message


@pytest.mark.parametrize("hook", ["selectie", "beslag"])
def test_numbers_are_no_yes_or_no(hook: str) -> None:
    beleid = active(("mijn_regel", Antwoord(np.ones(N))))
    assert "float64" in told(lambda: getattr(beleid, hook)(woningzoekenden(), woningen(), 0))


def test_nan_is_told_with_its_first_row() -> None:
    beleid = active(("mijn_regel", Antwoord(np.array([1.0, np.nan, np.nan]))))
    message = told(lambda: beleid.sortering(woningzoekenden(), woningen(), 0))
    assert "'mijn_regel'" in message
    assert "'sortering'" in message
    assert "rij 1" in message


@dataclass
class Schrijft:
    @hookimpl
    def selectie(self, woningzoekende: Rijen, woning: Rijen) -> Any:
        woning.kamers[0] = 9
        return woning.kamers > 0


@dataclass
class VraagtIetsOnbekends:
    @hookimpl
    def selectie(self, woningzoekende: Rijen) -> Any:
        return woningzoekende.schoenmaat > 0


@dataclass
class Deelt:
    @hookimpl
    def selectie(self, woning: Rijen) -> Any:
        return 1 / (len(woning) - N)


@pytest.mark.parametrize(
    ("policy", "names"),
    [
        (
            Schrijft(),
            ["ValueError", "read-only", f"test_plugins.py:{getsourcelines(Schrijft.selectie)[1] + 2}", "kopie"],
        ),
        (VraagtIetsOnbekends(), ["AttributeError", "schoenmaat", "inschrijfdatum"]),
        (Deelt(), ["ZeroDivisionError", "test_plugins.py"]),
    ],
)
def test_what_a_policy_raises_is_told_with_its_place(policy: object, names: list[str]) -> None:
    message = told(lambda: active(("mijn_regel", policy)).selectie(woningzoekenden(), woningen(), 0))
    assert all(name in message for name in ["'mijn_regel'", "'selectie'", *names]), message


def test_every_column_is_read_only_and_as_long_as_the_rows() -> None:
    for rows, columns in ((woningzoekenden(), Woningzoekenden.columns()), (woningen(), AangebodenWoningen.columns())):
        part = rows.take(np.array([2, 0]))
        assert len(columns) > 8
        for name in columns:
            assert len(getattr(rows, name)) == N
            for column in (getattr(rows, name), getattr(part, name)):
                with pytest.raises(ValueError, match="read-only"):
                    column[0] = column[0]
            assert getattr(part, name).tolist() == [getattr(rows, name)[2], getattr(rows, name)[0]]


@dataclass
class Eist:
    """Claims and keeps an account with whatever it was made with."""

    claim: Any = None
    account: Any = None

    @hookimpl
    def kanaal(self) -> Any:
        return self.claim

    @hookimpl
    def rekening(self) -> Any:
        return self.account


ASKED = np.array([1, -1, 3])


@pytest.mark.parametrize(
    ("claim", "names"),
    [
        ("alles", ["Claims met 3 rijen"]),
        (5, ["Claims met 3 rijen"]),
        (ASKED, ["Claims met 3 rijen"]),
        (Claim(np.array([1])), ["Claims met 3 rijen"]),
        ([Claim(ASKED), Claim(np.array([1, 2]))], ["Claims met 3 rijen"]),
        (Claim(np.array([1, 7, 1])), ["rij 1", "7", "Doelgroep"]),
        (Claim(np.array([1, -1, -2])), ["rij 2", "-2"]),
        (Claim(np.array([np.nan, 1, 1])), ["rij 0", "nan"]),
        (Claim(np.array([1, 1.5, 1])), ["rij 1", "1.5"]),
    ],
)
def test_a_claim_that_is_none_is_told(claim: Any, names: list[str]) -> None:
    message = told(lambda: active(("mijn_regel", Eist(claim))).kanaal(woningen(), 0))
    assert all(name in message for name in ["'mijn_regel'", "'kanaal'", *names]), message


def test_claims_come_in_the_order_of_the_scenario() -> None:
    one, two = Claim(ASKED), Claim(ASKED, op_aanvraag=False)
    beleid = active(("b", Eist([one, two])), ("niets", Eist(None)), ("geen", Eist([])), ("a", Eist(two)))
    assert beleid.kanaal(woningen(), 0) == [("b", one), ("b", two), ("a", two)]
    assert one.doelgroep.tolist() == [Doelgroep.uitstroom, -1, Doelgroep.urgenten]


def test_an_account_that_is_none_is_told() -> None:
    message = told(lambda: active(("mijn_regel", Eist(account={"aandeel": 0.05}))).rekeningen())
    assert all(name in message for name in ("'mijn_regel'", "'rekening'", "dict")), message


def test_accounts_are_kept_by_name() -> None:
    account = Rekening(0.05, "claims")
    assert active(("b", Eist(account=account)), ("a", Eist())).rekeningen() == {"b": account}


def test_all_policies_must_allow() -> None:
    beleid = active(("a", Antwoord(np.array([True, True, False]))), ("b", Antwoord(np.array([False, True, True]))))
    assert beleid.selectie(woningzoekenden(), woningen(), 0).tolist() == [False, True, False]
    assert active().selectie(woningzoekenden(), woningen(), 0).tolist() == [True, True, True]


def test_sort_keys_come_in_the_order_of_the_scenario() -> None:
    first, second = np.array([2, 1, 1]), np.array([0.5, 0.5, 0.1])
    beleid = active(("z", Antwoord(first)), ("a", Antwoord(second)))
    assert [key.tolist() for key in beleid.sortering(woningzoekenden(), woningen(), 0)] == [
        first.tolist(),
        second.tolist(),
    ]


def test_two_entries_with_equal_parameters_are_two_policies() -> None:
    beleid = active(("een", Antwoord(np.ones(N, dtype=bool))), ("twee", Antwoord(np.ones(N, dtype=bool))))
    assert [naam for naam, _ in beleid.beslag(woningzoekenden(), woningen(), 0)] == ["een", "twee"]


@dataclass
class Loot:
    asked: ClassVar[list[Any]] = []

    @hookimpl
    def sortering(self, woningzoekende: Rijen, draw: Any, jaar: int, t: int) -> Any:
        self.asked.append((jaar, t))
        return draw("lot", woningzoekende.sleutel)


def test_each_policy_draws_under_its_own_name() -> None:
    beleid = active(("een", Loot()), ("twee", Loot()))
    one, two = beleid.sortering(woningzoekenden(), woningen(), 525_600)
    again = active(("twee", Loot())).sortering(woningzoekenden(), woningen(), 0)[0]
    assert one.tolist() != two.tolist()
    assert two.tolist() == again.tolist()
    assert Loot.asked[0] == (2022, 525_600)


@dataclass
class Boekhouder:
    """Keeps several accounts, and counts only some lettings."""

    namen: list[str] = field(default_factory=lambda: ["een", "twee"])

    @hookimpl
    def rekening(self) -> Any:
        return [Rekening(0.5, "beslag", basis="toewijzingen", naam=naam) for naam in self.namen]

    @hookimpl
    def grondslag(self, woningzoekende: Any, woning: Any) -> Any:
        return (woningzoekende.leeftijd >= 55) & (woning.kamers < 9)


def test_a_policy_may_keep_several_accounts_each_with_a_name() -> None:
    assert list(active(("b", Boekhouder()), ("a", Boekhouder(["", "x"]))).rekeningen()) == [
        "b.een",
        "b.twee",
        "a",
        "a.x",
    ]
    assert list(active(("b", Boekhouder()), ("a", Boekhouder())).rekeningen("a")) == ["a.een", "a.twee"]
    message = told(lambda: active(("b", Boekhouder(["x", "x"]))).rekeningen())
    assert "'b'" in message
    assert "'b.x'" in message


def test_an_account_may_count_only_some_lettings(tmp_path: Path) -> None:
    with offered(Boekhouder):
        results = play(orakel(tmp_path, jaren=2, vrij=40, regulier=40, beleid=["boekhouder"]), n=1, seed=3)
    boek = results.grootboek_per_jaar()
    let = results.table("toewijzing")
    for rekening in ("boekhouder.een", "boekhouder.twee"):
        mine = boek[boek["rekening"] == rekening].set_index("jaar")["recht"]
        assert mine.to_dict() == {jaar: (rows["leeftijd"] >= 55).sum() // 2 for jaar, rows in let.groupby("jaar")}
    assert (let["leeftijd"] < 55).any()


@pytest.mark.parametrize(
    ("kind", "default", "fault"),
    [
        (Aandeel, 1.5, "1.5"),
        (Aantal, 2.5, "2.5"),
        (Duur, -1, "-1 minuut"),
        (Duur | None, 201 * JAAR, "minuut"),
        (Annotated[Duur, Field(ge=DAG)], 5, "5"),
        (Literal["een", "twee"], "drie", "drie"),
        (list[Aandeel], [0.5, 2.0], "2.0"),
        (Aandeel, 1.0, ""),
        (Duur, JAAR, ""),
        (Duur | None, None, ""),
        (list[Groep], ["jeugd"], ""),
        (Doelgroep, Doelgroep.jeugd, ""),
    ],
)
def test_a_default_that_no_scenario_could_write_is_refused(kind: Any, default: Any, fault: str) -> None:
    policy = make_dataclass("Proef", [("maat", kind, field(default_factory=lambda: default))], bases=(Basis,))
    if fault:
        message = told(lambda: parameters_of(policy))
        assert all(name in message for name in ("'proef'", "'maat", fault)), message
    else:
        made: Any = parameters_of(policy).validate_python({})
        assert made.maat == default


def test_a_term_has_a_value_for_each_seeker_beside_one_woning() -> None:
    one = woningen().take(np.array([0]))
    assert kolomwaarde("woning.kamers", woningzoekenden(), one).tolist() == [float(one.kamers[0])] * N
    assert len(gewogen_som({"woning.kamers": 1.0, "leeftijd": 1.0}, woningzoekenden(), one)) == N

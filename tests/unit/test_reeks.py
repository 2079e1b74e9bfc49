"""What a sweep is asked for: series of values and outcomes, and how a mistake in them is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from woonsim.errors import UsageError
from woonsim.indicatoren import INDICATOREN, TOTAAL
from woonsim.load import load_scenario
from woonsim.reeks import MOST_POINTS, USUAL, Uitkomst, changes, folder_name, points, read_reeksen, read_uitkomsten

SCENARIO = load_scenario(Path(__file__).parents[2] / "scenarios" / "midden-drenthe.yaml")


@pytest.fixture(autouse=True)
def _dutch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WOONSIM_TAAL", raising=False)


@pytest.mark.parametrize(
    ("text", "waarden"),
    [
        ("a.b=1,2,3", ("1", "2", "3")),
        ("a.b=2%", ("2%",)),
        ("a.b=[[],[55,45,0]]", ("[[],[55,45,0]]",)),
        ("a.b=[], [55,45,0]", ("[]", "[55,45,0]")),
        ("a.b={x: 1, y: 2},uit", ("{x: 1, y: 2}", "uit")),
        ("a.b=\"p, q\",'r,s'", ('"p, q"', "'r,s'")),
        ("a.norm=>= 5%,>= 6%", (">= 5%", ">= 6%")),
    ],
)
def test_values_are_split_at_commas_outside_brackets_and_quotes(text: str, waarden: tuple[str, ...]) -> None:
    (reeks,) = read_reeksen([text])
    assert reeks.waarden == waarden


def test_every_combination_is_played_the_last_series_fastest() -> None:
    reeksen = read_reeksen(["a.x=1,2", "b.y=p,q"])
    assert points(reeksen) == [("1", "p"), ("1", "q"), ("2", "p"), ("2", "q")]
    assert [str(change) for change in changes(reeksen, ("2", "p"))] == ["--over a.x=2", "--over b.y=p"]


def test_a_sweep_of_something_else_gets_a_folder_of_its_own() -> None:
    names = [folder_name(read_reeksen(texts)) for texts in (["a.x=1,2"], ["b.y=1,2"], ["a.x=1,2", "b.y=p,q"])]
    assert names == ["a.x", "b.y", "a.x-b.y"]
    assert folder_name(read_reeksen(["../kernen/Één[3].aantal=1,2"])) == ".._kernen_n_3_.aantal"
    assert len(folder_name(read_reeksen([f"{'x' * 300}=1,2"]))) == 100


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        ([], "noem met --over"),
        (["a.b"], "schrijf PAD=WAARDE,WAARDE"),
        (["=1,2"], "schrijf PAD=WAARDE,WAARDE"),
        (["a.b="], "schrijf PAD=WAARDE,WAARDE"),
        (["a.b=1,,2"], "schrijf PAD=WAARDE,WAARDE"),
        (["a.b=0..2"], "0..2 is een bereik: voeg --latin GETAL toe"),
        (["a.b=1,2,1"], "de waarde 1 staat er tweemaal"),
        (["a.b=1", "a.b=2"], "a.b staat er tweemaal"),
        ([f"a.b={','.join(map(str, range(MOST_POINTS + 1)))}"], f"{MOST_POINTS + 1} combinaties"),
    ],
)
def test_a_series_that_is_none_is_refused(texts: list[str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        read_reeksen(texts)


def test_as_many_combinations_as_allowed_are() -> None:
    assert len(points(read_reeksen([f"a.b={','.join(map(str, range(MOST_POINTS)))}"]))) == MOST_POINTS


def test_outcomes_by_name_and_group() -> None:
    asked = read_uitkomsten(
        ["leegstand", "wachttijd_p90:uitstroom", "wachttijd_p90:doelgroep=uitstroom", "leegstand:totaal"], SCENARIO
    )
    assert asked == (Uitkomst("leegstand"), Uitkomst("wachttijd_p90", "doelgroep=uitstroom"))
    assert [str(each) for each in asked] == ["leegstand", "wachttijd_p90:doelgroep=uitstroom"]


def test_the_usual_outcomes_exist() -> None:
    assert read_uitkomsten([], SCENARIO) == USUAL
    for uitkomst in USUAL:
        assert uitkomst.indicator in INDICATOREN
        if uitkomst.groep != TOTAAL:
            assert uitkomst.groep.partition("=")[0] in INDICATOREN[uitkomst.indicator].dimensies


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("leegstant", "leegstant is geen indicator; bedoelt u 'leegstand'?"),
        ("wachttijd_p90:iedereen", "heeft geen groep iedereen; bekend: "),
        ("leegstand:doelgroep=niemand", "heeft geen groep doelgroep=niemand"),
    ],
)
def test_an_outcome_that_is_none_is_refused(text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        read_uitkomsten([text], SCENARIO)

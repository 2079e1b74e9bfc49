"""The jaarcyclus: once a year, on figures that are a year old, and in no other way."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest

from tests.property.do_nothing import offered
from tests.validation.orakel import orakel, play, quotum
from woonsim.begrippen import Doelgroep
from woonsim.errors import PluginError
from woonsim.plugin import Aandeel, Duur, Rekening, Rijen, Verslag, Wetgeving, hookimpl
from woonsim.results import Results

TERMS = {"trekking": "op_aanvraag", "afronding": "naar_beneden"}


def adjusted(results: Results) -> list[tuple[int, str, str, float]]:
    """(year from which, policy, parameter, value) of every adjustment of the first replication."""
    rows = results.table("bijstelling")
    rows = rows[rows["replicatie"] == results.replicaties[0].nummer]
    assert (rows["moment"].dt.strftime("%m-%d") == "01-01").all()
    assert (rows["moment"].dt.year == rows["jaar"]).all()
    return [(r.jaar, r.regel, r.parameter, round(r.waarde, 9)) for r in rows.itertuples(index=False)]


def test_a_quota_that_nobody_asks_for_goes_down_to_its_minimum(tmp_path: Path) -> None:
    # 20% of 100 woningen a year lapses in 2021: known in 2022, so 15% from 2023 on
    step = {"bijstelling_stap": "5%", "bijstelling_minimum": "8%"}
    scenario = orakel(tmp_path, jaren=6, vrij=100, speciaal=0, beleid=[quotum("een", "20%", **TERMS, **step)])
    results = play(scenario, n=1, seed=1)
    assert adjusted(results) == [(2023, "een", "een.aandeel", 0.15), (2024, "een", "een.aandeel", 0.1),
                                 (2025, "een", "een.aandeel", 0.08)]  # fmt: skip
    freed = results.table("vrijkomst").groupby("jaar").size()
    boek = results.grootboek_per_jaar().set_index("jaar")
    shares = {2021: 0.2, 2022: 0.2, 2023: 0.15, 2024: 0.1, 2025: 0.08, 2026: 0.08}
    assert boek["recht"].to_dict() == {jaar: int(share * freed[jaar] + 1e-9) for jaar, share in shares.items()}
    assert boek["klopt"].all()


def test_a_quota_that_leaves_people_waiting_goes_up_to_its_maximum(tmp_path: Path) -> None:
    step = {"bijstelling_stap": "5%", "bijstelling_maximum": "18%"}
    scenario = orakel(tmp_path, jaren=6, vrij=100, speciaal=90, beleid=[quotum("een", "5%", **TERMS, **step)])
    results = play(scenario, n=1, seed=2)
    assert [row[3] for row in adjusted(results)] == [0.1, 0.15, 0.18]
    let = results.table("toewijzing")
    assert ((let["kanaal"] == "bemiddeling").groupby(let["jaar"]).sum().diff()[2023:2025] > 0).all()


def test_answering_to_figures_of_two_years_ago_overshoots(tmp_path: Path) -> None:
    """L28: demand is steady, yet the share swings, because each answer is seen two years later."""
    step = {"bijstelling_stap": "4%", "bijstelling_maximum": "40%"}
    scenario = orakel(tmp_path, jaren=24, vrij=100, speciaal=12, beleid=[quotum("een", "4%", **TERMS, **step)])
    shares = [0.04, *(row[3] for row in adjusted(play(scenario, n=1, seed=3)))]
    ways = np.sign(np.diff(shares))
    assert max(shares) >= 0.2
    assert np.count_nonzero(np.diff(ways)) >= 3


def test_without_a_step_nothing_changes(tmp_path: Path) -> None:
    scenario = orakel(tmp_path, jaren=4, vrij=50, speciaal=30, beleid=[quotum("een", "5%", **TERMS)])
    assert adjusted(play(scenario, n=1, seed=4)) == []


@dataclass
class Luistert:
    """Keeps what it is told, and answers with what it was made with."""

    answer: dict[str, Any] = field(default_factory=dict)
    aandeel: Aandeel = 0.1
    wacht: Duur = 0
    woord: str = "een"
    told: ClassVar[list[tuple[int, Verslag]]] = []

    @hookimpl
    def rekening(self) -> Rekening:
        return Rekening(self.aandeel, "bemiddeling")

    @hookimpl
    def jaarcyclus(self, verslag: Verslag, jaar: int, wet: Wetgeving) -> Any:
        self.told.append((jaar, verslag))
        assert wet.daeb(jaar).inkomensgrens_1p_eur > 0
        return self.answer.get("all", self.answer)


def listening(tmp_path: Path, answer: str = "{}", jaren: int = 4) -> Results:
    Luistert.told.clear()
    rules = [quotum("een", "10%", **TERMS), f"luistert: {{answer: {answer}}}"]
    with offered(Luistert):
        return play(orakel(tmp_path, jaren=jaren, vrij=60, speciaal=10, beleid=rules), n=1, seed=5)


def test_the_report_is_of_the_year_before_last(tmp_path: Path) -> None:
    results = listening(tmp_path)
    assert [(jaar, verslag.jaar) for jaar, verslag in Luistert.told] == [(2023, 2021), (2024, 2022)]
    boek = results.grootboek_per_jaar().set_index(["rekening", "jaar"])
    freed, let = (results.table(table).groupby("jaar").size() for table in ("vrijkomst", "toewijzing"))
    kandidaat = results.table("kandidaat")
    for _, verslag in Luistert.told:
        assert (verslag.vrijgekomen, verslag.toewijzingen) == (freed[verslag.jaar], let[verslag.jaar])
        assert verslag.regel == "luistert"
        assert list(verslag.rekeningen) == ["een", "luistert"]
        for naam, year in verslag.rekeningen.items():
            expected = boek.loc[naam, verslag.jaar]
            assert vars(year) == {name: expected[name] for name in vars(year)}
        end = f"{verslag.jaar + 1}-01-01"
        waiting = (kandidaat["gereed"] < end) & ~(kandidaat["sleutels"] < end)
        assert verslag.wachtend[Doelgroep.statushouders] == waiting.sum()
        assert verslag.wachtend[Doelgroep.uitstroom] == 0


def test_there_is_no_question_before_a_year_has_been_reported_on(tmp_path: Path) -> None:
    listening(tmp_path, jaren=2)
    assert Luistert.told == []


def test_values_are_read_as_those_of_a_scenario(tmp_path: Path) -> None:
    results = listening(tmp_path, "{aandeel: 25%, wacht: 2 dagen}", jaren=3)
    assert adjusted(results) == [
        (2023, "luistert", "luistert.aandeel", 0.25),
        (2023, "luistert", "luistert.wacht", 2880),
    ]
    assert results.replicaties[0].namen["parameter"][-4:] == (
        "luistert.answer", "luistert.aandeel", "luistert.wacht", "luistert.woord",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("{aandeel: 101%}", ["parameter 'aandeel'", "1"]),
        ("{aandeel: veel}", ["parameter 'aandeel'", "veel"]),
        ("{andeel: 5%}", ["'andeel'", "'aandeel'"]),
        ("{woord: twee}", ["parameter 'woord'", "getal"]),
        ("{all: 5}", ["dict of None", "int"]),
    ],
)
def test_a_wrong_answer_is_told_with_policy_hook_and_parameter(tmp_path: Path, answer: str, told: list[str]) -> None:
    with pytest.raises(PluginError) as error:
        listening(tmp_path, answer)
    assert all(word in str(error.value) for word in ["'luistert'", "'jaarcyclus'", *told]), error.value


@dataclass
class Sjoemelt:
    """Raises its own share while it is asked something else."""

    aandeel: Aandeel = 0.0

    @hookimpl
    def rekening(self) -> Rekening:
        return Rekening(self.aandeel, "bemiddeling")

    @hookimpl
    def selectie(self, woning: Rijen) -> Any:
        self.aandeel = 1.0
        return woning.kamers > 0


def test_a_policy_that_changes_itself_is_refused(tmp_path: Path) -> None:
    with offered(Sjoemelt), pytest.raises(PluginError, match=r"'sjoemelt'.*'aandeel'.*jaarcyclus"):
        play(orakel(tmp_path, jaren=1, vrij=60, speciaal=10, beleid=[quotum("een", "10%", **TERMS), "sjoemelt"]), 1, 6)


@dataclass
class Herinnert:
    """Opens its account for others after a year."""

    streng: Aandeel = 1.0

    @hookimpl
    def rekening(self) -> Rekening:
        return Rekening(0.5, "bemiddeling", restant="vervalt" if self.streng else "overgedragen")

    @hookimpl
    def jaarcyclus(self) -> dict[str, float]:
        return {"streng": 0.0}


def test_of_an_account_only_the_share_may_change(tmp_path: Path) -> None:
    with offered(Herinnert), pytest.raises(PluginError, match=r"'herinnert'.*aandeel"):
        play(orakel(tmp_path, jaren=3, vrij=60, beleid=["herinnert"]), 1, 7)

"""Who waits for mediation, who is offered a woning first, what refusing costs, and when a right ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray

from tests.kandidaten import Data, scenario, sizes, stream
from tests.property.do_nothing import offered
from tests.property.played import play as play_checked
from woonsim import simulate
from woonsim.begrippen import Doelgroep
from woonsim.draw import Draws
from woonsim.errors import PluginError
from woonsim.indicatoren import samenvatting
from woonsim.kalender import DAG
from woonsim.load import load_scenario
from woonsim.plugin import Rijen, Werkwijze, hookimpl
from woonsim.proces.kanaal import Aanspraken, Kanalen
from woonsim.proces.voordracht import _Blok
from woonsim.proces.wachtrij import MAAND
from woonsim.results import Results
from woonsim.scenario.model import Scenario
from woonsim.simulation import Run, play
from woonsim.vrijkomsten import Vrijkomsten

MIDDEN_DRENTHE = Path(__file__).parents[2] / "scenarios" / "midden-drenthe.yaml"
SLOW: Data = {"doorlooptijd": "5 dagen"}
MEDIATE: list[Any] = [{"directe_bemiddeling": {"doelgroepen": ["urgenten"]}}]


def urgenten(
    folder: Path, desk: Data | None, *, homes: int, jaren: int = 1, accept: str = "100%", **terms: Any
) -> Scenario:
    """Urgenten, and a coordinatiepunt that works as `desk` says; `stock` replaces the woningen."""

    def change(data: Data) -> None:
        for key in ("stock", "steps", "rules"):
            if key in terms:
                _PLACES[key](data, terms.pop(key))
        usual = {"instroom": 50, "wachtend_bij_aanvang": 0}
        data["bijzondere_doelgroepen"] = {"urgenten": stream(**usual | terms)}
        data["beleid"] = [*MEDIATE, {"coordinatiepunt": desk}, *data["beleid"]]
        data["aanbod"]["acceptatiekans"]["bemiddeling"] = accept

    return scenario(folder, change, vrij=homes, jaren=jaren)


def _stock(data: Data, regels: list[Data]) -> None:
    data["woningvoorraad"] = [data["woningvoorraad"][0] | regel for regel in regels]
    data["kernen"] = [{"naam": kern, "kerncluster": "een"} for kern in sorted({r.get("kern", "Dorp") for r in regels})]


_PLACES = {
    "stock": _stock,
    "steps": lambda data, steps: data["aanbod"]["frictieleegstand"].update(steps),
    "rules": lambda data, rules: data.update(beleid=rules),
}


def kandidaten(results: Results) -> pd.DataFrame:
    return results.table("kandidaat").set_index("volgnummer")


def mediated(results: Results) -> pd.DataFrame:
    rows = results.table("toewijzing")
    return rows[rows["kanaal"] == "bemiddeling"]


def test_no_more_are_taken_in_than_the_month_has_room_for_in_order_of_reporting(tmp_path: Path) -> None:
    """A woning is at hand within hours, so that who is taken in has keys at once."""
    results = simulate(urgenten(tmp_path, {"intakes_per_maand": 2}, homes=4000, wachtend_bij_aanvang=7))
    told = kandidaten(results)
    assert told.loc[-7:-1, "sleutels"].max() < pd.Timestamp("2021-01-05"), "they were taken in before"
    since = told.loc[0:].dropna(subset="sleutels")
    minutes = (since["sleutels"] - pd.Timestamp("2021-01-01")).dt.total_seconds() / 60
    per_month = np.bincount((minutes // MAAND).astype(int))
    assert per_month.max() == 2
    assert per_month[1:11].tolist() == [2] * 10
    assert since["sleutels"].is_monotonic_increasing
    assert 20 <= len(since) <= 24


def test_without_a_limit_everybody_is_taken_in(tmp_path: Path) -> None:
    told = kandidaten(simulate(urgenten(tmp_path, {}, homes=4000)))
    assert (told["sleutels"] - told["gereed"]).max() < pd.Timedelta("3 days")


def test_a_queue_per_corporatie_offers_only_what_is_its_own(tmp_path: Path) -> None:
    stock = [{"corporatie": "Klein", "aantal": 100}, {"corporatie": "Groot", "aantal": 300}]
    reported: dict[int, int] = {}
    for wachtrij in ("gezamenlijk", "per_corporatie"):
        played = play_checked(urgenten(tmp_path, {"wachtrij": wachtrij}, homes=400, stock=stock, instroom=300))
        h = played.run.wereld.huishoudens
        rows = [(a, played.household[a.stroom, a.volgnummer]) for a in played.rows("toewijzing") if a.kanaal == 1]
        own = [a.corporatie == h.aanmelding_corporatie[row] for a, row in rows]
        assert len(own) > 100
        assert all(own) == (wachtrij == "per_corporatie")
        reported = dict(zip(*np.unique(h.aanmelding_corporatie, return_counts=True), strict=True))
    large = reported[0] / (reported[0] + reported[1])
    assert 0.65 < large < 0.85, "in proportion to the stock"


def test_who_is_bound_to_a_kern_stays_there(tmp_path: Path) -> None:
    stock = [{"kern": "Noord", "aantal": 150}, {"kern": "Zuid", "aantal": 150}]
    for share, stays in (("0%", False), ("100%", True)):
        played = play_checked(urgenten(tmp_path, {"gebonden_aan_kern": share}, homes=300, stock=stock, instroom=200))
        lettings = [a for a in played.rows("toewijzing") if a.kanaal == 1]
        home = Run(played.scenario, 1, 0).wereld.huishoudens
        kern = {(s, v): k for s, v, k in zip(home.stroom, home.volgnummer, home.kern, strict=True)}
        own = [a.kern == kern[a.stroom, a.volgnummer] for a in lettings]
        assert len(own) > 100
        assert all(own) == stays


def test_the_best_passend_comes_first(tmp_path: Path) -> None:
    """Many wait, alone or with four: a woning of two rooms goes to who is alone, one of five to four persons."""
    stock = [{"kamers": 2, "aantal": 20}, {"kamers": 5, "aantal": 20}]
    terms = {"homes": 40, "stock": stock, "huishoudgrootte": sizes(50, 0, 0, 50, 0), "wachtend_bij_aanvang": 200}
    by_order = {}
    for volgorde in ("langst_wachtend", "best_passend"):
        rows = mediated(simulate(urgenten(tmp_path, {"volgorde": volgorde}, **terms)))
        assert len(rows) > 15
        by_order[volgorde] = ((rows["kamers"] == 2) == (rows["personen"] == 1)).mean()
    assert by_order["best_passend"] == 1
    assert by_order["langst_wachtend"] < 0.8


def test_among_equals_the_longest_waiting_comes_first(tmp_path: Path) -> None:
    results = simulate(urgenten(tmp_path, {"volgorde": "best_passend"}, homes=20, wachtend_bij_aanvang=10))
    assert kandidaten(results)["sleutels"].dropna().is_monotonic_increasing
    assert mediated(results)["volgnummer"].tolist()[:5] == [-10, -9, -8, -7, -6]


def test_whose_place_lapses_leaves_after_so_many_refusals(tmp_path: Path) -> None:
    desk = {"maximum_weigeringen": 2, "na_weigering": "vervalt"}
    results = simulate(urgenten(tmp_path, desk, homes=2000, accept="0%"))
    told = kandidaten(results)
    gone = told[told["gereed"] < pd.Timestamp("2021-12-25")]
    assert gone["weigeringen"].tolist() == [2] * len(gone)
    assert (gone["afgevallen"] - gone["gereed"]).max() < pd.Timedelta("7 days")
    each = samenvatting(results).set_index(["indicator", "groep"])["mean"]
    assert each["afgevallen", "doelgroep=urgenten"].iloc[0] == told["afgevallen"].notna().sum()
    assert each["kandidaten", "doelgroep=urgenten"].iloc[0] == len(told)


def test_who_refuses_too_often_goes_to_the_back(tmp_path: Path) -> None:
    """One woning a month or so and half refuses: whoever refused is passed by those who came later."""
    terms = {"homes": 30, "jaren": 2, "accept": "50%", "wachtend_bij_aanvang": 20, "instroom": 0}
    kept = kandidaten(simulate(urgenten(tmp_path, {}, **terms)))
    moved = kandidaten(simulate(urgenten(tmp_path, {"maximum_weigeringen": 1}, **terms)))
    assert kept.loc[-20:-16, "sleutels"].max() < moved.loc[-20:-16, "sleutels"].max()
    refused = moved[moved["weigeringen"] > 0]["sleutels"]
    others = moved[moved["weigeringen"] == 0]["sleutels"]
    assert others.mean() < refused.fillna(pd.Timestamp("2023-01-01")).mean()


def test_refusing_one_woning_under_two_claims_is_one_refusal_and_costs_its_time(tmp_path: Path) -> None:
    """One candidate refuses everything: each woning is advertised so much later, and was refused once."""
    quotum = {"quotum": {"naam": "eerst", "doelgroep": "urgenten", "aandeel": "100%", "trekking": "op_aanvraag"}}
    terms = {"accept": "0%", "instroom": 0, "wachtend_bij_aanvang": 1, "rules": [quotum]}
    results = simulate(
        urgenten(tmp_path, {"doorlooptijd": "5 dagen"}, homes=20, steps={"beslistermijn": "2 dagen"}, **terms)
    )
    freed = results.table("vrijkomst").set_index("vrijkomst")
    assert kandidaten(results)["weigeringen"].tolist() == [len(freed)]
    let = results.table("toewijzing").set_index("vrijkomst")
    assert len(let) > 10
    publication = let["publicatiedatum"].fillna(let["acceptatiedatum"])
    later = publication - freed["opzegdatum"].reindex(let.index)
    assert set(later.dt.round("D")) == {pd.Timedelta("7 days")}


def test_each_refusal_and_the_desk_itself_take_time_before_an_acceptance(tmp_path: Path) -> None:
    terms = {"accept": "40%", "instroom": 0, "wachtend_bij_aanvang": 60}
    results = simulate(
        urgenten(tmp_path, {"doorlooptijd": "5 dagen"}, homes=40, steps={"beslistermijn": "2 dagen"}, **terms)
    )
    rows = mediated(results)
    freed = results.table("vrijkomst").set_index("vrijkomst")["opzegdatum"].loc[rows["vrijkomst"]]
    days = (rows["acceptatiedatum"].reset_index(drop=True) - freed.reset_index(drop=True)).dt.days
    assert days.tolist() == (5 + 2 * (1 + rows["weigeringen"])).tolist()
    assert rows["weigeringen"].max() > 0
    told = samenvatting(results).set_index(["indicator", "groep"])["mean"]
    assert told["match_dagen", "totaal"].iloc[0] == pytest.approx(days.mean())
    assert told["weigeringen_per_bemiddeling", "totaal"].iloc[0] == pytest.approx(rows["weigeringen"].mean())


@pytest.mark.parametrize("seeks", ["0%", "100%"])
def test_an_indication_expires_for_who_waits_and_for_who_seeks(tmp_path: Path, seeks: str) -> None:
    """All who reported a hundred days before the end and got nothing drop out, each after a hundred days."""
    terms = {"accept": "0%", "geldigheid": "100 dagen", "met_voorrang": seeks, "wachtend_bij_aanvang": 1}

    told = kandidaten(simulate(urgenten(tmp_path, {}, homes=20, **terms)))
    lasted = told["afgevallen"] - told["gereed"].clip(lower=pd.Timestamp("2021-01-01"))
    ends = told["gereed"].clip(lower=pd.Timestamp("2021-01-01")) + pd.Timedelta("100 days")
    due = (ends < pd.Timestamp("2022-01-01")) & told["sleutels"].isna()
    assert due.sum() > 10
    assert set(lasted[due]) == {pd.Timedelta("100 days")}
    assert told.loc[~due, "afgevallen"].isna().all()


def test_tenants_who_must_move_become_candidates(tmp_path: Path) -> None:
    """They seek with voorrang, and drop out when that ends, or when they leave for reasons of their own."""
    run = Run(urgenten(tmp_path, {}, homes=200, instroom=0, jaren=2), 1, 0)
    rows = np.arange(20)
    run._kandidaten.join_herhuisvesting(rows, 0, 90 * DAG)
    while run.agenda.env.peek() < run.wereld.kalender.looptijd:
        run.agenda.env.step()
        run.wereld.check()
    facts = run.play().feiten["kandidaat"]
    assert facts["doelgroep"].tolist() == [Doelgroep.herhuisvesting] * 20
    assert facts["met_voorrang"].all()
    assert facts["volgnummer"].tolist() == list(range(20))
    housed, dropped = facts["sleutels"] >= 0, facts["afgevallen"] >= 0
    assert (housed != dropped).all()
    assert housed.sum() > 5
    assert facts["afgevallen"].max() <= 90 * DAG


@dataclass
class Overdreven:
    """Says that everybody fits infinitely well."""

    @hookimpl
    def bemiddeling(self, woning: Rijen) -> Any:
        return np.full(len(woning), np.inf)


@dataclass
class TweedeLoket:
    """Also says how the coordinatiepunt works."""

    @hookimpl
    def werkwijze(self) -> Werkwijze:
        return Werkwijze(doorlooptijd=1)


@dataclass
class Mompelt:
    """Answers with what is no werkwijze."""

    @hookimpl
    def werkwijze(self) -> Any:
        return 7


@pytest.mark.parametrize(
    ("policy", "rule", "what"),
    [
        (Overdreven, "overdreven", "oneindig"),
        (TweedeLoket, "tweede_loket", "zegt al hoe het coordinatiepunt werkt"),
        (Mompelt, "mompelt", "moet een Werkwijze of None teruggeven"),
    ],
)
def test_a_policy_that_answers_wrongly_is_refused(tmp_path: Path, policy: type, rule: str, what: str) -> None:
    with offered(policy):
        wrong = urgenten(tmp_path, {}, homes=20, wachtend_bij_aanvang=3, rules=[rule])
        with pytest.raises(PluginError, match=what):
            simulate(wrong)


def test_corporaties_take_turns(tmp_path: Path) -> None:
    """Many wait at both, more of them at the large one: in turns each houses as many, in order of waiting."""
    stock = [{"corporatie": "Klein", "aantal": 10}, {"corporatie": "Groot", "aantal": 30}]
    for volgorde in ("afwisselend", "langst_wachtend"):
        played = play_checked(
            urgenten(tmp_path, {"volgorde": volgorde}, homes=40, stock=stock, wachtend_bij_aanvang=200, instroom=0)
        )
        home = played.run.wereld.huishoudens.aanmelding_corporatie
        lettings = [a for a in played.rows("toewijzing") if a.kanaal == 1]
        turns = [int(home[played.household[a.stroom, a.volgnummer]]) for a in lettings]
        assert len(turns) > 25
        assert all(a != b for a, b in pairwise(turns)) == (volgorde == "afwisselend")
        for corporatie in (0, 1):
            own = [a.volgnummer for a, turn in zip(lettings, turns, strict=True) if turn == corporatie]
            assert own == sorted(own)


def test_who_needs_care_near_is_not_housed_far_from_it(tmp_path: Path) -> None:
    """Many wait: a woning without care near goes to who needs none, one with care to anybody."""
    stock = [{"kern": "Noord", "aantal": 20}, {"kern": "Zuid", "aantal": 20}]
    shares: dict[tuple[int, str], float] = {}
    for weight in (0, 10):
        desk = {"volgorde": "best_passend", "gewicht_zorg": weight, "zorg_nabij": "50%"}
        scenario = urgenten(tmp_path, desk, homes=40, stock=stock, wachtend_bij_aanvang=200, instroom=0)
        kernen = [
            kern.model_copy(update={"zorg": "ja" if kern.naam == "Noord" else "nee", "kerncluster": kern.naam})
            for kern in scenario.kernen
        ]
        played = play_checked(scenario.model_copy(update={"kernen": kernen}))
        h = played.run.wereld.huishoudens
        needs = Draws(1, 0).within("beleid.coordinatiepunt").uniform("zorg_nabij", h.sleutel) < 0.5
        for number, kern in enumerate(kernen):
            lettings = [a for a in played.rows("toewijzing") if a.kanaal == 1 and a.kern == number]
            assert len(lettings) > 8
            shares[weight, kern.naam] = np.mean([needs[played.household[a.stroom, a.volgnummer]] for a in lettings])
    assert shares[10, "Zuid"] == 0
    assert min(shares[10, "Noord"], shares[0, "Zuid"], shares[0, "Noord"]) > 0.2


@given(hnp.arrays(np.bool_, (3, 9)), st.lists(st.integers(0, 8), max_size=4))
def test_whom_a_woning_fits_is_what_was_said_of_those_who_have_not_left(
    fits: NDArray[np.bool_], left: list[int]
) -> None:
    """Two queues of four and five candidates, rows 100 to 108, and the woningen 70, 50 and 60."""
    first, second = slice(0, 4), slice(4, 9)
    queues = {Doelgroep.urgenten: first, Doelgroep.jeugd: second}
    rows, places = list(range(100, 109)), {70: 0, 50: 1, 60: 2}
    blok = _Blok(0, places, rows, queues, bytearray(fits.tobytes()), fits.ravel() * 1.0, fits.tobytes(), [])
    for place in left:
        blok.leave(100 + place)
    blok.leave(5)
    for woning, place in places.items():
        for doelgroep, part in queues.items():
            fitting = [row for row in rows[part] if fits[place, row - 100] and row - 100 not in left]
            assert blok.fitting(woning, part, []) == fitting
            assert blok.fitting(woning, part, {100, 104}) == [row for row in fitting if row not in (100, 104)]
            assert blok.fits_any(woning, doelgroep) == bool(fitting)
            said = blok.said_of(woning, rows[part], [], by_fit=True)
            assert said.accepts == said.fit == fits[place, part].tolist()


def test_claims_that_woningen_share_are_looked_at_as_if_each_had_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """A claim that nobody waits for any more is left out for the woningen after it too."""
    scenario = load_scenario(MIDDEN_DRENTHE, ["looptijd=2 jaar", "tijdstap=7 dagen"])
    base, give_all, left_out = play(scenario, 3).feiten, Kanalen.give_all, 0

    def each_with_its_own(self: Kanalen, t: int, vrijkomsten: Vrijkomsten, claims: Sequence[Aanspraken]) -> None:
        nonlocal left_out
        own = [each and each.copy() for each in claims]
        give_all(self, t, vrijkomsten, own)
        left_out += len(own) > 1 and own != claims

    monkeypatch.setattr(Kanalen, "give_all", each_with_its_own)
    alone = play(scenario, 3).feiten
    for name, table in base.items():
        for column, values in table.items():
            assert np.array_equal(alone[name][column], values), (name, column)
    assert left_out

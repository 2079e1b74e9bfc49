"""The same huishouden under basis and variant: who sought, what happened to each, what it cost whom, what remained."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from math import isnan
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from woonsim.begrippen import Afloop, Doelgroep, Herkomst, Kanaal, Woonsituatie
from woonsim.errors import UsageError
from woonsim.feiten import FEITEN, STROMEN, ZOEKERS
from woonsim.huishoudentabel import render_huishoudens, render_ruimte
from woonsim.intervals import hall_intervals
from woonsim.kalender import DAG
from woonsim.load import load_scenario
from woonsim.notatie import decimals_of
from woonsim.plots.huishoudens import gevolgen_svg, ruimte_svg
from woonsim.record import Replicatie
from woonsim.results import Results
from woonsim.schermteksten import getal
from woonsim.simulation import play
from woonsim.vergelijking.huishoudens import (
    DIMENSIES,
    VAN_REGULIER,
    gevolgen,
    gevolgen_per_replicatie,
    pair_huishoudens,
    regulier_of,
)
from woonsim.vergelijking.ruilvoet import fieller_interval, ruilvoeten
from woonsim.vergelijking.ruimte import ruimte

TESTS = Path(__file__).parents[1]
TIEN_WONINGEN = TESTS / "regression" / "klein.yaml"
KLEIN = TESTS / "data" / "klein.yaml"
Columns = dict[str, Any]


@cache
def played(path: Path, *changes: str, n: int = 2) -> Results:
    term = ("looptijd=3 jaar",) if path == KLEIN else ()
    scenario = load_scenario(path, (*changes, *term))
    return Results(scenario, 1, tuple(play(scenario, 1, number, zoekers=True) for number in range(n)))


def base() -> Results:
    """Ten homes, two years, three replications."""
    return played(TIEN_WONINGEN, n=3)


def adverts_only() -> Results:
    """Nobody is mediated: no room for it."""
    return played(TIEN_WONINGEN, "beleid.vrije_beleidsruimte.aandeel=0%", n=3)


def sought(results: Results) -> pd.DataFrame:
    return pd.concat([pd.DataFrame(r.zoekers).assign(replicatie=r.nummer) for r in results.replicaties])


# ---------------------------------------------------------------- who sought


def test_asking_who_sought_changes_nothing_and_not_asking_hands_over_nothing() -> None:
    scenario = load_scenario(TIEN_WONINGEN)
    plain, asked = play(scenario, 1, 0), base().replicaties[0]
    assert plain.zoekers is None
    for table, columns in plain.feiten.items():
        for name, column in columns.items():
            np.testing.assert_array_equal(column, asked.feiten[table][name], err_msg=f"{table}.{name}")


def test_who_sought_has_the_declared_columns_and_one_row_each() -> None:
    for replicatie in played(KLEIN).replicaties:
        zoekers = replicatie.zoekers
        assert zoekers is not None
        assert list(zoekers) == [column.name for column in ZOEKERS]
        names = list(zip(zoekers["stroom"].tolist(), zoekers["volgnummer"].tolist(), strict=True))
        assert names == sorted(set(names))
        assert sum(column.nbytes for column in zoekers.values()) < 50 * len(names)


@pytest.mark.parametrize("path", [TIEN_WONINGEN, KLEIN], ids=["tien", "klein"])
def test_the_first_letting_of_everybody_who_sought_is_the_one_that_is_told(path: Path) -> None:
    """The lettings of a run are written down by another part of it."""
    for replicatie in played(path).replicaties:
        assert replicatie.zoekers is not None
        let, zoekers = replicatie.feiten["toewijzing"], replicatie.zoekers
        first: dict[tuple[int, int], tuple[int, int]] = {}
        for row in range(len(let["stroom"])):
            if let["kanaal"][row] != Kanaal.eerste_reageerder:
                name = int(let["stroom"][row]), int(let["volgnummer"][row])
                first.setdefault(name, (int(let["acceptatiedatum"][row]), int(let["sleuteldatum"][row])))
        told = zip(
            *(zoekers[name].tolist() for name in ("stroom", "volgnummer", "acceptatie", "sleutels")), strict=True
        )
        assert {(s, v): (a, k) for s, v, a, k in told if a >= 0} == first
        assert first


def test_time_sought_is_the_time_registered_that_the_register_counts() -> None:
    """Without candidates, and when nobody who was housed registers again, seeking is being registered.

    The integral of the register is kept by its own count, in whole minutes per year and group.
    """
    changes = ("woningzoekenden.herkomst.gemeente.doorstromer=0%", "bijzondere_doelgroepen.urgenten.instroom=0")
    alone = ("bijzondere_doelgroepen.urgenten.wachtend_bij_aanvang=0", "beschermd_wonen.plaatsen=0")
    lapsing = ("woningzoekenden.zoekend_of_passief.vervalt=0.5", "woningzoekenden.zoekend_of_passief.stopt=0.5")
    results = played(TIEN_WONINGEN, *changes, *alone, *lapsing)
    horizon = results.kalender.looptijd
    afloop = set()
    for replicatie in results.replicaties:
        assert replicatie.zoekers is not None
        z = {name: column.astype(np.int64) for name, column in replicatie.zoekers.items()}
        end = np.where(z["acceptatie"] >= 0, z["acceptatie"], np.where(z["gestopt"] >= 0, z["gestopt"], horizon))
        days = (end - np.maximum(z["aanvang"], 0) - z["onderbroken"]).sum() / DAG
        assert days == pytest.approx(replicatie.feiten["inschrijving"]["persoonsdagen"].sum())
        afloop |= set(z["afloop"].tolist())
    assert {Afloop.zoekend, Afloop.gehuisvest, Afloop.elders_gehuisvest, Afloop.uitgeschreven} <= afloop


def test_candidates_end_as_the_table_of_candidates_says() -> None:
    """Of who was a candidate once, and never housed, that table tells whether and when it dropped out."""
    seen = 0
    for replicatie in played(KLEIN).replicaties:
        assert replicatie.zoekers is not None
        kandidaat = pd.DataFrame(replicatie.feiten["kandidaat"])
        once = kandidaat[~kandidaat.duplicated(["stroom", "volgnummer"], keep=False)]
        both = once.merge(pd.DataFrame(replicatie.zoekers), on=["stroom", "volgnummer"])
        assert len(both) == len(once)
        special = both[(both["doelgroep_y"] != Doelgroep.regulier) & (both["acceptatie"] < 0)]
        assert (special["gestopt"] == special["afgevallen"]).all()
        assert ((special["afloop"] == Afloop.afgevallen) == (special["afgevallen"] >= 0)).all()
        assert (both["gereed"] == both["aanvang"])[both["doelgroep_y"] != Doelgroep.regulier].all()
        seen += int((special["afgevallen"] >= 0).sum())
    assert seen > 0


def test_a_huishouden_begins_the_same_under_every_variant_that_does_not_touch_it() -> None:
    """All but who comes from beschermd wonen: whose place falls free earlier begins earlier there."""
    state = [column.name for column in ZOEKERS if column.name not in _OUTCOME]
    one, two = (sought(played(KLEIN, *changes)) for changes in ((), ("beleid.weer_thuis.aandeel=50%",)))
    name = ["replicatie", "stroom", "volgnummer"]
    both = one[[*name, *state[2:]]].merge(two[[*name, *state[2:]]], on=name, how="outer", indicator=True)
    both = both[both["stroom"] != STROMEN.index("beschermd_wonen")]
    assert (both["_merge"] == "both").all()
    for column in state[2:]:
        assert (both[f"{column}_x"] == both[f"{column}_y"]).all(), column
    changed = one.merge(two, on=name)
    assert (changed["sleutels_x"] != changed["sleutels_y"]).any()


_OUTCOME = {"onderbroken", "acceptatie", "sleutels", "gestopt", "afloop"}


# ---------------------------------------------------------------- by hand

_JONG, _OUD = {"leeftijd": 30}, {"leeftijd": 60}
_RIJK = {"inkomen_eur": 90_000}
_UITSTROOM = {"stroom": STROMEN.index("beschermd_wonen"), "doelgroep": int(Doelgroep.uitstroom)}


def seeker(number: int, aanvang: int = 0, keys: int = -1, stopped: int = -1, **state: int) -> dict[str, int]:
    """A row of who sought, its moments in days; accepted a day before its keys."""
    afloop = Afloop.gehuisvest if keys >= 0 else Afloop.uitgeschreven if stopped >= 0 else Afloop.zoekend
    return {
        "stroom": STROMEN.index("gemeente"),
        "volgnummer": number,
        "aanvang": aanvang * DAG,
        "doelgroep": int(Doelgroep.regulier),
        "herkomst": int(Herkomst.gemeente),
        "woonsituatie": int(Woonsituatie.starter),
        "leeftijd": 30,
        "personen": 1,
        "inkomen_eur": 20_000,
        "kern": 0,
        "onderbroken": 0,
        "acceptatie": (keys - 1) * DAG if keys >= 0 else -1,
        "sleutels": keys * DAG if keys >= 0 else -1,
        "gestopt": stopped * DAG if stopped >= 0 else -1,
        "afloop": int(afloop),
    } | state


def made(*replicaties: list[dict[str, int]]) -> Results:
    """Results of two years (730 days) in which these sought; nothing else is told."""
    scenario = load_scenario(TIEN_WONINGEN)
    empty = {table: {c.name: np.empty(0, dtype=np.int64) for c in columns} for table, columns in FEITEN.items()}
    namen = {"kern": ("Dorp", "Gehucht")}
    made = []
    for number, rows in enumerate(replicaties):
        zoekers = {c.name: np.array([row[c.name] for row in rows], dtype=np.int64) for c in ZOEKERS}
        made.append(Replicatie(number, empty, namen, {}, zoekers))
    return Results(scenario, 1, tuple(made))


def one_of_each() -> tuple[Results, Results]:
    """Six seekers, one per outcome; the first began 100 days before the run."""
    basis = [
        seeker(0, aanvang=-100, keys=200),  # earlier: day 200 -> 150
        seeker(1, keys=300, **_OUD),  # later: 300 -> 400
        seeker(2, aanvang=10, keys=500),  # the same
        seeker(3, keys=600, **_RIJK),  # only under the basis; under the variant it stops on day 700
        seeker(4, aanvang=20, stopped=120),  # only under the variant: day 100
        seeker(5, aanvang=30),  # never
    ]
    variant = [
        seeker(0, aanvang=-100, keys=150, **_RIJK),
        seeker(1, keys=400),
        seeker(2, aanvang=10, keys=500),
        seeker(3, stopped=700),
        seeker(4, aanvang=20, keys=100),
        seeker(5, aanvang=30),
        seeker(6, aanvang=730 - 30, keys=735, **_UITSTROOM),  # sought under the variant only, keys after the run
    ]
    return made(basis), made(variant)


def test_each_outcome_by_hand() -> None:
    paren = pair_huishoudens(*one_of_each()).set_index("volgnummer")
    assert paren["gevolg"].tolist() == [
        *("eerder", "later", "gelijk", "alleen_basis", "alleen_variant", "nooit", "alleen_variant")
    ]
    assert paren["dagen"].tolist()[:3] == [-50.0, 100.0, 0.0]
    assert paren["dagen"].isna().tolist() == [False] * 3 + [True] * 4
    # From begindatum where it began before; until keys, else until it stopped, else until day 730.
    assert paren["wacht_basis"].tolist() == [200, 300, 490, 600, 100, 700, 0]
    assert paren["wacht_variant"].tolist() == [150, 400, 490, 700, 80, 700, 30]
    assert paren["woont_basis"].tolist() == [530, 430, 230, 130, 0, 0, 0]
    assert paren["woont_variant"].tolist() == [580, 330, 230, 0, 630, 0, 0]


def test_groups_go_by_the_state_under_the_basis() -> None:
    paren = pair_huishoudens(*one_of_each()).set_index("volgnummer")
    assert paren["leeftijdsgroep"].tolist() == ["tot_55", "vanaf_55", *["tot_55"] * 5]
    assert paren.loc[0, "inkomensklasse"] == "tot_passend"
    assert paren.loc[3, "inkomensklasse"] == "boven_daeb"
    assert paren.loc[6, "doelgroep"] == "uitstroom"


@pytest.mark.parametrize(
    ("aanvang", "leeftijd", "personen", "inkomen", "klasse"),
    [
        # 2021: huurtoeslag up to 23,725 (one person), 32,200 (more), 23,650 and 32,075 from AOW age; DAEB 40,024.
        (0, 30, 1, 23_725, "tot_passend"),
        (0, 30, 1, 23_726, "tot_daeb"),
        (0, 70, 1, 23_650, "tot_passend"),
        (0, 70, 1, 23_651, "tot_daeb"),
        (0, 30, 2, 32_200, "tot_passend"),
        (0, 70, 2, 32_076, "tot_daeb"),
        (0, 30, 1, 40_024, "tot_daeb"),
        (0, 30, 1, 40_025, "boven_daeb"),
        # 2022: one person up to 24,075.
        (400, 30, 1, 24_075, "tot_passend"),
        (400, 30, 1, 24_076, "tot_daeb"),
    ],
)
def test_incomes_stand_among_the_limits_of_the_year(
    aanvang: int, leeftijd: int, personen: int, inkomen: int, klasse: str
) -> None:
    one = made([seeker(0, aanvang, leeftijd=leeftijd, personen=personen, inkomen_eur=inkomen)])
    assert pair_huishoudens(one, one)["inkomensklasse"].tolist() == [klasse]


def test_counts_and_years_per_replication_by_hand() -> None:
    each = gevolgen_per_replicatie(pair_huishoudens(*one_of_each()), [0])
    value = each.set_index(["groep", "maat"])["value"]
    total = value["totaal"].to_dict()
    assert [total[name] for name in ("huishoudens", "alleen_variant", "alleen_basis", "saldo")] == [7, 2, 1, 1]
    assert [total[name] for name in ("eerder", "gelijk", "later", "nooit")] == [1, 1, 1, 1]
    assert total["dagen_eerder"] == 50
    assert total["dagen_later"] == 100
    # Waiting: -50 + 100 + 0 + 100 - 20 + 0 + 30 days; living there: 50 - 100 + 0 - 130 + 630 + 0 + 0.
    assert total["jaren_wachten"] == pytest.approx(160 / 365.25)
    assert total["jaren_in_woning"] == pytest.approx(450 / 365.25)
    assert value["leeftijdsgroep=vanaf_55", "later"] == 1
    assert isnan(value["leeftijdsgroep=vanaf_55", "dagen_eerder"])


def test_means_are_over_replications_also_those_without_anybody() -> None:
    basis, variant = made([seeker(0)], [], [seeker(0), seeker(1)]), made([seeker(0, keys=9)], [], [seeker(0, keys=9)])
    table = gevolgen(pair_huishoudens(basis, variant), [0, 1, 2], []).set_index("maat")
    expected = hall_intervals(np.array([[1.0], [0.0], [1.0]]))
    assert table.loc["alleen_variant", "mean"] == pytest.approx(2 / 3)
    assert table.loc["alleen_variant", "high"] == pytest.approx(expected.high[0])
    assert table.loc["huishoudens", "mean"] == 1.0
    assert not table["betrouwbaar"].any()


# ---------------------------------------------------------------- the exchange rate


def rate_of(uitstroom: list[int], regulier: list[int]) -> pd.Series[Any]:
    """The rate where in replication r one of uitstroom has keys so many days sooner, and a regular seeker later."""
    basis = made(*([seeker(0, keys=600, **_UITSTROOM), seeker(0, keys=100)] for _ in uitstroom))
    variant = made(
        *(
            [seeker(0, keys=600 - sooner, **_UITSTROOM), seeker(0, keys=100 + later)]
            for sooner, later in zip(uitstroom, regulier, strict=True)
        )
    )
    return ruilvoeten(pair_huishoudens(basis, variant), range(len(uitstroom))).iloc[0]


def test_the_rate_by_hand() -> None:
    """Two of uitstroom 300 and 340 days sooner, two regular seekers 30 and 50 days later: 80 / 640 of a year."""
    row = rate_of([300, 340], [30, 50])
    assert row["doelgroep"] == "uitstroom"
    assert row["jaren"] == pytest.approx(320 / 365.25)
    assert row["maanden"] == pytest.approx(12 * 40 / 365.25)
    assert row["verhouding"] == pytest.approx(12 * 80 / 640)


def test_a_constant_rate_has_an_interval_of_no_width() -> None:
    row = rate_of([200, 220, 240], [20, 22, 24])
    assert row["bestaat"]
    assert (row["low"], row["high"]) == (pytest.approx(1.2), pytest.approx(1.2))


def test_there_is_no_rate_when_nobody_is_housed_sooner_for_sure() -> None:
    row = rate_of([200, -200, 50], [10, 20, 30])
    assert not row["bestaat"]
    assert all(isnan(row[name]) for name in ("verhouding", "low", "high"))


def test_fieller_gives_the_ratios_that_a_t_test_does_not_refuse() -> None:
    """At its ends mean(over - r under) is just as far from 0 as Student's t allows: 4.303 at two degrees of freedom."""
    over, under = np.array([4.0, 7.0, 6.0]), np.array([10.0, 12.0, 11.0])
    for r in fieller_interval(over, under):
        left = over - r * under
        assert abs(left.mean()) / (left.std(ddof=1) / np.sqrt(3)) == pytest.approx(4.30265, abs=1e-4)
    assert all(isnan(bound) for bound in fieller_interval(over[:1], under[:1]))


def test_fieller_covers_what_it_says() -> None:
    """2,000 experiments of 12 pairs with ratio 0.5: 95%, within three standard errors of that share."""
    draws = np.random.default_rng(7).normal(size=(2000, 2, 12))
    under = 10 + 3 * draws[:, 0]
    over = 5 + draws[:, 0] + 2 * draws[:, 1]
    inside = [low <= 0.5 <= high for low, high in map(fieller_interval, over, under)]
    assert np.mean(inside) == pytest.approx(0.95, abs=3 * np.sqrt(0.95 * 0.05 / 2000))


# ---------------------------------------------------------------- a run against a run


def test_a_variant_that_is_the_basis_does_nothing_to_anybody() -> None:
    paren = pair_huishoudens(base(), base())
    assert set(paren["gevolg"]) == {"gelijk", "nooit"}
    table = gevolgen(paren, range(3))
    change = table[table["maat"].isin(["alleen_basis", "alleen_variant", "eerder", "later", "saldo", "jaren_wachten"])]
    assert (change[["mean", "low", "high"]] == 0).all(axis=None)
    assert not ruilvoeten(paren, range(3))["bestaat"].any()
    remains = ruimte(base(), base())
    assert (remains[["verschil", "low", "high"]] == 0).all(axis=None)
    assert remains["basis"].max() > 0


def test_every_way_of_grouping_adds_up_and_every_outcome_mirrors() -> None:
    """Groups partition everybody, outcomes a group; with basis and variant exchanged, gain is loss."""
    there = gevolgen_per_replicatie(pair_huishoudens(base(), adverts_only()), range(3))
    back = gevolgen_per_replicatie(pair_huishoudens(adverts_only(), base()), range(3), [])
    value = there.set_index(["replicatie", "maat", "groep"])["value"].unstack()
    mirror = back.set_index(["replicatie", "maat"])["value"].unstack()
    sums = (
        "huishoudens",
        "eerder",
        "later",
        "alleen_basis",
        "alleen_variant",
        "nooit",
        "jaren_wachten",
        "jaren_in_woning",
    )
    counted = value[value.index.get_level_values("maat").isin(sums)]
    for dimensie in DIMENSIES:
        mine = counted[[groep for groep in counted if str(groep).startswith(f"{dimensie}=")]]
        np.testing.assert_allclose(mine.sum(axis=1), counted["totaal"], atol=1e-9, err_msg=dimensie)
    total = value["totaal"].unstack()
    outcomes = ["alleen_variant", "eerder", "gelijk", "later", "alleen_basis", "nooit"]
    assert (total[outcomes].sum(axis=1) == total["huishoudens"]).all()
    for one, other in (("eerder", "later"), ("alleen_variant", "alleen_basis"), ("gelijk", "gelijk")):
        assert (total[one] == mirror[other]).all()
    assert total[["eerder", "later", "alleen_variant", "alleen_basis"]].sum().sum() > 0


def test_who_is_housed_in_both_waits_as_much_longer_as_it_lives_there_shorter() -> None:
    paren = pair_huishoudens(base(), adverts_only())
    same = paren[paren["gevolg"].isin(["eerder", "later"]) & (paren["stroom"] != "beschermd_wonen")]
    assert len(same) > 3
    waits, lives = (same[f"{what}_variant"] - same[f"{what}_basis"] for what in ("wacht", "woont"))
    np.testing.assert_allclose(waits, -lives, atol=1e-9)


def test_what_remains_is_what_the_lettings_say() -> None:
    """Per year, over two years and three replications, from the table of lettings with names for codes."""
    table = ruimte(base(), adverts_only()).set_index("groep")
    for results, side in ((base(), "basis"), (adverts_only(), "waarde")):
        let = results.table("toewijzing")
        let = let[(let["kanaal"] == "aanbod") & ~let["met_voorrang"] & (let["doelgroep"] == "regulier")]
        assert table.loc["totaal", side] == pytest.approx(len(let) / 6)
        for dimension in ("woningtype", "kern", "toegankelijkheid"):
            for name, n in let[dimension].value_counts().items():
                assert table.loc[f"{dimension}={name}", side] == pytest.approx(n / 6)
    assert table.loc["totaal", "verschil"] > 0


def test_the_kind_of_a_let_woning_is_that_of_its_line_of_the_stock() -> None:
    """Rooms, label and kern tell the three lines of this stock apart."""
    let = base().table("toewijzing")
    kinds = {4: "eengezinswoning", 2: "appartement", 3: "seniorenwoning"}
    assert (let["woningtype"] == let["kamers"].map(kinds)).all()
    assert set(let["woningtype"]) == set(kinds.values())


@pytest.mark.parametrize(
    ("other", "message"),
    [
        (lambda: replace(base(), seed=2), "niet te vergelijken"),
        (lambda: replace(base(), replicaties=base().replicaties[:2]), "niet te vergelijken"),
        (lambda: replace(base(), scenario=base().scenario.model_copy(update={"looptijd": 1})), "niet te vergelijken"),
        (
            lambda: replace(base(), replicaties=tuple(replace(r, zoekers=None) for r in base().replicaties)),
            "zoekers=True",
        ),
    ],
    ids=["seed", "replications", "term", "not asked"],
)
def test_what_cannot_be_compared_is_refused(other: Callable[[], Results], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        pair_huishoudens(base(), other())


# ---------------------------------------------------------------- what is shown


def shown(basis: Results, variant: Results) -> tuple[str, str]:
    """The screens of both, as text."""
    paren, numbers = pair_huishoudens(basis, variant), range(basis.n)
    tables = gevolgen(paren, numbers, ["doelgroep"]), gevolgen(regulier_of(paren), numbers, VAN_REGULIER)
    first = render_huishoudens(*tables, ruilvoeten(paren, numbers), 2, "basis", "minder")
    return first, render_ruimte(ruimte(basis, variant), "basis", "minder")


def drawn(basis: Results, variant: Results) -> tuple[bytes, bytes]:
    """The figures of both."""
    paren, numbers = pair_huishoudens(basis, variant), range(basis.n)
    tables = gevolgen(paren, numbers, ["doelgroep"]), gevolgen(regulier_of(paren), numbers, VAN_REGULIER)
    first = gevolgen_svg(*tables, 2, basis.n, "basis", "minder")
    return first, ruimte_svg(ruimte(basis, variant), basis.n, "basis", "minder")


def test_the_screen_says_what_the_tables_say() -> None:
    """Twice the same replication: one of uitstroom 100 days sooner, one regular seeker dropped, in two years."""
    basis = made(*[[seeker(0, keys=300, **_UITSTROOM), seeker(0, keys=100)]] * 2)
    variant = made(*[[seeker(0, keys=200, **_UITSTROOM), seeker(0)]] * 2)
    lines = shown(basis, variant)[0].splitlines()
    counted, waited = (line.split()[1:] for line in lines if line.startswith("uitstroom"))
    assert counted[:5] == ["0,5", "0", "0", "0,0", "0"]
    # 100 days over two years, in months per year.
    assert waited[:3] == ["100", "-", "-1,6"]
    regular = next(line for line in lines if line.startswith("Regulier"))
    assert regular.split()[2:7] == ["0,0", "0", "0", "0,5", "-0,5"]
    # The seeker waits 630 days longer in two years: 12 x 630 / 365.25 / (100 / 365.25) months for each year sooner.
    assert "samen 75,6 maanden langer" in " ".join(lines)


def test_the_screen_says_when_there_is_no_rate() -> None:
    assert "geen ruilvoet" in " ".join(shown(base(), base())[0].split())


@pytest.mark.parametrize("taal", ["nl", "en"])
def test_everything_shown_fits_eighty_columns_in_both_languages(monkeypatch: pytest.MonkeyPatch, taal: str) -> None:
    monkeypatch.setenv("WOONSIM_TAAL", taal)
    text = "".join(shown(base(), adverts_only()))
    assert max(len(line) for line in text.splitlines()) <= 80
    assert ("sooner" in text) == (taal == "en")
    assert "_" not in text


def test_the_figures_name_who_gains_and_what_remains() -> None:
    winner = made(*[[seeker(0, **_UITSTROOM), seeker(0, keys=100)]] * 2)
    loser = made(*[[seeker(0, keys=200, **_UITSTROOM), seeker(0)]] * 2)
    paren = pair_huishoudens(winner, loser)
    tables = gevolgen(paren, range(2), ["doelgroep"]), gevolgen(regulier_of(paren), range(2), VAN_REGULIER)
    words = " ".join(re.findall(r"<text[^>]*>([^<]*)<", gevolgen_svg(*tables, 2, 2, "basis", "minder").decode()))
    assert "uitstroom +0,5" in words
    assert "regulier -0,5" in words
    remains = " ".join(re.findall(r"<text[^>]*>([^<]*)<", drawn(base(), adverts_only())[1].decode()))
    total = ruimte(base(), adverts_only()).set_index("groep").loc["totaal"]
    decimals = decimals_of({"mean": total["verschil"], "low": total["low"], "high": total["high"], "unit": ""})
    assert " \u2192 ".join(getal(total[side], decimals) for side in ("basis", "waarde")) in remains


def test_the_same_results_draw_the_same_bytes_also_when_nothing_differs() -> None:
    once = drawn(base(), base())
    assert drawn(base(), base()) == once
    assert "geen doelgroep" in once[0].decode()


def test_nothing_is_drawn_or_shown_of_nobody() -> None:
    nobody = made([], [])
    assert drawn(nobody, nobody) == (b"", b"")
    assert "geen ruilvoet" in " ".join(shown(nobody, nobody)[0].split())

"""The world on begindatum: stock, tenants and register, as the scenario describes them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from woonsim.begrippen import Herkomst, Woonsituatie, Zoekstatus
from woonsim.bevolking import leeftijden, persons
from woonsim.draw import Draws
from woonsim.feiten import STROMEN
from woonsim.kalender import JAAR
from woonsim.kolommen import GEEN, NOOIT, Huishoudens, Woningen
from woonsim.populate import add_nieuwbouw, build_woningen, distances, namen, register_at_start, settle_huurders
from woonsim.scenario import read_scenario
from woonsim.scenario.model import Scenario
from woonsim.scenario.register import Huurdersduren, Huurderstempo

MIDDEN_DRENTHE = Path(__file__).parents[2] / "scenarios" / "midden-drenthe.yaml"


@cache
def midden_drenthe() -> Scenario:
    return read_scenario(MIDDEN_DRENTHE)[0]


def changed(model: Any, path: str, value: Any) -> Any:
    """`model` with the field at a dotted path replaced."""
    head, _, rest = path.partition(".")
    return model.model_copy(update={head: changed(getattr(model, head), rest, value) if rest else value})


def with_changes(**changes: Any) -> Scenario:
    """Midden-Drenthe with fields replaced; `__` in a name separates the parts of the path."""
    scenario = midden_drenthe()
    for path, value in changes.items():
        scenario = changed(scenario, path.replace("__", "."), value)
    return scenario


def regel(**fields: Any) -> Any:
    """A row of the stock: one plain four-room home in Beilen unless said otherwise."""
    return midden_drenthe().woningvoorraad[0].model_copy(update={"aantal": 1, **fields})


def world(scenario: Scenario, replicatie: int = 0) -> tuple[Woningen, Huishoudens]:
    draws = Draws(1, replicatie)
    woningen, huishoudens = build_woningen(scenario, draws), Huishoudens()
    settle_huurders(scenario, draws, woningen, huishoudens)
    register_at_start(scenario, draws, huishoudens)
    return woningen, huishoudens


def columns(table: Woningen | Huishoudens) -> dict[str, list[Any]]:
    names = Huishoudens._DTYPES if isinstance(table, Huishoudens) else vars(table)
    return {name: getattr(table, name).tolist() for name in names}


def by_identity(huishoudens: Huishoudens) -> dict[tuple[int, int], tuple[Any, ...]]:
    """All that is known of each huishouden, per (stroom, volgnummer)."""
    table = columns(huishoudens)
    return {(row[1], row[2]): row for row in zip(*(table[name] for name in Huishoudens._DTYPES))}


# The stock


def test_the_stock_has_every_woning_once_with_names_in_order() -> None:
    scenario = midden_drenthe()
    woningen = build_woningen(scenario, Draws(1, 0))
    names = namen(scenario)
    assert len(woningen) == sum(row.aantal for row in scenario.woningvoorraad)
    assert len(np.unique(woningen.sleutel)) == len(woningen)
    assert names["corporatie"] == ("Actium", "Woonservice")
    assert list(names["kern"]) == sorted(kern.naam for kern in scenario.kernen)
    for row in scenario.woningvoorraad[:5]:
        same = (
            (woningen.corporatie == names["corporatie"].index(row.corporatie))
            & (woningen.kern == names["kern"].index(row.kern))
            & (woningen.woningtype == row.woningtype)
            & (woningen.kamers == row.kamers)
            & (woningen.rekenhuur_eur == row.rekenhuur)
            & (woningen.toegankelijkheid == row.toegankelijkheid)
            & (woningen.leeftijdslabel == (0 if row.leeftijdslabel == "geen" else 55))
        )
        assert same.sum() == row.aantal


@pytest.mark.parametrize(("label", "age"), [("geen", 0), ("55plus", 55), ("65plus", 65), ("75plus", 75)])
def test_a_leeftijdslabel_becomes_its_minimum_age(label: str, age: int) -> None:
    woningen = build_woningen(with_changes(woningvoorraad=[regel(leeftijdslabel=label)]), Draws(1, 0))
    assert woningen.leeftijdslabel.tolist() == [age]


@given(st.randoms(use_true_random=False))
@settings(max_examples=5, deadline=None)
def test_the_order_of_the_file_changes_nothing(random: Any) -> None:
    scenario = midden_drenthe()
    rows, kernen = list(scenario.woningvoorraad), list(scenario.kernen)
    random.shuffle(rows)
    random.shuffle(kernen)
    ours, theirs = world(scenario), world(with_changes(woningvoorraad=rows, kernen=kernen))
    assert columns(ours[0]) == columns(theirs[0])
    assert columns(ours[1]) == columns(theirs[1])


def test_equal_rows_number_on_as_if_they_were_one() -> None:
    other = regel(kamers=3, aantal=2)
    once = build_woningen(with_changes(woningvoorraad=[regel(aantal=5), other]), Draws(1, 0))
    twice = build_woningen(with_changes(woningvoorraad=[regel(aantal=3), other, regel(aantal=2)]), Draws(1, 0))
    assert columns(once) == columns(twice)


def test_a_woning_keeps_its_key_and_attraction_beside_other_stock() -> None:
    alone = build_woningen(with_changes(woningvoorraad=[regel(aantal=5)]), Draws(1, 0))
    among = build_woningen(midden_drenthe(), Draws(1, 0))
    there = np.flatnonzero(np.isin(among.sleutel, alone.sleutel))
    assert among.sleutel[there].tolist() == alone.sleutel.tolist()
    assert among.aantrekkelijkheid[there].tolist() == alone.aantrekkelijkheid.tolist()
    other = build_woningen(with_changes(woningvoorraad=[regel(aantal=5)]), Draws(1, 1))
    assert other.sleutel.tolist() == alone.sleutel.tolist()
    assert other.aantrekkelijkheid.tolist() != alone.aantrekkelijkheid.tolist()


def test_a_row_is_cut_into_complexes_of_about_the_size_asked() -> None:
    sizes = {None: [10], 10: [10], 4: [5, 5], 3: [3, 3, 4], 1: [1] * 10, 11: [10], 30: [10], 7: [10]}
    for size, expected in sizes.items():
        woningen = build_woningen(with_changes(woningvoorraad=[regel(aantal=10, complexgrootte=size)]), Draws(1, 0))
        assert sorted(np.bincount(woningen.complex).tolist()) == expected


def test_complexes_hold_equal_woningen_and_move_no_draw() -> None:
    cut = build_woningen(midden_drenthe(), Draws(1, 0))
    rows = [row.model_copy(update={"complexgrootte": None}) for row in midden_drenthe().woningvoorraad]
    whole = build_woningen(with_changes(woningvoorraad=rows), Draws(1, 0))
    ours, theirs = columns(cut), columns(whole)
    assert len(set(ours.pop("complex"))) > 3 * len(set(theirs.pop("complex"))) == 3 * len(rows)
    assert ours == theirs
    for name in ("corporatie", "kern", "woningtype", "kamers", "rekenhuur_eur", "leeftijdslabel"):
        in_complex = {(c, v) for c, v in zip(cut.complex.tolist(), getattr(cut, name).tolist(), strict=True)}
        assert len(in_complex) == len(set(cut.complex.tolist()))


def test_what_is_built_is_a_complex_of_its_own() -> None:
    draws = Draws(1, 0)
    woningen = build_woningen(midden_drenthe(), draws)
    before = len(woningen)
    add_nieuwbouw(midden_drenthe(), draws, woningen)
    first = int(woningen.complex[:before].max()) + 1
    assert np.unique(woningen.complex[before:], return_counts=True)[1].tolist() == [24, 16]
    assert np.unique(woningen.complex[before:]).tolist() == [first, first + 1]


# People of a stream


def people(numbers: Any, at: Any = 0, **tables: Any) -> dict[str, Any]:
    huurders = midden_drenthe().huurders
    given_tables: dict[str, Any] = {
        "leeftijd": huurders.leeftijd,
        "grootte": huurders.huishoudgrootte,
        "inkomen": huurders.inkomen,
    }
    return persons(Draws(1, 0), "gemeente", numbers, **(given_tables | tables), at=at)


def test_a_person_depends_on_its_number_only() -> None:
    together, alone = people(np.arange(50)), people([17])
    backwards = people(np.arange(50)[::-1])
    for name, values in together.items():
        assert values[17] == alone[name][0]
        assert values.tolist() == backwards[name][::-1].tolist()


def test_people_have_the_ages_sizes_and_incomes_of_the_tables() -> None:
    n, huurders = 40_000, midden_drenthe().huurders
    drawn = people(np.arange(n))
    age = leeftijden(drawn["geboren"])
    edges = [18, 25, 35, 45, 55, 65, 75, 85, 95]
    assert np.histogram(age, edges)[0] / n == pytest.approx(list(huurders.leeftijd.values()), abs=0.008)
    young = age < 25
    sizes = np.bincount(drawn["personen"][young], minlength=6)[1:] / young.sum()
    assert sizes == pytest.approx([0.70, 0.20, 0.08, 0.02, 0.0], abs=0.03)
    assert 5 not in drawn["personen"][age >= 75]
    pair = (drawn["personen"] == 2) & (age >= 67)
    assert np.median(drawn["inkomen_eur"][pair]) == pytest.approx(27_500, rel=0.02)
    assert np.percentile(drawn["inkomen_eur"][pair], 90) == pytest.approx(38_000, rel=0.03)
    assert drawn["stroom"].tolist() == [STROMEN.index("gemeente")] * n


def test_ages_hold_at_the_moment_of_arrival() -> None:
    at = np.array([0, 3 * JAAR, 9 * JAAR])
    drawn, now = people([1, 2, 3], at=at), people([1, 2, 3])
    assert (drawn["geboren"] - at).tolist() == now["geboren"].tolist()


@given(st.sampled_from(["18-24", "55-64", "85+"]), st.sampled_from(["1p", "5p"]))
def test_a_table_with_one_class_gives_that_class(klasse: str, grootte: str) -> None:
    leeftijd = {"18-24": 0.0, "55-64": 0.0, "85+": 0.0, klasse: 1.0}
    sizes = {name: float(name == grootte) for name in ("1p", "2p", "3p", "4p", "5p")}
    inkomen = midden_drenthe().beschermd_wonen
    assert inkomen is not None
    drawn = people(np.arange(200), leeftijd=leeftijd, grootte=sizes, inkomen=inkomen.inkomen)
    low, high = {"18-24": (18, 25), "55-64": (55, 65), "85+": (85, 95)}[klasse]
    age = leeftijden(drawn["geboren"])
    assert low <= age.min() < age.max() < high
    assert set(drawn["personen"].tolist()) == {int(grootte[0])}
    assert np.median(drawn["inkomen_eur"]) == pytest.approx(16_500, rel=0.1)


# Tenants


def test_tenants_come_close_to_every_table_of_midden_drenthe() -> None:
    scenario = midden_drenthe()
    found = [distances(scenario, *world(scenario, replicatie)) for replicatie in range(3)]
    assert set(found[0]) == {
        "leeftijd",
        "huishoudgrootte",
        "leeftijd_x_huishoudtype_x_inkomen",
        "huishoudgrootte_x_kamers",
        "leeftijd_x_leeftijdslabel",
    }
    assert max(value for result in found for value in result.values()) < 0.01


def test_replications_have_different_tenants() -> None:
    first, second = (world(midden_drenthe(), replicatie)[1] for replicatie in (0, 1))
    n = len(build_woningen(midden_drenthe(), Draws(1, 0)))
    assert np.mean(first.personen[:n] == second.personen[:n]) < 0.9
    assert np.mean(first.geboren[:n] == second.geboren[:n]) < 0.01


@pytest.mark.parametrize(
    ("column", "suffers", "keeps"),
    [
        ("geboren", "leeftijd_x_leeftijdslabel", "leeftijd"),
        ("personen", "huishoudgrootte_x_kamers", "huishoudgrootte"),
        ("inkomen_eur", "leeftijd_x_huishoudtype_x_inkomen", "huishoudgrootte_x_kamers"),
    ],
)
def test_distances_see_a_table_that_was_shuffled(column: str, suffers: str, keeps: str) -> None:
    scenario = midden_drenthe()
    woningen, huishoudens = world(scenario)
    values = getattr(huishoudens, column)[: len(woningen)]
    values[:] = np.roll(values, 1001)
    found = distances(scenario, woningen, huishoudens)
    assert found[suffers] > 0.05
    assert found[keeps] < 0.01


def test_distances_are_total_variation() -> None:
    scenario = with_changes(woningvoorraad=[regel()], huurders__leeftijd={"18-24": 0.25, "25-34": 0.75})
    found = distances(scenario, *world(scenario))
    assert found["leeftijd"] == pytest.approx(0.25)  # one tenant: all weight where three quarters should be
    assert found["leeftijd_x_leeftijdslabel"] == 0


def test_a_tenancy_is_as_old_as_the_scenario_says() -> None:
    woonduur = midden_drenthe().huurders.woonduur.model_copy(update={"lognormaal": None, "vast": 12 * JAAR})
    woningen, huishoudens = world(with_changes(huurders__woonduur=woonduur))
    n = len(woningen)
    is_adult_then = leeftijden(huishoudens.geboren[:n]) >= 18 + 12
    assert set(huishoudens.sinds[:n][is_adult_then].tolist()) == {-12 * JAAR}
    assert leeftijden(huishoudens.geboren[:n], huishoudens.sinds[:n]).min() >= 18


def check_world(scenario: Scenario, woningen: Woningen, huishoudens: Huishoudens) -> None:
    """What must hold in every world."""
    n = len(woningen)
    zoekenden = scenario.woningzoekenden
    assert woningen.bewoner.tolist() == huishoudens.woning[:n].tolist() == list(range(n))
    assert np.all(huishoudens.woning[n:] == GEEN)
    assert np.all(woningen.n_huur == 1)
    assert huishoudens.kern[:n].tolist() == woningen.kern.tolist()
    assert np.all(leeftijden(huishoudens.geboren) >= 18)
    assert np.all(leeftijden(huishoudens.geboren, np.minimum(huishoudens.sinds, 0)) >= 18)
    assert np.all((huishoudens.personen >= 1) & (huishoudens.personen <= 5))
    assert np.all(np.isfinite(huishoudens.inkomen_eur) & (huishoudens.inkomen_eur > 0))
    assert len(np.unique(huishoudens.sleutel)) == len(huishoudens)
    staat_in = huishoudens.zoekstatus != Zoekstatus.geen
    is_lokaal = huishoudens.herkomst == Herkomst.gemeente
    assert (staat_in & is_lokaal).sum() == zoekenden.ingeschreven.gemeente
    assert (staat_in & ~is_lokaal).sum() == zoekenden.ingeschreven.regio
    assert np.all(huishoudens.inschrijfdatum[~staat_in] == NOOIT)
    assert np.all(leeftijden(huishoudens.geboren, huishoudens.inschrijfdatum)[staat_in] >= 18)
    zoekt = huishoudens.zoekstatus == Zoekstatus.zoekend
    begin = huishoudens.eerste_reactie
    assert np.all(begin[~zoekt] == GEEN)
    reacted = zoekt & (begin != GEEN)
    assert np.all((begin[reacted] < GEEN) & (begin[reacted] >= np.minimum(huishoudens.inschrijfdatum[reacted], -2)))
    assert all(0 <= value <= 1 for value in distances(scenario, woningen, huishoudens).values())


AGES = st.sampled_from(
    [{"18-24": 1.0}, {"85+": 1.0}, {"18-54": 0.0, "55-64": 1.0}, {"18-49": 0.5, "50-69": 0.5, "70+": 0.0}]
)
ROWS = st.lists(
    st.builds(
        regel,
        kamers=st.sampled_from([1, 2, 4, 9]),
        leeftijdslabel=st.sampled_from(["geen", "55plus", "75plus"]),
        aantal=st.sampled_from([0, 1, 2, 60]),
    ),
    min_size=1,
    max_size=4,
).filter(lambda rows: sum(row.aantal for row in rows) > 0)
SEEKERS = st.sampled_from([0, 1, 2, 75])
SHARES = st.sampled_from([0.0, 0.5, 1.0])


@given(rows=ROWS, ages=AGES, label_share=SHARES, local=SEEKERS, outside=SEEKERS, doorstromer=SHARES, zoekend=SHARES)
@settings(max_examples=60, deadline=None)
def test_every_world_is_whole_up_to_its_limits(
    rows: list[Any],
    ages: dict[str, float],
    label_share: float,
    local: int,
    outside: int,
    doorstromer: float,
    zoekend: float,
) -> None:
    scenario = with_changes(
        woningvoorraad=rows,
        huurders__leeftijd=ages,
        huurders__leeftijdslabel=label_share,
        woningzoekenden__ingeschreven__gemeente=local,
        woningzoekenden__ingeschreven__regio=outside,
        woningzoekenden__herkomst__gemeente__doorstromer=doorstromer,
        woningzoekenden__zoekend_of_passief__zoekend_bij_aanvang__gemeente=zoekend,
    )
    woningen, huishoudens = world(scenario)
    is_labelled = woningen.leeftijdslabel > 0
    event("all labelled" if is_labelled.all() else "some or none labelled")
    event("nobody old enough" if is_labelled.any() and "18-24" in ages else "some old enough")
    check_world(scenario, woningen, huishoudens)


def test_where_nobody_is_old_enough_the_labelled_homes_are_let_all_the_same() -> None:
    scenario = with_changes(
        woningvoorraad=[regel(leeftijdslabel="55plus", aantal=30)], huurders__leeftijd={"18-24": 1.0}
    )
    found = distances(scenario, *world(scenario))
    assert found["leeftijd_x_leeftijdslabel"] == pytest.approx(0.97)
    assert found["leeftijd"] == 0


@pytest.mark.parametrize("share", [0.97, 0.1])
def test_labels_do_not_change_who_lives_in_how_many_rooms(share: float) -> None:
    kinds = [(2, "55plus", 400), (2, "geen", 200), (4, "55plus", 500), (4, "geen", 800), (5, "geen", 300)]
    rows = [regel(kamers=kamers, leeftijdslabel=label, aantal=aantal) for kamers, label, aantal in kinds]
    scenario = with_changes(woningvoorraad=rows, huurders__leeftijdslabel=share)
    assert max(distances(scenario, *world(scenario)).values()) < 0.01


# The register


def test_the_register_of_midden_drenthe_is_as_large_and_as_active_as_it_says() -> None:
    scenario = midden_drenthe()
    woningen, huishoudens = world(scenario)
    check_world(scenario, woningen, huishoudens)
    staat_in = huishoudens.zoekstatus != Zoekstatus.geen
    is_lokaal = staat_in & (huishoudens.herkomst == Herkomst.gemeente)
    is_huurder = is_lokaal & (huishoudens.woning != GEEN)
    zoekenden = scenario.woningzoekenden
    assert is_huurder.sum() == zoekenden.ingeschreven.gemeente * zoekenden.herkomst.gemeente.doorstromer
    assert np.all(huishoudens.woonsituatie[is_huurder] == Woonsituatie.doorstromer)
    assert np.all(huishoudens.woonsituatie[is_lokaal & ~is_huurder] == Woonsituatie.starter)
    zoekt = huishoudens.zoekstatus == Zoekstatus.zoekend
    assert zoekt[is_lokaal].mean() == pytest.approx(0.116, abs=0.02)
    assert zoekt[staat_in & ~is_lokaal].all()
    starters = huishoudens.kern[is_lokaal & ~is_huurder]
    beilen = namen(scenario)["kern"].index("Beilen")
    assert np.mean(starters == beilen) == pytest.approx(np.mean(woningen.kern == beilen), abs=0.04)
    buiten = staat_in & ~is_lokaal
    assert np.all(huishoudens.kern[buiten] == GEEN)
    assert np.mean(huishoudens.herkomst[buiten] == Herkomst.elders) == pytest.approx(0.10, abs=0.02)
    assert np.mean(huishoudens.woonsituatie[buiten] == Woonsituatie.doorstromer) == pytest.approx(0.45, abs=0.03)
    is_elders = huishoudens.herkomst[buiten] == Herkomst.elders
    assert np.corrcoef(is_elders, huishoudens.woonsituatie[buiten])[0, 1] == pytest.approx(0, abs=0.06)
    assert huishoudens.activiteit.mean() == pytest.approx(1.0, abs=0.05)


def test_young_tenants_register_more_often() -> None:
    woningen, huishoudens = world(midden_drenthe())
    n = len(woningen)
    staat_in, age = huishoudens.zoekstatus[:n] > 0, leeftijden(huishoudens.geboren[:n])
    assert (
        staat_in[age < 35].mean() > 1.5 * staat_in[(age >= 45) & (age < 75)].mean() > 1.5 * staat_in[age >= 85].mean()
    )


def test_inschrijfduren_are_the_scenarios_where_age_leaves_room() -> None:
    _, huishoudens = world(midden_drenthe())
    old = leeftijden(huishoudens.geboren) >= 50
    passief = old & (huishoudens.zoekstatus == Zoekstatus.passief)
    zoekend = (huishoudens.zoekstatus == Zoekstatus.zoekend) & old
    assert -huishoudens.inschrijfdatum[passief].mean() / JAAR == pytest.approx(6.0, rel=0.12)
    assert -np.median(huishoudens.inschrijfdatum[zoekend]) / JAAR == pytest.approx(1.3, rel=0.12)


def test_a_zoekduur_of_zero_is_a_search_without_a_reaction_yet() -> None:
    at_once = midden_drenthe().huurders.woonduur.model_copy(update={"lognormaal": None, "vast": 0})
    path = "woningzoekenden__inschrijfduur_bij_aanvang__zoekend__regio"
    _, huishoudens = world(with_changes(**{path: at_once}))
    buiten = huishoudens.stroom == STROMEN.index("register_regio")
    assert set(huishoudens.inschrijfdatum[buiten].tolist()) == {0}
    assert set(huishoudens.eerste_reactie[buiten].tolist()) == {GEEN}


def test_without_a_zoekduur_everybody_has_searched_since_registering() -> None:
    _, huishoudens = world(with_changes(woningzoekenden__zoekduur_bij_aanvang=None))
    zoekt = (huishoudens.zoekstatus == Zoekstatus.zoekend) & (huishoudens.inschrijfdatum < GEEN)
    assert np.array_equal(huishoudens.eerste_reactie[zoekt], huishoudens.inschrijfdatum[zoekt])


def test_the_longest_registered_have_searched_longest() -> None:
    _, huishoudens = world(midden_drenthe())
    zoekt = (huishoudens.zoekstatus == Zoekstatus.zoekend) & (huishoudens.stroom == STROMEN.index("register_regio"))
    order = np.argsort(huishoudens.inschrijfdatum[zoekt])
    assert np.all(np.diff(huishoudens.eerste_reactie[zoekt][order]) >= 0)
    assert np.all(huishoudens.eerste_reactie[zoekt] >= huishoudens.inschrijfdatum[zoekt])


@pytest.mark.parametrize("part", ["gemeente", "regio"])
@pytest.mark.parametrize("doorstromer", [0.0, 0.5, 1.0])
def test_one_more_seeker_changes_nobody_else(part: str, doorstromer: float) -> None:
    base = with_changes(woningzoekenden__herkomst__gemeente__doorstromer=doorstromer)
    n = getattr(base.woningzoekenden.ingeschreven, part)
    more = changed(base, f"woningzoekenden.ingeschreven.{part}", n + 1)
    before, after = by_identity(world(base)[1]), by_identity(world(more)[1])
    new_rows = set(after) - set(before)
    different = [who for who in before if before[who] != after[who]]
    assert len(new_rows) + len(different) == 1  # a new row, or a tenant who now stands in the register


def test_more_doorstromers_than_tenants_leaves_starters() -> None:
    scenario = with_changes(
        woningvoorraad=[regel(aantal=3)],
        woningzoekenden__ingeschreven__gemeente=10,
        woningzoekenden__herkomst__gemeente__doorstromer=1.0,
    )
    _, huishoudens = world(scenario)
    assert np.all(huishoudens.zoekstatus[:3] > 0)
    assert np.sum(huishoudens.stroom == STROMEN.index("register_gemeente")) == 7


def test_registered_tenants_may_have_a_start_of_their_own() -> None:
    zoekenden = midden_drenthe().woningzoekenden
    years = midden_drenthe().huurders.woonduur.model_copy(update={"lognormaal": None, "vast": 30 * JAAR})
    tempo = Huurderstempo(zoekend_bij_aanvang=1, direct_zoekend=0, gaat_zoeken=0, stopt=0, vervalt=0)
    base, own = (
        midden_drenthe(),
        with_changes(
            woningzoekenden__zoekend_of_passief__huurders=tempo,
            woningzoekenden__inschrijfduur_bij_aanvang__huurders=Huurdersduren(zoekend=years, passief=years),
        ),
    )
    before, after = world(base)[1], world(own)[1]
    staat_in = after.zoekstatus != Zoekstatus.geen
    rents = (after.woning != GEEN) & staat_in
    assert rents.sum() == round(zoekenden.ingeschreven.gemeente * zoekenden.herkomst.gemeente.doorstromer)
    assert (after.zoekstatus[rents] == Zoekstatus.zoekend).all()
    could = rents & (leeftijden(after.geboren) >= 48)
    assert set(after.inschrijfdatum[could].tolist()) == {-30 * JAAR}
    others = staat_in & ~rents
    assert np.array_equal(before.inschrijfdatum[others], after.inschrijfdatum[others])
    assert np.array_equal(before.zoekstatus[others], after.zoekstatus[others])


def test_those_registered_at_the_start_may_be_older_than_those_who_register() -> None:
    _, huishoudens = world(with_changes(woningzoekenden__herkomst__gemeente__leeftijd_bij_aanvang={"65-74": 1.0}))
    starters = huishoudens.stroom == STROMEN.index("register_gemeente")
    age = leeftijden(huishoudens.geboren[starters])
    assert age.min() >= 65
    assert age.max() < 75

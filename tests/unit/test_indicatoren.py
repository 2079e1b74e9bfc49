"""Indicators: hand-made facts of two replications of two years, with the expected figures worked out by hand."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from woonsim.begrippen import (
    Doelgroep,
    Herkomst,
    Kanaal,
    Leeftijdsgroep,
    Oorzaak,
    Post,
    Voorziening,
    Woonsituatie,
    Zoekstatus,
)
from woonsim.feiten import FEITEN, MATEN, STROMEN
from woonsim.indicatoren import INDICATOREN, per_replicatie, samenvatting
from woonsim.indicatoren.waarneming import Waarneming
from woonsim.indicatoren.wachten import kaplan_meier
from woonsim.kalender import DAG
from woonsim.record import Recorder, Replicatie
from woonsim.results import Results
from woonsim.scenario.begeleiding import Begeleidingsbehoefte
from woonsim.scenario.model import (
    Begeleiding,
    BijzondereDoelgroepen,
    Scenario,
    Terugval,
    Voorraadregel,
    Voorzieningsplaatsen,
)

DOC = Path(__file__).parents[2] / "docs" / "indicatoren.md"
NAMEN = {
    "corporatie": ("Woonservice",),
    "kern": ("Beilen", "overig"),
    "regel": (),
    "rekening": ("weer_thuis", "ruimte"),
    "parameter": (),
}
YEAR_DAYS = 365.25


def _scenario(**changes: Any) -> Scenario:
    values: dict[str, Any] = {
        "begindatum": date(2021, 1, 1),
        "looptijd": 2,
        "beleid": [],
        "woningvoorraad": [Voorraadregel.model_construct(aantal=n) for n in (30, 10)],
        "bijzondere_doelgroepen": BijzondereDoelgroepen.model_construct(),
        "beschermd_wonen": Voorzieningsplaatsen.model_construct(),
        "begeleiding": Begeleiding.model_construct(nodig=Begeleidingsbehoefte()),
        "terugval": Terugval.model_construct(),
    }
    return Scenario.model_construct(**{**values, **changes})


class Facts:
    """A recorder of which rows name only what matters; the rest is 0."""

    def __init__(self) -> None:
        self._recorder = Recorder()

    def add(self, table: str, **values: float) -> "Facts":
        unknown = set(values) - {column.name for column in FEITEN[table]}
        assert not unknown, unknown
        self._recorder.row(table, *(values.get(column.name, 0) for column in FEITEN[table]))
        return self

    def replicatie(self, nummer: int = 1) -> Replicatie:
        return Replicatie(nummer, self._recorder.tables(), NAMEN, {})


def _figures(facts: Facts, indicator: str, groep: str = "totaal", **changes: Any) -> list[float]:
    """The figures of one group of one replication: 2021, 2022, the term."""
    figures = INDICATOREN[indicator].compute(Waarneming(_scenario(**changes), facts.replicatie()))
    rows = [cijfer for cijfer in figures if cijfer.groep == groep]
    assert [cijfer.jaar for cijfer in rows] == [2021, 2022, None]
    return [cijfer.value for cijfer in rows]


def _expect(figures: list[float], *expected: float) -> None:
    np.testing.assert_allclose(figures, expected, rtol=1e-12)


NAN = float("nan")


def test_vrijgekomen_counts_by_year_of_notice() -> None:
    facts = Facts()
    for jaar, oorzaak, kern in ((2021, 0, 0), (2021, 5, 1), (2021, 5, 0), (2022, 4, 1)):
        facts.add("vrijkomst", jaar=jaar, oorzaak=oorzaak, kern=kern)
    _expect(_figures(facts, "vrijgekomen"), 3, 1, 2)
    _expect(_figures(facts, "vrijgekomen", "oorzaak=binnen_voorraad"), 2, 0, 1)
    _expect(_figures(facts, "mutatiegraad"), 3 / 40, 1 / 40, 2 / 40)


def test_kern_with_the_name_of_a_cause_is_another_group() -> None:
    facts = Facts().add("vrijkomst", jaar=2021, oorzaak=Oorzaak.overig, kern=0)
    _expect(_figures(facts, "vrijgekomen", "oorzaak=overig"), 1, 0, 0.5)
    _expect(_figures(facts, "vrijgekomen", "kern=overig"), 0, 0, 0)


def test_toewijzingen_count_by_year_of_acceptance() -> None:
    facts = Facts()
    facts.add("toewijzing", jaar=2022, jaar_vrijkomst=2021, kanaal=Kanaal.bemiddeling, doelgroep=Doelgroep.urgenten)
    facts.add("toewijzing", jaar=2022, jaar_vrijkomst=2022, woonsituatie=Woonsituatie.doorstromer)
    _expect(_figures(facts, "toewijzingen"), 0, 2, 1)
    _expect(_figures(facts, "toewijzingen", "kanaal=bemiddeling"), 0, 1, 0.5)
    _expect(_figures(facts, "toewijzingen", "doelgroep=urgenten"), 0, 1, 0.5)
    _expect(_figures(facts, "toewijzingen", "woonsituatie=doorstromer"), 0, 1, 0.5)
    _expect(_figures(facts, "toewijzingen", "herkomst=elders"), 0, 0, 0)


def test_shares_of_what_fell_free_go_by_the_year_it_fell_free() -> None:
    facts = Facts()
    for jaar in (2021, 2021, 2021, 2021, 2022):
        facts.add("vrijkomst", jaar=jaar)
    let = {"kanaal": Kanaal.bemiddeling, "doelgroep": Doelgroep.uitstroom}
    facts.add("toewijzing", jaar=2022, jaar_vrijkomst=2021, **let)
    facts.add("toewijzing", jaar=2021, jaar_vrijkomst=2021, kanaal=Kanaal.bemiddeling, doelgroep=Doelgroep.urgenten)
    facts.add("toewijzing", jaar=2021, jaar_vrijkomst=2021, doelgroep=Doelgroep.urgenten, met_voorrang=True)
    facts.add("toewijzing", jaar=2022, jaar_vrijkomst=2022)
    _expect(_figures(facts, "aandeel_uitstroom"), 1 / 4, 0, 1 / 5)
    _expect(_figures(facts, "aandeel_bemiddeling"), 2 / 4, 0, 2 / 5)
    _expect(_figures(facts, "aandeel_buiten_regulier"), 3 / 4, 0, 3 / 5)


def _regular(facts: Facts) -> Facts:
    """Three regular lettings in 2021, and five of other kinds that may not count among them."""
    for years, herkomst in ((1, Herkomst.gemeente), (2, Herkomst.regio), (6, Herkomst.regio)):
        facts.add(
            "toewijzing",
            jaar=2021,
            herkomst=herkomst,
            inschrijfduur_dagen=years * YEAR_DAYS,
            zoekduur_dagen=years * YEAR_DAYS / 2 if years > 1 else -1,
            weigeringen=years,
            leegstand_dagen=10 * years,
        )
    facts.add("toewijzing", jaar=2021, met_voorrang=True, inschrijfduur_dagen=1, weigeringen=3)
    facts.add("toewijzing", jaar=2021, kanaal=Kanaal.bemiddeling, inschrijfduur_dagen=1, leegstand_dagen=50)
    facts.add("toewijzing", jaar=2021, kanaal=Kanaal.bemiddeling, inschrijfduur_dagen=1, leegstand_dagen=30)
    facts.add("toewijzing", jaar=2021, kanaal=Kanaal.eerste_reageerder, inschrijfduur_dagen=-1, weigeringen=70)
    return facts


def test_inschrijfduur_is_of_lettings_through_the_adverts_without_voorrang() -> None:
    facts = _regular(Facts())
    _expect(_figures(facts, "inschrijfduur_gehuisvest"), 3, NAN, 3)
    _expect(_figures(facts, "inschrijfduur_gehuisvest_mediaan"), 2, NAN, 2)
    _expect(_figures(facts, "inschrijfduur_gehuisvest_p90"), 5.2, NAN, 5.2)
    _expect(_figures(facts, "inschrijfduur_gehuisvest", "herkomst=regio"), 4, NAN, 4)
    _expect(_figures(facts, "aandeel_gemeente"), 1 / 3, NAN, 1 / 3)


def test_zoekduur_leaves_out_who_has_none() -> None:
    _expect(_figures(_regular(Facts()), "zoekduur_gehuisvest"), 2, NAN, 2)


def test_refusals_are_of_the_adverts_and_leegstand_of_each_channel() -> None:
    facts = _regular(Facts())
    _expect(_figures(facts, "weigeringen_per_verhuring"), 12 / 4, NAN, 12 / 4)
    _expect(_figures(facts, "leegstand", "kanaal=bemiddeling"), 40, NAN, 40)
    _expect(_figures(facts, "leegstand"), (90 + 80) / 7, NAN, 170 / 7)


def test_mean_over_the_term_weighs_lettings_not_years() -> None:
    facts = Facts()
    for jaar, days in ((2021, 10), (2022, 40), (2022, 40)):
        facts.add("toewijzing", jaar=jaar, leegstand_dagen=days)
    _expect(_figures(facts, "leegstand"), 10, 40, 30)


def test_reactions_are_of_first_publications_without_leeftijdslabel() -> None:
    facts = Facts()
    facts.add("publicatie", jaar=2021, ronde=1, reacties=100, verhuurd=True)
    facts.add("publicatie", jaar=2021, ronde=1, reacties=300)
    facts.add("publicatie", jaar=2021, ronde=2, reacties=7, verhuurd=True)
    facts.add("publicatie", jaar=2021, ronde=1, reacties=9, leeftijdslabel=55)
    _expect(_figures(facts, "reacties_per_advertentie"), 200, NAN, 200)
    _expect(_figures(facts, "teruggekeerd"), 2, 0, 1)


def test_geleverd_counts_deliveries_per_account() -> None:
    facts = Facts()
    for rekening, post, jaar in ((0, Post.levering, 2021), (0, Post.toekenning, 2021), (1, Post.levering, 2022)):
        facts.add("grootboek", jaar=jaar, rekening=rekening, post=post, aantal=1)
    _expect(_figures(facts, "geleverd", "rekening=weer_thuis"), 1, 0, 0.5)
    _expect(_figures(facts, "geleverd", "rekening=ruimte"), 0, 1, 0.5)


def test_vervallen_counts_what_lapsed_and_what_nobody_took() -> None:
    facts = Facts()
    for post, jaar, aantal in ((Post.verval, 2021, 2), (Post.onbenut, 2021, 1), (Post.levering, 2021, 9)):
        facts.add("grootboek", jaar=jaar, rekening=0, post=post, aantal=aantal)
    _expect(_figures(facts, "vervallen", "rekening=weer_thuis"), 3, 0, 1.5)
    _expect(_figures(facts, "vervallen", "rekening=ruimte"), 0, 0, 0)


def test_chains_count_by_the_year_they_began() -> None:
    facts = Facts()
    # chain 0 (2021): two lettings, the last to a doorstromer from outside; chain 2 (2021): not let yet;
    # chain 3 (2022): let to a tenant whose own woning is still on offer; chain 5 (2022): let to a starter
    for vrijkomst, jaar, keten, schakel in (
        *((0, 2021, 0, 1), (2, 2021, 2, 1), (1, 2022, 0, 2), (3, 2022, 3, 1)),
        *((4, 2022, 3, 2), (5, 2022, 5, 1)),
    ):
        facts.add("vrijkomst", vrijkomst=vrijkomst, jaar=jaar, keten=keten, schakel=schakel)
    doorstromer = {"woonsituatie": Woonsituatie.doorstromer}
    facts.add("toewijzing", vrijkomst=1, jaar=2022, herkomst=Herkomst.regio, **doorstromer)
    facts.add("toewijzing", vrijkomst=0, jaar=2021, herkomst=Herkomst.gemeente, is_huurder=True, **doorstromer)
    facts.add("toewijzing", vrijkomst=3, jaar=2022, herkomst=Herkomst.gemeente, is_huurder=True, **doorstromer)
    facts.add("toewijzing", vrijkomst=5, jaar=2022, herkomst=Herkomst.regio)
    _expect(_figures(facts, "keten_lengte"), 2 / 2, 2 / 2, 4 / 4)
    _expect(_figures(facts, "keten_verlaat_gemeente"), 1, 0, 1 / 3)


def test_register_counts_of_residents() -> None:
    facts = Facts()
    facts.add("inschrijving", jaar=2021, wachtend=200, actief=30, zoekend=20, gereageerd=50, elders_gehuisvest=9)
    facts.add("inschrijving", jaar=2021, herkomst=Herkomst.regio, wachtend=300, actief=300, zoekend=300, gereageerd=400)
    facts.add("inschrijving", jaar=2022, wachtend=300, actief=60, zoekend=40, gereageerd=70, elders_gehuisvest=10)
    for kanaal in (Kanaal.aanbod, Kanaal.aanbod, Kanaal.bemiddeling):
        facts.add("toewijzing", jaar=2021, kanaal=kanaal)
    facts.add("toewijzing", jaar=2021, herkomst=Herkomst.regio)
    _expect(_figures(facts, "ingeschreven"), 500, 300, 400)
    _expect(_figures(facts, "ingeschreven", "herkomst=gemeente"), 200, 300, 250)
    _expect(_figures(facts, "actief_aandeel"), 30 / 200, 60 / 300, 90 / 500)
    _expect(_figures(facts, "zoekend_aandeel"), 20 / 200, 40 / 300, 60 / 500)
    _expect(_figures(facts, "slaagkans_utrecht"), 3 / 30, 0, 3 / 90)
    _expect(_figures(facts, "slaagkans_maaskoepel"), (3 + 9) / (50 + 1), 10 / 70, 22 / 121)


def test_chances_stand_side_by_side_by_age() -> None:
    facts = Facts()
    young, old = ({"jaar": 2021, "leeftijdsgroep": group} for group in Leeftijdsgroep)
    facts.add("inschrijving", **young, wachtend=100, actief=20, gereageerd=40, elders_gehuisvest=6)
    facts.add("inschrijving", **old, wachtend=50, actief=10, gereageerd=9, elders_gehuisvest=1)
    for leeftijd, kanaal in ((54, Kanaal.aanbod), (54, Kanaal.bemiddeling), (55, Kanaal.aanbod), (80, Kanaal.aanbod)):
        facts.add("toewijzing", jaar=2021, leeftijd=leeftijd, kanaal=kanaal, inschrijfduur_dagen=leeftijd * YEAR_DAYS)
    facts.add("toewijzing", jaar=2021, leeftijd=80, herkomst=Herkomst.regio, inschrijfduur_dagen=YEAR_DAYS)
    to_55, from_55 = ("leeftijdsgroep=tot_55", "leeftijdsgroep=vanaf_55")
    _expect(_figures(facts, "slaagkans_utrecht", to_55), 2 / 20, NAN, 2 / 20)
    _expect(_figures(facts, "slaagkans_utrecht", from_55), 2 / 10, NAN, 2 / 10)
    _expect(_figures(facts, "slaagkans_maaskoepel", to_55), (2 + 6) / (40 + 1), NAN, 8 / 41)
    _expect(_figures(facts, "slaagkans_maaskoepel", from_55), (2 + 1) / 9, NAN, 3 / 9)
    _expect(_figures(facts, "toewijzingen", from_55), 3, 0, 1.5)
    _expect(_figures(facts, "aandeel_gemeente", from_55), 2 / 3, NAN, 2 / 3)
    _expect(_figures(facts, "inschrijfduur_gehuisvest", from_55), (55 + 80 + 1) / 3, NAN, 136 / 3)
    _expect(_figures(facts, "ingeschreven", from_55), 50, 0, 25)


def test_tenants_are_those_at_the_end_of_each_year() -> None:
    facts = Facts()
    facts.add("bevolking", jaar=2020, leeftijdsklasse=85, personen=1, kamers=5, gelabeld=True, aantal=1000)
    for jaar, leeftijdsklasse, personen, kamers, gelabeld, aantal in (
        *((2021, 45, 1, 4, False, 4), (2021, 55, 2, 4, True, 3), (2021, 65, 1, 3, True, 2), (2021, 75, 3, 4, False, 1)),
        *((2022, 45, 5, 5, False, 1), (2022, 85, 2, 5, False, 1)),
    ):
        facts.add(
            "bevolking",
            jaar=jaar,
            leeftijdsklasse=leeftijdsklasse,
            personen=personen,
            kamers=kamers,
            gelabeld=gelabeld,
            aantal=aantal,
        )
    _expect(_figures(facts, "huurders_65plus"), 3 / 10, 1 / 2, 4 / 12)
    _expect(_figures(facts, "huurders_75plus"), 1 / 10, 1 / 2, 2 / 12)
    _expect(_figures(facts, "huurders_vanaf_55_in_gelabeld"), 5 / 6, 0, 5 / 7)
    _expect(_figures(facts, "huishoudgrootte_huurders"), (4 + 6 + 2 + 3) / 10, 7 / 2, 22 / 12)
    _expect(_figures(facts, "huurders_ruim_wonend"), 7 / 10, 1 / 2, 8 / 12)


def test_waits_of_those_searching_come_from_counts_per_month() -> None:
    facts = Facts()
    cell = {"moment": 365 * DAG, "jaar": 2021, "zoekstatus": Zoekstatus.zoekend, "maat": MATEN.index("inschrijfduur")}
    facts.add("register", **cell, maanden=0, aantal=2)
    facts.add("register", **cell, maanden=6, aantal=6)
    facts.add("register", **{**cell, "zoekstatus": Zoekstatus.passief}, maanden=99, aantal=50)
    facts.add("register", **{**cell, "maat": MATEN.index("zoekduur")}, maanden=5, aantal=50)
    facts.add("register", **{**cell, "moment": 0}, maanden=50, aantal=50)
    mean = (2 * 0.5 + 6 * 6.5) / 8 / 12
    _expect(_figures(facts, "inschrijfduur_wachtend"), mean, NAN, mean)
    # the 4th of 8 is two sixths into month 6; 90% is 7.2, so 5.2 sixths
    _expect(_figures(facts, "inschrijfduur_wachtend_mediaan"), (6 + 2 / 6) / 12, NAN, (6 + 2 / 6) / 12)
    _expect(_figures(facts, "inschrijfduur_wachtend_p90"), (6 + 5.2 / 6) / 12, NAN, (6 + 5.2 / 6) / 12)
    _expect(_figures(facts, "zoekduur_wachtend"), 5.5 / 12, NAN, 5.5 / 12)


def test_kaplan_meier_is_that_of_the_textbook() -> None:
    # ends at 6 (3 of 21), 7 (1 of 17), 10 (1 of 15): the 6-mercaptopurine arm of Freireich et al. 1963
    days = np.array([6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35], dtype=float)
    ended = np.array([True] * 9 + [False] * 12)
    times, waiting = kaplan_meier(days, ended)
    assert times.tolist() == [6, 7, 10, 13, 16, 22, 23]
    np.testing.assert_allclose(waiting, [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448], atol=5e-4)


def _candidates(*waits: tuple[int, int, int]) -> Facts:
    """People leaving beschermd wonen: (year, day ready, day of the keys or -1)."""
    facts = Facts()
    for jaar, ready, keys in waits:
        sleutels = keys * DAG if keys >= 0 else -1
        facts.add(
            "kandidaat", doelgroep=Doelgroep.uitstroom, jaar=jaar, gereed=ready * DAG, sleutels=sleutels, afgevallen=-1
        )
    return facts


def test_waits_run_from_ready_to_keys() -> None:
    facts = _candidates((2021, 0, 40), (2021, 10, 110), (2021, 20, 140), (2021, 30, 50), (2021, -200, 300))
    group = "doelgroep=uitstroom"
    _expect(_figures(facts, "wachttijd_mediaan", group), 40, NAN, 40)
    _expect(_figures(facts, "wachttijd_p90", group), 120, NAN, 120)
    _expect(_figures(facts, "wachttijd_binnen_3_maanden", group), 2 / 4, NAN, 2 / 4)


def test_who_waits_at_the_end_counts_as_censored() -> None:
    # at day 730 the run ends; keys promised for day 760 are still to come
    facts = _candidates((2022, 630, 650), (2022, 640, -1), (2022, 700, 760), (2022, 600, 720))
    group = "doelgroep=uitstroom"
    # at day 20 one of 4 ends (3/4); cut off at 30 and 90; at day 120 the last one ends
    _expect(_figures(facts, "wachttijd_mediaan", group), NAN, 120, 120)
    _expect(_figures(facts, "wachttijd_binnen_3_maanden", group), NAN, 1 / 4, 1 / 4)


def test_share_within_three_months_needs_somebody_followed_that_long() -> None:
    facts = _candidates((2022, 700, 710), (2022, 705, -1))
    _expect(_figures(facts, "wachttijd_binnen_3_maanden", "doelgroep=uitstroom"), NAN, NAN, NAN)


def test_group_that_the_scenario_lacks_has_no_wait() -> None:
    table = per_replicatie(Results(_scenario(), 1, (Facts().replicatie(),)))
    waits = table[table["indicator"] == "wachttijd_mediaan"]
    assert waits["groep"].unique().tolist() == ["doelgroep=uitstroom"]


def test_beschermd_wonen_is_averaged_over_time() -> None:
    facts = Facts()
    facts.add("voorziening", moment=0, verblijf=8, geblokkeerd=0, vrij=2)
    facts.add("voorziening", moment=73 * DAG, verblijf=6, geblokkeerd=2, vrij=2)
    facts.add("voorziening", moment=365 * DAG, verblijf=6, geblokkeerd=4, vrij=0)
    _expect(_figures(facts, "bw_geblokkeerd"), 0.8 * 2, 4, (0.8 * 2 + 4) / 2)
    _expect(_figures(facts, "bw_bezet"), 8, 10, 9)
    _expect(_figures(facts, "bw_vrij"), 2, 0, 1)
    _expect(_figures(facts, "bw_geblokkeerde_plaatsdagen"), 584, 1460, 1022)
    _expect(_figures(facts, "bw_geblokkeerd_aandeel"), 0.2, 0.4, 5.6 / 18)


def test_scenario_without_beschermd_wonen_has_no_such_figures() -> None:
    table = per_replicatie(Results(_scenario(beschermd_wonen=None), 1, (Facts().replicatie(),)))
    assert not table["indicator"].str.startswith(("bw_", "voorziening_")).any()


def test_support_and_relapse_have_no_figures_in_a_scenario_without_them() -> None:
    table = per_replicatie(Results(_scenario(begeleiding=None, terugval=None), 1, (Facts().replicatie(),)))
    assert not table["indicator"].str.contains("begeleiding|terugval").any()


def test_support_is_averaged_over_time_and_what_it_misses_is_counted() -> None:
    facts = Facts().add("begeleiding", moment=0, fte_beschikbaar=2, fte_in_gebruik=0)
    facts.add("begeleiding", moment=73 * DAG, fte_beschikbaar=2, fte_in_gebruik=1)
    facts.add("begeleiding", moment=365 * DAG, fte_beschikbaar=4, fte_in_gebruik=1)
    for jaar, days, vorm in ((2021, 10.0, 2), (2021, 0.0, 2), (2022, 0.0, 0), (2022, 6.0, 3)):
        facts.add("toewijzing", jaar=jaar, wacht_op_begeleiding_dagen=days, begeleiding=vorm)
    for jaar, missed in ((2021, True), (2021, False), (2021, True), (2022, True)):
        facts.add("vrijkomst", jaar=jaar, gemist_begeleiding=missed)
    _expect(_figures(facts, "begeleiding_benutting"), 0.4, 0.25, (0.8 + 1) / 6)
    _expect(_figures(facts, "wacht_op_begeleiding"), 5, 6, 16 / 3)
    _expect(_figures(facts, "gemist_begeleiding"), 2, 1, 1.5)


def test_each_voorziening_has_figures_of_its_own() -> None:
    facts = Facts()
    for voorziening, held in ((Voorziening.beschermd_wonen, 3), (Voorziening.maatschappelijke_opvang, 5)):
        facts.add("voorziening", voorziening=voorziening, moment=0, verblijf=held, geblokkeerd=1, wachtlijst=held)
        facts.add("voorziening", voorziening=voorziening, moment=365 * DAG, verblijf=held, terugkeer=held)
    for stroom, sleutels in (("beschermd_wonen", 3), ("beschermd_wonen", 400), ("maatschappelijke_opvang", -1)):
        groep = Doelgroep.uitstroom
        facts.add("kandidaat", doelgroep=groep, stroom=STROMEN.index(stroom), sleutels=sleutels * DAG)
    # who must move for demolition later does not leave the voorziening again
    again = {"doelgroep": Doelgroep.herhuisvesting, "stroom": STROMEN.index("beschermd_wonen"), "sleutels": 500 * DAG}
    facts.add("kandidaat", **again)
    own = {"maatschappelijke_opvang": Voorzieningsplaatsen.model_construct()}
    bw, mo = (f"voorziening={voorziening.name}" for voorziening in Voorziening)
    _expect(_figures(facts, "voorziening_bezet", bw, **own), 4, 3, 3.5)
    _expect(_figures(facts, "voorziening_bezet", mo, **own), 6, 5, 5.5)
    _expect(_figures(facts, "voorziening_geblokkeerd", mo, **own), 1, 0, 0.5)
    _expect(_figures(facts, "voorziening_wachtlijst", mo, **own), 5, 0, 2.5)
    _expect(_figures(facts, "voorziening_doorstroom", bw, **own), 1, 1, 1)
    _expect(_figures(facts, "voorziening_doorstroom", mo, **own), 0, 0, 0)
    _expect(_figures(facts, "voorziening_terugkeer", bw, **own), 0, 3, 1.5)
    _expect(_figures(facts, "bw_bezet", **own), 4, 3, 3.5)


def test_relapse_in_the_first_year_is_of_those_who_were_followed_for_one() -> None:
    facts, bw = Facts(), STROMEN.index("beschermd_wonen")
    for volgnummer, sleutels in enumerate((10, 20, 30, 40, 364, 366)):
        facts.add("kandidaat", doelgroep=Doelgroep.uitstroom, stroom=bw, volgnummer=volgnummer, sleutels=sleutels * DAG)
    for volgnummer, jaar, dagen in ((0, 2021, 100.0), (1, 2022, 366.0), (5, 2022, 10.0)):
        facts.add("terugval", stroom=bw, volgnummer=volgnummer, jaar=jaar, dagen=dagen)
    facts.add("terugval", stroom=STROMEN.index("huurder"), jaar=2021, dagen=-1.0)
    _expect(_figures(facts, "terugval_eerste_jaar"), 1 / 5, NAN, 1 / 5)
    _expect(_figures(facts, "terugval"), 2, 2, 2)
    _expect(_figures(facts, "terugval", "stroom=beschermd_wonen"), 1, 2, 1.5)
    _expect(_figures(facts, "terugval", "stroom=huurder"), 1, 0, 0.5)


def test_year_of_the_run_need_not_begin_in_january() -> None:
    facts = Facts().add("voorziening", moment=0, geblokkeerd=1)
    figures = _figures(facts, "bw_geblokkeerde_plaatsdagen", begindatum=date(2021, 7, 1))
    _expect(figures, 365, 365, 365)


def _leegstand(*days: float, jaar_2022: float | None = None) -> list[dict[str, Any]]:
    """The summary of leegstand (2021, 2022, the term) of replications with one letting each."""
    replicaties = []
    for nummer, value in enumerate(days, start=1):
        facts = Facts().add("vrijkomst", schakel=1, jaar=2021).add("toewijzing", jaar=2021, leegstand_dagen=value)
        if jaar_2022 is not None and nummer == 1:
            facts.add("toewijzing", jaar=2022, leegstand_dagen=jaar_2022)
        replicaties.append(facts.replicatie(nummer))
    table = samenvatting(Results(_scenario(), 1, tuple(replicaties)))
    rows = table[(table["indicator"] == "leegstand") & (table["groep"] == "totaal")].to_dict("records")
    return [{str(key): value for key, value in row.items()} for row in rows]


def test_samenvatting_is_the_mean_over_replications() -> None:
    first, second, term = _leegstand(10, 12, 14, 16, 18, 20, jaar_2022=5)
    # sd of 10, 12, ..., 20 is sqrt(14); t(5) is 2.570582; without skewness the interval is the ordinary one
    half = 2.570582 * np.sqrt(14 / 6)
    assert (first["jaar"], first["mean"], first["n"], first["unit"], first["betrouwbaar"]) == (
        2021,
        15,
        6,
        "dagen",
        False,
    )
    assert (first["low"], first["high"]) == pytest.approx((15 - half, 15 + half))
    assert (second["jaar"], second["mean"], second["n"], second["betrouwbaar"]) == (2022, 5, 1, False)
    assert np.isnan(second["low"])
    assert term["mean"] == pytest.approx((7.5 + 12 + 14 + 16 + 18 + 20) / 6)


def test_interval_does_not_go_below_zero() -> None:
    first, *_ = _leegstand(0, 20)
    assert (first["mean"], first["low"]) == (10, 0)
    assert first["high"] == pytest.approx(10 + 12.706205 * 10)


def test_interval_of_a_share_does_not_go_above_one() -> None:
    replicaties = []
    for nummer, let in enumerate((1, 2), start=1):
        facts = Facts().add("vrijkomst", vrijkomst=0, schakel=1, jaar=2021).add("vrijkomst", vrijkomst=1, jaar=2021)
        for _ in range(let):
            facts.add("toewijzing", jaar=2021, jaar_vrijkomst=2021, doelgroep=Doelgroep.uitstroom)
        replicaties.append(facts.replicatie(nummer))
    table = samenvatting(Results(_scenario(), 1, tuple(replicaties)))
    row = table[(table["indicator"] == "aandeel_uitstroom") & (table["jaar"] == 2021)].iloc[0]
    assert (row["mean"], row["low"], row["high"]) == (0.75, 0.0, 1.0)


def test_ruimtegebrek_counts_freed_woningen_per_account() -> None:
    facts = Facts()
    for jaar, rekening, vrijkomst in ((2021, 0, 7), (2021, 1, 7), (2022, 1, 8), (2022, 0, 9), (2022, 0, 10)):
        facts.add("ruimtegebrek", jaar=jaar, rekening=rekening, vrijkomst=vrijkomst)
    one, other = NAMEN["rekening"][:2]
    _expect(_figures(facts, "ruimtegebrek", f"rekening={one}"), 1, 2, 1.5)
    _expect(_figures(facts, "ruimtegebrek", f"rekening={other}"), 1, 1, 1)


def test_samenvatting_has_one_row_per_figure_in_the_order_of_the_registry() -> None:
    table = samenvatting(Results(_scenario(), 1, (Facts().replicatie(1), Facts().replicatie(2))))
    assert not table.duplicated(["indicator", "groep", "jaar"]).any()
    order = [naam for naam in INDICATOREN if not naam.startswith("taakstelling_")]
    assert table["indicator"].unique().tolist() == order
    assert table["unit"].notna().all()


def test_groups_are_those_that_the_registry_declares() -> None:
    facts = Facts().add("voorziening", moment=0, geblokkeerd=1).add("taakstelling", jaar=2021)
    table = per_replicatie(Results(_scenario(), 1, (facts.replicatie(),)))
    for naam, indicator in INDICATOREN.items():
        groepen = set(table.loc[table["indicator"] == naam, "groep"])
        assert {groep.split("=")[0] for groep in groepen if "=" in groep} == set(indicator.dimensies), naam
        assert ("totaal" in groepen) is indicator.heeft_totaal, naam


@pytest.mark.parametrize(
    ("definition", "more", "less"), [("definitie", "meer", "minder"), ("definition", "more", "less")]
)
def test_document_lists_the_registry(definition: str, more: str, less: str) -> None:
    better = {"meer": more, "minder": less, "": "-"}
    expected = [
        (
            f"`{i.naam}`",
            i.eenheid,
            ", ".join((["totaal"] if i.heeft_totaal else []) + list(i.dimensies)),
            better[i.richting],
            getattr(i, definition),
        )
        for i in INDICATOREN.values()
    ]
    heading = {"definitie": "## Definities", "definition": "## Definitions in English"}[definition]
    section = DOC.read_text(encoding="utf-8").split(f"{heading}\n")[1].split("\n## ")[0]
    rows = [tuple(re.split(r" \| ", line.strip("| "))) for line in section.splitlines() if line.startswith("| `")]
    assert rows == expected


@pytest.mark.parametrize("indicator", INDICATOREN.values(), ids=list(INDICATOREN))
def test_definition_is_one_sentence(indicator: Any) -> None:
    for text in (indicator.definitie, indicator.definition):
        assert text.endswith(".")
        assert ". " not in text


def _changing() -> Facts:
    """Ten built and let in the middle of 2021, one sold, four demolished on the last day of 2021."""
    facts = Facts()
    facts.add("voorraad", moment=0, jaar=2021, in_voorraad=40)
    facts.add("voorraad", moment=73 * DAG, jaar=2021, in_voorraad=50, gebouwd=10)
    facts.add("voorraad", moment=292 * DAG, jaar=2021, in_voorraad=49, gebouwd=10, verkocht=1)
    facts.add("voorraad", moment=365 * DAG, jaar=2022, in_voorraad=45, gebouwd=10, verkocht=1, gesloopt=4)
    return facts


def test_the_stock_at_the_end_of_the_year_and_what_changed_in_it() -> None:
    facts = _changing()
    _expect(_figures(facts, "woningvoorraad"), 49, 45, 47)
    _expect(_figures(facts, "gebouwd"), 10, 0, 5)
    _expect(_figures(facts, "verkocht"), 1, 0, 0.5)
    _expect(_figures(facts, "gesloopt"), 0, 4, 2)


def test_mutatiegraad_is_over_the_stock_that_there_was() -> None:
    facts = _changing()
    for jaar in (2021, 2021, 2022):
        facts.add("vrijkomst", jaar=jaar)
    # 40 for a fifth of the year, 50 for three fifths, 49 for the last
    _expect(_figures(facts, "mutatiegraad"), 2 / 47.8, 1 / 45, (2 / 47.8 + 1 / 45) / 2)


def _first_let() -> Facts:
    """Two new woningen: one chain frees two more, of which one is sold; beside them an ordinary chain."""
    facts = Facts()
    facts.add("vrijkomst", vrijkomst=0, keten=0, schakel=1, jaar=2021, oorzaak=Oorzaak.eerste_verhuur)
    facts.add("vrijkomst", vrijkomst=1, keten=1, schakel=1, jaar=2021, oorzaak=Oorzaak.eerste_verhuur)
    facts.add("vrijkomst", vrijkomst=2, keten=0, schakel=2, jaar=2022, oorzaak=Oorzaak.binnen_voorraad)
    facts.add("vrijkomst", vrijkomst=3, keten=0, schakel=3, jaar=2022, oorzaak=Oorzaak.binnen_voorraad, onttrokken=1)
    facts.add("vrijkomst", vrijkomst=4, keten=4, schakel=1, jaar=2021)
    facts.add("vrijkomst", vrijkomst=5, keten=5, schakel=1, jaar=2021, onttrokken=1)
    for number in (0, 1, 2, 4):
        jaar = 2022 if number == 2 else 2021
        terms = {"kanaal": Kanaal.bemiddeling, "inschrijfduur_dagen": -1.0} if number == 0 else {}
        days = {"inschrijfduur_dagen": (number + 1) * YEAR_DAYS} if number else {}
        facts.add("toewijzing", vrijkomst=number, jaar=jaar, jaar_vrijkomst=jaar, **terms, **days)
    return facts


def test_first_lettings_and_what_is_not_let_again_did_not_fall_free() -> None:
    facts = _first_let()
    _expect(_figures(facts, "vrijgekomen"), 1, 1, 1)
    _expect(_figures(facts, "vrijgekomen", "oorzaak=eerste_verhuur"), 0, 0, 0)
    _expect(_figures(facts, "aandeel_bemiddeling"), 0, 0, 0)
    _expect(_figures(facts, "toewijzingen"), 3, 1, 2)
    # number 1 is a first letting; 2 and 4 count
    _expect(_figures(facts, "inschrijfduur_gehuisvest"), 5, 3, 4)


def test_chains_by_what_began_them() -> None:
    facts = _first_let()
    _expect(_figures(facts, "vrijgemaakt_per_nieuwbouw"), 1 / 2, NAN, 1 / 2)
    _expect(_figures(facts, "keten_lengte"), 4 / 3, NAN, 4 / 3)
    _expect(_figures(facts, "keten_lengte", "wortel=eerste_verhuur"), 3 / 2, NAN, 3 / 2)
    _expect(_figures(facts, "keten_lengte", "wortel=overlijden_of_zorg"), 1, NAN, 1)


def test_woningen_with_and_without_a_label_side_by_side() -> None:
    facts = Facts()
    facts.add("publicatie", jaar=2021, ronde=1, reacties=4, leeftijdslabel=55)
    facts.add("publicatie", jaar=2021, ronde=2, reacties=9, leeftijdslabel=55, verhuurd=True)
    facts.add("publicatie", jaar=2021, ronde=1, reacties=20, verhuurd=True)
    for leeftijd, leeftijdslabel, weigeringen, days in ((54, 55, 2, 30), (55, 55, 4, 10), (55, 0, 1, 6), (30, 0, 1, 6)):
        let = {"leeftijdslabel": leeftijdslabel, "weigeringen": weigeringen, "leegstand_dagen": days}
        facts.add("toewijzing", jaar=2021, leeftijd=leeftijd, **let)
    labelled, unlabelled = "leeftijdslabel=gelabeld", "leeftijdslabel=ongelabeld"
    _expect(_figures(facts, "reacties_per_advertentie", labelled), 4, NAN, 4)
    _expect(_figures(facts, "reacties_per_advertentie", unlabelled), 20, NAN, 20)
    _expect(_figures(facts, "teruggekeerd", labelled), 1, 0, 0.5)
    _expect(_figures(facts, "teruggekeerd", unlabelled), 0, 0, 0)
    _expect(_figures(facts, "weigeringen_per_verhuring", labelled), 3, NAN, 3)
    _expect(_figures(facts, "leegstand", labelled), 20, NAN, 20)
    _expect(_figures(facts, "leegstand", unlabelled), 6, NAN, 6)
    _expect(_figures(facts, "aandeel_vanaf_55"), 2 / 4, NAN, 2 / 4)
    _expect(_figures(facts, "aandeel_vanaf_55", labelled), 1 / 2, NAN, 1 / 2)
    _expect(_figures(facts, "aandeel_onder_leeftijdslabel"), 1 / 2, NAN, 1 / 2)
    _expect(_figures(facts, "toewijzingen", "leeftijdsgroep=vanaf_55"), 2, 0, 1)

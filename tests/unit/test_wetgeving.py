"""The legal tables: each number stands in the law of its year, and has a source."""

import tomllib
from importlib.resources import files
from typing import Any

import pytest

from woonsim.errors import UsageError
from woonsim.wetgeving import Wetgeving, wetgeving_jaren

WET = Wetgeving(indexering=0.03)


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return tomllib.loads((files("woonsim") / "data" / "wetgeving.toml").read_text(encoding="utf-8"))


def test_2021_knew_one_income_limit_and_two_tenths_of_room() -> None:
    daeb = WET.daeb(2021)
    assert (daeb.inkomensgrens_1p_eur, daeb.inkomensgrens_2p_eur) == (40_024, 40_024)
    assert daeb.huurgrens_eur == 752.33
    assert daeb.vrije_ruimte == 0.20


def test_from_2022_the_limit_differs_by_household_and_the_room_is_smaller() -> None:
    daeb = WET.daeb(2022)
    assert (daeb.inkomensgrens_1p_eur, daeb.inkomensgrens_2p_eur) == (40_765, 45_014)
    assert (daeb.vrije_ruimte, daeb.vrije_ruimte_lokaal) == (0.075, 0.15)


@pytest.mark.parametrize(
    ("jaar", "incomes", "rents"),
    [
        (2021, (23_725, 32_200, 23_650, 32_075), (633.25, 678.66)),
        (2022, (24_075, 32_675, 23_975, 32_550), (633.25, 678.66)),
        (2023, (25_475, 34_575, 25_075, 33_800), (647.19, 693.60)),
        (2024, (27_725, 37_625, 27_225, 36_675), (650.43, 697.07)),
        (2025, (28_375, 38_500, 27_775, 37_350), (682.96, 731.93)),
        (2026, (29_400, 39_925, 28_775, 38_650), (713.02, 764.14)),
    ],
)
def test_passend_tables(jaar: int, incomes: tuple[float, ...], rents: tuple[float, ...]) -> None:
    passend = WET.passend(jaar)
    assert incomes == (
        passend.inkomensgrens_1p_eur,
        passend.inkomensgrens_2p_eur,
        passend.inkomensgrens_1p_aow_eur,
        passend.inkomensgrens_2p_aow_eur,
    )
    assert rents == (passend.aftoppingsgrens_laag_eur, passend.aftoppingsgrens_hoog_eur)


@pytest.mark.parametrize("jaar", wetgeving_jaren())
def test_limits_of_a_year_are_in_order(jaar: int) -> None:
    daeb, passend = WET.daeb(jaar), WET.passend(jaar)
    assert passend.aftoppingsgrens_laag_eur < passend.aftoppingsgrens_hoog_eur < daeb.huurgrens_eur
    assert passend.inkomensgrens_1p_aow_eur < passend.inkomensgrens_1p_eur < passend.inkomensgrens_2p_eur
    assert passend.inkomensgrens_2p_eur < daeb.inkomensgrens_1p_eur <= daeb.inkomensgrens_2p_eur
    assert 65 * 12 < passend.aow_leeftijd_maanden <= 68 * 12


def test_after_the_last_table_amounts_grow_and_shares_stay() -> None:
    last, later = WET.daeb(2026), WET.daeb(2029)
    assert later.inkomensgrens_1p_eur == pytest.approx(last.inkomensgrens_1p_eur * 1.03**3)
    assert later.huurgrens_eur == pytest.approx(last.huurgrens_eur * 1.03**3)
    assert (later.vrije_ruimte, later.vrije_ruimte_lokaal) == (last.vrije_ruimte, last.vrije_ruimte_lokaal)
    assert WET.passend(2040).aow_leeftijd_maanden == WET.passend(2026).aow_leeftijd_maanden


def test_the_index_does_not_touch_a_year_that_has_a_table() -> None:
    assert Wetgeving(indexering=0.5).passend(2026) == Wetgeving(indexering=0.0).passend(2026)


def test_incomes_and_rents_follow_the_law_and_then_the_index() -> None:
    assert WET.inkomensgroei(2021, 2021) == WET.huurgroei(2021, 2021) == 1.0
    assert WET.inkomensgroei(2021, 2026) == pytest.approx(29_400 / 23_725)
    assert WET.huurgroei(2021, 2028) == pytest.approx(713.02 / 633.25 * 1.03**2)
    assert WET.inkomensgroei(2027, 2030) == pytest.approx(1.03**3)


def test_before_the_first_table_is_refused() -> None:
    with pytest.raises(UsageError, match="2021"):
        WET.daeb(2020)
    with pytest.raises(UsageError, match="2021"):
        WET.passend(2020)


def test_tables_cover_the_same_years_without_a_gap(document: dict[str, Any]) -> None:
    expected = [str(jaar) for jaar in wetgeving_jaren()]
    assert list(document["daeb"]) == expected
    assert list(document["passend"]) == expected
    assert list(document["lokale_binding"]) == expected


def test_local_people_may_come_first_on_a_quarter_of_the_woningen_and_since_2024_on_half() -> None:
    shares = {jaar: WET.lokale_binding(jaar).aandeel_lokaal for jaar in (2021, 2023, 2024, 2026, 2040)}
    assert shares == {2021: 0.25, 2023: 0.25, 2024: 0.5, 2026: 0.5, 2040: 0.5}
    with pytest.raises(UsageError, match="2021"):
        WET.lokale_binding(2020)


def test_every_number_names_a_source_that_is_listed_and_no_source_is_idle(document: dict[str, Any]) -> None:
    tables = [table for law in ("daeb", "passend", "lokale_binding") for table in document[law].values()]
    cited = {entry["bron"] for table in tables for entry in table.values()}
    assert cited == set(document["bronnen"])

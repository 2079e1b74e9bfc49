"""The conformance kit names what is wrong with a policy, and finds nothing wrong with the built-in ones."""

from __future__ import annotations

from typing import Any

import pytest

from tests.testing import planted
from woonsim.plugins import installed
from woonsim.testing import Uitkomst, check

GIVEN: dict[str, dict[str, Any]] = {
    "doorstroomregeling": {
        "bereik": "50%",
        "bereik_zoekenden": "80%",
        "factor_zoeken": 5,
        "factor_reactie": 3,
        "factor_acceptatie": 2,
        "vertraging": "30 dagen",
    },
    "quotum": {"doelgroep": "uitstroom", "aandeel": "5%"},
}
"""Parameters that say something; what is not given is drawn."""

COMPARED = {"herhaalbaar", "rijvolgorde", "andere_rijen", "hernummering"}

PLANTED = {
    planted.RangDoorRijvolgorde: {"rijvolgorde"},
    planted.AfstandTotGemiddelde: {"andere_rijen"},
    planted.BovenGemiddelde: {"andere_rijen"},
    planted.BovenGemiddeldeVerklaard: set(),
    planted.SchrijftInvoer: {"invoer_ongemoeid"},
    planted.NanOpDeGrens: {"eindig"},
    planted.FactorOneindig: {"eindig"},
    planted.GetalAlsAntwoord: {"soort_waarde", "nul_rijen"},
    planted.LijstAlsAntwoord: {"waarde_per_rij", "nul_rijen"},
    planted.GeenRijenGeenSoort: {"nul_rijen"},
    planted.EenWaardeZonderRijen: {"nul_rijen"},
    planted.EigenToeval: {"afgesloten", *COMPARED},
    planted.ToevalZonderGevolg: {"afgesloten"},
    planted.OnbekendZaad: {"afgesloten"},
    planted.LeestKlok: {"afgesloten"},
    planted.LeestKlokBijNaam: {"afgesloten"},
    planted.WeetVandaag: {"afgesloten"},
    planted.WeetHoeLaat: {"afgesloten"},
    planted.LeestBestand: {"afgesloten"},
    planted.StartProces: {"afgesloten"},
    planted.BeltOp: {"afgesloten"},
    planted.HalveertBijLezen: {"parameters"},
    planted.VerandertParameter: {"parameters"},
    planted.OnthoudtVorigeVraag: {"herhaalbaar", "rijvolgorde", "andere_rijen"},
    planted.OnthoudtInKlasse: {"herhaalbaar", "rijvolgorde", "andere_rijen", "hernummering"},
    planted.SleutelAlsRang: {"hernummering"},
    planted.EersteCorporatie: {"hernummering"},
    planted.EersteCorporatieVerklaard: set(),
    planted.ClaimtNietBestaand: {"eindig"},
    planted.ClaimtEersteRij: {"rijvolgorde", "andere_rijen"},
    planted.Traag: {"rekentijd"},
    planted.Gooit: {"waarde_per_rij"},
    planted.LotPerHuishouden: set(),
}
"""Which laws each planted fault breaks, and no others."""


def broken(policy: type, **options: Any) -> dict[str, Uitkomst]:
    return {outcome.wet: outcome for outcome in check(policy, examples=20, **options) if outcome.houdt is False}


@pytest.mark.parametrize("soort", installed())
def test_every_built_in_policy_keeps_the_laws(soort: str) -> None:
    outcomes = list(check(installed()[soort], GIVEN.get(soort)))
    assert {outcome.wet: outcome.verhaal or outcome.uitleg for outcome in outcomes if outcome.houdt is False} == {}
    assert any(outcome.gevallen >= 50 for outcome in outcomes)


@pytest.mark.parametrize("policy", PLANTED, ids=lambda policy: policy.__name__)
def test_a_planted_fault_is_named_by_its_law(policy: type) -> None:
    assert set(broken(policy)) == PLANTED[policy]


def test_every_planted_fault_is_looked_for() -> None:
    assert set(planted.classes()) == {*PLANTED, planted.RaaktVerstrikt, planted.StoptErmee}

"""The conformance kit names what is wrong with a policy, and finds nothing wrong with the built-in ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.testing import planted
from woonsim.cli import call
from woonsim.gevallen.hooks import check_hook
from woonsim.plugins import installed
from woonsim.testing import Beleidstoets, Uitkomst, check
from woonsim.testing.bench import large_proef
from woonsim.testing.geheugen import changed, geheugen_of
from woonsim.testing.kolommen import every_value, inkomensgrenzen
from woonsim.testing.proef import Aanbod, Proef, begin_of
from woonsim.testing.vraag import Vraag

GIVEN: dict[str, dict[str, Any]] = {
    "doorstroomregeling": {
        "bereik": "50%",
        "bereik_zoekenden": "80%",
        "factor_zoeken": 5,
        "factor_reactie": 3,
        "factor_acceptatie": 2,
        "vertraging": "30 dagen",
    },
    "gewogen_som": {"gewichten": {"inschrijfduur_dagen": 1, "doelgroep.urgenten": 365, "personen * woning.kamers": -2}},
    "lokale_binding": {"aandeel": "25%", "aandeel_woonachtig": "40%"},
    "maatwerk": {"aantal": 5},
    "spreiding": {"doelgroepen": ["uitstroom", "jeugd"], "maximum_per_complex": 1},
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
    planted.VraagtNumpyDeTijd: {"afgesloten"},
    planted.LeestOmgeving: {"afgesloten"},
    planted.LeestBestand: {"afgesloten"},
    planted.StartProces: {"afgesloten"},
    planted.BeltOp: {"afgesloten"},
    planted.HalveertBijLezen: {"parameters"},
    planted.VerandertParameter: {"parameters"},
    planted.OnthoudtVorigeVraag: {"herhaalbaar", "rijvolgorde", "andere_rijen"},
    planted.OnthoudtInKlasse: {"afgesloten", "herhaalbaar", "rijvolgorde", "andere_rijen", "hernummering"},
    planted.SleutelAlsRang: {"hernummering"},
    planted.EersteCorporatie: {"hernummering"},
    planted.EersteCorporatieVerklaard: set(),
    planted.ClaimtNietBestaand: {"eindig"},
    planted.ClaimtEersteRij: {"rijvolgorde", "andere_rijen"},
    planted.Traag: {"rekentijd"},
    planted.Gooit: {"waarde_per_rij"},
    planted.LotPerHuishouden: set(),
    planted.LootPerPaar: set(),
    planted.PaarAlsRang: {"hernummering"},
    planted.EersteComplex: {"hernummering"},
    planted.VulsteRekening: {"andere_rijen"},
    planted.SchrijftRuimte: {"invoer_ongemoeid"},
    planted.VoorrangOnderNul: {"eindig"},
    planted.VoorrangInDagen: {"soort_waarde", "nul_rijen"},
    planted.PuntenTegoed: {"eindig"},
    planted.PuntenVoorDeMeesten: {"andere_rijen"},
    planted.RangDoorLotEnRuimte: {"rijvolgorde"},
    planted.VoorrangVoorDeEerste: {"rijvolgorde", "andere_rijen"},
    planted.FactorVoorDeEerste: {"rijvolgorde", "andere_rijen"},
    planted.GeenPunten: set(),
    planted.GrondslagInGetallen: {"soort_waarde", "nul_rijen"},
    planted.DeeltTussenHooks: {"herhaalbaar"},
    planted.HashVanTekst: {"afgesloten"},
    planted.RoeptBibliotheekAan: {"afgesloten"},
    planted.LaadtBibliotheek: {"afgesloten"},
    planted.OnthoudtInModule: {"afgesloten"},
    planted.LeestModule: set(),
    planted.VerandertOnbekendeParameter: {"waarde_per_rij"},
    planted.VerandertTeVer: {"waarde_per_rij"},
}
"""Which laws each planted fault breaks, and no others."""
REMEMBERING = {
    planted.TeltInModule: "planted._GEZIEN",
    planted.OnthoudtAlsKlasse: "OnthoudtAlsKlasse.beurten",
    planted.OnthoudtInStandaard: "planted._tel",
}
"""What each changes when it is asked."""


def broken(policy: type, **options: Any) -> dict[str, Uitkomst]:
    return {outcome.wet: outcome for outcome in check(policy, examples=20, **options) if outcome.houdt is False}


@pytest.mark.parametrize("soort", installed())
def test_every_built_in_policy_keeps_the_laws(soort: str) -> None:
    outcomes = list(check(installed()[soort], GIVEN.get(soort), examples=40))
    assert {outcome.wet: outcome.verhaal or outcome.uitleg for outcome in outcomes if outcome.houdt is False} == {}
    assert any(outcome.gevallen >= 40 for outcome in outcomes)


@pytest.mark.parametrize("policy", PLANTED, ids=lambda policy: policy.__name__)
def test_a_planted_fault_is_named_by_its_law(policy: type) -> None:
    assert set(broken(policy)) == PLANTED[policy]


def test_every_planted_fault_is_looked_for() -> None:
    assert set(planted.classes()) == {*PLANTED, *REMEMBERING, planted.RaaktVerstrikt, planted.StoptErmee}


@pytest.mark.parametrize("policy", REMEMBERING, ids=lambda policy: policy.__name__)
def test_what_a_policy_leaves_outside_itself_is_named(policy: type) -> None:
    vraag = Vraag(policy, "selectie", {})
    before = geheugen_of(policy)
    vraag.ask(large_proef(vraag))
    # the package of the planted policies is that of all tests, which remember things of their own
    told = [name for name in changed(before, geheugen_of(policy)) if not name.startswith("test_")]
    assert told == [REMEMBERING[policy]]


def test_what_may_differ_per_process_is_told_with_what_it_changed() -> None:
    (outcome,) = check(planted.OnthoudtInModule, examples=2, wetten=["afgesloten"])
    assert "planted._EERSTE" in outcome.uitleg
    assert "--jobs" in outcome.uitleg


@pytest.mark.parametrize(("policy", "told"), [(planted.RaaktVerstrikt, "3 seconden"), (planted.StoptErmee, "status 7")])
def test_a_policy_that_hangs_or_ends_the_process_has_broken_the_law(policy: type, told: str) -> None:
    limit = 3.0 if policy is planted.RaaktVerstrikt else 60.0
    first, *rest = check(policy, examples=5, time_limit=limit)
    assert (first.wet, first.houdt) == ("waarde_per_rij", False)
    assert told in first.uitleg
    assert {outcome.houdt for outcome in rest} == {None}


def test_the_smallest_case_is_a_story_of_two_seekers() -> None:
    outcome = broken(planted.RangDoorRijvolgorde)["rijvolgorde"]
    people = [line for line in outcome.verhaal.splitlines() if line.endswith("ingeschreven")]
    assert [line.split(":")[0] for line in people] == ["Anna", "Bram"]
    said = "Het beleid zegt: eerst Anna, dan Bram.\nStaan ze in een andere volgorde: eerst Bram, dan Anna."
    assert said in outcome.verhaal
    assert "beleid: rang_door_rijvolgorde" in outcome.geval


@pytest.mark.parametrize(
    "policy",
    [
        planted.RangDoorRijvolgorde,
        planted.RangDoorLotEnRuimte,
        planted.BovenGemiddelde,
        planted.VulsteRekening,
        planted.ClaimtEersteRij,
        planted.PuntenVoorDeMeesten,
        planted.VoorrangVoorDeEerste,
        planted.FactorVoorDeEerste,
    ],
    ids=lambda policy: policy.__name__,
)
def test_a_saved_case_shows_what_it_was_saved_for(policy: type) -> None:
    outcomes = [outcome for outcome in broken(policy).values() if outcome.wet in ("rijvolgorde", "andere_rijen")]
    assert outcomes
    for outcome in outcomes:
        (case,) = YAML(typ="safe").load(outcome.geval)
        assert check_hook(case, {case["beleid"]: policy}), outcome.geval


class TestInschrijfduur(Beleidstoets):
    policy = installed()["inschrijfduur"]
    examples = 20


def test_the_contract_class_fails_with_the_story() -> None:
    class Contract(Beleidstoets):
        policy = planted.BovenGemiddelde
        examples = 5

    contract: Any = Contract()
    contract.test_rijvolgorde()
    with pytest.raises(AssertionError, match="Doet één van hen niet mee"):
        contract.test_andere_rijen()


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert list(check(planted.LotPerHuishouden, examples=2))
    assert list(tmp_path.iterdir()) == []


def test_the_command_names_the_law_saves_the_case_and_never_over_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    source = Path(__file__).parents[2] / "plugins" / "voorrang_uitstroom.py"
    bad = source.read_text(encoding="utf-8") + FAULT
    Path("mijn.py").write_text(bad, encoding="utf-8")
    arguments = ["plugins", "check", "rij_als_rang", "--plugin", "mijn.py", "--examples", "5"]
    for _ in range(2):
        assert call(arguments) == 5
    told = capsys.readouterr().out
    assert "FOUT     rijvolgorde" in told
    assert max(map(len, told.splitlines())) <= 80
    assert {"rij_als_rang-rijvolgorde.yaml", "rij_als_rang-rijvolgorde-2.yaml"} <= {p.name for p in tmp_path.iterdir()}
    assert call(["test", "rij_als_rang-rijvolgorde.yaml", "--plugin", "mijn.py"]) == 5
    case = YAML(typ="safe").load(Path("rij_als_rang-rijvolgorde.yaml"))[0]
    assert (case["beleid"], case["hook"]) == ("rij_als_rang", "sortering")


FAULT = """
import numpy as np
from dataclasses import dataclass
from woonsim.plugin import hookimpl


@dataclass
class RijAlsRang:
    @hookimpl
    def sortering(self, woningzoekende):
        return np.arange(len(woningzoekende))
"""


def test_the_command_tells_what_cannot_be_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["plugins", "check", "bestaat_niet"]) == 2
    file = tmp_path / "stuk.py"
    file.write_text("dit is geen python\n", encoding="utf-8")
    assert call(["plugins", "check", str(file)]) == 3
    assert call(["plugins", "check", "inschrijfduur", "--parameter", "x"]) == 2
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("command", ["check", "bench"])
@pytest.mark.parametrize(
    ("soort", "given", "told"),
    [
        ("loting", ["x=3"], "parameter 'x': onbekende sleutel"),
        ("loting", ["andeel=5%"], "bedoelt u 'aandeel'"),
        ("loting", ["aandeel=150%"], "parameter 'aandeel': 150% ligt niet tussen 0 en 1"),
        ("loting", ["aandeel=3 dagen"], "parameter 'aandeel': "),
        ("quotum", ["aandeel=5%", "doelgroep=jeugdd"], "parameter 'doelgroep': "),
        ("quotum", ["aandeel=5%", "aantal=3", "doelgroep=jeugd"], "geef een aandeel of een aantal"),
    ],
)
def test_a_wrong_parameter_is_told_with_what_is_wrong_with_it(
    command: str, soort: str, given: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [part for each in given for part in ("--parameter", each)]
    assert call(["plugins", command, soort, *arguments]) == 2
    message = capsys.readouterr().err
    assert told in message
    assert f"'{soort}'" in message


def test_the_bench_shows_every_hook_of_the_built_in_policies(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["plugins", "bench", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {row["beleid"] for row in rows} >= {"inschrijfduur", "quotum", "doorstroomregeling"}
    assert all(0 < row["microseconden"] < 1e6 for row in rows)


def test_every_limit_of_the_law_is_seen_and_what_lies_beside_it() -> None:
    sides = frozenset({"woningzoekende", "woning"})
    seen: dict[int, set[float]] = {}
    for proef in every_value(sides):
        seen.setdefault(proef.jaar, set()).update(
            proef.offer().rijen["woningzoekende"].inkomen_eur.tolist() if proef.paren else []
        )
    for jaar, incomes in seen.items():
        for limit in inkomensgrenzen(jaar):
            assert {limit - 1, limit, limit + 1} <= incomes


def test_what_a_policy_reads_of_people_is_seen_beside_more_woningen_too() -> None:
    pairs = tuple((who, what) for who in range(2) for what in range(2))
    aanbod = Aanbod(Proef(2021, begin_of(2021), ({}, {}), ({}, {}), pairs), read_only=False)
    asked = aanbod.arguments()
    rows = asked["woningzoekende"]
    rows.worked_out(lambda rows: rows.personen + rows.leeftijd)
    assert aanbod.read()["woningzoekende"] == ["personen", "leeftijd"]

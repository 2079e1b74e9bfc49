"""woonsim diff: what changed in meaning, told in sentences; what is only written otherwise is no difference."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from woonsim.cli import call

ROOT = Path(__file__).parents[2]
KLEIN = ROOT / "tests" / "data" / "klein.yaml"
SMALL = ROOT / "tests" / "regression" / "klein.yaml"


@pytest.fixture(autouse=True)
def _dutch(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("WOONSIM_TAAL", "WOONSIM_DEBUG"):
        monkeypatch.delenv(name, raising=False)


def told(capsys: pytest.CaptureFixture[str], *arguments: str, a: Path = KLEIN, b: Path = KLEIN) -> list[str]:
    """The sentences, each on one line."""
    assert call(["diff", str(a), str(b), *arguments]) == 0
    return capsys.readouterr().out.replace("\n  ", " ").splitlines()


def changed(folder: Path, *changes: tuple[str, str], file: Path = KLEIN) -> Path:
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    path = folder / "anders.yaml"
    path.write_text(text, encoding="utf-8")
    return path


NONE = ["Geen verschil: beide scenario's spelen hetzelfde."]


def test_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys) == NONE
    assert told(capsys, "--lang", "en") == ["No difference: both scenarios play the same."]
    assert told(capsys, "--json") == ["{", ' "verschillen": []', "}"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("- vrije_beleidsruimte: {aandeel: 20%}", "- vrije_beleidsruimte: {aandeel: 0.20}"),
        ("- vrije_beleidsruimte: {aandeel: 20%}", "- vrije_beleidsruimte: {aandeel: {waarde: 20, eenheid: '%'}}"),
        ("- vrije_beleidsruimte: {aandeel: 20%}", "- vrije_beleidsruimte: {naam: vrije_beleidsruimte, aandeel: 20%}"),
        ("  - daeb_ruimte\n", "  - daeb_ruimte: {}\n"),
        ("trekking: op_aanvraag, opbouw: naar_rato", "opbouw: naar_rato, trekking: op_aanvraag"),
        ("opzegtermijn: {waarde: 30 dagen, aanname: een kalendermaand}", "opzegtermijn: 720 uur  # hetzelfde"),
        ("aanname: huur- en inkomensgrenzen na de laatste wettelijke tabel, marge: [2%, 4%]", "bron: S01"),
        ("beslistermijn: 2 dagen", "beslistermijn: {waarde: 48 uur, aanname: gewoonte, toelichting: twee dagen}"),
        ("eigen_kern: 2\n", "eigen_kern: 2.0\n    lagere_huur: 1\n"),
        (
            "  - {naam: Hijken, kerncluster: Beilen}\n  - {naam: Wijster",
            "  - {naam: Wijster, kerncluster: Beilen}\n  - {naam: Hijken",
        ),
        ("naam: Klein-Drenthe\n", "naam: Iets anders\n"),
    ],
)
def test_what_is_written_otherwise_is_no_difference(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], old: str, new: str
) -> None:
    assert told(capsys, b=changed(tmp_path, (old, new))) == NONE


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("beleid.weer_thuis.aandeel=10%", "Bij weer_thuis gaat 'aandeel' van 5% naar 10%."),
        ("beleid.weer_thuis.tempo=niets", None),
        ("beleid.urgentie=uit", "Beleid urgentie vervalt; het stond na leeftijdslabel en voor inschrijfduur."),
        (
            "beleid.weer_thuis=uit",
            "Beleid weer_thuis (quotum) vervalt; het stond na vrije_beleidsruimte en voor directe_bemiddeling.",
        ),
        (
            "beleid.voor.inschrijfduur={loting: {naam: lot, aandeel: 20%}}",
            "Beleid lot (loting) komt erbij, na urgentie en voor inschrijfduur: aandeel 20%.",
        ),
        (
            "beleid.voor.vrije_beleidsruimte=leeftijdslabel",
            "Beleid leeftijdslabel staat nu vooraan, voor vrije_beleidsruimte; "
            "het stond na huishoudgrootte en voor urgentie.",
        ),
        (
            "beleid.na.inschrijfduur=urgentie",
            "Beleid urgentie staat nu achteraan, na inschrijfduur; het stond na leeftijdslabel en voor inschrijfduur.",
        ),
        ("looptijd=5 jaar", "Looptijd gaat van 10 jaar naar 5 jaar."),
        ("mutatie.opzegtermijn=60 dagen", "Bij mutatie gaat 'opzegtermijn' van 30 dagen naar 60 dagen."),
        ("mutatie.mutatiegraad=7% per jaar", "Bij mutatie gaat 'mutatiegraad' van 6.5% per jaar naar 7% per jaar."),
        (
            "huurders.woonduur={exponentieel: {gemiddelde: 9 jaar}}",
            "Bij huurders gaat 'woonduur' van lognormaal (mediaan 9 jaar, p90 28 jaar) "
            "naar exponentieel gemiddelde 9 jaar.",
        ),
        (
            "huurders.woonduur.lognormaal.p90=30 jaar",
            "Bij huurders, woonduur, lognormaal gaat 'p90' van 28 jaar naar 30 jaar.",
        ),
        ("aanbod.voorkeur.lagere_huur=1.2", "Bij aanbod, voorkeur was 'lagere_huur' niet opgegeven; nu is het 1.2."),
        ("afspraken.weer_thuis=uit", "Bij afspraken vervalt weer_thuis."),
        ("afspraken.weer_thuis.norm='>= 6%'", "Bij afspraken, weer_thuis gaat 'norm' van >= 5% naar >= 6%."),
        (
            "woningvoorraad[3].aantal=30",
            "Bij woningvoorraad, Woonservice Elp eengezinswoning ZON 4k gaat 'aantal' van 26 naar 30.",
        ),
        (
            "voorraadwijzigingen=[{soort: verkoop, naam: weg, vanaf: 2022-01-01, aantal: 3}]",
            "Bij voorraadwijzigingen komt weg erbij: soort verkoop, vanaf 2022-01-01, aantal 3.",
        ),
        (
            "beleid.na.urgentie={maatwerk: {aantal: 2, naam: anders}}",
            "Beleid anders (maatwerk) komt erbij, na urgentie en voor inschrijfduur: aantal 2.",
        ),
        ("beschermd_wonen=uit", "Beschermd wonen vervalt."),
        ("bijzondere_doelgroepen.urgenten=uit", "Bij bijzondere doelgroepen vervalt 'urgenten'."),
    ],
)
def test_each_kind_of_difference_is_one_sentence(
    capsys: pytest.CaptureFixture[str], change: str, sentence: str | None
) -> None:
    if sentence is None:
        assert call(["diff", str(KLEIN), str(KLEIN), f"--set={change}"]) == 2
        return
    assert told(capsys, f"--set={change}") == [sentence]


def test_a_policy_goes_beside_one_that_moves_and_one_that_changes(capsys: pytest.CaptureFixture[str]) -> None:
    found = told(
        capsys,
        "--set=beleid.na.inschrijfduur=urgentie",
        "--set=beleid.daeb_ruimte=uit",
        "--set=beleid.vrije_beleidsruimte.aandeel=25%",
        "--lang=en",
    )
    assert found == [
        "Policy daeb_ruimte is dropped; it stood after directe_bemiddeling and before passend_toewijzen.",
        "Policy urgentie now stands last, after inschrijfduur; it stood after leeftijdslabel and before inschrijfduur.",
        "In vrije_beleidsruimte, 'aandeel' goes from 20% to 25%.",
    ]


def test_a_default_that_is_left_out_has_its_value(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    without = changed(tmp_path, (", afronding: naar_boven", ""))
    there = told(capsys, b=without)
    back = told(capsys, a=without)
    # whatever the default is, the way back is the way there
    assert len(there) == len(back) <= 1
    written = changed(tmp_path, ("afronding: naar_boven", "afronding: naar_beneden"))
    assert told(capsys, b=written) == ["Bij weer_thuis gaat 'afronding' van naar_boven naar naar_beneden."]


def test_a_part_that_is_added_is_told_whole_but_for_what_it_rests_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    without = tmp_path / "zonder.yaml"
    without.write_text(f"{KLEIN.read_text(encoding='utf-8')}\nwijzigingen: [beschermd_wonen=uit]\n", encoding="utf-8")
    (sentence,) = told(capsys, a=without)
    assert sentence.startswith("Beschermd wonen komt erbij: plaatsen 36, bezet_bij_aanvang 95%, ")
    assert "aanname" not in sentence
    assert "marge" not in sentence


def test_both_ways_tell_as_much(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["diff", str(KLEIN), str(SMALL), "--json"]) == 0
    there = json.loads(capsys.readouterr().out)["verschillen"]
    assert call(["diff", str(SMALL), str(KLEIN), "--json"]) == 0
    back = json.loads(capsys.readouterr().out)["verschillen"]
    opposite = {"beleid_weg": "beleid_erbij", "weg": "erbij", "erbij": "weg", "beleid_erbij": "beleid_weg"}
    assert len(there) == len(back) > 30
    kinds = sorted(opposite.get(row["soort"], row["soort"]) for row in there)
    assert kinds == sorted(row["soort"] for row in back)
    values = {(*row["pad"], row["van"], row["naar"]) for row in there if row["soort"] == "waarde"}
    assert len({(*row["pad"], row["naar"], row["van"]) for row in back if row["soort"] == "waarde"} & values) > 20


def test_what_cannot_be_read_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["diff", str(KLEIN), str(tmp_path / "nergens.yaml")]) == 2
    assert "nergens.yaml" in capsys.readouterr().err
    assert call(["diff", str(KLEIN)]) == 2
    assert "B" in capsys.readouterr().err

"""`woonsim test`: what a case says, what is shown when it does not hold, and what is wrong with a file of cases."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.gevallen.case import CASES
from woonsim import wetgeving
from woonsim.aanbodronde import Acceptatiekansen, react
from woonsim.cli import call
from woonsim.gevallen.bestand import Gelezen, read_cases
from woonsim.gevallen.geval import Geval, Woning, Zoekende
from woonsim.gevallen.opstelling import Opstelling
from woonsim.gevallen.toets import check
from woonsim.gevoerd_beleid import Beleid
from woonsim.keuze import Voorkeurgewichten
from woonsim.plugins import installed, read_parameters
from woonsim.wetgeving import Wetgeving

WHOLE = [case for case in CASES if isinstance(case.inhoud, Geval)]
FOLDER = str(Path(__file__).parents[1] / "gevallen")

WRONG_CASE = """\
- geval: Anna gaat voor
  beleid: [passend_toewijzen, urgentie, inschrijfduur, daeb_ruimte]
  woningzoekenden:
    Anna: {inkomen_eur: 28375, inschrijfduur: 5 jaar}
    Bram: {inkomen_eur: 28376, inschrijfduur: 3 jaar}
    Cees: {inkomen_eur: 58376, inschrijfduur: 3 jaar}
    Dora: {inkomen_eur: 38376, voorrang_tot: 2025-03-01}
  woning: {rekenhuur_eur: 682.97}
  volgorde: [Anna, Bram, Dora]
  valt_af: {Cees: passend_toewijzen}
  neemt_ruimte: {}
"""
SHOWN = """\
wrong.yaml:1
Anna gaat voor
wie of wat  verwacht                        gekregen
Anna        plaats 1                        valt af door passend_toewijzen
                                            passend_toewijzen: personen 1,
                                            leeftijd 40, inkomen_eur 28375,
                                            rekenhuur_eur 682.97
Bram        plaats 2                        plaats 2-3, gelijk met Cees
                                            na Dora door urgentie
                                            hier beslist het lot
Cees        valt af door passend_toewijzen  plaats 2-3, gelijk met Bram
                                            na Dora door urgentie
                                            hier beslist het lot
Dora        plaats 3                        plaats 1
Cees        neemt geen ruimte               neemt ruimte van daeb_ruimte
                                            personen 1, inkomen_eur 58376,
                                            rekenhuur_eur 682.97

wrong.yaml: 0 van 1
Het geval klopt niet.
"""
PEOPLE = "  woningzoekenden: {Anna: {}}\n  volgorde: [Anna]\n"
LOTS = """\
from dataclasses import dataclass

from woonsim.plugin import hookimpl


@dataclass
class Trekking:
    @hookimpl
    def sortering(self, woningzoekende, woning, draw):
        by_lot = draw("advertentie", woning.vrijkomst) < 0.1
        return draw("lot", woningzoekende.sleutel ^ woning.vrijkomst) * by_lot + draw("iets", woningzoekende.sleutel)
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


def test_the_shipped_cases_hold(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["test", FOLDER]) == 0
    assert f"Alle {len(CASES)} gevallen kloppen." in capsys.readouterr().out
    assert len(WHOLE) >= 60


LIMITS = [
    (table, jaar, name, step)
    for table, tables in (("daeb", wetgeving._daeb_tables()), ("passend", wetgeving._passend_tables()))
    for jaar, limits in tables.items()
    for name in vars(limits)
    # the share that must comply is not asked by a policy: all must
    if name != "aandeel_passend"
    for step in (-1, 1)
]


@pytest.mark.parametrize(("table", "jaar", "name", "step"), LIMITS)
def test_every_limit_of_the_law_stands_between_two_cases(
    table: str, jaar: int, name: str, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A euro, a cent, a month or a percent more or less in the law fails a case."""
    size = 1 if "inkomensgrens" in name or "leeftijd" in name else 0.01
    tables = dict(getattr(wetgeving, f"_{table}_tables")())
    changed = round(getattr(tables[jaar], name) + step * size, 3)
    tables[jaar] = replace(tables[jaar], **{name: changed})
    monkeypatch.setattr(wetgeving, f"_{table}_tables", lambda: tables)
    in_force = getattr(wetgeving, f"_{table}_in")
    monkeypatch.setattr(wetgeving, f"_{table}_in", in_force.__wrapped__)
    of_year = [case for case in CASES if str(jaar) in str(case.inhoud)]
    assert any(check(case, installed()).verschillen for case in of_year)


@pytest.mark.parametrize(
    "case",
    [case for case in WHOLE if case.inhoud.kanaal == "aanbod"],
    ids=lambda case: f"{Path(case.bestand).stem}-{case.regel}",
)
def test_a_round_of_the_simulation_says_what_the_case_says(case: Gelezen) -> None:
    """The policies asked together, by the round itself."""
    geval = case.inhoud
    setup = Opstelling(geval)
    regels = [(regel.naam, read_parameters(regel)) for regel in geval.beleid]
    zoekende, woning = setup.rows()
    reacties = react(
        zoekende,
        woning.take(np.array([0])),
        setup.t,
        beleid=Beleid(regels, setup.loten, setup.kalender, Wetgeving(0.03)),
        draws=setup.loten,
        maximum=1,
        gewichten=Voorkeurgewichten(),
        acceptatiekans=Acceptatiekansen(1.0, 1.0, 1.0),
    )
    reacties.look()
    order = [list(geval.woningzoekenden)[row] for row in reacties.zoekende]
    groups = [sorted(order.pop(0) for _ in group) for group in geval.volgorde]
    assert (groups, order) == ([sorted(group) for group in geval.volgorde], [])


def test_what_differs_is_told_row_by_row_with_its_reason(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("wrong.yaml").write_text(WRONG_CASE, encoding="utf-8")
    assert call(["test", "wrong.yaml"]) == 5
    shown = capsys.readouterr()
    assert shown.out == SHOWN
    assert shown.err == ""


def test_what_differs_is_told_in_english(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("wrong.yaml").write_text(WRONG_CASE, encoding="utf-8")
    assert call(["test", "wrong.yaml", "--lang", "en"]) == 5
    shown = capsys.readouterr().out
    assert "Anna place 1 out by passend_toewijzen" in " ".join(shown.split())
    assert shown.endswith("The case does not hold.\n")


def test_a_case_of_a_hook_tells_which_row_differs(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("hook.yaml").write_text(
        "- beleid: huishoudgrootte\n"
        "  hook: selectie\n"
        "  gevallen:\n"
        "    - {woningzoekende: {personen: 1}, woning: {kamers: 4}, mag: ja, want: vier kamers}\n"
        "    - {woningzoekende: {personen: 1}, woning: {kamers: 5}, mag: ja, want: vijf kamers}\n",
        encoding="utf-8",
    )
    assert call(["test", "hook.yaml"]) == 5
    assert "vijf kamers  ja        nee\n" in (shown := capsys.readouterr().out)
    assert "vier kamers" not in shown


def test_json_has_a_row_per_case(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("wrong.yaml").write_text(WRONG_CASE, encoding="utf-8")
    assert call(["test", "wrong.yaml", f"{FOLDER}/inschrijfduur.yaml", "--json"]) == 5
    first, second = json.loads(capsys.readouterr().out)
    assert (first["geval"], first["regel"], first["klopt"]) == ("Anna gaat voor", 1, False)
    assert [row["wie"] for row in first["verschillen"]] == ["Anna", "Bram", "Cees", "Dora", "Cees"]
    assert first["verschillen"][3] == {"wie": "Dora", "verwacht": "plaats 3", "kreeg": "plaats 1", "reden": ""}
    assert (second["klopt"], second["verschillen"]) == (True, [])


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("", "1:1", "het bestand is leeg"),
        ("naam: x\n", "1:1", "een bestand met gevallen is een lijst"),
        ("- 3\n", "1:3", "een geval is een tabel"),
        ("- beleid: quotum\n  hok: selectie\n", "2:3", "bedoelt u 'hook'?"),
        ("- beleid: quotum\n", "1:3", "zegt niet wat het verwacht"),
        ("- beleid: quotums\n  hook: kanaal\n", "1:11", "bedoelt u 'quotum'?"),
        ("- beleid: huishoudgrootte\n  hook: selecties\n", "2:9", "bedoelt u 'selectie'?"),
        ("- beleid: huishoudgrootte\n  parameters: {kamers: 1}\n  hook: selectie\n", "2:16", "kamers_tekort"),
        ("- geval: x\n  beleid: [inschrijfduur]\n", "1:3", "deze sleutel ontbreekt"),
        (f"- geval: x\n  beleid: [inschrijfduurs]\n{PEOPLE}", "2:12", "bedoelt u 'inschrijfduur'?"),
        (
            f"- geval: x\n  beleid:\n  - huishoudgrootte: {{kamers_tekort: -1}}\n{PEOPLE}",
            "3:38",
            "-1 moet 0 of meer zijn",
        ),
        (f"- geval: x\n  beleid: [inschrijfduur, inschrijfduur]\n{PEOPLE}", "2:27", "al gebruikt"),
        (f"- geval: x\n  jaar: 2019\n  beleid: [inschrijfduur]\n{PEOPLE}", "2:9", "2021"),
        (f"- geval: x\n  jaar: 2024\n  datum: 2024-01-01\n  beleid: [inschrijfduur]\n{PEOPLE}", "2:3", "niet allebei"),
        (f"- geval: x\n  begindatum: 2025-01-02\n  beleid: [inschrijfduur]\n{PEOPLE}", "2:15", "begindatum ligt na"),
        (f"- geval: x\n  datum: 2025-02-30\n  beleid: [inschrijfduur]\n{PEOPLE}", "2:10", "2025-02-30"),
        ("- geval: x\n  beleid: [inschrijfduur]\n  woningzoekenden: {Anna: {}}\n", "3:21", "niet in volgorde en niet"),
        (
            f"- geval: x\n  beleid: [inschrijfduur]\n{PEOPLE}  valt_af: {{Anna: inschrijfduur}}\n",
            "3:21",
            "vaker dan eens",
        ),
        (f"- geval: x\n  beleid: [inschrijfduur]\n{PEOPLE}  valt_af: {{Ana: inschrijfduur}}\n", "5:18", "'Anna'?"),
        (
            "- geval: x\n  beleid: [daeb_ruimte]\n  woningzoekenden: {Anna: {}}\n  valt_af: {Anna: daap}\n",
            "4:19",
            "toegestaan: daeb_ruimte",
        ),
        *(
            (
                f"- geval: x\n  beleid: [daeb_ruimte]\n  woningzoekenden: {{Anna: {{{key}}}}}\n  volgorde: [Anna]\n",
                place,
                told,
            )
            for key, place, told in (
                ("inkomen: 3", "3:28", "bedoelt u 'inkomen_eur'?"),
                ("leeftijd: oud", "3:38", "oud is geen leeftijd"),
                ("leeftijd: 121", "3:38", "geen leeftijd"),
                ("inkomen_eur: 28.375", "3:41", "28375"),
                ("doelgroep: urgent", "3:39", "bedoelt u 'urgenten'?"),
                ("inschrijfduur: 3", "3:43", "eenheid"),
                ("inschrijfdatum: 2020-01-01, inschrijfduur: 3 jaar", "3:28", "niet allebei"),
                ("lot: 1.5", "3:33", "1.5"),
                ("kern: 1.5", "3:34", "geen naam en geen nummer"),
                ("sleutel: x", "3:37", "x"),
            )
        ),
        (f"- geval: x\n  beleid: [daeb_ruimte]\n{PEOPLE}  woning: {{kamer: 3}}\n", "5:12", "bedoelt u 'kamers'?"),
        (f"- geval: *x\n  beleid: [daeb_ruimte]\n{PEOPLE}", "1:10", "*x"),
        ("- geval: [\n", "2:1", "klopt de YAML niet"),
    ],
)
def test_what_is_wrong_with_a_file_is_told_at_its_place(
    here: Path, capsys: pytest.CaptureFixture[str], text: str, place: str, message: str
) -> None:
    Path("fout.yaml").write_text(text, encoding="utf-8")
    assert call(["test", "fout.yaml"]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    told = shown.err.splitlines()
    assert [
        line for line in told if line.startswith((f"fout.yaml:{place} ", f"fout.yaml:{place}:")) and message in line
    ]


def test_all_that_is_wrong_in_all_files_is_told(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a", "b"):
        Path(f"{name}.yaml").write_text(
            f"- geval: x\n  beleid: [daap]\n{PEOPLE}- beleid: x\n  hok: y\n", encoding="utf-8"
        )
    assert call(["test", "."]) == 2
    told = [line.split()[0] for line in capsys.readouterr().err.splitlines() if line.startswith(("a", "b"))]
    assert told == [f"{name}.yaml:{place}" for name in ("a", "b") for place in ("2:12", "5:11", "6:3")]


@pytest.mark.parametrize("path", ["nergens.yaml", "leeg"])
def test_without_cases_there_is_nothing_to_test(here: Path, capsys: pytest.CaptureFixture[str], path: str) -> None:
    Path("leeg").mkdir()
    assert call(["test", path]) == 2
    assert capsys.readouterr().err.startswith(f"{path}: ")


def test_a_case_may_name_a_policy_of_ones_own_and_give_its_lots(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("trekking.py").write_text(LOTS, encoding="utf-8")
    Path("c.yaml").write_text(
        "- geval: De woning wordt verloot\n"
        "  beleid: [trekking]\n"
        "  woningzoekenden: {Anna: {lot: {lot: 0.9}}, Bram: {lot: {lot: 0.1}}, Cees: {lot: {iets: 0.01}}}\n"
        "  woning: {lot: {advertentie: 0.05}}\n"
        "  volgorde: [Cees, Bram, Anna]\n"
        "- geval: De woning wordt niet verloot\n"
        "  beleid: [trekking]\n"
        "  woningzoekenden: {Anna: {lot: {lot: 0.9}}, Bram: {lot: {lot: 0.1}}, Cees: {lot: 0.4}}\n"
        "  volgorde: [Cees, [Anna, Bram]]\n",
        encoding="utf-8",
    )
    assert call(["test", "c.yaml"]) == 2
    assert call(["test", "c.yaml", "--plugin", "trekking.py"]) == 0
    assert "Alle 2 gevallen kloppen." in capsys.readouterr().out


def test_a_policy_that_fails_is_told_with_its_case(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("trekking.py").write_text(LOTS.replace("woning.vrijkomst) <", "woning.prijs) <"), encoding="utf-8")
    Path("c.yaml").write_text(f"- geval: Verloot\n  beleid: [trekking]\n{PEOPLE}", encoding="utf-8")
    assert call(["test", "c.yaml", "--plugin", "trekking.py"]) == 3
    told = capsys.readouterr().err
    assert "'trekking'" in told
    assert "in het geval op c.yaml:1: Verloot" in told


def test_a_hook_that_cannot_be_asked_so_is_told_with_its_case(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("c.yaml").write_text("\n- {beleid: huishoudgrootte, hook: selectie}\n", encoding="utf-8")
    assert call(["test", "c.yaml"]) == 2
    assert capsys.readouterr().err.startswith("c.yaml:2:3: dit geval is zo niet te stellen")


def test_what_an_alias_stands_for_may_be_changed_in_part(here: Path) -> None:
    Path("c.yaml").write_text(
        "- geval: Van twee tabellen telt de eerste, en wat er zelf bij staat het meest\n"
        "  beleid: [inschrijfduur, huishoudgrootte]\n"
        "  woningzoekenden:\n"
        "    Anna: &anna {personen: 2, inschrijfduur: 3 jaar}\n"
        "    Bram: &bram {<<: *anna, inschrijfduur: 4 jaar}\n"
        "    Cees: {inschrijfduur: 9 jaar, <<: [*bram, *anna], personen: 5}\n"
        "  volgorde: [Bram, Anna]\n"
        "  valt_af: {Cees: huishoudgrootte}\n",
        encoding="utf-8",
    )
    (case,) = read_cases(["c.yaml"])
    assert check(case, installed()).verschillen == ()


def test_aliases_of_aliases_come_to_an_end(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = ["- &a0 [1]"] + [f"- &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    Path("c.yaml").write_text("\n".join(lines), encoding="utf-8")
    assert call(["test", "c.yaml"]) == 2
    assert "50000" in capsys.readouterr().err


def test_a_column_may_be_given_as_policies_see_it(here: Path) -> None:
    Path("c.yaml").write_text(
        "- geval: Wat geen eigen sleutel heeft\n"
        "  beleid: [urgentie]\n"
        "  woningzoekenden: {Anna: {}, Bram: {heeft_voorrang: true, voorrang_tot: 2025-01-01}}\n"
        "  volgorde: [Bram, Anna]\n",
        encoding="utf-8",
    )
    (case,) = read_cases(["c.yaml"])
    assert check(case, installed()).verschillen == ()


def test_a_column_that_is_given_is_given_for_one_of_many_too(here: Path) -> None:
    people = ", ".join(f"{name}: {{}}" for name in "ABCDEFGH")
    Path("c.yaml").write_text(
        "- geval: Een van velen\n"
        "  beleid: [urgentie]\n"
        f"  woningzoekenden: {{{people}, Bram: {{heeft_voorrang: true}}}}\n"
        "  volgorde: [Bram, [A, B, C, D, E, F, G, H]]\n",
        encoding="utf-8",
    )
    (case,) = read_cases(["c.yaml"])
    zoekenden, _ = Opstelling(case.inhoud).rows()
    assert zoekenden.take(np.array([8])).heeft_voorrang.tolist() == [True]


DOCUMENT = (Path(__file__).parents[2] / "docs" / "gevallen.md").read_text(encoding="utf-8")


def test_the_document_shows_what_happens(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = re.findall(r"```yaml\n(.*?)```", DOCUMENT, re.DOTALL)[0]
    Path("gevallen.yaml").write_text(case, encoding="utf-8")
    assert call(["test", "gevallen.yaml"]) == 0
    wrong = case.replace("[Cees, Bram]\n  valt_af: {Anna: passend_toewijzen}", "[Anna, Cees, Bram]")
    Path("gevallen.yaml").write_text(wrong, encoding="utf-8")
    capsys.readouterr()
    assert call(["test", "gevallen.yaml"]) == 5
    assert f"```text\n{capsys.readouterr().out}```" in DOCUMENT


def test_the_document_explains_every_key() -> None:
    tables = [
        re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE) for part in re.split(r"^\| sleutel", DOCUMENT, flags=re.M)
    ]
    for model, explained in zip((Geval, Zoekende, Woning), tables[1:], strict=True):
        assert set(explained) == set(model.model_fields)


CASES_AS_TABLES = [
    {
        "geval": "x",
        "jaar": 2025,
        "beleid": ["urgentie", {"huishoudgrootte": {"naam": "groot", "kamers_tekort": 1}}, "daeb_ruimte"],
        "woningzoekenden": {
            "Anna": {"leeftijd": 40, "kern": "Beilen", "lot": {"a": 0.5}, "inschrijfdatum": "2020-01-01"},
            "Bram": {"kamers_nu": 3, "sinds": "2020-01-01", "voorrang_tot": "2025-03-01", "personen": 9},
        },
        "woning": {"kamers": 3, "lot": 0.5, "aantrekkelijkheid": 1.5},
        "volgorde": ["Anna"],
        "valt_af": {"Bram": ["groot"]},
        "neemt_ruimte": {},
    },
    {
        "beleid": "huishoudgrootte",
        "parameters": {"kamers_tekort": 1},
        "hook": "selectie",
        "jaar": 2025,
        "gevallen": [{"want": "x", "woningzoekende": {"personen": 1}, "woning": {"kamers": 3}, "mag": "ja"}],
    },
    {
        "beleid": "inschrijfduur",
        "hook": "sortering",
        "woningzoekenden": {"a": {"inschrijfdatum": 1}},
        "volgorde": [["a"]],
    },
    {"beleid": "daeb_ruimte", "hook": "rekening", "rekening": {"aandeel": 0.075}},
    {"beleid": "quotum", "parameters": {}, "weigert": "ja"},
]
GARBAGE = [None, 3, -1.5, True, "x", [], {}, [1], [[]], {"a": 1}, {"Anna": []}, "2025-01-01", ".nan"]


def places(value: object, path: tuple[object, ...] = ()) -> Iterator[tuple[object, ...]]:
    yield path
    if isinstance(value, dict | list):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(part, (*path, key))


def test_whatever_stands_in_a_case_is_told_and_never_a_fault_of_ours(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = Counter[int]()
    for path, garbage in product(places(CASES_AS_TABLES), GARBAGE):
        changed: Any = {"all": deepcopy(CASES_AS_TABLES)}
        holder, keys = changed, ("all", *path)
        for key in keys[:-1]:
            holder = holder[key]
        holder[keys[-1]] = garbage
        Path("c.yaml").write_text(json.dumps(changed["all"]).replace('".nan"', ".nan"), encoding="utf-8")
        status = call(["test", "c.yaml"])
        told[status] += 1
        assert status in (0, 2, 3, 5), (path, garbage, capsys.readouterr().err)
    assert told[0]
    assert told[2]
    assert told[5]

"""Each kind of fault in a scenario: refused at its line, column and path, in the reader's words."""

from __future__ import annotations

from pathlib import Path

import pytest

from woonsim.errors import Fault, ScenarioError
from woonsim.scenario import parse_scenario

TEXT = (Path(__file__).parents[1] / "data" / "klein.yaml").read_text(encoding="utf-8")


def faults_in(text: str) -> list[Fault]:
    with pytest.raises(ScenarioError) as caught:
        parse_scenario(text.encode(), "x.yaml")
    return caught.value.faults


def changed(old: str, new: str) -> str:
    assert old in TEXT
    return TEXT.replace(old, new, 1)


def place_of(marker: str, text: str) -> tuple[int, int]:
    before = text[: text.index(marker)].split("\n")
    return len(before), len(before[-1]) + 1


MUTATIE = "{waarde: 6.5%, eenheid: per jaar, aanname: afgeleid uit buurgemeenten, marge: [5%, 8%]}"
OPZEG = "opzegtermijn: {waarde: 30 dagen, aanname: een kalendermaand}"
AGES = 'leeftijd: {"18-24": 4%, "25-34": 12%'

KNOTS = "woningzoekenden.elders_gehuisvest.inschrijfduur"

# what stands there, what is put instead, where the fault must point, its path, a part of the message
CASES = {
    "misspelled key": ("  mutatiegraad:", "  mutatiegraat:", "mutatiegraat", "mutatie.mutatiegraat", "'mutatiegraad'"),
    "missing key": (f"  {OPZEG}", "", "mutatie:\n", "mutatie.opzegtermijn", "ontbreekt"),
    "no value": (OPZEG, "opzegtermijn:", "opzegtermijn:", "mutatie.opzegtermijn", "30 dagen"),
    "key twice": (
        "  opzegtermijn",
        "  binnen_voorraad: 1%\n  opzegtermijn",
        "binnen_voorraad: 1%",
        "mutatie.binnen_voorraad",
        "staat er al",
    ),
    "share above 1": ("voorrang: 95%", "voorrang: 1.234", "1.234", "aanbod.reactiekans.voorrang", "tussen 0 en 1"),
    "share in percents": ("voorrang: 95%", "voorrang: 95", "95\n", "aanbod.reactiekans.voorrang", "'95%'"),
    "negative share": ("voorrang: 95%", "voorrang: -0.1", "-0.1", "aanbod.reactiekans.voorrang", "tussen 0 en 1"),
    "nan": ("voorrang: 95%", "voorrang: .nan", ".nan", "aanbod.reactiekans.voorrang", "eindig"),
    "infinity": ("eigen_kern: 2", "eigen_kern: .inf", ".inf", "aanbod.voorkeur.eigen_kern", "eindig"),
    "overflowing float": ("eigen_kern: 2", "eigen_kern: 1e999", "1e999", "aanbod.voorkeur.eigen_kern", "eindig"),
    "overflow with a unit": (
        "publicatie: 2 dagen",
        "publicatie: 1e999 dagen",
        "1e999",
        "aanbod.frictieleegstand.publicatie",
        "eindig",
    ),
    "nan in a policy": (
        "- vrije_beleidsruimte: {aandeel: 20%}",
        "- vrije_beleidsruimte: {aandeel: .nan}",
        ".nan",
        "beleid[0].aandeel",
        "eindig",
    ),
    "bool as number": (
        "maximum_reacties: 2",
        "maximum_reacties: true",
        "true",
        "aanbod.maximum_reacties",
        "geen aantal",
    ),
    "fraction of a count": (
        "maximum_reacties: 2",
        "maximum_reacties: 2.5",
        "2.5\n  reactiekans",
        "aanbod.maximum_reacties",
        "geen geheel getal",
    ),
    "2^63": (
        "maximum_reacties: 2",
        "maximum_reacties: 9223372036854775808",
        "9223372036854775808",
        "aanbod.maximum_reacties",
        "tussen 1 en 1000",
    ),
    "5000 digits": (
        "maximum_reacties: 2",
        f"maximum_reacties: {'9' * 5000}",
        "9" * 5000,
        "aanbod.maximum_reacties",
        "5000 cijfers",
    ),
    "number in quotes": ("eigen_kern: 2", 'eigen_kern: "2"', '"2"', "aanbod.voorkeur.eigen_kern", "aanhalingstekens"),
    "decimal comma": ("eigen_kern: 2", "eigen_kern: 0,05", "0,05", "aanbod.voorkeur.eigen_kern", "0.05"),
    "decimal comma with a unit": (
        "publicatie: 2 dagen",
        "publicatie: 2,5 dagen",
        "2,5",
        "aanbod.frictieleegstand.publicatie",
        "2.5",
    ),
    "decimal comma in a list": (
        "kansen: [0, 0.10",
        "kansen: [0,05, 0.10",
        "05, 0.10",
        "woningzoekenden.inschrijfduur_bij_aanvang.zoekend.gemeente.empirisch.kansen[1]",
        "0.05",
    ),
    "decimal comma in a table": (
        "stopt: {waarde: 0.36,",
        "stopt: {waarde: 0,36,",
        "36, eenheid",
        "woningzoekenden.zoekend_of_passief.stopt.36",
        "0.36",
    ),
    "point for thousands": (
        "rekenhuur: 610 EUR",
        "rekenhuur: 1.610 EUR",
        "1.610",
        "woningvoorraad[0].rekenhuur",
        "1610 EUR/maand",
    ),
    "no unit": (
        "publicatie: 2 dagen",
        "publicatie: 2",
        "2\n    reactietermijn",
        "aanbod.frictieleegstand.publicatie",
        "geen eenheid",
    ),
    "unknown unit": (
        "publicatie: 2 dagen",
        "publicatie: 2 dage",
        "2 dage",
        "aanbod.frictieleegstand.publicatie",
        "dagen",
    ),
    "unit of another quantity": (
        "rekenhuur: 610 EUR/maand",
        "rekenhuur: 610 EUR/jaar",
        "610 EUR/jaar",
        "woningvoorraad[0].rekenhuur",
        "EUR/maand",
    ),
    "unit that contradicts": (
        "eenheid: per jaar, aanname: afgeleid",
        "eenheid: per maand, aanname: afgeleid",
        "per maand, aanname: afgeleid",
        "mutatie.mutatiegraad.eenheid",
        "per jaar",
    ),
    "unit on a count": (
        "maximum_reacties: 2",
        "maximum_reacties: 2 woningen",
        "2 woningen",
        "aanbod.maximum_reacties",
        "kaal getal",
    ),
    "unknown key in the long form": (
        "eenheid: per jaar, aanname: afgeleid",
        "eenhied: per jaar, aanname: afgeleid",
        "eenhied",
        "mutatie.mutatiegraad.eenhied",
        "'eenheid'",
    ),
    "long form without a value": (
        MUTATIE,
        "{eenheid: per jaar}",
        "mutatiegraad",
        "mutatie.mutatiegraad.waarde",
        "ontbreekt",
    ),
    "value outside its margin": (
        "marge: [5%, 8%]",
        "marge: [7%, 8%]",
        "[7%, 8%]",
        "mutatie.mutatiegraad.marge",
        "buiten",
    ),
    "margin reversed": ("marge: [5%, 8%]", "marge: [8%, 5%]", "[8%, 5%]", "mutatie.mutatiegraad.marge", "hoger"),
    "margin of three": (
        "marge: [5%, 8%]",
        "marge: [5%, 6%, 8%]",
        "[5%, 6%, 8%]",
        "mutatie.mutatiegraad.marge",
        "[laag, hoog]",
    ),
    "limit of a margin out of range": (
        "marge: [85%, 100%]",
        "marge: [85%, 101%]",
        "101%",
        "huurders.leeftijdslabel.marge[1]",
        "tussen 0 en 1",
    ),
    "source and assumption": (
        "bron: S117",
        "bron: S117, aanname: x",
        "aanname: x}",
        "mutatie.leeftijdsverloop.verhuizing.aanname",
        "niet allebei",
    ),
    "unknown source": ("bron: S117", "bron: S118", "S118", "mutatie.leeftijdsverloop.verhuizing.bron", "'S117'"),
    "empty assumption": (
        "aanname: een kalendermaand",
        "aanname: ''",
        "''",
        "mutatie.opzegtermijn.aanname",
        "niet leeg",
    ),
    "impossible date": ("2021-01-01", "2021-02-30", "2021-02-30", "begindatum", "jjjj-mm-dd"),
    "Dutch date": ("2021-01-01", "1-1-2021", "1-1-2021", "begindatum", "jjjj-mm-dd"),
    "strange year": ("2021-01-01", "1021-01-01", "1021-01-01", "begindatum", "2016"),
    "term of no years": ("looptijd: 10 jaar", "looptijd: 0 jaar", "0 jaar", "looptijd", "tussen 1 jaar en 100 jaar"),
    "10^5 years": ("looptijd: 10 jaar", "looptijd: 100000 jaar", "100000", "looptijd", "tussen 1 jaar en 100 jaar"),
    "shares above 100%": ('"18-24": 4%, "25-34"', '"18-24": 5%, "25-34"', '{"18-24": 5%', "huurders.leeftijd", "101%"),
    "age class that is none": (AGES, 'leeftijd: {jong: 4%, "25-34": 12%', "jong", "huurders.leeftijd.jong", "18-24"),
    "gap between age classes": (
        AGES,
        'leeftijd: {"18-23": 4%, "25-34": 12%',
        '"25-34": 12%, "35-44": 13%, "45-54": 14%',
        "huurders.leeftijd.25-34",
        "24",
    ),
    "ages that end": ('"75+": {1p: 72%', '"75-99": {1p: 72%', '"75-99"', "huurders.huishoudgrootte.75-99", "75+"),
    "ages that begin late": (
        '"18-24": {1p: 70%',
        '"20-24": {1p: 70%',
        '"20-24"',
        "huurders.huishoudgrootte.20-24",
        "18",
    ),
    "household size that is none": (
        "{1p: 70%, 2p",
        "{1p: 70%, twee",
        "twee",
        "huurders.huishoudgrootte.18-24.twee",
        "1p, 2p, 3p, 4p, 5p",
    ),
    "cycle of no time": (
        "cyclus: 7 dagen",
        "cyclus: 0 dagen",
        "0 dagen\n  max",
        "aanbod.advertentiecyclus",
        "1 minuut en 200 jaar",
    ),
    "rooms that are none": ("1p: {2k: 6,", "1p: {kamers: 6,", "kamers: 6", "huurders.bewoning.1p.kamers", "2k"),
    "weights that are all zero": (
        "5p: {2k: 0, 3k: 0, 4k: 3, 5k: 6}",
        "5p: {2k: 0}",
        "{2k: 0}",
        "huurders.bewoning.5p",
        "groter dan 0",
    ),
    "cause that is none": ("overig: 6%", "overigg: 6%", "overigg", "mutatie.redenen.overigg", "'overig'"),
    "inside above total": (
        "binnen_voorraad: {waarde: 0.9%",
        "binnen_voorraad: 7% #",
        "7% #",
        "mutatie.binnen_voorraad",
        "hele mutatiegraad",
    ),
    "two forms": (
        "{vast: 0 dagen}",
        "{vast: 0 dagen, exponentieel: {gemiddelde: 1 dag}}",
        "{vast",
        "beschermd_wonen.aanmeldingen.geduld",
        "precies een",
    ),
    "no form": ("{vast: 0 dagen}", "{}", "{}", "beschermd_wonen.aanmeldingen.geduld", "precies een"),
    "mean of zero": (
        "{gemiddelde: 2.86 jaar}",
        "{gemiddelde: 0 jaar}",
        "0 jaar}}\n  vertrekt",
        "beschermd_wonen.verblijfsduur.exponentieel.gemiddelde",
        "groter",
    ),
    "p90 below the median": (
        "{mediaan: 9 jaar, p90: 28 jaar}",
        "{mediaan: 9 jaar, p90: 8 jaar}",
        "8 jaar}}\n",
        "huurders.woonduur.lognormaal.p90",
        "onder de mediaan",
    ),
    "income p90 below the median": (
        "p90: 34000 EUR/jaar",
        "p90: 3400 EUR/jaar",
        "3400 EUR",
        "huurders.inkomen.1p.18-66.p90",
        "onder de mediaan",
    ),
    "chances that do not reach 1": (
        "0.99, 1], waarden",
        "0.99, 0.995], waarden",
        "[0, 0.10",
        "woningzoekenden.inschrijfduur_bij_aanvang.zoekend.gemeente.empirisch.kansen",
        "van 0 tot 1",
    ),
    "chance too few": (
        "kansen: [0, 0.10,",
        "kansen: [0,",
        "[0 jaar, 0.2",
        "woningzoekenden.inschrijfduur_bij_aanvang.zoekend.gemeente.empirisch.waarden",
        "even lang",
    ),
    "knots that fall": (
        "[0 jaar, 1.25 jaar, 1.75",
        "[0 jaar, 1.85 jaar, 1.75",
        "[0 jaar, 1.85",
        "woningzoekenden.elders_gehuisvest.inschrijfduur",
        "oplopen",
    ),
    "rate too few": (
        "per_jaar: [0, 0.01,",
        "per_jaar: [0,",
        "[0, 0.04",
        "woningzoekenden.elders_gehuisvest.per_jaar",
        "even lang",
    ),
    "no knots": ("inschrijfduur: [0 jaar, 1.25", "inschrijfduur: [] #", "[] #", KNOTS, "minstens 1"),
    "unknown kern": ("kern: Elp", "kern: Epl", "Epl", "woningvoorraad[3].kern", "'Elp'"),
    "kern twice": (
        "naam: Wijster",
        "naam: Hijken",
        "Hijken, kerncluster: Beilen}\n  - {naam: Elp",
        "kernen[2].naam",
        "kernen[1].naam",
    ),
    "kern as a formula": ("naam: Wijster", "naam: =1+1", "=1+1", "kernen[2].naam", "formule"),
    "kern with a direction sign": ("naam: Wijster", 'naam: "Wijs\\u202eter"', '"Wijs', "kernen[2].naam", "stuurtekens"),
    "empty name": ("naam: Wijster", 'naam: ""', '""', "kernen[2].naam", "leeg"),
    "long name": ("naam: Wijster", f"naam: {'W' * 101}", "W" * 101, "kernen[2].naam", "100"),
    "word that is none": (
        "woningtype: appartement",
        "woningtype: apartement",
        "apartement",
        "woningvoorraad[1].woningtype",
        "'appartement'",
    ),
    "label that is none": (
        "leeftijdslabel: 55plus",
        "leeftijdslabel: 65+",
        "65+",
        "woningvoorraad[2].leeftijdslabel",
        "65plus",
    ),
    "code of a gemeente": ("GM1731", "GM17", "GM17", "gemeente.code", "GM1731"),
    "text that is a number": (
        "corporatie: Woonservice",
        "corporatie: 5",
        "5, kern",
        "woningvoorraad[0].corporatie",
        "tekst",
    ),
    "table that is a number": (
        "bijzondere_doelgroepen:\n",
        "bijzondere_doelgroepen: 5\nx:\n",
        "5\nx:",
        "bijzondere_doelgroepen",
        "niet 5",
    ),
    "list that is a table": ("kernen:\n", "kernen: {}\nx:\n", "{}\nx", "kernen", "lijst"),
    "policy in a list": (
        "- huishoudgrootte",
        "- [huishoudgrootte]",
        "[huishoudgrootte]",
        "beleid[5]",
        "quotum: {aandeel: 5%}",
    ),
    "policy with a strange name": (
        "{naam: weer_thuis, doel",
        "{naam: weer thuis, doel",
        "weer thuis",
        "beleid[1].naam",
        "letters",
    ),
    "parameters that are none": (
        "- huishoudgrootte",
        "- huishoudgrootte: 5",
        "5\n  - leeftijds",
        "beleid[5].huishoudgrootte",
        "niet 5",
    ),
    "policy twice": (
        "- huishoudgrootte\n",
        "- huishoudgrootte\n  - huishoudgrootte\n",
        "huishoudgrootte\n  - leeftijds",
        "beleid[6]",
        "beleid[5]",
    ),
    "name of a policy twice": (
        "- huishoudgrootte\n",
        "- huishoudgrootte: {naam: weer_thuis}\n",
        "weer_thuis}\n",
        "beleid[5].naam",
        "beleid[1].naam",
    ),
    "norm that is none": ('">= 5%"', '"minstens 5%"', '"minstens', "afspraken[0].norm", ">= 5%"),
    "period that is none": (
        "periode: jaar}\n  - {naam: vrije",
        "periode: maand}\n  - {naam: vrije",
        "maand}\n  - {naam: vrije",
        "afspraken[0].periode",
        "looptijd",
    ),
    "doelgroep that is none": (
        "  urgenten:\n    aanname",
        "  urgent:\n    aanname",
        "urgent:",
        "bijzondere_doelgroepen.urgent",
        "'urgenten'",
    ),
    "anchor": ("vraag: Wat", "vraag: &w Wat", "&w", "vraag", "&w"),
    "alias": ("vraag: Wat doet", "vraag: *w #", "*w", "vraag", "*w"),
    "tag": ("vraag: Wat", "vraag: !!python/name:os.system Wat", "!!python", "vraag", "python/name"),
    "merge key": ("mutatie:\n", "mutatie:\n  <<: {opzegtermijn: 1 dag}\n", "<<", "mutatie.<<", "<<"),
    "directive": ("# yaml-language-server", "%YAML 1.1\n---\n#", "---\n", "", "%-opdracht"),
    "tab": (f"  {OPZEG}", f"\t{OPZEG}", "\t", "", "tab"),
    "colon in a text": ("vraag: Wat doet", "vraag: Wat: doet", ": doet", "", "dubbele punt"),
    "key that is a list": ("vraag: Wat", "? [a]\n: 1\nvraag: Wat", "[a]", "", "woord"),
    "NUL": ("vraag: Wat", "vraag: W\0t", "\0", "", "U+0000"),
    "escape of a terminal": ("vraag: Wat", "vraag: \x1b[31m", "\x1b", "", "U+001B"),
}


@pytest.mark.parametrize("name", CASES)
def test_fault_is_named_at_its_place(name: str) -> None:
    old, new, marker, path, words = CASES[name]
    text = changed(old, new)
    found = faults_in(text)
    line, column = place_of(marker, text)
    there = [fault for fault in found if (fault.line, fault.column, fault.path) == (line, column, path)]
    assert len(there) == 1, [str(fault) for fault in found]
    assert words in there[0].message
    assert there[0].file == "x.yaml"
    assert len(found) <= 2


def test_second_document() -> None:
    (fault,) = faults_in(f"{TEXT}---\nnaam: x\n")
    assert (fault.line, fault.column) == (TEXT.count("\n") + 1, 1)
    assert "tweede document" in fault.message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "leeg"),
        ("# niets\n", "leeg"),
        ("---\n...\n", "leeg"),
        ("- a\n- b\n", "een lijst"),
        ("hallo\n", "hallo"),
        ("{a: " * 40, "32 lagen"),
        ("[" * 50_000, "32 lagen"),
        ("a: [" + "1,\n" * 50_000 + "1]", "50000 onderdelen"),
        ("a: " + "x" * 100_001, "100000 tekens"),
        ("a: [1", "afgesloten"),
        ('a: "\\UFFFFFFFF"', "niet te lezen"),
    ],
)
def test_file_that_is_no_scenario(text: str, words: str) -> None:
    (fault,) = faults_in(text)
    assert words in fault.message


def test_bombs_of_aliases_and_merges_are_refused_unexpanded() -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 9))
    merges = "m0: &m0 {x: 1}\n" + "".join(
        f"m{i}: &m{i}\n  <<: [{', '.join([f'*m{i - 1}'] * 9)}]\n" for i in range(1, 9)
    )
    for text in (bomb, merges):
        found = faults_in(text)
        assert (found[0].line, found[0].column) == (1, 1)
        assert any("anker" in fault.message and fault.line == 1 for fault in found)
        assert len(found) <= 101


def test_all_faults_are_reported_at_once_in_order_of_place() -> None:
    text = TEXT
    for old, new in (
        ("2021-01-01", "2021-13-01"),
        ("kern: Elp", "kern: Epl"),
        ("  mutatiegraad:", "  mutatiegraat:"),
        ("marge: [1300, 4000]", "marge: [3000, 4000]"),
        ("maximum_reacties: 2", "maximum_reacties: .inf"),
        ("- huishoudgrootte\n", "- huishoudgrootte\n  - huishoudgrootte\n"),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    found = faults_in(text)
    assert [f.path for f in found] == [
        "begindatum",
        "woningvoorraad[3].kern",
        "mutatie.mutatiegraat",
        "woningzoekenden.ingeschreven.gemeente.marge",
        "aanbod.maximum_reacties",
        "beleid[6]",
    ]


def test_every_missing_key_is_told() -> None:
    missing = {f.path for f in faults_in("naam: x\n")}
    assert missing >= {"vraag", "gemeente", "begindatum", "looptijd", "mutatie", "aanbod", "beleid", "woningvoorraad"}


def test_thousands_of_faults_are_cut_short_and_quick() -> None:
    found = faults_in("".join(f"k{i}: 1\n" for i in range(20_000)))
    assert len(found) == 101
    assert "100" in found[-1].message


def test_the_error_shows_the_line_with_a_caret() -> None:
    (fault,) = faults_in(changed("maximum_reacties: 2", "maximum_reacties: veel"))
    head, source, caret = str(fault).split("\n")
    assert head.startswith(f"x.yaml:{fault.line}:{fault.column} aanbod.maximum_reacties: veel")
    assert source[caret.index("^") :] == "veel"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system(newline: str) -> None:
    text = changed("maximum_reacties: 2", "maximum_reacties: veel")
    (fault,) = faults_in(text.replace("\n", newline))
    assert (fault.line, fault.column) == place_of("veel\n", text)


def test_messages_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WOONSIM_TAAL", "en")
    (fault,) = faults_in(changed("  mutatiegraad:", "  mutatiegraat:"))
    assert fault.message == "unknown key; did you mean 'mutatiegraad'?"

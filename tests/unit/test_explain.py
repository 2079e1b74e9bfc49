"""The command explain: what it tells is what the tables of the run say, and watching changes nothing."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from ruamel.yaml import YAML

import woonsim
from woonsim.begrippen import Kanaal, Post
from woonsim.cli import call
from woonsim.kalender import JAAR
from woonsim.load import load_bytes
from woonsim.simulation import Run
from woonsim.uitleg.huishouden import Huishoudenkijker
from woonsim.uitleg.woning import Woningkijker
from woonsim.waarnemer import Waarnemer

ROOT = Path(__file__).parents[2]
KLEIN = ROOT / "tests" / "data" / "klein.yaml"
PASSED_OVER = (
    "(SELECT sum(ingetrokken) FROM publicatie p WHERE p.replicatie = toewijzing.replicatie "
    "AND p.vrijkomst = toewijzing.vrijkomst) DESC"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small run of which something can be told."""
    path = tmp_path_factory.mktemp("explain") / "run"
    command = ["run", str(KLEIN), "--years=3", "--replications=2", "--jobs=1", "--quiet", f"--out={path}"]
    # scarcer homes and tighter limits, so that claims are refused and offers passed over
    sets = ("aanbod.acceptatiekans.bemiddeling=50%", "beleid.daeb_ruimte.vrije_ruimte=1%", "aanbod.maximum_reacties=9")
    assert call([*command, *(f"--set={each}" for each in sets)]) == 0
    return path


@pytest.fixture(scope="module")
def told() -> dict[tuple[str, ...], Any]:
    """What was asked before."""
    return {}


@pytest.fixture
def explained(folder: Path, told: dict[tuple[str, ...], Any], capsys: pytest.CaptureFixture[str]) -> Any:
    """What `woonsim explain` answers as JSON."""

    def ask(*arguments: str) -> Any:
        if arguments not in told:
            assert call(["explain", str(folder), "--json", *arguments]) == 0
            told[arguments] = json.loads(capsys.readouterr().out)
        return told[arguments]

    return ask


def rows(folder: Path, query: str, *values: object) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(folder / "resultaten.sqlite")) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(query, values)]


def some_lettings(folder: Path, replicatie: int = 0) -> Iterator[dict[str, Any]]:
    """Of each channel those with most refusals, and those let in a later round; one vacancy per woning."""
    chosen = "SELECT * FROM toewijzing WHERE replicatie = ? AND kanaal = ? GROUP BY woning ORDER BY {} LIMIT ?"
    for kanaal, order, n in (
        ("bemiddeling", "weigeringen DESC", 4),
        ("bemiddeling", "toewijzing", 2),
        ("aanbod", "weigeringen DESC", 3),
        ("aanbod", PASSED_OVER, 3),
        ("aanbod", "rondes DESC", 2),
        ("aanbod", "toewijzing DESC", 2),
    ):
        yield from rows(folder, chosen.format(order), replicatie, kanaal, n)


def vacancy(explained: Any, letting: dict[str, Any], *more: str) -> Any:
    told = explained(f"--woning={letting['woning']}", f"--datum={letting['acceptatiedatum'][:10]}", *more)
    assert told["vrijkomst"] == letting["vrijkomst"]
    return told


def test_who_got_it_is_who_the_table_says(folder: Path, explained: Any) -> None:
    seen: Counter[str] = Counter()
    for letting in some_lettings(folder):
        got = vacancy(explained, letting)["verhuring"]
        seen[letting["kanaal"]] += 1
        assert got["wie"]["huishouden"] == f"{letting['stroom']}:{letting['volgnummer']}"
        told = {"acceptatie": letting["acceptatiedatum"], "sleutels": letting["sleuteldatum"]}
        told |= {name: letting[name] for name in ("kanaal", "regel", "plaats")}
        assert {name: got[name] for name in told} == told
        assert got["wie"]["personen"] == letting["personen"]
        assert got["met_voorrang"] == letting["met_voorrang"]
    assert seen["bemiddeling"] >= 5
    assert seen["aanbod"] >= 5


def test_another_replication_is_told_too(folder: Path, explained: Any) -> None:
    letting = next(some_lettings(folder, 1))
    told = vacancy(explained, letting, "--replicatie=1")
    assert told["verhuring"]["wie"]["huishouden"] == f"{letting['stroom']}:{letting['volgnummer']}"


def test_rounds_are_those_of_the_table(folder: Path, explained: Any) -> None:
    endings: Counter[str] = Counter()
    for letting in some_lettings(folder):
        query = "SELECT * FROM publicatie WHERE replicatie = 0 AND vrijkomst = ? ORDER BY ronde"
        adverts, rondes = rows(folder, query, letting["vrijkomst"]), vacancy(explained, letting)["rondes"]
        assert len(rondes) == len(adverts) == letting["rondes"]
        for ronde, advert in zip(rondes, adverts, strict=True):
            names = ("ronde", "sluiting", "reacties", "weigeringen", "ingetrokken", "verhuurd")
            assert {name: ronde[name] for name in names} == {name: advert[name] for name in names}
            offers = Counter(one["aanbod"] for one in ronde["volgorde"])
            assert offers["geweigerd"] == advert["weigeringen"]
            assert offers["andere_woning"] == advert["ingetrokken"]
            assert offers["aangenomen"] == advert["verhuurd"]
            assert [one["plaats"] for one in ronde["volgorde"]] == list(range(1, advert["reacties"] + 1))
            endings += offers
    assert min(endings[name] for name in ("geweigerd", "andere_woning", "geen_ruimte", "aangenomen")) > 0


def test_who_looked_may_have_it_or_is_kept_out_by_a_policy(folder: Path, explained: Any) -> None:
    told = [ronde for letting in some_lettings(folder) for ronde in vacancy(explained, letting)["rondes"]]
    assert told
    for ronde in told:
        assert ronde["gekeken"] == ronde["mochten"] + len(ronde["uitgesloten"])
        assert ronde["reacties"] <= ronde["mochten"]
        by_policy = Counter(naam for one in ronde["uitgesloten"] for naam in one["regels"])
        assert by_policy == Counter(ronde["uitgesloten_door"])
    assert {naam for ronde in told for naam, n in ronde["uitgesloten_door"].items() if n} >= {
        "huishoudgrootte",
        "leeftijdslabel",
    }


def test_the_policies_explain_the_order(folder: Path, explained: Any) -> None:
    for letting in some_lettings(folder):
        for ronde in vacancy(explained, letting)["rondes"]:
            keys = [[bijdrage["waarde"] for bijdrage in one["sortering"].values()] for one in ronde["volgorde"]]
            assert keys == sorted(keys)
            assert all(list(one["sortering"]) == ["urgentie", "inschrijfduur"] for one in ronde["volgorde"])
            assert all(one["sortering"]["inschrijfduur"]["datum"] for one in ronde["volgorde"])


def test_mediation_tells_who_refused_and_what_it_was_charged_to(folder: Path, explained: Any) -> None:
    refused = 0
    for letting in rows(folder, "SELECT * FROM toewijzing WHERE replicatie = 0 AND kanaal = 'bemiddeling' LIMIT 12"):
        told = vacancy(explained, letting)
        kandidaten = [one for claim in told["claims"] for one in claim["kandidaten"]]
        ended = Counter(one["uitkomst"] for one in kandidaten)
        assert ended["geweigerd"] == letting["plaats"] - 1
        assert ended["aangenomen"] == 1
        winner = next(one for one in kandidaten if one["uitkomst"] == "aangenomen")
        assert winner["wie"] == told["verhuring"]["wie"]
        assert [claim["uitkomst"] for claim in told["claims"]][-1] == "toegekend"
        assert told["claims"][-1]["regel"] == letting["regel"]
        assert all(one["redenen"] for one in kandidaten if one["uitkomst"] == "past_niet")
        query = "SELECT rekening FROM grootboek WHERE replicatie = 0 AND vrijkomst = ? AND post = 'toekenning'"
        granted = {row["rekening"] for row in rows(folder, query, letting["vrijkomst"])}
        assert set(told["verhuring"]["rekeningen"]) == granted
        assert {one["rekening"] for one in told["claims"][-1]["rekeningen"]} <= granted
        refused += ended["geweigerd"]
    assert refused > 0


def test_a_claim_is_refused_for_want_of_room_only(folder: Path, explained: Any) -> None:
    outcomes: Counter[str] = Counter()
    for letting in some_lettings(folder):
        for claim in vacancy(explained, letting)["claims"]:
            full = any(not one["heeft_ruimte"] for one in claim["rekeningen"])
            assert full == (claim["uitkomst"] == "geen_ruimte")
            assert full == any(one["saldo"] < 1 for one in claim["rekeningen"])
            outcomes[claim["uitkomst"]] += 1
    assert set(outcomes) == {"toegekend", "geen_ruimte", "geen_kandidaat"}


def test_who_is_passed_over_for_want_of_room_is_told_with_the_account_that_had_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    floor = "beleid.na.leeftijdslabel={quotum: {naam: vloer, doelgroep: regulier, aandeel: 97%, per: corporatie}}"
    command = ["run", str(KLEIN), "--years=1", "--replications=1", "--jobs=1", "--quiet", f"--out={tmp_path / 'run'}"]
    assert call([*command, f"--set={floor}"]) == 0
    query = (
        "SELECT t.*, group_concat(r.rekening) AS vol FROM ruimtegebrek r "
        "JOIN toewijzing t USING (replicatie, vrijkomst) WHERE gepasseerd = ? GROUP BY vrijkomst LIMIT 2"
    )
    for gepasseerd, name, several in (("reactie", "rondes", "volgorde"), ("kandidaat", "claims", "kandidaten")):
        lacked = rows(tmp_path / "run", query, gepasseerd)
        assert len(lacked) == 2
        for letting in lacked:
            question = ["explain", str(tmp_path / "run"), f"--woning={letting['woning']}"]
            question.append(f"--datum={letting['acceptatiedatum'][:10]}")
            assert call([*question, "--json"]) == 0
            people = [one for part in json.loads(capsys.readouterr().out)[name] for one in part[several]]
            passed = [one for one in people if one.get("aanbod", one.get("uitkomst")) == "geen_ruimte"]
            told = {account for one in passed for account in one["zonder_ruimte"]}
            assert all(one["zonder_ruimte"] for one in passed)
            assert {account.partition(" (")[0] for account in told} == set(letting["vol"].split(","))
            assert all(" (" in account for account in told if account.startswith("vloer"))
            assert call(question) == 0
            shown = "".join(capsys.readouterr().out.split())
            assert all(account.partition(" (")[0] in shown for account in told)


def test_the_books_are_those_of_the_table_at_that_moment(folder: Path, explained: Any) -> None:
    posted = rows(folder, "SELECT rekening, post, vrijkomst, aantal FROM grootboek WHERE replicatie = 0 ORDER BY rowid")
    for letting in rows(folder, "SELECT * FROM toewijzing WHERE replicatie = 0 AND kanaal = 'bemiddeling' LIMIT 5"):
        first = next(
            i for i, row in enumerate(posted) if (row["vrijkomst"], row["post"]) == (letting["vrijkomst"], "toekenning")
        )
        until: Counter[tuple[str, str]] = Counter()
        for row in posted[:first]:
            until[row["rekening"], row["post"]] += row["aantal"]
        for stand in vacancy(explained, letting)["grootboek_bij_opzegging"]:
            post = {name: until[stand["rekening"], name] for name in ("recht", "toekenning", "levering", "onbenut")}
            vervallen = until[stand["rekening"], "verval"] + post["onbenut"]
            lopend = post["toekenning"] - post["levering"] - post["onbenut"]
            assert (stand["recht"], stand["geleverd"], stand["vervallen"], stand["lopend"]) == (
                post["recht"],
                post["levering"],
                vervallen,
                lopend,
            )
            assert stand["recht"] == sum(stand[name] for name in ("geleverd", "vervallen", "lopend", "saldo"))


def test_without_a_day_it_is_the_first_vacancy_and_with_one_the_nearest(folder: Path, explained: Any) -> None:
    query = "SELECT woning FROM vrijkomst WHERE replicatie = 0 GROUP BY woning HAVING count(*) > 1 LIMIT 1"
    woning = rows(folder, query)[0]["woning"]
    mine = rows(folder, "SELECT * FROM vrijkomst WHERE replicatie = 0 AND woning = ? ORDER BY vrijkomst", woning)
    assert explained(f"--woning={woning}")["vrijkomst"] == mine[0]["vrijkomst"]
    for one in mine:
        assert explained(f"--woning={woning}", f"--datum={one['opzegdatum'][:10]}")["vrijkomst"] == one["vrijkomst"]


def test_a_life_has_the_lettings_and_refusals_of_the_tables(folder: Path, explained: Any) -> None:
    query = (
        "SELECT stroom, volgnummer, weigeringen FROM kandidaat WHERE replicatie = 0 AND met_voorrang = 0 "
        "ORDER BY weigeringen DESC, stroom, volgnummer LIMIT 3"
    )
    for one in rows(folder, query):
        told = explained(f"--huishouden={one['stroom']}:{one['volgnummer']}")
        happened = Counter(each["soort"] for each in told["gebeurtenissen"])
        assert happened["geweigerd"] == one["weigeringen"] > 0
        assert happened["kandidaat"] == 1
        where = "replicatie = 0 AND stroom = ? AND volgnummer = ?"
        lettings = rows(folder, f"SELECT * FROM toewijzing WHERE {where}", one["stroom"], one["volgnummer"])
        told_of = [each for each in told["gebeurtenissen"] if each["soort"] == "toewijzing"]
        assert [each["details"]["woning"] for each in told_of] == [letting["woning"] for letting in lettings]
        assert [each["moment"] for each in told_of] == [letting["acceptatiedatum"] for letting in lettings]


def test_a_life_and_a_woning_tell_the_same_reactions(folder: Path, explained: Any) -> None:
    query = (
        "SELECT * FROM toewijzing WHERE replicatie = 0 AND kanaal = 'aanbod' AND weigeringen > 0 ORDER BY toewijzing"
    )
    letting = rows(folder, f"{query} DESC LIMIT 1")[0]
    ronde = vacancy(explained, letting)["rondes"][-1]
    for regel in (ronde["volgorde"][0], ronde["volgorde"][-1]):
        life = explained(f"--huishouden={regel['wie']['huishouden']}")
        looked = next(one for one in life["rondes"] if one["sluiting"] == ronde["sluiting"])
        assert {
            "woning": letting["woning"],
            "plaats": regel["plaats"],
            "van": ronde["reacties"],
            "aanbod": regel["aanbod"],
            "zonder_ruimte": regel["zonder_ruimte"],
        } in looked["reacties"]
        moments = [each["moment"] for each in life["gebeurtenissen"]]
        assert moments == sorted(moments)


def test_who_registers_searches_and_leaves_is_told_in_order(folder: Path, explained: Any) -> None:
    letting = rows(
        folder,
        "SELECT * FROM toewijzing WHERE replicatie = 0 AND kanaal = 'aanbod' AND stroom = 'regio' ORDER BY toewijzing",
    )[-1]
    told = explained(f"--huishouden=regio:{letting['volgnummer']}")
    soorten = [each["soort"] for each in told["gebeurtenissen"]]
    life = ["inschrijving", "zoekend", "toewijzing", "uitschrijving", "sleutels"]
    assert [soort for soort in soorten if soort in life][:4] == life[:4]
    last = next(each for each in told["gebeurtenissen"] if each["soort"] == "uitschrijving")
    assert (last["details"]["reden"], last["moment"]) == ("gehuisvest", letting["acceptatiedatum"])


@pytest.mark.parametrize("file", [KLEIN, ROOT / "scenarios" / "midden-drenthe.yaml"])
def test_watching_changes_nothing(file: Path) -> None:
    scenario = woonsim.load_scenario(file).model_copy(update={"looptijd": 1})
    plain = Run(scenario, 1, 0).play().feiten
    letting = plain["toewijzing"]
    watchers: list[Waarnemer] = [Woningkijker(int(letting["woning"][-1]), int(letting["vrijkomst"][-1]), 0)]
    watchers.append(Huishoudenkijker("huurder", 3, 0))
    for watcher in watchers:
        watched = Run(scenario, 1, 0, watcher).play().feiten
        for table, columns in plain.items():
            for name, column in columns.items():
                assert np.array_equal(column, watched[table][name]), (table, name)


class Alleshoorder(Waarnemer):
    """Wants to hear of everything."""


for _naam in [naam for naam in vars(Waarnemer) if not naam.startswith("_")]:
    setattr(Alleshoorder, _naam, lambda *_, **__: None)


def test_to_watch_an_account_opens_none() -> None:
    """In a kern that gets its first woningen nobody waits for its quota: the account is looked at all the same."""
    data = YAML(typ="safe", pure=True).load(KLEIN.read_text(encoding="utf-8"))
    quotum = {"naam": "weer_thuis", "doelgroep": "uitstroom", "aantal": 2, "per": "kern", "opbouw": "per_jaar"}
    quotum |= {"basis": "vrijkomende_woningen", "periode": "jaar", "trekking": "op_aanvraag", "restant": "vervalt"}
    data["beleid"] = [{"quotum": quotum} if "quotum" in regel else regel for regel in data["beleid"]]
    place = {"corporatie": "Woonservice", "kern": "Hijken", "woningtype": "appartement", "toegankelijkheid": "ZON"}
    built = {"soort": "nieuwbouw", "naam": "n", "datum": "2021-02-01", "aantal": 80, "aanname": "test"}
    data["voorraadwijzigingen"] = [built | place | {"kamers": 2, "rekenhuur": "525 EUR/maand"}]
    data["beschermd_wonen"]["plaatsen"], data["beschermd_wonen"]["aanmeldingen"]["instroom"] = 2, 1
    data["mutatie"]["mutatiegraad"], data["looptijd"] = "30%", "2 jaar"
    scenario = load_bytes(json.dumps(data, default=str).encode(), "klein.yaml")
    plain, watched = Run(scenario, 1, 0).play().feiten, Run(scenario, 1, 0, Alleshoorder()).play().feiten
    for table, columns in plain.items():
        for name, column in columns.items():
            assert np.array_equal(column, watched[table][name]), (table, name)
    hijken = plain["grootboek"]["deel"] == 1
    assert Post.recht in plain["grootboek"]["post"][hijken], "its account opened"


def test_a_claim_on_which_nobody_waits_is_passed_over_only_if_nothing_comes_of_it() -> None:
    """Who hears of every claim sees each tried; and what is set apart is so whether anybody waits or not."""
    changes = [
        "looptijd=2 jaar",
        "tijdstap=30 dagen",
        "beschermd_wonen.plaatsen=3",
        "maatschappelijke_opvang.plaatsen=0",
    ]
    quotum = ["beleid.weer_thuis.trekking=teller", "beleid.weer_thuis.aandeel=10%"]
    file = ROOT / "scenarios" / "midden-drenthe.yaml"
    scenario = woonsim.load_scenario(file, [*changes, *quotum, "beleid.vrije_beleidsruimte.aandeel=40%"])
    plain, watched = Run(scenario, 1, 0).play().feiten, Run(scenario, 1, 0, Alleshoorder()).play().feiten
    for table, columns in plain.items():
        for name, column in columns.items():
            assert np.array_equal(column, watched[table][name]), (table, name)
    let = plain["toewijzing"]["kanaal"] == Kanaal.bemiddeling
    assert max(Counter(plain["toewijzing"]["acceptatiedatum"][let].tolist()).values()) > 2, "queues empty in a moment"
    assert Post.onbenut in plain["grootboek"]["post"], "woningen were set apart for nobody"


PLUGIN = '''
from dataclasses import dataclass
from woonsim.plugin import hookimpl


@dataclass
class OmDeBeurt:
    """Forbids one woning in two, by how often it was asked."""

    asked = 0

    @hookimpl
    def selectie(self, woningzoekende, woning):
        self.asked += 1
        return (woningzoekende.sleutel + self.asked) % 2 == 0
'''
"""A policy with a memory: asking it once more than in the run would change what follows."""


def test_the_code_of_a_plugin_is_asked_no_more_often_than_in_the_run_and_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plugin, path = tmp_path / "beurt.py", tmp_path / "run"
    plugin.write_text(PLUGIN)
    command = ["run", str(KLEIN), "--years=1", "--replications=1", "--jobs=1", "--quiet", f"--out={path}"]
    assert call([*command, f"--plugin={plugin}", "--set=beleid.na.leeftijdslabel=om_de_beurt"]) == 0
    letting = rows(path, "SELECT * FROM toewijzing WHERE kanaal = 'aanbod' ORDER BY toewijzing DESC LIMIT 1")[0]
    question = ["explain", str(path), f"--woning={letting['woning']}", f"--datum={letting['acceptatiedatum'][:10]}"]
    assert call(question) == 2
    assert "--plugin" in capsys.readouterr().err
    assert call([*question, "--json", f"--plugin={plugin}"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["verhuring"]["wie"]["huishouden"] == f"{letting['stroom']}:{letting['volgnummer']}"
    assert all(ronde["uitgesloten_door"]["om_de_beurt"] > 0 for ronde in told["rondes"])


def test_no_more_is_played_than_is_asked() -> None:
    run = Run(woonsim.load_scenario(KLEIN), 1, 0)
    run.play_until(JAAR)
    assert run.agenda.now == JAAR + 1
    assert max(run.wereld.recorder.tables()["vrijkomst"]["opzegdatum"]) <= JAAR


@pytest.mark.parametrize(
    ("arguments", "hints"),
    [
        ([], ["--woning", "--huishouden"]),
        (["--woning=1", "--huishouden=regio:1"], ["--woning"]),
        (["--woning=99999"], ["kwam in replicatie 0 niet vrij", "bijvoorbeeld"]),
        (["--woning=1", "--datum=morgen"], ["2023-05-01"]),
        (["--huishouden=regio:1", "--datum=2021-05-01"], ["--datum hoort bij --woning"]),
        (["--huishouden=12"], ["STROOM:NUMMER"]),
        (["--huishouden=regios:1"], ["regios", "regio"]),
        (["--huishouden=regio:999999999"], ["komt in replicatie 0 niet voor"]),
        (["--huishouden=beschermd_wonen:12345"], ["komt in replicatie 0 niet voor"]),
        (["--woning=1", "--replicatie=2"], ["replicatie 0 tot en met 1"]),
    ],
)
def test_what_is_asked_wrongly_is_told_with_a_hint(
    folder: Path, arguments: list[str], hints: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(["explain", str(folder), *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert all(hint in err for hint in hints), err


def test_without_a_question_the_first_ids_of_the_run_are_shown(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(["explain", str(folder)]) == 2
    err = capsys.readouterr().err
    freed = rows(folder, "SELECT woning FROM vrijkomst WHERE replicatie = 0 ORDER BY vrijkomst LIMIT 3")
    assert ", ".join(str(row["woning"]) for row in freed) in err
    first = rows(folder, "SELECT stroom, volgnummer FROM toewijzing WHERE replicatie = 0 LIMIT 1")[0]
    assert f"{first['stroom']}:{first['volgnummer']}" in err


def test_what_is_no_run_folder_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path in (tmp_path, tmp_path / "niet", KLEIN):
        assert call(["explain", str(path), "--woning=1"]) == 2
        assert str(path) in capsys.readouterr().err


@pytest.mark.parametrize(
    "change",
    [
        {"identiteit": 3},
        {"identiteit": {}},
        {"identiteit": {"jaren": "drie"}},
        {"identiteit": {"jaren": 10**12}},
        {"identiteit": {"seed": "1"}},
        {"identiteit": {"seed": -1}},
        {"identiteit": {"replicaties": None}},
        {"identiteit": {"replicaties": True}},
        {"identiteit": {"scenario_sha256": 5}},
        {"identiteit": {"plugins": []}},
        {"identiteit": {"iets": 1}},
        {"plugins": 5},
        {"plugins": [3]},
        {"plugins": ["\0.py"]},
        {"plugins": ["../../scenario.yaml"]},
    ],
    ids=str,
)
def test_an_edited_manifest_is_told(
    change: dict[str, Any], folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "run"
    copy.mkdir()
    (copy / "scenario.yaml").write_bytes((folder / "scenario.yaml").read_bytes())
    manifest = json.loads((folder / "manifest.json").read_bytes())
    wrong = change.get("identiteit")
    if isinstance(wrong, dict) and wrong:
        change = {"identiteit": manifest["identiteit"] | wrong}
    (copy / "manifest.json").write_text(json.dumps(manifest | change), encoding="utf-8")
    assert call(["explain", str(copy), "--woning=1"]) == 2
    told = capsys.readouterr().err
    assert str(copy) in told
    assert "Traceback" not in told
    assert call(["run", str(KLEIN), "--years=3", "--replications=2", "--quiet", f"--out={copy}"]) == 4
    assert str(copy) in capsys.readouterr().err


def test_tables_that_do_not_follow_from_the_scenario_are_not_explained(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "run"
    copy.mkdir()
    for file in folder.iterdir():
        if file.is_file():
            (copy / file.name).write_bytes(file.read_bytes())
    letting = rows(copy, "SELECT * FROM toewijzing WHERE replicatie = 0 LIMIT 1")[0]
    with closing(sqlite3.connect(copy / "resultaten.sqlite")) as connection, connection:
        connection.execute("UPDATE toewijzing SET volgnummer = volgnummer + 1 WHERE vrijkomst = 0")
        connection.execute(
            "UPDATE toewijzing SET volgnummer = volgnummer + 1 WHERE replicatie = 0 AND vrijkomst = ?",
            (letting["vrijkomst"],),
        )
    assert call(["explain", str(copy), f"--woning={letting['woning']}"]) == 5
    assert "woonsim run --force" in capsys.readouterr().err


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_text_fits_the_screen_and_names_who_got_it(
    folder: Path, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for letting in [*some_lettings(folder)][::4]:
        day = letting["acceptatiedatum"][:10]
        assert call(["explain", str(folder), f"--woning={letting['woning']}", f"--datum={day}", f"--lang={lang}"]) == 0
        woning = capsys.readouterr().out
        who = f"{letting['stroom']}:{letting['volgnummer']}"
        assert call(["explain", str(folder), f"--huishouden={who}", f"--lang={lang}"]) == 0
        life = capsys.readouterr().out
        assert who in woning
        assert who in life
        assert all(len(line) <= 80 for line in (woning + life).splitlines())
        assert ("Grootboek" in woning) == (lang == "nl")

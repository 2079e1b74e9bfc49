"""`woonsim generate`: valid at any size, the same every time, and a register that neither fills up nor empties."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from woonsim.cli import call
from woonsim.errors import UsageError
from woonsim.load import load_bytes
from woonsim.scenario.model import Scenario
from woonsim.simulation import play
from woonsim.synthetisch import Synthetisch

SIZES: list[dict[str, Any]] = [
    {"woningen": 100, "woningzoekenden": 100},
    {"woningen": 500, "woningzoekenden": 1_000_000},
    {"woningen": 2_300_000, "woningzoekenden": 4_000_000, "looptijd": 1},
    {"woningen": 166_000, "woningzoekenden": 241_000, "actief": 0.27, "reacties": 500},
    {"woningen": 500, "woningzoekenden": 500, "actief": 0.6, "begindatum": date(2026, 1, 1)},
    {"woningen": 1_000, "woningzoekenden": 1_000, "kernen": 1, "corporaties": 50, "beleid": "zonder"},
    {"woningen": 1_000, "woningzoekenden": 20_000, "kernen": 99, "corporaties": 1, "mutatiegraad": 0.3},
    {"woningen": 700, "woningzoekenden": 900, "naam": 'Ons "Dorp": {1} <naam> #é'},
]


def read(**asked: Any) -> Scenario:
    return load_bytes(Synthetisch(**asked).text().encode(), "x.yaml")


@pytest.mark.parametrize("asked", SIZES, ids=lambda asked: "-".join(map(str, asked.values())))
def test_a_scenario_of_any_size_is_valid_and_as_asked(asked: dict[str, Any]) -> None:
    scenario = read(**asked)
    assert sum(regel.aantal for regel in scenario.woningvoorraad) == asked["woningen"]
    assert scenario.woningzoekenden.ingeschreven.gemeente == asked["woningzoekenden"]
    assert len(scenario.kernen) == asked.get("kernen", len(scenario.kernen))
    assert len({regel.corporatie for regel in scenario.woningvoorraad}) == asked.get("corporaties", 2)
    assert scenario.naam == asked.get("naam", scenario.naam)
    assert scenario.looptijd == asked.get("looptijd", 10)
    assert scenario.begindatum == asked.get("begindatum", date(2021, 1, 1))
    # whoever rents and is registered rents a woning of the stock
    tenants = scenario.woningzoekenden.herkomst.gemeente.doorstromer * asked["woningzoekenden"]
    assert tenants <= asked["woningen"] / 2


def test_every_number_says_that_it_is_assumed() -> None:
    text = Synthetisch(woningen=3000, woningzoekenden=5000).text()
    assert "bron" not in text
    assert not re.search(r"<\w+", text)
    # the reader refuses a number without origin, and no assumption here is about a real place
    assert set(re.findall(r"aanname: (\w+)", text)) == {"synthetisch"}


def test_a_city_plays_by_the_day_and_by_the_reaction() -> None:
    village, city = (read(woningen=n, woningzoekenden=n, looptijd=1) for n in (10_000, 10_001))
    assert (village.tijdstap, village.aanbod.keuze) == (1, "per_paar")
    assert (city.tijdstap, city.aanbod.keuze) == (24 * 60, "per_reactie")


def test_the_command_in_the_comment_makes_the_same_text(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["--woningen=3000", "--woningzoekenden=5000", "--naam=Ons Dorp", "--kernen=7", "--corporaties=3"]
    asked += ["--mutatiegraad=8%", "--actief=20%", "--reacties=60", "--looptijd=4", "--begindatum=2024-01-01"]
    assert call(["generate", *asked]) == 0
    first = capsys.readouterr().out
    command = next(line for line in first.splitlines() if "woonsim generate" in line).removeprefix("#").strip()
    assert call([word.strip("'") for word in re.findall(r"'[^']*'|\S+", command)[1:]]) == 0
    assert capsys.readouterr().out == first


@pytest.mark.parametrize(
    ("woningen", "woningzoekenden", "beleid"), [(1500, 2500, "gewoon"), (3000, 1500, "gewoon"), (1000, 5000, "zonder")]
)
def test_the_register_stays_as_large_as_it_is(woningen: int, woningzoekenden: int, beleid: Any) -> None:
    played = play(read(woningen=woningen, woningzoekenden=woningzoekenden, beleid=beleid), 1, 0).feiten
    jaar, standing, searching = (np.asarray(played["inschrijving"][name]) for name in ("jaar", "wachtend", "zoekend"))
    ends = np.array([standing[jaar == year].sum() for year in np.unique(jaar)])
    # chance alone moves a register of n by some sqrt(n), and tenants grow younger than they began
    assert np.abs(ends / woningzoekenden - 1).max() < 0.10
    search = np.array([searching[jaar == year].sum() for year in np.unique(jaar)])
    assert np.abs(search.mean() / (0.12 * woningzoekenden) - 1) < 0.20
    freed = len(played["vrijkomst"]["jaar"]) / 10
    assert freed == pytest.approx(0.065 * woningen, rel=0.12)


def test_reactions_come_to_what_was_asked() -> None:
    played = play(read(woningen=3000, woningzoekenden=6000, reacties=60, looptijd=3), 1, 0).feiten["publicatie"]
    first = np.asarray(played["ronde"]) == 1
    assert np.asarray(played["reacties"])[first].mean() == pytest.approx(60, rel=0.25)


def test_what_cannot_be_is_refused_with_what_can() -> None:
    # 18% of 6,500 lettings passes by the register, and who searches takes three months: 0.25 x 5,330 / 12%
    with pytest.raises(UsageError, match=r"11\.105"):
        Synthetisch(woningen=100_000, woningzoekenden=11_104).text()
    Synthetisch(woningen=100_000, woningzoekenden=11_105).text()
    with pytest.raises(UsageError, match="ten hoogste 104"):
        Synthetisch(woningen=1000, woningzoekenden=2000, reacties=105).text()
    Synthetisch(woningen=1000, woningzoekenden=2000, reacties=104).text()


@pytest.mark.parametrize(
    "wrong",
    [
        ["--woningen=10"],
        ["--actief=12"],
        ["--actief=99%"],
        ["--beleid=streng"],
        ["--begindatum=2021-02-30"],
        ["--begindatum=2019-01-01"],
        ["--begindatum=2026-07-01"],
        ["--naam==x"],
        ["--mutatiegraad=6.5e0%"],
        ["--reacties=100000"],
    ],
)
def test_what_is_asked_wrong_ends_in_2(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["generate", "--woningen=1000", "--woningzoekenden=2000", *wrong]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert wrong[0].split("=")[0] in err or "reacties" in err


def test_a_file_is_replaced_with_force_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "dorp.yaml"
    asked = ["generate", "--woningen=1000", "--woningzoekenden=2000", f"--out={file}"]
    assert call(asked) == 0
    assert call(["validate", str(file)]) == 0
    file.write_text("mijn werk", encoding="utf-8")
    assert call(asked) == 4
    assert file.read_text(encoding="utf-8") == "mijn werk"
    assert call([*asked, "--force"]) == 0
    assert file.read_text(encoding="utf-8").startswith("# Een verzonnen gemeente")
    assert call([*asked[:-1], f"--out={tmp_path / 'weg' / 'x.yaml'}"]) == 4
    assert call([*asked[:-1], f"--out={tmp_path}", "--force"]) == 4
    assert [path.name for path in tmp_path.iterdir()] == ["dorp.yaml"]
    assert "--force" in capsys.readouterr().err

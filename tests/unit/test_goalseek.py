"""From a wish to a number: demands and ranges as written, the search, and what it finds in a small scenario."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import product
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from woonsim.bereik import read_bereik
from woonsim.cli import call
from woonsim.database import read_figures
from woonsim.doel import read_eis
from woonsim.errors import UsageError
from woonsim.goalseek import TABLES, goal_seek, read_vraag
from woonsim.goalseektabel import render_goal_seek
from woonsim.indicatoren import per_replicatie
from woonsim.load import load_scenario
from woonsim.replications import replicate
from woonsim.scenario.model import Scenario
from woonsim.store import DATABASE
from woonsim.vergelijking.bisectie import GRID, Bisectie, Met, Verloop, Vondst
from woonsim.vergelijking.eis import is_monotone, stand_of

KLEIN = Path(__file__).parents[1] / "regression" / "klein.yaml"
SCENARIO = load_scenario(KLEIN)
NEW = (
    "voorraadwijzigingen=[{soort: nieuwbouw, naam: nieuw, datum: 2021-06-01, corporatie: Ons Huis, kern: Dorp, "
    "woningtype: appartement, kamers: 2, rekenhuur: 560 EUR/maand, toegankelijkheid: NUL, aantal: 3}]"
)
AANDEEL = "beleid.weer_thuis.aandeel"
N = 4


@pytest.fixture(autouse=True)
def _dutch(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("WOONSIM_TAAL", "WOONSIM_DEBUG"):
        monkeypatch.delenv(name, raising=False)


# the search


def sought(row: Sequence[Met]) -> tuple[Vondst, int]:
    """What the search finds in a row of places of which all is known, and how many it looked at."""
    search = Bisectie(len(row), lambda places: [row[place] for place in places], lambda: goes_one_way(search, row))
    found = search.find()
    return found, len(search.seen)


def goes_one_way(search: Bisectie, row: Sequence[Met]) -> bool:
    met = np.array([row[place] for place in sorted(search.seen)])
    return bool((np.count_nonzero(np.diff(met.astype(int), axis=0), axis=0) <= 1).all())


@pytest.mark.parametrize("n", [2, 3, 10, 33])
def test_halving_finds_what_looking_everywhere_finds(n: int) -> None:
    for rises, falls in product(range(n + 1), range(n + 1)):
        row = [(place >= rises, place < falls) for place in range(n)]
        found, looked = sought(row)
        assert found == Vondst(next((place for place in range(n) if all(row[place])), None), Verloop.bisectie)
        assert looked <= 3 + 2 * np.ceil(np.log2(n))


def test_a_hump_is_found_by_looking_over_the_whole_range_and_told() -> None:
    row = [(10 <= place < 24,) for place in range(33)]
    found, looked = sought(row)
    assert found == Vondst(10, Verloop.raster)
    assert looked >= 8


def test_a_short_range_is_looked_at_as_a_whole() -> None:
    assert sought([(place in (1, 2),) for place in range(5)]) == (Vondst(1, Verloop.raster), 5)
    assert GRID >= 8


# a demand


def test_a_chance_is_a_share_of_the_replications_and_a_mean_a_mean() -> None:
    values = np.array([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0])
    chance = read_eis("leegstand >= 3 dagen met kans 80%", SCENARIO, "--doel")
    stand = stand_of(chance, values)
    assert (stand.kans, stand.gehaald, stand.zeker, stand.betrouwbaar) == (0.8, True, False, False)
    # Wilson by hand: (8 + 1.9207) / 13.8415 -+ 1.96 sqrt(8 * 2 / 10 + 0.9604) / 13.8415
    assert (stand.kans_low, stand.kans_high) == pytest.approx((0.4902, 0.9433), abs=1e-4)
    mean = stand_of(read_eis("leegstand <= 9 dagen", SCENARIO, "--doel"), values)
    assert (mean.mean, mean.gehaald, mean.zeker) == (5.5, True, True)
    assert not stand_of(read_eis("leegstand <= 6 dagen", SCENARIO, "--doel"), values).zeker


def test_a_replication_without_a_figure_does_not_meet_the_norm() -> None:
    stand = stand_of(read_eis("leegstand <= 9 dagen met kans 60%", SCENARIO, "--doel"), np.array([1.0, np.nan]))
    assert (stand.kans, stand.gehaald, stand.n) == (0.5, False, 1)


def test_a_sign_makes_it_a_difference_in_the_unit_of_the_indicator() -> None:
    eis = read_eis("inschrijfduur_gehuisvest_mediaan <= +3 maanden", SCENARIO, "--grens")
    assert (eis.is_relatief, eis.limit) == (True, 0.25)
    assert eis.measured(np.array([1.5]), np.array([1.25])).tolist() == [0.25]
    assert stand_of(eis, np.array([0.25, 0.25])).gehaald
    assert not read_eis("leegstand <= 3 dagen", SCENARIO, "--grens").is_relatief


def test_what_rises_and_then_falls_beyond_doubt_is_not_monotone() -> None:
    eis = read_eis("leegstand >= 12 dagen", SCENARIO, "--doel")
    noise = np.arange(10.0)
    assert is_monotone(eis, [noise, noise + 4, noise + 6])
    assert not is_monotone(eis, [noise, noise + 6, noise + 4])
    assert is_monotone(eis, [noise, noise + 6, noise[::-1] + 5.9])
    assert not is_monotone(eis, [noise, noise + 9, noise])
    # so far from the norm it does not matter
    assert is_monotone(eis, [noise, noise + 2, noise + 1])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("leegstant >= 3", "leegstant is geen indicator; bedoelt u 'leegstand'?"),
        ("wachttijd_p90:iedereen <= 90 dagen", "heeft geen groep iedereen"),
        ("leegstand", "schrijf INDICATOR"),
        ("leegstand = 3", "schrijf INDICATOR"),
        ("leegstand >= 2,5 dagen", "schrijf INDICATOR"),
        ("leegstand >= 5%", "'%' staat niet bij de eenheden van leegstand"),
        ("leegstand >= 5 dagen met kans 0%", "een kans ligt boven 0%"),
        ("leegstand >= 5 dagen met kans 80", "een kans ligt boven 0%"),
    ],
)
def test_a_demand_that_is_none_is_refused(text: str, message: str) -> None:
    with pytest.raises(UsageError, match=f"^--doel.*{message}"):
        read_eis(text, SCENARIO, "--doel")


# a range


@pytest.mark.parametrize(
    ("text", "stap", "waarden"),
    [
        ("a.b=0%..2%", "0.5%", ("0%", "0.5%", "1%", "1.5%", "2%")),
        ("a.b=0..1", "0.4", ("0", "0.4", "0.8", "1")),
        ("a.b=5..9 dagen", "2", ("5 dagen", "7 dagen", "9 dagen")),
        (
            "a.b=1..1.5 EUR/maand",
            "0.125",
            ("1 EUR/maand", "1.1250 EUR/maand", "1.25 EUR/maand", "1.3750 EUR/maand", "1.5 EUR/maand"),
        ),
    ],
)
def test_a_range_is_gone_through_in_steps_to_its_end(text: str, stap: str, waarden: tuple[str, ...]) -> None:
    assert read_bereik(text, stap).waarden == waarden


@pytest.mark.parametrize(("text", "step"), [("a=0%..15%", "0.5%"), ("a=0..1", "0.025"), ("a=0..320 dagen", "10 dagen")])
def test_without_a_step_it_is_a_readable_one_about_a_32nd_of_the_range(text: str, step: str) -> None:
    bereik = read_bereik(text).stepped(is_whole=False)
    assert bereik.written(bereik.stap) == step


@pytest.mark.parametrize(
    ("text", "stap", "message"),
    [
        ("a.b", None, "PAD=LAAG..HOOG"),
        ("a.b=1,2", None, "PAD=LAAG..HOOG"),
        ("a.b=5..5", None, "de laagste waarde moet eerst staan"),
        ("a.b=5%..9 dagen", None, "gebruik een eenheid"),
        ("a.b=5%..9%", "1 dag", "zoals 0.1%"),
        ("a.b=5%..9%", "0", "zoals 0.1%"),
        ("a.b=5%..9%", "0.00001", "te klein"),
    ],
)
def test_a_range_that_is_none_is_refused(text: str, stap: str | None, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        read_bereik(text, stap)


# what is found


def test_the_smallest_number_of_new_woningen_is_the_one_derived_by_hand() -> None:
    # one year; woningen are whole, so the step is 1
    found = goal_seek(with_new, "voorraadwijzigingen.nieuw.aantal=1..17", "gebouwd >= 6 woningen", n=2)
    assert (found.gevonden, found.verloop) == ("6", Verloop.bisectie)
    assert found.standen["6"][0].mean == 6.0
    kosten = found.kosten.set_index("indicator").loc["gebouwd"]
    assert (kosten["basis"], kosten["waarde"], kosten["verschil"]) == (3.0, 6.0, 3.0)
    assert bool(found.antwoord["zeker"].iloc[0])


def with_new(changes: list[str]) -> Scenario:
    return one_year([NEW, *changes])


def test_halving_finds_what_playing_every_value_finds() -> None:
    shares = ("0%", "10%", "20%", "30%", "40%", "50%", "60%")
    every = {share: uitstroom(share) for share in shares}
    basis = every["20%"]  # which is what the scenario has
    wanted = float(basis.mean() + every["60%"].mean()) / 2
    assert basis.mean() < wanted
    doel, grens = f"toewijzingen:uitstroom >= {wanted:.6f} woningen", "toewijzingen:uitstroom <= +9 woningen"
    found = goal_seek(one_year, f"{AANDEEL}=0%..60%", doel, [grens], stap="10%", n=N)
    assert found.gevonden == next(share for share in shares if every[share].mean() >= wanted)
    for share, (aim, limit) in found.standen.items():
        assert (aim.mean, limit.mean) == pytest.approx((every[share].mean(), (every[share] - basis).mean()))


def one_year(changes: list[str]) -> Scenario:
    return load_scenario(KLEIN, ["looptijd=1 jaar", *changes])


def uitstroom(share: str) -> np.ndarray:
    """Homes to uitstroom per replication."""
    table = per_replicatie(replicate(one_year([f"{AANDEEL}={share}"]), N))
    mine = (table["indicator"] == "toewijzingen") & (table["groep"] == "doelgroep=uitstroom") & table["jaar"].isna()
    return table.loc[mine, "value"].to_numpy()


# the command

NEVER = [
    *("goal-seek", str(KLEIN), f"--over={AANDEEL}=0%..60%", "--stap=20%", "--replications=4", "--years=1"),
    *("--doel=toewijzingen:uitstroom >= 50 woningen met kans 90%", "--grens=toewijzingen:uitstroom <= +0.1 woningen"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("doel") / "uit"
    assert call([*NEVER, "--jobs=1", "--quiet", f"--out={place}"]) == 0
    return place


def test_where_no_value_does_it_what_gives_way_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object) -> None:
        raise AssertionError("played again")

    monkeypatch.setattr("woonsim.simulation.play", fail)
    assert call([*NEVER, f"--out={folder}"]) == 0
    out = capsys.readouterr().out
    assert "stond er al" in out
    assert all(len(line) <= 80 for line in out.splitlines())
    assert "Geen waarde doet het" in out
    assert "Het doel wordt bij geen waarde gehaald." in out
    assert "kans 0% (0% tot 49%)" in out
    assert call([*NEVER, f"--out={folder}", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    (antwoord,) = told["antwoord"]
    assert antwoord["gevonden"] is antwoord["doel_vanaf"] is None
    means = {row["waarde"]: row["mean"] for row in told["eis"] if row["rol"] == "grens"}
    broken = [waarde for waarde, mean in means.items() if mean > 0.1]
    assert antwoord["breekt_vanaf"] == broken[0]
    assert antwoord["binnen_grenzen"] not in broken
    words = "".join(ElementTree.parse(folder / "figures" / "goal_seek.svg").getroot().itertext())
    assert f"Geen waarde van {AANDEEL} haalt het doel binnen de grenzen" in words


@pytest.mark.parametrize("taal", ["nl", "en"])
@pytest.mark.parametrize(
    "changed", [{}, {"verloop": "raster"}, {"gevonden": "40%"}, {"gevonden": "0%", "waarde": "0%"}]
)
def test_every_answer_fits_the_screen(
    folder: Path, changed: dict[str, str], taal: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WOONSIM_TAAL", taal)
    vraag = read_vraag(one_year, f"{AANDEEL}=0%..60%", NEVER[-2][7:], [NEVER[-1][8:]], "20%")
    tables = read_figures(folder / DATABASE, TABLES)
    for key, value in changed.items():
        tables["antwoord"][key] = value
    shown = render_goal_seek(vraag, tables, 4, folder, is_stored=False)
    assert all(len(line) <= 80 for line in shown.splitlines())
    said = {
        "verloop": ("gaat niet een kant op", "does not go one way"),
        "gevonden": ("woonsim compare met een andere --seed", "woonsim compare with another --seed"),
        "waarde": ("de laagste waarde van het bereik", "the lowest value of the range"),
    }
    flat = " ".join(shown.split())
    for key, sentences in said.items():
        assert (sentences[taal == "en"] in flat) == (key in changed)


def test_the_number_of_processes_changes_nothing(folder: Path, tmp_path: Path) -> None:
    assert call([*NEVER, "--jobs=2", "--quiet", f"--out={tmp_path / 'weer'}"]) == 0
    for name in ("antwoord.csv", "eis.csv", "kosten.csv", "manifest.json", "figures/goal_seek.svg"):
        assert (tmp_path / "weer" / name).read_bytes() == (folder / name).read_bytes(), name


def test_another_search_does_not_take_its_place(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call([*NEVER[:-1], f"--out={folder}"]) == 4
    assert "andere grenzen" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (["--over=looptijd=1..2 jaar"], "noem met --doel"),
        (["--doel=leegstand <= 9 dagen"], "noem met --over"),
        (["--doel=leegstand <= 9 dagen", "--over=beleid.weer_thuis.aandel=0%..5%"], "bedoelt u 'aandeel'"),
        (["--doel=leegstand <= 9 dagen", f"--over={AANDEEL}=0%..150%"], "150%"),
        (["--doel=leegstand <= 9 dagen", "--over=looptijd=1..5 jaar"], "begint of eindigt op een andere dag"),
        (
            ["--doel=leegstand <= 9 dagen", f"--over={AANDEEL}=0%..50%", "--grens=leegstant <= 9 dagen"],
            "bedoelt u 'leegstand'",
        ),
        (
            [
                "--doel=leegstand <= 9 dagen",
                "--over=voorraadwijzigingen.nieuw.aantal=1..9",
                "--stap=0.5",
                f"--set={NEW}",
            ],
            "1.5",
        ),
    ],
)
def test_wrong_input_is_told_before_anything_is_played(
    given: list[str], message: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("woonsim.simulation.play", None)
    assert call(["goal-seek", str(KLEIN), *given]) == 2
    assert message in capsys.readouterr().err

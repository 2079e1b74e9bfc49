"""A comparison from the command line: what its folder holds, when nothing differs, what is refused and how."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.property.do_nothing import DoetNiets, offered
from tests.unit.test_precisie import slow_stop
from woonsim.cli import call
from woonsim.comparison import compare
from woonsim.load import load_scenario

KLEIN = Path(__file__).parents[1] / "regression" / "klein.yaml"
N = 30
VARIANTEN = """
varianten:
  - {naam: leeg, vraag: Wat als er niets verandert?, wijzigingen: []}
  - {naam: zelfde, vraag: Wat als het aandeel is wat het is?, wijzigingen: [beleid.weer_thuis.aandeel=20%]}
  - {naam: minder_vrij, vraag: Wat als er minder vrijkomt?, wijzigingen: [mutatie.mutatiegraad=45%]}
  - naam: uitstroom_eerst
    vraag: Wat als meer mensen uitstromen, en voorgaan?
    wijzigingen: [beleid.weer_thuis.aandeel=60%, beschermd_wonen.plaatsen=8]
"""
REGULIER = ("toewijzingen", "doelgroep=regulier")


@pytest.fixture(autouse=True)
def _dutch(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("WOONSIM_TAAL", "WOONSIM_DEBUG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a scenario that has variants, and variants in files of their own."""
    place = tmp_path_factory.mktemp("compare")
    (place / "klein.yaml").write_text(KLEIN.read_text(encoding="utf-8") + VARIANTEN, encoding="utf-8")
    variants = {"a": ["beleid.weer_thuis.aandeel=60%"], "b": ["beschermd_wonen.plaatsen=4"]}
    for naam, changes in variants.items():
        said = {"naam": naam, "vraag": f"Wat als {naam}?", "wijzigingen": changes}
        (place / f"{naam}.yaml").write_text(json.dumps(said), encoding="utf-8")
    return place


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without figures, for who looks at tables only: those of `folder` are drawn."""
    monkeypatch.setattr("woonsim.plots.comparison_figures", lambda found: {})


def command(place: Path, *more: str, n: int = 3) -> list[str]:
    return ["compare", str(place / "klein.yaml"), *more, f"--replications={n}", "--years=1", "--jobs=1"]


@pytest.fixture(scope="module")
def asked(place: Path) -> list[str]:
    """All variants of the scenario's own list."""
    return command(place)


@pytest.fixture(scope="module")
def folder(place: Path, asked: list[str]) -> Path:
    out = place / "uit"
    assert call([*asked, "--quiet", f"--out={out}"]) == 0
    return out


@pytest.fixture(scope="module")
def long(place: Path) -> Path:
    """What regular seekers lose by, over as many replications as a verdict takes."""
    out = place / "lang"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("woonsim.plots.comparison_figures", lambda found: {})
        assert call([*command(place, "minder_vrij", "uitstroom_eerst", n=N), "--quiet", f"--out={out}"]) == 0
    return out


def table(folder: Path, name: str = "verschil") -> pd.DataFrame:
    with closing(sqlite3.connect(folder / "resultaten.sqlite")) as database:
        return pd.read_sql_query(f"SELECT * FROM {name}", database)


def term(folder: Path, variant: str) -> pd.DataFrame:
    rows = table(folder)
    return rows[(rows["variant"] == variant) & rows["jaar"].isna()].set_index(["indicator", "groep"])


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def regular(folder: Path) -> pd.DataFrame:
    """Homes to regular seekers in every replication, a column per version."""
    each = table(folder, "indicator_per_replicatie")
    each = each[(each["indicator"] == REGULIER[0]) & (each["groep"] == REGULIER[1]) & each["jaar"].isna()]
    return each.pivot(index="replicatie", columns="variant", values="value")


def assert_nothing_differs(rows: pd.DataFrame) -> None:
    known = rows[rows["basis"].notna()]
    assert len(known) > 30
    for column in ("verschil", "low", "high", "mediaan", "band_low", "band_high", "beter", "slechter"):
        assert (known[column].dropna() == 0).all(), column
    assert known["verschil"].notna().all()
    assert (known["p"].dropna() == 1).all()
    assert set(known["oordeel"]) == {"niet te onderscheiden"}
    assert known["nodig"].isna().all()


@pytest.mark.parametrize("variant", ["leeg", "zelfde"])
def test_a_variant_that_changes_nothing_shows_nothing(folder: Path, variant: str) -> None:
    rows = table(folder)
    assert_nothing_differs(rows[rows["variant"] == variant])
    people = table(folder, "gevolg").query(f"variant == '{variant}'")
    moved = people[people["maat"].isin(["eerder", "later", "alleen_basis", "alleen_variant", "jaren_wachten"])]
    assert len(moved) >= 5
    assert (moved["mean"] == 0).all()
    room = table(folder, "ruimte").query(f"variant == '{variant}'")
    assert (room["verschil"] == 0).all()
    assert room["basis"].gt(0).any()


def test_a_policy_that_does_nothing_shows_nothing() -> None:
    with offered(DoetNiets):
        variant = load_scenario(KLEIN, ["beleid.voor.urgentie=doet_niets"])
        found = compare(load_scenario(KLEIN), {"doet_niets": variant}, n=3)
    assert len(variant.beleid) == len(found.basis.scenario.beleid) + 1
    assert_nothing_differs(found.verschillen)


@pytest.mark.usefixtures("undrawn")
def test_what_is_no_difference_is_said_in_words(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(command(place, "leeg", "--out", str(place / "leeg"))) == 0
    out = capsys.readouterr().out
    said = " ".join(out.split())
    assert len(re.findall(r"niet te onderscheiden\. \d", said)) == 3
    assert len(re.findall(r"gelijk in alle [23] replicaties\.", said)) == 3
    assert not {"beter.", "slechter."} & {*said.split()}
    assert all(len(line) <= 80 for line in out.splitlines())


@pytest.mark.parametrize("variant", ["minder_vrij", "uitstroom_eerst"])
def test_what_leaves_regular_seekers_fewer_homes_is_found_worse_for_them(long: Path, variant: str) -> None:
    row = term(long, variant).loc[REGULIER]
    assert row["hoofd"] == 1
    assert row["oordeel"] == "slechter"
    assert row["high"] < 0
    assert row["slechter"] > 0.5 > row["beter"]
    assert row["p_holm"] >= row["p"]


def test_every_version_has_every_replication_and_the_differences_are_theirs(long: Path) -> None:
    each = regular(long)
    assert each.shape == (N, 3)
    row = term(long, "uitstroom_eerst").loc[REGULIER]
    difference = each["uitstroom_eerst"] - each["basis"]
    assert row["verschil"] == pytest.approx(difference.mean())
    assert row["slechter"] == pytest.approx((difference < 0).mean())
    assert (row["n"], row["basis"]) == (N, pytest.approx(each["basis"].mean()))


def test_the_number_of_processes_changes_no_byte(asked: list[str], folder: Path, tmp_path: Path) -> None:
    again = [part if part != "--jobs=1" else "--jobs=2" for part in asked]
    assert call([*again, "--quiet", f"--out={tmp_path / 'weer'}"]) == 0
    one, other = files(folder), files(tmp_path / "weer")
    assert {"verschil.csv", "figures/verschil.svg", "manifest.json", "resultaten.sqlite", "scenario.yaml"} <= one.keys()
    assert [name for name in one if one[name] != other.get(name)] == []
    assert one.keys() == other.keys()


def test_the_same_comparison_again_shows_what_is_there(
    asked: list[str], folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object) -> None:
        raise AssertionError("played again")

    before = files(folder)
    monkeypatch.setattr("woonsim.simulation.play", fail)
    assert call([*asked, f"--out={folder}"]) == 0
    assert "stond er al" in capsys.readouterr().out
    assert files(folder) == before


@pytest.mark.parametrize("more", [["--seed=2"], ["leeg"], ["--set=beleid.weer_thuis.aandeel=10%"]])
def test_another_comparison_is_refused_that_place(
    asked: list[str], folder: Path, more: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(folder)
    assert call([*asked, *more, f"--out={folder}"]) == 4
    assert "--force" in capsys.readouterr().err
    assert files(folder) == before


@pytest.mark.usefixtures("undrawn")
def test_with_force_it_takes_that_place(place: Path, folder: Path) -> None:
    out = place / "gedwongen"
    shutil.copytree(folder, out)
    assert call(command(place, "zelfde", "--quiet", f"--out={out}")) == 4
    assert call(command(place, "zelfde", "--quiet", f"--out={out}", "--force")) == 0
    assert set(table(out)["variant"]) == {"zelfde"}


@pytest.mark.usefixtures("undrawn")
def test_json_says_all_and_null_where_there_is_nothing(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} is no JSON")

    assert call(command(place, "uitstroom_eerst", "--json", f"--out={place / 'json'}", n=1)) == 0
    told: dict[str, list[dict[str, Any]]] = json.loads(capsys.readouterr().out, parse_constant=refuse)
    assert {"verschil", "afspraak"} <= set(told)
    row = next(r for r in told["verschil"] if (r["indicator"], r["groep"]) == REGULIER and r["jaar"] is None)
    assert (row["variant"], row["n"], row["hoofd"]) == ("uitstroom_eerst", 1, True)
    # one replication has a difference and no interval
    assert row["verschil"] is not None
    assert [row[key] for key in ("low", "high", "p", "nodig", "vrf", "mediaan_low")] == [None] * 6
    assert {r["jaar"] for r in told["verschil"]} == {None, 2021}


@pytest.mark.usefixtures("undrawn")
def test_variants_over_one_another_are_one_variant(place: Path) -> None:
    out = place / "samen"
    assert call(command(place, f"{place}/a.yaml+{place}/b.yaml", "--quiet", f"--out={out}")) == 0
    said = json.loads((out / "wijzigingen.json").read_text(encoding="utf-8"))
    assert said[0] == {
        "naam": "a+b",
        "vraag": "Wat als a? Wat als b?",
        "wijzigingen": ["beleid.weer_thuis.aandeel=60%", "beschermd_wonen.plaatsen=4"],
    }
    direct = place / "direct"
    sets = ["--set=beleid.weer_thuis.aandeel=60%", "--set=beschermd_wonen.plaatsen=4"]
    assert call(command(place, *sets, "--quiet", f"--out={direct}")) == 0
    same = [column for column in table(direct) if column not in ("variant", "p_holm", "oordeel", "nodig")]
    assert table(direct)[same].equals(table(out).query("variant == 'a+b'").reset_index()[same])


@pytest.mark.usefixtures("undrawn")
def test_the_basis_may_be_a_proposal_itself(place: Path) -> None:
    out = place / "voorstel"
    asked = command(place, f"{place}/b.yaml", "--quiet", f"--out={out}")
    asked[1] += f"+{place}/a.yaml"
    assert call(asked) == 0
    beside = place / "naast_elkaar"
    both = [f"{place}/a.yaml", f"{place}/a.yaml+{place}/b.yaml"]
    assert call(command(place, *both, "--quiet", f"--out={beside}")) == 0
    mine, theirs = (table(folder, "indicator_per_replicatie") for folder in (out, beside))
    for variant, there in {"basis": "a", "b": "a+b"}.items():
        played = mine.loc[mine["variant"] == variant, "value"].reset_index(drop=True)
        assert played.equals(theirs.loc[theirs["variant"] == there, "value"].reset_index(drop=True))


def played(folder: Path, variant: str) -> list[float]:
    """Every figure of every replication of one version."""
    each = table(folder, "indicator_per_replicatie")
    return each.loc[each["variant"] == variant, "value"].fillna(-1.0).tolist()


@pytest.mark.usefixtures("undrawn")
def test_another_scenario_can_be_a_variant(place: Path, folder: Path) -> None:
    other = place / "ander.yaml"
    other.write_text(KLEIN.read_text(encoding="utf-8").replace("mutatiegraad: 90%", "mutatiegraad: 45%"), "utf-8")
    out = place / "ander"
    assert call(command(place, str(other), "--quiet", f"--out={out}")) == 0
    assert set(table(out)["variant"]) == {"ander"}
    assert played(out, "ander") == played(folder, "minder_vrij") != played(folder, "basis")


@pytest.mark.usefixtures("undrawn")
def test_the_main_indicators_are_those_of_the_basis(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = place / "hoofd.yaml"
    declared = "\nhoofdindicatoren: [{indicator: leegstand}]\n"
    file.write_text(KLEIN.read_text(encoding="utf-8") + declared, encoding="utf-8")
    out = place / "hoofd"
    assert call(["compare", str(file), str(KLEIN), "--replications=2", "--years=1", "--jobs=1", f"--out={out}"]) == 0
    rows = table(out)
    assert set(rows.loc[rows["hoofd"] == 1, "indicator"]) == {"leegstand"}
    said = " ".join(capsys.readouterr().out.split())
    assert "Hoofdindicatoren Leegstand: niet te onderscheiden" in said


WISH = """
hoofdindicatoren:
  - {indicator: toewijzingen, groep: doelgroep=regulier, halve_breedte: 1 woningen}
"""


@pytest.mark.usefixtures("undrawn")
def test_auto_plays_until_precise_and_no_further(place: Path, long: Path) -> None:
    """Two processes play past the stop; one process, asked for a number, plays the same replications."""
    file = place / "auto.yaml"
    file.write_text(KLEIN.read_text(encoding="utf-8") + VARIANTEN + WISH, encoding="utf-8")
    out = place / "auto"
    asked = ["compare", str(file), "uitstroom_eerst", "--replications=auto", "--years=1", "--quiet", "--jobs=2"]
    assert call([*asked, f"--out={out}"]) == 0
    each = regular(out)
    assert each.iloc[:N].equals(regular(long)[each.columns])
    row = term(out, "uitstroom_eerst").loc[REGULIER]
    assert row["n"] == len(each) == slow_stop([((each["uitstroom_eerst"] - each["basis"]).to_numpy(), 1.0)], 300)
    assert (row["high"] - row["low"]) / 2 <= 1.0


@pytest.mark.usefixtures("undrawn")
def test_auto_stops_at_the_most_and_says_that_it_was_not_enough(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = place / "precies.yaml"
    file.write_text(KLEIN.read_text(encoding="utf-8") + WISH.replace("1 won", "0.001 won"), encoding="utf-8")
    asked = [
        "compare",
        str(file),
        "--set=beleid.weer_thuis.aandeel=60%",
        "--replications=auto",
        "--years=1",
        "--jobs=1",
    ]
    assert call([*asked, "--most-replications=8", f"--out={place / 'hoogstens'}"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "Na 8 replicaties is de precisie die het scenario wenst niet bereikt" in said
    assert term(place / "hoogstens", "beleid.weer_thuis.aandeel=60%").loc[REGULIER]["n"] == 8


WRONG = {
    "an unknown name, with the nearest": (["uitstroom_erst"], ["'uitstroom_erst'", "bedoelt u", "uitstroom_eerst"]),
    "an unknown path in a file": (["PLAATS/fout.yaml"], ["fout.yaml:4:5", "aandel", "bedoelt u 'aandeel'"]),
    "two of one name": (["leeg", "leeg"], ["'leeg'", "andere naam"]),
    "another term": (["--set=looptijd=3 jaar"], ["dezelfde begindatum en looptijd"]),
    "another first day": (["--set=begindatum=2022-01-01"], ["dezelfde begindatum en looptijd"]),
    "auto with nothing to reach": (["leeg", "--replications=auto"], ["halve_breedte"]),
    "a limit that has no use": (["leeg", "--most-replications=50"], ["--replications auto"]),
    "a + without a variant": (["leeg+"], ["'leeg+'", "BESTAND+VARIANT"]),
    "a + before a variant": (["+leeg"], ["'+leeg'", "BESTAND+VARIANT"]),
    "an overlay without a name": (["PLAATS/naamloos.yaml"], ["naamloos.yaml", "naam"]),
    "an overlay with a key too many": (["PLAATS/sleutel.yaml"], ["sleutel.yaml:4:1", "wijziging"]),
    "an overlay that is a list": (["PLAATS/lijst.yaml"], ["lijst.yaml"]),
    "a file that is not there": (["PLAATS/weg.yaml"], ["weg.yaml"]),
    "a number of replications that is none": (["leeg", "--replications=veel"], ["veel", "auto"]),
    "no replications": (["leeg", "--replications=0"], ["0", "auto"]),
}


@pytest.mark.parametrize(("more", "said"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_told_with_what_to_do(
    place: Path, more: list[str], said: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    head = "naam: fout\nvraag: Wat dan?\nwijzigingen:\n"
    (place / "fout.yaml").write_text(f"{head}  - beleid.weer_thuis.aandel=10%\n", encoding="utf-8")
    (place / "naamloos.yaml").write_text(head.split("\n", 1)[1] + "  - looptijd=2 jaar\n", encoding="utf-8")
    (place / "sleutel.yaml").write_text(f"{head[:-1]} []\nwijziging: 1\n", encoding="utf-8")
    (place / "lijst.yaml").write_text("- wijzigingen\n", encoding="utf-8")
    out = place / "nooit"
    asked = ["compare", str(place / "klein.yaml"), "--jobs=1", f"--out={out}"]
    assert call([*asked, *(part.replace("PLAATS", str(place)) for part in more)]) == 2
    told = " ".join(capsys.readouterr().err.split())
    for word in said:
        assert word in told
    assert "Traceback" not in told
    assert not out.exists()


def test_a_scenario_without_variants_has_nothing_to_compare(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["compare", str(KLEIN)]) == 2
    told = capsys.readouterr().err
    assert "--set" in told
    assert "varianten" in told

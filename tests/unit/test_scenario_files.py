"""What is not a readable scenario file is refused in one line, at once, whatever it is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from woonsim.errors import Exit, Fault, ScenarioError
from woonsim.scenario import parse_scenario, read_scenario

KLEIN = Path(__file__).parents[1] / "data" / "klein.yaml"


def fault_of(path: str | Path) -> Fault:
    with pytest.raises(ScenarioError) as caught:
        read_scenario(path)
    assert caught.value.exit is Exit.bad_input
    (fault,) = caught.value.faults
    assert "\n" not in fault.message
    return fault


def test_missing_file(tmp_path: Path) -> None:
    fault = fault_of(tmp_path / "weg.yaml")
    assert fault.message == "dit bestand bestaat niet"
    assert fault.file.endswith("weg.yaml")


def test_file_below_a_file(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("")
    assert fault_of(tmp_path / "x" / "y.yaml").message == "dit bestand bestaat niet"


def test_directory(tmp_path: Path) -> None:
    assert "map" in fault_of(tmp_path).message


def test_name_with_nul() -> None:
    assert "bestandsnaam" in fault_of("a\0b.yaml").message


def test_name_too_long(tmp_path: Path) -> None:
    assert "niet te lezen" in fault_of(tmp_path / ("x" * 5000)).message


@pytest.mark.skipif(os.name != "posix", reason="pipes and devices with a name")
def test_pipe_that_nobody_writes_to(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pijp")
    assert "geen gewoon bestand" in fault_of(tmp_path / "pijp").message


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no endless device")
def test_endless_device() -> None:
    assert "geen gewoon bestand" in fault_of("/dev/zero").message


def test_file_of_100_mb_is_not_read(tmp_path: Path) -> None:
    big = tmp_path / "groot.yaml"
    with big.open("wb") as stream:
        stream.truncate(100 * 2**20)
    assert "1048576" in fault_of(big).message


def test_bytes_above_the_limit() -> None:
    with pytest.raises(ScenarioError, match="1048576"):
        parse_scenario(b"#" * (2**20 + 1), "x")


def test_byte_order_mark_and_dos_line_ends_change_nothing(tmp_path: Path) -> None:
    other = tmp_path / "bom.yaml"
    other.write_bytes(b"\xef\xbb\xbf" + KLEIN.read_bytes().replace(b"\n", b"\r\n"))
    assert read_scenario(other)[0] == read_scenario(KLEIN)[0]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_other_unicode(encoding: str) -> None:
    with pytest.raises(ScenarioError, match=r"UTF|U\+0000"):
        parse_scenario("naam: é\n".encode(encoding), "x")


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_latin_1_is_told_where(bom: bytes) -> None:
    data = bom + "# één\nnaam: x\nvraag: ".encode() + "caf\xe9?\n".encode("latin-1")
    with pytest.raises(ScenarioError) as caught:
        parse_scenario(data, "x")
    (fault,) = caught.value.faults
    assert (fault.line, fault.column) == (3, 11)
    assert f"0xe9 op positie {data.index(0xE9, 10)}" in fault.message


def test_names_are_compared_as_people_read_them() -> None:
    text = (
        KLEIN.read_text(encoding="utf-8")
        .replace("naam: Elp", "naam: Elp\u00e9")
        .replace("kern: Elp", "kern: Elpe\u0301")
    )
    scenario, _ = parse_scenario(text.encode(), "x")
    assert scenario.woningvoorraad[-1].kern == scenario.kernen[-1].naam == "Elp\u00e9"


def test_reading_loads_only_what_it_needs() -> None:
    code = (
        "import sys, woonsim.scenario as s\n"
        "heavy = {'pydantic', 'ruamel.yaml', 'numpy', 'pandas', 'matplotlib', 'simpy', 'hypothesis'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
        f"s.read_scenario({str(KLEIN)!r})\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.splitlines() == ["[]", "['pydantic', 'ruamel.yaml']"]

"""Bad plugins: one message with plugin, file:line, hook and first bad row, and what to do; nothing half-written."""

from __future__ import annotations

from pathlib import Path

import pytest

from woonsim.cli import call
from woonsim.plugins import HOOKS

ROOT = Path(__file__).parents[2]
KLEIN = (ROOT / "tests" / "regression" / "klein.yaml").read_text(encoding="utf-8")

GOOD = """
import numpy as np
from dataclasses import dataclass
from woonsim.plugin import Claim, Getal, hookimpl

@dataclass
class Proef:
    maat: Getal = 1.0

    @hookimpl
    def sortering(self, woningzoekende, woning):
        return woningzoekende.leeftijd
"""


def wrong(answer: str, hook: str = "sortering", arguments: str = "woningzoekende, woning") -> str:
    """The good policy with another answer; the line that is wrong ends in `# HIER`."""
    head = GOOD[: GOOD.index("    def sortering")]
    return f"{head}    def {hook}(self, {arguments}):\n        {answer}\n"


def defined(text: str) -> str:
    """The same with the mark at the definition of the hook: a wrong answer has no line of its own."""
    return text.replace("    @hookimpl\n", "    @hookimpl  # HIER\n")


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    path = tmp_path / "scenario.yaml"
    path.write_text(KLEIN.replace("  - inschrijfduur\n", "  - proef\n  - inschrijfduur\n"), encoding="utf-8")
    return path


def refused(scenario: Path, *plugins: Path, capsys: pytest.CaptureFixture[str], command: str = "run") -> str:
    """The one message of a command that must fail on a plugin and leave nothing behind."""
    out = scenario.parent / "map" / "out"
    out.parent.mkdir(exist_ok=True)
    given = [part for path in plugins for part in ("--plugin", str(path))]
    options = ["--out", str(out), "--replications", "1", "--jobs", "1", "--quiet"] if command == "run" else []
    assert call([command, str(scenario), *given, *options]) == 3
    assert list(out.parent.iterdir()) == []
    told = capsys.readouterr()
    assert told.out == ""
    assert "Traceback" not in told.err
    assert len(told.err.strip().splitlines()) == 1, told.err
    return str(told.err)


def write(folder: Path, text: str, name: str = "proef.py") -> tuple[Path, str]:
    """A plugin file, and the place in it that must be told."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    lines = [number for number, line in enumerate(text.splitlines(), 1) if line.endswith("# HIER")]
    return path, f"{path}:{lines[0]}" if lines else str(path)


def test_the_good_one_is_played(scenario: Path, tmp_path: Path) -> None:
    path, _ = write(tmp_path, GOOD)
    out = tmp_path / "goed"
    options = ["--replications", "1", "--years", "1", "--quiet", "--out", str(out)]
    assert call(["run", str(scenario), "--plugin", str(path), *options]) == 0
    assert (out / "manifest.json").exists()


AT_WORK = {
    "raises": (wrong("raise KeyError('loon')  # HIER"), ["KeyError", "loon", "verbeter"]),
    "raises far away": (wrong("return np.linalg.inv(np.zeros((2, 2)))  # HIER"), ["LinAlgError"]),
    "leaves": (wrong("raise SystemExit(0)  # HIER"), ["SystemExit"]),
    "wrong shape": (defined(wrong("return woningzoekende.leeftijd[:1]")), ["waarden", "(1,)"]),
    "no column": (defined(wrong("return 1.0")), ["waarden", "float"]),
    "a list": (defined(wrong("return list(woning.kamers)")), ["waarden", "list"]),
    "wrong dtype": (defined(wrong("return woning.kamers.astype(str)")), ["<U", "getal"]),
    "number for yes or no": (
        defined(wrong("return woning.kamers", "selectie")),
        ["'selectie'", "int64", "waar of onwaar"],
    ),
    "NaN": (defined(wrong("return np.where(np.arange(len(woning)) > 2, np.nan, 1.0)")), ["rij 3", "NaN"]),
    "writes": (wrong("woning.kamers[0] = 9  # HIER\n        return woning.kamers"), ["read-only", "kopie"]),
    "writes everywhere": (wrong("woning.kamers += 1  # HIER\n        return woning.kamers"), ["read-only", "kopie"]),
    "another column": (wrong("woning.kamers = woning.kamers * 2  # HIER\n        return woning.kamers"), ["kopie"]),
    "sorts in place": (wrong("woningzoekende.leeftijd.sort()  # HIER\n        return woning.kamers"), ["kopie"]),
    "unknown column": (wrong("return woningzoekende.schoenmaat  # HIER"), ["schoenmaat", "inschrijfdatum"]),
    "a claim of one row": (
        defined(wrong("return Claim(np.array([1, 1, 1, 1, 1, 1, 1]))", "kanaal", "woning")),
        ["'kanaal'", "Claims"],
    ),
}


@pytest.mark.parametrize("fault", AT_WORK)
def test_a_policy_that_fails_at_work(
    fault: str, scenario: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, names = AT_WORK[fault]
    path, place = write(tmp_path, text)
    message = refused(scenario, path, capsys=capsys)
    hook = "'sortering'" if fault not in ("number for yes or no", "a claim of one row") else "hook"
    assert all(name in message for name in ["'proef'", hook, place, *names]), message


def changed(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new)


HOOK = "    @hookimpl\n    def sortering(self, woningzoekende, woning):"
AT_THE_DOOR = {
    "unknown hook": (changed(HOOK, HOOK.replace("l\n", "l  # HIER\n").replace("ring", "ren")), ["'sorteren'", "selec"]),
    "unknown argument": (
        changed(HOOK, HOOK.replace("l\n", "l  # HIER\n").replace("woningzoekende", "zoekende")),
        ["'sortering'", "'zoekende'", "woningzoekende, woning, ruimte, t"],
    ),
    "default": (
        changed(HOOK, HOOK.replace("l\n", "l  # HIER\n").replace("woning)", "woning=None)")),
        ["'sortering'", "'woning'", "standaardwaarde"],
    ),
    "second order": (changed(HOOK, HOOK.replace("hookimpl\n", "hookimpl(tryfirst=True)  # HIER\n")), ["volgorde"]),
    "another name": (changed(HOOK, HOOK.replace("l\n", "l(specname='selectie')  # HIER\n")), ["'sortering'", "zonder"]),
    "a parameter called naam": (
        changed(
            "@dataclass\nclass Proef:\n    maat:", "@dataclass  # HIER\nclass Proef:\n    naam: str = 'x'\n    maat:"
        ),
        ["'proef'", "naam"],
    ),
    "no self": (changed(HOOK, HOOK.replace("l\n", "l  # HIER\n").replace("self, ", "")), ["'sortering'", "(self, "]),
    "no argument at all": (
        changed(HOOK, HOOK.replace("l\n", "l  # HIER\n").replace("self, woningzoekende, woning", "")),
        ["'sortering'", "(self, "],
    ),
    "by keyword": (
        changed(HOOK, HOOK.replace("l\n", "l  # HIER\n").replace("self, ", "self, *, ")),
        ["'sortering'", "'woningzoekende'", "(self, "],
    ),
    "any number": (
        changed(HOOK, HOOK.replace("l\n", "l  # HIER\n").replace("woning)", "*woning)")),
        ["'sortering'", "'woning'", "(self, "],
    ),
    "static": (
        changed(HOOK, HOOK.replace("    @hookimpl\n", "    @staticmethod\n    @hookimpl  # HIER\n"))
        .replace("# HIER", "", 1)
        .replace("    @staticmethod\n", "    @staticmethod  # HIER\n"),
        ["'sortering'", "(self, "],
    ),
    "default out of range": (
        changed(
            "@dataclass\nclass Proef:\n    maat: Getal = 1.0",
            "@dataclass  # HIER\nclass Proef:\n    maat: Getal = -1.0",
        ),
        ["'proef'", "'maat'", "standaardwaarde", "-1.0 moet 0 of meer zijn"],
    ),
    "no class": (
        GOOD + "\n@hookimpl\ndef register_beleid(register):\n    register(3)\n",
        ["register_beleid", "geen klasse"],
    ),
    "no exception": (GOOD + "\nclass B(BaseException): pass\n\nraise B('au')  # HIER\n", ["B: au", "niet te laden"]),
    "no dataclass": (changed("@dataclass\nclass Proef:", "class Proef:  # HIER"), ["Proef", "@dataclass"]),
    "no policy": ("import numpy as np\n", ["geen beleid", "@hookimpl"]),
    "no hook": (GOOD.replace("    @hookimpl\n", ""), ["geen beleid", "@hookimpl"]),
    "empty": ("", ["geen beleid"]),
    "syntax error": (GOOD + "def (  # HIER", ["SyntaxError", "niet te laden"]),
    "no python": ("\0\1\2", ["niet te laden"]),
    "import error": (GOOD + "import niet_te_vinden  # HIER", ["ModuleNotFoundError", "niet_te_vinden"]),
    "raises at import": (GOOD + "1 / 0  # HIER", ["ZeroDivisionError"]),
    "leaves at import": (GOOD + "raise SystemExit(0)  # HIER", ["SystemExit"]),
    "register_beleid raises": (
        GOOD + "def register_beleid(register):\n    register(Weg)  # HIER",
        ["NameError", "Weg"],
    ),
    "register_beleid of nothing": (GOOD + "def register_beleid(register):\n    pass", ["geen beleid"]),
    "unreadable parameter": (
        changed("@dataclass\nclass Proef", "@dataclass  # HIER\nclass Proef").replace(
            "maat: Getal", "maat: np.ndarray"
        ),
        ["parameter", "woonsim.plugin"],
    ),
    "raises when made": (
        changed("    @hookimpl", "    def __post_init__(self):\n        1 / 0  # HIER\n\n    @hookimpl"),
        ["ZeroDivisionError", "'proef'"],
    ),
}


@pytest.mark.parametrize("command", ["run", "validate"])
@pytest.mark.parametrize("fault", AT_THE_DOOR)
def test_a_file_that_cannot_be_a_policy(
    fault: str, command: str, scenario: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, names = AT_THE_DOOR[fault]
    path, place = write(tmp_path, text)
    message = refused(scenario, path, capsys=capsys, command=command)
    assert all(name in message for name in [place, *names]), message


def test_an_unknown_hook_is_told_with_all_there_are(
    scenario: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, _ = write(tmp_path, AT_THE_DOOR["unknown hook"][0])
    message = refused(scenario, path, capsys=capsys)
    assert all(hook in message for hook in HOOKS if hook != "register_beleid")


def test_a_name_of_two_files_is_refused(scenario: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one, _ = write(tmp_path, GOOD)
    two, _ = write(tmp_path, GOOD, "ander.py")
    message = refused(scenario, one, two, capsys=capsys)
    assert all(name in message for name in ("'proef'", f"{one}:", f"{two}:", "andere naam")), message


def test_a_name_of_a_file_and_an_installed_package_is_refused(
    scenario: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, _ = write(tmp_path, GOOD.replace("Proef", "Inschrijfduur"))
    message = refused(scenario, path, capsys=capsys)
    assert all(name in message for name in ("'inschrijfduur'", "woonsim (", "sortering.py:", f"{path}:")), message


def test_a_name_that_a_file_offers_twice_is_refused(
    scenario: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = GOOD + "def register_beleid(register):\n    register(Proef)\n    register(Proef)\n"
    assert "'proef'" in refused(scenario, write(tmp_path, text)[0], capsys=capsys)


@pytest.mark.parametrize(
    ("name", "told"),
    [("weg.py", "bestaat niet"), ("map.py", "Python-bestand zelf"), ("scenario.yaml", ".py"), ("weg", ".py")],
)
def test_a_file_that_is_not_there(
    name: str, told: str, scenario: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "map.py").mkdir()
    assert call(["run", str(scenario), "--plugin", str(tmp_path / name), "--out", str(tmp_path / "out")]) == 2
    message = capsys.readouterr().err
    assert f"--plugin {tmp_path / name}" in message
    assert told in message
    assert not (tmp_path / "out").exists()


def test_a_fault_in_one_of_several_processes_is_told_once(
    scenario: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, place = write(tmp_path, wrong("raise KeyError('loon')  # HIER"))
    options = ["--out", str(tmp_path / "out"), "--replications", "2", "--jobs", "2", "--quiet"]
    assert call(["run", str(scenario), "--plugin", str(path), *options]) == 3
    told = capsys.readouterr().err
    assert told.count("KeyError") == 1
    assert place in told
    assert not (tmp_path / "out").exists()

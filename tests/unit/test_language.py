"""Dutch and English: every text in both, and no word of the one in what a command says in the other."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

import woonsim
from tests.regression.leaves import small, text
from woonsim import teksten
from woonsim.cli import call
from woonsim.teksten import CATALOGUS

PACKAGE = Path(woonsim.__file__).parent
DUTCH = {
    *("aantal", "andere", "bestaat", "bestand", "de", "deze", "die", "dit", "een", "elk", "fout", "gehaald"),
    *("gemiddeld", "gemiddelde", "geen", "geldig", "het", "hier", "hoort", "is", "jaar", "kan", "kans", "kies", "map"),
    *(
        "met",
        "moet",
        "naar",
        "niet",
        "of",
        "ontbreekt",
        "onbekende",
        "over",
        "replicaties",
        "schrijf",
        "staat",
        "te",
        "toon",
    ),
    *(
        "tot",
        "uitkomsten",
        "van",
        "verschil",
        "voor",
        "vraag",
        "waarde",
        "woningen",
        "worden",
        "wordt",
        "zijn",
        "zoals",
    ),
}
ENGLISH = {
    *("a", "above", "an", "and", "answer", "at", "by", "chance", "choose", "command", "difference", "every", "fall"),
    *(
        "file",
        "folder",
        "free",
        "from",
        "given",
        "help",
        "homes",
        "it",
        "least",
        "mean",
        "missing",
        "must",
        "no",
        "not",
    ),
    *("number", "options", "outcomes", "question", "replications", "such", "that", "the", "there", "this", "usage"),
    *("unknown", "value", "what", "valid", "with", "write", "year", "years"),
}
BOTH = {"is", "of", "over", "met", "map", "die", "a", "geen"}
"""Words of the lists that the other language has too, or that are typed (`--feiten geen`)."""


def words(said: str) -> set[str]:
    """The words of a text, without options, paths and the names of files and indicators."""
    plain = re.sub(
        r"\d+ jaar|dagen, maanden, jaar|periode: jaar|--\w+|\S*[/_=\\]\S*|\S+\.\w+|\b\w+\.\w+\.\w+", " ", said
    )
    return set(re.findall(r"[a-z]+", plain.lower()))


@pytest.fixture(scope="module")
def scenario(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A scenario whose own texts are in no language."""
    content = small() | {"naam": "Midden-Drenthe", "vraag": "?", "looptijd": "1 jaar"}
    path = tmp_path_factory.mktemp("taal") / "klein.yaml"
    path.write_text(text(content), encoding="utf-8")
    return path


COMMANDS = [
    ([], 2),
    (["--help"], 0),
    (["run", "--help"], 0),
    (["sweep", "--help"], 0),
    (["validate", "--help"], 0),
    (["schema", "--help"], 0),
    (["generate", "--help"], 0),
    (["generate", "--woningen=1000"], 2),
    (["generate", "--woningen=100000", "--woningzoekenden=1000"], 2),
    (["generate", "--woningen=1000", "--woningzoekenden=2000", "--beleid=x"], 2),
    (["bench", "--help"], 0),
    (["bench", "--grootte=1"], 2),
    (["validate", "SCENARIO"], 0),
    (["validate", "weg.yaml"], 2),
    (["validate", "SCENARIO", "--set=looptijd=x", "--set=onzin.x=1", "--set=x", "--set=beleid=[onzin]"], 2),
    (["validate", "SCENARIO", "--set=afspraken=[{naam: x, indicator: onzin, norm: '>= 5%', periode: jaar}]"], 2),
    (["validate", "SCENARIO", "--set=afspraken=[{naam: x, indicator: leegstand, norm: '>= 5%', periode: jaar}]"], 2),
    (["validate", "SCENARIO", "--set=begindatum=1950-01-01"], 2),
    (["rnu"], 2),
    (["run"], 2),
    (["run", "SCENARIO", "--yers=3"], 2),
    (["run", "SCENARIO", "--years=0"], 2),
    (["run", "SCENARIO", "--seed"], 2),
    (["run", "SCENARIO", "--json=1"], 2),
    (["run", "SCENARIO", "x"], 2),
    (["run", "SCENARIO", "--out=/dev/null"], 4),
    (["run", "SCENARIO", "--out=weg/weg"], 4),
    (["run", "SCENARIO", "--replications=2", "--jobs=1", "--out=uit", "--set=beschermd_wonen.plaatsen=9"], 0),
    (["run", "SCENARIO", "--replications=1", "--jobs=1", "--out=eentje"], 0),
    (["goal-seek", "--help"], 0),
    (["goal-seek", "SCENARIO"], 2),
    (["goal-seek", "SCENARIO", "--doel=onzin", "--over=looptijd=1..2 jaar"], 2),
    (["sweep", "SCENARIO"], 2),
    (["sweep", "SCENARIO", "--over=x"], 2),
    (["sweep", "SCENARIO", "--over=looptijd=1 jaar", "--indicator=onzin"], 2),
    (["sweep", "SCENARIO", "--over=looptijd=1 jaar", "--indicator=leegstand:x"], 2),
    (
        [
            *("sweep", "SCENARIO", "--over=beleid.weer_thuis=aan,uit", "--replications=2"),
            *("--jobs=1", "--out=reeks", "--indicator=leegstand", "--indicator=aandeel_uitstroom"),
        ],
        0,
    ),
]


@pytest.mark.parametrize("place", ["before", "after", "environment"])
@pytest.mark.parametrize(("command", "status"), COMMANDS, ids=lambda c: " ".join(c)[:60] if isinstance(c, list) else "")
def test_a_command_speaks_the_language_that_is_asked_for(
    command: list[str],
    status: int,
    place: str,
    scenario: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if place == "before" and status == 0 and command[0] in ("run", "sweep") and "--help" not in command:
        pytest.skip("as after, and it takes long")
    monkeypatch.chdir(tmp_path)
    given = [str(scenario) if part == "SCENARIO" else part for part in command]
    for taal, own, foreign in (("en", ENGLISH, DUTCH), ("nl", DUTCH, ENGLISH)):
        # the option goes over the environment
        monkeypatch.setenv("WOONSIM_TAAL", taal if place == "environment" else {"en": "nl", "nl": "en"}[taal])
        option = [] if place == "environment" else ["--lang", taal]
        line = [*option, *given] if place == "before" else [*given[:1], *option, *given[1:]]
        out = ["--force"] if "--out=uit" in given or "--out=eentje" in given or "--out=reeks" in given else []
        if not command and option:
            continue  # nothing but an option is another mistake, below
        assert call([*line, *out]) == status
        said = words("".join(capsys.readouterr()))
        assert said & own
        assert said & (foreign - own - BOTH) == set()
        for picture in tmp_path.rglob("*.svg"):
            drawn = words(" ".join(re.findall(r"<text[^>]*>([^<]*)<", picture.read_text(encoding="utf-8"))))
            assert drawn & (foreign - own - BOTH) == set(), picture.name


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--lang", "en"], "COMMAND is missing"),
        (["--lang=EN", "run"], "FILE is missing"),
        (["--lang", "fr", "run"], "--lang: 'fr' ken ik niet; kies nl of en"),
        (["run", "--lang"], "de waarde van --lang ontbreekt"),
        (["--lang", "en", "run", "x.yaml", "--lang", "nl"], "dit bestand bestaat niet"),
        (["run", "x.yaml", "--yers", "3", "--lang", "en"], "no such option --yers"),
    ],
)
def test_the_last_language_counts_wherever_it_stands(
    arguments: list[str], said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("WOONSIM_TAAL", raising=False)
    assert call(arguments) == 2
    assert said in capsys.readouterr().err


def test_the_language_of_one_call_is_not_that_of_the_next(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("WOONSIM_TAAL", raising=False)
    call(["run", "x.yaml", "--lang=en"])
    call(["run", "x.yaml"])
    first, second = capsys.readouterr().err.splitlines()
    assert "does not exist" in first
    assert "bestaat niet" in second


def test_a_worker_speaks_the_language_of_who_asked(scenario: Path, tmp_path: Path) -> None:
    """A policy that fails in a process of its own."""
    script = tmp_path / "faal.py"
    script.write_text(
        "import sys\n"
        "import woonsim.beleid.sortering as s\n"
        "def sortering(self, woningzoekende, woning):\n"
        "    raise ValueError('oeps')\n"
        "sortering.woonsim_impl = s.Inschrijfduur.sortering.woonsim_impl\n"
        "s.Inschrijfduur.sortering = sortering\n"
        "if __name__ == '__main__':\n"
        "    from woonsim.cli import call\n"
        f"    sys.exit(call(['run', {str(scenario)!r}, '--jobs=2', '--replications=2', '--out=x', *sys.argv[1:]]))\n"
    )
    for option, said in (("--lang=en", "policy 'inschrijfduur', hook"), ("--lang=nl", "beleid 'inschrijfduur', hook")):
        done = subprocess.run([sys.executable, str(script), option], cwd=tmp_path, capture_output=True, text=True)
        assert done.returncode == 3, done.stderr
        assert said in done.stderr
        assert "Traceback" not in done.stderr


def test_every_text_is_in_both_languages_and_asks_for_the_same() -> None:
    for name, texts in CATALOGUS.items():
        assert len(texts) == 2, name
        assert all(texts), name
        asked = [set(re.findall(r"(?<!\{)\{(\w+)", each)) for each in texts]
        assert asked[0] == asked[1], name


def test_no_name_has_two_texts() -> None:
    modules = [import_module(found.name) for found in iter_modules(teksten.__path__, f"{teksten.__name__}.")]
    parts = [table for module in modules for name, table in vars(module).items() if name.endswith("TEKSTEN")]
    assert len(parts) == len(modules)
    assert sum(map(len, parts)) == len(CATALOGUS)


def test_what_users_are_told_comes_from_the_tables() -> None:
    """No text stands in the code itself where an error for a user is raised."""
    raised = {"PluginError", "UsageError", "OutputError", "ReplicationError", "Fault"}
    found = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in raised and node.args
        for first in [node.args[0]]
        if (isinstance(first, ast.Constant) and isinstance(first.value, str))
        or (
            isinstance(first, ast.JoinedStr)
            and any(words(str(part.value)) for part in first.values if isinstance(part, ast.Constant))
        )
    ]
    assert found == []


def test_every_text_that_is_asked_for_exists() -> None:
    missing = [
        f"{path.relative_to(PACKAGE)}:{node.lineno} {first.value}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("tekst", "bericht")
        and node.args
        for first in [node.args[0]]
        if isinstance(first, ast.Constant) and first.value not in CATALOGUS
    ]
    assert missing == []

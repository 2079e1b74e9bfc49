"""A document that is followed literally, in a folder of its own: every block of code in it, from top to bottom.

Its language says what is done with a block. `python`: run, in one namespace for the document. `sh`: every command
must end with status 0; those of woonsim in this process, and with the smallest budget. `yaml`: sections of a scenario,
which is valid with them. After `<!-- file: NAME -->` a block is put in that file, and Python is run as well. Any other
block is a mistake, but for what `NOT_RUN` and `NOT_FOLLOWED` name.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from tests.docs.woordenlijst import ROOT
from tests.regression.leaves import small, text
from woonsim.cli import call
from woonsim.load import load_bytes, read_plugins

_MEASURES = (
    "pytest -q benchmarks/test_kernels.py benchmarks/test_round.py --benchmark-columns=min,median,rounds "
    "--benchmark-sort=name --benchmark-max-time=0.1 --benchmark-min-rounds=2"
)
NOT_RUN = {
    "python3 -m venv .venv": "the tests run in an environment",
    ".venv/bin/pip install -q .": "a new environment needs the network",
    ".venv/bin/pip install -q -U pip": "CI does it before it runs this test",
    ".venv/bin/pip install -U pip": "as above",
    ".venv/bin/pip install -q -e . --group dev": "as above",
    ".venv/bin/pip install -e . --group dev": "as above",
    ".venv/bin/pytest -n 2": "this test is part of it",
    ".venv/bin/pytest -n 2 -m nightly": "runs at night",
    ".ci/run": "what CI runs",
    _MEASURES: "is a step of CI of its own, and runs where the tests are",
    ".venv/bin/woonsim run scenarios/amsterdam.yaml --replications 5 --feiten 1": "a city takes minutes; "
    "tests/validation/test_amsterdam.py plays a twentieth of it",
    ".venv/bin/python benchmarks/crn.py": "plays for ten minutes, and asserts nothing",
}
"""Commands that are shown and not run, and why."""

NOT_FOLLOWED = {
    ("hooks.md", "text"): "signatures, compared with the code by test_hooks",
    ("gevallen.md", "text"): "what a command shows, compared by tests/unit/test_gevallen.py",
}
"""Blocks that are no code, by document and language, and why."""

_FENCE, _FILE = re.compile(r"\s*```(.*)"), re.compile(r"<!-- file: (\S+) -->")
_SMALLEST = ["--years", "1", "--replications", "1", "--jobs", "1"]
_KLEIN = ROOT / "tests" / "regression" / "klein.yaml"


@dataclass(frozen=True)
class Block:
    """A block of a document: where its code begins, its language (empty: none), the file it is put in."""

    document: Path
    line: int
    language: str
    file: str | None
    text: str


def blocks(document: Path) -> Iterator[Block]:
    """Every fenced block of a document, in order."""
    lines = document.read_text(encoding="utf-8").splitlines()
    fences = [i for i, line in enumerate(lines) if _FENCE.match(line)]
    assert len(fences) % 2 == 0, f"{document}: a block without an end"
    for begin, end in zip(fences[::2], fences[1::2], strict=True):
        fence, file = _FENCE.match(lines[begin]), _FILE.match(lines[begin - 1])
        code = "\n".join([*lines[begin + 1 : end], ""])
        yield Block(document, begin + 2, fence[1] if fence else "", file[1] if file else None, code)


def commands(block: Block) -> list[list[str]]:
    """The words of every command in a block of `sh`."""
    lines = block.text.replace("\\\n", " ").splitlines()
    parts = [shlex.split(part, comments=True) for line in lines for part in line.split("&&")]
    return [part for part in parts if part]


def run_python(block: Block, namespace: dict[str, Any]) -> None:
    """Run Python; a traceback points into the document."""
    exec(compile("\n" * (block.line - 1) + block.text, block.document, "exec", dont_inherit=True), namespace)


def namespace_of(document: Path, having: str = "") -> dict[str, Any]:
    """What the Python of a document makes, or only that of the blocks with `having` in them."""
    namespace: dict[str, Any] = {"__name__": document.stem}
    for block in blocks(document):
        if block.language == "python" and having in block.text:
            run_python(block, namespace)
    return namespace


def furnish(folder: Path, *, as_shipped: bool) -> None:
    """Put the shipped scenario in a folder, one year long, and a tenth of its size unless `as_shipped`."""
    file = folder / "scenarios" / "midden-drenthe.yaml"
    file.parent.mkdir()
    shipped = (ROOT / "scenarios" / file.name).read_text(encoding="utf-8")
    whole = shipped.replace("\nlooptijd: 10 jaar\n", "\nlooptijd: 1 jaar\n")
    assert whole != shipped
    tenth = small() | {"looptijd": "1 jaar"}
    # one assumption, to draw from: where a value came from is left out of the others
    tenth["begeleiding"]["fte"] = {"waarde": 2, "aanname": "genoeg bij 5%", "marge": [1, 4]}
    file.write_text(whole if as_shipped else text(tenth), encoding="utf-8")


def follow(document: Path) -> None:
    """Do in the current folder what a document says."""
    namespace: dict[str, Any] = {"__name__": document.stem}
    for block in blocks(document):
        if block.file is not None:
            Path(block.file).write_text(block.text, encoding="utf-8")
        if block.language == "python":
            run_python(block, namespace)
        elif block.language == "sh":
            for words in commands(block):
                assert _status(words) == 0, f"{document.name}:{block.line}: {shlex.join(words)}"
        elif block.language == "yaml" and block.file is None:
            _check_sections(block)
        elif block.file is None:
            assert (document.name, block.language) in NOT_FOLLOWED, f"{document.name}:{block.line}: not followed"


def _status(words: list[str]) -> int:
    """What a command ends with."""
    if shlex.join(words) in NOT_RUN:
        return 0
    if Path(words[0]).name == "woonsim":
        shorter = _SMALLEST if words[1] in ("run", "sweep", "goal-seek", "compare") else []
        return call([*words[1:], *shorter, *(["--aannames", "2"] if "--aannames" in words else [])])
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return subprocess.run(words, env={**os.environ, "PATH": path}, check=False, timeout=300).returncode


def _check_sections(block: Block) -> None:
    """A scenario with these sections in it is valid, with the plugins beside the document."""
    yaml = YAML(typ="safe", pure=True)
    data = yaml.load(_KLEIN.read_text(encoding="utf-8")) | yaml.load(block.text)
    plugins = read_plugins(sorted(block.document.parent.glob("*.py")))
    load_bytes(json.dumps(data, default=str).encode(), f"{block.document.name}:{block.line}", [], plugins)

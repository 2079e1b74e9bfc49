"""A newcomer who follows the documents literally gets what they promise: every block of code in them works."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest

from tests.docs.walkthrough import NOT_FOLLOWED, NOT_RUN, blocks, commands, follow, furnish
from tests.docs.woordenlijst import ROOT
from woonsim.errors import ScenarioError

FOLDERS = (".", "docs", "plugins/*", "benchmarks")
DOCUMENTS = sorted(file.relative_to(ROOT) for folder in FOLDERS for file in ROOT.glob(f"{folder}/*.md"))
AS_SHIPPED = {"README.md", "docs/kansen.md", "docs/writing-a-policy.md"}
"""Documents that name a woning of the shipped scenario, or count what it assumes."""
PROMISED = {
    "README.md": ["midden-drenthe/resultaten.sqlite", "tien-procent/manifest.json"],
    "docs/writing-a-policy.md": ["jonge_kernbewoners/sweep.csv", "jonge_kernbewoners/sweep.svg", "jong/manifest.json"],
}
"""Files that are in `resultaten` afterwards."""


@pytest.mark.parametrize("document", DOCUMENTS, ids=map(str, DOCUMENTS))
def test_every_block_of_code_works(document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    furnish(tmp_path, as_shipped=str(document) in AS_SHIPPED)
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    known = set(sys.modules)
    follow(ROOT / document)
    for name in sys.modules.keys() - known:
        if str(getattr(sys.modules[name], "__file__", "")).startswith(str(tmp_path)):
            del sys.modules[name]
    assert [name for name in PROMISED.get(str(document), []) if not (tmp_path / "resultaten" / name).exists()] == []


def test_what_is_not_run_is_shown_somewhere() -> None:
    shown = [block for document in DOCUMENTS for block in blocks(ROOT / document)]
    assert set(NOT_RUN) <= {shlex.join(words) for block in shown if block.language == "sh" for words in commands(block)}
    assert set(NOT_FOLLOWED) <= {(block.document.name, block.language) for block in shown if block.file is None}


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ("sh\nwoonsim validate geen.yaml && woonsim --version", AssertionError),
        ("sh\nwoonsim --version\nfalse", AssertionError),
        ("python\n1 / 0", ZeroDivisionError),
        ("yaml\nbeleid: [geen_regel]", ScenarioError),
        ("\nwoonsim --version", AssertionError),
    ],
)
def test_a_block_that_does_not_work_is_noticed(
    wrong: str, error: type[Exception], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    document = tmp_path / "wrong.md"
    document.write_text(f"```{wrong}\n```\n", encoding="utf-8")
    with pytest.raises(error):
        follow(document)

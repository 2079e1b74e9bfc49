"""A newcomer who follows the documents literally gets what they promise."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from tests.docs.walkthrough import follow
from tests.docs.woordenlijst import ROOT


def test_a_newcomer_gets_a_checked_and_compared_policy(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "scenarios", tmp_path / "scenarios")
    follow(ROOT / "docs" / "writing-a-policy.md", tmp_path)
    compared = tmp_path / "resultaten" / "jonge_kernbewoners"
    assert {"sweep.csv", "sweep.svg", "manifest.json"} <= {path.name for path in compared.iterdir()}
    rows = (compared / "sweep.csv").read_text(encoding="utf-8").splitlines()
    assert len(rows) == 1 + 3 * 4
    assert json.loads((tmp_path / "resultaten" / "jong" / "manifest.json").read_text(encoding="utf-8"))

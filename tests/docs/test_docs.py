"""The documents keep their word: their links lead somewhere, the policy in the README is one."""

import re
from pathlib import Path

import numpy as np
import pytest

from tests.docs.walkthrough import namespace_of
from tests.docs.woordenlijst import ROOT
from woonsim.plugins import check_class, parameters_of, soort_of

DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
LINK = re.compile(r"!?\[[^\]]*\]\(([^)#\s]+)[^)]*\)")


def test_the_policy_in_the_readme_is_one() -> None:
    policy = namespace_of(ROOT / "README.md", "class JongerenEerst")["JongerenEerst"]
    check_class(policy)
    assert soort_of(policy) == "jongeren_eerst"

    class Rows:
        leeftijd = np.array([23.0, 23.0, 40.0])
        kamers = np.array([2, 4, 2])

    instance = parameters_of(policy).validate_python({"maximum_leeftijd": 25})
    assert instance.sortering(Rows, Rows).tolist() == [False, True, True]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.name)
def test_links_inside_the_repository_lead_somewhere(path: Path) -> None:
    targets = [link for link in LINK.findall(path.read_text(encoding="utf-8")) if "://" not in link]
    assert [target for target in targets if not (path.parent / target).exists()] == []


@pytest.mark.parametrize("name", ["run", "tests"])
def test_a_newcomers_command_is_one_line_with_its_own_environment(name: str) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(rf"<!-- command: {name} -->\n```sh\n(.*?)\n```", text, flags=re.DOTALL)
    assert len(blocks) == 1
    assert blocks[0].startswith("python3 -m venv .venv && ")
    assert "\n" not in blocks[0]

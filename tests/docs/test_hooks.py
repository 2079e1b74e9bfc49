"""The manual of the hooks says what the code says, and its examples are policies that use them."""

from __future__ import annotations

import re
from dataclasses import is_dataclass

import pytest

from tests.docs.hooks import MANUAL, written
from tests.docs.walkthrough import namespace_of
from tests.docs.woordenlijst import ROOT
from woonsim.load import read_plugins
from woonsim.plugins import HOOKS, check_class, found_in, marked
from woonsim.testing.parameters import variants
from woonsim.testing.toets import Toets
from woonsim.testing.wetten import WETTEN, Wet


def test_the_manual_is_what_the_code_says() -> None:
    """Repaired by `python -m tests.docs.hooks`."""
    text = MANUAL.read_text(encoding="utf-8")
    assert text == written(text)
    assert "TODO" not in text
    assert re.findall(r"^## ([a-z_]+)$", text, flags=re.MULTILINE) == list(HOOKS)


def test_every_hook_has_an_example_that_is_a_policy() -> None:
    found = vars_of(namespace_of(MANUAL))
    for policy in found:
        check_class(policy)
    assert {name for policy in found for name, _ in marked(policy)} == set(HOOKS) - {"register_beleid"}


@pytest.fixture(scope="module")
def shown() -> dict[str, Toets]:
    """The policies of the manual, and the one that is shown as a file, each under test."""
    plugin = found_in(read_plugins([ROOT / "plugins" / "voorrang_uitstroom.py"])[0])
    policies = [*vars_of(namespace_of(MANUAL)), *(policy for policy, _ in plugin.values())]
    return {policy.__name__: Toets(policy, variants(policy, {}), examples=5) for policy in policies}


@pytest.mark.parametrize("wet", [wet for wet in WETTEN if wet.judge], ids=lambda wet: wet.naam)
def test_every_example_keeps_the_laws(wet: Wet, shown: dict[str, Toets]) -> None:
    """In this process, so without the two laws that are about a process; `plugins check` judges these too."""
    outcomes = {name: toets.judge(wet) for name, toets in shown.items()}
    assert {name: outcome.verhaal for name, outcome in outcomes.items() if outcome.houdt is False} == {}
    assert "VoorrangUitstroom" in outcomes
    assert all(outcome.gevallen for outcome in outcomes.values() if outcome.houdt)


def vars_of(namespace: dict[str, object]) -> list[type]:
    """The policy classes that the code of a document made."""
    return [c for c in namespace.values() if isinstance(c, type) and is_dataclass(c) and marked(c)]

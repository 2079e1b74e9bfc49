"""The manual of the hooks says what the code says, and its examples are policies that use them."""

from __future__ import annotations

import re
from dataclasses import is_dataclass

import pytest

from tests.docs.hooks import MANUAL, written
from tests.docs.test_docs import run_code
from tests.docs.woordenlijst import ROOT
from woonsim.plugins import HOOKS, check_class, marked


def test_the_manual_is_what_the_code_says() -> None:
    """Repaired by `python -m tests.docs.hooks`."""
    text = MANUAL.read_text(encoding="utf-8")
    assert text == written(text)
    assert "TODO" not in text
    assert re.findall(r"^## ([a-z_]+)$", text, flags=re.MULTILINE) == list(HOOKS)


def test_every_hook_has_an_example_that_is_a_policy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    found = vars_of(run_code(MANUAL).namespace)
    for policy in found:
        check_class(policy)
    assert {name for policy in found for name, _ in marked(policy)} == set(HOOKS) - {"register_beleid"}


def vars_of(namespace: dict[str, object]) -> list[type]:
    """The policy classes that the code of a document made."""
    return [c for c in namespace.values() if isinstance(c, type) and is_dataclass(c) and marked(c)]

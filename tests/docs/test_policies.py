"""The reference of the built-in policies says what the policies say, and shows what each does."""

from __future__ import annotations

import re

from tests.docs.policies import REFERENCE, built_in, written


def test_the_reference_is_what_the_policies_say() -> None:
    """Repaired by `python -m tests.docs.policies`."""
    text = REFERENCE.read_text(encoding="utf-8")
    assert text == written(text)
    assert "TODO" not in text
    assert re.findall(r"^## ([a-z_]+)$", text, flags=re.MULTILINE) == built_in()


def test_every_policy_has_a_command_and_a_figure() -> None:
    sections = re.split(r"^## ", REFERENCE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    bare = [s.splitlines()[0] for s in sections if "woonsim sweep" not in s or "](images/" not in s]
    assert bare == []

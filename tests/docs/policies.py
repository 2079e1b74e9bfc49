"""The reference of the built-in policies against the policies: `python -m tests.docs.policies` writes what they say.

A section begins with the docstring of its policy, its hooks and its parameters; what follows, from the first line that
begins with **In Midden-Drenthe, is written by hand and stays.
"""

from __future__ import annotations

import re

from tests.docs.woordenlijst import ROOT
from woonsim.policylist import Description, description, entries

REFERENCE = ROOT / "docs" / "policies.md"
_BY_HAND = "**In Midden-Drenthe"


def built_in() -> list[str]:
    """The built-in policies, by name."""
    return sorted(entry.name for entry in entries() if entry.provider == "woonsim")


def opening(name: str) -> str:
    """With what the section of a policy begins."""
    found = description(name)
    hooks = ", ".join(f"[`{hook}`](hooks.md#{hook})" for hook in found.hooks)
    return f"## {name}\n\n{found.docstring}\n\nHooks: {hooks}.\n\n{_parameters(found)}\n"


def _parameters(found: Description) -> str:
    if not found.parameters:
        return "No parameters."
    rows = [
        f"| `{p.name}` | {_cell(p.kind)} | {_cell(p.range)} | {'required' if p.default is None else _cell(p.default)} |"
        for p in found.parameters
    ]
    return "\n".join(["| parameter | kind | range | default |", "| --- | --- | --- | --- |", *rows])


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def written(text: str) -> str:
    """The reference with what the policies say put in its place; sections stand in the order of the names."""
    before, *sections = re.split(r"^(?=## [a-z_]+$)", text, flags=re.MULTILINE)
    by_hand = {s[3 : s.index("\n")]: s[s.index(_BY_HAND) :].strip() for s in sections if _BY_HAND in s}
    return before + "\n".join(f"{opening(name)}\n{by_hand.get(name, 'TODO')}\n" for name in built_in())


if __name__ == "__main__":
    REFERENCE.write_text(written(REFERENCE.read_text(encoding="utf-8")), encoding="utf-8")

"""The manual of the hooks against the hooks: `python -m tests.docs.hooks` writes what the code says into it.

A section begins with the name, the signature and the docstring of its hook; what follows, the example, is written
by hand and stays. The tables of columns are those of `woonsim.woningzoekenden` and `woonsim.aangeboden_woningen`.
"""

from __future__ import annotations

import ast
import inspect
import re
from pathlib import Path

from tests.docs.woordenlijst import ROOT
from woonsim import hookspecs
from woonsim.aangeboden_woningen import AangebodenWoningen
from woonsim.plugins import HOOKS
from woonsim.woningzoekenden import Woningzoekenden

MANUAL = ROOT / "docs" / "hooks.md"
_SOURCE = Path(hookspecs.__file__)


def opening(hook: str) -> str:
    """With what the section of a hook begins."""
    function = getattr(hookspecs, hook)
    return f"## {hook}\n\n```text\n{_signature(hook)}\n```\n\n{inspect.getdoc(function)}\n"


def _signature(hook: str) -> str:
    tree = ast.parse(_SOURCE.read_text(encoding="utf-8"))
    found = next(node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == hook)
    arguments = ", ".join(a.arg for a in found.args.args)
    assert found.returns is not None
    return f"{hook}({arguments}) -> {ast.unparse(found.returns)}"


def columns(of: type) -> str:
    """The table of the columns of one side."""
    rows = [f"| `{name}` | {inspect.getdoc(vars(of)[name])} |" for name in of.columns()]  # type: ignore[attr-defined]
    return "\n".join(["| column | what it is |", "| --- | --- |", *rows])


TABLES = {"woningzoekende": Woningzoekenden, "woning": AangebodenWoningen}


def written(text: str) -> str:
    """The manual with what the code says put in its place; sections stand in the order of the hooks."""
    for side, of in TABLES.items():
        place = rf"(<!-- columns: {side} -->\n\n).*?(\n\n<!-- end -->)"
        table = columns(of)
        text = re.sub(place, lambda m, table=table: m[1] + table + m[2], text, flags=re.DOTALL)  # type: ignore[misc]
    before, *sections = re.split(r"^(?=## [a-z_]+$)", text, flags=re.MULTILINE)
    examples = {section[3 : section.index("\n")]: _example(section) for section in sections}
    return before + "".join(f"{opening(hook)}\n{examples.get(hook, 'TODO')}\n" for hook in HOOKS).rstrip() + "\n"


def _example(section: str) -> str:
    """What is written by hand: from the first line that begins with **Example."""
    return section[section.index("**Example") :].strip() + "\n" if "**Example" in section else "TODO\n"


if __name__ == "__main__":
    MANUAL.write_text(written(MANUAL.read_text(encoding="utf-8")), encoding="utf-8")

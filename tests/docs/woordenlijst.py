"""The words of CONTEXT.md, and the words that the code uses: read, not repeated."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
WORD = re.compile(r"`([A-Za-z0-9_]+)`")


def rows() -> Iterator[list[str]]:
    """The cells of every row of the glossary: words, definition, English, source, forbidden."""
    for line in (ROOT / "CONTEXT.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("| `"):
            yield [cell.strip() for cell in line.strip().strip("|").split(" | ")]


def words() -> list[str]:
    """Every word that has a row, as often as it has one."""
    return [word for row in rows() for word in WORD.findall(row[0])]


def forbidden() -> dict[str, str]:
    """Forbidden synonym -> the word to use."""
    return {synonym: WORD.findall(row[0])[0] for row in rows() if len(row) > 4 for synonym in WORD.findall(row[4])}


def sources() -> list[Path]:
    """The modules of the package."""
    return sorted((ROOT / "woonsim").rglob("*.py"))


def defined_names(path: Path) -> Iterator[tuple[str, int]]:
    """Names that a module gives to things of its own, with their line."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name, node.lineno
        elif isinstance(node, ast.arg):
            yield node.arg, node.lineno
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, node.lineno
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr, node.lineno

"""The built-in policies answer as the cases in tests/gevallen say, and no comparison or limit in them is idle."""

from __future__ import annotations

import ast
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import woonsim
from tests.gevallen.case import CASES, check_case
from woonsim.gevallen.bestand import Gelezen
from woonsim.plugins import check_class, installed, soort_of

SOURCES = sorted((Path(woonsim.__file__).parent / "beleid").glob("[!_]*.py"))

EQUIVALENT = {
    # no woning has more than nine rooms
    "selectie.py: 99 -> 98",
    "selectie.py: 99 -> 100",
    # a whole number more or less on both counts leaves their difference
    "binding.py: 1e-09 -> -0.999999999",
    "binding.py: 1e-09 -> 1.000000001",
    # any number below 0 stands for no kern
    "coordinatiepunt.py: 1 -> 2 (2)",
    # without refusals there is nothing to count
    "punten.py: 0 -> -1 (3)",
    "punten.py: 0 -> 1 (3)",
    # another key gives another lot, which is as good
    "punten.py: t + number",
    "punten.py: w.sleutel + (t + number)",
}
"""Changes that no scenario can tell from what stands there."""


@pytest.mark.parametrize("case", CASES, ids=[f"{Path(case.bestand).stem}-{case.regel}" for case in CASES])
def test_case(case: Gelezen) -> None:
    check_case(case, installed())


def test_every_hook_of_every_built_in_policy_has_a_case() -> None:
    implemented = {
        (soort, name)
        for soort, policy in installed().items()
        if policy.__module__.startswith("woonsim.")
        for name, function in vars(policy).items()
        if hasattr(function, "woonsim_impl")
    }
    asked = [case.inhoud for case in CASES if isinstance(case.inhoud, dict)]
    assert implemented == {(case["beleid"], case["hook"]) for case in asked if "hook" in case}


class Flip(ast.NodeTransformer):
    """Changes one place of a module: the one numbered `target`; `what` says what it did."""

    COMPARE = {  # noqa: RUF012
        ast.Lt: (ast.LtE, ast.GtE),
        ast.LtE: (ast.Lt, ast.Gt),
        ast.Gt: (ast.GtE, ast.LtE),
        ast.GtE: (ast.Gt, ast.Lt),
        ast.Eq: (ast.NotEq,),
        ast.NotEq: (ast.Eq,),
        ast.Is: (ast.IsNot,),
        ast.IsNot: (ast.Is,),
        ast.In: (ast.NotIn,),
        ast.NotIn: (ast.In,),
    }
    NAMES = (
        ("_1p_", "_2p_"),
        ("_2p_", "_1p_"),
        ("_laag_", "_hoog_"),
        ("_hoog_", "_laag_"),
        ("_aow_eur", "_eur"),
        ("minimum", "maximum"),
    )

    def __init__(self, target: int) -> None:
        self.target, self.seen, self.what = target, -1, ""

    def _turn(self, what: str) -> bool:
        self.seen += 1
        if self.seen == self.target:
            self.what = what
        return self.seen == self.target

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        self.generic_visit(node)
        for other in self.COMPARE[type(node.ops[0])]:
            changed = ast.Compare(node.left, [other()], node.comparators)
            if self._turn(f"{ast.unparse(node)} -> {ast.unparse(ast.fix_missing_locations(changed))}"):
                return changed
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        swap: dict[type[ast.operator], ast.operator] = {ast.BitAnd: ast.BitOr(), ast.Add: ast.Sub(), ast.Sub: ast.Add()}
        is_type = isinstance(node.op, ast.BitOr) and not isinstance(node.left, ast.Compare)
        swap |= {} if is_type else {ast.BitOr: ast.BitAnd()}
        if type(node.op) in swap and self._turn(ast.unparse(node)):
            return ast.BinOp(node.left, swap[type(node.op)], node.right)
        return node

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        if isinstance(node.value, int | float) and not isinstance(node.value, bool):
            for other in (node.value - 1, node.value + 1):
                if self._turn(f"{node.value} -> {other}"):
                    return ast.Constant(other)
        return node

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        self.generic_visit(node)
        for old, new in self.NAMES:
            if old in node.attr and self._turn(f"{node.attr}: {old} -> {new}"):
                return ast.Attribute(node.value, node.attr.replace(old, new), node.ctx)
        return node

    def visit_IfExp(self, node: ast.IfExp) -> ast.AST:
        self.generic_visit(node)
        if self._turn(f"if and else of {ast.unparse(node)}"):
            return ast.IfExp(node.test, node.orelse, node.body)
        return node


def _flips() -> Iterator[tuple[str, Path, int]]:
    """(what, file, number) of every change that can be made in the modules of policies."""
    seen: Counter[str] = Counter()
    for path in SOURCES:
        number = 0
        while True:
            flip = Flip(number)
            flip.visit(ast.parse(path.read_text(encoding="utf-8")))
            if not flip.what:
                break
            what = f"{path.name}: {flip.what}"
            seen[what] += 1
            yield f"{what} ({seen[what]})" if seen[what] > 1 else what, path, number
            number += 1


def _changed_policies(path: Path, number: int) -> dict[str, type]:
    """The policies of a module in which one place was changed."""
    tree = ast.fix_missing_locations(Flip(number).visit(ast.parse(path.read_text(encoding="utf-8"))))
    module = ModuleType("changed_policies")
    sys.modules[module.__name__] = module
    exec(compile(tree, str(path), "exec"), module.__dict__)
    classes = [c for c in vars(module).values() if isinstance(c, type) and c.__module__ == module.__name__]
    for policy in classes:
        check_class(policy)
    return {soort_of(policy): policy for policy in classes}


def _killed(changed: dict[str, type]) -> bool:
    policies = installed() | changed
    for case in CASES:
        if case.soorten & changed.keys():
            try:
                check_case(case, policies)
            except Exception:  # noqa: BLE001 - a changed policy may fail in any way, as long as it fails
                return True
    return False


FLIPS = list(_flips())


def test_policies_have_comparisons_and_limits_to_flip() -> None:
    assert len(FLIPS) > 40
    assert {what.split(":")[0] for what, _, _ in FLIPS} == {path.name for path in SOURCES}


@pytest.mark.parametrize(("what", "path", "number"), FLIPS, ids=[what for what, _, _ in FLIPS])
def test_flipping_a_comparison_or_a_limit_fails_a_case(what: str, path: Path, number: int) -> None:
    """Decision 34."""
    policies = _changed_policies(path, number)
    try:
        assert _killed(policies) != (what in EQUIVALENT)
    finally:
        del sys.modules["changed_policies"]

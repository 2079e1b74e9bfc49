"""CONTEXT.md is complete and obeyed: each word of the domain has one row, no synonym is used."""

import ast
from collections import Counter
from collections.abc import Callable, Iterator
from enum import IntEnum
from importlib import import_module
from inspect import getmembers, isclass, isfunction
from pkgutil import iter_modules
from typing import Literal, get_args, get_origin, get_type_hints

import pytest
from pydantic import BaseModel

from tests.docs.woordenlijst import ROOT, defined_names, forbidden, rows, sources, words
from woonsim import begrippen, grootboek, hookspecs, scenario, verslag, wetgeving
from woonsim.feiten import FEITEN, MATEN, STROMEN
from woonsim.indicatoren import INDICATOREN
from woonsim.plugins import installed

OTHER_MEANING = {("voorziening", "label"), ("reeks", "points")}
"""Modules in which a forbidden synonym is an English word for something of their own."""


def enum_words() -> Iterator[str]:
    for name, enum in getmembers(begrippen, isclass):
        if issubclass(enum, IntEnum) and enum.__members__:
            yield name.lower()
            yield from enum.__members__


def table_words() -> Iterator[str]:
    for table, columns in FEITEN.items():
        yield table
        yield from (column.name for column in columns)
    yield from (*STROMEN, *MATEN)


def column_words() -> Iterator[str]:
    """The columns that a policy may read."""
    for module in ("kolommen", "woningzoekenden", "aangeboden_woningen"):
        tree = ast.parse((ROOT / "woonsim" / f"{module}.py").read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name | ast.Attribute):
                name = node.target.id if isinstance(node.target, ast.Name) else node.target.attr
                yield from () if name.startswith("_") or not name.islower() else (name,)
            elif isinstance(node, ast.FunctionDef) and any("Kolom" in ast.dump(d) for d in node.decorator_list):
                yield node.name


def scenario_words() -> Iterator[str]:
    for module in iter_modules(scenario.__path__, f"{scenario.__name__}."):
        for _, cls in getmembers(import_module(module.name), isclass):
            if issubclass(cls, BaseModel):
                yield from cls.model_fields


def hook_words() -> Iterator[str]:
    for name, function in getmembers(hookspecs, isfunction):
        if hasattr(function, f"{hookspecs.PROJECT}_spec"):
            yield name


def policy_words() -> Iterator[str]:
    """The built-in policies, their parameters, and the words that a parameter can be set to."""
    built_in = {soort: policy for soort, policy in installed().items() if policy.__module__.startswith("woonsim.")}
    yield from built_in
    for cls in (*built_in.values(), hookspecs.Claim, grootboek.Rekening, verslag.Verslag, verslag.Rekeningverslag):
        for name, hint in get_type_hints(cls).items():
            yield name
            yield from (value for value in literals(hint) if isinstance(value, str))


def literals(hint: object) -> Iterator[object]:
    if get_origin(hint) is Literal:
        yield from get_args(hint)
    else:
        for part in get_args(hint):
            yield from literals(part)


def indicator_words() -> Iterator[str]:
    for indicator in INDICATOREN.values():
        yield indicator.naam
        yield from indicator.dimensies


def law_words() -> Iterator[str]:
    for cls in (wetgeving.DaebGrenzen, wetgeving.PassendGrenzen, wetgeving.LokaleBindingGrenzen):
        yield from cls.__dataclass_fields__


@pytest.mark.parametrize(
    "words_of",
    [
        enum_words,
        table_words,
        column_words,
        scenario_words,
        hook_words,
        policy_words,
        indicator_words,
        law_words,
    ],
)
def test_every_word_of_the_code_is_in_the_glossary(words_of: Callable[[], Iterator[str]]) -> None:
    in_use = set(words_of())
    assert in_use
    assert sorted(in_use - set(words())) == []


def test_a_word_has_one_row() -> None:
    assert [word for word, n in Counter(words()).items() if n > 1] == []


def test_a_row_is_whole() -> None:
    for row in rows():
        definition, english, source = row[1:4]
        assert definition.endswith("."), row[0]
        assert english, row[0]
        assert source, row[0]


def test_no_word_is_also_a_synonym() -> None:
    assert set(words()) & set(forbidden()) == set()


def test_no_name_in_the_code_is_a_forbidden_synonym() -> None:
    synonyms = forbidden()
    found = [
        f"{path.relative_to(ROOT)}:{line} {name}: write `{synonyms[noun]}`"
        for path in sources()
        for name, line in defined_names(path)
        if (noun := name.lower().strip("_").removeprefix("n_").removeprefix("per_")) in synonyms
        and (path.stem, noun) not in OTHER_MEANING
    ]
    assert found == []

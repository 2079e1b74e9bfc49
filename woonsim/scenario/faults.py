"""Pydantic's errors put as faults: at their place in the file, in the reader's words, all at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel

from woonsim.berichten import bericht
from woonsim.errors import Fault
from woonsim.scenario.klassen import HERKOMST_KEYS
from woonsim.scenario.problem import PROBLEMS, Nested, Problem, near, show, unknown_key
from woonsim.scenario.tree import Path, Tree, dotted

MAX_FAULTS = 100
"""More than this is not shown."""

_NAMES = {
    "dict_type": "not_a_table",
    "model_type": "not_a_table",
    "model_attributes_type": "not_a_table",
    "dataclass_type": "not_a_table",
    "list_type": "not_a_list",
    "too_short": "list_too_short",
    "string_type": "not_text",
    "string_too_short": "name_empty",
    "string_too_long": "text_long",
    "int_type": "not_whole_number",
    "int_parsing": "not_whole_number",
    "int_from_float": "not_whole_number",
    "greater_than_equal": "limit_low",
    "less_than_equal": "limit_high",
}
"""Type of pydantic's error -> name of our message, where nothing but the value and a limit is to be told."""
_LIMITS = ("min_length", "max_length", "ge", "le")
_EXAMPLES = {r"^GM[0-9]{4}$": "GM1731"}


def to_faults(errors: Iterable[Any], tree: Tree, model: type[BaseModel], under: Path = ()) -> list[Fault]:
    """The faults that pydantic's `errors` (of a value of `model` at path `under`) mean in `tree`.

    Of very many only the first by place: the rest would take long to explain and nobody reads it.
    """
    found = [problem for error in errors for problem in _problems(error)]
    found.sort(key=lambda problem: tree.position((*under, *problem.sub), at_key=problem.at_key))
    problems = [_with_hint(problem, model) for problem in found[: 2 * MAX_FAULTS]]
    meant = [(*problem.sub[:-1], problem.values["nearest"]) for problem in problems if problem.name == "unknown_key"]
    faults = []
    for problem in problems:
        if problem.name == "missing_key" and problem.sub in meant:
            continue  # The misspelled key is one fault, not two.
        message = bericht(problem.name, **{k: v for k, v in problem.values.items() if k != "nearest"})
        faults.append(tree.fault((*under, *problem.sub), message, at_key=problem.at_key))
    return faults


def explain(errors: Iterable[Any]) -> list[tuple[str, str]]:
    """Pydantic's `errors` of values that stand in no file: the dotted path of each, and what is wrong there."""
    found = [problem for error in errors for problem in _problems(error)]
    values = [{"hint": ""} | {k: v for k, v in problem.values.items() if k != "nearest"} for problem in found]
    return [(dotted(p.sub), bericht(p.name, **given)) for p, given in zip(found, values, strict=True)]


def merged(faults: Iterable[Fault]) -> list[Fault]:
    """The faults without a second one at the same place, and no more than a reader can take in."""
    first: dict[tuple[str, int, int, str], Fault] = {}
    for fault in faults:
        first.setdefault((fault.file, fault.line, fault.column, fault.path), fault)
    kept = sorted(first.values(), key=lambda fault: (fault.line, fault.column))
    if len(kept) > MAX_FAULTS:
        last = kept[MAX_FAULTS - 1]
        rest = Fault(bericht("more_faults", limit=MAX_FAULTS), last.file, f"{last.path} ...", last.line, last.column)
        kept = [*kept[:MAX_FAULTS], rest]
    return kept


def _problems(error: Any) -> Iterator[Problem]:
    """The problems in one pydantic error, each seen from the whole that was validated."""
    loc = tuple(key for key in error["loc"] if key != "[key]")
    if error["type"] != PROBLEMS:
        yield _translate(error, loc)
        return
    for part in error["ctx"][PROBLEMS]:
        if isinstance(part, Nested):
            for problem in _problems(part.error):
                yield problem.under(*loc)
        else:
            yield part.under(*loc)


def _translate(error: Any, loc: Path) -> Problem:
    """One of pydantic's own errors as a problem."""
    kind, given, ctx = error["type"], show(error["input"]), error.get("ctx", {})
    if kind == "missing":
        return Problem("missing_key", sub=loc)
    if kind == "extra_forbidden":
        return Problem("unknown_key", {}, loc, at_key=True)
    if kind == "literal_error":
        allowed = re.findall(r"'([^']*)'", ctx["expected"])
        return Problem(
            "not_allowed", {"given": given, "allowed": ", ".join(allowed), "hint": near(given, allowed)}, loc
        )
    if kind == "string_pattern_mismatch":
        return Problem("pattern", {"given": given, "example": _EXAMPLES.get(ctx["pattern"], ctx["pattern"])}, loc)
    if kind in _NAMES:
        limit = next((ctx[key] for key in _LIMITS if key in ctx), None)
        return Problem(_NAMES[kind], {"given": given, "limit": limit}, loc)
    return Problem("invalid", {"given": given, "reason": error["msg"]}, loc)


def _with_hint(problem: Problem, model: type[BaseModel]) -> Problem:
    """An unknown key with the nearest valid one; other problems as they are."""
    if problem.name != "unknown_key" or "hint" in problem.values:
        return problem
    key = problem.sub[-1]
    keys = [known for known in _keys_at(model, problem.sub[:-1]) if known not in HERKOMST_KEYS]
    return unknown_key(str(key), keys).under(*problem.sub[:-1])


def _keys_at(model: Any, path: Path) -> list[str]:
    """The keys that a value of `model` may have at `path`, as far as classes tell."""
    kind: Any = model
    for key in path:
        fields = getattr(_class_in(kind), "model_fields", None)
        if fields is not None:
            kind = fields[key].annotation if key in fields else None
        else:
            kind = next(iter(get_args(_bare(kind))[-1:]), None)
    return list(getattr(_class_in(kind), "model_fields", ()))


def _bare(kind: Any) -> Any:
    """An annotated type without its annotations, an optional one without None."""
    while get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    options = [option for option in get_args(kind) if option is not type(None)]
    return options[0] if type(None) in get_args(kind) and len(options) == 1 else kind


def _class_in(kind: Any) -> Any:
    """The class that `kind` is about, without annotations or None."""
    bare = _bare(kind)
    return bare if bare is kind else _class_in(bare)

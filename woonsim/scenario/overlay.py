"""Changes laid over a scenario as read: ``beleid.weer_thuis.aandeel=10%``, one after the other.

They come from the command line or from the file's own list `wijzigingen`, in which `recorded` writes them, so
that the file alone says what was played. The tree keeps the places of what was not changed.

What a change can do:

- ``begeleiding.fte=3`` gives a value; a path may name an entry of a list by its `naam`, type or number.
- ``beleid.weer_thuis=uit`` drops a part, ``=aan`` leaves it as it stands (for a sweep).
- ``beleid.voor.inschrijfduur={loting: {aandeel: 20%}}`` adds a policy before another one, ``beleid.na.`` after it;
  ``beleid.na.inschrijfduur=loting`` adds one without parameters.
- ``beleid.voor.leeftijdslabel=voorrang`` moves a policy that is there, by its `naam`, type or number.

Each is made after the one before, so what was added can be changed, and several added before one stand in that
order. ``voor`` and ``na`` are words for a place unless a policy bears that name.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from woonsim.berichten import bericht
from woonsim.errors import Fault, ScenarioError, UsageError
from woonsim.scenario.model import Scenario
from woonsim.scenario.pad import keys_of, located, unknown, wrong
from woonsim.scenario.problem import UnreadableError, show
from woonsim.scenario.reader import read_tree
from woonsim.scenario.tree import Path, Tree
from woonsim.scenario.volgorde import AAN, UIT, drop, is_placing, place_policy

KEY = "wijzigingen"
"""Key of the list in the file."""
MAX_LETTERS = 10_000

_SEGMENT = re.compile(r'\.?(?:\["([^"]+)"\]|\[(\d+)\]|"([^"]+)"|([^\s.\[\]="][^.\[\]="]*))')
_NUMBER = re.compile(r"([-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?)\s*(.*)")
_OUR_SIGNS = "<>=%@`"
"""What a value may begin with that YAML keeps for itself: such a value is text, like a norm."""


@dataclass(frozen=True)
class Wijziging:
    """One change: `text` is ``PAD=WAARDE``, `option` the option that gave it."""

    text: str
    option: str = ""

    def __str__(self) -> str:
        """The change as it was given."""
        return f"{self.option} {show(self.text)}".strip()


def overlay(tree: Tree, given: Sequence[Wijziging]) -> None:
    """Lay the changes in the file of `tree`, then those `given`, over its values; what is wrong joins its faults."""
    own = tree.data.get(KEY, [])
    for i, text in enumerate(own if isinstance(own, list) else []):
        if isinstance(text, str):
            _lay(tree, text, tree.position((KEY, i)))
    for wijziging in given:
        _lay(tree, wijziging.text, str(wijziging))
    if given and isinstance(own, list):
        tree.data[KEY] = [*own, *(wijziging.text for wijziging in given)]


def recorded(data: bytes, file: str, given: Sequence[Wijziging]) -> bytes:
    """The bytes of a scenario `file` that has the changes `given` at the end of its list `wijzigingen`."""
    if not given:
        return data
    tree = read_tree(data, file)
    texts = [json.dumps(wijziging.text, ensure_ascii=False) for wijziging in given]
    place: Path = (KEY,) if (KEY,) in tree.ends else ()
    lines = texts if place else [f"{KEY}: [{', '.join(texts)}]"]
    written = _inserted(tree, place, lines).encode()
    wanted = [*(tree.data.get(KEY) or []), *(wijziging.text for wijziging in given)]
    if read_tree(written, file).data.get(KEY) != wanted:
        raise ScenarioError([Fault(bericht("change_unwritable"), file)])
    return written


def _inserted(tree: Tree, place: Path, items: list[str]) -> str:
    """The text of the tree with `items` added at the end of the list or table at `place`."""
    end, is_flow = tree.ends[place]
    text = tree.text
    if is_flow:
        before = text[:end].rstrip()
        comma = "" if before.endswith((",", "[", "{")) else ", "
        return f"{text[:end]}{comma}{', '.join(items)}{text[end:]}"
    start = text.rfind("\n", 0, end) + 1
    if text[start:end].strip():
        # the last line of the file has no end of its own
        start, text = end + 1, f"{text[:end]}\n{text[end:]}"
    indent = " " * (tree.values[place][1] - 1) + ("- " if place else "")
    return text[:start] + "".join(f"{indent}{item}\n" for item in items) + text[start:]


def _lay(tree: Tree, text: str, source: tuple[int, int] | str) -> None:
    """Make one change; `source` is the option that asks for it, or its place in the file."""
    try:
        segments, value = _parsed(text)
        if is_placing(tree, segments):
            place_policy(tree, segments, value, source)
            return
        path = located(tree, segments)
        _put(tree, path, value, source)
    except UnreadableError as error:
        message = bericht(error.problem.name, **error.problem.values)
        tree.faults.append(tree.fault_of(source, message))


def path_of(tree: Tree, pad: str) -> Path:
    """Where in the tree a path as in ``PAD=WAARDE`` leads; raises `UsageError` when there is nothing."""
    try:
        segments = _parsed(f"{pad}=0")[0]
        path = located(tree, segments)
        if tree.at(path) is None:
            known = list(keys_of(path[:-1], tree.at(path[:-1])))
            raise unknown(tree, segments, len(segments) - 1, path[:-1], known)
    except UnreadableError as error:
        raise UsageError(bericht(error.problem.name, **error.problem.values)) from None
    return path


def _parsed(text: str) -> tuple[list[str | int], Any]:
    """The path and the value in ``PAD=WAARDE``."""
    if len(text) > MAX_LETTERS or not text.isprintable():
        raise wrong("change_form", given=show(text))
    segments: list[str | int] = []
    at = 0
    while found := _SEGMENT.match(text, at):
        name = found[1] or found[3] or found[4]
        segments.append(int(found[2]) if name is None else name.strip())
        at = found.end()
    if not segments or text[at : at + 1] != "=":
        raise wrong("change_form", given=show(text))
    return segments, _value(text[at + 1 :].strip())


def _value(text: str) -> Any:
    """What the text of a value means in YAML; what can only be text is that."""
    if text.startswith(tuple(_OUR_SIGNS)):
        return text
    try:
        tree = read_tree(f"waarde: {text}".encode(), "")
    except ScenarioError as error:
        raise wrong("change_value", given=show(text), reason=error.faults[0].message) from None
    if tree.faults:
        raise wrong("change_value", given=show(text), reason=tree.faults[0].message)
    return tree.data["waarde"]


def _put(tree: Tree, path: Path, value: Any, source: tuple[int, int] | str) -> None:
    """Change what stands at `path` into `value`, or drop it."""
    container, key, old = tree.at(path[:-1]), path[-1], tree.at(path)
    exists = isinstance(container, list) or key in container
    is_part = exists and (isinstance(container, list) or (isinstance(old, list | dict) and "waarde" not in old))
    if value in (UIT, AAN) and len(path) == 1 and not exists and key in Scenario.model_fields:
        if value == AAN:
            raise wrong("path_absent", given=key)
        return
    if value == AAN and is_part:
        return
    if value == UIT and is_part:
        drop(tree, path, source)
        return
    is_long = isinstance(old, dict) and "waarde" in old and not isinstance(value, dict)
    container[key] = _with_value(old, value) if is_long else value
    tree.changed[path] = source


def _with_value(old: dict[str, Any], value: Any) -> dict[str, Any]:
    """The long form with another `waarde`; without the `marge` that does not hold it, and no unit twice."""
    new = old | {"waarde": value}
    if "marge" in old and not _inside(value, old["waarde"], old["marge"]):
        del new["marge"]
    if isinstance(value, str) and isinstance(old.get("eenheid"), str) and value.endswith(old["eenheid"]):
        del new["eenheid"]
    return new


def _inside(value: Any, old: Any, marge: Any) -> bool:
    """Whether a value lies in a margin, as far as their units tell."""
    if not isinstance(marge, list) or len(marge) != 2:
        return True  # that is a fault of its own
    number, low, high, before = (_NUMBER.fullmatch(str(each)) for each in (value, *marge, old))
    if not (number and low and high and before):
        return False
    same_unit = number[2] == before[2] and all(bound[2] in ("", number[2]) for bound in (low, high))
    return same_unit and float(low[1]) <= float(number[1]) <= float(high[1])

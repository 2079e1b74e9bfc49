"""Changes laid over a scenario as read: ``beleid.weer_thuis.aandeel=10%``, one after the other.

They come from the command line or from the file's own list `wijzigingen`, in which `recorded` writes them, so
that the file alone says what was played. The tree keeps the places of what was not changed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from woonsim.berichten import bericht
from woonsim.errors import Fault, ScenarioError
from woonsim.scenario.model import Scenario
from woonsim.scenario.problem import Problem, UnreadableError, hint, nearest, show
from woonsim.scenario.reader import read_tree
from woonsim.scenario.tree import Path, Tree, dotted

KEY = "wijzigingen"
"""Key of the list in the file."""
UIT, AAN = "uit", "aan"
"""Values that drop a part (a section, an entry of a list), and that leave it as it is."""
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
        path = _located(tree, segments)
        _put(tree, path, value, source)
    except UnreadableError as error:
        message = bericht(error.problem.name, **error.problem.values)
        tree.faults.append(tree.fault_of(source, message))


def _parsed(text: str) -> tuple[list[str | int], Any]:
    """The path and the value in ``PAD=WAARDE``."""
    if len(text) > MAX_LETTERS or not text.isprintable():
        raise _wrong("change_form", given=show(text))
    segments: list[str | int] = []
    at = 0
    while found := _SEGMENT.match(text, at):
        name = found[1] or found[3] or found[4]
        segments.append(int(found[2]) if name is None else name.strip())
        at = found.end()
    if not segments or text[at : at + 1] != "=":
        raise _wrong("change_form", given=show(text))
    return segments, _value(text[at + 1 :].strip())


def _value(text: str) -> Any:
    """What the text of a value means in YAML; what can only be text is that."""
    if text.startswith(tuple(_OUR_SIGNS)):
        return text
    try:
        tree = read_tree(f"waarde: {text}".encode(), "")
    except ScenarioError as error:
        raise _wrong("change_value", given=show(text), reason=error.faults[0].message) from None
    if tree.faults:
        raise _wrong("change_value", given=show(text), reason=tree.faults[0].message)
    return tree.data["waarde"]


def _wrong(name: str, /, **values: Any) -> UnreadableError:
    return UnreadableError(Problem(name, values))


def _located(tree: Tree, segments: list[str | int]) -> Path:
    """Where in the tree a path leads; its last key may be new."""
    path: Path = ()
    for depth, segment in enumerate(segments):
        path = _policy_parameters(tree, path)
        if len(path) == 3 and path[0] == "beleid" and segment == path[2]:
            continue  # the type of a policy may be written or left out
        container = tree.at(path)
        keys = _keys(path, container)
        key = _matching(segment, keys, container)
        if key is None and isinstance(container, dict) and depth == len(segments) - 1:
            key = str(segment)
        if key is None:
            raise _unknown(tree, segments, depth, path, list(keys))
        path = (*path, key)
    return path


def _policy_parameters(tree: Tree, path: Path) -> Path:
    """The path to the parameters of a policy, where `path` is that of its entry; else `path`."""
    if len(path) != 2 or path[0] != "beleid":
        return path
    entry = tree.at(path)
    if isinstance(entry, str):
        tree.data["beleid"][path[1]] = entry = {entry: None}
    if not isinstance(entry, dict) or len(entry) != 1:
        return path
    soort = next(iter(entry))
    if entry[soort] is None:
        entry[soort] = {}
    return (*path, soort)


def _keys(path: Path, container: Any) -> dict[str, str | int]:
    """The names by which the parts of a list or table are known, and the key of each."""
    if isinstance(container, dict):
        return {key: key for key in container}
    if not isinstance(container, list):
        return {}
    named = [(_name_of(entry, is_policy=path == ("beleid",)), i) for i, entry in enumerate(container)]
    return {name: i for name, i in reversed(named) if name is not None}


def _name_of(entry: Any, *, is_policy: bool) -> str | None:
    """The name of an entry of a list: `naam`, or the type of a policy without one."""
    if not is_policy:
        name = entry.get("naam") if isinstance(entry, dict) else None
        return name if isinstance(name, str) else None
    if isinstance(entry, str):
        return entry
    if not isinstance(entry, dict) or len(entry) != 1:
        return None
    soort, parameters = next(iter(entry.items()))
    return str(parameters.get("naam", soort)) if isinstance(parameters, dict) else soort


def _matching(segment: str | int, keys: dict[str, str | int], container: Any) -> str | int | None:
    """The key that a segment means: by name, by number in a list, or the only policy of a type."""
    if segment in keys:
        return keys[str(segment)]
    if not isinstance(container, list):
        return None
    if str(segment).isdigit() and int(segment) < len(container):
        return int(segment)
    typed = [i for i, entry in enumerate(container) if isinstance(entry, dict) and list(entry) == [segment]]
    return typed[0] if len(typed) == 1 else None


def _unknown(tree: Tree, segments: list[str | int], depth: int, path: Path, known: list[str]) -> UnreadableError:
    """Why no path was found, with the nearest that there is."""
    given = dotted(tuple(segments))
    if depth == 0 and segments[0] in Scenario.model_fields:
        return _wrong("path_absent", given=segments[0])
    same_end = [written for written in _written((), tree.data) if written.endswith(f".{given}")]
    if len(same_end) == 1:
        return _wrong("path_unknown", given=given, hint=bericht("hint", nearest=same_end[0]))
    close = nearest(segments[depth], known)
    if close is not None:
        whole = dotted((*segments[:depth], close, *segments[depth + 1 :]))
        return _wrong("path_unknown", given=given, hint=bericht("hint", nearest=whole))
    return _wrong("path_unknown", given=given, hint=hint(segments[depth], known))


def _written(path: Path, value: Any) -> Iterator[str]:
    """Every path there is, with the names of entries of lists."""
    if path:
        yield dotted(path)
    if path[:1] == ("beleid",) and len(path) == 2 and isinstance(value, dict):
        value = next(iter(value.values()))
    if isinstance(value, (dict, list)):
        for name, key in _keys(path, value).items():
            yield from _written((*path, name), value[key])  # type: ignore[index]


def _put(tree: Tree, path: Path, value: Any, source: tuple[int, int] | str) -> None:
    """Change what stands at `path` into `value`, or drop it."""
    container, key, old = tree.at(path[:-1]), path[-1], tree.at(path)
    exists = isinstance(container, list) or key in container
    is_part = exists and (isinstance(container, list) or (isinstance(old, list | dict) and "waarde" not in old))
    if value in (UIT, AAN) and len(path) == 1 and not exists and key in Scenario.model_fields:
        if value == AAN:
            raise _wrong("path_absent", given=key)
        return
    if value == AAN and is_part:
        return
    if value == UIT and is_part:
        _drop(tree, path, source)
        return
    is_long = isinstance(old, dict) and "waarde" in old and not isinstance(value, dict)
    container[key] = _with_value(old, value) if is_long else value
    tree.changed[path] = source


def _drop(tree: Tree, path: Path, source: tuple[int, int] | str) -> None:
    """Take a part away; the entries that follow it in a list move up, and their places with them."""
    container, key = tree.at(path[:-1]), path[-1]
    del container[key]
    if not isinstance(key, int):
        tree.changed[path] = source
        return
    tables: tuple[dict[Path, Any], ...] = (tree.values, tree.keys, tree.changed)
    for places in tables:
        moved = {_moved(place, path[:-1], key): where for place, where in places.items() if place[: len(path)] != path}
        places.clear()
        places.update(moved)


def _moved(place: Path, parent: Path, removed: int) -> Path:
    """A path after entry `removed` of the list at `parent` has gone."""
    depth = len(parent)
    number = place[depth] if len(place) > depth and place[:depth] == parent else None
    if not isinstance(number, int) or number < removed:
        return place
    return (*parent, number - 1, *place[depth + 1 :])


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

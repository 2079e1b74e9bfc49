"""Paths of changes: from names, numbers and types to a place in the tree of a scenario file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from woonsim.berichten import bericht
from woonsim.scenario.model import Scenario
from woonsim.scenario.problem import Problem, UnreadableError, hint, nearest
from woonsim.scenario.tree import Path, Tree, dotted

_PLAIN = re.compile(r'[^\s.\[\]="](?:[^.\[\]="]*[^\s.\[\]="])?')
"""A name that can stand in a path without quotes."""


def wrong(name: str, /, **values: Any) -> UnreadableError:
    """What is wrong with a change, by the name of its message."""
    return UnreadableError(Problem(name, values))


def located(tree: Tree, segments: list[str | int]) -> Path:
    """Where in the tree a path leads; its last key may be new."""
    path: Path = ()
    for depth, segment in enumerate(segments):
        path = _policy_parameters(tree, path)
        if len(path) == 3 and path[0] == "beleid" and segment == path[2]:
            continue  # the type of a policy may be written or left out
        container = tree.at(path)
        keys = keys_of(path, container)
        key = matching(segment, keys, container)
        if key is None and isinstance(container, dict) and depth == len(segments) - 1:
            key = str(segment)
        if key is None:
            raise unknown(tree, segments, depth, path, list(keys))
        path = (*path, key)
    return path


def written_path(tree: Tree, path: Path) -> str:
    """The path as a change names it: entries of lists by their name, where that is theirs alone, else by number."""
    text = ""
    for depth, key in enumerate(path):
        if depth == 2 and path[0] == "beleid":
            continue  # the type of a policy is left out
        names = keys_of(path[:depth], tree.at(path[:depth])) if isinstance(key, int) else {str(key): key}
        name = next((name for name, number in names.items() if number == key), None)
        if name is None:
            text += f"[{key}]"
        else:
            text += f".{name}" if _PLAIN.fullmatch(name) else f'.["{name}"]'
    return text.removeprefix(".")


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


def keys_of(path: Path, container: Any) -> dict[str, str | int]:
    """The names by which the parts of a list or table are known, and the key of each."""
    if isinstance(container, dict):
        return {key: key for key in container}
    if not isinstance(container, list):
        return {}
    named = [(name_of(entry, is_policy=path == ("beleid",)), i) for i, entry in enumerate(container)]
    return {name: i for name, i in reversed(named) if name is not None}


def name_of(entry: Any, *, is_policy: bool) -> str | None:
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


def matching(segment: str | int, keys: dict[str, str | int], container: Any) -> str | int | None:
    """The key that a segment means: by name, by number in a list, or the only policy of a type."""
    if segment in keys:
        return keys[str(segment)]
    if not isinstance(container, list):
        return None
    if str(segment).isdigit() and int(segment) < len(container):
        return int(segment)
    typed = [i for i, entry in enumerate(container) if isinstance(entry, dict) and list(entry) == [segment]]
    return typed[0] if len(typed) == 1 else None


def unknown(tree: Tree, segments: list[str | int], depth: int, path: Path, known: list[str]) -> UnreadableError:
    """Why no path was found, with the nearest that there is."""
    given = dotted(tuple(segments))
    if depth == 0 and segments[0] in Scenario.model_fields:
        return wrong("path_absent", given=segments[0])
    same_end = [written for written in _written((), tree.data) if written.endswith(f".{given}")]
    if len(same_end) == 1:
        return wrong("path_unknown", given=given, hint=bericht("hint", nearest=same_end[0]))
    close = nearest(segments[depth], known)
    if close is not None:
        whole = dotted((*segments[:depth], close, *segments[depth + 1 :]))
        return wrong("path_unknown", given=given, hint=bericht("hint", nearest=whole))
    return wrong("path_unknown", given=given, hint=hint(segments[depth], known))


def _written(path: Path, value: Any) -> Iterator[str]:
    """Every path there is, with the names of entries of lists."""
    if path:
        yield dotted(path)
    if path[:1] == ("beleid",) and len(path) == 2 and isinstance(value, dict):
        value = next(iter(value.values()))
    if isinstance(value, (dict, list)):
        for name, key in keys_of(path, value).items():
            yield from _written((*path, name), value[key])  # type: ignore[index]

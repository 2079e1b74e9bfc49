"""The entries of a list in another order: a policy put before or after another one, or taken away.

Places in the file move with the entries, so that a fault is told where it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from woonsim.scenario.pad import keys_of, matching, unknown, wrong
from woonsim.scenario.problem import show
from woonsim.scenario.tree import Path, Position, Tree, dotted

UIT, AAN = "uit", "aan"
"""Values that drop a part (a section, an entry of a list), and that leave it as it is."""
_PLACES = {"voor": 0, "na": 1}
"""Before and after a policy: by how much the place lies beyond that of the policy."""
_BELEID: Path = ("beleid",)


def is_placing(tree: Tree, segments: Sequence[str | int]) -> bool:
    """Whether a path says where a policy must stand: ``beleid.voor.inschrijfduur``."""
    if len(segments) != 3 or segments[0] != "beleid" or segments[1] not in _PLACES:
        return False
    return segments[1] not in keys_of(_BELEID, tree.at(_BELEID))


def place_policy(tree: Tree, segments: list[str | int], value: Any, source: Position | str) -> None:
    """Put a policy before or after the one that the path ends in: one that is there, else a new one."""
    beleid = tree.at(_BELEID)
    if not isinstance(beleid, list):
        raise wrong("path_absent", given="beleid")
    names = keys_of(_BELEID, beleid)
    anchor = matching(segments[2], names, beleid)
    if not isinstance(anchor, int):
        raise unknown(tree, segments, 2, _BELEID, list(names))
    if value == AAN:
        return
    at, order = anchor + _PLACES[str(segments[1])], list(range(len(beleid)))
    moving = matching(value, names, beleid) if isinstance(value, str | int) else None
    if moving == anchor:
        raise wrong("place_itself", given=dotted(tuple(segments)))
    if isinstance(moving, int):
        order.remove(moving)
        order.insert(at - (moving < at), moving)
        _reorder(tree, _BELEID, order)
        return
    is_entry = (isinstance(value, str) and value != UIT) or (isinstance(value, dict) and len(value) == 1)
    if not is_entry:
        raise wrong("place_value", given=show(value))
    beleid.append(value)
    order.insert(at, len(order))
    _reorder(tree, _BELEID, order)
    tree.changed[(*_BELEID, at)] = source


def drop(tree: Tree, path: Path, source: Position | str) -> None:
    """Take a part away; the entries that follow it in a list move up."""
    container, key = tree.at(path[:-1]), path[-1]
    if not isinstance(key, int):
        del container[key]
        tree.changed[path] = source
        return
    _reorder(tree, path[:-1], [number for number in range(len(container)) if number != key])


def _reorder(tree: Tree, parent: Path, order: list[int]) -> None:
    """Give the list at `parent` its entries in this order, by their old numbers; what is not in it is gone."""
    entries = tree.at(parent)
    entries[:] = [entries[number] for number in order]
    new = {old: number for number, old in enumerate(order)}
    depth = len(parent)
    tables: tuple[dict[Path, Any], ...] = (tree.values, tree.keys, tree.changed)
    for places in tables:
        kept: dict[Path, Any] = {}
        for path, where in places.items():
            number = path[depth] if len(path) > depth and path[:depth] == parent else None
            if not isinstance(number, int):
                kept[path] = where
            elif number in new:
                kept[(*parent, new[number], *path[depth + 1 :])] = where
        places.clear()
        places.update(kept)

"""A scenario file as read: plain values, and the place of every key and every value in the file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from woonsim.errors import Fault

Path = tuple[str | int, ...]
"""Keys and list numbers from the top of the file down to a value."""
Position = tuple[int, int]
"""Line and column, both from 1."""

LINE_END = re.compile(r"\r\n|\n|\r")
_EXCERPT = 160


def dotted(path: Path) -> str:
    """The path as people write it: ``beleid[1].aandeel``; the type of a policy is left out."""
    if path[:1] == ("beleid",) and len(path) > 3:
        path = (*path[:2], *path[3:])
    text = ""
    for key in path:
        text += f"[{key}]" if isinstance(key, int) else f".{key}" if text else key
    return text


@dataclass(frozen=True)
class Tree:
    """The values of the scenario `file`, its exact `bytes`, and where everything stands.

    `data` holds dicts, lists, text, numbers, booleans and None. `faults` are those of the file itself: they
    do not keep the rest from being checked.
    """

    file: str
    bytes: bytes
    text: str
    data: Any = None
    values: dict[Path, Position] = field(default_factory=dict)
    keys: dict[Path, Position] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    ends: dict[Path, tuple[int, bool]] = field(default_factory=dict)
    """Where the top table and the list `wijzigingen` end in `text`, and whether they stand between brackets."""
    changed: dict[Path, Position | str] = field(default_factory=dict)
    """What was changed after reading: by an option of the command line (its text), or by a line of the file."""

    def position(self, path: Path, *, at_key: bool = False) -> Position:
        """Where the value (or the key) at `path` stands; what is not there has the place of what should hold it.

        The type of a policy may be left out: ``("beleid", 1, "aandeel")``.
        """
        path = self._with_policy_type(path)
        places = (self.keys, self.values) if at_key else (self.values, self.keys)
        for place in places:
            if path in place:
                return place[path]
        while path:
            path = path[:-1]
            for place in (self.keys, self.values):
                if path in place:
                    return place[path]
        return 1, 1

    def fault(self, path: Path, message: str, *, at_key: bool = False) -> Fault:
        """A fault with `message` at the value (or the key) at `path`, or at what changed it."""
        path = self._with_policy_type(path)
        for depth in range(len(path), 0, -1):
            if path[:depth] in self.changed:
                source, inside = self.changed[path[:depth]], depth < len(path)
                # an option tells its own path, not what is wrong within its value
                if isinstance(source, str):
                    return Fault(message, source, dotted(path) if inside else "")
                return self.fault_of(source, message, dotted(path))
        return self.fault_at(self.position(path, at_key=at_key), message, dotted(path))

    def fault_of(self, source: Position | str, message: str, path: str = "") -> Fault:
        """A fault with `message` in a change: of an option, or at a place in the file."""
        return Fault(message, source) if isinstance(source, str) else self.fault_at(source, message, path)

    def fault_at(self, position: Position, message: str, path: str = "") -> Fault:
        """A fault with `message` at a line and column."""
        line, column = position
        return Fault(message, self.file, path, line, column, self._excerpt(line, column))

    def _excerpt(self, line: int, column: int) -> str:
        """The source line, cut to what a screen can show; nothing when the place lies far to the right."""
        if line > len(self._lines) or column > 2 * _EXCERPT:
            return ""
        source = self._lines[line - 1]
        width = max(_EXCERPT, column + 40)
        clean = "".join(c if c.isprintable() else " " for c in source[:width])
        return clean + ("..." if len(source) > width else "")

    @cached_property
    def _lines(self) -> list[str]:
        return LINE_END.split(self.text)

    def _with_policy_type(self, path: Path) -> Path:
        """The path with the type of the policy put in, where it was left out."""
        if path[:1] != ("beleid",) or len(path) < 3 or path in self.values or path in self.keys:
            return path
        entry = self.at(path[:2])
        if isinstance(entry, dict) and len(entry) == 1 and path[2] not in entry:
            return (*path[:2], *entry, *path[2:])
        return path

    def at(self, path: Path) -> Any:
        """The value at `path`, None if there is none."""
        value = self.data
        for key in path:
            try:
                value = value[key]
            except (KeyError, IndexError, TypeError):
                return None
        return value

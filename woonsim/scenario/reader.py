"""The scenario file turned into a tree: strict YAML 1.2, with the place of everything and every fault.

Only events are read: no node is built by the YAML library, nothing is resolved or expanded, and the depth of
a file is not a depth of calls. Aliases, anchors, tags, merge keys, directives and second documents are
refused in a scenario; so is what is too deep or too much.
"""

from __future__ import annotations

import math
import pickle
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NoReturn

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentStartEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
)

from woonsim.berichten import bericht
from woonsim.errors import ScenarioError
from woonsim.scenario.problem import show
from woonsim.scenario.source import MAX_BYTES, decode, file_error
from woonsim.scenario.tree import Path, Position, Tree, dotted
from woonsim.scenario.verwijzingen import expand

MAX_DEPTH = 32
MAX_NODES = 50_000
MAX_DIGITS = 30
MAX_FAULTS = 100
"""After so many faults in the YAML itself reading stops."""

_INT = re.compile(r"[-+]?\d+", re.ASCII)
_LEADING_ZERO = re.compile(r"[-+]?0\d", re.ASCII)
_FLOAT = re.compile(r"[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?", re.ASCII)
_WORDS: dict[str, Any] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), math.inf),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), -math.inf),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), math.nan),
}


def read_tree(data: bytes, file: str) -> Tree:
    """The tree in `data`; a ScenarioError when there is none, else the tree carries the faults found so far.

    Every call gives a tree of its own, which may be changed.
    """
    tree = _faultless(data, file)
    return _read(data, file, dict, _events) if tree is None else pickle.loads(tree)


@lru_cache(maxsize=8)
def _faultless(data: bytes, file: str) -> bytes | None:
    """The pickled tree, since the variants of a scenario read the same bytes time and again; None: it has faults.

    Faults are told in the language of the moment, so what has them is read anew.
    """
    try:
        tree = _read(data, file, dict, _events)
    except ScenarioError:
        return None
    return None if tree.faults else pickle.dumps(tree, pickle.HIGHEST_PROTOCOL)


def read_list(data: bytes, file: str) -> Tree:
    """As `read_tree`, of a file that holds a list, in which aliases and merge keys may stand."""
    return _read(data, file, list, lambda text: expand(_events(text)))


def _read(data: bytes, file: str, shape: type, events: Callable[[str], Iterator[Any]]) -> Tree:
    if len(data) > MAX_BYTES:
        raise file_error(file, "file_too_large", limit=MAX_BYTES)
    builder = _Builder(Tree(file, data, decode(data, file)))
    try:
        # ruamel's pure parser trips over some broken input with these instead of an error of its own.
        for event in events(builder.tree.text):
            builder.take(event)
    except MarkedYAMLError as error:
        builder.syntax_error(error)
    except _StopError:
        pass
    except (YAMLError, ValueError, OverflowError, IndexError, AttributeError, TypeError, AssertionError):
        builder.add(builder.last, "yaml_broken")
        builder.stopped = True
    if builder.stopped:
        raise ScenarioError(builder.tree.faults)
    return builder.finish(shape)


def _events(text: str) -> Iterator[Any]:
    yield from YAML(typ="safe", pure=True).parse(text)


class _StopError(Exception):
    """Reading can go no further; the reason is already among the faults."""


@dataclass
class _Open:
    """A list or table that is being read."""

    path: Path
    items: list[Any] | dict[str, Any]
    key: str | None = None
    """The key whose value comes next; None = a key comes next (in a table)."""
    dropped: bool = False
    """Whether the value that comes next is read but not kept."""


@dataclass
class _Builder:
    """Builds a tree out of YAML events, one at a time."""

    tree: Tree
    stack: list[_Open] = field(default_factory=list)
    root: list[Any] = field(default_factory=list)
    nodes: int = 0
    documents: int = 0
    last: Position = (1, 1)
    stopped: bool = False

    def take(self, event: Any) -> None:
        """Add what `event` says to the tree, or a fault."""
        at = self.last = (event.start_mark.line + 1, event.start_mark.column + 1)
        if isinstance(event, DocumentStartEvent):
            self._take_document(event, at)
        elif isinstance(event, CollectionEndEvent):
            self._take_end(event)
        elif isinstance(event, NodeEvent):
            self.nodes += 1
            if self.nodes > MAX_NODES:
                self._stop(at, "too_many_nodes", limit=MAX_NODES)
            self._take_node(event, at)
        if len(self.tree.faults) >= MAX_FAULTS:
            self.stopped = True
            raise _StopError

    def _take_document(self, event: DocumentStartEvent, at: Position) -> None:
        self.documents += 1
        if self.documents > 1:
            self._stop(at, "second_document")
        if event.version or event.tags:
            self.add(at, "directive")

    def _take_end(self, event: CollectionEndEvent) -> None:
        path = self.stack.pop().path
        if path in ((), ("wijzigingen",)):
            begin, end = event.start_mark.index, event.end_mark.index
            self.tree.ends[path] = (begin, begin != end)

    def _take_node(self, event: Any, at: Position) -> None:
        top = self.stack[-1] if self.stack else None
        is_key = top is not None and isinstance(top.items, dict) and top.key is None
        path = top.path if top is not None and is_key else self._next_path(top)
        if isinstance(event, AliasEvent):
            self.add(at, "alias", path, name=show(event.anchor))
        else:
            if event.anchor is not None:
                self.add(at, "anchor", path, name=show(event.anchor))
            if event.ctag is not None:
                self.add(at, "tag", path, name=show(event.ctag))
        if top is not None and is_key:
            self._take_key(event, at, top)
            return
        if isinstance(event, ScalarEvent) and not event.value and event.implicit[0]:
            at = self.tree.keys.get(path, at)  # A value left out has no place of its own.
        if not self._inside_dropped():
            self.tree.values[path] = at
        if isinstance(event, (MappingStartEvent, SequenceStartEvent)):
            items: list[Any] | dict[str, Any] = {} if isinstance(event, MappingStartEvent) else []
            self._put(top, items)
            if len(self.stack) >= MAX_DEPTH:
                self._stop(at, "too_deep", limit=MAX_DEPTH)
            self.stack.append(_Open(path, items))
        else:
            self._put(top, self._scalar(event, at, path) if isinstance(event, ScalarEvent) else None)

    def _take_key(self, event: Any, at: Position, top: _Open) -> None:
        """Note the key whose value comes next."""
        if not isinstance(event, ScalarEvent):
            self._stop(at, "complex_key")
        key = unicodedata.normalize("NFC", event.value)
        top.key, top.dropped = key, False
        path = (*top.path, key)
        if key == "<<" and event.implicit[0]:
            self.add(at, "merge_key", path)
            top.dropped = True
        elif len(key) > 200:
            self._stop(at, "complex_key")
        elif path in self.tree.keys and not self._inside_dropped():
            self.add(at, "duplicate_key", path, line=self.tree.keys[path][0])
            top.dropped = True
        elif not self._inside_dropped():
            self.tree.keys[path] = at

    def _inside_dropped(self) -> bool:
        return any(part.dropped for part in self.stack)

    def _next_path(self, top: _Open | None) -> Path:
        if top is None:
            return ()
        return (*top.path, top.key if top.key is not None else len(top.items))

    def _put(self, top: _Open | None, value: Any) -> None:
        """Keep `value` where it belongs."""
        if top is None:
            self.root.append(value)
        elif isinstance(top.items, list):
            top.items.append(value)
        else:
            if not top.dropped:
                top.items[top.key or ""] = value
            top.key = None

    def _scalar(self, event: ScalarEvent, at: Position, path: Path) -> Any:
        """What a scalar means in YAML 1.2; text when it is quoted or nothing else."""
        text = event.value
        if event.implicit[0]:
            if text in _WORDS:
                return _WORDS[text]
            if _INT.fullmatch(text):
                if len(text) > MAX_DIGITS:
                    self.add(at, "number_too_long", path, digits=len(text.lstrip("+-")))
                    return None
                if _LEADING_ZERO.match(text):
                    self.add(at, "leading_zero", path, given=show(text))
                    return None
                return int(text)
            if _FLOAT.fullmatch(text):
                return float(text)
        return unicodedata.normalize("NFC", text)

    def syntax_error(self, error: MarkedYAMLError) -> None:
        """Note where the YAML breaks, in the reader's words where the cause is a usual one."""
        mark = error.problem_mark or error.context_mark
        at = (mark.line + 1, mark.column + 1) if mark is not None else self.last
        problem = " ".join(str(error.problem or "").split())
        if "'\\t'" in problem:
            self.add(at, "yaml_tab")
        elif problem.startswith("mapping values are not allowed"):
            self.add(at, "yaml_colon")
        elif problem.startswith(("expected <block end>", "expected ',' or", "found unexpected end of stream")):
            self.add(at, "yaml_open")
        else:
            self.add(at, "yaml", problem=show(problem))
        self.stopped = True

    def add(self, at: Position, naam: str, path: Path = (), /, **values: object) -> None:
        """Add a fault and go on."""
        self.tree.faults.append(self.tree.fault_at(at, bericht(naam, **values), dotted(path)))

    def _stop(self, at: Position, naam: str, /, **values: object) -> NoReturn:
        self.stopped = True
        self.add(at, naam, (), **values)
        raise _StopError

    def finish(self, shape: type) -> Tree:
        """The tree; a ScenarioError when the file holds no table, or no list where that is its shape."""
        data = self.root[0] if self.root else None
        if not isinstance(data, shape):
            name = "empty" if data is None else "not_a_mapping" if shape is dict else "geen_gevallenlijst"
            self.tree.faults.append(self.tree.fault_at((1, 1), bericht(name, given=show(data))))
            raise ScenarioError(self.tree.faults)
        tree = self.tree
        return Tree(tree.file, tree.bytes, tree.text, data, tree.values, tree.keys, tree.faults, tree.ends)

"""Aliases and merge keys of YAML put in, event by event: files of cases may use them, scenarios may not.

What an alias stands for keeps the place where it is written: a fault in it is told there. How much comes out is
for the reader to limit, which takes the events one at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent, MappingStartEvent, NodeEvent


@dataclass
class _Node:
    """A value of the file: its event, the values in it (keys and values in turn for a table), and its end."""

    event: Any
    children: list[_Node] = field(default_factory=list)
    end: Any = None

    @property
    def is_table(self) -> bool:
        return isinstance(self.event, MappingStartEvent)

    @property
    def pairs(self) -> list[tuple[_Node, _Node]]:
        return list(zip(self.children[::2], self.children[1::2], strict=True))


def expand(events: Iterable[Any]) -> Iterator[Any]:
    """The events of one document, with what they refer to in the place of aliases and merge keys.

    An alias of nothing stays an alias, and a merge key that does not name a table stays a key.
    """
    open_nodes: list[_Node] = []
    known: dict[str, _Node] = {}
    for event in events:
        if isinstance(event, CollectionEndEvent):
            node = open_nodes.pop()
            node.end = event
            _merge(node)
            complete = node
        elif isinstance(event, NodeEvent):
            named = known.get(event.anchor) if isinstance(event, AliasEvent) else None
            complete = named or _Node(event)
            if open_nodes:
                open_nodes[-1].children.append(complete)
            if isinstance(event, CollectionStartEvent):
                open_nodes.append(complete)
                continue
        else:
            yield event
            continue
        if not isinstance(complete.event, AliasEvent) and complete.event.anchor is not None:
            known[complete.event.anchor] = complete
        if not open_nodes:
            yield from _events(complete)


def _merge(table: _Node) -> None:
    """Put the keys of tables that ``<<`` names into `table`, as far as it does not have them itself."""
    if not table.is_table or not any(_is_merge(key, value) for key, value in table.pairs):
        return
    own = {key.event.value for key, value in table.pairs if not _is_merge(key, value) and _is_scalar(key)}
    children: list[_Node] = []
    for key, value in table.pairs:
        if not _is_merge(key, value):
            children += [key, value]
            continue
        for source in [value] if value.is_table else value.children:
            for inner, content in source.pairs:
                if _is_scalar(inner) and inner.event.value not in own:
                    own.add(inner.event.value)
                    children += [inner, content]
    table.children = children


def _is_scalar(node: _Node) -> bool:
    return hasattr(node.event, "value")


def _is_merge(key: _Node, value: _Node) -> bool:
    """Whether this is ``<<`` with a table, or with a list of tables."""
    if not _is_scalar(key) or key.event.value != "<<" or not key.event.implicit[0]:
        return False
    return value.is_table or (bool(value.children) and all(part.is_table for part in value.children))


def _events(root: _Node) -> Iterator[Any]:
    """The events of a value and of all in it; a depth of values is no depth of calls."""
    todo: list[_Node | Any] = [root]
    while todo:
        item = todo.pop()
        if not isinstance(item, _Node):
            yield item
            continue
        if not isinstance(item.event, AliasEvent):
            item.event.anchor = None
        yield item.event
        if item.end is not None:
            todo.append(item.end)
            todo += reversed(item.children)

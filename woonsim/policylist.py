"""What is told about policies: a list of all, and everything about one, as text of 80 columns or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from woonsim.plugincode import summary_of
from woonsim.pluginfile import PluginFile
from woonsim.plugins import HOOKS, marked, origins


@dataclass(frozen=True)
class Entry:
    """One policy: its soort, the version and name of the package it comes from or its file, hooks, one line."""

    soort: str
    version: str
    origin: str
    hooks: tuple[str, ...]
    summary: str


def entries(files: Iterable[PluginFile] = ()) -> list[Entry]:
    """Every policy there is, by its soort."""
    return [
        Entry(soort, origin.version, origin.name, hooks_of(policy), summary_of(policy))
        for soort, (policy, origin) in origins(files).items()
    ]


def hooks_of(policy_class: type) -> tuple[str, ...]:
    """The hooks that a policy implements, in the order of the manual."""
    own = {name for name, _ in marked(policy_class)}
    return tuple(hook for hook in HOOKS if hook in own)


def as_json(found: list[Entry]) -> str:
    """The list as ``--json`` prints it."""
    return _to_json({"plugins": [asdict(entry) for entry in found]})


def _to_json(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def render(found: list[Entry]) -> str:
    """The list for a screen of 80 columns."""
    return "".join(f"{entry.soort}\n" for entry in found)

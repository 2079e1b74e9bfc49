"""What can go wrong, each with the exit status it ends in (decision 24)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Exit(IntEnum):
    """Exit statuses of the command line."""

    done = 0
    our_fault = 1
    bad_input = 2
    plugin_failed = 3
    cannot_write = 4
    check_failed = 5
    interrupted = 130


class WoonsimError(Exception):
    """A fault that the reader can do something about: never shown as a traceback."""

    exit = Exit.our_fault


@dataclass(frozen=True)
class Fault:
    """One thing wrong with a scenario file, at its place.

    `path` is the dotted path of the key (``beleid[1].aandeel``), `line` and `column` count from 1
    (0: the file as a whole), `excerpt` is the source line the caret points into.
    """

    message: str
    file: str = ""
    path: str = ""
    line: int = 0
    column: int = 0
    excerpt: str = ""

    def __str__(self) -> str:
        """Render as ``file:line:column path: message`` with the source line and a caret."""
        where = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        head = ": ".join(part for part in (f"{where} {self.path}".strip(), self.message) if part)
        if not self.excerpt:
            return head
        return f"{head}\n{self.line:>6} | {self.excerpt}\n       | {' ' * (self.column - 1)}^"


class ScenarioError(WoonsimError):
    """A scenario that cannot be played; carries every fault found, not only the first."""

    exit = Exit.bad_input

    def __init__(self, faults: list[Fault]) -> None:
        """Collect `faults`, in order of their place in the file."""
        self.faults = sorted(faults, key=lambda f: (f.line, f.column, f.path))
        super().__init__("\n".join(str(fault) for fault in self.faults))


class UsageError(WoonsimError):
    """Something read is wrong, other than a scenario: an option, an unknown policy."""

    exit = Exit.bad_input


class PluginError(WoonsimError):
    """The code of a policy failed or returned what it may not: names policy, hook and first bad row."""

    exit = Exit.plugin_failed


class OutputError(WoonsimError):
    """Something could not be written, or stands where results should go."""

    exit = Exit.cannot_write

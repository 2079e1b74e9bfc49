"""A file with policies of one's own, given with `--plugin`: its place and its content, not yet executed."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePath


@dataclass(frozen=True)
class PluginFile:
    """The bytes of a Python file, and the path that faults in it are told with."""

    path: str
    content: bytes

    @property
    def name(self) -> str:
        """The name of the file, without its folder."""
        return PurePath(self.path).name

    @property
    def sha256(self) -> str:
        """What recognises the content."""
        return sha256(self.content).hexdigest()

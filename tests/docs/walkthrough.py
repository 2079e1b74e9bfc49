"""A document that is followed literally: its files are written, its commands run, in the order in which they stand.

`<!-- file: name -->` before a block: it is put in that file. `<!-- run -->` before a block of `sh`: every command in it
must end with status 0, or with that of `<!-- run: 5 -->`.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_BLOCK = re.compile(r"<!-- (file|run)(?:: (\S+))? -->\n```\w+\n(.*?)```", re.DOTALL)


@dataclass(frozen=True)
class Stap:
    """One block: a file to write, or commands with the status they end with."""

    file: str | None
    status: int
    text: str


def steps(document: Path) -> Iterator[Stap]:
    """The steps of a document, in order."""
    for kind, argument, text in _BLOCK.findall(document.read_text(encoding="utf-8")):
        is_file = kind == "file"
        yield Stap(argument if is_file else None, 0 if is_file or not argument else int(argument), text)


def follow(document: Path, folder: Path) -> list[str]:
    """Do in `folder` what a document says; returns what its commands wrote."""
    told = []
    for step in steps(document):
        if step.file is not None:
            (folder / step.file).write_text(step.text, encoding="utf-8")
            continue
        command = f"set -e\n{step.text}"
        bin_folder = str(Path(sys.executable).parent)
        env = {**os.environ, "PATH": os.pathsep.join([bin_folder, os.environ["PATH"]]), "COLUMNS": "80"}
        done = subprocess.run(["bash", "-c", command], cwd=folder, env=env, capture_output=True, text=True, timeout=600)
        assert done.returncode == step.status, f"{step.text}\n{done.stdout}\n{done.stderr}"
        told.append(done.stdout)
    return told

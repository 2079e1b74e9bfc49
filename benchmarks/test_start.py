"""How long a command takes before it does anything, against an empty Python."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SCENARIO = Path(__file__).parent.parent / "scenarios" / "midden-drenthe.yaml"
COMMANDS = {
    "python": ["-c", "pass"],
    "woonsim --help": ["-m", "woonsim", "--help"],
    "woonsim validate": ["-m", "woonsim", "validate", str(SCENARIO)],
}


@pytest.mark.parametrize("command", COMMANDS)
def test_start_up(benchmark: Any, command: str) -> None:
    benchmark.group = "start-up"
    words = [sys.executable, *COMMANDS[command]]
    done = benchmark.pedantic(lambda: subprocess.run(words, capture_output=True, check=False), rounds=5)
    assert done.returncode == 0

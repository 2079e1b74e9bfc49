"""How long woonsim takes: start-up, reading, one replication, and a stock ten times as large."""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from woonsim.load import load_bytes
from woonsim.scenario.model import Scenario
from woonsim.simulation import play

SCENARIO = Path(__file__).parent.parent / "scenarios" / "midden-drenthe.yaml"


def timed(work: Callable[[], object], runs: int = 5) -> str:
    """Minimum and median seconds of `runs` calls, after one that warms up."""
    work()
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return f"min {min(seconds):7.3f} s   median {statistics.median(seconds):7.3f} s"


def process(*arguments: str) -> Callable[[], object]:
    """A whole process of the command line."""
    command = [sys.executable, "-m", "woonsim", *arguments]
    return lambda: subprocess.run(command, check=True, capture_output=True)


def enlarged(factor: int) -> Scenario:
    """Midden-Drenthe with `factor` times as many woningen and seekers."""
    text = SCENARIO.read_text(encoding="utf-8")
    text = re.sub(r"(aantal: \{waarde: )(\d+)", lambda m: f"{m[1]}{int(m[2]) * factor}", text)
    text = re.sub(r"(    (?:gemeente|regio): \{waarde: )(\d+)(, (?:aanname|eenheid))", _times(factor), text)
    return load_bytes(re.sub(r", marge: \[[^\]]*\]", "", text).encode(), SCENARIO.name)


def _times(factor: int) -> Callable[[re.Match[str]], str]:
    return lambda m: f"{m[1]}{int(m[2]) * factor}{m[3]}"


def main() -> None:
    """Print one line per figure."""
    print("woonsim --help            ", timed(process("--help")))
    print("woonsim validate          ", timed(process("validate", str(SCENARIO))))
    for factor in (1, 10):
        scenario = enlarged(factor)
        n = sum(regel.aantal for regel in scenario.woningvoorraad)
        seekers = scenario.woningzoekenden.ingeschreven
        runs = 5 if factor == 1 else 2
        print(f"{n:6d} woningen, 10 years ", timed(lambda s=scenario: play(s, 1, 0), runs), end="   ")
        print(f"({seekers.gemeente + seekers.regio} registered)")


if __name__ == "__main__":
    main()

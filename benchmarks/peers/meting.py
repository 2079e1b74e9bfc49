"""One peer in a process of its own: plays the model, warm, and writes what came out and what it cost as JSON."""

from __future__ import annotations

import json
import resource
import sys
import time
from dataclasses import asdict
from importlib import import_module

_WARM = 200
"""Woningen of the run that is not counted: afterwards everything is imported, compiled and cached."""


def main(module: str, woningen: str, *seeds: str) -> None:
    """One line per seed: the outcomes, CPU seconds of all threads, and the peak memory of the process so far [MB]."""
    play = import_module(f"benchmarks.peers.{module}").play
    play(_WARM, 0)
    for seed in seeds:
        start = time.process_time()
        uitkomst = play(int(woningen), int(seed))
        seconds = time.process_time() - start
        megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({"uitkomst": asdict(uitkomst), "seconds": seconds, "megabytes": megabytes}), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])

"""A measurement: one size, in a process that does nothing else, so that its peak of memory is its own.

`measure` starts the process and reads what it says, a line of JSON at a time: how far it is, and in the end what it
found. `python -m woonsim.bench.meting WONINGEN JAREN` is that process.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

from woonsim.errors import Exit, WoonsimError
from woonsim.schermteksten import getal, tekst

_PER_WONING = 40 / 23
"""Registered seekers per woning, as in the country: 4 million on 2.3 million."""
LARGEST_COMPARED = 20_000
"""Beyond it no comparison is played: four replications more."""
_MB = 2**20


class MetingError(WoonsimError):
    """A size could not be measured: its process ended."""

    exit = Exit.our_fault


@dataclass(frozen=True)
class Meting:
    """What was found at one size. Seconds are processor time."""

    woningen: int
    ingeschreven: int
    jaren: int
    verhuringen: int
    reacties: int
    seconden: float
    """One replication, with the making of its world."""
    geheugen_mb: float
    """At its height, of the whole process."""
    replicatie_mb: float
    """At its height, less what was there before the replication."""
    hash_ns: float
    sort_ns: float
    keuze_ns: float
    ronde_reacties: float
    """Of the middle round; so are the figures below, up to `vergelijking`."""
    ronde_ms: float
    geheugen_ms: float
    """What its bytes take at the measured speed of memory."""
    c_ms: float | None
    """What a bare round of as many seekers and woningen takes in C; None without a compiler."""
    bandbreedte_gbs: float
    rondes_seconden: float
    """Of all rounds."""
    vergelijking: float | None
    """A comparison of two variants with two replications from the command line; None at the large sizes."""


def measure(woningen: int, jaren: int, tell: Callable[[float], None]) -> Meting:
    """Measure one size in a process of its own; `tell` hears how far it is, from 0 to 1.

    Raises:
        MetingError: the process ended before it was ready, as when memory runs out.
    """
    command = [sys.executable, "-m", "woonsim.bench.meting", str(woningen), str(jaren)]
    found: dict[str, Any] = {}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            for line in process.stdout or ():
                said = json.loads(line)
                tell(said.pop("deel", 1.0))
                found.update(said)
            trouble = process.stderr.read().strip().splitlines() if process.stderr else []
        except BaseException:
            process.kill()
            raise
    if process.returncode != 0 or not found:
        reden = trouble[-1] if trouble else str(process.returncode)
        raise MetingError(tekst("bench_gestopt", woningen=getal(woningen), reden=reden))
    return Meting(**found)


def memory_mb() -> float:
    """The most memory that this process has had [MB]: of itself, not of the one it was started from."""
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024 / _MB
    import resource  # not on every system

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / _MB if sys.platform == "darwin" else most * 1024 / _MB


def _say(**words: object) -> None:
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


def _meting(woningen: int, jaren: int) -> Meting:
    """Measure this size here and now."""
    from woonsim.bench.grens import bandwidth, bytes_touched, compiled
    from woonsim.bench.onderdelen import kernels, shortest, timed_ronden
    from woonsim.load import load_bytes
    from woonsim.simulation import play
    from woonsim.synthetisch import Synthetisch

    asked = Synthetisch(woningen=woningen, woningzoekenden=round(woningen * _PER_WONING), looptijd=jaren)
    text = asked.text().encode()
    scenario = load_bytes(text, "bench.yaml")
    term = jaren * 365.25 * 24 * 60
    before = memory_mb()
    with timed_ronden() as ronden:
        begin = process_time()
        feiten = play(scenario, voortgang=lambda minuut: _say(deel=0.9 * minuut / term)).feiten
        seconds = process_time() - begin
    most = memory_mb()
    looked, offered, reacted = (ronden.middle(name) for name in ("zoekenden", "woningen", "reacties"))
    each, speed, bare = kernels(int(reacted)), bandwidth(), compiled()
    k = scenario.aanbod.maximum_reacties
    c = None if bare is None else shortest(bare.prepare(int(looked), max(1, int(offered)), k)[0])
    return Meting(
        woningen=woningen,
        ingeschreven=asked.woningzoekenden,
        jaren=jaren,
        verhuringen=len(feiten["toewijzing"]["jaar"]),
        reacties=sum(ronden.reacties),
        seconden=seconds,
        geheugen_mb=most,
        replicatie_mb=most - before,
        **{f"{name}_ns": taken for name, taken in each.items()},
        ronde_reacties=reacted,
        ronde_ms=1e3 * ronden.middle("seconden"),
        geheugen_ms=1e3 * bytes_touched(looked, reacted) / speed,
        c_ms=None if c is None else 1e3 * c,
        bandbreedte_gbs=speed / 1e9,
        rondes_seconden=sum(ronden.seconden),
        vergelijking=_comparison(text) if woningen <= LARGEST_COMPARED else None,
    )


def _comparison(text: bytes) -> float:
    """The processor time of `woonsim compare` on this scenario [s], start-up and writing included."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        file = Path(folder) / "bench.yaml"
        file.write_bytes(text)
        before = os.times()
        command = [sys.executable, "-m", "woonsim", "compare", str(file), "--replications=2", "--jobs=1", "--quiet"]
        subprocess.run([*command, f"--out={Path(folder) / 'uit'}"], check=True, stdout=subprocess.DEVNULL)
        after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


if __name__ == "__main__":
    _say(**asdict(_meting(*map(int, sys.argv[1:3]))))

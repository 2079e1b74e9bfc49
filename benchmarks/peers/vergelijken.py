"""The comparison: first whether the peers play the same model, then how long they take, by turns."""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from pathlib import Path

from benchmarks.peers.model import PEERS, Peer, Uitkomst
from benchmarks.peers.overeenkomst import NAMEN, judge
from benchmarks.peers.verwachting import limit as expected

ROOT = Path(__file__).parents[2]
_THREADS = {f"{library}_NUM_THREADS": "1" for library in ("OMP", "OPENBLAS", "MKL", "NUMBA")}


class PeerError(Exception):
    """A peer could not play."""


@dataclass(frozen=True)
class Meting:
    """One replication: what came out, CPU seconds, and the peak memory of its process [MB]."""

    uitkomst: Uitkomst
    seconds: float
    megabytes: float


def measure(peer: Peer, woningen: int, seeds: Iterable[int], limit: float) -> list[Meting]:
    """Play these seeds in one new process, on one thread, within `limit` seconds of wall time."""
    command = [sys.executable, "-m", "benchmarks.peers.meting", peer.module, str(woningen), *map(str, seeds)]
    env = {**os.environ, **_THREADS, "PYTHONPATH": str(ROOT)}
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=limit, env=env, cwd=ROOT, check=True)
    except subprocess.TimeoutExpired:
        raise PeerError(f"over {limit:.0f} s") from None
    except subprocess.CalledProcessError as error:
        raise PeerError(error.stderr.strip().splitlines()[-1]) from None
    rows = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return [Meting(Uitkomst(**row["uitkomst"]), row["seconds"], row["megabytes"]) for row in rows]


def agree(peers: list[Peer], woningen: int, n: int, limit: float) -> bool:
    """Print each outcome of each peer beside that of the first; whether all differences are explained."""
    reference = [m.uitkomst for m in measure(PEERS[0], woningen, range(10_000, 10_000 + 10 * n), limit)]
    print(f"Outcomes at {woningen} woningen, {n} replications, against {10 * n} of {PEERS[0].naam}:")
    print("the mean, and its difference as a share of what chance and the stated delay explain (1 = the limit)\n")
    print(f"{'':30s}" + "".join(f"{naam:>24s}" for naam in NAMEN))
    theory = astuple(expected(woningen))
    print(f"{'theory':30s}" + "".join(f"{figure:16.5g}{'':8s}" for figure in theory))
    good = True
    for peer in peers:
        try:
            found = [m.uitkomst for m in measure(peer, woningen, range(1, n + 1), limit)]
        except PeerError as error:
            print(f"{peer.naam:30s}not compared: {error}")
            good = False
            continue
        oordelen = judge(peer, found, reference, woningen)
        cells = [f"{o.mean:15.5g} ({o.off / (o.chance + o.allowance):+5.2f})" for o in oordelen]
        print(f"{peer.naam:30s}" + "".join(f"{cell:>24s}" for cell in cells))
        good &= all(oordeel.agrees for oordeel in oordelen)
    return good


def race(peers: list[Peer], woningen: int, turns: int, limit: float) -> list[Peer]:
    """Time the peers by turns and print a line for each; who stayed within the limit."""
    metingen: dict[str, list[Meting]] = {peer.naam: [] for peer in peers}
    reasons: dict[str, str] = {}
    for turn in range(turns):
        for peer in peers:
            if peer.naam not in reasons:
                try:
                    metingen[peer.naam] += measure(peer, woningen, [turn + 1], limit)
                except PeerError as error:
                    reasons[peer.naam] = str(error)
    first = metingen[peers[0].naam]
    base = min((m.seconds for m in first), default=float("nan"))
    print(f"\n{woningen} woningen, ten years, {turns} times by turns (CPU seconds; peak memory of the process)\n")
    print(f"{'':30s}{'min s':>10s}{'median s':>10s}{'us/letting':>12s}{'x ' + peers[0].naam:>12s}{'MB':>8s}")
    for peer in peers:
        if peer.naam in reasons:
            print(f"{peer.naam:30s}{'skipped from here on: ' + reasons[peer.naam]:>40s}")
            continue
        own = metingen[peer.naam]
        seconds = [m.seconds for m in own]
        each = min(m.seconds / m.uitkomst.gehuisvest for m in own) * 1e6
        print(
            f"{peer.naam:30s}{min(seconds):10.2f}{statistics.median(seconds):10.2f}{each:12.1f}"
            f"{min(seconds) / base:12.2f}{max(m.megabytes for m in own):8.0f}"
        )
    return [peer for peer in peers if peer.naam not in reasons]


def main() -> int:
    """Read the command line; 1 when outcomes disagree: then no speed is printed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--woningen", type=int, nargs="+", default=[20_000], help="sizes to time, small ones first")
    parser.add_argument("--herhaal", type=int, default=3, help="how often each peer is timed")
    parser.add_argument("--grens", type=float, default=600, help="seconds after which a peer is given up")
    parser.add_argument("--toets", type=int, default=2000, help="woningen at which outcomes are compared")
    parser.add_argument("--replicaties", type=int, default=30, help="replications over which they are compared")
    parser.add_argument("--peers", nargs="+", default=[p.module for p in PEERS], choices=[p.module for p in PEERS])
    given = parser.parse_args()
    peers = [peer for peer in PEERS if peer.module in given.peers]
    if not agree(peers, given.toets, given.replicaties, given.grens):
        print("\nThe outcomes do not agree: no speeds.")
        return 1
    for woningen in sorted(given.woningen):
        if peers:
            peers = race(peers, woningen, given.herhaal, given.grens)
    return 0

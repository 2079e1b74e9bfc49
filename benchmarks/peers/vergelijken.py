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
from benchmarks.peers.overeenkomst import NAMEN, judge, spread, strange
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


@dataclass
class Vergelijking:
    """Peers that are still in it, and what is known of the reference."""

    peers: list[Peer]
    toets: int
    """Woningen at which outcomes are compared."""
    limit: float
    """Seconds of wall time after which a peer is given up."""
    usual: list[float]
    """The spread of each outcome at that size."""

    def agree(self, n: int) -> bool:
        """Print each outcome of each peer beside that of the first; whether all differences are explained."""
        first = measure(PEERS[0], self.toets, range(10_000, 10_000 + 10 * n), self.limit)
        reference = [meting.uitkomst for meting in first]
        self.usual = spread(reference)
        print(f"Outcomes at {self.toets} woningen, {n} replications, against {10 * n} of {PEERS[0].naam}:")
        print("the mean, and its difference as a share of what chance and the stated delay explain (1 = the limit)\n")
        print(f"{'':30s}" + "".join(f"{naam:>24s}" for naam in NAMEN))
        print(f"{'theory':30s}" + "".join(f"{figure:16.5g}{'':8s}" for figure in astuple(expected(self.toets))))
        agreed = [self._agrees(peer, n, reference) for peer in self.peers]
        return all(agreed)

    def _agrees(self, peer: Peer, n: int, reference: list[Uitkomst]) -> bool:
        try:
            found = [meting.uitkomst for meting in measure(peer, self.toets, range(1, n + 1), self.limit)]
        except PeerError as error:
            print(f"{peer.naam:30s}not compared: {error}")
            return False
        oordelen = judge(peer, found, reference, self.toets)
        cells = [f"{o.mean:15.5g} ({o.off / (o.chance + o.allowance):+5.2f})" for o in oordelen]
        print(f"{peer.naam:30s}" + "".join(f"{cell:>24s}" for cell in cells))
        return all(oordeel.agrees for oordeel in oordelen)

    def race(self, woningen: int, turns: int) -> None:
        """Time the peers by turns and print a line for each; who is over the limit is out of it."""
        metingen: dict[str, list[Meting]] = {peer.naam: [] for peer in self.peers}
        reasons: dict[str, str] = {}
        for turn in range(turns):
            for peer in self.peers:
                if peer.naam not in reasons:
                    try:
                        metingen[peer.naam] += self._timed(peer, woningen, turn + 1)
                    except PeerError as error:
                        reasons[peer.naam] = str(error)
        first = self.peers[0].naam
        base = min((meting.seconds for meting in metingen[first]), default=float("nan"))
        print(f"\n{woningen} woningen, ten years, {turns} times by turns (CPU seconds; peak memory of the process)\n")
        print(f"{'':30s}{'min s':>10s}{'median s':>10s}{'us/letting':>12s}{'x ' + first:>12s}{'MB':>8s}")
        for peer in self.peers:
            line = f"  out: {reasons[peer.naam]}" if peer.naam in reasons else _line(metingen[peer.naam], base)
            print(f"{peer.naam:30s}{line}", flush=True)
        self.peers = [peer for peer in self.peers if peer.naam not in reasons]

    def _timed(self, peer: Peer, woningen: int, seed: int) -> list[Meting]:
        """One replication, unless its outcomes are not those of the model."""
        found = measure(peer, woningen, [seed], self.limit)
        if off := strange(peer, found[0].uitkomst, woningen, self.usual, self.toets):
            raise PeerError(f"its outcomes do not agree: {', '.join(off)}")
        return found


def _line(metingen: list[Meting], base: float) -> str:
    """What a peer cost."""
    seconds = [meting.seconds for meting in metingen]
    each = min(meting.seconds / meting.uitkomst.gehuisvest for meting in metingen) * 1e6
    megabytes = max(meting.megabytes for meting in metingen)
    times = min(seconds) / base
    return f"{min(seconds):10.2f}{statistics.median(seconds):10.2f}{each:12.1f}{times:12.2f}{megabytes:8.0f}"


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
    vergelijking = Vergelijking(peers, given.toets, given.grens, [])
    if not vergelijking.agree(given.replicaties):
        print("\nThe outcomes do not agree: no speeds.")
        return 1
    for woningen in sorted(given.woningen):
        if vergelijking.peers:
            vergelijking.race(woningen, given.herhaal)
    return 0

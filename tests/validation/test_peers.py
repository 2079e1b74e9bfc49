"""The model of the comparison with peers: theory, the loop over a heap and woonsim give the same outcomes."""

from dataclasses import astuple, replace

import numpy as np
import pytest

from benchmarks.peers import in_heapq, in_heapq_lui, in_woonsim
from benchmarks.peers.model import PEERS, Uitkomst
from benchmarks.peers.overeenkomst import judge, spread, strange
from benchmarks.peers.verwachting import chain, limit

WONINGEN = 500
PER_NAAM = {peer.naam: peer for peer in PEERS}


@pytest.fixture(scope="module")
def reference() -> list[Uitkomst]:
    return [in_heapq.play(WONINGEN, seed) for seed in range(400)]


@pytest.fixture(scope="module")
def woonsim() -> list[Uitkomst]:
    return [in_woonsim.play(WONINGEN, seed) for seed in range(1, 9)]


def test_the_limit_of_many_woningen_is_that_of_the_exact_chain() -> None:
    found = limit(WONINGEN)
    assert chain(WONINGEN) == pytest.approx((found.gehuisvest, found.wachtend, found.afgehaakt), rel=5e-4)


def test_a_delay_in_letting_is_that_of_a_small_step_of_time() -> None:
    # What is not let in ten years is on the list or has left it.
    late, exact = limit(WONINGEN, 0.1), limit(WONINGEN)
    assert late.gehuisvest == pytest.approx(WONINGEN * 9.9 / 12.1)
    assert late.wachtend + late.afgehaakt - exact.wachtend - exact.afgehaakt == pytest.approx(
        exact.gehuisvest - late.gehuisvest
    )
    assert late.wacht_regulier > exact.wacht_regulier


def test_the_loop_gives_what_theory_says(reference: list[Uitkomst]) -> None:
    found = np.array([astuple(uitkomst) for uitkomst in reference])
    se = found.std(axis=0, ddof=1) / np.sqrt(len(found))
    off = (found.mean(axis=0) - np.array(astuple(limit(WONINGEN)))) / se
    assert (np.abs(off[:3]) < 4).all()
    # So few woningen at times stand empty in the first weeks, and then nobody waits: the limit knows no such weeks.
    assert found.mean(axis=0)[3:] == pytest.approx(astuple(limit(WONINGEN))[3:], rel=0.06)


def test_the_loop_that_looks_at_patience_late_gives_the_same_to_the_letter() -> None:
    for seed in range(3):
        early, late = in_heapq.play(WONINGEN, seed), in_heapq_lui.play(WONINGEN, seed)
        assert astuple(early) == pytest.approx(astuple(late))


def test_woonsim_agrees_with_the_loop(reference: list[Uitkomst], woonsim: list[Uitkomst]) -> None:
    assert all(oordeel.agrees for oordeel in judge(PER_NAAM["woonsim"], woonsim, reference, WONINGEN))


@pytest.mark.parametrize("naam", ["gehuisvest", "wachtend", "afgehaakt", "wacht_voorrang", "wacht_regulier"])
def test_an_outcome_that_is_off_is_told(reference: list[Uitkomst], woonsim: list[Uitkomst], naam: str) -> None:
    more = [replace(uitkomst, **{naam: 10 * getattr(uitkomst, naam)}) for uitkomst in woonsim]
    oordelen = judge(PER_NAAM["woonsim"], more, reference, WONINGEN)
    assert {oordeel.uitkomst for oordeel in oordelen if not oordeel.agrees} == {naam}


def test_one_large_replication_is_held_to_the_spread_of_small_ones(reference: list[Uitkomst]) -> None:
    large, usual, peer = in_heapq.play(20 * WONINGEN, 1), spread(reference), PER_NAAM["heapq"]
    assert not strange(peer, large, 20 * WONINGEN, usual, WONINGEN)
    off = replace(large, gehuisvest=1.1 * large.gehuisvest, wacht_regulier=0.8 * large.wacht_regulier)
    assert strange(peer, off, 20 * WONINGEN, usual, WONINGEN) == ["gehuisvest", "wacht_regulier"]

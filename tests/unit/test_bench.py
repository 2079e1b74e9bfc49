"""`woonsim bench`: exponents, the limit, what it shows at any size, and that what it measures is what was played."""

from __future__ import annotations

import json
import math
import sys
from collections import deque
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from woonsim.bench.exponent import fit
from woonsim.bench.grens import bytes_touched, compiled
from woonsim.bench.meting import Meting, MetingError, measure, memory_mb
from woonsim.bench.onderdelen import kernels, timed_ronden
from woonsim.bench.tabel import as_json, render
from woonsim.cli import call
from woonsim.draw import Doel, Draws
from woonsim.load import load_bytes
from woonsim.simulation import play
from woonsim.synthetisch import Synthetisch

SMALL = Meting(
    woningen=4_000,
    ingeschreven=6_957,
    jaren=10,
    verhuringen=2_600,
    reacties=250_000,
    seconden=1.5,
    geheugen_mb=80.0,
    replicatie_mb=20.0,
    hash_ns=20.0,
    sort_ns=60.0,
    keuze_ns=25.0,
    ronde_reacties=480.0,
    ronde_ms=0.9,
    geheugen_ms=0.0015,
    c_ms=0.009,
    bandbreedte_gbs=12.3,
    rondes_seconden=0.5,
    vergelijking=7.5,
)
COUNTRY = replace(
    SMALL,
    woningen=2_300_000,
    ingeschreven=4_000_000,
    verhuringen=1_500_000,
    reacties=190_000_000,
    seconden=12_345.67,
    geheugen_mb=20_480.0,
    replicatie_mb=20_000.0,
    hash_ns=1_234.0,
    ronde_reacties=365_000.0,
    ronde_ms=23_456.78,
    geheugen_ms=12.3456,
    c_ms=123.4567,
    vergelijking=None,
)


def test_an_exact_power_is_found_without_error() -> None:
    x = [4e3, 2e4, 1e5, 2.3e6]
    found = fit(x, [7 * size**1.1 for size in x])
    assert found.waarde == pytest.approx(1.1, abs=1e-12)
    assert found.fout == pytest.approx(0, abs=1e-10)


def test_the_error_is_that_of_least_squares() -> None:
    x, y = [1.0, 10.0, 100.0, 1000.0, 10_000.0], [2.0, 15.0, 230.0, 1800.0, 21_000.0]
    line, covariance = np.polyfit(np.log(x), np.log(y), 1, cov=True)
    found = fit(x, y)
    assert found.waarde == pytest.approx(line[0])
    assert found.fout == pytest.approx(math.sqrt(covariance[0, 0]))


def test_too_few_sizes_tell_less() -> None:
    assert math.isnan(fit([5], [7]).waarde)
    assert math.isnan(fit([5, 5, 5], [1, 2, 3]).waarde)
    assert fit([1, 10], [1, 100]).waarde == pytest.approx(2)
    assert math.isnan(fit([1, 10], [1, 100]).fout)
    # what took no time that can be measured is left out
    assert fit([1, 10, 100], [0, 1, 10]).waarde == pytest.approx(1)


@pytest.mark.parametrize("taal", ["nl", "en"])
@pytest.mark.parametrize("metingen", [[SMALL], [SMALL, COUNTRY], [SMALL, replace(SMALL, woningen=20_000), COUNTRY]])
def test_the_tables_fit_in_80_columns(metingen: list[Meting], taal: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("WOONSIM_TAAL", taal)
    shown = render(metingen)
    lines = shown.splitlines()
    assert max(map(len, lines)) <= 80
    assert "…" not in shown
    assert "nan" not in shown
    row = "  2.300.000" if taal == "nl" else "  2,300,000"
    sizes = [line for line in lines if line.strip().startswith(row.strip())]
    assert len(sizes) == (3 if COUNTRY in metingen else 0)


def test_what_was_not_measured_is_said_or_null() -> None:
    bare = replace(SMALL, c_ms=None, vergelijking=None)
    assert "geen C-compiler" in render([bare])
    assert "20.000 woningen is geen vergelijking" in render([COUNTRY])
    found = json.loads(as_json([bare]))
    assert found["metingen"][0]["c_ms"] is None
    assert found["exponenten"]["tijd"] == {"waarde": None, "fout": None}


def test_rounds_are_timed_without_changing_them() -> None:
    scenario = load_bytes(Synthetisch(woningen=500, woningzoekenden=900, looptijd=1).text().encode(), "x")
    with timed_ronden() as ronden:
        timed = play(scenario).feiten
    for name, table in play(scenario).feiten.items():
        assert all(np.array_equal(np.asarray(timed[name][key]), np.asarray(table[key])) for key in table)
    assert sum(ronden.reacties) == np.asarray(timed["publicatie"]["reacties"]).sum()
    assert sum(ronden.woningen) == len(timed["publicatie"]["jaar"])
    assert len(ronden.seconden) == len(ronden.reacties)
    assert min(ronden.seconden) > 0
    assert ronden.middle("reacties") == np.median([n for n in ronden.reacties if n])


def test_the_bytes_of_a_round_grow_with_who_looks_and_with_reactions() -> None:
    assert bytes_touched(0, 10) == 320
    assert bytes_touched(100, 0) >= 100 * 7
    assert bytes_touched(100, 10) == bytes_touched(100, 0) + 320


def test_kernels_take_time_on_each_row() -> None:
    found = kernels(10)
    assert set(found) == {"hash", "sort", "keuze"}
    assert all(0 < ns < 1e6 for ns in found.values())


_MASK = 2**64 - 1


def mix(z: int) -> int:
    z = (z + 0x9E3779B97F4A7C15) & _MASK
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _MASK
    return z ^ (z >> 31)


def plain_ronde(zoekenden: int, woningen: int, k: int) -> tuple[int, list[int]]:
    """The round of `kale_ronde.c`, in the plainest Python."""
    seeker, home = (
        Draws(1, 0).uniform(doel, np.arange(n)).view(np.uint64).tolist()
        for doel, n in ((Doel.reactie, zoekenden), (Doel.woning, woningen))
    )
    weights = np.cumsum(1000 + np.arange(woningen) % 500)
    chosen: list[list[int]] = []
    for key in seeker:
        mine: list[int] = []
        for attempt in range(64):
            u = ((mix((key + attempt) & _MASK) >> 32) * int(weights[-1])) >> 32
            h = int(np.searchsorted(weights, u, side="right"))
            if h not in mine and len(mine) < min(k, woningen):
                mine.append(h)
        chosen.append(mine)
    lists = [deque(i for i, mine in enumerate(chosen) if h in mine) for h in range(woningen)]
    holds: dict[int, int] = {}
    todo = list(range(woningen))
    while todo:
        h = todo.pop()
        while lists[h]:
            i = lists[h].popleft()
            if mix(seeker[i] ^ home[h]) >> 32 >= 2**30:
                continue
            other = holds.get(i)
            if other is not None and chosen[i].index(other) < chosen[i].index(h):
                continue
            if other is not None:
                todo.append(other)
            holds[i] = h
            break
    winner = {h: i for i, h in holds.items()}
    return sum(map(len, chosen)), [winner.get(h, -1) for h in range(woningen)]


@pytest.mark.parametrize(("zoekenden", "woningen", "k"), [(300, 20, 2), (40, 30, 3), (5, 1, 2), (1000, 3, 2)])
def test_the_bare_round_in_c_is_the_round_that_it_says(zoekenden: int, woningen: int, k: int) -> None:
    bare = compiled()
    if bare is None:
        pytest.skip("no C compiler")
    work, winner = bare.prepare(zoekenden, woningen, k)
    assert (work(), winner.tolist()) == plain_ronde(zoekenden, woningen, k)


def test_without_a_compiler_there_is_no_bare_round(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("CC", "geen-compiler")
    assert compiled() is None


def test_a_size_is_measured_in_a_process_of_its_own() -> None:
    heard: list[float] = []
    ballast = np.ones(40_000_000)
    assert memory_mb() > 300
    found = measure(500, 1, heard.append)
    assert len(ballast) == 40_000_000
    assert found.geheugen_mb < 300
    assert 0 < found.replicatie_mb < found.geheugen_mb
    assert (found.woningen, found.ingeschreven, found.jaren) == (500, 870, 1)
    assert found.verhuringen > 10
    assert found.reacties > 100
    assert found.vergelijking is not None
    assert found.vergelijking > found.seconden
    assert heard == sorted(heard)
    assert heard[-1] == 1.0


def test_a_process_that_ends_early_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(MetingError):
        measure(500, 1, lambda part: None)
    assert call(["bench", "--grootte=500", "--years=1"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "500 woningen is gestopt" in err


@pytest.mark.parametrize("wrong", ["--grootte=1", "--grootte=veel", "--years=0"])
def test_what_is_asked_wrong_ends_in_2(wrong: str) -> None:
    assert call(["bench", wrong]) == 2

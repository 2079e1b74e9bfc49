"""The flows of a register in balance: what comes in leaves, and the inschrijfduren are those that belong to it."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from woonsim.evenwicht import KANSEN, Evenwicht, apportion, balance

REGISTERS = st.tuples(st.floats(100, 4e6), st.floats(0.01, 0.6), st.floats(0.001, 0.9), st.floats(0, 0.2))


def flows(register: tuple[float, float, float, float], op_lijst: bool) -> tuple[Evenwicht, float, float, float]:
    size, share, housed, vertrek = register
    zoekend, passief = size * share, size * (1 - share)
    verhuringen = zoekend * housed
    return balance(zoekend, passief, verhuringen, vertrek, op_lijst=op_lijst), zoekend, passief, verhuringen


@settings(derandomize=True, database=None, deadline=None, max_examples=100)
@given(REGISTERS, st.booleans())
def test_what_comes_in_leaves_among_those_who_search_and_among_all(
    register: tuple[float, float, float, float], op_lijst: bool
) -> None:
    found, zoekend, passief, verhuringen = flows(register, op_lijst)
    vertrek = register[3]
    out = verhuringen + found.vervalt * passief + vertrek * (zoekend + passief)
    assert found.instroom == pytest.approx(out)
    comes = found.instroom * found.direct_zoekend + found.gaat_zoeken * passief
    assert comes == pytest.approx((found.stopt + vertrek) * zoekend + verhuringen)
    assert 0 <= found.direct_zoekend <= 1
    assert min(found.gaat_zoeken, found.stopt) >= 0
    for durations in (found.zoekend, found.passief):
        assert len(durations) == len(KANSEN)
        assert durations[0] >= 0
        assert all(np.diff(durations) >= 0)
        assert math.isfinite(durations[-1])


def test_the_list_houses_whoever_reaches_its_threshold() -> None:
    found = balance(480_000, 3_520_000, 122_000, 0.02, op_lijst=True)
    assert found.zoekend[-1] == pytest.approx(found.drempel, abs=0.05)
    # without anybody housed from the list, 120 years would not be too long to search
    assert balance(480_000, 3_520_000, 122_000, 0.02, op_lijst=False).drempel == math.inf
    longer = balance(480_000, 3_520_000, 61_000, 0.02, op_lijst=True)
    assert longer.drempel > found.drempel


def test_the_threshold_is_where_as_many_are_left_as_are_housed() -> None:
    found = balance(1000.0, 1e-9, 400.0, 0.05, op_lijst=True)
    # nobody passive: 450 register a year, 450 e^(-0.05 d) are left after d years, and 400 are housed
    assert found.stopt == 0.0
    assert found.instroom == pytest.approx(450.0)
    assert found.drempel == pytest.approx(math.log(450 / 400) / 0.05, abs=0.03)
    middle = -math.log(1 - 25 / 450) / 0.05
    assert found.zoekend[KANSEN.index(0.5)] == pytest.approx(middle, abs=0.03)


@given(st.integers(0, 10**7), st.lists(st.floats(0.01, 100), min_size=1, max_size=50))
def test_parts_make_the_whole_and_none_is_a_whole_woning_off(total: int, gewichten: list[float]) -> None:
    parts = apportion(total, gewichten)
    assert sum(parts) == total
    assert all(abs(part - total * w / sum(gewichten)) < 1 + 1e-6 for part, w in zip(parts, gewichten, strict=True))

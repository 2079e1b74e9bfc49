"""Kernels on whole numbers: numpy and compiled code give the same, and what is asked for and absent is said."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from woonsim import kernels
from woonsim.kernels import Block, chain, chain_block_numpy, chain_columns, compiled_chain_block

compiled = cache(compiled_chain_block)
needs_numba = pytest.mark.skipif(importlib.util.find_spec("numba") is None, reason="without the extra `snel`")


def words(shape: tuple[int, ...], seed: int) -> NDArray[np.uint64]:
    column = np.random.default_rng(seed).integers(0, 2**64, shape, dtype=np.uint64)
    column.setflags(write=False)
    return column


SHAPES = st.sampled_from(
    [
        [(1,)],
        [(7,)],
        [(7,), (7,)],
        [(1,), (7,), (7,)],
        [(7,), (1,), (7,)],
        [(0,), (1,)],
        [(5, 1), (1, 3)],
        [(5, 1), (1, 3), (5, 3)],
        [(5, 1), (3,), (1, 1)],
        [(1, 3), (1, 3)],
    ]
)


def assert_chains(block: Block, shapes: list[tuple[int, ...]], prefix: int, seed: int) -> None:
    columns = [words(shape, seed + place) for place, shape in enumerate(shapes)]
    told = block(prefix, columns)
    rows = [column.ravel().tolist() for column in np.broadcast_arrays(*columns)]
    expected = [chain(prefix, *row) for row in zip(*rows, strict=True)]
    assert told.dtype == np.uint64
    assert told.ravel().tolist() == expected
    assert told.shape == np.broadcast_shapes(*shapes)


@given(SHAPES, st.integers(0, 2**64 - 1), st.integers(0, 2**32))
def test_columns_are_chained_as_numbers_are(shapes: list[tuple[int, ...]], prefix: int, seed: int) -> None:
    assert_chains(chain_block_numpy, shapes, prefix, seed)


@needs_numba
@settings(deadline=None)  # the first time it is compiled
@given(SHAPES, st.integers(0, 2**64 - 1), st.integers(0, 2**32))
def test_compiled_code_chains_as_numbers_do(shapes: list[tuple[int, ...]], prefix: int, seed: int) -> None:
    assert_chains(compiled(), shapes, prefix, seed)


@pytest.mark.parametrize(
    "shapes",
    [
        [(20_000,)],
        [(20_000,), (20_000,), (1,)],
        [(1,), (20_000,)],
        [(500, 1), (1, 33), (500, 33)],
        [(500, 1), (33,), (1, 33)],
        [(3, 1), (1, 9_000)],
    ],
)
def test_long_columns_are_chained_in_parts_as_at_once(shapes: list[tuple[int, ...]]) -> None:
    columns = [words(shape, place) for place, shape in enumerate(shapes)]
    assert np.array_equal(chain_columns(5, columns), chain_block_numpy(5, columns))


def test_compiled_code_that_is_not_there_is_missed_when_it_is_needed() -> None:
    code = (
        "import sys; sys.modules['numba'] = None; import importlib.util as u; find = u.find_spec;"
        "u.find_spec = lambda name, *rest: None if name == 'numba' else find(name, *rest);"
        "from woonsim.draw import Draws; import numpy as np;"
        "Draws(1, 0).uniform('loting', np.arange(9))"
    )
    for taal, said in (("nl", "gecompileerde code"), ("en", "compiled code")):
        env = {**os.environ, "WOONSIM_SNEL": "1", "WOONSIM_TAAL": taal}
        told = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False)
        assert "UsageError: WOONSIM_SNEL=1 " in told.stderr
        assert said in told.stderr


def test_numpy_is_what_is_used_unless_compiled_code_is_asked_for() -> None:
    code = "from woonsim import kernels; print(kernels.chain_block.__name__)"
    env = {name: value for name, value in os.environ.items() if name != "WOONSIM_SNEL"}
    told = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == kernels.chain_block_numpy.__name__

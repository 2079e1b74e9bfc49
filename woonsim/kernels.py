"""The one place of compiled code: what is done to whole numbers in long columns, in numpy or compiled.

Whole numbers only (decision 19): they are exact, so that compiled code gives the same bytes as numpy does, and a result
never depends on what is installed. Compiled code needs the extra `snel` (numba) and is asked for by the environment
variable `WOONSIM_SNEL=1`; it is not taken because it is there, since loading it takes as long as playing a small
gemeente. The choice is made once, at import. What is not about twice as fast compiled, at 100,000 rows, stays numpy.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray

from woonsim.berichten import bericht
from woonsim.errors import UsageError

Uint64 = NDArray[np.uint64]
Block = Callable[[int, list[Uint64]], Uint64]

MASK = (1 << 64) - 1
_GOLDEN = 0x9E3779B97F4A7C15
_ODD = 0xD1342543DE82EF95
_MIX1, _MIX2 = 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
_GOLDEN_64, _ODD_64, _MIX1_64, _MIX2_64 = (np.array(n, dtype=np.uint64) for n in (_GOLDEN, _ODD, _MIX1, _MIX2))
_27, _30, _31 = (np.array(bits, dtype=np.uint64) for bits in (27, 30, 31))
_BLOCK = 2**13
"""Rows hashed together: what they need stays in the cache and in memory that is used again."""


def chain(h: int, *words: int) -> int:
    """The hash of words after a hash, one by one: h <- mix64(h * ODD + w + GOLDEN)."""
    for word in words:
        z = (h * _ODD + word + _GOLDEN) & MASK
        z = ((z ^ (z >> 30)) * _MIX1) & MASK
        z = ((z ^ (z >> 27)) * _MIX2) & MASK
        h = z ^ (z >> 31)
    return h


def chain_columns(prefix: int, words: list[Uint64]) -> Uint64:
    """`chain` of each row of columns, or of each cell of tables, after the same hash; they are broadcast together."""
    cells = np.broadcast(*words)
    if cells.size <= _BLOCK:
        return chain_block(prefix, words)
    shape = cells.shape
    step = max(_BLOCK * shape[0] // cells.size, 1)
    h = np.empty(shape, dtype=np.uint64)
    for begin in range(0, shape[0], step):
        part = slice(begin, begin + step)
        h[part] = chain_block(prefix, [_part(word, part, len(shape)) for word in words])
    return h


def _part(word: Uint64, rows: slice, dimensions: int) -> Uint64:
    """What belongs to these rows of all that is broadcast together."""
    return word if word.ndim < dimensions or len(word) == 1 else word[rows]


def chain_block_numpy(prefix: int, words: list[Uint64]) -> Uint64:
    """`chain_block` in numpy: what compiled code is equal to."""
    z = words[0] + np.uint64((prefix * _ODD + _GOLDEN) & MASK)
    _mix(z)
    for word in words[1:]:
        z *= _ODD_64
        z += _GOLDEN_64
        z = z + word
        _mix(z)
    return z


def _mix(z: Uint64) -> None:
    """The finaliser, in place."""
    z ^= z >> _30
    z *= _MIX1_64
    z ^= z >> _27
    z *= _MIX2_64
    z ^= z >> _31


def compiled_chain_block() -> Block:
    """`chain_block` compiled; numba keeps what it compiled on disk, for the next process."""
    numba = import_module("numba")
    golden, odd, mix1, mix2 = (np.uint64(n) for n in (_GOLDEN, _ODD, _MIX1, _MIX2))
    s27, s30, s31 = np.uint64(27), np.uint64(30), np.uint64(31)

    @numba.njit
    def link(h: Any, word: Any) -> Any:
        z = h * odd + word + golden
        z = (z ^ (z >> s30)) * mix1
        z = (z ^ (z >> s27)) * mix2
        return z ^ (z >> s31)

    @numba.njit("(uint64[:, ::1], Array(uint64, 1, 'C', readonly=True), int64, boolean)", cache=True)
    def extend(h: Any, word: Any, per_row: int, same: bool) -> None:
        """Chain to each hash its word: the `same` for a whole row, or one per column."""
        for i in range(h.shape[0]):
            first = i * per_row
            if same:
                for j in range(h.shape[1]):
                    h[i, j] = link(h[i, j], word[first])
            else:
                for j in range(h.shape[1]):
                    h[i, j] = link(h[i, j], word[first + j])

    def chain_block(prefix: int, words: list[Uint64]) -> Uint64:
        shape = words[0].shape if len(words) == 1 else np.broadcast_shapes(*(word.shape for word in words))
        h = np.full(shape if len(shape) == 2 else (1, *shape), prefix, dtype=np.uint64)
        for word in words:
            rows, columns = (1, len(word)) if word.ndim == 1 else word.shape
            extend(h, np.ascontiguousarray(word).reshape(-1), columns if rows > 1 else 0, columns == 1)
        return h.reshape(shape)

    return chain_block


def _refuse(prefix: int, words: list[Uint64]) -> Uint64:
    """Stands in for the compiled code that is asked for and cannot be had: said when it is needed."""
    raise UsageError(bericht("snel_ontbreekt"))


def _chosen() -> Block:
    if os.environ.get("WOONSIM_SNEL", "0") in ("", "0"):
        return chain_block_numpy
    return compiled_chain_block() if find_spec("numba") else _refuse


chain_block = _chosen()
"""`chain` of each row of columns or tables that are broadcast together, at once.

Raises:
    UsageError: compiled code is asked for, and there is none.
"""

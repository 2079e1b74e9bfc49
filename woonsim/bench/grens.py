"""The limit: what a round costs at least on this machine, by its memory and by a bare round in C.

Memory: the bytes that a round must touch over the measured speed of a copy. Each who looks has some columns that
decide what it may have and where it stands; each reaction is written once and read once, as the rows of its seeker
and its woning and a sort key. What fits in the cache (the woningen of a round) is not counted.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray

from woonsim.bench.onderdelen import shortest
from woonsim.draw import Doel, Draws
from woonsim.kolommen import Huishoudens

COLUMNS = ("sleutel", "geboren", "personen", "inkomen_eur", "kern", "inschrijfdatum", "voorrang_tot")
"""Columns of who looks that every round with the usual policies reads."""
_PER_REACTION = 2 * (4 + 4 + 8)
"""Bytes: rows of seeker and woning and a sort key, written and read."""
_COPIED = 256 * 2**20
_SOURCE = Path(__file__).parent.parent / "data" / "kale_ronde.c"


def bandwidth() -> float:
    """Bytes a second that a copy of an array far larger than any cache reads and writes."""
    source = np.ones(_COPIED // 8)
    target = np.empty_like(source)
    return 2 * _COPIED / shortest(lambda: np.copyto(target, source))


def bytes_touched(zoekenden: float, reacties: float) -> float:
    """The bytes that a round of so many who look and so many reactions must touch."""
    columns = Huishoudens()
    per_zoekende: int = sum(getattr(columns, name).dtype.itemsize for name in COLUMNS)
    return zoekenden * per_zoekende + reacties * _PER_REACTION


@dataclass(frozen=True)
class KaleRonde:
    """A compiled bare round."""

    function: Any

    def prepare(self, zoekenden: int, woningen: int, k: int) -> tuple[Callable[[], int], NDArray[np.int64]]:
        """What plays a round and tells its reactions, and where it puts the row of each woning's winner (-1: none).

        At least one woning; each offer is accepted with a chance of a quarter.
        """
        draws = Draws(1, 0)
        seeker = draws.uniform(Doel.reactie, np.arange(zoekenden)).view(np.uint64)
        home = draws.uniform(Doel.woning, np.arange(woningen)).view(np.uint64)
        weights = np.cumsum(1000 + np.arange(woningen) % 500).astype(np.uint32)
        winner = np.empty(woningen, dtype=np.int64)

        def work() -> int:
            n_and_weights = (zoekenden, home.ctypes.data, weights.ctypes.data, woningen, k)
            return int(self.function(seeker.ctypes.data, *n_and_weights, 2**30, winner.ctypes.data))

        return work, winner


def compiled() -> KaleRonde | None:
    """The bare round, compiled now; None without a C compiler."""
    compiler = next(filter(None, map(shutil.which, (os.environ.get("CC", "cc"), "gcc", "clang"))), None)
    if compiler is None:
        return None
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        library = Path(folder) / "kale_ronde.so"
        command = [compiler, "-O3", "-march=native", "-shared", "-fPIC", "-o", str(library), str(_SOURCE)]
        try:
            subprocess.run(command, check=True, capture_output=True)
            function = ctypes.CDLL(str(library)).kale_ronde
        except (OSError, subprocess.CalledProcessError):
            return None
    whole, place = ctypes.c_int64, ctypes.c_void_p
    function.argtypes = [place, whole, place, place, whole, whole, ctypes.c_uint32, place]
    function.restype = whole
    return KaleRonde(function)

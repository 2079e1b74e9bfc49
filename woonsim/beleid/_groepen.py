"""What policies say of doelgroepen by name, worked out once per list of names."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from woonsim.plugin import Claim, Doelgroep


def is_one_of(doelgroep: NDArray[Any], groepen: Iterable[str]) -> NDArray[np.bool_]:
    """Whether each of a column `doelgroep` is one of the `groepen`."""
    return _membership(tuple(groepen))[doelgroep]


@cache
def _membership(groepen: tuple[str, ...]) -> NDArray[np.bool_]:
    """Per `Doelgroep` whether it is one of the `groepen`."""
    table = np.zeros(len(Doelgroep), dtype=np.bool_)
    table[[Doelgroep[groep] for groep in groepen]] = True
    return table


@cache
def claims_for(groepen: tuple[str, ...], n: int) -> tuple[Claim, ...]:
    """A claim on demand of all `n` woningen for each of the `groepen`, in their order."""
    return tuple(Claim(every_woning(groep, n)) for groep in groepen)


@cache
def every_woning(groep: str, n: int) -> NDArray[np.int64]:
    """The `Doelgroep` with this name, for all of `n` woningen; read-only, since all who ask share it."""
    column = np.full(n, int(Doelgroep[groep]), dtype=np.int64)
    column.setflags(write=False)
    return column

"""Jongerenloting by itself: who is first where a woning is reserved, drawn, or neither. With: python -m pytest."""

from types import SimpleNamespace

import numpy as np
import pytest
from woonsim_jongerenloting import Jongerenloting

from woonsim.plugin import Herkomst

LOTS = np.array([0.9, 0.1, 0.2, 0.3])
ZOEKENDE = SimpleNamespace(
    sleutel=np.arange(4, dtype=np.uint64),
    leeftijd=np.array([27.9, 28.0, 22.0, 22.0]),
    herkomst=np.array([Herkomst.gemeente, Herkomst.gemeente, Herkomst.regio, Herkomst.gemeente]),
)
WONING = SimpleNamespace(vrijkomst=np.zeros(4, dtype=np.uint64))


def order(policy: Jongerenloting, u: float = 0.5) -> list[int]:
    """The rows in order, when the lots of the woning are `u`."""

    def draw(purpose: str, keys: np.ndarray) -> np.ndarray:
        return LOTS if purpose == "lot" else np.full(len(keys), u)

    return np.argsort(policy.sortering(ZOEKENDE, WONING, draw), kind="stable").tolist()


@pytest.mark.parametrize(
    ("policy", "rows"),
    [
        (Jongerenloting(aandeel_jongeren=1.0), [3, 0, 1, 2]),
        (Jongerenloting(aandeel_jongeren=0.0), [1, 2, 3, 0]),
        (Jongerenloting(aandeel=0.0, aandeel_jongeren=1.0), [0, 1, 2, 3]),
        (Jongerenloting(aandeel_jongeren=1.0, maximumleeftijd=26), [3, 1, 2, 0]),
        (Jongerenloting(aandeel_jongeren=0.5), [1, 2, 3, 0]),
    ],
)
def test_the_order(policy: Jongerenloting, rows: list[int]) -> None:
    assert order(policy) == rows

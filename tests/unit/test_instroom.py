"""Streams of arrivals: as many come as the rate says, however many that is."""

import numpy as np
import pytest

from woonsim.draw import Draws
from woonsim.kalender import JAAR
from woonsim.proces.instroom import arrivals


@pytest.mark.parametrize("per_jaar", [40, 1000, 6000, 60_000, 400_000])
def test_as_many_come_as_the_rate_says(per_jaar: int) -> None:
    moments = arrivals(Draws(1, 0), "regio", per_jaar, 10 * JAAR)
    assert (np.diff(moments) >= 0).all()
    for years in (5, 10):
        came = np.searchsorted(moments, years * JAAR)
        assert came == pytest.approx(years * per_jaar, abs=4 * np.sqrt(years * per_jaar))


def test_nobody_comes_at_rate_0() -> None:
    assert not len(arrivals(Draws(1, 0), "regio", 0, JAAR))

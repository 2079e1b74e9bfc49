"""Streams of arrivals: as many come as the rate says, however many that is."""

from pathlib import Path

import numpy as np
import pytest

import woonsim
from woonsim.begrippen import Doelgroep, Voorziening
from woonsim.draw import Draws
from woonsim.kalender import JAAR
from woonsim.proces.instroom import arrivals
from woonsim.simulation import Run

KLEIN = Path(__file__).parents[1] / "data" / "klein.yaml"


@pytest.mark.parametrize("per_jaar", [40, 1000, 6000, 60_000, 400_000])
def test_as_many_come_as_the_rate_says(per_jaar: int) -> None:
    moments = arrivals(Draws(1, 0), "regio", per_jaar, 10 * JAAR)
    assert (np.diff(moments) >= 0).all()
    for years in (5, 10):
        came = np.searchsorted(moments, years * JAAR)
        assert came == pytest.approx(years * per_jaar, abs=4 * np.sqrt(years * per_jaar))


def test_nobody_comes_at_rate_0() -> None:
    assert not len(arrivals(Draws(1, 0), "regio", 0, JAAR))


def test_who_applies_for_a_place_is_drawn_alone_as_with_all_others() -> None:
    scenario = woonsim.load_scenario(KLEIN)
    run, spec = Run(scenario, 1, 0), scenario.voorzieningen[Voorziening.beschermd_wonen]
    huis, numbers = run._voorzieningen._open[Voorziening.beschermd_wonen], np.arange(-20, 60)
    told, together = huis._draw(numbers), run._kandidaten.draw(Doelgroep.uitstroom, "beschermd_wonen", numbers, spec)
    assert len(set(told.values())) > 60
    assert len(set(together["inkomen_eur"].tolist())) == 80
    for place, number in enumerate(numbers.tolist()):
        one = np.array([number])
        assert huis._draw(one) == {number: told[number]}
        alone = run._kandidaten.draw(Doelgroep.uitstroom, "beschermd_wonen", one, spec)
        assert {naam: column[0] for naam, column in alone.items()} == {n: c[place] for n, c in together.items()}

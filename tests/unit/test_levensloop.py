"""Levensloop: sizes and incomes after a birthday that matters, worked out by hand, and in law."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from woonsim.load import load_bytes
from woonsim.proces.levensloop import grown_inkomen, grown_personen
from woonsim.record import Replicatie
from woonsim.scenario.section import Inkomen
from woonsim.simulation import play

KLEIN = (Path(__file__).parents[1] / "regression" / "klein.yaml").read_text(encoding="utf-8")

GROOTTE = {
    "18-54": {"1p": 0.4, "2p": 0.2, "3p": 0.2, "4p": 0.2, "5p": 0.0},
    "55-74": {"1p": 0.6, "2p": 0.3, "3p": 0.1, "4p": 0.0, "5p": 0.0},
    "75+": {"1p": 1.0, "2p": 0.0, "3p": 0.0, "4p": 0.0, "5p": 0.0},
}
# places among the sizes: at 18-54 1p to 0.4, 2p to 0.6, 3p to 0.8, 4p to 1; at 55-74 1p to 0.6, 2p to 0.9, 3p to 1


@pytest.mark.parametrize(
    ("personen", "then", "now", "u", "expected"),
    [
        (1, 54, 55, 0.99, 1),
        (2, 54, 55, 0.99, 1),  # everybody from place 0.4 to 0.6 is alone from then on
        (3, 54, 55, 0.01, 2),
        (4, 54, 55, 0.49, 2),  # 0.8 + 0.49 * 0.2 = 0.898
        (4, 54, 55, 0.51, 3),
        (5, 54, 55, 0.5, 3),  # a size that the class does not have stands at its end
        (3, 74, 75, 0.5, 1),
        (4, 30, 80, 0.99, 1),
        (4, 54, 54.9, 0.5, 4),
        (5, 60, 61, 0.5, 5),
    ],
)
def test_the_size_after_a_birthday(personen: int, then: float, now: float, u: float, expected: int) -> None:
    grown = grown_personen(GROOTTE, np.array([personen]), np.array([then]), np.array([now]), np.array([u]))
    assert grown.tolist() == [expected]


def test_who_comes_from_one_class_has_the_sizes_of_the_next() -> None:
    n = 10_000
    personen = np.repeat([1, 2, 3, 4], [int(0.4 * n), int(0.2 * n), int(0.2 * n), int(0.2 * n)])
    u = np.concatenate([(np.arange(k) + 0.5) / k for k in np.unique(personen, return_counts=True)[1]])
    grown = grown_personen(GROOTTE, personen, np.full(n, 54.0), np.full(n, 55.5), u)
    assert (np.bincount(grown, minlength=6)[1:] / n).tolist() == [0.6, 0.3, 0.1, 0.0, 0.0]
    # nobody passes anybody: in the order of the places the sizes still rise
    assert (np.diff(grown) >= 0).all()


def _income(mediaan: float, p90: float) -> Inkomen:
    return Inkomen.model_construct(mediaan=mediaan, p90=p90)


INKOMEN = {
    "1p": {"18-66": _income(20_000, 40_000), "67+": _income(18_000, 36_000)},
    "2p": {"18-66": _income(30_000, 60_000), "67+": _income(25_000, 25_000)},
    "3p+": {"18-66": _income(30_000, 120_000), "67+": _income(30_000, 60_000)},
}


@pytest.mark.parametrize(
    ("inkomen", "before", "after", "expected"),
    [
        (20_000, (66, 1), (67, 1), 18_000),
        (40_000, (66, 1), (67, 1), 36_000),
        (30_000, (40, 1), (41, 1), 30_000),
        (60_000, (40, 2), (41, 1), 40_000),  # the 90th percentile stays the 90th percentile
        (30_000, (40, 4), (41, 3), 30_000),
        (15_000, (40, 2), (41, 3), 7_500),  # half the median, where p90 is twice it; there it is four times
        (30_000, (40, 1), (70, 2), 25_000),  # all have the same
        (25_000, (70, 2), (71, 1), 18_000),
        (0, (66, 1), (67, 1), 0),
    ],
)
def test_the_income_after_a_birthday(
    inkomen: float, before: tuple[float, int], after: tuple[float, int], expected: float
) -> None:
    (then, old), (now, new) = before, after
    grown = grown_inkomen(
        INKOMEN, np.array([float(inkomen)]), (np.array([then]), np.array([old])), (np.array([now]), np.array([new]))
    )
    assert grown[0] == pytest.approx(expected, abs=1e-6)


def _played(levensloop: str, looptijd: int = 4) -> Replicatie:
    text = KLEIN.replace("looptijd: 2 jaar", f"looptijd: {looptijd} jaar").replace(
        "\nmutatie:\n", f"\n{levensloop}\nmutatie:\n"
    )
    return play(load_bytes(text.encode(), "klein.yaml"))


def _tables(replicatie: Replicatie) -> dict[str, Any]:
    return {t: {c: v.tolist() for c, v in columns.items()} for t, columns in replicatie.feiten.items()}


def test_without_the_section_size_and_income_stay() -> None:
    vast = _tables(_played("levensloop: {huishoudgrootte: vast, inkomen: vast}"))
    assert vast == _tables(_played("")) == _tables(_played("levensloop: {}"))
    grown = _tables(_played("levensloop: {huishoudgrootte: volgt_leeftijd, inkomen: volgt_leeftijd}"))
    assert grown != vast


def test_nothing_changes_before_the_first_turn_of_the_year() -> None:
    grown = _played("levensloop: {huishoudgrootte: volgt_leeftijd, inkomen: volgt_leeftijd}", looptijd=1)
    vast = _played("", looptijd=1)
    for table in set(grown.feiten) - {"bevolking"}:
        assert {c: v.tolist() for c, v in grown.feiten[table].items()} == {
            c: v.tolist() for c, v in vast.feiten[table].items()
        }, table

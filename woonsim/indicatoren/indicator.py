"""What an indicator is: a name, a unit, groups, one sentence in each language, and what computes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from woonsim.indicatoren.waarneming import Cijfer, Waarneming

Richting = Literal["meer", "minder", ""]


@dataclass(frozen=True)
class Indicator:
    """A figure that a run is asked for.

    `dimensies`: the groups it is given for, beside the total (unless `heeft_totaal` is False).
    `signed`: the figure may be below 0.
    `richting`: whether more or less of it is better for whom the figure is about; "" where that is a matter of
    opinion, or where who wins another loses.
    `definitie`, `definition`: one sentence, in Dutch and in English.
    `compute`: the figures of one replication, per group and year and over the term.
    """

    naam: str
    eenheid: str
    dimensies: tuple[str, ...]
    definitie: str
    definition: str
    compute: Callable[[Waarneming], Iterator[Cijfer]]
    heeft_totaal: bool = True
    signed: bool = False
    richting: Richting = ""

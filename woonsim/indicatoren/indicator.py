"""What an indicator is: a name, a unit, groups, one sentence in each language, and what computes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from woonsim.indicatoren.waarneming import Cijfer, Waarneming


@dataclass(frozen=True)
class Indicator:
    """A figure that a run is asked for.

    `dimensies`: the groups it is given for, beside the total (unless `heeft_totaal` is False).
    `signed`: the figure may be below 0.
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

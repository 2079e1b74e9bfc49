"""Indicators of who live in the stock at the end of each year: from the table bevolking."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from woonsim.begrippen import LEEFTIJDSGRENS
from woonsim.indicatoren.waarneming import TOTAAL, Cijfer, Columns, Values, Waarneming

RUIM, HOOGSTENS = 4, 2
"""Rooms from which, and persons up to which, a huishouden lives spaciously."""


def share_of_huurders(
    hit: Callable[[Columns], NDArray[Any]], among: Callable[[Columns], NDArray[Any]] | None = None
) -> Callable[[Waarneming], Iterator[Cijfer]]:
    """Indicator: the share of the tenants at the end of the year, or of those `among` them, who are a `hit`."""

    def aandeel(w: Waarneming) -> Iterator[Cijfer]:
        table = w.columns("bevolking")
        base = np.ones(len(table["jaar"]), dtype=np.bool_) if among is None else among(table)
        yield from w.ratio(TOTAAL, _counted(w, table, base & hit(table)), _counted(w, table, base))

    return aandeel


def huishoudgrootte_huurders(w: Waarneming) -> Iterator[Cijfer]:
    """Mean number of persons."""
    table = w.columns("bevolking")
    everybody = np.ones(len(table["jaar"]), dtype=np.bool_)
    persons = w.per_jaar(table["jaar"], table["aantal"] * table["personen"])
    yield from w.ratio(TOTAAL, persons, _counted(w, table, everybody))


def aged(minimum: int) -> Callable[[Columns], NDArray[Any]]:
    """Tenants of `minimum` years or older, a bound of the classes."""
    return lambda table: table["leeftijdsklasse"] >= minimum


def vanaf_55(table: Columns) -> NDArray[Any]:
    """Tenants of the age that most labels ask."""
    return aged(LEEFTIJDSGRENS)(table)


def in_gelabeld(table: Columns) -> NDArray[Any]:
    """Tenants of a woning with a leeftijdslabel."""
    return table["gelabeld"].astype(np.bool_)


def wonen_ruim(table: Columns) -> NDArray[Any]:
    """Tenants with few persons in many rooms."""
    return np.asarray((table["kamers"] >= RUIM) & (table["personen"] <= HOOGSTENS))


def _counted(w: Waarneming, table: Columns, rows: NDArray[Any]) -> Values:
    return w.per_jaar(table["jaar"][rows], table["aantal"][rows])

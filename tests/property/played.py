"""A drawn scenario played step by step, and its facts as rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from types import SimpleNamespace
from typing import Any

import numpy as np

from woonsim.begrippen import Kanaal
from woonsim.record import Replicatie
from woonsim.results import Results
from woonsim.scenario.model import Scenario
from woonsim.simulation import Run

Row = Any
"""One row of a table: a column is an attribute, a number stays a number."""


@dataclass
class Played:
    """What happened: the world at the end, and the tables as lists of rows."""

    scenario: Scenario
    run: Run
    replicatie: Replicatie
    huurders_at_start: set[int] = field(default_factory=set)
    """Rows of tenants who were not registered at begindatum."""
    in_year: list[tuple[Any, Any]] = field(default_factory=list)
    """Persons and income of every huishouden, by row, as they were in each year of the run."""

    def persons_and_income(self, row: int, t: int) -> tuple[int, float]:
        """Of the huishouden in `row` at moment `t`: both change at the turn of the year only."""
        personen, inkomen = self.in_year[self.run.wereld.jaar_index(t)]
        return int(personen[row]), float(inkomen[row])

    def rows(self, table: str) -> list[Row]:
        """The rows of a table, in order."""
        return self._tables[table]

    @cached_property
    def _tables(self) -> dict[str, list[Row]]:
        return {
            table: [
                SimpleNamespace(**dict(zip(columns, values, strict=True)))
                for values in zip(*(column.tolist() for column in columns.values()), strict=True)
            ]
            for table, columns in self.replicatie.feiten.items()
        }

    @cached_property
    def decided(self) -> dict[int, int]:
        """When each letting was decided, by vrijkomst: at the closing, at the notice, or when the first came."""
        freed = {v.vrijkomst: v.opzegdatum for v in self.rows("vrijkomst")}
        closings = {r.vrijkomst: r.sluiting for r in self.rows("publicatie") if r.verhuurd}
        term = self.scenario.aanbod.frictieleegstand.beslistermijn
        moments = {
            Kanaal.aanbod: lambda a: closings[a.vrijkomst],
            Kanaal.bemiddeling: lambda a: freed[a.vrijkomst],
            Kanaal.eerste_reageerder: lambda a: a.acceptatiedatum - term,
        }
        return {a.vrijkomst: moments[Kanaal(a.kanaal)](a) for a in self.rows("toewijzing")}

    @cached_property
    def household(self) -> dict[tuple[int, int], int]:
        """(stream, number in the stream) -> row of the huishouden."""
        h = self.run.wereld.huishoudens
        return {pair: row for row, pair in enumerate(zip(h.stroom.tolist(), h.volgnummer.tolist(), strict=True))}

    @cached_property
    def policies(self) -> dict[str, Row]:
        """The parameters of each policy that has no two entries, by its soort."""
        from woonsim.plugins import read_parameters

        return {regel.soort: read_parameters(regel) for regel in self.scenario.beleid}


def play(scenario: Scenario, seed: int = 1, nummer: int = 0) -> Played:
    """Play a replication with the laws of the world checked after every event (P1)."""
    run = Run(scenario, seed, nummer)
    horizon = run.wereld.kalender.looptijd
    h = run.wereld.huishoudens
    unregistered = set(np.flatnonzero((h.woning >= 0) & (h.zoekstatus == 0)).tolist())
    run.wereld.check()
    in_year: list[tuple[Any, Any]] = []
    ends = run.wereld.kalender.jaargrenzen()[1:]
    while run.agenda.env.peek() < horizon:
        if run.agenda.env.peek() >= ends[len(in_year)]:
            in_year.append((h.personen.copy(), h.inkomen_eur.copy()))
        run.agenda.env.step()
        run.wereld.check()
    in_year += [(h.personen.copy(), h.inkomen_eur.copy())] * (len(ends) - len(in_year))
    return Played(scenario, run, run.play(), unregistered, in_year)


def named_tables(scenario: Scenario, replicatie: Replicatie) -> dict[str, list[tuple[Any, ...]]]:
    """Every table with names for codes, so that scenarios with other policies can be compared."""
    results = Results(scenario, 1, (replicatie,))
    return {
        table: [tuple(map(str, row)) for row in results.table(table).itertuples(index=False)]
        for table in replicatie.feiten
    }


def first_difference(one: dict[str, list[tuple[Any, ...]]], other: dict[str, list[tuple[Any, ...]]]) -> str:
    """Where two sets of tables first differ; empty when they are equal."""
    for table in one:
        for number, (a, b) in enumerate(zip(one[table], other[table])):
            if a != b:
                return f"{table}, row {number}:\n{a}\n{b}"
        if len(one[table]) != len(other[table]):
            return f"{table}: {len(one[table])} rows against {len(other[table])}"
    return ""

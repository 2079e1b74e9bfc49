"""A run folder as an explanation reads it: what was played, and where in it the woning or huishouden is found."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from woonsim.errors import UsageError
from woonsim.schermteksten import tekst
from woonsim.store import DATABASE
from woonsim.storedrun import read_run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from woonsim.pluginfile import PluginFile
    from woonsim.scenario.model import Scenario

_EXAMPLES = 3


@dataclass(frozen=True)
class Gevonden:
    """A vacancy in the tables: until when it must be played again, and to whom it went (empty: nobody)."""

    vrijkomst: int
    tot: int | None
    """Moment of acceptance, or of notice when it is not let again [minutes]; None: to the end."""
    huishouden: str
    acceptatie: str


@dataclass(frozen=True)
class Resultaat:
    """The run in `folder`, and the replication of it that is asked about."""

    folder: Path
    scenario: Scenario
    seed: int
    replicatie: int

    def freed(self, woning: int, datum: date | None) -> Gevonden:
        """The vacancy of a woning that is nearest to `datum`, or its first; raises `UsageError` if it has none."""
        rows = self._rows(
            "SELECT v.vrijkomst, v.opzegdatum, v.onttrokken, t.acceptatiedatum, t.sleuteldatum, t.stroom, t.volgnummer "
            "FROM vrijkomst v LEFT JOIN toewijzing t ON t.replicatie = v.replicatie AND t.vrijkomst = v.vrijkomst "
            "WHERE v.replicatie = ? AND v.woning = ? ORDER BY v.vrijkomst",
            woning,
        )
        if not rows:
            raise UsageError(self._no_vacancy(woning))
        if datum is not None:
            rows.sort(key=lambda row: _distance(row, datum))
        number, notice, gone, accepted, _, stroom, volgnummer = rows[0]
        until = notice if gone else accepted
        who = f"{stroom}:{volgnummer}" if accepted else ""
        return Gevonden(number, self._minutes(until) if until else None, who, accepted or "")

    def _no_vacancy(self, woning: int) -> str:
        near = self._rows(
            "SELECT DISTINCT woning FROM vrijkomst WHERE replicatie = ? ORDER BY abs(woning - ?) LIMIT 3", woning
        )
        numbers = ", ".join(str(number) for (number,) in near)
        return tekst("uitleg_geen_vrijkomst", woning=woning, replicatie=self.replicatie, voorbeelden=numbers)

    def knows(self, stroom: str, volgnummer: int) -> bool:
        """Whether a table names this huishouden."""
        return any(
            self._rows(f"SELECT 1 FROM {table} WHERE replicatie = ? AND stroom = ? AND volgnummer = ? LIMIT 1", *who)
            for table in ("kandidaat", "toewijzing")
            for who in [(stroom, volgnummer)]
        )

    def examples(self) -> tuple[list[str], list[str]]:
        """The first woningen that fell free in the replication, and the first huishoudens that were let one."""
        woningen = self._rows("SELECT woning FROM vrijkomst WHERE replicatie = ? ORDER BY vrijkomst LIMIT ?", _EXAMPLES)
        huishoudens = self._rows(
            "SELECT stroom, volgnummer FROM toewijzing WHERE replicatie = ? ORDER BY toewijzing LIMIT ?", _EXAMPLES
        )
        return [str(woning) for (woning,) in woningen], [f"{stroom}:{number}" for stroom, number in huishoudens]

    def _rows(self, query: str, *values: Any) -> list[Any]:
        path = self.folder / DATABASE
        try:
            with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
                return connection.execute(query, (self.replicatie, *values)).fetchall()
        except sqlite3.Error as error:
            raise UsageError(tekst("uitleg_geen_tabellen", map=self.folder, reden=error)) from error

    def _minutes(self, moment: str) -> int:
        begin = datetime.combine(self.scenario.begindatum, time())
        return int((datetime.fromisoformat(moment) - begin).total_seconds() // 60)


def _distance(row: Any, datum: date) -> tuple[int, int]:
    """How many days `datum` lies outside the time from notice to keys, and from notice."""
    _, notice, _, _, keys, *_ = row
    begin = datetime.fromisoformat(notice).date()
    end = datetime.fromisoformat(keys).date() if keys else begin
    return max((begin - datum).days, (datum - end).days, 0), abs((datum - begin).days)


def open_run(folder: Path, replicatie: int, plugins: Sequence[PluginFile] = ()) -> Resultaat:
    """What `woonsim run` left in `folder`, played with these plugins.

    Raises:
        UsageError: it is no such folder, it cannot be played again, or it lacks the replication or its facts.
    """
    run = read_run(folder, plugins)
    if replicatie >= run.replicaties:
        raise UsageError(tekst("uitleg_geen_replicatie", replicatie=replicatie, hoogst=run.replicaties - 1))
    if replicatie >= run.feiten:
        raise UsageError(tekst("uitleg_zonder_feiten", map=folder, replicatie=replicatie, n=run.feiten))
    return Resultaat(folder, run.scenario, run.seed, replicatie)

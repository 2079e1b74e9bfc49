"""Taakstelling: when statushouders are linked to the gemeente, and how many persons of each half-year are housed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Generator
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Any

import numpy as np
import simpy

from woonsim.agenda import Agenda, Soort
from woonsim.bevolking import persons
from woonsim.feiten import STROMEN
from woonsim.kalender import DAG, Kalender
from woonsim.kolommen import Int64
from woonsim.scenario.model import Statushouders
from woonsim.scenario.taakstelling import Taakstelling as Spec
from woonsim.wereld import Wereld

STROOM = "statushouders"


@dataclass(frozen=True)
class Halfjaar:
    """A calendar half-year: [`begin`, `eind`) in minutes since begindatum, and the persons it asks."""

    jaar: int
    nummer: int
    begin: int
    eind: int
    opgave: int


def halfjaren(spec: Spec, kalender: Kalender, until: int) -> list[Halfjaar]:
    """The half-years that begin before `until`, all whole: a run begins on 1 January and lasts whole years."""
    found = []
    jaar, nummer = kalender.begindatum.year, 1
    while (begin := kalender.minuten(date(jaar, 6 * nummer - 5, 1))) < until:
        after = date(jaar, 7, 1) if nummer == 1 else date(jaar + 1, 1, 1)
        found.append(Halfjaar(jaar, nummer, begin, kalender.minuten(after), spec.opgave(after)))
        jaar, nummer = after.year, 3 - nummer
    return found


class Koppeling:
    """When the huishoudens of the stream are linked to the gemeente."""

    def __init__(self, spec: Spec, kalender: Kalender) -> None:
        """Accrue the number over the half-years, from the backlog at begindatum on."""
        self._spec, self._horizon = spec, kalender.looptijd
        self._halves = halfjaren(spec, kalender, kalender.looptijd + spec.vooruit)
        self._asked = list(accumulate((half.opgave for half in self._halves), initial=spec.achterstand_bij_aanvang))

    def moment(self, personen: int) -> int:
        """When the huishouden is linked that has so many `personen` before it [minutes], fewer than are asked in all.

        It is the moment at which more than those are asked, less `vooruit`.
        """
        return self._accrued(personen) - self._spec.vooruit

    def _accrued(self, personen: int) -> int:
        if personen < self._asked[0]:
            return -self._before_begindatum(self._asked[0] - personen)
        number = bisect_right(self._asked, personen) - 1
        half = self._halves[number]
        if self._spec.koppeling == "ineens":
            return half.begin
        length, into = half.eind - half.begin, personen - self._asked[number]
        return half.begin + -(-into * length // half.opgave)

    def _before_begindatum(self, personen: int) -> int:
        """How long before it the last so many `personen` began to be linked, at the pace of the first half-year."""
        half = self._halves[0]
        pace = DAG if half.opgave == 0 else (half.eind - half.begin) // half.opgave
        return max(personen * pace, 1)

    def link(self, wereld: Wereld, stream: Statushouders) -> tuple[Int64, Int64]:
        """Numbers in the stream and moments of linking of the huishoudens that are linked before the horizon.

        The backlog has negative numbers, so that another backlog leaves everybody who comes later who they are;
        what the last huishouden of it has more than the backlog counts for the first half-year.
        """
        achterstand = _sizes(wereld, stream, -1 - np.arange(self._asked[0]))
        enough = int(np.searchsorted(np.cumsum(achterstand), self._asked[0])) + 1
        achterstand = achterstand[: min(enough, len(achterstand))][::-1]
        sizes = np.concatenate([achterstand, _sizes(wereld, stream, np.arange(self._asked[-1]))])
        ahead = np.cumsum(sizes) - sizes
        moments = np.array([self.moment(n) for n in ahead[ahead < self._asked[-1]].tolist()], dtype=np.int64)
        moments = moments[moments < self._horizon]
        return np.arange(len(moments)) - len(achterstand), moments


def _sizes(wereld: Wereld, stream: Statushouders, numbers: Int64) -> Int64:
    columns = persons(wereld.draws, STROOM, numbers, stream.leeftijd, stream.huishoudgrootte, stream.inkomen)
    return np.asarray(columns["personen"])


class Taakstelling:
    """The books of the taakstelling: a row per half-year, written at its end."""

    def __init__(self, wereld: Wereld, agenda: Agenda, spec: Spec) -> None:
        """Open the books with the backlog."""
        halves = halfjaren(spec, wereld.kalender, wereld.kalender.looptijd)
        self._wereld, self._halves = wereld, halves
        self._achterstand, self._gehuisvest = spec.achterstand_bij_aanvang, 0
        self._counted: list[int] = []
        """Rows of who had keys."""
        self._closed = 0
        self._linked = np.zeros(len(halves), dtype=np.int64)
        agenda.process(self._half_years(agenda))
        wereld.wetten.append(self._laws)

    def count_linked(self, rows: Int64, moments: Int64) -> None:
        """Huishoudens `rows` are linked at `moments`; those before begindatum were counted then."""
        ends = np.array([half.eind for half in self._halves])
        during = moments >= 0
        number = np.searchsorted(ends, moments[during], side="right")
        np.add.at(self._linked, number, self._wereld.huishoudens.personen[rows[during]])

    def housed(self, row: int) -> None:
        """A huishouden of statushouders has keys; what it grows to afterwards does not count."""
        self._gehuisvest += int(self._wereld.huishoudens.personen[row])
        self._counted.append(row)

    def _half_years(self, agenda: Agenda) -> Generator[simpy.Event, Any, None]:
        for half in self._halves[:-1]:
            # Before anything else at that instant: keys at the boundary are of the next half-year.
            yield agenda.moment(Soort.jaarwisseling, half.eind)
            self.close()

    def close(self) -> None:
        """Write down the half-year that ends now."""
        half, linked = self._halves[self._closed], int(self._linked[self._closed])
        left = self._achterstand + half.opgave - self._gehuisvest
        counts = (half.opgave, self._achterstand, self._gehuisvest, left, linked)
        self._wereld.recorder.row("taakstelling", half.jaar, half.nummer, *counts)
        self._achterstand, self._gehuisvest = left, 0
        self._closed += 1

    def _laws(self) -> dict[str, bool]:
        h = self._wereld.huishoudens
        had_keys = np.flatnonzero((h.stroom == STROMEN.index(STROOM)) & (h.n_huur > 0))
        return {"the taakstelling counts each who has keys once": sorted(self._counted) == had_keys.tolist()}

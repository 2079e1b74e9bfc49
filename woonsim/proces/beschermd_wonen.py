"""Beschermd wonen: intake when a place is free, stay, uitstroomgereed, and blocked until housed.

Everybody who applies has a number of its own; stays and patience are keyed by it, so that housing
one person earlier changes who gets a place, never how long anybody stays.
"""

from __future__ import annotations

from collections import deque

import numpy as np

from woonsim.agenda import Agenda, Soort
from woonsim.begrippen import Doelgroep
from woonsim.draw import Doel, entity_key, invert
from woonsim.proces.instroom import arrivals
from woonsim.proces.kandidaten import Kandidaten
from woonsim.scenario.model import BeschermdWonen as Spec
from woonsim.scenario.model import Uitstroom
from woonsim.scenario.verdeling import Verdeling
from woonsim.wereld import InvariantError, Wereld


class BeschermdWonen:
    """Places, who holds them and who waits for one."""

    def __init__(self, wereld: Wereld, agenda: Agenda, kandidaten: Kandidaten, spec: Spec, profile: Uitstroom) -> None:
        """Fill the places as they are at begindatum and plan the applications."""
        self._wereld, self._agenda, self._kandidaten = wereld, agenda, kandidaten
        self._spec, self._profile = spec, profile
        self._stays: set[int] = set()
        self._blocking: dict[int, int] = {}
        self._queue: deque[int] = deque()
        self._refused = 0
        agenda.on(Soort.aanmelding, self._apply)
        agenda.on(Soort.uitstroomgereed, self._ready)
        agenda.on(Soort.geduld, self._give_up)
        occupied = round(spec.plaatsen * spec.bezet_bij_aanvang)
        ready = round(occupied * spec.uitstroomgereed_bij_aanvang)
        # Negative numbers: another number of places leaves every applicant who it is.
        for number in range(-occupied, 0):
            self._stays.add(number)
            is_ready = number >= -ready
            agenda.plan(Soort.uitstroomgereed, 0 if is_ready else self._duration(number), number)
        at = arrivals(wereld.draws, "beschermd_wonen", spec.aanmeldingen.instroom, wereld.kalender.looptijd)
        for number, moment in enumerate(at.tolist()):
            agenda.plan(Soort.aanmelding, moment, number)
        self._record(0)

    def _draw(self, doel: Doel, verdeling: Verdeling, number: int) -> int:
        u = self._wereld.draws.uniform(doel, entity_key("beschermd_wonen", number))
        return int(invert(verdeling, u)[0])

    def _duration(self, number: int) -> int:
        """The stay of resident `number` [minutes]; exact also for who is already there if it is exponential."""
        return max(self._draw(Doel.verblijfsduur, self._spec.verblijfsduur, number), 1)

    def _apply(self, t: int, numbers: list[int]) -> None:
        for number in numbers:
            self._queue.append(number)
            self._intake(t)
            if number in self._queue:
                patience = self._draw(Doel.geduld, self._spec.aanmeldingen.geduld, number)
                if patience > 0:
                    self._agenda.plan(Soort.geduld, t + patience, number)
                else:
                    self._give_up(t, [number])
        self._record(t)

    def _intake(self, t: int) -> None:
        while self._queue and len(self._stays) + len(self._blocking) < self._spec.plaatsen:
            number = self._queue.popleft()
            self._stays.add(number)
            self._agenda.plan(Soort.uitstroomgereed, t + self._duration(number), number)

    def _give_up(self, t: int, numbers: list[int]) -> None:
        for number in numbers:
            if number in self._queue:
                self._queue.remove(number)
                self._refused += 1
        self._record(t)

    def _ready(self, t: int, numbers: list[int]) -> None:
        for number in numbers:
            self._stays.remove(number)
            u = self._wereld.draws.uniform(Doel.vertrekt_elders, entity_key("beschermd_wonen", number))
            if u[0] < self._spec.vertrekt_elders:
                self._intake(t)
                continue
            gereed = t if t > 0 else -1  # Who is ready at the start became so before it.
            rows = self._kandidaten.add(
                Doelgroep.uitstroom, "beschermd_wonen", np.array([number]), np.array([gereed]), self._profile
            )
            row = int(rows[0])
            self._blocking[row] = number
            self._kandidaten.wait(row)
        self._record(t)

    def housed(self, t: int, row: int) -> None:
        """Who held a place has keys: the place is free, and intake follows."""
        del self._blocking[row]
        self._intake(t)
        self._record(t)

    def _record(self, t: int) -> None:
        held = len(self._stays) + len(self._blocking)
        if held > self._spec.plaatsen:
            raise InvariantError(f"beschermd wonen: {held} people on {self._spec.plaatsen} places")
        free = self._spec.plaatsen - held
        counts = (len(self._stays), len(self._blocking), free, len(self._queue), self._refused)
        self._wereld.recorder.row("beschermd_wonen", t, *counts)

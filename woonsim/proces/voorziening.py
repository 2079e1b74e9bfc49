"""Voorzieningen: intake when a place is free, stay, uitstroomgereed, and blocked until housed.

Beschermd wonen and maatschappelijke opvang are two of a kind. Everybody who applies has a number of
its own in the stream of the voorziening; stays and patience are keyed by it, so that housing one person
earlier changes who gets a place, never how long anybody stays.
"""

from __future__ import annotations

from collections import OrderedDict
from itertools import groupby
from typing import NamedTuple

import numpy as np

from woonsim.agenda import Agenda, Soort
from woonsim.begrippen import Doelgroep, Voorziening
from woonsim.draw import Doel, entity_key, invert
from woonsim.kolommen import Int64
from woonsim.proces.instroom import arrivals
from woonsim.proces.kandidaten import Kandidaten
from woonsim.scenario.model import Voorzieningsplaatsen
from woonsim.wereld import InvariantError, Wereld


class Voorzieningen:
    """The voorzieningen of a scenario: each hears what happens to its own people."""

    def __init__(self, wereld: Wereld, agenda: Agenda, kandidaten: Kandidaten) -> None:
        """Open every voorziening that the scenario has."""
        self._agenda = agenda
        agenda.on(Soort.plaatsen, lambda t, keys: self._tell(t, keys, Soort.plaatsen))
        agenda.on(Soort.aanmelding, lambda t, keys: self._tell(t, keys, Soort.aanmelding))
        agenda.on(Soort.geduld, lambda t, keys: self._tell(t, keys, Soort.geduld))
        agenda.on(Soort.uitstroomgereed, lambda t, keys: self._tell(t, keys, Soort.uitstroomgereed))
        self._open = {
            voorziening: Huis(wereld, agenda, kandidaten, voorziening, spec)
            for voorziening, spec in wereld.scenario.voorzieningen.items()
        }

    def _tell(self, t: int, keys: list[int], soort: Soort) -> None:
        told: dict[Voorziening, list[int]] = {}
        for key in keys:
            number, code = divmod(key, len(Voorziening))
            told.setdefault(Voorziening(code), []).append(number)
        for voorziening in sorted(told):
            self._open[voorziening].hear(t, soort, told[voorziening])

    def housed(self, t: int, row: int) -> None:
        """Who held a place has keys."""
        for huis in self._open.values():
            huis.housed(t, row)

    def apply_again(self, at: int, row: int, voorziening: Voorziening) -> int:
        """Huishouden `row` loses its woning at `at` and applies (again); its number in that stream."""
        return self._open[voorziening].apply_again(at, row)


class Aanvrager(NamedTuple):
    """What is drawn of who applies: stay and patience [minutes], and whether it then needs no woning here."""

    verblijf: int
    geduld: int
    vertrekt_elders: bool


class Huis:
    """The places of one voorziening, who holds them and who waits for one."""

    def __init__(
        self,
        wereld: Wereld,
        agenda: Agenda,
        kandidaten: Kandidaten,
        voorziening: Voorziening,
        spec: Voorzieningsplaatsen,
    ) -> None:
        """Fill the places as they are at begindatum; plan the applications and the changes of places."""
        self._wereld, self._agenda, self._kandidaten = wereld, agenda, kandidaten
        self._soort, self._spec = voorziening, spec
        self._plaatsen = self._most = spec.plaatsen
        self._stays: set[int] = set()
        self._blocking: dict[int, int] = {}
        self._queue: OrderedDict[int, None] = OrderedDict()
        """Who waits for a place, the longest waiting first."""
        self._former: dict[int, int] = {}
        """Number of who applies again -> row of the huishouden it was."""
        self._refused = self._returned = 0
        wereld.wetten.append(self._laws)
        self._until = wereld.kalender.op_tijdstap
        occupied = round(spec.plaatsen * spec.bezet_bij_aanvang)
        ready = round(occupied * spec.uitstroomgereed_bij_aanvang)
        # Negative numbers: another number of places leaves every applicant who it is.
        at = arrivals(wereld.draws, voorziening.name, spec.aanmeldingen.instroom, wereld.kalender.looptijd)
        self._first, numbers = -occupied, np.arange(-occupied, len(at))
        self._aanvragers = self._draw(numbers)
        self._personen = kandidaten.draw(Doelgroep.uitstroom, voorziening.name, numbers, spec)
        """Who the applicants are, the first number first."""
        for number in range(-occupied, 0):
            self._stays.add(number)
            leaves = 0 if number >= -ready else self._until(self._aanvragers[number].verblijf)
            self._plan(Soort.uitstroomgereed, leaves, number)
        keys = np.arange(len(at)) * len(Voorziening) + self._soort
        agenda.plan_each(Soort.aanmelding, self._until(at).tolist(), keys.tolist())
        for number, later in enumerate(spec.plaatsen_vanaf):
            self._plan(Soort.plaatsen, wereld.kalender.minuten(later.datum), number)
        self._record(0)

    def _plan(self, soort: Soort, at: int, number: int) -> None:
        self._agenda.plan(soort, at, number * len(Voorziening) + self._soort)

    def hear(self, t: int, soort: Soort, numbers: list[int]) -> None:
        """What is planned for `numbers` happens."""
        handlers = {
            Soort.plaatsen: self._resize,
            Soort.aanmelding: self._apply,
            Soort.geduld: self._give_up,
            Soort.uitstroomgereed: self._ready,
        }
        handlers[soort](t, numbers)
        self._record(t)

    def _held(self) -> int:
        return len(self._stays) + len(self._blocking)

    def _draw(self, numbers: Int64) -> dict[int, Aanvrager]:
        """Applicants by number; stays are exact also for who is already there if they are exponential."""
        draws, keys, spec = self._wereld.draws, entity_key(self._soort.name, numbers), self._spec
        verblijf = invert(spec.verblijfsduur, draws.uniform(Doel.verblijfsduur, keys)).astype(np.int64)
        geduld = invert(spec.aanmeldingen.geduld, draws.uniform(Doel.geduld, keys)).astype(np.int64)
        elders = draws.uniform(Doel.vertrekt_elders, keys) < spec.vertrekt_elders
        told = map(Aanvrager, np.maximum(verblijf, 1).tolist(), geduld.tolist(), elders.tolist())
        return dict(zip(numbers.tolist(), told, strict=True))

    def _resize(self, t: int, numbers: list[int]) -> None:
        """Places open at once, and close once they fall free: nobody is put out."""
        self._plaatsen = self._spec.plaatsen_vanaf[numbers[-1]].plaatsen
        self._most = max(self._plaatsen, self._held())
        self._intake(t)

    def _apply(self, t: int, numbers: list[int]) -> None:
        for number in numbers:
            self._returned += number in self._former
            self._queue[number] = None
            self._intake(t)
            # Intake takes from the front: whoever waits, the last one does.
            if self._queue:
                patience = self._aanvragers[number].geduld
                if patience > 0:
                    self._plan(Soort.geduld, self._until(t + patience), number)
                else:
                    self._give_up(t, [number])

    def apply_again(self, at: int, row: int) -> int:
        """Huishouden `row` applies at `at` after losing its woning: a new number, keyed by who it was."""
        number = int(entity_key("terugkeer", self._wereld.huishoudens.sleutel[[row]])[0] >> np.uint64(1))
        self._former[number] = row
        self._aanvragers |= self._draw(np.array([number]))
        self._plan(Soort.aanmelding, at, number)
        return number

    def _intake(self, t: int) -> None:
        while self._queue and self._held() < self._plaatsen:
            number, _ = self._queue.popitem(last=False)
            self._stays.add(number)
            self._plan(Soort.uitstroomgereed, self._until(t + self._aanvragers[number].verblijf), number)

    def _give_up(self, t: int, numbers: list[int]) -> None:
        for number in numbers:
            if number in self._queue:
                del self._queue[number]
                self._refused += 1

    def _ready(self, t: int, numbers: list[int]) -> None:
        # Who is ready at the start needs a woning here, by definition, and became so before it.
        stay = [number for number in numbers if t == 0 or not self._aanvragers[number].vertrekt_elders]
        rows = dict(zip(stay, self._add(stay, t if t > 0 else -1), strict=True))
        for number in numbers:
            self._stays.remove(number)
            if number in rows:
                self._blocking[rows[number]] = number
            else:
                self._intake(t)
        self._kandidaten.wait(list(rows.values()))

    def _add(self, numbers: list[int], gereed: int) -> list[int]:
        """The rows of who need a woning from `gereed` on, in their order."""
        rows: list[int] = []
        for again, group in groupby(numbers, self._former.__contains__):
            if again:
                rows += [self._kandidaten.add_again(self._former[n], self._soort.name, n, gereed) for n in group]
            else:
                places = np.array(list(group), dtype=np.int64) - self._first
                who = {naam: column[places] for naam, column in self._personen.items()}
                rows += self._kandidaten.add(who, np.full(len(places), gereed, dtype=np.int64)).tolist()
        return rows

    def housed(self, t: int, row: int) -> None:
        """Who may have held a place here has keys: the place is free, and intake follows."""
        if row in self._blocking:
            del self._blocking[row]
            self._intake(t)
            self._record(t)

    def _record(self, t: int) -> None:
        held = self._held()
        if held > self._most:
            raise InvariantError(f"{self._soort.name}: {held} people on {self._most} places")
        plaatsen = self._most = max(self._plaatsen, held)
        counts = (len(self._stays), len(self._blocking), plaatsen - held, len(self._queue))
        row = (plaatsen, *counts, self._refused, self._returned)
        self._wereld.recorder.row("voorziening", self._soort, t, *row)

    def _laws(self) -> dict[str, bool]:
        held, naam = self._held(), self._soort.name
        return {
            f"{naam}: no more people than places, those that are to close included": held <= self._most,
            f"{naam}: nobody waits for a place that is free": not self._queue or held >= self._plaatsen,
            f"{naam}: nobody is in the stay and ready at once": not self._stays & set(self._blocking.values()),
        }

"""The section `statushouders.taakstelling`: how many persons the gemeente must house, half-year by half-year."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field, model_validator

from woonsim.scenario.eenheden import AANTAL, Begindatum, Duur
from woonsim.scenario.problem import Problem, problem_error
from woonsim.scenario.section import Section


class Halfjaaropgave(Section):
    """How many persons each half-year asks for, from the half-year in which `vanaf` lies or begins."""

    vanaf: Begindatum
    personen: Annotated[int, AANTAL.within(0, 100_000)]


class Taakstelling(Section):
    """The number of statushouders to be housed per calendar half-year (artikel 28 and 29 Huisvestingswet 2014).

    `koppeling`: huishoudens are linked to the gemeente as the number accrues, evenly through each half-year
    (`gelijkmatig`), or all at its beginning (`ineens`), in either case so long before that as `vooruit` says.
    """

    personen_per_halfjaar: Annotated[list[Halfjaaropgave], Field(min_length=1)]
    achterstand_bij_aanvang: Annotated[int, AANTAL.within(0, 100_000)] = 0
    """Persons of earlier half-years who are not housed yet; they were linked before begindatum."""
    koppeling: Literal["gelijkmatig", "ineens"] = "gelijkmatig"
    vooruit: Duur = 0
    """By how much linking comes before the number accrues, since a woning is not found in a day."""

    @model_validator(mode="after")
    def _rises(self) -> Taakstelling:
        dates = [row.vanaf for row in self.personen_per_halfjaar]
        for number, (before, after) in enumerate(pairwise(dates), start=1):
            if after <= before:
                raise problem_error([Problem("not_later", sub=("personen_per_halfjaar", number, "vanaf"))])
        return self

    def opgave(self, halfjaar: date) -> int:
        """Persons that the half-year asks for which ends before `halfjaar`, its first day after."""
        asked = [row.personen for row in self.personen_per_halfjaar if row.vanaf < halfjaar]
        return asked[-1] if asked else 0

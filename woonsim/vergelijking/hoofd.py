"""The main indicators: the few outcomes, declared beforehand, by which variants are judged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from woonsim.afspraken import in_unit_of, outcome_faults, unit_faults
from woonsim.indicatoren import INDICATOREN, TOTAAL
from woonsim.indicatoren.waarneming import Waarneming

if TYPE_CHECKING:
    from woonsim.record import Replicatie
    from woonsim.scenario.model import Scenario


@dataclass(frozen=True)
class Hoofd:
    """A main indicator for a group, over the term; `halve_breedte` in the unit of the indicator, None: no wish."""

    indicator: str
    groep: str = TOTAAL
    halve_breedte: float | None = None

    @property
    def cel(self) -> tuple[str, str]:
        """Indicator and group."""
        return self.indicator, self.groep


@dataclass(frozen=True)
class OverTerm:
    """Keeps of a replication the main indicators over the term, in their order; NaN where there is none."""

    hoofd: tuple[Hoofd, ...]

    def __call__(self, scenario: Scenario, replicatie: Replicatie) -> list[float]:
        """The values."""
        waarneming = Waarneming(scenario, replicatie)
        return [_over_term(waarneming, each) for each in self.hoofd]


def _over_term(w: Waarneming, hoofd: Hoofd) -> float:
    for cijfer in INDICATOREN[hoofd.indicator].compute(w):
        if cijfer.jaar is None and cijfer.groep == hoofd.groep:
            return cijfer.value
    return float("nan")


USUAL = (
    Hoofd("wachttijd_mediaan", "doelgroep=uitstroom"),
    Hoofd("toewijzingen", "doelgroep=regulier"),
    Hoofd("inschrijfduur_gehuisvest"),
)
"""The main indicators of a scenario that names none: who is waited for, and what room and wait are left."""


def hoofdindicatoren(scenario: Scenario) -> tuple[Hoofd, ...]:
    """The main indicators of a scenario, the usual ones if it names none."""
    declared = tuple(
        Hoofd(
            each.indicator,
            each.groep or TOTAAL,
            None if each.precisie is None else in_unit_of(each.indicator, each.precisie),
        )
        for each in scenario.hoofdindicatoren
    )
    return declared or USUAL


def check_hoofdindicatoren(scenario: Scenario) -> Iterator[tuple[str, str]]:
    """What is wrong with the main indicators of a scenario: (path, message)."""
    for i, each in enumerate(scenario.hoofdindicatoren):
        faults = list(outcome_faults(each.indicator, each.groep, scenario))
        if each.halve_breedte is not None and each.precisie is not None:
            faults += unit_faults(each.indicator, "halve_breedte", each.halve_breedte, each.precisie)
        for key, message in faults:
            yield f"hoofdindicatoren[{i}].{key}", message

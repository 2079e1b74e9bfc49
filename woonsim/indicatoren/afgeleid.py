"""What is derived from a replication: from its facts, or, where these were not kept, while they were there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from woonsim.errors import UsageError
from woonsim.indicatoren.waarneming import Waarneming
from woonsim.schermteksten import tekst

if TYPE_CHECKING:
    from woonsim.record import Replicatie
    from woonsim.scenario.model import Scenario

Derived = TypeVar("Derived")
Derive = Callable[[Waarneming], Derived]


@dataclass(frozen=True)
class Bewaar:
    """Keeps the facts of the first `feiten` replications (None: of all); of the others what `derive` makes of them.

    `derive`: by name, functions that a worker can import. Called with a scenario and a replication of it.
    """

    feiten: int | None
    derive: Mapping[str, Derive[Any]]

    def __call__(self, scenario: Scenario, replicatie: Replicatie) -> Replicatie:
        """The replication as it is kept."""
        if self.feiten is None or replicatie.nummer < self.feiten:
            return replicatie
        waarneming = Waarneming(scenario, replicatie)
        found = {name: compute(waarneming) for name, compute in self.derive.items()}
        return replace(replicatie, feiten={}, zoekers=None, afgeleid=found)


def afgeleid(scenario: Scenario, replicatie: Replicatie, name: str, compute: Derive[Derived]) -> Derived:
    """What `compute` makes of a replication; of one whose facts were not kept what was made of it under `name`.

    Raises:
        UsageError: the facts were not kept, and this was not made of them.
    """
    if replicatie.feiten:
        return compute(Waarneming(scenario, replicatie))
    if name not in replicatie.afgeleid:
        raise UsageError(tekst("feiten_niet_bewaard", scenario=scenario.naam, replicatie=replicatie.nummer))
    found: Derived = replicatie.afgeleid[name]
    return found

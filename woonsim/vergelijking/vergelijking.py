"""A basis and its variants, played on the same replications, and every table that says what differs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from woonsim.afspraken import toets
from woonsim.indicatoren import per_replicatie
from woonsim.vergelijking.hoofd import Hoofd, hoofdindicatoren
from woonsim.vergelijking.verschil import verschillen

if TYPE_CHECKING:
    import pandas as pd

    from woonsim.results import Results

BASIS = "basis"
"""What the basis is called among the variants in a table."""


@dataclass(frozen=True)
class Vergelijking:
    """What was played: the basis, and its variants by name; replication by replication the same world.

    The tables are pandas frames; `tables` gives all of them by the names that they have in a results folder.
    """

    basis: Results
    varianten: Mapping[str, Results]

    @cached_property
    def hoofd(self) -> tuple[Hoofd, ...]:
        """The main indicators, as the basis declares them."""
        return hoofdindicatoren(self.basis.scenario)

    @cached_property
    def cijfers(self) -> dict[str, pd.DataFrame]:
        """`per_replicatie` of the basis (called `BASIS`) and of every variant."""
        return {BASIS: per_replicatie(self.basis)} | {n: per_replicatie(r) for n, r in self.varianten.items()}

    @cached_property
    def verschillen(self) -> pd.DataFrame:
        """The paired difference and the verdict for every indicator: see `woonsim.vergelijking.verschil`."""
        mine = {naam: self.cijfers[naam] for naam in self.varianten}
        return verschillen(self.cijfers[BASIS], mine, [hoofd.cel for hoofd in self.hoofd])

    @cached_property
    def afspraken(self) -> pd.DataFrame:
        """The agreements of the basis and of every variant, `variant` first: see `woonsim.afspraken.toets`."""
        import pandas as pd

        tested = {BASIS: toets(self.basis, self.cijfers[BASIS])}
        tested |= {naam: toets(results, self.cijfers[naam]) for naam, results in self.varianten.items()}
        return pd.concat([_named(naam, table) for naam, table in tested.items()], ignore_index=True)

    @cached_property
    def indicator_per_replicatie(self) -> pd.DataFrame:
        """Every figure of every replication, `variant` first."""
        import pandas as pd

        return pd.concat([_named(naam, table) for naam, table in self.cijfers.items()], ignore_index=True)

    def tables(self) -> dict[str, pd.DataFrame]:
        """Every table by its name."""
        return {
            "verschil": self.verschillen,
            "afspraak": self.afspraken,
            "indicator_per_replicatie": self.indicator_per_replicatie,
        }


def _named(variant: str, table: pd.DataFrame) -> pd.DataFrame:
    """The table with the name of the variant as first column."""
    named = table.copy()
    named.insert(0, "variant", variant)
    return named

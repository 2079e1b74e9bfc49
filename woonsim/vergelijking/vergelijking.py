"""A basis and its variants, played on the same replications, and every table that says what differs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from woonsim.afspraken import toets
from woonsim.indicatoren import per_replicatie
from woonsim.vergelijking.hoofd import Hoofd, hoofdindicatoren
from woonsim.vergelijking.huishoudens import VAN_REGULIER, gevolgen, pair_huishoudens, regulier_of
from woonsim.vergelijking.ruilvoet import ruilvoeten
from woonsim.vergelijking.ruimte import ruimte
from woonsim.vergelijking.verschil import verschillen

if TYPE_CHECKING:
    import pandas as pd

    from woonsim.results import Results

BASIS = "basis"
"""What the basis is called among the variants in a table."""
IEDEREEN, REGULIER = "iedereen", "regulier"
"""Who the rows of `Vergelijking.gevolgen` are about."""


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
    def gevolgen(self) -> pd.DataFrame:
        """Who gains and who loses: see `woonsim.vergelijking.huishoudens.gevolgen`.

        Before its columns `variant` and `wie`: `iedereen` by doelgroep, and `regulier` by the other dimensions.
        """
        import pandas as pd

        parts = []
        for naam, pairs in self._paren.items():
            for wie, rows, dimensies in (
                (IEDEREEN, pairs, ["doelgroep"]),
                (REGULIER, regulier_of(pairs), VAN_REGULIER),
            ):
                table = _named(naam, gevolgen(rows, self._nummers, dimensies))
                table.insert(1, "wie", wie)
                parts.append(table)
        return pd.concat(parts, ignore_index=True)

    @cached_property
    def ruilvoeten(self) -> pd.DataFrame:
        """What a year sooner in a woning costs regular seekers: see `woonsim.vergelijking.ruilvoet`."""
        return self._each(lambda naam, _: ruilvoeten(self._paren[naam], self._nummers))

    @cached_property
    def ruimte(self) -> pd.DataFrame:
        """The woningen that remain for regular seekers: see `woonsim.vergelijking.ruimte`."""
        return self._each(lambda _, results: ruimte(self.basis, results))

    @cached_property
    def _paren(self) -> dict[str, pd.DataFrame]:
        """The same huishoudens under the basis and each variant."""
        return {naam: pair_huishoudens(self.basis, results) for naam, results in self.varianten.items()}

    @property
    def _nummers(self) -> list[int]:
        return [replicatie.nummer for replicatie in self.basis.replicaties]

    def _each(self, of: Callable[[str, Results], pd.DataFrame]) -> pd.DataFrame:
        """A table of every variant, `variant` first."""
        import pandas as pd

        return pd.concat([_named(n, of(n, results)) for n, results in self.varianten.items()], ignore_index=True)

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
            "gevolg": self.gevolgen,
            "ruilvoet": self.ruilvoeten,
            "ruimte": self.ruimte,
            "indicator_per_replicatie": self.indicator_per_replicatie,
        }


def _named(variant: str, table: pd.DataFrame) -> pd.DataFrame:
    """The table with the name of the variant as first column."""
    named = table.copy()
    named.insert(0, "variant", variant)
    return named

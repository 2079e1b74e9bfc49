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
from woonsim.vergelijking.ketens import gemiddeld, per_wortel, schakels
from woonsim.vergelijking.ketens import verschillen as keten_verschillen
from woonsim.vergelijking.ketenvoorspelling import getoetst, overgangen, voorspelling
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
        played = {BASIS: self.basis, **self.varianten}
        return self._stacked({naam: toets(results, self.cijfers[naam]) for naam, results in played.items()})

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
    def ketens(self) -> pd.DataFrame:
        """Chains per root, of the basis and of every variant: see `woonsim.vergelijking.ketens.gemiddeld`."""
        return self._stacked({naam: gemiddeld(per) for naam, per in self._per_wortel.items()})

    @cached_property
    def keten_verschillen(self) -> pd.DataFrame:
        """What a variant changes in them: see `woonsim.vergelijking.ketens.verschillen`."""
        basis = self._per_wortel[BASIS]
        return self._each(lambda naam, _: keten_verschillen(basis, self._per_wortel[naam]))

    @cached_property
    def keten_voorspelling(self) -> pd.DataFrame:
        """Lettings per chain beside a chain without memory, measured on the basis: see `ketenvoorspelling`."""
        model = overgangen(self._schakels[BASIS])
        return self._stacked({naam: getoetst(voorspelling(rows, model)) for naam, rows in self._schakels.items()})

    @cached_property
    def _schakels(self) -> dict[str, pd.DataFrame]:
        return {naam: schakels(results) for naam, results in {BASIS: self.basis, **self.varianten}.items()}

    @cached_property
    def _per_wortel(self) -> dict[str, pd.DataFrame]:
        played = {BASIS: self.basis, **self.varianten}
        return {naam: per_wortel(played[naam], rows) for naam, rows in self._schakels.items()}

    @cached_property
    def _paren(self) -> dict[str, pd.DataFrame]:
        """The same huishoudens under the basis and each variant."""
        return {naam: pair_huishoudens(self.basis, results) for naam, results in self.varianten.items()}

    @property
    def _nummers(self) -> list[int]:
        return [replicatie.nummer for replicatie in self.basis.replicaties]

    def _each(self, of: Callable[[str, Results], pd.DataFrame]) -> pd.DataFrame:
        """A table of every variant, `variant` first."""
        return self._stacked({naam: of(naam, results) for naam, results in self.varianten.items()})

    @staticmethod
    def _stacked(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
        """The tables below each other, with what they are about as the first column, `variant`."""
        import pandas as pd

        return pd.concat([_named(naam, table) for naam, table in tables.items()], ignore_index=True)

    @cached_property
    def indicator_per_replicatie(self) -> pd.DataFrame:
        """Every figure of every replication, `variant` first."""
        return self._stacked(self.cijfers)

    def tables(self) -> dict[str, pd.DataFrame]:
        """Every table by its name."""
        return {
            "verschil": self.verschillen,
            "afspraak": self.afspraken,
            "gevolg": self.gevolgen,
            "ruilvoet": self.ruilvoeten,
            "ruimte": self.ruimte,
            "keten": self.ketens,
            "keten_verschil": self.keten_verschillen,
            "keten_voorspelling": self.keten_voorspelling,
            "indicator_per_replicatie": self.indicator_per_replicatie,
        }


def _named(variant: str, table: pd.DataFrame) -> pd.DataFrame:
    """The table with the name of the variant as first column."""
    named = table.copy()
    named.insert(0, "variant", variant)
    return named

"""A basis and its variants, played on the same replications, and every table that says what differs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from woonsim.afspraken import toets
from woonsim.indicatoren import per_replicatie
from woonsim.vergelijking.hoofd import Hoofd, hoofdindicatoren
from woonsim.vergelijking.huishoudens import IEDEREEN, gevolgen_by_wie, summarise_gevolgen
from woonsim.vergelijking.ketens import ketens_per_replicatie, schakels_to_predict, summarise_ketens
from woonsim.vergelijking.ketenvoorspelling import getoetst, overgangen, voorspelling
from woonsim.vergelijking.ruilvoet import exchange
from woonsim.vergelijking.ruimte import ruimte
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
        return {naam: per_replicatie(results) for naam, results in self._played.items()}

    @cached_property
    def verschillen(self) -> pd.DataFrame:
        """The paired difference and the verdict for every indicator: see `woonsim.vergelijking.verschil`."""
        mine = {naam: self.cijfers[naam] for naam in self.varianten}
        return verschillen(self.cijfers[BASIS], mine, [hoofd.cel for hoofd in self.hoofd])

    @cached_property
    def afspraken(self) -> pd.DataFrame:
        """The agreements of the basis and of every variant, `variant` first: see `woonsim.afspraken.toets`."""
        return self._stacked({naam: toets(results, self.cijfers[naam]) for naam, results in self._played.items()})

    @cached_property
    def gevolgen(self) -> pd.DataFrame:
        """Who gains and who loses: see `woonsim.vergelijking.huishoudens.gevolgen`.

        Before its columns `variant` and `wie`: `iedereen` by doelgroep, and `regulier` by the other dimensions.
        """
        import pandas as pd

        parts = []
        for naam, found in self._gevolgen.items():
            for wie, counted in found.items():
                table = _named(naam, summarise_gevolgen(*counted))
                table.insert(1, "wie", wie)
                parts.append(table)
        return pd.concat(parts, ignore_index=True)

    @cached_property
    def ruilvoeten(self) -> pd.DataFrame:
        """What a year sooner in a woning costs regular seekers: see `woonsim.vergelijking.ruilvoet`."""
        return self._each(lambda naam, _: exchange(*self._gevolgen[naam][IEDEREEN]))

    @cached_property
    def ruimte(self) -> pd.DataFrame:
        """The woningen that remain for regular seekers: see `woonsim.vergelijking.ruimte`."""
        return self._each(lambda _, results: ruimte(self.basis, results))

    @cached_property
    def ketens(self) -> pd.DataFrame:
        """Chains per root, of the basis and of every variant: see `woonsim.vergelijking.ketens.gemiddeld`."""
        return self._stacked({naam: summarise_ketens(per) for naam, per in self._ketens.items()})

    @cached_property
    def keten_verschillen(self) -> pd.DataFrame:
        """What a variant changes in them: see `woonsim.vergelijking.ketens.verschillen`."""
        return self._each(lambda naam, _: summarise_ketens(self._ketens[naam] - self._ketens[BASIS]))

    @cached_property
    def keten_voorspelling(self) -> pd.DataFrame:
        """Lettings per chain beside a chain without memory, measured on the basis: see `ketenvoorspelling`."""
        model = overgangen(schakels_to_predict(self.basis))
        tables = {naam: getoetst(voorspelling(schakels_to_predict(each), model)) for naam, each in self._played.items()}
        return self._stacked(tables)

    @property
    def _played(self) -> dict[str, Results]:
        return {BASIS: self.basis, **self.varianten}

    @cached_property
    def _ketens(self) -> dict[str, NDArray[np.float64]]:
        return {naam: ketens_per_replicatie(results) for naam, results in self._played.items()}

    @cached_property
    def _gevolgen(self) -> dict[str, dict[str, tuple[NDArray[np.float64], list[str]]]]:
        """What happened to the same huishoudens under the basis and each variant."""
        return {naam: gevolgen_by_wie(self.basis, results) for naam, results in self.varianten.items()}

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

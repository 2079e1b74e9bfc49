"""What assumption sets say of a comparison, as tables: how often better, what decides, when it loses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from woonsim.aannames import Aannamesets
from woonsim.indicatoren import INDICATOREN
from woonsim.vergelijking.hoofd import Hoofd
from woonsim.vergelijking.invloed import invloed
from woonsim.vergelijking.onwetendheid import onwetendheid, set_means
from woonsim.vergelijking.verliesregel import verliesregel

if TYPE_CHECKING:
    import pandas as pd

Values = NDArray[np.float64]
_ABOUT_DIFFERENCES = ("onwetendheid", "invloed", "verliesregel")
_AANNAME = ["pad", "omschrijving", "reden", "low", "waarde", "high", "eenheid", "vast"]


@dataclass(frozen=True)
class Aannameproef:
    """What was played: `verschillen` per variant and main indicator, an array (sets x replications)."""

    sets: Aannamesets
    hoofd: tuple[Hoofd, ...]
    varianten: tuple[str, ...]
    verschillen: dict[tuple[str, Hoofd], Values]

    def tables(self) -> dict[str, pd.DataFrame]:
        """Every table by its name; those about a difference begin with `variant`, `indicator` and `groep`."""
        import pandas as pd

        parts: dict[str, list[pd.DataFrame]] = {name: [] for name in _ABOUT_DIFFERENCES}
        for (variant, hoofd), values in self.verschillen.items():
            richting = INDICATOREN[hoofd.indicator].richting
            found = {
                "onwetendheid": onwetendheid(values, richting),
                "invloed": invloed(values, self.sets.aannames, self.sets.waarden, richting),
                "verliesregel": verliesregel(values, self.sets.aannames, self.sets.waarden, richting),
            }
            for name, table in found.items():
                heads = {"variant": variant, "indicator": hoofd.indicator, "groep": hoofd.groep}
                for place, (key, value) in enumerate(heads.items()):
                    table.insert(place, key, value)
                parts[name].append(table)
        told: dict[str, pd.DataFrame] = {name: pd.concat(each, ignore_index=True) for name, each in parts.items()}
        told["aanname"] = pd.DataFrame(
            self._aannames(), columns=["pad", "omschrijving", "reden", "low", "waarde", "high", "eenheid", "vast"]
        )
        told["aannameset"] = pd.DataFrame(self._rows(), columns=["nummer", "soort", "naam", "waarde"])
        return told

    def _aannames(self) -> Iterator[tuple[Any, ...]]:
        """What was assumed, and what stayed at its value."""
        for a in self.sets.aannames:
            yield a.pad, a.omschrijving, a.reden, a.low, a.waarde, a.high, a.eenheid, False
        nan = float("nan")
        for v in self.sets.vast:
            yield v.pad, v.pad, v.reden, nan, nan, nan, "", True

    def _rows(self) -> Iterator[tuple[int, str, str, float]]:
        """Per set the value of every assumption, and the mean difference of every variant and main indicator."""
        for number, row in enumerate(self.sets.waarden):
            for aanname, value in zip(self.sets.aannames, row, strict=True):
                yield number, "aanname", aanname.pad, float(value)
        for (variant, hoofd), values in self.verschillen.items():
            for number, value in enumerate(set_means(values)):
                yield number, "verschil", f"{variant}: {hoofd.indicator}, {hoofd.groep}", float(value)

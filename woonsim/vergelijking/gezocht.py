"""What a search along values of a path found: every value looked at, what it reaches, what it costs, what gives way.

Tables of figures over the term, one per value and one of the basis, all on the same chance; nothing here plays.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from woonsim.vergelijking.bisectie import Verloop
from woonsim.vergelijking.eis import Eis, Stand, stand_of
from woonsim.vergelijking.verschil import Cel, verschillen

if TYPE_CHECKING:
    import pandas as pd

DOEL, GRENS = "doel", "grens"


@dataclass(frozen=True, eq=False)
class Gezocht:
    """A search that is done; the tables are pandas frames.

    `doel` is the aim, `grenzen` its limits, `hoofd` the main indicators. `getallen` are the values looked at, in
    rising order, each with its number; `cijfers` their figures, `basis` those of the scenario as it stands
    (`woonsim.indicatoren.per_replicatie`). `gevonden` is the smallest value that does it, if any.
    """

    doel: Eis
    grenzen: tuple[Eis, ...]
    hoofd: tuple[Cel, ...]
    getallen: Mapping[str, float]
    basis: pd.DataFrame
    cijfers: Mapping[str, pd.DataFrame]
    gevonden: str | None
    verloop: Verloop

    @property
    def eisen(self) -> tuple[Eis, ...]:
        """The aim, then the limits."""
        return (self.doel, *self.grenzen)

    @cached_property
    def standen(self) -> dict[str, tuple[Stand, ...]]:
        """Per value how each demand is met."""
        return {
            waarde: tuple(stand_of(eis, measured(eis, table, self.basis)) for eis in self.eisen)
            for waarde, table in ((waarde, self.cijfers[waarde]) for waarde in self.getallen)
        }

    @property
    def waarde(self) -> str:
        """The value found, else the one that comes nearest to the aim."""
        return self.gevonden if self.gevonden is not None else self._nearest(list(self.getallen))

    @cached_property
    def eis(self) -> pd.DataFrame:
        """A row per value looked at and demand, with the fields of `woonsim.vergelijking.eis.Stand`.

        `waarde` and its number `getal`; `eis` as written, `rol` (doel or grens), `indicator`, `groep`, `unit`,
        `norm` (in that unit), `relatief` (the norm is about the difference with the basis), `gevraagde_kans`.
        """
        import pandas as pd

        rows = [
            {"waarde": waarde, "getal": self.getallen[waarde], **_head(eis, GRENS if k else DOEL), **asdict(stand)}
            for waarde, standen in self.standen.items()
            for k, (eis, stand) in enumerate(zip(self.eisen, standen, strict=True))
        ]
        return pd.DataFrame(rows).astype({"gevraagde_kans": "float64"})

    @cached_property
    def kosten(self) -> pd.DataFrame:
        """What `waarde` changes: `woonsim.vergelijking.verschil` of the demands and the main indicators."""
        cells = dict.fromkeys([*((eis.indicator, eis.groep) for eis in self.eisen), *self.hoofd])
        found = verschillen(
            _only(self.basis, cells), {self.waarde: _only(self.cijfers[self.waarde], cells)}, self.hoofd
        )
        order = {cell: place for place, cell in enumerate(cells)}
        place = [order[cell] for cell in zip(found["indicator"], found["groep"], strict=True)]
        return found.iloc[np.argsort(place, kind="stable")].reset_index(drop=True)

    @cached_property
    def antwoord(self) -> pd.DataFrame:
        """One row: `gevonden` (none: NA) and whether every demand is met (or not) beyond doubt there (`zeker`).

        `verloop`: how it was found. `waarde`: as the property. `doel_vanaf`: the smallest value looked at that
        meets the aim; `breekt`, `breekt_vanaf`: the limit that is broken first, and from which value;
        `binnen_grenzen`: the value nearest to the aim that breaks no limit; NA where there is none.
        """
        import pandas as pd

        breekt, breekt_vanaf = self._breaks_first()
        row = {
            "gevonden": self.gevonden,
            "zeker": all(stand.zeker for stand in self.standen[self.waarde]),
            "verloop": self.verloop.value,
            "waarde": self.waarde,
            "doel_vanaf": next((w for w, standen in self.standen.items() if standen[0].gehaald), None),
            "breekt": breekt,
            "breekt_vanaf": breekt_vanaf,
            "binnen_grenzen": self._within_limits(),
        }
        return pd.DataFrame([row]).astype({key: "object" for key in row if key != "zeker"})

    def tables(self) -> dict[str, pd.DataFrame]:
        """Every table by its name."""
        return {"antwoord": self.antwoord, "eis": self.eis, "kosten": self.kosten}

    def _nearest(self, waarden: list[str]) -> str:
        """The value with the highest chance of the aim, or the mean nearest to it; the smallest of equals."""

        def nearness(waarde: str) -> tuple[float, float]:
            stand = self.standen[waarde][0]
            mean = -math.inf if math.isnan(stand.mean) else stand.mean if self.doel.is_at_least else -stand.mean
            return (0.0 if self.doel.kans is None else stand.kans, mean)

        return max(waarden, key=nearness)

    def _breaks_first(self) -> tuple[str | None, str | None]:
        for waarde, (_, *standen) in self.standen.items():
            for eis, stand in zip(self.grenzen, standen, strict=True):
                if not stand.gehaald:
                    return eis.text, waarde
        return None, None

    def _within_limits(self) -> str | None:
        inside = [w for w, (_, *standen) in self.standen.items() if all(stand.gehaald for stand in standen)]
        return self._nearest(inside) if inside else None


def _head(eis: Eis, rol: str) -> dict[str, Any]:
    head = {"eis": eis.text, "rol": rol, "indicator": eis.indicator, "groep": eis.groep, "unit": eis.unit}
    return head | {"norm": eis.limit, "relatief": eis.is_relatief, "gevraagde_kans": eis.kans}


def _only(table: pd.DataFrame, cells: Mapping[Cel, None]) -> pd.DataFrame:
    """The rows over the term of these cells."""
    there = [cell in cells for cell in zip(table["indicator"], table["groep"], strict=True)]
    return table[np.array(there, dtype=np.bool_) & table["jaar"].isna()]


def measured(eis: Eis, table: pd.DataFrame, basis: pd.DataFrame) -> NDArray[np.float64]:
    """What a demand is about, per replication (in order), from the figures of a scenario and of the basis."""
    numbers = np.unique(basis["replicatie"].to_numpy())
    return eis.measured(*(_per_replicatie(each, eis.indicator, eis.groep, numbers) for each in (table, basis)))


def _per_replicatie(table: pd.DataFrame, indicator: str, groep: str, numbers: NDArray[Any]) -> NDArray[np.float64]:
    mine = table[(table["indicator"] == indicator) & (table["groep"] == groep) & table["jaar"].isna()]
    return mine.set_index("replicatie")["value"].reindex(numbers).to_numpy(dtype=np.float64)

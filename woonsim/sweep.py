"""A sweep: one scenario for a series of values, with the same seed and replications, hence the same chance.

What differs between two values then comes from the value: the difference is taken per replication, and its
interval is that of the differences.
"""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, fields
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from woonsim.indicatoren import INDICATOREN, per_replicatie, summarise
from woonsim.intervals import hall_intervals
from woonsim.reeks import Reeks, Uitkomst, changes, points
from woonsim.replications import Voortgang, replicate
from woonsim.store import SWEEP_FILES, Identity, draft, is_stored, write_manifest
from woonsim.uitkomsten import label_of

if TYPE_CHECKING:
    import pandas as pd

    from woonsim.pluginfile import PluginFile
    from woonsim.scenario.model import Scenario

TABLE, PICTURE = SWEEP_FILES
_BAND = (0.025, 0.975)


@dataclass(frozen=True)
class SweepIdentity(Identity):
    """What determines the outcome of a sweep."""

    over: str
    indicatoren: str


@dataclass(frozen=True)
class Rij:
    """One outcome at one combination of values; NaN is what does not exist.

    `mean`, `low`, `high`: over the replications, with the 95% interval; `verschil`: mean of the differences with
    the first combination, likewise; `band_low`, `band_high`: between what 95% of the single years lie.
    """

    waarden: tuple[str, ...]
    indicator: str
    groep: str
    unit: str
    mean: float
    low: float
    high: float
    betrouwbaar: bool
    verschil: float
    verschil_low: float
    verschil_high: float
    verschil_betrouwbaar: bool
    band_low: float
    band_high: float
    n: int


@dataclass(frozen=True)
class Sweep:
    """What is asked for: `scenarios` are those of the combinations of `reeksen`, in their order.

    `content` are the bytes of the scenario before any series; `make_parent`: as in `woonsim.runs.Run`.
    """

    scenarios: tuple[Scenario, ...]
    content: bytes
    reeksen: tuple[Reeks, ...]
    uitkomsten: tuple[Uitkomst, ...]
    folder: Path
    replicaties: int
    seed: int
    jobs: int
    make_parent: bool

    @property
    def identity(self) -> SweepIdentity:
        """What determines the outcome."""
        run = Identity.of(self.content, self.scenarios[0], self.seed, self.replicaties)
        over, asked = (" | ".join(map(str, each)) for each in (self.reeksen, self.uitkomsten))
        return SweepIdentity(**asdict(run), over=over, indicatoren=asked)

    def stored(self, *, force: bool) -> list[Rij] | None:
        """The rows of this very sweep, if its folder holds them; raises `OutputError` when it is not free."""
        if not is_stored(self.folder, self.identity, force=force):
            return None
        try:
            return _from_csv((self.folder / TABLE).read_text(encoding="utf-8"), len(self.reeksen))
        except (OSError, ValueError):
            # damaged: what stands there is not replaced without being asked to
            return None

    def play(self, watch: AbstractContextManager[Voortgang | None], *, force: bool) -> list[Rij]:
        """Play every combination, write the folder, return its rows."""
        with draft(self.folder, force=force, make_parent=self.make_parent) as folder:
            with watch as voortgang:
                rows = list(self._rows(voortgang))
            folder.write(TABLE, _as_csv(rows, self.reeksen))
            folder.write(PICTURE, self._picture(rows))
            write_manifest(folder, self.content, self.identity, self.scenarios[0])
            folder.publish()
        return rows

    def _picture(self, rows: list[Rij]) -> bytes:
        from woonsim.plots import sweep_svg

        outcomes = dict.fromkeys((row.indicator, row.groep) for row in rows)
        headings, paden = [label_of(*outcome) for outcome in outcomes], [reeks.pad for reeks in self.reeksen]
        return sweep_svg(rows, headings, paden, self.scenarios[0].naam, self.replicaties)

    def _rows(self, voortgang: Voortgang | None) -> Iterator[Rij]:
        """The rows of every combination, outcome by outcome; an outcome that never exists is left out."""
        tables = [self._figures(k, voortgang) for k in range(len(self.scenarios))]
        combinations = points(self.reeksen)
        for uitkomst in self.uitkomsten:
            parts = [_part(table, uitkomst) for table in tables]
            rows = [_row(*pair, parts[0], uitkomst) for pair in zip(combinations, parts, strict=True)]
            if not all(math.isnan(row.mean) for row in rows):
                yield from rows

    def _figures(self, k: int, voortgang: Voortgang | None) -> pd.DataFrame:
        """The figures that are looked at, of every replication of combination `k`."""

        def tell(replicatie: int, minuut: int) -> None:
            if voortgang is not None:
                voortgang(k * self.replicaties + replicatie, minuut)

        results = replicate(self.scenarios[k], self.replicaties, self.seed, self.jobs, tell)
        table = per_replicatie(results)
        return table[table["indicator"].isin({uitkomst.indicator for uitkomst in self.uitkomsten})]


def scenarios_of(
    content: bytes,
    file: str,
    given: list[Any],
    reeksen: tuple[Reeks, ...],
    plugins: Sequence[PluginFile] = (),
) -> tuple[Scenario, ...]:
    """The scenario of every combination, with the changes `given` in all of them; raises `ScenarioError`."""
    from woonsim.load import load_bytes

    return tuple(load_bytes(content, file, [*given, *changes(reeksen, point)], plugins) for point in points(reeksen))


def _part(table: pd.DataFrame, uitkomst: Uitkomst) -> pd.DataFrame:
    """The rows of one outcome."""
    return table[(table["indicator"] == uitkomst.indicator) & (table["groep"] == uitkomst.groep)]


def _row(waarden: tuple[str, ...], mine: pd.DataFrame, first: pd.DataFrame, uitkomst: Uitkomst) -> Rij:
    over_term = mine[mine["jaar"].isna()]
    nothing = {"mean": math.nan, "low": math.nan, "high": math.nan, "betrouwbaar": False, "n": 0}
    summary = next(iter(summarise(over_term).to_dict("records")), nothing)
    values = over_term.set_index("replicatie")["value"]
    before = first[first["jaar"].isna()].set_index("replicatie")["value"]
    differences = (values - before).to_numpy(dtype=np.float64)
    verschil = hall_intervals(differences[:, np.newaxis])
    years = mine.loc[mine["jaar"].notna(), "value"].dropna().to_numpy(dtype=np.float64)
    low, high = np.quantile(years, _BAND) if len(years) else (math.nan, math.nan)
    return Rij(
        waarden=waarden,
        indicator=uitkomst.indicator,
        groep=uitkomst.groep,
        unit=INDICATOREN[uitkomst.indicator].eenheid,
        mean=float(summary["mean"]),
        low=float(summary["low"]),
        high=float(summary["high"]),
        betrouwbaar=bool(summary["betrouwbaar"]),
        verschil=float(verschil.mean[0]),
        verschil_low=float(verschil.low[0]),
        verschil_high=float(verschil.high[0]),
        verschil_betrouwbaar=bool(verschil.reliable[0]),
        band_low=float(low),
        band_high=float(high),
        n=int(summary["n"]),
    )


_NAMES = [each.name for each in fields(Rij)][1:]
_KINDS: dict[str, Any] = {"str": str, "float": float, "int": int, "bool": "True".__eq__}


def _as_csv(rows: list[Rij], reeksen: tuple[Reeks, ...]) -> bytes:
    """A column per path, then those of `Rij`; empty is what does not exist."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*(reeks.pad for reeks in reeksen), *_NAMES])
    for row in rows:
        cells = [getattr(row, name) for name in _NAMES]
        writer.writerow([*row.waarden, *("" if _is_nan(cell) else cell for cell in cells)])
    return text.getvalue().encode()


def _from_csv(text: str, n_paden: int) -> list[Rij]:
    """The rows that `_as_csv` wrote."""
    kinds = [_KINDS[str(each.type)] for each in fields(Rij)[1:]]
    head, *lines = csv.reader(StringIO(text))
    if head[n_paden:] != _NAMES:
        raise ValueError(head)
    rows = []
    for cells in lines:
        values = [kind(cell or "nan") for kind, cell in zip(kinds, cells[n_paden:], strict=True)]
        rows.append(Rij(tuple(cells[:n_paden]), *values))
    return rows


def _is_nan(cell: object) -> bool:
    return isinstance(cell, float) and math.isnan(cell)


def as_json(rows: list[Rij], reeksen: tuple[Reeks, ...]) -> str:
    """The rows as ``--json`` prints them, under `sweep`; what does not exist is null."""
    plain = [
        {"waarden": {reeks.pad: waarde for reeks, waarde in zip(reeksen, row.waarden, strict=True)}}
        | {name: None if _is_nan(cell := getattr(row, name)) else cell for name in _NAMES}
        for row in rows
    ]
    return json.dumps({"sweep": plain}, ensure_ascii=False, allow_nan=False, indent=1) + "\n"

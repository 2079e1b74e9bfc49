"""A sweep: one scenario for a series of values, with the same seed and replications, hence the same chance.

What differs between two values then comes from the value: the difference is taken per replication, and its
interval is that of the differences.
"""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, fields
from functools import partial
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from woonsim.bereik import Bereik
from woonsim.errors import ScenarioError
from woonsim.hyperkubus import hypercube
from woonsim.indicatoren import INDICATOREN, per_replicatie, summarise
from woonsim.indicatoren.afgeleid import Bewaar
from woonsim.indicatoren.tabellen import CIJFERS, compute_cijfers
from woonsim.manifest import Identity
from woonsim.reeks import Reeks, Uitkomst, changes, points, read_bereiken, read_reeksen
from woonsim.rekenproces import Taak
from woonsim.replications import Team, Voortgang
from woonsim.results import Results
from woonsim.scenario.overlay import Wijziging
from woonsim.store import SWEEP_FILES, draft, is_stored, write_manifest
from woonsim.uitkomsten import label_of
from woonsim.vergelijking.verschil import verschillen

if TYPE_CHECKING:
    import pandas as pd

    from woonsim.scenario.model import Scenario

TABLE, PICTURE = SWEEP_FILES
BASIS = "basis"
"""What stands for every value of the scenario as it stands, beside points in ranges."""
Combinatie = tuple[str, ...]
"""A value of every path."""
Load = Callable[[list[Wijziging]], "Scenario"]
"""The scenario with these changes."""
Spread = tuple[tuple["Reeks | Bereik", ...], tuple[Combinatie, ...], tuple["Scenario", ...]]
"""Series or ranges, the points in them, the scenario of each point."""
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
    """What is asked for: `scenarios` are those of `combinaties`, combinations of values of `reeksen`, in their order.

    Every point is compared with the first. Of ranges that is the scenario as it stands, called `BASIS`.
    `content` are the bytes of the scenario before any series; `make_parent`: as in `woonsim.runs.Run`.
    """

    scenarios: tuple[Scenario, ...]
    content: bytes
    reeksen: tuple[Reeks | Bereik, ...]
    combinaties: tuple[Combinatie, ...]
    uitkomsten: tuple[Uitkomst, ...]
    folder: Path
    replicaties: int
    seed: int
    jobs: int
    make_parent: bool

    @property
    def is_latin(self) -> bool:
        """Whether the points are spread over ranges."""
        return self.combinaties[0][0] == BASIS

    @property
    def identity(self) -> SweepIdentity:
        """What determines the outcome."""
        run = Identity.of(self.content, self.scenarios[0], self.seed, self.replicaties)
        over, asked = (" | ".join(map(str, each)) for each in (self.reeksen, self.uitkomsten))
        over += f" ({len(self.combinaties) - 1})" if self.is_latin else ""
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
        from woonsim.plots import latin_svg, sweep_svg

        outcomes = dict.fromkeys((row.indicator, row.groep) for row in rows)
        headings, paden = [label_of(*outcome) for outcome in outcomes], [reeks.pad for reeks in self.reeksen]
        if self.is_latin:
            return latin_svg(rows, headings, paden, self.scenarios[0].naam, self.replicaties)
        return sweep_svg(rows, headings, paden, self.scenarios[0].naam, self.replicaties)

    def _rows(self, voortgang: Voortgang | None) -> Iterator[Rij]:
        """The rows of every combination, outcome by outcome; an outcome that never exists is left out."""
        tables = list(self._figures(voortgang))
        found = verschillen(tables[0], {str(k): table for k, table in enumerate(tables)})
        differences = found[found["jaar"].isna()].set_index(["indicator", "groep", "variant"]).to_dict("index")
        for uitkomst in self.uitkomsten:
            cel = (uitkomst.indicator, uitkomst.groep)
            rows = [
                _row(waarden, _part(table, uitkomst), differences.get((*cel, str(k)), {}), uitkomst)
                for k, (waarden, table) in enumerate(zip(self.combinaties, tables, strict=True))
            ]
            if not all(math.isnan(row.mean) for row in rows):
                yield from rows

    def _figures(self, voortgang: Voortgang | None) -> Iterator[pd.DataFrame]:
        """Per combination the figures that are looked at, of every replication; one team plays them all."""
        n = self.replicaties
        tasks = [Taak(k, number) for k in range(len(self.scenarios)) for number in range(n)]
        looked_at = {uitkomst.indicator for uitkomst in self.uitkomsten}
        keep = Bewaar(0, {CIJFERS: partial(compute_cijfers, namen=looked_at)})
        with Team(self.scenarios, self.seed, min(self.jobs, len(tasks)), keep) as team:
            played = iter(team.play(tasks, voortgang))
            for scenario in self.scenarios:
                yield per_replicatie(Results(scenario, self.seed, tuple(islice(played, n))))


def spread(load: Load, over: Sequence[str], latin: int | None, seed: int) -> Spread:
    """What `over` asks to play: every combination of series, or with `latin` so many points in ranges.

    The points in ranges are a Latin hypercube, after `BASIS`: the scenario as it stands.

    Raises:
        UsageError: a series or a range cannot be read.
        ScenarioError: the scenario cannot be played at one of the points.
    """
    if latin is None:
        reeksen = read_reeksen(over)
        combinaties = tuple(points(reeksen))
        return reeksen, combinaties, tuple(load(changes(reeksen, combinatie)) for combinatie in combinaties)
    bereiken = read_bereiken(over)
    whole = [_is_whole(load, bereik) for bereik in bereiken]
    drawn = hypercube([bereik.pad for bereik in bereiken], latin, seed)
    combinaties = tuple(
        tuple(bereik.at(u, is_whole=is_whole) for bereik, u, is_whole in zip(bereiken, row, whole, strict=True))
        for row in drawn.tolist()
    )
    scenarios = (load([]), *(load(changes(bereiken, combinatie)) for combinatie in combinaties))
    return bereiken, ((BASIS,) * len(bereiken), *combinaties), scenarios


def _is_whole(load: Load, bereik: Bereik) -> bool:
    """Whether the scenario takes both ends of a range, but no fraction; raises `ScenarioError` for an end."""
    for end in (bereik.laag, bereik.hoog):
        load([bereik.change(bereik.written(end))])
    if not bereik.is_between_whole:
        return False
    try:
        load([bereik.change(bereik.halfway)])
    except ScenarioError:
        return True
    return False


def _part(table: pd.DataFrame, uitkomst: Uitkomst) -> pd.DataFrame:
    """The rows of one outcome."""
    return table[(table["indicator"] == uitkomst.indicator) & (table["groep"] == uitkomst.groep)]


def _row(waarden: tuple[str, ...], mine: pd.DataFrame, verschil: Mapping[Any, Any], uitkomst: Uitkomst) -> Rij:
    """What became of an outcome at one combination; `verschil`: its row of `verschillen`, empty if it has none."""
    over_term = mine[mine["jaar"].isna()]
    nothing = {"mean": math.nan, "low": math.nan, "high": math.nan, "betrouwbaar": False, "n": 0}
    summary = next(iter(summarise(over_term).to_dict("records")), nothing)
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
        verschil=float(verschil.get("verschil", math.nan)),
        verschil_low=float(verschil.get("low", math.nan)),
        verschil_high=float(verschil.get("high", math.nan)),
        verschil_betrouwbaar=bool(verschil.get("betrouwbaar", False)),
        band_low=float(low),
        band_high=float(high),
        n=int(summary["n"]),
    )


_NAMES = [each.name for each in fields(Rij)][1:]
_KINDS: dict[str, Any] = {"str": str, "float": float, "int": int, "bool": "True".__eq__}


def _as_csv(rows: list[Rij], reeksen: tuple[Reeks | Bereik, ...]) -> bytes:
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


def as_json(rows: list[Rij], reeksen: tuple[Reeks | Bereik, ...]) -> str:
    """The rows as ``--json`` prints them, under `sweep`; what does not exist is null."""
    plain = [
        {"waarden": {reeks.pad: waarde for reeks, waarde in zip(reeksen, row.waarden, strict=True)}}
        | {name: None if _is_nan(cell := getattr(row, name)) else cell for name in _NAMES}
        for row in rows
    ]
    return json.dumps({"sweep": plain}, ensure_ascii=False, allow_nan=False, indent=1) + "\n"

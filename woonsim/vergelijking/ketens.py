"""Ketens: what the chains of each root brought about, over replications, as tables.

How chains are attributed to a root is told in `woonsim.vergelijking.schakels`, what is counted of them in
`woonsim.vergelijking.ketentelling`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from woonsim.begrippen import Doelgroep, Herkomst, Kanaal, Oorzaak, Woonsituatie
from woonsim.feiten import STROMEN
from woonsim.indicatoren.afgeleid import afgeleid
from woonsim.indicatoren.waarneming import Columns
from woonsim.intervals import hall_intervals
from woonsim.results import Results
from woonsim.vergelijking.ketentelling import CELLEN, KETENS, Telling, count_ketens
from woonsim.vergelijking.schakels import AFLOPEN, EINDEN, WORTELS, schakels_of

_NAMES: dict[str, Sequence[str]] = {
    "wortel": WORTELS,
    "afloop": AFLOPEN,
    "einde": EINDEN,
    "stroom": STROMEN,
    **{
        name: tuple(code.name for code in sorted(codes))
        for name, codes in {
            "oorzaak": Oorzaak,
            "kanaal": Kanaal,
            "doelgroep": Doelgroep,
            "herkomst": Herkomst,
            "woonsituatie": Woonsituatie,
        }.items()
    },
}
_OF_TABLE = (
    *("keten", "schakel", "vrijkomst", "jaar", "kern", "kamers", "leeftijdslabel", "oorzaak", "onttrokken"),
    *("stroom", "kanaal", "doelgroep", "herkomst", "woonsituatie", "is_huurder", "verhuurd"),
    *("wortel", "deelschakel", "dagen", "afloop", "einde"),
)


def schakels(results: Results) -> pd.DataFrame:
    """One row per freed woning, chain by chain: its root, its place, to whom it was let and what became of it.

    `wortel`: to what it is owed; `oorzaak`: what began the whole chain; `deelschakel`: its place in the ketendeel,
    from 1; `verhuurd`; `dagen`: from the notice of the first woning of the ketendeel to the keys of this one, NaN
    when not let; `afloop`: one of `AFLOPEN`; `einde`: one of `EINDEN` in the last row of a ketendeel, else empty;
    `stroom`, `kanaal`, `doelgroep`, `herkomst` and `woonsituatie` of the new tenant, empty when not let.
    """
    parts = [
        {
            **_named(afgeleid(results.scenario, each, "schakels", schakels_of), each.namen["kern"]),
            "replicatie": each.nummer,
        }
        for each in results.replicaties
    ]
    return _table(parts, ["replicatie", *_OF_TABLE])


def _named(rows: Columns, kernen: Sequence[str]) -> Columns:
    """The columns with names for codes; -1 is no name."""
    names = {**_NAMES, "kern": kernen}
    return {
        name: np.array([*names[name], ""], dtype=object)[column] if name in names else column
        for name, column in rows.items()
    }


def _table(parts: list[dict[str, Any]], columns: list[str]) -> pd.DataFrame:
    """The columns of replications below each other."""
    sizes = [len(part["keten"]) for part in parts]
    data = {
        name: np.concatenate([np.broadcast_to(part[name], size) for part, size in zip(parts, sizes, strict=True)])
        for name in columns
    }
    return pd.DataFrame(data, columns=columns)


def schakels_to_predict(results: Results) -> pd.DataFrame:
    """The columns of `schakels` that `woonsim.vergelijking.ketenvoorspelling` needs, codes as names."""
    parts: list[dict[str, Any]] = [
        {**_named(telling.schakels, ()), "replicatie": each.nummer}
        for each, telling in zip(results.replicaties, _tellingen(results), strict=True)
    ]
    columns = ["oorzaak", "wortel", "leeftijdslabel", "kamers", "verhuurd", "onttrokken", "keten", "schakel"]
    table = _table(parts, ["replicatie", *columns, "deelschakel"])
    whole = dict.fromkeys(("leeftijdslabel", "kamers", "keten", "schakel", "deelschakel"), np.int64)
    return table.astype({**whole, "verhuurd": bool, "onttrokken": bool})


def _tellingen(results: Results) -> list[Telling]:
    return [afgeleid(results.scenario, each, KETENS, count_ketens) for each in results.replicaties]


def ketens_per_replicatie(results: Results) -> NDArray[np.float64]:
    """The figures of `CELLEN` (columns) of every replication (rows)."""
    return np.array([telling.figures for telling in _tellingen(results)]).reshape(results.n, len(CELLEN))


def per_wortel(results: Results) -> pd.DataFrame:
    """Per replication and root what its ketendelen brought about: `replicatie`, `wortel`, `maat`, `groep`, `value`.

    `wortel` is one of `WORTELS` or "totaal"; the measures are those of `woonsim.vergelijking.ketentelling`. Counts that
    do not occur are 0, means that do not exist NaN.
    """
    table = pd.DataFrame(list(CELLEN) * results.n, columns=["wortel", "maat", "groep"])
    numbers = [replicatie.nummer for replicatie in results.replicaties]
    table.insert(0, "replicatie", np.repeat(np.array(numbers, dtype=np.int64), len(CELLEN)))
    return table.assign(value=ketens_per_replicatie(results).ravel())


def _matrix(per: pd.DataFrame) -> NDArray[np.float64]:
    """The figures of `per_wortel`: a row per replication, a column per cell."""
    return per["value"].to_numpy(dtype=np.float64).reshape(-1, len(CELLEN))


def summarise_ketens(matrix: NDArray[np.float64]) -> pd.DataFrame:
    """The table of `gemiddeld` from the figures of `ketens_per_replicatie`, or from differences of these."""
    found = hall_intervals(matrix)
    return pd.DataFrame(CELLEN, columns=["wortel", "maat", "groep"]).assign(
        mean=found.mean,
        low=found.low,
        high=found.high,
        betrouwbaar=found.reliable & (found.n == len(matrix)),
        n=found.n,
    )


def gemiddeld(per: pd.DataFrame) -> pd.DataFrame:
    """Means over replications of `per_wortel` with Hall's 95% interval.

    Columns `wortel`, `maat`, `groep`, `mean`, `low`, `high`, `betrouwbaar`, `n` (replications with a value).
    """
    return summarise_ketens(_matrix(per))


def verschillen(basis: pd.DataFrame, variant: pd.DataFrame) -> pd.DataFrame:
    """Means of the paired differences, variant less basis, as `gemiddeld`; both are from `per_wortel`.

    Raises `ValueError` when they have not the same replications.
    """
    if set(basis["replicatie"]) != set(variant["replicatie"]):
        raise ValueError("basis and variant have other replications")
    return summarise_ketens(_matrix(variant) - _matrix(basis))

"""Who gains and who loses: what a variant does to the huishoudens of `woonsim.vergelijking.paren`, as tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from woonsim.begrippen import Doelgroep, Gevolg
from woonsim.berichten import bericht
from woonsim.errors import UsageError
from woonsim.feiten import STROMEN
from woonsim.indicatoren.afgeleid import afgeleid
from woonsim.indicatoren.waarneming import TOTAAL
from woonsim.intervals import hall_intervals
from woonsim.vergelijking.paren import (
    DIMENSIES,
    MATEN,
    SALDO,
    VAN_REGULIER,
    Columns,
    count,
    count_gevolgen,
    groepen,
    kant,
    names_of,
    pair,
)
from woonsim.vergelijking.paren import regulier_of as regulier_in

if TYPE_CHECKING:
    import pandas as pd

    from woonsim.record import Replicatie
    from woonsim.results import Results
    from woonsim.scenario.model import Scenario

IEDEREEN, REGULIER = "iedereen", "regulier"
WIE = {IEDEREEN: ("doelgroep",), REGULIER: VAN_REGULIER}
"""Who a comparison tells of, and by what they are grouped."""
GEVOLGEN, KANT = "gevolgen", "kant"
"""What these are called among what is derived of a replication."""


def pair_huishoudens(basis: Results, variant: Results) -> pd.DataFrame:
    """Everybody who sought under the basis, the variant or both, a row each, in order of replication and name.

    Columns: `replicatie`, `stroom`, `volgnummer`, those of `DIMENSIES`, `gevolg` (a `Gevolg`), `dagen` (keys under the
    variant minus those under the basis; NaN unless both), and per side `wacht_basis`, `wacht_variant`, `woont_basis`,
    `woont_variant` [days].

    Raises:
        UsageError: the two were not played with the same seed, replications and calendar, or without who sought.
    """
    import pandas as pd

    check_pair(basis, variant)
    both = zip(basis.replicaties, variant.replicaties, strict=True)
    return pd.concat([_frame(basis.scenario, one, variant.scenario, other) for one, other in both], ignore_index=True)


def regulier_of(paren: pd.DataFrame) -> pd.DataFrame:
    """The rows of `pair_huishoudens` that are about regular seekers."""
    return paren[paren["doelgroep"] == Doelgroep.regulier.name]


def check_pair(basis: Results, variant: Results) -> None:
    """Complain when two results cannot be compared replication by replication.

    Raises:
        UsageError: another seed, other replications, another begindatum or term.
    """
    told = [
        (results.seed, [r.nummer for r in results.replicaties], results.kalender, len(results.replicaties) > 0)
        for results in (basis, variant)
    ]
    if told[0] != told[1] or not told[0][-1]:
        raise UsageError(bericht("vergelijking_ongelijk", basis=basis.scenario.naam, variant=variant.scenario.naam))


def _frame(basis: Scenario, replicatie: Replicatie, variant: Scenario, other: Replicatie) -> pd.DataFrame:
    """One replication under both, codes as names."""
    import pandas as pd

    found = pair(afgeleid(basis, replicatie, KANT, kant), afgeleid(variant, other, KANT, kant))
    columns: dict[str, Any] = {"replicatie": np.full(len(found["gevolg"]), replicatie.nummer)}
    names = {"stroom": STROMEN, "gevolg": [member.name for member in sorted(Gevolg)]}
    names |= {name: names_of(name, replicatie.namen["kern"]) for name in DIMENSIES}
    for name, column in found.items():
        columns[name] = pd.Categorical.from_codes(column, pd.Index(names[name])) if name in names else column
    return pd.DataFrame(columns)


def gevolgen_per_replicatie(
    paren: pd.DataFrame, replicaties: Sequence[int], dimensies: Sequence[str] = DIMENSIES
) -> pd.DataFrame:
    """What happened to each group in each replication: columns `replicatie`, `groep`, `maat`, `value`.

    `paren` are rows of `pair_huishoudens`, all or those of a doelgroep; `replicaties` the numbers of the replications,
    also of those without such rows. `groep` is ``dimension=name``, or ``totaal``; `maat` one of `MATEN`. Groups that
    nobody is in are left out.
    """
    import pandas as pd

    found, names = count_paren(paren, replicaties, dimensies)
    there, n = _inhabited(found), len(replicaties)
    return pd.DataFrame(
        {
            "replicatie": np.tile(np.array(replicaties, dtype=np.int64), len(there) * len(MATEN)),
            "groep": [names[g] for g in there for _ in range(len(MATEN) * n)],
            "maat": [maat for _ in there for maat in MATEN for _ in range(n)],
            "value": found[:, there].transpose(1, 2, 0).ravel(),
        }
    )


def count_paren(
    paren: pd.DataFrame, replicaties: Sequence[int], dimensies: Sequence[str]
) -> tuple[NDArray[np.float64], list[str]]:
    """Counts by replication, group and `MATEN`, and the groups."""
    import pandas as pd

    number = pd.Categorical(paren["replicatie"], categories=list(replicaties)).codes.astype(np.int64)
    columns: Columns = {name: paren[name].to_numpy() for name in map(str, paren) if name not in DIMENSIES}
    columns["gevolg"] = paren["gevolg"].cat.codes.to_numpy().astype(np.int64)
    parts, names = [], []
    for groep, codes in _groepen(paren, dimensies):
        cells = count(columns, number * len(groep) + codes, len(replicaties) * len(groep))
        parts.append(cells.reshape(len(replicaties), len(groep), len(MATEN)))
        names += groep
    return np.concatenate(parts, axis=1), names


def _groepen(paren: pd.DataFrame, dimensies: Sequence[str]) -> Iterator[tuple[list[str], NDArray[np.int64]]]:
    """The groups of each dimension, and of every row the number of its group."""
    yield [TOTAAL], np.zeros(len(paren), dtype=np.int64)
    for name in dimensies:
        column = paren[name].cat
        yield [f"{name}={value}" for value in column.categories], column.codes.to_numpy().astype(np.int64)


def _inhabited(found: NDArray[np.float64]) -> list[int]:
    """The groups that anybody is in."""
    there: list[int] = np.flatnonzero(found[:, :, list(MATEN).index("huishoudens")].sum(axis=0)).tolist()
    return there


def gevolgen(paren: pd.DataFrame, replicaties: Sequence[int], dimensies: Sequence[str] = DIMENSIES) -> pd.DataFrame:
    """What the variant does to each group over the term: means over the replications, with Hall's 95% interval.

    Columns: `groep`, `maat`, `unit`, `mean`, `low`, `high`, `n` (replications in which the figure exists),
    `betrouwbaar`. Arguments as of `gevolgen_per_replicatie`. Counts do not go below 0.
    """
    return summarise_gevolgen(*count_paren(paren, replicaties, dimensies))


def summarise_gevolgen(found: NDArray[np.float64], names: Sequence[str]) -> pd.DataFrame:
    """The table of `gevolgen` from counts by replication, group (`names`) and `MATEN`."""
    import pandas as pd

    there, n = _inhabited(found), len(found)
    # a column of values stands together, as in every other table: the order of a sum decides its last bit
    columns = np.ascontiguousarray(found[:, there].transpose(1, 2, 0)).reshape(len(there) * len(MATEN), n)
    known = hall_intervals(columns.T)
    cells = [(names[g], maat, unit) for g in there for maat, unit in MATEN.items()]
    table = pd.DataFrame(cells, columns=["groep", "maat", "unit"])
    signed = table["maat"].isin([SALDO, "jaren_wachten", "jaren_in_woning"])
    table["mean"], table["low"] = known.mean, np.maximum(known.low, np.where(signed, -np.inf, 0.0))
    table["high"], table["n"] = known.high, known.n
    table["betrouwbaar"] = known.reliable & (known.n == n)
    return table


def gevolgen_of(one: Columns, other: Columns, kernen: Sequence[str]) -> dict[str, NDArray[np.float64]]:
    """What happened in one replication, by `WIE`: groups by `MATEN`; `one` and `other` are the two sides."""
    paren = pair(one, other)
    return {
        wie: count_gevolgen(paren if wie == IEDEREEN else regulier_in(paren), dimensies, kernen)
        for wie, dimensies in WIE.items()
    }


def gevolgen_by_wie(basis: Results, variant: Results) -> dict[str, tuple[NDArray[np.float64], list[str]]]:
    """By `WIE` the counts by replication, group and `MATEN`, and the groups; raises as `pair_huishoudens`."""
    check_pair(basis, variant)
    counted = [
        other.afgeleid[GEVOLGEN]
        if GEVOLGEN in other.afgeleid
        else gevolgen_of(
            afgeleid(basis.scenario, one, KANT, kant), afgeleid(variant.scenario, other, KANT, kant), one.namen["kern"]
        )
        for one, other in zip(basis.replicaties, variant.replicaties, strict=True)
    ]
    kernen = basis.replicaties[0].namen["kern"]
    return {
        wie: (np.stack([each[wie] for each in counted]), groepen(dimensies, kernen)) for wie, dimensies in WIE.items()
    }

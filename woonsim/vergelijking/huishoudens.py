"""Who gains and who loses: the same huishouden under the basis and under a variant.

A huishouden is the same under both by (replicatie, stroom, volgnummer). It is *housed* when it accepted a woning of the
stock within the run, and housed *earlier* or *later* by the moment of its keys, which may fall after the run. Groups go
by what it was under the basis when it began to seek (for who sought under the variant only, what it was there). Who
returns to a voorziening after terugval applies as another huishouden, and only the first woning since it began counts.

It *waits* from when it began to seek, or begindatum if that is later, until its keys, else until it stopped, else until
the end of the run; not while it did not seek in between. It *lives in its woning* from its keys until the end of the
run. Who did not seek does neither.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import IntEnum
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from woonsim.begrippen import (
    LEEFTIJDSGRENS,
    Doelgroep,
    Gevolg,
    Inkomensklasse,
    Leeftijdsgroep,
    Woonsituatie,
)
from woonsim.berichten import bericht
from woonsim.errors import UsageError
from woonsim.feiten import STROMEN
from woonsim.indicatoren import TOTAAL
from woonsim.intervals import hall_intervals
from woonsim.kalender import DAG
from woonsim.wetgeving import Wetgeving

if TYPE_CHECKING:
    import pandas as pd

    from woonsim.record import Replicatie
    from woonsim.results import Results

DIMENSIES = ("doelgroep", "woonsituatie", "leeftijdsgroep", "inkomensklasse", "personen", "kern")
"""What the groups are by."""
VAN_REGULIER = DIMENSIES[1:]
"""What regular seekers are grouped by."""
BUITEN = "buiten"
"""The kern of who lives outside the gemeente."""
MAX_PERSONEN = 5
HUISHOUDENS, SALDO = "huishoudens", "saldo"
MATEN = {
    HUISHOUDENS: "huishoudens",
    **{gevolg.name: "huishoudens" for gevolg in Gevolg},
    SALDO: "huishoudens",
    "jaren_wachten": "jaar",
    "jaren_in_woning": "jaar",
    "dagen_eerder": "dagen",
    "dagen_later": "dagen",
}
"""What is told of a group -> its unit, over the term: all who sought, how many of each `Gevolg`, how many more are
housed; together so much more years of waiting and of living in a woning; the mean of who is housed earlier or later."""

Columns = dict[str, NDArray[Any]]
_PAIR = ["stroom", "volgnummer"]
_CODES: dict[str, type[IntEnum]] = {
    "doelgroep": Doelgroep,
    "woonsituatie": Woonsituatie,
    "leeftijdsgroep": Leeftijdsgroep,
    "inkomensklasse": Inkomensklasse,
    "gevolg": Gevolg,
}


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
    return pd.concat([_pair(basis, one, _side(variant, other)) for one, other in both], ignore_index=True)


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


def _side(results: Results, replicatie: Replicatie) -> pd.DataFrame:
    """Who sought in one replication: name, dimensions as codes, keys [minutes, NaN: none], waits and lives [days]."""
    import pandas as pd

    if replicatie.zoekers is None:
        raise UsageError(bericht("vergelijking_zonder_zoekers", scenario=results.scenario.naam))
    z: Columns = {name: column.astype(np.int64) for name, column in replicatie.zoekers.items()}
    horizon, housed = results.kalender.looptijd, z["acceptatie"] >= 0
    keys = np.where(housed, np.minimum(z["sleutels"], horizon), horizon)
    end = np.where(housed, keys, np.where(z["gestopt"] >= 0, z["gestopt"], horizon))
    columns = {
        **{name: z[name] for name in ("stroom", "volgnummer", "doelgroep", "woonsituatie", "kern")},
        "leeftijdsgroep": (z["leeftijd"] >= LEEFTIJDSGRENS).astype(np.int64),
        "inkomensklasse": _inkomensklasse(results, z),
        "personen": np.minimum(z["personen"], MAX_PERSONEN),
        "sleutels": np.where(housed, z["sleutels"], np.nan),
        "wacht": (end - np.maximum(z["aanvang"], 0) - z["onderbroken"]) / DAG,
        "woont": (horizon - keys) / DAG,
    }
    return pd.DataFrame(columns)


def _inkomensklasse(results: Results, z: Columns) -> NDArray[np.int64]:
    """Where each income stands among the limits of the year in which its huishouden began to seek."""
    wet, grenzen = Wetgeving(results.scenario.indexering), np.array(results.kalender.jaargrenzen()[1:-1])
    year = np.searchsorted(grenzen, np.maximum(z["aanvang"], 0), side="right")
    passend = [wet.passend(jaar) for jaar in results.jaren]
    daeb = [wet.daeb(jaar) for jaar in results.jaren]

    def limit(laws: Sequence[Any], kind: str) -> NDArray[np.float64]:
        return np.array([float(getattr(law, kind)) for law in laws])[year]

    alone = z["personen"] == 1
    aow = z["leeftijd"] >= limit(passend, "aow_leeftijd_maanden") / 12
    names = ("inkomensgrens_{}_eur", "inkomensgrens_{}_aow_eur")
    by_age = [np.where(alone, *(limit(passend, name.format(size)) for size in ("1p", "2p"))) for name in names]
    to_passend = np.where(aow, by_age[1], by_age[0])
    to_daeb = np.where(alone, limit(daeb, "inkomensgrens_1p_eur"), limit(daeb, "inkomensgrens_2p_eur"))
    above = (z["inkomen_eur"] > to_passend).astype(np.int64) + (z["inkomen_eur"] > np.maximum(to_passend, to_daeb))
    return np.asarray(above, dtype=np.int64)


def _pair(basis: Results, replicatie: Replicatie, other: pd.DataFrame) -> pd.DataFrame:
    """One replication under both."""
    import pandas as pd

    both = _side(basis, replicatie).merge(other, how="outer", on=_PAIR, suffixes=("_basis", "_variant"))
    one, two = both["sleutels_basis"].to_numpy(), both["sleutels_variant"].to_numpy()
    columns: dict[str, Any] = {
        "replicatie": np.full(len(both), replicatie.nummer),
        "stroom": _categorical(both["stroom"].to_numpy(), STROMEN),
        "volgnummer": both["volgnummer"].to_numpy(),
    }
    for name in DIMENSIES:
        mine = both[f"{name}_basis"].fillna(both[f"{name}_variant"]).to_numpy().astype(np.int64)
        columns[name] = _named(name, mine, replicatie.namen["kern"])
    columns["gevolg"] = _named("gevolg", _gevolg(one, two), ())
    columns["dagen"] = (two - one) / DAG
    for name in ("wacht_basis", "wacht_variant", "woont_basis", "woont_variant"):
        columns[name] = both[name].fillna(0.0).to_numpy()
    return pd.DataFrame(columns)


def _named(name: str, codes: NDArray[np.int64], kernen: tuple[str, ...]) -> pd.Categorical[str]:
    """Codes as names, every name a category whether anybody has it or not."""
    if name == "kern":
        return _categorical(np.where(codes < 0, len(kernen), codes), [*kernen, BUITEN])
    if name == "personen":
        return _categorical(codes - 1, [str(n) for n in range(1, MAX_PERSONEN + 1)])
    return _categorical(codes, [member.name for member in sorted(_CODES[name])])


def _categorical(codes: NDArray[np.int64], names: Sequence[str]) -> pd.Categorical[str]:
    import pandas as pd

    return pd.Categorical.from_codes(codes, pd.Index(names))


def _gevolg(basis: NDArray[np.float64], variant: NDArray[np.float64]) -> NDArray[np.int64]:
    """What the variant does to each, from the moments of keys (NaN: none)."""
    in_basis, in_variant = ~np.isnan(basis), ~np.isnan(variant)
    order = np.where(variant < basis, Gevolg.eerder, np.where(variant > basis, Gevolg.later, Gevolg.gelijk))
    one = np.where(in_basis, Gevolg.alleen_basis, np.where(in_variant, Gevolg.alleen_variant, Gevolg.nooit))
    return np.asarray(np.where(in_basis & in_variant, order, one), dtype=np.int64)


def gevolgen_per_replicatie(
    paren: pd.DataFrame, replicaties: Sequence[int], dimensies: Sequence[str] = DIMENSIES
) -> pd.DataFrame:
    """What happened to each group in each replication: columns `replicatie`, `groep`, `maat`, `value`.

    `paren` are rows of `pair_huishoudens`, all or those of a doelgroep; `replicaties` the numbers of the replications,
    also of those without such rows. `groep` is ``dimension=name``, or ``totaal``; `maat` one of `MATEN`.
    """
    import pandas as pd

    number = pd.Categorical(paren["replicatie"], categories=list(replicaties)).codes.astype(np.int64)
    parts = [_counted(paren, number, groep, codes, len(replicaties)) for groep, codes in _groepen(paren, dimensies)]
    table = pd.concat(parts, ignore_index=True)
    table["replicatie"] = np.array(replicaties, dtype=np.int64)[table["replicatie"].to_numpy(dtype=np.int64)]
    return table


def _groepen(paren: pd.DataFrame, dimensies: Sequence[str]) -> Iterator[tuple[list[str], NDArray[np.int64]]]:
    """The groups of each dimension, and of every row the number of its group."""
    yield [TOTAAL], np.zeros(len(paren), dtype=np.int64)
    for name in dimensies:
        column = paren[name].cat
        yield [f"{name}={value}" for value in column.categories], column.codes.to_numpy().astype(np.int64)


def _counted(
    paren: pd.DataFrame, number: NDArray[np.int64], groepen: list[str], codes: NDArray[np.int64], n: int
) -> pd.DataFrame:
    """Every `maat` of the groups of one dimension that anybody is in; `replicatie` as its place."""
    import pandas as pd

    cells, shape = number * len(groepen) + codes, (n, len(groepen))

    def total(values: Any = None, chosen: Any = slice(None)) -> NDArray[np.float64]:
        weights = None if values is None else np.asarray(values, dtype=np.float64)[chosen]
        return np.bincount(cells[chosen], weights, minlength=n * len(groepen)).reshape(shape).astype(np.float64)

    gevolg, dagen = paren["gevolg"].cat.codes.to_numpy(), paren["dagen"].to_numpy()
    found = {HUISHOUDENS: total()} | {member.name: total(None, gevolg == member) for member in sorted(Gevolg)}
    found[SALDO] = found["alleen_variant"] - found["alleen_basis"]
    for maat, what in (("jaren_wachten", "wacht"), ("jaren_in_woning", "woont")):
        found[maat] = total(paren[f"{what}_variant"] - paren[f"{what}_basis"]) / 365.25
    for maat, member, sign in (("dagen_eerder", Gevolg.eerder, -1.0), ("dagen_later", Gevolg.later, 1.0)):
        days, count = total(sign * dagen, gevolg == member), found[member.name]
        found[maat] = np.where(count > 0, days / np.maximum(count, 1.0), np.nan)
    there = np.flatnonzero(found[HUISHOUDENS].sum(axis=0))
    frames = [
        {"replicatie": np.arange(n), "groep": groepen[g], "maat": maat, "value": found[maat][:, g]}
        for g in there.tolist()
        for maat in MATEN
    ]
    columns = ["replicatie", "groep", "maat", "value"]
    return pd.concat([pd.DataFrame(frame) for frame in frames]) if frames else pd.DataFrame(columns=columns)


def gevolgen(paren: pd.DataFrame, replicaties: Sequence[int], dimensies: Sequence[str] = DIMENSIES) -> pd.DataFrame:
    """What the variant does to each group over the term: means over the replications, with Hall's 95% interval.

    Columns: `groep`, `maat`, `unit`, `mean`, `low`, `high`, `n` (replications in which the figure exists),
    `betrouwbaar`. Arguments as of `gevolgen_per_replicatie`. Counts do not go below 0.
    """
    each = gevolgen_per_replicatie(paren, replicaties, dimensies)
    table = each[["groep", "maat"]].drop_duplicates().reset_index(drop=True)
    matrix = each["value"].to_numpy(dtype=np.float64).reshape(len(table), len(replicaties)).T
    found = hall_intervals(matrix)
    table["unit"] = table["maat"].map(MATEN)
    signed = table["maat"].isin([SALDO, "jaren_wachten", "jaren_in_woning"])
    table["mean"], table["low"] = found.mean, np.maximum(found.low, np.where(signed, -np.inf, 0.0))
    table["high"], table["n"] = found.high, found.n
    table["betrouwbaar"] = found.reliable & (found.n == len(replicaties))
    return table

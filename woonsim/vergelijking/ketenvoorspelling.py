"""Ketenvoorspelling: how many toewijzingen a chain would have if it forgot all but the kind of the last woning.

The vacancy chain of White (1970), an absorbing Markov chain. Woningen that are free to let are in strata; Q[i, j] is
the chance that one in stratum i is taken by a tenant who leaves one in stratum j, which is let again. With s the
strata in which chains begin and a[i] the chance that a woning in i is let at all, the expected toewijzingen per chain
are s (I - Q)^-1 a, and the chance of at least k is s Q^(k-1) a.

Q and a are measured on the base, over all causes and replications. Over all chains of that base the expectation is
then what was played, by construction: it says something about each cause apart, about the spread of the lengths, and
above all about a variant, where chains begin elsewhere or, if the prediction fails, go on otherwise. A chain that
still runs at the end counts as far as it came, in both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from woonsim.indicatoren import TOTAAL
from woonsim.intervals import hall_intervals
from woonsim.vergelijking.schakels import DOORSTROOMREGELING, ONTLABELEN, WORTELS

Values = NDArray[np.float64]
STRATA = ("kamers", "leeftijdslabel")
"""Columns that tell strata apart unless others are asked: who comes for a woning depends on these first."""


@dataclass(frozen=True)
class Overgangen:
    """How chains went on: `q`, `verhuurd` (the a of above) and how many `woningen` these are measured on.

    Each has a row per stratum, a tuple of the values of `kolommen`.
    """

    kolommen: tuple[str, ...]
    strata: tuple[tuple[object, ...], ...]
    q: Values
    verhuurd: Values
    woningen: Values

    @property
    def per_stratum(self) -> Values:
        """Expected toewijzingen of a chain that begins in each stratum."""
        return np.asarray(np.linalg.solve(np.eye(len(self.q)) - self.q, self.verhuurd), dtype=np.float64)

    def lengtes(self, begin: Values, longest: int) -> Values:
        """Chances of 0, 1, ..., `longest` toewijzingen for a chain that begins in stratum i with chance `begin[i]`."""
        at_least, where = [1.0], begin
        for _ in range(longest + 1):
            at_least.append(float(where @ self.verhuurd))
            where = where @ self.q
        return -np.diff(at_least)

    def numbers(self, rows: pd.DataFrame) -> NDArray[np.int64]:
        """The stratum of each row, its number; -1 for one that the base has not."""
        known = pd.MultiIndex.from_tuples(self.strata)
        return np.asarray(known.get_indexer(_stratum(rows, self.kolommen)), dtype=np.int64)

    def verwacht(self, rows: pd.DataFrame) -> Values:
        """Expected toewijzingen of a chain that begins with each row; in an unknown stratum the mean."""
        if not self.strata:
            return np.full(len(rows), np.nan)
        numbers, expected = self.numbers(rows), self.per_stratum
        return np.where(numbers >= 0, expected[numbers], np.average(expected, weights=self.woningen))


def overgangen(rows: pd.DataFrame, kolommen: Sequence[str] = STRATA) -> Overgangen:
    """Measured on the chains `rows` (`woonsim.vergelijking.ketens.schakels`); `kolommen` tell strata apart."""
    rows = rows[~rows["onttrokken"]]
    strata, number = np.unique(_stratum(rows, kolommen), return_inverse=True)
    size = len(strata)
    chain, next_chain = (rows[["replicatie", "keten"]].to_numpy()[part] for part in (slice(-1), slice(1, None)))
    goes_on = (chain == next_chain).all(axis=1)
    q = np.zeros((size, size))
    np.add.at(q, (number[:-1][goes_on], number[1:][goes_on]), 1.0)
    homes = np.bincount(number, minlength=size).astype(np.float64)
    let = np.bincount(number, weights=rows["verhuurd"].to_numpy(dtype=np.float64), minlength=size)
    return Overgangen(tuple(kolommen), tuple(strata), q / homes[:, np.newaxis], let / homes, homes)


def _stratum(rows: pd.DataFrame, kolommen: Sequence[str]) -> pd.MultiIndex:
    return pd.MultiIndex.from_frame(rows[[*kolommen]])


def voorspelling(rows: pd.DataFrame, model: Overgangen) -> pd.DataFrame:
    """Per replication and root: `ketens` begun, and toewijzingen per chain `voorspeld` and `gespeeld`.

    Under a cause of `Oorzaak` and under "totaal" whole chains are meant, whatever measure took over on the way;
    under ``doorstroomregeling`` and ``ontlabelen`` the ketendelen of that measure. Chains whose first woning is not
    let again are none. A root without chains has no row.
    """
    chains = rows.groupby(["replicatie", "keten"], sort=False)
    whole = rows.assign(n=chains["verhuurd"].transform("sum"))[rows["schakel"] == 1]
    parts = [whole.assign(wortel=whole["oorzaak"]), whole.assign(wortel=TOTAAL)]
    of_measure = rows[rows["wortel"].isin([DOORSTROOMREGELING, ONTLABELEN])]
    tails = of_measure.groupby(["replicatie", "keten"], sort=False)["verhuurd"].transform("sum")
    parts.append(of_measure.assign(n=tails)[of_measure["deelschakel"] == 1])
    begins = pd.concat(parts, ignore_index=True)
    begins = begins[~begins["onttrokken"].astype(bool)]
    begins = begins.assign(voorspeld=model.verwacht(begins), gespeeld=begins["n"].astype(float))
    grouped = begins.groupby(["replicatie", "wortel"])[["voorspeld", "gespeeld"]]
    table = grouped.mean().assign(ketens=grouped.size()).reset_index()
    order = table["wortel"].map([*WORTELS, TOTAAL].index)
    table = table.iloc[np.lexsort((order, table["replicatie"]))]
    return table[["replicatie", "wortel", "ketens", "voorspeld", "gespeeld"]].reset_index(drop=True)


def getoetst(table: pd.DataFrame) -> pd.DataFrame:
    """Per root the means over replications of `voorspelling`, and of gespeeld less voorspeld with Hall's interval.

    Columns `wortel`, `ketens`, `voorspeld`, `gespeeld`, `verschil`, `low`, `high`, `betrouwbaar`, `n`.
    """
    rows = []
    for wortel, mine in table.groupby("wortel", sort=False):
        found = hall_intervals((mine["gespeeld"] - mine["voorspeld"]).to_numpy()[:, np.newaxis])
        means = {name: float(mine[name].mean()) for name in ("ketens", "voorspeld", "gespeeld")}
        n, reliable = int(found.n[0]), bool(found.reliable[0])
        of_difference = {"verschil": float(found.mean[0]), "low": float(found.low[0]), "high": float(found.high[0])}
        rows.append({"wortel": wortel, **means, **of_difference, "betrouwbaar": reliable, "n": n})
    names = ["wortel", "ketens", "voorspeld", "gespeeld", "verschil", "low", "high", "betrouwbaar", "n"]
    found_rows = pd.DataFrame(rows, columns=names)
    order = found_rows["wortel"].map([*WORTELS, TOTAAL].index)
    return found_rows.iloc[np.argsort(order.to_numpy(), kind="stable")].reset_index(drop=True)


def lengtes(rows: pd.DataFrame, model: Overgangen, longest: int = 5) -> pd.DataFrame:
    """Shares of the chains with `lengte` 0, 1, ..., `longest` toewijzingen: `voorspeld` and `gespeeld`, over all."""
    n_let = rows.groupby(["replicatie", "keten"], sort=False)["verhuurd"].transform("sum")
    first = (rows["schakel"] == 1) & ~rows["onttrokken"]
    numbers = model.numbers(rows[first])
    begin = np.bincount(numbers[numbers >= 0], minlength=len(model.strata)) / max(int((numbers >= 0).sum()), 1)
    played = np.bincount(n_let[first].to_numpy(dtype=np.int64), minlength=longest + 1)[: longest + 1]
    shares = {"voorspeld": model.lengtes(begin, longest), "gespeeld": played / max(int(first.sum()), 1)}
    return pd.DataFrame({"lengte": np.arange(longest + 1), **shares})

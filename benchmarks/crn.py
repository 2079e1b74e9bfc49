"""How many replications common random numbers save: variances of differences, paired against independent seeds."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from woonsim.comparison import compare
from woonsim.indicatoren import per_replicatie
from woonsim.intervals import t_quantile
from woonsim.load import load_scenario
from woonsim.replications import replicate
from woonsim.vergelijking.vergelijking import Vergelijking
from woonsim.vergelijking.verschil import variance_reduction

SCENARIO = Path(__file__).parent.parent / "scenarios" / "midden-drenthe.yaml"
PATH = "beleid.weer_thuis.aandeel"
BASIS, VARIANTEN = "5%", ("10%", "5.5%")
SEED, OTHER_SEED = 1, 2
CELLS = (
    ("inschrijfduur_gehuisvest", "totaal"),
    ("inschrijfduur_wachtend", "totaal"),
    ("toewijzingen", "doelgroep=regulier"),
    ("toewijzingen", "doelgroep=uitstroom"),
    ("wachttijd_mediaan", "doelgroep=uitstroom"),
    ("aandeel_uitstroom", "totaal"),
    ("vrijgekomen", "totaal"),
    ("leegstand", "totaal"),
)
"""Indicators and groups, over the term; the first is the regular wait."""


@dataclass(frozen=True)
class Ratio:
    """How many times smaller one variance is than another, with its 95% interval."""

    value: float
    low: float
    high: float


def ratio_of_variances(independent: NDArray[np.float64], paired: NDArray[np.float64]) -> Ratio:
    """Var(independent) / Var(paired), with the jackknife over replications of its logarithm for the interval."""
    n = len(paired)
    if not paired.var() > 0.0:
        return Ratio(float("nan"), float("nan"), float("nan"))
    value = log(independent.var(ddof=1) / paired.var(ddof=1))
    without = [_without(independent, i) - _without(paired, i) for i in range(n)]
    half = t_quantile(n - 1) * sqrt((n - 1) * float(np.var(without)))
    return Ratio(exp(value), exp(value - half), exp(value + half))


def _without(values: NDArray[np.float64], i: int) -> float:
    """Logarithm of the variance of all values but one."""
    return log(np.delete(values, i).var(ddof=1))


def values(table: pd.DataFrame, cell: tuple[str, str]) -> NDArray[np.float64]:
    """The figure over the term of every replication, in order."""
    mine = (table["indicator"] == cell[0]) & (table["groep"] == cell[1]) & table["jaar"].isna()
    return table[mine].sort_values("replicatie")["value"].to_numpy(dtype=np.float64)


def played(n: int, jobs: int, changes: Sequence[str]) -> tuple[Vergelijking, pd.DataFrame]:
    """The comparison on one seed, and the figures of the basis on another seed; all with these `changes`."""
    variants = {text: load_scenario(SCENARIO, [*changes, f"{PATH}={text}"]) for text in VARIANTEN}
    basis = load_scenario(SCENARIO, [*changes, f"{PATH}={BASIS}"])
    found = compare(basis, variants, n, SEED, jobs)
    return found, per_replicatie(replicate(basis, n, OTHER_SEED, jobs))


def lines(figures: Mapping[str, pd.DataFrame], elsewhere: pd.DataFrame, variant: str) -> list[str]:
    """A line per indicator: effect, both variances, their ratio, and the `vrf` that `woonsim compare` prints."""
    head = f"{BASIS} -> {variant}"
    told = [f"{head:46} {'effect':>9} {'var crn':>10} {'var apart':>10} {'ratio':>6} {'95%':>13} {'vrf':>6}"]
    for cell in CELLS:
        basis, mine, other = (values(table, cell) for table in (figures["basis"], figures[variant], elsewhere))
        there = ~np.isnan(basis + mine + other)
        paired, independent = (mine - basis)[there], (mine - other)[there]
        ratio = ratio_of_variances(independent, paired)
        vrf = variance_reduction(basis[there], mine[there])
        spread = f"{paired.var(ddof=1):10.4g} {independent.var(ddof=1):10.4g}"
        interval = f"{ratio.low:5.3g} - {ratio.high:5.3g}"
        name = " ".join(cell)
        told.append(f"{name:46} {paired.mean():+9.4g} {spread} {ratio.value:6.3g} {interval:>13} {vrf:6.3g}")
    return told


def main() -> None:
    """Play and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--replications", type=int, default=40)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--set", action="append", default=[], metavar="PAD=WAARDE", help="as woonsim takes it")
    asked = parser.parse_args()
    found, elsewhere = played(asked.replications, asked.jobs, asked.set)
    for variant in VARIANTEN:
        print("\n".join(lines(found.cijfers, elsewhere, variant)), end="\n\n")


if __name__ == "__main__":
    main()

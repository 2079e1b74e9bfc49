"""The chains of moves that a freed home sets off."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter
from numpy.typing import NDArray

from woonsim.indicatoren import TOTAAL
from woonsim.indicatoren.figuurfeiten import figuurfeiten
from woonsim.plots.stijl import BLUE, INK, WIDTH, Values, head, mean_of, mean_text, over_term, quantiles, whiskers
from woonsim.results import Results
from woonsim.schermteksten import getal, tekst

_LONGEST_CHAIN = 5
"""From this length on chains are taken together."""


def plot_ketens(results: Results, each: pd.DataFrame) -> Figure | None:
    """How many homes a chain sets free: the share of chains of each length."""
    shares = np.array([_chain_shares(vrijkomst) for _, vrijkomst in figuurfeiten(results, "vrijkomst")])
    if np.isnan(shares).all():
        return None
    figure = Figure(figsize=(WIDTH, 3.9))
    axes = figure.subplots()
    lengths, mean = np.arange(1, _LONGEST_CHAIN + 1), mean_of(shares)
    axes.bar(lengths, mean, color=BLUE, width=0.7)
    top = mean
    if results.n > 1:
        low, high = quantiles(shares)
        axes.errorbar(lengths, mean, yerr=whiskers(mean, low, high), fmt="none", ecolor=INK, capsize=4, lw=1)
        top = high
    for length, share, above in zip(lengths, mean, top, strict=True):
        text = f"{getal(100 * share, 1)}%"
        axes.annotate(text, (length, above), (0, 4), textcoords="offset points", ha="center", weight="bold")
    axes.set_xticks(lengths, [*map(str, lengths[:-1]), tekst("of_meer", n=_LONGEST_CHAIN)])
    axes.set_xlabel(tekst("as_keten"))
    axes.set_ylabel(tekst("as_aandeel_ketens"))
    axes.set_ylim(0, min(1.12, 1.15 * float(np.max(top))))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{getal(100 * value)}%"))
    length_text = mean_text(over_term(each, "keten_lengte", TOTAAL), 2)
    head(figure, tekst("titel_ketens", een=getal(100 * float(mean[0])), lengte=length_text), results)
    return figure


def _chain_shares(vrijkomst: dict[str, NDArray[Any]]) -> Values:
    """Shares of the chains with 1, 2, ... homes; the last share is of those and longer ones."""
    _, lengths = np.unique(vrijkomst["keten"], return_counts=True)
    counts = np.bincount(np.minimum(lengths, _LONGEST_CHAIN), minlength=_LONGEST_CHAIN + 1)[1:]
    return counts / counts.sum() if counts.sum() else np.full(_LONGEST_CHAIN, np.nan)

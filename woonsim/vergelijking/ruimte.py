"""Welke ruimte overblijft: the woningen that regular seekers still get, by kind and kern, under basis and variant.

Counted are lettings through the adverts, without voorrang, to huishoudens of no special doelgroep.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from woonsim.begrippen import Doelgroep, Kanaal, Labeling, Toegankelijkheid, Woningtype
from woonsim.indicatoren.afgeleid import afgeleid
from woonsim.indicatoren.waarneming import TOTAAL, Waarneming
from woonsim.intervals import difference_intervals
from woonsim.vergelijking.huishoudens import check_pair

if TYPE_CHECKING:
    import pandas as pd

    from woonsim.results import Results

COLUMNS = ["groep", "unit", "basis", "waarde", "verschil", "low", "high", "n", "betrouwbaar"]
EENHEID = "woningen per jaar"
RUIMTE = "ruimte"
"""What it is called among what is derived of a replication."""
MAX_KAMERS = 5
"""Woningen with so many rooms or more are one group."""


def ruimte(basis: Results, variant: Results) -> pd.DataFrame:
    """The woningen per year that remain for regular seekers, as a mean over the term and the replications.

    Columns: `groep` (``totaal``, ``woningtype=``, ``kern=``, ``kamers=``, ``leeftijdslabel=``, ``toegankelijkheid=``),
    `unit`, `basis`, `waarde` (the variant), `verschil` with its 95% interval (`low`, `high`), `n`, `betrouwbaar`. The
    difference is paired: in each replication variant minus basis.

    Raises:
        UsageError: the two were not played with the same seed, replications and calendar.
    """
    import pandas as pd

    check_pair(basis, variant)
    one, two = ruimte_per_replicatie(basis), ruimte_per_replicatie(variant)
    groepen = [groep for groep in one if groep in two and (one[groep].any() or two[groep].any())]
    if not groepen:
        return pd.DataFrame(columns=COLUMNS)
    matrices = [np.column_stack([side[groep] for groep in groepen]) for side in (one, two)]
    found = difference_intervals(matrices[1] - matrices[0])
    means = {"basis": matrices[0].mean(axis=0), "waarde": matrices[1].mean(axis=0), "verschil": found.mean}
    known = {"low": found.low, "high": found.high, "n": found.n, "betrouwbaar": found.reliable}
    return pd.DataFrame({"groep": groepen, "unit": EENHEID, **means, **known})[COLUMNS]


def ruimte_per_replicatie(results: Results) -> dict[str, NDArray[np.float64]]:
    """Per group the woningen per year that remain for regular seekers, one figure per replication."""
    counted = [afgeleid(results.scenario, replicatie, RUIMTE, count_ruimte) for replicatie in results.replicaties]
    jaren = len(results.jaren)
    return {groep: np.array([counts[groep] for counts in counted]) / jaren for groep in counted[0]}


def count_ruimte(w: Waarneming) -> dict[str, int]:
    """Lettings of one replication per group, groups without any included."""
    toewijzing = w.columns("toewijzing")
    remains = (toewijzing["kanaal"] == Kanaal.aanbod) & ~toewijzing["met_voorrang"].astype(np.bool_)
    remains &= toewijzing["doelgroep"] == Doelgroep.regulier
    named: dict[str, tuple[NDArray[Any], list[str]]] = {
        "woningtype": (toewijzing["woningtype"], [member.name for member in sorted(Woningtype)]),
        "kern": (toewijzing["kern"], list(w.replicatie.namen["kern"])),
        "kamers": (np.minimum(toewijzing["kamers"], MAX_KAMERS), [str(n) for n in range(MAX_KAMERS + 1)]),
        "leeftijdslabel": (toewijzing["leeftijdslabel"] > 0, [member.name for member in sorted(Labeling)]),
        "toegankelijkheid": (toewijzing["toegankelijkheid"], [member.name for member in sorted(Toegankelijkheid)]),
    }
    counts = {TOTAAL: int(remains.sum())}
    for dimension, (codes, names) in named.items():
        per_code = np.bincount(codes[remains].astype(np.int64), minlength=len(names))
        counts |= {f"{dimension}={name}": int(n) for name, n in zip(names, per_code.tolist(), strict=True)}
    return counts

"""How much memory a scenario will take: arithmetic on its numbers, before anything is allocated."""

from __future__ import annotations

import os
from dataclasses import dataclass

from woonsim.berichten import bericht
from woonsim.scenario.model import Nieuwbouw, Scenario

REPLICATIES = 30
"""Replications when nothing else is asked (decision 25)."""

_BYTES_WONING = 400
_BYTES_HUISHOUDEN = 600
"""Columns of one huishouden in a running replication, its working copies included."""
_BYTES_RIJ = 1_000
"""One freed woning with its adverts and letting, in the tables of the results."""


@dataclass(frozen=True)
class Omvang:
    """The estimated size of a run: counts, and bytes of memory at its height."""

    woningen: int
    huishoudens: int
    rijen: int
    """Freed woningen over all replications; each is some rows in the results."""
    replicaties: int

    @property
    def bytes(self) -> int:
        """Memory for one replication and the results of all."""
        return self.woningen * _BYTES_WONING + self.huishoudens * _BYTES_HUISHOUDEN + self.rijen * _BYTES_RIJ

    def refusal(self) -> str | None:
        """Why this cannot be played on this machine, None when it fits."""
        have = physical_memory()
        if have is None or self.bytes <= have:
            return None
        names = ("woningen", "huishoudens", "rijen", "replicaties")
        counts = {name: f"{getattr(self, name):,}".replace(",", " ") for name in names}
        return bericht("too_big", need=_gib(self.bytes), have=_gib(have), **counts)


def estimate(scenario: Scenario, replicaties: int = REPLICATIES) -> Omvang:
    """The size of `replicaties` runs of a scenario."""
    nieuw = (wijziging.aantal for wijziging in scenario.voorraadwijzigingen if isinstance(wijziging, Nieuwbouw))
    woningen = sum(regel.aantal for regel in scenario.woningvoorraad) + sum(nieuw)
    zoekenden = scenario.woningzoekenden
    huishoudens = woningen + zoekenden.ingeschreven.gemeente + zoekenden.ingeschreven.regio
    per_jaar = zoekenden.instroom.gemeente + zoekenden.instroom.regio
    for stroom in scenario.bijzondere_doelgroepen.stromen().values():
        huishoudens += stroom.wachtend_bij_aanvang
        per_jaar += stroom.instroom or 0
    taakstelling = getattr(scenario.bijzondere_doelgroepen.statushouders, "taakstelling", None)
    if taakstelling is not None:
        huishoudens += taakstelling.achterstand_bij_aanvang
        per_jaar += 2 * max(row.personen for row in taakstelling.personen_per_halfjaar)
    for voorziening in scenario.voorzieningen.values():
        huishoudens += voorziening.plaatsen + sum(later.plaatsen for later in voorziening.plaatsen_vanaf)
        per_jaar += voorziening.aanmeldingen.instroom
    rijen = woningen * scenario.mutatie.mutatiegraad * scenario.looptijd * replicaties
    return Omvang(woningen, round(huishoudens + per_jaar * scenario.looptijd), round(rijen), replicaties)


def physical_memory() -> int | None:
    """The memory of this machine [bytes], None where the system does not tell."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return None


def _gib(n: int) -> str:
    return f"{n / 2**30:.1f} GiB" if n < 2**40 else f"{n / 2**40:.1f} TiB"

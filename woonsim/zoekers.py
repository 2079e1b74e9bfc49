"""Zoekers: a watcher who remembers everybody who sought a woning in a run, from when, as who, and how it ended.

The tables of a run know a huishouden by name only once it is let a home. To say what a variant does to the same
huishouden one must also know who was never housed. `play(..., zoekers=True)` hands that over as the columns of
`woonsim.feiten.ZOEKERS`; without it nothing of this is done.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from woonsim.begrippen import Afloop, Zoekstatus
from woonsim.feiten import ZOEKERS
from woonsim.kalender import JAAR
from woonsim.kolommen import GEEN, NOOIT, Int64
from woonsim.proces.inschrijvingen import Uitgang
from woonsim.vrijkomsten import Toewijzing, Vrijkomst
from woonsim.waarnemer import Waarnemer
from woonsim.wereld import Wereld

_AFLOOP = {
    Uitgang.elders_gehuisvest: Afloop.elders_gehuisvest,
    Uitgang.uitgeschreven: Afloop.uitgeschreven,
}
_SMALL: dict[str, type[np.signedinteger[Any]]] = {
    **dict.fromkeys(("stroom", "doelgroep", "herkomst", "woonsituatie", "personen", "afloop"), np.int8),
    **dict.fromkeys(("leeftijd", "kern"), np.int16),
    **dict.fromkeys(("aanvang", "inkomen_eur", "onderbroken", "acceptatie", "sleutels", "gestopt"), np.int32),
    "volgnummer": np.int64,
}
"""Column -> dtype: a run has tens of thousands of rows. Moments in int32 reach four thousand years."""
_STATE = ("doelgroep", "herkomst", "woonsituatie", "personen", "inkomen_eur", "kern")
"""What a huishouden was when it began to seek, beside its age."""


class Zoekers(Waarnemer):
    """Keeps a row per huishouden of the world, filled once it begins to seek; the first woning since ends it."""

    def start(self, wereld: Wereld) -> None:
        """Those registered at begindatum seek since their inschrijfdatum."""
        self._wereld = wereld
        grenzen = wereld.kalender.jaargrenzen()
        self._grenzen = np.array(grenzen[1:-1])
        self._groei = np.array([wereld.inkomensgroei(t) for t in grenzen[:-1]])
        self._defaults = {"aanvang": NOOIT, "onderbroken": 0, "acceptatie": NOOIT, "sleutels": GEEN, "gestopt": GEEN}
        self._defaults |= {"afloop": int(Afloop.zoekend), "is_kandidaat": 0}
        self._kept: dict[str, Int64] = {name: np.empty(0, dtype=np.int64) for name in self._defaults}
        # Who began to seek, and what of `_STATE` they then were.
        self._begun: list[tuple[NDArray[Any], ...]] = []
        h = wereld.huishoudens
        registered = np.flatnonzero(h.zoekstatus != Zoekstatus.geen)
        self._begin(registered, h.inschrijfdatum[registered])

    def inschrijving(self, rows: Int64, at: Int64) -> None:
        """Huishoudens begin to seek, or do so again."""
        self._begin(rows, at)

    def kandidaat(self, t: int, row: int) -> None:
        """A candidate seeks from when it is gereed."""
        self._begin(np.array([row]), self._wereld.huishoudens.gereed[[row]])
        self._kept["is_kandidaat"][row] = 1

    def uitschrijving(self, rows: Int64, at: Int64, uitgang: Uitgang) -> None:
        """Huishoudens leave the register; who is a candidate may go on waiting, which `columns` knows."""
        if uitgang is not Uitgang.gehuisvest:
            self._stop(rows, at, _AFLOOP[uitgang])

    def vertrek(self, t: int, row: int, vrijkomst: Vrijkomst) -> None:
        """A tenant leaves the stock: told just after it left the register."""
        self._grow()
        kept = self._kept
        went_elsewhere = kept["gestopt"][row] == t and kept["afloop"][row] == Afloop.elders_gehuisvest
        if self._seeks(row) and not went_elsewhere:
            kept["gestopt"][row], kept["afloop"][row] = t, Afloop.vertrokken

    def toewijzing(self, t: int, vrijkomst: Vrijkomst, toewijzing: Toewijzing) -> None:
        """The first woning that a huishouden will accept ends its search."""
        self._grow()
        row = toewijzing.huishouden
        if self._seeks(row):
            self._kept["acceptatie"][row], self._kept["sleutels"][row] = toewijzing.acceptatie, toewijzing.sleutels

    def _seeks(self, rows: Int64 | int) -> Any:
        """Who of `rows`, or whether the one, has begun and has not been housed since."""
        kept = self._kept
        return (kept["aanvang"][rows] < NOOIT) & (kept["acceptatie"][rows] == NOOIT)

    def _begin(self, rows: Int64, at: Int64) -> None:
        """Each of `rows`, which stand there once, begins to seek at a moment before the end of time."""
        self._grow()
        kept = self._kept
        self._resume(rows, at)
        new = kept["aanvang"][rows] == NOOIT
        rows, h = rows[new], self._wereld.huishoudens
        kept["aanvang"][rows] = at[new]
        self._begun.append((rows, *(getattr(h, name)[rows] for name in _STATE)))

    def _resume(self, rows: Int64, at: Int64) -> None:
        """Of `rows` those who had stopped seek again: the time between does not count, unless as a candidate."""
        kept = self._kept
        again = kept["gestopt"][rows] != GEEN
        if not again.any():
            return
        again &= self._seeks(rows)
        rows, at = rows[again], at[again]
        gap = np.maximum(at - kept["gestopt"][rows], 0)
        kept["onderbroken"][rows] += np.where(kept["is_kandidaat"][rows] == 1, 0, gap)
        kept["gestopt"][rows], kept["afloop"][rows] = GEEN, Afloop.zoekend

    def _stop(self, rows: Int64, at: Int64, afloop: Afloop) -> None:
        self._grow()
        seeks = self._seeks(rows)
        self._kept["gestopt"][rows[seeks]], self._kept["afloop"][rows[seeks]] = at[seeks], afloop

    def _grow(self) -> None:
        """Make room for every huishouden that the world has by now, and as many again."""
        short = len(self._wereld.huishoudens) - len(self._kept["aanvang"])
        if short > 0:
            more = short + len(self._wereld.huishoudens)
            for name, default in self._defaults.items():
                self._kept[name] = np.concatenate([self._kept[name], np.full(more, default, dtype=np.int64)])

    def columns(self, kandidaten: dict[str, NDArray[np.generic]]) -> dict[str, NDArray[np.generic]]:
        """Everybody who sought, in order of stream and number; `kandidaten` is the table of candidates of the run."""
        h = self._wereld.huishoudens
        rows, *state = (np.concatenate(part) for part in zip(*self._begun, strict=True))
        order = np.lexsort((h.volgnummer[rows], h.stroom[rows]))
        rows = rows[order]
        found = {name: column[rows] for name, column in self._kept.items()}
        found |= {name: column[order] for name, column in zip(_STATE, state, strict=True)}
        found |= {"stroom": h.stroom[rows], "volgnummer": h.volgnummer[rows]}
        since = np.maximum(found["aanvang"], 0)
        found["leeftijd"] = (since - h.geboren[rows]) // JAAR
        found["inkomen_eur"] = found["inkomen_eur"] * self._groei[self._grenzen.searchsorted(since, side="right")]
        found |= self._ended(found, h.zoekstatus[rows] != Zoekstatus.geen, _dropped(kandidaten, found))
        return {column.name: found[column.name].astype(_SMALL[column.name]) for column in ZOEKERS}

    def _ended(self, found: dict[str, Int64], registered: NDArray[np.bool_], dropped: Int64) -> dict[str, Int64]:
        """How it ended for each: housed in the run, stopped, or still seeking at its end."""
        housed = found["acceptatie"] < self._wereld.kalender.looptijd
        # Who registered on its own and was a candidate besides has stopped only when both are over.
        waits = registered | ((found["is_kandidaat"] == 1) & (dropped == GEEN))
        as_candidate = (dropped != GEEN) & np.isin(found["afloop"], (Afloop.zoekend, Afloop.uitgeschreven))
        afloop = np.where(as_candidate, Afloop.afgevallen, found["afloop"])
        afloop = np.where(housed, Afloop.gehuisvest, np.where(waits, Afloop.zoekend, afloop))
        return {
            "acceptatie": np.where(housed, found["acceptatie"], GEEN),
            "sleutels": np.where(housed, found["sleutels"], GEEN),
            "gestopt": np.where(housed | waits, GEEN, np.maximum(found["gestopt"], dropped)),
            "afloop": afloop,
        }


def _dropped(kandidaten: dict[str, NDArray[np.generic]], found: dict[str, Int64]) -> Int64:
    """When each was last dropped as a candidate; `GEEN` when it was not, or never was a candidate."""
    names = zip(kandidaten["stroom"].tolist(), kandidaten["volgnummer"].tolist(), strict=True)
    # Of who was a candidate more than once the last row is the last time.
    last = dict(zip(names, kandidaten["afgevallen"].tolist(), strict=True))
    dropped = np.full(len(found["stroom"]), GEEN, dtype=np.int64)
    for place in np.flatnonzero(found["is_kandidaat"]).tolist():
        dropped[place] = last[int(found["stroom"][place]), int(found["volgnummer"][place])]
    return dropped

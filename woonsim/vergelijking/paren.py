"""The same huishouden under the basis and under a variant, one replication at a time, as numpy columns.

A huishouden is the same under both by (stroom, volgnummer). It is *housed* when it accepted a woning of the
stock within the run, and housed *earlier* or *later* by the moment of its keys, which may fall after the run. Groups go
by what it was under the basis when it began to seek (for who sought under the variant only, what it was there). Who
returns to a voorziening after terugval applies as another huishouden, and only the first woning since it began counts.

It *waits* from when it began to seek, or begindatum if that is later, until its keys, else until it stopped, else until
the end of the run; not while it did not seek in between. It *lives in its woning* from its keys until the end of the
run. Who did not seek does neither.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

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
from woonsim.indicatoren.waarneming import TOTAAL, Waarneming
from woonsim.kalender import DAG
from woonsim.wetgeving import Wetgeving

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
_CODES: dict[str, type[IntEnum]] = {
    "doelgroep": Doelgroep,
    "woonsituatie": Woonsituatie,
    "leeftijdsgroep": Leeftijdsgroep,
    "inkomensklasse": Inkomensklasse,
}
_GEEN = -1


def kant(w: Waarneming) -> Columns:
    """One side of a pair: who sought in a replication, in order of name, in dtypes as small as they can be.

    `stroom`, `volgnummer`; the dimensions as codes; `sleutels` [minutes, -1: none]; how long it waits and lives in
    its woning (`wacht`, `woont`) [minutes].

    Raises:
        UsageError: it was played without who sought.
    """
    if w.replicatie.zoekers is None:
        raise UsageError(bericht("vergelijking_zonder_zoekers", scenario=w.scenario.naam))
    z: Columns = {name: column.astype(np.int64) for name, column in w.replicatie.zoekers.items()}
    horizon, housed, kernen = w.kalender.looptijd, z["acceptatie"] >= 0, len(w.replicatie.namen["kern"])
    keys = np.where(housed, np.minimum(z["sleutels"], horizon), horizon)
    end = np.where(housed, keys, np.where(z["gestopt"] >= 0, z["gestopt"], horizon))
    small: Columns = {
        **{name: z[name].astype(np.int8) for name in ("doelgroep", "woonsituatie")},
        "leeftijdsgroep": (z["leeftijd"] >= LEEFTIJDSGRENS).astype(np.int8),
        "inkomensklasse": _inkomensklasse(w, z).astype(np.int8),
        "personen": (np.minimum(z["personen"], MAX_PERSONEN) - 1).astype(np.int8),
        "kern": np.where(z["kern"] < 0, kernen, z["kern"]).astype(np.int16),
        "sleutels": np.where(housed, z["sleutels"], _GEEN).astype(np.int32),
        "wacht": (end - np.maximum(z["aanvang"], 0) - z["onderbroken"]).astype(np.int32),
        "woont": (horizon - keys).astype(np.int32),
    }
    small |= {"stroom": z["stroom"].astype(np.int8), "volgnummer": z["volgnummer"]}
    order = np.lexsort((small["volgnummer"], small["stroom"]))
    return {name: column[order] for name, column in small.items()}


def _inkomensklasse(w: Waarneming, z: Columns) -> NDArray[np.int64]:
    """Where each income stands among the limits of the year in which its huishouden began to seek."""
    wet, grenzen = Wetgeving(w.scenario.indexering), np.array(w.kalender.jaargrenzen()[1:-1])
    year = np.searchsorted(grenzen, np.maximum(z["aanvang"], 0), side="right")
    passend = [wet.passend(jaar) for jaar in w.jaren]
    daeb = [wet.daeb(jaar) for jaar in w.jaren]

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


def pair(basis: Columns, variant: Columns) -> Columns:
    """Everybody who sought under the basis, the variant or both (sides of one replication), in order of name.

    `stroom`, `volgnummer`, the dimensions as codes, `gevolg`; `dagen`: keys under the variant minus those under the
    basis (NaN unless both); per side `wacht_` and `woont_` [days].
    """
    names, places = _names_of_both(basis, variant)

    def spread(name: str, side: Columns, place: NDArray[np.int64], missing: int) -> NDArray[np.int64]:
        column = np.full(len(names["stroom"]), missing, dtype=np.int64)
        column[place] = side[name]
        return column

    found: Columns = dict(names)
    for name in DIMENSIES:
        found[name] = spread(name, variant, places[1], 0)
        found[name][places[0]] = basis[name]
    one, two = (spread("sleutels", *side, _GEEN) for side in zip((basis, variant), places, strict=True))
    found["gevolg"] = _gevolg(one, two)
    found["dagen"] = np.where((one >= 0) & (two >= 0), (two - one) / DAG, np.nan)
    for name in ("wacht", "woont"):
        for which, side, place in zip(("basis", "variant"), (basis, variant), places, strict=True):
            found[f"{name}_{which}"] = spread(name, side, place, 0) / DAG
    return found


def _names_of_both(basis: Columns, variant: Columns) -> tuple[Columns, list[NDArray[np.int64]]]:
    """The names on either side, in order, and the place among them of each row of both; stream by stream."""
    sides, all_numbers, sizes = (basis, variant), [], []
    places = [np.empty(len(side["stroom"]), dtype=np.int64) for side in sides]
    edges = [np.searchsorted(side["stroom"], np.arange(len(STROMEN) + 1)).tolist() for side in sides]
    before = 0
    for stroom in range(len(STROMEN)):
        parts = [slice(edge[stroom], edge[stroom + 1]) for edge in edges]
        mine = [side["volgnummer"][part] for side, part in zip(sides, parts, strict=True)]
        numbers = np.sort(np.concatenate(mine), kind="stable")
        numbers = numbers[np.append(numbers[1:] != numbers[:-1], True)[: len(numbers)]]
        for place, part, one in zip(places, parts, mine, strict=True):
            place[part] = before + np.searchsorted(numbers, one)
        all_numbers.append(numbers)
        sizes.append(len(numbers))
        before += len(numbers)
    return {"stroom": np.repeat(np.arange(len(STROMEN)), sizes), "volgnummer": np.concatenate(all_numbers)}, places


def _gevolg(basis: NDArray[np.int64], variant: NDArray[np.int64]) -> NDArray[np.int64]:
    """What the variant does to each, from the moments of keys (-1: none)."""
    in_basis, in_variant = basis >= 0, variant >= 0
    order = np.where(variant < basis, Gevolg.eerder, np.where(variant > basis, Gevolg.later, Gevolg.gelijk))
    one = np.where(in_basis, Gevolg.alleen_basis, np.where(in_variant, Gevolg.alleen_variant, Gevolg.nooit))
    return np.asarray(np.where(in_basis & in_variant, order, one), dtype=np.int64)


def names_of(dimensie: str, kernen: Sequence[str]) -> list[str]:
    """What the codes of a dimension stand for; `kernen` are those of the replication."""
    if dimensie == "kern":
        return [*kernen, BUITEN]
    if dimensie == "personen":
        return [str(n) for n in range(1, MAX_PERSONEN + 1)]
    return [member.name for member in sorted(_CODES[dimensie])]


def groepen(dimensies: Sequence[str], kernen: Sequence[str]) -> list[str]:
    """The groups of these dimensions, after that of everybody."""
    return [TOTAAL, *(f"{dimensie}={name}" for dimensie in dimensies for name in names_of(dimensie, kernen))]


def count_gevolgen(paren: Columns, dimensies: Sequence[str], kernen: Sequence[str]) -> NDArray[np.float64]:
    """What happened to each of `groepen` (rows) by each of `MATEN` (columns); `paren` as from `pair`."""
    parts = [count(paren, np.zeros(len(paren["gevolg"]), dtype=np.int64), 1)]
    parts += [count(paren, paren[dimensie], len(names_of(dimensie, kernen))) for dimensie in dimensies]
    return np.concatenate(parts)


def count(paren: Columns, cells: NDArray[np.int64], n: int) -> NDArray[np.float64]:
    """Every one of `MATEN` (columns) of the huishoudens in each of `n` cells (rows)."""
    gevolg, dagen, kinds = paren["gevolg"], paren["dagen"], len(Gevolg)

    def total(values: NDArray[np.float64], of: NDArray[np.int64]) -> NDArray[np.float64]:
        return np.bincount(of, values, minlength=n).astype(np.float64)

    each = np.bincount(cells * kinds + gevolg, minlength=n * kinds).reshape(n, kinds).astype(np.float64)
    found = {HUISHOUDENS: each.sum(axis=1)} | {member.name: each[:, member] for member in sorted(Gevolg)}
    found[SALDO] = found["alleen_variant"] - found["alleen_basis"]
    for maat, what in (("jaren_wachten", "wacht"), ("jaren_in_woning", "woont")):
        found[maat] = total(paren[f"{what}_variant"] - paren[f"{what}_basis"], cells) / 365.25
    for maat, member, sign in (("dagen_eerder", Gevolg.eerder, -1.0), ("dagen_later", Gevolg.later, 1.0)):
        rows, some = gevolg == member, found[member.name]
        days = total(sign * dagen[rows], cells[rows])
        found[maat] = np.where(some > 0, days / np.maximum(some, 1.0), np.nan)
    return np.column_stack([found[maat] for maat in MATEN])


def regulier_of(paren: Columns) -> Columns:
    """Those of `pair` who are regular seekers."""
    rows = paren["doelgroep"] == Doelgroep.regulier
    return {name: column[rows] for name, column in paren.items()}

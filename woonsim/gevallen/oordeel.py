"""What policies make of a whole case: who is out and by whom, the order of the others, who takes room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from woonsim.gevallen.geval import Geval
from woonsim.gevallen.opstelling import Opstelling
from woonsim.gevallen.verschil import Verschil
from woonsim.gevoerd_beleid import Beleid
from woonsim.kolommen import Int64
from woonsim.plugins import parameters_of
from woonsim.rijen import Rijen
from woonsim.schermteksten import tekst
from woonsim.wetgeving import Wetgeving

_INDEXERING = 0.03
"""Growth of the legal limits after the last year of which they are known [share per year]."""


@dataclass
class Oordeel:
    """What the policies say; `weigert` and `ruimte`: per woningzoekende the policies, with the columns they read."""

    volgorde: list[list[str]] = field(default_factory=list)
    door: list[str] = field(default_factory=list)
    """Per group of `volgorde` the policy by which it comes after the one before; "" for the first."""
    weigert: dict[str, dict[str, str]] = field(default_factory=dict)
    ruimte: dict[str, dict[str, str]] = field(default_factory=dict)


def judge(geval: Geval, policies: Mapping[str, type]) -> Oordeel:
    """Ask the `policies` (by soort) that the case names; each is asked apart, so that its part can be told."""
    setup, oordeel = Opstelling(geval), Oordeel()
    people = list(geval.woningzoekenden)
    asked = {
        regel.naam: Beleid(
            [(regel.naam, parameters_of(policies[regel.soort]).validate_python(regel.parameters))],
            setup.loten,
            setup.kalender,
            Wetgeving(_INDEXERING),
        )
        for regel in geval.beleid
    }
    for naam, one in asked.items():
        zoekende, woning = setup.rows()
        for row in np.flatnonzero(~_allowed(setup, one, zoekende, woning)).tolist():
            oordeel.weigert.setdefault(people[row], {})[naam] = _read_from(zoekende, woning, row)
    left = np.array([row for row, who in enumerate(people) if who not in oordeel.weigert], dtype=np.int64)
    _rank(setup, asked, left, oordeel)
    for one in asked.values():
        zoekende, woning = (side.take(left) for side in setup.rows())
        for account, marks in one.beslag(zoekende, woning, setup.t) if len(left) else []:
            for row in np.flatnonzero(marks).tolist():
                oordeel.ruimte.setdefault(people[left[row]], {})[account] = _read_from(zoekende, woning, row)
    return oordeel


def _allowed(setup: Opstelling, one: Beleid, zoekende: Rijen, woning: Rijen) -> NDArray[np.bool_]:
    """Whom a policy allows; of kandidaten also whom it does not forbid by how badly they fit."""
    allowed = one.selectie(zoekende, woning, setup.t)
    if setup.geval.kanaal == "bemiddeling":
        allowed &= one.bemiddeling(zoekende, woning, setup.t) > -np.inf
    return allowed


def _rank(setup: Opstelling, asked: Mapping[str, Beleid], left: Int64, oordeel: Oordeel) -> None:
    """Order the rows `left` lexicographically, equals together."""
    if not len(left):
        return
    people = list(setup.geval.woningzoekenden)
    keys = (_queue if setup.geval.kanaal == "bemiddeling" else _sorted)(setup, asked, left)
    values = [tuple(key[row] for key in keys.values()) for row in range(len(left))]
    for value in sorted(set(values)):
        oordeel.volgorde.append([people[left[row]] for row in range(len(left)) if values[row] == value])
    for before, after in zip([None, *sorted(set(values))], sorted(set(values)), strict=False):
        by = [naam for place, naam in enumerate(keys) if before is not None and before[place] != after[place]]
        oordeel.door.append(by[0] if by else "")


def _sorted(setup: Opstelling, asked: Mapping[str, Beleid], left: Int64) -> dict[str, list[Any]]:
    """Of those who react: what each policy sorts by, in the order of the policies."""
    keys = {}
    for naam, one in asked.items():
        zoekende, woning = (side.take(left) for side in setup.rows())
        for key in one.sortering(zoekende, woning, setup.t):
            keys[naam] = key.tolist()
    return keys


def _queue(setup: Opstelling, asked: Mapping[str, Beleid], left: Int64) -> dict[str, list[Any]]:
    """Of kandidaten: how well they fit where the werkwijze asks for that, then how long they wait."""
    keys: dict[str, list[Any]] = {}
    for naam, one in asked.items():
        if one.werkwijze().volgorde == "best_passend":
            sides = [side.take(left) for side in setup.rows()]
            fit = np.sum([each.bemiddeling(sides[0], sides[1], setup.t) for each in asked.values()], axis=0)
            keys[naam] = (-fit).tolist()
    people = list(setup.geval.woningzoekenden.values())
    return keys | {"wachttijd": [-people[row].wachttijd for row in left]}


def _read_from(zoekende: Rijen, woning: Rijen, row: int) -> str:
    """The columns that a policy has read, with their values in this row."""
    read = [
        (name, column[row].item())
        for side in (zoekende, woning)
        for name, column in vars(side).items()
        if not name.startswith("_")
    ]
    return ", ".join(f"{name} {_short(value)}" for name, value in read)


def _short(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def differences(geval: Geval, oordeel: Oordeel) -> list[Verschil]:
    """The woningzoekenden of whom the case expects something else, in the order of the case."""
    return [
        *(row for who in geval.woningzoekenden for row in _place_difference(geval, oordeel, who)),
        *(row for who in geval.woningzoekenden for row in _room_difference(geval, oordeel, who)),
    ]


def _place_difference(geval: Geval, oordeel: Oordeel, who: str) -> Iterator[Verschil]:
    expected = _told(geval.volgorde, list(geval.valt_af.get(who, [])), who)
    got = _told(oordeel.volgorde, list(oordeel.weigert.get(who, {})), who)
    if expected != got:
        yield Verschil(who, expected, got, _reason(oordeel, who))


def _room_difference(geval: Geval, oordeel: Oordeel, who: str) -> Iterator[Verschil]:
    if geval.neemt_ruimte is None:
        return
    got = oordeel.ruimte.get(who, {})
    expected = sorted(geval.neemt_ruimte.get(who, []))
    if expected != sorted(got):
        yield Verschil(who, _room(expected), _room(sorted(got)), "; ".join(got.values()))


def _room(accounts: Sequence[str]) -> str:
    return tekst("neemt_ruimte", beleid=", ".join(accounts)) if accounts else tekst("neemt_geen_ruimte")


def _told(volgorde: Sequence[Sequence[str]], refused_by: list[str], who: str) -> str:
    """The place of a woningzoekende, or by which policies it is out."""
    if refused_by:
        return tekst("valt_af", beleid=", ".join(sorted(refused_by)))
    before = 0
    for group in volgorde:
        if who in group:
            last = before + len(group)
            others = ", ".join(sorted(one for one in group if one != who))
            return tekst("gelijk", eerst=before + 1, laatst=last, met=others) if others else tekst("plaats", n=last)
        before += len(group)
    raise KeyError(who)


def _reason(oordeel: Oordeel, who: str) -> str:
    """Why the policies put this woningzoekende where they do."""
    if who in oordeel.weigert:
        return "; ".join(f"{naam}: {read}" for naam, read in oordeel.weigert[who].items())
    for place, group in enumerate(oordeel.volgorde):
        if who in group:
            equal = [tekst("lot_beslist")] if len(group) > 1 else []
            before = ", ".join(oordeel.volgorde[place - 1])
            after = [tekst("na", wie=before, beleid=oordeel.door[place])] if oordeel.door[place] else []
            return "; ".join([*after, *equal])
    return ""

"""What an explanation tells: plain data, from which both the text and the JSON are made."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Literal

Aanboduitkomst = Literal["geweigerd", "andere_woning", "geen_ruimte", "aangenomen"]
"""How an offer in a round ended: `andere_woning` takes one it prefers, `geen_ruimte` on an account."""
Kandidaatuitkomst = Literal["geweigerd", "aangenomen", "niet_bereikt", "past_niet", "geen_ruimte", "geen_begeleiding"]
Claimuitkomst = Literal["toegekend", "geen_ruimte", "geen_kandidaat"]


@dataclass
class Rekeningstand:
    """Where an account stands [woningen]."""

    rekening: str
    recht: int
    geleverd: int
    vervallen: int
    lopend: int
    saldo: int


@dataclass
class Wie:
    """A huishouden as it is at that moment; income in EUR a year."""

    huishouden: str
    leeftijd: int
    personen: int
    inkomen_eur: int
    doelgroep: str


@dataclass
class Bijdrage:
    """What a policy answered about one huishouden, None for infinite; `datum` where that is a moment."""

    waarde: float | None
    datum: str | None = None


@dataclass
class Kandidaatregel:
    """A candidate in the queue: how well it fits by each policy, and how it ended.

    `redenen`: the policies that forbid it. `zonder_ruimte`: else the accounts on which it would take room that is gone.
    """

    wie: Wie
    gereed: str
    passend: dict[str, Bijdrage]
    uitkomst: Kandidaatuitkomst
    redenen: list[str] = field(default_factory=list)
    zonder_ruimte: list[str] = field(default_factory=list)


@dataclass
class Rekeningruimte:
    """Whether an account that a claim asks has room."""

    rekening: str
    saldo: int
    heeft_ruimte: bool


@dataclass
class Claimregel:
    """A claim that had its turn; `kandidaten` in the order in which the woning was offered, others after them."""

    regel: str
    doelgroep: str
    op_aanvraag: bool
    rekeningen: list[Rekeningruimte]
    uitkomst: Claimuitkomst
    kandidaten: list[Kandidaatregel] = field(default_factory=list)


@dataclass
class Reactieregel:
    """A reaction, at its place; `aanbod` is None when the woning never came to it.

    `zonder_ruimte`: the accounts that had no room for it, where it was passed over for that.
    """

    plaats: int
    wie: Wie
    sortering: dict[str, Bijdrage]
    aanbod: Aanboduitkomst | None = None
    andere_woning: int | None = None
    zonder_ruimte: list[str] = field(default_factory=list)


@dataclass
class Uitgesloten:
    """Who looked and may not have the woning, by these policies."""

    wie: Wie
    regels: list[str]


@dataclass
class Ronde:
    """A round in which the woning was advertised.

    `uitgesloten_door`: how many of who looked each policy forbids it; one may be forbidden by several. `mochten`:
    whom all allow it; of these `reacties` chose it.
    """

    ronde: int
    sluiting: str
    gekeken: int
    uitgesloten_door: dict[str, int]
    mochten: int
    reacties: int
    weigeringen: int
    ingetrokken: int
    verhuurd: bool
    volgorde: list[Reactieregel]
    uitgesloten: list[Uitgesloten]


@dataclass
class Verhuring:
    """To whom the woning went."""

    wie: Wie
    kanaal: str
    regel: str
    met_voorrang: bool
    plaats: int
    acceptatie: str
    sleutels: str
    rekeningen: list[str]


@dataclass
class Woningverhaal:
    """Everything about one vacancy of one woning; `geen_claim`: policies that could have claimed it and did not."""

    woning: int
    replicatie: int
    vrijkomst: int = -1
    corporatie: str = ""
    kern: str = ""
    woningtype: str = ""
    kamers: int = 0
    rekenhuur_eur: float = 0.0
    leeftijdslabel: int = 0
    oorzaak: str = ""
    opzegging: str = ""
    einde: str = ""
    onttrokken: bool = False
    geen_claim: list[str] = field(default_factory=list)
    claims: list[Claimregel] = field(default_factory=list)
    rondes: list[Ronde] = field(default_factory=list)
    verhuring: Verhuring | None = None
    grootboek_bij_opzegging: list[Rekeningstand] = field(default_factory=list)
    grootboek_bij_toewijzing: list[Rekeningstand] = field(default_factory=list)


@dataclass
class Gebeurtenis:
    """Something that happened to a huishouden; `details` are names and numbers for the text."""

    moment: str
    soort: str
    details: dict[str, str | int] = field(default_factory=dict)


@dataclass
class Reactie:
    """A reaction of the huishouden: its place among how many, and how an offer ended if it came.

    `zonder_ruimte`: the accounts that had no room for it, where it was passed over for that.
    """

    woning: int
    plaats: int
    van: int
    aanbod: Aanboduitkomst | None
    zonder_ruimte: list[str] = field(default_factory=list)


@dataclass
class Zoekronde:
    """A round at which the huishouden looked, and to what it reacted."""

    sluiting: str
    reacties: list[Reactie]


@dataclass
class Huishoudenverhaal:
    """The life of a huishouden in the run; `begin` and `eind` are as it was when it was first and last seen."""

    huishouden: str
    replicatie: int
    begin: Wie | None = None
    eind: Wie | None = None
    gebeurtenissen: list[Gebeurtenis] = field(default_factory=list)
    rondes: list[Zoekronde] = field(default_factory=list)


def to_json(verhaal: Woningverhaal | Huishoudenverhaal) -> str:
    """The explanation as ``--json`` prints it."""
    return json.dumps(asdict(verhaal), ensure_ascii=False, allow_nan=False, indent=1) + "\n"

"""Synthetisch: a gemeente that does not exist, of any size, as the text of a scenario.

Nothing in it is drawn: the same questions give the same text. `woonsim/data/synthetisch` holds what is the same at
every size; here stands what follows from the size, and `woonsim.evenwicht` keeps the register in balance.
"""

from __future__ import annotations

import json
import math
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Literal

from woonsim.errors import UsageError
from woonsim.evenwicht import KANSEN, Evenwicht, apportion, balance
from woonsim.schermteksten import getal, tekst
from woonsim.wetgeving import Wetgeving

_TEMPLATES = Path(__file__).parent / "data" / "synthetisch"
_TABLES = 2021
"""The year whose rents and incomes the templates hold."""
_INDEXERING = 0.03
_ROUNDS, _MAXIMUM_REACTIES = 365.25 / 7, 2
_CYCLES = 30
"""Steps in which moves within the stock and the flows are made to agree."""
_MOBIEL = 1.1
"""How often registered tenants leave the stock against all tenants: they are younger (docs/generate.md)."""
_OUTSIDE, _VOORRANG = 0.15, 0.03
"""Shares of the lettings, under the usual rules, to who is mediated and to urgenten with voorrang."""
_DOORSTROMER, _MOST_TENANTS = 0.45, 0.35
"""Share of those registered that rents in the stock, and the most of all tenants that are registered."""
_SHORTEST_SEARCH = 0.25
"""Below this mean time to search [years] homes wait for seekers, and nothing is left to divide."""
_MOST_KERNEN = 40
_SMALL = 10_000
"""Beyond so many woningen what happens on one day happens together, and woningen are drawn per reaction."""
_VRAGEN = {"gewoon": "Wat doet 5% van de vrijkomende woningen voor uitstroom?", "zonder": "Wie krijgt wat?"}
_WONINGEN = (
    ("eengezinswoning", 4, 610, "ZON", "", 0.30),
    ("eengezinswoning", 5, 668, "ZON", "", 0.12),
    ("appartement", 2, 525, "ZON", "", 0.13),
    ("appartement", 3, 590, "GNV", "", 0.25),
    ("seniorenwoning", 3, 610, "NUL", "leeftijdslabel: 55plus, ", 0.15),
    ("seniorenwoning", 2, 560, "ROL", "leeftijdslabel: 55plus, ", 0.05),
)
"""Woningtype, kamers, rekenhuur, toegankelijkheid, leeftijdslabel and share of the stock."""


@dataclass(frozen=True, kw_only=True)
class Synthetisch:
    """The questions that a gemeente is made from."""

    woningen: int
    woningzoekenden: int
    """Registered at begindatum; all live in the gemeente."""
    naam: str = ""
    kernen: int = 0
    """How many; 0: as many as suit the size."""
    corporaties: int = 2
    mutatiegraad: float = 0.065
    """Woningen that fall free a year, as a share of the stock."""
    actief: float = 0.12
    """Share of those registered that search at begindatum."""
    reacties: int = 0
    """Per advert; 0: what 40 a year per seeker come to."""
    beleid: Literal["gewoon", "zonder"] = "gewoon"
    looptijd: int = 10
    begindatum: date = date(2021, 1, 1)

    @property
    def _name(self) -> str:
        return self.naam or f"Synthetische gemeente van {self.woningen} woningen"

    @property
    def _n_kernen(self) -> int:
        return self.kernen or max(1, min(_MOST_KERNEN, round(math.sqrt(self.woningen) / 6)))

    @property
    def opdracht(self) -> str:
        """The command that makes it, with what is not as usual."""
        usual = {field.name: field.default for field in fields(self)}
        asked = [(name, value) for name in usual if (value := getattr(self, name)) != usual[name]]
        words = [f"--{name}={_share(value) if isinstance(value, float) else value}" for name, value in asked]
        return shlex.join(["woonsim", "generate", *words])

    @property
    def vrijkomend(self) -> float:
        """Woningen that fall free a year."""
        return self.woningen * self.mutatiegraad

    @property
    def verhuringen(self) -> float:
        """Lettings a year to those in the register."""
        return self.vrijkomend * (1.0 - (_OUTSIDE + _VOORRANG if self.beleid == "gewoon" else 0.0))

    @property
    def zoekend(self) -> float:
        """Those who search at begindatum."""
        return self.woningzoekenden * self.actief

    @cached_property
    def doorstromer(self) -> float:
        """Share of those registered that rents in the stock."""
        return math.floor(100 * min(_DOORSTROMER, _MOST_TENANTS * self.woningen / self.woningzoekenden)) / 100

    @cached_property
    def _flows(self) -> tuple[Evenwicht, float]:
        """The flows, and the moves within the stock per woning a year that belong to them."""
        binnen, d = 0.0, self.doorstromer
        for _ in range(_CYCLES):
            leave = _MOBIEL * (self.mutatiegraad - binnen)
            flows = balance(
                self.zoekend,
                self.woningzoekenden - self.zoekend,
                self.verhuringen,
                d * leave,
                op_lijst=self.beleid == "gewoon",
            )
            # Who rents leaves the register with the woning too, so that fewer of them reach the threshold.
            there = d * math.exp(-leave * min(flows.drempel, flows.zoekend[len(KANSEN) // 2]))
            binnen = self.verhuringen / self.woningen * there / (there + 1.0 - d)
        return flows, binnen

    @property
    def reactiekans(self) -> float:
        """The chance that who searches looks at a round, for the reactions asked; UsageError beyond certainty."""
        if not self.reacties:
            return 0.385
        per_ronde = self.verhuringen / _ROUNDS
        # In a small gemeente there are rounds with nothing, or one woning, that someone may have: half of them suit.
        fitting = per_ronde / 2.0
        chosen = _MAXIMUM_REACTIES - math.exp(-fitting) * (_MAXIMUM_REACTIES + fitting)
        kans = self.reacties * per_ronde / (self.zoekend * chosen)
        if kans > 0.9:
            most = math.floor(0.9 * self.zoekend * chosen / per_ronde)
            raise UsageError(tekst("generate_reacties", gevraagd=getal(self.reacties), hoogstens=getal(most)))
        return kans

    def text(self) -> str:
        """The scenario.

        Raises:
            UsageError: there are too few seekers for the woningen, or for the reactions.
        """
        if self.zoekend < _SHORTEST_SEARCH * self.verhuringen:
            least = math.ceil(_SHORTEST_SEARCH * self.verhuringen / self.actief)
            raise UsageError(tekst("generate_te_weinig", minstens=getal(least), woningen=getal(self.woningen)))
        wetgeving, jaar = Wetgeving(_INDEXERING), self.begindatum.year
        huur, inkomen = wetgeving.huurgroei(_TABLES, jaar), wetgeving.inkomensgroei(_TABLES, jaar)
        values = self._values() | {"woningvoorraad": "\n".join(self._voorraad(huur))}

        def filled(found: re.Match[str]) -> str:
            name, amount = found.groups()
            return f"{int(amount) * inkomen:.0f} EUR/jaar" if amount else str(values[name])

        template = "".join((_TEMPLATES / f"{part}.yaml").read_text("utf-8") for part in ("gemeente", self.beleid))
        return re.sub(r"<(\w+)(?: (\d+))?>", filled, template)

    def _values(self) -> dict[str, object]:
        """What stands in the place of each name in the templates."""
        flows, binnen = self._flows
        free = self.vrijkomend
        return {
            "opdracht": self.opdracht,
            "naam": json.dumps(self._name, ensure_ascii=False),
            "vraag": _VRAGEN[self.beleid],
            "begindatum": self.begindatum.isoformat(),
            "looptijd": self.looptijd,
            "tijdstap": "tijdstap: 1 dag\n" if self.woningen > _SMALL else "",
            "keuze": "  keuze: per_reactie\n" if self.woningen > _SMALL else "",
            "kernen": "\n".join(
                f"  - {{naam: Kern {k + 1}, kerncluster: Kern {k + 1}}}" for k in range(self._n_kernen)
            ),
            "mutatiegraad": _share(self.mutatiegraad),
            "binnen_voorraad": _share(binnen),
            "woningzoekenden": self.woningzoekenden,
            "som": f"in evenwicht bij {self.verhuringen:.0f} verhuringen per jaar",
            "instroom": _number(flows.instroom),
            "actief": _share(self.actief),
            "direct_zoekend": _share(flows.direct_zoekend),
            "gaat_zoeken": _number(flows.gaat_zoeken),
            "stopt": _number(flows.stopt),
            "vervalt": _number(flows.vervalt),
            "zoekend": _durations(flows.zoekend),
            "passief": _durations(flows.passief),
            "doorstromer": _share(self.doorstromer),
            "reactiekans": _share(self.reactiekans),
            "statushouders": _number(0.08 * free),
            "urgenten": _number(0.06 * free),
            "plaatsen": max(1, round(0.04 * free * 3)),
            "aanmeldingen": _number(max(0.06 * free, 0.5)),
        }

    def _voorraad(self, huurgroei: float) -> Iterator[str]:
        """The rows of the stock: kernen of unequal size, corporaties in turn."""
        places = max(self._n_kernen, self.corporaties)
        sizes = apportion(self.woningen, [1.0 / (place + 1.0) ** 0.8 for place in range(places)])
        for place, size in enumerate(sizes):
            counts = apportion(size, [share for *_, share in _WONINGEN])
            for (woningtype, kamers, huur, toegang, leeftijdslabel, _), aantal in zip(_WONINGEN, counts, strict=True):
                if aantal:
                    yield (
                        f"  - {{corporatie: Corporatie {place % self.corporaties + 1}, "
                        f"kern: Kern {place % self._n_kernen + 1}, woningtype: {woningtype}, kamers: {kamers}, "
                        f"rekenhuur: {math.floor(huur * huurgroei)} EUR/maand, toegankelijkheid: {toegang}, "
                        f"{leeftijdslabel}aantal: {aantal}, aanname: synthetisch}}"
                    )


def _share(value: float) -> str:
    return f"{100 * value:.4g}%"


def _number(value: float) -> str:
    """A number of four digits, never with an exponent."""
    digits = max(0, 3 - math.floor(math.log10(value))) if value > 0 else 0
    written = f"{value:.{digits}f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def _durations(jaren: tuple[float, ...]) -> str:
    kansen, waarden = ", ".join(map(str, KANSEN)), ", ".join(f"{jaar:g} jaar" for jaar in jaren)
    return f"{{kansen: [{kansen}], waarden: [{waarden}]}}"

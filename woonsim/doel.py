"""A wish as it is written: ``wachttijd_binnen_3_maanden:uitstroom >= 90% met kans 80%``, ``... <= +2 maanden``."""

from __future__ import annotations

import re

from pydantic_core import PydanticCustomError

from woonsim.afspraken import unit_faults
from woonsim.errors import UsageError
from woonsim.reeks import read_uitkomst
from woonsim.scenario.model import Scenario
from woonsim.scenario.norm import parse_norm
from woonsim.schermteksten import tekst
from woonsim.vergelijking.eis import Eis

_FORM = re.compile(
    r"(?P<uitkomst>.+?)\s*(?P<norm>(?:>=|<=|>|<)\s*(?P<teken>[-+])?\s*\d.*?)"
    r"(?:\s+(?:met kans|with chance)\s+(?P<kans>\d+(?:\.\d+)?)\s*(?P<procent>%)?)?\s*"
)


def read_eis(text: str, scenario: Scenario, optie: str) -> Eis:
    """The demand in a text that `optie` gives; raises `UsageError`, with the nearest that there is.

    A number with a sign makes it one about the difference with the basis: ``<= +2 maanden``.
    """
    found = _FORM.fullmatch(text.strip())
    if not found:
        raise UsageError(tekst("geen_eis", optie=optie, waarde=text))
    uitkomst = read_uitkomst(found["uitkomst"], scenario, optie)
    try:
        norm = parse_norm(found["norm"])
    except PydanticCustomError:
        raise UsageError(tekst("geen_eis", optie=optie, waarde=text)) from None
    for _, message in unit_faults(uitkomst.indicator, "norm", found["norm"], norm):
        raise UsageError(f"{optie} {text}: {message}")
    kans = None
    if found["kans"] is not None:
        kans = float(found["kans"]) / (100.0 if found["procent"] else 1.0)
        if not 0.0 < kans <= 1.0:
            raise UsageError(tekst("geen_kans", optie=optie, waarde=text))
    written = " ".join(text.split())
    return Eis(written, uitkomst.indicator, uitkomst.groep, norm, found["teken"] is not None, kans)

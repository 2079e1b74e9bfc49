"""What a scenario is compared with: variants of it, and the main indicators by which they are judged."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from woonsim.scenario.eenheden import Naam, Tekst
from woonsim.scenario.norm import Norm, parse_norm
from woonsim.scenario.section import Section

_AT_MOST = "<= "


def _check_precision(text: str) -> str:
    parse_norm(f"{_AT_MOST}{text}")
    return text


class Variant(Section):
    """The same world under other agreements: changes laid over the scenario, and the question they answer."""

    naam: Naam
    vraag: Tekst
    wijzigingen: list[Tekst]
    """In order: ``beleid.weer_thuis.aandeel=10%``, as with the option --set."""


class Hoofdindicator(Section):
    """An outcome that decides, declared beforehand: over these the verdicts of a comparison are corrected."""

    indicator: Tekst
    groep: Tekst | None = None
    halve_breedte: Annotated[str, AfterValidator(_check_precision), Field(examples=["15 dagen", "1%"])] | None = None
    """How wide half the interval of a difference may be, for `--replications auto`; of a share: points, as 1%."""

    @property
    def precisie(self) -> Norm | None:
        """`halve_breedte`, parsed."""
        return None if self.halve_breedte is None else parse_norm(f"{_AT_MOST}{self.halve_breedte}")

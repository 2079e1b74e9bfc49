"""The section `voorraadwijzigingen`: what is built, sold, demolished or labelled, and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import GetCoreSchemaHandler, ValidationError, ValidatorFunctionWrapHandler
from pydantic_core import CoreSchema, core_schema

from woonsim.begrippen import Toegankelijkheid, Woningtype
from woonsim.scenario.eenheden import AANTAL, Aantal, Begindatum, Duur, EurMaand, Naam, Woord
from woonsim.scenario.problem import Nested, Problem, near, problem_error, show, unknown_key
from woonsim.scenario.section import Section

Leeftijdslabels = Literal["geen", "55plus", "65plus", "75plus"]
Kamertal = Annotated[int, AANTAL.within(1, 9)]


class Waar(Section):
    """Which woningen of begindatum a change is about: all that have every property named here."""

    corporatie: Naam | None = None
    kern: Naam | None = None
    woningtype: Annotated[Woningtype, Woord(Woningtype)] | None = None
    kamers: Kamertal | None = None
    leeftijdslabel: Leeftijdslabels | None = None

    def covers(self, regel: Any) -> bool:
        """Whether the woningen of a row of `woningvoorraad` have these properties."""
        return all(
            asked is None or asked == getattr(regel, name)
            for name in ("corporatie", "kern", "woningtype", "kamers", "leeftijdslabel")
            for asked in (getattr(self, name),)
        )


class Nieuwbouw(Section):
    """New woningen: on offer some time before `datum`, never inhabited before it."""

    soort: Literal["nieuwbouw"]
    naam: Naam
    datum: Begindatum
    aankondiging: Duur | None = None
    """How long before `datum` the adverts can begin; left out: the opzegtermijn."""
    corporatie: Naam
    kern: Naam
    woningtype: Annotated[Woningtype, Woord(Woningtype)]
    kamers: Kamertal
    rekenhuur: EurMaand
    toegankelijkheid: Annotated[Toegankelijkheid, Woord(Toegankelijkheid)]
    leeftijdslabel: Leeftijdslabels = "geen"
    aantal: Aantal


class Verkoop(Section):
    """Woningen that are sold instead of let again when they fall free from `vanaf` on."""

    soort: Literal["verkoop"]
    naam: Naam
    vanaf: Begindatum
    aantal: Aantal
    waar: Waar = Waar()


class Sloop(Section):
    """Woningen that are demolished on `datum`; from the `aankondiging` on their tenants have voorrang elsewhere."""

    soort: Literal["sloop"]
    naam: Naam
    datum: Begindatum
    aankondiging: Duur
    aantal: Aantal
    waar: Waar = Waar()


class Labelen(Section):
    """Woningen that get another leeftijdslabel on `datum`, or lose theirs (`geen`); without `aantal` all of them."""

    soort: Literal["labelen"]
    naam: Naam
    datum: Begindatum
    leeftijdslabel: Leeftijdslabels
    aantal: Aantal | None = None
    waar: Waar = Waar()


_SOORTEN: dict[str, type[Section]] = {
    "nieuwbouw": Nieuwbouw,
    "verkoop": Verkoop,
    "sloop": Sloop,
    "labelen": Labelen,
}


@dataclass(frozen=True)
class PerSoort:
    """Reads an entry as the section that its `soort` names, so that its faults are told as of that section."""

    def read(self, raw: object, handler: ValidatorFunctionWrapHandler) -> Section:
        """The entry that `raw` means."""
        if isinstance(raw, Section):
            return raw
        if not isinstance(raw, dict):
            raise problem_error([Problem("not_a_table", {"given": show(raw)})])
        if "soort" not in raw:
            raise problem_error([Problem("missing_key", sub=("soort",))])
        soort = raw["soort"]
        if not isinstance(soort, str) or soort not in _SOORTEN:
            names = list(_SOORTEN)
            values = {"given": show(soort), "allowed": ", ".join(names), "hint": near(soort, names)}
            raise problem_error([Problem("not_allowed", values, ("soort",))])
        section = _SOORTEN[soort]
        try:
            return section.model_validate(raw)
        except ValidationError as error:
            raise problem_error([_told(e, section) for e in error.errors(include_url=False)]) from None

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Read with `read`; the schema is that of any of the sections."""
        return core_schema.no_info_wrap_validator_function(self.read, handler(source))


def _told(error: Any, section: type[Section]) -> Problem | Nested:
    """An error in an entry; a key that it does not know with the nearest that it does."""
    loc = error["loc"]
    if error["type"] != "extra_forbidden":
        return Nested(error)
    fields = Waar.model_fields if loc[:-1] == ("waar",) else section.model_fields
    known = [name for name in fields if name not in ("bron", "aanname")]
    return unknown_key(str(loc[-1]), known).under(*loc[:-1])


Voorraadwijziging = Annotated[Nieuwbouw | Verkoop | Sloop | Labelen, PerSoort()]
"""One dated change of the stock."""

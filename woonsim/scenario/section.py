"""What sections of the scenario have in common: where numbers come from, pairs by origin, incomes."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, model_validator

from woonsim.scenario.eenheden import Aandeel, Aantal, EurJaar, Getal, Tempo
from woonsim.scenario.problem import Problem, problem_error
from woonsim.scenario.verdeling import Verdeling


class Section(BaseModel):
    """A part of the scenario: unknown keys are refused; a `bron` or `aanname` covers all numbers in it."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        allow_inf_nan=False,
        json_schema_extra={"not": {"required": ["bron", "aanname"]}},
    )

    bron: str | None = None
    aanname: str | None = None


class Inkomen(Section):
    """Rekeninkomen of one kind of huishouden: lognormal by its median and 90th percentile [EUR/year]."""

    mediaan: EurJaar
    p90: EurJaar

    @model_validator(mode="after")
    def _ordered(self) -> Inkomen:
        if self.mediaan <= 0:
            raise problem_error([Problem("above_zero", sub=("mediaan",))])
        if self.p90 < self.mediaan:
            raise problem_error([Problem("p90_below_median", sub=("p90",))])
        return self


class PerHerkomst(Section):
    """A number for the local part and one for the outside part of the register."""

    gemeente: Getal
    regio: Getal


class AantalPerHerkomst(Section):
    """A count for the local part and one for the outside part of the register."""

    gemeente: Aantal
    regio: Aantal


class TempoPerHerkomst(Section):
    """A rate [per year] for the local part and one for the outside part of the register."""

    gemeente: Tempo
    regio: Tempo


class AandeelPerHerkomst(Section):
    """A share for the local part and one for the outside part of the register."""

    gemeente: Aandeel
    regio: Aandeel


class VerdelingPerHerkomst(Section):
    """A distribution of durations for the local part and one for the outside part."""

    gemeente: Verdeling
    regio: Verdeling

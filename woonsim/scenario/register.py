"""The section `woningzoekenden`: who stands in the register, who searches, who leaves it."""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field, model_validator

from woonsim.scenario.eenheden import Aandeel, Duur, Tempo
from woonsim.scenario.klassen import Leeftijdsaandelen, Leeftijdsgetallen
from woonsim.scenario.problem import Problem, problem_error
from woonsim.scenario.section import (
    AandeelPerHerkomst,
    AantalPerHerkomst,
    PerHerkomst,
    Section,
    TempoPerHerkomst,
    VerdelingPerHerkomst,
)
from woonsim.scenario.verdeling import Verdeling


class Huurderstempo(Section):
    """The same for registered tenants of the stock, who already have a woning here."""

    zoekend_bij_aanvang: Aandeel
    direct_zoekend: Aandeel
    gaat_zoeken: Tempo
    stopt: Tempo
    vervalt: Tempo


class ZoekendOfPassief(Section):
    """A registered seeker is passive or searching, and switches."""

    zoekend_bij_aanvang: AandeelPerHerkomst
    """Share of those registered at begindatum who are searching."""
    direct_zoekend: AandeelPerHerkomst
    """Share of new registrations that search at once."""
    gaat_zoeken: Tempo
    """Passive to searching [per year]."""
    stopt: Tempo
    """Searching to passive [per year]; the outside part then leaves the run."""
    vervalt: Tempo
    """A passive registration lapses [per year]."""
    huurders: Huurderstempo | None = None
    """What holds for tenants of the stock instead; left out, the same as for other residents."""


class EldersGehuisvest(Section):
    """Housed elsewhere in the region: the rate rises with inschrijfduur, since the list is regional."""

    inschrijfduur: Annotated[list[Duur], Field(min_length=1)]
    """Knots of inschrijfduur, rising from 0."""
    per_jaar: list[Tempo]
    """Rate at each knot [per year]; linear between knots, constant after the last."""
    factor: PerHerkomst
    """By what the rate is multiplied."""

    @model_validator(mode="after")
    def _knots(self) -> EldersGehuisvest:
        if self.inschrijfduur[0] != 0 or any(b <= a for a, b in pairwise(self.inschrijfduur)):
            raise problem_error([Problem("knots", {"key": "inschrijfduur"}, ("inschrijfduur",))])
        if len(self.inschrijfduur) != len(self.per_jaar):
            values = {"one": "inschrijfduur", "other": "per_jaar"}
            raise problem_error([Problem("unequal_lengths", values, ("per_jaar",))])
        return self


class Huurdersduren(Section):
    """Inschrijfduur at begindatum of registered tenants of the stock, searching and passive."""

    zoekend: Verdeling
    passief: Verdeling


class Inschrijfduren(Section):
    """Inschrijfduur at begindatum of those searching and those passive."""

    zoekend: VerdelingPerHerkomst
    passief: Verdeling
    huurders: Huurdersduren | None = None
    """Of tenants of the stock instead; left out, the same as of other residents."""


class Profiel(Section):
    """Who the seekers of one origin are."""

    leeftijd: Leeftijdsaandelen
    leeftijd_bij_aanvang: Leeftijdsaandelen | None = None
    """Of those registered at begindatum, tenants of the stock left out; without it, as of those who register."""
    doorstromer: Aandeel
    """Share that leaves a self-contained home behind. For the local part these are tenants of the stock."""


class RegioProfiel(Profiel):
    """Who the outside seekers are."""

    elders: Aandeel
    """Share from beyond the region."""
    instroom_met_duur: Aandeel
    """Share of new searchers who were registered before they began to look here."""
    eerdere_inschrijfduur: Verdeling
    """How long these were registered by then."""


class Herkomsten(Section):
    """Who the seekers are, by origin."""

    gemeente: Profiel
    regio: RegioProfiel
    huurders_die_zich_inschrijven: Leeftijdsgetallen
    """How the chance that a tenant registers varies with age: only ratios count."""


class Woningzoekenden(Section):
    """The register: one list with origin (decision 5)."""

    regio: Literal["open"]
    """`open`: the rest of the region behaves as it does, whatever is agreed here."""
    ingeschreven: AantalPerHerkomst
    instroom: TempoPerHerkomst
    """New registrations [per year]; of the local ones the share `doorstromer` are tenants of the stock."""
    zoekend_of_passief: ZoekendOfPassief
    inschrijfduur_bij_aanvang: Inschrijfduren
    zoekduur_bij_aanvang: VerdelingPerHerkomst | None = None
    """Zoekduur at begindatum of those searching, the longest registered having searched longest; 0 = has not
    reacted yet. Without it everybody has searched since registering."""
    elders_gehuisvest: EldersGehuisvest
    herkomst: Herkomsten

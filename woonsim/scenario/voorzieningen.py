"""The sections `beschermd_wonen` and `maatschappelijke_opvang`: places from which people need a woning."""

from __future__ import annotations

from itertools import pairwise

from pydantic import Field, model_validator

from woonsim.scenario.doelgroepen import Groepsprofiel
from woonsim.scenario.eenheden import Aandeel, Aantal, Begindatum, Tempo
from woonsim.scenario.problem import Problem, problem_error
from woonsim.scenario.section import Section
from woonsim.scenario.verdeling import Verdeling


class Aanmeldingen(Section):
    """Who asks for a place."""

    instroom: Tempo
    geduld: Verdeling
    """How long an applicant waits for a place before going elsewhere; `vast: 0 dagen` is loss."""


class PlaatsenVanaf(Section):
    """The number of places from a date on."""

    datum: Begindatum
    plaatsen: Aantal


class Voorzieningsplaatsen(Groepsprofiel):
    """Places with support and the people in them; who is ready to leave blocks a place until housed."""

    plaatsen: Aantal
    plaatsen_vanaf: list[PlaatsenVanaf] = Field(default_factory=list)
    """Later numbers of places, dates rising; a place too many closes when it falls free."""
    bezet_bij_aanvang: Aandeel
    uitstroomgereed_bij_aanvang: Aandeel
    """Share of the occupied places at the start."""
    verblijfsduur: Verdeling
    """From intake to uitstroomgereed."""
    vertrekt_elders: Aandeel
    """Share that leaves, when the stay ends, without needing a woning here."""
    aanmeldingen: Aanmeldingen

    @model_validator(mode="after")
    def _dates_rise(self) -> Voorzieningsplaatsen:
        if any(b.datum <= a.datum for a, b in pairwise(self.plaatsen_vanaf)):
            raise problem_error([Problem("not_rising", {"key": "datum"}, ("plaatsen_vanaf",))])
        return self

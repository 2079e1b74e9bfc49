"""The scenario as it is after reading: what a gemeente, its stock and its agreements are.

Every class is one section of the YAML file; field names are its keys. Numbers have been converted
to one unit each: shares to a fraction, rates to per year, durations to minutes, money to EUR per
month (rent) or per year (income). Where a number came from (`bron`, `aanname`, `marge`) stays in
the file and is checked there; the model holds values only.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from woonsim.begrippen import Toegankelijkheid, Woningtype
from woonsim.scenario.eenheden import (
    Aandeel,
    Aantal,
    Begindatum,
    Duur,
    EurJaar,
    EurMaand,
    Getal,
    Jaren,
    Naam,
    Tempo,
)
from woonsim.scenario.klassen import (
    Aandelen,
    Getallen,
    Leeftijdsaandelen,
    Leeftijdsgetallen,
    Leeftijdsklasse,
)
from woonsim.scenario.verdeling import Verdeling


class Section(BaseModel):
    """A part of the scenario: unknown keys are refused; a `bron` or `aanname` covers all numbers in it."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    bron: str | None = None
    aanname: str | None = None


class Gemeente(Section):
    """The gemeente whose stock is played."""

    naam: Naam
    code: Annotated[str, Field(pattern=r"^GM\d{4}$")]


class Bron(BaseModel):
    """A source that numbers refer to by its key."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    titel: str
    jaar: int
    vindplaats: str


class Kern(Section):
    """A village or town; `kerncluster` is the level at which the gemeente makes policy."""

    naam: Naam
    kerncluster: Naam


class Voorraadregel(Section):
    """A number of equal woningen."""

    corporatie: Naam
    kern: Naam
    woningtype: Annotated[Literal[tuple(w.name for w in Woningtype)], AfterValidator(lambda v: Woningtype[v])]  # type: ignore[valid-type]
    kamers: Annotated[Aantal, Field(ge=1, le=9)]
    rekenhuur: EurMaand
    toegankelijkheid: Annotated[  # type: ignore[valid-type]
        Literal[tuple(t.name for t in Toegankelijkheid)], AfterValidator(lambda v: Toegankelijkheid[v])
    ]
    leeftijdslabel: Literal["geen", "55plus", "65plus", "75plus"] = "geen"
    aantal: Aantal


class Inkomen(Section):
    """Rekeninkomen of one kind of huishouden: lognormal by its median and 90th percentile [EUR/year]."""

    mediaan: EurJaar
    p90: EurJaar


class Huurders(Section):
    """Who live in the stock at the start; size by age and income also hold for woningzoekenden."""

    leeftijd: Leeftijdsaandelen
    huishoudgrootte: dict[Leeftijdsklasse, Aandelen]
    """Per age class the shares of `1p`, `2p`, `3p`, `4p`, `5p`."""
    inkomen: dict[Literal["1p", "2p", "3p+"], dict[Leeftijdsklasse, Inkomen]]
    woonduur: Verdeling
    bewoning: dict[Literal["1p", "2p", "3p", "4p", "5p"], Getallen]
    """Weight with which a huishouden of a size lives in a woning of 1..9 rooms (keys `2k`, `3k`, ...)."""
    leeftijdslabel: Aandeel
    """Share of the labelled woningen in which the oldest has the age of the label."""


class Leeftijdsverloop(Section):
    """How a hazard varies with age: only ratios count, the level is calibrated (decision 6)."""

    overlijden_of_zorg: Leeftijdsgetallen
    verhuizing: Leeftijdsgetallen


class Mutatie(Section):
    """How tenancies end."""

    mutatiegraad: Tempo
    binnen_voorraad: Tempo
    """The part of mutatiegraad that, on the base, is moves inside the stock: an outcome of the base run,
    kept here so that the external hazard is calibrated once (decision 6)."""
    redenen: Aandelen
    leeftijdsverloop: Leeftijdsverloop
    opzegtermijn: Duur


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


class EldersGehuisvest(Section):
    """Housed elsewhere in the region: the rate rises with inschrijfduur, since the list is regional."""

    inschrijfduur: list[Duur]
    """Knots of inschrijfduur, rising from 0."""
    per_jaar: list[Tempo]
    """Rate at each knot [per year]; linear between knots, constant after the last."""
    factor: PerHerkomst
    """By what the rate is multiplied."""

    @model_validator(mode="after")
    def _knots(self) -> EldersGehuisvest:
        if len(self.inschrijfduur) != len(self.per_jaar):
            raise ValueError("inschrijfduur en per_jaar moeten even lang zijn")
        if self.inschrijfduur[0] != 0 or any(b <= a for a, b in zip(self.inschrijfduur, self.inschrijfduur[1:])):
            raise ValueError("inschrijfduur moet bij 0 beginnen en oplopen")
        return self


class Inschrijfduren(Section):
    """Inschrijfduur at begindatum of those searching and those passive."""

    zoekend: VerdelingPerHerkomst
    passief: Verdeling


class Profiel(Section):
    """Who the seekers of one origin are."""

    leeftijd: Leeftijdsaandelen
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
    elders_gehuisvest: EldersGehuisvest
    herkomst: Herkomsten


class Uitstroom(Section):
    """People leaving beschermd wonen: a stream that beschermd_wonen feeds."""

    leeftijd: Leeftijdsaandelen
    huishoudgrootte: Aandelen
    inkomen: Inkomen


class Doelgroepstroom(Section):
    """A stream of candidates for direct mediation."""

    instroom: Tempo
    wachtend_bij_aanvang: Aantal
    leeftijd: Leeftijdsaandelen
    huishoudgrootte: Aandelen
    inkomen: Inkomen


class Urgenten(Doelgroepstroom):
    """Urgent huishoudens: part is mediated, part seeks with voorrang in the adverts."""

    met_voorrang: Aandeel
    """Share that reacts with voorrang instead of being mediated."""
    geldigheid_voorrang: Duur


class BijzondereDoelgroepen(Section):
    """Groups for whom the agreements make room."""

    uitstroom: Uitstroom | None = None
    statushouders: Doelgroepstroom | None = None
    urgenten: Urgenten | None = None


class Aanmeldingen(Section):
    """Who asks for a place in beschermd wonen."""

    instroom: Tempo
    geduld: Verdeling
    """How long an applicant waits for a place before going elsewhere; `vast: 0 dagen` is loss."""


class BeschermdWonen(Section):
    """Places with support; who is ready to leave blocks a place until housed."""

    plaatsen: Aantal
    bezet_bij_aanvang: Aandeel
    uitstroomgereed_bij_aanvang: Aandeel
    """Share of the occupied places at the start."""
    verblijfsduur: Verdeling
    """From intake to uitstroomgereed."""
    vertrekt_elders: Aandeel
    """Share that leaves, when the stay ends, without needing a woning here."""
    aanmeldingen: Aanmeldingen


class Acceptatiekans(Section):
    """Chance that an offer is accepted, per kind of candidate."""

    gemeente: Aandeel
    regio: Aandeel
    bemiddeling: Aandeel
    voorrang: Aandeel


class Reactiekans(Section):
    """Chance that a searching huishouden looks and reacts in a round; the mean over persons."""

    gemeente: Aandeel
    regio: Aandeel
    voorrang: Aandeel
    spreiding: Verdeling
    """Personal factor around the mean (its own mean should be 1)."""


class Voorkeur(Section):
    """Weights by which a seeker chooses among the woningen it may have."""

    eigen_kern: Getal
    """Weight of a woning in the own kern, against 1 elsewhere."""
    passende_kamers: Getal
    """Weight of a woning with as many rooms as persons plus one, against 1 otherwise."""
    aantrekkelijkheid: Verdeling
    """Factor of a woning, the same for everybody: what makes some woningen popular."""


class Frictieleegstand(Section):
    """The steps between notice and keys, from which days of leegstand follow."""

    publicatie: Duur
    """From notice to the first moment at which an advert can appear."""
    reactietermijn: Duur
    beslistermijn: Duur
    """Per offer."""
    sleutels: Duur
    """From acceptance to keys, for regular lettings."""
    sleutels_bemiddeling: Duur
    """From acceptance to keys, for direct mediation."""
    tussen_huurders: Duur
    """At least, from the end of one tenancy to the next (repairs excluded)."""


class Onverhuurd(Section):
    """What becomes of a woning that finds nobody."""

    na_rondes: Annotated[Aantal, Field(ge=1)]
    """After so many rounds it goes to the first who comes, from outside the register."""


class Aanbod(Section):
    """How woningen are offered."""

    advertentiecyclus: Duur | Literal["doorlopend"]
    maximum_reacties: Annotated[Aantal, Field(ge=1)]
    reactiekans: Reactiekans
    acceptatiekans: Acceptatiekans
    voorkeur: Voorkeur
    frictieleegstand: Frictieleegstand
    onverhuurd: Onverhuurd


class Beleidsregel(BaseModel):
    """One entry of `beleid`: a policy type, its unique name and its parameters, still unread."""

    model_config = ConfigDict(frozen=True)

    soort: str
    naam: str
    parameters: dict[str, Any]


class Afspraak(Section):
    """An agreement that can be tested: an indicator, a norm and the period over which it counts."""

    naam: Naam
    indicator: str
    groep: str | None = None
    norm: str
    """A comparison such as `>= 5%` or `<= 90 dagen`."""
    periode: Literal["jaar", "looptijd"]


class Scenario(BaseModel):
    """Everything a run needs: what the world is, what is agreed, for how long."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    naam: Naam
    vraag: str
    gemeente: Gemeente
    begindatum: Begindatum
    looptijd: Jaren
    indexering: Tempo
    bronnen: dict[str, Bron]
    kernen: list[Kern]
    woningvoorraad: list[Voorraadregel]
    huurders: Huurders
    mutatie: Mutatie
    woningzoekenden: Woningzoekenden
    bijzondere_doelgroepen: BijzondereDoelgroepen
    beschermd_wonen: BeschermdWonen | None = None
    aanbod: Aanbod
    beleid: list[Beleidsregel]
    afspraken: list[Afspraak] = []

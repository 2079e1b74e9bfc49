"""The scenario as it is after reading: what a gemeente, its stock and its agreements are.

Every class is one section of the YAML file; field names are its keys. Numbers have been converted
to one unit each: shares to a fraction, rates to per year, durations to minutes, money to EUR per
month (rent) or per year (income). Where a number came from (`bron`, `aanname`, `marge`) stays in
the file and is checked there; the model holds values only.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PrivateAttr, model_validator

from woonsim.begrippen import Toegankelijkheid, Voorziening, Woningtype
from woonsim.pluginfile import PluginFile
from woonsim.scenario.begeleiding import Begeleiding as Begeleiding
from woonsim.scenario.begeleiding import Terugval as Terugval
from woonsim.scenario.beleidsregel import Beleidsregel as Beleidsregel
from woonsim.scenario.doelgroepen import BijzondereDoelgroepen as BijzondereDoelgroepen
from woonsim.scenario.doelgroepen import Doelgroepstroom as Doelgroepstroom
from woonsim.scenario.doelgroepen import Groepsprofiel as Groepsprofiel
from woonsim.scenario.doelgroepen import Instromend as Instromend
from woonsim.scenario.doelgroepen import Statushouders as Statushouders
from woonsim.scenario.eenheden import (
    AANTAL,
    DUUR,
    TEMPO,
    Aandeel,
    Aantal,
    Begindatum,
    Duur,
    EurMaand,
    Getal,
    Jaren,
    Naam,
    Tekst,
    Woord,
)
from woonsim.scenario.klassen import (
    LEEFTIJDEN,
    PERSONEN,
    Kamergetallen,
    Leeftijdsaandelen,
    Leeftijdsgetallen,
    Persoonsaandelen,
    Redenen,
    Tabel,
)
from woonsim.scenario.levensloop import Levensloop as Levensloop
from woonsim.scenario.norm import (
    NORM_PATTERN,
    TOLERANTIE_PATTERN,
    Norm,
    Tolerantie,
    parse_norm,
    parse_tolerantie,
)
from woonsim.scenario.problem import Problem, problem_error
from woonsim.scenario.register import EldersGehuisvest as EldersGehuisvest
from woonsim.scenario.register import Herkomsten as Herkomsten
from woonsim.scenario.register import Inschrijfduren as Inschrijfduren
from woonsim.scenario.register import Profiel as Profiel
from woonsim.scenario.register import RegioProfiel as RegioProfiel
from woonsim.scenario.register import Woningzoekenden as Woningzoekenden
from woonsim.scenario.register import ZoekendOfPassief as ZoekendOfPassief
from woonsim.scenario.section import AandeelPerHerkomst as AandeelPerHerkomst
from woonsim.scenario.section import AantalPerHerkomst as AantalPerHerkomst
from woonsim.scenario.section import Inkomen as Inkomen
from woonsim.scenario.section import PerHerkomst as PerHerkomst
from woonsim.scenario.section import Section as Section
from woonsim.scenario.section import TempoPerHerkomst as TempoPerHerkomst
from woonsim.scenario.section import VerdelingPerHerkomst as VerdelingPerHerkomst
from woonsim.scenario.varianten import Hoofdindicator as Hoofdindicator
from woonsim.scenario.varianten import Variant as Variant
from woonsim.scenario.verdeling import Factorverdeling, Verdeling
from woonsim.scenario.voorraad import Labelen as Labelen
from woonsim.scenario.voorraad import Leeftijdslabels
from woonsim.scenario.voorraad import Nieuwbouw as Nieuwbouw
from woonsim.scenario.voorraad import Sloop as Sloop
from woonsim.scenario.voorraad import Verkoop as Verkoop
from woonsim.scenario.voorraad import Voorraadwijziging as Voorraadwijziging
from woonsim.scenario.voorzieningen import Aanmeldingen as Aanmeldingen
from woonsim.scenario.voorzieningen import Voorzieningsplaatsen as Voorzieningsplaatsen


class Gemeente(Section):
    """The gemeente whose stock is played."""

    naam: Naam
    code: Annotated[str, Field(pattern=r"^GM[0-9]{4}$")]


class Bron(BaseModel):
    """A source that numbers refer to by its key."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    titel: Tekst
    jaar: Annotated[int, Field(strict=True, ge=1900, le=2100)]
    vindplaats: Tekst


class Kern(Section):
    """A village or town; `kerncluster` is the level at which the gemeente makes policy.

    `zorg`: whether care and support for who leaves a voorziening is at hand there.
    """

    naam: Naam
    kerncluster: Naam
    zorg: Literal["ja", "nee"] = "nee"


class Voorraadregel(Section):
    """A number of equal woningen."""

    corporatie: Naam
    kern: Naam
    woningtype: Annotated[Woningtype, Woord(Woningtype)]
    kamers: Annotated[int, AANTAL.within(1, 9)]
    rekenhuur: EurMaand
    toegankelijkheid: Annotated[Toegankelijkheid, Woord(Toegankelijkheid)]
    leeftijdslabel: Leeftijdslabels = "geen"
    aantal: Aantal
    complexgrootte: Annotated[int, AANTAL.within(1, 10**6)] | None = None
    """About how many of them stand together in a complex; left out: all of them."""


class Huurders(Section):
    """Who live in the stock at the start; size by age and income also hold for woningzoekenden."""

    leeftijd: Leeftijdsaandelen
    huishoudgrootte: Annotated[dict[str, Persoonsaandelen], LEEFTIJDEN]
    """Per age class the shares of `1p`, `2p`, `3p`, `4p`, `5p`."""
    inkomen: Annotated[dict[str, Annotated[dict[str, Inkomen], LEEFTIJDEN]], Tabel(keys=("1p", "2p", "3p+"))]
    woonduur: Verdeling
    bewoning: Annotated[dict[str, Kamergetallen], Tabel(keys=PERSONEN)]
    """Weight with which a huishouden of a size lives in a woning of 1..9 rooms (keys `2k`, `3k`, ...)."""
    leeftijdslabel: Aandeel
    """Share of the labelled woningen in which the oldest has the age of the label."""


class Leeftijdsverloop(Section):
    """How a hazard varies with age: only ratios count, the level is calibrated (decision 6)."""

    overlijden_of_zorg: Leeftijdsgetallen
    verhuizing: Leeftijdsgetallen


class Mutatie(Section):
    """How tenancies end."""

    mutatiegraad: Annotated[float, TEMPO.within(0, 1)]
    binnen_voorraad: Annotated[float, TEMPO.within(0, 1)]
    """The part of mutatiegraad that, on the base, is moves inside the stock: an outcome of the base run,
    kept here so that the external hazard is calibrated once (decision 6)."""
    redenen: Redenen
    leeftijdsverloop: Leeftijdsverloop
    opzegtermijn: Duur

    @model_validator(mode="after")
    def _inside_is_part(self) -> Mutatie:
        if self.binnen_voorraad > self.mutatiegraad:
            raise problem_error([Problem("inside_above_total", sub=("binnen_voorraad",))])
        return self


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
    spreiding: Factorverdeling
    """Personal factor around the mean (its own mean should be 1)."""


class Voorkeur(Section):
    """Weights by which a seeker chooses among the woningen it may have."""

    eigen_kern: Getal
    """Weight of a woning in the own kern, against 1 elsewhere."""
    passende_kamers: Getal
    """Weight of a woning with as many rooms as persons plus one, against 1 otherwise."""
    eengezinswoning_gezin: Getal = 1.0
    """Weight of an eengezinswoning for three persons or more, against 1 for another woningtype."""
    gelijkvloers_55plus: Getal = 1.0
    """Weight of a woning without stairs (GNV or better) for who is 55 or older, against 1 for ZON."""
    lagere_huur: Annotated[Getal, Field(gt=0)] = 1.0
    """By what the weight grows per 100 EUR a month that the rent is lower."""
    aantrekkelijkheid: Factorverdeling
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

    na_rondes: Annotated[int, AANTAL.within(1, 10_000)]
    """After so many rounds it goes to the first who comes from outside the register and may have it."""


class Aanbod(Section):
    """How woningen are offered."""

    advertentiecyclus: Annotated[int | Literal["doorlopend"], DUUR.within(1, DUUR.high).or_word("doorlopend")]
    maximum_reacties: Annotated[int, AANTAL.within(1, 1000)]
    reactiekans: Reactiekans
    acceptatiekans: Acceptatiekans
    voorkeur: Voorkeur
    frictieleegstand: Frictieleegstand
    onverhuurd: Onverhuurd
    keuze: Literal["per_paar", "per_reactie"] = "per_paar"
    """A keyed number for every pair of a seeker and a woning, or for every draw: the same law, at another cost."""
    gelijke_woningen: Literal["apart", "samen"] = "apart"
    """Whether woningen that nothing tells apart are one advert, when they appear in one round."""


def _check_norm(text: str) -> str:
    parse_norm(text)
    return text


def _tolerantie_text(raw: object) -> object:
    """A number without a unit as the text that it stands for."""
    return str(raw) if isinstance(raw, int | float) and not isinstance(raw, bool) else raw


def _check_tolerantie(text: str) -> str:
    parse_tolerantie(text)
    return text


class Afspraak(Section):
    """An agreement that can be tested: an indicator, a norm and the period over which it counts.

    What the norm is counted over is said by the definition of the indicator, and nowhere else.
    """

    naam: Naam
    indicator: Tekst
    groep: Tekst | None = None
    norm: Annotated[str, AfterValidator(_check_norm), Field(json_schema_extra={"pattern": NORM_PATTERN})]
    """A comparison such as `>= 5%` or `<= 90 dagen`."""
    periode: Literal["jaar", "looptijd"]
    tolerantie: (
        Annotated[
            str,
            BeforeValidator(_tolerantie_text),
            AfterValidator(_check_tolerantie),
            Field(json_schema_extra={"pattern": TOLERANTIE_PATTERN}),
        ]
        | None
    ) = None
    """How far beside the norm still counts as met: `0.5 procentpunt`, `2 woningen`; left out: not at all."""
    partij: Naam | None = None
    """Who is to deliver it."""

    @property
    def speling(self) -> Tolerantie:
        """The tolerance, parsed; nothing when it is left out."""
        return parse_tolerantie(self.tolerantie or "0")

    @property
    def grens(self) -> Norm:
        """The norm, parsed."""
        return parse_norm(self.norm)


class Scenario(BaseModel):
    """Everything a run needs: what the world is, what is agreed, for how long."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    naam: Naam
    vraag: Tekst
    gemeente: Gemeente
    begindatum: Begindatum
    looptijd: Jaren
    tijdstap: Annotated[int, DUUR.within(1, DUUR.high)] = 1
    """The grain of the calendar: a moment that is drawn lies on a whole multiple of it, rounded up."""
    indexering: Annotated[float, TEMPO.within(0, 1)]
    bronnen: dict[str, Bron] = {}
    kernen: Annotated[list[Kern], Field(min_length=1)]
    woningvoorraad: Annotated[list[Voorraadregel], Field(min_length=1)]
    voorraadwijzigingen: list[Voorraadwijziging] = []
    huurders: Huurders
    levensloop: Levensloop | None = None
    mutatie: Mutatie
    woningzoekenden: Woningzoekenden
    bijzondere_doelgroepen: BijzondereDoelgroepen
    beschermd_wonen: Voorzieningsplaatsen | None = None
    maatschappelijke_opvang: Voorzieningsplaatsen | None = None
    begeleiding: Begeleiding | None = None
    terugval: Terugval | None = None
    aanbod: Aanbod
    beleid: list[Beleidsregel]
    afspraken: list[Afspraak] = []
    hoofdindicatoren: list[Hoofdindicator] = []
    """The outcomes that decide between variants."""
    varianten: list[Variant] = []
    """What `woonsim compare` compares the scenario with."""
    wijzigingen: list[Tekst] = []
    """Changes laid over the rest, in order: ``beleid.weer_thuis.aandeel=10%``, as with the option --set."""
    _plugins: tuple[PluginFile, ...] = PrivateAttr(())

    @property
    def plugins(self) -> tuple[PluginFile, ...]:
        """Files with policies of one's own that it was loaded with; no key of the file: a scenario names no code."""
        return self._plugins

    def with_plugins(self, files: Iterable[PluginFile]) -> Scenario:
        """The same scenario, with these files."""
        copy = self.model_copy()
        copy._plugins = tuple(files)
        return copy

    @property
    def voorzieningen(self) -> dict[Voorziening, Voorzieningsplaatsen]:
        """The voorzieningen that the scenario has."""
        given = {Voorziening.beschermd_wonen: self.beschermd_wonen}
        given[Voorziening.maatschappelijke_opvang] = self.maatschappelijke_opvang
        return {voorziening: spec for voorziening, spec in given.items() if spec is not None}

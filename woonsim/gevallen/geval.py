"""A whole case: these woningzoekenden, this woning, these policies; who comes in what order, who is out and by whom.

What a case does not say is as with an ordinary woningzoekende and an ordinary woning: the defaults below.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from woonsim.aangeboden_woningen import AangebodenWoningen
from woonsim.begrippen import Doelgroep, Herkomst, Toegankelijkheid, Woningtype, Woonsituatie
from woonsim.gevallen.waarden import Bedrag, Dag, Inkomen, Leeftijd, Loten, Namen, Plek
from woonsim.kalender import JAAR
from woonsim.scenario.beleidsregel import Beleidsregel
from woonsim.scenario.eenheden import AANTAL, Aantal, Duur, Tekst, Woord
from woonsim.scenario.problem import Problem, hint, problem_error, show, unknown_key
from woonsim.wetgeving import wetgeving_jaren
from woonsim.woningzoekenden import Woningzoekenden

JAAR_VAN_GEVAL = 2025
"""The calendar year whose limits hold when a case does not say."""

_JAAR = Annotated[int, AANTAL.within(1900, 2200)]


class _Row(BaseModel):
    """Columns of one row; a column without a key of its own is given as the number that policies see."""

    model_config = ConfigDict(extra="allow", frozen=True, allow_inf_nan=False)

    lot: Loten = {}

    @property
    def columns(self) -> dict[str, float]:
        """The columns without a key of their own, by name."""
        return dict(self.model_extra or {})

    def _check_columns(self, known: Sequence[str]) -> None:
        allowed = [*type(self).model_fields, *known]
        problems = [unknown_key(key, allowed) for key in self.columns if key not in allowed]
        problems += [
            Problem("not_a_number", {"given": show(value), "what": key, "example": "1"}, (key,))
            for key, value in self.columns.items()
            if key in allowed and not isinstance(value, int | float)
        ]
        if problems:
            raise problem_error(problems)


class Zoekende(_Row):
    """A woningzoekende: 40 years, alone, of the gemeente, registered for two years, no tenant of the stock."""

    leeftijd: Leeftijd = 40 * JAAR
    personen: Annotated[int, AANTAL.within(1, 20)] = 1
    inkomen_eur: Inkomen = 25_000
    doelgroep: Annotated[Doelgroep, Woord(Doelgroep)] = Doelgroep.regulier
    herkomst: Annotated[Herkomst, Woord(Herkomst)] = Herkomst.gemeente
    woonsituatie: Annotated[Woonsituatie, Woord(Woonsituatie)] | None = None
    """Doorstromer for a tenant of the stock, else starter."""
    kern: Plek = 0
    aanmelding_corporatie: Plek = -1
    wachttijd: Duur = 0
    """How long a kandidaat waits for mediation."""
    inschrijfduur: Duur = 2 * JAAR
    inschrijfdatum: Dag | None = None
    voorrang_tot: Dag | None = None
    kamers_nu: Aantal | None = None
    """Makes it a tenant of the stock."""
    rekenhuur_nu_eur: Bedrag = 600.0
    toegankelijkheid_nu: Annotated[Toegankelijkheid, Woord(Toegankelijkheid)] = Toegankelijkheid.ZON
    sinds: Dag | None = None
    """Ten years ago."""
    eerste_reactie: Dag | None = None

    @model_validator(mode="after")
    def _check(self) -> Zoekende:
        self._check_columns(Woningzoekenden.columns())
        if {"inschrijfduur", "inschrijfdatum"} <= self.model_fields_set:
            raise problem_error([Problem("niet_allebei", {"een": "inschrijfduur"}, ("inschrijfdatum",), at_key=True)])
        return self


class Woning(_Row):
    """The woning on offer: three rooms, 600 EUR a month, no leeftijdslabel, offered for the first time."""

    kamers: Aantal = 3
    rekenhuur_eur: Bedrag = 600.0
    woningtype: Annotated[Woningtype, Woord(Woningtype)] = Woningtype.eengezinswoning
    toegankelijkheid: Annotated[Toegankelijkheid, Woord(Toegankelijkheid)] = Toegankelijkheid.ZON
    leeftijdslabel: Aantal = 0
    rondes: Aantal = 0
    kern: Plek = 0
    corporatie: Plek = 0

    @model_validator(mode="after")
    def _check(self) -> Woning:
        self._check_columns(AangebodenWoningen.columns())
        return self


class Geval(BaseModel):
    """A case and what is expected of it; `volgorde` has groups of equals, among whom the lot decides."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    geval: Tekst
    jaar: _JAAR | None = None
    datum: Dag | None = None
    """1 January of `jaar`."""
    begindatum: Dag | None = None
    """1 January of the year of `datum`."""
    beleid: Annotated[list[Beleidsregel], Field(min_length=1)]
    woningzoekenden: Annotated[dict[str, Zoekende], Field(min_length=1)]
    woning: Woning = Woning()
    kanaal: Literal["aanbod", "bemiddeling"] = "aanbod"
    """Whether all react to an advert, or wait as kandidaten for mediation."""
    volgorde: list[Namen] = []
    valt_af: dict[str, Namen] = {}
    neemt_ruimte: dict[str, Namen] | None = None
    """Not asked when left out."""

    @property
    def dag(self) -> date:
        """The day on which the woning is offered."""
        return self.datum or date(self.jaar or JAAR_VAN_GEVAL, 1, 1)

    @property
    def begin(self) -> date:
        """The begindatum."""
        return self.begindatum or date(self.dag.year, 1, 1)

    @model_validator(mode="after")
    def _check(self) -> Geval:
        problems = [*self._moment_problems(), *self._beleid_problems(), *self._name_problems()]
        if problems:
            raise problem_error(problems)
        return self

    def _moment_problems(self) -> Iterator[Problem]:
        first, key = wetgeving_jaren().start, "jaar" if self.datum is None else "datum"
        if self.datum is not None and self.jaar is not None:
            yield Problem("niet_allebei", {"een": "datum"}, ("jaar",), at_key=True)
        if self.dag.year < first:
            yield Problem("law_before", {"first": first, "jaar": self.dag.year}, (key,))
        if self.begin > self.dag:
            yield Problem("begint_later", sub=("begindatum",))

    def _beleid_problems(self) -> Iterator[Problem]:
        names = [regel.naam for regel in self.beleid]
        for number, name in enumerate(names):
            if name in names[:number]:
                yield Problem("naam_dubbel", {"given": name}, ("beleid", number))
        for key, told in (("valt_af", self.valt_af), ("neemt_ruimte", self.neemt_ruimte or {})):
            for who, policies in told.items():
                for policy in policies:
                    if policy not in names:
                        values = {"given": policy, "where": "beleid", "hint": hint(policy, names)}
                        yield Problem("unknown_reference", values, (key, who))

    def _name_problems(self) -> Iterator[Problem]:
        people = list(self.woningzoekenden)
        ordered = [(("volgorde", place), who) for place, group in enumerate(self.volgorde) for who in group]
        told = [*ordered, *((("valt_af", who), who) for who in self.valt_af)]
        room: list[tuple[tuple[Any, ...], str]] = [(("neemt_ruimte", who), who) for who in self.neemt_ruimte or {}]
        for path, who in [*told, *room]:
            if who not in people:
                values = {"given": who, "where": "woningzoekenden", "hint": hint(who, people)}
                yield Problem("unknown_reference", values, path)
        times = Counter(who for _, who in told)
        for who in people:
            if times[who] != 1:
                name = "geen_plaats" if not times[who] else "twee_plaatsen"
                yield Problem(name, {"given": who}, ("woningzoekenden", who), at_key=True)

"""The sections `begeleiding` and `terugval`: support for who has just been housed, and who loses the woning again."""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field, model_validator

from woonsim.begrippen import Begeleidingsvorm, Bestemming
from woonsim.scenario.eenheden import Aandeel, Aantal, Begindatum, Duur, Getal, Tempo
from woonsim.scenario.klassen import Tabel
from woonsim.scenario.problem import Problem, problem_error
from woonsim.scenario.section import Section
from woonsim.scenario.verdeling import Verdeling

VORMEN = tuple(vorm.name for vorm in Begeleidingsvorm if vorm is not Begeleidingsvorm.geen)
"""The forms of support, in the order in which it tapers."""

Vormaandelen = Annotated[dict[str, Aandeel], Tabel(keys=tuple(vorm.name for vorm in Begeleidingsvorm), total=True)]
"""Form of support, `geen` included -> share; shares sum to 1."""


class FteVanaf(Section):
    """The capacity from a date on."""

    datum: Begindatum
    fte: Getal


class Begeleidingsbehoefte(Section):
    """Per stream of candidates: which share needs support, and with which form it begins."""

    beschermd_wonen: Vormaandelen | None = None
    maatschappelijke_opvang: Vormaandelen | None = None
    statushouders: Vormaandelen | None = None
    urgenten: Vormaandelen | None = None
    vrouwenopvang: Vormaandelen | None = None
    jeugd: Vormaandelen | None = None
    herhuisvesting: Vormaandelen | None = None


class Begeleiding(Section):
    """Support at home for people who were mediated: what there is, who needs it, and for how long."""

    fte: Getal
    fte_vanaf: list[FteVanaf] = Field(default_factory=list)
    """Later capacity, dates rising; who gets support keeps it when there is less."""
    clienten_per_fte: Annotated[dict[str, Annotated[Getal, Field(gt=0)]], Tabel(keys=VORMEN)]
    afbouw: Annotated[dict[str, Verdeling], Tabel(keys=VORMEN)]
    """How long each form lasts before the next, lighter one."""
    nodig: Begeleidingsbehoefte
    voorwaarde: Literal["vereist", "gewenst"]
    """Whether who needs support is housed without when there is none."""
    woning_wacht_hoogstens: Duur
    """How long the keys of a woning may wait for support."""

    @model_validator(mode="after")
    def _dates_rise(self) -> Begeleiding:
        if any(b.datum <= a.datum for a, b in pairwise(self.fte_vanaf)):
            raise problem_error([Problem("not_rising", {"key": "datum"}, ("fte_vanaf",))])
        return self


class Terugval(Section):
    """How often people who came from a voorziening, or needed support, lose their woning again."""

    eerste_jaar: Tempo
    """Rate in the first year after the first keys."""
    daarna: Tempo
    factor_zonder_begeleiding: Getal
    """Factor on the rate of who needed support and was housed without."""
    naar: Annotated[dict[str, Aandeel], Tabel(keys=tuple(b.name for b in Bestemming), total=True)]
    gehuisvest_bij_aanvang: Aantal
    """Sitting tenants who came from a voorziening more than a year before begindatum."""

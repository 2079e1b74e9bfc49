"""Distributions (decision 4): of durations and of factors, in one of four forms, all drawn by inversion."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from woonsim.scenario.eenheden import Aandeel, Duur, Getal
from woonsim.scenario.problem import Problem, problem_error


class Vorm(BaseModel):
    """One form of distribution; a `bron` or `aanname` may stand in it."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra={"not": {"required": ["bron", "aanname"]}})

    bron: str | None = None
    aanname: str | None = None


class Exponentieel(Vorm):
    """Exponential, by its mean."""

    gemiddelde: float

    @model_validator(mode="after")
    def _above_zero(self) -> Self:
        if self.gemiddelde <= 0:
            raise problem_error([Problem("above_zero", sub=("gemiddelde",))])
        return self


class Lognormaal(Vorm):
    """Lognormal, by its median and its 90th percentile (equal: a constant)."""

    mediaan: float
    p90: float

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.mediaan <= 0:
            raise problem_error([Problem("above_zero", sub=("mediaan",))])
        if self.p90 < self.mediaan:
            raise problem_error([Problem("p90_below_median", sub=("p90",))])
        return self


class Empirisch(Vorm):
    """Piecewise linear between points of the cumulative distribution."""

    kansen: Annotated[list[Aandeel], Field(min_length=2)]
    """Cumulative chances, rising from 0 to 1."""
    waarden: Sequence[float]
    """The value at each chance; they never fall."""

    @model_validator(mode="after")
    def _rising(self) -> Self:
        if len(self.kansen) != len(self.waarden):
            values = {"one": "kansen", "other": "waarden"}
            raise problem_error([Problem("unequal_lengths", values, ("waarden",))])
        if self.kansen[0] != 0 or self.kansen[-1] != 1 or any(b <= a for a, b in pairwise(self.kansen)):
            raise problem_error([Problem("chances", sub=("kansen",))])
        if any(b < a for a, b in pairwise(self.waarden)):
            raise problem_error([Problem("not_rising", {"key": "waarden"}, ("waarden",))])
        return self


class Kansverdeling(Vorm):
    """A distribution in exactly one of its four forms; the others are None."""

    vast: float | None = None
    exponentieel: Exponentieel | None = None
    lognormaal: Lognormaal | None = None
    empirisch: Empirisch | None = None

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        if sum(form is not None for form in (self.vast, self.exponentieel, self.lognormaal, self.empirisch)) != 1:
            raise problem_error([Problem("one_form")])
        return self


class Duurexponentieel(Exponentieel):
    """Exponential duration, by its mean [minutes]."""

    gemiddelde: Duur


class Duurlognormaal(Lognormaal):
    """Lognormal duration, by its median and its 90th percentile [minutes]."""

    mediaan: Duur
    p90: Duur


class Duurempirisch(Empirisch):
    """Empirical distribution of a duration [minutes]."""

    waarden: list[Duur]


class Verdeling(Kansverdeling):
    """A distribution of durations [minutes]."""

    vast: Duur | None = None
    exponentieel: Duurexponentieel | None = None
    lognormaal: Duurlognormaal | None = None
    empirisch: Duurempirisch | None = None


class Factorexponentieel(Exponentieel):
    """Exponential factor, by its mean."""

    gemiddelde: Getal


class Factorlognormaal(Lognormaal):
    """Lognormal factor, by its median and its 90th percentile."""

    mediaan: Getal
    p90: Getal


class Factorempirisch(Empirisch):
    """Empirical distribution of a factor."""

    waarden: list[Getal]


class Factorverdeling(Kansverdeling):
    """A distribution of factors without unit."""

    vast: Getal | None = None
    exponentieel: Factorexponentieel | None = None
    lognormaal: Factorlognormaal | None = None
    empirisch: Factorempirisch | None = None

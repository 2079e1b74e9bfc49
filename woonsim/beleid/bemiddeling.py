"""Policies that decide which freed woningen are mediated directly, and for whom."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import Field

from woonsim.beleid._groepen import claims_for
from woonsim.plugin import Aandeel, Aantal, Claim, Duur, Groep, Rekening, Rijen, hookimpl, refused


@dataclass
class VrijeBeleidsruimte:
    """At most this share of the woningen that fall free is mediated directly, whatever the doelgroep.

    Source: prestatieafspraken (the 20% vrije beleidsruimte), read as a cap on mediated lettings only: a
    letting with voorrang in the adverts does not count (decision 14). The room accrues with the woningen
    freed so far and lapses at the end of the period.

    Inside it the groups compete in the order of `beleid`: the entries that mediate (`quotum`,
    `directe_bemiddeling`, and its `doelgroepen` in their order) are asked one after another for each freed woning.
    `bij_vol` says what happens when it is full: candidates wait for room (`wachten`), or the parties borrow (`lenen`):
    at most `lenen_hoogstens` woningen beyond the room, paid back by what accrues next, so at `opbouw: per_jaar` by
    the room of the next year when that opens.
    """

    aandeel: Aandeel
    periode: Annotated[Duur, Field(ge=1)] | Literal["jaar", "looptijd"] = "jaar"
    opbouw: Literal["naar_rato", "per_jaar"] = "naar_rato"
    restant: Literal["vervalt", "overgedragen"] = "vervalt"
    bij_vol: Literal["wachten", "lenen"] = "wachten"
    lenen_hoogstens: Aantal = 0

    def __post_init__(self) -> None:
        """Refuse what does not go together."""
        if (self.bij_vol == "lenen") != (self.lenen_hoogstens > 0):
            raise refused("ruimte_lenen")
        if self.bij_vol == "lenen" and isinstance(self.periode, int):
            raise refused("ruimte_lenen_periode")
        if self.restant == "overgedragen" and isinstance(self.periode, int):
            raise refused("overgedragen_periode")

    @hookimpl
    def rekening(self) -> Rekening:
        """One account, consumed by every mediated letting."""
        return Rekening(
            self.aandeel,
            "bemiddeling",
            periode=self.periode,
            opbouw=self.opbouw,
            restant=self.restant,
            lenen=self.lenen_hoogstens,
        )


@dataclass
class DirecteBemiddeling:
    """Doelgroepen without a quota of their own are mediated on demand, as far as the vrije beleidsruimte goes.

    Each freed woning is offered to the `doelgroepen` in this order: to the first that has a candidate who fits.
    """

    doelgroepen: list[Groep] = field(default_factory=lambda: ["statushouders", "urgenten"])

    @hookimpl
    def kanaal(self, woning: Rijen) -> list[Claim]:
        """Claim every woning on demand, once per doelgroep."""
        return list(claims_for(tuple(self.doelgroepen), len(woning)))

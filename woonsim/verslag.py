"""Verslag: the figures of a past year, as the parties have them when they agree on the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from woonsim.begrippen import Doelgroep


@dataclass(frozen=True)
class Rekeningverslag:
    """A year of one account [woningen]: opening + recht = geleverd + vervallen + lopend + slot.

    `opening`: what the year before left, in progress included. `recht`: what it became entitled to.
    `geleverd`: let. `vervallen`: lapsed, or set apart and taken by nobody. `lopend`: granted and not yet let.
    `slot`: the room that is left.
    """

    opening: int
    recht: int
    geleverd: int
    vervallen: int
    lopend: int
    slot: int


@dataclass(frozen=True)
class Verslag:
    """A calendar year `jaar`, as it is reported in the year after it.

    `vrijgekomen` and `toewijzingen`: woningen that fell free and that were accepted. `rekeningen`: the year of
    every account, by the name of its policy. `wachtend`: candidates per doelgroep who waited for mediation at
    the end of the year. `regel`: the name of the policy that reads this, under which it finds its own account.
    """

    jaar: int
    vrijgekomen: int
    toewijzingen: int
    rekeningen: Mapping[str, Rekeningverslag]
    wachtend: Mapping[Doelgroep, int]
    regel: str

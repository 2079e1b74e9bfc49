"""The built-in policies: users of the public API like any plugin, found by entry point."""

from __future__ import annotations

from collections.abc import Callable

from woonsim.beleid.bemiddeling import DirecteBemiddeling, VrijeBeleidsruimte
from woonsim.beleid.coordinatiepunt import Coordinatiepunt
from woonsim.beleid.doorstroming import Doorstroomregeling
from woonsim.beleid.maatwerk import Maatwerk
from woonsim.beleid.punten import Punten
from woonsim.beleid.quotum import Quotum
from woonsim.beleid.selectie import Daeb, Huishoudgrootte, Leeftijdslabel, PassendToewijzen
from woonsim.beleid.sortering import GewogenSom, Inschrijfduur, Loting
from woonsim.beleid.urgentie import Urgentie
from woonsim.plugin import hookimpl


@hookimpl
def register_beleid(register: Callable[[type], None]) -> None:
    """Offer the built-in policies."""
    for policy in (
        VrijeBeleidsruimte,
        Quotum,
        DirecteBemiddeling,
        Coordinatiepunt,
        Daeb,
        PassendToewijzen,
        Huishoudgrootte,
        Leeftijdslabel,
        Maatwerk,
        Urgentie,
        Doorstroomregeling,
        Loting,
        Punten,
        GewogenSom,
        Inschrijfduur,
    ):
        register(policy)

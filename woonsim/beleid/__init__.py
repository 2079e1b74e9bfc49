"""The built-in policies: users of the public API like any plugin, found by entry point."""

from __future__ import annotations

from collections.abc import Callable

from woonsim.beleid.bemiddeling import DirecteBemiddeling, VrijeBeleidsruimte
from woonsim.beleid.binding import LokaleBinding
from woonsim.beleid.coordinatiepunt import Coordinatiepunt
from woonsim.beleid.doorstroming import Doorstroomregeling
from woonsim.beleid.maatwerk import Maatwerk
from woonsim.beleid.punten import Punten
from woonsim.beleid.quotum import Quotum
from woonsim.beleid.selectie import Huishoudgrootte, Leeftijdslabel
from woonsim.beleid.sortering import GewogenSom, Inschrijfduur, Loting
from woonsim.beleid.spreiding import Spreiding
from woonsim.beleid.urgentie import Urgentie
from woonsim.beleid.woningwet import DaebRuimte, PassendToewijzen
from woonsim.plugin import hookimpl


@hookimpl
def register_beleid(register: Callable[[type], None]) -> None:
    """Offer the built-in policies."""
    for policy in (
        VrijeBeleidsruimte,
        Quotum,
        DirecteBemiddeling,
        Coordinatiepunt,
        DaebRuimte,
        PassendToewijzen,
        Spreiding,
        Huishoudgrootte,
        Leeftijdslabel,
        Maatwerk,
        Urgentie,
        LokaleBinding,
        Doorstroomregeling,
        Loting,
        Punten,
        GewogenSom,
        Inschrijfduur,
    ):
        register(policy)

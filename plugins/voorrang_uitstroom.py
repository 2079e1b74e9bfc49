"""A policy in one file: `woonsim run scenario.yaml --plugin plugins/voorrang_uitstroom.py`."""

from dataclasses import dataclass

from woonsim.plugin import Doelgroep, EurJaar, hookimpl


@dataclass
class VoorrangUitstroom:
    """Who leaves beschermd wonen comes before everybody else, up to an income.

    Source: prestatieafspraken 2021, Weer Thuis.
    """

    maximum_inkomen: EurJaar = 30_000

    @hookimpl
    def sortering(self, woningzoekende):
        """One value per row, low first: False for who comes first."""
        uitstroom = woningzoekende.doelgroep == Doelgroep.uitstroom
        return ~(uitstroom & (woningzoekende.inkomen_eur <= self.maximum_inkomen))

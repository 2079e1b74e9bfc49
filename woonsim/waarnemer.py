"""Who may watch a run as it happens: told everything, decides nothing, changes nothing.

A run is watched by one `Waarnemer`; this one lets everything pass. What explains a run (`woonsim.uitleg`) is a
subclass that keeps what it needs. Moments are minutes since begindatum, rows those of the huishoudens.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from woonsim.aanbodronde import Reacties
    from woonsim.afwikkeling import Uitslagen
    from woonsim.begrippen import Bestemming, Doelgroep, Zoekstatus
    from woonsim.hookspecs import Claim
    from woonsim.kolommen import Int64
    from woonsim.proces.inschrijvingen import Uitgang
    from woonsim.stand import Stand
    from woonsim.vrijkomsten import Toewijzing, Vrijkomst, Vrijkomsten
    from woonsim.wereld import Wereld


class Waarnemer:
    """Told what happens, as it happens."""

    def start(self, wereld: Wereld) -> None:
        """The world stands as it is at begindatum."""

    def antwoord(self, naam: str, hook: str, offered: Mapping[str, Any], answer: Any) -> None:
        """Policy `naam` answered `hook`, when it was offered these arguments."""

    def kanaal(self, t: int, vrijkomst: Vrijkomst) -> None:
        """A freed woning is about to be given its channel."""

    def claim(
        self, t: int, vrijkomst: Vrijkomst, naam: str, claim: Claim, doelgroep: Doelgroep, rekeningen: Sequence[Stand]
    ) -> None:
        """The claim of policy `naam` on the woning, for `doelgroep`, has its turn, on these accounts."""

    def bemiddeling(
        self,
        t: int,
        vrijkomst: Vrijkomst,
        doelgroep: Doelgroep,
        kandidaten: Int64,
        accepts: NDArray[np.bool_],
        within: NDArray[np.bool_],
        bekeken: Sequence[int],
    ) -> None:
        """A woning goes down a queue: who may have it, in order; who accepts; for whom there is support.

        They are of those `bekeken`, and there are more behind them if nobody takes it. Who refused it before under
        another claim is not among them.
        """

    def voordracht(self, t: int) -> None:
        """Policies have been asked about candidates and woningen of this moment, for what is told of them next."""

    def zonder_ruimte(self, t: int, vrijkomst: Vrijkomst, rekeningen: Sequence[Stand], bekeken: Sequence[int]) -> None:
        """A woning that was to be set apart fits some of those `bekeken`; these accounts have no room for them."""

    def ronde(
        self,
        t: int,
        active: Int64,
        vrijkomsten: Vrijkomsten,
        reacties: Reacties,
        uitslagen: Uitslagen,
    ) -> None:
        """A round of adverts closed: rows of who looked, and per vrijkomst how it ended.

        Of `reacties` only as much is known as was needed; `reacties.look()` works out the rest.
        """

    def toewijzing(self, t: int, vrijkomst: Vrijkomst, toewijzing: Toewijzing) -> None:
        """A letting was decided."""

    def sleutels(self, t: int, rows: Int64) -> None:
        """Huishoudens `rows` have keys, and live in their new woningen."""

    def vertrek(self, t: int, row: int, vrijkomst: Vrijkomst) -> None:
        """Tenant `row` gives notice for a cause from outside, or for terugval."""

    def terugval(self, t: int, row: int, naar: Bestemming, volgnummer: int) -> None:
        """Tenant `row` loses the woning again; it applies as `volgnummer` (-1: nowhere) where it goes."""

    def inschrijving(self, rows: Int64, at: Int64) -> None:
        """Huishoudens `rows` register, each at its own moment."""

    def zoekstatus(self, rows: Int64, at: Int64, status: Zoekstatus) -> None:
        """Registered huishoudens `rows` begin to search, or stop to, each at its own moment."""

    def uitschrijving(self, rows: Int64, at: Int64, uitgang: Uitgang) -> None:
        """The registrations of `rows` end, each at its own moment."""

    def voorrang(self, t: int, row: int, until: int) -> None:
        """Huishouden `row` searches with voorrang until a moment."""

    def kandidaat(self, t: int, row: int) -> None:
        """Huishouden `row` is a candidate for a woning from now on."""

    def afgevallen(self, t: int, row: int) -> None:
        """Candidate `row` left the queue without a woning."""

"""Watches one huishouden: everything that happens to it in a run."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from woonsim.aanbodronde import Reacties
from woonsim.afwikkeling import Uitslagen
from woonsim.begrippen import Bestemming, Doelgroep, Zoekstatus
from woonsim.feiten import STROMEN
from woonsim.kolommen import GEEN, NOOIT, Int64
from woonsim.proces.inschrijvingen import Uitgang
from woonsim.uitleg.gegevens import Gebeurtenis, Huishoudenverhaal, Reactie, Zoekronde
from woonsim.uitleg.kijker import Kijker, offers
from woonsim.vrijkomsten import Toewijzing, Vrijkomst, Vrijkomsten
from woonsim.wereld import Wereld


class Huishoudenkijker(Kijker):
    """Keeps what happens to huishouden `volgnummer` of `stroom`."""

    def __init__(self, stroom: str, volgnummer: int, replicatie: int) -> None:
        """Wait for the huishouden to appear."""
        self.verhaal = Huishoudenverhaal(f"{stroom}:{volgnummer}", replicatie)
        self._stroom, self._volgnummer = STROMEN.index(stroom), volgnummer

    def start(self, wereld: Wereld) -> None:
        """How it stands at begindatum, if it is there by then."""
        super().start(wereld)
        h, row = wereld.huishoudens, self.row()
        if row == GEEN:
            return
        self._see(0, row)
        if h.woning[row] != GEEN:
            self._note(int(h.sinds[row]), "huurt", woning=int(h.woning[row]))
        if h.zoekstatus[row] != Zoekstatus.geen:
            self._note(int(h.inschrijfdatum[row]), "staat_ingeschreven", als=Zoekstatus(int(h.zoekstatus[row])).name)

    def row(self) -> int:
        """Its row, -1 while it is not there."""
        h = self.wereld.huishoudens
        rows = np.flatnonzero((h.stroom == self._stroom) & (h.volgnummer == self._volgnummer))
        return int(rows[0]) if len(rows) else GEEN

    def end(self) -> None:
        """How it stands at the end of the run; what happened is put in the order of time."""
        row = self.row()
        if row != GEEN:
            self.verhaal.eind = self.wie(row, self.wereld.kalender.looptijd)
        self.verhaal.gebeurtenissen.sort(key=lambda each: each.moment)

    def _mine(self, rows: Int64) -> NDArray[np.intp]:
        """At what places of `rows` it stands."""
        if not self.begonnen:
            return np.empty(0, dtype=np.intp)
        h = self.wereld.huishoudens
        return np.flatnonzero((h.volgnummer[rows] == self._volgnummer) & (h.stroom[rows] == self._stroom))

    def _is(self, row: int) -> bool:
        return bool(len(self._mine(np.array([row]))))

    def _see(self, t: int, row: int) -> None:
        if self.verhaal.begin is None:
            self.verhaal.begin = self.wie(row, max(t, 0))

    def _note(self, t: int, soort: str, **details: str | int) -> None:
        self.verhaal.gebeurtenissen.append(Gebeurtenis(self.moment(t), soort, details))

    def inschrijving(self, rows: Int64, at: Int64) -> None:
        """It registers."""
        for i in self._mine(rows).tolist():
            self._see(int(at[i]), int(rows[i]))
            since = self.moment(int(self.wereld.huishoudens.inschrijfdatum[rows[i]]))
            self._note(int(at[i]), "inschrijving", inschrijfdatum=since)

    def zoekstatus(self, rows: Int64, at: Int64, status: Zoekstatus) -> None:
        """It begins to search, or stops to."""
        for i in self._mine(rows).tolist():
            self._note(int(at[i]), status.name)

    def uitschrijving(self, rows: Int64, at: Int64, uitgang: Uitgang) -> None:
        """Its registration ends."""
        for i in self._mine(rows).tolist():
            self._note(int(at[i]), "uitschrijving", reden=uitgang.name)

    def voorrang(self, t: int, row: int, until: int) -> None:
        """It searches with voorrang."""
        if self._is(row):
            self._note(t, "voorrang", tot="" if until >= NOOIT else self.moment(until))

    def kandidaat(self, t: int, row: int) -> None:
        """It is a candidate."""
        if self._is(row):
            h = self.wereld.huishoudens
            self._see(t, row)
            gereed = self.moment(int(h.gereed[row]))
            self._note(t, "kandidaat", doelgroep=Doelgroep(int(h.doelgroep[row])).name, gereed=gereed)

    def afgevallen(self, t: int, row: int) -> None:
        """It leaves the queue without a woning."""
        if self._is(row):
            self._note(t, "afgevallen")

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
        """It refuses a woning that is offered to it, or there is no support for it."""
        taken = np.flatnonzero(within & accepts)
        for i in self._mine(kandidaten).tolist():
            if len(taken) and taken[0] <= i:
                continue  # what it takes itself is a letting
            self._note(t, "geweigerd" if within[i] else "geen_begeleiding", woning=vrijkomst.woning)

    def ronde(
        self,
        t: int,
        active: Int64,
        vrijkomsten: Vrijkomsten,
        reacties: Reacties,
        uitslagen: Uitslagen,
    ) -> None:
        """It looks at the adverts of a round."""
        for i in self._mine(active).tolist():
            reacties.look()
            mine = np.flatnonzero(reacties.zoekende == i)
            told = [self._reactie(int(place), vrijkomsten, reacties, uitslagen) for place in mine]
            self.verhaal.rondes.append(Zoekronde(self.moment(t), told))
            for reactie in told:
                if reactie.aanbod not in (None, "aangenomen"):
                    full = {"rekeningen": ", ".join(reactie.zonder_ruimte)} if reactie.zonder_ruimte else {}
                    self._note(t, str(reactie.aanbod), woning=reactie.woning, plaats=reactie.plaats, **full)

    def _reactie(self, place: int, vrijkomsten: Vrijkomsten, reacties: Reacties, uitslagen: Uitslagen) -> Reactie:
        lijst = int(np.searchsorted(reacties.begin, place, side="right")) - 1
        begin, end = int(reacties.begin[lijst]), int(reacties.begin[lijst + 1])
        mates = np.flatnonzero(np.array(reacties.lijst_per_woning) == lijst).tolist()
        came = (h for h in mates if any(first <= place < last for first, last in uitslagen[h].aangeboden))
        number = next(came, mates[0])
        ended = offers(reacties, uitslagen, vrijkomsten, number)
        mine = ended[place - begin] if place - begin < len(ended) else None
        full = [self.rekening(stand) for stand in mine.zonder_ruimte] if mine else []
        aanbod = mine.uitkomst if mine else None
        return Reactie(vrijkomsten[number].woning, place - begin + 1, end - begin, aanbod, full)

    def toewijzing(self, t: int, vrijkomst: Vrijkomst, toewijzing: Toewijzing) -> None:
        """It is let a woning."""
        if self._is(toewijzing.huishouden):
            self._see(t, toewijzing.huishouden)
            details: dict[str, str | int] = {"kanaal": toewijzing.kanaal.name, "plaats": toewijzing.plaats}
            self._note(toewijzing.acceptatie, "toewijzing", **details, woning=vrijkomst.woning)

    def sleutels(self, t: int, rows: Int64) -> None:
        """It has keys."""
        for i in self._mine(rows).tolist():
            self._note(t, "sleutels", woning=int(self.wereld.huishoudens.woning[rows[i]]))

    def vertrek(self, t: int, row: int, vrijkomst: Vrijkomst) -> None:
        """It gives notice."""
        if self._is(row):
            einde = self.moment(vrijkomst.einde)
            self._note(t, "vertrek", woning=vrijkomst.woning, oorzaak=vrijkomst.oorzaak.name, einde=einde)

    def terugval(self, t: int, row: int, naar: Bestemming, volgnummer: int) -> None:
        """It loses its woning again."""
        if self._is(row):
            again = "" if volgnummer == GEEN else f"{naar.name}:{volgnummer}"
            self._note(t, "terugval", naar=naar.name, huishouden=again)

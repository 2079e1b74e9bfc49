"""Watches one vacancy: who might have had the woning, who got it, and which policy decided what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from woonsim.aanbodronde import Reacties
from woonsim.afwikkeling import Uitslagen
from woonsim.begrippen import Doelgroep, Woningtype
from woonsim.hookspecs import Claim
from woonsim.kolommen import Int64
from woonsim.populate import namen
from woonsim.rijen import Rijen
from woonsim.stand import Stand
from woonsim.uitleg.gegevens import (
    Bijdrage,
    Claimregel,
    Kandidaatregel,
    Reactieregel,
    Rekeningruimte,
    Ronde,
    Uitgesloten,
    Verhuring,
    Woningverhaal,
)
from woonsim.uitleg.kijker import Kijker, offers
from woonsim.vrijkomsten import Toewijzing, Vrijkomst, Vrijkomsten

_ROWS = {"selectie", "sortering", "beslag", "bemiddeling"}
"""Hooks that are answered per pair of a huishouden and a woning."""
_A_MOMENT = 10
"""From here a number that equals a moment of the huishouden is no coincidence [minutes]."""
_FAR = 2**40
"""No moment of a run is farther away [minutes]."""

Antwoorden = dict[str, dict[int, Any]]
"""Policy -> key of the huishouden -> what it answered about the woning."""


class Woningkijker(Kijker):
    """Keeps what happens to vrijkomst `nummer`."""

    def __init__(self, woning: int, nummer: int, replicatie: int) -> None:
        """Wait for the woning to fall free."""
        self.verhaal, self._nummer = Woningverhaal(woning, replicatie), nummer
        self._sleutel: int | None = None
        """The key of the vacancy, while it is open."""
        self._heard: dict[str, Antwoorden] = {}
        self._voordracht: tuple[int, dict[str, Antwoorden]] = (-1, {})
        """What policies said at one moment of the woning and of those who wait: told before the woning has its turn."""
        self._claims: list[tuple[str, Rijen, Any]] = []
        """What policies claimed at this moment, of all woningen that fall free: told before the woning has its turn."""
        self._heard_at = -1

    def kanaal(self, t: int, vrijkomst: Vrijkomst) -> None:
        """The woning falls free: what it is, and where the accounts stand before anybody claims it."""
        if vrijkomst.nummer != self._nummer:
            return
        w, v, one = self.wereld, self.verhaal, vrijkomst.woning
        self._sleutel = w.vrijkomst_sleutel(one)
        names = namen(w.scenario)
        v.vrijkomst, v.corporatie = vrijkomst.nummer, names["corporatie"][int(w.woningen.corporatie[one])]
        v.kern, v.kamers = names["kern"][int(w.woningen.kern[one])], int(w.woningen.kamers[one])
        v.woningtype = Woningtype(int(w.woningen.woningtype[one])).name
        v.rekenhuur_eur = round(float(w.woningen.rekenhuur_eur[one]) * w.huurgroei(t), 2)
        v.leeftijdslabel, v.oorzaak = vrijkomst.leeftijdslabel, vrijkomst.oorzaak.name
        v.opzegging, v.einde = self.moment(vrijkomst.opgezegd), self.moment(vrijkomst.einde)
        v.onttrokken, v.grootboek_bij_opzegging = vrijkomst.onttrokken, self.grootboek()
        for told in self._claims:
            self._hear_claims(*told)

    def antwoord(self, naam: str, hook: str, offered: Mapping[str, Any], answer: Any) -> None:
        """Keep what a policy says about this woning."""
        if hook == "kanaal":
            self._hear_kanaal(naam, offered, answer)
        elif hook in _ROWS and self.begonnen:
            sleutel = self._sleutel or self.wereld.vrijkomst_sleutel(self.verhaal.woning)
            mine = np.flatnonzero(offered["woning"].vrijkomst == np.uint64(sleutel))
            who = offered["kandidaat" if hook == "bemiddeling" else "woningzoekende"]
            told = dict(zip(who.sleutel[mine].tolist(), np.asarray(answer)[mine].tolist(), strict=True))
            # A round asks in parts; what was told at another moment is over.
            if offered["t"] != self._heard_at:
                self._heard.clear()
                self._heard_at = offered["t"]
            self._heard.setdefault(hook, {}).setdefault(naam, {}).update(told)

    def _hear_kanaal(self, naam: str, offered: Mapping[str, Any], answer: Any) -> None:
        if self._claims and self._claims[0][1] is not offered["woning"]:
            self._claims.clear()
        self._claims.append((naam, offered["woning"], answer))

    def _hear_claims(self, naam: str, woning: Rijen, answer: Any) -> None:
        claims = answer if isinstance(answer, list) else [] if answer is None else [answer]
        mine = woning.vrijkomst == np.uint64(self._sleutel or 0)
        if mine.any() and not any((claim.doelgroep[mine] >= 0).any() for claim in claims):
            self.verhaal.geen_claim.append(naam)

    def voordracht(self, t: int) -> None:
        """What policies said just now is about those who wait."""
        if self._voordracht[0] != t:
            self._voordracht = (t, {})
        for hook, answers in self._heard.items():
            for naam, told in answers.items():
                self._voordracht[1].setdefault(hook, {}).setdefault(naam, {}).update(told)
        self._heard.clear()

    def _recall(self, bekeken: Sequence[int]) -> None:
        """Hear again what policies said of those `bekeken`."""
        keys = set(self.wereld.huishoudens.sleutel[list(bekeken)].tolist())
        self._heard = {
            hook: {naam: {key: told[key] for key in keys & told.keys()} for naam, told in answers.items()}
            for hook, answers in self._voordracht[1].items()
        }

    def claim(
        self, t: int, vrijkomst: Vrijkomst, naam: str, claim: Claim, doelgroep: Doelgroep, rekeningen: Sequence[Stand]
    ) -> None:
        """A claim on the woning: whether its accounts have room."""
        if vrijkomst.nummer != self._nummer:
            return
        room = [
            Rekeningruimte(self.rekening(s), s.saldo, self.wereld.grootboek.has_room([s], naam)) for s in rekeningen
        ]
        # With room it goes down the queue, which is told next.
        self.verhaal.claims.append(Claimregel(naam, doelgroep.name, claim.op_aanvraag, room, "geen_ruimte"))
        self._heard.clear()

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
        """The claim goes down the queue."""
        if vrijkomst.nummer != self._nummer:
            return
        self._recall(bekeken)
        one = self.verhaal.claims[-1]
        one.uitkomst = "geen_kandidaat"
        for row, accepted, supported in zip(kandidaten.tolist(), accepts.tolist(), within.tolist(), strict=True):
            regel = self._kandidaat(t, row)
            one.kandidaten.append(regel)
            if one.uitkomst == "toegekend":
                regel.uitkomst = "niet_bereikt"
            elif not supported:
                regel.uitkomst = "geen_begeleiding"
            elif accepted:
                regel.uitkomst, one.uitkomst = "aangenomen", "toegekend"
            else:
                regel.uitkomst = "geweigerd"
        self._add_unfit(t, vrijkomst, one, kandidaten)
        self._heard.clear()

    def zonder_ruimte(self, t: int, vrijkomst: Vrijkomst, rekeningen: Sequence[Stand], bekeken: Sequence[int]) -> None:
        """The claim is refused: these accounts have no room for who fits."""
        if vrijkomst.nummer == self._nummer:
            self._recall(bekeken)
            one = self.verhaal.claims[-1]
            one.rekeningen += [Rekeningruimte(self.rekening(s), s.saldo, False) for s in rekeningen]
            self._add_unfit(t, vrijkomst, one, np.empty(0, dtype=np.int64))
            self._heard.clear()

    def _add_unfit(self, t: int, vrijkomst: Vrijkomst, claim: Claimregel, kandidaten: Int64) -> None:
        """The others in the queue, and what forbids them the woning or which account has no room for them."""
        asked = {key for answers in self._heard.values() for told in answers.values() for key in told}
        h = self.wereld.huishoudens
        keys = np.array(sorted(asked - set(h.sleutel[kandidaten].tolist())), dtype=np.uint64)
        for row in np.flatnonzero(np.isin(h.sleutel, keys)).tolist():
            regel = self._kandidaat(t, row)
            regel.redenen = self._reasons(int(h.sleutel[row]))
            if not regel.redenen:
                regel.uitkomst = "geen_ruimte"
                regel.zonder_ruimte = self._without_room(t, vrijkomst, int(h.sleutel[row]))
            claim.kandidaten.append(regel)

    def _kandidaat(self, t: int, row: int) -> Kandidaatregel:
        h = self.wereld.huishoudens
        fit = self._told("bemiddeling", int(h.sleutel[row]))
        passend = {naam: Bijdrage(value) for naam, value in fit.items() if value != -np.inf}
        return Kandidaatregel(self.wie(row, t), self.moment(int(h.gereed[row])), passend, "past_niet")

    def _reasons(self, key: int) -> list[str]:
        forbids = [naam for naam, fit in self._told("bemiddeling", key).items() if fit == -np.inf]
        return forbids + [naam for naam, allowed in self._told("selectie", key).items() if not allowed]

    def _without_room(self, t: int, vrijkomst: Vrijkomst, key: int) -> list[str]:
        """The accounts on which letting the woning to this huishouden would take room that is gone."""
        boek = self.wereld.grootboek
        marked = [naam for naam, takes in self._told("beslag", key).items() if takes]
        # The queue was asked about these accounts just now: to look again posts nothing.
        accounts = boek.accounts_for(t, vrijkomst.woning, marked=marked)
        return [self.rekening(stand) for stand in boek.without_room(accounts)]

    def _told(self, hook: str, key: int) -> dict[str, Any]:
        """What each policy answered about one huishouden."""
        return {naam: told[key] for naam, told in self._heard.get(hook, {}).items() if key in told}

    def ronde(
        self,
        t: int,
        active: Int64,
        vrijkomsten: Vrijkomsten,
        reacties: Reacties,
        uitslagen: Uitslagen,
    ) -> None:
        """A round closed: if the woning was in it, who reacted, in what order, and who might not."""
        place = next(iter(np.flatnonzero(vrijkomsten.nummer == self._nummer).tolist()), None)
        if place is None:
            return
        reacties.look()
        uitslag, out = uitslagen[place], self._out(t, active)
        counts = {naam: sum(not ok for ok in told.values()) for naam, told in self._heard.get("selectie", {}).items()}
        rows = active[reacties.zoekende[reacties.of_woning(place)]]
        volgorde = [self._reactie(t, number, row) for number, row in enumerate(rows.tolist(), 1)]
        ended = offers(reacties, uitslagen, vrijkomsten, place)
        for regel, aanbieding in zip(volgorde, ended, strict=False):
            regel.aanbod, regel.andere_woning = aanbieding.uitkomst, aanbieding.andere_woning
            regel.zonder_ruimte = [self.rekening(stand) for stand in aanbieding.zonder_ruimte]
        self.verhaal.rondes.append(
            Ronde(
                vrijkomsten[place].rondes + 1,
                self.moment(t),
                len(active),
                counts,
                len(active) - len(out),
                uitslag.reacties,
                uitslag.weigeringen,
                uitslag.ingetrokken,
                uitslag.zoekende >= 0,
                volgorde,
                out,
            )
        )
        self._heard.clear()

    def _out(self, t: int, active: Int64) -> list[Uitgesloten]:
        """Who looked and may not have the woning."""
        out = []
        for row in active.tolist():
            told = self._told("selectie", int(self.wereld.huishoudens.sleutel[row]))
            regels = [naam for naam, allowed in told.items() if not allowed]
            if regels:
                out.append(Uitgesloten(self.wie(row, t), regels))
        return out

    def _reactie(self, t: int, place: int, row: int) -> Reactieregel:
        told = self._told("sortering", int(self.wereld.huishoudens.sleutel[row]))
        return Reactieregel(place, self.wie(row, t), {naam: self._bijdrage(row, key) for naam, key in told.items()})

    def _bijdrage(self, row: int, key: float) -> Bijdrage:
        """A sort key; where it is a moment of this huishouden, as that."""
        h = self.wereld.huishoudens
        moments = (int(h.inschrijfdatum[row]), int(h.voorrang_tot[row]))
        is_moment = abs(key) > _A_MOMENT and key in moments
        date = self.moment(int(key)) if is_moment and abs(key) < _FAR else None
        return Bijdrage(key if np.isfinite(key) else None, date)

    def toewijzing(self, t: int, vrijkomst: Vrijkomst, toewijzing: Toewijzing) -> None:
        """The woning has a new tenant: nothing more to see."""
        if vrijkomst.nummer != self._nummer:
            return
        s = self.wereld.scenario
        self.verhaal.verhuring = Verhuring(
            self.wie(toewijzing.huishouden, t),
            toewijzing.kanaal.name,
            s.beleid[toewijzing.regel].naam if toewijzing.regel >= 0 else "aanbod",
            toewijzing.met_voorrang,
            toewijzing.plaats,
            self.moment(toewijzing.acceptatie),
            self.moment(toewijzing.sleutels),
            [stand.naam for stand in toewijzing.rekeningen],
        )
        self.verhaal.grootboek_bij_toewijzing = self.grootboek()
        self._sleutel = None

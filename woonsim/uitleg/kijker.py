"""What every explanation sees of the world: who somebody is, when something was, how offers in a round ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from woonsim.aanbodronde import Reacties
from woonsim.afwikkeling import Uitslagen
from woonsim.begrippen import Doelgroep
from woonsim.feiten import STROMEN
from woonsim.kalender import JAAR
from woonsim.populate import namen
from woonsim.stand import Stand
from woonsim.uitleg.gegevens import Aanboduitkomst, Rekeningstand, Wie
from woonsim.vrijkomsten import Vrijkomsten
from woonsim.waarnemer import Waarnemer
from woonsim.wereld import Wereld


class Kijker(Waarnemer):
    """A `Waarnemer` that knows the world once it stands."""

    wereld: Wereld
    begonnen = False

    def start(self, wereld: Wereld) -> None:
        """From here on what happens counts."""
        self.wereld, self.begonnen = wereld, True

    def moment(self, t: int) -> str:
        """A moment as the tables of a run write it."""
        begin = datetime.combine(self.wereld.kalender.begindatum, time())
        return (begin + timedelta(minutes=t)).isoformat(timespec="minutes")

    def naam(self, row: int) -> str:
        """Huishouden `row` as the tables identify it."""
        h = self.wereld.huishoudens
        return f"{STROMEN[int(h.stroom[row])]}:{int(h.volgnummer[row])}"

    def wie(self, row: int, t: int) -> Wie:
        """Huishouden `row` as it is at `t`."""
        h = self.wereld.huishoudens
        return Wie(
            self.naam(row),
            int((t - h.geboren[row]) // JAAR),
            int(h.personen[row]),
            int(h.inkomen_eur[row] * self.wereld.inkomensgroei(t)),
            Doelgroep(int(h.doelgroep[row])).name,
        )

    def grootboek(self) -> list[Rekeningstand]:
        """Where every account stands now."""
        return [
            Rekeningstand(self.rekening(s), s.recht, s.geleverd, s.vervallen, s.lopend, s.saldo)
            for s in self.wereld.grootboek.standen
        ]

    def rekening(self, stand: Stand) -> str:
        """The name of an account, and for which corporatie, kern or other part it is kept."""
        if stand.deel < 0:
            return stand.naam
        per, known = stand.terms.per, namen(self.wereld.scenario)
        deel = known[per][stand.deel] if per in known else f"{per} {stand.deel}"
        return f"{stand.naam} ({deel})"


@dataclass(frozen=True)
class Aanbieding:
    """How an offer ended; with the woning that was taken instead, or the accounts without room for it."""

    uitkomst: Aanboduitkomst
    andere_woning: int | None = None
    zonder_ruimte: Sequence[Stand] = ()


def woningen_of(reacties: Reacties, nummer: int) -> list[int]:
    """The woningen of the round that share the advert of woning `nummer`, itself among them."""
    lijsten = reacties.lijst_per_woning
    return [h for h, lijst in enumerate(lijsten) if lijst == lijsten[nummer]]


def offers(reacties: Reacties, uitslagen: Uitslagen, vrijkomsten: Vrijkomsten, nummer: int) -> list[Aanbieding]:
    """How the offers of the advert of woning `nummer` of the round ended, from place 1 on."""
    rows, uitslag, mates = reacties.of_woning(nummer), uitslagen[nummer], woningen_of(reacties, nummer)
    full = {who: stands for mate in mates for who, stands in uitslagen[mate].zonder_ruimte.items()}
    refused = {who for mate in mates for who in uitslagen[mate].geweigerd_door(reacties)}
    let = uitslagen.zoekende >= 0
    elsewhere = dict(zip(uitslagen.zoekende[let].tolist(), vrijkomsten.woning[let].tolist(), strict=True))
    told = []
    for row in range(rows.start, rows.start + uitslag.plaats if uitslag.zoekende >= 0 else rows.stop):
        zoekende = int(reacties.zoekende[row])
        if zoekende in full:
            told.append(Aanbieding("geen_ruimte", zonder_ruimte=full[zoekende]))
        elif zoekende in refused:
            told.append(Aanbieding("geweigerd"))
        elif zoekende == uitslag.zoekende:
            told.append(Aanbieding("aangenomen"))
        else:
            told.append(Aanbieding("andere_woning", elsewhere.get(zoekende)))
    return told

"""Toewijzing: from the decision through acceptance to keys, and the home that a mover leaves behind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from woonsim.aangeboden_woningen import AangebodenWoningen
from woonsim.agenda import Agenda, Soort
from woonsim.begrippen import Doelgroep, Herkomst, Kanaal, Oorzaak, Woonsituatie
from woonsim.gevoerd_beleid import Beleid
from woonsim.kalender import DAG, JAAR
from woonsim.kolommen import GEEN, NOOIT, Int64, either
from woonsim.proces.inschrijvingen import Uitgang
from woonsim.proces.register import Register
from woonsim.vrijkomsten import Toewijzing, Vrijkomst, Vrijkomsten
from woonsim.waarnemer import Waarnemer
from woonsim.wereld import Wereld

if TYPE_CHECKING:
    from woonsim.proces.kanaal import Kanalen
    from woonsim.proces.mutatie import Mutatie


_VRIJKOMST = ("opgezegd", "einde", "leeftijdslabel", "reacties", "weigeringen", "publicatie")
_TOEWIJZING = (
    "huishouden",
    "kanaal",
    "regel",
    "plaats",
    "rondes",
    "sleutels",
    "wacht_op_begeleiding",
    "begeleiding",
    "met_voorrang",
    "in_regeling",
    "is_extra",
)
"""What is written down of a vrijkomst that is let, and of the toewijzing."""


class Toewijzingen:
    """Lets decided lettings take effect, and tells who needs to know."""

    def __init__(self, wereld: Wereld, agenda: Agenda, beleid: Beleid, register: Register) -> None:
        """Listen to acceptance and keys."""
        self._beleid = beleid
        self._wereld, self._agenda, self._register = wereld, agenda, register
        self._is_told = type(wereld.waarnemer).toewijzing is not Waarnemer.toewijzing
        agenda.on(Soort.acceptatie, self._accept)
        agenda.on(Soort.sleutels, self._move_in)

    def listen(
        self,
        mutatie: Mutatie,
        kanalen: Kanalen,
        on_huisvesting: Callable[[int, int], None],
        on_bewoning: Callable[[int, list[int]], None],
    ) -> None:
        """Connect who is told: of new tenancies, of homes left behind, of who of a doelgroep has keys, of woningen."""
        self._mutatie, self._kanalen = mutatie, kanalen
        self._on_huisvesting, self._on_bewoning = on_huisvesting, on_bewoning

    def decide(self, vrijkomst: Vrijkomst, toewijzing: Toewijzing) -> None:
        """A candidate will accept: its moments are planned, it takes part in nothing else."""
        self._wereld.promise(vrijkomst, toewijzing)
        self._wereld.waarnemer.toewijzing(self._agenda.now, vrijkomst, toewijzing)
        self._agenda.plan(Soort.acceptatie, toewijzing.acceptatie, vrijkomst.woning)

    def decide_all(self, vrijkomsten: Vrijkomsten, columns: dict[str, Any]) -> None:
        """Several candidates will accept, each another woning: columns of the fields of `Toewijzing`."""
        self._wereld.promise_all(vrijkomsten, columns)
        if self._is_told:
            for vrijkomst in vrijkomsten:
                toewijzing = vrijkomst.toewijzing
                assert toewijzing is not None
                self._wereld.waarnemer.toewijzing(self._agenda.now, vrijkomst, toewijzing)
        self._agenda.plan_each(Soort.acceptatie, columns["acceptatie"], vrijkomsten.woning)

    def _accept(self, t: int, woningen: list[int]) -> None:
        """What was decided is accepted; then, in order, the books are kept and homes left behind find a channel."""
        w = self._wereld
        vrijkomsten = w.vrijkomsten.of(woningen)
        rows = vrijkomsten.toewijzing("huishouden")
        self._record(t, vrijkomsten)
        uncounted = self._uncounted(t, vrijkomsten, rows)
        w.accept(vrijkomsten)
        self._register.leave_together(rows, t, Uitgang.gehuisvest)
        self._agenda.plan_each(Soort.sleutels, vrijkomsten.toewijzing("sleutels"), woningen)
        moves = np.flatnonzero(w.huishoudens.woning[rows] != GEEN)
        left = self._leave_behind(t, vrijkomsten[moves])
        claims = self._kanalen.ask(t, left) if len(left) else []
        rekeningen = w.vrijkomsten.rekeningen
        if not w.grootboek.keeps("toewijzingen") and rekeningen.keys().isdisjoint(vrijkomsten.nummer.tolist()):
            self._kanalen.give_all(t, left, claims)
        else:
            behind, boek = dict(zip(moves.tolist(), zip(left, claims, strict=True), strict=True)), w.grootboek
            told = zip(vrijkomsten.nummer.tolist(), woningen, uncounted, strict=True)
            for place, (nummer, woning, names) in enumerate(told):
                if granted := rekeningen.pop(nummer, None):
                    boek.deliver(t, granted, nummer)
                boek.count_toewijzing(t, nummer, woning, names)
                if place in behind:
                    self._kanalen.give(t, *behind[place])
        self._kanalen.record(left)

    def _uncounted(self, t: int, vrijkomsten: Vrijkomsten, rows: Int64) -> Sequence[list[str]]:
        """Of each letting the policies to whose accounts it is no part of the basis."""
        w = self._wereld
        counting = w.grootboek.counting("toewijzingen") if self._beleid.has("grondslag") else set()
        if not counting:
            return [[]] * len(vrijkomsten)
        v = vrijkomsten
        offered = AangebodenWoningen(w.woningen, v.woning, v.rondes, w.huurgroei(t), v.leeftijdslabel)
        return self._beleid.uncounted(w.zoekenden(rows, t), offered, t, counting)

    def _leave_behind(self, t: int, bronnen: Vrijkomsten) -> Vrijkomsten:
        """Doorstroming: the homes of those who move into `bronnen` fall free in the same chains."""
        if not len(bronnen):
            return bronnen
        h, rows = self._wereld.huishoudens, bronnen.toewijzing("huishouden")
        h.vertrek[rows] = NOOIT
        notice = t + self._wereld.scenario.mutatie.opzegtermijn
        woningen, einden = h.woning[rows], np.maximum(bronnen.toewijzing("sleutels"), notice)
        opened = self._wereld.open_vrijkomsten(t, woningen, Oorzaak.binnen_voorraad, einden, bronnen)
        self._agenda.plan_each(Soort.einde, einden, woningen)
        return opened

    def _move_in(self, t: int, woningen: list[int]) -> None:
        w, h = self._wereld, self._wereld.huishoudens
        rows = w.move_in(t, w.vrijkomsten.of(woningen))
        for row in rows[h.doelgroep[rows] != Doelgroep.regulier].tolist():
            self._on_huisvesting(t, row)
        h.doelgroep[rows], h.herkomst[rows] = Doelgroep.regulier, Herkomst.gemeente
        h.woonsituatie[rows], h.voorrang_tot[rows] = Woonsituatie.doorstromer, -NOOIT
        self._mutatie.plan_vertrek(rows, t)
        self._register.plan_inschrijving(rows, t)
        w.waarnemer.sleutels(t, rows)
        self._on_bewoning(t, woningen)

    def _record(self, t: int, vrijkomsten: Vrijkomsten) -> None:
        """Write down lettings as they are accepted: woning and huishouden as they are before."""
        w = self._wereld
        woningen = w.woningen
        woning = vrijkomsten.woning if len(vrijkomsten) > 1 else int(vrijkomsten.woning[0])
        opgezegd, einde, leeftijdslabel, reacties, weigeringen, publicatie = vrijkomsten.told(_VRIJKOMST)
        row, kanaal, regel, plaats, rondes, sleutels, wacht, begeleiding, met_voorrang, in_regeling, is_extra = (
            vrijkomsten.told(_TOEWIJZING, toewijzing=True)
        )
        w.recorder.rows(
            "toewijzing",
            len(vrijkomsten),
            np.arange(w.n_toewijzing, w.n_toewijzing + len(vrijkomsten)),
            w.jaar(t),
            vrijkomsten.nummer,
            w.jaren(opgezegd),
            woning,
            woningen.corporatie[woning],
            woningen.kern[woning],
            woningen.complex[woning],
            leeftijdslabel,
            woningen.vervallen_label[woning],
            *self._who(t, row, kanaal, regel, met_voorrang),
            plaats,
            reacties,
            weigeringen,
            rondes,
            publicatie,
            t,
            sleutels,
            (sleutels - einde) / DAG,
            *self._homes(t, woning, w.huishoudens.woning[row]),
            in_regeling,
            is_extra,
            begeleiding,
            wacht / DAG,
        )

    def _who(self, t: int, rows: Any, kanaal: Any, regel: Any, met_voorrang: Any) -> tuple[Any, ...]:
        """The huishoudens (many, or one) as they are when they accept: the columns from stroom to zoekduur_dagen."""
        w, h = self._wereld, self._wereld.huishoudens
        since, first = h.inschrijfdatum[rows], h.eerste_reactie[rows]
        registered = (since < NOOIT) & (kanaal == Kanaal.aanbod)
        return (
            h.stroom[rows],
            h.volgnummer[rows],
            kanaal,
            regel,
            h.doelgroep[rows],
            h.herkomst[rows],
            h.woonsituatie[rows],
            h.woning[rows] != GEEN,
            met_voorrang,
            (t - h.geboren[rows]) // JAAR,
            h.personen[rows],
            (h.inkomen_eur[rows] * w.inkomensgroei(t)).astype(np.int64),
            either(registered, (t - since) / DAG, -1.0),
            either(registered & (first != GEEN), (t - first) / DAG, -1.0),
        )

    def _homes(self, t: int, new: Any, old: Any) -> tuple[Any, ...]:
        """Kind, rooms and rent of the woningen and of those that are left: kamers to rekenhuur_oud_eur."""
        w, growth, none = self._wereld.woningen, self._wereld.huurgroei(t), old == GEEN
        return (
            w.kamers[new],
            either(none, GEEN, w.kamers[old]),
            w.toegankelijkheid[new],
            w.woningtype[new],
            w.rekenhuur_eur[new] * growth,
            either(none, -1.0, w.rekenhuur_eur[old] * growth),
        )

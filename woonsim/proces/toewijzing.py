"""Toewijzing: from the decision through acceptance to keys, and the home that a mover leaves behind."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from woonsim.agenda import Agenda, Soort
from woonsim.begrippen import Doelgroep, Herkomst, Kanaal, Oorzaak, Woonsituatie
from woonsim.gevoerd_beleid import Beleid
from woonsim.kalender import DAG, JAAR
from woonsim.kolommen import GEEN, NOOIT, Int64, either
from woonsim.proces.inschrijvingen import Uitgang
from woonsim.proces.register import Register
from woonsim.rijen import AangebodenWoningen
from woonsim.waarnemer import Waarnemer
from woonsim.wereld import Toewijzing, Vrijkomst, Wereld, column, promised, told

if TYPE_CHECKING:
    from woonsim.proces.kanaal import Kanalen
    from woonsim.proces.mutatie import Mutatie


_VRIJKOMST = ("nummer", "woning", "opgezegd", "einde", "leeftijdslabel", "reacties", "weigeringen", "publicatie")
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
        self._wereld.waarnemer.toewijzing(self._agenda.now, vrijkomst, toewijzing)
        self._wereld.promise(vrijkomst, toewijzing)
        self._agenda.plan(Soort.acceptatie, toewijzing.acceptatie, vrijkomst.woning)

    def decide_all(self, vrijkomsten: list[Vrijkomst], toewijzingen: list[Toewijzing]) -> None:
        """Several candidates will accept, each another woning."""
        if self._is_told:
            for vrijkomst, toewijzing in zip(vrijkomsten, toewijzingen, strict=True):
                self._wereld.waarnemer.toewijzing(self._agenda.now, vrijkomst, toewijzing)
        self._wereld.promise_all(vrijkomsten, toewijzingen)
        self._agenda.plan_each(Soort.acceptatie, column(toewijzingen, "acceptatie"), column(vrijkomsten, "woning"))

    def _accept(self, t: int, woningen: list[int]) -> None:
        """What was decided is accepted; then, in order, the books are kept and homes left behind find a channel."""
        w = self._wereld
        vrijkomsten = [w.vrijkomsten[woning] for woning in woningen]
        toewijzingen = [promised(vrijkomst) for vrijkomst in vrijkomsten]
        rows = column(toewijzingen, "huishouden")
        self._record(t, vrijkomsten, toewijzingen, rows)
        uncounted = self._uncounted(t, vrijkomsten, rows)
        w.accept(vrijkomsten)
        self._register.leave_together(rows, t, Uitgang.gehuisvest)
        self._agenda.plan_each(Soort.sleutels, column(toewijzingen, "sleutels"), woningen)
        left = self._leave_behind(t, vrijkomsten, w.huishoudens.woning[rows])
        behind_all = [one for one in left if one is not None]
        asked = self._kanalen.ask(t, behind_all)
        if not w.grootboek.keeps("toewijzingen") and not any(one.rekeningen for one in toewijzingen):
            self._kanalen.give_all(t, behind_all, asked)
            self._kanalen.record(behind_all)
            return
        claims = iter(asked)
        for vrijkomst, toewijzing, names, behind in zip(vrijkomsten, toewijzingen, uncounted, left, strict=True):
            w.grootboek.deliver(t, toewijzing.rekeningen, vrijkomst.nummer)
            w.grootboek.count_toewijzing(t, vrijkomst.nummer, vrijkomst.woning, names)
            if behind is not None:
                self._kanalen.give(t, behind, next(claims))
        self._kanalen.record(behind_all)

    def _uncounted(self, t: int, vrijkomsten: list[Vrijkomst], rows: Int64) -> list[list[str]]:
        """Of each letting the policies to whose accounts it is no part of the basis."""
        w = self._wereld
        counting = w.grootboek.counting("toewijzingen") if self._beleid.has("grondslag") else set()
        if not counting:
            return [[] for _ in vrijkomsten]
        woning, rondes, leeftijdslabel = (column(vrijkomsten, naam) for naam in ("woning", "rondes", "leeftijdslabel"))
        offered = AangebodenWoningen(w.woningen, woning, rondes, w.huurgroei(t), leeftijdslabel)
        return self._beleid.uncounted(w.zoekenden(rows, t), offered, t, counting)

    def _leave_behind(self, t: int, vrijkomsten: list[Vrijkomst], old: Int64) -> list[Vrijkomst | None]:
        """Doorstroming: a mover's home falls free in the same chain; None where no home is left behind."""
        w = self._wereld
        moves = np.flatnonzero(old != GEEN)
        left: list[Vrijkomst | None] = [None] * len(old)
        if not len(moves):
            return left
        bronnen = [vrijkomsten[place] for place in moves.tolist()]
        toewijzingen = [promised(bron) for bron in bronnen]
        w.huishoudens.vertrek[column(toewijzingen, "huishouden")] = NOOIT
        notice = t + w.scenario.mutatie.opzegtermijn
        einden = np.maximum(column(toewijzingen, "sleutels"), notice).tolist()
        woningen = old[moves].tolist()
        opened = w.open_vrijkomsten(t, woningen, [Oorzaak.binnen_voorraad] * len(moves), einden, bronnen)
        self._agenda.plan_each(Soort.einde, einden, woningen)
        for place, vrijkomst in zip(moves.tolist(), opened, strict=True):
            left[place] = vrijkomst
        return left

    def _move_in(self, t: int, woningen: list[int]) -> None:
        w, h = self._wereld, self._wereld.huishoudens
        rows = w.move_in(t, [w.vrijkomsten[woning] for woning in woningen])
        for row in rows[h.doelgroep[rows] != Doelgroep.regulier].tolist():
            self._on_huisvesting(t, row)
        h.doelgroep[rows], h.herkomst[rows] = Doelgroep.regulier, Herkomst.gemeente
        h.woonsituatie[rows], h.voorrang_tot[rows] = Woonsituatie.doorstromer, -NOOIT
        self._mutatie.plan_vertrek(rows, t)
        self._register.plan_inschrijving(rows, t)
        w.waarnemer.sleutels(t, rows)
        self._on_bewoning(t, woningen)

    def _record(self, t: int, vrijkomsten: list[Vrijkomst], toewijzingen: list[Toewijzing], rows: Int64) -> None:
        """Write down lettings as they are accepted: woning and huishouden as they are before."""
        w = self._wereld
        woningen = w.woningen
        nummer, woning, opgezegd, einde, leeftijdslabel, reacties, weigeringen, publicatie = told(
            vrijkomsten, _VRIJKOMST
        )
        row, kanaal, regel, plaats, rondes, sleutels, wacht, begeleiding, met_voorrang, in_regeling, is_extra = told(
            toewijzingen, _TOEWIJZING
        )
        w.recorder.rows(
            "toewijzing",
            len(rows),
            np.arange(w.n_toewijzing, w.n_toewijzing + len(rows)),
            w.jaar(t),
            nummer,
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

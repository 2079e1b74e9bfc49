"""Toewijzing: from the decision through acceptance to keys, and the home that a mover leaves behind."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from woonsim.agenda import Agenda, Soort
from woonsim.begrippen import Doelgroep, Herkomst, Kanaal, Oorzaak, Woonsituatie
from woonsim.gevoerd_beleid import Beleid
from woonsim.kalender import DAG, JAAR
from woonsim.kolommen import GEEN, NOOIT
from woonsim.proces.inschrijvingen import Uitgang
from woonsim.proces.register import Register
from woonsim.rijen import AangebodenWoningen, Rijen
from woonsim.wereld import Toewijzing, Vrijkomst, Wereld

if TYPE_CHECKING:
    from woonsim.proces.kanaal import Kanalen
    from woonsim.proces.mutatie import Mutatie


class Toewijzingen:
    """Lets decided lettings take effect, and tells who needs to know."""

    def __init__(self, wereld: Wereld, agenda: Agenda, beleid: Beleid, register: Register) -> None:
        """Listen to acceptance and keys."""
        self._beleid = beleid
        self._wereld, self._agenda, self._register = wereld, agenda, register
        agenda.on(Soort.acceptatie, self._accept)
        agenda.on(Soort.sleutels, self._move_in)

    def listen(
        self,
        mutatie: Mutatie,
        kanalen: Kanalen,
        on_huisvesting: Callable[[int, int], None],
        on_bewoning: Callable[[int, list[int]], None],
    ) -> None:
        """Connect who is told: of new tenancies, of homes left behind, of who has keys, and of which woningen."""
        self._mutatie, self._kanalen = mutatie, kanalen
        self._on_huisvesting, self._on_bewoning = on_huisvesting, on_bewoning

    def decide(self, vrijkomst: Vrijkomst, toewijzing: Toewijzing) -> None:
        """A candidate will accept: its moments are planned, it takes part in nothing else."""
        self._wereld.waarnemer.toewijzing(self._agenda.now, vrijkomst, toewijzing)
        self._wereld.promise(vrijkomst, toewijzing)
        self._agenda.plan(Soort.acceptatie, toewijzing.acceptatie, vrijkomst.woning)

    def _accept(self, t: int, woningen: list[int]) -> None:
        w, h = self._wereld, self._wereld.huishoudens
        for woning in woningen:
            vrijkomst = w.vrijkomsten[woning]
            toewijzing = vrijkomst.toewijzing
            assert toewijzing is not None
            row, old = toewijzing.huishouden, int(h.woning[toewijzing.huishouden])
            self._record(t, vrijkomst, toewijzing)
            w.accept(vrijkomst)
            w.grootboek.deliver(t, toewijzing.rekeningen, vrijkomst.nummer)
            w.grootboek.count_toewijzing(t, vrijkomst.nummer, woning, self._uncounted(t, vrijkomst, row))
            self._register.leave(row, t, Uitgang.gehuisvest)
            self._agenda.plan(Soort.sleutels, toewijzing.sleutels, woning)
            if old != GEEN:
                self._leave_behind(t, vrijkomst, toewijzing, old)

    def _uncounted(self, t: int, vrijkomst: Vrijkomst, row: int) -> list[str]:
        """The policies to whose accounts this letting is no part of the basis."""
        if not self._beleid.has("grondslag"):
            return []
        w, one = self._wereld, np.zeros(1, dtype=np.int64)
        woning, rondes, leeftijdslabel = (
            one + v for v in (vrijkomst.woning, vrijkomst.rondes, vrijkomst.leeftijdslabel)
        )
        offered = AangebodenWoningen(w.woningen, woning, rondes, w.huurgroei(t), leeftijdslabel)
        return self._beleid.uncounted(w.zoekenden(np.array([row]), t), Rijen(offered), t)

    def _leave_behind(self, t: int, vrijkomst: Vrijkomst, toewijzing: Toewijzing, old: int) -> None:
        """Doorstroming: the mover's home falls free in the same chain."""
        w = self._wereld
        w.huishoudens.vertrek[toewijzing.huishouden] = NOOIT
        einde = max(t + w.scenario.mutatie.opzegtermijn, toewijzing.sleutels)
        left = w.open_vrijkomst(t, old, Oorzaak.binnen_voorraad, einde, vrijkomst)
        self._mutatie.plan_einde(einde, old)
        self._kanalen.offer(t, left)

    def _move_in(self, t: int, woningen: list[int]) -> None:
        w, h = self._wereld, self._wereld.huishoudens
        rows = np.array([w.move_in(t, w.vrijkomsten[woning]) for woning in woningen])
        for row in rows.tolist():
            self._on_huisvesting(t, row)
        h.doelgroep[rows], h.herkomst[rows] = Doelgroep.regulier, Herkomst.gemeente
        h.woonsituatie[rows], h.voorrang_tot[rows] = Woonsituatie.doorstromer, -NOOIT
        self._mutatie.plan_vertrek(rows, t)
        self._register.plan_inschrijving(rows, t)
        w.waarnemer.sleutels(t, rows)
        self._on_bewoning(t, woningen)

    def _record(self, t: int, vrijkomst: Vrijkomst, toewijzing: Toewijzing) -> None:
        w, woning = self._wereld, vrijkomst.woning
        w.recorder.row(
            "toewijzing",
            w.n_toewijzing,
            w.jaar(t),
            vrijkomst.nummer,
            w.jaar(vrijkomst.opgezegd),
            woning,
            int(w.woningen.corporatie[woning]),
            int(w.woningen.kern[woning]),
            int(w.woningen.complex[woning]),
            vrijkomst.leeftijdslabel,
            int(w.woningen.vervallen_label[woning]),
            *self._who(t, toewijzing),
            toewijzing.plaats,
            vrijkomst.reacties,
            vrijkomst.weigeringen,
            toewijzing.rondes,
            vrijkomst.publicatie,
            t,
            toewijzing.sleutels,
            (toewijzing.sleutels - vrijkomst.einde) / DAG,
            *self._homes(t, woning, int(w.huishoudens.woning[toewijzing.huishouden])),
            toewijzing.in_regeling,
            toewijzing.is_extra,
            toewijzing.begeleiding,
            toewijzing.wacht_op_begeleiding / DAG,
        )

    def _who(self, t: int, toewijzing: Toewijzing) -> tuple[float, ...]:
        """The huishouden as it is when it accepts: the columns from stroom to zoekduur_dagen."""
        w, h, row = self._wereld, self._wereld.huishoudens, toewijzing.huishouden
        registered = h.inschrijfdatum[row] < NOOIT and toewijzing.kanaal is Kanaal.aanbod
        searched = registered and h.eerste_reactie[row] != GEEN
        return (
            int(h.stroom[row]),
            int(h.volgnummer[row]),
            toewijzing.kanaal,
            toewijzing.regel,
            int(h.doelgroep[row]),
            int(h.herkomst[row]),
            int(h.woonsituatie[row]),
            bool(h.woning[row] != GEEN),
            toewijzing.met_voorrang,
            int((t - h.geboren[row]) // JAAR),
            int(h.personen[row]),
            int(h.inkomen_eur[row] * w.inkomensgroei(t)),
            (t - int(h.inschrijfdatum[row])) / DAG if registered else -1.0,
            (t - int(h.eerste_reactie[row])) / DAG if searched else -1.0,
        )

    def _homes(self, t: int, new: int, old: int) -> tuple[float, ...]:
        """Kind, rooms and rent of the woning and of the one that is left: kamers to rekenhuur_oud_eur."""
        w, growth = self._wereld.woningen, self._wereld.huurgroei(t)
        left = (GEEN, -1.0) if old == GEEN else (int(w.kamers[old]), float(w.rekenhuur_eur[old] * growth))
        kind = int(w.toegankelijkheid[new]), int(w.woningtype[new])
        return int(w.kamers[new]), left[0], *kind, float(w.rekenhuur_eur[new] * growth), left[1]

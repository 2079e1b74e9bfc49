"""One replication: build the world, let everything happen until the horizon, hand over the facts."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import simpy

from woonsim.agenda import Agenda, Soort
from woonsim.begrippen import Doelgroep
from woonsim.draw import Draws
from woonsim.gevoerd_beleid import Beleid
from woonsim.grootboek import Grootboek
from woonsim.kalender import JAAR, Kalender
from woonsim.kolommen import Huishoudens, Woningen
from woonsim.plugins import read_parameters
from woonsim.populate import (
    add_nieuwbouw,
    build_woningen,
    distances,
    expected_huishoudens,
    namen,
    register_at_start,
    settle_huurders,
)
from woonsim.proces.aanbod import Aanbod
from woonsim.proces.begeleiding import Begeleiding
from woonsim.proces.bemiddeling import Bemiddeling
from woonsim.proces.instroom import add_instroom
from woonsim.proces.jaarcyclus import Jaarcyclus
from woonsim.proces.kanaal import Kanalen
from woonsim.proces.kandidaten import Kandidaten
from woonsim.proces.levensloop import Levensloop
from woonsim.proces.maandbegin import Maandbegin
from woonsim.proces.mutatie import Mutatie
from woonsim.proces.regelingen import Regelingen
from woonsim.proces.register import Register
from woonsim.proces.terugval import Terugval
from woonsim.proces.toewijzing import Toewijzingen
from woonsim.proces.volkstelling import count_bevolking
from woonsim.proces.voorraad import Voorraad
from woonsim.proces.voorziening import Voorzieningen
from woonsim.record import Recorder, Replicatie
from woonsim.rekening import Rekening
from woonsim.scenario.model import Scenario
from woonsim.standen import GEMEENTE, Verwacht
from woonsim.waarnemer import Waarnemer
from woonsim.wereld import Wereld
from woonsim.wetgeving import Wetgeving
from woonsim.zoekers import Zoekers

Voortgang = Callable[[int], None]
"""Told the simulated moment [minutes], about once a month."""


def expected(
    terms: Rekening, scenario: Scenario, wetgeving: Wetgeving, kalender: Kalender, woningen: Woningen, jaar: int
) -> Verwacht:
    """The basis of an account that is expected in a period that begins now, in `jaar`: of what is there, per deel."""
    years = {"jaar": 1.0, "looptijd": float(kalender.jaren)}
    per_woning = scenario.mutatie.mutatiegraad * (
        years[terms.periode] if isinstance(terms.periode, str) else terms.periode / JAAR
    )
    there = np.flatnonzero(woningen.in_voorraad)
    counted = np.ones(len(there), dtype=np.bool_)
    if terms.basis == "daeb_woningen":
        huur = woningen.rekenhuur_eur[there] * wetgeving.huurgroei(kalender.begindatum.year, jaar)
        counted = huur <= wetgeving.daeb(jaar).huurgrens_eur
    deel = np.full(len(there), GEMEENTE) if terms.per == "gemeente" else getattr(woningen, terms.per)[there]
    found = {int(part): per_woning * int(counted[deel == part].sum()) for part in np.unique(deel)}
    return found if terms.per != "gemeente" else found.get(GEMEENTE, 0.0)


class Run:
    """One replication of a scenario, from begindatum to horizon."""

    def __init__(self, scenario: Scenario, seed: int, replicatie: int, waarnemer: Waarnemer | None = None) -> None:
        """Build the world and let every process plan its first events; `waarnemer` watches, if there is one."""
        draws = Draws(seed, replicatie)
        kalender = Kalender(scenario.begindatum, scenario.looptijd, scenario.tijdstap)
        recorder = Recorder()
        woningen = build_woningen(scenario, draws)
        huishoudens = Huishoudens(expected_huishoudens(scenario, len(woningen)))
        settle_huurders(scenario, draws, woningen, huishoudens)
        self._afstanden = distances(scenario, woningen, huishoudens)
        add_nieuwbouw(scenario, draws, woningen)
        register_at_start(scenario, draws, huishoudens)
        regels = [(regel.naam, read_parameters(regel, scenario.plugins)) for regel in scenario.beleid]
        wetgeving = Wetgeving(scenario.indexering)
        self.beleid = Beleid(regels, draws, kalender, wetgeving)
        accounts = {
            naam: (terms, partial(expected, terms, scenario, wetgeving, kalender, woningen))
            for naam, terms in self.beleid.rekeningen().items()
        }
        grenzen = kalender.jaargrenzen()
        grootboek = Grootboek(accounts, recorder, woningen=woningen, draws=draws, grenzen=grenzen)
        self.wereld = Wereld(scenario, kalender, wetgeving, draws, woningen, huishoudens, grootboek, recorder)
        self.agenda = Agenda()
        self._nummer = replicatie
        if waarnemer is not None:
            self.wereld.waarnemer = waarnemer
            if type(waarnemer).antwoord is not Waarnemer.antwoord:
                self.beleid.listen(waarnemer.antwoord)
        self._start()
        self.wereld.waarnemer.start(self.wereld)

    def _start(self) -> None:
        w, agenda = self.wereld, self.agenda
        add_instroom(w)
        self._register = Register(w)
        toewijzingen = Toewijzingen(w, agenda, self.beleid, self._register)
        begeleiding = Begeleiding(w, agenda)
        self._terugval = Terugval(w, begeleiding)
        bemiddeling = Bemiddeling(w, agenda, self.beleid, toewijzingen, begeleiding)
        regelingen = Regelingen(w, agenda, self.beleid, self._register)
        aanbod = Aanbod(w, agenda, self.beleid, self._register, regelingen, toewijzingen, begeleiding)
        kanalen = Kanalen(w, self.beleid, bemiddeling, aanbod)
        mutatie = Mutatie(w, agenda, kanalen, self._register, self._terugval)
        self._kandidaten = Kandidaten(w, agenda, self.beleid, bemiddeling, self._register)
        bemiddeling.listen(self._lost_place)
        Maandbegin(w, agenda, self.beleid, self._register, self._kandidaten.review)
        voorraad = Voorraad(w, agenda, kanalen, mutatie, self._kandidaten)
        mutatie.listen(self._kandidaten.departed, voorraad.leave)
        self._levensloop, self._cyclus = Levensloop(w), Jaarcyclus(w, self.beleid, bemiddeling)
        self._voorzieningen = Voorzieningen(w, agenda, self._kandidaten)
        self._terugval.listen(self._voorzieningen)
        toewijzingen.listen(mutatie, kanalen, self._housed, voorraad.occupied)
        w.grootboek.open_year(0, w.jaar(0))
        self._register.inschrijvingen.snapshot(0, -1)
        count_bevolking(w, 0, w.jaar(0) - 1)
        agenda.process(self._jaarwisselingen())

    def _housed(self, t: int, row: int) -> None:
        """A huishouden of a bijzondere doelgroep has keys: tell those who wait for that."""
        self._kandidaten.housed(t, row)
        self._terugval.housed(t, row)
        if self.wereld.huishoudens.doelgroep[row] == Doelgroep.uitstroom:
            self._voorzieningen.housed(t, row)

    def _lost_place(self, t: int, row: int) -> None:
        """A candidate refused too often: it leaves, and with it the place that it held."""
        self._kandidaten.dropped(t, row)
        if self.wereld.huishoudens.doelgroep[row] == Doelgroep.uitstroom:
            self._voorzieningen.housed(t, row)

    def _jaarwisselingen(self) -> Generator[simpy.Event, Any, None]:
        for year, end in enumerate(self.wereld.kalender.jaargrenzen()[1:-1]):
            yield self.agenda.moment(Soort.jaarwisseling, end)
            self._close_year(year, end)
            self.wereld.grootboek.close_year(end, last=False)
            self._cyclus.turn(end)
            self.wereld.grootboek.open_year(end, self.wereld.jaar(end))

    def _close_year(self, year: int, end: int) -> None:
        """Who lives where and who is registered at the end of year number `year`, a year older than at its start."""
        self._register.bring_up_to(end - 1)
        self._levensloop.turn(end, self.wereld.kalender.jaargrenzen()[year])
        count_bevolking(self.wereld, end, self.wereld.jaar(end - 1))
        self._register.inschrijvingen.close_year(year)
        self.beleid.check_parameters()

    def play(self, voortgang: Voortgang | None = None) -> Replicatie:
        """Let everything happen and hand over what did."""
        horizon = self.wereld.kalender.looptijd
        if voortgang is not None:
            self.agenda.process(self._report(voortgang))
        self.agenda.run(until=horizon)
        self._close_year(self.wereld.kalender.jaren - 1, horizon)
        self.wereld.grootboek.close_year(horizon, last=True)
        self._kandidaten.record()
        names = namen(self.wereld.scenario)
        names |= {"regel": self.beleid.namen, "rekening": self.wereld.grootboek.namen}
        names["parameter"] = self.beleid.parameters
        return Replicatie(self._nummer, self.wereld.recorder.tables(), names, self._afstanden)

    def play_until(self, moment: int, voortgang: Voortgang | None = None) -> None:
        """Let everything happen up to and including `moment`, and no more: for who watches."""
        if voortgang is not None:
            self.agenda.process(self._report(voortgang))
        self.agenda.run(until=min(moment + 1, self.wereld.kalender.looptijd))

    def _report(self, voortgang: Voortgang) -> Generator[simpy.Event, Any, None]:
        step = self.wereld.kalender.looptijd // (12 * self.wereld.kalender.jaren)
        while True:
            voortgang(self.agenda.now)
            yield self.agenda.env.timeout(max(step, 1))


def play(
    scenario: Scenario,
    seed: int = 1,
    replicatie: int = 0,
    voortgang: Voortgang | None = None,
    *,
    zoekers: bool = False,
) -> Replicatie:
    """Play one replication of `scenario`, as numpy columns.

    `seed` and `replicatie` (0 or more) name its draws; the same three give the same facts, always. With `zoekers`
    it also hands over who sought a woning.

    Raises:
        PluginError: the code of a policy failed.
    """
    watcher = Zoekers() if zoekers else None
    played = Run(scenario, seed, replicatie, watcher).play(voortgang)
    return played if watcher is None else replace(played, zoekers=watcher.columns(played.feiten["kandidaat"]))

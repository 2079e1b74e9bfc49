"""Jaarcyclus: once a year policies may change their own numbers, on figures that are a year old.

Prestatieafspraken for year Z are signed by 15 December of year Z-1; the figures at hand are those of year Z-2,
on which the corporatie reported in May. So the effect of a change is known two years later, and three cycles
run beside each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from woonsim.begrippen import Doelgroep
from woonsim.bijstelling import revised
from woonsim.gevoerd_beleid import Beleid
from woonsim.plugins import read_parameters
from woonsim.proces.bemiddeling import Bemiddeling
from woonsim.stand import Stand
from woonsim.verslag import Rekeningverslag, Verslag
from woonsim.wereld import Wereld


class Jaarcyclus:
    """Keeps what each year comes to, and lets policies answer to it at the end of the year after."""

    def __init__(self, wereld: Wereld, beleid: Beleid, bemiddeling: Bemiddeling) -> None:
        """Begin with no year to report on."""
        self._wereld, self._beleid, self._bemiddeling = wereld, beleid, bemiddeling
        self._regels = {regel.naam: regel for regel in wereld.scenario.beleid}
        self._verslagen: list[Verslag] = []
        self._vorige: dict[str, _Counts] = {}
        self._vrijgekomen = self._toewijzingen = 0

    def turn(self, t: int) -> None:
        """The books of a year are closed: report on it, and let policies answer to the report of the year before."""
        self._verslagen.append(self._report(t - 1))
        if len(self._verslagen) < 2:
            return
        verslag, jaar = self._verslagen[-2], self._wereld.jaar(t)
        for naam, changes in self._beleid.jaarcyclus(lambda naam: replace(verslag, regel=naam), jaar):
            regel = self._beleid.namen.index(naam)
            for parameter, waarde in self._revise(naam, changes):
                self._wereld.recorder.row("bijstelling", jaar, t, regel, parameter, waarde)

    def _report(self, t: int) -> Verslag:
        w = self._wereld
        rekeningen = {}
        counts = _counts(w.grootboek.standen)
        for naam, now in counts.items():
            before = self._vorige.get(naam, (0, 0, 0, 0, 0))
            recht, geleverd, vervallen = (new - old for new, old in zip(now[:3], before[:3], strict=True))
            rekeningen[naam] = Rekeningverslag(sum(before[3:]), recht, geleverd, vervallen, *now[3:])
        self._vorige = counts
        vrijgekomen, toewijzingen = w.n_vrijgekomen - self._vrijgekomen, w.n_toewijzing - self._toewijzingen
        self._vrijgekomen, self._toewijzingen = w.n_vrijgekomen, w.n_toewijzing
        wachtend = MappingProxyType({groep: self._bemiddeling.wachtend(groep) for groep in Doelgroep})
        return Verslag(w.jaar(t), vrijgekomen, toewijzingen, MappingProxyType(rekeningen), wachtend, "")

    def _revise(self, naam: str, changes: dict[str, Any]) -> list[tuple[int, float]]:
        """Put a policy with changed parameters in the place of the old one; which numbers changed, and to what."""
        old, before = self._beleid.instance(naam), self._regels[naam]
        regel = before.model_copy(update={"parameters": before.parameters | changes})
        files = self._wereld.scenario.plugins
        new = revised(naam, type(old), changes, lambda: read_parameters(regel, files))
        numbers = [
            (self._beleid.parameters.index(f"{naam}.{parameter}"), float(getattr(new, parameter)))
            for parameter in changes
            if getattr(new, parameter) != getattr(old, parameter)
        ]
        if numbers:
            self._regels[naam] = regel
            self._beleid.replace(naam, new)
            self._wereld.grootboek.revise(naam, self._beleid.rekeningen(naam))
        return numbers


_Counts = tuple[int, int, int, int, int]


def _counts(standen: Iterable[Stand]) -> dict[str, _Counts]:
    """What each account came to so far, summed over what it is kept per."""
    found: dict[str, _Counts] = {}
    for s in standen:
        a, b, c, d, e = found.get(s.naam, (0, 0, 0, 0, 0))
        found[s.naam] = (a + s.recht, b + s.geleverd, c + s.vervallen, d + s.lopend, e + s.saldo)
    return found

"""Policies that each break a law."""

from __future__ import annotations

import ctypes
import os
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from time import perf_counter as stopwatch
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from woonsim.kalender import DAG
from woonsim.plugin import Aandeel, Claim, Doelgroep, Draw, Rekening, Rijen, Wetgeving, hookimpl


@dataclass
class RangDoorRijvolgorde:
    """Ties are broken by the order of the rows."""

    @hookimpl
    def sortering(self, woningzoekende: Rijen) -> NDArray[Any]:
        return np.argsort(np.argsort(woningzoekende.inschrijfdatum, kind="stable"), kind="stable")


@dataclass
class AfstandTotGemiddelde:
    """Who is nearest to the mean income of all who react comes first."""

    @hookimpl
    def sortering(self, woningzoekende: Rijen) -> NDArray[Any]:
        w = woningzoekende.inkomen_eur
        return np.abs(w - w.mean()) if len(w) else w


@dataclass
class BovenGemiddelde:
    """Who earns more than the mean may not."""

    @hookimpl
    def selectie(self, woningzoekende: Rijen, woning: Rijen) -> NDArray[np.bool_]:
        w = woningzoekende.inkomen_eur
        return w <= w.mean() if len(w) else np.empty(0, dtype=np.bool_)


@dataclass
class BovenGemiddeldeVerklaard(BovenGemiddelde):
    """The same, and says so."""

    hangt_af_van_andere_rijen: ClassVar[bool] = True


@dataclass
class SchrijftInvoer:
    """Rounds ages in the column itself."""

    @hookimpl
    def selectie(self, woningzoekende: Rijen, woning: Rijen) -> NDArray[np.bool_]:
        np.floor(woningzoekende.leeftijd, out=woningzoekende.leeftijd)
        return woningzoekende.leeftijd >= woning.leeftijdslabel


@dataclass
class NanOpDeGrens:
    """Divides by the distance to the limit."""

    @hookimpl
    def sortering(self, woningzoekende: Rijen, jaar: int, wet: Wetgeving) -> NDArray[Any]:
        beside = woningzoekende.inkomen_eur - wet.daeb(jaar).inkomensgrens_1p_eur
        with np.errstate(all="ignore"):
            return beside / beside


@dataclass
class FactorOneindig:
    """An infinite factor for who has no income."""

    @hookimpl
    def reactiekans(self, woningzoekende: Rijen) -> NDArray[np.float64]:
        with np.errstate(all="ignore"):
            return 1.0 / woningzoekende.inkomen_eur


@dataclass
class GetalAlsAntwoord:
    """Numbers where yes or no is asked."""

    @hookimpl
    def selectie(self, woningzoekende: Rijen, woning: Rijen) -> NDArray[Any]:
        return woning.kamers - woningzoekende.personen


@dataclass
class LijstAlsAntwoord:
    """A list where a column is asked."""

    @hookimpl
    def selectie(self, woningzoekende: Rijen, woning: Rijen) -> Any:
        return (woning.kamers > woningzoekende.personen).tolist()


@dataclass
class GeenRijenGeenSoort:
    """An empty list becomes a column of floats."""

    @hookimpl
    def selectie(self, woningzoekende: Rijen, woning: Rijen) -> NDArray[Any]:
        return np.array([bool(kamers > 1) for kamers in woning.kamers])


@dataclass
class EenWaardeZonderRijen:
    """Answers one value when it is asked about nobody."""

    @hookimpl
    def sortering(self, woningzoekende: Rijen) -> NDArray[Any]:
        return woningzoekende.leeftijd if len(woningzoekende) else np.zeros(1)


@dataclass
class EigenToeval:
    """A lot from the global generator."""

    @hookimpl
    def selectie(self, woningzoekende: Rijen, woning: Rijen) -> NDArray[np.bool_]:
        return np.random.rand(len(woning)) < 0.5  # noqa: NPY002


@dataclass
class ToevalZonderGevolg:
    """Takes a number from the global generator and throws it away: others who use it get another."""

    @hookimpl
    def selectie(self, woningzoekende: Rijen, woning: Rijen) -> NDArray[np.bool_]:
        random.random()
        return woning.kamers > 0


@dataclass
class OnbekendZaad:
    """A generator whose seed comes from the system."""

    @hookimpl
    def selectie(self, woningzoekende: Rijen, woning: Rijen) -> NDArray[np.bool_]:
        np.random.default_rng()
        return woning.kamers > 0


@dataclass
class LeestKlok:
    """Reads the clock."""

    @hookimpl
    def selectie(self, woningzoekende: Rijen, woning: Rijen) -> NDArray[np.bool_]:
        return (woning.kamers > 0) | (time.time() < 0)


@dataclass
class LeestKlokBijNaam:
    """Reads a clock that it imported under another name."""

    @hookimpl
    def selectie(self, woningzoekende: Rijen, woning: Rijen) -> NDArray[np.bool_]:
        return (woning.kamers > 0) | (stopwatch() < 0)


@dataclass
class WeetVandaag:
    """Knows what day it is."""

    @hookimpl
    def rekening(self, wet: Wetgeving) -> Rekening:
        return Rekening(0.05 if date.today() < date.max else 0.1, "bemiddeling")  # noqa: DTZ011


@dataclass
class WeetHoeLaat:
    """Knows what time it is."""

    @hookimpl
    def selectie(self, woningzoekende: Rijen, woning: Rijen) -> NDArray[np.bool_]:
        return (woning.kamers > 0) & (datetime.now() < datetime.max)  # noqa: DTZ005, DTZ901


@dataclass
class VraagtNumpyDeTijd:
    """Asks numpy what time it is."""

    @hookimpl
    def selectie(self, woningzoekende: Rijen, woning: Rijen) -> NDArray[np.bool_]:
        return (woning.kamers > 0) & (np.datetime64("now") > np.datetime64("2000-01-01"))


@dataclass
class LeestOmgeving:
    """Reads an environment variable."""

    @hookimpl
    def selectie(self, woningzoekende: Rijen, woning: Rijen) -> NDArray[np.bool_]:
        return (woning.kamers > 0) & (os.environ.get("HARD", "nee") != "ja")


@dataclass
class LeestBestand:
    """Reads a file."""

    @hookimpl
    def selectie(self, woningzoekende: Rijen, woning: Rijen) -> NDArray[np.bool_]:
        return (woning.kamers > 0) & bool(Path(__file__).read_bytes())


@dataclass
class StartProces:
    """Starts a process."""

    @hookimpl
    def selectie(self, woningzoekende: Rijen, woning: Rijen) -> NDArray[np.bool_]:
        return (woning.kamers > 0) & (os.system("true") == 0)


@dataclass
class BeltOp:
    """Opens a socket."""

    @hookimpl
    def selectie(self, woningzoekende: Rijen, woning: Rijen) -> NDArray[np.bool_]:
        import socket

        socket.socket().close()
        return woning.kamers > 0


@dataclass
class HalveertBijLezen:
    """What is read is not what was written."""

    aandeel: Aandeel

    def __post_init__(self) -> None:
        self.aandeel = self.aandeel / 2

    @hookimpl
    def rekening(self) -> Rekening:
        return Rekening(self.aandeel, "bemiddeling")


@dataclass
class VerandertParameter:
    """Counts in a parameter how often it was asked."""

    beurt: int = 0

    @hookimpl
    def selectie(self, woningzoekende: Rijen, woning: Rijen) -> NDArray[np.bool_]:
        self.beurt += 1
        return woning.kamers > 0


@dataclass
class OnthoudtVorigeVraag:
    """Answers as it did the first time."""

    def __post_init__(self) -> None:
        self._vorige: dict[int, Any] = {}

    @hookimpl
    def selectie(self, woningzoekende: Rijen, woning: Rijen, jaar: int) -> NDArray[np.bool_]:
        n = len(woning)
        answer = woningzoekende.personen == 1
        seen = self._vorige.setdefault(jaar, answer[:1] if n else np.ones(1, dtype=np.bool_))
        return answer | seen if n else answer


@dataclass
class OnthoudtInKlasse:
    """Every other time it says no."""

    beurten: ClassVar[list[int]] = []

    @hookimpl
    def selectie(self, woningzoekende: Rijen, woning: Rijen) -> NDArray[np.bool_]:
        self.beurten.append(1)
        return np.full(len(woning), len(self.beurten) % 2 == 0)


@dataclass
class SleutelAlsRang:
    """The lowest key first."""

    @hookimpl
    def sortering(self, woningzoekende: Rijen) -> NDArray[Any]:
        return woningzoekende.sleutel


@dataclass
class EersteCorporatie:
    """Only of the corporatie with number 0."""

    @hookimpl
    def selectie(self, woningzoekende: Rijen, woning: Rijen) -> NDArray[np.bool_]:
        return woning.corporatie == 0


@dataclass
class EersteCorporatieVerklaard(EersteCorporatie):
    """The same, and says so."""

    gebonden_aan_nummers: ClassVar[bool] = True


@dataclass
class ClaimtNietBestaand:
    """Claims for a doelgroep that there is not."""

    @hookimpl
    def kanaal(self, woning: Rijen) -> Claim:
        return Claim(np.where(woning.kamers == 4, 99, -1))


@dataclass
class ClaimtEersteRij:
    """Claims the first woning of those that fall free together."""

    @hookimpl
    def kanaal(self, woning: Rijen) -> Claim:
        return Claim(np.where(np.arange(len(woning)) == 0, int(Doelgroep.urgenten), -1))


@dataclass
class RaaktVerstrikt:
    """Does not come back."""

    @hookimpl
    def selectie(self, woningzoekende: Rijen, woning: Rijen) -> NDArray[np.bool_]:
        while True:
            pass


@dataclass
class StoptErmee:
    """Ends the process."""

    @hookimpl
    def selectie(self, woningzoekende: Rijen, woning: Rijen) -> NDArray[np.bool_]:
        os._exit(7)


@dataclass
class Traag:
    """Takes its time for every pair."""

    @hookimpl
    def selectie(self, woningzoekende: Rijen, woning: Rijen) -> NDArray[np.bool_]:
        return np.array([sum(range(3000)) > 0 for _ in range(len(woning))], dtype=np.bool_)


@dataclass
class Gooit:
    """Raises for large huishoudens."""

    @hookimpl
    def selectie(self, woningzoekende: Rijen, woning: Rijen) -> NDArray[np.bool_]:
        if (woningzoekende.personen > 3).any():
            raise ValueError("te groot")
        return woning.kamers > 0


@dataclass
class LotPerHuishouden:
    """No fault: a lot per huishouden and one per woning, and where the woning stands."""

    @hookimpl
    def sortering(self, woningzoekende: Rijen, woning: Rijen, draw: Draw) -> NDArray[Any]:
        apart = draw("deel", woning.vrijkomst) < 0.5
        return np.where(apart & (woningzoekende.kern == woning.kern), 0.0, draw("lot", woningzoekende.sleutel))


@dataclass
class LootPerPaar:
    """No fault: a lot per pair of huishouden and vacancy."""

    @hookimpl
    def sortering(self, woningzoekende: Rijen, woning: Rijen, draw: Draw) -> NDArray[Any]:
        return draw("lot", woningzoekende.sleutel ^ woning.vrijkomst)


@dataclass
class PaarAlsRang:
    """The lowest key of a pair first."""

    @hookimpl
    def sortering(self, woningzoekende: Rijen, woning: Rijen) -> NDArray[Any]:
        return woningzoekende.sleutel ^ woning.vrijkomst


@dataclass
class EersteComplex:
    """Only in the complex with number 0."""

    @hookimpl
    def selectie(self, woningzoekende: Rijen, woning: Rijen) -> NDArray[np.bool_]:
        return woning.complex == 0


@dataclass
class VulsteRekening:
    """Only of the account with the most room: what other woningen there are decides."""

    @hookimpl
    def beslag(self, woningzoekende: Rijen, woning: Rijen, ruimte: NDArray[np.int64]) -> NDArray[np.bool_]:
        return ruimte == ruimte.max(initial=0)


@dataclass
class SchrijftRuimte:
    """Takes the room that it is told of."""

    @hookimpl
    def beslag(self, woningzoekende: Rijen, woning: Rijen, ruimte: NDArray[np.int64]) -> NDArray[np.bool_]:
        ruimte -= 1
        return ruimte >= 0


@dataclass
class VoorrangOnderNul:
    """Takes a day off what there is, also when there is less."""

    @hookimpl
    def voorrang(self, kandidaat: Rijen, duur: NDArray[np.int64]) -> NDArray[np.int64]:
        return duur - DAG


@dataclass
class VoorrangInDagen:
    """Not a whole number."""

    @hookimpl
    def voorrang(self, kandidaat: Rijen, duur: NDArray[np.int64]) -> Any:
        return np.where(kandidaat.personen > 2, duur * 1.5, duur)


@dataclass
class PuntenTegoed:
    """More than a month without a reaction and one has less than nothing."""

    @hookimpl
    def zoekpunten(self, woningzoekende: Rijen) -> NDArray[np.int64]:
        return woningzoekende.zoekpunten - (woningzoekende.reacties_maand == 0)


@dataclass
class PuntenVoorDeMeesten:
    """Who reacted the most of all gets a point."""

    @hookimpl
    def zoekpunten(self, woningzoekende: Rijen) -> NDArray[np.int64]:
        most = woningzoekende.reacties_maand.max(initial=0)
        return woningzoekende.zoekpunten + (woningzoekende.reacties_maand == most)


@dataclass
class RangDoorLotEnRuimte:
    """Who has the same lot and the same room is put in the order of the rows."""

    @hookimpl
    def sortering(self, woningzoekende: Rijen, ruimte: NDArray[np.int64], draw: Draw) -> NDArray[Any]:
        first = (draw("lot", woningzoekende.sleutel) < 0.5) & (ruimte > 0)
        return np.argsort(np.argsort(~first, kind="stable"), kind="stable")


@dataclass
class VoorrangVoorDeEerste:
    """A day more for the first of the column."""

    @hookimpl
    def voorrang(self, kandidaat: Rijen, duur: NDArray[np.int64], datum: date) -> NDArray[np.int64]:
        return np.where(np.arange(len(duur)) == 0, np.minimum(duur, 0) + DAG, duur)


@dataclass
class FactorVoorDeEerste:
    """The first of the column looks twice as often, if the lot says so."""

    @hookimpl
    def reactiekans(self, woningzoekende: Rijen, draw: Draw) -> NDArray[np.float64]:
        lot = draw("lot", woningzoekende.sleutel) < 2.0
        return np.where((np.arange(len(lot)) == 0) & lot, 2.0, 1.0)


@dataclass
class GeenPunten:
    """No fault: keeps no points, has several accounts, and counts only some lettings."""

    @hookimpl
    def zoekpunten(self, woningzoekende: Rijen) -> None:
        return None

    @hookimpl
    def rekening(self) -> list[Rekening]:
        return [Rekening(0.1, "beslag", naam=naam) for naam in ("een", "twee")]

    @hookimpl
    def grondslag(self, woningzoekende: Rijen, woning: Rijen) -> NDArray[np.bool_]:
        return woningzoekende.personen > 2


@dataclass
class GrondslagInGetallen:
    """Numbers where yes or no is asked."""

    @hookimpl
    def grondslag(self, woningzoekende: Rijen, woning: Rijen) -> NDArray[Any]:
        return woningzoekende.personen


@dataclass
class DeeltTussenHooks:
    """What was claimed last decides who comes first."""

    def __post_init__(self) -> None:
        self._ruim = False

    @hookimpl
    def kanaal(self, woning: Rijen) -> None:
        self._ruim = len(woning) > 0

    @hookimpl
    def sortering(self, woningzoekende: Rijen) -> NDArray[Any]:
        return woningzoekende.leeftijd if self._ruim else -woningzoekende.leeftijd


@dataclass
class HashVanTekst:
    """A lot from the hash of a text, which is another one in every process."""

    @hookimpl
    def selectie(self, woningzoekende: Rijen, woning: Rijen) -> NDArray[np.bool_]:
        return (woning.kamers > 0) | (hash(("lot", 3)) % 2 == 0)


@dataclass(frozen=True)
class _Sleutel:
    naam: str


_BIBLIOTHEEK = ctypes.pythonapi


@dataclass
class RoeptBibliotheekAan:
    """Calls a function outside Python, which nobody sees."""

    @hookimpl
    def selectie(self, woningzoekende: Rijen, woning: Rijen) -> NDArray[np.bool_]:
        return (woning.kamers > 0) & (_BIBLIOTHEEK.Py_IsInitialized() == 1)


@dataclass
class LaadtBibliotheek:
    """Loads a library where nobody looks for it."""

    @hookimpl
    def selectie(self, woningzoekende: Rijen, woning: Rijen) -> NDArray[np.bool_]:
        from ctypes import CDLL

        CDLL(None)
        return woning.kamers > 0


_GEZIEN: list[int] = []
_EERSTE: int | None = None
_TABEL = {"grens": np.array([3, 4])}


@dataclass
class TeltInModule:
    """Counts for all policies of the process together."""

    @hookimpl
    def selectie(self, woningzoekende: Rijen, woning: Rijen) -> NDArray[np.bool_]:
        _GEZIEN.append(len(woning))
        return woning.kamers > 0


@dataclass
class OnthoudtInModule:
    """The year of the first question of the process decides."""

    @hookimpl
    def selectie(self, woningzoekende: Rijen, woning: Rijen, jaar: int) -> NDArray[np.bool_]:
        global _EERSTE
        if _EERSTE is None:
            _EERSTE = jaar
        return woning.kamers > _EERSTE % 2


@dataclass
class OnthoudtAlsKlasse:
    """Counts in a number of the class."""

    beurten: ClassVar[int] = 0

    @hookimpl
    def selectie(self, woningzoekende: Rijen, woning: Rijen) -> NDArray[np.bool_]:
        type(self).beurten += 1
        return woning.kamers > 0


@dataclass
class OnthoudtInStandaard:
    """Counts in the default of a function."""

    @hookimpl
    def selectie(self, woningzoekende: Rijen, woning: Rijen) -> NDArray[np.bool_]:
        _tel()
        return woning.kamers > 0


def _tel(gezien: list[int] = []) -> None:  # noqa: B006 - that is the fault
    gezien.append(1)


@cache
def _grens() -> int:
    return int(_TABEL["grens"].min())


@dataclass
class LeestModule:
    """No fault: reads what its module holds, computes once what never changes, and hashes what is a number or a key."""

    @hookimpl
    def selectie(self, woningzoekende: Rijen, woning: Rijen) -> NDArray[np.bool_]:
        grens = {_Sleutel("a"): _grens()}[_Sleutel("a")]
        return woning.kamers >= grens + hash(3) - 3


@dataclass
class VerandertOnbekendeParameter:
    """Changes a parameter that it does not have."""

    aandeel: Aandeel = 0.1

    @hookimpl
    def jaarcyclus(self, jaar: int) -> dict[str, Any]:
        return {"andeel": 0.2}


@dataclass
class VerandertTeVer:
    """Changes a share into more than all."""

    aandeel: Aandeel = 0.9

    @hookimpl
    def jaarcyclus(self, jaar: int) -> dict[str, Any]:
        return {"aandeel": self.aandeel + 0.2}


def classes() -> Iterator[type]:
    """All policies of this module."""
    for thing in vars(sys.modules[__name__]).values():
        if isinstance(thing, type) and thing.__module__ == __name__ and not thing.__name__.startswith("_"):
            yield thing

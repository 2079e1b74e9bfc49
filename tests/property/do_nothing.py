"""A policy that implements every hook and decides nothing (decision 35)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

import numpy as np
import pytest

from woonsim.plugin import Draw, Rekening, Rijen, Verslag, Werkwijze, Wetgeving, hookimpl
from woonsim.plugins import check_class, installed, soort_of


@dataclass
class DoetNiets:
    """Asks for every argument of every hook, reads every column, returns what changes nothing."""

    calls: ClassVar[Counter[str]] = Counter()

    @hookimpl
    def rekening(self, wet: Wetgeving) -> Rekening | None:
        self.calls["rekening"] += 1
        return None

    @hookimpl
    def werkwijze(self, wet: Wetgeving) -> Werkwijze | None:
        self.calls["werkwijze"] += 1
        return None

    @hookimpl
    def bemiddeling(self, kandidaat: Rijen, woning: Rijen, t: int, jaar: int, wet: Wetgeving, draw: Draw) -> Any:
        self.calls["bemiddeling"] += 1
        draw("niets", kandidaat.sleutel)
        return np.zeros(len(woning))

    @hookimpl
    def kanaal(self, woning: Rijen, t: int, jaar: int, wet: Wetgeving, draw: Draw) -> None:
        self.calls["kanaal"] += 1
        draw("niets", woning.vrijkomst)

    @hookimpl
    def selectie(self, woningzoekende: Rijen, woning: Rijen, t: int, jaar: int, wet: Wetgeving) -> Any:
        self.calls["selectie"] += 1
        return woningzoekende.leeftijd == woningzoekende.leeftijd

    @hookimpl
    def beslag(
        self, woningzoekende: Rijen, woning: Rijen, ruimte: Any, t: int, jaar: int, wet: Wetgeving, draw: Draw
    ) -> Any:
        assert not ruimte.any()
        self.calls["beslag"] += 1
        draw("niets", woning.vrijkomst)
        return woning.kamers < 0

    @hookimpl
    def grondslag(self, woningzoekende: Rijen, woning: Rijen, t: int, jaar: int, wet: Wetgeving) -> Any:
        self.calls["grondslag"] += 1
        return woning.kamers >= 0

    @hookimpl
    def sortering(
        self, woningzoekende: Rijen, woning: Rijen, ruimte: Any, t: int, jaar: int, wet: Wetgeving, draw: Draw
    ) -> Any:
        assert len(ruimte) == len(woning)
        self.calls["sortering"] += 1
        draw("niets", woningzoekende.sleutel)
        return np.zeros(len(woning))

    @hookimpl
    def jaarcyclus(self, verslag: Verslag, jaar: int, wet: Wetgeving) -> dict[str, Any] | None:
        self.calls["jaarcyclus"] += 1
        return {} if verslag.jaar % 2 else None

    @hookimpl
    def voorrang(self, kandidaat: Rijen, duur: Any, t: int, datum: date, jaar: int, wet: Wetgeving, draw: Draw) -> Any:
        self.calls["voorrang"] += 1
        draw("niets", kandidaat.sleutel)
        assert datum.year == jaar
        return duur

    @hookimpl
    def zoekpunten(self, woningzoekende: Rijen, t: int, jaar: int, wet: Wetgeving, draw: Draw) -> None:
        self.calls["zoekpunten"] += 1
        draw("niets", woningzoekende.sleutel)

    @hookimpl
    def deelname(self, woningzoekende: Rijen, t: int, jaar: int, wet: Wetgeving, draw: Draw) -> Any:
        self.calls["deelname"] += 1
        return woningzoekende.kamers_nu > 99

    @hookimpl
    def inschrijfkans(self, woningzoekende: Rijen, t: int, jaar: int, wet: Wetgeving, draw: Draw) -> Any:
        self.calls["inschrijfkans"] += 1
        draw("niets", woningzoekende.sleutel)
        return np.ones(len(woningzoekende))

    @hookimpl
    def reactiekans(self, woningzoekende: Rijen, t: int, jaar: int, wet: Wetgeving, draw: Draw) -> Any:
        self.calls["reactiekans"] += 1
        draw("niets", woningzoekende.sleutel)
        return np.ones(len(woningzoekende), dtype=np.int64)

    @hookimpl
    def acceptatiekans(
        self, woningzoekende: Rijen, woning: Rijen, t: int, jaar: int, wet: Wetgeving, draw: Draw
    ) -> Any:
        self.calls["acceptatiekans"] += 1
        draw("niets", woningzoekende.sleutel)
        return np.ones(len(woning))


@contextmanager
def offered(*policies: type) -> Iterator[None]:
    """As if a package that registers these policies were installed."""
    known = installed() | {soort_of(policy): policy for policy in policies}
    for policy in policies:
        check_class(policy)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("woonsim.plugins.installed", lambda: known)
        yield

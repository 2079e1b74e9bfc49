"""Freed woningen as columns: many together are as one after another, and one of them is its row."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from woonsim.begrippen import Begeleidingsvorm, Kanaal, Oorzaak
from woonsim.kolommen import GEEN
from woonsim.load import load_scenario
from woonsim.rekening import Rekening
from woonsim.scenario.model import Scenario
from woonsim.simulation import Run
from woonsim.stand import open_stand
from woonsim.vrijkomsten import Toewijzing, Vrijkomsttabel
from woonsim.wereld import Wereld

KLEIN = Path(__file__).parents[1] / "regression" / "klein.yaml"
WONINGEN = np.array([2, 5, 7])


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load_scenario(KLEIN)


def written(w: Wereld) -> dict[str, Any]:
    """All that is known of what fell free so far."""
    v, n = w.vrijkomsten, w.vrijkomsten.aantal
    columns = {**vars(v.kolommen), **{f"toewijzing.{naam}": column for naam, column in vars(v.toewijzingen).items()}}
    return {naam: column[:n].tolist() for naam, column in columns.items()} | {"open": v.open.tolist()}


def test_many_fall_free_as_one_after_another(scenario: Scenario) -> None:
    together, apart = (Run(scenario, 1, 0).wereld for _ in range(2))
    oorzaken, einden = np.array([Oorzaak.overig, Oorzaak.terugval, Oorzaak.overig]), np.array([50, 60, 70])
    for w in (together, apart):
        w.woningen.verhuren_tot[5] = 10
        w.woningen.leeftijdslabel[7] = 55
        bron = w.open_vrijkomsten(3, np.array([0]), Oorzaak.overig, 40)
    together.open_vrijkomsten(10, WONINGEN, oorzaken, einden)
    together.open_vrijkomsten(11, np.array([8]), Oorzaak.binnen_voorraad, 80, bron)
    for place, woning in enumerate(WONINGEN):
        apart.open_vrijkomsten(10, np.array([woning]), Oorzaak(int(oorzaken[place])), int(einden[place]))
    apart.open_vrijkomsten(11, np.array([8]), Oorzaak.binnen_voorraad, 80, apart.vrijkomsten.of([0]))
    assert written(together) == written(apart)
    told = [(v.nummer, v.woning, v.keten, v.schakel, v.onttrokken) for v in together.vrijkomsten.of([0, 2, 5, 7, 8])]
    assert told == [
        (0, 0, 0, 1, False),
        (1, 2, 1, 1, False),
        (2, 5, 2, 1, True),
        (3, 7, 3, 1, False),
        (4, 8, 0, 2, False),
    ]
    assert together.vrijkomsten[7].leeftijdslabel == 55


def test_many_are_promised_as_one_after_another(scenario: Scenario) -> None:
    together, apart = (Run(scenario, 1, 0).wereld for _ in range(2))
    rows = np.flatnonzero(together.huishoudens.woning == GEEN)[:3]
    lettings = [Toewijzing(int(row), Kanaal.aanbod, -1, 20 + row, 90, 4, 1, is_extra=bool(row % 2)) for row in rows]
    for w in (together, apart):
        w.open_vrijkomsten(10, WONINGEN, Oorzaak.overig, 50)
    names = [naam for naam in vars(lettings[0]) if naam != "rekeningen"]
    columns = {naam: np.array([getattr(letting, naam) for letting in lettings]) for naam in names}
    together.promise_all(together.vrijkomsten.of(WONINGEN), columns)
    for woning, letting in zip(WONINGEN.tolist(), lettings, strict=True):
        apart.promise(apart.vrijkomsten[woning], letting)
    assert written(together) == written(apart)
    assert (together.huishoudens.bezet == apart.huishoudens.bezet).all()
    assert together.huishoudens.bezet[rows].all()


def test_one_is_its_row(scenario: Scenario) -> None:
    w = Run(scenario, 1, 0).wereld
    vrijkomsten = w.open_vrijkomsten(10, WONINGEN, Oorzaak.overig, 50)
    one = w.vrijkomsten[5]
    assert one.toewijzing is None
    assert one.geweigerd_door == frozenset()
    one.kanaal, one.gemist_begeleiding = Kanaal.bemiddeling, True
    one.weigeringen += 2
    one.geweigerd_door |= {3, 4}
    assert vrijkomsten.weigeringen.tolist() == [0, 2, 0]
    assert [(v.kanaal.name, v.gemist_begeleiding, v.geweigerd_door) for v in vrijkomsten] == [
        ("aanbod", False, frozenset()),
        ("bemiddeling", True, {3, 4}),
        ("aanbod", False, frozenset()),
    ]
    stand, row = open_stand("a", Rekening(0.1, "beslag"), 10.0), int(np.flatnonzero(w.huishoudens.woning == GEEN)[0])
    vorm = Begeleidingsvorm.ambulant
    letting = Toewijzing(row, Kanaal.bemiddeling, 0, 20, 90, 3, 0, begeleiding=vorm, rekeningen=[stand])
    w.promise(one, letting)
    assert one.toewijzing is not None
    assert vars(one.toewijzing) == vars(letting)


def test_a_table_that_grows_keeps_what_it_holds() -> None:
    tabel, n = Vrijkomsttabel(5000), 700
    for turn in range(5):
        woningen = np.arange(n) + n * turn
        tabel.add(woningen, None, oorzaak=Oorzaak.overig, opgezegd=turn, einde=woningen + 9, onttrokken=False)
    told = tabel.of(np.arange(5 * n))
    assert (told.nummer == np.arange(5 * n)).all()
    assert (told.einde == np.arange(5 * n) + 9).all()
    assert (told.opgezegd == np.repeat(np.arange(5), n)).all()
    assert (told.toewijzing("huishouden") == GEEN).all()
    assert (told.schakel == 1).all()


def test_a_woning_that_is_not_free_has_no_open_vrijkomst(scenario: Scenario) -> None:
    w = Run(scenario, 1, 0).wereld
    w.open_vrijkomsten(3, WONINGEN, Oorzaak.overig, 40)
    with pytest.raises(KeyError, match="0"):
        w.vrijkomsten[0]
    with pytest.raises(KeyError, match="3"):
        w.vrijkomsten.of([2, 3])


def test_who_refused_a_woning_is_forgotten_when_it_has_a_tenant(scenario: Scenario) -> None:
    w = Run(scenario, 1, 0).wereld
    w.open_vrijkomsten(3, WONINGEN, Oorzaak.overig, 40)
    for woning in WONINGEN.tolist():
        w.vrijkomsten[woning].geweigerd_door = frozenset({1, woning})
    w.vrijkomsten.close(WONINGEN[:2])
    assert w.vrijkomsten.geweigerd_door == {w.vrijkomsten[7].nummer: frozenset({1, 7})}

"""The world keeps its laws: it refuses what cannot happen, and sees when something did."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from woonsim.begrippen import Kanaal, Oorzaak, Status, Zoekstatus
from woonsim.kolommen import GEEN, NOOIT
from woonsim.load import load_scenario
from woonsim.scenario.model import Scenario
from woonsim.simulation import Run
from woonsim.vrijkomsten import Toewijzing, Vrijkomsten
from woonsim.wereld import InvariantError, Wereld

KLEIN = Path(__file__).parents[1] / "regression" / "klein.yaml"
NOTICE, END, KEYS = 1000, 5000, 6000


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load_scenario(KLEIN)


@pytest.fixture
def wereld(scenario: Scenario) -> Wereld:
    """The world at begindatum: ten woningen, all let."""
    return Run(scenario, 1, 0).wereld


def starter(w: Wereld) -> int:
    """The row of a registered huishouden without a woning."""
    h = w.huishoudens
    return int(np.flatnonzero((h.woning == GEEN) & (h.zoekstatus == Zoekstatus.zoekend))[0])


def toewijzing(row: int) -> Toewijzing:
    return Toewijzing(row, Kanaal.aanbod, -1, NOTICE, KEYS, 1, 1)


def freed(w: Wereld, woning: int = 4) -> Vrijkomsten:
    return w.open_vrijkomsten(NOTICE, np.array([woning]), Oorzaak.overig, END)


def test_a_woning_changes_hands(wereld: Wereld) -> None:
    old, new = int(wereld.woningen.bewoner[4]), starter(wereld)
    vrijkomst = freed(wereld)
    told = [Status(int(wereld.woningen.status[4])).name]
    wereld.promise(vrijkomst[0], toewijzing(new))
    wereld.accept(vrijkomst)
    told.append(Status(int(wereld.woningen.status[4])).name)
    wereld.check()
    wereld.vacate(np.array([4]))
    told.append(Status(int(wereld.woningen.status[4])).name)
    assert wereld.move_in(KEYS, vrijkomst).tolist() == [new]
    told.append(Status(int(wereld.woningen.status[4])).name)
    assert told == ["opgezegd", "toegewezen", "toegewezen", "verhuurd"]
    assert (wereld.huishoudens.woning[old], wereld.woningen.bewoner[4]) == (GEEN, new)
    assert (wereld.huishoudens.sinds[new], wereld.huishoudens.kern[new]) == (KEYS, wereld.woningen.kern[4])
    assert (wereld.vrijkomsten.open == GEEN).all()
    wereld.check()


def test_a_woning_that_finds_nobody_stands_empty(wereld: Wereld) -> None:
    freed(wereld)
    wereld.vacate(np.array([4]))
    assert wereld.woningen.status[4] == Status.leeg
    assert wereld.woningen.bewoner[4] == GEEN
    wereld.check()


def test_who_moves_inside_the_stock_leaves_a_woning_in_the_same_chain(wereld: Wereld) -> None:
    mover = int(wereld.woningen.bewoner[7])
    one = freed(wereld)
    wereld.promise(one[0], toewijzing(mover))
    wereld.accept(one)
    two = wereld.open_vrijkomsten(NOTICE, np.array([7]), Oorzaak.binnen_voorraad, KEYS, one)
    assert [(v.nummer, v.keten, v.schakel) for v in (*one, *two)] == [(0, 0, 1), (1, 0, 2)]
    wereld.vacate(np.array([4]))
    wereld.move_in(KEYS, one)
    assert wereld.woningen.bewoner[7] == GEEN
    wereld.vacate(np.array([7]))
    assert wereld.woningen.status[7] == Status.leeg
    wereld.check()


def test_a_vacancy_has_a_key_of_its_own_each_time(wereld: Wereld) -> None:
    before = {wereld.vrijkomst_sleutel(woning) for woning in range(10)}
    vrijkomst = freed(wereld)
    wereld.promise(vrijkomst[0], toewijzing(starter(wereld)))
    wereld.accept(vrijkomst)
    wereld.vacate(np.array([4]))
    wereld.move_in(KEYS, vrijkomst)
    assert len(before) == 10
    assert wereld.vrijkomst_sleutel(4) not in before


def _twice_freed(w: Wereld) -> None:
    freed(w)
    freed(w)


def _promised_twice(w: Wereld) -> None:
    vrijkomst = freed(w)
    w.promise(vrijkomst[0], toewijzing(starter(w)))
    w.promise(vrijkomst[0], toewijzing(starter(w) + 1))


def _two_promises(w: Wereld) -> None:
    for woning in (4, 5):
        w.promise(freed(w, woning)[0], toewijzing(starter(w)))


def _accepted_twice(w: Wereld) -> None:
    vrijkomst = freed(w)
    w.promise(vrijkomst[0], toewijzing(starter(w)))
    w.accept(vrijkomst)
    w.accept(vrijkomst)


def _keys_without_acceptance(w: Wereld) -> None:
    vrijkomst = freed(w)
    w.promise(vrijkomst[0], toewijzing(starter(w)))
    w.move_in(KEYS, vrijkomst)


def _keys_too_early(w: Wereld) -> None:
    vrijkomst = freed(w)
    w.promise(vrijkomst[0], toewijzing(starter(w)))
    w.accept(vrijkomst)
    w.vacate(np.array([4]))
    w.move_in(END - 1, vrijkomst)


def _keys_while_inhabited(w: Wereld) -> None:
    vrijkomst = freed(w)
    w.promise(vrijkomst[0], toewijzing(starter(w)))
    w.accept(vrijkomst)
    w.move_in(KEYS, vrijkomst)


@pytest.mark.parametrize(
    ("mistake", "says"),
    [
        (_twice_freed, "woning 4 is opgezegd, not verhuurd"),
        (_promised_twice, "promised twice"),
        (_two_promises, "promised twice"),
        (_accepted_twice, "is toegewezen, not opgezegd or leeg"),
        (_keys_without_acceptance, "is opgezegd, not toegewezen"),
        (_keys_too_early, "still has a tenant"),
        (_keys_while_inhabited, "still has a tenant"),
    ],
)
def test_what_cannot_happen_is_refused(wereld: Wereld, mistake: Callable[[Wereld], None], says: str) -> None:
    with pytest.raises(InvariantError, match=says):
        mistake(wereld)


def _moved_out_on_paper(w: Wereld) -> None:
    w.huishoudens.woning[w.woningen.bewoner[3]] = GEEN


def _two_homes(w: Wereld) -> None:
    w.woningen.bewoner[3] = w.woningen.bewoner[4]


def _squatter(w: Wereld) -> None:
    w.huishoudens.woning[starter(w)] = 3


def _nobody_home(w: Wereld) -> None:
    w.huishoudens.woning[w.woningen.bewoner[3]] = GEEN
    w.woningen.bewoner[3] = GEEN


def _empty_but_inhabited(w: Wereld) -> None:
    freed(w)
    w.woningen.status[4] = Status.leeg


def _lost_sight_of(w: Wereld) -> None:
    freed(w)
    w.vrijkomsten.open[:] = GEEN


def _mixed_up(w: Wereld) -> None:
    freed(w, 4)
    freed(w, 5)
    w.vrijkomsten.open[4] = w.vrijkomsten.open[5]


def _room_from_nowhere(w: Wereld) -> None:
    w.grootboek.standen[0].saldo += 1


def _registered_nowhere(w: Wereld) -> None:
    w.huishoudens.zoekstatus[starter(w)] = Zoekstatus.geen


def _registered_never(w: Wereld) -> None:
    w.huishoudens.inschrijfdatum[starter(w)] = NOOIT


@pytest.mark.parametrize(
    ("mistake", "law"),
    [
        (_moved_out_on_paper, "each tenant lives where its woning says"),
        (_two_homes, "each tenant lives where its woning says"),
        (_squatter, "every huishouden with a woning is its tenant"),
        (_nobody_home, "a let woning has a tenant"),
        (_empty_but_inhabited, "an empty woning has none"),
        (_lost_sight_of, "let, freed and withdrawn woningen are all there are"),
        (_mixed_up, "each open vrijkomst is that of one woning"),
        (_room_from_nowhere, "every account adds up"),
        (_registered_nowhere, "who is registered has a place in the register"),
        (_registered_never, "who is registered has a place in the register"),
    ],
)
def test_a_broken_law_is_seen(wereld: Wereld, mistake: Callable[[Wereld], None], law: str) -> None:
    wereld.check()
    mistake(wereld)
    with pytest.raises(InvariantError, match=law):
        wereld.check()


def test_years_of_the_run(wereld: Wereld) -> None:
    grenzen = wereld.kalender.jaargrenzen()
    moments = [0, grenzen[1] - 1, grenzen[1], grenzen[2] - 1, grenzen[2]]
    assert [wereld.jaar_index(t) for t in moments] == [0, 0, 1, 1, 1]
    assert [wereld.jaar(t) for t in moments] == [2021, 2021, 2022, 2022, 2022]
    assert wereld.huurgroei(0) == wereld.inkomensgroei(0) == 1.0

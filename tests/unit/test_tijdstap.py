"""The grain of the calendar, and what many things at one moment must not change."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import woonsim
from woonsim.agenda import Agenda, Soort
from woonsim.begrippen import Begeleidingsvorm, Doelgroep
from woonsim.feiten import FEITEN
from woonsim.kalender import DAG, Kalender
from woonsim.kolommen import NOOIT
from woonsim.proces import voordracht
from woonsim.proces.inzet import Deel, Inzet
from woonsim.record import Recorder
from woonsim.simulation import Run, play

MIDDEN_DRENTHE = Path(__file__).parents[2] / "scenarios" / "midden-drenthe.yaml"
WEEK = 7 * DAG


@pytest.mark.parametrize(
    ("moment", "told"), [(-WEEK - 1, -WEEK), (0, 0), (1, WEEK), (WEEK, WEEK), (WEEK + 1, 2 * WEEK)]
)
def test_a_moment_is_rounded_up(moment: int, told: int) -> None:
    kalender = Kalender(date(2021, 1, 1), 1, WEEK)
    assert kalender.op_tijdstap(moment) == told
    assert kalender.op_tijdstap(np.array([moment])).tolist() == [told]
    assert Kalender(date(2021, 1, 1), 1).op_tijdstap(moment) == moment


def test_who_leaves_does_so_at_the_first_step_after_it_would_have() -> None:
    scenario = woonsim.load_scenario(MIDDEN_DRENTHE, ["looptijd=1 jaar"])
    minutes, days = (Run(scenario.model_copy(update={"tijdstap": step}), 1, 0) for step in (1, DAG))
    exact, rounded = (run.wereld.huishoudens.vertrek for run in (minutes, days))
    later = rounded - exact
    assert (rounded[exact < NOOIT // 2] % DAG == 0).all()
    assert ((later >= 0) & (later < DAG)).all()
    assert later.any()


def test_drawn_moments_lie_on_steps_and_terms_count_from_there() -> None:
    scenario = woonsim.load_scenario(MIDDEN_DRENTHE, ["looptijd=2 jaar", "tijdstap=7 dagen"])
    facts = play(scenario).feiten
    external = facts["vrijkomst"]["oorzaak"] < 5
    opzegging, einde = facts["vrijkomst"]["opzegdatum"][external], facts["vrijkomst"]["einddatum"][external]
    assert len(opzegging) > 200
    assert (opzegging % WEEK == 0).all()
    assert (einde - opzegging == scenario.mutatie.opzegtermijn).all()
    urgent = facts["kandidaat"]["doelgroep"] == Doelgroep.urgenten
    gereed = facts["kandidaat"]["gereed"][urgent]
    assert (gereed[gereed >= 0] % WEEK == 0).all()


def test_it_does_not_matter_how_many_of_a_queue_are_looked_at_together(monkeypatch: pytest.MonkeyPatch) -> None:
    changes = ["looptijd=3 jaar", "tijdstap=7 dagen", "beleid.vrije_beleidsruimte.aandeel=8%"]
    scenario = woonsim.load_scenario(MIDDEN_DRENTHE, changes)
    usual = play(scenario).feiten
    monkeypatch.setattr(voordracht, "_EERST", 1)
    monkeypatch.setattr(voordracht, "_VERDER", 2)
    pieces = play(scenario).feiten
    # Who stands behind the one who takes a woning is not passed over for want of room.
    for table in FEITEN.keys() - {"ruimtegebrek"}:
        for name, column in usual[table].items():
            assert np.array_equal(column, pieces[table][name]), (table, name)
    assert (usual["toewijzing"]["kanaal"] == 1).sum() > 30


def test_it_does_not_matter_how_many_pairs_are_judged_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even for who refuses and goes to the back while woningen of the same moment are still to be given away."""
    waits = [f"bijzondere_doelgroepen.{groep}.wachtend_bij_aanvang=60" for groep in ("urgenten", "vrouwenopvang")]
    back = "beleid.coordinatiepunt.maximum_weigeringen=1", "beleid.coordinatiepunt.na_weigering=achteraan"
    ample = "beleid.vrije_beleidsruimte.aandeel=90%", "aanbod.acceptatiekans.bemiddeling=30%"
    changes = ["looptijd=2 jaar", "tijdstap=30 dagen", *waits, *back, *ample, "beleid.passend_toewijzen.norm=wettelijk"]
    scenario = woonsim.load_scenario(MIDDEN_DRENTHE, changes)
    monkeypatch.setattr(voordracht, "_EERST", 2)
    monkeypatch.setattr(voordracht, "_VERDER", 20)
    usual = play(scenario).feiten
    monkeypatch.setattr(voordracht, "_PAREN", 1)
    apart = play(scenario).feiten
    for table in FEITEN:
        for name, column in usual[table].items():
            assert np.array_equal(column, apart[table][name]), (table, name)
    assert (usual["toewijzing"]["kanaal"] == 1).sum() > 100


def test_keys_can_be_planned_together() -> None:
    agenda, log = Agenda(), []
    agenda.on(Soort.einde, lambda t, keys: log.append((t, keys)))
    agenda.plan_together(Soort.einde, 5, [4, 2])
    agenda.plan_each(Soort.einde, [7, 5, -3], [1, 3, 9])
    agenda.run(10)
    assert log == [(0, [9]), (5, [2, 3, 4]), (7, [1])]


def test_rows_keep_their_order_however_they_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("woonsim.record._BLOCK", 4)
    recorder, told = Recorder(), []
    for number in range(0, 30, 3):
        recorder.row("bijstelling", 2021, number, 0, 0, number / 2)
        recorder.rows("bijstelling", 2, 2021, np.array([number + 1, number + 2]), 0, 0, np.array([0.5, 1.5]))
        told += [number, number + 1, number + 2]
        if number == 15:
            assert recorder.tables()["bijstelling"]["moment"].tolist() == told
    table = recorder.tables()["bijstelling"]
    assert table["moment"].tolist() == told
    assert (table["moment"].dtype, table["waarde"].dtype) == (np.int64, np.float64)
    assert table["waarde"].tolist()[3:6] == [1.5, 0.5, 1.5]
    with pytest.raises(ValueError, match="columns"):
        recorder.rows("bijstelling", 1, 2021)


def _course(begin: int, lengths: list[int]) -> list[Deel]:
    course = []
    for vorm, length in zip(list(Begeleidingsvorm)[1:], lengths, strict=False):
        course.append(Deel(begin, begin + length, vorm, 1 / (8 + vorm)))
        begin += length
    return course


COURSES = st.builds(_course, st.integers(0, 30), st.lists(st.integers(1, 9), min_size=1, max_size=3))


@given(st.lists(COURSES, max_size=8), st.lists(COURSES, max_size=4))
def test_support_in_use_is_who_has_begun_and_not_ended(stays: list[list[Deel]], goes: list[list[Deel]]) -> None:
    one_by_one, at_once = Inzet(), Inzet([*stays, *goes])
    for course in (*stays, *goes):
        one_by_one.add(course)
    moments = np.arange(-1, 60)
    delen = [deel for course in stays for deel in course]
    told = [
        [sum(d.begin <= t < d.einde and d.vorm == vorm for d in delen) for vorm in Begeleidingsvorm] for t in moments
    ]
    begins = sorted(course[0].begin for course in stays)
    for inzet in (one_by_one, at_once):
        for course in goes:
            inzet.remove(course)
        assert inzet.at(moments).tolist() == told
        assert inzet.rises_from(12).tolist() == [at for at in begins if at >= 12]
        assert inzet.ends_between(5, 20).tolist() == sorted(d.einde for d in delen if 5 < d.einde <= 20)

"""The agenda: in which order things happen never depends on the order in which they were planned."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from itertools import permutations

import pytest
import simpy

from woonsim.agenda import Agenda, Soort


def played(plans: Iterable[tuple[Soort, int, int]], until: int = 100) -> list[tuple[int, str, list[int]]]:
    """What happens when these (kind, moment, key) are planned in this order."""
    agenda, log = Agenda(), []

    def listen(soort: Soort) -> Callable[[int, list[int]], None]:
        return lambda t, keys: log.append((t, soort.name, keys))

    for soort in Soort:
        agenda.on(soort, listen(soort))
    for plan in plans:
        agenda.plan(*plan)
    agenda.run(until)
    return log


PLANS = [
    (Soort.ronde, 5, 1),
    (Soort.sleutels, 5, 9),
    (Soort.sleutels, 5, 3),
    (Soort.einde, 5, 4),
    (Soort.vertrek, 2, 8),
]


def test_one_instant_has_one_order() -> None:
    for plans in permutations(PLANS):
        assert played(plans) == [(2, "vertrek", [8]), (5, "einde", [4]), (5, "sleutels", [3, 9]), (5, "ronde", [1])]


@pytest.mark.parametrize("moments", [[5] * 6, [5, 9, 5, 2, 9, 5], [7, 3], [n * n % 97 for n in range(3000)]])
def test_what_is_planned_together_is_as_planned_one_by_one(moments: list[int]) -> None:
    log: list[tuple[int, list[int]]] = []
    agenda, keys = Agenda(), [(8 + 1999 * n) % 3001 for n in range(len(moments))]
    agenda.on(Soort.einde, lambda t, due: log.append((t, due)))
    agenda.plan_each(Soort.einde, moments, keys)
    agenda.run(100)
    plans = [(Soort.einde, at, key) for at, key in zip(moments, keys, strict=True)]
    assert log == [(t, due) for t, _, due in played(plans)]


def test_a_tenancy_ends_before_the_next_begins() -> None:
    """Without days between tenants the end of one and the keys of the next fall together."""
    assert Soort.einde < Soort.sleutels


def test_what_is_planned_for_the_past_happens_now() -> None:
    assert played([(Soort.kandidaat, -50, 1), (Soort.kandidaat, 0, 2)]) == [(0, "kandidaat", [1, 2])]


def test_what_is_planned_for_the_horizon_does_not_happen() -> None:
    assert played([(Soort.einde, 99, 1), (Soort.einde, 100, 2)]) == [(99, "einde", [1])]


def test_what_follows_at_once_happens_at_the_same_instant() -> None:
    agenda, log = Agenda(), []

    def accept(t: int, keys: list[int]) -> None:
        log.append((t, "acceptatie"))
        agenda.plan(Soort.einde, t, 7)

    agenda.on(Soort.acceptatie, accept)
    agenda.on(Soort.einde, lambda t, keys: log.append((t, "einde")))
    agenda.on(Soort.ronde, lambda t, keys: log.append((t, "ronde")))
    agenda.plan(Soort.ronde, 4, 0)
    agenda.plan(Soort.acceptatie, 4, 0)
    agenda.run(10)
    assert log == [(4, "acceptatie"), (4, "einde"), (4, "ronde")]


def test_a_process_waits_for_moments_in_the_order_of_their_kind() -> None:
    agenda, log = Agenda(), []

    def turn() -> Generator[simpy.Event, None, None]:
        yield agenda.moment(Soort.jaarwisseling, 6)
        log.append("jaarwisseling")

    agenda.on(Soort.sleutels, lambda t, keys: log.append("sleutels"))
    agenda.plan(Soort.sleutels, 6, 0)
    agenda.process(turn())
    agenda.run(10)
    assert (log, agenda.now) == (["jaarwisseling", "sleutels"], 10)

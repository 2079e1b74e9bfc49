"""Inzet: how many people have which form of support, from moment to moment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from woonsim.begrippen import Begeleidingsvorm
from woonsim.kolommen import Int64


@dataclass(frozen=True)
class Deel:
    """A stretch of one form of support, from `begin` until `einde` [minutes], that takes `fte`."""

    begin: int
    einde: int
    vorm: Begeleidingsvorm
    fte: float


class Inzet:
    """Numbers per form of support as steps in time: what is booked is added, and looked up by bisection."""

    def __init__(self, courses: Iterable[Sequence[Deel]] = ()) -> None:
        """Start with these people in support, each with stretches one after another."""
        booked = list(courses)
        delen = [deel for course in booked for deel in course]
        ends = [deel.einde for deel in delen]
        at = np.array([*(deel.begin for deel in delen), *ends], dtype=np.int64)
        change = np.zeros((1 + len(at), len(Begeleidingsvorm)), dtype=np.int64)
        change[1 + np.arange(len(at)), [deel.vorm for deel in delen] * 2] = np.repeat([1, -1], len(delen))
        order = np.argsort(at, kind="stable")
        self._at = at[order]
        """Moments at which a stretch begins or ends, rising."""
        self._level = np.cumsum(change[[0, *(1 + order)]], axis=0)
        """Numbers before the first of these moments, and from each of them on."""
        self._rises = np.array(sorted(at for course in booked for at in _rises(course)), dtype=np.int64)
        """Moments at which somebody begins to take more fte, rising."""
        self._ends = np.array(sorted(ends), dtype=np.int64)

    def __len__(self) -> int:
        """The number of steps."""
        return len(self._at)

    def add(self, course: Sequence[Deel]) -> None:
        """Somebody has these stretches of support, one after another."""
        self._step(course, 1)
        self._rises = _merged(self._rises, _rises(course))
        self._ends = _merged(self._ends, [deel.einde for deel in course])

    def remove(self, course: Sequence[Deel]) -> None:
        """Somebody will not have these after all."""
        self._step(course, -1)
        self._rises = _removed(self._rises, _rises(course))
        self._ends = _removed(self._ends, [deel.einde for deel in course])

    def _step(self, course: Sequence[Deel], sign: int) -> None:
        moments = [*(deel.begin for deel in course[:1]), *(deel.einde for deel in course)]
        places = np.searchsorted(self._at, moments).tolist()
        at, level, done = list[Int64 | list[int]](), list[Int64](), 0
        for number, (moment, place) in enumerate(zip(moments, places, strict=True)):
            at += [self._at[done:place], [moment]]
            level.append(self._level[done : place + 1].copy())
            if number:
                level[-1][:, course[number - 1].vorm] += sign
            done = place
        self._at = np.concatenate([*at, self._at[done:]]).astype(np.int64)
        self._level = np.concatenate([*level, self._level[done:]])

    def at(self, moments: Int64) -> Int64:
        """Numbers at each of these moments, [moment, form]: who begins then is in support, who ends is not."""
        return self._level[np.searchsorted(self._at, moments, side="right")]

    def rises_from(self, begin: int) -> Int64:
        """Moments from `begin` on at which somebody begins to take more."""
        return self._rises[np.searchsorted(self._rises, begin) :]

    def ends_between(self, begin: int, last: int) -> Int64:
        """Moments after `begin`, until `last`, at which a stretch ends."""
        first, end = np.searchsorted(self._ends, [begin, last], side="right")
        return self._ends[first:end]


def in_course(course: Sequence[Deel], moments: Int64) -> Int64:
    """Of one course whether it has each form at each of these moments, 1 or 0, [moment, form]."""
    forms = np.zeros((len(moments), len(Begeleidingsvorm)), dtype=np.int64)
    for deel in course:
        forms[:, deel.vorm] += (moments >= deel.begin) & (moments < deel.einde)
    return forms


def _rises(course: Sequence[Deel]) -> list[int]:
    """When somebody begins to take more."""
    return [deel.begin for deel in (*course[:1], *(b for a, b in pairwise(course) if b.fte > a.fte))]


def _merged(moments: Int64, more: list[int]) -> Int64:
    return np.sort(np.concatenate([moments, more]).astype(np.int64), kind="stable")


def _removed(moments: Int64, less: list[int]) -> Int64:
    for moment in less:
        moments = np.delete(moments, np.searchsorted(moments, moment))
    return moments

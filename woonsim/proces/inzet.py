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

    def __init__(self) -> None:
        """Start with nobody in support."""
        self._at = np.zeros(0, dtype=np.int64)
        """Moments at which a stretch begins or ends, rising."""
        self._change = np.zeros((0, len(Begeleidingsvorm)), dtype=np.int64)
        self._rises = np.zeros(0, dtype=np.int64)
        """Moments at which somebody begins to take more fte, rising."""
        self._ends = np.zeros(0, dtype=np.int64)
        self._level: Int64 | None = None

    def __len__(self) -> int:
        """The number of steps."""
        return len(self._at)

    def add(self, courses: Iterable[Sequence[Deel]]) -> None:
        """People have these stretches of support, each one after another."""
        booked = list(courses)
        self._step(booked, 1)
        self._rises = _inserted(self._rises, [at for course in booked for at in _rises(course)])
        self._ends = _inserted(self._ends, [deel.einde for course in booked for deel in course])

    def remove(self, course: Sequence[Deel]) -> None:
        """Somebody will not have these after all."""
        self._step([course], -1)
        self._rises = _removed(self._rises, _rises(course))
        self._ends = _removed(self._ends, [deel.einde for deel in course])

    def _step(self, courses: list[Sequence[Deel]], sign: int) -> None:
        delen = [deel for course in courses for deel in course]
        at = np.array([deel.begin for deel in delen] + [deel.einde for deel in delen], dtype=np.int64)
        change = np.zeros((len(at), len(Begeleidingsvorm)), dtype=np.int64)
        change[np.arange(len(at)), [deel.vorm for deel in delen] * 2] = np.repeat([sign, -sign], len(delen))
        order = np.argsort(at, kind="stable")
        places = np.searchsorted(self._at, at[order])
        self._at = np.insert(self._at, places, at[order])
        self._change = np.insert(self._change, places, change[order], axis=0)
        self._level = None

    def at(self, moments: Int64) -> Int64:
        """Numbers at each of these moments, [moment, form]: who begins then is in support, who ends is not."""
        if self._level is None:
            none = np.zeros((1, len(Begeleidingsvorm)), dtype=np.int64)
            self._level = np.concatenate([none, np.cumsum(self._change, axis=0)])
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


def _inserted(moments: Int64, more: list[int]) -> Int64:
    added = np.sort(np.array(more, dtype=np.int64))
    return np.insert(moments, np.searchsorted(moments, added), added)


def _removed(moments: Int64, less: list[int]) -> Int64:
    for moment in less:
        moments = np.delete(moments, np.searchsorted(moments, moment))
    return moments

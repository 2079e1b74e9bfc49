"""The calendar: model time in integer minutes since begindatum 00:00, and back to dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DAG = 1440
"""Minutes in a day."""
JAAR = 525_960
"""Minutes in a mean year of 365.25 days: the unit behind every rate per year."""
DAGEN_PER_MAAND = 365.25 / 12
"""Days in a mean month."""

Moment = TypeVar("Moment", int, "NDArray[np.int64]")
"""One moment, or a column of moments [minutes]."""


@dataclass(frozen=True)
class Kalender:
    """Turns minutes since `begindatum` into dates and calendar years.

    `looptijd` is the length of the run in minutes: whole calendar years from `begindatum`. `tijdstap` is the grain of
    the calendar of the run [minutes]: moments that are drawn lie on whole multiples of it, so that many fall together
    and are handled together. Terms (of notice, until keys) count from there and are what they are.
    """

    begindatum: date
    jaren: int
    tijdstap: int = 1

    @cached_property
    def looptijd(self) -> int:
        """The horizon [minutes]."""
        return self.minuten(self.jaarbegin(self.jaren))

    def jaarbegin(self, n: int) -> date:
        """The date on which year `n` of the run (0 = the first) begins."""
        try:
            return self.begindatum.replace(year=self.begindatum.year + n)
        except ValueError:  # 29 February
            return date(self.begindatum.year + n, 3, 1)

    def minuten(self, dag: date) -> int:
        """Minutes from begindatum to 00:00 of `dag`."""
        return (dag - self.begindatum).days * DAG

    def datum(self, minuten: int) -> date:
        """The date on which moment `minuten` falls."""
        return _dag(self.begindatum, minuten // DAG)

    def op_tijdstap(self, moment: Moment) -> Moment:
        """A moment that was drawn, as the calendar of the run knows it: the first multiple of `tijdstap` from it on."""
        return moment if self.tijdstap == 1 else -(-moment // self.tijdstap) * self.tijdstap

    def jaargrenzen(self) -> list[int]:
        """Moments at which years of the run begin, the horizon last (jaren + 1 values) [minutes]."""
        return [self.minuten(self.jaarbegin(n)) for n in range(self.jaren + 1)]


@cache
def _dag(begindatum: date, number: int) -> date:
    return begindatum + timedelta(days=number)

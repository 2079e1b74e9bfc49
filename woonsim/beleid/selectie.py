"""Policies that decide who may have which woning."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from woonsim.plugin import Aantal, Rijen, hookimpl


@dataclass
class Huishoudgrootte:
    """A huishouden fits its woning: enough rooms, and not too many.

    Assumption (VERA EENHEIDCRITERIUMSOORT PER): rooms at least persons less `kamers_tekort`, and at most
    `maximum_kamers_alleen` for one person and `maximum_kamers_paar` for two.
    """

    kamers_tekort: Aantal = 0
    maximum_kamers_alleen: Aantal = 4
    maximum_kamers_paar: Aantal = 5

    @hookimpl
    def selectie(self, woningzoekende: Rijen, woning: Rijen) -> NDArray[np.bool_]:
        """Between the fewest and the most rooms for its size."""
        fewest, most = woningzoekende.worked_out(self._fewest), woningzoekende.worked_out(self._most)
        return (woning.kamers >= fewest) & (woning.kamers <= most)

    def _fewest(self, woningzoekende: Rijen) -> NDArray[np.int64]:
        """The fewest rooms for each."""
        return woningzoekende.personen - self.kamers_tekort

    def _most(self, woningzoekende: Rijen) -> NDArray[np.int64]:
        """The most rooms for each."""
        most = np.array([self.maximum_kamers_alleen, self.maximum_kamers_paar, 99])
        return most.take(np.minimum(woningzoekende.personen, 3) - 1)


@dataclass
class Leeftijdslabel:
    """A labelled woning is for who has the age; each round that it stays unlet the label steps down.

    `cascade` gives the ages asked after one, two, ... rounds without a tenant (the last one stays), as at
    Mooiland (S130: 60+, then 50+, then everybody); never more than the label's own age. Empty: the label stays.
    """

    cascade: list[Annotated[Aantal, Field(le=120)]] = field(default_factory=lambda: [55, 45, 0])

    @hookimpl
    def selectie(self, woningzoekende: Rijen, woning: Rijen) -> NDArray[np.bool_]:
        """Old enough for what the label asks by now."""
        return woningzoekende.leeftijd >= woning.worked_out(self._asked)

    def _asked(self, woning: Rijen) -> NDArray[np.int64]:
        """The age that each label asks by now."""
        steps = _steps(tuple(self.cascade))
        return np.minimum(woning.leeftijdslabel, steps[np.minimum(woning.rondes, len(self.cascade))])


@cache
def _steps(cascade: tuple[int, ...]) -> NDArray[np.int64]:
    """The most that a label asks after 0, 1, ... rounds without a tenant [years]."""
    return np.array([np.iinfo(np.int64).max, *cascade])

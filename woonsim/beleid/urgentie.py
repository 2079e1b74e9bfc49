"""Who comes before all others in the adverts: voorrang, its classes, its term, and what the law says of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from woonsim.beleid._groepen import is_one_of
from woonsim.plugin import JAAR, NOOIT, Datum, Doelgroep, Draw, Duur, Groep, Rijen, hookimpl

FAR = JAAR * JAAR
"""Later than any end of voorrang that is planned [minutes]; leaves room for the classes in one number."""
_AFTER_ALL = np.iinfo(np.int64).max


@dataclass
class Urgentie:
    """Who has voorrang comes before who has not; class by class, and in a class by `volgorde`.

    Source: the usual rule for urgenten (ordered by expiry date: Rotterdam, S131). `klassen` are lists of
    doelgroepen, the first class first; who has voorrang and is in none of them comes in one class after the last,
    so that without `klassen` all are one class. In a class who loses voorrang first comes first (`einddatum`), the
    lot of huishouden and vrijkomst decides (`loting`), or the policies that follow do (`inschrijfduur`).
    `geldigheid` is the longest that voorrang lasts, per doelgroep: shorter than that of the stream it ends
    sooner, and who is not housed by then drops out of the adverts.

    Two dated switches. The Wet versterking regie volkshuisvesting makes urgency compulsory for groups such as who
    leave an institution (S87): candidates of the `verplichte_groepen` whom their stream leaves to mediation seek with
    voorrang too from `verplichte_groepen_vanaf` on, without end, and keep their place at the coordinatiepunt, whichever
    comes first; whom the stream gives voorrang already seeks in the adverts only, for its term. And urgency for
    statushouders as such is forbidden
    (amendment of July 2025, S88; novelle 36 881, S89; bill 36 831, S90): from
    `geen_voorrang_statushouders_vanaf` on none of them has voorrang in the adverts, also who had it already, and
    also when statushouders are among the `verplichte_groepen`. It does nothing to mediation: who may not seek with
    voorrang waits there as the others do, as long as the agreements mediate statushouders at all. When either
    enters into force is not known (S89): no date is given unless the scenario does. A change reaches who is a
    candidate already on the first day of the month on or after its date.
    """

    klassen: list[list[Groep]] = field(default_factory=list)
    volgorde: Literal["einddatum", "inschrijfduur", "loting"] = "einddatum"
    geldigheid: dict[Groep, Duur] = field(default_factory=dict)
    verplichte_groepen: list[Groep] = field(default_factory=list)
    verplichte_groepen_vanaf: Datum | None = None
    geen_voorrang_statushouders_vanaf: Datum | None = None

    @hookimpl
    def voorrang(self, kandidaat: Rijen, duur: NDArray[np.int64], datum: date) -> NDArray[np.int64]:
        """No end for the compulsory groups, at most `geldigheid`, and none for statushouders after the ban."""
        result = duur.copy()
        if _has_begun(self.verplichte_groepen_vanaf, datum):
            compulsory = is_one_of(kandidaat.doelgroep, self.verplichte_groepen)
            result[compulsory & (duur == 0)] = NOOIT
        for groep, longest in self.geldigheid.items():
            result = np.where(kandidaat.doelgroep == Doelgroep[groep], np.minimum(result, longest), result)
        if _has_begun(self.geen_voorrang_statushouders_vanaf, datum):
            result[kandidaat.doelgroep == Doelgroep.statushouders] = 0
        return result

    @hookimpl
    def sortering(self, woningzoekende: Rijen, woning: Rijen, draw: Draw) -> NDArray[Any]:
        """Class and place in it as one number, low first; everybody without voorrang after them."""
        order = woningzoekende.worked_out(self._order)
        if self.volgorde == "loting":
            lot = draw("lot", woningzoekende.sleutel ^ woning.vrijkomst) * FAR
            return np.where(order < _AFTER_ALL, order + lot.astype(np.int64), order)
        return order

    def _order(self, woningzoekende: Rijen) -> NDArray[np.int64]:
        """The class of each as a number that leaves room for a place in it, with that place where it is a moment."""
        klasse = np.full(len(woningzoekende), len(self.klassen), dtype=np.int64)
        for number, groepen in enumerate(self.klassen):
            klasse[is_one_of(woningzoekende.doelgroep, groepen)] = number
        order = klasse * (FAR + FAR)
        if self.volgorde == "einddatum":
            order += np.minimum(woningzoekende.voorrang_tot, FAR)
        return np.where(woningzoekende.heeft_voorrang, order, _AFTER_ALL)


def _has_begun(vanaf: date | None, datum: date) -> bool:
    return vanaf is not None and datum >= vanaf

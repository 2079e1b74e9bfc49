"""Aangeboden woningen: what policies see of woningen that are on offer."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from woonsim.draw import entity_key
from woonsim.kolommen import GEEN, Int64, Woningen
from woonsim.rijen import Kolom, Rijen


class AangebodenWoningen(Rijen):
    """What policies see of freed woningen; `rondes` counts publications that ended unlet, one per row."""

    _woningen: Woningen
    _rows: Int64
    _rondes: Int64
    _groei: float
    _leeftijdslabel: Int64 | None
    _advertentie: Int64 | None

    def __init__(
        self,
        woningen: Woningen,
        rows: Int64,
        rondes: Int64,
        groei: float = 1.0,
        leeftijdslabel: Int64 | None = None,
        advertentie: Int64 | None = None,
    ) -> None:
        """Woningen `rows`, rents grown by `groei` since begindatum; label and number are those of their adverts."""
        own = self.__dict__
        own["_woningen"], own["_rows"], own["_n"], own["_rondes"] = woningen, rows, len(rows), rondes
        own["_groei"], own["_leeftijdslabel"], own["_advertentie"], own["_known"] = (
            groei,
            leeftijdslabel,
            advertentie,
            {},
        )

    def near(self, index: Int64) -> Rijen:
        """The same of the rows at `index`."""
        leeftijdslabel, advertentie = (
            None if told is None else told[index] for told in (self._leeftijdslabel, self._advertentie)
        )
        return AangebodenWoningen(
            self._woningen, self._rows[index], self._rondes[index], self._groei, leeftijdslabel, advertentie
        )

    @Kolom
    def vrijkomst(self) -> NDArray[Any]:
        """Key of this vacancy: the same under every variant."""
        return entity_key("vrijkomst", self._woningen.sleutel[self._rows], self._woningen.n_huur[self._rows])

    @Kolom
    def woning(self) -> NDArray[Any]:
        """Key of the woning."""
        return self._woningen.sleutel[self._rows]

    @Kolom
    def advertentie(self) -> NDArray[Any]:
        """Number of its advert in the run, from 0 in order of first publication; -1 before that."""
        return np.full(len(self), GEEN) if self._advertentie is None else self._advertentie.view()

    @Kolom
    def afstand_zorg(self) -> NDArray[Any]:
        """How far care is: 0 in the kern itself, 1 in the kerncluster, 2 elsewhere; 0 if no kern says where."""
        return self._woningen.afstand_zorg[self._rows]

    @Kolom
    def rondes(self) -> NDArray[Any]:
        """Publications that ended unlet so far."""
        return self._rondes.view()

    @Kolom
    def corporatie(self) -> NDArray[Any]:
        """Owner, its number."""
        return self._woningen.corporatie[self._rows]

    @Kolom
    def kern(self) -> NDArray[Any]:
        """Where it stands, its number."""
        return self._woningen.kern[self._rows]

    @Kolom
    def complex(self) -> NDArray[Any]:
        """The complex that it belongs to, its number."""
        return self._woningen.complex[self._rows]

    @Kolom
    def woningtype(self) -> NDArray[Any]:
        """Kind of building, a `Woningtype`."""
        return self._woningen.woningtype[self._rows]

    @Kolom
    def kamers(self) -> NDArray[Any]:
        """Rooms."""
        return self._woningen.kamers[self._rows]

    @Kolom
    def rekenhuur_eur(self) -> NDArray[Any]:
        """Rent on which rules are tested [EUR/month]."""
        return self._woningen.rekenhuur_eur[self._rows] * self._groei

    @Kolom
    def rekenhuur_vast_eur(self) -> NDArray[Any]:
        """That rent in euros of begindatum [EUR/month]: without the growth of all rents."""
        return self._woningen.rekenhuur_eur[self._rows]

    @Kolom
    def toegankelijkheid(self) -> NDArray[Any]:
        """Accessibility, a `Toegankelijkheid`."""
        return self._woningen.toegankelijkheid[self._rows]

    @Kolom
    def leeftijdslabel(self) -> NDArray[Any]:
        """Minimum age of the label [years], 0 = none."""
        published = self._leeftijdslabel
        return self._woningen.leeftijdslabel[self._rows] if published is None else published.view()

    @Kolom
    def aantrekkelijkheid(self) -> NDArray[Any]:
        """Factor on how often seekers choose it."""
        return self._woningen.aantrekkelijkheid[self._rows]

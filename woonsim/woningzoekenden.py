"""Woningzoekenden: what policies see of huishoudens who may be housed."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from woonsim.begrippen import Zoekstatus
from woonsim.kalender import DAG, JAAR
from woonsim.kolommen import GEEN, NOOIT, Huishoudens, Int64, Woningen
from woonsim.rijen import Kolom, Rijen


class Woningzoekenden(Rijen):
    """What policies see of huishoudens at moment `t`; `groei` is the growth of incomes since begindatum."""

    _huishoudens: Huishoudens
    _rows: Int64
    _t: int
    _groei: float
    _woningen: Woningen | None
    _huurgroei: float

    def __init__(
        self,
        huishoudens: Huishoudens,
        rows: Int64,
        t: int,
        groei: float = 1.0,
        woningen: Woningen | None = None,
        huurgroei: float = 1.0,
    ) -> None:
        """Huishoudens `rows` as they are at `t`; rents of the `woningen` they live in grown by `huurgroei`."""
        own = self.__dict__
        own["_rows"], own["_n"], own["_known"] = rows, len(rows), {}
        own["_huishoudens"], own["_t"], own["_groei"] = huishoudens, t, groei
        own["_woningen"], own["_huurgroei"] = woningen, huurgroei

    def near(self, index: Int64) -> Rijen:
        """The same of the rows at `index`."""
        rows = self._rows[index]
        return Woningzoekenden(self._huishoudens, rows, self._t, self._groei, self._woningen, self._huurgroei)

    def _nu(self, column: str) -> NDArray[Any]:
        """A column of the woning that each rents now, -1 where it rents none of the stock."""
        woning = self._huishoudens.woning[self._rows]
        if self._woningen is None:
            return np.full(self._n, GEEN)
        # An index of another width than that of a pointer is copied in small parts, which takes longer than this.
        return np.where(woning >= 0, getattr(self._woningen, column)[woning.astype(np.intp)], GEEN)

    @Kolom
    def sleutel(self) -> NDArray[Any]:
        """Key of the huishouden."""
        return self._huishoudens.sleutel[self._rows]

    @Kolom
    def leeftijd(self) -> NDArray[Any]:
        """Age of the oldest [years]."""
        return (self._t - self._huishoudens.geboren[self._rows]) / JAAR

    @Kolom
    def personen(self) -> NDArray[Any]:
        """Persons in the huishouden."""
        return self._huishoudens.personen[self._rows]

    @Kolom
    def inkomen_eur(self) -> NDArray[Any]:
        """Rekeninkomen [EUR/year]."""
        return self._huishoudens.inkomen_eur[self._rows] * self._groei

    @Kolom
    def herkomst(self) -> NDArray[Any]:
        """Origin, a `Herkomst`."""
        return self._huishoudens.herkomst[self._rows]

    @Kolom
    def doelgroep(self) -> NDArray[Any]:
        """Group, a `Doelgroep`."""
        return self._huishoudens.doelgroep[self._rows]

    @Kolom
    def kern(self) -> NDArray[Any]:
        """Where it lives, -1 outside the gemeente."""
        return self._huishoudens.kern[self._rows]

    @Kolom
    def is_huurder(self) -> NDArray[Any]:
        """Whether it rents a woning of the stock."""
        return self._huishoudens.woning[self._rows] >= 0

    @Kolom
    def woonsituatie(self) -> NDArray[Any]:
        """Starter or doorstromer, a `Woonsituatie`."""
        return self._huishoudens.woonsituatie[self._rows]

    @Kolom
    def inschrijfdatum(self) -> NDArray[Any]:
        """When it registered [minutes since begindatum, negative before]."""
        return self._huishoudens.inschrijfdatum[self._rows]

    @Kolom
    def inschrijfduur_dagen(self) -> NDArray[Any]:
        """How long it has been registered [days]."""
        return (self._t - self._huishoudens.inschrijfdatum[self._rows]) / DAG

    @Kolom
    def heeft_voorrang(self) -> NDArray[Any]:
        """Whether it has voorrang now."""
        return self._huishoudens.voorrang_tot[self._rows] > self._t

    @Kolom
    def zoekpunten(self) -> NDArray[Any]:
        """What a policy that implements `zoekpunten` keeps for it; 0 when none does."""
        return self._huishoudens.zoekpunten[self._rows]

    @Kolom
    def reacties_maand(self) -> NDArray[Any]:
        """Valid reactions since zoekpunten were last asked; 0 when no policy keeps them."""
        return self._huishoudens.reacties_maand[self._rows]

    @Kolom
    def weigeringen_maand(self) -> NDArray[Any]:
        """Offers from the adverts that it refused since then; 0 when no policy keeps zoekpunten."""
        return self._huishoudens.weigeringen_maand[self._rows]

    @Kolom
    def aanmelding_corporatie(self) -> NDArray[Any]:
        """The corporatie at which a candidate reported, its number; -1 for who is no candidate."""
        return self._huishoudens.aanmelding_corporatie[self._rows]

    @Kolom
    def voorrang_tot(self) -> NDArray[Any]:
        """When its voorrang expires [minutes]."""
        return self._huishoudens.voorrang_tot[self._rows]

    @Kolom
    def kamers_nu(self) -> NDArray[Any]:
        """Rooms of the woning that it rents now, -1 outside the stock."""
        return self._nu("kamers")

    @Kolom
    def rekenhuur_nu_eur(self) -> NDArray[Any]:
        """Rent of the woning that it rents now [EUR/month], -1 outside the stock."""
        huur = self._nu("rekenhuur_eur")
        return np.where(huur >= 0, huur * self._huurgroei, huur)

    @Kolom
    def toegankelijkheid_nu(self) -> NDArray[Any]:
        """Accessibility of the woning that it rents now, a `Toegankelijkheid`; -1 outside the stock."""
        return self._nu("toegankelijkheid")

    @Kolom
    def sinds(self) -> NDArray[Any]:
        """Since when it rents its woning of the stock [minutes since begindatum, negative before]."""
        return self._huishoudens.sinds[self._rows]

    @Kolom
    def eerste_reactie(self) -> NDArray[Any]:
        """First reaction of its present search [minutes since begindatum]; far ahead when it has none."""
        first = self._huishoudens.eerste_reactie[self._rows]
        searches = self._huishoudens.zoekstatus[self._rows] == Zoekstatus.zoekend
        return np.where(searches & (first != GEEN), first, NOOIT)

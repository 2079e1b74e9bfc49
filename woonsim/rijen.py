"""Read-only rows of woningzoekenden and woningen: what a policy sees of the world."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from woonsim.begrippen import Zoekstatus
from woonsim.draw import entity_key
from woonsim.kalender import DAG, JAAR
from woonsim.kolommen import GEEN, NOOIT, Huishoudens, Int64, Woningen

_INT64 = np.dtype(np.int64)
_MANY = 4
"""How many times as many rows must stand behind a few for a column to be worked out for these alone."""


class Rijen:
    """Equally long columns, computed when first asked for and then kept; none can be written to.

    `rows.take(index)` gives the rows at `index`, still lazily.
    """

    _n: int
    _known: dict[tuple[Any, ...], NDArray[Any]]

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse to put another column in the place of one: other policies read these too."""
        raise AttributeError(f"column {name!r} is read-only")

    def __getattr__(self, name: str) -> NDArray[Any]:
        """Only reached for a name that is no column."""
        raise AttributeError(f"no column {name!r}; there are {', '.join(self.columns())}")

    def __len__(self) -> int:
        """The number of rows."""
        return self._n

    @classmethod
    def columns(cls) -> list[str]:
        """The names of the columns."""
        return sorted(name for kind in cls.__mro__ for name, value in vars(kind).items() if isinstance(value, Kolom))

    def near(self, index: Int64) -> Rijen:
        """The rows at `index`, their columns worked out for these alone."""
        raise NotImplementedError

    def take(self, index: Int64) -> Rijen:
        """The rows at `index` of these rows; a few of many are read anew, and so must be read at the same moment."""
        return self.near(index) if _MANY * len(index) <= self._n else Deel(self, index)

    def worked_out(self, column: Callable[..., NDArray[Any]], *given: Any) -> NDArray[Any]:
        """What `column` answers for these rows and what else it is `given` (hashable), of each row alone; read-only.

        It is asked once, and once only where the same row stands more often: in a round everybody stands beside
        each woning on offer, and what does not depend on the woning is told once.
        """
        answer = self._known.get((column, given))
        if answer is None:
            # A view: what the policy keeps for itself it may go on writing to.
            answer = self._known[column, given] = column(self, *given).view()
            answer.setflags(write=False)
        return answer


class Deel(Rijen):
    """Rows of other rows, in any order, each as often as asked."""

    _source: Rijen
    _index: Int64

    def __init__(self, source: Rijen, index: Int64) -> None:
        """The rows of `source` at `index`."""
        own = self.__dict__
        own["_source"], own["_index"], own["_n"], own["_known"] = source, index, len(index), {}

    def __getattr__(self, name: str) -> NDArray[Any]:
        """The column `name`.

        Raises:
            AttributeError: there is no such column; the message lists those there are.
        """
        if name[0] == "_":
            raise AttributeError(name)
        column = np.asarray(getattr(self._source, name)[self._index])
        column.setflags(write=False)
        self.__dict__[name] = column
        return column

    def near(self, index: Int64) -> Rijen:
        """The rows at `index`, their columns worked out for these alone."""
        return self._source.near(self._index[index])

    def worked_out(self, column: Callable[..., NDArray[Any]], *given: Any) -> NDArray[Any]:
        """As of any rows: asked of the rows that these are taken from, if those are fewer or have told it already."""
        source = self._source
        if source._n < self._n or (column, given) in source._known:
            answer = source.worked_out(column, *given)[self._index]
            answer.setflags(write=False)
            return answer
        return super().worked_out(column, *given)


class Kolom:
    """A column of `Rijen`: computed when first asked for, read-only, and then kept."""

    def __init__(self, compute: Callable[[Any], NDArray[Any]]) -> None:
        """Decorate the method that computes it."""
        self._compute, self._naam, self.__doc__ = compute, compute.__name__, compute.__doc__

    def __get__(self, rows: object, owner: type) -> NDArray[Any]:
        """The column; after the first time it is found in its place without this."""
        column = self._compute(rows)
        if column.itemsize < 8 and column.dtype.kind == "i":
            # Narrow columns are for the world; what a policy works out with them must not overflow.
            column = column.astype(_INT64)
        column.setflags(write=False)
        rows.__dict__[self._naam] = column
        return column


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

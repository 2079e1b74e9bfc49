"""The rows and the lots of a whole case: what policies see, made out of what the case says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from woonsim.aangeboden_woningen import AangebodenWoningen
from woonsim.begrippen import Woonsituatie, Zoekstatus
from woonsim.draw import Draws
from woonsim.gevallen.geval import Geval, Zoekende
from woonsim.kalender import JAAR, Kalender
from woonsim.kolommen import GEEN, NOOIT, Huishoudens, Int64, Woningen
from woonsim.rijen import Deel, Rijen
from woonsim.woningzoekenden import Woningzoekenden

GEWOON_LOT = 0.5
"""The lot of whom the case gives none."""
_LONG_AGO = 10 * JAAR


class Loten(Draws):
    """The lots that a case gives, in the place of draws: found by the key of a woningzoekende or of the woning."""

    def __init__(self, geval: Geval, keys: NDArray[np.uint64], woning: AangebodenWoningen) -> None:
        """Know whose lot a key asks: `keys` of the woningzoekenden, those of the `woning`, and both together."""
        super().__init__(0, 0)
        people = list(geval.woningzoekenden.values())
        self._of: dict[int, Mapping[str, float]] = {}
        for own in (woning.woning, woning.vrijkomst):
            self._of[int(own[0])] = geval.woning.lot
            self._of |= {int(key ^ own[0]): one.lot for key, one in zip(keys, people, strict=True)}
        self._of |= {int(key): one.lot for key, one in zip(keys, people, strict=True)}

    def within(self, namespace: str) -> Loten:
        """The same: a case does not tell the policies apart."""
        return self

    def uniform(self, purpose: str, *keys: ArrayLike) -> NDArray[np.float64]:
        """The lot for `purpose` per key, else the one for every purpose, else 0.5."""
        first = np.atleast_1d(np.asarray(keys[0]))
        told = [self._of.get(int(key), {}) for key in first.ravel()]
        given = np.array([lots.get(purpose, lots.get("", GEWOON_LOT)) for lots in told])
        # a draw is never quite 0 or 1
        return np.asarray(np.clip(given, 2.0**-54, 1.0 - 2.0**-53).reshape(first.shape))


class _Gegeven(Rijen):
    """Rows of which the case gives columns: also for a few of them these are not worked out."""

    def near(self, index: Int64) -> Rijen:
        """The rows at `index`."""
        return Deel(self, index)


class _Zoekenden(_Gegeven, Woningzoekenden):
    """The woningzoekenden of a case."""


class _Aangeboden(_Gegeven, AangebodenWoningen):
    """The woning of a case, once for each of them."""


class Opstelling:
    """A case set up: its calendar and moment, its rows and its lots."""

    def __init__(self, geval: Geval) -> None:
        """Number what the case names."""
        self.geval = geval
        self.kalender = Kalender(geval.begin, geval.dag.year - geval.begin.year + 1)
        self.t = self.kalender.minuten(geval.dag)
        self._places: dict[str, int] = {}
        woningen = self._woningen()
        huishoudens = self._huishoudens()
        n = len(huishoudens)
        aangeboden = _Aangeboden(woningen, np.zeros(n, np.int64), np.full(n, geval.woning.rondes))
        zoekenden = _Zoekenden(huishoudens, np.arange(n), self.t, woningen=woningen)
        _set_columns(zoekenden, [one.columns for one in geval.woningzoekenden.values()])
        _set_columns(aangeboden, [geval.woning.columns] * n)
        self._sources = zoekenden, aangeboden
        self.loten = Loten(geval, zoekenden.sleutel, aangeboden)

    def rows(self) -> tuple[Rijen, Rijen]:
        """A fresh woningzoekende and woning per reaction: they tell what is read from them."""
        every = np.arange(len(self.geval.woningzoekenden))
        return Deel(self._sources[0], every), Deel(self._sources[1], every)

    def _moment(self, day: date | None, otherwise: int) -> int:
        return otherwise if day is None else self.kalender.minuten(day)

    def _place(self, place: str | int) -> int:
        """The number of a kern or a corporatie; names are numbered from 1."""
        return place if isinstance(place, int) else self._places.setdefault(place, len(self._places) + 1)

    def _huishoudens(self) -> Huishoudens:
        people = list(self.geval.woningzoekenden.values())
        columns = [self._huishouden(one, number) for number, one in enumerate(people)]
        huishoudens = Huishoudens(len(people))
        huishoudens.append(len(people), **{name: [row[name] for row in columns] for name in columns[0]})
        return huishoudens

    def _huishouden(self, one: Zoekende, number: int) -> dict[str, Any]:
        is_tenant = one.kamers_nu is not None
        usual = Woonsituatie.doorstromer if is_tenant else Woonsituatie.starter
        return {
            "sleutel": number + 1,
            "geboren": self.t - one.leeftijd,
            "personen": one.personen,
            "inkomen_eur": one.inkomen_eur,
            "doelgroep": one.doelgroep,
            "herkomst": one.herkomst,
            "woonsituatie": usual if one.woonsituatie is None else one.woonsituatie,
            "kern": self._place(one.kern),
            "aanmelding_corporatie": self._place(one.aanmelding_corporatie),
            "inschrijfdatum": self._moment(one.inschrijfdatum, self.t - one.inschrijfduur),
            "gereed": self.t - one.wachttijd,
            "voorrang_tot": self._moment(one.voorrang_tot, -NOOIT),
            # row 0 is the woning on offer
            "woning": number + 1 if is_tenant else GEEN,
            "sinds": self._moment(one.sinds, self.t - _LONG_AGO),
            "zoekstatus": Zoekstatus.zoekend,
            "eerste_reactie": self._moment(one.eerste_reactie, GEEN),
        }

    def _woningen(self) -> Woningen:
        """The woning on offer, then those where the woningzoekenden live."""
        offered, people = self.geval.woning, list(self.geval.woningzoekenden.values())
        n = len(people) + 1
        return Woningen(
            np.arange(1000, 1000 + n).astype(np.uint64),
            corporatie=np.full(n, self._place(offered.corporatie)),
            kern=np.full(n, self._place(offered.kern)),
            woningtype=np.full(n, offered.woningtype),
            kamers=[offered.kamers, *(one.kamers_nu or 0 for one in people)],
            rekenhuur_eur=[offered.rekenhuur_eur, *(one.rekenhuur_nu_eur for one in people)],
            toegankelijkheid=[offered.toegankelijkheid, *(one.toegankelijkheid_nu for one in people)],
            leeftijdslabel=np.full(n, offered.leeftijdslabel),
        )


def _set_columns(source: Woningzoekenden | AangebodenWoningen, given: Sequence[Mapping[str, float]]) -> None:
    """Put the values that a case gives for a column as policies see it in the place of what the columns say."""
    for name in sorted({name for row in given for name in row}):
        usual = getattr(source, name)
        column = [row.get(name, value) for row, value in zip(given, usual.tolist(), strict=True)]
        # what is kept here is what the column gives from now on
        vars(source)[name] = np.array(column, dtype=usual.dtype)

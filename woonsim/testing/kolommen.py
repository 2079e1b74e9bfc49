"""Hypothesis strategies for what a policy is asked: few people, alike save for a column or two, on the legal limits.

With wide random numbers two seekers never tie and no income lies on a limit, and a rule that breaks there passes.
So everybody is the ordinary seeker (`proef.ZOEKENDE`) but for some columns, and the values of these are the limits
of the law of that year, those of the policy's own parameters, and what lies one euro, cent, day or year beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import numpy as np
from hypothesis import strategies as st

from woonsim.begrippen import Doelgroep, Herkomst, Toegankelijkheid, Woningtype, Woonsituatie, Zoekstatus
from woonsim.kalender import DAG, JAAR
from woonsim.kolommen import GEEN, NOOIT, Huishoudens, Woningen
from woonsim.testing.proef import INDEXERING, NUMMERS, WONING, ZOEKENDE, Kenmerken, Pair, Proef, begin_of, other_columns
from woonsim.verslag import Rekeningverslag, Verslag
from woonsim.wetgeving import Wetgeving, wetgeving_jaren
from woonsim.woningzoekenden import Woningzoekenden

_MONTH = JAAR // 12
_MOST_ROWS = 6
Value = tuple[str, Any]
"""A column and what it holds."""
Kenmerkenrij = tuple[Kenmerken, ...]


@cache
def inkomensgrenzen(jaar: int) -> tuple[float, ...]:
    """The incomes [EUR/year] at which a rule of the law changes in `jaar`."""
    wet = Wetgeving(INDEXERING)
    found = {v for grens in (wet.daeb(jaar), wet.passend(jaar)) for k, v in vars(grens).items() if "inkomens" in k}
    return tuple(sorted(found))


@cache
def huurgrenzen(jaar: int) -> tuple[float, ...]:
    """The rents [EUR/month] at which a rule of the law changes in `jaar`."""
    wet = Wetgeving(INDEXERING)
    found = {v for grens in (wet.daeb(jaar), wet.passend(jaar)) for k, v in vars(grens).items() if "huurgrens" in k}
    return tuple(sorted(found | {v for k, v in vars(wet.passend(jaar)).items() if "aftopping" in k}))


@cache
def ages(jaar: int, own: frozenset[float] = frozenset()) -> tuple[int, ...]:
    """Ages [minutes] on a limit, a day before it and a day after."""
    months = Wetgeving(INDEXERING).passend(jaar).aow_leeftijd_maanden
    years = {18, 23, 27, 55, 65, 75, *(n for n in own if 18 <= n <= 110)}
    on = {int(months * _MONTH), *(int(n * JAAR) for n in years)}
    return tuple(sorted({age + beside for age in on for beside in (-DAG, 0, DAG)}))


@cache
def of_zoekende(t: int, jaar: int, own: frozenset[float], *, registered: bool) -> list[Value]:
    """What may set one seeker apart from another; with `registered` all stand in the register."""
    small = {int(n) for n in own if 0 < n < 10}
    dates = [t - ago for ago in (0, 1, DAG, 365 * DAG, JAAR, 10 * JAAR)]
    values: dict[str, Iterable[Any]] = {
        "leeftijd": ages(jaar, own),
        "personen": sorted({1, 2, 3, 4, 6} | small),
        "inkomen_eur": [0.0, *(eur + beside for eur in inkomensgrenzen(jaar) for beside in (-1, 0, 1)), 90_000.0],
        "herkomst": list(map(int, Herkomst)),
        "doelgroep": list(map(int, Doelgroep)),
        "woonsituatie": list(map(int, Woonsituatie)),
        "kern": [GEEN, *NUMMERS],
        "woning": [GEEN, 0],
        "sinds": dates,
        "inschrijfdatum": dates if registered else [*dates, NOOIT],
        "zoekstatus": list(map(int, Zoekstatus)),
        "eerste_reactie": [GEEN, *dates],
        "voorrang_tot": [-NOOIT, t - 1, t, t + 1, t + DAG, t + JAAR],
        "aanmelding_corporatie": [GEEN, *NUMMERS],
        "duur": [0, 1, DAG, 365 * DAG, NOOIT],
    }
    # A column that is new to this list holds its default and some small numbers.
    for name in set(Huishoudens._DTYPES) & set(Woningzoekenden.columns()) - set(ZOEKENDE) - {"sleutel"}:
        kind, default = Huishoudens._DTYPES[name]
        values[name] = [default, False, True] if kind is not float and kind(True) is True else [default, 0, 1, 2, 30]
    return [(name, value) for name, some in sorted(values.items()) for value in some]


@cache
def of_woning(jaar: int, own: frozenset[float]) -> list[Value]:
    """What may set one woning apart from another."""
    small = {int(n) + beside for n in own if 0 < n < 10 for beside in (0, 1)}
    values: dict[str, Iterable[Any]] = {
        "corporatie": NUMMERS,
        "kern": NUMMERS,
        "woningtype": list(map(int, Woningtype)),
        "kamers": sorted({1, 2, 3, 4, 5, 6, 9} | small),
        "rekenhuur_eur": [round(eur + beside, 2) for eur in huurgrenzen(jaar) for beside in (-0.01, 0, 0.01)],
        "toegankelijkheid": list(map(int, Toegankelijkheid)),
        "leeftijdslabel": [0, 55, 65, 75],
        "aantrekkelijkheid": [0.5, 1.0, 2.0],
        "n_huur": [1, 2, 3],
        "rondes": [0, 1, 2, 3, 5],
        "advertentie": [GEEN, 0, 1, 2, 3, 9, 10],
        "ruimte": [0, 1, 2, 5],
    }
    if jaar not in wetgeving_jaren():
        values["rekenhuur_eur"] = [eur + beside for eur in huurgrenzen(jaar) for beside in (-0.01, 0, 0.01)]
    empty = Woningen(np.empty(0, dtype=np.uint64), **dict.fromkeys(WONING, ()))
    values |= dict.fromkeys(other_columns(empty), NUMMERS)
    return [(name, value) for name, some in values.items() for value in some]


@cache
def _zoekenden(t: int, jaar: int, own: frozenset[float], *, registered: bool) -> st.SearchStrategy[Kenmerkenrij]:
    return alike(of_zoekende(t, jaar, own, registered=registered), 2, _MOST_ROWS)


@cache
def _woningen(jaar: int, own: frozenset[float], most: int) -> st.SearchStrategy[Kenmerkenrij]:
    return alike(of_woning(jaar, own), 1 if most == 2 else 2, most)


def alike(values: list[Value], least: int, most: int) -> st.SearchStrategy[Kenmerkenrij]:
    """From `least` to `most` people or woningen that differ in a few columns from one of them."""
    some = st.sampled_from(values)
    return st.tuples(
        st.lists(some, max_size=5), st.lists(st.lists(some, max_size=3), min_size=least, max_size=most)
    ).map(lambda drawn: tuple({**dict(drawn[0]), **dict(own)} for own in drawn[1]))


def jaren() -> st.SearchStrategy[int]:
    """A calendar year with a table of legal limits, or the year after the last."""
    known = wetgeving_jaren()
    return st.sampled_from([*sorted(known, reverse=True), known[-1] + 1])


@st.composite
def proeven(
    draw: st.DrawFn, sides: frozenset[str], own: frozenset[float] = frozenset(), *, registered: bool = False
) -> Proef:
    """A proef for a hook that is asked about `sides` (columns of which arguments); `own`: numbers of the policy.

    With `registered` it is only asked about people in the register.
    """
    jaar = draw(jaren())
    t = begin_of(jaar) + draw(st.sampled_from([0, 1, 200 * DAG, 364 * DAG]))
    people = sides - {"woning"}
    zoekenden = draw(_zoekenden(t, jaar, own, registered=registered)) if people else ({},)
    woningen = draw(_woningen(jaar, own, 2 if people else _MOST_ROWS)) if "woning" in sides else ({},)
    all_pairs = [(i, j) for j in range(len(woningen)) for i in range(len(zoekenden))]
    left_out = draw(st.sets(st.sampled_from(all_pairs), max_size=3))
    paren: list[Pair] = [pair for pair in all_pairs if pair not in left_out]
    return Proef(jaar, t, zoekenden, woningen, tuple(paren))


def every_value(
    sides: frozenset[str], own: frozenset[float] = frozenset(), *, registered: bool = False
) -> Iterator[Proef]:
    """Proeven in which each value of each column occurs, neighbouring limits side by side: chance may miss one."""
    known, people = wetgeving_jaren(), sides - {"woning"}
    for jaar in (known[0], known[-1], known[-1] + 1):
        t = begin_of(jaar)
        seekers = _in_groups(of_zoekende(t, jaar, own, registered=registered), 5 if people else 0)
        homes = _in_groups(of_woning(jaar, own), 0 if "woning" not in sides else 2 if people else 5)
        for turn in range(max(len(seekers), len(homes))):
            zoekenden, woningen = seekers[turn % len(seekers)], homes[turn % len(homes)]
            paren = tuple((i, j) for j in range(len(woningen)) for i in range(len(zoekenden)))
            yield Proef(jaar, t, zoekenden, woningen, paren)


def _in_groups(values: list[Value], size: int) -> list[Kenmerkenrij]:
    """Groups of people or woningen that differ in one column, together all `values`; one ordinary one for size 0."""
    each = [dict([value]) for value in values]
    return [tuple(each[i : i + size]) for i in range(0, len(each), size)] if size else [({},)]


def verslagen(jaar: int) -> st.SearchStrategy[Verslag]:
    """The figures of year `jaar` for a policy called `mijn_regel`: small counts, often 0."""
    count = st.sampled_from([0, 1, 2, 20])
    boek = st.builds(Rekeningverslag, *[count] * 6)
    return st.builds(
        Verslag,
        st.just(jaar),
        st.sampled_from([0, 1, 200]),
        st.sampled_from([0, 1, 190]),
        st.fixed_dictionaries({"mijn_regel": boek, "een_ander": boek}),
        st.fixed_dictionaries(dict.fromkeys(Doelgroep, count)),
        st.just("mijn_regel"),
    )


@st.composite
def proeven_met_verslag(draw: st.DrawFn) -> Proef:
    """A proef for a hook without columns: a year, and the report of two years before it."""
    proef = draw(proeven(frozenset()))
    return Proef(proef.jaar, proef.t, ({},), ({},), (), draw(verslagen(proef.jaar - 2)))

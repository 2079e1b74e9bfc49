"""Indicators of voorzieningen, support and relapse: from the tables voorziening, begeleiding and terugval."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from woonsim.begrippen import Begeleidingsvorm, Doelgroep, Voorziening
from woonsim.feiten import STROMEN
from woonsim.indicatoren.waarneming import TOTAAL, Cijfer, Columns, Values, Waarneming
from woonsim.kalender import DAG, JAAR


def bw_places(*columns: str) -> Callable[[Waarneming], Iterator[Cijfer]]:
    """Indicator: the number of places in beschermd wonen in any of these states, averaged over time."""

    def places(w: Waarneming) -> Iterator[Cijfer]:
        if Voorziening.beschermd_wonen in w.scenario.voorzieningen:
            rows = _of(w, Voorziening.beschermd_wonen)
            yield from w.ratio(TOTAAL, _days(w, rows, *columns), _year_lengths(w))

    return places


def bw_geblokkeerde_plaatsdagen(w: Waarneming) -> Iterator[Cijfer]:
    """Days that places were blocked, summed over the places of the year."""
    if Voorziening.beschermd_wonen in w.scenario.voorzieningen:
        yield from w.rate(TOTAAL, _days(w, _of(w, Voorziening.beschermd_wonen), "geblokkeerd"))


def bw_geblokkeerd_aandeel(w: Waarneming) -> Iterator[Cijfer]:
    """Share of the occupied place-days that was blocked."""
    if Voorziening.beschermd_wonen in w.scenario.voorzieningen:
        rows = _of(w, Voorziening.beschermd_wonen)
        geblokkeerd = _days(w, rows, "geblokkeerd")
        yield from w.ratio(TOTAAL, geblokkeerd, geblokkeerd + _days(w, rows, "verblijf"))


def per_voorziening(*columns: str) -> Callable[[Waarneming], Iterator[Cijfer]]:
    """Indicator: a count of each voorziening, averaged over time."""

    def level(w: Waarneming) -> Iterator[Cijfer]:
        for voorziening in w.scenario.voorzieningen:
            days = _days(w, _of(w, voorziening), *columns)
            yield from w.ratio(f"voorziening={voorziening.name}", days, _year_lengths(w))

    return level


def doorstroom(w: Waarneming) -> Iterator[Cijfer]:
    """People per year who got keys and so left a place free, per voorziening."""
    kandidaat = w.columns("kandidaat")
    for voorziening in w.scenario.voorzieningen:
        # who must move for demolition later is in the same stream
        mine = (kandidaat["stroom"] == STROMEN.index(voorziening.name)) & (
            kandidaat["doelgroep"] == Doelgroep.uitstroom
        )
        yield from w.rate(f"voorziening={voorziening.name}", _per_year(w, kandidaat["sleutels"][mine]))


def terugkeer(w: Waarneming) -> Iterator[Cijfer]:
    """Applications per year by people who lost their woning again, per voorziening."""
    for voorziening in w.scenario.voorzieningen:
        rows = _of(w, voorziening)
        grown = np.diff(rows["terugkeer"], prepend=0)
        yield from w.rate(f"voorziening={voorziening.name}", _per_year(w, np.repeat(rows["moment"], grown)))


def begeleiding_benutting(w: Waarneming) -> Iterator[Cijfer]:
    """Share of the fte that is in use, over time."""
    if w.scenario.begeleiding is not None:
        rows = w.columns("begeleiding")
        yield from w.ratio(TOTAAL, _days(w, rows, "fte_in_gebruik"), _days(w, rows, "fte_beschikbaar"))


def wacht_op_begeleiding(w: Waarneming) -> Iterator[Cijfer]:
    """Mean days by which keys waited for support, over the lettings that begin with it."""
    if w.scenario.begeleiding is not None:
        toewijzing = w.columns("toewijzing")
        served = toewijzing["begeleiding"] != Begeleidingsvorm.geen
        days = toewijzing["wacht_op_begeleiding_dagen"][served]
        yield from w.mean(TOTAAL, toewijzing["jaar"][served], days)


def gemist_begeleiding(w: Waarneming) -> Iterator[Cijfer]:
    """Woningen per year that a doelgroep did not get for want of support."""
    if w.scenario.begeleiding is not None:
        vrijkomst = w.columns("vrijkomst")
        yield from w.rate(TOTAAL, w.per_jaar(vrijkomst["jaar"][vrijkomst["gemist_begeleiding"].astype(np.bool_)]))


def terugval(w: Waarneming) -> Iterator[Cijfer]:
    """Huishoudens per year who lose their woning again, by the stream they came from."""
    if w.scenario.terugval is not None:
        rows = w.columns("terugval")
        yield from w.rate(TOTAAL, w.per_jaar(rows["jaar"]))
        for stroom in _vulnerable(w):
            mine = rows["stroom"] == STROMEN.index(stroom)
            yield from w.rate(f"stroom={stroom}", w.per_jaar(rows["jaar"][mine]))


def terugval_eerste_jaar(w: Waarneming) -> Iterator[Cijfer]:
    """Share of those housed from a voorziening in a year who relapse within a year; not of whom less is known."""
    if w.scenario.terugval is None:
        return
    kandidaat, rows, horizon = w.columns("kandidaat"), w.columns("terugval"), w.kalender.looptijd
    known = (kandidaat["doelgroep"] == Doelgroep.uitstroom) & (kandidaat["sleutels"] >= 0)
    known &= kandidaat["sleutels"] + JAAR <= horizon
    soon = (rows["dagen"] >= 0) & (rows["dagen"] * DAG < JAAR)
    who = set(zip(rows["stroom"][soon].tolist(), rows["volgnummer"][soon].tolist(), strict=True))
    people = zip(kandidaat["stroom"][known].tolist(), kandidaat["volgnummer"][known].tolist(), strict=True)
    relapsed = np.array([person in who for person in people], dtype=np.bool_)
    keys = kandidaat["sleutels"][known]
    yield from w.ratio(TOTAAL, _per_year(w, keys[relapsed]), _per_year(w, keys))


def _vulnerable(w: Waarneming) -> list[str]:
    """The streams from which people may relapse: sitting tenants, the voorzieningen, and who may need support."""
    begeleiding = w.scenario.begeleiding
    needy = {name for name, shares in begeleiding.nodig if shares is not None} if begeleiding is not None else set()
    names = {"huurder", *(voorziening.name for voorziening in w.scenario.voorzieningen)} | needy
    return [stroom for stroom in STROMEN if stroom in names]


def _of(w: Waarneming, voorziening: Voorziening) -> Columns:
    """The rows of one voorziening."""
    table = w.columns("voorziening")
    mine = table["voorziening"] == voorziening
    return {name: column[mine] for name, column in table.items()}


def _year_lengths(w: Waarneming) -> Values:
    return np.diff(np.array(w.kalender.jaargrenzen(), dtype=np.float64)) / DAG


def _per_year(w: Waarneming, moments: Values) -> Values:
    """How many of these moments fall in each year of the run; those before it do not count."""
    return np.histogram(moments[moments >= 0], bins=np.array(w.kalender.jaargrenzen()))[0].astype(np.float64)


def _days(w: Waarneming, rows: Columns, *columns: str) -> Values:
    """Integral per year of the run of a count that changes at the moments of `rows` [days]."""
    if not len(rows["moment"]):
        return np.zeros(w.kalender.jaren)
    edges = np.array(w.kalender.jaargrenzen(), dtype=np.float64)
    moments = rows["moment"].astype(np.float64)
    level = np.sum([rows[column] for column in columns], axis=0).astype(np.float64)
    ends = np.append(moments[1:], max(edges[-1], moments[-1]))
    area = np.concatenate([[0.0], np.cumsum(level * (ends - moments))])
    days: Values = np.diff(np.interp(edges, np.append(moments, ends[-1]), area)) / DAG
    return days

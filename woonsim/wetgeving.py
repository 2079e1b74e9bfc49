"""The dated legal limits of allocation: incomes and rents per calendar year, with their sources.

The tables are data (`woonsim/data/wetgeving.toml`); every number there names its source. After the
last table the amounts grow by the scenario's `indexering` (decision 3), compounded per year; shares
and the AOW age stay as they last were.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields, replace
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from woonsim.berichten import bericht
from woonsim.errors import UsageError


@dataclass(frozen=True)
class DaebGrenzen:
    """Who may rent a DAEB woning: artikel 48 Woningwet.

    Income limits are rekeninkomen [EUR/year], by persons: one, or two and more. `vrije_ruimte` is the
    share of a year's lettings that may go to incomes above the limit, `vrije_ruimte_lokaal` that share
    where gemeente, corporaties and huurders have agreed on more.
    """

    inkomensgrens_1p_eur: float
    inkomensgrens_2p_eur: float
    huurgrens_eur: float
    """Up to this rekenhuur [EUR/month] a woning is DAEB."""
    vrije_ruimte: float
    vrije_ruimte_lokaal: float


@dataclass(frozen=True)
class PassendGrenzen:
    """Passend toewijzen: artikel 46 Woningwet.

    A huishouden with a rekeninkomen [EUR/year] up to its limit gets a rekenhuur [EUR/month] up to its
    aftoppingsgrens: `laag` for one or two persons, `hoog` for three and more. The `aow` limits hold from
    the AOW age of that year. `aandeel_passend` is the share of these lettings that must comply.
    """

    inkomensgrens_1p_eur: float
    inkomensgrens_2p_eur: float
    inkomensgrens_1p_aow_eur: float
    inkomensgrens_2p_aow_eur: float
    aftoppingsgrens_laag_eur: float
    aftoppingsgrens_hoog_eur: float
    aow_leeftijd_maanden: float
    """The age at which the AOW begins [months]: 796 is 66 years and 4 months."""
    aandeel_passend: float


@dataclass(frozen=True)
class LokaleBindingGrenzen:
    """Voorrang for local people: artikel 14 Huisvestingswet 2014.

    `aandeel_lokaal`: on at most this share of the woningen may those with ties to the gemeente or the kern come
    first.
    """

    aandeel_lokaal: float


Grenzen = TypeVar("Grenzen", DaebGrenzen, PassendGrenzen, LokaleBindingGrenzen)


@dataclass(frozen=True)
class Wetgeving:
    """The law as it stands in each year; beyond the last table, as `indexering` [share per year] makes it."""

    indexering: float

    def daeb(self, jaar: int) -> DaebGrenzen:
        """The DAEB limits that hold in calendar year `jaar`; UsageError before the first table."""
        return _daeb_in(jaar, self.indexering)

    def passend(self, jaar: int) -> PassendGrenzen:
        """The limits of passend toewijzen in calendar year `jaar`; UsageError before the first table."""
        return _passend_in(jaar, self.indexering)

    def lokale_binding(self, jaar: int) -> LokaleBindingGrenzen:
        """What the law allows in calendar year `jaar`; UsageError before the first table."""
        return _lokale_binding_in(jaar, self.indexering)

    def inkomensgroei(self, begin: int, jaar: int) -> float:
        """What incomes of year `begin` have grown to in `jaar`: the legal income limits follow incomes."""
        return _inkomensgroei(begin, jaar, self.indexering)

    def huurgroei(self, begin: int, jaar: int) -> float:
        """What rents of year `begin` have grown to in `jaar`: rents follow the legal limits."""
        return _huurgroei(begin, jaar, self.indexering)


@cache
def _daeb_in(jaar: int, indexering: float) -> DaebGrenzen:
    return _in_year(_daeb_tables(), jaar, indexering)


@cache
def _passend_in(jaar: int, indexering: float) -> PassendGrenzen:
    return _in_year(_passend_tables(), jaar, indexering)


@cache
def _lokale_binding_in(jaar: int, indexering: float) -> LokaleBindingGrenzen:
    return _in_year(_lokale_binding_tables(), jaar, indexering)


@cache
def _inkomensgroei(begin: int, jaar: int, indexering: float) -> float:
    return _passend_in(jaar, indexering).inkomensgrens_1p_eur / _passend_in(begin, indexering).inkomensgrens_1p_eur


@cache
def _huurgroei(begin: int, jaar: int, indexering: float) -> float:
    first, now = _passend_in(begin, indexering), _passend_in(jaar, indexering)
    return now.aftoppingsgrens_laag_eur / first.aftoppingsgrens_laag_eur


def _in_year(tables: dict[int, Grenzen], jaar: int, indexering: float) -> Grenzen:
    first, last = min(tables), max(tables)
    if jaar < first:
        raise UsageError(bericht("law_before", first=first, jaar=jaar))
    if jaar <= last:
        return tables[jaar]
    growth = (1 + indexering) ** (jaar - last)
    table = tables[last]
    return replace(table, **{f.name: getattr(table, f.name) * growth for f in fields(table) if _is_amount(f.name)})


def wetgeving_jaren() -> range:
    """The calendar years that have a table of their own."""
    years = _daeb_tables()
    return range(min(years), max(years) + 1)


def _is_amount(name: str) -> bool:
    return name.endswith("_eur")


@cache
def _daeb_tables() -> dict[int, DaebGrenzen]:
    return {int(jaar): DaebGrenzen(**_values(table)) for jaar, table in _document()["daeb"].items()}


@cache
def _passend_tables() -> dict[int, PassendGrenzen]:
    return {int(jaar): PassendGrenzen(**_values(table)) for jaar, table in _document()["passend"].items()}


@cache
def _lokale_binding_tables() -> dict[int, LokaleBindingGrenzen]:
    tables = _document()["lokale_binding"]
    return {int(jaar): LokaleBindingGrenzen(**_values(table)) for jaar, table in tables.items()}


def _values(table: dict[str, Any]) -> dict[str, float]:
    return {name: float(entry["waarde"]) for name, entry in table.items()}


@cache
def _document() -> dict[str, Any]:
    return tomllib.loads((files("woonsim") / "data" / "wetgeving.toml").read_text(encoding="utf-8"))

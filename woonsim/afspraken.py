"""The agreements put to the test: what each reached per year, and the chance that it was met."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from enum import IntEnum
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from woonsim.begrippen import Doelgroep, Herkomst, Kanaal, Labeling, Leeftijdsgroep, Oorzaak, Woonsituatie
from woonsim.berichten import bericht
from woonsim.indicatoren import INDICATOREN, TOTAAL, Indicator
from woonsim.intervals import wilson_interval
from woonsim.kalender import DAG, JAAR
from woonsim.scenario.problem import hint

if TYPE_CHECKING:
    import pandas as pd

    from woonsim.results import Results
    from woonsim.scenario.model import Afspraak, Scenario
    from woonsim.scenario.norm import Norm

_COMPARE: dict[str, Callable[[Any, float], Any]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
}

_SHARE = {"%": 1.0, "": 1.0}
_COUNT = {"woningen": 1.0, "": 1.0}
_UNITS: dict[str, dict[str, float]] = {
    "aandeel": _SHARE,
    "aandeel per jaar": _SHARE,
    "jaar": {"jaar": 1.0, "maanden": 1 / 12, "dagen": DAG / JAAR},
    "dagen": {"dagen": 1.0, "maanden": JAAR / DAG / 12, "jaar": JAAR / DAG},
    "woningen per jaar": _COUNT,
    "woningen": _COUNT,
}
"""Unit of an indicator -> the units its norm may carry, each in that of the indicator; others carry none."""

_NAMES: dict[str, type[IntEnum]] = {
    "kanaal": Kanaal,
    "oorzaak": Oorzaak,
    "doelgroep": Doelgroep,
    "herkomst": Herkomst,
    "woonsituatie": Woonsituatie,
    "leeftijdsgroep": Leeftijdsgroep,
    "leeftijdslabel": Labeling,
    "wortel": Oorzaak,
}

_BAND = (0.025, 0.975)
_COLUMNS = [
    *("afspraak", "indicator", "groep", "periode", "norm", "jaar", "mean", "band_low", "band_high"),
    *("kans", "kans_low", "kans_high", "aandeel_jaren", "n", "unit"),
]


def check_afspraken(scenario: Scenario) -> list[tuple[str, str]]:
    """What is wrong with the agreements of a scenario: (path, message), such as ``afspraken[0].indicator``."""
    return [
        (f"afspraken[{i}].{key}", message)
        for i, afspraak in enumerate(scenario.afspraken)
        for key, message in _faults(afspraak, scenario)
    ]


def _faults(afspraak: Afspraak, scenario: Scenario) -> Iterator[tuple[str, str]]:
    yield from outcome_faults(afspraak.indicator, afspraak.groep, scenario)
    yield from unit_faults(afspraak.indicator, "norm", afspraak.norm, afspraak.grens)


def outcome_faults(naam: str, groep: str | None, scenario: Scenario) -> Iterator[tuple[str, str]]:
    """What is wrong with an indicator and a group that a scenario names: (key, message)."""
    indicator = INDICATOREN.get(naam)
    if indicator is None:
        yield "indicator", _unknown(naam, bericht("where_indicatoren"), list(INDICATOREN))
        return
    groepen = groepen_van(indicator, scenario)
    if (groep or TOTAAL) not in groepen:
        yield (
            "groep" if groep else "indicator",
            _unknown(groep or TOTAAL, bericht("where_groepen", indicator=naam), groepen),
        )


def unit_faults(naam: str, key: str, text: str, norm: Norm) -> Iterator[tuple[str, str]]:
    """What is wrong with the unit of a `norm` for an indicator that there is, written as `text` at `key`."""
    units = _UNITS.get(INDICATOREN[naam].eenheid, {"": 1.0}) if naam in INDICATOREN else {norm.eenheid: 1.0}
    if norm.eenheid not in units:
        known = [unit for unit in units if unit]
        yield key, _unknown(norm.eenheid or text, bericht("where_eenheden", indicator=naam), known)


def groepen_van(indicator: Indicator, scenario: Scenario) -> list[str]:
    """The groups for which an indicator of `scenario` can be asked."""
    groepen = [f"{d}={name}" for d in indicator.dimensies for name in _names(d, scenario)]
    return [TOTAAL, *groepen] if indicator.heeft_totaal else groepen


def _names(dimension: str, scenario: Scenario) -> list[str]:
    """The names that a group of this dimension may have."""
    if dimension == "kern":
        return [kern.naam for kern in scenario.kernen]
    if dimension == "rekening":
        return [regel.naam for regel in scenario.beleid]
    return [member.name for member in _NAMES[dimension]]


def _unknown(given: str, where: str, known: list[str]) -> str:
    whole = [name for name in known if name.endswith(f"={given}")]
    tail = bericht("hint", nearest=whole[0]) if whole else hint(given, known)
    return bericht("unknown_reference", given=given, where=where, hint=tail)


def limit_of(afspraak: Afspraak) -> float:
    """The value that the norm of an agreement names, in the unit of its indicator."""
    return in_unit_of(afspraak.indicator, afspraak.grens)


def in_unit_of(indicator: str, norm: Norm) -> float:
    """The value of a norm in the unit of the indicator."""
    return norm.waarde * _UNITS.get(INDICATOREN[indicator].eenheid, {"": 1.0})[norm.eenheid]


def _test(afspraak: Afspraak) -> Callable[[NDArray[np.float64]], NDArray[np.bool_]]:
    """Which values, in the unit of the indicator, meet the norm; NaN never does."""
    norm, limit = afspraak.grens, limit_of(afspraak)

    def met(values: NDArray[np.float64]) -> NDArray[np.bool_]:
        # 10 of 200 is 5%, however either was rounded
        exact = np.where(np.isclose(values, limit, rtol=1e-12, atol=0.0), limit, values)
        return np.asarray(_COMPARE[norm.operator](exact, limit), dtype=np.bool_)

    return met


def toets(results: Results, cijfers: pd.DataFrame) -> pd.DataFrame:
    """Every agreement against what the replications reached; `cijfers` is `per_replicatie(results)`.

    A row per agreement and year (only for `periode: jaar`) and one over the term (`jaar` NA). Columns:
    `afspraak`, `indicator`, `groep`, `periode`, `norm`, `jaar`; `mean`, `band_low`, `band_high`: mean and
    2.5-97.5 percentile band of the values (a band of outcomes, which more replications do not narrow; in
    the row over the term that of all years); `kans`, `kans_low`, `kans_high`: share of the replications
    that met the norm (over the term: in every year) with Wilson's 95% interval; `aandeel_jaren`: share
    of all years of all replications that met it (only over the term); `n`: replications with a value;
    `unit`. A year without a value neither meets nor misses.
    """
    import pandas as pd

    rows = [row for afspraak in results.scenario.afspraken for row in _rows(afspraak, cijfers)]
    return pd.DataFrame(rows, columns=_COLUMNS).astype({"jaar": "Int64", "n": "int64"})


def _rows(afspraak: Afspraak, cijfers: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """The rows of one agreement: its years, then the term."""
    groep = afspraak.groep or TOTAAL
    met = _test(afspraak)
    head = {
        "afspraak": afspraak.naam,
        "indicator": afspraak.indicator,
        "groep": groep,
        "periode": afspraak.periode,
        "norm": afspraak.norm,
        "unit": INDICATOREN[afspraak.indicator].eenheid,
    }
    mine = cijfers[(cijfers["indicator"] == afspraak.indicator) & (cijfers["groep"] == groep)]
    if afspraak.periode == "looptijd":
        values = mine.loc[mine["jaar"].isna(), "value"].to_numpy(dtype=np.float64)[:, np.newaxis]
        yield {**head, **_judgement(values, met(values))}
        return
    yearly = mine[mine["jaar"].notna()].pivot(index="replicatie", columns="jaar", values="value")
    values = yearly.to_numpy(dtype=np.float64)
    for i, jaar in enumerate(yearly.columns):
        yield {**head, "jaar": jaar, **_judgement(values[:, [i]], met(values[:, [i]]))}
    n_values = np.count_nonzero(~np.isnan(values))
    share = np.count_nonzero(met(values)) / n_values if n_values else float("nan")
    yield {**head, **_judgement(values, met(values)), "aandeel_jaren": share}


def _judgement(values: NDArray[np.float64], met: NDArray[np.bool_]) -> dict[str, float]:
    """Mean, band and chance, with its interval, that a replication (a row) meets the norm wherever it has a value."""
    exists = ~np.isnan(values)
    known = values[exists]
    low, high = np.quantile(known, _BAND) if len(known) else (float("nan"), float("nan"))
    judged = exists.any(axis=1)
    n = int(np.count_nonzero(judged))
    hits = int(np.count_nonzero((met | ~exists).all(axis=1) & judged))
    kans_low, kans_high = wilson_interval(hits, n)
    return {
        "mean": float(known.mean()) if len(known) else float("nan"),
        "band_low": float(low),
        "band_high": float(high),
        "kans": hits / n if n else float("nan"),
        "kans_low": kans_low,
        "kans_high": kans_high,
        "n": n,
    }


def to_json_rows(samenvatting: pd.DataFrame, toets: pd.DataFrame) -> dict[str, list[dict[str, Any]]]:
    """The rows that ``--json`` prints, under `indicatoren` and `afspraken`; what does not exist is None."""
    columns = ["indicator", "groep", "jaar", "mean", "low", "high", "unit", "n", "betrouwbaar"]
    return {"indicatoren": plain_rows(samenvatting[columns]), "afspraken": plain_rows(toets)}


def plain_rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table as JSON knows them; what does not exist, or is infinite, is None."""
    known = table.notna() & ~table.isin([float("inf"), float("-inf")])
    plain = table.astype(object).where(known, None)
    return [{str(key): _scalar(value) for key, value in row.items()} for row in plain.to_dict("records")]


def _scalar(value: Any) -> Any:
    return value.item() if isinstance(value, np.generic) else value

"""The agreements put to the test: what each reached, the chance that it was met, what was lacking, false alarm."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from enum import IntEnum
from typing import TYPE_CHECKING, Any

import numpy as np

from woonsim.begrippen import Doelgroep, Herkomst, Kanaal, Labeling, Leeftijdsgroep, Oorzaak, Woonsituatie
from woonsim.berichten import bericht
from woonsim.indicatoren import INDICATOREN, TOTAAL, Indicator
from woonsim.intervals import hall_intervals, wilson_interval
from woonsim.maatstaf import Maatstaf, Values, norm_units, tolerantie_units
from woonsim.scenario.problem import hint

if TYPE_CHECKING:
    import pandas as pd

    from woonsim.results import Results
    from woonsim.scenario.model import Afspraak, Scenario
    from woonsim.scenario.norm import Norm, Tolerantie

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
_NAN = float("nan")
_COLUMNS = [
    *("afspraak", "indicator", "groep", "partij", "periode", "norm", "tolerantie", "jaar"),
    *("mean", "band_low", "band_high", "kans", "kans_low", "kans_high", "aandeel_jaren"),
    *("tekort", "tekort_low", "tekort_high", "tekort_gemist", "verwacht", "verwacht_low", "verwacht_high", "levert"),
    *("vals_alarm", "vals_alarm_low", "vals_alarm_high", "n", "unit"),
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
    if afspraak.tolerantie is not None:
        text = afspraak.tolerantie
        yield from unit_faults(afspraak.indicator, "tolerantie", text, afspraak.speling, tolerantie_units)


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


def unit_faults(
    naam: str,
    key: str,
    text: str,
    norm: Norm | Tolerantie,
    units_of: Callable[[str], dict[str, float]] = norm_units,
) -> Iterator[tuple[str, str]]:
    """What is wrong with the unit of a `norm` for an indicator that there is, written as `text` at `key`."""
    units = units_of(INDICATOREN[naam].eenheid) if naam in INDICATOREN else {norm.eenheid: 1.0}
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


def in_unit_of(indicator: str, norm: Norm) -> float:
    """The value of a norm in the unit of the indicator."""
    return norm.waarde * norm_units(INDICATOREN[indicator].eenheid)[norm.eenheid]


def toets(results: Results, cijfers: pd.DataFrame) -> pd.DataFrame:
    """Every agreement against what the replications reached; `cijfers` is `per_replicatie(results)`.

    A row per agreement and year (only for `periode: jaar`) and one over the term (`jaar` NA). A year without a
    value neither meets nor misses. What is short and how far is in the unit of the indicator (`unit`). Columns:

    - `afspraak`, `indicator`, `groep`, `partij`, `periode`, `norm`, `tolerantie`, `jaar`;
    - `mean`, `band_low`, `band_high`: mean and 2.5-97.5 percentile band of the values (a band of outcomes, which
      more replications do not narrow; in the row over the term that of all years);
    - `kans`, `kans_low`, `kans_high`: share of the replications that met the norm within its tolerance (over the
      term: in every year) with Wilson's 95% interval; `aandeel_jaren`: share of all years of all replications
      that met it (only over the term);
    - `tekort`, `tekort_low`, `tekort_high`: how far it falls short of the norm, 0 where it is met, as a mean over
      the replications with Hall's 95% interval; `tekort_gemist`: mean over what missed it;
    - `verwacht`, `verwacht_low`, `verwacht_high` (only over the term): the mean over replications of the figure
      over the term, with Hall's 95% interval; `levert`: whether that meets the norm within its tolerance, so that
      the policy delivers what was agreed;
    - `vals_alarm`, `vals_alarm_low`, `vals_alarm_high`: where the policy delivers, the share of replications in
      which the year (over the term: at least one year) misses the norm all the same, with Wilson's interval;
    - `n`: replications with a value; `unit`.
    """
    import pandas as pd

    rows = [row for afspraak in results.scenario.afspraken for row in _rows(afspraak, cijfers)]
    return pd.DataFrame(rows, columns=_COLUMNS).astype({"jaar": "Int64", "n": "int64", "levert": "boolean"})


def _rows(afspraak: Afspraak, cijfers: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """The rows of one agreement: its years, then the term."""
    groep, maatstaf = afspraak.groep or TOTAAL, Maatstaf.of(afspraak)
    given = ("indicator", "partij", "periode", "norm", "tolerantie")
    head = {"afspraak": afspraak.naam, "groep": groep, "unit": INDICATOREN[afspraak.indicator].eenheid}
    head |= {key: getattr(afspraak, key) for key in given}
    mine = cijfers[(cijfers["indicator"] == afspraak.indicator) & (cijfers["groep"] == groep)]
    over_term = mine.loc[mine["jaar"].isna(), "value"].to_numpy(dtype=np.float64)[:, np.newaxis]
    expected = _expectation(over_term, maatstaf)
    if afspraak.periode == "looptijd":
        yield {**head, **expected, **_judgement(over_term, maatstaf, expected["levert"])}
        return
    yearly = mine[mine["jaar"].notna()].pivot(index="replicatie", columns="jaar", values="value")
    values = yearly.to_numpy(dtype=np.float64)
    for i, jaar in enumerate(yearly.columns):
        yield {**head, "jaar": jaar, **_judgement(values[:, [i]], maatstaf, expected["levert"])}
    n_values = np.count_nonzero(~np.isnan(values))
    share = np.count_nonzero(maatstaf.meets(values)) / n_values if n_values else float("nan")
    yield {**head, **expected, **_judgement(values, maatstaf, expected["levert"]), "aandeel_jaren": share}


def _expectation(over_term: Values, maatstaf: Maatstaf) -> dict[str, Any]:
    """What the policy delivers over the term, and whether that is what was agreed."""
    if not np.isfinite(over_term).any():
        return {"levert": None}
    found = hall_intervals(over_term)
    mean, low, high = (float(bound[0]) for bound in (found.mean, found.low, found.high))
    delivers = bool(maatstaf.meets(found.mean)[0])
    return {"verwacht": mean, "verwacht_low": low, "verwacht_high": high, "levert": delivers}


def _judgement(values: Values, maatstaf: Maatstaf, delivers: bool | None) -> dict[str, float]:
    """One row: outcome, chance that a replication (a row) meets the norm wherever it has a value, what is lacking."""
    exists = ~np.isnan(values)
    known = values[exists]
    low, high = np.quantile(known, _BAND) if len(known) else (_NAN, _NAN)
    judged = exists.any(axis=1)
    n = int(np.count_nonzero(judged))
    hits = int(np.count_nonzero((maatstaf.meets(values) | ~exists).all(axis=1) & judged))
    chances = {"kans": (hits, n), "vals_alarm": (n - hits, n if delivers else 0)}
    row = {"mean": float(known.mean()) if len(known) else _NAN, "band_low": float(low), "band_high": float(high)}
    for name, (times, of) in chances.items():
        row[name] = times / of if of else _NAN
        row[f"{name}_low"], row[f"{name}_high"] = wilson_interval(times, of)
    return {**row, **_shortfall(values[judged], maatstaf), "n": n}


def _shortfall(values: Values, maatstaf: Maatstaf) -> dict[str, float]:
    """How far the norm is missed: over everything as a mean of replications (rows), and over what missed it."""
    if not len(values):
        return {}
    lacking = np.where(np.isnan(values), np.nan, maatstaf.shortfall(values))
    found = hall_intervals(np.nanmean(lacking, axis=1)[:, np.newaxis])
    missed = lacking[~maatstaf.meets(values) & ~np.isnan(values)]
    return {
        "tekort": float(found.mean[0]),
        "tekort_low": float(found.low[0]),
        "tekort_high": float(found.high[0]),
        "tekort_gemist": float(missed.mean()) if len(missed) else _NAN,
    }


def to_json_rows(samenvatting: pd.DataFrame, toets: pd.DataFrame) -> dict[str, list[dict[str, Any]]]:
    """The rows that ``--json`` prints, under `indicatoren` and `afspraken`; what does not exist is None."""
    columns = ["indicator", "groep", "jaar", "mean", "low", "high", "unit", "n", "betrouwbaar"]
    return {"indicatoren": plain_rows(samenvatting[columns]), "afspraken": plain_rows(toets)}


def tables_as_json(tables: Mapping[str, pd.DataFrame]) -> str:
    """Tables as ``--json`` prints them, by name; what does not exist, or is infinite, is null."""
    plain = {name: plain_rows(table) for name, table in tables.items()}
    return json.dumps(plain, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def plain_rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table as JSON knows them; what does not exist, or is infinite, is None."""
    known = table.notna() & ~table.isin([float("inf"), float("-inf")])
    plain = table.astype(object).where(known, None)
    return [{str(key): _scalar(value) for key, value in row.items()} for row in plain.to_dict("records")]


def _scalar(value: Any) -> Any:
    return value.item() if isinstance(value, np.generic) else value

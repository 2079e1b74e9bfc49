"""What the screen says about the agreements: reached, how often met, what was short, what is only bad luck."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from woonsim.indicatoren import INDICATOREN
from woonsim.maatstaf import Maatstaf
from woonsim.notatie import decimals_of, unit_noun, value_text
from woonsim.schermteksten import getal, in_english, tekst

if TYPE_CHECKING:
    import pandas as pd

    from woonsim.scenario.model import Afspraak, Scenario

Row = Mapping[Any, Any]


def afspraak_lines(scenario: Scenario, afspraak: pd.DataFrame) -> Iterator[str]:
    """The paragraphs about every agreement of `scenario`, from the table that `woonsim.afspraken.toets` gives."""
    for one in scenario.afspraken:
        mine = afspraak[afspraak["afspraak"] == one.naam]
        yield _head(one)
        for row in mine[mine["jaar"].isna()].to_dict("records"):
            yield from (f"  {line}" for line in _verdict(one, row))
        years = mine[mine["jaar"].notna()].to_dict("records")
        unit = INDICATOREN[one.indicator].eenheid
        reached = ", ".join(f"{row['jaar']} {value_text(row['mean'], unit, 1)}" for row in years)
        if reached:
            yield f"  {tekst('per_jaar', waarden=reached)}"


def _head(one: Afspraak) -> str:
    """What is agreed, by whom, and what it is counted over."""
    head = tekst(
        "afspraak_kop",
        naam=one.naam,
        indicator=one.indicator,
        norm=one.norm,
        periode=tekst(f"periode_{one.periode}"),
    )
    if one.tolerantie is not None:
        head += tekst("afspraak_tolerantie", tolerantie=one.tolerantie.strip())
    if one.partij is not None:
        head += tekst("afspraak_partij", partij=one.partij)
    return head


def _verdict(one: Afspraak, row: Row) -> Iterator[str]:
    """What the row over the term says."""
    indicator, unit = INDICATOREN[one.indicator], row["unit"]
    yield tekst("afspraak_telt", definitie=indicator.definition if in_english() else indicator.definitie)
    reached = {key: value_text(row[column], unit, 1) for key, column in _REACHED.items()}
    chances = {key: value_text(row[key], "aandeel", 0) for key in ("kans", "kans_low", "kans_high")}
    years = value_text(row["aandeel_jaren"], "aandeel", 0)
    yield tekst(f"afspraak_{one.periode}", **reached, **chances, jaren=years)
    if not math.isnan(row["tekort_gemist"]):
        decimals = _decimals(row, "tekort")
        short = {key: getal(row[column] * _scale(unit), decimals) for key, column in _SHORT.items()}
        yield tekst(f"afspraak_tekort_{one.periode}", **short, eenheid=_noun(unit))
    if not math.isnan(row["verwacht"]):
        yield _delivery(one, row)


def _delivery(one: Afspraak, row: Row) -> str:
    """Whether the policy delivers what was agreed, and how often it seems not to."""
    unit, decimals = row["unit"], _decimals(row, "verwacht")
    values = {key: value_text(row[column], unit, decimals) for key, column in _EXPECTED.items()}
    alarm = {key: value_text(row[column], "aandeel", 0) for key, column in _ALARM.items()}
    years = value_text(1 - row["aandeel_jaren"], "aandeel", 0)
    how = "niet" if not row["levert"] else one.periode if row["vals_alarm"] > 0 else "altijd"
    said = tekst(f"afspraak_levert_{how}", **values, **alarm, jaren=years)
    ends = np.array([row["verwacht_low"], row["verwacht_high"]])
    if np.isnan(ends).any():
        return f"{said} {tekst('afspraak_levert_een')}"
    if (Maatstaf.of(one).meets(ends) == bool(row["levert"])).all():
        return said
    return f"{said} {tekst('afspraak_levert_onzeker', n=row['n'])}"


def _decimals(row: Row, name: str) -> int:
    return decimals_of({"mean": row[name], "low": row[f"{name}_low"], "high": row[f"{name}_high"], "unit": row["unit"]})


def _scale(unit: str) -> float:
    return 100.0 if unit.startswith("aandeel") else 1.0


def _noun(unit: str) -> str:
    """The unit of a distance between two figures, after a space."""
    if unit.startswith("aandeel"):
        return f" {tekst('eenheid_procentpunt')}"
    return f" {tekst('eenheid_woningen')}" if unit.startswith("woningen") else f" {unit_noun(unit)}".rstrip()


_REACHED = {"mean": "mean", "low": "band_low", "high": "band_high"}
_SHORT = {"gemist": "tekort_gemist", "tekort": "tekort", "low": "tekort_low", "high": "tekort_high"}
_EXPECTED = {"verwacht": "verwacht", "low": "verwacht_low", "high": "verwacht_high"}
_ALARM = {"alarm": "vals_alarm", "alarm_low": "vals_alarm_low", "alarm_high": "vals_alarm_high"}

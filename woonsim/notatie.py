"""Figures as a reader sees them: digits as far as they are known, shares as percentages, units as words."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

from woonsim.schermteksten import getal, rounded, tekst


def value_text(value: float, unit: str, decimals: int) -> str:
    """A figure in `unit` (that of its indicator) with so many decimals; a dash when there is none."""
    if math.isnan(value):
        return "-"
    return f"{getal(value * 100, decimals)}%" if unit.startswith("aandeel") else getal(value, decimals)


def decimals_of(row: Mapping[Any, Any]) -> int:
    """Digits after the comma that the interval (`low`, `high` around `mean`) allows: its half shows in the last."""
    scale = 100.0 if str(row["unit"]).startswith("aandeel") else 1.0
    half = (row["high"] - row["low"]) / 2 * scale
    if math.isnan(half) or half <= 0:
        return 1 if abs(row["mean"]) * scale < 100 else 0
    return min(2, max(0, -math.floor(math.log10(half))))


def column_decimals(rows: Iterable[Mapping[Any, Any]], most: int) -> int:
    """Decimals for a whole column: those of the figure in it that is known best; figures without a spread say none."""
    column = [row for row in rows if not math.isnan(row["mean"])]
    known = [decimals_of(row) for row in column if row["high"] > row["low"]]
    is_whole = all(float(row["mean"]).is_integer() for row in column)
    return min(most, max(known, default=0 if is_whole else 1))


def unit_noun(unit: str) -> str:
    """What follows the number: what is counted is said elsewhere."""
    last = "per jaar" if unit.endswith("per jaar") else unit
    return tekst(f"eenheid_{last.replace(' ', '_')}") if last in ("per jaar", "jaar", "maanden", "dagen") else ""


def signed(value: float, decimals: int) -> str:
    """A difference with its sign; none before what is rounded to 0."""
    return f"{'+' if rounded(value, decimals) > 0 else ''}{getal(value, decimals)}"


def seems_off(row: Mapping[Any, Any], decimals: int) -> bool:
    """Whether by rounding `waarde` less `basis`, with so many decimals, does not read as `verschil`."""
    if any(math.isnan(row[key]) for key in ("basis", "waarde", "verschil")):
        return False
    scale = 100.0 if str(row["unit"]).startswith("aandeel") else 1.0
    basis, waarde = (rounded(row[key] * scale, decimals) for key in ("basis", "waarde"))
    told = rounded(row["verschil"] * scale, decimals_of({**row, "mean": row["verschil"]}))
    return not math.isclose(waarde - basis, told, abs_tol=1e-9)


def difference_text(row: Mapping[Any, Any], least: int = 0) -> tuple[str, str]:
    """A mean difference (`verschil`) and its interval (`low`, `high`), in percentage points for a share (`unit`).

    With `least` decimals or more.
    """
    scale = 100.0 if str(row["unit"]).startswith("aandeel") else 1.0
    tail = " pp" if scale > 1 else ""
    if math.isnan(row["verschil"]):
        return "-", "-"
    mine = {"mean": row["verschil"], "low": row["low"], "high": row["high"], "unit": row["unit"]}
    decimals = max(least, decimals_of(mine))
    mean = f"{signed(row['verschil'] * scale, decimals)}{tail}"
    if math.isnan(row["low"]):
        return mean, "-"
    low, high = (signed(row[side] * scale, decimals) for side in ("low", "high"))
    return mean, tekst("tot", low=low, high=high)

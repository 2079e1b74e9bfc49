"""What the screen says about a difference over assumption sets, at 80 columns: paragraphs, and a table of influence."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from woonsim.notatie import decimals_of, signed, unit_noun, value_text
from woonsim.schermteksten import getal, rounded, tekst
from woonsim.vergelijking.invloed import SAMEN, SPARE

if TYPE_CHECKING:
    import pandas as pd

    from woonsim.aannames import Vast
    from woonsim.indicatoren.indicator import Indicator

MOST = 10
"""Assumptions in the table."""
_LETTERS = 50


def onwetendheid_lines(
    variant: str, uitkomst: str, indicator: Indicator, oordeel: pd.DataFrame, regel: pd.DataFrame
) -> Iterator[str]:
    """The paragraphs about one variant and one outcome (what the reader calls it).

    `oordeel` comes from `woonsim.vergelijking.onwetendheid`, `regel` from `woonsim.vergelijking.verliesregel`.
    """
    row = dict(oordeel.iloc[0])
    if not row["sets"]:
        yield tekst("onw_geen_cijfer", uitkomst=uitkomst)
        return
    shares = {key: value_text(row[column], "aandeel", 0) for key, column in _SHARES.items()}
    name = "onw_beter" if indicator.richting else "onw_hoger"
    first = tekst(name, uitkomst=uitkomst, variant=variant, sets=int(row["sets"]), **shares)
    if row["onzeker"] > 0:
        first += f" {tekst('onw_onzeker', onzeker=value_text(row['onzeker'], 'aandeel', 0))}"
    yield first
    yield from _spread(row, indicator.eenheid)
    if 0 < row["slechter"] < 1:
        yield _rule(variant, indicator, regel)


def _spread(row: dict[Any, Any], unit: str) -> Iterator[str]:
    """How far the difference goes, and how much of that is chance."""
    scale = 100.0 if unit.startswith("aandeel") else 1.0
    margin = 0.0 if math.isnan(row["sd_toeval"]) else 2.0 * row["sd_toeval"]
    decimals = decimals_of(
        {"mean": row["verschil"], "low": row["verschil"] - margin, "high": row["verschil"] + margin, "unit": unit}
    )
    noun = tekst("eenheid_procentpunt") if scale > 1.0 else unit_noun(unit)
    told = {key: signed(row[column] * scale, decimals) for key, column in _DIFFERENCES.items()}
    eenheid = f" {noun}" if noun else ""
    yield tekst("onw_verschil", eenheid=eenheid, **told)
    if not math.isnan(row["sd_onwetendheid"]):
        sizes = [row[f"sd_{key}"] * scale for key in ("onwetendheid", "toeval")]
        digits = next((d for d in range(decimals, 3) if all(rounded(size, d) > 0 for size in sizes if size > 0)), 3)
        spread = dict(zip(("onwetendheid", "toeval"), (getal(size, digits) for size in sizes), strict=True))
        yield tekst("onw_spreiding", n=int(row["n"]), eenheid=eenheid, **spread)


def _rule(variant: str, indicator: Indicator, regel: pd.DataFrame) -> str:
    """Under which assumptions the variant loses."""
    if regel.empty:
        return tekst("onw_geen_regel" if indicator.richting else "onw_geen_regel_lager", variant=variant)
    rows = regel.to_dict("records")
    both = tekst("beide", een="{}", ander="{}")
    conditions = [
        tekst(
            "onw_hoger_dan" if row["teken"] == ">" else "onw_lager_dan",
            omschrijving=row["omschrijving"],
            grens=_limit(row),
        )
        for row in rows
    ]
    told = conditions[0] if len(conditions) == 1 else both.format(*conditions)
    counts = {key: rows[0][key] for key in ("goed", "sets", "verliest")}
    return tekst("onw_regel" if indicator.richting else "onw_regel_lager", variant=variant, voorwaarden=told, **counts)


def _limit(row: dict[Any, Any]) -> str:
    """A threshold with the unit that the scenario has."""
    unit = row["eenheid"]
    text = getal(row["grens"], len(f"{row['grens']:.6f}".rstrip("0").partition(".")[2]))
    return f"{text}{unit}" if unit in ("", "%") else f"{text} {unit}"


def invloed_table(invloed: pd.DataFrame, variant: str, indicator: Indicator) -> tuple[Table, list[str]]:
    """The assumptions that decide, the strongest first, and the notes below the table.

    Shown are those that are certain to decide; where none is, the strongest few, said to be uncertain.
    """
    known = invloed[invloed["coefficient"].notna()]
    certain = known[known["beslist"]]
    title = tekst("onw_invloed" if len(certain) else "onw_verbanden")
    table = Table(title=title, title_justify="left", title_style="bold", box=None, padding=(0, 2, 0, 0))
    table.add_column("", overflow="fold", max_width=_LETTERS)
    for head in ("onw_coefficient", "kop_interval"):
        table.add_column(tekst(head), justify="right", no_wrap=True)
    shown = (certain if len(certain) else known.head(3)).head(MOST)
    for row in shown.to_dict("records"):
        low, high = (signed(row[side], 2) for side in ("low", "high"))
        table.add_row(
            Text(_folded(str(row["omschrijving"]))), signed(row["coefficient"], 2), tekst("tot", low=low, high=high)
        )
    notes = [] if len(certain) else [tekst("onw_nul")]
    if len(certain) and len(known) > len(shown):
        notes.append(tekst("onw_rest", n=len(known) - len(shown)))
    return table, [*notes, *_method(known, variant, indicator)]


def _folded(text: str) -> str:
    """A path that is too long for its column on more lines, broken at its dots."""
    lines = [""]
    for part in re.split(r"(?<=\.)(?=\S)", text) if len(text) > _LETTERS and " " not in text else [text]:
        if lines[-1] and len(lines[-1]) + len(part) > _LETTERS:
            lines.append(part)
        else:
            lines[-1] += part
    return "\n".join(lines)


def _method(known: pd.DataFrame, variant: str, indicator: Indicator) -> Iterator[str]:
    """How the influence was found."""
    if known.empty:
        return
    row, p = known.iloc[0], len(known)
    if row["methode"] == SAMEN:
        r2 = value_text(row["r2"], "aandeel", 0)
        yield tekst("onw_samen", p=p, sets=row["sets"], r2=r2, richting=_direction(variant, indicator))
    else:
        yield tekst("onw_een_voor_een", p=p, sets=row["sets"], nodig=p + SPARE, richting=_direction(variant, indicator))


def _direction(variant: str, indicator: Indicator) -> str:
    return tekst("onw_gunstig" if indicator.richting else "onw_hoger_is_meer", variant=variant)


def vast_line(vast: Sequence[Vast]) -> list[str]:
    """The assumptions that were not drawn; nothing when all were."""
    return [tekst("onw_vast", namen="; ".join(f"{each.pad} ({each.reden})" for each in vast))] if vast else []


_SHARES = {"beter": "beter", "low": "beter_low", "high": "beter_high", "slechter": "slechter", "gelijk": "gelijk"}
_DIFFERENCES = {"verschil": "verschil", "low": "band_low", "high": "band_high"}

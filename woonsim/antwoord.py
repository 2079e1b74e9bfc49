"""The answer of a run to its question: a few sentences from its figures, as far as the scenario has the subject."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from woonsim.indicatoren import TOTAAL
from woonsim.kalender import DAGEN_PER_MAAND
from woonsim.notatie import decimals_of, value_text
from woonsim.schermteksten import getal, tekst
from woonsim.uitkomsten import OTHERS

if TYPE_CHECKING:
    import pandas as pd

    from woonsim.scenario.model import Scenario


class Cijfers:
    """The figures over the term, by indicator and group, as a reader sees them."""

    def __init__(self, figures: dict[str, pd.DataFrame]) -> None:
        """Look the rows over the term up once."""
        table = figures["indicator"]
        over_term = table[table["jaar"].isna()]
        keys = zip(over_term["indicator"], over_term["groep"], strict=True)
        self._rows = dict(zip(keys, over_term.to_dict("records"), strict=True))
        self._each = figures["indicator_per_replicatie"]

    def shown(self, indicator: str, groep: str = TOTAAL, most: int = 0) -> str:
        """The mean with at most `most` decimals, fewer when less is known; KeyError when there is none."""
        row = self._rows[indicator, groep]
        if math.isnan(row["mean"]):
            raise KeyError(indicator)
        return value_text(row["mean"], row["unit"], min(most, decimals_of(row)))

    def total(self, indicator: str, *groups: str) -> float:
        """The sum of the means of these groups; KeyError when there is none."""
        return math.fsum(self._rows[indicator, groep]["mean"] for groep in groups)

    def months(self, indicator: str, groep: str) -> str:
        """A mean that is in days as months, a decimal where the interval allows it; KeyError when there is none."""
        row = self._rows[indicator, groep]
        if math.isnan(row["mean"]):
            raise KeyError(indicator)
        in_months = row | {name: row[name] / DAGEN_PER_MAAND for name in ("mean", "low", "high")}
        return getal(in_months["mean"], min(1, decimals_of(in_months)))

    def band(self, indicator: str, groep: str) -> tuple[str, str]:
        """Between what the figure of a single year lies in 95% of the years of all replications."""
        each = self._each
        mine = (each["indicator"] == indicator) & (each["groep"] == groep) & each["jaar"].notna()
        low, high = each.loc[mine, "value"].quantile([0.025, 0.975])
        return getal(low), getal(high)


def answer(scenario: Scenario, figures: dict[str, pd.DataFrame]) -> Iterator[str]:
    """The sentences for which the run has figures."""
    known = Cijfers(figures)
    for sentence in (_who_gets_what, _who_leaves, _who_waits):
        try:
            yield sentence(scenario, known)
        except KeyError:
            # this scenario has no such group, or nobody of it was housed
            continue


def _who_gets_what(scenario: Scenario, known: Cijfers) -> str:
    groups = ("uitstroom", "statushouders", "urgenten", "regulier")
    shown = {group: known.shown("toewijzingen", f"doelgroep={group}") for group in groups}
    others = known.total("toewijzingen", *(f"doelgroep={group}" for group in OTHERS))
    new = known.total("gebouwd", TOTAAL)
    low, high = known.band("toewijzingen", "doelgroep=uitstroom")
    regular_low, regular_high = known.band("toewijzingen", "doelgroep=regulier")
    return tekst(
        "antwoord_verdeling",
        voorziening=_left(scenario),
        vrij=known.shown("vrijgekomen"),
        nieuw=tekst("antwoord_nieuw", n=getal(new)) if new >= 0.5 else "",
        **shown,
        overige=tekst("antwoord_overige", n=getal(others)) if others >= 0.5 else "",
        uitstroom_low=low,
        uitstroom_high=high,
        regulier_low=regular_low,
        regulier_high=regular_high,
    )


def _who_leaves(scenario: Scenario, known: Cijfers) -> str:
    places = [
        tekst(
            f"deel_{voorziening.name}",
            n=known.shown("voorziening_geblokkeerd", f"voorziening={voorziening.name}", most=1),
            plaatsen=spec.plaatsen,
        )
        for voorziening, spec in scenario.voorzieningen.items()
    ]
    return tekst(
        "antwoord_uitstroom",
        voorziening=_left(scenario),
        mediaan=known.months("wachttijd_mediaan", "doelgroep=uitstroom"),
        p90=known.months("wachttijd_p90", "doelgroep=uitstroom"),
        bezet=tekst("beide", een=places[0], ander=places[1]) if len(places) > 1 else places[0],
    )


def _left(scenario: Scenario) -> str:
    """What people leave; KeyError when there is no voorziening."""
    names = [voorziening.name for voorziening in scenario.voorzieningen]
    if not names:
        raise KeyError("voorziening")
    return tekst("uit_beide" if len(names) > 1 else f"uit_{names[0]}")


def _who_waits(scenario: Scenario, known: Cijfers) -> str:
    return tekst(
        "antwoord_regulier",
        duur=known.shown("inschrijfduur_gehuisvest", most=1),
        aandeel=known.shown("aandeel_gemeente"),
        gemeente=scenario.gemeente.naam,
    )

"""The indicators of who live in the stock: names, units and definitions."""

from __future__ import annotations

from woonsim.indicatoren import bevolking as b
from woonsim.indicatoren.indicator import Indicator

_AANDEEL = "aandeel"

BEVOLKING = (
    Indicator(
        "huurders_65plus",
        _AANDEEL,
        (),
        "Deel van de huurders aan het einde van het jaar van wie de oudste 65 jaar of ouder is.",
        "Share of the tenants at the end of the year of whom the oldest is 65 or older.",
        b.share_of_huurders(b.aged(65)),
    ),
    Indicator(
        "huurders_75plus",
        _AANDEEL,
        (),
        "Deel van de huurders aan het einde van het jaar van wie de oudste 75 jaar of ouder is.",
        "Share of the tenants at the end of the year of whom the oldest is 75 or older.",
        b.share_of_huurders(b.aged(75)),
    ),
    Indicator(
        "huurders_vanaf_55_in_gelabeld",
        _AANDEEL,
        (),
        "Deel van de huurders van 55 jaar en ouder dat aan het einde van het jaar in een woning met een "
        "leeftijdslabel woont.",
        "Share of the tenants of 55 and older who live in a woning with a leeftijdslabel at the end of the year.",
        b.share_of_huurders(b.in_gelabeld, b.vanaf_55),
    ),
    Indicator(
        "huishoudgrootte_huurders",
        "personen",
        (),
        "Gemiddeld aantal personen per huurder aan het einde van het jaar.",
        "Mean number of persons per tenant at the end of the year.",
        b.huishoudgrootte_huurders,
    ),
    Indicator(
        "huurders_ruim_wonend",
        _AANDEEL,
        (),
        "Deel van de huurders dat aan het einde van het jaar met één of twee personen in vier kamers of meer woont.",
        "Share of the tenants who live with one or two persons in four rooms or more at the end of the year.",
        b.share_of_huurders(b.wonen_ruim),
    ),
)
"""Who live in the stock, and whether the woning fits them."""

"""The indicators of the stock that changes and of leeftijdslabels, by name."""

from __future__ import annotations

from woonsim.indicatoren import voorraad as s
from woonsim.indicatoren.indicator import Indicator

_PER_JAAR = "woningen per jaar"

VOORRAAD = (
    Indicator(
        "woningvoorraad",
        "woningen",
        (),
        "Aantal woningen in de voorraad aan het einde van het jaar; over de looptijd het gemiddelde van de jaren.",
        "Number of woningen in the stock at the end of the year; over the term the mean of the years.",
        s.woningvoorraad,
    ),
    Indicator(
        "gebouwd",
        _PER_JAAR,
        (),
        "Aantal nieuwe woningen dat in het jaar is opgeleverd.",
        "Number of new woningen that were completed in the year.",
        s.changed("gebouwd"),
    ),
    Indicator(
        "verkocht",
        _PER_JAAR,
        (),
        "Aantal woningen dat in het jaar is verkocht toen de huurder vertrok.",
        "Number of woningen sold in the year when the tenant left.",
        s.changed("verkocht"),
    ),
    Indicator(
        "gesloopt",
        _PER_JAAR,
        (),
        "Aantal woningen dat in het jaar is gesloopt, ook na de datum die ervoor stond.",
        "Number of woningen demolished in the year, those after the date set for it included.",
        s.changed("gesloopt"),
    ),
    Indicator(
        "vrijgemaakt_per_nieuwbouw",
        "woningen",
        (),
        "Aantal woningen dat vrijkwam verderop in de ketens die in het jaar met een nieuwe woning begonnen, per nieuwe "
        "woning; de nieuwe woning zelf telt niet mee.",
        "Number of woningen that fell free further down the chains that began in the year with a new woning, per new "
        "woning; the new one itself does not count.",
        s.vrijgemaakt_per_nieuwbouw,
        richting="meer",
    ),
    Indicator(
        "aandeel_vanaf_55",
        "aandeel",
        ("leeftijdslabel",),
        "Deel van de toewijzingen van het jaar waarbij de oudste 55 jaar of ouder is.",
        "Share of the lettings of the year of which the oldest is 55 or over.",
        s.aandeel_vanaf_55,
    ),
    Indicator(
        "aandeel_onder_leeftijdslabel",
        "aandeel",
        (),
        "Deel van de toewijzingen van gelabelde woningen in het jaar aan iemand die jonger is dan het leeftijdslabel.",
        "Share of the lettings of labelled woningen in the year to somebody younger than the leeftijdslabel.",
        s.aandeel_onder_leeftijdslabel,
    ),
)
"""What is built, sold and demolished, and what labels do."""

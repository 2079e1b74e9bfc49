"""The definitions of the indicators of doorstroming."""

from __future__ import annotations

from woonsim.indicatoren import doorstroming as d
from woonsim.indicatoren.indicator import Indicator

DOORSTROMING = (
    Indicator(
        "doorstroming_bereikt",
        "huishoudens per jaar",
        (),
        "Aantal huurders dat in het jaar voor het eerst aan een doorstroomregeling deelneemt.",
        "Number of tenants who take part in a doorstroomregeling for the first time in the year.",
        d.doorstroming_bereikt,
    ),
    Indicator(
        "doorstroming_bruto",
        "verhuizingen per jaar",
        (),
        "Aantal verhuizingen binnen de voorraad van deelnemers aan een doorstroomregeling.",
        "Number of moves inside the stock by participants in a doorstroomregeling.",
        d.moves(d.verhuisd),
    ),
    Indicator(
        "doorstroming_extra",
        "verhuizingen per jaar",
        (),
        "Aantal verhuizingen van deelnemers waarbij een trekking (beginnen met zoeken, kijken of accepteren) zonder de "
        "regeling anders was uitgevallen; wat voorrang oplevert blijkt alleen uit een vergelijking van twee runs.",
        "Number of moves by participants for which a draw (to begin to search, to look or to accept) would have failed "
        "without the regeling; what voorrang brings shows only when two runs are compared.",
        d.moves(d.extra),
    ),
    Indicator(
        "doorstroming_meeverhuisd",
        "aandeel",
        (),
        "Deel van de verhuizingen van deelnemers dat ook zonder de regeling was gemaakt: een min extra door bruto.",
        "Share of the moves by participants that would have been made without the regeling: one less extra over gross.",
        d.doorstroming_meeverhuisd,
    ),
    Indicator(
        "gezinswoningen_vrijgemaakt",
        "woningen per jaar",
        (),
        "Aantal woningen met vier of meer kamers dat deelnemers achterlieten.",
        "Number of woningen of four rooms or more that participants left.",
        d.moves(d.van_gezinswoning(d.verhuisd)),
    ),
    Indicator(
        "gezinswoningen_vrijgemaakt_extra",
        "woningen per jaar",
        (),
        "Aantal woningen met vier of meer kamers dat deelnemers door een extra verhuizing achterlieten.",
        "Number of woningen of four rooms or more that participants left by an extra move.",
        d.moves(d.van_gezinswoning(d.extra)),
    ),
    Indicator(
        "kosten_per_extra_verhuizing",
        "EUR",
        (),
        "Uitvoering, premies en huurgaranties van de regelingen samen, gedeeld door de extra verhuizingen.",
        "Running costs, premiums and rent guarantees of the regelingen together, over the extra moves.",
        d.kosten_per_extra_verhuizing,
    ),
    Indicator(
        "huursprong",
        "EUR per maand",
        (),
        "Gemiddelde nieuwe min oude huur van verhuizingen binnen de voorraad.",
        "Mean new less old rent of moves inside the stock.",
        d.huursprong(in_regeling=False),
        signed=True,
    ),
    Indicator(
        "huursprong_regeling",
        "EUR per maand",
        (),
        "Gemiddelde nieuwe min oude huur van verhuizingen van deelnemers aan een doorstroomregeling.",
        "Mean new less old rent of moves by participants in a doorstroomregeling.",
        d.huursprong(in_regeling=True),
        signed=True,
    ),
)
"""What a doorstroomregeling brings about."""

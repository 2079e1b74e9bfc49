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
        richting="meer",
    ),
    Indicator(
        "doorstroming_extra",
        "verhuizingen per jaar",
        (),
        "Aantal verhuizingen van deelnemers die op dat moment niet waren gemaakt zonder de regeling: een trekking "
        "(beginnen met zoeken, kijken of accepteren) was dan anders uitgevallen; wie later toch was verhuisd telt mee.",
        "Number of moves by participants that would not have been made at that moment without the regeling: a draw (to "
        "begin to search, to look or to accept) would have failed; who would have moved later all the same counts too.",
        d.moves(d.extra),
        richting="meer",
    ),
    Indicator(
        "doorstroming_meeverhuisd",
        "aandeel",
        (),
        "Deel van de verhuizingen van deelnemers dat op dat moment ook zonder de regeling was gemaakt: een min extra "
        "door bruto; een ondergrens, want wie anders later was verhuisd telt als extra.",
        "Share of the moves by participants that would have been made at that moment without the regeling: one less "
        "extra over gross; a lower bound, since who would have moved later counts as extra.",
        d.doorstroming_meeverhuisd,
    ),
    Indicator(
        "gezinswoningen_vrijgemaakt",
        "woningen per jaar",
        (),
        "Aantal woningen met vier of meer kamers dat deelnemers achterlieten voor een kleinere.",
        "Number of woningen of four rooms or more that participants left for one with fewer.",
        d.moves(d.van_gezinswoning(d.verhuisd)),
        richting="meer",
    ),
    Indicator(
        "gezinswoningen_vrijgemaakt_extra",
        "woningen per jaar",
        (),
        "Aantal woningen met vier of meer kamers dat deelnemers door een extra verhuizing voor minder achterlieten.",
        "Number of woningen of four rooms or more that participants left by an extra move for one with fewer.",
        d.moves(d.van_gezinswoning(d.extra)),
        richting="meer",
    ),
    Indicator(
        "kosten_per_extra_verhuizing",
        "EUR",
        (),
        "Uitvoering, premies en huurgaranties van de regelingen samen, gedeeld door de extra verhuizingen.",
        "Running costs, premiums and rent guarantees of the regelingen together, over the extra moves.",
        d.kosten_per_extra_verhuizing,
        richting="minder",
    ),
    Indicator(
        "huursprong",
        "EUR per maand",
        (),
        "Gemiddelde nieuwe min oude huur van verhuizingen binnen de voorraad.",
        "Mean new less old rent of moves inside the stock.",
        d.huursprong(in_regeling=False),
        signed=True,
        richting="minder",
    ),
    Indicator(
        "huursprong_regeling",
        "EUR per maand",
        (),
        "Gemiddelde nieuwe min oude huur van verhuizingen van deelnemers aan een doorstroomregeling.",
        "Mean new less old rent of moves by participants in a doorstroomregeling.",
        d.huursprong(in_regeling=True),
        signed=True,
        richting="minder",
    ),
)
"""What a doorstroomregeling brings about."""

"""The indicators of the coordinatiepunt and of the taakstelling; part of `definities`."""

from __future__ import annotations

from woonsim.indicatoren import stromen as s
from woonsim.indicatoren import wachten as h
from woonsim.indicatoren.indicator import Indicator

_MEDIATED = "bemiddelde toewijzingen van het jaar"

BEMIDDELING = (
    Indicator(
        "wachttijd_binnen_10_weken",
        "aandeel",
        ("doelgroep",),
        "Deel van wie in het jaar gereed of gemeld is dat binnen 70 dagen de sleutels heeft (Kaplan-Meier); voor "
        "statushouders de norm, van koppeling tot sleutels.",
        "Share of those ready or reported in the year who have their keys within 70 days (Kaplan-Meier); for "
        "statushouders the norm, from linking to keys.",
        h.wachttijd(h.share_within(s.TIEN_WEKEN)),
        heeft_totaal=False,
        richting="meer",
    ),
    Indicator(
        "wachttijd_spreiding",
        "dagen",
        ("doelgroep",),
        "Verschil tussen het 90e en het 10e percentiel van de wachttijd van wie in het jaar gereed of gemeld is "
        "(Kaplan-Meier).",
        "Difference between the 90th and the 10th percentile of the wait of those ready or reported in the year "
        "(Kaplan-Meier).",
        h.wachttijd(s.wait_spread),
        heeft_totaal=False,
        richting="minder",
    ),
    Indicator(
        "kandidaten",
        "huishoudens per jaar",
        ("doelgroep",),
        "Aantal huishoudens van de bijzondere doelgroepen dat in het jaar gereed of gemeld is.",
        "Number of huishoudens of the special groups ready or reported in the year.",
        s.kandidaten,
    ),
    Indicator(
        "afgevallen",
        "huishoudens per jaar",
        ("doelgroep",),
        "Aantal kandidaten dat in het jaar zonder woning afviel: de indicatie liep af, of er is te vaak geweigerd.",
        "Number of candidates who dropped out in the year without a woning: the indication expired, or they refused "
        "too often.",
        s.afgevallen,
        richting="minder",
    ),
    Indicator(
        "weigeringen_per_bemiddeling",
        "weigeringen",
        (),
        f"Gemiddeld aantal aanbiedingen dat is geweigerd bij de {_MEDIATED}.",
        "Mean number of offers refused at the mediated lettings of the year.",
        s.weigeringen_per_bemiddeling,
        richting="minder",
    ),
    Indicator(
        "match_dagen",
        "dagen",
        ("doelgroep",),
        f"Gemiddeld aantal dagen van opzegging tot acceptatie van de {_MEDIATED}.",
        "Mean number of days from notice to acceptance of the mediated lettings of the year.",
        s.match_dagen,
        richting="minder",
    ),
)
"""How the coordinatiepunt works out for those who wait."""

TAAKSTELLING = (
    Indicator(
        "taakstelling_opgave",
        "personen per jaar",
        (),
        "Aantal statushouders dat de halfjaren van het jaar samen vragen te huisvesten.",
        "Number of statushouders that the half-years of the year together ask to be housed.",
        s.per_half_year("opgave"),
    ),
    Indicator(
        "taakstelling_gehuisvest",
        "personen per jaar",
        (),
        "Aantal statushouders in huishoudens die in het jaar de sleutels kregen.",
        "Number of statushouders in huishoudens that had their keys in the year.",
        s.per_half_year("gehuisvest"),
        richting="meer",
    ),
    Indicator(
        "taakstelling_achterstand",
        "personen",
        (),
        "Aantal statushouders dat aan het einde van het jaar nog gehuisvest moest zijn, onder 0 bij een voorsprong; "
        "over de looptijd het gemiddelde van de jaren.",
        "Number of statushouders still to be housed at the end of the year, below 0 when ahead; over the term the "
        "mean of the years.",
        s.taakstelling_achterstand,
        signed=True,
        richting="minder",
    ),
    Indicator(
        "taakstelling_halfjaren_gemist",
        "halfjaren",
        (),
        "Grootste aantal halfjaren achtereen dat met een achterstand eindigde, zoals het in het jaar werd bereikt; na "
        "vier grijpt de provincie in.",
        "Longest run of half-years that ended behind, as it stood in the year; after four the province intervenes.",
        s.halfjaren_gemist,
        richting="minder",
    ),
)
"""Whether the statushouders that the law asks for are housed."""

"""The indicators of voorzieningen, support and relapse: a part of the table of `definities`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from woonsim.indicatoren import zorg as z
from woonsim.indicatoren.indicator import Indicator, Richting
from woonsim.indicatoren.waarneming import Cijfer, Waarneming

Compute = Callable[[Waarneming], Iterator[Cijfer]]

_AANDEEL = "aandeel"

_BESCHERMD_WONEN = (
    Indicator(
        "bw_bezet",
        "plaatsen",
        (),
        "Gemiddeld aantal bezette plaatsen in beschermd wonen over het jaar, de geblokkeerde meegeteld.",
        "Mean number of occupied places in beschermd wonen over the year, the blocked ones included.",
        z.bw_places("verblijf", "geblokkeerd"),
    ),
    Indicator(
        "bw_geblokkeerd",
        "plaatsen",
        (),
        "Gemiddeld aantal plaatsen over het jaar, bezet door wie uitstroomgereed is en op een woning wacht.",
        "Mean number of places over the year held by people who are uitstroomgereed and wait for a woning.",
        z.bw_places("geblokkeerd"),
        richting="minder",
    ),
    Indicator(
        "bw_vrij",
        "plaatsen",
        (),
        "Gemiddeld aantal vrije plaatsen in beschermd wonen over het jaar.",
        "Mean number of free places in beschermd wonen over the year.",
        z.bw_places("vrij"),
    ),
    Indicator(
        "bw_geblokkeerde_plaatsdagen",
        "plaatsdagen per jaar",
        (),
        "Aantal dagen dat plaatsen in het jaar geblokkeerd waren, over alle plaatsen opgeteld.",
        "Days that places were blocked in the year, summed over all places.",
        z.bw_geblokkeerde_plaatsdagen,
        richting="minder",
    ),
    Indicator(
        "bw_geblokkeerd_aandeel",
        _AANDEEL,
        (),
        "Deel van de bezette plaatsdagen van het jaar dat geblokkeerd was.",
        "Share of the occupied place-days of the year that was blocked.",
        z.bw_geblokkeerd_aandeel,
        richting="minder",
    ),
)
"""What waiting does to beschermd wonen."""


_VOORZIENING_RICHTING: dict[str, Richting] = {
    "geblokkeerd": "minder",
    "wachtlijst": "minder",
    "doorstroom": "meer",
    "terugkeer": "minder",
}


def _per_voorziening(naam: str, definitie: str, definition: str, compute: Compute, eenheid: str) -> Indicator:
    return Indicator(
        f"voorziening_{naam}",
        eenheid,
        ("voorziening",),
        definitie,
        definition,
        compute,
        heeft_totaal=False,
        richting=_VOORZIENING_RICHTING.get(naam, ""),
    )


_VOORZIENING = (
    _per_voorziening(
        "bezet",
        "Gemiddeld aantal bezette plaatsen van de voorziening over het jaar, de geblokkeerde meegeteld.",
        "Mean number of occupied places of the voorziening over the year, the blocked ones included.",
        z.per_voorziening("verblijf", "geblokkeerd"),
        "plaatsen",
    ),
    _per_voorziening(
        "geblokkeerd",
        "Gemiddeld aantal plaatsen van de voorziening over het jaar, bezet door wie uitstroomgereed is en op een "
        "woning wacht.",
        "Mean number of places of the voorziening over the year held by people who are uitstroomgereed and wait for a "
        "woning.",
        z.per_voorziening("geblokkeerd"),
        "plaatsen",
    ),
    _per_voorziening(
        "wachtlijst",
        "Gemiddeld aantal mensen dat over het jaar op een plaats in de voorziening wacht.",
        "Mean number of people waiting for a place in the voorziening over the year.",
        z.per_voorziening("wachtlijst"),
        "mensen",
    ),
    _per_voorziening(
        "doorstroom",
        "Aantal mensen dat in het jaar vanuit de voorziening de sleutels van een woning kreeg.",
        "Number of people who got the keys of a woning from the voorziening in the year.",
        z.doorstroom,
        "mensen per jaar",
    ),
    _per_voorziening(
        "terugkeer",
        "Aantal mensen dat zich in het jaar na terugval opnieuw bij de voorziening aanmeldde.",
        "Number of people who applied to the voorziening again in the year after they lost their woning.",
        z.terugkeer,
        "mensen per jaar",
    ),
)
"""The same for every voorziening, and what flows through it."""


_BEGELEIDING = (
    Indicator(
        "begeleiding_benutting",
        _AANDEEL,
        (),
        "Deel van de beschikbare fte begeleiding dat in het jaar in gebruik was.",
        "Share of the available fte of support that was in use in the year.",
        z.begeleiding_benutting,
    ),
    Indicator(
        "wacht_op_begeleiding",
        "dagen",
        (),
        "Gemiddeld aantal dagen dat de sleutels op begeleiding wachtten, van de toewijzingen van het jaar die met "
        "begeleiding begonnen.",
        "Mean number of days that the keys waited for support, of the lettings of the year that began with support.",
        z.wacht_op_begeleiding,
        richting="minder",
    ),
    Indicator(
        "gemist_begeleiding",
        "woningen per jaar",
        (),
        "Aantal woningen dat in het jaar vrijkwam en niet naar een passende kandidaat ging omdat er geen begeleiding "
        "was.",
        "Number of woningen that fell free in the year and did not go to a fitting candidate for want of support.",
        z.gemist_begeleiding,
        richting="minder",
    ),
    Indicator(
        "terugval",
        "huishoudens per jaar",
        ("stroom",),
        "Aantal huishoudens dat in het jaar door terugval de huur van de woning opzegde.",
        "Number of huishoudens who gave notice of their woning in the year because of terugval.",
        z.terugval,
        richting="minder",
    ),
    Indicator(
        "terugval_eerste_jaar",
        _AANDEEL,
        (),
        "Deel van wie in het jaar vanuit een voorziening de sleutels kreeg en daarna een jaar is gevolgd, dat binnen "
        "dat jaar terugviel.",
        "Share of those who got keys from a voorziening in the year and were followed for a year after, who relapsed "
        "within that year.",
        z.terugval_eerste_jaar,
        richting="minder",
    ),
)
"""Support at home, and who loses the woning again."""


ZORG = (*_BESCHERMD_WONEN, *_VOORZIENING, *_BEGELEIDING)
"""Every indicator of this module, in their order."""

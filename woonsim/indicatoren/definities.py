"""The indicators: one table of names, units, groups and one-sentence definitions, with what computes each.

The names are public (`docs/indicatoren.md` lists them). A name without a suffix is a number, a share
or a mean; `_mediaan` and `_p90` are quantiles of the same thing. Needs no pandas, so that a scenario
can be checked against it.
"""

from __future__ import annotations

from collections.abc import Iterator

from woonsim.indicatoren import verhuring as v
from woonsim.indicatoren import wachten as h
from woonsim.indicatoren.definities_bevolking import BEVOLKING
from woonsim.indicatoren.definities_doorstroming import DOORSTROMING
from woonsim.indicatoren.definities_stromen import BEMIDDELING, TAAKSTELLING
from woonsim.indicatoren.definities_voorraad import VOORRAAD
from woonsim.indicatoren.definities_zorg import ZORG
from woonsim.indicatoren.indicator import Indicator as Indicator

_AANDEEL = "aandeel"
_BASIS = "woningen die in het jaar vrijkwamen (nog niet verhuurd aan het einde telt als niet)"
_BASE = "homes that fell free in the year (not yet let at the end counts as not)"


_VERHUUR = (
    Indicator(
        "vrijgekomen",
        "woningen per jaar",
        ("oorzaak", "kern", "kanaal"),
        "Aantal woningen waarvan de huur in het jaar is opgezegd, verhuizingen binnen de voorraad meegeteld; eerste "
        "verhuringen en woningen die niet opnieuw worden verhuurd (verkoop, sloop) tellen niet mee.",
        "Number of woningen of which notice was given in the year, moves inside the stock included; first lettings and "
        "woningen that are not let again (sale, demolition) do not count.",
        v.vrijgekomen,
        richting="meer",
    ),
    Indicator(
        "mutatiegraad",
        "aandeel per jaar",
        (),
        "Aantal vrijgekomen woningen in het jaar, gedeeld door het gemiddelde aantal woningen in de voorraad.",
        "Number of woningen that fell free in the year, over the mean number of woningen in the stock.",
        v.mutatiegraad,
    ),
    Indicator(
        "toewijzingen",
        "woningen per jaar",
        ("kanaal", "doelgroep", "woonsituatie", "herkomst", "leeftijdsgroep", "kern"),
        "Aantal woningen dat in het jaar is geaccepteerd.",
        "Number of woningen accepted in the year.",
        v.toewijzingen,
        richting="meer",
    ),
    Indicator(
        "aandeel_uitstroom",
        _AANDEEL,
        (),
        f"Deel van de {_BASIS} dat is verhuurd aan mensen die beschermd wonen of de opvang verlaten.",
        f"Share of the {_BASE} that was let to people leaving beschermd wonen or a shelter.",
        v.share_of_vrijgekomen(v.to_uitstroom),
        richting="meer",
    ),
    Indicator(
        "aandeel_bemiddeling",
        _AANDEEL,
        (),
        f"Deel van de {_BASIS} dat door directe bemiddeling is verhuurd, voor alle doelgroepen samen.",
        f"Share of the {_BASE} that was let by direct mediation, all groups together.",
        v.share_of_vrijgekomen(v.bemiddeld),
    ),
    Indicator(
        "aandeel_buiten_regulier",
        _AANDEEL,
        (),
        f"Deel van de {_BASIS} dat door directe bemiddeling of met voorrang in het aanbod is verhuurd.",
        f"Share of the {_BASE} that was let by direct mediation or with voorrang within the adverts.",
        v.share_of_vrijgekomen(v.buiten_regulier),
    ),
    Indicator(
        "aandeel_gemeente",
        _AANDEEL,
        ("leeftijdsgroep",),
        "Deel van de reguliere toewijzingen van het jaar (via het aanbod, zonder voorrang) aan inwoners.",
        "Share of the regular lettings of the year (through the adverts, without voorrang) that went to residents.",
        v.aandeel_gemeente,
    ),
    Indicator(
        "geleverd",
        "woningen per jaar",
        ("rekening",),
        "Aantal woningen dat in het jaar op de rekening van een afspraak is geleverd.",
        "Number of woningen delivered in the year on the account of an agreement.",
        v.geleverd,
        heeft_totaal=False,
        richting="meer",
    ),
    Indicator(
        "vervallen",
        "woningen per jaar",
        ("rekening",),
        "Aantal woningen recht op de rekening van een afspraak dat in het jaar verviel: over aan het einde van de"
        " periode, of apart gehouden zonder dat iemand de woning nam.",
        "Entitlement on the account of an agreement that lapsed in the year [woningen]: left at the end of its"
        " period, or set apart and taken by nobody.",
        v.vervallen,
        heeft_totaal=False,
        richting="minder",
    ),
    Indicator(
        "reacties_per_advertentie",
        "reacties",
        ("leeftijdslabel",),
        "Gemiddeld aantal geldige reacties op de eerste publicatie; het totaal is van woningen zonder leeftijdslabel.",
        "Mean number of valid reactions to the first publication; the total is of woningen without a leeftijdslabel.",
        v.reacties_per_advertentie,
    ),
    Indicator(
        "ruimtegebrek",
        "woningen per jaar",
        ("rekening",),
        "Aantal vrijgekomen woningen waarvoor iemand wachtte of reageerde, maar de rekening geen ruimte had.",
        "Number of freed woningen for which somebody waited or reacted, but the account had no room.",
        v.ruimtegebrek,
        heeft_totaal=False,
        richting="minder",
    ),
    Indicator(
        "weigeringen_per_verhuring",
        "weigeringen",
        ("leeftijdslabel",),
        "Gemiddeld aantal aanbiedingen dat is geweigerd voordat een woning via het aanbod werd verhuurd.",
        "Mean number of offers refused before a woning was let through the adverts.",
        v.weigeringen_per_verhuring,
        richting="minder",
    ),
    Indicator(
        "teruggekeerd",
        "publicaties per jaar",
        ("leeftijdslabel",),
        "Aantal publicaties in het jaar waarna de woning onverhuurd terugkwam.",
        "Number of publications in the year after which the woning came back unlet.",
        v.teruggekeerd,
        richting="minder",
    ),
    Indicator(
        "leegstand",
        "dagen",
        ("kanaal", "leeftijdslabel"),
        "Gemiddeld aantal dagen tussen de oude en de nieuwe huur van de toewijzingen in het jaar, zonder hersteldagen.",
        "Mean number of days from the old to the new tenancy of the lettings of the year, repair days excluded.",
        v.leegstand,
        richting="minder",
    ),
    Indicator(
        "keten_lengte",
        "woningen",
        ("wortel",),
        "Gemiddeld aantal toewijzingen per verhuisketen die in het jaar begon, de eerste meegeteld; "
        "een keten die aan het einde nog loopt telt met wat zij tot dan had.",
        "Mean number of lettings per chain that began in the year, the first included; "
        "a chain still open at the end counts with what it had by then.",
        v.keten_lengte,
        richting="meer",
    ),
    Indicator(
        "keten_verlaat_gemeente",
        _AANDEEL,
        (),
        "Deel van de ketens die in het jaar begonnen en een toewijzing hadden, waarvan de (tot nu) laatste naar een "
        "doorstromer van buiten de gemeente ging.",
        "Share of the chains that began in the year and had a letting of which the last (so far) went to a "
        "doorstromer from outside the gemeente.",
        v.keten_verlaat_gemeente,
    ),
)
"""What falls free and who gets it."""


_STATISTIEKEN = (
    ("", None, "Gemiddelde", "Mean"),
    ("_mediaan", 0.5, "Mediaan van de", "Median"),
    ("_p90", 0.9, "90e percentiel van de", "90th percentile of the"),
)


def _duren() -> Iterator[Indicator]:
    """How long those housed, and those still searching, had been registered and searching."""
    meaning = {
        "inschrijfduur": ("van inschrijving tot", "from registration to"),
        "zoekduur": (
            "van de eerste reactie van deze zoektocht tot",
            "from the first reaction of the current search to",
        ),
    }
    for duur, (dutch, english) in meaning.items():
        for suffix, q, statistiek, statistic in _STATISTIEKEN:
            kop = f"{statistiek} {duur}"
            yield Indicator(
                f"{duur}_gehuisvest{suffix}",
                "jaar",
                ("herkomst", "woonsituatie", "leeftijdsgroep"),
                f"{kop} ({dutch} acceptatie) van de reguliere toewijzingen van het jaar (via het aanbod, zonder "
                "voorrang, geen eerste verhuring).",
                f"{statistic} {duur} ({english} acceptance) of the regular lettings of the year (through the adverts, "
                "without voorrang, no first letting).",
                v.duur_gehuisvest(f"{duur}_dagen", q),
                richting="minder",
            )
            yield Indicator(
                f"{duur}_wachtend{suffix}",
                "jaar",
                ("herkomst",),
                f"{kop} ({dutch} nu) van wie aan het einde van het jaar zoekend is; over de looptijd het gemiddelde "
                "van de jaren.",
                f"{statistic} {duur} ({english} now) of those searching at the end of the year; over the term the mean "
                "of the years.",
                h.duur_wachtend(duur, q),
                richting="minder",
            )


_REGISTER = (
    Indicator(
        "ingeschreven",
        "huishoudens",
        ("herkomst", "leeftijdsgroep"),
        "Aantal huishoudens dat aan het einde van het jaar staat ingeschreven, van buiten alleen de zoekenden.",
        "Number of huishoudens registered at the end of the year, of those from outside only the searching ones.",
        h.ingeschreven,
    ),
    Indicator(
        "actief_aandeel",
        _AANDEEL,
        (),
        "Deel van de aan het einde van het jaar ingeschreven inwoners dat in de 365 dagen daarvoor reageerde.",
        "Share of the residents registered at the end of the year with at least one reaction in the 365 days before.",
        h.share_of_local("actief"),
    ),
    Indicator(
        "zoekend_aandeel",
        _AANDEEL,
        (),
        "Deel van de aan het einde van het jaar ingeschreven inwoners dat op dat moment zoekend is.",
        "Share of the residents registered at the end of the year who are searching at that moment.",
        h.share_of_local("zoekend"),
    ),
    Indicator(
        "slaagkans_maaskoepel",
        _AANDEEL,
        ("woonsituatie", "leeftijdsgroep"),
        "Inwoners die in het jaar een woning kregen (alle toewijzingen aan herkomst gemeente plus elders_gehuisvest), "
        "gedeeld door inwoners die reageerden (gereageerd) of buiten het aanbod zijn gehuisvest.",
        "Residents housed in the year (all lettings to herkomst gemeente plus elders_gehuisvest) over residents who "
        "reacted (gereageerd) or were housed outside the adverts.",
        h.slaagkans_maaskoepel,
        richting="meer",
    ),
    Indicator(
        "slaagkans_utrecht",
        _AANDEEL,
        ("woonsituatie", "leeftijdsgroep"),
        "Toewijzingen aan inwoners (herkomst gemeente), gedeeld door de actieve (actief) aan het einde van het jaar.",
        "Lettings to residents (herkomst gemeente) over the active residents (actief) at the end of the year.",
        h.slaagkans_utrecht,
        richting="meer",
    ),
)
"""Who is registered, who of them acts, and who succeeds."""


def _wachttijden() -> Iterator[Indicator]:
    """How long candidates wait for a woning."""
    gereed = "(Kaplan-Meier; wie aan het einde nog wacht telt als afgebroken, wie al voor het begin wachtte niet)"
    ready = "(Kaplan-Meier; those waiting at the end count as censored, those waiting before the start do not count)"
    for suffix, q, dutch, english in (("mediaan", 0.5, "de helft", "half"), ("p90", 0.9, "90%", "90%")):
        yield Indicator(
            f"wachttijd_{suffix}",
            "dagen",
            ("doelgroep",),
            f"Aantal dagen waarbinnen {dutch} van wie in het jaar gereed of gemeld is de sleutels heeft {gereed}.",
            f"Days within which {english} of those ready or reported in the year have their keys {ready}.",
            h.wachttijd(h.wait_quantile(q)),
            heeft_totaal=False,
            richting="minder",
        )
    yield Indicator(
        "wachttijd_binnen_3_maanden",
        _AANDEEL,
        ("doelgroep",),
        f"Deel van wie in het jaar gereed of gemeld is dat binnen 91 dagen de sleutels heeft {gereed}.",
        f"Share of those ready or reported in the year who have their keys within 91 days {ready}.",
        h.wachttijd(h.share_within(h.DRIE_MAANDEN)),
        heeft_totaal=False,
        richting="meer",
    )


INDICATOREN: dict[str, Indicator] = {
    indicator.naam: indicator
    for indicator in (
        *_VERHUUR,
        *_duren(),
        *_REGISTER,
        *_wachttijden(),
        *BEMIDDELING,
        *TAAKSTELLING,
        *ZORG,
        *VOORRAAD,
        *DOORSTROMING,
        *BEVOLKING,
    )
}
"""Every indicator by its name, in the order of `docs/indicatoren.md` and of every table."""

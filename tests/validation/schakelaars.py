"""Switches of the shipped scenario: what each must move, which way and why, and what none of them can touch.

A switch is a list of changes as `--set` takes them. It is compared with the scenario without it, replication by
replication under the same seed: every draw is keyed, so the two differ by what the switch does and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Beweging:
    """An indicator over the term, and which way it must go: 1 up, -1 down; `lang`: only a long run can tell."""

    richting: int
    indicator: str
    groep: str = "totaal"
    lang: bool = False


def op(indicator: str, groep: str = "totaal", *, lang: bool = False) -> Beweging:
    """The indicator goes up."""
    return Beweging(1, indicator, groep, lang)


def neer(indicator: str, groep: str = "totaal", *, lang: bool = False) -> Beweging:
    """The indicator goes down."""
    return Beweging(-1, indicator, groep, lang)


@dataclass(frozen=True)
class Schakelaar:
    """A switch: its changes, what they must move, and the theory in a line.

    `basis`: changes that hold with and without it. `raakt`: of the `STROMEN` of `ongeroerd` those that it is
    about. `vanaf`: before this date it cannot have changed anything. `lang`: only the long run plays it.
    """

    naam: str
    wijzigingen: tuple[str, ...]
    theorie: str
    beweegt: tuple[Beweging, ...]
    basis: tuple[str, ...] = ()
    raakt: tuple[str, ...] = ()
    vanaf: date | None = None
    lang: bool = False


UITSTROOM, URGENTEN, STATUSHOUDERS = "doelgroep=uitstroom", "doelgroep=urgenten", "doelgroep=statushouders"
WEER_THUIS, BW, OPVANG = "rekening=weer_thuis", "voorziening=beschermd_wonen", "voorziening=maatschappelijke_opvang"
BEMIDDELING, AANBOD, INTERN = "kanaal=bemiddeling", "kanaal=aanbod", "oorzaak=binnen_voorraad"
OUD, JONG, GELABELD = "leeftijdsgroep=vanaf_55", "leeftijdsgroep=tot_55", "leeftijdslabel=gelabeld"

KRAP = ("begeleiding.fte=0.5",)
"""Support decides who is housed, not the quota."""
RUIM = ("beleid.weer_thuis.aandeel=15%",)
"""Neither does: what counts is which woningen fit."""
OUDER = (
    "voorraadwijzigingen.verkoop_actium={soort: labelen, naam: ouder, datum: 2021-01-01, leeftijdslabel: 75plus,"
    " waar: {leeftijdslabel: 55plus}}",
)
"""Labels for which few are old enough: only then is anybody younger asked, or a woning left empty."""
LABELEN = (
    "voorraadwijzigingen.verkoop_actium={soort: labelen, naam: ontlabelen, datum: 2022-01-01, leeftijdslabel: geen,"
    " waar: {leeftijdslabel: 55plus}, aantal: 0}"
)

SCHAKELAARS = (
    Schakelaar(
        "begeleiding.fte 0,5",
        KRAP,
        "wie zonder begeleiding niet mag wonen, wacht erop: woningen gaan voorbij en plaatsen blijven bezet",
        (
            op("gemist_begeleiding"),
            neer("geleverd", WEER_THUIS),
            neer("wachttijd_binnen_3_maanden", UITSTROOM, lang=True),
            op("bw_geblokkeerd"),
            op("begeleiding_benutting"),
        ),
    ),
    Schakelaar(
        "begeleiding uit",
        ("begeleiding=uit",),
        "niemand heeft begeleiding nodig: alleen het quotum bepaalt nog wie een woning krijgt",
        (neer("gemist_begeleiding"), op("geleverd", WEER_THUIS), neer("bw_geblokkeerd")),
        basis=KRAP,
    ),
    Schakelaar(
        "begeleiding.voorwaarde gewenst",
        ("begeleiding.voorwaarde=gewenst",),
        "wie anders op begeleiding wachtte krijgt een woning zonder, en valt twee keer zo vaak terug",
        (neer("gemist_begeleiding"), op("geleverd", WEER_THUIS), op("terugval", lang=True)),
        basis=KRAP,
    ),
    Schakelaar(
        "terugval hoger",
        ("terugval.eerste_jaar=20%", "terugval.daarna=10%"),
        "wie terugvalt geeft een woning terug en vraagt opnieuw een plaats",
        (
            op("terugval"),
            op("voorziening_terugkeer", BW),
            op("voorziening_terugkeer", OPVANG),
            op("terugval_eerste_jaar", lang=True),
            op("bw_bezet", lang=True),
        ),
    ),
    Schakelaar(
        "terugval uit",
        ("terugval=uit",),
        "niemand verliest de woning weer: geen terugkeer, minder vraag naar plaatsen",
        (neer("terugval"), neer("voorziening_terugkeer", BW), neer("bw_bezet", lang=True)),
        lang=True,
    ),
    Schakelaar(
        "beschermd_wonen.plaatsen 45",
        ("beschermd_wonen.plaatsen=45",),
        "meer plaatsen geven meer vraag naar woningen bij hetzelfde quotum: langer wachten, meer geblokkeerd",
        (
            op("bw_bezet"),
            op("bw_geblokkeerd"),
            op("kandidaten", UITSTROOM),
            neer("wachttijd_binnen_3_maanden", UITSTROOM, lang=True),
        ),
        # more of those there at the start are ready
        raakt=("verblijf",),
    ),
    Schakelaar(
        "maatschappelijke_opvang uit",
        (
            "maatschappelijke_opvang=uit",
            "terugval.naar={beschermd_wonen: 85%, maatschappelijke_opvang: 0%, elders: 15%}",
        ),
        "een stroom minder op hetzelfde quotum: wie uit beschermd wonen komt wacht korter",
        (neer("kandidaten", UITSTROOM), op("wachttijd_binnen_3_maanden", UITSTROOM)),
        lang=True,
    ),
    Schakelaar(
        "coordinatiepunt.wachtrij per_corporatie",
        ("beleid.coordinatiepunt.wachtrij=per_corporatie",),
        "twee rijen voor twee stromen woningen wachten langer dan een gezamenlijke, als het recht niet knelt",
        (neer("wachttijd_binnen_3_maanden", UITSTROOM), op("wachttijd_mediaan", UITSTROOM), op("bw_geblokkeerd")),
        basis=RUIM,
    ),
    Schakelaar(
        "coordinatiepunt.gebonden_aan_kern 100%",
        ("beleid.coordinatiepunt.gebonden_aan_kern=100%",),
        "wie in de eigen kern moet blijven past op minder woningen en wacht langer, als het recht niet knelt",
        (neer("wachttijd_binnen_3_maanden", UITSTROOM), op("wachttijd_mediaan", UITSTROOM), op("bw_geblokkeerd")),
        basis=RUIM,
    ),
    Schakelaar(
        "coordinatiepunt.wachtrij per_corporatie, krap recht",
        ("beleid.coordinatiepunt.wachtrij=per_corporatie",),
        "knelt het recht, dan gaat wie past voor wie vooraan staat: de achterstand groeit, en sommigen wachten lang",
        (op("taakstelling_achterstand"), op("wachttijd_p90", STATUSHOUDERS)),
        lang=True,
    ),
    Schakelaar(
        "coordinatiepunt.gebonden_aan_kern 100%, krap recht",
        ("beleid.coordinatiepunt.gebonden_aan_kern=100%",),
        "knelt het recht, dan blijft er meer van liggen",
        (neer("geleverd", WEER_THUIS), op("bw_geblokkeerd")),
        lang=True,
    ),
    Schakelaar(
        "coordinatiepunt.doorlooptijd 21 dagen",
        ("beleid.coordinatiepunt.doorlooptijd=21 dagen",),
        "een woning die bemiddeld wordt staat zoveel langer leeg",
        (op("leegstand", BEMIDDELING), op("match_dagen")),
    ),
    Schakelaar(
        "coordinatiepunt.intakes_per_maand 3",
        ("beleid.coordinatiepunt.intakes_per_maand=3",),
        "er melden zich vijf kandidaten per maand: wie geen intake heeft krijgt geen aanbod",
        (
            neer("wachttijd_binnen_3_maanden", UITSTROOM),
            neer("wachttijd_binnen_10_weken", STATUSHOUDERS),
            neer("toewijzingen", BEMIDDELING),
        ),
        lang=True,
    ),
    Schakelaar(
        "coordinatiepunt.na_weigering vervalt",
        ("beleid.coordinatiepunt.na_weigering=vervalt", "beleid.coordinatiepunt.maximum_weigeringen=1"),
        "wie een keer weigert verliest het recht op een aanbod",
        (op("afgevallen"), op("afgevallen", UITSTROOM)),
    ),
    Schakelaar(
        "taakstelling 35 per halfjaar",
        ("bijzondere_doelgroepen.statushouders.taakstelling.personen_per_halfjaar[0].personen=35",),
        "meer vraag onder hetzelfde plafond: dat raakt vol, de achterstand groeit, urgenten krijgen minder",
        (
            op("taakstelling_opgave"),
            # under a full cap so few years cannot tell
            op("taakstelling_gehuisvest", lang=True),
            op("taakstelling_achterstand"),
            neer("wachttijd_binnen_10_weken", STATUSHOUDERS, lang=True),
            neer("toewijzingen", URGENTEN, lang=True),
            op("aandeel_bemiddeling", lang=True),
        ),
        raakt=("kandidaten", "taakstelling"),
    ),
    Schakelaar(
        "vrije_beleidsruimte 10%",
        ("beleid.vrije_beleidsruimte.aandeel=10%",),
        "minder wordt bemiddeld: wie op bemiddeling wacht, wacht langer, en regulier krijgt meer",
        (
            neer("aandeel_bemiddeling"),
            op("taakstelling_achterstand"),
            neer("wachttijd_binnen_3_maanden", URGENTEN, lang=True),
            op("toewijzingen", AANBOD),
        ),
    ),
    Schakelaar(
        "quotum 10%",
        ("beleid.weer_thuis.aandeel=10%",),
        "meer recht dan vraag: de wachttijd verdwijnt en plaatsen komen vrij",
        (
            op("geleverd", WEER_THUIS),
            op("wachttijd_binnen_3_maanden", UITSTROOM),
            neer("bw_geblokkeerd"),
        ),
    ),
    Schakelaar(
        "quotum 7%",
        ("beleid.weer_thuis.aandeel=7%",),
        "twee punten meer recht: minder wachten",
        (op("geleverd", WEER_THUIS), neer("wachttijd_mediaan", UITSTROOM)),
        lang=True,
    ),
    Schakelaar(
        "quotum 2%",
        ("beleid.weer_thuis.aandeel=2%",),
        "minder recht dan vraag: de plaatsen raken geblokkeerd",
        (
            neer("geleverd", WEER_THUIS),
            neer("wachttijd_binnen_3_maanden", UITSTROOM, lang=True),
            op("bw_geblokkeerd"),
            op("toewijzingen", AANBOD, lang=True),
        ),
    ),
    Schakelaar(
        "quotum opbouw per_jaar",
        ("beleid.weer_thuis.opbouw=per_jaar",),
        "de woningen van een heel jaar zijn op 1 januari open: wie wacht is eerder aan de beurt",
        (op("wachttijd_binnen_3_maanden", UITSTROOM), neer("wachttijd_mediaan", UITSTROOM), neer("bw_geblokkeerd")),
    ),
    Schakelaar(
        "quotum trekking teller",
        ("beleid.weer_thuis.trekking=teller",),
        "recht waar op dat moment niemand voor is vervalt in plaats van te wachten",
        (
            neer("geleverd", WEER_THUIS),
            neer("wachttijd_binnen_3_maanden", UITSTROOM, lang=True),
            op("bw_geblokkeerd"),
        ),
        lang=True,
    ),
    Schakelaar(
        "quotum trekking toeval",
        ("beleid.weer_thuis.trekking=toeval",),
        "als teller, en de woningen komen onregelmatiger",
        (
            neer("geleverd", WEER_THUIS),
            neer("wachttijd_binnen_3_maanden", UITSTROOM, lang=True),
            op("bw_geblokkeerd"),
        ),
    ),
    Schakelaar(
        "quotum restant overgedragen",
        ("beleid.weer_thuis.restant=overgedragen",),
        # korter wachten doet niemand: naar boven afronden geeft elk jaar opnieuw een half recht, en dat valt weg
        "wat in december over is geldt in januari: er vervalt niets voor het einde",
        (neer("vervallen", WEER_THUIS),),
        lang=True,
    ),
    Schakelaar(
        "quotum bijstelling_stap 1%",
        ("beleid.weer_thuis.bijstelling_stap=1%",),
        "zolang er iemand wacht en niets vervalt stijgt een te klein aandeel elk jaar een stap",
        (op("geleverd", WEER_THUIS), neer("bw_geblokkeerd")),
        basis=("beleid.weer_thuis.aandeel=2%",),
        lang=True,
    ),
    Schakelaar(
        "doorstroomregeling uit",
        ("beleid.doorstroomregeling=uit",),
        "wat de regeling extra liet verhuizen blijft wonen",
        (
            neer("doorstroming_bruto"),
            neer("doorstroming_extra"),
            neer("gezinswoningen_vrijgemaakt"),
            neer("vrijgekomen", INTERN, lang=True),
        ),
    ),
    Schakelaar(
        "nieuwbouw uit",
        ("voorraadwijzigingen.senioren_beilen=uit", "voorraadwijzigingen.senioren_westerbork=uit"),
        "geen nieuwe woningen, en wie er was gaan wonen zoekt verder",
        # What would have fallen free behind them is half a woning a year: thirty replications often cannot tell.
        (neer("gebouwd"), neer("woningvoorraad"), neer("toewijzingen", OUD)),
        raakt=("nieuwbouw",),
        vanaf=date(2025, 3, 1),
    ),
    Schakelaar(
        "verkoop uit",
        ("voorraadwijzigingen.verkoop_actium=uit",),
        "wat niet verkocht wordt blijft in de voorraad en komt weer vrij",
        (neer("verkocht"), op("woningvoorraad"), op("vrijgekomen", lang=True)),
    ),
    Schakelaar(
        "sloop uit",
        ("voorraadwijzigingen.sloop_smilde=uit",),
        "niemand hoeft weg: minder voorrang, meer voorraad",
        (neer("gesloopt"), op("woningvoorraad"), neer("kandidaten", "doelgroep=herhuisvesting")),
        # eighteen months of 30.4 days before 1 July 2026
        vanaf=date(2024, 12, 30),
    ),
    Schakelaar(
        "leeftijdslabel zonder cascade",
        ("beleid.leeftijdslabel.cascade=[]",),
        # een week later is geen leegstand: de opzegtermijn duurt langer
        "een gelabelde woning waar geen oudere op komt keert terug tot er een komt",
        (neer("aandeel_onder_leeftijdslabel"), op("teruggekeerd", GELABELD)),
        basis=OUDER,
    ),
    Schakelaar(
        "leeftijdslabel uit",
        ("beleid.leeftijdslabel=uit",),
        "iedereen mag op elke woning reageren: jongeren slagen vaker, ouderen minder vaak",
        (
            op("aandeel_onder_leeftijdslabel"),
            op("reacties_per_advertentie", GELABELD),
            neer("slaagkans_utrecht", OUD),
            op("slaagkans_utrecht", JONG, lang=True),
            neer("aandeel_vanaf_55", GELABELD),
        ),
    ),
    Schakelaar(
        "ontlabelen",
        ("voorraadwijzigingen.ontlabelen.aantal=582",),
        "zonder label zijn ook deze woningen voor iedereen: ouderen slagen minder vaak, jongeren vaker",
        (
            neer("aandeel_vanaf_55"),
            neer("slaagkans_utrecht", OUD, lang=True),
            op("slaagkans_utrecht", JONG, lang=True),
            neer("huurders_vanaf_55_in_gelabeld"),
        ),
        basis=(LABELEN,),
        vanaf=date(2022, 1, 1),
    ),
    Schakelaar(
        "levensloop uit",
        ("levensloop=uit",),
        "kinderen gaan nooit uit huis: huurders blijven met meer personen dan bij hun leeftijd hoort",
        (op("huishoudgrootte_huurders"),),
        vanaf=date(2022, 1, 1),
    ),
    Schakelaar(
        "urgenten.geldigheid 3 maanden",
        ("bijzondere_doelgroepen.urgenten.geldigheid=3 maanden",),
        "een urgentie die eerder verloopt haalt vaker geen woning",
        (op("afgevallen", URGENTEN), neer("toewijzingen", URGENTEN, lang=True)),
    ),
)
"""Every switch; the names of the changes are those of the file."""

"""The words of the Dutch housing world that the model counts in: the codes that columns hold.

Every member is spelled as VERA spells the concept, else as the law does; `CONTEXT.md` gives
definition and source. Columns hold the integers, tables for people the names.
"""

from enum import IntEnum
from typing import Any, ClassVar


class Woord(IntEnum):
    """A word that columns hold as its number."""

    __array_ufunc__: ClassVar[Any]
    __array_function__: ClassVar[Any]
    """Set where columns begin (`woonsim.kolommen`), so that words need no numpy."""


class Status(Woord):
    """What a woning is doing; exactly one at every instant (decision 8)."""

    verhuurd = 0
    opgezegd = 1
    """Still inhabited, notice given, on offer; or new and on offer before it is there."""
    leeg = 2
    toegewezen = 3
    """Accepted, awaiting keys; the old tenant may still live there."""
    onttrokken = 4
    """Not let (again): yet to be built, sold, demolished or waiting for that."""


class Kanaal(Woord):
    """How a freed woning finds its tenant (VERA PUBLICATIEMODEL AAN, DIS, EER)."""

    aanbod = 0
    bemiddeling = 1
    eerste_reageerder = 2


class Oorzaak(Woord):
    """Why a woning falls free (VERA EINDEDETAILREDEN, grouped)."""

    overlijden_of_zorg = 0
    corporatie_elders = 1
    koop_of_particulier = 2
    uit_de_gemeente = 3
    overig = 4
    binnen_voorraad = 5
    """The tenant moved to another woning of the same stock: doorstroming, always an outcome."""
    terugval = 6
    """Who came from beschermd wonen or opvang lost the woning again."""
    eerste_verhuur = 7
    """A new woning, let for the first time: it begins a chain, but did not fall free."""


EXTERNE_OORZAKEN = tuple(Oorzaak)[:5]
"""Causes for which the scenario gives shares (`redenen`)."""


class Doelgroep(Woord):
    """For whom the rules differ (VERA VOORRANGDETAILSOORT UIT, STA; VOORRANGSOORT URG)."""

    regulier = 0
    uitstroom = 1
    statushouders = 2
    urgenten = 3
    vrouwenopvang = 4
    jeugd = 5
    """Young adults of 18 and over leaving youth care."""
    herhuisvesting = 6
    """Tenants who must move for demolition or renovation (VERA HUI)."""


class Begeleidingsvorm(Woord):
    """How much support a huishouden gets at home, from none; it tapers from `intensief` to `waakvlam`."""

    geen = 0
    intensief = 1
    ambulant = 2
    waakvlam = 3


class Voorziening(Woord):
    """Where people live with support until they are uitstroomgereed (artikel 1.1.1 Wmo 2015)."""

    beschermd_wonen = 0
    maatschappelijke_opvang = 1


class Bestemming(Woord):
    """Where somebody goes who loses the woning again; the first are those of `Voorziening`."""

    beschermd_wonen = 0
    maatschappelijke_opvang = 1
    elders = 2


class Leeftijdsgroep(Woord):
    """Whether the oldest is of the age that most leeftijdslabels ask."""

    tot_55 = 0
    vanaf_55 = 1


LEEFTIJDSGRENS = 55
"""Age from which a huishouden is in `vanaf_55` [years]."""


class Labeling(Woord):
    """Whether a woning has a leeftijdslabel."""

    ongelabeld = 0
    gelabeld = 1


class Herkomst(Woord):
    """Where a huishouden lives when it registers."""

    gemeente = 0
    regio = 1
    elders = 2


class Zoekstatus(Woord):
    """Whether a huishouden stands in the register, and whether it reacts to adverts."""

    geen = 0
    passief = 1
    zoekend = 2


class Afloop(Woord):
    """How it ended for a huishouden that sought a woning; each ends in one way."""

    zoekend = 0
    """It still seeks, or waits, at the end of the run."""
    gehuisvest = 1
    """It accepted a woning of the stock."""
    elders_gehuisvest = 2
    uitgeschreven = 3
    """Its registration lapsed, or it stopped looking here."""
    afgevallen = 4
    """A candidate whose indication ended, or who refused too often."""
    vertrokken = 5
    """A tenant of the stock that left it, for other reasons than a corporatie elsewhere."""


class Inkomensklasse(Woord):
    """Where an income stands among the limits of the Woningwet, for a huishouden of that size and age."""

    tot_passend = 0
    """Entitled to huurtoeslag by income: passend toewijzen holds (artikel 46)."""
    tot_daeb = 1
    """Above that, and within the limit for DAEB woningen (artikel 48)."""
    boven_daeb = 2


class Gevolg(Woord):
    """What a variant does to a huishouden that sought a woning: its keys against those under the basis."""

    alleen_variant = 0
    """Housed under the variant, not under the basis."""
    eerder = 1
    gelijk = 2
    """At the same minute."""
    later = 3
    alleen_basis = 4
    """Housed under the basis, not under the variant."""
    nooit = 5
    """Housed in neither, in the run."""


class Woonsituatie(Woord):
    """Whether a move leaves a home behind (VERA WOONSITUATIESOORT STA, DOO)."""

    starter = 0
    doorstromer = 1


class Woningtype(Woord):
    """The kind of building."""

    eengezinswoning = 0
    appartement = 1
    seniorenwoning = 2


class Toegankelijkheid(Woord):
    """VERA TOEGANKELIJKHEIDSLABEL, from not accessible to wheelchair-proof."""

    ZON = 0
    GNV = 1
    NUL = 2
    ROA = 3
    ROL = 4


class Post(Woord):
    """A posting in the grootboek (decision 14)."""

    recht = 0
    """Entitlement accrued."""
    toekenning = 1
    """A freed woning granted to the account: from room to in progress."""
    levering = 2
    """Let as granted: from in progress to delivered."""
    onbenut = 3
    """Granted, but nobody took it: from in progress to lapsed."""
    verval = 4
    """Room that lapsed at the end of its period, or left the window that moves along."""
    teruggave = 5
    """Granted, but nobody took it: from in progress back to room."""
    lening = 6
    """Room taken ahead of what accrues next."""
    aflossing = 7
    """What accrued and paid back a lening, so that it is no room."""


class Gepasseerd(Woord):
    """What was passed over because an account had no room."""

    claim = 0
    """A policy asked for the woning while somebody waited for whom it asks; of its own account first."""
    kandidaat = 1
    """A candidate who waited and fitted."""
    reactie = 2
    """A seeker who reacted to the advert and would have accepted."""

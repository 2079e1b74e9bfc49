"""The section `bijzondere_doelgroepen`: for whom the agreements make room, beside who leaves a voorziening."""

from __future__ import annotations

from woonsim.scenario.eenheden import Aandeel, Aantal, Duur, Tempo
from woonsim.scenario.klassen import Leeftijdsaandelen, Persoonsaandelen
from woonsim.scenario.section import Inkomen, Section


class Groepsprofiel(Section):
    """Who the people of a group are."""

    leeftijd: Leeftijdsaandelen
    huishoudgrootte: Persoonsaandelen
    inkomen: Inkomen


class Doelgroepstroom(Groepsprofiel):
    """A stream of candidates for direct mediation."""

    instroom: Tempo
    wachtend_bij_aanvang: Aantal


class Urgenten(Doelgroepstroom):
    """Urgent huishoudens: part is mediated, part seeks with voorrang in the adverts."""

    met_voorrang: Aandeel
    """Share that reacts with voorrang instead of being mediated."""
    geldigheid_voorrang: Duur


class BijzondereDoelgroepen(Section):
    """Groups for whom the agreements make room."""

    statushouders: Doelgroepstroom | None = None
    urgenten: Urgenten | None = None

"""The sections `bijzondere_doelgroepen` and `beschermd_wonen`: for whom the agreements make room."""

from __future__ import annotations

from woonsim.scenario.eenheden import Aandeel, Aantal, Duur, Tempo
from woonsim.scenario.klassen import Leeftijdsaandelen, Persoonsaandelen
from woonsim.scenario.section import Inkomen, Section
from woonsim.scenario.verdeling import Verdeling


class Uitstroom(Section):
    """People leaving beschermd wonen: a stream that beschermd_wonen feeds."""

    leeftijd: Leeftijdsaandelen
    huishoudgrootte: Persoonsaandelen
    inkomen: Inkomen


class Doelgroepstroom(Section):
    """A stream of candidates for direct mediation."""

    instroom: Tempo
    wachtend_bij_aanvang: Aantal
    leeftijd: Leeftijdsaandelen
    huishoudgrootte: Persoonsaandelen
    inkomen: Inkomen


class Urgenten(Doelgroepstroom):
    """Urgent huishoudens: part is mediated, part seeks with voorrang in the adverts."""

    met_voorrang: Aandeel
    """Share that reacts with voorrang instead of being mediated."""
    geldigheid_voorrang: Duur


class BijzondereDoelgroepen(Section):
    """Groups for whom the agreements make room."""

    uitstroom: Uitstroom | None = None
    statushouders: Doelgroepstroom | None = None
    urgenten: Urgenten | None = None


class Aanmeldingen(Section):
    """Who asks for a place in beschermd wonen."""

    instroom: Tempo
    geduld: Verdeling
    """How long an applicant waits for a place before going elsewhere; `vast: 0 dagen` is loss."""


class BeschermdWonen(Section):
    """Places with support; who is ready to leave blocks a place until housed."""

    plaatsen: Aantal
    bezet_bij_aanvang: Aandeel
    uitstroomgereed_bij_aanvang: Aandeel
    """Share of the occupied places at the start."""
    verblijfsduur: Verdeling
    """From intake to uitstroomgereed."""
    vertrekt_elders: Aandeel
    """Share that leaves, when the stay ends, without needing a woning here."""
    aanmeldingen: Aanmeldingen

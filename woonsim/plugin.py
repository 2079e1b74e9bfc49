"""All that a policy needs: import from here, in a built-in policy as in one of your own."""

from typing import Literal

from woonsim.begrippen import Doelgroep, Herkomst, Kanaal, Toegankelijkheid, Woningtype, Woonsituatie
from woonsim.gewichten import Kolomterm, gewogen_som, kolomwaarde
from woonsim.hookspecs import Claim, Draw, Werkwijze, hookimpl
from woonsim.kalender import JAAR
from woonsim.kolommen import NOOIT
from woonsim.rekening import Rekening
from woonsim.rijen import Rijen
from woonsim.scenario.eenheden import Aandeel, Aantal, Duur, EurJaar, Getal, Gewicht, Tempo
from woonsim.scenario.eenheden import Begindatum as Datum
from woonsim.scenario.problem import refused
from woonsim.verslag import Rekeningverslag, Verslag
from woonsim.wetgeving import Wetgeving

Groep = Literal["uitstroom", "statushouders", "urgenten", "vrouwenopvang", "jeugd", "herhuisvesting"]
"""The name of a bijzondere doelgroep, as a parameter."""

__all__ = [
    "JAAR",
    "NOOIT",
    "Aandeel",
    "Aantal",
    "Claim",
    "Datum",
    "Doelgroep",
    "Draw",
    "Duur",
    "EurJaar",
    "Getal",
    "Gewicht",
    "Groep",
    "Herkomst",
    "Kanaal",
    "Kolomterm",
    "Rekening",
    "Rekeningverslag",
    "Rijen",
    "Tempo",
    "Toegankelijkheid",
    "Verslag",
    "Werkwijze",
    "Wetgeving",
    "Woningtype",
    "Woonsituatie",
    "gewogen_som",
    "hookimpl",
    "kolomwaarde",
    "refused",
]

"""All that a policy needs: import from here, in a built-in policy as in one of your own."""

from woonsim.begrippen import Doelgroep, Herkomst, Kanaal, Toegankelijkheid, Woningtype, Woonsituatie
from woonsim.hookspecs import Claim, Draw, Werkwijze, hookimpl
from woonsim.kalender import JAAR
from woonsim.rekening import Rekening
from woonsim.rijen import Rijen
from woonsim.scenario.eenheden import Aandeel, Aantal, Duur, EurJaar, Getal
from woonsim.scenario.problem import refused
from woonsim.verslag import Rekeningverslag, Verslag
from woonsim.wetgeving import Wetgeving

__all__ = [
    "JAAR",
    "Aandeel",
    "Aantal",
    "Claim",
    "Doelgroep",
    "Draw",
    "Duur",
    "EurJaar",
    "Getal",
    "Herkomst",
    "Kanaal",
    "Rekening",
    "Rekeningverslag",
    "Rijen",
    "Toegankelijkheid",
    "Verslag",
    "Werkwijze",
    "Wetgeving",
    "Woningtype",
    "Woonsituatie",
    "hookimpl",
    "refused",
]

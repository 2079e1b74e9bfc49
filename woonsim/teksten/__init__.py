"""The catalogue: every text that a user reads, Dutch and English side by side, a module per subject.

`woonsim.berichten` looks up what is wrong with a scenario, `woonsim.schermteksten` everything else.
"""

from woonsim.teksten.afspraken import AFSPRAAKTEKSTEN
from woonsim.teksten.bench import BENCHTEKSTEN
from woonsim.teksten.figuren import FIGUURTEKSTEN
from woonsim.teksten.fouten import FOUTTEKSTEN
from woonsim.teksten.generate import GENERATETEKSTEN
from woonsim.teksten.gevallen import GEVALTEKSTEN
from woonsim.teksten.goalseek import DOELTEKSTEN
from woonsim.teksten.huishoudens import HUISHOUDENTEKSTEN
from woonsim.teksten.ketens import KETENTEKSTEN
from woonsim.teksten.onwetendheid import ONWETENDHEIDTEKSTEN
from woonsim.teksten.opdracht import OPDRACHTTEKSTEN
from woonsim.teksten.plugins import PLUGINTEKSTEN
from woonsim.teksten.scherm import SCHERMTEKSTEN
from woonsim.teksten.toets import TOETSTEKSTEN
from woonsim.teksten.uitkomst import UITKOMSTTEKSTEN
from woonsim.teksten.uitleg import UITLEGTEKSTEN
from woonsim.teksten.vergelijking import VERGELIJKTEKSTEN
from woonsim.teksten.verschil import VERSCHILTEKSTEN

CATALOGUS: dict[str, tuple[str, str]] = {
    **FOUTTEKSTEN,
    **SCHERMTEKSTEN,
    **OPDRACHTTEKSTEN,
    **UITKOMSTTEKSTEN,
    **FIGUURTEKSTEN,
    **PLUGINTEKSTEN,
    **UITLEGTEKSTEN,
    **GEVALTEKSTEN,
    **AFSPRAAKTEKSTEN,
    **TOETSTEKSTEN,
    **VERGELIJKTEKSTEN,
    **HUISHOUDENTEKSTEN,
    **KETENTEKSTEN,
    **VERSCHILTEKSTEN,
    **ONWETENDHEIDTEKSTEN,
    **DOELTEKSTEN,
    **GENERATETEKSTEN,
    **BENCHTEKSTEN,
}
"""Name -> (Dutch, English); no name has two texts."""

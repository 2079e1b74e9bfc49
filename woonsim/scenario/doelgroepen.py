"""The section `bijzondere_doelgroepen`: for whom the agreements make room, beside who leaves a voorziening."""

from __future__ import annotations

from pydantic import model_validator

from woonsim.scenario.eenheden import Aandeel, Aantal, Duur, Tempo
from woonsim.scenario.klassen import Leeftijdsaandelen, Persoonsaandelen
from woonsim.scenario.problem import Problem, problem_error
from woonsim.scenario.section import Inkomen, Section
from woonsim.scenario.taakstelling import Taakstelling


class Groepsprofiel(Section):
    """Who the people of a group are."""

    leeftijd: Leeftijdsaandelen
    huishoudgrootte: Persoonsaandelen
    inkomen: Inkomen


class Doelgroepstroom(Groepsprofiel):
    """What is known of every stream of candidates; part may seek with voorrang instead of being mediated."""

    met_voorrang: Aandeel = 0.0
    """Share that reacts with voorrang instead of being mediated."""
    geldigheid: Duur | None = None
    """How long voorrang, and the right to be mediated, last; without it until housed."""


class Instromend(Doelgroepstroom):
    """A stream of candidates who report at a rate of its own."""

    instroom: Tempo
    wachtend_bij_aanvang: Aantal


class Statushouders(Doelgroepstroom):
    """The stream of statushouders: at a rate of its own, or as the taakstelling asks for them."""

    instroom: Tempo | None = None
    wachtend_bij_aanvang: Aantal = 0
    taakstelling: Taakstelling | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> Statushouders:
        problems = []
        if (self.instroom is None) == (self.taakstelling is None):
            problems.append(Problem("one_of_two", {"one": "instroom", "other": "taakstelling"}))
        if self.taakstelling is not None and self.wachtend_bij_aanvang:
            names = {"one": "achterstand_bij_aanvang", "other": "wachtend_bij_aanvang"}
            problems.append(Problem("said_twice", names, ("wachtend_bij_aanvang",), at_key=True))
        if problems:
            raise problem_error(problems)
        return self


class BijzondereDoelgroepen(Section):
    """Groups for whom the agreements make room."""

    statushouders: Statushouders | None = None
    urgenten: Instromend | None = None
    vrouwenopvang: Instromend | None = None
    jeugd: Instromend | None = None
    herhuisvesting: Instromend | None = None

    def stromen(self) -> dict[str, Instromend | Statushouders]:
        """The streams that the scenario has, by name; who leaves a voorziening is fed by that."""
        named = {naam: getattr(self, naam) for naam in STROMEN_VAN_KANDIDATEN}
        return {naam: stroom for naam, stroom in named.items() if stroom is not None}


STROMEN_VAN_KANDIDATEN = ("statushouders", "urgenten", "vrouwenopvang", "jeugd", "herhuisvesting")
"""Streams with a number of candidates of their own; each is named after its doelgroep."""

"""Policies that decide who may have which woning."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from woonsim.plugin import Aandeel, Aantal, Rekening, Rijen, Wetgeving, hookimpl


@dataclass
class PassendToewijzen:
    """Who is entitled to huurtoeslag by income gets a rent up to the aftoppingsgrens.

    Source: artikel 46 Woningwet; limits by year in `woonsim/data`. The law asks it of 95% of these
    lettings; here of all of them. Above the income limit any rent is allowed.
    """

    @hookimpl
    def selectie(self, woningzoekende: Rijen, woning: Rijen, jaar: int, wet: Wetgeving) -> NDArray[np.bool_]:
        """Income above its limit, or rent at or below the aftoppingsgrens."""
        grens = wet.passend(jaar)
        alleen = woningzoekende.personen == 1
        aow = woningzoekende.leeftijd >= grens.aow_leeftijd_maanden / 12
        limit = np.where(
            aow,
            np.where(alleen, grens.inkomensgrens_1p_aow_eur, grens.inkomensgrens_2p_aow_eur),
            np.where(alleen, grens.inkomensgrens_1p_eur, grens.inkomensgrens_2p_eur),
        )
        aftoppingsgrens = np.where(
            woningzoekende.personen <= 2, grens.aftoppingsgrens_laag_eur, grens.aftoppingsgrens_hoog_eur
        )
        return (woningzoekende.inkomen_eur > limit) | (woning.rekenhuur_eur <= aftoppingsgrens)


@dataclass
class Daeb:
    """Incomes above the DAEB limit take from the free room, a small share of the year's lettings.

    Source: artikel 48 Woningwet; limits and shares by year in `woonsim/data`. `vrije_ruimte` is what the law
    gives (`wettelijk`: 20% in 2021, 7.5% since), what the parties may agree to (`lokaal`: up to 15%), or a
    share of one's own. The law tests it per corporatie; here it is tested over the gemeente.
    """

    vrije_ruimte: Aandeel | Literal["wettelijk", "lokaal"] = "wettelijk"

    @hookimpl
    def rekening(self, wet: Wetgeving) -> Rekening:
        """Room that grows with the lettings of the year."""
        choice = self.vrije_ruimte
        if isinstance(choice, float):
            return Rekening(choice, "beslag", basis="toewijzingen")
        field_name = "vrije_ruimte" if choice == "wettelijk" else "vrije_ruimte_lokaal"
        return Rekening(lambda jaar: float(getattr(wet.daeb(jaar), field_name)), "beslag", basis="toewijzingen")

    @hookimpl
    def beslag(self, woningzoekende: Rijen, woning: Rijen, jaar: int, wet: Wetgeving) -> NDArray[np.bool_]:
        """Income above the limit, in a woning that is DAEB by its rent."""
        grens = wet.daeb(jaar)
        limit = np.where(woningzoekende.personen == 1, grens.inkomensgrens_1p_eur, grens.inkomensgrens_2p_eur)
        return (woningzoekende.inkomen_eur > limit) & (woning.rekenhuur_eur <= grens.huurgrens_eur)


@dataclass
class Huishoudgrootte:
    """A huishouden fits its woning: enough rooms, and not too many.

    Assumption (VERA EENHEIDCRITERIUMSOORT PER): rooms at least persons less `kamers_tekort`, and at most
    `maximum_kamers_alleen` for one person and `maximum_kamers_paar` for two.
    """

    kamers_tekort: Aantal = 0
    maximum_kamers_alleen: Aantal = 4
    maximum_kamers_paar: Aantal = 5

    @hookimpl
    def selectie(self, woningzoekende: Rijen, woning: Rijen) -> NDArray[np.bool_]:
        """Between the fewest and the most rooms for its size."""
        personen = woningzoekende.personen
        most = np.select(
            [personen == 1, personen == 2], [self.maximum_kamers_alleen, self.maximum_kamers_paar], default=99
        )
        return (woning.kamers >= personen - self.kamers_tekort) & (woning.kamers <= most)


@dataclass
class Leeftijdslabel:
    """A labelled woning is for who has the age; each round that it stays unlet the label steps down.

    `cascade` gives the ages asked after one, two, ... rounds without a tenant (the last one stays), as at
    Mooiland (S130: 60+, then 50+, then everybody); never more than the label's own age. Empty: the label stays.
    """

    cascade: list[Annotated[Aantal, Field(le=120)]] = field(default_factory=lambda: [55, 45, 0])

    @hookimpl
    def selectie(self, woningzoekende: Rijen, woning: Rijen) -> NDArray[np.bool_]:
        """Old enough for what the label asks by now."""
        steps = np.array([np.iinfo(np.int64).max, *self.cascade])
        asked = np.minimum(woning.leeftijdslabel, steps[np.minimum(woning.rondes, len(self.cascade))])
        return woningzoekende.leeftijd >= asked

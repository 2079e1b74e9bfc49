"""Policies that the Woningwet asks of a corporatie: to whom DAEB woningen go, and at what rent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from woonsim.plugin import Aandeel, Rekening, Rijen, Wetgeving, hookimpl


@dataclass
class DaebRuimte:
    """Incomes above the DAEB limit take from the free room, a small share of the year's lettings of DAEB woningen.

    Source: artikel 48 Woningwet (S23, S71-S76); limits and shares by year in `woonsim/data`. `vrije_ruimte` is what
    the law gives (`wettelijk`: 20% in 2021, the two tenths of 80-10-10, and 7.5% since), what the parties may agree
    to (`lokaal`: up to 15% since 2022), or a share of one's own. It is tested `per` corporatie, as the law does, or
    over the gemeente. A woning is DAEB by its rent in that year; lettings of others take no room and give none. It is
    a cap of its own beside the vrije beleidsruimte: a letting may need room on both. The room of a year accrues with
    its lettings, rounded down, and lapses with it. A letting counts, and takes room, in the year of its acceptance; so
    what is decided in December and would be accepted in January finds no room yet. The income that counts is that at
    the offer. Everybody is tested, also who comes first for a woning that nobody else took.
    """

    vrije_ruimte: Aandeel | Literal["wettelijk", "lokaal"] = "wettelijk"
    per: Literal["corporatie", "gemeente"] = "corporatie"

    @hookimpl
    def rekening(self, wet: Wetgeving) -> Rekening:
        """Room that grows with the lettings of DAEB woningen in the year."""
        choice = self.vrije_ruimte
        if isinstance(choice, float):
            return Rekening(choice, "beslag", basis="toewijzingen", per=self.per)
        field_name = "vrije_ruimte" if choice == "wettelijk" else "vrije_ruimte_lokaal"
        return Rekening(
            lambda jaar: float(getattr(wet.daeb(jaar), field_name)), "beslag", basis="toewijzingen", per=self.per
        )

    @hookimpl
    def grondslag(self, woning: Rijen, jaar: int, wet: Wetgeving) -> NDArray[np.bool_]:
        """The woning is DAEB by its rent."""
        return _is_daeb(woning, jaar, wet)

    @hookimpl
    def beslag(self, woningzoekende: Rijen, woning: Rijen, jaar: int, wet: Wetgeving) -> NDArray[np.bool_]:
        """Income above the limit, in a woning that is DAEB by its rent."""
        above = woningzoekende.worked_out(_above_daeb, jaar, wet)
        return above & woning.worked_out(_is_daeb, jaar, wet)


@dataclass
class PassendToewijzen:
    """Who is entitled to huurtoeslag by income gets a rent up to the aftoppingsgrens: always, or nearly always.

    Source: artikel 46 Woningwet (S77-S79); limits by year in `woonsim/data`. With `norm: altijd` no other letting to
    them is made, in whatever channel.
    The law asks it of 95% of these lettings, per corporatie and year: with `wettelijk` the other 5% is
    room on an account, that accrues with the lettings to who is entitled, rounded down, and lapses with the year; a
    share is a norm of one's own. Above the income limit any rent is allowed.
    """

    norm: Aandeel | Literal["wettelijk", "altijd"] = "altijd"

    @hookimpl
    def selectie(self, woningzoekende: Rijen, woning: Rijen, jaar: int, wet: Wetgeving) -> NDArray[np.bool_]:
        """With `altijd`: income above its limit, or rent at or below the aftoppingsgrens."""
        if self.norm != "altijd":
            return np.ones(len(woning), dtype=np.bool_)
        entitled = woningzoekende.worked_out(_entitled, jaar, wet)
        return ~entitled | _passend(woningzoekende, woning, jaar, wet)

    @hookimpl
    def rekening(self, wet: Wetgeving) -> Rekening | None:
        """Room for what is not passend; none with `altijd`."""
        if self.norm == "altijd":
            return None
        if isinstance(self.norm, float):
            return Rekening(1 - self.norm, "beslag", basis="toewijzingen", per="corporatie")
        return Rekening(
            lambda jaar: 1 - wet.passend(jaar).aandeel_passend, "beslag", basis="toewijzingen", per="corporatie"
        )

    @hookimpl
    def grondslag(self, woningzoekende: Rijen, jaar: int, wet: Wetgeving) -> NDArray[np.bool_]:
        """The huishouden is entitled to huurtoeslag by its income."""
        return _entitled(woningzoekende, jaar, wet)

    @hookimpl
    def beslag(self, woningzoekende: Rijen, woning: Rijen, jaar: int, wet: Wetgeving) -> NDArray[np.bool_]:
        """It is, and the rent is above its aftoppingsgrens."""
        if self.norm == "altijd":
            return np.zeros(len(woning), dtype=np.bool_)
        entitled = woningzoekende.worked_out(_entitled, jaar, wet)
        return entitled & ~_passend(woningzoekende, woning, jaar, wet)


def _is_daeb(woning: Rijen, jaar: int, wet: Wetgeving) -> NDArray[np.bool_]:
    """Rent at or below the DAEB limit."""
    return np.asarray(woning.rekenhuur_eur <= wet.daeb(jaar).huurgrens_eur)


def _above_daeb(woningzoekende: Rijen, jaar: int, wet: Wetgeving) -> NDArray[np.bool_]:
    """Income above the DAEB limit."""
    grens = wet.daeb(jaar)
    limits = np.array([grens.inkomensgrens_2p_eur, grens.inkomensgrens_1p_eur])
    limit = limits.take(woningzoekende.personen == 1)
    return woningzoekende.inkomen_eur > limit


def _entitled(woningzoekende: Rijen, jaar: int, wet: Wetgeving) -> NDArray[np.bool_]:
    """Income at or below the limit for huurtoeslag."""
    grens = wet.passend(jaar)
    limits = np.array(
        [
            [grens.inkomensgrens_2p_eur, grens.inkomensgrens_1p_eur],
            [grens.inkomensgrens_2p_aow_eur, grens.inkomensgrens_1p_aow_eur],
        ]
    )
    alleen = woningzoekende.personen == 1
    limit = limits.take(2 * (woningzoekende.leeftijd >= grens.aow_leeftijd_maanden / 12) + alleen)
    return np.asarray(woningzoekende.inkomen_eur <= limit)


def _passend(woningzoekende: Rijen, woning: Rijen, jaar: int, wet: Wetgeving) -> NDArray[np.bool_]:
    """Rent at or below the aftoppingsgrens."""
    return np.asarray(woning.rekenhuur_eur <= woningzoekende.worked_out(_aftoppingsgrens, jaar, wet))


def _aftoppingsgrens(woningzoekende: Rijen, jaar: int, wet: Wetgeving) -> NDArray[np.float64]:
    """The rent up to which a woning is passend for each [EUR/month]."""
    grens = wet.passend(jaar)
    return np.array([grens.aftoppingsgrens_hoog_eur, grens.aftoppingsgrens_laag_eur]).take(woningzoekende.personen <= 2)

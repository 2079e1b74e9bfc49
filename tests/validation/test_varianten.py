"""Every built-in policy can be varied in Midden-Drenthe with a `--set`, and the table that it is about says so.

One replication of two years with a round of adverts every four weeks, under one seed: every draw is keyed, so what
differs comes from the variant. Each names a table, what is read from it, and what must hold of that without and
with the variant. How much each does in ten years is in docs/policies.md.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from tests.docs.policies import built_in
from woonsim import load_scenario, simulate
from woonsim.results import Results

SCENARIO = Path(__file__).parents[2] / "scenarios" / "midden-drenthe.yaml"
JAREN = 2
KORT = (f"looptijd={JAREN} jaar", "aanbod.advertentiecyclus=28 dagen")
INKOMENSGRENS = 52_000
"""Above every DAEB limit of these years [EUR/year]."""
MINSTENS = 20
"""So many rows, or the number of a table says nothing."""


@dataclass(frozen=True)
class Variant:
    """A policy, what varies it, the table that it is about, and a figure of that, which goes up (1) or down (-1).

    `wordt`: what the figure must become, where that can be told by hand.
    """

    beleid: str
    wijzigingen: tuple[str, ...]
    tabel: str
    figuur: Callable[[pd.DataFrame], float]
    richting: int
    wordt: float | None = None


def _of(column: str, value: object) -> Callable[[pd.DataFrame], float]:
    """The number of rows with that value."""
    return lambda rows: float((rows[column] == value).sum())


def _regular(rows: pd.DataFrame) -> pd.DataFrame:
    """The lettings through the adverts without voorrang."""
    found = rows[(rows["kanaal"] == "aanbod") & ~rows["met_voorrang"]]
    assert len(found) > MINSTENS
    return found


def _registered(rows: pd.DataFrame) -> float:
    return float(_regular(rows)["inschrijfduur_dagen"].mean())


def _local(rows: pd.DataFrame) -> float:
    return float((_regular(rows)["herkomst"] == "gemeente").mean())


def _persons(rows: pd.DataFrame) -> float:
    return float(_regular(rows)["personen"].mean())


def _rich(rows: pd.DataFrame) -> float:
    return float((rows["inkomen_eur"] > INKOMENSGRENS).sum())


def _poor_and_dear(rows: pd.DataFrame) -> float:
    """Lettings of a woning over the aftoppingsgrens to one or two persons who are entitled to huurtoeslag."""
    return float(((rows["inkomen_eur"] < 20_000) & (rows["personen"] <= 2) & (rows["rekenhuur_eur"] > 680)).sum())


def _alone_and_wide(rows: pd.DataFrame) -> float:
    return float(((rows["personen"] == 1) & (rows["kamers"] > 2)).sum())


def _young_under_label(rows: pd.DataFrame) -> float:
    return float(((rows["leeftijdslabel"] >= 55) & (rows["leeftijd"] < 55)).sum())


def _empty_when_mediated(rows: pd.DataFrame) -> float:
    return float(rows.loc[rows["kanaal"] == "bemiddeling", "leegstand_dagen"].mean())


def _most_in_a_complex(rows: pd.DataFrame) -> float:
    """The most huishoudens of the doelgroepen in one complex in a calendar year."""
    vulnerable = rows[rows["doelgroep"].isin(["statushouders", "uitstroom"])]
    return float(vulnerable.groupby(["jaar", "complex"]).size().max())


def _by_hand(rows: pd.DataFrame) -> float:
    given = rows[(rows["rekening"] == "maatwerk") & (rows["post"] == "levering")]
    return float(given["aantal"].sum())


VARIANTEN = (
    Variant(
        "vrije_beleidsruimte",
        ("beleid.vrije_beleidsruimte.aandeel=10%",),
        "toewijzing",
        _of("kanaal", "bemiddeling"),
        -1,
    ),
    Variant("quotum", ("beleid.weer_thuis.aandeel=1%",), "toewijzing", _of("doelgroep", "uitstroom"), -1),
    Variant(
        "directe_bemiddeling",
        ("beleid.directe_bemiddeling.doelgroepen=[vrouwenopvang, jeugd, herhuisvesting, urgenten]",),
        "toewijzing",
        _of("doelgroep", "statushouders"),
        -1,
        wordt=0,
    ),
    Variant(
        "coordinatiepunt", ("beleid.coordinatiepunt.doorlooptijd=21 dagen",), "toewijzing", _empty_when_mediated, 1
    ),
    Variant("daeb_ruimte", ("beleid.daeb_ruimte.vrije_ruimte=0%",), "toewijzing", _rich, -1),
    Variant("passend_toewijzen", ("beleid.passend_toewijzen=uit",), "toewijzing", _poor_and_dear, 1),
    Variant(
        "spreiding",
        (
            "beleid.voor.inschrijfduur={spreiding: {doelgroepen: [uitstroom, statushouders], maximum_per_complex: 1,"
            " periode: 2 jaar}}",
        ),
        "toewijzing",
        _most_in_a_complex,
        -1,
        wordt=1,
    ),
    Variant(
        "huishoudgrootte",
        ("beleid.huishoudgrootte.maximum_kamers_alleen=2",),
        "toewijzing",
        _alone_and_wide,
        -1,
        wordt=0,
    ),
    Variant("leeftijdslabel", ("beleid.leeftijdslabel=uit",), "toewijzing", _young_under_label, 1),
    Variant(
        "maatwerk",
        ("beleid.voor.urgentie={maatwerk: {aantal: 5}}",),
        "grootboek",
        _by_hand,
        1,
        wordt=5 * JAREN,
    ),
    Variant("urgentie", ("beleid.urgentie=uit",), "toewijzing", _of("met_voorrang", True), -1),
    Variant(
        "lokale_binding",
        ("beleid.voor.inschrijfduur={lokale_binding: {aandeel: 25%, aandeel_woonachtig: 60%}}",),
        "toewijzing",
        _local,
        1,
    ),
    Variant("doorstroomregeling", ("beleid.doorstroomregeling.bereik=30%",), "deelname", len, 1),
    Variant("loting", ("beleid.voor.inschrijfduur=loting",), "toewijzing", _registered, -1),
    Variant("punten", ("beleid.voor.inschrijfduur=punten",), "toewijzing", _registered, -1),
    Variant(
        "gewogen_som",
        ("beleid.voor.inschrijfduur={gewogen_som: {gewichten: {personen: 1}}}",),
        "toewijzing",
        _persons,
        1,
    ),
    Variant("inschrijfduur", ("beleid.inschrijfduur=uit",), "toewijzing", _registered, -1),
)


@cache
def play(changes: tuple[str, ...]) -> Results:
    """The scenario with `changes`, each once."""
    return simulate(load_scenario(SCENARIO, [*KORT, *changes]), seed=1)


@pytest.mark.parametrize("variant", VARIANTEN, ids=lambda v: v.beleid)
def test_variant(variant: Variant) -> None:
    without, with_it = (play(changes).table(variant.tabel) for changes in ((), variant.wijzigingen))
    before, after = variant.figuur(without), variant.figuur(with_it)
    assert variant.richting * after > variant.richting * before, (before, after)
    assert variant.wordt is None or after == variant.wordt


def test_every_built_in_policy_has_one() -> None:
    assert sorted(variant.beleid for variant in VARIANTEN) == built_in()

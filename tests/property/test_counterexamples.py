"""Scenarios in which a law once did not hold, each as a change of one small scenario."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.property.laws import LAWS
from tests.property.played import play
from woonsim.load import load_bytes

KLEIN = (Path(__file__).parents[1] / "regression" / "klein.yaml").read_text(encoding="utf-8")
STEPS = ("publicatie", "reactietermijn", "beslistermijn", "sleutels", "sleutels_bemiddeling", "tussen_huurders")
OLD_STEPS = "publicatie: 2 dagen, reactietermijn: 7 dagen, beslistermijn: 2 dagen, "
OLD_STEPS += "sleutels: 14 dagen, sleutels_bemiddeling: 21 dagen, tussen_huurders: 1 dag"

CHANGES: dict[str, list[tuple[str, str]]] = {
    "the next tenant has keys at the minute the last one leaves": [
        ("sleutels: 14 dagen", "sleutels: 0 dagen"),
        ("tussen_huurders: 1 dag", "tussen_huurders: 0 dagen"),
        ("opzegtermijn: 30 dagen", "opzegtermijn: 0 dagen"),
    ],
    "no step takes any time": [
        ("advertentiecyclus: 7 dagen", "advertentiecyclus: doorlopend"),
        (OLD_STEPS, ", ".join(f"{step}: 0 dagen" for step in STEPS)),
        ("opzegtermijn: 30 dagen", "opzegtermijn: 0 dagen"),
    ],
    "two policies have the same parameters": [
        (
            "  - daeb_ruimte\n",
            "  - daeb_ruimte\n  - quotum: {naam: een, doelgroep: urgenten, aandeel: 20%, trekking: teller}\n",
        ),
        (
            "  - daeb_ruimte\n",
            "  - daeb_ruimte\n  - quotum: {naam: twee, doelgroep: urgenten, aandeel: 20%, trekking: teller}\n",
        ),
    ],
    "a mediated candidate has an income above the DAEB limit": [
        ("{mediaan: 19000 EUR/jaar, p90: 19000 EUR/jaar}", "{mediaan: 60000 EUR/jaar, p90: 60000 EUR/jaar}"),
        ("urgenten: {instroom: 2,", "urgenten: {instroom: 12,"),
        ("vrije_beleidsruimte: {aandeel: 60%}", "vrije_beleidsruimte: {aandeel: 100%}"),
        ("met_voorrang: 50%", "met_voorrang: 0%"),
    ],
    "a woning that nobody likes": [("eigen_kern: 2", "eigen_kern: 0"), ("passende_kamers: 1.5", "passende_kamers: 0")],
    "voorrang ends between acceptance and keys, and the run too": [
        ("geldigheid: 12 maanden", "geldigheid: 20 dagen"),
        ("urgenten: {instroom: 2,", "urgenten: {instroom: 200,"),
        ("sleutels: 14 dagen", "sleutels: 200 dagen"),
        ("met_voorrang: 50%", "met_voorrang: 100%"),
    ],
}


@pytest.mark.parametrize("changes", CHANGES.values(), ids=list(CHANGES))
def test_every_law_holds(changes: list[tuple[str, str]]) -> None:
    text = KLEIN
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    for number in range(3):
        played = play(load_bytes(text.encode(), "klein.yaml"), nummer=number)
        assert played.rows("toewijzing")
        for law in LAWS:
            law(played)

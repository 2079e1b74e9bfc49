"""Every parameter of the shipped scenario does something, and the table in which that shows (decision 30)."""

from __future__ import annotations

import json
from functools import cache

import pytest

from tests.regression.leaves import ONE_WAY_ONLY, Data, Where, changed, leaves, small, text, under
from woonsim.afspraken import toets
from woonsim.indicatoren import per_replicatie
from woonsim.load import load_bytes
from woonsim.record import Replicatie
from woonsim.results import Results
from woonsim.simulation import play

BASE = small()
LEAVES = list(leaves(BASE))

VOORZIENINGEN = ("beschermd_wonen", "maatschappelijke_opvang")

SHOWS: dict[Where, str] = {
    ("begindatum",): "toewijzing",
    ("looptijd",): "vrijkomst",
    ("tijdstap",): "vrijkomst",
    ("indexering",): "toewijzing",
    ("woningvoorraad",): "toewijzing",
    ("voorraadwijzigingen",): "toewijzing",
    ("huurders",): "toewijzing",
    ("huurders", "woonduur"): "vrijkomst",
    ("levensloop",): "toewijzing",
    ("mutatie",): "vrijkomst",
    ("mutatie", "opzegtermijn"): "vrijkomst",
    ("woningzoekenden", "ingeschreven"): "inschrijving",
    ("woningzoekenden", "instroom"): "inschrijving",
    ("woningzoekenden", "zoekend_of_passief"): "register",
    ("woningzoekenden", "inschrijfduur_bij_aanvang"): "register",
    ("woningzoekenden", "zoekduur_bij_aanvang"): "register",
    ("woningzoekenden", "elders_gehuisvest"): "inschrijving",
    ("woningzoekenden", "herkomst"): "toewijzing",
    ("woningzoekenden", "herkomst", "huurders_die_zich_inschrijven"): "inschrijving",
    ("bijzondere_doelgroepen",): "toewijzing",
    ("beschermd_wonen",): "voorziening",
    ("maatschappelijke_opvang",): "voorziening",
    **{(v, part): "toewijzing" for v in VOORZIENINGEN for part in ("leeftijd", "huishoudgrootte", "inkomen")},
    ("begeleiding",): "begeleiding",
    ("begeleiding", "woning_wacht_hoogstens"): "toewijzing",
    ("begeleiding", "voorwaarde"): "toewijzing",
    ("terugval",): "terugval",
    ("aanbod",): "toewijzing",
    ("aanbod", "onverhuurd"): "publicatie",
    ("beleid",): "toewijzing",
    ("beleid", 1, "quotum"): "grootboek",
    ("beleid", 8, "doorstroomregeling", "kosten_per_jaar"): "indicatoren",
    ("afspraken",): "afspraken",
}
"""Section -> the table of facts in which a change of any parameter in it must show; the longest path counts."""


def named(where: Where) -> str:
    return ".".join(map(str, where))


def table_for(where: Where) -> str:
    return SHOWS[max((prefix for prefix in SHOWS if where[: len(prefix)] == prefix), key=len)]


@cache
def _replication(file: str, number: int) -> Replicatie:
    return play(load_bytes(file.encode(), "klein.yaml"), replicatie=number)


@cache
def _facts(file: str, number: int, table: str) -> str:
    """One table of one replication of a scenario file, as text."""
    replicatie = _replication(file, number)
    if table == "afspraken":
        results = Results(load_bytes(file.encode(), "klein.yaml"), 1, (replicatie,))
        return str(toets(results, per_replicatie(results)).to_csv())
    if table == "indicatoren":
        return str(per_replicatie(Results(load_bytes(file.encode(), "klein.yaml"), 1, (replicatie,))).to_csv())
    return json.dumps({name: column.tolist() for name, column in replicatie.feiten[table].items()})


def _shows(base: Data, where: Where, number: int, strength: int) -> bool:
    table = table_for(where)
    return _facts(text(base), number, table) != _facts(text(changed(base, where, strength)), number, table)


@pytest.mark.parametrize("where", LEAVES, ids=named)
def test_parameter(where: Where) -> None:
    """A change of it shows in the table named above: a mild one, else a stronger one, else in another replication."""
    base = under(BASE, where)
    tries = ((number, strength) for number in range(6) for strength in range(3))
    assert any(_shows(base, where, *attempt) for attempt in tries), f"{named(where)} changes nothing"


def test_the_parameters_are_those_of_the_whole_file() -> None:
    assert {where[0] for where in LEAVES} == set(BASE) - {where[0] for where in ONE_WAY_ONLY if len(where) == 1} - {
        "naam"
    }
    assert len(LEAVES) > 400

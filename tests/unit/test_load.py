"""Loading: what depends on installed policies and indicators is refused at its line and column, in good Dutch."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.property.do_nothing import offered
from woonsim.errors import Exit, Fault, ScenarioError
from woonsim.load import load_bytes, load_scenario, policy_schemas

SHIPPED = Path(__file__).parents[2] / "scenarios" / "midden-drenthe.yaml"
TEXT = SHIPPED.read_text(encoding="utf-8")

QUOTUM = "  - quotum: {naam: weer_thuis, doelgroep: uitstroom, aandeel: 5%, basis: vrijkomende_woningen, periode: jaar"


def faults(text: str) -> list[Fault]:
    with pytest.raises(ScenarioError) as caught:
        load_bytes(text.encode(), "proef.yaml")
    assert caught.value.exit is Exit.bad_input
    return caught.value.faults


def place(text: str, marker: str) -> tuple[int, int]:
    before = text[: text.index(marker)].split("\n")
    return len(before), len(before[-1]) + 1


# what stands there, what is put instead, what the fault points at, its path, what it says
WRONG = {
    "an unknown policy": (
        "\n  - inschrijfduur\n",
        "\n  - inschrijfduren\n",
        "inschrijfduren",
        "beleid[9].inschrijfduren",
        ["'inschrijfduren'", "bedoelt u 'inschrijfduur'?"],
    ),
    "a policy like no other": (
        "\n  - passend_toewijzen\n",
        "\n  - xyz: {a: 1}\n",
        "xyz",
        "beleid[4].xyz",
        ["'xyz'"],
    ),
    "an unknown parameter": (
        "\n  - leeftijdslabel\n",
        "\n  - leeftijdslabel: {cascades: [55]}\n",
        "cascades:",
        "beleid[6].cascades",
        ["onbekende sleutel", "'cascade'"],
    ),
    "a word that is not allowed": (
        "trekking: op_aanvraag",
        "trekking: op_vraag",
        "op_vraag",
        "beleid[1].trekking",
        ["op_aanvraag, teller, toeval", "bedoelt u 'op_aanvraag'?"],
    ),
    "a share above one": (
        "- vrije_beleidsruimte: {aandeel: 20%}",
        "- vrije_beleidsruimte: {aandeel: 120%}",
        "120%",
        "beleid[0].aandeel",
        ["120%"],
    ),
    "a missing parameter": (
        f"{QUOTUM}, trekking: op_aanvraag",
        QUOTUM,
        "quotum:",
        "beleid[1].trekking",
        ["ontbreekt"],
    ),
    "a policy that needs parameters and has none": (
        "- vrije_beleidsruimte: {aandeel: 20%}",
        "- vrije_beleidsruimte",
        "vrije_beleidsruimte\n",
        "beleid[0].aandeel",
        ["ontbreekt"],
    ),
    "a wrong place in a list": (
        "herhuisvesting, statushouders, urgenten]}",
        "herhuisvesting, statushouders, urgent]}",
        "urgent]",
        "beleid[2].doelgroepen[4]",
        ["bedoelt u 'urgenten'?"],
    ),
    "an unknown indicator": (
        "indicator: aandeel_uitstroom",
        "indicator: aandeel_uitstrom",
        "aandeel_uitstrom,",
        "afspraken[0].indicator",
        ["bedoelt u 'aandeel_uitstroom'?"],
    ),
    "a norm in a unit that the indicator has not": (
        'aandeel_uitstroom, norm: ">= 5%"',
        'aandeel_uitstroom, norm: ">= 5 dagen"',
        '">= 5 dagen"',
        "afspraken[0].norm",
        ["dagen", "aandeel_uitstroom"],
    ),
    "a decimal comma": (
        "- vrije_beleidsruimte: {aandeel: 20%}",
        "- vrije_beleidsruimte: {aandeel: 0,20}",
        "20}",
        "beleid[0].20",
        ["schrijf dan een punt: 0.20"],
    ),
    "a share where a word may stand too": (
        "\n  - daeb_ruimte: {per: gemeente}\n",
        "\n  - daeb_ruimte: {vrije_ruimte: 5}\n",
        "5}\n",
        "beleid[3].vrije_ruimte",
        ["tussen 0 en 1", "'5%'"],
    ),
    "a run that begins within a year": (
        "begindatum: 2021-01-01",
        "begindatum: 2021-07-01",
        "2021-07-01",
        "begindatum",
        ["1 januari", "2021-01-01"],
    ),
    "a year before the law": ("begindatum: 2021-01-01", "begindatum: 2019-01-01", "2019-01-01", "begindatum", ["2021"]),
}


@pytest.mark.parametrize(("old", "new", "marker", "path", "says"), WRONG.values(), ids=list(WRONG))
def test_a_fault_is_told_at_its_place(old: str, new: str, marker: str, path: str, says: list[str]) -> None:
    assert TEXT.count(old) == 1
    text = TEXT.replace(old, new)
    [fault] = faults(text)
    assert (fault.file, fault.path) == ("proef.yaml", path)
    assert (fault.line, fault.column) == place(text, marker)
    assert all(part in fault.message for part in says), fault.message


def test_all_faults_are_told_at_once_and_in_order() -> None:
    text = TEXT.replace("\n  - daeb_ruimte: {per: gemeente}\n", "\n  - dab\n").replace(
        "trekking: op_aanvraag", "trekking: vaak"
    )
    text = text.replace("opzegtermijn: {waarde: 30 dagen", "opzegtermijn: {waarde: 30 kilo")
    told = faults(text.replace("indicator: aandeel_uitstroom", "indicator: geluk"))
    assert [fault.path for fault in told] == [
        "mutatie.opzegtermijn.waarde",
        "beleid[1].trekking",
        "beleid[3].dab",
        "afspraken[0].indicator",
    ]


def test_the_shipped_scenario_has_its_policies_in_order(tmp_path: Path) -> None:
    copy = tmp_path / "kopie.yaml"
    copy.write_text(TEXT, encoding="utf-8")
    scenario = load_scenario(copy)
    assert scenario == load_scenario(str(SHIPPED))
    assert [regel.naam for regel in scenario.beleid[:3]] == ["vrije_beleidsruimte", "weer_thuis", "directe_bemiddeling"]


@dataclass
class NieuweRegel:
    aantal: int


def test_a_policy_of_another_package_is_known_by_its_name_and_parameters() -> None:
    text = TEXT.replace("\n  - passend_toewijzen\n", "\n  - nieuwe_regel: {aantal: 3}\n")
    assert [fault.path for fault in faults(text)] == ["beleid[4].nieuwe_regel"]
    with offered(NieuweRegel):
        assert load_bytes(text.encode(), "proef.yaml").beleid[4].parameters == {"aantal": 3}
        assert [fault.path for fault in faults(text.replace("aantal: 3}", "aantal: veel}"))] == ["beleid[4].aantal"]
        assert policy_schemas()["nieuwe_regel"]["required"] == ["aantal"]


def test_every_installed_policy_has_a_schema() -> None:
    schemas = policy_schemas()
    assert schemas["quotum"]["required"] == ["doelgroep", "aandeel", "trekking"]
    assert all(schema["additionalProperties"] is False for schema in schemas.values())

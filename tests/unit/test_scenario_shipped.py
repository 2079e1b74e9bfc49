"""The shipped scenarios: valid, sourced, quick to read, and the schema that goes with them."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from woonsim.berichten import bericht, bericht_in, gekozen_taal, kies_taal
from woonsim.errors import ScenarioError
from woonsim.load import policy_schemas
from woonsim.scenario import omvang, parse_scenario, read_scenario
from woonsim.scenario.model import Nieuwbouw
from woonsim.scenario.omvang import estimate
from woonsim.scenario.schema import scenario_schema, schema_text
from woonsim.teksten import CATALOGUS

ROOT = Path(__file__).parents[2]
SHIPPED = sorted((ROOT / "scenarios").glob("*.yaml"))
MIDDEN_DRENTHE = ROOT / "scenarios" / "midden-drenthe.yaml"

CHOICES = {
    "naam",
    "vraag",
    "gemeente",
    "begindatum",
    "looptijd",
    "bronnen",
    "kernen",
    "beleid",
    "afspraken",
    "hoofdindicatoren",
}
"""What the reader of a scenario decides; the rest are figures about the world."""


def unsourced(value: Any, path: str, sourced: bool = False) -> Iterator[str]:
    """Paths of the numbers in `value` that no `bron` or `aanname` covers."""
    if isinstance(value, dict):
        sourced = sourced or "bron" in value or "aanname" in value
        for key, part in value.items():
            if key not in ("bron", "aanname", "toelichting", "eenheid"):
                yield from unsourced(part, f"{path}.{key}", sourced)
    elif isinstance(value, list):
        for i, part in enumerate(value):
            yield from unsourced(part, f"{path}[{i}]", sourced)
    elif not sourced and (isinstance(value, int | float) or re.match(r"[-+]?\d", str(value))):
        yield path


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_number_names_its_source_or_says_that_it_is_an_assumption(path: Path) -> None:
    _, tree = read_scenario(path)
    figures = {key: value for key, value in tree.data.items() if key not in CHOICES}
    assert list(unsourced(figures, "")) == []


def test_a_number_without_source_would_be_noticed() -> None:
    assert list(unsourced({"a": {"b": 5, "c": {"bron": "S1", "d": ["1 jaar"]}}, "e": "6%"}, "")) == [".a.b", ".e"]


def test_reading_is_quick() -> None:
    parse_scenario(MIDDEN_DRENTHE.read_bytes(), "x")
    taken = []
    for _ in range(3):
        begin = time.process_time()
        parse_scenario(MIDDEN_DRENTHE.read_bytes(), "x")
        taken.append(time.process_time() - begin)
    assert min(taken) < 0.3


@pytest.mark.parametrize(("key", "path"), [("aantal", "woningvoorraad[0].aantal"), ("gemeente", "")])
def test_too_big_for_this_machine(key: str, path: str) -> None:
    text = MIDDEN_DRENTHE.read_text(encoding="utf-8")
    huge = re.sub(
        rf"(\b{key}: \{{waarde: )\d+(, aanname[^[]*)\[\d+, \d+\]", r"\g<1>10000000000\2[1, 100000000000]", text, count=1
    )
    assert huge != text
    with pytest.raises(ScenarioError) as caught:
        parse_scenario(huge.encode(), "x")
    (fault,) = caught.value.faults
    assert fault.path == (path or "woningzoekenden.ingeschreven.gemeente")
    assert "TiB" in fault.message
    assert "10 000 0" in fault.message


def test_size_grows_with_replications_and_is_held_against_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    scenario, _ = read_scenario(MIDDEN_DRENTHE)
    size = estimate(scenario)
    built = sum(w.aantal for w in scenario.voorraadwijzigingen if isinstance(w, Nieuwbouw))
    assert size.woningen == sum(regel.aantal for regel in scenario.woningvoorraad) + built
    assert size.huishoudens > size.woningen + scenario.woningzoekenden.ingeschreven.gemeente
    assert estimate(scenario, 10**6).bytes > 10_000 * size.bytes
    monkeypatch.setattr(omvang, "physical_memory", lambda: size.bytes)
    assert size.refusal() is None
    monkeypatch.setattr(omvang, "physical_memory", lambda: size.bytes - 1)
    assert "geheugen" in str(size.refusal())
    monkeypatch.setattr(omvang, "physical_memory", lambda: None)
    assert size.refusal() is None


def test_stock_of_nothing() -> None:
    text = MIDDEN_DRENTHE.read_text(encoding="utf-8")
    empty = re.sub(r"aantal: \{[^}]*\}", "aantal: 0", text)
    with pytest.raises(ScenarioError, match="geen enkele woning"):
        parse_scenario(empty.encode(), "x")


def test_nobody_returns_to_a_voorziening_that_is_not_there() -> None:
    text = MIDDEN_DRENTHE.read_text(encoding="utf-8")
    begin, end = text.index("\nmaatschappelijke_opvang:\n"), text.index("\nbegeleiding:\n")
    with pytest.raises(ScenarioError, match=r"terugval\.naar") as caught:
        parse_scenario((text[:begin] + text[end:]).encode(), "x")
    assert caught.value.faults[0].path == "maatschappelijke_opvang"


def references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        yield from (part["$ref"],) if "$ref" in part else ()
        for value in part.values():
            yield from references(value)
    elif isinstance(part, list):
        for value in part:
            yield from references(value)


def test_schema_refers_to_what_it_defines_and_closes_every_table() -> None:
    schema = scenario_schema()
    assert schema["$schema"].endswith("2020-12/schema")
    assert {ref.removeprefix("#/$defs/") for ref in references(schema)} == set(schema["$defs"])
    tables = [part for part in schema["$defs"].values() if "properties" in part]
    assert all(part["additionalProperties"] is False for part in [schema, *tables])
    assert "x-shared" not in str(schema)


def test_schema_with_the_parameters_of_policies() -> None:
    quotum = {"type": "object", "properties": {"aandeel": {"type": "number"}}, "additionalProperties": False}
    schema = scenario_schema({"quotum": quotum, "daeb": {"type": "object", "properties": {}}})
    alone, table = schema["properties"]["beleid"]["items"]["anyOf"]
    assert alone == {"enum": ["quotum", "daeb"]}
    assert set(table["properties"]["quotum"]["anyOf"][0]["properties"]) == {"naam", "aandeel"}
    assert table["additionalProperties"] is False


def test_messages_ask_for_the_same_values_in_both_languages() -> None:
    for name, texts in CATALOGUS.items():
        asked = [set(re.findall(r"(?<!\{)\{(\w+)", text)) for text in texts]
        assert asked[0] == asked[1], name
        assert all(texts), name


def test_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WOONSIM_TAAL", raising=False)
    assert bericht("empty") == "het bestand is leeg"
    monkeypatch.setenv("WOONSIM_TAAL", "en")
    assert bericht("empty") == "the file is empty"
    assert bericht_in("nl", "empty") == "het bestand is leeg"


def test_chosen_language_stays_in_its_context(monkeypatch: pytest.MonkeyPatch) -> None:
    from contextvars import copy_context

    monkeypatch.delenv("WOONSIM_TAAL", raising=False)

    def in_english() -> str:
        kies_taal("en")
        return bericht("empty")

    assert copy_context().run(in_english) == "the file is empty"
    assert gekozen_taal() == "nl"


def test_shipped_schema_is_the_one_of_the_code() -> None:
    """After a change: `woonsim schema > schema/scenario.json`."""
    shipped = (ROOT / "schema" / "scenario.json").read_text(encoding="utf-8")
    assert shipped == schema_text(policy_schemas())

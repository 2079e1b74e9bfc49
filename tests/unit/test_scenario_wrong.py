"""One thing wrong at a time, at any place in the shipped scenario: refused, with that place named."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from woonsim.errors import ScenarioError
from woonsim.scenario import parse_scenario, read_scenario
from woonsim.scenario.tree import dotted

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "scenarios" / "midden-drenthe.yaml"
KLEIN = ROOT / "tests" / "data" / "klein.yaml"

Place = tuple[str | int, ...]

OPTIONAL = {"bron", "aanname", "marge", "eenheid", "toelichting", "afspraken", "groep", "leeftijdslabel"}
"""Keys without which a scenario is still one, wherever they stand."""
OPTIONAL_AT = {
    ("bronnen",),
    ("beschermd_wonen",),
    ("bijzondere_doelgroepen", "statushouders"),
    ("bijzondere_doelgroepen", "urgenten"),
    ("bijzondere_doelgroepen", "urgenten", "met_voorrang"),
    ("bijzondere_doelgroepen", "urgenten", "geldigheid"),
    # with a taakstelling it may be left out
    ("bijzondere_doelgroepen", "statushouders", "wachtend_bij_aanvang"),
}


def parts(value: Any, path: Place = ()) -> Iterator[tuple[Place, Any]]:
    """Every value in a tree with its path, except what policies read themselves."""
    if path[:1] == ("beleid",):
        return
    yield path, value
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in items:
        yield from parts(part, (*path, key))


DATA = read_scenario(KLEIN)[1].data
PLACES = list(parts(DATA))
LEAVES = [path for path, value in PLACES if not isinstance(value, dict | list)]
TABLES = [path for path, value in PLACES if isinstance(value, dict)]
KEYS = [
    path
    for path, _ in PLACES
    if path
    and isinstance(path[-1], str)
    and path[-1] not in OPTIONAL
    and path not in OPTIONAL_AT
    and path[:2] != ("huurders", "bewoning")
    and path[0] != "bronnen"
]
INSTEAD = ["waar", "nan", "inf", "-inf", "-1", "huge", "list", "table", "nothing"]
WRONG: dict[str, Any] = {
    "waar": True,
    "nan": "@nan",
    "inf": "@inf",
    "-inf": "@-inf",
    "-1": -1,
    "huge": 10**29,
    "list": [[]],
    "table": {"x": 1},
    "nothing": None,
}


def at(data: Any, path: Place) -> Any:
    for key in path:
        data = data[key]
    return data


def changed(path: Place, value: Any) -> Any:
    data = copy.deepcopy(DATA)
    at(data, path[:-1])[path[-1]] = value
    return data


def refused_paths(data: Any) -> list[str]:
    """The paths of the faults in `data`, written as the JSON that is also YAML."""
    text = json.dumps(data, indent=1, ensure_ascii=False)
    for word in ("nan", "inf", "-inf"):
        text = text.replace(f'"@{word}"', f".{word}" if word[0] != "-" else "-.inf")
    with pytest.raises(ScenarioError) as caught:
        parse_scenario(text.encode(), "x.yaml")
    assert all(fault.line > 0 and fault.message for fault in caught.value.faults)
    return [fault.path for fault in caught.value.faults]


def check_leaf(path: Place, instead: str) -> None:
    if instead == "nothing" and path[-1] in ("groep", "bron", "aanname"):
        return
    # A form of distribution that is empty is one that was not chosen: then the choice is what is wrong.
    place = dotted(path[:-1] if path[-1] == "vast" and instead == "nothing" else path)
    assert any(f"{found}.".startswith(f"{place}.") for found in refused_paths(changed(path, WRONG[instead])))


def check_extra(path: Place) -> None:
    assert dotted((*path, "onzin")) in refused_paths(changed((*path, "onzin"), 1))


def check_removed(path: Place) -> None:
    data = copy.deepcopy(DATA)
    del at(data, path[:-1])[path[-1]]
    parent = dotted(path[:-1])
    assert any(
        found == dotted(path) or found == parent or found.startswith(f"{parent}.") for found in refused_paths(data)
    )


quick = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@quick
@given(st.sampled_from(LEAVES), st.sampled_from(INSTEAD))
def test_a_wrong_value(path: Place, instead: str) -> None:
    check_leaf(path, instead)


@quick
@given(st.sampled_from(TABLES))
def test_an_extra_key(path: Place) -> None:
    check_extra(path)


@quick
@given(st.sampled_from(KEYS))
def test_a_removed_key(path: Place) -> None:
    check_removed(path)


@pytest.mark.nightly
def test_every_place() -> None:
    for path in LEAVES:
        for instead in INSTEAD:
            check_leaf(path, instead)
    for path in TABLES:
        check_extra(path)
    for path in KEYS:
        check_removed(path)


TOKENS = [
    "&a ",
    "*a",
    "!!int ",
    "<<: ",
    "---\n",
    "%YAML 1.1\n",
    "? ",
    ": ",
    "[",
    "]",
    "{",
    "}",
    "|\n",
    '"',
    "'",
    "\\",
    "\t",
    "\r",
    "\0",
    "# ",
    "@",
    "~",
    ".nan",
    "1e999",
    "- ",
    "0,05",
    "\u2028",
    '"\\UFFFFFFFF"',
    "9" * 40,
]


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.one_of(
        st.binary(max_size=60),
        st.lists(st.sampled_from(TOKENS) | st.text(max_size=4), max_size=30).map(
            lambda t: "".join(t).encode("utf-8", "replace")
        ),
    )
)
@example(b"\xef\xbb")
@example(b"%YAML 1" + b"1" * 5000 + b".2\n--- a")
@example(b'a: "\\UFFFFFFFF"')
@example(b"? [a]\n: b")
@example(b"[a, b]: c")
def test_no_bytes_end_in_anything_but_a_fault(data: bytes) -> None:
    with pytest.raises(ScenarioError):
        parse_scenario(data, "x.yaml")


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_broken_scenario_ends_in_nothing_but_a_fault(draw: st.DataObject) -> None:
    text = KLEIN.read_text(encoding="utf-8")
    place = draw.draw(st.integers(0, len(text) - 1))
    removed = draw.draw(st.integers(0, 12))
    broken = text[:place] + draw.draw(st.sampled_from(["", *TOKENS])) + text[place + removed :]
    try:
        scenario, _ = parse_scenario(broken.encode(), "x.yaml")
    except ScenarioError:
        return
    assert scenario.woningvoorraad

"""Every parameter of the shipped scenario, and a change of it that a run must notice (decision 30).

The scenario is read as plain data and made small; a leaf is a number, a word or a policy in it, by its path.
Texts, sources, names and ranges (`marge`) are no parameters, nor is what the file can only have one way.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

Data = Any
Where = tuple[str | int, ...]

SHIPPED = Path(__file__).parents[2] / "scenarios" / "midden-drenthe.yaml"

NOT_A_PARAMETER = {"naam", "bron", "aanname", "soort"}
NAMES_ONLY = {"kern", "corporatie"}
WONINGEN = ("woningvoorraad", "voorraadwijzigingen")
"""Of a woning: where it stands and whose it is, by name."""
ONE_WAY_ONLY = {
    ("vraag",),
    ("gemeente",),
    ("bronnen",),
    ("kernen",),
    ("woningzoekenden", "regio"),
    ("hoofdindicatoren",),
    ("varianten",),
}
"""Texts and names, what only a comparison asks, and what can have one value only in this version."""

WORDS = {
    "trekking": "teller",
    "keuze": "per_reactie",
    "gelijke_woningen": "samen",
    "basis": "daeb_woningen",
    "periode": "looptijd",
    "opbouw": "per_jaar",
    "afronding": "naar_beneden",
    "restant": "overgedragen",
    "doelgroep": "urgenten",
    "voorwaarde": "gewenst",
    "leeftijdslabel": "75plus",
    "begindatum": "2023-01-01",
    "looptijd": "1 jaar",
    "huishoudgrootte": "vast",
    "inkomen": "vast",
    "datum": "2022-01-01",
    "vanaf": "2021-10-01",
    "koppeling": "ineens",
    "wachtrij": "per_corporatie",
    "per": "corporatie",
    "volgorde": "best_passend",
    "na_weigering": "vervalt",
    "norm": "<= 0.1%",
    "indicator": "aandeel_gemeente",
}

_MANY_AT_ONCE: dict[Where, Any] = {("aanbod", "advertentiecyclus"): "56 dagen", ("aanbod", "maximum_reacties"): 1}
_ALL_SEARCH: dict[Where, Any] = {("woningzoekenden", "zoekend_of_passief", "zoekend_bij_aanvang", "gemeente"): "100%"}

_HUURDERS_SEARCH: dict[Where, Any] = {
    ("woningzoekenden", "zoekend_of_passief", "huurders", "zoekend_bij_aanvang"): "100%"
}

_LARGE = {"1p": "10%", "2p": "10%", "3p": "80%", "4p": "0%", "5p": "0%"}

SWAPS = {"woningtype": ("eengezinswoning", "appartement"), "toegankelijkheid": ("ZON", "ROL")}

CIRCUMSTANCES: dict[Where, dict[Where, Any]] = {
    # the law has tables until 2026
    ("indexering",): {("begindatum",): "2026-01-01"},
    # what one reacts to matters when there are many woningen at once
    ("aanbod", "voorkeur"): _MANY_AT_ONCE,
    ("woningvoorraad",): _MANY_AT_ONCE,
    # of what is for sale only those woningen count that fall free
    ("voorraadwijzigingen",): _MANY_AT_ONCE | {("mutatie", "mutatiegraad"): "20%"},
    ("aanbod", "maximum_reacties"): {("aanbod", "advertentiecyclus"): "56 dagen"},
    ("aanbod", "keuze"): _MANY_AT_ONCE,
    # woningen are equal when nothing makes one of them more popular
    ("aanbod", "gelijke_woningen"): _MANY_AT_ONCE | {("aanbod", "voorkeur", "aantrekkelijkheid"): {"vast": 1}},
    # how often a woning may return matters when hardly anybody accepts
    ("aanbod", "onverhuurd"): {("aanbod", "acceptatiekans", who): "1%" for who in ("gemeente", "regio", "voorrang")},
    # the tail of a law matters when many are drawn from it
    ("woningzoekenden", "inschrijfduur_bij_aanvang", "zoekend"): _ALL_SEARCH,
    ("woningzoekenden", "inschrijfduur_bij_aanvang", "huurders", "zoekend"): _HUURDERS_SEARCH,
    ("woningzoekenden", "zoekduur_bij_aanvang"): _ALL_SEARCH,
    # who registers in two years matters when many do
    ("woningzoekenden", "herkomst", "gemeente", "leeftijd"): {("woningzoekenden", "instroom", "gemeente"): 1000},
    # hardly anybody of that age lives with three
    ("huurders", "inkomen", "3p+", "67+"): {
        ("huurders", "huishoudgrootte", "55-74"): _LARGE,
        ("huurders", "huishoudgrootte", "75+"): _LARGE,
    },
    # a regeling matters when it reaches many soon
    ("beleid", 8): {
        ("beleid", 8, "doorstroomregeling", word): value
        for word, value in {
            "vanaf": "0 dagen",
            "minimumleeftijd": 45,
            "bereik": "50%",
            "vertraging": "1 maanden",
            "deelnameduur": "6 maanden",
            "factor_zoeken": 20,
            "factor_acceptatie": 3,
        }.items()
    },
    # what becomes of who refuses too often matters when many do
    ("beleid", 10, "coordinatiepunt"): {("aanbod", "acceptatiekans", "bemiddeling"): "40%"},
    # the terms of a quota matter when more is owed than asked for
    ("beleid", 1, "quotum"): {("beleid", 1, "quotum", "aandeel"): "55%", ("beschermd_wonen", "plaatsen"): 3},
    # which woningen are the base matters when some are no DAEB-woningen
    ("beleid", 1, "quotum", "basis"): {("woningvoorraad", 0, "rekenhuur"): "950 EUR/maand"},
    # support matters when there is too little of it, and relapse when many may
    ("begeleiding",): {("begeleiding", "fte"): 0.3, ("beleid", 1, "quotum", "aandeel"): "40%"},
    ("begeleiding", "afbouw", "waakvlam"): {("looptijd",): "4 jaar"},
    ("terugval",): {("beleid", 1, "quotum", "aandeel"): "40%"},
    ("terugval", "factor_zonder_begeleiding"): {
        ("begeleiding", "voorwaarde"): "gewenst",
        ("begeleiding", "fte"): 0.1,
        ("terugval", "eerste_jaar"): "40%",
        ("looptijd",): "4 jaar",
    },
}
"""What else is so when the parameters below a path are changed."""


def small() -> Data:
    """The shipped scenario, a tenth of its size and two years long; a value stands where it stood with its margin."""
    data = _values(YAML(typ="safe", pure=True).load(SHIPPED.read_text(encoding="utf-8")))
    data["looptijd"], data["tijdstap"] = "2 jaar", "1 minuut"
    # left out in the file: how it is done there
    data["aanbod"] |= {"keuze": "per_paar", "gelijke_woningen": "apart"}
    for regel in data["woningvoorraad"]:
        regel["aantal"] = max(round(regel["aantal"] / 10), 3)
    for wijziging in data["voorraadwijzigingen"]:
        wijziging["aantal"] = 10 if wijziging["soort"] == "verkoop" else 6
        # so that all of them happen in two years
        wijziging |= {key: "2021-06-01" for key in ("datum", "vanaf") if key in wijziging}
        if "aankondiging" in wijziging:
            wijziging["aankondiging"] = "3 maanden"
    for part in ("ingeschreven", "instroom"):
        for herkomst, number in data["woningzoekenden"][part].items():
            data["woningzoekenden"][part][herkomst] = round(number / 10)
    _add_optional(data["woningzoekenden"])
    return data


def _add_optional(zoekenden: Data) -> None:
    """What a scenario may say of the register beside what this one says."""
    tempo, duren = zoekenden["zoekend_of_passief"], zoekenden["inschrijfduur_bij_aanvang"]
    own = {key: tempo[key]["gemeente"] for key in ("zoekend_bij_aanvang", "direct_zoekend")}
    tempo["huurders"] = own | {key: tempo[key] for key in ("gaat_zoeken", "stopt", "vervalt")}
    duren["huurders"] = copy.deepcopy({"zoekend": duren["zoekend"]["gemeente"], "passief": duren["passief"]})
    for profiel in ("gemeente", "regio"):
        zoekenden["herkomst"][profiel]["leeftijd_bij_aanvang"] = dict(zoekenden["herkomst"][profiel]["leeftijd"])


def _values(data: Data) -> Data:
    if isinstance(data, list):
        return [_values(part) for part in data]
    if not isinstance(data, dict):
        return str(data) if isinstance(data, date) else data
    return data["waarde"] if "waarde" in data else {key: _values(part) for key, part in data.items()}


def under(data: Data, where: Where) -> Data:
    """`data` in the circumstances in which what stands at `where` can matter."""
    result = copy.deepcopy(data)
    for prefix, changes in CIRCUMSTANCES.items():
        if where[: len(prefix)] == prefix:
            for path, value in changes.items():
                at(result, path[:-1])[path[-1]] = value
    if where[0] == "woningvoorraad":
        # a rent is noticed when a woning of that kind falls free
        at(result, where[:2])["aantal"] = 40
        result["looptijd"] = "1 jaar"
    return result


def text(data: Data) -> str:
    """The file (JSON is YAML)."""
    return json.dumps(data, ensure_ascii=False)


def leaves(data: Data, where: Where = ()) -> Iterator[Where]:
    """The path of every parameter."""
    if not _can_change(where):
        return
    if isinstance(data, dict):
        for key, part in data.items():
            yield from leaves(part, (*where, key))
    elif not isinstance(data, list) or where[-1:] == ("doelgroepen",):
        yield where
    else:
        # the chances of a law begin at 0 and end at 1
        last = len(data) - 1 if where[-1:] == ("kansen",) else len(data)
        for number in range(1 if where[-1:] == ("kansen",) else 0, last):
            if where == ("beleid",):
                yield (*where, number)
            if isinstance(data[number], dict) or where != ("beleid",):
                yield from leaves(data[number], (*where, number))


def _can_change(where: Where) -> bool:
    """Whether what stands there is a parameter, or holds any."""
    if where in ONE_WAY_ONLY or (where and where[-1] in NOT_A_PARAMETER):
        return False
    is_name = bool(where) and where[0] in WONINGEN and where[-1] in NAMES_ONLY
    return where[-2:] != ("inschrijfduur", 0) and not is_name


def at(data: Data, where: Where) -> Any:
    """What stands there."""
    for key in where:
        data = data[key]
    return data


def changed(data: Data, where: Where, strength: int) -> Data:
    """A copy of `data` in which what stands at `where` is another value that is allowed there; 0 is a mild change."""
    result = copy.deepcopy(data)
    parent, key = at(result, where[:-1]), where[-1]
    if where[:-1] == ("beleid",):
        del parent[key]
    elif key == "doelgroepen":
        parent[key] = list(reversed(parent[key]))
    elif _is_table_of_shares(parent):
        _move_share(parent, key)
    elif isinstance(parent, list):
        _raise(parent, int(key), strength)
    elif key in SWAPS:
        one, other = SWAPS[str(key)]
        parent[key] = other if parent[key] == one else one
    elif key in WORDS and not re.fullmatch(r"[\d.]+%|\d+ \w+", str(parent[key])):
        parent[key] = WORDS[str(key)]
    elif key in ("mediaan", "p90"):
        number, unit = _parts(parent[key])
        apart = {"mediaan": (0.7, 0.3, 0.01), "p90": (1.5, 3, 10)}[str(key)]
        parent[key] = _written(number * apart[strength], unit)
    else:
        parent[key] = _scaled(parent[key], strength)
    return result


_NUMBER = re.compile(r"(-?[\d.]+)(.*)")


def _parts(value: Any) -> tuple[float, str]:
    found = _NUMBER.fullmatch(str(value))
    assert found, value
    return float(found.group(1)), found.group(2)


def _written(number: float, unit: str) -> Any:
    written = f"{number:.6g}"
    return f"{written}{unit}" if unit else float(written) if "." in written or "e" in written else int(written)


def _scaled(value: Any, strength: int) -> Any:
    """Another value of the same kind: half as much again, or twice as much and more; shares stay below one."""
    number, unit = _parts(value)
    whole = isinstance(value, int)
    larger = number * (1.5, 0.1, 100)[strength] if number else (1, 5, 40)[strength]
    if unit == "%" and larger > 100:
        larger = number * (0.7, 0.3, 0.0)[strength]
    return _written(round(larger + 0.5) if whole else larger, unit)


def _is_table_of_shares(table: Any) -> bool:
    if not isinstance(table, dict):
        return False
    shares = [value for key, value in table.items() if key not in NOT_A_PARAMETER]
    return (
        len(shares) > 1
        and all(isinstance(v, str) and v.endswith("%") for v in shares)
        and abs(sum(_parts(v)[0] for v in shares) - 100) < 1e-9
    )


def _move_share(table: dict[str, Any], key: Any) -> None:
    """Half of the largest other share goes here, or half of this one to the next if this is the largest."""
    shares = {name: _parts(value)[0] for name, value in table.items() if name not in NOT_A_PARAMETER}
    other = max((name for name in shares if name != key), key=lambda name: shares[name])
    giver, taker = (other, key) if shares[other] >= shares[key] else (key, other)
    part = shares[giver] / 2
    table[giver], table[taker] = f"{shares[giver] - part:.10g}%", f"{shares[taker] + part:.10g}%"


def _raise(values: list[Any], number: int, strength: int) -> None:
    """Bring a value of a rising list, and its equals after it, closer to the next; the last one grows."""
    now, unit = _parts(values[number])
    equals = [i for i in range(number, len(values)) if _parts(values[i])[0] == now]
    if equals[-1] + 1 == len(values):
        raised = now * (1.5, 5, 15)[strength]
    else:
        raised = now + (_parts(values[equals[-1] + 1])[0] - now) * (0.5, 0.9, 0.99)[strength]
    for i in equals:
        values[i] = _written(raised, unit)

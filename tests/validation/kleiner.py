"""A shipped scenario with every count divided: changes that can be given to --set or to `load_scenario`."""

from __future__ import annotations

from collections.abc import Iterator
from os import PathLike
from typing import Any

from woonsim.scenario import read_scenario

DOELGROEPEN = ("statushouders", "urgenten", "vrouwenopvang", "jeugd", "herhuisvesting")
VOORZIENINGEN = ("beschermd_wonen", "maatschappelijke_opvang")
COUNTS = (
    *(
        f"woningzoekenden.{part}.{herkomst}"
        for part in ("ingeschreven", "instroom")
        for herkomst in ("gemeente", "regio")
    ),
    *(
        f"bijzondere_doelgroepen.{groep}.{part}"
        for groep in DOELGROEPEN
        for part in ("instroom", "wachtend_bij_aanvang")
    ),
    "bijzondere_doelgroepen.statushouders.taakstelling.achterstand_bij_aanvang",
    *(f"{plaats}.{part}" for plaats in VOORZIENINGEN for part in ("plaatsen", "aanmeldingen.instroom")),
    "begeleiding.fte",
    "terugval.gehuisvest_bij_aanvang",
)
"""Numbers of people, places and cases; rates and shares do not depend on the size of a gemeente."""
LISTS = (
    ("woningvoorraad", "aantal"),
    ("voorraadwijzigingen", "aantal"),
    ("bijzondere_doelgroepen.statushouders.taakstelling.personen_per_halfjaar", "personen"),
)
NOT_WHOLE = ("instroom", "fte")


def kleiner(path: str | PathLike[str], deel: int) -> list[str]:
    """The changes that make the scenario in the file at `path` `deel` times as small.

    Of a list what is rounded off one entry goes to the next, so that its sum is right.
    """
    _, tree = read_scenario(path)
    found = [(where, _value(_at(tree.data, where.split(".")))) for where in COUNTS]
    changes = [f"{where}={_part(where, number, deel)}" for where, number in found if number is not None]
    for where, key in LISTS:
        changes += _list(_at(tree.data, where.split(".")) or [], where, key, deel)
    return changes


def _list(entries: list[dict[str, Any]], where: str, key: str, deel: int) -> Iterator[str]:
    total, given = 0.0, 0
    for i, entry in enumerate(entries):
        if (number := _value(entry.get(key))) is None:
            continue
        total += number / deel
        whole = round(total) - given
        given += whole
        yield f"{where}[{i}].{key}={whole}"


def _part(where: str, number: float, deel: int) -> float:
    return round(number / deel, 6) if where.endswith(NOT_WHOLE) else round(number / deel)


def _at(data: Any, where: list[str]) -> Any:
    for key in where:
        data = data.get(key) if isinstance(data, dict) else None
    return data


def _value(raw: Any) -> float | None:
    """A number, whether or not with its source."""
    number = raw.get("waarde") if isinstance(raw, dict) else raw
    return None if number is None else float(number)

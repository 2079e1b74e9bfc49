"""Plain scenarios with candidates: the oracle of `tests.validation.orakel`, changed where a test asks."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from tests.validation.orakel import orakel
from woonsim.load import load_bytes
from woonsim.scenario.model import Scenario

Data = dict[str, Any]
SIZES = ("1p", "2p", "3p", "4p", "5p")


def scenario(folder: Path, change: Callable[[Data], None], *, vrij: int, jaren: int = 1) -> Scenario:
    """`vrij` woningen fall free per year for `jaren` years; `change` edits the plain data of the file."""
    orakel(folder, jaren=jaren, vrij=vrij, speciaal=1)
    data = YAML(typ="safe", pure=True).load((folder / "orakel.yaml").read_text(encoding="utf-8"))
    change(data)
    return load_bytes(json.dumps(data, default=str).encode(), "kandidaten.yaml")


def sizes(*shares: int) -> dict[str, str]:
    """Shares of huishoudens of one to five persons, in percents."""
    return {size: f"{share}%" for size, share in zip(SIZES, shares, strict=True)}


def stream(**terms: Any) -> Data:
    """A stream of huishoudens of one person of 18 and over, unless the terms say otherwise."""
    usual = {
        "leeftijd": {"18+": "100%"},
        "huishoudgrootte": sizes(100, 0, 0, 0, 0),
        "inkomen": {"mediaan": "20000 EUR/jaar", "p90": "20000 EUR/jaar"},
    }
    return usual | terms

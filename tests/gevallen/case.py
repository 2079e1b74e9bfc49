"""The cases beside this module, and whether the policies answer as they say."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from woonsim.gevallen.bestand import Gelezen, read_cases
from woonsim.gevallen.toets import check

CASES = read_cases([Path(__file__).parent])


def check_case(case: Gelezen, policies: Mapping[str, type]) -> None:
    """Ask the policies, `policies` by their soort, and assert their answer."""
    assert check(case, policies).verschillen == ()

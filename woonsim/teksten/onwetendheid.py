"""Assumption sets, and what they say about a difference: (Dutch, English)."""

from __future__ import annotations

ONWETENDHEIDTEKSTEN: dict[str, tuple[str, str]] = {
    # drawing them
    "aanname_geen": (
        "onder {pad} staat geen aanname met een marge; zonder --aanname worden alle aannames getrokken",
        "nothing below {pad} is an aanname with a marge; without --aanname all of them are drawn",
    ),
    "aannames_geen": (
        "dit scenario heeft geen aanname met een marge die vrij te trekken is; geef een getal een aanname en een marge",
        "no aanname with a marge of this scenario can be drawn freely; give a number an aanname and a marge",
    ),
    "aanname_eenheden": (
        "waarde en marge staan niet in dezelfde eenheid",
        "its value and its marge are not in the same unit",
    ),
    "aanname_geen_ruimte": ("de marge laat geen andere waarde toe", "its marge leaves no other value"),
}

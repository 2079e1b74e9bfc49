"""What a reader calls a group: of the notation ``dimension=name`` of the tables."""

from __future__ import annotations

from woonsim.schermteksten import tekst
from woonsim.teksten import CATALOGUS


def groepsnaam(groep: str) -> str:
    """The name of a group such as ``leeftijdsgroep=vanaf_55`` or ``personen=2``; its own where there is no other."""
    dimension, _, name = groep.rpartition("=")
    for key in (f"groepsnaam_{dimension}_{name}", f"groepsnaam_{dimension}"):
        if key in CATALOGUS:
            return tekst(key, naam=name)
    return name


def dimensienaam(groep: str) -> str:
    """What the group is one of, such as the persons in a huishouden; empty for the total."""
    dimension = groep.rpartition("=")[0]
    return tekst(f"dimensie_{dimension}") if dimension else ""

"""The messages users read, in Dutch (default) and English, looked up by name in the catalogue (`woonsim.teksten`).

The language is the one chosen with `kies_taal`, else that of the environment variable `WOONSIM_TAAL`,
else Dutch; `bericht_in` takes it as an argument.
"""

from __future__ import annotations

import os
from contextvars import ContextVar
from typing import Literal, get_args

from woonsim.teksten import CATALOGUS

Taal = Literal["nl", "en"]

_gekozen: ContextVar[Taal | None] = ContextVar("taal", default=None)


def kies_taal(taal: Taal) -> None:
    """Choose the language for the rest of this context (thread or task)."""
    _gekozen.set(taal)


def gekozen_taal() -> Taal:
    """The language in force: chosen, else `WOONSIM_TAAL`, else Dutch."""
    chosen = _gekozen.get()
    if chosen is not None:
        return chosen
    return "en" if os.environ.get("WOONSIM_TAAL", "").strip().lower().startswith("en") else "nl"


def bericht(naam: str, /, **values: object) -> str:
    """The message called `naam` in the language in force, with `values` filled in; a KeyError if there is none."""
    return bericht_in(gekozen_taal(), naam, **values)


def bericht_in(taal: Taal, naam: str, /, **values: object) -> str:
    """As `bericht`, in language `taal`."""
    return CATALOGUS[naam][get_args(Taal).index(taal)].format(**values)

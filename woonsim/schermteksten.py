"""What the command line says, in the reader's language: texts of the catalogue (`woonsim.teksten`), looked up by name.

The language is the one of `woonsim.berichten`.
"""

from __future__ import annotations

import errno
import math
import re
from decimal import ROUND_HALF_UP, Context, Decimal

from woonsim.berichten import gekozen_taal
from woonsim.teksten import CATALOGUS

_DIGITS = Context(prec=400)
_QUANTITY = re.compile(r"^([-+]?\d+)\.(\d+)(?=\s*[^\d.]*$)")
_REDENEN = frozenset(naam for naam in CATALOGUS if naam.startswith("reden_"))


def tekst(naam: str, /, **waarden: object) -> str:
    """The text called `naam` in the reader's language, with its values filled in."""
    nederlands, engels = CATALOGUS[naam]
    return (engels if in_english() else nederlands).format(**waarden)


def jaren(n: int) -> str:
    """So many years in words of the reader's language."""
    return tekst("een_jaar") if n == 1 else tekst("aantal_jaren", n=n)


def in_english() -> bool:
    """Whether the reader asked for English."""
    return gekozen_taal() == "en"


def reden(error: OSError) -> str:
    """Why the system refused, in the reader's language where we know it."""
    naam = f"reden_{errno.errorcode.get(error.errno or 0, '')}"
    return tekst(naam) if naam in _REDENEN else error.strerror or str(error)


def waarde_text(waarde: str) -> str:
    """A value as a scenario has it (3.5%, 2.5 fte), with the reader's decimal sign."""
    return waarde if in_english() else _QUANTITY.sub(r"\1,\2", waarde)


def rounded(value: float, decimals: int = 0) -> float:
    """To so many decimals, half away from zero as a reader does it by hand; never a negative 0."""
    if not math.isfinite(value):
        return value
    step = Decimal(1).scaleb(-decimals)
    return float(Decimal(repr(float(value))).quantize(step, ROUND_HALF_UP, _DIGITS)) + 0.0


def getal(value: float, decimals: int = 0) -> str:
    """A number as the reader writes it: 1.234,5 in Dutch, 1,234.5 in English."""
    written = f"{rounded(value, decimals):,.{decimals}f}"
    return written if in_english() else written.translate(str.maketrans(",.", ".,"))

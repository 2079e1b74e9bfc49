"""What comes out of a case: the rows in which the answer is another than expected."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Verschil:
    """One row: about whom or what, what the case expects, what the policies say, and why they do."""

    wie: str
    verwacht: str
    kreeg: str
    reden: str = ""

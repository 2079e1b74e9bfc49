"""The indicators of the room on accounts, by name."""

from __future__ import annotations

from woonsim.indicatoren import ruimte as r
from woonsim.indicatoren.indicator import Indicator

RUIMTE = (
    Indicator(
        "ruimtegebrek",
        "woningen per jaar",
        ("rekening",),
        "Aantal vrijgekomen woningen waarvoor in het jaar voor het eerst iemand werd gepasseerd omdat een rekening "
        "geen ruimte had: wie had gereageerd en haar zou accepteren, een kandidaat die paste, of een doelgroep "
        "waarvoor zij werd gevraagd.",
        "Number of freed woningen for which somebody was passed over for the first time in the year because an account "
        "had no room: who had reacted and would accept it, a candidate who fitted, or a group for which it was asked.",
        r.ruimtegebrek,
    ),
)
"""What was blocked for want of room."""

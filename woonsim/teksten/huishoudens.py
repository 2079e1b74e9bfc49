"""Who gains, who loses and what room remains: (Dutch, English)."""

from __future__ import annotations

HUISHOUDENTEKSTEN: dict[str, tuple[str, str]] = {
    "vergelijking_ongelijk": (
        "{basis} en {variant} zijn niet te vergelijken: ze zijn niet gespeeld met hetzelfde startgetal, dezelfde "
        "replicaties, dezelfde begindatum en dezelfde looptijd; speel beide opnieuw met dezelfde",
        "{basis} and {variant} cannot be compared: they were not played with the same seed, the same replications, the "
        "same begindatum and the same looptijd; play both again with the same",
    ),
    "vergelijking_zonder_zoekers": (
        "van {scenario} is niet bewaard wie een woning zocht; speel het opnieuw met zoekers=True",
        "of {scenario} it was not kept who sought a woning; play it again with zoekers=True",
    ),
}
"""Name -> (Dutch, English)."""

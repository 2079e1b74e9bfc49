"""Parameters of built-in policies that do not go together: (Dutch, English)."""

from __future__ import annotations

AFSPRAAKTEKSTEN: dict[str, tuple[str, str]] = {
    "quotum_aandeel_of_aantal": (
        "geef een aandeel of een aantal, een van de twee",
        "give an aandeel or an aantal, one of the two",
    ),
    "quotum_trekking": (
        "geef ook trekking: wat een woning naar het quotum laat gaan",
        "give trekking too: what makes a woning go to the quota",
    ),
    "quotum_regulier": (
        "een ondergrens voor reguliere woningzoekenden is een aandeel, en heeft geen trekking en geen bijstelling_stap",
        "a floor for regular seekers is an aandeel, and has no trekking and no bijstelling_stap",
    ),
    "quotum_aandeel_nodig": (
        "{parameter} kan alleen bij een aandeel",
        "{parameter} is possible with an aandeel only",
    ),
    "quotum_trekking_periode": (
        "trekking {trekking} kan niet bij een periode die meeschuift: schrijf periode: jaar of periode: looptijd",
        "trekking {trekking} is not possible with a period that moves along: write periode: jaar or periode: looptijd",
    ),
    "overgedragen_periode": (
        "bij een periode die meeschuift wordt niets overgedragen: laat restant weg, of schrijf periode: jaar of "
        "periode: looptijd",
        "with a period that moves along nothing is carried over: leave out restant, or write periode: jaar or "
        "periode: looptijd",
    ),
    "ruimte_lenen": (
        "bij_vol lenen en een lenen_hoogstens van 1 of meer horen bij elkaar",
        "bij_vol lenen and a lenen_hoogstens of 1 or more go together",
    ),
    "ruimte_lenen_periode": (
        "lenen kan niet bij een periode die meeschuift: er is geen volgende periode om van te lenen",
        "borrowing is not possible with a period that moves along: there is no next period to borrow from",
    ),
}

"""The agreements on the screen, and parameters of their policies that do not go together: (Dutch, English)."""

from __future__ import annotations

AFSPRAAKTEKSTEN: dict[str, tuple[str, str]] = {
    # on the screen
    "afspraken": ("Afspraken", "Agreements"),
    "afspraak_kop": ("{naam}: {indicator} {norm}, per {periode}", "{naam}: {indicator} {norm}, per {periode}"),
    "afspraak_tolerantie": (", tolerantie {tolerantie}", ", tolerance {tolerantie}"),
    "afspraak_partij": (", door {partij}", ", by {partij}"),
    "afspraak_telt": ("geteld: {definitie}", "counted: {definitie}"),
    "afspraak_jaar": (
        "bereikt: gemiddeld {mean} (95% van de jaren {low} tot {high}); norm gehaald in {jaren} van de jaren, en in "
        "alle jaren in {kans} van de replicaties ({kans_low} tot {kans_high})",
        "reached: {mean} on average (95% of the years {low} to {high}); met in {jaren} of the years, and in every "
        "year in {kans} of the replications ({kans_low} to {kans_high})",
    ),
    "afspraak_looptijd": (
        "bereikt: gemiddeld {mean} (95% van de replicaties {low} tot {high}); norm gehaald in {kans} van de "
        "replicaties ({kans_low} tot {kans_high})",
        "reached: {mean} on average (95% of the replications {low} to {high}); met in {kans} of the replications "
        "({kans_low} to {kans_high})",
    ),
    "afspraak_tekort_jaar": (
        "tekort: in een jaar dat de norm mist gemiddeld {gemist}{eenheid}; over alle jaren {tekort} ({low} tot {high})",
        "shortfall: in a year that misses the norm {gemist}{eenheid} on average; over all years {tekort} ({low} to "
        "{high})",
    ),
    "afspraak_tekort_looptijd": (
        "tekort: in een replicatie die de norm mist gemiddeld {gemist}{eenheid}; over alle replicaties {tekort} "
        "({low} tot {high})",
        "shortfall: in a replication that misses the norm {gemist}{eenheid} on average; over all replications "
        "{tekort} ({low} to {high})",
    ),
    "afspraak_levert_jaar": (
        "vals alarm: over de looptijd komt het beleid uit op gemiddeld {verwacht} ({low} tot {high}), en dat is wat "
        "is afgesproken. Toch wordt de norm door toeval gemist in {jaren} van de jaren, en in {alarm} van de "
        "replicaties ({alarm_low} tot {alarm_high}) in ten minste een jaar.",
        "false alarm: over the term the policy comes to {verwacht} on average ({low} to {high}), which is what was "
        "agreed. Yet by chance the norm is missed in {jaren} of the years, and in {alarm} of the replications "
        "({alarm_low} to {alarm_high}) in at least one year.",
    ),
    "afspraak_levert_looptijd": (
        "vals alarm: het beleid komt uit op gemiddeld {verwacht} ({low} tot {high}), en dat is wat is afgesproken. "
        "Toch wordt de norm door toeval gemist in {alarm} van de replicaties ({alarm_low} tot {alarm_high}).",
        "false alarm: the policy comes to {verwacht} on average ({low} to {high}), which is what was agreed. Yet by "
        "chance the norm is missed in {alarm} of the replications ({alarm_low} to {alarm_high}).",
    ),
    "afspraak_levert_altijd": (
        "vals alarm: over de looptijd komt het beleid uit op gemiddeld {verwacht} ({low} tot {high}), en dat is wat "
        "is afgesproken; geen enkele replicatie mist de norm (kans op vals alarm: 0% tot {alarm_high}).",
        "false alarm: over the term the policy comes to {verwacht} on average ({low} to {high}), which is what was "
        "agreed; not one replication misses the norm (chance of a false alarm: 0% to {alarm_high}).",
    ),
    "afspraak_levert_niet": (
        "geen vals alarm: over de looptijd komt het beleid uit op gemiddeld {verwacht} ({low} tot {high}), en dat is "
        "niet wat is afgesproken.",
        "no false alarm: over the term the policy comes to {verwacht} on average ({low} to {high}), which is not what "
        "was agreed.",
    ),
    "afspraak_levert_onzeker": (
        "Met {n} replicaties is dat niet zeker: de norm ligt binnen het interval.",
        "With {n} replications that is not certain: the norm lies within the interval.",
    ),
    "afspraak_levert_een": (
        "Met een enkele replicatie is dat niet zeker.",
        "With a single replication that is not certain.",
    ),
    "per_jaar": ("per jaar: {waarden}", "per year: {waarden}"),
    "eenheid_procentpunt": ("procentpunt", "percentage points"),
    "eenheid_woningen": ("woningen", "homes"),
    # parameters of policies
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

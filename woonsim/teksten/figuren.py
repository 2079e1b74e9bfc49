"""Texts of the figures of agreements and sweeps: (Dutch, English)."""

FIGUURTEKSTEN: dict[str, tuple[str, str]] = {
    "titel_afspraken": (
        "Minst zeker is {naam}: de kans dat deze afspraak wordt gehaald is {kans}",
        "Least certain is {naam}: the chance that this agreement is met is {kans}",
    ),
    "paneel_afspraak_jaar": ("elk jaar gehaald: kans {kans}", "met in every year: chance {kans}"),
    "paneel_afspraak_looptijd": ("over de looptijd gehaald: kans {kans}", "met over the term: chance {kans}"),
    "kans_tussen": ("{kans} ({low} tot {high})", "{kans} ({low} to {high})"),
    "noot_afspraken": (
        "Lijn: gemiddelde van {n} replicaties; grijs: 95% van de replicaties in dat jaar; streeplijn: de norm.",
        "Line: mean of {n} replications; grey: 95% of the replications in that year; dashed: the norm.",
    ),
    "noot_afspraken_een": (
        "Een replicatie, dus zonder band; streeplijn: de norm.",
        "One replication, hence no band; dashed: the norm.",
    ),
    "titel_sweep": ("Wat {pad} verandert", "What {pad} changes"),
    "noot_sweep": (
        "Punt: gemiddelde van {n} replicaties met 95%-interval; grijs: 95% van de afzonderlijke jaren.",
        "Dot: mean of {n} replications with its 95% interval; grey: 95% of the single years.",
    ),
    "noot_sweep_een": (
        "Een replicatie per waarde, dus zonder interval; grijs: 95% van de afzonderlijke jaren.",
        "One replication per value, hence no interval; grey: 95% of the single years.",
    ),
}
"""Name -> (Dutch, English)."""

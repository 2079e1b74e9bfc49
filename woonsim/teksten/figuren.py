"""Texts of the figures of agreements and sweeps: (Dutch, English)."""

FIGUURTEKSTEN: dict[str, tuple[str, str]] = {
    "titel_afspraken": (
        "{naam} is de minst zekere afspraak: {kans} kans dat zij wordt gehaald",
        "{naam} is the least certain agreement: a chance of {kans} that it is met",
    ),
    "paneel_afspraak_jaar": ("elk jaar gehaald: {kans} kans", "met in every year: {kans} chance"),
    "paneel_afspraak_looptijd": ("gehaald over de looptijd: {kans} kans", "met over the term: {kans} chance"),
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

"""The outcomes that a reader is shown: under which headings, in which order, by which names."""

from __future__ import annotations

from itertools import chain

from woonsim.groepsnaam import groepsnaam
from woonsim.indicatoren import TOTAAL
from woonsim.schermteksten import tekst
from woonsim.teksten import CATALOGUS

OTHERS = ("vrouwenopvang", "jeugd", "herhuisvesting")
"""Groups that the answer takes together."""
_D, _V = "doelgroep=", "voorziening="
UITKOMSTEN: dict[str, tuple[tuple[str, str, str], ...]] = {
    "woningen": (
        ("vrijgekomen", "vrijgekomen", TOTAAL),
        ("binnen_voorraad", "vrijgekomen", "oorzaak=binnen_voorraad"),
        ("keten", "keten_lengte", TOTAAL),
        ("leegstand", "leegstand", TOTAAL),
    ),
    "wie": (
        *((groep, "toewijzingen", f"{_D}{groep}") for groep in ("uitstroom", "statushouders", "urgenten", *OTHERS)),
        ("regulier", "toewijzingen", f"{_D}regulier"),
        ("aandeel_uitstroom", "aandeel_uitstroom", TOTAAL),
        ("aandeel_bemiddeling", "aandeel_bemiddeling", TOTAAL),
        ("aandeel_buiten_regulier", "aandeel_buiten_regulier", TOTAAL),
        ("aandeel_gemeente", "aandeel_gemeente", TOTAAL),
    ),
    "wachten": (
        ("wacht_mediaan", "wachttijd_mediaan", f"{_D}uitstroom"),
        ("wacht_p90", "wachttijd_p90", f"{_D}uitstroom"),
        ("wacht_3_maanden", "wachttijd_binnen_3_maanden", f"{_D}uitstroom"),
        ("tien_weken", "wachttijd_binnen_10_weken", f"{_D}statushouders"),
        ("inschrijfduur", "inschrijfduur_gehuisvest", TOTAAL),
        ("zoekduur", "zoekduur_gehuisvest", TOTAAL),
        ("inschrijfduur_wachtend", "inschrijfduur_wachtend", TOTAAL),
    ),
    "zorg": (
        ("bw_geblokkeerd", "bw_geblokkeerd", TOTAAL),
        ("bw_plaatsdagen", "bw_geblokkeerde_plaatsdagen", TOTAAL),
        ("mo_geblokkeerd", "voorziening_geblokkeerd", f"{_V}maatschappelijke_opvang"),
        ("begeleiding", "begeleiding_benutting", TOTAAL),
        ("gemist", "gemist_begeleiding", TOTAAL),
        ("terugval", "terugval", TOTAAL),
    ),
    "taakstelling": (
        ("opgave", "taakstelling_opgave", TOTAAL),
        ("gehuisvest", "taakstelling_gehuisvest", TOTAAL),
        ("achterstand", "taakstelling_achterstand", TOTAAL),
    ),
    "doorstroming": (
        ("bruto", "doorstroming_bruto", TOTAAL),
        ("extra", "doorstroming_extra", TOTAAL),
        ("kosten", "kosten_per_extra_verhuizing", TOTAAL),
        ("gebouwd", "gebouwd", TOTAAL),
        ("verkocht", "verkocht", TOTAAL),
        ("gesloopt", "gesloopt", TOTAAL),
    ),
    "register": (
        ("actief", "actief_aandeel", TOTAAL),
        ("slaagkans", "slaagkans_utrecht", TOTAAL),
        ("reacties", "reacties_per_advertentie", TOTAAL),
        ("weigeringen", "weigeringen_per_verhuring", TOTAAL),
    ),
}
"""Heading of the table -> its rows: text, indicator, group."""


def label_of(indicator: str, groep: str) -> str:
    """What the screen calls an indicator for a group."""
    for name, known, known_groep in chain.from_iterable(UITKOMSTEN.values()):
        if (known, known_groep) == (indicator, groep):
            return tekst(f"rij_{name}").strip()
    naam = tekst(f"naam_{indicator}") if f"naam_{indicator}" in CATALOGUS else indicator
    return naam if groep == TOTAAL else f"{naam}, {groepsnaam(groep)}"

"""Texts of the outcome of a run: the answer, and the headings and rows of its table: (Dutch, English)."""

UITKOMSTTEKSTEN: dict[str, tuple[str, str]] = {
    # answer
    "antwoord_verdeling": (
        "Van de {vrij} woningen die per jaar vrijkomen{nieuw} gaan er {uitstroom} naar mensen die {voorziening} "
        "verlaten ({uitstroom_low} tot {uitstroom_high}, afhankelijk van het jaar). Statushouders krijgen er "
        "{statushouders}, urgenten {urgenten}{overige}; voor regulier woningzoekenden blijven er {regulier} over "
        "({regulier_low} tot {regulier_high}).",
        "Of the {vrij} homes that fall free in a year{nieuw} {uitstroom} go to people leaving {voorziening} "
        "({uitstroom_low} to {uitstroom_high}, depending on the year). Statushouders get {statushouders}, urgenten "
        "{urgenten}{overige}; regular seekers are left with {regulier} ({regulier_low} to {regulier_high}).",
    ),
    "antwoord_nieuw": (" en de {n} nieuwe", " and {n} new ones,"),
    "antwoord_overige": (", andere doelgroepen {n}", ", other groups {n}"),
    "antwoord_uitstroom": (
        "Wie {voorziening} kan verlaten heeft in de helft van de gevallen binnen {mediaan} maanden de sleutels, en in "
        "90% van de gevallen binnen {p90} maanden. Zolang blijft een plaats bezet: gemiddeld {bezet}.",
        "Half of those ready to leave {voorziening} have their keys within {mediaan} months, and 90% within {p90} "
        "months. Until then a place stays blocked: {bezet} on average.",
    ),
    "uit_beschermd_wonen": ("beschermd wonen", "beschermd wonen"),
    "uit_maatschappelijke_opvang": ("de opvang", "the opvang"),
    "beide": ("{een} en {ander}", "{een} and {ander}"),
    "uit_beide": ("beschermd wonen of opvang", "beschermd wonen or opvang"),
    "antwoord_regulier": (
        "Een regulier woningzoekende die een woning krijgt, staat dan gemiddeld {duur} jaar ingeschreven. Van deze "
        "woningen gaat {aandeel} naar inwoners van {gemeente}.",
        "A regular seeker who gets a home has then been registered for {duur} years on average. Of these homes "
        "{aandeel} go to residents of {gemeente}.",
    ),
    # table
    "groep_woningen": ("Woningen", "Homes"),
    "groep_wie": ("Wie krijgt ze", "Who gets them"),
    "groep_wachten": ("Wachten", "Waiting"),
    "groep_zorg": ("Zorg en begeleiding", "Care and support"),
    "groep_taakstelling": ("Taakstelling", "Taakstelling"),
    "groep_doorstroming": ("Doorstroming en voorraad", "Doorstroming and stock"),
    "groep_register": ("Register en aanbod", "Register and adverts"),
    "naam_toewijzingen": ("Toewijzingen", "Lettings"),
    "naam_wachttijd_mediaan": ("Helft sleutels binnen", "Half have keys within"),
    "naam_wachttijd_p90": ("90% sleutels binnen", "90% have keys within"),
    "naam_wachttijd_binnen_3_maanden": ("Sleutels binnen 3 maanden", "Keys within 3 months"),
    "naam_wachttijd_binnen_10_weken": ("Sleutels binnen 10 weken", "Keys within 10 weeks"),
    "naam_inschrijfduur_gehuisvest_mediaan": (
        "Mediane inschrijfduur gehuisvesten, regulier",
        "Median inschrijfduur at letting, regular",
    ),
    "naam_vrijgekomen": ("Woningen die vrijkomen", "Homes that fall free"),
    "rij_vrijgekomen": ("Woningen die vrijkomen", "Homes that fall free"),
    "rij_binnen_voorraad": ("  door verhuizing binnen de voorraad", "  by a move inside the stock"),
    "rij_keten": ("Toewijzingen per verhuisketen", "Lettings per chain"),
    "rij_uitstroom": ("Naar uitstroom uit zorg of opvang", "To uitstroom from care or opvang"),
    "rij_statushouders": ("Naar statushouders", "To statushouders"),
    "rij_urgenten": ("Naar urgenten", "To urgenten"),
    "rij_vrouwenopvang": ("Naar vrouwenopvang", "To vrouwenopvang"),
    "rij_jeugd": ("Naar jongeren uit de jeugdhulp", "To young people leaving youth care"),
    "rij_herhuisvesting": ("Naar herhuisvesting", "To herhuisvesting"),
    "rij_achterstand": ("Achterstand einde jaar, personen", "Backlog at year end, persons"),
    "rij_regulier": ("Naar regulier woningzoekenden", "To regular seekers"),
    "rij_aandeel_uitstroom": ("Aandeel uitstroom", "Share to uitstroom"),
    "rij_aandeel_bemiddeling": ("Aandeel directe bemiddeling", "Share by direct mediation"),
    "rij_aandeel_buiten_regulier": ("Aandeel bemiddeling of voorrang", "Share by mediation or voorrang"),
    "rij_aandeel_gemeente": ("Aandeel inwoners, regulier", "Share of residents, regular"),
    "rij_wacht_mediaan": ("Uitstroom: helft sleutels binnen", "Uitstroom: half have keys within"),
    "rij_wacht_p90": ("Uitstroom: 90% sleutels binnen", "Uitstroom: 90% have keys within"),
    "rij_wacht_3_maanden": ("Uitstroom: sleutels binnen 3 maanden", "Uitstroom: keys within 3 months"),
    "rij_bw_geblokkeerd": ("Geblokkeerde plaatsen beschermd wonen", "Blocked places in beschermd wonen"),
    "rij_mo_geblokkeerd": ("Geblokkeerde plaatsen in de opvang", "Blocked places in the opvang"),
    "rij_begeleiding": ("Begeleiding in gebruik", "Support in use"),
    "rij_gemist": ("Misgelopen, geen begeleiding vrij", "Missed for want of support"),
    "rij_terugval": ("Huurders die terugvallen", "Tenants who relapse"),
    "rij_opgave": ("Opgave, personen", "Asked, persons"),
    "rij_gehuisvest": ("Gehuisvest, personen", "Housed, persons"),
    "rij_tien_weken": ("Statushouders: binnen 10 weken", "Statushouders: keys within 10 weeks"),
    "rij_bruto": ("Verhuizingen van deelnemers", "Moves by participants"),
    "rij_extra": ("  daarvan extra door de regeling", "  of these extra by the regeling"),
    "rij_kosten": ("Kosten per extra verhuizing, EUR", "Cost per extra move, EUR"),
    "rij_gebouwd": ("Gebouwd", "Built"),
    "rij_verkocht": ("Verkocht", "Sold"),
    "rij_gesloopt": ("Gesloopt", "Demolished"),
    "rij_bw_plaatsdagen": ("Geblokkeerde plaatsdagen", "Blocked place-days"),
    "rij_inschrijfduur": ("Inschrijfduur gehuisvesten, regulier", "Inschrijfduur at letting, regular"),
    "rij_zoekduur": ("Zoekduur gehuisvesten, regulier", "Zoekduur at letting, regular"),
    "rij_inschrijfduur_wachtend": ("Inschrijfduur van wie nog zoekt", "Inschrijfduur so far, searching"),
    "rij_actief": ("Ingeschreven inwoners die reageren", "Registered residents who react"),
    "rij_slaagkans": ("Slaagkans van actieve inwoners", "Slaagkans of active residents"),
    "rij_reacties": ("Reacties per advertentie", "Reactions per advert"),
    "rij_weigeringen": ("Weigeringen per verhuring", "Refusals per letting"),
    "rij_leegstand": ("Leegstand", "Vacancy"),
}
"""Name -> (Dutch, English)."""

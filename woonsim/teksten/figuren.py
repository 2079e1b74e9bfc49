"""Texts of the figures: (Dutch, English)."""

FIGUURTEKSTEN: dict[str, tuple[str, str]] = {
    "paneel_regulier": ("Regulier: inschrijfduur bij toewijzing", "Regular: inschrijfduur at letting"),
    "paneel_uitstroom": ("Uitstroom: mediane wachttijd", "Uitstroom: median wait"),
    "paneel_statushouders": ("Statushouders: mediane wachttijd", "Statushouders: median wait"),
    "paneel_urgenten": ("Urgenten: mediane wachttijd", "Urgenten: median wait"),
    "paneel_vrouwenopvang": ("Vrouwenopvang: mediane wachttijd", "Vrouwenopvang: median wait"),
    "paneel_jeugd": ("Jeugd: mediane wachttijd", "Jeugd: median wait"),
    "paneel_herhuisvesting": ("Herhuisvesting: mediane wachttijd", "Herhuisvesting: median wait"),
    "paneel_geblokkeerd": ("Geblokkeerde plaatsen", "Blocked places"),
    "as_jaar": ("jaar", "years"),
    "as_maanden": ("maanden", "months"),
    "as_plaatsen": ("plaatsen", "places"),
    "as_woningen_per_jaar": ("woningen per jaar", "homes per year"),
    "as_keten": ("woningen die een keten vrijmaakt", "homes that a chain sets free"),
    "as_aandeel_ketens": ("aandeel van de ketens", "share of the chains"),
    "of_meer": ("{n} of meer", "{n} or more"),
    "plaats_verblijf": ("verblijf", "stay"),
    "plaats_geblokkeerd": ("geblokkeerd", "blocked"),
    "plaats_vrij": ("vrij", "free"),
    "titel_wachttijden": (
        "Regulier gehuisvest na {regulier} jaar inschrijving; de helft van de uitstroom binnen {uitstroom} maanden",
        "Housed regularly after {regulier} years of registration; half of uitstroom within {uitstroom} months",
    ),
    "titel_vrijgekomen": (
        "Per jaar komen {totaal} woningen vrij; {bemiddeling} daarvan via directe bemiddeling",
        "{totaal} homes fall free in a year; {bemiddeling} of these go to direct mediation",
    ),
    "titel_ketens": (
        "{een} van de 100 ketens eindigen bij de eerste woning; gemiddeld {lengte} toewijzingen per keten",
        "{een} of 100 chains end at the first home; {lengte} lettings per chain on average",
    ),
    "noot_band": (
        "Gemiddelde van {n} replicaties; band of streep: 95% van de replicaties.",
        "Mean of {n} replications; band or bar: 95% of the replications.",
    ),
    "noot_een_replicatie": ("Een replicatie, dus zonder band.", "One replication, hence no band."),
    "titel_geblokkeerd": (
        "Gemiddeld {delen} geblokkeerd",
        "On average {delen} blocked",
    ),
    "deel_beschermd_wonen": (
        "{n} van de {plaatsen} plaatsen in beschermd wonen",
        "{n} of the {plaatsen} places in beschermd wonen",
    ),
    "deel_maatschappelijke_opvang": (
        "{n} van de {plaatsen} plaatsen in de opvang",
        "{n} of the {plaatsen} places in the opvang",
    ),
    "deel_en": ("{een} en {ander} zijn", "{een} and {ander} are"),
    "deel_alleen": ("{een} zijn", "{een} are"),
    "kolom_beschermd_wonen": ("Beschermd wonen", "Beschermd wonen"),
    "kolom_maatschappelijke_opvang": ("Maatschappelijke opvang", "Maatschappelijke opvang"),
    # begeleiding
    "titel_begeleiding": (
        "Van de {fte} fte begeleiding is gemiddeld {deel} in gebruik; {gemist}",
        "Of the {fte} fte of support {deel} is in use on average; {gemist}",
    ),
    "gemist_geen": ("geen kandidaat loopt een woning mis door een tekort", "no candidate misses a home for want of it"),
    "gemist_wel": (
        "door een tekort gaan per jaar {n} woningen aan een kandidaat voorbij",
        "for want of it {n} homes a year pass a candidate by",
    ),
    "titel_terugval": (
        "Per jaar raken {n} huishoudens door terugval hun woning kwijt",
        "{n} huishoudens a year lose their home in a relapse",
    ),
    "paneel_fte": ("Begeleiding", "Support"),
    "paneel_vorm": ("Mensen met begeleiding", "People with support"),
    "paneel_gemist": ("Misgelopen door een tekort", "Missed for want of support"),
    "paneel_terugval": ("Huurders die terugvallen", "Tenants who relapse"),
    "as_fte": ("fte", "fte"),
    "as_mensen": ("mensen", "people"),
    "as_huishoudens_per_jaar": ("huishoudens per jaar", "huishoudens per year"),
    "fte_in_gebruik": ("in gebruik", "in use"),
    "fte_beschikbaar": ("beschikbaar", "available"),
    "vorm_intensief": ("intensief", "intensief"),
    "vorm_ambulant": ("ambulant", "ambulant"),
    "vorm_waakvlam": ("waakvlam", "waakvlam"),
    # taakstelling
    "titel_taakstelling": (
        "Taakstelling: van {begin} naar {eind} personen; {deel} van de statushouders heeft binnen tien weken een "
        "woning",
        "Taakstelling: from {begin} to {eind} persons; {deel} of statushouders have a home within ten weeks",
    ),
    "personen_achterstand": ("een achterstand van {n}", "a backlog of {n}"),
    "personen_voorsprong": ("een voorsprong van {n}", "a lead of {n}"),
    "paneel_personen": ("Statushouders per halfjaar", "Statushouders per half-year"),
    "personen_gehuisvest": ("gehuisvest", "housed"),
    "personen_opgave": ("opgave", "asked"),
    "paneel_achterstand": ("Achterstand na elk halfjaar", "Backlog after each half-year"),
    "paneel_tien_weken": ("Sleutels binnen tien weken", "Keys within ten weeks"),
    "as_personen": ("personen", "persons"),
    # leeftijdslabel
    "titel_leeftijdslabel": (
        "Een woning met leeftijdslabel krijgt {gelabeld} reacties, een andere {ongelabeld}; slaagkans vanaf 55 jaar "
        "{oud}, daaronder {jong}",
        "A home with a leeftijdslabel gets {gelabeld} reactions, another {ongelabeld}; slaagkans from 55 years {oud}, "
        "below it {jong}",
    ),
    "label_ongelabeld": ("zonder\nlabel", "no\nlabel"),
    "label_gelabeld": ("met\nlabel", "with\nlabel"),
    "paneel_reacties": ("Reacties per\nadvertentie", "Reactions per\nadvert"),
    "paneel_weigeringen": ("Weigeringen per\nverhuring", "Refusals per\nletting"),
    "paneel_leegstand": ("Leegstand\nin dagen", "Vacancy\nin days"),
    "paneel_teruggekeerd": ("Onverhuurd na\npublicatie", "Unlet after\nan advert"),
    "paneel_slaagkans": ("Slaagkans van actieve inwoners", "Slaagkans of active residents"),
    "paneel_65plus": ("Huurders van 65 jaar en ouder", "Tenants of 65 and over"),
    "leeftijd_vanaf_55": ("vanaf 55 jaar", "55 and over"),
    "leeftijd_tot_55": ("tot 55 jaar", "under 55"),
    # doorstroming
    "titel_doorstroming": (
        "Van de {bruto} verhuizingen van deelnemers per jaar zijn er {extra} extra{kosten}",
        "Of the {bruto} moves by participants a year {extra} are extra{kosten}",
    ),
    "kosten_per_extra": (", voor {kosten} euro per extra verhuizing", ", at {kosten} euro per extra move"),
    "noot_doorstroming": (
        "Extra: op dat moment niet gemaakt zonder de regeling. Ruim: een of twee personen in vier kamers of meer.",
        "Extra: not made at that moment without the regeling. Spacious: one or two persons in four rooms or more.",
    ),
    "paneel_bereikt": ("Nieuwe deelnemers", "New participants"),
    "paneel_verhuizingen": ("Verhuizingen van deelnemers", "Moves by participants"),
    "paneel_gezinswoningen": ("Vrijgemaakte gezinswoningen, opgeteld", "Family homes freed, summed"),
    "paneel_ruim": ("Huurders die ruim wonen", "Tenants who live spaciously"),
    "as_verhuizingen_per_jaar": ("verhuizingen per jaar", "moves per year"),
    "as_woningen": ("woningen", "homes"),
    "soort_bruto": ("alle", "all"),
    "soort_extra": ("extra", "extra"),
    # voorraad
    "titel_voorraad": (
        "Er komen {bij} woningen bij en er gaan {af} af{vrij}",
        "{bij} homes are added and {af} leave the stock{vrij}",
    ),
    "vrij_per_nieuwbouw": (
        "; een nieuwe woning maakt er gemiddeld {n} vrij",
        "; a new home sets {n} free on average",
    ),
    "paneel_voorraad": ("Verandering sinds het begin", "Change since the start"),
    "paneel_vrij_per_nieuwbouw": ("Per nieuwe woning vrij", "Freed per new home"),
    "stroom_gebouwd": ("gebouwd", "built"),
    "stroom_verkocht": ("verkocht", "sold"),
    "stroom_gesloopt": ("gesloopt", "demolished"),
    "stroom_saldo": ("saldo", "net"),
    # afspraken and sweeps
    "titel_afspraken": (
        "Minst zeker is {naam}: de kans dat deze afspraak wordt gehaald is {kans}",
        "Least certain is {naam}: the chance that this agreement is met is {kans}",
    ),
    "titel_afspraken_alle": (
        "Alle afspraken worden gehaald",
        "All agreements are met",
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
    "titel_latin": ("{n} punten gespreid over {paden}", "{n} points spread over {paden}"),
    "noot_latin": (
        "Punt: gemiddelde van {n} replicaties met 95%-interval, langs een pad terwijl de andere mee veranderen; "
        "streeplijn: het scenario zoals het is.",
        "Dot: mean of {n} replications with its 95% interval, along one path while the others change too; dashed: the "
        "scenario as it stands.",
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

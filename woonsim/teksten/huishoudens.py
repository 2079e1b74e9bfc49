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
    # groups
    "dimensie_doelgroep": ("Doelgroep", "Doelgroep"),
    "dimensie_woonsituatie": ("Woonsituatie", "Woonsituatie"),
    "dimensie_leeftijdsgroep": ("Leeftijd", "Age"),
    "dimensie_inkomensklasse": ("Inkomen", "Income"),
    "dimensie_personen": ("Huishoudgrootte", "Household size"),
    "dimensie_kern": ("Kern", "Kern"),
    "dimensie_woningtype": ("Woningtype", "Woningtype"),
    "dimensie_kamers": ("Kamers", "Rooms"),
    "dimensie_leeftijdslabel": ("Leeftijdslabel", "Leeftijdslabel"),
    "dimensie_toegankelijkheid": ("Toegankelijkheid", "Accessibility"),
    "groepsnaam__totaal": ("allen", "all"),
    "groepsnaam_leeftijdsgroep_tot_55": ("jonger dan 55 jaar", "under 55"),
    "groepsnaam_leeftijdsgroep_vanaf_55": ("55 jaar en ouder", "55 and over"),
    "groepsnaam_inkomensklasse_tot_passend": ("huurtoeslaginkomen", "huurtoeslag income"),
    "groepsnaam_inkomensklasse_tot_daeb": ("tot DAEB-grens", "to the DAEB limit"),
    "groepsnaam_inkomensklasse_boven_daeb": ("boven DAEB-grens", "above the DAEB limit"),
    "groepsnaam_personen_1": ("1 persoon", "1 person"),
    "groepsnaam_personen_5": ("5 of meer personen", "5 or more persons"),
    "groepsnaam_personen": ("{naam} personen", "{naam} persons"),
    "groepsnaam_kern_buiten": ("buiten de gemeente", "outside the gemeente"),
    "groepsnaam_kamers_1": ("1 kamer", "1 room"),
    "groepsnaam_kamers_5": ("5 of meer kamers", "5 or more rooms"),
    "groepsnaam_kamers": ("{naam} kamers", "{naam} rooms"),
    "groepsnaam_leeftijdslabel_ongelabeld": ("zonder leeftijdslabel", "without leeftijdslabel"),
    "groepsnaam_leeftijdslabel_gelabeld": ("met leeftijdslabel", "with leeftijdslabel"),
    "groepsnaam_toegankelijkheid_ZON": ("niet bijzonder toegankelijk", "no special access"),
    "groepsnaam_toegankelijkheid_GNV": ("gelijkvloers", "single level"),
    "groepsnaam_toegankelijkheid_NUL": ("nultreden", "step-free"),
    "groepsnaam_toegankelijkheid_ROA": ("rollatorgeschikt", "walker-accessible"),
    "groepsnaam_toegankelijkheid_ROL": ("rolstoelgeschikt", "wheelchair-accessible"),
    # tables
    "gevolg_kop": ("Wie wint, wie verliest (huishoudens per jaar)", "Who gains, who loses (huishoudens per year)"),
    "gevolg_regulier": ("Regulier woningzoekenden", "Regular seekers"),
    "gevolg_eerder": ("eerder", "sooner"),
    "gevolg_later": ("later", "later"),
    "gevolg_erbij": ("erbij", "added"),
    "gevolg_eraf": ("eraf", "dropped"),
    "gevolg_netto": ("netto", "net"),
    "gevolg_uitleg": (
        "Hetzelfde huishouden in {basis} en in '{variant}'. Eerder, later: in beide gehuisvest, met eerdere of latere "
        "sleutels. Erbij: alleen in '{variant}' gehuisvest; eraf: alleen in {basis}. Netto: erbij min eraf.",
        "The same huishouden in {basis} and in '{variant}'. Sooner, later: housed in both, with keys sooner or later. "
        "Added: housed in '{variant}' only; dropped: in {basis} only. Net: added less dropped.",
    ),
    "gevolg_toeval": (
        "Gaat één woning naar een ander, dan schuift daarna ook op wie aan de beurt komt. Wie wint en wie "
        "verliest, is daardoor deels toeval; netto laat zien wat de variant zelf doet.",
        "When one woning goes to somebody else, everybody whose turn comes later moves too. So part of the gaining and "
        "losing is chance; net shows what the variant itself does.",
    ),
    "wacht_kop": ("Hoeveel eerder, hoeveel later", "How much sooner, how much later"),
    "wacht_dagen_eerder": ("dagen eerder", "days sooner"),
    "wacht_dagen_later": ("dagen later", "days later"),
    "wacht_samen": ("samen langer", "together longer"),
    "wacht_uitleg": (
        "Dagen: gemiddeld over wie in beide gehuisvest is, eerder of later. Samen langer: hoeveel maanden alle "
        "huishoudens van de groep bij elkaar per jaar langer wachten (min: korter), ook wie geen woning krijgt.",
        "Days: the mean over those housed in both, sooner or later. Together longer: how many months all huishoudens "
        "of the group together wait longer in a year (minus: shorter), those never housed included.",
    ),
    "ruilvoet_eerder": (
        "Tegenover elk jaar dat iemand uit de doelgroep {doelgroep} eerder een woning heeft, wachten regulier "
        "woningzoekenden samen {maanden} {richting} (95%-interval: {interval}){twijfel}.",
        "For each year that somebody of {doelgroep} has a woning sooner, regular seekers together wait {maanden} "
        "{richting} (95% interval: {interval}){twijfel}.",
    ),
    "ruilvoet_later": (
        "Tegenover elk jaar dat iemand uit de doelgroep {doelgroep} later een woning heeft, wachten regulier "
        "woningzoekenden samen {maanden} {richting} (95%-interval: {interval}){twijfel}.",
        "For each year that somebody of {doelgroep} has a woning later, regular seekers together wait {maanden} "
        "{richting} (95% interval: {interval}){twijfel}.",
    ),
    "ruilvoet_maand": ("1 maand", "1 month"),
    "ruilvoet_maanden": ("{n} maanden", "{n} months"),
    "ruilvoet_langer": ("langer", "longer"),
    "ruilvoet_korter": ("korter", "shorter"),
    "ruilvoet_interval_om_nul": ("{low} korter tot {high} langer", "{low} shorter to {high} longer"),
    "ruilvoet_twijfel": ("; dat is niet van 0 te onderscheiden", "; that cannot be told from 0"),
    "ruilvoet_geen": (
        "Voor de doelgroep {doelgroep} is geen ruilvoet te geven: of zij in '{variant}' eerder of later een woning "
        "heeft, is niet van toeval te onderscheiden.",
        "For {doelgroep} there is no rate of exchange: whether they have a woning sooner or later in "
        "'{variant}' cannot "
        "be told from chance.",
    ),
    "ruilvoet_anderen": (
        "Wat de variant voor andere doelgroepen doet, telt hierin niet mee; zie de tabel.",
        "What the variant does to other groups is not in this; see the table.",
    ),
    "ruimte_kop": (
        "Ruimte die overblijft voor regulier woningzoekenden (woningen per jaar)",
        "Room that remains for regular seekers (woningen per year)",
    ),
    "ruimte_basis": ("basis", "basis"),
    "ruimte_variant": ("variant", "variant"),
    "ruimte_verschil": ("verschil", "difference"),
    "ruimte_uitleg": (
        "Verhuurd via het aanbod, zonder voorrang, aan wie tot geen bijzondere doelgroep hoort. Basis: {basis}; "
        "variant: '{variant}'.",
        "Let through the adverts, without voorrang, to who is of no special doelgroep. Basis: {basis}; "
        "variant: '{variant}'.",
    ),
    # figures
    "titel_gevolgen": (
        "Netto gehuisvest per jaar, '{variant}' tegen {basis}: {gevolg}",
        "Net housed in a year, '{variant}' against {basis}: {gevolg}",
    ),
    "gevolg_niemand": ("geen doelgroep waarvan het verschil van 0 te onderscheiden is", "no group differs from 0"),
    "noot_onbetrouwbaar": (
        "Te weinig replicaties of een te scheve verdeling om op alle intervallen te bouwen.",
        "Too few replications, or too skewed a distribution, to rely on every interval.",
    ),
    "paneel_doelgroepen": ("Bijzondere doelgroepen", "Special doelgroepen"),
    "noot_gevolgen": (
        "Gemiddelde van {n} replicaties; links verlies, rechts winst. Punt en streep: netto (erbij min eraf) met "
        "95%-interval.",
        "Mean of {n} replications; losses left, gains right. Dot and bar: net (added less dropped) with 95% interval.",
    ),
    "titel_ruimte": (
        "Voor regulier woningzoekenden blijven {waarde_n} woningen per jaar over in '{variant}', tegen {basis_n} in "
        "{basis}{twijfel}",
        "For regular seekers {waarde_n} woningen a year remain in '{variant}', against {basis_n} in {basis}{twijfel}",
    ),
    "titel_niet_aantoonbaar": (" (verschil niet aantoonbaar)", " (difference not beyond doubt)"),
    "as_ruimte": (
        "woningen per jaar meer of minder dan in {basis}",
        "woningen per year more or fewer than in {basis}",
    ),
    "noot_ruimte": (
        "Gepaard verschil over {n} replicaties met 95%-interval; grijs: niet van 0 te onderscheiden. Rechts: van basis "
        "naar variant.",
        "Paired difference over {n} replications with 95% interval; grey: cannot be told from 0. Right: from basis to "
        "variant.",
    ),
}
"""Name -> (Dutch, English)."""

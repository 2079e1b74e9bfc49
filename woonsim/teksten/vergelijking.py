"""Texts of comparisons: what the command says, its screen and its figure: (Dutch, English)."""

VERGELIJKTEKSTEN: dict[str, tuple[str, str]] = {
    # command
    "help_compare": (
        "Vergelijk een scenario met varianten, replicatie voor replicatie op hetzelfde toeval.",
        "Compare a scenario with variants, replication by replication on the same chance.",
    ),
    "basis": ("BASIS", "BASIS"),
    "varianten": ("[VARIANT]...", "[VARIANT]..."),
    "help_out_compare": (
        "Map voor de tabellen, de figuren en het scenario.",
        "Folder for the tables, the figures and the scenario.",
    ),
    "help_set_compare": (
        "Een variant uit losse wijzigingen, zoals beleid.weer_thuis.aandeel=10%. Herhaalbaar: samen een variant.",
        "A variant of loose changes, such as beleid.weer_thuis.aandeel=10%. Repeatable: together one variant.",
    ),
    "help_replications_compare": (
        "Aantal replicaties, of auto: zoveel als de hoofdindicatoren nodig hebben voor hun halve_breedte. [standaard: "
        "30; met --aannames 3 per set]",
        "Number of replications, or auto: as many as the main indicators need for their halve_breedte. [default: 30; "
        "with --aannames 3 per set]",
    ),
    "help_most": (
        "Met auto: hoogstens zoveel replicaties.",
        "With auto: at most so many replications.",
    ),
    "help_aannames": (
        "Vergelijk over zoveel sets van wat het scenario aanneemt, getrokken uit de marges.",
        "Compare over so many sets of what the scenario assumes, drawn from the margins.",
    ),
    "help_aanname": (
        "Trek alleen de aannames op of onder dit pad. Herhaalbaar.",
        "Draw only the assumptions at or below this path. Repeatable.",
    ),
    "pad": ("PAD", "PATH"),
    "aanname_zonder_aantal": (
        "--aanname kiest wat --aannames trekt: geef ook --aannames met een aantal sets",
        "--aanname chooses what --aannames draws: give --aannames with a number of sets too",
    ),
    "aannames_met_auto": (
        "bij --aannames hoort een aantal replicaties per set, niet auto",
        "with --aannames goes a number of replications per set, not auto",
    ),
    "most_zonder_auto": (
        "--most-replications hoort bij --replications auto; met een vast aantal heeft het geen zin",
        "--most-replications goes with --replications auto; with a fixed number it has no use",
    ),
    "aannames_kop_een": (
        "{sets} aannamesets, elk 1 replicatie van {jaren}, elke variant op hetzelfde toeval",
        "{sets} assumption sets, each 1 replication of {jaren}, every variant on the same chance",
    ),
    "aannames_kop": (
        "{sets} aannamesets, elk {n} replicaties van {jaren}, elke variant op hetzelfde toeval",
        "{sets} assumption sets, each {n} replications of {jaren}, every variant on the same chance",
    ),
    "aannames_uitleg": (
        "Elke set geeft het scenario andere waarden voor wat het aanneemt, voor basis en varianten dezelfde. Toeval "
        "krimpt met meer replicaties, onwetendheid niet: die krimpt pas als iemand uitzoekt hoe het zit.",
        "Every set gives the scenario other values for what it assumes, the same for basis and variants. Chance "
        "shrinks with more replications, ignorance does not: that takes somebody to find out.",
    ),
    "verschil_aannames": ("de aannamesets", "the assumption sets"),
    "aantal_of_auto": ("GETAL|auto", "NUMBER|auto"),
    "geen_aantal_of_auto": (
        "{waarde} is geen aantal replicaties van {laagst} tot {hoogst}, en niet auto",
        "{waarde} is no number of replications from {laagst} to {hoogst}, and not auto",
    ),
    "geen_varianten": (
        "{bestand} heeft geen varianten om mee te vergelijken. Geef er een, als naam uit de lijst 'varianten' van het "
        "scenario, als bestand, of met --set beleid.NAAM.parameter=waarde.",
        "{bestand} has no variants to compare with. Give one: a name from the list 'varianten' of the scenario, a "
        "file, or --set beleid.NAME.parameter=value.",
    ),
    "variant_dubbel": (
        "twee versies heten '{naam}'; geef een van beide een andere naam",
        "two versions are called '{naam}'; give one of them another name",
    ),
    "variant_leeg": (
        "in '{tekst}' staat een + zonder variant ernaast; schrijf BESTAND+VARIANT",
        "in '{tekst}' a + has no variant beside it; write FILE+VARIANT",
    ),
    "variant_onbekend": (
        "er is geen variant '{naam}' (het scenario kent: {bekend}; een bestand eindigt op .yaml){misschien}",
        "there is no variant '{naam}' (the scenario knows: {bekend}; a file ends in .yaml){misschien}",
    ),
    "variant_looptijd": (
        "variant '{naam}' begint of eindigt op een andere dag dan de basis, dus jaren zijn niet te vergelijken; geef "
        "beide dezelfde begindatum en looptijd",
        "variant '{naam}' begins or ends on another day than the basis, so years cannot be compared; give both the "
        "same begindatum and looptijd",
    ),
    "variant_heet_basis": (
        "een variant kan niet '{naam}' heten: zo heet waarmee wordt vergeleken; geef haar een andere naam",
        "a variant cannot be called '{naam}': that is what it is compared with; give it another name",
    ),
    "variant_kernen": (
        "variant '{naam}' heeft andere kernen dan de basis, of in een andere volgorde, dus mensen en woningen zijn "
        "niet te vergelijken; noem in beide dezelfde kernen, desnoods met 0 woningen",
        "variant '{naam}' has other kernen than the basis, or in another order, so people and homes cannot be "
        "compared; name the same kernen in both, if need be with 0 woningen",
    ),
    "auto_zonder_wens": (
        "--replications auto heeft een doel nodig: geef een hoofdindicator in het scenario een halve_breedte, zoals "
        "'15 dagen' of '1%'",
        "--replications auto needs an aim: give a main indicator (hoofdindicatoren) in the scenario a halve_breedte, "
        "such as '15 dagen' or '1%'",
    ),
    # screen
    "compare_kop": (
        "{n} replicaties van {jaren}, elke variant op hetzelfde toeval",
        "{n} replications of {jaren}, every variant on the same chance",
    ),
    "compare_kop_een": (
        "Een replicatie van {jaren}, elke variant op hetzelfde toeval",
        "One replication of {jaren}, every variant on the same chance",
    ),
    "compare_variant": ("Variant: {naam}", "Variant: {naam}"),
    "compare_wijzigt": ("Wijzigt: {wijzigingen}", "Changes: {wijzigingen}"),
    "compare_hoofd": ("Hoofdindicatoren", "Main indicators"),
    "compare_oordeel": (
        "{naam}: {oordeel}. Van {basis} naar {waarde}{eenheid}, verschil {verschil} ({interval}){mark}; {beter}{vrf}",
        "{naam}: {oordeel}. From {basis} to {waarde}{eenheid}, difference {verschil} ({interval}){mark}; {beter}{vrf}",
    ),
    "compare_gelijk": (
        "{naam}: niet te onderscheiden. {basis}{eenheid}, gelijk in alle {n} replicaties.",
        "{naam}: not to be told apart. {basis}{eenheid}, equal in all {n} replications.",
    ),
    "compare_gelijk_een": (
        "{naam}: niet te onderscheiden. {basis}{eenheid}, gelijk in de ene replicatie.",
        "{naam}: not to be told apart. {basis}{eenheid}, equal in the one replication.",
    ),
    "compare_zonder": ("{naam}: geen cijfer.", "{naam}: no figure."),
    "compare_beter": (
        "{woord} in {aantal} van de {n} replicaties",
        "{woord} in {aantal} of {n} replications",
    ),
    "compare_beter_een": ("in de ene replicatie {woord}", "in the one replication {woord}"),
    "geen_interval": (
        "geen interval: {n} replicaties met een cijfer",
        "no interval: {n} replications with a figure",
    ),
    "geen_interval_een": (
        "geen interval: 1 replicatie met een cijfer",
        "no interval: 1 replication with a figure",
    ),
    "compare_vrf": (
        "; koppelen spaart een factor {factor} aan replicaties.",
        "; pairing saves a factor {factor} in replications.",
    ),
    "compare_vrf_niets": (
        "; koppelen spaart hier geen replicaties.",
        "; pairing saves no replications here.",
    ),
    "compare_nodig": (
        " Als het verschil werkelijk zo groot is, tonen zo'n {n} replicaties het aan.",
        " If the difference really is this large, some {n} replications will show it.",
    ),
    "compare_onbetrouwbaar": (" (interval onbetrouwbaar)", " (interval unreliable)"),
    "oordeel_beter": ("beter", "better"),
    "oordeel_slechter": ("slechter", "worse"),
    "oordeel_hoger": ("hoger", "higher"),
    "oordeel_lager": ("lager", "lower"),
    "oordeel_niet te onderscheiden": ("niet te onderscheiden", "not to be told apart"),
    "oordeel_geen cijfer": ("geen cijfer", "no figure"),
    "afspraak_jaren": ("gehaald, deel van de jaren", "met, share of the years"),
    "afspraak_elk_jaar": ("kans dat elk jaar het haalt", "chance that every year meets it"),
    "afspraak_looptijd_kans": ("kans dat de looptijd het haalt", "chance that the term meets it"),
    "afspraak_tekort_kop": ("tekort als zij wordt gemist", "shortfall when it is missed"),
    "kop_vals_alarm": ("vals alarm", "false alarm"),
    "compare_afspraken": (
        "Een kans is het deel van de replicaties, met haar 95%-interval. Vals alarm: hoe vaak een jaar de norm lijkt "
        "te missen, terwijl het beleid gemiddeld levert wat is afgesproken. Een streepje: dat levert het niet, of de "
        "afspraak geldt daar niet.",
        "A chance is the share of the replications, with its 95% interval. False alarm: how often a year seems to miss "
        "the norm although the policy delivers on average what was agreed. A dash: it does not deliver that, or the "
        "agreement does not hold there.",
    ),
    "compare_alle": ("Alle uitkomsten (verkennend)", "All outcomes (exploratory)"),
    "kop_basis": ("basis", "basis"),
    "kop_variant": ("variant", "variant"),
    "compare_uitleg": (
        "Elk verschil is per replicatie genomen: zelfde woningen, zelfde mensen, zelfde toeval. Het interval zegt hoe "
        "zeker het gemiddelde verschil is en krimpt met meer replicaties.",
        "Every difference is taken within a replication: the same homes, the same people, the same chance. The "
        "interval says how sure the mean difference is and shrinks with more replications.",
    ),
    "compare_tekens": (
        "In de tabel is + beter, - slechter, ^ hoger en v lager (waar geen van beide beter is); zonder teken is het "
        "verschil niet te onderscheiden.",
        "In the table + is better, - worse, ^ higher and v lower (where neither is better); without a sign the "
        "difference is not to be told apart.",
    ),
    "compare_meer": (
        "Wie wint en wie verliest, welke ruimte blijft, hoe de ketens lopen en alle andere uitkomsten: vergelijk met "
        "een enkele variant, of kijk in de tabellen.",
        "Who gains and who loses, what room remains, how the chains run and all other outcomes: compare with a single "
        "variant, or look in the tables.",
    ),
    "afronding": (
        "Door afronding kan een verschil afwijken.",
        "By rounding a difference may be off.",
    ),
    "compare_holm": (
        "Het oordeel over de hoofdindicatoren is gecorrigeerd voor hun aantal (Holm); dat over de andere uitkomsten is "
        "verkennend: van twintig uitkomsten zonder echt verschil lijkt er gemiddeld een te verschillen.",
        "The verdict on the main indicators is corrected for their number (Holm); that on the other outcomes is "
        "exploratory: of twenty outcomes without a real difference, one on average seems to differ.",
    ),
    "compare_voorbehoud": (
        "* Interval onbetrouwbaar: minder dan 30 replicaties, te scheef voor dit aantal, of niet in elke replicatie "
        "een cijfer.",
        "* Interval unreliable: fewer than 30 replications, too skewed for their number, or no figure in some.",
    ),
    "compare_niet_bereikt": (
        "Na {n} replicaties is de precisie die het scenario wenst niet bereikt voor: {namen}. --replications auto "
        "speelt door tot zij bereikt is of --most-replications op is.",
        "After {n} replications the precision that the scenario wishes is not reached for: {namen}. "
        "--replications auto plays on until it is reached or --most-replications are used up.",
    ),
    "compare_bestanden": (
        "De tabellen staan in {map}/resultaten.sqlite, de figuren in {map}/figures.",
        "The tables are in {map}/resultaten.sqlite, the figures in {map}/figures.",
    ),
    "verschil_varianten": ("de varianten", "the variants"),
    "verschil_hoogstens": ("het hoogste aantal replicaties", "the highest number of replications"),
    # figure
    "procentpunten": ("procentpunten", "percentage points"),
    "titel_verschil": (
        "{naam}: {n} van de {m} hoofdindicatoren aantoonbaar anders dan in de basis",
        "{naam}: {n} of {m} main indicators beyond doubt not as in the basis",
    ),
    "titel_geen_verschil": (
        "{naam}: geen van de {m} hoofdindicatoren verschilt aantoonbaar van de basis",
        "{naam}: none of the {m} main indicators differs from the basis beyond doubt",
    ),
    "titel_geen_verschillen": (
        "Geen van de {m} verschillen met de basis is aantoonbaar",
        "None of the {m} differences with the basis is beyond doubt",
    ),
    "titel_verschillen": (
        "{n} van de {m} verschillen met de basis aantoonbaar",
        "{n} of {m} differences with the basis beyond doubt",
    ),
    "noot_verschil": (
        "Verschil met de basis per replicatie (stip, {n} stuks), gemiddelde met 95%-interval. Groen is beter, oranje "
        "slechter, blauw hoger of lager, grijs niet te onderscheiden",
        "Difference with the basis per replication (dot, {n} in all), mean with 95% interval. Green is better, orange "
        "worse, blue higher or lower, grey not to be told apart",
    ),
}

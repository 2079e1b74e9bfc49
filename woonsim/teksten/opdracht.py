"""Texts of the options --lang, --set and --over, and of the command sweep: (Dutch, English)."""

OPDRACHTTEKSTEN: dict[str, tuple[str, str]] = {
    "help_lang": ("Taal: nl of en.", "Language: nl or en."),
    "help_set": (
        "Wijzig eenmalig een waarde, zoals beleid.weer_thuis.aandeel=10%; uit laat een onderdeel weg, "
        "beleid.voor.inschrijfduur={{soort: {{parameter: waarde}}}} of beleid.na.inschrijfduur=NAAM voegt een regel "
        "toe of verplaatst die. Herhaalbaar.",
        "Change a value for once, such as beleid.weer_thuis.aandeel=10%; uit drops a part, "
        "beleid.voor.inschrijfduur={{type: {{parameter: value}}}} or beleid.na.inschrijfduur=NAME adds a policy "
        "before or after another or moves it. Repeatable.",
    ),
    "help_plugin": (
        "Python-bestand met eigen beleid; de code erin wordt uitgevoerd. Herhaalbaar.",
        "Python file with policies of your own; its code is executed. Repeatable.",
    ),
    "plugin": ("BESTAND.py", "FILE.py"),
    "naam_beleid": ("NAAM", "NAME"),
    "help_plugins": (
        "Beleid: wat er is, wat het vraagt, en een eigen beleidsregel maken.",
        "Policies: which there are, what they ask, and making one of your own.",
    ),
    "help_plugins_list": ("Toon welk beleid er is.", "Show which policies there are."),
    "help_plugins_info": (
        "Toon wat een beleidsregel doet, met zijn hooks en parameters.",
        "Show what a policy does, with its hooks and parameters.",
    ),
    "help_plugins_new": (
        "Maak een werkende beleidsregel NAAM om van uit te gaan, met een geval en een toets.",
        "Write a working policy NAME to start from, with a case and a test.",
    ),
    "place_value": (
        "hier hoort een beleidsregel, niet {given}; schrijf {{soort: {{parameter: waarde}}}}, of de naam van een regel",
        "a policy belongs here, not {given}; write {{type: {{parameter: value}}}}, or the name of a policy",
    ),
    "place_itself": (
        "{given}: een beleidsregel kan niet voor of na zichzelf staan",
        "{given}: a policy cannot stand before or after itself",
    ),
    "help_package": ("Als pakket om te installeren.", "As a package to install."),
    "help_out_new": ("Map waarin de bestanden komen.", "Folder to write the files into."),
    "nieuw_beleid": (
        "\nHet werkt zoals het is. Toets het, en laat een scenario het noemen:\n\n"
        "  woonsim plugins check {bestand}\n"
        "  woonsim test {geval} --plugin {bestand}\n"
        "  woonsim run SCENARIO.yaml --plugin {bestand}\n\n"
        "  beleid:\n    - {naam}\n    - inschrijfduur\n",
        "\nIt works as it is. Check it, and have a scenario name it:\n\n"
        "  woonsim plugins check {bestand}\n"
        "  woonsim test {geval} --plugin {bestand}\n"
        "  woonsim run SCENARIO.yaml --plugin {bestand}\n\n"
        "  beleid:\n    - {naam}\n    - inschrijfduur\n",
    ),
    "nieuw_pakket": (
        "\nInstalleer het, en laat een scenario het noemen:\n\n"
        "  pip install -e {map}\n"
        "  woonsim plugins check {naam}\n\n"
        "  beleid:\n    - {naam}\n    - inschrijfduur\n",
        "\nInstall it, and have a scenario name it:\n\n"
        "  pip install -e {map}\n"
        "  woonsim plugins check {naam}\n\n"
        "  beleid:\n    - {naam}\n    - inschrijfduur\n",
    ),
    "naam_beleid_vorm": (
        "{naam} kan geen naam van beleid zijn: kleine letters, met _ tussen woorden, zoals mijn_beleid; ten hoogste "
        "{hoogst} tekens",
        "{naam} cannot be the name of a policy: small letters, with _ between words, such as mijn_beleid; at most "
        "{hoogst} characters",
    ),
    "naam_beleid_bezet": (
        "{naam} is al de naam van iets anders; kies een andere naam",
        "{naam} is the name of something else already; choose another name",
    ),
    "beleid_bestaat_al": (
        "{bestanden}: bestaat al en wordt niet overschreven; kies een andere naam of map",
        "{bestanden}: exists already and is not overwritten; choose another name or folder",
    ),
    "help_over": (
        "Speel elk van deze waarden, zoals beleid.weer_thuis.aandeel=0%,5%,10%; aan is zoals het staat, uit laat een "
        "onderdeel weg. Herhaalbaar: dan elke combinatie.",
        "Play each of these values, such as beleid.weer_thuis.aandeel=0%,5%,10%; aan is as it stands, uit drops a "
        "part. Repeatable: then every combination.",
    ),
    "help_latin": (
        "Speel zoveel punten, gespreid over bereiken PAD=LAAG..HOOG in plaats van reeksen (Latijnse hyperkubus), en "
        "vergelijk ze met het scenario zoals het is.",
        "Play so many points, spread over ranges PATH=LOW..HIGH instead of series (Latin hypercube), and compare them "
        "with the scenario as it stands.",
    ),
    "help_indicator": (
        "Indicator om te tonen, eventueel met een groep: wachttijd_p90:doelgroep=uitstroom. Herhaalbaar.",
        "Indicator to show, with a group if you like: wachttijd_p90:doelgroep=uitstroom. Repeatable.",
    ),
    "help_sweep": (
        "Speel het scenario in BESTAND voor een reeks waarden met hetzelfde toeval, en toon wat er verandert.",
        "Play the scenario in FILE for a series of values with the same chance, and show what changes.",
    ),
    "help_out_sweep": (
        "Map voor sweep.csv, sweep.svg en het scenario.",
        "Folder for sweep.csv, sweep.svg and the scenario.",
    ),
    "help_quiet_sweep": (
        "Geen voortgang en geen tabel op het scherm.",
        "No progress and no table on the screen.",
    ),
    "wijziging": ("PAD=WAARDE", "PATH=VALUE"),
    "reeks": ("PAD=WAARDEN", "PATH=VALUES"),
    "taal": ("TAAL", "LANG"),
    "naam_indicator": ("NAAM", "NAME"),
    "onbekende_taal": ("'{waarde}' ken ik niet; kies nl of en", "'{waarde}' is unknown; choose nl or en"),
    "geen_reeks": (
        "--over {waarde}: schrijf PAD=WAARDE,WAARDE, bijvoorbeeld beleid.weer_thuis.aandeel=0%,5%",
        "--over {waarde}: write PATH=VALUE,VALUE, for instance beleid.weer_thuis.aandeel=0%,5%",
    ),
    "over_is_bereik": (
        "--over {waarde}: {bereik} is een bereik: voeg --latin GETAL toe, of noem de waarden",
        "--over {waarde}: {bereik} is a range: add --latin NUMBER, or name the values",
    ),
    "over_dubbel": ("--over: {pad} staat er tweemaal", "--over: {pad} is given twice"),
    "over_waarde_dubbel": (
        "--over {pad}: de waarde {waarde} staat er tweemaal",
        "--over {pad}: the value {waarde} is given twice",
    ),
    "over_ontbreekt": (
        "noem met --over wat er verandert, bijvoorbeeld --over beleid.weer_thuis.aandeel=0%,5%,10%",
        "say with --over what changes, for instance --over beleid.weer_thuis.aandeel=0%,5%,10%",
    ),
    "over_te_veel": (
        "--over: {n} combinaties; ten hoogste {hoogst}",
        "--over: {n} combinations; at most {hoogst}",
    ),
    "onbekende_indicator": (
        "{optie}: {naam} is geen indicator{misschien}",
        "{optie}: {naam} is not an indicator{misschien}",
    ),
    "onbekende_groep": (
        "{optie}: {naam} heeft geen groep {groep}; bekend: {bekend}",
        "{optie}: {naam} has no group {groep}; known: {bekend}",
    ),
    "verschil_plugins": ("andere code van plugins", "other code of plugins"),
    "geen_resultaat": (
        "{map}: hier staat geen resultaat van woonsim run, of manifest.json is veranderd",
        "{map}: there is no result of woonsim run here, or manifest.json was changed",
    ),
    "resultaat_onvolledig": (
        "{bestand}: ontbreekt of is niet te lezen, terwijl het resultaat ermee gemaakt is",
        "{bestand}: is missing or cannot be read, though the result was made with it",
    ),
    "map_niet_na_te_spelen": (
        "{map}: niet na te spelen zoals het was ({verschil}); speel het scenario opnieuw met woonsim run",
        "{map}: cannot be played again as it was ({verschil}); play the scenario again with woonsim run",
    ),
    "plugin_van_resultaat": (
        "{map}: gespeeld met eigen beleid, waarvan de code alleen op verzoek wordt uitgevoerd; geef {opties}",
        "{map}: played with policies of someone's own, whose code is executed only on request; give {opties}",
    ),
    "verschil_over": ("andere reeks", "another series"),
    "verschil_indicatoren": ("andere indicatoren", "other indicators"),
    "sweep_kop": (
        "{n} replicaties van {jaren} per waarde, elke keer met hetzelfde toeval",
        "{n} replications of {jaren} per value, each time with the same chance",
    ),
    "sweep_kop_een": (
        "{n} replicatie van {jaren} per waarde, elke keer met hetzelfde toeval",
        "{n} replication of {jaren} per value, each time with the same chance",
    ),
    "kop_verschil": ("verschil", "difference"),
    "sweep_uitleg": (
        "Het verschil is dat met {eerste}, per replicatie gemeten, met zijn 95%-interval.",
        "The difference is that with {eerste}, measured per replication, with its 95% interval.",
    ),
    "sweep_uitleg_latin": (
        "Het verschil is dat met het scenario zoals het is (basis), per replicatie gemeten, met zijn 95%-interval.",
        "The difference is that with the scenario as it stands (basis), measured per replication, with its 95% "
        "interval.",
    ),
    "sweep_voorbehoud": (
        "* te weinig replicaties of een te scheve verdeling om op dit interval te bouwen",
        "* too few replications, or too skewed a distribution, to rely on this interval",
    ),
    "procentpunt": ("pp is procentpunt.", "pp is percentage points."),
    "sweep_bestanden": (
        "De tabel staat in {map}/sweep.csv, de figuur in {map}/sweep.svg.",
        "The table is in {map}/sweep.csv, the figure in {map}/sweep.svg.",
    ),
    "feiten_niet_bewaard": (
        "van {scenario} zijn de feiten van replicatie {replicatie} niet bewaard; speel het opnieuw met meer feiten "
        "(--feiten)",
        "of {scenario} the facts of replication {replicatie} were not kept; play it again with more facts (--feiten)",
    ),
    "geen_feiten_bewaard": (
        "van {scenario} zijn geen feiten bewaard; speel het opnieuw met feiten (--feiten)",
        "of {scenario} no facts were kept; play it again with facts (--feiten)",
    ),
    "periode_jaar": ("jaar", "year"),
    "periode_looptijd": ("looptijd", "term"),
    "gewijzigd": ("Gewijzigd: {wijzigingen}", "Changed: {wijzigingen}"),
}
"""Name -> (Dutch, English)."""

"""What the command line says around its outcomes: (Dutch, English)."""

from __future__ import annotations

SCHERMTEKSTEN: dict[str, tuple[str, str]] = {
    # replications
    "aantal_te_klein": (
        "replicaties ({n}) en processen ({jobs}) zijn ten minste 1",
        "replications ({n}) and jobs ({jobs}) must be at least 1",
    ),
    "rekenproces_gestopt": (
        "Het rekenproces van replicatie {nummer} is gestopt ({hoe}); er is niets opgeslagen.\n"
        "Vaak is het geheugen vol: probeer het met minder processen, zoals --jobs 1.",
        "The process of replication {nummer} died ({hoe}); nothing was saved.\n"
        "Often memory ran out: try fewer processes, such as --jobs 1.",
    ),
    "klusproces_gestopt": (
        "Een proces dat figuren tekende is gestopt ({hoe}); er is niets opgeslagen.\n"
        "Vaak is het geheugen vol: probeer het met minder processen, zoals --jobs 1.",
        "A process that drew figures died ({hoe}); nothing was saved.\n"
        "Often memory ran out: try fewer processes, such as --jobs 1.",
    ),
    "herhaal_replicatie": (
        "Herhaal alleen deze replicatie in Python: woonsim.simulate(scenario, seed={seed}, replicatie={nummer})",
        "Repeat this replication alone in Python: woonsim.simulate(scenario, seed={seed}, replicatie={nummer})",
    ),
    # run folder
    "map_bestaat_niet": (
        "{map}: deze map bestaat niet; maak haar eerst, of kies een andere --out",
        "{map}: this folder does not exist; make it first, or choose another --out",
    ),
    "map_is_koppeling": (
        "{map}: dit is een symbolische koppeling, en die vervangt woonsim niet; geef de map zelf op met --out",
        "{map}: this is a symbolic link, which woonsim does not replace; give the folder itself with --out",
    ),
    "map_is_bestand": (
        "{map}: dit is een bestand, geen map; kies een andere --out",
        "{map}: this is a file, not a folder; choose another --out",
    ),
    "map_is_vreemd": (
        "{map}: deze map is niet door woonsim geschreven en blijft zoals zij is; kies een andere --out",
        "{map}: woonsim did not write this folder and leaves it as it is; choose another --out",
    ),
    "map_bevat_meer": (
        "{map}: hierin staat ook wat woonsim niet schreef ({bestanden}); verplaats dat, of kies een andere --out",
        "{map}: this also holds what woonsim did not write ({bestanden}); move it, or choose another --out",
    ),
    "map_is_bezet": (
        "{map}: hier staat al een resultaat; vervang het met --force, of kies een andere --out",
        "{map}: a result stands here already; replace it with --force, or choose another --out",
    ),
    "ander_resultaat": (
        "{map}: hier staat een ander resultaat ({verschil}); vervang het met --force, of kies een andere --out",
        "{map}: another result stands here ({verschil}); replace it with --force, or choose another --out",
    ),
    "niet_te_schrijven": (
        "{map}: kan hier niet opslaan: {reden}; wat er stond is niet veranderd",
        "{map}: cannot save here: {reden}; what stood here has not changed",
    ),
    "verschil_scenario_sha256": ("ander scenario", "another scenario"),
    "verschil_seed": ("andere seed", "another seed"),
    "verschil_replicaties": ("ander aantal replicaties", "another number of replications"),
    "verschil_feiten": ("een ander aantal replicaties met feiten", "another number of replications with facts"),
    "verschil_jaren": ("ander aantal jaren", "another number of years"),
    "verschil_woonsim": ("andere versie van woonsim", "another version of woonsim"),
    "reden_EACCES": ("geen toestemming", "permission denied"),
    "reden_EPERM": ("geen toestemming", "permission denied"),
    "reden_EROFS": ("de schijf is alleen te lezen", "the disk is read-only"),
    "reden_ENOSPC": ("de schijf is vol", "the disk is full"),
    "reden_EDQUOT": ("de toegestane ruimte is op", "the quota is used up"),
    "reden_EFBIG": ("het bestand wordt groter dan is toegestaan", "the file grows larger than is allowed"),
    "reden_ENAMETOOLONG": ("de naam is te lang", "the name is too long"),
    "reden_ENOENT": ("deze plaats bestaat niet", "this place does not exist"),
    "reden_ENOTDIR": ("een deel van het pad is geen map", "part of the path is not a folder"),
    # command line: help
    "help_woonsim": (
        "Speel prestatieafspraken na voordat ze worden getekend: wie krijgt de sociale huurwoningen die vrijkomen?",
        "Play prestatieafspraken out before they are signed: who gets the social homes that fall free?",
    ),
    "help_run": (
        "Speel het scenario in BESTAND, toon de uitkomst en bewaar haar in een map.",
        "Play the scenario in FILE, show the outcome and keep it in a folder.",
    ),
    "help_validate": (
        "Controleer het scenario in BESTAND en noem elke fout met haar plaats.",
        "Check the scenario in FILE and name every fault with its place.",
    ),
    "help_schema": ("Toon het JSON Schema van een scenario.", "Show the JSON Schema of a scenario."),
    "help_json": ("Schrijf alleen JSON naar het scherm.", "Write nothing but JSON to the screen."),
    "help_years": ("Aantal jaren, in plaats van de looptijd van het scenario.", "Years, instead of the term."),
    "help_replications": ("Aantal replicaties.", "Number of replications."),
    "aantal_of_alle": ("alle|geen|GETAL", "alle|geen|NUMBER"),
    "help_feiten": (
        "Van hoeveel replicaties de feiten bewaard blijven: alle, geen of een aantal; de cijfers zijn die van alle.",
        "Of how many replications the facts are kept: alle (all), geen (none) or a number; the figures are of all.",
    ),
    "geen_aantal_feiten": (
        "{waarde} is niet alle, geen of een aantal replicaties",
        "{waarde} is not alle (all), geen (none) or a number of replications",
    ),
    "help_seed": ("Startgetal van het toeval.", "Seed of the random draws."),
    "help_out": ("Map voor de resultaten.", "Folder for the results."),
    "help_force": (
        "Reken opnieuw en vervang het resultaat dat er staat.",
        "Run again and replace the result that stands there.",
    ),
    "help_quiet": ("Geen voortgang en geen uitkomst op het scherm.", "No progress and no outcome on the screen."),
    "help_jobs": ("Aantal processen; het resultaat hangt er niet van af.", "Processes; the result is the same."),
    "help_help": ("Toon deze uitleg.", "Show this help."),
    "help_version": ("Toon de versie.", "Show the version."),
    "standaard": ("standaard: {waarde}", "default: {waarde}"),
    "bestand": ("BESTAND", "FILE"),
    "map": ("MAP", "FOLDER"),
    "getal": ("GETAL", "NUMBER"),
    "kop_gebruik": ("Gebruik: ", "Usage: "),
    "kop_opties": ("Opties", "Options"),
    "kop_opdrachten": ("Opdrachten", "Commands"),
    "opties": ("[OPTIES]", "[OPTIONS]"),
    "opdracht": ("OPDRACHT", "COMMAND"),
    # command line: mistakes
    "onbekende_optie": ("onbekende optie {naam}{misschien}", "no such option {naam}{misschien}"),
    "onbekende_opdracht": ("onbekende opdracht {naam}{misschien}", "no such command {naam}{misschien}"),
    "misschien": ("; bedoelt u '{naam}'?", "; did you mean '{naam}'?"),
    "verkeerde_waarde": ("{naam}: {reden}", "{naam}: {reden}"),
    "niet_in_bereik": (
        "{waarde} moet een geheel getal van {laagst} tot en met {hoogst} zijn",
        "{waarde} must be a whole number from {laagst} to {hoogst}",
    ),
    "ontbreekt": ("{naam} ontbreekt", "{naam} is missing"),
    "te_veel": ("dit hoort er niet bij: {reden}", "this does not belong here: {reden}"),
    "geen_waarde": ("{naam} heeft geen waarde", "{naam} takes no value"),
    "waarde_ontbreekt": ("de waarde van {naam} ontbreekt", "the value of {naam} is missing"),
    "niet_te_tonen": ("kan niet naar het scherm schrijven: {reden}", "cannot write to the screen: {reden}"),
    "zie_help": ("Uitleg: {opdracht} --help", "Help: {opdracht} --help"),
    "onze_fout": (
        "Dit is een fout in woonsim: {fout}\n"
        "Meld hem met het scenario, de opdracht en de uitvoer van dezelfde opdracht met WOONSIM_DEBUG=1 ervoor.",
        "This is a fault in woonsim: {fout}\n"
        "Report it with the scenario, the command and the output of the same command after WOONSIM_DEBUG=1.",
    ),
    "onderbroken": ("Onderbroken; er is niets opgeslagen.", "Interrupted; nothing was saved."),
    "geldig": ("{bestand}: geldig ({naam})", "{bestand}: valid ({naam})"),
    # outcome
    "vraag": ("Vraag", "Question"),
    "antwoord": ("Antwoord", "Answer"),
    "uitkomsten": ("Uitkomsten over {jaren}", "Outcomes over {jaren}"),
    "kop_gemiddeld": ("gemiddeld", "mean"),
    "kop_interval": ("95%-interval", "95% interval"),
    "eenheid_per_jaar": ("per jaar", "per year"),
    "een_jaar": ("1 jaar", "1 year"),
    "aantal_jaren": ("{n} jaar", "{n} years"),
    "eenheid_maanden": ("maanden", "months"),
    "eenheid_jaar": ("jaar", "years"),
    "eenheid_dagen": ("dagen", "days"),
    "tot": ("{low} tot {high}", "{low} to {high}"),
    "voorbehoud": (
        "* te weinig replicaties of een te scheve verdeling om op dit interval te bouwen",
        "* too few replications, or too skewed a distribution, to rely on this interval",
    ),
    "stond_er_al": (
        "Dit resultaat stond er al; er is niet opnieuw gerekend (--force rekent opnieuw).",
        "This result was there already; nothing was run again (--force does).",
    ),
    "replicaties": ("{n} replicaties van {jaren}", "{n} replications of {jaren}"),
    "replicatie": ("{n} replicatie van {jaren}", "{n} replication of {jaren}"),
    "een_replicatie": (
        "Met een enkele replicatie is er geen interval: toeval en uitkomst zijn niet te onderscheiden.",
        "With a single replication there is no interval: chance and outcome cannot be told apart.",
    ),
    "bestanden": (
        "Alles staat in {map}: indicatoren.csv (elk jaar en elke groep), afspraken.csv, resultaten.sqlite "
        "(elke toewijzing), figures/ en manifest.json.",
        "Everything is in {map}: indicatoren.csv (every year and group), afspraken.csv, resultaten.sqlite "
        "(every letting), figures/ and manifest.json.",
    ),
    # progress
    "voortgang": ("{datum}  replicatie {nummer}/{n}", "{datum}  replication {nummer}/{n}"),
    "nog": ("nog", "left"),
}
"""Name -> (Dutch, English)."""

"""Texts of the search for the smallest value that meets an aim: command, screen and figure: (Dutch, English)."""

DOELTEKSTEN: dict[str, tuple[str, str]] = {
    # command
    "help_goal_seek": (
        "Zoek de kleinste waarde die een doel haalt binnen grenzen, en wat die kost.",
        "Find the smallest value that meets an aim within limits, and what it costs.",
    ),
    "help_doel": (
        "Wat gehaald moet worden, over de looptijd: 'wachttijd_binnen_3_maanden:uitstroom >= 90% met kans 80%'; "
        "zonder kans haalt het gemiddelde de norm.",
        "What must be met, over the term: 'wachttijd_binnen_3_maanden:uitstroom >= 90% with chance 80%'; without a "
        "chance the mean meets the norm.",
    ),
    "help_grens": (
        "Wat daarbij niet mag: 'toewijzingen:regulier >= 150', of met een teken het verschil met het "
        "scenario zoals het is: 'inschrijfduur_gehuisvest_mediaan <= +2 maanden'. Herhaalbaar.",
        "What must hold as well: 'toewijzingen:regulier >= 150', or with a sign the difference with the "
        "scenario as it stands: 'inschrijfduur_gehuisvest_mediaan <= +2 maanden'. Repeatable.",
    ),
    "help_over_goal_seek": (
        "Het bereik waarin wordt gezocht: beleid.weer_thuis.aandeel=0%..15%.",
        "The range that is searched: beleid.weer_thuis.aandeel=0%..15%.",
    ),
    "help_stap": (
        "Hoe nauwkeurig, in de eenheid van het bereik; anders ongeveer een 32e deel ervan.",
        "How finely, in the unit of the range; otherwise about a 32nd part of it.",
    ),
    "help_out_goal_seek": (
        "Map voor de tabellen, de figuur en het scenario.",
        "Folder for the tables, the figure and the scenario.",
    ),
    "eis": ("EIS", "DEMAND"),
    "bereik": ("PAD=LAAG..HOOG", "PATH=LOW..HIGH"),
    "stap": ("STAP", "STEP"),
    "doel_ontbreekt": (
        "noem met --doel wat gehaald moet worden, bijvoorbeeld --doel "
        "'wachttijd_binnen_3_maanden:uitstroom >= 90% met kans 80%'",
        "say with --doel what must be met, for instance --doel "
        "'wachttijd_binnen_3_maanden:uitstroom >= 90% with chance 80%'",
    ),
    "bereik_ontbreekt": (
        "noem met --over waarin wordt gezocht, bijvoorbeeld --over beleid.weer_thuis.aandeel=0%..15%",
        "say with --over what is searched, for instance --over beleid.weer_thuis.aandeel=0%..15%",
    ),
    "geen_bereik": (
        "--over {waarde}: schrijf PAD=LAAG..HOOG, bijvoorbeeld beleid.weer_thuis.aandeel=0%..15%",
        "--over {waarde}: write PATH=LOW..HIGH, for instance beleid.weer_thuis.aandeel=0%..15%",
    ),
    "bereik_eenheden": (
        "--over {waarde}: de ene grens staat in {laag}, de andere in {hoog}; gebruik een eenheid",
        "--over {waarde}: one end is in {laag}, the other in {hoog}; use one unit",
    ),
    "bereik_leeg": (
        "--over {waarde}: de laagste waarde moet eerst staan, en kleiner zijn dan de hoogste",
        "--over {waarde}: the lowest value must come first, and be smaller than the highest",
    ),
    "geen_stap": (
        "--stap {waarde}: geef een getal boven 0 in de eenheid van het bereik, zoals {voorbeeld}",
        "--stap {waarde}: give a number above 0 in the unit of the range, such as {voorbeeld}",
    ),
    "stap_te_klein": (
        "--stap {waarde}: te klein; ten hoogste {hoogst} stappen in het bereik",
        "--stap {waarde}: too small; at most {hoogst} steps in the range",
    ),
    "geen_eis": (
        "{optie} {waarde}: schrijf INDICATOR[:GROEP] NORM, bijvoorbeeld 'wachttijd_binnen_3_maanden:uitstroom >= 90% "
        "met kans 80%' of 'inschrijfduur_gehuisvest_mediaan <= +2 maanden'; een norm begint met >=, <=, > of < en "
        "heeft een punt voor de decimalen",
        "{optie} {waarde}: write INDICATOR[:GROUP] NORM, for instance 'wachttijd_binnen_3_maanden:uitstroom >= 90% "
        "with chance 80%' or 'inschrijfduur_gehuisvest_mediaan <= +2 maanden'; a norm begins with >=, <=, > or < and "
        "has a point before the decimals",
    ),
    "geen_kans": (
        "{optie} {waarde}: een kans ligt boven 0% en is hoogstens 100%",
        "{optie} {waarde}: a chance lies above 0% and is at most 100%",
    ),
    "verschil_doel": ("ander doel", "another aim"),
    "verschil_grenzen": ("andere grenzen", "other limits"),
    # screen
    "goal_kop": (
        "{n} replicaties van {jaren} per waarde, elke keer met hetzelfde toeval",
        "{n} replications of {jaren} per value, each time with the same chance",
    ),
    "goal_kop_een": (
        "Een replicatie van {jaren} per waarde, elke keer met hetzelfde toeval",
        "One replication of {jaren} per value, each time with the same chance",
    ),
    "goal_gezocht": ("Gezocht", "Sought"),
    "goal_waarde": (
        "De kleinste waarde van {pad} van {laag} tot {hoog}, op {stap} nauwkeurig.",
        "The smallest value of {pad} from {laag} to {hoog}, to within {stap}.",
    ),
    "goal_doel": ("Doel: {eis}", "Aim: {eis}"),
    "goal_grens": ("Grens: {eis}", "Limit: {eis}"),
    "goal_gevonden": ("Gevonden: {waarde}", "Found: {waarde}"),
    "goal_geen": ("Geen waarde doet het", "No value does it"),
    "goal_al_laagst": (
        "Dat is de laagste waarde van het bereik; misschien doet een nog lagere het ook.",
        "That is the lowest value of the range; a lower one may do it too.",
    ),
    "goal_onzeker": (
        "Met deze replicaties niet zeker: een interval ligt aan weerszijden van de norm. Speel er meer.",
        "Not certain with these replications: an interval lies on both sides of the norm. Play more of them.",
    ),
    "goal_raster": (
        "Wat is gezien gaat niet een kant op, dus halveren mocht niet: er zijn {m} waarden over het hele bereik "
        "gespeeld. Daartussen kan een kleinere waarde liggen die het ook doet.",
        "What was seen does not go one way, so halving would not do: {m} values over the whole range were played. "
        "Between them a smaller value may do it too.",
    ),
    "goal_raster_geen": (
        "Wat is gezien gaat niet een kant op, dus halveren mocht niet: er zijn {m} waarden over het hele bereik "
        "gespeeld. Daartussen kan een waarde liggen die het wel doet.",
        "What was seen does not go one way, so halving would not do: {m} values over the whole range were played. "
        "Between them a value may do it.",
    ),
    "goal_dichtst_kans": (
        "De kans op het doel is het hoogst bij {waarde}: {bereikt}.",
        "The chance of the aim is highest at {waarde}: {bereikt}.",
    ),
    "goal_dichtst": (
        "Het dichtst bij het doel komt {waarde}: {bereikt}.",
        "Nearest to the aim is {waarde}: {bereikt}.",
    ),
    "goal_doel_vanaf": (
        "Het doel wordt gehaald vanaf {waarde}, maar daar houdt niet elke grens.",
        "The aim is met from {waarde}, but not every limit holds there.",
    ),
    "goal_doel_nooit": ("Het doel wordt bij geen waarde gehaald.", "The aim is met at no value."),
    "goal_breekt": (
        "Het eerst bezwijkt de grens {eis}: vanaf {waarde}.",
        "The limit that gives way first is {eis}: from {waarde}.",
    ),
    "goal_breekt_al": (
        "De grens {eis} wordt al bij de laagste waarde niet gehaald.",
        "The limit {eis} is missed at the lowest value already.",
    ),
    "goal_binnen": (
        "Binnen alle grenzen komt {waarde} het dichtst bij het doel: {bereikt}.",
        "Within all limits {waarde} comes nearest to the aim: {bereikt}.",
    ),
    "goal_bereikt_kans": (
        "kans {kans} ({low} tot {high}), gemiddeld {mean}",
        "chance {kans} ({low} to {high}), mean {mean}",
    ),
    "goal_bereikt": ("gemiddeld {mean} ({low} tot {high}){eenheid}", "on average {mean} ({low} to {high}){eenheid}"),
    "goal_bereikt_een": ("gemiddeld {mean}{eenheid}", "on average {mean}{eenheid}"),
    "goal_bereikt_verschil": (
        "verschil met het scenario zoals het is {mean} ({low} tot {high}){eenheid}",
        "difference with the scenario as it stands {mean} ({low} to {high}){eenheid}",
    ),
    "goal_verschil_een": (
        "verschil met het scenario zoals het is {mean}{eenheid}",
        "difference with the scenario as it stands {mean}{eenheid}",
    ),
    "goal_stand": ("{rol}: {bereikt}: {oordeel}.", "{rol}: {bereikt}: {oordeel}."),
    "goal_rol_doel": ("Doel", "Aim"),
    "goal_rol_grens": ("Grens {naam}", "Limit {naam}"),
    "goal_ja": ("gehaald", "met"),
    "goal_nee": ("niet gehaald", "not met"),
    "goal_ja_onzeker": ("gehaald, niet zeker", "met, not certain"),
    "goal_nee_onzeker": ("niet gehaald, niet zeker", "not met, not certain"),
    "goal_kost": (
        "Wat {waarde} verandert ten opzichte van het scenario zoals het is",
        "What {waarde} changes in the scenario as it stands",
    ),
    "goal_kop_nu": ("nu", "now"),
    "goal_kop_kans": ("kans", "chance"),
    "goal_uitleg": (
        "Elke waarde is gespeeld op hetzelfde toeval als het scenario zoals het is; een verschil is per replicatie "
        "genomen. De kans is het deel van de replicaties waarin de norm over de looptijd wordt gehaald, met het "
        "95%-interval van Wilson; een gemiddelde heeft dat van Hall.",
        "Every value was played on the same chance as the scenario as it stands; a difference is taken within a "
        "replication. The chance is the share of the replications in which the norm is met over the term, with "
        "Wilson's 95% interval; a mean has Hall's.",
    ),
    "goal_nagaan": (
        "De waarde is gekozen op de replicaties waarop zij het doet, dus wat zij haalt is eerder te gunstig dan te "
        "ongunstig gemeten; woonsim compare met een andere --seed gaat dat na.",
        "The value was chosen on the replications on which it does it, so what it reaches is measured too favourably "
        "rather than not; woonsim compare with another --seed checks that.",
    ),
    "goal_voorbehoud": (
        "* Interval onbetrouwbaar: minder dan 30 replicaties, te scheef voor dit aantal, of niet in elke replicatie "
        "een cijfer.",
        "* Interval unreliable: fewer than 30 replications, too skewed for their number, or no figure in some.",
    ),
    "goal_bestanden": (
        "De tabellen staan in {map}/resultaten.sqlite, de figuur in {map}/figures/goal_seek.svg.",
        "The tables are in {map}/resultaten.sqlite, the figure in {map}/figures/goal_seek.svg.",
    ),
    # figure
    "titel_goal": (
        "{waarde} is de kleinste waarde van {pad} die het doel haalt{twijfel}",
        "{waarde} is the smallest value of {pad} that meets the aim{twijfel}",
    ),
    "titel_goal_grenzen": (
        "{waarde} is de kleinste waarde van {pad} die het doel haalt binnen de grenzen{twijfel}",
        "{waarde} is the smallest value of {pad} that meets the aim within the limits{twijfel}",
    ),
    "titel_goal_onzeker": (" (niet zeker)", " (not certain)"),
    "titel_goal_geen": ("Geen waarde van {pad} haalt het doel", "No value of {pad} meets the aim"),
    "titel_goal_geen_grenzen": (
        "Geen waarde van {pad} haalt het doel binnen de grenzen",
        "No value of {pad} meets the aim within the limits",
    ),
    "goal_as_kans": ("kans", "chance"),
    "goal_as_verschil": ("verschil", "difference"),
    "noot_goal": (
        "Punt: waarde die is gespeeld, {n} replicaties, met 95%-interval; oranje haalt de norm niet. Streeplijn: de "
        "norm; grijs vlak: waar de norm niet wordt gehaald",
        "Dot: value that was played, {n} replications, with 95% interval; orange misses the norm. Dashed: the norm; "
        "grey: where the norm is missed",
    ),
}
"""Name -> (Dutch, English)."""

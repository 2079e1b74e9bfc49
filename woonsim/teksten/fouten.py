"""What is wrong with a scenario or with a file: (Dutch, English)."""

from __future__ import annotations

FOUTTEKSTEN: dict[str, tuple[str, str]] = {
    # the file
    "file_missing": ("dit bestand bestaat niet", "this file does not exist"),
    "file_directory": (
        "dit is een map; geef het scenariobestand zelf op",
        "this is a directory; name the scenario file itself",
    ),
    "file_not_regular": (
        "dit is geen gewoon bestand (maar een apparaat, pijp of socket)",
        "this is not a regular file (but a device, pipe or socket)",
    ),
    "file_unreadable": ("dit bestand is niet te lezen: {reason}", "this file cannot be read: {reason}"),
    "file_name": ("dit is geen bruikbare bestandsnaam", "this is not a usable file name"),
    "file_too_large": (
        "het bestand is groter dan {limit} bytes; zo groot is een scenario niet",
        "the file is larger than {limit} bytes; no scenario is",
    ),
    "long_line": (
        "deze regel is langer dan {limit} tekens",
        "this line is longer than {limit} characters",
    ),
    "not_utf8": (
        "het bestand is geen UTF-8: byte 0x{byte:02x} op positie {offset}; bewaar het als UTF-8",
        "the file is not UTF-8: byte 0x{byte:02x} at offset {offset}; save it as UTF-8",
    ),
    "not_utf8_bom": (
        "het bestand is {encoding}, geen UTF-8; bewaar het als UTF-8",
        "the file is {encoding}, not UTF-8; save it as UTF-8",
    ),
    "control_character": (
        "het stuurteken U+{code:04X} mag niet in een scenario",
        "control character U+{code:04X} is not allowed in a scenario",
    ),
    "empty": ("het bestand is leeg", "the file is empty"),
    "not_a_mapping": (
        "een scenario bestaat uit sleutels (naam: ..., gemeente: ...), niet uit {given}",
        "a scenario consists of keys (naam: ..., gemeente: ...), not of {given}",
    ),
    # YAML
    "yaml": ("hier klopt de YAML niet: {problem}", "this is not valid YAML: {problem}"),
    "yaml_broken": ("hier is de YAML niet te lezen", "the YAML cannot be read from here"),
    "yaml_tab": (
        "hier staat een tab; spring in met spaties",
        "there is a tab here; indent with spaces",
    ),
    "yaml_colon": (
        "hier staat een dubbele punt te veel; zet tekst met ': ' tussen aanhalingstekens",
        "there is a colon too many here; put text with ': ' between quotes",
    ),
    "yaml_open": (
        "deze lijst, tabel of tekst is niet afgesloten of onjuist ingesprongen",
        "this list, table or text is not closed, or wrongly indented",
    ),
    "alias": ("een verwijzing (*{name}) mag niet in een scenario", "an alias (*{name}) is not allowed in a scenario"),
    "anchor": ("een anker (&{name}) mag niet in een scenario", "an anchor (&{name}) is not allowed in a scenario"),
    "tag": ("een tag ({name}) mag niet in een scenario", "a tag ({name}) is not allowed in a scenario"),
    "directive": ("een %-opdracht mag niet in een scenario", "a % directive is not allowed in a scenario"),
    "merge_key": ("samenvoegen met << mag niet in een scenario", "merging with << is not allowed in a scenario"),
    "second_document": (
        "hier begint een tweede document; een scenario is er een",
        "a second document begins here; a scenario is one",
    ),
    "too_deep": ("dieper genest dan {limit} lagen", "nested deeper than {limit} levels"),
    "too_many_nodes": ("meer dan {limit} onderdelen", "more than {limit} nodes"),
    "duplicate_key": (
        "deze sleutel staat er al, op regel {line}",
        "this key is already there, on line {line}",
    ),
    "complex_key": ("een sleutel moet een woord zijn", "a key must be a word"),
    "number_too_long": ("een getal van {digits} cijfers is te lang", "a number of {digits} digits is too long"),
    "leading_zero": (
        "{given}: een getal begint niet met een nul (een decimale komma? schrijf dan een punt: 0.05)",
        "{given}: a number does not begin with a zero (a decimal comma? write a point: 0.05)",
    ),
    # keys
    "not_1_january": (
        "een run begint op 1 januari: afspraken en wettelijke grenzen gelden per kalenderjaar; schrijf {jaar}-01-01",
        "a run begins on 1 January, since agreements and legal limits hold per calendar year: write {jaar}-01-01",
    ),
    "unknown_key": ("onbekende sleutel{hint}", "unknown key{hint}"),
    "missing_key": ("deze sleutel ontbreekt", "this key is missing"),
    "comma_key": (
        "onbekende sleutel; een decimale komma? schrijf dan een punt: {point}",
        "unknown key; a decimal comma? write a point: {point}",
    ),
    "hint": ("; bedoelt u '{nearest}'?", "; did you mean '{nearest}'?"),
    "allowed": ("; toegestaan: {allowed}", "; allowed: {allowed}"),
    # kinds of value
    "not_a_table": (
        "hier horen sleutels met waarden te staan, niet {given}",
        "keys with values belong here, not {given}",
    ),
    "not_a_list": ("hier hoort een lijst te staan, niet {given}", "a list belongs here, not {given}"),
    "list_too_short": ("deze lijst is te kort: minstens {limit}", "this list is too short: at least {limit}"),
    "not_text": ("hier hoort tekst te staan, niet {given}", "text belongs here, not {given}"),
    "not_whole_number": (
        "hier hoort een geheel getal te staan, niet {given}",
        "a whole number belongs here, not {given}",
    ),
    "text_long": ("deze tekst telt meer dan {limit} tekens", "this text has more than {limit} characters"),
    "limit_low": ("{given} is te laag: minstens {limit}", "{given} is too low: at least {limit}"),
    "limit_high": ("{given} is te hoog: hoogstens {limit}", "{given} is too high: at most {limit}"),
    "not_allowed": (
        "{given} kan hier niet; toegestaan: {allowed}{hint}",
        "{given} is not possible; allowed: {allowed}{hint}",
    ),
    "pattern": ("{given} heeft niet de vorm {example}", "{given} does not look like {example}"),
    "invalid": ("{given} kan hier niet ({reason})", "{given} is not possible here ({reason})"),
    # numbers with units
    "not_a_number": (
        "{given} is geen {what}; schrijf bijvoorbeeld {example}",
        "{given} is not a {what}; write for instance {example}",
    ),
    "decimal_comma": (
        "{given} heeft een decimale komma; schrijf een punt: {point}",
        "{given} has a decimal comma; write a point: {point}",
    ),
    "thousands_point": (
        "{given} heeft een punt voor duizendtallen; schrijf {plain}",
        "{given} has a point for thousands; write {plain}",
    ),
    "quoted_number": (
        "{given} staat tussen aanhalingstekens en is daardoor tekst; laat ze weg",
        "{given} stands between quotes and is text; leave them out",
    ),
    "not_finite": ("{given} is geen eindig getal", "{given} is not a finite number"),
    "unit_missing": (
        "{given} heeft geen eenheid; schrijf bijvoorbeeld {example}",
        "{given} has no unit; write for instance {example}",
    ),
    "unit_none": (
        "{given} heeft een eenheid; een {what} is hier een kaal getal, bijvoorbeeld {example}",
        "{given} has a unit; a {what} is a bare number here, for instance {example}",
    ),
    "no_value": (
        "hier ontbreekt een {what}; schrijf bijvoorbeeld {example}",
        "a {what} is missing here; write for instance {example}",
    ),
    "unit": (
        "de eenheid '{unit}' past niet bij een {what}; toegestaan: {allowed}",
        "the unit '{unit}' does not fit a {what}; allowed: {allowed}",
    ),
    "not_whole": ("{given} is geen geheel getal ({what})", "{given} is not a whole number ({what})"),
    "too_low": ("{given} is te laag: minstens {low} ({what})", "{given} is too low: at least {low} ({what})"),
    "below": ("{given} moet {low} of meer zijn", "{given} must be {low} or more"),
    "out_of_range": (
        "{given} ligt niet tussen {low} en {high} ({what}){hint}",
        "{given} does not lie between {low} and {high} ({what}){hint}",
    ),
    "margin_shape": ("een marge is [laag, hoog]", "a margin is [low, high]"),
    "margin_order": ("de marge begint hoger dan zij eindigt", "the margin begins above its end"),
    "outside_margin": ("de waarde {given} ligt buiten haar marge", "the value {given} lies outside its margin"),
    "date": (
        "{given} is geen datum; schrijf jjjj-mm-dd, bijvoorbeeld 2021-01-01",
        "{given} is not a date; write yyyy-mm-dd, for instance 2021-01-01",
    ),
    "date_range": (
        "{given} ligt niet in de jaren {low} tot en met {high}",
        "{given} does not lie in the years {low} to {high}",
    ),
    "name_empty": ("deze tekst mag niet leeg zijn", "this text must not be empty"),
    "name_long": ("een naam telt hoogstens {limit} tekens", "a name has at most {limit} characters"),
    "name_start": (
        "een naam mag niet met {first} beginnen: een rekenblad leest dat als formule",
        "a name must not begin with {first}: a spreadsheet reads it as a formula",
    ),
    "name_control": ("een naam mag geen stuurtekens bevatten", "a name must not contain control characters"),
    "name_space": ("een naam begint of eindigt niet met een spatie", "a name does not begin or end with a space"),
    # classes and distributions
    "age_class": (
        "'{given}' is geen leeftijdsklasse; schrijf bijvoorbeeld 18-24 of 85+",
        "'{given}' is not an age class; write for instance 18-24 or 85+",
    ),
    "age_gap": (
        "na {before} hoort een klasse te volgen die bij {age} begint",
        "{before} must be followed by a class from {age}",
    ),
    "age_start": ("de klassen moeten bij {age} jaar beginnen", "the classes must begin at age {age}"),
    "age_end": (
        "de laatste klasse moet open zijn, bijvoorbeeld {example}",
        "the last class must be open, for instance {example}",
    ),
    "sum": (
        "deze aandelen tellen op tot {total}, niet tot 100%",
        "these shares add up to {total}, not to 100%",
    ),
    "all_zero": ("hier is ten minste een getal groter dan 0 nodig", "at least one number above 0 is needed here"),
    "one_form": (
        "kies precies een vorm: vast, exponentieel, lognormaal of empirisch",
        "choose exactly one form: vast, exponentieel, lognormaal or empirisch",
    ),
    "above_zero": ("dit moet groter zijn dan 0", "this must be above 0"),
    "p90_below_median": ("de p90 ligt onder de mediaan", "the p90 lies below the median"),
    "unequal_lengths": ("{one} en {other} moeten even lang zijn", "{one} and {other} must be equally long"),
    "chances": ("kansen moeten van 0 tot 1 oplopen", "kansen must rise from 0 to 1"),
    "not_rising": ("{key} mag niet dalen", "{key} must not fall"),
    "knots": ("{key} moet bij 0 beginnen en oplopen", "{key} must begin at 0 and rise"),
    # references and sums
    "unknown_reference": (
        "'{given}' staat niet bij {where}{hint}",
        "'{given}' is not among {where}{hint}",
    ),
    "where_indicatoren": ("de indicatoren", "the indicators"),
    "where_groepen": ("de groepen van {indicator}", "the groups of {indicator}"),
    "where_eenheden": ("de eenheden van {indicator}", "the units of {indicator}"),
    "duplicate_name": (
        "de naam '{given}' is al gebruikt, bij {where}",
        "the name '{given}' is already used, at {where}",
    ),
    "both_sources": (
        "noem een bron of zeg dat het een aanname is, niet allebei",
        "name a bron or say that it is an aanname, not both",
    ),
    "source_empty": ("een {key} is tekst en niet leeg", "a {key} is text and not empty"),
    "part_missing": (
        "dit ontbreekt, terwijl {where} erom vraagt",
        "this is missing, while {where} asks for it",
    ),
    "one_of_two": (
        "geef {one} of {other}, en niet allebei",
        "give {one} or {other}, and not both",
    ),
    "said_twice": (
        "dit volgt al uit {one}; laat {other} weg",
        "this follows from {one}; leave {other} out",
    ),
    "not_later": ("deze datum moet na de vorige liggen", "this date must lie after the one before"),
    "too_few_woningen": (
        "hier gaat het om {given} woningen, maar op de begindatum zijn er {there} die zo zijn",
        "this is about {given} woningen, but on the begindatum there are {there} like that",
    ),
    "empty_stock": ("er is geen enkele woning", "there is not a single woning"),
    "inside_above_total": (
        "binnen_voorraad is hoger dan de hele mutatiegraad",
        "binnen_voorraad is higher than the whole mutatiegraad",
    ),
    "unknown_policy": ("er is geen beleid van soort '{given}'{hint}", "there is no policy of type '{given}'{hint}"),
    "policy_shape": (
        "een beleidsregel is een soort (inschrijfduur), ook met parameters (quotum: {{aandeel: 5%}}), niet {given}",
        "a policy is a type (inschrijfduur) or a type with parameters (quotum: {{aandeel: 5%}}), not {given}",
    ),
    "change_form": (
        "{given} is geen wijziging; schrijf PAD=WAARDE, bijvoorbeeld beleid.weer_thuis.aandeel=10%",
        "{given} is not a change; write PATH=VALUE, for instance beleid.weer_thuis.aandeel=10%",
    ),
    "change_value": ("de waarde {given} is niet te lezen: {reason}", "the value {given} cannot be read: {reason}"),
    "change_unwritable": (
        "de wijzigingen zijn niet in dit bestand te schrijven; zet elke sleutel op een eigen regel",
        "the changes cannot be written into this file; put every key on a line of its own",
    ),
    "path_unknown": ("het pad {given} is er niet{hint}", "there is no path {given}{hint}"),
    "path_absent": (
        "het scenario heeft geen onderdeel {given}; voeg het toe aan het bestand",
        "the scenario has no part {given}; add it to the file",
    ),
    "policy_name": (
        "{given} kan geen naam van een beleidsregel zijn: letters, cijfers, - en _, hoogstens 64",
        "{given} cannot be the name of a policy: letters, digits, - and _, at most 64",
    ),
    "norm": (
        "{given} is geen norm; schrijf bijvoorbeeld '>= 5%', '<= 90 dagen' of '>= 10'",
        "{given} is not a norm; write for instance '>= 5%', '<= 90 dagen' or '>= 10'",
    ),
    "tolerantie": (
        "{given} is geen tolerantie; schrijf bijvoorbeeld '0.5 procentpunt', '14 dagen' of '2 woningen'",
        "{given} is not a tolerantie; write for instance '0.5 procentpunt', '14 dagen' or '2 woningen'",
    ),
    "too_big": (
        "dit scenario vraagt naar schatting {need} geheugen ({woningen} woningen, {huishoudens} huishoudens, "
        "{rijen} uitkomsten over {replicaties} replicaties); deze machine heeft {have}",
        "this scenario needs an estimated {need} of memory ({woningen} woningen, {huishoudens} huishoudens, "
        "{rijen} results over {replicaties} replications); this machine has {have}",
    ),
    "snel_ontbreekt": (
        "WOONSIM_SNEL=1 vraagt om gecompileerde code, maar numba is er niet: pip install 'woonsim[snel]', of laat "
        "WOONSIM_SNEL weg (de uitkomst is dezelfde)",
        "WOONSIM_SNEL=1 asks for compiled code, but there is no numba: pip install 'woonsim[snel]', or leave out "
        "WOONSIM_SNEL (the result is the same)",
    ),
    "law_before": (
        "wettelijke grenzen zijn er vanaf {first}; {jaar} kan niet worden gespeeld",
        "there are legal limits from {first} on; {jaar} cannot be played",
    ),
    "more_faults": (
        "dit zijn de eerste {limit} fouten; er zijn er meer",
        "these are the first {limit} faults; there are more",
    ),
    # words for what stands in the file
    "given_nothing": ("niets", "nothing"),
    "given_list": ("een lijst", "a list"),
    "given_table": ("sleutels met waarden", "keys with values"),
    "what_aandeel": ("aandeel", "share"),
    "what_aantal": ("aantal", "count"),
    "what_getal": ("getal van 0 of meer", "number of 0 or more"),
    "what_tempo": ("tempo per jaar", "rate per year"),
    "what_duur": ("duur", "duration"),
    "what_jaren": ("aantal jaren", "number of years"),
    "what_eur_maand": ("bedrag per maand", "amount per month"),
    "what_eur_jaar": ("bedrag per jaar", "amount per year"),
}
"""Name -> (Dutch, English)."""

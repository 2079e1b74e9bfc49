"""What is wrong with a policy, for who wrote it and for who uses it: (Dutch, English)."""

PLUGINTEKSTEN: dict[str, tuple[str, str]] = {
    "plugin_dubbel": (
        "beleid '{soort}' wordt tweemaal aangeboden: door {een} en door {ander}; geef een van beide een andere naam "
        "of laat het weg",
        "policy '{soort}' is offered twice: by {een} and by {ander}; rename one of them or leave it out",
    ),
    "plugin_parameter_naam": (
        "beleid '{soort}'{plaats}: een parameter kan niet naam heten, zo heet de regel zelf in een scenario; geef hem"
        " een andere naam",
        "policy '{soort}'{plaats}: a parameter cannot be called naam, which names the policy itself in a scenario;"
        " give it another name",
    ),
    "plugin_geen_klasse": (
        "{plugin}: register_beleid biedt {kreeg} aan, en dat is geen klasse; geef de klasse zelf: register(MijnRegel)",
        "{plugin}: register_beleid offers {kreeg}, which is no class; give the class itself: register(MyPolicy)",
    ),
    "plugin_geen_dataclass": (
        "beleid '{soort}'{plaats}: {klasse} moet een dataclass zijn; zet @dataclass boven de klasse",
        "policy '{soort}'{plaats}: {klasse} must be a dataclass; put @dataclass above the class",
    ),
    "plugin_hook": ("beleid '{naam}', hook '{hook}'", "policy '{naam}', hook '{hook}'"),
    "plugin_onbekende_hook": (
        "beleid '{naam}'{plaats}: onbekende hook '{hook}' (er zijn {bekend}){misschien}",
        "policy '{naam}'{plaats}: unknown hook '{hook}' (there are {bekend}){misschien}",
    ),
    "plugin_volgorde": (
        "{waar}: de volgorde in het scenario is de enige volgorde; gebruik @hookimpl zonder argumenten",
        "{waar}: the order in the scenario is the only order; use @hookimpl without arguments",
    ),
    "plugin_argument": (
        "{waar}: onbekend argument '{argument}'; er zijn {bekend}",
        "{waar}: unknown argument '{argument}'; there are {bekend}",
    ),
    "plugin_geen_methode": (
        "{waar}: is geen methode; schrijf def {hook}(self, ...), met self als eerste",
        "{waar}: is no method; write def {hook}(self, ...), with self first",
    ),
    "plugin_soort_argument": (
        "{waar}: argument '{argument}' staat met * of /; noem de argumenten zonder: def {hook}(self, ...)",
        "{waar}: argument '{argument}' stands with * or /; name the arguments without: def {hook}(self, ...)",
    ),
    "plugin_standaard": (
        "{waar}: argument '{argument}' mag geen standaardwaarde hebben; laat die weg",
        "{waar}: argument '{argument}' must not have a default; leave it out",
    ),
    "onbekend_beleid": (
        "er is geen beleid '{naam}'{misschien}; woonsim plugins list toont wat er is",
        "there is no policy '{naam}'{misschien}; woonsim plugins list shows what there is",
    ),
    "kop_hooks": ("hooks", "hooks"),
    "kop_bron": ("Bron", "Source"),
    "kop_parameters": ("Parameters", "Parameters"),
    "verplicht": ("verplicht", "required"),
    "of": ("of", "or"),
    "waarde_geen": ("geen", "none"),
    "soort_woord": ("keuze", "choice"),
    "soort_tekst": ("tekst", "text"),
    "soort_ja_nee": ("true of false", "true or false"),
    "soort_geheel": ("geheel getal", "whole number"),
    "soort_getal": ("getal", "number"),
    "soort_lijst": ("lijst van {soort}", "list of {soort}"),
    "soort_tabel": ("tabel van {soort}", "table of {soort}"),
    "bereik_tot": ("{laagst} tot en met {hoogst}", "{laagst} to {hoogst}"),
    "bereik_ge": ("{waarde} of meer", "{waarde} or more"),
    "bereik_gt": ("meer dan {waarde}", "more than {waarde}"),
    "bereik_le": ("ten hoogste {waarde}", "at most {waarde}"),
    "bereik_lt": ("minder dan {waarde}", "less than {waarde}"),
    "hook_rekening": ("houdt een rekening bij in het grootboek", "keeps an account in the ledger"),
    "hook_werkwijze": ("zegt hoe het coordinatiepunt werkt", "says how the coordinatiepunt works"),
    "hook_kanaal": ("eist vrijgekomen woningen voor een doelgroep", "claims freed homes for a group"),
    "hook_grondslag": ("zegt welke verhuring meetelt voor de rekening", "says which letting counts for the account"),
    "hook_voorrang": ("zegt wie voorrang krijgt, en voor hoelang", "says who gets voorrang, and for how long"),
    "hook_zoekpunten": ("houdt de zoekpunten van woningzoekenden bij", "keeps the zoekpunten of seekers"),
    "hook_selectie": ("zegt wie een woning mag hebben", "says who may have a home"),
    "hook_beslag": ("zegt welke verhuring ruimte op de rekening kost", "says which letting takes room on the account"),
    "hook_sortering": ("zegt wie het eerst komt", "says who comes first"),
    "hook_jaarcyclus": ("past elk jaar zijn eigen parameters aan", "changes its own parameters every year"),
    "hook_deelname": ("zegt wie aan de regeling meedoet", "says who takes part in the scheme"),
    "hook_bemiddeling": (
        "zegt hoe goed een kandidaat bij een woning past",
        "says how well a candidate fits a home",
    ),
    "hook_inschrijfkans": (
        "verandert hoe vaak huurders gaan zoeken",
        "changes how often tenants begin to search",
    ),
    "hook_reactiekans": ("verandert de kans om te reageren", "changes the chance to react"),
    "hook_acceptatiekans": ("verandert de kans om te accepteren", "changes the chance to accept"),
    "plugin_pakket": ("pakket {naam}", "package {naam}"),
    "plugin_laadt_niet": (
        "{plugin} is niet te laden: {fout}{plaats}; verbeter de code of laat de plugin weg",
        "{plugin} cannot be loaded: {fout}{plaats}; correct the code or leave the plugin out",
    ),
    "plugin_geen_beleid": (
        "{plugin}: hier staat geen beleid in; een beleidsregel is een dataclass met een methode onder @hookimpl",
        "{plugin}: there is no policy in it; a policy is a dataclass with a method under @hookimpl",
    ),
    "plugin_geen_python": (
        "--plugin {bestand}: een plugin is een Python-bestand, met een naam op .py",
        "--plugin {bestand}: a plugin is a Python file, with a name that ends in .py",
    ),
    "plugin_is_map": (
        "--plugin {bestand}: dit is een map; geef het Python-bestand zelf op",
        "--plugin {bestand}: this is a folder; name the Python file itself",
    ),
    "plugin_niet_te_lezen": ("--plugin {bestand}: {reden}", "--plugin {bestand}: {reden}"),
    "plugin_onleesbare_parameter": (
        "beleid '{soort}'{plaats}: een parameter heeft een type dat niet uit een scenario te lezen is: {fout}; gebruik "
        "de types van woonsim.plugin",
        "policy '{soort}'{plaats}: a parameter has a type that cannot be read from a scenario: {fout}; use the types "
        "of woonsim.plugin",
    ),
    "plugin_standaardwaarde": (
        "beleid '{soort}'{plaats}: de standaardwaarde van parameter '{parameter}' kan niet: {fout}; verbeter de code",
        "policy '{soort}'{plaats}: the default of parameter '{parameter}' cannot be: {fout}; correct the code",
    ),
    "plugin_maken": (
        "beleid '{naam}' is met deze parameters niet te maken: {fout}{plaats}; verbeter de code of de parameters",
        "policy '{naam}' cannot be made with these parameters: {fout}{plaats}; correct the code or the parameters",
    ),
    "plugin_fout": (
        "{waar}: {fout}{plaats}; verbeter de code of haal het beleid uit het scenario",
        "{waar}: {fout}{plaats}; correct the code or take the policy out of the scenario",
    ),
    "plugin_plaats": (" ({bestand}:{regel})", " ({bestand}:{regel})"),
    "plugin_rijen": (
        "{waar}: moet {n} waarden teruggeven, een per rij, kreeg {kreeg}",
        "{waar}: must return {n} values, one per row, got {kreeg}",
    ),
    "plugin_schrijft": (
        "{waar}: {fout}{plaats}; kolommen zijn alleen om te lezen: werk op een kopie",
        "{waar}: {fout}{plaats}; columns can only be read: work on a copy",
    ),
    "plugin_dtype": (
        "{waar}: verkeerd soort waarden, {dtype}; geef per rij {soort}",
        "{waar}: the wrong kind of values, {dtype}; give {soort} per row",
    ),
    "plugin_soort_ja_nee": ("waar of onwaar (bool)", "true or false (bool)"),
    "plugin_soort_getal": ("een getal", "a number"),
    "plugin_nan": (
        "{waar}: rij {rij} is geen getal (NaN); geef elke rij een getal",
        "{waar}: row {rij} is not a number (NaN); give every row a number",
    ),
    "plugin_oneindig": ("{waar}: rij {rij} is oneindig", "{waar}: row {rij} is infinite"),
    "plugin_factor": (
        "{waar}: rij {rij} is {waarde}; een factor is 0 of meer",
        "{waar}: row {rij} is {waarde}; a factor is 0 or more",
    ),
    "plugin_vorm": ("{soort} met vorm {vorm}", "{soort} of shape {vorm}"),
    "plugin_claims": (
        "{waar}: moet Claims met {n} rijen of None teruggeven",
        "{waar}: must return Claims of {n} rows or None",
    ),
    "plugin_doelgroep": (
        "{waar}: rij {rij} vraagt {gevraagd}, dat is geen Doelgroep en niet -1",
        "{waar}: row {rij} asks {gevraagd}, which is no Doelgroep and not -1",
    ),
    "plugin_rekening": (
        "{waar}: moet een Rekening, een lijst daarvan of None teruggeven, kreeg {kreeg}",
        "{waar}: must return a Rekening, a list of them or None, got {kreeg}",
    ),
    "plugin_dubbele_rekening": (
        "{waar}: rekening '{rekening}' komt twee keer voor; geef elke rekening een eigen naam",
        "{waar}: account '{rekening}' appears twice; give each account a naam of its own",
    ),
    "plugin_werkwijze": (
        "{waar}: moet een Werkwijze of None teruggeven, kreeg {kreeg}",
        "{waar}: must return a Werkwijze or None, got {kreeg}",
    ),
    "plugin_tweede_werkwijze": (
        "{waar}: beleid '{eerste}' zegt al hoe het coordinatiepunt werkt",
        "{waar}: policy '{eerste}' already says how the coordinatiepunt works",
    ),
    "plugin_tweede_zoekpunten": (
        "{waar}: beleid '{eerste}' houdt de zoekpunten al bij",
        "{waar}: policy '{eerste}' already keeps the zoekpunten",
    ),
    "plugin_onder_nul": (
        "{waar}: rij {rij} is {waarde}; dat kan niet onder nul zijn",
        "{waar}: row {rij} is {waarde}; that cannot be below zero",
    ),
    "unknown_column": ("onbekende kolom '{given}'{hint}", "unknown column '{given}'{hint}"),
    "plugin_jaarcyclus": (
        "{waar}: moet een dict of None teruggeven, kreeg {kreeg}",
        "{waar}: must return a dict or None, got {kreeg}",
    ),
    "plugin_zelf_veranderd": (
        "beleid '{beleid}': heeft parameter '{parameter}' zelf veranderd; dat kan alleen door jaarcyclus",
        "policy '{beleid}': changed parameter '{parameter}' by itself; only jaarcyclus can do that",
    ),
    "plugin_alleen_aandeel": (
        "beleid '{beleid}': van zijn rekening kan alleen het aandeel of het aantal veranderen",
        "policy '{beleid}': of its account only the aandeel or the aantal can change",
    ),
    "plugin_geen_parameter": (
        "{waar}: er is geen parameter '{parameter}'{misschien}",
        "{waar}: there is no parameter '{parameter}'{misschien}",
    ),
    "plugin_geen_getal": (
        "{waar}: parameter '{parameter}' is geen getal; dat kan niet veranderen",
        "{waar}: parameter '{parameter}' is not a number; that cannot change",
    ),
    "plugin_parameter": ("parameter '{parameter}': {fout}", "parameter '{parameter}': {fout}"),
}
"""Name -> (Dutch, English)."""

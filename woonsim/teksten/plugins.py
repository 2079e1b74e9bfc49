"""What is wrong with a policy, for who wrote it and for who uses it: (Dutch, English)."""

PLUGINTEKSTEN: dict[str, tuple[str, str]] = {
    "plugin_dubbel": (
        "twee pakketten bieden beleid '{soort}' aan: {een} en {ander}",
        "two packages offer the policy '{soort}': {een} and {ander}",
    ),
    "plugin_geen_dataclass": (
        "beleid '{soort}': {klasse} moet een dataclass zijn",
        "policy '{soort}': {klasse} must be a dataclass",
    ),
    "plugin_hook": ("beleid '{naam}', hook '{hook}'", "policy '{naam}', hook '{hook}'"),
    "plugin_onbekende_hook": (
        "beleid '{naam}': onbekende hook '{hook}'{misschien}",
        "policy '{naam}': unknown hook '{hook}'{misschien}",
    ),
    "plugin_volgorde": (
        "{waar}: de volgorde in het scenario is de enige volgorde",
        "{waar}: the order in the scenario is the only order",
    ),
    "plugin_argument": (
        "{waar}: onbekend argument '{argument}'; er zijn {bekend}",
        "{waar}: unknown argument '{argument}'; there are {bekend}",
    ),
    "plugin_standaard": (
        "{waar}: argument '{argument}' mag geen standaard hebben",
        "{waar}: argument '{argument}' must not have a default",
    ),
    "plugin_fout": ("{waar}: {fout}{plaats}", "{waar}: {fout}{plaats}"),
    "plugin_plaats": (" ({bestand}, regel {regel})", " ({bestand}, line {regel})"),
    "plugin_rijen": (
        "{waar}: moet {n} waarden teruggeven, kreeg {kreeg}",
        "{waar}: must return {n} values, got {kreeg}",
    ),
    "plugin_dtype": ("{waar}: verkeerd soort waarden, {dtype}", "{waar}: the wrong kind of values, {dtype}"),
    "plugin_nan": ("{waar}: rij {rij} is geen getal (NaN)", "{waar}: row {rij} is not a number (NaN)"),
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

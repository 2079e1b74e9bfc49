"""Texts of cases and of the command test: (Dutch, English)."""

GEVALTEKSTEN: dict[str, tuple[str, str]] = {
    "help_test": (
        "Toets het beleid aan gevallen in YAML-bestanden, of in alle YAML-bestanden in een map, en toon wat anders "
        "uitkomt dan verwacht.",
        "Test the policies on cases in YAML files, or in all YAML files in a folder, and show what comes out "
        "differently than expected.",
    ),
    "gevallen": ("PAD...", "PATH..."),
    # what is wrong with a file of cases
    "geen_gevallenlijst": (
        "een bestand met gevallen is een lijst (- geval: ...), niet {given}",
        "a file of cases is a list (- geval: ...), not {given}",
    ),
    "geen_gevallen": ("hier staan geen gevallen", "there are no cases here"),
    "geen_geval": (
        "een geval is een tabel (geval: ..., beleid: ...), niet {given}",
        "a case is a table (geval: ..., beleid: ...), not {given}",
    ),
    "geen_verwachting": (
        "dit geval zegt niet wat het verwacht: begin met 'geval: ...' voor een hele toewijzing, of noem een hook",
        "this case does not say what it expects: begin with 'geval: ...' for a whole letting, or name a hook",
    ),
    "geval_onleesbaar": ("dit geval is zo niet te stellen ({fout})", "this case cannot be put like this ({fout})"),
    "beleid_zonder_hook": ("beleid '{beleid}' heeft geen hook '{hook}'", "policy '{beleid}' has no hook '{hook}'"),
    "in_geval": ("in het geval op {plaats}: {geval}", "in the case at {plaats}: {geval}"),
    "geen_leeftijd": (
        "{given} is geen leeftijd: schrijf jaren (64.9) of 66 jaar en 4 maanden, tot en met {hoogst} jaar",
        "{given} is no age: write years (64.9) or 66 jaar en 4 maanden, up to {hoogst} years",
    ),
    "geen_plek": (
        "{given} is geen naam en geen nummer vanaf -1",
        "{given} is neither a name nor a number from -1 up",
    ),
    "niet_allebei": ("geef dit of {een}, niet allebei", "give this or {een}, not both"),
    "begint_later": ("de begindatum ligt na de dag van dit geval", "the begindatum lies after the day of this case"),
    "naam_dubbel": (
        "de naam '{given}' is al gebruikt: geef deze regel een eigen naam",
        "the name '{given}' is already used: give this policy a name of its own",
    ),
    "geen_plaats": (
        "{given} staat niet in volgorde en niet in valt_af",
        "{given} is neither in volgorde nor in valt_af",
    ),
    "twee_plaatsen": (
        "{given} staat vaker dan eens in volgorde en valt_af samen",
        "{given} is more than once in volgorde and valt_af together",
    ),
    # what comes out
    "kop_wie": ("wie of wat", "who or what"),
    "kop_verwacht": ("verwacht", "expected"),
    "kop_kreeg": ("gekregen", "got"),
    "plaats": ("plaats {n}", "place {n}"),
    "gelijk": ("plaats {eerst}-{laatst}, gelijk met {met}", "place {eerst}-{laatst}, equal to {met}"),
    "valt_af": ("valt af door {beleid}", "out by {beleid}"),
    "na": ("na {wie} door {beleid}", "after {wie} by {beleid}"),
    "lot_beslist": ("hier beslist het lot", "the lot decides here"),
    "neemt_ruimte": ("neemt ruimte van {beleid}", "takes room of {beleid}"),
    "neemt_geen_ruimte": ("neemt geen ruimte", "takes no room"),
    "gevallen_bestand": ("{bestand}: {kloppen} van {n}", "{bestand}: {kloppen} of {n}"),
    "geval_klopt": ("Het geval klopt.", "The case holds."),
    "geval_klopt_niet": ("Het geval klopt niet.", "The case does not hold."),
    "gevallen_kloppen": ("Alle {n} gevallen kloppen.", "All {n} cases hold."),
    "gevallen_niet": (
        "Van {n} gevallen kloppen er {kloppen}; {niet} niet.",
        "Of {n} cases {kloppen} hold; {niet} do not.",
    ),
}
"""Name -> (Dutch, English)."""

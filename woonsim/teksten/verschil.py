"""Texts of the command diff: (Dutch, English)."""

VERSCHILTEKSTEN: dict[str, tuple[str, str]] = {
    "help_diff": (
        "Zeg in zinnen wat scenario B anders heeft dan scenario A: eerst het beleid, dan de rest.",
        "Say in sentences what scenario B has other than scenario A: the policies first, then the rest.",
    ),
    "help_set_diff": (
        "Wijzig in B eenmalig een waarde, zoals beleid.weer_thuis.aandeel=10%. Herhaalbaar.",
        "Change a value in B for once, such as beleid.weer_thuis.aandeel=10%. Repeatable.",
    ),
    "scenario_a": ("A", "A"),
    "scenario_b": ("B", "B"),
    "diff_geen": (
        "Geen verschil: beide scenario's spelen hetzelfde.",
        "No difference: both scenarios play the same.",
    ),
    "diff_beleid_erbij": (
        "beleid {wie} komt erbij, {plaats}{inhoud}.",
        "policy {wie} is added, {plaats}{inhoud}.",
    ),
    "diff_beleid_weg": ("beleid {wie} vervalt; het stond {was}.", "policy {wie} is dropped; it stood {was}."),
    "diff_beleid_verplaatst": (
        "beleid {wie} staat nu {plaats}; het stond {was}.",
        "policy {wie} now stands {plaats}; it stood {was}.",
    ),
    "diff_plaats_midden": ("na {na} en voor {voor}", "after {na} and before {voor}"),
    "diff_plaats_eerste": ("vooraan, voor {voor}", "first, before {voor}"),
    "diff_plaats_laatste": ("achteraan, na {na}", "last, after {na}"),
    "diff_plaats_enige": ("als enige", "alone"),
    "diff_waar": ("bij {plaats}", "in {plaats}"),
    "diff_waarde": ("{wat} gaat van {van} naar {naar}.", "{wat} goes from {van} to {naar}."),
    "diff_waarde_in": ("{waar} gaat {wat} van {van} naar {naar}.", "{waar}, {wat} goes from {van} to {naar}."),
    "diff_gegeven": ("{wat} was niet opgegeven en is nu {naar}.", "{wat} was not given and is now {naar}."),
    "diff_gegeven_in": (
        "{waar} was {wat} niet opgegeven; nu is het {naar}.",
        "{waar}, {wat} was not given; now it is {naar}.",
    ),
    "diff_niet_gegeven": (
        "{wat} was {van} en is niet meer opgegeven.",
        "{wat} was {van} and is no longer given.",
    ),
    "diff_niet_gegeven_in": (
        "{waar} was {wat} {van}; het is niet meer opgegeven.",
        "{waar}, {wat} was {van}; it is no longer given.",
    ),
    "diff_erbij": ("{wat} komt erbij: {naar}.", "{wat} is added: {naar}."),
    "diff_erbij_in": ("{waar} komt {wat} erbij: {naar}.", "{waar}, {wat} is added: {naar}."),
    "diff_weg": ("{wat} vervalt.", "{wat} is dropped."),
    "diff_weg_in": ("{waar} vervalt {wat}.", "{waar}, {wat} is dropped."),
}

"""What `woonsim generate` asks and says: (Dutch, English)."""

GENERATETEKSTEN: dict[str, tuple[str, str]] = {
    "help_generate": (
        "Maak een scenario van een verzonnen gemeente, van een dorp tot het hele land; elk getal erin is een aanname.",
        "Write a scenario of a made-up gemeente, from a village to the whole country; every number in it is assumed.",
    ),
    "help_woningen": ("Hoeveel corporatiewoningen er zijn.", "How many homes of corporaties there are."),
    "help_woningzoekenden": (
        "Hoeveel er bij aanvang staan ingeschreven; allen wonen in de gemeente.",
        "How many are registered at the start; all live in the gemeente.",
    ),
    "help_naam": ("Hoe de gemeente heet.", "What the gemeente is called."),
    "help_kernen": (
        "Aantal kernen, van groot naar klein; anders wat bij de grootte past.",
        "Number of kernen, from large to small; otherwise what suits the size.",
    ),
    "help_corporaties": ("Aantal corporaties; anders 2.", "Number of corporaties; otherwise 2."),
    "help_mutatiegraad": (
        "Welk deel van de woningen per jaar vrijkomt; anders 6.5%.",
        "Which share of the homes comes free in a year; otherwise 6.5%.",
    ),
    "help_actief": (
        "Welk deel van de ingeschrevenen op een moment zoekt; anders 12%.",
        "Which share of those registered searches at a moment; otherwise 12%.",
    ),
    "help_reacties": (
        "Reacties per advertentie; anders volgt dat uit 40 reacties per zoekende per jaar.",
        "Reactions per advert; otherwise what 40 reactions per seeker in a year come to.",
    ),
    "help_beleid": (
        "gewoon: bemiddeling, voorrang, een quotum, passend toewijzen en de lijst; zonder: het lot. Anders gewoon.",
        "gewoon: mediation, priority, a quota, fitting rents and the list; zonder: a lot decides. Otherwise gewoon.",
    ),
    "help_looptijd": ("Aantal jaren; anders 10.", "Number of years; otherwise 10."),
    "help_begindatum": ("Waar het begint; anders 2021-01-01.", "Where it begins; otherwise 2021-01-01."),
    "help_out_generate": (
        "Bestand waarin het scenario komt; anders het scherm.",
        "File to write the scenario to; otherwise the screen.",
    ),
    "help_force_generate": ("Vervang het bestand als het er al staat.", "Replace the file if it is there already."),
    "naam_gemeente": ("NAAM", "NAME"),
    "procent": ("PROCENT", "PERCENT"),
    "datum": ("DATUM", "DATE"),
    "generate_gemaakt": ("{bestand}: gemaakt", "{bestand}: written"),
    "generate_procent": (
        "{waarde} moet een percentage zijn, van {laagst}% tot en met {hoogst}%, zoals 6.5%",
        "{waarde} must be a percentage from {laagst}% to {hoogst}%, such as 6.5%",
    ),
    "generate_datum": (
        "{waarde} moet 1 januari zijn van een jaar van {eerst} tot en met {laatst}, zoals 2021-01-01",
        "{waarde} must be 1 January of a year from {eerst} to {laatst}, such as 2021-01-01",
    ),
    "generate_woord": ("{waarde} ken ik niet; kies uit {woorden}", "{waarde} is not known; choose from {woorden}"),
    "generate_bestaat": (
        "{bestand}: dit bestaat al; vervang het met --force, of kies een andere --out",
        "{bestand}: this exists already; replace it with --force, or choose another --out",
    ),
    "generate_schrijven": (
        "{bestand}: kan hier niet schrijven: {reden}",
        "{bestand}: cannot write here: {reden}",
    ),
    "generate_te_weinig": (
        "te weinig woningzoekenden voor {woningen} woningen: wie zoekt zou binnen drie maanden een woning hebben, en "
        "er valt niets te verdelen; neem er ten minste {minstens}, of een groter deel dat zoekt (--actief)",
        "too few seekers for {woningen} homes: who searches would have a home within three months, and nothing is "
        "left to divide; take {minstens} or more, or a larger share that searches (--actief)",
    ),
    "generate_reacties": (
        "{gevraagd} reacties per advertentie is meer dan wie zoekt kan geven; hier zijn het er ten hoogste {hoogstens}",
        "{gevraagd} reactions per advert is more than those who search can give; here {hoogstens} is the most",
    ),
}

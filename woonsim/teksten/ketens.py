"""Texts about chains and their roots: (Dutch, English)."""

KETENTEKSTEN: dict[str, tuple[str, str]] = {
    "wortel_overlijden_of_zorg": ("Overlijden of zorg", "Death or care"),
    "wortel_corporatie_elders": ("Naar corporatie elders", "To corporatie elsewhere"),
    "wortel_koop_of_particulier": ("Naar koop of particulier", "To bought or private rent"),
    "wortel_uit_de_gemeente": ("Vertrek uit de gemeente", "Left the gemeente"),
    "wortel_overig": ("Overig", "Other"),
    "wortel_terugval": ("Terugval", "Relapse"),
    "wortel_eerste_verhuur": ("Nieuwbouw", "New-build"),
    "wortel_doorstroomregeling": ("Doorstroomregeling", "Doorstroomregeling"),
    "wortel_ontlabelen": ("Ontlabelen", "Label taken off"),
    "wortel_totaal": ("Alle ketens", "All chains"),
    "afloop_doorstromer": ("huurder uit de voorraad", "tenant of the stock"),
    "afloop_starter": ("starter", "starter"),
    "afloop_buiten_voorraad": ("doorstromer van buiten", "mover from outside"),
    "afloop_bemiddeling": ("bemiddeld", "mediated"),
    "afloop_open": ("nog te huur", "still to let"),
    "afloop_onttrokken": ("onttrokken", "withdrawn"),
    "ketens_titel": (
        "{lengte} toewijzingen per keten; {starters} van de 100 ketens eindigen bij een starter",
        "{lengte} lettings per chain; {starters} of 100 chains end with a starter",
    ),
    "ketens_paneel": (
        "{ketens} ketens, {toewijzingen} toewijzingen per jaar",
        "{ketens} chains, {toewijzingen} lettings per year",
    ),
    "ketens_schakel": ("woning {n}", "home {n}"),
    "ketens_as": ("van elke 100 ketens", "of every 100 chains"),
    "ketens_noot": (
        "Gemiddelde van {n} replicaties. Onder elk donkerblauw deel staat wat er gebeurt met de woning die die "
        "huurder achterlaat; wat een maatregel daarvan overneemt, staat bij die maatregel.",
        "Mean of {n} replications. Below each dark blue part is what becomes of the home that this tenant leaves; what "
        "a measure takes over of it stands under that measure.",
    ),
    "ketens_noot_een": (
        "Een replicatie. Onder elk donkerblauw deel staat wat er gebeurt met de woning die die huurder achterlaat; wat "
        "een maatregel daarvan overneemt, staat bij die maatregel.",
        "One replication. Below each dark blue part is what becomes of the home that this tenant leaves; what a "
        "measure takes over of it stands under that measure.",
    ),
    "afloop_vervolg": ("bij een maatregel", "under a measure"),
    "ketens_tabel_wortel": (
        "Waar ketens beginnen, per jaar, in de variant",
        "Where chains begin, per year, in the variant",
    ),
    "ketens_tabel_wie": ("Toewijzingen per jaar in de variant: voor wie", "Lettings per year in the variant: for whom"),
    "ketens_tabel_einde": (
        "Waar ketens eindigen, per jaar, in de variant",
        "Where chains end, per year, in the variant",
    ),
    "ketens_tabel_verschil": ("Verschil van de variant met de basis, per jaar", "Variant less base, per year"),
    "ketens_tabel_voorspelling": (
        "Toewijzingen per keten in de variant: voorspeld en gespeeld",
        "Lettings per chain in the variant: predicted and played",
    ),
    "ketenkop_ketens": ("ketens", "chains"),
    "ketenkop_woningen": ("woningen", "homes"),
    "ketenkop_toewijzingen": ("toewijzingen", "lettings"),
    "ketenkop_per_keten": ("per keten", "per chain"),
    "ketenkop_dagen": ("dagen", "days"),
    "ketenkop_plaatsen": ("plaatsen", "places"),
    "ketenkop_starter": ("starter", "starter"),
    "ketenkop_doorstromer": ("doorstr.", "mover"),
    "ketenkop_regulier": ("regulier", "regular"),
    "ketenkop_gemeente": ("gemeente", "local"),
    "ketenkop_regio": ("regio", "region"),
    "ketenkop_elders": ("elders", "other"),
    "ketenkop_buiten": ("buiten", "outside"),
    "ketenkop_bemiddeld": ("bemiddeld", "mediated"),
    "ketenkop_open": ("te huur", "to let"),
    "ketenkop_onttrokken": ("onttr.", "withdr."),
    "ketenkop_vervolg": ("vervolg", "goes on"),
    "ketenkop_voorspeld": ("voorspeld", "predicted"),
    "ketenkop_gespeeld": ("gespeeld", "played"),
    "ketens_uitleg": (
        "Elke woning en elke toewijzing telt bij wat haar keten in gang zette. Bij de doorstroomregeling hoort alles "
        "na de eerste extra verhuizing, bij ontlabelen elke toewijzing onder het vervallen label en wat daarop volgt; "
        "zo'n keten telt bij haar oorzaak en bij de maatregel mee. Dagen: "
        "van de opzegging van de eerste woning tot de sleutels, gemiddeld over de toewijzingen. Plaatsen komen "
        "vrij in beschermd wonen of opvang; het zijn geen woningen.",
        "Each home and each letting counts with what set its chain going. To the doorstroomregeling belongs all after "
        "the first extra move, to a label taken off each letting below that label and what follows from it; "
        "such a chain counts under its cause and under the measure. Days: "
        "from the notice of the first home to the keys, mean over the lettings. Places fall free in beschermd wonen "
        "or opvang; they are no homes.",
    ),
    "ketens_uitleg_einde": (
        "Buiten: een doorstromer die geen woning van deze voorraad achterlaat. Bemiddeld: wie via bemiddeling komt en "
        "geen woning achterlaat. Vervolg: de keten gaat verder bij een maatregel.",
        "Outside: a mover who leaves no home of this stock. Mediated: who comes through mediation and leaves no home. "
        "Goes on: the chain continues under a measure.",
    ),
    "ketens_uitleg_voorspelling": (
        "Voorspeld: wat een keten zou doen die alleen onthoudt in wat voor woning hij is aangekomen, met de kansen "
        "van de basis. Over alle ketens van de basis klopt dat vanzelf; per oorzaak en in een variant is het een "
        "toets.",
        "Predicted: what a chain would do that remembers only the kind of home it has come to, with the chances of "
        "the base. Over all chains of the base that holds by construction; per cause and in a variant it is a test.",
    ),
    "ketens_voorbehoud": (
        "* Interval onbetrouwbaar: minder dan 30 replicaties of scheve uitkomsten.",
        "* Interval unreliable: fewer than 30 replications or skewed outcomes.",
    ),
}

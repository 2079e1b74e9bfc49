"""Texts of the command explain: (Dutch, English)."""

UITLEGTEKSTEN: dict[str, tuple[str, str]] = {
    "help_explain": (
        "Leg uit hoe een woning is verhuurd, of hoe het een huishouden verging, in een bewaard resultaat. Eén "
        "replicatie wordt daarvoor nagespeeld.",
        "Explain how a home was let, or how a household fared, in a stored result. One replication is played again "
        "for that.",
    ),
    "help_woning": ("Nummer van de woning, zoals in de tabellen.", "Number of the home, as in the tables."),
    "help_datum": (
        "Dag waarop de woning vrij of in aanbod was; zonder: de eerste keer dat zij vrijkwam.",
        "Day on which the home was free or on offer; without: the first time that it fell free.",
    ),
    "help_huishouden": (
        "Het huishouden, als stroom en volgnummer uit de tabellen.",
        "The household, as stroom and volgnummer of the tables.",
    ),
    "help_replicatie": ("Nummer van de replicatie.", "Number of the replication."),
    "map_resultaten": ("RESULTATEN", "RESULTS"),
    "uitleg_dag": ("JJJJ-MM-DD", "YYYY-MM-DD"),
    "uitleg_wie": ("STROOM:NUMMER", "STREAM:NUMBER"),
    "uitleg_datum": (
        "{waarde} is geen dag; schrijf bijvoorbeeld 2023-05-01",
        "{waarde} is not a day; write for instance 2023-05-01",
    ),
    "uitleg_datum_zonder_woning": ("--datum hoort bij --woning", "--datum goes with --woning"),
    "uitleg_noem_een": (
        "noem met --woning een woning of met --huishouden een huishouden uit {map}\n"
        "woningen die vrijkwamen: {woningen}; huishoudens die er een kregen: {huishoudens}",
        "name a home with --woning or a household with --huishouden from {map}\n"
        "homes that fell free: {woningen}; households that were let one: {huishoudens}",
    ),
    "uitleg_geen_tabellen": (
        "{map}: de tabellen van dit resultaat zijn niet te lezen ({reden}); speel het opnieuw met woonsim run --force",
        "{map}: the tables of this result cannot be read ({reden}); play it again with woonsim run --force",
    ),
    "uitleg_zonder_feiten": (
        "{map} bewaart de feiten van {n} replicaties, niet die van replicatie {replicatie}; reken opnieuw met meer "
        "feiten (woonsim run --feiten)",
        "{map} keeps the facts of {n} replications, not those of replication {replicatie}; run again with more facts "
        "(woonsim run --feiten)",
    ),
    "uitleg_geen_replicatie": (
        "--replicatie {replicatie}: dit resultaat heeft replicatie 0 tot en met {hoogst}",
        "--replicatie {replicatie}: this result has replications 0 to {hoogst}",
    ),
    "uitleg_geen_vrijkomst": (
        "--woning {woning}: deze woning kwam in replicatie {replicatie} niet vrij; wel bijvoorbeeld {voorbeelden}",
        "--woning {woning}: this home did not fall free in replication {replicatie}; others did, such as {voorbeelden}",
    ),
    "uitleg_naam_huishouden": (
        "--huishouden {gegeven}: schrijf STROOM:NUMMER, bijvoorbeeld {voorbeelden}",
        "--huishouden {gegeven}: write STREAM:NUMBER, for instance {voorbeelden}",
    ),
    "uitleg_geen_stroom": (
        "--huishouden: {gegeven} is geen stroom{misschien}",
        "--huishouden: {gegeven} is no stream{misschien}",
    ),
    "uitleg_geen_huishouden": (
        "--huishouden {gegeven}: dit huishouden komt in replicatie {replicatie} niet voor; wel bijvoorbeeld "
        "{voorbeelden}",
        "--huishouden {gegeven}: replication {replicatie} has no such household; others are {voorbeelden}",
    ),
    "uitleg_niet_hetzelfde": (
        "{map}: replicatie {replicatie} kwam nu anders uit dan in de tabellen staat, dus valt zij niet uit te leggen; "
        "speel het resultaat opnieuw met woonsim run --force",
        "{map}: replication {replicatie} came out otherwise than its tables say, so it cannot be explained; "
        "play the result again with woonsim run --force",
    ),
    # a woning
    "uitleg_kop_woning": (
        "Woning {woning}, vrijkomst {vrijkomst}, replicatie {replicatie}",
        "Home {woning}, vacancy {vrijkomst}, replication {replicatie}",
    ),
    "uitleg_wat": (
        "{woningtype} van {corporatie} in {kern}: {kamers} kamers, {huur} EUR per maand{leeftijdslabel}",
        "{woningtype} of {corporatie} in {kern}: {kamers} rooms, {huur} EUR a month{leeftijdslabel}",
    ),
    "uitleg_label": (", leeftijdslabel {leeftijd}", ", leeftijdslabel {leeftijd}"),
    "uitleg_waarom_vrij": (
        "Opgezegd op {opzegging} ({oorzaak}), leeg vanaf {einde}.",
        "Notice on {opzegging} ({oorzaak}), empty from {einde}.",
    ),
    "uitleg_onttrokken": ("Zij wordt niet opnieuw verhuurd.", "It is not let again."),
    "uitleg_kop_wie": ("Wie kreeg haar", "Who got it"),
    "uitleg_niemand": ("Nog niemand aan het einde van de looptijd.", "Nobody yet at the end of the term."),
    "uitleg_persoon": (
        "{huishouden}: {leeftijd} jaar, {personen}p, {inkomen} EUR per jaar, {doelgroep}",
        "{huishouden}: aged {leeftijd}, {personen}p, {inkomen} EUR a year, {doelgroep}",
    ),
    "uitleg_via_aanbod": (
        "Via het aanbod, plaats {plaats}{voorrang}; geaccepteerd op {acceptatie}, sleutels op {sleutels}.",
        "Through the adverts, place {plaats}{voorrang}; accepted on {acceptatie}, keys on {sleutels}.",
    ),
    "uitleg_met_voorrang": (", met voorrang", ", with voorrang"),
    "uitleg_via_bemiddeling": (
        "Bemiddeld door {regel}, als kandidaat {plaats}; geaccepteerd op {acceptatie}, sleutels op {sleutels}.",
        "Mediated by {regel}, as candidate {plaats}; accepted on {acceptatie}, keys on {sleutels}.",
    ),
    "uitleg_via_eerste_reageerder": (
        "Aan de eerste die kwam, van buiten het register; geaccepteerd op {acceptatie}, sleutels op {sleutels}.",
        "To whoever came first, from outside the register; accepted on {acceptatie}, keys on {sleutels}.",
    ),
    "uitleg_van_rekening": ("Ten laste van {rekeningen}.", "Charged to {rekeningen}."),
    "uitleg_kop_claims": ("Claims op de woning, in volgorde", "Claims on the home, in order"),
    "uitleg_claim_toegekend": ("{regel}, voor {doelgroep}: toegekend.", "{regel}, for {doelgroep}: granted."),
    "uitleg_claim_geen_ruimte": (
        "{regel}, voor {doelgroep}: geweigerd, geen ruimte op {vol}.",
        "{regel}, for {doelgroep}: refused, no room on {vol}.",
    ),
    "uitleg_claim_geen_kandidaat": (
        "{regel}, voor {doelgroep}: niemand nam haar.",
        "{regel}, for {doelgroep}: nobody took it.",
    ),
    "uitleg_claim_apart": (
        "{regel}, voor {doelgroep}: apart gehouden, niemand nam haar.",
        "{regel}, for {doelgroep}: set apart, nobody took it.",
    ),
    "uitleg_ruimte": ("Ruimte vooraf: {ruimte}.", "Room before: {ruimte}."),
    "uitleg_niemand_wacht": ("Er wachtte niemand.", "Nobody waited."),
    "uitleg_geen_claim": ("Geen claim van {regels}.", "No claim by {regels}."),
    "uitleg_kop_ronde": (
        "Ronde {ronde}, gesloten op {sluiting}",
        "Round {ronde}, closed on {sluiting}",
    ),
    "uitleg_geteld": (
        "{gekeken} woningzoekenden keken, {mochten} mochten haar hebben, {reacties} reageerden.",
        "{gekeken} seekers looked, {mochten} might have it, {reacties} reacted.",
    ),
    "uitleg_verhuurd": (
        "Verhuurd; geweigerd: {weigeringen}, overgeslagen: {ingetrokken}.",
        "Let; refused: {weigeringen}, passed over: {ingetrokken}.",
    ),
    "uitleg_onverhuurd": (
        "Niet verhuurd; geweigerd: {weigeringen}, overgeslagen: {ingetrokken}.",
        "Not let; refused: {weigeringen}, passed over: {ingetrokken}.",
    ),
    "uitleg_uitgesloten": ("Uitgesloten door {regels}.", "Kept out by {regels}."),
    "uitleg_bijvoorbeeld": ("Onder hen:", "Among them:"),
    "uitleg_nog_meer": ("En nog {n}; --json toont ze alle.", "And {n} more; --json shows them all."),
    "uitleg_gelijk": ("Voor allen gelijk: {regels}.", "The same for all: {regels}."),
    "uitleg_kolom_plaats": ("nr.", "no."),
    "uitleg_kolom_huishouden": ("huishouden", "household"),
    "uitleg_kolom_leeftijd": ("jaar", "age"),
    "uitleg_kolom_personen": ("p", "p"),
    "uitleg_kolom_inkomen": ("inkomen", "income"),
    "uitleg_kolom_gereed": ("gereed", "ready"),
    "uitleg_kolom_uitkomst": ("aanbod", "offer"),
    "uitleg_kolom_door": ("door", "by"),
    "uitleg_geweigerd": ("geweigerd", "refused"),
    "uitleg_aangenomen": ("aangenomen", "accepted"),
    "uitleg_andere_woning": ("nam woning {woning}", "took home {woning}"),
    "uitleg_geen_ruimte": ("geen ruimte op {rekeningen}", "no room on {rekeningen}"),
    "uitleg_niet_bereikt": ("niet bereikt", "not reached"),
    "uitleg_past_niet": ("mag niet: {redenen}", "may not: {redenen}"),
    "uitleg_geen_begeleiding": ("geen begeleiding", "no support"),
    "uitleg_eerst": ("eerst", "first"),
    "uitleg_daarna": ("daarna", "after"),
    "uitleg_laatst": ("laatst", "last"),
    "uitleg_kop_grootboek_opzegging": (
        "Grootboek voor de eerste claim, {moment}",
        "The books before the first claim, {moment}",
    ),
    "uitleg_kop_grootboek_toewijzing": (
        "Grootboek na de toewijzing van deze woning",
        "The books after this letting was decided",
    ),
    "uitleg_post_rekening": ("rekening", "account"),
    "uitleg_post_recht": ("recht", "entitled"),
    "uitleg_post_geleverd": ("geleverd", "delivered"),
    "uitleg_post_vervallen": ("vervallen", "lapsed"),
    "uitleg_post_lopend": ("lopend", "in progress"),
    "uitleg_post_saldo": ("saldo", "room"),
    # a huishouden
    "uitleg_kop_huishouden": (
        "Huishouden {huishouden}, replicatie {replicatie}",
        "Household {huishouden}, replication {replicatie}",
    ),
    "uitleg_begin": (
        "{leeftijd} jaar, {personen}p, {inkomen} EUR per jaar, {doelgroep} toen het in beeld kwam.",
        "Aged {leeftijd}, {personen}p, {inkomen} EUR a year, {doelgroep} when it was first seen.",
    ),
    "uitleg_kop_gebeurtenissen": ("Wat er gebeurde", "What happened"),
    "uitleg_niets_gebeurd": ("Niets wat de simulatie bijhoudt.", "Nothing that the simulation keeps."),
    "uitleg_kop_rondes": ("Zoeken", "Searching"),
    "uitleg_kolom_jaar": ("jaar", "year"),
    "uitleg_kolom_rondes": ("keek", "looked"),
    "uitleg_kolom_reacties": ("reacties", "reactions"),
    "uitleg_kolom_beste": ("beste plaats", "best place"),
    "uitleg_kolom_aanbiedingen": ("aanbiedingen", "offers"),
    "gebeurtenis_huurt": ("begon woning {woning} te huren", "began to rent home {woning}"),
    "gebeurtenis_staat_ingeschreven": (
        "ingeschreven; bij aanvang {als}",
        "registered; {als} at the start",
    ),
    "gebeurtenis_inschrijving": (
        "komt in het register, ingeschreven sinds {inschrijfdatum}",
        "enters the register, registered since {inschrijfdatum}",
    ),
    "gebeurtenis_zoekend": ("gaat zoeken", "begins to search"),
    "gebeurtenis_passief": ("ingeschreven zonder te zoeken", "registered, not searching"),
    "gebeurtenis_uitschrijving": ("uit het register: {reden}", "leaves the register: {reden}"),
    "gebeurtenis_voorrang": ("zoekt met voorrang tot {tot}", "searches with voorrang until {tot}"),
    "gebeurtenis_voorrang_blijvend": (
        "zoekt met voorrang, zonder einddatum",
        "searches with voorrang, without an end",
    ),
    "gebeurtenis_kandidaat": (
        "kandidaat als {doelgroep}, woning nodig vanaf {gereed}",
        "candidate as {doelgroep}, needs a home from {gereed}",
    ),
    "gebeurtenis_afgevallen": ("valt af als kandidaat", "drops out as a candidate"),
    "gebeurtenis_geweigerd": ("weigert woning {woning}", "refuses home {woning}"),
    "gebeurtenis_andere_woning": (
        "laat woning {woning} gaan voor een andere",
        "leaves home {woning} for another",
    ),
    "gebeurtenis_geen_ruimte": (
        "krijgt woning {woning} niet: geen ruimte op {rekeningen}",
        "does not get home {woning}: no room on {rekeningen}",
    ),
    "gebeurtenis_geen_begeleiding": (
        "krijgt woning {woning} niet: geen begeleiding beschikbaar",
        "does not get home {woning}: no support available",
    ),
    "gebeurtenis_toewijzing": (
        "accepteert woning {woning} ({kanaal}, plaats {plaats})",
        "accepts home {woning} ({kanaal}, place {plaats})",
    ),
    "gebeurtenis_sleutels": ("sleutels van woning {woning}", "keys of home {woning}"),
    "gebeurtenis_vertrek": (
        "zegt woning {woning} op ({oorzaak}), huur tot {einde}",
        "gives notice of home {woning} ({oorzaak}), tenancy until {einde}",
    ),
    "gebeurtenis_terugval": ("verliest de woning weer; naar {naar}", "loses the home again; goes to {naar}"),
    "gebeurtenis_terugval_als": (
        "verliest de woning weer; naar {naar}, verder als {huishouden}",
        "loses the home again; goes to {naar}, from then on {huishouden}",
    ),
}
"""Name -> (Dutch, English)."""

"""Assumption sets, and what they say about a difference: (Dutch, English)."""

from __future__ import annotations

ONWETENDHEIDTEKSTEN: dict[str, tuple[str, str]] = {
    # drawing them
    "aanname_geen": (
        "onder {pad} staat geen aanname met een marge; zonder --aanname worden alle aannames getrokken",
        "nothing below {pad} is an aanname with a marge; without --aanname all of them are drawn",
    ),
    "aannames_geen": (
        "dit scenario heeft geen aanname met een marge die vrij te trekken is; geef een getal een aanname en een marge",
        "no aanname with a marge of this scenario can be drawn freely; give a number an aanname and a marge",
    ),
    "aanname_eenheden": (
        "waarde en marge staan niet in dezelfde eenheid",
        "its value and its marge are not in the same unit",
    ),
    "aanname_geen_ruimte": ("de marge laat geen andere waarde toe", "its marge leaves no other value"),
    # on the screen
    "onw_beter": (
        "{uitkomst}: '{variant}' is beter dan de basis in {beter} van de {sets} aannamesets (95%-interval "
        "{low} tot {high}), slechter in {slechter} en gelijk in {gelijk}.",
        "{uitkomst}: '{variant}' is better than the basis in {beter} of {sets} assumption sets (95% interval {low} "
        "to {high}), worse in {slechter} and equal in {gelijk}.",
    ),
    "onw_hoger": (
        "{uitkomst}: '{variant}' komt hoger uit dan de basis in {beter} van de {sets} aannamesets (95%-interval "
        "{low} tot {high}), lager in {slechter} en gelijk in {gelijk}.",
        "{uitkomst}: '{variant}' comes out higher than the basis in {beter} of {sets} assumption sets (95% interval "
        "{low} to {high}), lower in {slechter} and equal in {gelijk}.",
    ),
    "onw_geen_cijfer": ("{uitkomst}: in geen enkele set een cijfer.", "{uitkomst}: no figure in any set."),
    "onw_onzeker": (
        "In {onzeker} van de sets kan toeval hebben bepaald aan welke kant van nul het verschil valt.",
        "In {onzeker} of the sets chance may have decided on which side of zero the difference falls.",
    ),
    "onw_verschil": (
        "Het verschil is gemiddeld {verschil}{eenheid}; in 95% van de sets ligt het tussen {low} en {high}.",
        "The difference is {verschil}{eenheid} on average; in 95% of the sets it lies between {low} and {high}.",
    ),
    "onw_spreiding": (
        "Onwetendheid (welke aannames kloppen) spreidt het verschil met een standaardafwijking van "
        "{onwetendheid}{eenheid}, "
        "toeval (bij {n} replicaties per set) met {toeval}{eenheid}. Meer replicaties verkleinen alleen het tweede.",
        "Ignorance (which assumptions hold) spreads the difference by a standard deviation of "
        "{onwetendheid}{eenheid}, chance "
        "(with {n} replications per set) by {toeval}{eenheid}. More replications reduce only the second.",
    ),
    "onw_regel": (
        "'{variant}' verliest als {voorwaarden}. Dat klopt in {goed} van de {sets} sets waarin de regel is gezocht; "
        "'{variant}' verliest er in {verliest}.",
        "'{variant}' loses if {voorwaarden}. That is right in {goed} of the {sets} sets in which the rule was sought; "
        "'{variant}' loses in {verliest} of them.",
    ),
    "onw_regel_lager": (
        "'{variant}' komt lager uit als {voorwaarden}. Dat klopt in {goed} van de {sets} sets waarin de regel is "
        "gezocht; lager is het in {verliest}.",
        "'{variant}' comes out lower if {voorwaarden}. That is right in {goed} of the {sets} sets in which the "
        "rule was "
        "sought; it is lower in {verliest}.",
    ),
    "onw_hoger_dan": ("{omschrijving} hoger is dan {grens}", "{omschrijving} is above {grens}"),
    "onw_lager_dan": ("{omschrijving} lager is dan {grens}", "{omschrijving} is below {grens}"),
    "onw_geen_regel": (
        "Geen eenvoudige regel voorspelt beter dan toeval wanneer '{variant}' verliest.",
        "No simple rule predicts better than chance when '{variant}' loses.",
    ),
    "onw_geen_regel_lager": (
        "Geen eenvoudige regel voorspelt beter dan toeval wanneer '{variant}' lager uitkomt.",
        "No simple rule predicts better than chance when '{variant}' comes out lower.",
    ),
    "onw_invloed": ("Welke aannames beslissen", "Which assumptions decide"),
    "onw_verbanden": ("Sterkste verbanden", "Strongest links"),
    "onw_coefficient": ("invloed", "influence"),
    "onw_nul": (
        "Van geen enkele aanname staat vast dat zij de uitslag bepaalt.",
        "Of no assumption is it certain that it decides the outcome.",
    ),
    "onw_samen": (
        "Gestandaardiseerde rangregressie op {p} aannames samen, {sets} sets; samen verklaren zij {r2} van de "
        "spreiding. {richting}",
        "Standardised rank regression on {p} assumptions together, {sets} sets; together they explain {r2} of the "
        "spread. {richting}",
    ),
    "onw_een_voor_een": (
        "Rangcorrelatie van elke aanname apart: om {p} aannames samen te wegen zijn er meer dan {nodig} sets nodig, en "
        "dit zijn er {sets}. {richting}",
        "Rank correlation of each assumption by itself: to weigh {p} assumptions together takes more than {nodig} "
        "sets, and there are {sets}. {richting}",
    ),
    "onw_gunstig": (
        "Boven nul: een hogere waarde is gunstig voor '{variant}'.",
        "Above zero: a higher value favours '{variant}'.",
    ),
    "onw_hoger_is_meer": (
        "Boven nul: bij een hogere waarde komt '{variant}' hoger uit.",
        "Above zero: with a higher value '{variant}' comes out higher.",
    ),
    "onw_rest": (
        "Van de andere {n} aannames is geen invloed zeker.",
        "Of the other {n} assumptions no influence is certain.",
    ),
    "onw_vast": (
        "Niet getrokken, in elke set op hun waarde: {namen}.",
        "Not drawn, at their value in every set: {namen}.",
    ),
    # figure
    "titel_invloed": (
        "{omschrijving} beslist het meest over '{variant}'",
        "{omschrijving} decides most about '{variant}'",
    ),
    "titel_invloed_geen": (
        "Geen aanname beslist aantoonbaar over '{variant}'",
        "No assumption is certain to decide about '{variant}'",
    ),
    "noot_invloed_samen": (
        "Rangregressie op alle aannames samen, {sets} aannamesets, met 95%-interval. Gekleurd: ook zeker als men "
        "bedenkt dat er {p} zijn bekeken.",
        "Rank regression on all assumptions together, {sets} assumption sets, with 95% interval. In colour: certain "
        "even though {p} were looked at.",
    ),
    "noot_invloed_een_voor_een": (
        "Rangcorrelatie van elke aanname apart, {sets} aannamesets, met 95%-interval. Gekleurd: ook zeker als men "
        "bedenkt dat er {p} zijn bekeken.",
        "Rank correlation of each assumption by itself, {sets} assumption sets, with 95% interval. In colour: certain "
        "even though {p} were looked at.",
    ),
    "as_invloed": (
        "een hogere waarde is ongunstig  |  gunstig voor {variant}",
        "a higher value is against  |  in favour of {variant}",
    ),
    "as_invloed_hoger": (
        "bij een hogere waarde komt {variant} lager  |  hoger uit",
        "with a higher value {variant} comes out lower  |  higher",
    ),
}

"""The facts a run writes down: every table, its columns, their dtype, unit and meaning.

One definition serves the recorder (which fills columns), the store (which creates tables) and the
documentation. Moments are integer minutes since begindatum here and become dates in the results;
-1 means "not (yet)". Codes become names. Rows stand in the order in which they happened.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from woonsim.begrippen import (
    Afloop,
    Begeleidingsvorm,
    Bestemming,
    Doelgroep,
    Gepasseerd,
    Herkomst,
    Kanaal,
    Leeftijdsgroep,
    Oorzaak,
    Post,
    Toegankelijkheid,
    Voorziening,
    Woningtype,
    Woonsituatie,
    Zoekstatus,
)


@dataclass(frozen=True)
class Column:
    """One column: `kind` is `int`, `float`, `bool`, `moment` [minutes] or `code`.

    `codes` names the enum of a code, or the list of the scenario that it indexes:
    "corporatie", "kern", "regel" (policy names, -1 = none), "rekening" (account names),
    "parameter" (numbers that a policy may change, written policy.parameter).
    """

    name: str
    kind: str
    meaning: str
    unit: str = ""
    codes: type[IntEnum] | str | None = None


def _c(name: str, kind: str, meaning: str, unit: str = "", codes: type[IntEnum] | str | None = None) -> Column:
    return Column(name, kind, meaning, unit, codes)


_JAAR = "year of the run that it counts in, by its calendar year"

FEITEN: dict[str, tuple[Column, ...]] = {
    "vrijkomst": (
        _c("vrijkomst", "int", "number of the freed woning, in order of notice"),
        _c("jaar", "int", f"{_JAAR} (of notice)"),
        _c("woning", "int", "number of the woning"),
        _c("corporatie", "code", "owner", codes="corporatie"),
        _c("kern", "code", "where", codes="kern"),
        _c("complex", "int", "number of the complex that the woning belongs to"),
        _c("leeftijdslabel", "int", "minimum age of the label, 0 = none", "years"),
        _c("kamers", "int", "rooms"),
        _c("oorzaak", "code", "why it fell free", codes=Oorzaak),
        _c("keten", "int", "chain: the vrijkomst that began it"),
        _c("schakel", "int", "place in the chain, 1 = the first"),
        _c("kanaal", "code", "channel it was first given, -1 = not let again", codes=Kanaal),
        _c("opzegdatum", "moment", "notice: from here it counts as freed"),
        _c("einddatum", "moment", "end of the old tenancy"),
        _c("woonduur_dagen", "int", "length of the old tenancy, -1 = there was none", "days"),
        _c("gemist_begeleiding", "bool", "went elsewhere although a candidate fitted, for want of support"),
        _c("onttrokken", "bool", "not let again: sold, or waiting for demolition; it does not count as freed"),
    ),
    "toewijzing": (
        _c("toewijzing", "int", "number of the letting, in order of decision"),
        _c("jaar", "int", f"{_JAAR} (of acceptance)"),
        _c("vrijkomst", "int", "the freed woning that was let"),
        _c("jaar_vrijkomst", "int", "year in which that woning fell free"),
        _c("woning", "int", "number of the woning"),
        _c("corporatie", "code", "owner", codes="corporatie"),
        _c("kern", "code", "where", codes="kern"),
        _c("complex", "int", "number of the complex that the woning belongs to"),
        _c(
            "leeftijdslabel",
            "int",
            "minimum age of the label with which it was last offered, before its cascade; 0 = none",
            "years",
        ),
        _c("vervallen_label", "int", "minimum age of the label that a dated change took off, 0 = none", "years"),
        _c("stroom", "code", "stream the huishouden came from", codes="stroom"),
        _c("volgnummer", "int", "its number in that stream: with stroom the same household under every variant"),
        _c("kanaal", "code", "channel", codes=Kanaal),
        _c("regel", "code", "policy whose claim gave it, -1 = the adverts", codes="regel"),
        _c("doelgroep", "code", "group of the huishouden", codes=Doelgroep),
        _c("herkomst", "code", "origin of the huishouden", codes=Herkomst),
        _c("woonsituatie", "code", "starter or doorstromer", codes=Woonsituatie),
        _c("is_huurder", "bool", "leaves a woning of the stock, which falls free in the same chain"),
        _c("met_voorrang", "bool", "let with voorrang within the adverts"),
        _c("leeftijd", "int", "age of the oldest at acceptance", "years"),
        _c("personen", "int", "persons in the huishouden"),
        _c("inkomen_eur", "int", "rekeninkomen", "EUR/year"),
        _c("inschrijfduur_dagen", "float", "acceptance minus inschrijfdatum; -1 = not registered", "days"),
        _c("zoekduur_dagen", "float", "acceptance minus first reaction of the current search; -1 = none", "days"),
        _c("plaats", "int", "place on the list of the last publication, 1 = top"),
        _c("reacties", "int", "valid reactions to the first publication; -1 = never advertised"),
        _c("weigeringen", "int", "offers refused before, over all publications"),
        _c("rondes", "int", "publications, 0 = never advertised"),
        _c("publicatiedatum", "moment", "first publication, -1 = none"),
        _c("acceptatiedatum", "moment", "acceptance"),
        _c("sleuteldatum", "moment", "start of the new tenancy"),
        _c("leegstand_dagen", "float", "end of the old to start of the new tenancy", "days"),
        _c("kamers", "int", "rooms"),
        _c("kamers_oud", "int", "rooms of the woning of the stock that it leaves, -1 = none"),
        _c("toegankelijkheid", "code", "accessibility", codes=Toegankelijkheid),
        _c("woningtype", "code", "kind of building", codes=Woningtype),
        _c("rekenhuur_eur", "float", "rent at acceptance", "EUR/month"),
        _c("rekenhuur_oud_eur", "float", "rent of the woning of the stock that it leaves, -1 = none", "EUR/month"),
        _c("in_regeling", "bool", "the huishouden took part in a regeling, now or when the letting became extra"),
        _c("is_extra", "bool", "a keyed draw on the way here would have failed without the regeling (decision 17)"),
        _c("begeleiding", "code", "support with which the tenancy begins", codes=Begeleidingsvorm),
        _c("wacht_op_begeleiding_dagen", "float", "by how much the keys waited for support", "days"),
    ),
    "deelname": (
        _c("regel", "code", "the policy whose regeling it takes part in", codes="regel"),
        _c("jaar", "int", f"{_JAAR} (of being reached)"),
        _c("moment", "moment", "first month in which it took part, or the letting before that"),
        _c("stroom", "code", "stream of the huishouden", codes="stroom"),
        _c("volgnummer", "int", "its number in that stream"),
        _c("leeftijd", "int", "age of the oldest", "years"),
        _c("kamers", "int", "rooms of the woning that it rents"),
    ),
    "publicatie": (
        _c("vrijkomst", "int", "the freed woning advertised"),
        _c("jaar", "int", f"{_JAAR} (of closing)"),
        _c("ronde", "int", "how often it was published, 1 = first"),
        _c("leeftijdslabel", "int", "minimum age of the label, before its cascade; 0 = none", "years"),
        _c("reacties", "int", "valid reactions"),
        _c("weigeringen", "int", "offers refused"),
        _c("ingetrokken", "int", "offers passed over because the candidate took another woning"),
        _c("verhuurd", "bool", "let in this round; otherwise the woning returned"),
        _c("sluiting", "moment", "closing of the round"),
    ),
    "kandidaat": (
        _c("doelgroep", "code", "group", codes=Doelgroep),
        _c("stroom", "code", "stream", codes="stroom"),
        _c("volgnummer", "int", "number in that stream"),
        _c("gereed", "moment", "from when a woning is needed (uitstroomgereed, or reported); before 0: before the run"),
        _c("sleutels", "moment", "keys, -1 = none by the end"),
        _c("jaar", "int", f"{_JAAR} (of gereed; the first year for those before)"),
        _c("met_voorrang", "bool", "seeks with voorrang in the adverts instead of being mediated"),
        _c("weigeringen", "int", "offers this candidate refused"),
        _c("afgevallen", "moment", "its indication or its right to an offer ended without a woning; -1 = not"),
    ),
    "taakstelling": (
        _c("jaar", "int", "calendar year of the half-year"),
        _c("halfjaar", "int", "1 from January, 2 from July"),
        _c("opgave", "int", "statushouders that this half-year asks to be housed", "persons"),
        _c("achterstand_begin", "int", "not housed yet of what was asked before; negative = ahead", "persons"),
        _c("gehuisvest", "int", "of huishoudens that had keys in this half-year", "persons"),
        _c("achterstand_eind", "int", "achterstand_begin + opgave - gehuisvest", "persons"),
        _c("gekoppeld", "int", "of huishoudens linked to the gemeente in this half-year", "persons"),
    ),
    "inschrijving": (
        _c("jaar", "int", "year of the run"),
        _c("herkomst", "code", "origin", codes=Herkomst),
        _c("woonsituatie", "code", "starter or doorstromer", codes=Woonsituatie),
        _c("leeftijdsgroep", "code", "age at the start of the year, or at registration", codes=Leeftijdsgroep),
        _c("begin", "int", "registered at the start of the year"),
        _c("ingeschreven", "int", "registered in the year"),
        _c("gehuisvest", "int", "registration ended by a letting in the stock"),
        _c("elders_gehuisvest", "int", "housed elsewhere in the region; a tenant: left for a corporatie elsewhere"),
        _c("uitgeschreven", "int", "lapsed, or stopped looking here"),
        _c("wachtend", "int", "registered at the end of the year"),
        _c("zoekend", "int", "of these searching at that moment"),
        _c("actief", "int", "of these with at least one reaction in the preceding 365 days"),
        _c("gereageerd", "int", "huishoudens with at least one reaction in the year"),
        _c("reacties", "int", "valid reactions in the year"),
        _c("persoonsdagen", "float", "integral of the number registered over the year", "huishouden-days"),
    ),
    "register": (
        _c("jaar", "int", "year of the run; counts are on its last moment; 0-th row set: the start"),
        _c("moment", "moment", "when"),
        _c("herkomst", "code", "origin", codes=Herkomst),
        _c("zoekstatus", "code", "passive or searching", codes=Zoekstatus),
        _c("maat", "code", "which duration is binned", codes="maat"),
        _c("maanden", "int", "whole months of that duration so far", "months"),
        _c("aantal", "int", "registered in this cell"),
    ),
    "bevolking": (
        _c("jaar", "int", "year of the run; counts are on its last moment; 0-th row set: the start"),
        _c("moment", "moment", "when"),
        _c("leeftijdsklasse", "int", "age of the oldest: lower bound of its class", "years"),
        _c("personen", "int", "persons in the huishouden"),
        _c("kamers", "int", "rooms of the woning"),
        _c("gelabeld", "bool", "the woning has a leeftijdslabel"),
        _c("aantal", "int", "huishoudens that rent a woning of the stock, in this cell"),
    ),
    "voorziening": (
        _c("voorziening", "code", "which one", codes=Voorziening),
        _c("moment", "moment", "when it changed"),
        _c("plaatsen", "int", "places, those that close once they fall free included"),
        _c("verblijf", "int", "places held by people in their stay"),
        _c("geblokkeerd", "int", "places held by people who are uitstroomgereed"),
        _c("vrij", "int", "places free"),
        _c("wachtlijst", "int", "applicants waiting"),
        _c("afgewezen", "int", "applicants turned away so far"),
        _c("terugkeer", "int", "applications so far by people who lost their woning again"),
    ),
    "begeleiding": (
        _c("moment", "moment", "when it changed"),
        _c("fte_beschikbaar", "float", "what there is", "fte"),
        _c("fte_in_gebruik", "float", "what those who get it take", "fte"),
        _c("intensief", "int", "people with this form of support"),
        _c("ambulant", "int", "people with this form of support"),
        _c("waakvlam", "int", "people with this form of support"),
    ),
    "terugval": (
        _c("moment", "moment", "notice of the woning"),
        _c("jaar", "int", _JAAR),
        _c("stroom", "code", "stream the huishouden came from", codes="stroom"),
        _c("volgnummer", "int", "number in that stream"),
        _c("met_begeleiding", "bool", "had the support it needed when it was housed, or needed none"),
        _c("naar", "code", "where it goes", codes=Bestemming),
        _c("volgnummer_terugkeer", "int", "its number in the stream of the voorziening it returns to, -1 = none"),
        _c("dagen", "float", "since its first keys; -1 = housed before begindatum", "days"),
    ),
    "voorraad": (
        _c("moment", "moment", "when the stock changed; the first row: the start"),
        _c("jaar", "int", "year of the run"),
        _c("gebouwd", "int", "woningen built so far"),
        _c("verkocht", "int", "woningen sold so far"),
        _c("gesloopt", "int", "woningen demolished so far"),
        _c("te_laat_gesloopt", "int", "of these after the date set for it, because somebody still lived there"),
        _c("in_voorraad", "int", "woningen in the stock"),
        _c("gelabeld", "int", "of these with a leeftijdslabel"),
    ),
    "grootboek": (
        _c("moment", "moment", "when posted"),
        _c("jaar", "int", "year of the run"),
        _c("rekening", "code", "account", codes="rekening"),
        _c("deel", "int", "number of the corporatie, kern, ... for which this account is kept, -1 = the gemeente"),
        _c("post", "code", "kind of posting", codes=Post),
        _c("vrijkomst", "int", "the freed woning it is about, -1 = none"),
        _c("aantal", "int", "how many", "woningen"),
    ),
    "ruimtegebrek": (
        _c("moment", "moment", "when an account first had no room for the freed woning"),
        _c("jaar", "int", "year of the run"),
        _c("rekening", "code", "account", codes="rekening"),
        _c("deel", "int", "number of the corporatie, kern, ... for which this account is kept, -1 = the gemeente"),
        _c("vrijkomst", "int", "the freed woning: at most one row per account and freed woning"),
        _c("gepasseerd", "code", "what was passed over", codes=Gepasseerd),
    ),
    "bijstelling": (
        _c("jaar", "int", "calendar year from which it holds"),
        _c("moment", "moment", "when it was decided"),
        _c("regel", "code", "policy that changed", codes="regel"),
        _c("parameter", "code", "number of the policy that changed", codes="parameter"),
        _c("waarde", "float", "what it is from then on"),
    ),
}
"""Table name -> columns. Every table in a result also carries `replicatie` as its first column."""

ZOEKERS: tuple[Column, ...] = (
    _c("stroom", "code", "stream the huishouden came from", codes="stroom"),
    _c("volgnummer", "int", "its number in that stream: with stroom the same household under every variant"),
    _c("aanvang", "moment", "when it began to seek: registered, or gereed as a candidate; before 0: before the run"),
    _c("doelgroep", "code", "group at aanvang", codes=Doelgroep),
    _c("herkomst", "code", "origin at aanvang", codes=Herkomst),
    _c("woonsituatie", "code", "starter or doorstromer at aanvang", codes=Woonsituatie),
    _c("leeftijd", "int", "age of the oldest at aanvang, or at begindatum if that is later", "years"),
    _c("personen", "int", "persons in the huishouden at that moment"),
    _c("inkomen_eur", "int", "rekeninkomen at that moment", "EUR/year"),
    _c("kern", "code", "where it lives at that moment, -1 outside the gemeente", codes="kern"),
    _c("onderbroken", "int", "how long it did not seek between aanvang and its end", "minutes"),
    _c("acceptatie", "moment", "when it first accepted a woning since, -1 = not in the run"),
    _c("sleutels", "moment", "keys of that woning, -1 = none; can be after the run"),
    _c("gestopt", "moment", "when it stopped without a woning, -1 = not"),
    _c("afloop", "code", "how it ended", codes=Afloop),
)
"""Who sought a woning in a run, a row each: handed over beside the tables of a replication when that is asked for.

Who was let a home from outside the register (stream `buiten_register`) did not seek."""

LEEFTIJDSKLASSEN = (18, 25, 35, 45, 55, 65, 75, 85)
"""Lower bounds of the age classes in which tenants are counted [years]."""

STROMEN = (
    "huurder",
    "register_gemeente",
    "register_regio",
    "gemeente",
    "regio",
    "beschermd_wonen",
    "statushouders",
    "urgenten",
    "buiten_register",
    "maatschappelijke_opvang",
    "vrouwenopvang",
    "jeugd",
    "herhuisvesting",
)
"""Streams that huishoudens arrive in; with the number in the stream they identify one under every variant."""

MATEN = ("inschrijfduur", "zoekduur")
"""Durations of the register snapshots."""

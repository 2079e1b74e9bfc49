"""Small valid scenarios, drawn: every combination of rules, biased to ties and limits.

A scenario is drawn as the plain data of its file. `text` writes that file (JSON is YAML), so that what a
failing test prints can be saved and played by `woonsim run`.

Most of a drawn scenario is ordinary, so that things happen in it; a few parts, other ones each time, stand
at a limit: nobody, everybody, one woning, no time at all.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from hypothesis import note
from hypothesis import strategies as st

from tests.property.scenarios_ruimte import room_rules, size_of_complexes
from woonsim.load import load_bytes
from woonsim.scenario.model import Scenario

Data = dict[str, Any]

KERNEN = ("Adorp", "Bedum", "Cadzand")
PARTS = (
    *("stock", "labels", "rents", "tenants", "departures", "causes", "notice"),
    *("register", "inflow", "searching", "start", "elsewhere", "origin", "groups"),
    *("streams", "desk", "places", "stays", "cycle", "reactions", "chances", "delays"),
    *("acceptance", "rounds", "reacting", "rules", "share", "cap", "law"),
    *("years", "begin", "step", "life", "steps", "changes", "dates"),
    *("support", "relapse"),
    *("reach", "factors", "scheme"),
    *("spread", "ties"),
    *("urgency", "points", "lots", "hand"),
)
"""The parts of a scenario that can stand at a limit."""


def text(data: Data) -> str:
    """The scenario file, one section a line."""
    return "{\n" + ",\n".join(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in data.items()) + "\n}\n"


def load(data: Data) -> Scenario:
    """The scenario, read as a file is; shown when the test fails."""
    note(text(data))
    return load_bytes(text(data).encode(), "drawn.yaml")


@dataclass
class Pen:
    """Draws the parts of one scenario, those in `limits` from their limits."""

    draw: st.DrawFn
    limits: frozenset[str]

    def pick(self, part: str, ordinary: list[Any], limits: list[Any]) -> Any:
        """One value of a part."""
        return self.draw(st.sampled_from(limits if part in self.limits else ordinary))

    def duration(self, part: str, *days: int) -> Data:
        """A distribution of durations around one of these numbers of days; at its limit, none."""
        n = self.pick(part, list(days), [0])
        forms = [
            {"vast": _days(n)},
            {"exponentieel": {"gemiddelde": _days(n)}},
            {"lognormaal": {"mediaan": _days(n), "p90": _days(3 * n)}},
            {"empirisch": {"kansen": [0, 0.5, 1], "waarden": ["0 dagen", _days(n), _days(2 * n)]}},
        ]
        form: Data = self.draw(st.sampled_from(forms if n else forms[:1]))
        return form

    def ages(self, part: str) -> Data:
        """Shares of three classes of age."""
        shares = self.pick(part, [(60, 25, 15), (70, 20, 10)], [(100, 0, 0), (0, 0, 100)])
        return _split(shares, ("18-54", "55-74", "75+"))

    def sizes(self, part: str) -> Data:
        """Shares of the sizes of huishoudens."""
        shares = self.pick(part, [(60, 20, 10, 5, 5), (50, 30, 20, 0, 0)], [(100, 0, 0, 0, 0), (0, 0, 0, 0, 100)])
        return _split(shares, ("1p", "2p", "3p", "4p", "5p"))

    def incomes(self, part: str) -> Data:
        """An income: at its limit the same for all, below every legal limit or above it."""
        low, high = self.pick(part, [(20000, 30000), (25000, 60000)], [(18000, 18000), (60000, 60000)])
        return {"mediaan": f"{low} EUR/jaar", "p90": f"{high} EUR/jaar"}


def _days(n: float) -> str:
    return f"{n} dagen"


def _split(shares: tuple[int, ...], keys: tuple[str, ...]) -> dict[str, str]:
    return {key: f"{share}%" for key, share in zip(keys, shares, strict=True)}


def stock(pen: Pen) -> list[Data]:
    """One to thirty woningen of at most four kinds, some or all of them with a label."""
    counts = pen.pick("stock", [(10, 5, 5, 10), (12, 8), (20, 10)], [(1,), (2, 1)])
    labels = pen.pick("labels", [("geen", "55plus", "65plus")], [("geen",), ("55plus", "65plus", "75plus")])
    rents = pen.pick("rents", [(500, 620, 740)], [(500,), (900,), (1200,), (500, 900)])
    return [
        {
            "corporatie": pen.draw(st.sampled_from(["Zon", "Aarde"])),
            "kern": pen.draw(st.sampled_from(KERNEN)),
            "woningtype": pen.draw(st.sampled_from(["eengezinswoning", "appartement", "seniorenwoning"])),
            "kamers": pen.draw(st.sampled_from([2, 3, 3, 4])),
            "rekenhuur": f"{pen.draw(st.sampled_from(rents))} EUR/maand",
            "toegankelijkheid": "ZON",
            "leeftijdslabel": pen.draw(st.sampled_from(labels)),
            "aantal": count,
            **size_of_complexes(pen),
        }
        for count in counts
    ]


def changes(pen: Pen, voorraad: list[Data], begin: str) -> list[Data]:
    """Dated changes of the stock, each kind in most scenarios; at their limit: all of it, nothing, at once."""
    total = sum(regel["aantal"] for regel in voorraad)
    row = pen.draw(st.sampled_from(voorraad))
    every: list[dict[str, Any]] = [{}, {}, {"kern": row["kern"]}, {"kamers": row["kamers"]}]
    waar = pen.draw(st.sampled_from(every))
    there = sum(regel["aantal"] for regel in voorraad if all(regel[key] == value for key, value in waar.items()))

    def day() -> str:
        year, month = divmod(pen.pick("dates", [4, 8, 11], [0, 12, 20, 40]), 12)
        return f"{int(begin[:4]) + year}-{month + 1:02}-{pen.draw(st.sampled_from(['01', '15']))}"

    def before() -> str:
        return _days(pen.pick("dates", [60, 120], [0, 1000]))

    new = {key: row[key] for key in ("corporatie", "kern", "woningtype", "kamers", "rekenhuur", "toegankelijkheid")}
    label = pen.draw(st.sampled_from(["geen", "55plus", "75plus"]))
    aantal = pen.pick("changes", [min(there, 2), min(there, 3)], [0, there])
    kinds: list[Data] = [
        new | {"soort": "nieuwbouw", "naam": "n", "datum": day(), "aantal": pen.pick("changes", [3], [0, 8])},
        {"soort": "verkoop", "naam": "v", "vanaf": day(), "aantal": pen.pick("changes", [-(-total // 3)], [0, total])},
        {"soort": "sloop", "naam": "s", "datum": day(), "aankondiging": before(), "aantal": aantal, "waar": waar},
        {"soort": "labelen", "naam": "l", "datum": day(), "leeftijdslabel": label},
        {"soort": "labelen", "naam": "k", "datum": day(), "leeftijdslabel": "65plus", "aantal": aantal, "waar": waar},
    ]
    if pen.draw(st.booleans()):
        kinds[0] |= {"aankondiging": before(), "leeftijdslabel": label}
    kept = [change for change in kinds if pen.draw(st.integers(0, 9)) < 6]
    return pen.draw(st.permutations(kept))


def tenants(pen: Pen) -> Data:
    """Who live in the stock."""
    kinds = ("1p", "2p", "3p+")
    return {
        "leeftijd": pen.ages("tenants"),
        "huishoudgrootte": sizes_by_age(pen),
        "inkomen": {kind: {"18-66": pen.incomes("tenants"), "67+": pen.incomes("life")} for kind in kinds},
        "woonduur": pen.duration("tenants", 900, 3000),
        "bewoning": {f"{n}p": {"2k": 6 - n, "3k": 2, "4k": n} for n in range(1, 6)},
        "leeftijdslabel": pen.pick("tenants", ["50%", "90%"], [0, "100%"]),
    }


def sizes_by_age(pen: Pen) -> Data:
    """Sizes that differ from class to class: some huishouden grows into another one in most years."""
    one, other = pen.sizes("tenants"), pen.sizes("life")
    small = _split((80, 20, 0, 0, 0), ("1p", "2p", "3p", "4p", "5p"))
    return {"18-29": one, "30-39": small, "40-54": other, "55-69": small, "70+": one}


def life(pen: Pen) -> Data:
    """Whether size and income follow age."""
    follow = st.sampled_from(["volgt_leeftijd", "volgt_leeftijd", "vast"])
    section = {"huishoudgrootte": pen.draw(follow), "inkomen": pen.draw(follow)}
    return {"levensloop": section} if pen.pick("life", [True], [True, False]) else {}


def departures(pen: Pen) -> Data:
    """How tenancies end: often, so that every cause is met."""
    keys = ("overlijden_of_zorg", "corporatie_elders", "koop_of_particulier", "uit_de_gemeente", "overig")
    causes = pen.pick("causes", [(20, 20, 20, 20, 20)], [(100, 0, 0, 0, 0), (0, 100, 0, 0, 0), (0, 0, 0, 0, 100)])
    return {
        "mutatiegraad": pen.pick("departures", ["40%", "60%"], [0, "100%"]),
        "binnen_voorraad": 0,
        "redenen": _split(causes, keys),
        "leeftijdsverloop": {"overlijden_of_zorg": {"18-74": 1, "75+": 3}, "verhuizing": {"18+": 1}},
        "opzegtermijn": _days(pen.pick("notice", [30, 7], [0, 90])),
    }


def seekers(pen: Pen) -> Data:
    """The register: nobody up to sixty."""
    local, outside = pen.pick("register", [(30, 15), (40, 20)], [(0, 0), (60, 0), (0, 60)])
    inflow = pen.pick("inflow", [(30, 15), (40, 10)], [(0, 0), (30, 0), (0, 30)])
    return {
        "regio": "open",
        "ingeschreven": {"gemeente": local, "regio": outside},
        "instroom": {"gemeente": inflow[0], "regio": inflow[1]},
        "zoekend_of_passief": {
            "zoekend_bij_aanvang": {"gemeente": pen.pick("searching", ["70%"], [0, "100%"]), "regio": "100%"},
            "direct_zoekend": dict.fromkeys(("gemeente", "regio"), pen.pick("searching", ["60%", "80%"], [0, "100%"])),
            "gaat_zoeken": pen.pick("searching", [1, 2], [0, 50]),
            "stopt": pen.pick("searching", [0.3, 0.6], [0, 50]),
            "vervalt": pen.pick("searching", [0.3], [0, 50]),
            **_of_huurders(pen),
        },
        "inschrijfduur_bij_aanvang": {
            "zoekend": {"gemeente": pen.duration("start", 700), "regio": pen.duration("start", 700)},
            "passief": pen.duration("start", 700),
            **pen.pick(
                "start", [{}, {"huurders": {part: {"vast": "9 jaar"} for part in ("zoekend", "passief")}}], [{}]
            ),
        },
        "elders_gehuisvest": {
            "inschrijfduur": ["0 jaar", "2 jaar", "5 jaar"],
            "per_jaar": pen.pick("elsewhere", [[0.1, 0.3, 1]], [[0, 0, 0], [20, 20, 20]]),
            "factor": {"gemeente": pen.pick("elsewhere", [1, 0.5], [0]), "regio": 1},
        },
        "herkomst": {
            "gemeente": {
                "leeftijd": pen.ages("origin"),
                "leeftijd_bij_aanvang": pen.ages("origin"),
                "doorstromer": pen.pick("origin", ["60%", "80%"], [0, "100%"]),
            },
            "regio": {
                "leeftijd": pen.ages("origin"),
                "doorstromer": pen.pick("origin", ["45%"], [0, "100%"]),
                "elders": pen.pick("origin", ["20%"], [0, "100%"]),
                "instroom_met_duur": pen.pick("origin", ["30%"], [0, "100%"]),
                "eerdere_inschrijfduur": pen.duration("origin", 900),
            },
            "huurders_die_zich_inschrijven": {"18-54": 3, "55+": 1},
        },
    }


def _of_huurders(pen: Pen) -> Data:
    """Rates of registered tenants, or the same as those of other residents."""
    shares = {"zoekend_bij_aanvang": "50%", "direct_zoekend": "40%"}
    rates = {"gaat_zoeken": 0.5, "stopt": 0.9, "vervalt": 0.1}
    never = {"zoekend_bij_aanvang": 0, "direct_zoekend": "100%", "gaat_zoeken": 50, "stopt": 0, "vervalt": 0}
    given = pen.pick("searching", [None, shares | rates], [never])
    return {} if given is None else {"huurders": given}


def groups(pen: Pen) -> Data:
    """The bijzondere doelgroepen, and beschermd wonen with one place or a few."""

    def profile() -> Data:
        return {part: getattr(pen, draw)("groups") for part, draw in _PROFILE.items()}

    def stream() -> Data:
        n = {
            "instroom": pen.pick("streams", [12, 16], [0, 25]),
            "wachtend_bij_aanvang": pen.pick("streams", [3, 5], [0]),
        }
        return n | profile()

    seeks = {
        "met_voorrang": pen.pick("streams", ["30%"], [0, "100%"]),
        "geldigheid": _days(pen.pick("streams", [200, 365], [0])),
    }
    few = {"instroom": pen.pick("streams", [10, 14], [0, 12]), "wachtend_bij_aanvang": 2}
    doelgroepen: Data = {
        "statushouders": profile() | _asked(pen) if pen.draw(st.integers(0, 5)) else stream(),
        "urgenten": stream() | seeks,
        "vrouwenopvang": stream() | few,
        "jeugd": stream() | few | {"geldigheid": _days(pen.pick("streams", [150, 300], [0]))},
        "herhuisvesting": stream() | seeks | few,
    }
    if not pen.pick("places", [True], [True, False]):
        return {"bijzondere_doelgroepen": {"statushouders": doelgroepen["statushouders"]}}
    return {
        "bijzondere_doelgroepen": doelgroepen,
        "beschermd_wonen": voorziening(pen) | profile(),
        "maatschappelijke_opvang": voorziening(pen) | profile(),
        **care(pen),
    }


def _asked(pen: Pen) -> Data:
    """A taakstelling: a few persons per half-year, at its limit none or nobody behind."""
    first, later = pen.pick("streams", [(10, 14), (16, 8)], [(0, 5), (8, 0), (0, 0)])
    asked = [{"vanaf": "2021-01-01", "personen": first}, {"vanaf": "2026-03-01", "personen": later}]
    return {
        "taakstelling": {
            "personen_per_halfjaar": asked[: pen.pick("streams", [2], [1])],
            "achterstand_bij_aanvang": pen.pick("streams", [6, 3], [0]),
            "vooruit": _days(pen.pick("streams", [0, 70], [0])),
            "koppeling": pen.draw(st.sampled_from(["gelijkmatig", "ineens"])),
        }
    }


def desk(pen: Pen) -> Data:
    """How the coordinatiepunt works."""
    often = pen.pick("desk", [1, 2], [3])
    terms = {
        "wachtrij": pen.draw(st.sampled_from(["gezamenlijk", "per_corporatie"])),
        "volgorde": pen.draw(st.sampled_from(["langst_wachtend", "best_passend", "afwisselend"])),
        "doorlooptijd": _days(pen.pick("desk", [5, 10], [0, 60])),
        "intakes_per_maand": pen.pick("desk", [5, 3], [0, 1, 1000]),
        "na_weigering": pen.draw(st.sampled_from(["achteraan", "vervalt"])),
        "gebonden_aan_kern": pen.pick("desk", ["20%"], [0, "100%"]),
        "gewicht_type": pen.pick("desk", [2], [0, 1000]),
        "gewicht_zorg": pen.pick("desk", [1], [0, 1000]),
    }
    return {"coordinatiepunt": terms | ({"maximum_weigeringen": often} if pen.draw(st.integers(0, 3)) else {})}


def voorziening(pen: Pen) -> Data:
    """Places, some of which open or close on a date."""
    patience = [{"exponentieel": {"gemiddelde": "90 dagen"}}, {"vast": "0 dagen"}]
    later = pen.draw(st.sampled_from([(), (2,), (8,), (0, 5)]))
    return {
        "plaatsen": pen.pick("places", [4, 6], [1, 1, 0]),
        "plaatsen_vanaf": [{"datum": f"2026-0{3 + n}-01", "plaatsen": number} for n, number in enumerate(later)],
        "bezet_bij_aanvang": pen.pick("places", ["100%", "50%"], [0, "100%"]),
        "uitstroomgereed_bij_aanvang": pen.pick("places", ["50%"], [0, "100%"]),
        "verblijfsduur": pen.duration("stays", 90, 200),
        "vertrekt_elders": pen.pick("stays", [0, "20%"], ["50%", "100%"]),
        "aanmeldingen": {"instroom": pen.pick("stays", [12, 24], [0]), "geduld": pen.draw(st.sampled_from(patience))},
    }


_SUPPORTED = ("beschermd_wonen", "maatschappelijke_opvang", "statushouders", "urgenten", "jeugd", "vrouwenopvang")


def care(pen: Pen) -> Data:
    """Support for few at once, and relapse soon: both, one of them, or none."""
    needs = pen.pick("support", [(20, 20, 40, 20), (0, 0, 100, 0)], [(100, 0, 0, 0), (0, 100, 0, 0), (0, 0, 0, 100)])
    vormen = ("geen", "intensief", "ambulant", "waakvlam")
    later = pen.draw(st.sampled_from([(), (), (0,), (0.5, 0.25), (100,)]))
    support: Data = {
        "fte": pen.pick("support", [0.25, 0.375], [0, 0.125, 1000]),
        "fte_vanaf": [{"datum": f"2026-0{2 + n}-01", "fte": fte} for n, fte in enumerate(later)],
        "clienten_per_fte": dict(
            zip(vormen[1:], pen.pick("support", [(2, 4, 8)], [(1, 1, 1), (9, 3, 1)]), strict=True)
        ),
        "afbouw": {vorm: pen.duration("support", 30, 60) for vorm in vormen[1:]},
        "nodig": {who: _split(needs, vormen) for who in _SUPPORTED},
        "voorwaarde": pen.draw(st.sampled_from(["vereist", "vereist", "gewenst"])),
        "woning_wacht_hoogstens": _days(pen.pick("support", [90, 150], [0, 0, 1000])),
    }
    relapse: Data = {
        "eerste_jaar": pen.pick("relapse", [1, 3], [0, 50]),
        "daarna": pen.pick("relapse", [1, 2], [0, 50]),
        "factor_zonder_begeleiding": pen.pick("relapse", [2], [0, 1, 100]),
        "naar": _split(
            pen.pick("relapse", [(40, 40, 20)], [(100, 0, 0), (0, 0, 100)]),
            ("beschermd_wonen", "maatschappelijke_opvang", "elders"),
        ),
        "gehuisvest_bij_aanvang": pen.pick("relapse", [5, 3], [0, 1000]),
    }
    both = {"begeleiding": support, "terugval": relapse}
    kept = pen.draw(st.sampled_from([("begeleiding", "terugval")] * 8 + [("begeleiding",), ("terugval",), ()]))
    return {key: both[key] for key in kept}


_PROFILE = {"leeftijd": "ages", "huishoudgrootte": "sizes", "inkomen": "incomes"}


def offers(pen: Pen) -> Data:
    """How woningen are offered."""
    delays = pen.pick(
        "delays", [(2, 7, 2, 20, 30, 1), (2, 7, 2, 28, 50, 1)], [(0, 0, 0, 0, 0, 0), (0, 14, 30, 0, 90, 0)]
    )
    steps = ("publicatie", "reactietermijn", "beslistermijn", "sleutels", "sleutels_bemiddeling", "tussen_huurders")
    factor = st.sampled_from([{"vast": 1}, {"lognormaal": {"mediaan": 0.8, "p90": 1.9}}])
    return {
        "advertentiecyclus": pen.pick("cycle", ["7 dagen", "14 dagen"], ["doorlopend"]),
        "maximum_reacties": pen.pick("reactions", [2, 3], [1, 1000]),
        "reactiekans": {
            "gemeente": pen.pick("reacting", ["30%", "20%"], [0, "100%"]),
            "regio": pen.pick("reacting", ["20%", "10%"], [0, "100%"]),
            "voorrang": pen.pick("reacting", ["95%", "50%"], [0, "100%"]),
            "spreiding": pen.draw(factor),
        },
        "acceptatiekans": {
            **{who: pen.pick("acceptance", ["40%", "60%"], [0, "100%"]) for who in ("gemeente", "regio")},
            **{who: pen.pick("chances", ["50%", "70%"], [0, "100%"]) for who in ("bemiddeling", "voorrang")},
        },
        "voorkeur": {
            "eigen_kern": pen.pick("reactions", [2, 1], [0]),
            "passende_kamers": pen.pick("reactions", [1.5], [0]),
            "eengezinswoning_gezin": pen.pick("reactions", [2], [0]),
            "gelijkvloers_55plus": pen.pick("reactions", [2], [0]),
            "lagere_huur": pen.pick("reactions", [1.2], [0.5]),
            "aantrekkelijkheid": pen.draw(factor),
        },
        "frictieleegstand": dict(zip(steps, map(_days, delays), strict=True)),
        "onverhuurd": {"na_rondes": pen.pick("rounds", [4, 3], [1, 30])},
        **pen.draw(st.sampled_from([{}, {"keuze": "per_paar"}, {"keuze": "per_reactie"}])),
        **pen.draw(st.sampled_from([{}, {"gelijke_woningen": "apart"}, {"gelijke_woningen": "samen"}])),
    }


def quotum(pen: Pen, naam: str, doelgroepen: list[str], **fixed: Any) -> Data:
    """A quota with any terms, but for those that are fixed."""
    terms = {
        "naam": naam,
        "doelgroep": pen.draw(st.sampled_from(doelgroepen)),
        "aandeel": pen.pick("share", ["20%", "33%", "10%"], [0, "100%"]),
        "trekking": pen.draw(st.sampled_from(["op_aanvraag", "teller", "toeval", "gelaagd"])),
        "basis": pen.pick("law", ["vrijkomende_woningen"], ["daeb_woningen"]),
        "per": pen.draw(st.sampled_from(["gemeente", "gemeente", "corporatie", "kern", "woningtype"])),
        "onbenut": pen.draw(st.sampled_from(["verloren", "behouden", "behouden", "naar_regulier"])),
        "periode": pen.draw(st.sampled_from(["jaar", "looptijd", "200 dagen"])),
        "opbouw": pen.draw(st.sampled_from(["naar_rato", "per_jaar"])),
        "afronding": pen.draw(st.sampled_from(["naar_boven", "naar_beneden", "naar_dichtstbij"])),
        "restant": pen.draw(st.sampled_from(["vervalt", "overgedragen"])),
        "zonder_kandidaat": pen.draw(st.sampled_from(["aanbod", "eerste_reageerder"])),
        "bijstelling_stap": pen.pick("steps", ["10%", "5%"], [0, "100%"]),
        "bijstelling_minimum": pen.pick("steps", [0], ["50%"]),
        "bijstelling_maximum": pen.pick("steps", ["60%", "100%"], ["50%"]),
    }
    terms |= fixed
    if terms["periode"] == "200 dagen":
        # a period that moves along has no layers and no draws, and carries nothing over
        terms |= {"periode": "jaar"} if terms["trekking"] in ("gelaagd", "toeval") else {"restant": "vervalt"}
    if "aandeel" not in fixed and terms["trekking"] != "toeval" and pen.draw(st.integers(0, 3)) == 0:
        terms |= {"aandeel": None, "aantal": pen.pick("share", [3, 6], [0, 40]), "bijstelling_stap": 0}
    return {"quotum": terms}


def floor(pen: Pen) -> Data:
    """What is kept for regular seekers."""
    terms = {
        "naam": "ondergrens",
        "doelgroep": "regulier",
        "aandeel": pen.pick("cap", ["20%", "30%"], [0, "100%"]),
        "opbouw": pen.draw(st.sampled_from(["naar_rato", "naar_rato", "per_jaar"])),
        "periode": pen.draw(st.sampled_from(["jaar", "jaar", "200 dagen"])),
        "afronding": pen.draw(st.sampled_from(["naar_boven", "naar_boven", "naar_beneden"])),
        "per": pen.draw(st.sampled_from(["gemeente", "gemeente", "kern"])),
    }
    return {"quotum": terms}


_DOELGROEPEN = ["urgenten", "statushouders", "uitstroom", "vrouwenopvang", "jeugd", "herhuisvesting"]


def doorstroomregeling(pen: Pen) -> Data:
    """A scheme that reaches many soon, and whose factors make more or fewer."""
    return {
        "doorstroomregeling": {
            "bereik": pen.pick("reach", ["80%", "50%"], [0, "100%"]),
            "bereik_zoekenden": pen.pick("reach", ["90%"], [0, "100%"]),
            "factor_zoeken": pen.pick("factors", [20, 50], [0, 1, 0.5]),
            "factor_reactie": pen.pick("factors", [2, 5], [0, 1, 1000]),
            "factor_acceptatie": pen.pick("factors", [2, 5], [0, 1, 1000]),
            "minimumleeftijd": pen.pick("reach", [18, 30], [0, 75]),
            "minimum_kamers": pen.pick("scheme", [2, 3], [0, 9]),
            "maximum_personen": pen.pick("scheme", [5, 3], [0, 2]),
            "maximum_kamers_nieuw": pen.pick("scheme", [4, 3], [0, 9]),
            "vanaf": _days(pen.pick("scheme", [0, 100], [10_000])),
            "vertraging": _days(pen.pick("scheme", [0, 30], [400])),
            "deelnameduur": _days(pen.pick("scheme", [700, 2000], [0])),
            **{word: pen.draw(st.sampled_from(["ja", "nee"])) for word in ("gelijkvloers", "voorrang", "huurgarantie")},
            "premie_eur": pen.pick("scheme", [0, 2000], [1]),
        }
    }


def urgentie(pen: Pen, begin: str) -> Data:
    """Classes of voorrang, terms, and the two switches of the law in the first two years of the run."""
    groups = st.lists(st.sampled_from(_DOELGROEPEN), max_size=3, unique=True)
    terms: Data = {
        "volgorde": pen.draw(st.sampled_from(["einddatum", "inschrijfduur", "loting"])),
        "klassen": [pen.draw(groups) for _ in range(pen.pick("urgency", [0, 2], [1, 3]))],
        "verplichte_groepen": ["uitstroom"] if pen.draw(st.booleans()) else pen.draw(groups),
        "geldigheid": {groep: _days(pen.pick("urgency", [100, 400], [0, 10_000])) for groep in pen.draw(groups)},
    }
    for switch in ("verplichte_groepen_vanaf", "geen_voorrang_statushouders_vanaf"):
        if pen.draw(st.integers(0, 3)):
            year, month = divmod(pen.pick("urgency", [3, 9], [0, 11, 30]), 12)
            terms[switch] = f"{int(begin[:4]) + year}-{month + 1:02}-{pen.draw(st.sampled_from(['01', '15']))}"
    return {"urgentie": terms}


def maatwerk(pen: Pen) -> Data:
    """Some woningen a year by hand."""
    return {
        "aantal": pen.pick("hand", [2, 1], [0, 1000]),
        "aandeel_gevallen": pen.pick("hand", ["30%"], [0, "100%"]),
        "onder": pen.draw(st.sampled_from(["voorrang", "alle"])),
        "opbouw": pen.draw(st.sampled_from(["naar_rato", "per_jaar"])),
    }


def punten(pen: Pen) -> Data:
    """Points of which some are soon earned, and soon lost."""
    return {
        "punten": {
            "minimum_reacties": pen.pick("points", [1, 2], [0, 4]),
            "maximum_zoekpunten": pen.pick("points", [30, 3], [0]),
            "aandeel_no_show": pen.pick("points", ["30%"], [0, "100%"]),
            "aandeel_zware_sanctie": pen.pick("points", ["20%"], [0, "100%"]),
            "situaties_per_jaar": pen.pick("points", [0.5], [0, 1000]),
            "aandeel_advertenties": pen.pick("points", ["50%"], [0, "100%"]),
        }
    }


def own_rule(pen: Pen) -> Data:
    """A lottery or a weighted sum."""
    terms = {"inschrijfduur_dagen": 1, "personen * woning.kamers": -20, "eigen_kern": 50}
    kinds: list[Data] = [
        {"loting": {"aandeel": pen.pick("lots", ["50%", "20%"], [0, "100%"])}},
        {"gewogen_som": {"gewichten": terms}},
    ]
    return pen.draw(st.sampled_from(kinds))


def rules(pen: Pen, begin: str) -> list[Any]:
    """The policies in any order, each of them in most scenarios."""
    cap = {
        "aandeel": pen.pick("cap", ["30%", "20%", "60%"], [0, "20%", "100%"]),
        "periode": pen.draw(st.sampled_from(["jaar", "jaar", "jaar", "looptijd"])),
        "opbouw": pen.draw(st.sampled_from(["naar_rato", "naar_rato", "per_jaar"])),
        "restant": pen.draw(st.sampled_from(["vervalt", "vervalt", "overgedragen"])),
    }
    if pen.draw(st.integers(0, 9)):
        cap |= {"bij_vol": "lenen", "lenen_hoogstens": pen.pick("cap", [2, 3], [1, 50])}
    order = pen.draw(st.permutations(_DOELGROEPEN))
    # one of each kind of stream is often first: who comes last gets little
    order = ["jeugd", *(group for group in order if group != "jeugd")] if pen.draw(st.booleans()) else order
    everything: list[Any] = [
        quotum(pen, "eerste", ["uitstroom"]),
        quotum(pen, "tweede", _DOELGROEPEN),
        {"vrije_beleidsruimte": cap},
        {"directe_bemiddeling": {"doelgroepen": order}},
        desk(pen),
        *room_rules(pen),
        {"huishoudgrootte": {"kamers_tekort": pen.pick("law", [1], [0]), "maximum_kamers_alleen": 4}},
        {"leeftijdslabel": {"cascade": pen.pick("law", [[55, 45, 0], [45, 0]], [[0], []])}},
        {"maatwerk": maatwerk(pen)},
        urgentie(pen, begin),
        punten(pen),
        own_rule(pen),
        doorstroomregeling(pen),
        "inschrijfduur",
    ]
    kept = [rule for rule in everything if pen.draw(st.integers(0, 9)) < 8]
    kept += [floor(pen)] if pen.draw(st.integers(0, 9)) < 3 else []
    result: list[Any] = pen.draw(st.permutations(kept))
    return result if "rules" not in pen.limits else result[:1]


def _from(begin: str, sections: Data) -> Data:
    """The sections with their dates in the first year of the run."""
    for section in sections.values():
        for changes in (section.get("plaatsen_vanaf", []), section.get("fte_vanaf", [])):
            for change in changes:
                change["datum"] = begin[:4] + change["datum"][4:]
    return sections


@st.composite
def scenarios(draw: st.DrawFn) -> Data:
    """A whole scenario of at most thirty woningen, sixty seekers at the start and four years."""
    pen = Pen(draw, draw(st.frozensets(st.sampled_from(PARTS), max_size=5)))
    voorraad = stock(pen)
    begin = pen.pick("begin", ["2021-01-01", "2025-01-01"], ["2024-01-01", "2026-01-01"])
    return {
        "naam": "getrokken",
        "vraag": "wat geldt altijd?",
        "gemeente": {"naam": "Toets", "code": "GM0000"},
        "begindatum": begin,
        "looptijd": f"{pen.pick('years', [3, 3, 2], [1, 4])} jaar",
        "tijdstap": pen.pick("step", ["1 minuut", "1 dag"], ["7 dagen"]),
        "indexering": pen.pick("law", ["3%"], [0]),
        "kernen": [
            {"naam": naam, "kerncluster": "een", "zorg": "ja" if naam in KERNEN[1:2] else "nee"} for naam in KERNEN
        ],
        "woningvoorraad": voorraad,
        "voorraadwijzigingen": changes(pen, voorraad, begin),
        "huurders": tenants(pen),
        **life(pen),
        "mutatie": departures(pen),
        "woningzoekenden": seekers(pen),
        **_from(begin, groups(pen)),
        "aanbod": offers(pen),
        "beleid": rules(pen, begin),
    }

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

from woonsim.load import load_bytes
from woonsim.scenario.model import Scenario

Data = dict[str, Any]

KERNEN = ("Adorp", "Bedum", "Cadzand")
PARTS = (
    *("stock", "labels", "rents", "tenants", "departures", "causes", "notice"),
    *("register", "inflow", "searching", "start", "elsewhere", "origin", "groups"),
    *("streams", "desk", "places", "stays", "cycle", "reactions", "chances", "delays"),
    *("acceptance", "rounds", "reacting", "rules", "share", "cap", "law"),
    *("years", "begin"),
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
    rents = pen.pick("rents", [(500, 620, 740)], [(500,), (900,), (1200,)])
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
        }
        for count in counts
    ]


def tenants(pen: Pen) -> Data:
    """Who live in the stock."""
    kinds = ("1p", "2p", "3p+")
    return {
        "leeftijd": pen.ages("tenants"),
        "huishoudgrootte": {"18+": pen.sizes("tenants")},
        "inkomen": {kind: {"18-66": pen.incomes("tenants"), "67+": pen.incomes("tenants")} for kind in kinds},
        "woonduur": pen.duration("tenants", 900, 3000),
        "bewoning": {f"{n}p": {"2k": 6 - n, "3k": 2, "4k": n} for n in range(1, 6)},
        "leeftijdslabel": pen.pick("tenants", ["50%", "90%"], [0, "100%"]),
    }


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
        },
        "inschrijfduur_bij_aanvang": {
            "zoekend": {"gemeente": pen.duration("start", 700), "regio": pen.duration("start", 700)},
            "passief": pen.duration("start", 700),
        },
        "elders_gehuisvest": {
            "inschrijfduur": ["0 jaar", "2 jaar", "5 jaar"],
            "per_jaar": pen.pick("elsewhere", [[0.1, 0.3, 1]], [[0, 0, 0], [20, 20, 20]]),
            "factor": {"gemeente": pen.pick("elsewhere", [1, 0.5], [0]), "regio": 1},
        },
        "herkomst": {
            "gemeente": {
                "leeftijd": pen.ages("origin"),
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


def groups(pen: Pen) -> Data:
    """The bijzondere doelgroepen, and beschermd wonen with one place or a few."""

    def profile() -> Data:
        return {part: getattr(pen, draw)("groups") for part, draw in _PROFILE.items()}

    def stream() -> Data:
        n = {
            "instroom": pen.pick("streams", [8, 12], [0, 25]),
            "wachtend_bij_aanvang": pen.pick("streams", [3, 5], [0]),
        }
        return n | profile()

    seeks = {
        "met_voorrang": pen.pick("streams", ["50%"], [0, "100%"]),
        "geldigheid": _days(pen.pick("streams", [200, 365], [0])),
    }
    few = {"instroom": pen.pick("streams", [6, 8], [0, 12]), "wachtend_bij_aanvang": 2}
    doelgroepen: Data = {
        "uitstroom": profile(),
        "statushouders": profile() | _asked(pen) if pen.draw(st.integers(0, 3)) else stream(),
        "urgenten": stream() | seeks,
        "vrouwenopvang": stream() | few,
        "jeugd": stream() | few | {"geldigheid": _days(pen.pick("streams", [150, 300], [0]))},
        "herhuisvesting": stream() | seeks | few,
    }
    if not pen.pick("places", [True], [True, False]):
        return {"bijzondere_doelgroepen": {"statushouders": doelgroepen["statushouders"]}}
    patience = [{"exponentieel": {"gemiddelde": "90 dagen"}}, {"vast": "0 dagen"}]
    return {
        "bijzondere_doelgroepen": doelgroepen,
        "beschermd_wonen": {
            "plaatsen": pen.pick("places", [4, 6], [1, 1, 0]),
            "bezet_bij_aanvang": pen.pick("places", ["100%", "50%"], [0, "100%"]),
            "uitstroomgereed_bij_aanvang": pen.pick("places", ["50%"], [0, "100%"]),
            "verblijfsduur": pen.duration("stays", 90, 200),
            "vertrekt_elders": pen.pick("stays", [0, "20%"], ["50%", "100%"]),
            "aanmeldingen": {
                "instroom": pen.pick("stays", [12, 24], [0]),
                "geduld": pen.draw(st.sampled_from(patience)),
            },
        },
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
        "volgorde": pen.draw(st.sampled_from(["langst_wachtend", "best_passend"])),
        "doorlooptijd": _days(pen.pick("desk", [5, 10], [0, 60])),
        "intakes_per_maand": pen.pick("desk", [5, 3], [0, 1, 1000]),
        "na_weigering": pen.draw(st.sampled_from(["achteraan", "vervalt"])),
        "gebonden_aan_kern": pen.pick("desk", ["20%"], [0, "100%"]),
    }
    return {"coordinatiepunt": terms | ({"maximum_weigeringen": often} if pen.draw(st.integers(0, 3)) else {})}


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
    }


def quotum(pen: Pen, naam: str, doelgroepen: list[str], **fixed: Any) -> Data:
    """A quota with any terms, but for those that are fixed."""
    terms = {
        "naam": naam,
        "doelgroep": pen.draw(st.sampled_from(doelgroepen)),
        "aandeel": pen.pick("share", ["20%", "33%", "10%"], [0, "100%"]),
        "trekking": pen.draw(st.sampled_from(["op_aanvraag", "teller", "toeval"])),
        "periode": pen.draw(st.sampled_from(["jaar", "looptijd"])),
        "opbouw": pen.draw(st.sampled_from(["naar_rato", "per_jaar"])),
        "afronding": pen.draw(st.sampled_from(["naar_boven", "naar_beneden", "naar_dichtstbij"])),
        "restant": pen.draw(st.sampled_from(["vervalt", "overgedragen"])),
        "zonder_kandidaat": pen.draw(st.sampled_from(["aanbod", "eerste_reageerder"])),
    }
    return {"quotum": terms | fixed}


_DOELGROEPEN = ["urgenten", "statushouders", "uitstroom", "vrouwenopvang", "jeugd", "herhuisvesting"]


def rules(pen: Pen) -> list[Any]:
    """The policies in any order, each of them in most scenarios."""
    cap = {
        "aandeel": pen.pick("cap", ["50%", "30%", "70%"], [0, "20%", "100%"]),
        "periode": pen.draw(st.sampled_from(["jaar", "jaar", "looptijd"])),
        "opbouw": pen.draw(st.sampled_from(["naar_rato", "naar_rato", "per_jaar"])),
        "restant": pen.draw(st.sampled_from(["vervalt", "vervalt", "overgedragen"])),
    }
    order = pen.draw(st.permutations(_DOELGROEPEN))
    # one of each kind of stream is often first: who comes last gets little
    order = ["jeugd", *(group for group in order if group != "jeugd")] if pen.draw(st.booleans()) else order
    everything: list[Any] = [
        quotum(pen, "eerste", ["uitstroom"]),
        quotum(pen, "tweede", _DOELGROEPEN),
        {"vrije_beleidsruimte": cap},
        {"directe_bemiddeling": {"doelgroepen": order}},
        desk(pen),
        {"daeb": {"vrije_ruimte": pen.pick("law", ["wettelijk", "lokaal", "30%"], [0, "100%"])}},
        "passend_toewijzen",
        {"huishoudgrootte": {"kamers_tekort": pen.pick("law", [1], [0]), "maximum_kamers_alleen": 4}},
        {"leeftijdslabel": {"cascade": pen.pick("law", [[55, 45, 0], [45, 0]], [[0], []])}},
        {"voorrang": {"volgorde": pen.draw(st.sampled_from(["einddatum", "inschrijfduur"]))}},
        "inschrijfduur",
    ]
    kept = [rule for rule in everything if pen.draw(st.integers(0, 9)) < 8]
    result: list[Any] = pen.draw(st.permutations(kept))
    return result if "rules" not in pen.limits else result[:1]


@st.composite
def scenarios(draw: st.DrawFn) -> Data:
    """A whole scenario of at most thirty woningen, sixty seekers at the start and three years."""
    pen = Pen(draw, draw(st.frozensets(st.sampled_from(PARTS), max_size=5)))
    return {
        "naam": "getrokken",
        "vraag": "wat geldt altijd?",
        "gemeente": {"naam": "Toets", "code": "GM0000"},
        "begindatum": pen.pick("begin", ["2021-01-01", "2025-01-01"], ["2024-01-01", "2026-01-01"]),
        "looptijd": f"{pen.pick('years', [2], [1, 3])} jaar",
        "indexering": pen.pick("law", ["3%"], [0]),
        "kernen": [{"naam": naam, "kerncluster": "een"} for naam in KERNEN],
        "woningvoorraad": stock(pen),
        "huurders": tenants(pen),
        "mutatie": departures(pen),
        "woningzoekenden": seekers(pen),
        **groups(pen),
        "aanbod": offers(pen),
        "beleid": rules(pen),
    }

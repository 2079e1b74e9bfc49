"""Small valid scenarios, drawn: every combination of rules, biased to ties and limits.

A scenario is drawn as the plain data of its file. `text` writes that file (JSON is YAML), so that what a
failing test prints can be saved and played by `woonsim run`.
"""

from __future__ import annotations

import json
from typing import Any

from hypothesis import note
from hypothesis import strategies as st

from woonsim.load import load_bytes
from woonsim.scenario.model import Scenario

Data = dict[str, Any]

KERNEN = ("Adorp", "Bedum", "Cadzand")
SHARES = [0, "5%", "20%", "50%", "100%"]


def text(data: Data) -> str:
    """The scenario file, one section a line."""
    return "{\n" + ",\n".join(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in data.items()) + "\n}\n"


def load(data: Data) -> Scenario:
    """The scenario, read as a file is; shown when the test fails."""
    note(text(data))
    return load_bytes(text(data).encode(), "drawn.yaml")


def _days(n: float) -> str:
    return f"{n} dagen"


def _split(shares: tuple[int, ...], keys: tuple[str, ...]) -> dict[str, str]:
    return {key: f"{share}%" for key, share in zip(keys, shares, strict=True)}


def duration(*days: int) -> st.SearchStrategy[Data]:
    """A distribution of durations around one of these numbers of days, in any of its forms."""
    return st.sampled_from(days).flatmap(
        lambda n: st.sampled_from(
            [
                {"vast": _days(n)},
                {"exponentieel": {"gemiddelde": _days(n)}},
                {"lognormaal": {"mediaan": _days(n), "p90": _days(3 * n)}},
                {"empirisch": {"kansen": [0, 0.5, 1], "waarden": ["0 dagen", _days(n), _days(2 * n)]}},
            ][: 4 if n else 1]
        )
    )


FACTORS = st.sampled_from([{"vast": 1}, {"lognormaal": {"mediaan": 0.8, "p90": 1.9}}])
AGES = st.sampled_from([(34, 33, 33), (50, 25, 25), (100, 0, 0), (0, 0, 100)]).map(
    lambda shares: _split(shares, ("18-54", "55-74", "75+"))
)
SIZES = st.sampled_from([(60, 20, 10, 5, 5), (50, 30, 20, 0, 0), (100, 0, 0, 0, 0)]).map(
    lambda shares: _split(shares, ("1p", "2p", "3p", "4p", "5p"))
)
INCOMES = st.sampled_from([(20000, 30000), (25000, 60000), (45000, 45000), (18000, 18000)]).map(
    lambda pair: {"mediaan": f"{pair[0]} EUR/jaar", "p90": f"{pair[1]} EUR/jaar"}
)


@st.composite
def stocks(draw: st.DrawFn) -> list[Data]:
    """One to thirty woningen of at most four kinds."""
    labels = draw(st.sampled_from([("geen",), ("geen", "55plus"), ("geen", "55plus"), ("55plus", "65plus", "75plus")]))
    counts = draw(st.sampled_from([(1,), (6, 4), (10, 5, 5, 10), (12, 8), (20, 10)]))
    return [
        {
            "corporatie": draw(st.sampled_from(["Zon", "Aarde"])),
            "kern": draw(st.sampled_from(KERNEN)),
            "woningtype": draw(st.sampled_from(["eengezinswoning", "appartement", "seniorenwoning"])),
            "kamers": draw(st.sampled_from([2, 3, 3, 4])),
            "rekenhuur": f"{draw(st.sampled_from([500, 620, 740, 900]))} EUR/maand",
            "toegankelijkheid": "ZON",
            "leeftijdslabel": draw(st.sampled_from(labels)),
            "aantal": count,
        }
        for count in counts
    ]


@st.composite
def tenants(draw: st.DrawFn) -> Data:
    """Who live in the stock."""
    income = draw(INCOMES)
    return {
        "leeftijd": draw(AGES),
        "huishoudgrootte": {"18+": draw(SIZES)},
        "inkomen": {kind: {"18-66": income, "67+": draw(INCOMES)} for kind in ("1p", "2p", "3p+")},
        "woonduur": draw(duration(0, 900, 3000)),
        "bewoning": {f"{n}p": {"2k": 6 - n, "3k": 2, "4k": n} for n in range(1, 6)},
        "leeftijdslabel": draw(st.sampled_from(["100%", "50%", 0])),
    }


@st.composite
def departures(draw: st.DrawFn) -> Data:
    """How tenancies end: often, so that every cause is met."""
    keys = ("overlijden_of_zorg", "corporatie_elders", "koop_of_particulier", "uit_de_gemeente", "overig")
    causes = draw(st.sampled_from([(20, 20, 20, 20, 20)] * 4 + [(100, 0, 0, 0, 0), (0, 0, 0, 0, 100)]))
    return {
        "mutatiegraad": draw(st.sampled_from(["40%", "60%", "100%", 0])),
        "binnen_voorraad": 0,
        "redenen": _split(causes, keys),
        "leeftijdsverloop": {
            "overlijden_of_zorg": draw(st.sampled_from([{"18+": 1}, {"18-74": 1, "75+": 3}])),
            "verhuizing": {"18+": 1},
        },
        "opzegtermijn": _days(draw(st.sampled_from([30, 30, 0, 7]))),
    }


@st.composite
def seekers(draw: st.DrawFn) -> Data:
    """The register: nobody up to sixty."""
    n = draw(st.sampled_from([(25, 20), (30, 30), (12, 3), (0, 0)]))
    inflow = draw(st.sampled_from([(20, 20), (12, 0), (40, 10), (0, 0)]))
    by_origin = {"gemeente": draw(st.sampled_from(SHARES)), "regio": draw(st.sampled_from(SHARES))}
    return {
        "regio": "open",
        "ingeschreven": {"gemeente": n[0], "regio": n[1]},
        "instroom": {"gemeente": inflow[0], "regio": inflow[1]},
        "zoekend_of_passief": {
            "zoekend_bij_aanvang": {"gemeente": draw(st.sampled_from(["50%", "100%", 0])), "regio": "100%"},
            "direct_zoekend": by_origin,
            "gaat_zoeken": draw(st.sampled_from([1, 3, 0])),
            "stopt": draw(st.sampled_from([0.5, 2, 0])),
            "vervalt": draw(st.sampled_from([0.3, 1, 0])),
        },
        "inschrijfduur_bij_aanvang": {
            "zoekend": {"gemeente": draw(duration(700, 0)), "regio": draw(duration(700, 0))},
            "passief": draw(duration(700, 0)),
        },
        "elders_gehuisvest": {
            "inschrijfduur": ["0 jaar", "2 jaar", "5 jaar"],
            "per_jaar": draw(st.sampled_from([[0.2, 0.5, 4], [1, 1, 1], [0, 0, 0]])),
            "factor": {"gemeente": draw(st.sampled_from([1, 2, 0])), "regio": 1},
        },
        "herkomst": {
            "gemeente": {"leeftijd": draw(AGES), "doorstromer": draw(st.sampled_from(["50%", "80%", 0, "100%"]))},
            "regio": {
                "leeftijd": draw(AGES),
                "doorstromer": "45%",
                "elders": "10%",
                "instroom_met_duur": draw(st.sampled_from(SHARES)),
                "eerdere_inschrijfduur": draw(duration(900, 0)),
            },
            "huurders_die_zich_inschrijven": {"18-54": 3, "55+": 1},
        },
    }


@st.composite
def groups(draw: st.DrawFn) -> Data:
    """The bijzondere doelgroepen, and beschermd wonen with one place or a few."""

    def profile() -> Data:
        return {"leeftijd": draw(AGES), "huishoudgrootte": draw(SIZES), "inkomen": draw(INCOMES)}

    def stream() -> Data:
        start = {"instroom": draw(st.sampled_from([6, 12, 0])), "wachtend_bij_aanvang": draw(st.sampled_from([2, 5, 0]))}
        return start | profile()

    present = draw(st.sampled_from(["all", "all", "all", "none"])) == "all"
    if not present:
        return {"bijzondere_doelgroepen": {}}
    voorrang = {"met_voorrang": draw(st.sampled_from(["50%", "100%", 0])), "geldigheid_voorrang": "200 dagen"}
    return {
        "bijzondere_doelgroepen": {"uitstroom": profile(), "statushouders": stream(), "urgenten": stream() | voorrang},
        "beschermd_wonen": {
            "plaatsen": draw(st.sampled_from([4, 6, 1])),
            "bezet_bij_aanvang": draw(st.sampled_from(["100%", "50%", 0])),
            "uitstroomgereed_bij_aanvang": draw(st.sampled_from(["50%", "100%", 0])),
            "verblijfsduur": draw(duration(120, 300, 0)),
            "vertrekt_elders": draw(st.sampled_from([0, "50%", "100%"])),
            "aanmeldingen": {
                "instroom": draw(st.sampled_from([12, 24, 0])),
                "geduld": draw(st.sampled_from([{"vast": "0 dagen"}, {"exponentieel": {"gemiddelde": "90 dagen"}}])),
            },
        },
    }


@st.composite
def offers(draw: st.DrawFn) -> Data:
    """How woningen are offered."""
    delays = draw(st.sampled_from([(2, 7, 2, 28, 50, 1), (2, 7, 2, 28, 50, 1), (0, 0, 0, 0, 0, 0)]))
    keys = ("publicatie", "reactietermijn", "beslistermijn", "sleutels", "sleutels_bemiddeling", "tussen_huurders")
    chances = st.sampled_from(["30%", "50%", "100%", 0])
    return {
        "advertentiecyclus": draw(st.sampled_from(["7 dagen", "7 dagen", "14 dagen", "doorlopend"])),
        "maximum_reacties": draw(st.sampled_from([2, 1, 50])),
        "reactiekans": {
            "gemeente": draw(st.sampled_from(["50%", "20%", "100%", 0])),
            "regio": draw(st.sampled_from(["20%", "50%", 0])),
            "voorrang": draw(st.sampled_from(["95%", "50%"])),
            "spreiding": draw(FACTORS),
        },
        "acceptatiekans": {key: draw(chances) for key in ("gemeente", "regio", "bemiddeling", "voorrang")},
        "voorkeur": {"eigen_kern": draw(st.sampled_from([2, 0.5])), "passende_kamers": 1.5, "aantrekkelijkheid": draw(FACTORS)},
        "frictieleegstand": dict(zip(keys, map(_days, delays), strict=True)),
        "onverhuurd": {"na_rondes": draw(st.sampled_from([5, 12, 2, 1]))},
    }


@st.composite
def quota(draw: st.DrawFn, naam: str, **fixed: Any) -> Data:
    """A quota with any terms, but for those that are fixed."""
    terms = {
        "naam": naam,
        "doelgroep": draw(st.sampled_from(["uitstroom", "uitstroom", "statushouders", "urgenten"])),
        "aandeel": draw(st.sampled_from(["20%", "50%", "5%", "100%", 0])),
        "trekking": draw(st.sampled_from(["op_aanvraag", "teller", "toeval"])),
        "periode": draw(st.sampled_from(["jaar", "looptijd"])),
        "opbouw": draw(st.sampled_from(["naar_rato", "per_jaar"])),
        "afronding": draw(st.sampled_from(["naar_boven", "naar_beneden", "naar_dichtstbij"])),
        "restant": draw(st.sampled_from(["vervalt", "overgedragen"])),
        "zonder_kandidaat": draw(st.sampled_from(["aanbod", "eerste_reageerder"])),
    }
    return {"quotum": terms | fixed}


@st.composite
def rules(draw: st.DrawFn) -> list[Any]:
    """The policies, in any order."""
    cap = {
        "aandeel": draw(st.sampled_from(["20%", "50%", "100%", 0])),
        "periode": draw(st.sampled_from(["jaar", "looptijd"])),
        "opbouw": draw(st.sampled_from(["naar_rato", "naar_rato", "per_jaar"])),
        "restant": draw(st.sampled_from(["vervalt", "overgedragen"])),
    }
    everything: list[Any] = [
        draw(quota("eerste")),
        draw(quota("tweede")),
        {"vrije_beleidsruimte": cap},
        {"directe_bemiddeling": {"doelgroepen": draw(st.permutations(["statushouders", "urgenten", "uitstroom"]))}},
        {"daeb": {"vrije_ruimte": draw(st.sampled_from(["20%", "50%", 0, "100%"]))}},
        "passend_toewijzen",
        {"huishoudgrootte": {"kamers_tekort": draw(st.sampled_from([1, 0])), "maximum_kamers_alleen": 4}},
        {"leeftijdslabel": {"cascade": draw(st.sampled_from([[55, 45, 0], [0], []]))}},
        {"voorrang": {"volgorde": draw(st.sampled_from(["einddatum", "inschrijfduur"]))}},
        "inschrijfduur",
    ]
    kept = [rule for rule in everything if draw(st.sampled_from([True, True, True, True, False]))]
    return draw(st.permutations(kept))


@st.composite
def scenarios(draw: st.DrawFn, years: tuple[int, ...] = (2, 3, 1)) -> Data:
    """A whole scenario of at most thirty woningen, sixty seekers and three years."""
    begin = draw(st.sampled_from(["2021-01-01", "2025-07-01", "2024-02-29"]))
    return {
        "naam": "getrokken",
        "vraag": "wat geldt altijd?",
        "gemeente": {"naam": "Toets", "code": "GM0000"},
        "begindatum": begin,
        "looptijd": f"{draw(st.sampled_from(years))} jaar",
        "indexering": draw(st.sampled_from(["3%", 0])),
        "kernen": [{"naam": naam, "kerncluster": "een"} for naam in KERNEN],
        "woningvoorraad": draw(stocks()),
        "huurders": draw(tenants()),
        "mutatie": draw(departures()),
        "woningzoekenden": draw(seekers()),
        **draw(groups()),
        "aanbod": draw(offers()),
        "beleid": draw(rules()),
    }

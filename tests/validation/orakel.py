"""Scenarios with a known answer: an ordinary scenario file, so plain that theory can say what must come out.

Woningen fall free as a Poisson process: N tenancies of one year on average, exponential, give N vacancies a
year. A woning that nobody takes goes at once to a huishouden from outside the register, so that the stock
stays full: that is the "lost" vacancy of theory. Nothing else takes time, everybody who searches reacts and
accepts, and who is registered longest comes first.
"""

from collections.abc import Mapping
from pathlib import Path

from woonsim import load_scenario, replicate
from woonsim.kalender import JAAR
from woonsim.results import Results
from woonsim.scenario.model import Scenario

_PERSONEN = "{1p: 100%, 2p: 0%, 3p: 0%, 4p: 0%, 5p: 0%}"
_INKOMEN = "{mediaan: 20000 EUR/jaar, p90: 20000 EUR/jaar}"
_STROOM = f"""  {{doelgroep}}:
    instroom: {{instroom}}
    met_voorrang: {{voorrang}}%
    wachtend_bij_aanvang: 0
    leeftijd: {{{{"18+": 100%}}}}
    huishoudgrootte: {_PERSONEN.replace("{", "{{").replace("}", "}}")}
    inkomen: {_INKOMEN.replace("{", "{{").replace("}", "}}")}
"""
_SCENARIO = """\
naam: Orakel
vraag: Komt de lijst uit op het bekende antwoord?
gemeente: {{naam: Orakel, code: GM0000}}
begindatum: 2021-01-01
looptijd: {jaren} jaar
indexering: 0
kernen: [{{naam: Dorp, kerncluster: Dorp}}]
woningvoorraad:
{voorraad}
huurders:
  leeftijd: {{"18+": 100%}}
  huishoudgrootte: {{"18+": {personen}}}
  inkomen: {{1p: {{"18+": {inkomen}}}, 2p: {{"18+": {inkomen}}}, 3p+: {{"18+": {inkomen}}}}}
  woonduur: {{exponentieel: {{gemiddelde: 1 jaar}}}}
  bewoning: {{1p: {{3k: 1}}, 2p: {{3k: 1}}, 3p: {{3k: 1}}, 4p: {{3k: 1}}, 5p: {{3k: 1}}}}
  leeftijdslabel: 100%
mutatie:
  mutatiegraad: {mutatiegraad}% per jaar
  binnen_voorraad: 0
  redenen: {{overlijden_of_zorg: 0%, corporatie_elders: 0%, koop_of_particulier: 0%, uit_de_gemeente: 0%, overig: 100%}}
  leeftijdsverloop: {{overlijden_of_zorg: {{"18+": 1}}, verhuizing: {{"18+": 1}}}}
  opzegtermijn: 0 dagen
woningzoekenden:
  regio: open
  ingeschreven: {{gemeente: 0, regio: 0}}
  instroom: {{gemeente: 0, regio: {regulier}}}
  zoekend_of_passief:
    zoekend_bij_aanvang: {{gemeente: 100%, regio: 100%}}
    direct_zoekend: {{gemeente: 100%, regio: 100%}}
    gaat_zoeken: 0
    stopt: 0
    vervalt: 0
  inschrijfduur_bij_aanvang:
    zoekend: {{gemeente: {{vast: 0 dagen}}, regio: {{vast: 0 dagen}}}}
    passief: {{vast: 0 dagen}}
  elders_gehuisvest: {{inschrijfduur: [0 jaar], per_jaar: [{vertrek}], factor: {{gemeente: 1, regio: 1}}}}
  herkomst:
    gemeente: {{leeftijd: {{"18+": 100%}}, doorstromer: 0%}}
    regio:
      leeftijd: {{"18+": 100%}}
      doorstromer: 0%
      elders: 0%
      instroom_met_duur: 0%
      eerdere_inschrijfduur: {{vast: 0 dagen}}
    huurders_die_zich_inschrijven: {{"18+": 1}}
bijzondere_doelgroepen:
{speciaal}{zorg}aanbod:
  advertentiecyclus: doorlopend
  maximum_reacties: 1
  reactiekans: {{gemeente: 100%, regio: 100%, voorrang: 100%, spreiding: {{vast: 1}}}}
  acceptatiekans: {{gemeente: 100%, regio: 100%, bemiddeling: 100%, voorrang: 100%}}
  voorkeur: {{eigen_kern: 1, passende_kamers: 1, aantrekkelijkheid: {{vast: 1}}}}
  frictieleegstand:
    publicatie: 0 dagen
    reactietermijn: 0 dagen
    beslistermijn: 0 dagen
    sleutels: 0 dagen
    sleutels_bemiddeling: 0 dagen
    tussen_huurders: 0 dagen
  onverhuurd: {{na_rondes: 1}}
beleid: [{beleid}]
"""
_VOORZIENING = f"""beschermd_wonen:
  plaatsen: {{plaatsen}}
  bezet_bij_aanvang: 0%
  uitstroomgereed_bij_aanvang: 0%
  verblijfsduur: {{{{exponentieel: {{{{gemiddelde: {{verblijf}}}}}}}}}}
  vertrekt_elders: 0%
  aanmeldingen: {{{{instroom: {{aanmeldingen}}, geduld: {{{{vast: {{geduld}} jaar}}}}}}}}
  leeftijd: {{{{"18+": 100%}}}}
  huishoudgrootte: {_PERSONEN.replace("{", "{{").replace("}", "}}")}
  inkomen: {_INKOMEN.replace("{", "{{").replace("}", "}}")}
"""
_BEGELEIDING = """begeleiding:
  fte: {trajecten}
  clienten_per_fte: {{intensief: 1, ambulant: 1, waakvlam: 1}}
  afbouw:
    intensief: {{vast: 0 dagen}}
    ambulant: {{exponentieel: {{gemiddelde: {duur}}}}}
    waakvlam: {{vast: 0 dagen}}
  nodig: {{beschermd_wonen: {{geen: 0%, intensief: 0%, ambulant: 100%, waakvlam: 0%}}}}
  voorwaarde: vereist
  woning_wacht_hoogstens: 0 dagen
"""


def jaren(mean: float) -> str:
    """A duration [years] as a scenario writes it."""
    return f"{mean * JAAR:.0f} minuten"


def voorziening(plaatsen: int, verblijf: float, aanmeldingen: float, *, wachtlijst: bool = False) -> str:
    """A voorziening that starts empty: stays of `verblijf` years on average; who finds no place waits, or is lost."""
    geduld = 200 if wachtlijst else 0
    return _VOORZIENING.format(plaatsen=plaatsen, verblijf=jaren(verblijf), aanmeldingen=aanmeldingen, geduld=geduld)


def begeleiding(trajecten: int, duur: float) -> str:
    """Support for at most so many people at once, for `duur` years on average; without it nobody is housed."""
    return _BEGELEIDING.format(trajecten=trajecten, duur=jaren(duur))


def regel(aantal: int, kern: str = "Dorp", leeftijdslabel: str = "geen", kamers: int = 3, huur: int = 600) -> str:
    """A row of the stock: this number of woningen."""
    return (
        f"  - {{corporatie: Een, kern: {kern}, woningtype: appartement, kamers: {kamers}, rekenhuur: {huur} EUR/maand, "
        f"toegankelijkheid: ZON, leeftijdslabel: {leeftijdslabel}, aantal: {aantal}}}"
    )


def quotum(naam: str, aandeel: str, **terms: str) -> str:
    """An entry of `beleid`: this share of the freed woningen is for statushouders, on these terms."""
    given = {"doelgroep": "statushouders", "aandeel": aandeel, **terms}
    return f"quotum: {{naam: {naam}, {', '.join(f'{key}: {value}' for key, value in given.items())}}}"


def orakel(
    folder: Path,
    *,
    jaren: int,
    vrij: int,
    regulier: float = 0,
    vertrek: float = 0,
    speciaal: float | Mapping[str, float] = 0,
    met_voorrang: bool = False,
    beleid: list[str] | None = None,
    volgorde: str = "inschrijfduur",
    zorg: str = "",
    huurduur: int = 1,
    changes: Mapping[str, str] | None = None,
) -> Scenario:
    """A scenario written in `folder` and read as any other.

    `vrij` woningen fall free per year; `regulier` seekers register per year and leave the list at rate
    `vertrek` each; `speciaal` candidates per year, or so many of each doelgroep, wait for what the policies in
    `beleid` set apart, or seek in the adverts themselves: `met_voorrang`.
    `volgorde` is the policy that says who comes first; "" leaves it to the lot. `zorg` are sections of a
    voorziening and of support; a tenancy lasts `huurduur` years on average. `changes` replaces pieces of the text.
    """
    streams = speciaal if isinstance(speciaal, Mapping) else {"statushouders": speciaal}
    text = _SCENARIO.format(
        jaren=jaren,
        voorraad=regel(vrij * huurduur),
        mutatiegraad=100 / huurduur,
        zorg=zorg,
        personen=_PERSONEN,
        inkomen=_INKOMEN,
        regulier=regulier,
        vertrek=vertrek,
        speciaal="".join(
            _STROOM.format(doelgroep=doelgroep, instroom=instroom, voorrang=100 * met_voorrang)
            for doelgroep, instroom in streams.items()
        ),
        beleid=", ".join([*(beleid or []), *([volgorde] if volgorde else [])]),
    )
    for old, new in (changes or {}).items():
        assert old in text, old
        text = text.replace(old, new)
    path = folder / "orakel.yaml"
    path.write_text(text, encoding="utf-8")
    return load_scenario(path)


BLIJFT_LEEG = {"onverhuurd: {na_rondes: 1}": "onverhuurd: {na_rondes: 10000}"}
"""Changes: what nobody takes stands empty, and is offered again, until somebody from the list comes."""


def doorstromers(per_jaar: float) -> dict[str, str]:
    """Changes: so many tenants register per year, all at the same rate; of who has moved each registers again."""
    return {
        "instroom: {gemeente: 0,": f"instroom: {{gemeente: {per_jaar},",
        "doorstromer: 0%}\n    regio": "doorstromer: 100%}\n    regio",
    }


def play(scenario: Scenario, n: int, seed: int, jobs: int = 1) -> Results:
    """`n` replications; every oracle has its own `seed`, so that no two of them share a draw."""
    return replicate(scenario, n=n, seed=seed, jobs=jobs)

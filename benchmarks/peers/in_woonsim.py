"""woonsim: an ordinary scenario in which nothing but the list matters, with a weekly cycle of adverts.

Approximates: a woning is advertised at the first turn of the cycle after it fell free, and let at the next.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from benchmarks.peers.model import GEDULD, HUURDUUR, INSTROOM, JAREN, Uitkomst
from woonsim.begrippen import Herkomst, Kanaal
from woonsim.kalender import JAAR
from woonsim.load import load_bytes
from woonsim.scenario.model import Scenario
from woonsim.simulation import play as play_replication

_SCENARIO = """\
naam: Peers
vraag: Hoe lang duurt een gelijk stuk werk?
gemeente: {{naam: Peers, code: GM0000}}
begindatum: 2021-01-01
looptijd: {jaren:.0f} jaar
tijdstap: 7 dagen
indexering: 0
kernen: [{{naam: Dorp, kerncluster: Dorp}}]
woningvoorraad:
  - corporatie: Een
    kern: Dorp
    woningtype: appartement
    kamers: 3
    rekenhuur: 600 EUR/maand
    toegankelijkheid: ZON
    aantal: {woningen}
huurders:
  leeftijd: {{"18+": 100%}}
  huishoudgrootte: {{"18+": {personen}}}
  inkomen: {{1p: {{"18+": {inkomen}}}, 2p: {{"18+": {inkomen}}}, 3p+: {{"18+": {inkomen}}}}}
  woonduur: {{exponentieel: {{gemiddelde: {huurduur} jaar}}}}
  bewoning: {{1p: {{3k: 1}}, 2p: {{3k: 1}}, 3p: {{3k: 1}}, 4p: {{3k: 1}}, 5p: {{3k: 1}}}}
  leeftijdslabel: 100%
mutatie:
  mutatiegraad: {mutatiegraad}
  binnen_voorraad: 0
  redenen: {{overlijden_of_zorg: 0%, corporatie_elders: 0%, koop_of_particulier: 0%, uit_de_gemeente: 0%, overig: 100%}}
  leeftijdsverloop: {{overlijden_of_zorg: {{"18+": 1}}, verhuizing: {{"18+": 1}}}}
  opzegtermijn: 0 dagen
woningzoekenden:
  regio: open
  ingeschreven: {{gemeente: 0, regio: 0}}
  instroom: {{gemeente: {voorrang}, regio: {regulier}}}
  zoekend_of_passief:
    zoekend_bij_aanvang: {{gemeente: 100%, regio: 100%}}
    direct_zoekend: {{gemeente: 100%, regio: 100%}}
    gaat_zoeken: 0
    stopt: 0
    vervalt: 0
  inschrijfduur_bij_aanvang:
    zoekend: {{gemeente: {{vast: 0 dagen}}, regio: {{vast: 0 dagen}}}}
    passief: {{vast: 0 dagen}}
  elders_gehuisvest: {{inschrijfduur: [0 jaar], per_jaar: [{afhaken}], factor: {{gemeente: 1, regio: 1}}}}
  herkomst:
    gemeente: {{leeftijd: {{"18+": 100%}}, doorstromer: 0%}}
    regio:
      leeftijd: {{"18+": 100%}}
      doorstromer: 0%
      elders: 0%
      instroom_met_duur: 0%
      eerdere_inschrijfduur: {{vast: 0 dagen}}
    huurders_die_zich_inschrijven: {{"18+": 1}}
bijzondere_doelgroepen: {{}}
aanbod:
  advertentiecyclus: 7 dagen
  maximum_reacties: 1
  gelijke_woningen: samen
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
  onverhuurd: {{na_rondes: 10000}}
beleid:
  - gewogen_som: {{gewichten: {{herkomst.gemeente: 1}}}}
  - inschrijfduur
"""
"""Those with voorrang are the local seekers: they go before the others, who come from the region."""


@cache
def scenario(woningen: int) -> Scenario:
    """The model for so many woningen."""
    text = _SCENARIO.format(
        woningen=woningen,
        jaren=JAREN,
        huurduur=HUURDUUR,
        mutatiegraad=1 / HUURDUUR,
        afhaken=1 / GEDULD,
        voorrang=INSTROOM["voorrang"] * woningen,
        regulier=INSTROOM["regulier"] * woningen,
        personen="{1p: 100%, 2p: 0%, 3p: 0%, 4p: 0%, 5p: 0%}",
        inkomen="{mediaan: 20000 EUR/jaar, p90: 20000 EUR/jaar}",
    )
    return load_bytes(text.encode(), "peers.yaml")


def play(woningen: int, seed: int) -> Uitkomst:
    """Ten years, from the building of the world to the tables of facts."""
    feiten = play_replication(scenario(woningen), seed).feiten
    lettings, list_ = feiten["toewijzing"], feiten["inschrijving"]
    assert (lettings["kanaal"] == Kanaal.aanbod).all()
    local = lettings["herkomst"] == Herkomst.gemeente
    wacht = np.asarray(lettings["inschrijfduur_dagen"], dtype=np.float64) * 1440 / JAAR
    return Uitkomst(
        gehuisvest=len(local),
        wachtend=int(list_["wachtend"][list_["jaar"] == list_["jaar"].max()].sum()),
        afgehaakt=int(list_["elders_gehuisvest"].sum()),
        wacht_voorrang=float(wacht[local].mean()),
        wacht_regulier=float(wacht[~local].mean()),
    )

"""The world on begindatum: the stock, a tenant in every woning, and the register of woningzoekenden.

Rows follow from keys and sorted names, never from the order of the scenario file.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from woonsim.begrippen import Herkomst, Status, Woonsituatie, Zoekstatus
from woonsim.bevolking import (
    MEERDERJARIG,
    draw_duur,
    from_outside,
    leeftijden,
    per_klasse,
    persons,
)
from woonsim.bewoning import distances, house
from woonsim.draw import Doel, Draws, choose, entity_key, invert, purpose_key
from woonsim.feiten import STROMEN
from woonsim.kalender import JAAR
from woonsim.kolommen import GEEN, Huishoudens, Woningen, ascending, blocks
from woonsim.scenario.voorraad import Nieuwbouw

if TYPE_CHECKING:
    from woonsim.scenario.model import Scenario, Voorraadregel
    from woonsim.scenario.register import Profiel
    from woonsim.scenario.verdeling import Verdeling

Int64 = NDArray[np.int64]
Uint64 = NDArray[np.uint64]

__all__ = [
    "build_woningen",
    "distances",
    "expected_huishoudens",
    "minimumleeftijd",
    "namen",
    "register_at_start",
    "settle_huurders",
]

_QUANTILES = 1000
"""Points at which two distributions of duration are laid side by side."""


def namen(scenario: Scenario) -> dict[str, tuple[str, ...]]:
    """The names that the columns `corporatie` and `kern` index, each sorted by code point."""
    regels: list[Voorraadregel | Nieuwbouw] = [*scenario.woningvoorraad, *nieuwbouw(scenario)]
    return {
        "corporatie": tuple(sorted({regel.corporatie for regel in regels})),
        "kern": tuple(sorted({kern.naam for kern in scenario.kernen})),
    }


def nieuwbouw(scenario: Scenario) -> list[Nieuwbouw]:
    """What is built during the run, by name."""
    built = [wijziging for wijziging in scenario.voorraadwijzigingen if isinstance(wijziging, Nieuwbouw)]
    return sorted(built, key=lambda wijziging: wijziging.naam)


def minimumleeftijd(leeftijdslabel: str) -> int:
    """The minimum age [years] that a leeftijdslabel such as `55plus` stands for; `geen` is 0."""
    return 0 if leeftijdslabel == "geen" else int(leeftijdslabel.removesuffix("plus"))


def _place(regel: Voorraadregel) -> str:
    """What a woning is and stays: in its key, so that a rent, a label, an adaptation or an owner moves no draw."""
    return "\t".join((regel.kern, regel.woningtype.name, str(regel.kamers)))


def _canonical(regel: Voorraadregel) -> tuple[str, float, str, str, str, int]:
    euro, size = float(regel.rekenhuur), regel.complexgrootte or 0
    return _place(regel), euro, regel.toegankelijkheid.name, regel.leeftijdslabel, regel.corporatie, size


def build_woningen(scenario: Scenario, draws: Draws) -> Woningen:
    """The stock: one row per woning, in the order of its place and, within a place, of rent, label and owner.

    The key names the place and the number in it, whatever the order of the file. Of what is the same but for its
    complexgrootte the larger complexes come last.
    """
    rows = sorted((regel for regel in scenario.woningvoorraad if regel.aantal), key=_canonical)
    aantal = np.array([regel.aantal for regel in rows], dtype=np.int64)
    place = np.repeat(np.array([purpose_key(_place(regel)) for regel in rows], dtype=np.uint64), aantal)
    _, first, members = np.unique(place, return_index=True, return_inverse=True)
    number = np.arange(aantal.sum()) - first[members]
    woningen = _columns(scenario, draws, rows, entity_key("woning", place, number))
    woningen.complex[:] = _complexen(rows)
    return woningen


def _complexen(rows: list[Voorraadregel]) -> Int64:
    """The number of the complex of each woning of these sorted rows; equal rows count as one. Nothing is drawn.

    A row is cut into as many complexes as come closest to its `complexgrootte`, of which none has more than one
    woning more than another; without a complexgrootte it is one complex.
    """
    numbers, first = [np.empty(0, dtype=np.int64)], 0
    for _, equal in groupby(rows, _canonical):
        same = list(equal)
        aantal, size = sum(regel.aantal for regel in same), same[0].complexgrootte
        parts = 1 if size is None else max(round(aantal / size), 1)
        numbers.append(first + np.arange(aantal) * parts // aantal)
        first += parts
    return np.concatenate(numbers)


def add_nieuwbouw(scenario: Scenario, draws: Draws, woningen: Woningen) -> None:
    """Add what will be built after the stock of begindatum: withdrawn until then, keyed by name and number."""
    rows = nieuwbouw(scenario)
    if not rows:
        return
    aantal = np.array([regel.aantal for regel in rows], dtype=np.int64)
    naam = np.repeat(np.array([purpose_key(regel.naam) for regel in rows], dtype=np.uint64), aantal)
    number = np.arange(aantal.sum()) - np.repeat(np.cumsum(aantal) - aantal, aantal)
    new = _columns(scenario, draws, rows, entity_key("nieuwbouw", naam, number))
    new.complex[:] = int(woningen.complex.max(initial=-1)) + 1 + np.repeat(np.arange(len(rows)), aantal)
    new.status[:], new.in_voorraad[:] = Status.onttrokken, False
    woningen.append(new)


def _columns(scenario: Scenario, draws: Draws, rows: Sequence[Voorraadregel | Nieuwbouw], sleutel: Uint64) -> Woningen:
    """The woningen of these rows, with their keys."""
    aantal = np.array([regel.aantal for regel in rows], dtype=np.int64)
    name_lists = namen(scenario)

    def column(values: list[float]) -> NDArray[np.float64]:
        return np.repeat(np.array(values, dtype=np.float64), aantal)

    woningen = Woningen(
        sleutel,
        corporatie=column([name_lists["corporatie"].index(regel.corporatie) for regel in rows]),
        kern=column([name_lists["kern"].index(regel.kern) for regel in rows]),
        woningtype=column([regel.woningtype for regel in rows]),
        kamers=column([regel.kamers for regel in rows]),
        rekenhuur_eur=column([regel.rekenhuur for regel in rows]),
        toegankelijkheid=column([regel.toegankelijkheid for regel in rows]),
        leeftijdslabel=column([minimumleeftijd(regel.leeftijdslabel) for regel in rows]),
    )
    u = draws.uniform(Doel.aantrekkelijkheid, woningen.sleutel)
    woningen.aantrekkelijkheid = invert(scenario.aanbod.voorkeur.aantrekkelijkheid, u)
    woningen.afstand_zorg[:] = afstand_zorg(scenario)[woningen.kern]
    return woningen


def afstand_zorg(scenario: Scenario) -> NDArray[np.int64]:
    """Per kern how far care is: 0 there, 1 in another kern of its kerncluster, 2 elsewhere; 0 if nothing is said."""
    near = {kern.kerncluster for kern in scenario.kernen if kern.zorg == "ja"}
    kernen = sorted(scenario.kernen, key=lambda kern: kern.naam)  # as `namen` numbers them
    far = [0 if kern.zorg == "ja" or not near else 1 if kern.kerncluster in near else 2 for kern in kernen]
    return np.array(far, dtype=np.int64)


def expected_huishoudens(scenario: Scenario, n_woningen: int) -> int:
    """Somewhat more huishoudens than a run will know: who lives in the stock, is registered or will register."""
    s = scenario.woningzoekenden
    coming = (s.instroom.gemeente + s.instroom.regio) * scenario.looptijd
    return int(1.1 * (n_woningen + s.ingeschreven.gemeente + s.ingeschreven.regio + coming)) + 1000


def settle_huurders(scenario: Scenario, draws: Draws, woningen: Woningen, huishoudens: Huishoudens) -> None:
    """Give every woning a huishouden that rents it: number r of stream `huurder` lives in row r.

    Ages, sizes and incomes come in the scenario's shares (`bewoning.house`); a tenancy is as old as the
    scenario's woonduur, given that it began at 18 or later.
    """
    sleutel = entity_key("huurder", woningen.sleutel)
    bewoners = house(scenario, draws, woningen, sleutel)

    def columns(part: slice) -> dict[str, Any]:
        volgnummer, geboren = np.arange(part.start, part.stop), bewoners.geboren[part]
        woonduur = draw_duur(draws, Doel.woonduur, sleutel[part], scenario.huurders.woonduur, _since_adult(geboren))
        return {
            "sleutel": sleutel[part],
            "stroom": STROMEN.index("huurder"),
            "volgnummer": volgnummer,
            "geboren": geboren,
            "personen": bewoners.personen[part],
            "inkomen_eur": bewoners.inkomen_eur[part],
            "herkomst": Herkomst.gemeente,
            "woonsituatie": Woonsituatie.doorstromer,
            "kern": woningen.kern[part],
            "woning": volgnummer,
            "sinds": -woonduur,
            "n_huur": 1,
        }

    woningen.bewoner[:], woningen.n_huur[:] = huishoudens.append_in_parts(len(woningen), columns), 1


def _since_adult(geboren: Int64) -> Int64:
    """How long ago [minutes] each was 18."""
    return np.maximum(-geboren - MEERDERJARIG * JAAR, 0)


def register_at_start(scenario: Scenario, draws: Draws, huishoudens: Huishoudens) -> None:
    """Fill the register of begindatum: local tenants, local starters and seekers from outside.

    Each has a zoekstatus, an inschrijfdatum no earlier than its 18th birthday and, when searching, a first
    reaction since then; every row, registered or not, gets its activiteit.
    """
    aantal, herkomst = scenario.woningzoekenden.ingeschreven, scenario.woningzoekenden.herkomst
    huurders = _registered_huurders(scenario, draws, huishoudens)

    def local(sleutel: Uint64) -> dict[str, Any]:
        kern = draw_kern(scenario, draws, sleutel)
        return {"herkomst": Herkomst.gemeente, "woonsituatie": Woonsituatie.starter, "kern": kern}

    n_starters = aantal.gemeente - len(huurders)
    starters = _append(scenario, draws, huishoudens, "register_gemeente", n_starters, herkomst.gemeente, local)
    outside = partial(from_outside, draws, herkomst.regio)
    buiten = _append(scenario, draws, huishoudens, "register_regio", aantal.regio, herkomst.regio, outside)
    for rows, deel in ((huurders, "huurders"), (starters, "gemeente"), (buiten, "regio")):
        for part in blocks(len(rows)):
            _enrol(scenario, draws, huishoudens, rows[part], deel)
    for part in blocks(len(huishoudens)):
        huishoudens.activiteit[part] = draw_activiteit(scenario, draws, huishoudens.sleutel[part])


def draw_activiteit(scenario: Scenario, draws: Draws, sleutel: NDArray[np.uint64]) -> NDArray[np.float64]:
    """The personal factor on reactiekans of the huishoudens with these keys."""
    return invert(scenario.aanbod.reactiekans.spreiding, draws.uniform(Doel.activiteit, sleutel))


def draw_kern(scenario: Scenario, draws: Draws, sleutel: NDArray[Any]) -> Int64:
    """Where local huishoudens with these keys live: in proportion to the stock; GEEN when there is none."""
    kernen = namen(scenario)["kern"]
    aantal = np.zeros(len(kernen))
    for regel in scenario.woningvoorraad:
        aantal[kernen.index(regel.kern)] += regel.aantal
    if not aantal.any():
        return np.full(len(sleutel), GEEN)
    return choose(aantal / aantal.sum(), draws.uniform(Doel.kern, sleutel))


def _registered_huurders(scenario: Scenario, draws: Draws, huishoudens: Huishoudens) -> Int64:
    """Rows of the tenants who are registered: drawn without replacement, weighted by age."""
    zoekenden = scenario.woningzoekenden
    wanted = int(zoekenden.ingeschreven.gemeente * zoekenden.herkomst.gemeente.doorstromer + 0.5)
    huurders = np.flatnonzero(huishoudens.woning != GEEN)
    klassen, getallen = per_klasse(zoekenden.herkomst.huurders_die_zich_inschrijven)
    weight = np.asarray(getallen, dtype=np.float64)[klassen.index(leeftijden(huishoudens.geboren[huurders]))]
    huurders, weight = huurders[weight > 0], weight[weight > 0]
    # The smallest exponential clocks are a weighted draw, and one more seeker adds the next clock only.
    clocks = draws.exponential(Doel.selectie_bij_aanvang, huishoudens.sleutel[huurders]) / weight
    return np.sort(huurders[ascending(clocks)[:wanted]])


def _append(
    scenario: Scenario,
    draws: Draws,
    huishoudens: Huishoudens,
    stroom: str,
    n: int,
    profiel: Profiel,
    rest: Callable[[Uint64], dict[str, Any]],
) -> Int64:
    """Rows of the first `n` seekers of a stream of the register; `rest` gives their other columns from their keys."""
    huurders, leeftijd = scenario.huurders, profiel.leeftijd_bij_aanvang or profiel.leeftijd

    def columns(part: slice) -> dict[str, Any]:
        numbers = np.arange(part.start, part.stop)
        found = persons(draws, stroom, numbers, leeftijd, huurders.huishoudgrootte, huurders.inkomen)
        return found | rest(found["sleutel"])

    return huishoudens.append_in_parts(n, columns)


def _enrol(scenario: Scenario, draws: Draws, huishoudens: Huishoudens, rows: Int64, deel: str) -> None:
    """Register `rows`: tenants of the stock (`huurders`), other residents (`gemeente`) or outsiders (`regio`)."""
    share, *duren = _at_start(scenario, deel)
    sleutel = huishoudens.sleutel[rows]
    is_zoekend = draws.uniform(Doel.zoekstatus, sleutel) < share
    maximum = _since_adult(huishoudens.geboren[rows])
    zoekend, passief = np.flatnonzero(is_zoekend), np.flatnonzero(~is_zoekend)
    duur = np.zeros(len(rows), dtype=np.int64)
    for part, verdeling in zip((zoekend, passief), duren, strict=True):
        duur[part] = draw_duur(draws, Doel.inschrijfduur, sleutel[part], verdeling, maximum[part])
    huishoudens.inschrijfdatum[rows] = -duur
    huishoudens.zoekstatus[rows] = np.where(is_zoekend, Zoekstatus.zoekend, Zoekstatus.passief)
    huishoudens.eerste_reactie[rows[zoekend]] = _first_reactions(scenario, duur[zoekend], deel)


def _at_start(scenario: Scenario, deel: str) -> tuple[float, Verdeling, Verdeling]:
    """The share searching and the inschrijfduur of those searching and passive, of a part of the register."""
    zoekenden = scenario.woningzoekenden
    tempo, duren = zoekenden.zoekend_of_passief, zoekenden.inschrijfduur_bij_aanvang
    herkomst = "regio" if deel == "regio" else "gemeente"
    share, zoekend = getattr(tempo.zoekend_bij_aanvang, herkomst), getattr(duren.zoekend, herkomst)
    passief = duren.passief
    if deel == "huurders" and tempo.huurders is not None:
        share = tempo.huurders.zoekend_bij_aanvang
    if deel == "huurders" and duren.huurders is not None:
        zoekend, passief = duren.huurders.zoekend, duren.huurders.passief
    return share, zoekend, passief


def _first_reactions(scenario: Scenario, duur: Int64, deel: str) -> Int64:
    """When those searching, registered for `duur`, first reacted; GEEN where they have not yet."""
    zoekenden = scenario.woningzoekenden
    zoekduur, herkomst = duur, "regio" if deel == "regio" else "gemeente"
    if zoekenden.zoekduur_bij_aanvang is not None:
        # The longest registered have searched longest: both durations stand at the same quantile.
        u = (np.arange(_QUANTILES) + 0.5) / _QUANTILES
        registered = invert(getattr(zoekenden.inschrijfduur_bij_aanvang.zoekend, herkomst), u)
        searched = invert(getattr(zoekenden.zoekduur_bij_aanvang, herkomst), u)
        zoekduur = np.minimum(np.interp(duur, registered, searched).astype(np.int64), duur)
    # -1 in this column means that there is none, so that nobody began in the last minute.
    return np.where(zoekduur > 0, np.minimum(-zoekduur, GEEN - 1), GEEN)

"""Indicators of what falls free and who gets it: from the tables vrijkomst, toewijzing, publicatie and grootboek."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from woonsim.begrippen import Doelgroep, Herkomst, Kanaal, Oorzaak, Post, Woonsituatie
from woonsim.indicatoren.waarneming import TOTAAL, Cijfer, Columns, Values, Waarneming, divide

DAGEN_PER_JAAR = 365.25

Mask = NDArray[np.bool_]


def vrijgekomen(w: Waarneming) -> Iterator[Cijfer]:
    """Freed woningen per year."""
    jaar = w.columns("vrijkomst")["jaar"]
    for groep, mask in w.groepen("vrijkomst", "oorzaak", "kern", "kanaal"):
        yield from w.rate(groep, w.per_jaar(jaar[mask & w.is_vrijgekomen]))


def mutatiegraad(w: Waarneming) -> Iterator[Cijfer]:
    """Freed woningen per year over the stock."""
    yield from w.rate(TOTAAL, divide(w.per_jaar(_freed_in(w)), w.n_woningen))


def toewijzingen(w: Waarneming) -> Iterator[Cijfer]:
    """Lettings per year."""
    jaar = w.columns("toewijzing")["jaar"]
    for groep, mask in w.groepen(
        "toewijzing", "kanaal", "doelgroep", "woonsituatie", "herkomst", "leeftijdsgroep", "kern"
    ):
        yield from w.rate(groep, w.per_jaar(jaar[mask]))


def _freed_in(w: Waarneming) -> NDArray[Any]:
    """The years in which woningen fell free."""
    return np.asarray(w.columns("vrijkomst")["jaar"][w.is_vrijgekomen])


def share_of_vrijgekomen(hit: Callable[[Columns], Mask]) -> Callable[[Waarneming], Iterator[Cijfer]]:
    """Indicator: the share of the woningen freed in a year of which the letting is a `hit`."""

    def aandeel(w: Waarneming) -> Iterator[Cijfer]:
        toewijzing = w.columns("toewijzing")
        let = w.per_jaar(toewijzing["jaar_vrijkomst"][hit(toewijzing) & ~w.is_eerste_verhuur])
        yield from w.ratio(TOTAAL, let, w.per_jaar(_freed_in(w)))

    return aandeel


def to_uitstroom(toewijzing: Columns) -> Mask:
    """Let to somebody leaving beschermd wonen or opvang."""
    return _mask(toewijzing["doelgroep"] == Doelgroep.uitstroom)


def bemiddeld(toewijzing: Columns) -> Mask:
    """Let by direct mediation."""
    return _mask(toewijzing["kanaal"] == Kanaal.bemiddeling)


def buiten_regulier(toewijzing: Columns) -> Mask:
    """Let by direct mediation, or with voorrang within the adverts."""
    return _mask(bemiddeld(toewijzing) | toewijzing["met_voorrang"])


def regulier(toewijzing: Columns) -> Mask:
    """Won in the adverts without voorrang."""
    return _mask((toewijzing["kanaal"] == Kanaal.aanbod) & ~toewijzing["met_voorrang"])


def aandeel_gemeente(w: Waarneming) -> Iterator[Cijfer]:
    """Share of the regular lettings that goes to residents."""
    toewijzing = w.columns("toewijzing")
    regular = regulier(toewijzing)
    local = regular & (toewijzing["herkomst"] == Herkomst.gemeente)
    jaar = toewijzing["jaar"]
    for groep, mask in w.groepen("toewijzing", "leeftijdsgroep"):
        yield from w.ratio(groep, w.per_jaar(jaar[local & mask]), w.per_jaar(jaar[regular & mask]))


def geleverd(w: Waarneming) -> Iterator[Cijfer]:
    """Woningen delivered per year on each account; no total, since one letting may count on several."""
    return _geboekt(w, Post.levering)


def vervallen(w: Waarneming) -> Iterator[Cijfer]:
    """Entitlement that lapsed per year on each account."""
    return _geboekt(w, Post.verval, Post.onbenut)


def _geboekt(w: Waarneming, *posten: Post) -> Iterator[Cijfer]:
    boek = w.columns("grootboek")
    asked = np.isin(boek["post"], posten)
    for code, rekening in enumerate(w.replicatie.namen["rekening"]):
        mine = asked & (boek["rekening"] == code)
        yield from w.rate(f"rekening={rekening}", w.per_jaar(boek["jaar"][mine], boek["aantal"][mine]))


def ruimtegebrek(w: Waarneming) -> Iterator[Cijfer]:
    """Freed woningen for which each account had no room; no total, since several may lack room for one."""
    gebrek = w.columns("ruimtegebrek")
    for code, rekening in enumerate(w.replicatie.namen["rekening"]):
        yield from w.rate(f"rekening={rekening}", w.per_jaar(gebrek["jaar"][gebrek["rekening"] == code]))


def duur_gehuisvest(column: str, q: float | None) -> Callable[[Waarneming], Iterator[Cijfer]]:
    """Indicator: the mean (`q` None) or a quantile of a duration [years] at regular lettings that have one."""

    def duur(w: Waarneming) -> Iterator[Cijfer]:
        for groep, jaar, years in w.once(column, lambda: list(_durations(w, column))):
            if q is None:
                yield from w.mean(groep, jaar, years)
            else:
                yield from w.quantile(groep, w.once(f"{column} {groep}", partial(w.rising, jaar, years)), q)

    return duur


def _durations(w: Waarneming, column: str) -> Iterator[tuple[str, NDArray[Any], Values]]:
    """Of each group the year and the duration [years] of the regular lettings that have one."""
    toewijzing = w.columns("toewijzing")
    counts = regulier(toewijzing) & (toewijzing[column] >= 0) & ~w.is_eerste_verhuur
    for groep, mask in w.groepen("toewijzing", "herkomst", "woonsituatie", "leeftijdsgroep"):
        chosen = counts & mask
        yield groep, toewijzing["jaar"][chosen], toewijzing[column][chosen] / DAGEN_PER_JAAR


def reacties_per_advertentie(w: Waarneming) -> Iterator[Cijfer]:
    """Mean number of valid reactions to the first publication; the total is of unlabelled woningen."""
    publicatie = w.columns("publicatie")
    first = publicatie["ronde"] == 1
    for groep, mask in ((TOTAAL, publicatie["leeftijdslabel"] == 0), *w.labelgroepen("publicatie")):
        yield from w.mean(groep, publicatie["jaar"][first & mask], publicatie["reacties"][first & mask])


def weigeringen_per_verhuring(w: Waarneming) -> Iterator[Cijfer]:
    """Mean number of refusals before a letting in the adverts."""
    toewijzing = w.columns("toewijzing")
    advert = toewijzing["kanaal"] == Kanaal.aanbod
    for groep, mask in ((TOTAAL, advert), *w.labelgroepen("toewijzing")):
        yield from w.mean(groep, toewijzing["jaar"][advert & mask], toewijzing["weigeringen"][advert & mask])


def teruggekeerd(w: Waarneming) -> Iterator[Cijfer]:
    """Publications per year after which the woning came back unlet."""
    publicatie = w.columns("publicatie")
    back = ~publicatie["verhuurd"].astype(np.bool_)
    for groep, mask in ((TOTAAL, back), *w.labelgroepen("publicatie")):
        yield from w.rate(groep, w.per_jaar(publicatie["jaar"][back & mask]))


def leegstand(w: Waarneming) -> Iterator[Cijfer]:
    """Mean days between the old and the new tenancy; a first letting has no old one."""
    toewijzing = w.columns("toewijzing")
    for groep, mask in chain(w.groepen("toewijzing", "kanaal"), w.labelgroepen("toewijzing")):
        rows = mask & ~w.is_eerste_verhuur
        yield from w.mean(groep, toewijzing["jaar"][rows], toewijzing["leegstand_dagen"][rows])


def keten_lengte(w: Waarneming) -> Iterator[Cijfer]:
    """Lettings per chain, the first included, by the year in which the chain began and by what began it."""
    chains = Ketens(w)
    roots = [(f"wortel={oorzaak.name}", chains.wortel == oorzaak) for oorzaak in Oorzaak]
    for groep, mask in ((TOTAAL, chains.wortel >= 0), *roots):
        jaar = chains.jaar[mask]
        yield from w.ratio(groep, w.per_jaar(jaar, chains.n_toewijzingen[mask]), w.per_jaar(jaar))


def keten_verlaat_gemeente(w: Waarneming) -> Iterator[Cijfer]:
    """Share of the chains with a letting of which the last goes to a doorstromer from outside the gemeente."""
    chains = Ketens(w)
    leaves = w.per_jaar(chains.jaar[chains.leaves])
    yield from w.ratio(TOTAAL, leaves, w.per_jaar(chains.jaar[chains.n_toewijzingen > 0]))


class Ketens:
    """Every chain of a replication that began with a woning to let.

    `jaar`: the year it began; `wortel`: the Oorzaak that began it; `n_toewijzingen`: its lettings so far;
    `leaves`: whether it left the gemeente.
    """

    def __init__(self, w: Waarneming) -> None:
        """Follow each letting to the chain of its freed woning."""
        vrijkomst, toewijzing = w.columns("vrijkomst"), w.columns("toewijzing")
        first = (vrijkomst["schakel"] == 1) & ~vrijkomst["onttrokken"].astype(np.bool_)
        keten, self.jaar, self.wortel = (vrijkomst[column][first] for column in ("keten", "jaar", "oorzaak"))
        order = np.argsort(vrijkomst["vrijkomst"], kind="stable")
        row = order[np.searchsorted(vrijkomst["vrijkomst"], toewijzing["vrijkomst"], sorter=order)]
        where = np.argsort(keten, kind="stable")
        chain_of = where[np.searchsorted(keten, vrijkomst["keten"][row], sorter=where)]
        self.n_toewijzingen = np.bincount(chain_of, minlength=len(keten))
        outside = (toewijzing["woonsituatie"] == Woonsituatie.doorstromer) & (
            toewijzing["herkomst"] != Herkomst.gemeente
        )
        self.leaves = np.zeros(len(keten), dtype=np.bool_)
        link = np.argsort(vrijkomst["schakel"][row], kind="stable")
        self.leaves[chain_of[link]] = outside[link]


def _mask(values: Any) -> Mask:
    return np.asarray(values, dtype=np.bool_)

"""Which kinds of event happened in a run (decision 33)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import pairwise

from tests.property.played import Played, Row
from woonsim.begrippen import Doelgroep, Gepasseerd, Kanaal, Leeftijdsgroep, Oorzaak, Post, Voorziening
from woonsim.proces.wachtrij import MAAND


def _cause(oorzaak: Oorzaak) -> Callable[[Played], bool]:
    return lambda p: any(v.oorzaak == oorzaak for v in p.rows("vrijkomst"))


def _mediated(doelgroep: Doelgroep) -> Callable[[Played], bool]:
    return lambda p: any(a.kanaal == Kanaal.bemiddeling and a.doelgroep == doelgroep for a in p.rows("toewijzing"))


def _posted(post: Post) -> Callable[[Played], bool]:
    return lambda p: any(r.post == post for r in p.rows("grootboek"))


def _no_room_on(regel: str) -> Callable[[Played], bool]:
    def happened(p: Played) -> bool:
        mine = {n for n, naam in enumerate(p.replicatie.namen["rekening"]) if naam.partition(".")[0] == regel}
        return any(r.rekening in mine for r in p.rows("ruimtegebrek"))

    return happened


def _no_room(passed: Gepasseerd) -> Callable[[Played], bool]:
    return lambda p: any(r.gepasseerd == passed for r in p.rows("ruimtegebrek"))


def _left_register(how: str) -> Callable[[Played], bool]:
    return lambda p: any(getattr(r, how) > 0 for r in p.rows("inschrijving"))


def _places(p: Played, voorziening: Voorziening) -> list[Row]:
    return [r for r in p.rows("voorziening") if r.voorziening == voorziening]


def _intake(voorziening: Voorziening) -> Callable[[Played], bool]:
    return lambda p: any(a.verblijf < b.verblijf for a, b in pairwise(_places(p, voorziening)))


def _blocked(voorziening: Voorziening) -> Callable[[Played], bool]:
    return lambda p: any(r.geblokkeerd for r in _places(p, voorziening))


def _fewer_places(p: Played) -> bool:
    return any(a.plaatsen > b.plaatsen for v in Voorziening for a, b in pairwise(_places(p, v)))


def _tapers(p: Played) -> bool:
    return any(b.waakvlam > a.waakvlam and b.ambulant < a.ambulant for a, b in pairwise(p.rows("begeleiding")))


def _label_stepped_down(p: Played) -> bool:
    return any(
        a.leeftijd < a.leeftijdslabel and a.rondes > 1 and a.kanaal == Kanaal.aanbod for a in p.rows("toewijzing")
    )


def _tenant_registered(p: Played) -> bool:
    h = p.run.wereld.huishoudens
    return any(h.n_zoek[row] > 0 for row in p.huurders_at_start)


def _other_size(p: Played) -> bool:
    return any((before[0] != after[0][: len(before[0])]).any() for before, after in pairwise(p.in_year))


def _other_income(p: Played) -> bool:
    return any((before[1] != after[1][: len(before[1])]).any() for before, after in pairwise(p.in_year))


def _regrouped(p: Played) -> bool:
    first = p.run.wereld.jaar(0)
    rows = [r for r in p.rows("inschrijving") if r.leeftijdsgroep == Leeftijdsgroep.vanaf_55]
    waiting = Counter({r.jaar + 1: 0 for r in rows})
    for r in rows:
        waiting[r.jaar + 1] += r.wachtend
        waiting[r.jaar] -= r.begin
    return any(waiting[year] < 0 for year in range(first + 1, first + p.scenario.looptijd))


def _with_voorrang(p: Played) -> bool:
    return any(k.met_voorrang for k in p.rows("kandidaat"))


def _seeks_and_waits(p: Played) -> bool:
    """A candidate of a group that is mediated seeks with voorrang beside that."""
    return any(k.met_voorrang and k.doelgroep == Doelgroep.uitstroom for k in p.rows("kandidaat"))


def _lost_place(p: Played) -> bool:
    desk = p.policies.get("coordinatiepunt")
    maximum = desk.maximum_weigeringen if desk else None
    return maximum is not None and any(k.weigeringen >= maximum for k in p.rows("kandidaat"))


def _waited_for_intake(p: Played) -> bool:
    """More reported after begindatum in some month than are taken in."""
    desk = p.policies.get("coordinatiepunt")
    if desk is None or desk.intakes_per_maand is None:
        return False
    months = Counter(k.gereed // MAAND for k in p.rows("kandidaat") if k.gereed >= 0 and not k.met_voorrang)
    return any(n > desk.intakes_per_maand for n in months.values())


KINDS: dict[str, Callable[[Played], bool]] = {
    **{f"departure: {oorzaak.name}": _cause(oorzaak) for oorzaak in Oorzaak},
    **{f"mediated: {group.name}": _mediated(group) for group in Doelgroep if group is not Doelgroep.regulier},
    **{f"ledger: {post.name}": _posted(post) for post in Post},
    **{f"no room for a {passed.name}": _no_room(passed) for passed in Gepasseerd},
    "ledger: more than one deel": lambda p: len({r.deel for r in p.rows("grootboek")} - {-1}) > 1,
    **{
        f"register: {how}": _left_register(how)
        for how in ("ingeschreven", "gehuisvest", "elders_gehuisvest", "uitgeschreven")
    },
    "letting from the adverts": lambda p: any(a.kanaal == Kanaal.aanbod for a in p.rows("toewijzing")),
    "letting to the first who comes": lambda p: any(a.kanaal == Kanaal.eerste_reageerder for a in p.rows("toewijzing")),
    "letting with voorrang": lambda p: any(a.met_voorrang for a in p.rows("toewijzing")),
    "letting to a seeker from outside": lambda p: any(
        a.herkomst > 0 and a.kanaal == Kanaal.aanbod for a in p.rows("toewijzing")
    ),
    "refusal in the adverts": lambda p: any(r.weigeringen for r in p.rows("publicatie")),
    "refusal of mediation": lambda p: any(k.weigeringen for k in p.rows("kandidaat")),
    "offer passed over": lambda p: any(r.ingetrokken for r in p.rows("publicatie")),
    "returned home": lambda p: any(not r.verhuurd for r in p.rows("publicatie")),
    "step of a label": _label_stepped_down,
    **{f"intake: {voorziening.name}": _intake(voorziening) for voorziening in Voorziening},
    **{f"blocked place: {voorziening.name}": _blocked(voorziening) for voorziening in Voorziening},
    "applicant turned away": lambda p: any(r.afgewezen for r in p.rows("voorziening")),
    "applicant waits": lambda p: any(r.wachtlijst for r in p.rows("voorziening")),
    "applicant returns": lambda p: any(r.terugkeer for r in p.rows("voorziening")),
    "places close": _fewer_places,
    "support begins": lambda p: any(a.begeleiding for a in p.rows("toewijzing")),
    "support tapers": _tapers,
    "keys wait for support": lambda p: any(a.wacht_op_begeleiding_dagen for a in p.rows("toewijzing")),
    "passed over for want of support": lambda p: any(v.gemist_begeleiding for v in p.rows("vrijkomst")),
    "relapse": lambda p: bool(p.rows("terugval")),
    "relapse of who was housed in the run": lambda p: any(r.dagen >= 0 for r in p.rows("terugval")),
    "urgent with voorrang": _with_voorrang,
    "candidate dropped out": lambda p: any(k.afgevallen >= 0 for k in p.rows("kandidaat")),
    "mediated candidate dropped out": lambda p: any(
        k.afgevallen >= 0 and not k.met_voorrang for k in p.rows("kandidaat")
    ),
    "place lost by refusing": _lost_place,
    "candidate waits for intake": _waited_for_intake,
    "half-year that ends behind": lambda p: any(r.achterstand_eind > 0 for r in p.rows("taakstelling")),
    "persons of the taakstelling housed": lambda p: any(r.gehuisvest > 0 for r in p.rows("taakstelling")),
    "registration of a tenant": _tenant_registered,
    "reached by a regeling": lambda p: bool(p.rows("deelname")),
    "move of who takes part": lambda p: any(a.in_regeling for a in p.rows("toewijzing")),
    "voorrang of who is mediated": _seeks_and_waits,
    "letting by hand": lambda p: any(
        r.post == Post.levering and p.run.wereld.grootboek.namen[r.rekening] == "maatwerk" for r in p.rows("grootboek")
    ),
    "searched for points": lambda p: bool(p.run.wereld.huishoudens.zoekpunten.any()),
    "extra move": lambda p: any(a.is_extra for a in p.rows("toewijzing")),
    "candidate still waiting": lambda p: any(k.sleutels == -1 for k in p.rows("kandidaat")),
    "size that follows age": _other_size,
    "income that follows age": _other_income,
    "55 reached in the register": _regrouped,
    "adjustment of a quota": lambda p: bool(p.rows("bijstelling")),
    "sold woning": lambda p: any(r.verkocht for r in p.rows("voorraad")),
    "demolished woning": lambda p: any(r.gesloopt for r in p.rows("voorraad")),
    "demolished late": lambda p: any(r.te_laat_gesloopt for r in p.rows("voorraad")),
    "search for herhuisvesting": lambda p: any(k.doelgroep == Doelgroep.herhuisvesting for k in p.rows("kandidaat")),
    "another label": lambda p: len({r.gelabeld - r.in_voorraad for r in p.rows("voorraad")}) > 1,
    **{f"no room: {regel}": _no_room_on(regel) for regel in ("daeb_ruimte", "spreiding")},
    "chain of three": lambda p: any(v.schakel > 2 for v in p.rows("vrijkomst")),
}
"""Name of the kind -> whether it happened."""

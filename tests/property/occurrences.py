"""Which kinds of event happened in a run (decision 33)."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from tests.property.played import Played
from woonsim.begrippen import Doelgroep, Kanaal, Oorzaak, Post


def _cause(oorzaak: Oorzaak) -> Callable[[Played], bool]:
    return lambda p: any(v.oorzaak == oorzaak for v in p.rows("vrijkomst"))


def _mediated(doelgroep: Doelgroep) -> Callable[[Played], bool]:
    return lambda p: any(a.kanaal == Kanaal.bemiddeling and a.doelgroep == doelgroep for a in p.rows("toewijzing"))


def _posted(post: Post) -> Callable[[Played], bool]:
    return lambda p: any(r.post == post for r in p.rows("grootboek"))


def _left_register(how: str) -> Callable[[Played], bool]:
    return lambda p: any(getattr(r, how) > 0 for r in p.rows("inschrijving"))


def _intake(p: Played) -> bool:
    return any(a.verblijf < b.verblijf for a, b in pairwise(p.rows("beschermd_wonen")))


def _label_stepped_down(p: Played) -> bool:
    return any(
        a.leeftijd < a.leeftijdslabel and a.rondes > 1 and a.kanaal == Kanaal.aanbod for a in p.rows("toewijzing")
    )


def _tenant_registered(p: Played) -> bool:
    h = p.run.wereld.huishoudens
    return any(h.n_zoek[row] > 0 for row in p.huurders_at_start)


def _with_voorrang(p: Played) -> bool:
    return any(k.met_voorrang for k in p.rows("kandidaat"))


KINDS: dict[str, Callable[[Played], bool]] = {
    **{f"departure: {oorzaak.name}": _cause(oorzaak) for oorzaak in Oorzaak},
    **{f"mediated: {group.name}": _mediated(group) for group in Doelgroep if group is not Doelgroep.regulier},
    **{f"ledger: {post.name}": _posted(post) for post in Post},
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
    "intake in beschermd wonen": _intake,
    "blocked place": lambda p: any(r.geblokkeerd for r in p.rows("beschermd_wonen")),
    "applicant turned away": lambda p: any(r.afgewezen for r in p.rows("beschermd_wonen")),
    "applicant waits": lambda p: any(r.wachtlijst for r in p.rows("beschermd_wonen")),
    "urgent with voorrang": _with_voorrang,
    "registration of a tenant": _tenant_registered,
    "reached by a regeling": lambda p: bool(p.rows("deelname")),
    "move of who takes part": lambda p: any(a.in_regeling for a in p.rows("toewijzing")),
    "extra move": lambda p: any(a.is_extra for a in p.rows("toewijzing")),
    "candidate still waiting": lambda p: any(k.sleutels == -1 for k in p.rows("kandidaat")),
    "chain of three": lambda p: any(v.schakel > 2 for v in p.rows("vrijkomst")),
}
"""Name of the kind -> whether it happened."""

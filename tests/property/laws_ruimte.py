"""What must hold of the rules that spread lettings or leave room for some, rechecked from the tables alone.

As in `laws`, the formulas are written out again here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from fractions import Fraction

from tests.property.played import Played, Row
from woonsim.begrippen import Doelgroep, Post
from woonsim.kalender import JAAR


def complexes_are_what_they_were(p: Played) -> None:
    """A woning is always of the same complex; all of a complex have one owner and one kern."""
    rows = [*p.rows("vrijkomst"), *p.rows("toewijzing")]
    assert len({(r.woning, r.complex) for r in rows}) == len({r.woning for r in rows})
    assert len({(r.complex, r.corporatie, r.kern) for r in rows}) == len({r.complex for r in rows})


def spreiding_is_kept(p: Played) -> None:
    """In no window of time are more of the doelgroepen housed in a complex or kern than the caps say.

    Without ontheffing every letting to them counts, in whatever channel.
    """
    rule = p.policies.get("spreiding")
    if rule is None or rule.ontheffing:
        return
    spread = {Doelgroep[groep] for groep in rule.doelgroepen}
    moments = p.decided
    for per, most in (("complex", rule.maximum_per_complex), ("kern", rule.maximum_per_kern)):
        if most is not None:
            _at_most(p, moments, spread, per, most, rule.periode)
    if rule.afkoelperiode is not None:
        _at_most(p, moments, spread, "complex", 1, rule.afkoelperiode)
    for per, share in (("complex", rule.aandeel_per_complex), ("kern", rule.aandeel_per_kern)):
        if share is not None:
            _share_of_lettings(p, moments, spread, per, share, rule.periode)


def _spread(p: Played, moments: dict[int, int], spread: set[Doelgroep], per: str) -> dict[int, list[int]]:
    """When somebody of the doelgroepen was housed, per complex or kern, in order."""
    there: dict[int, list[int]] = defaultdict(list)
    for a in p.rows("toewijzing"):
        if a.doelgroep in spread and a.vrijkomst in moments:
            there[getattr(a, per)].append(moments[a.vrijkomst])
    return {place: sorted(at) for place, at in there.items()}


def _at_most(p: Played, moments: dict[int, int], spread: set[Doelgroep], per: str, most: int, periode: int) -> None:
    for at in _spread(p, moments, spread, per).values():
        for n, first in enumerate(at):
            assert sum(t < first + periode for t in at[n:]) <= most


def _share_of_lettings(
    p: Played, moments: dict[int, int], spread: set[Doelgroep], per: str, share: float, periode: int
) -> None:
    accepted: dict[int, list[int]] = defaultdict(list)
    for a in p.rows("toewijzing"):
        accepted[getattr(a, per)].append(a.acceptatiedatum)
    exact = Fraction(share).limit_denominator(1000)
    for place, at in _spread(p, moments, spread, per).items():
        for n, t in enumerate(at):
            so_far = sum(t - periode < moment <= t for moment in accepted[place])
            assert sum(t - periode < moment for moment in at[: n + 1]) <= exact * so_far


def room_is_kept_per_corporatie(p: Played) -> None:
    """No account takes more than the lettings of the year of the letting gave, at any posting (rounded down)."""
    names, w = p.replicatie.namen["rekening"], p.run.wereld
    daeb, passend = p.policies.get("daeb_ruimte"), p.policies.get("passend_toewijzen")
    if daeb is not None:
        word = {"wettelijk": "vrije_ruimte", "lokaal": "vrije_ruimte_lokaal"}.get(str(daeb.vrije_ruimte))
        counts = {a.vrijkomst for a in p.rows("toewijzing") if _is_daeb(p, a)}
        shares = {j: getattr(w.wetgeving.daeb(j), word) if word else daeb.vrije_ruimte for j in _years(p)}
        _room_is_kept(p, names.index("daeb_ruimte"), counts, shares, per_deel=daeb.per == "corporatie")
    if passend is not None and passend.norm != "altijd":
        counts = {a.vrijkomst for a in p.rows("toewijzing") if _entitled(p, a, a.acceptatiedatum)}
        law = passend.norm == "wettelijk"
        shares = {j: 1 - (w.wetgeving.passend(j).aandeel_passend if law else passend.norm) for j in _years(p)}
        _room_is_kept(p, names.index("passend_toewijzen"), counts, shares, per_deel=True)


def _years(p: Played) -> range:
    first = p.run.wereld.jaar(0)
    return range(first, first + p.scenario.looptijd)


def _is_daeb(p: Played, a: Row) -> bool:
    return _rent(p, a, a.acceptatiedatum) <= p.run.wereld.wetgeving.daeb(a.jaar).huurgrens_eur


def _room_is_kept(p: Played, account: int, counts: set[int], shares: dict[int, float], *, per_deel: bool) -> None:
    """At every grant: what took room of the lettings of a year, let in that year, is in its share of those so far."""
    granted: Counter[tuple[int, int]] = Counter()
    let_in = {a.vrijkomst: a.jaar for a in p.rows("toewijzing")}
    for r in p.rows("grootboek"):
        if r.rekening != account or r.post != Post.toekenning:
            continue
        assert (r.deel >= 0) == per_deel
        assert let_in[r.vrijkomst] == r.jaar
        granted[r.jaar, r.deel] += 1
        gave = sum(
            a.vrijkomst in counts
            and a.jaar == r.jaar
            and r.deel in (a.corporatie, -1)
            and a.acceptatiedatum <= r.moment
            for a in p.rows("toewijzing")
        )
        assert granted[r.jaar, r.deel] <= Fraction(shares[r.jaar]).limit_denominator(1000) * gave


def who_is_passend_is_housed_at_that_rent(p: Played) -> None:
    """A letting to who is entitled, above the aftoppingsgrens, is one that the account of the norm was granted."""
    rule = p.policies.get("passend_toewijzen")
    if rule is None or rule.norm == "altijd":
        return
    account = p.replicatie.namen["rekening"].index("passend_toewijzen")
    granted = {r.vrijkomst for r in p.rows("grootboek") if r.rekening == account and r.post == Post.toekenning}
    expensive = set()
    for a in p.rows("toewijzing"):
        t = p.decided[a.vrijkomst]
        if _entitled(p, a, t) and _rent(p, a, t) > _cap(p, a, t):
            expensive.add(a.vrijkomst)
    assert expensive == granted


def _entitled(p: Played, a: Row, t: int) -> bool:
    w = p.run.wereld
    row = p.household[a.stroom, a.volgnummer]
    personen, inkomen = p.persons_and_income(row, t)
    law = w.wetgeving.passend(w.kalender.datum(t).year)
    old = (t - int(w.huishoudens.geboren[row])) / JAAR * 12 >= law.aow_leeftijd_maanden
    one = (law.inkomensgrens_1p_eur, law.inkomensgrens_1p_aow_eur)
    more = (law.inkomensgrens_2p_eur, law.inkomensgrens_2p_aow_eur)
    return inkomen * w.inkomensgroei(t) <= (one if personen == 1 else more)[old]


def _cap(p: Played, a: Row, t: int) -> float:
    law = p.run.wereld.wetgeving.passend(p.run.wereld.kalender.datum(t).year)
    personen = p.persons_and_income(p.household[a.stroom, a.volgnummer], t)[0]
    return law.aftoppingsgrens_laag_eur if personen < 3 else law.aftoppingsgrens_hoog_eur


def _rent(p: Played, a: Row, t: int) -> float:
    return float(p.run.wereld.woningen.rekenhuur_eur[a.woning]) * p.run.wereld.huurgroei(t)


LAWS = (
    complexes_are_what_they_were,
    spreiding_is_kept,
    room_is_kept_per_corporatie,
    who_is_passend_is_housed_at_that_rent,
)

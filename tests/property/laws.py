"""What must hold in every run, rechecked from the tables alone (model.md; P2, P4 and O27 of validation.md).

Each law takes what was played and asserts; the formulas are written out again here, so that they can
disagree with those of the policies and of the grootboek.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from fractions import Fraction
from typing import Any

from tests.property.played import Played, Row
from woonsim.begrippen import Herkomst, Kanaal, Oorzaak, Post
from woonsim.kalender import JAAR


def tenancies_follow_each_other(p: Played) -> None:
    """No woning has two tenants, nobody two woningen, nobody moves to the own woning."""
    freed = {v.vrijkomst: v for v in p.rows("vrijkomst")}
    assert [v.vrijkomst for v in p.rows("vrijkomst")] == list(range(len(freed)))
    let = [a.vrijkomst for a in p.rows("toewijzing")]
    assert len(let) == len(set(let))
    end_of_last: dict[int, float] = {}
    lives_in: dict[tuple[int, int], int] = {}
    for a in p.rows("toewijzing"):
        v, who = freed[a.vrijkomst], (a.stroom, a.volgnummer)
        assert a.woning == v.woning
        assert v.opzegdatum <= a.acceptatiedatum <= a.sleuteldatum
        assert a.sleuteldatum >= v.einddatum >= v.opzegdatum
        assert round(a.leegstand_dagen * 1440) == a.sleuteldatum - v.einddatum
        assert a.woning != lives_in.get(who)
        lives_in[who] = a.woning
    for v in sorted(freed.values(), key=lambda v: (v.woning, v.opzegdatum, v.vrijkomst)):
        assert v.opzegdatum >= end_of_last.get(v.woning, 0), "freed before the last tenant had keys"
        letting = next((a for a in p.rows("toewijzing") if a.vrijkomst == v.vrijkomst), None)
        end_of_last[v.woning] = letting.sleuteldatum if letting else math.inf


def chains_are_traced(p: Played) -> None:
    """Each freed woning that began no chain was left by who was let another, one place before in the same chain."""
    freed = {v.vrijkomst: v for v in p.rows("vrijkomst")}
    left_behind = {
        (freed[a.vrijkomst].keten, freed[a.vrijkomst].schakel): a for a in p.rows("toewijzing") if a.is_huurder
    }
    inside = [v for v in freed.values() if v.schakel > 1]
    assert len(inside) == len(left_behind)
    for v in freed.values():
        assert (v.schakel > 1) == (v.oorzaak == Oorzaak.binnen_voorraad)
        if v.schakel == 1:
            assert v.keten == v.vrijkomst
            continue
        mover = left_behind[v.keten, v.schakel - 1]
        assert mover.acceptatiedatum == v.opzegdatum
        assert mover.sleuteldatum <= v.einddatum
        assert mover.woning != v.woning


def nobody_gets_what_a_rule_forbids(p: Played) -> None:
    """Every letting by rule went to who may have it at the moment of the offer (P2)."""
    closings = {r.vrijkomst: r.sluiting for r in p.rows("publicatie") if r.verhuurd}
    freed = {v.vrijkomst: v for v in p.rows("vrijkomst")}
    for a in p.rows("toewijzing"):
        if a.kanaal == Kanaal.eerste_reageerder:
            continue
        t = closings[a.vrijkomst] if a.kanaal == Kanaal.aanbod else freed[a.vrijkomst].opzegdatum
        rounds = a.rondes - 1 if a.kanaal == Kanaal.aanbod else 0
        _fits(p, a, t, rounds)


def _fits(p: Played, a: Row, t: int, rounds: int) -> None:
    w, rules = p.run.wereld, p.policies
    row = p.household[a.stroom, a.volgnummer]
    age = (t - int(w.huishoudens.geboren[row])) / JAAR
    income = float(w.huishoudens.inkomen_eur[row]) * w.inkomensgroei(t)
    rent = float(w.woningen.rekenhuur_eur[a.woning]) * w.huurgroei(t)
    rooms, year = int(w.woningen.kamers[a.woning]), w.kalender.datum(t).year
    if "leeftijdslabel" in rules:
        cascade = rules["leeftijdslabel"].cascade
        step = min(rounds, len(cascade))
        asked = a.leeftijdslabel if step == 0 else min(a.leeftijdslabel, cascade[step - 1])
        assert age >= asked
    if "huishoudgrootte" in rules:
        rule = rules["huishoudgrootte"]
        most = {1: rule.maximum_kamers_alleen, 2: rule.maximum_kamers_paar}.get(a.personen, 99)
        assert a.personen - rule.kamers_tekort <= rooms <= most
    if "passend_toewijzen" in rules:
        law = w.wetgeving.passend(year)
        old = age * 12 >= law.aow_leeftijd_maanden
        one = (law.inkomensgrens_1p_eur, law.inkomensgrens_1p_aow_eur)
        more = (law.inkomensgrens_2p_eur, law.inkomensgrens_2p_aow_eur)
        limit = (one if a.personen == 1 else more)[old]
        cap = law.aftoppingsgrens_laag_eur if a.personen < 3 else law.aftoppingsgrens_hoog_eur
        assert income > limit or rent <= cap


def free_daeb_room_is_kept(p: Played) -> None:
    """Incomes above the DAEB limit take no more than the free room that the lettings of the year gave."""
    if "daeb" not in p.policies:
        return
    account = p.replicatie.namen["rekening"].index("daeb")
    granted = {(r.jaar, r.vrijkomst) for r in _posts(p, account, Post.toekenning)}
    w, lettings = p.run.wereld, {a.vrijkomst: a for a in p.rows("toewijzing")}
    freed = {v.vrijkomst: v for v in p.rows("vrijkomst")}
    closings = {r.vrijkomst: r.sluiting for r in p.rows("publicatie") if r.verhuurd}
    high = set()
    for number, a in lettings.items():
        if a.kanaal == Kanaal.eerste_reageerder:
            continue
        t = closings[number] if a.kanaal == Kanaal.aanbod else freed[number].opzegdatum
        law = w.wetgeving.daeb(w.kalender.datum(t).year)
        limit = law.inkomensgrens_1p_eur if a.personen == 1 else law.inkomensgrens_2p_eur
        income = float(w.huishoudens.inkomen_eur[p.household[a.stroom, a.volgnummer]]) * w.inkomensgroei(t)
        if income > limit and float(w.woningen.rekenhuur_eur[a.woning]) * w.huurgroei(t) <= law.huurgrens_eur:
            high.add(number)
    assert high <= {vrijkomst for _, vrijkomst in granted}


def beschermd_wonen_has_its_places(p: Played) -> None:
    """Every place is held by one person or free, at every moment."""
    spec = p.scenario.beschermd_wonen
    turned_away = 0
    for r in p.rows("beschermd_wonen"):
        assert spec is not None
        assert r.verblijf + r.geblokkeerd + r.vrij == spec.plaatsen
        assert min(r.verblijf, r.geblokkeerd, r.vrij, r.wachtlijst) >= 0
        assert r.wachtlijst == 0 or r.vrij == 0
        assert r.afgewezen >= turned_away
        turned_away = r.afgewezen


def ledger_adds_up(p: Played) -> None:
    """Decision 14 at every posting: owed = delivered + lapsed + in progress + room, and room is never below 0."""
    for account in range(len(p.replicatie.namen["rekening"])):
        room = progress = 0
        open_: set[int] = set()
        for r in _posts(p, account):
            assert r.aantal > 0
            room += {Post.recht: 1, Post.toekenning: -1, Post.verval: -1}.get(Post(r.post), 0) * r.aantal
            if r.post == Post.toekenning:
                assert r.vrijkomst not in open_
                open_.add(r.vrijkomst)
            elif r.post in (Post.levering, Post.onbenut):
                open_.remove(r.vrijkomst)
            progress = len(open_)
            assert room >= 0
        stand = p.run.wereld.grootboek.standen[account]
        assert (stand.saldo, stand.lopend) == (room, progress)
        assert stand.recht == stand.geleverd + stand.vervallen + progress + room


def _posts(p: Played, account: int, *posts: Post) -> list[Row]:
    return [r for r in p.rows("grootboek") if r.rekening == account and (not posts or r.post in posts)]


def ledger_tells_of_the_lettings(p: Played) -> None:
    """What an account delivered are lettings: those of its own claims, or all that were mediated."""
    names = p.replicatie.namen
    let = {a.vrijkomst: a for a in p.rows("toewijzing")}
    for account, stand in enumerate(p.run.wereld.grootboek.standen):
        delivered = [r.vrijkomst for r in _posts(p, account, Post.levering)]
        mediated = [n for n, a in let.items() if a.kanaal == Kanaal.bemiddeling]
        if stand.terms.geldt_voor == "claims":
            regel = names["regel"].index(stand.naam)
            assert sorted(delivered) == sorted(n for n in mediated if let[n].regel == regel)
        elif stand.terms.geldt_voor == "bemiddeling":
            assert sorted(delivered) == sorted(mediated)


def mediation_stays_within_the_cap(p: Played) -> None:
    """Never more than `aandeel` of the woningen freed so far in the year, where the room accrues and lapses."""
    cap = p.policies.get("vrije_beleidsruimte")
    if cap is None or (cap.opbouw, cap.restant, cap.periode) != ("naar_rato", "vervalt", "jaar"):
        return
    freed: Counter[int] = Counter()
    mediated: Counter[int] = Counter()
    for v in p.rows("vrijkomst"):
        freed[v.jaar] += 1
        mediated[v.jaar] += v.kanaal == Kanaal.bemiddeling
        assert mediated[v.jaar] <= _exact(cap.aandeel) * freed[v.jaar]


def counted_quota_keeps_pace(p: Played) -> None:
    """|count - qV| < 1 at every freed woning, for a counting quota that nobody comes before (P4)."""
    first = next((r for r in p.scenario.beleid if r.soort in ("quotum", "directe_bemiddeling")), None)
    if first is None or first.soort != "quotum" or "vrije_beleidsruimte" in p.policies:
        return
    terms = {"opbouw": "naar_rato", "restant": "vervalt", "periode": "jaar"} | first.parameters
    if (terms["trekking"], terms["opbouw"]) != ("teller", "naar_rato"):
        return
    account = p.replicatie.namen["rekening"].index(first.naam)
    granted = {r.vrijkomst for r in _posts(p, account, Post.toekenning)}
    share = _exact(p.run.wereld.grootboek.standen[account].terms.aandeel)
    by_year = terms["periode"] == "jaar" and terms["restant"] == "vervalt"
    freed: Counter[Any] = Counter()
    count: Counter[Any] = Counter()
    for v in p.rows("vrijkomst"):
        period = v.jaar if by_year else "term"
        freed[period] += 1
        count[period] += v.vrijkomst in granted
        assert abs(count[period] - share * freed[period]) < 1


def _exact(share: Any) -> Fraction:
    return Fraction(share).limit_denominator(1000)


def register_adds_up(p: Played) -> None:
    """Registered = housed + left + waiting, per year and origin; every regular letting ends a registration."""
    waiting: dict[tuple[int, int], int] = {}
    housed = 0
    for r in p.rows("inschrijving"):
        group = (r.herkomst, r.woonsituatie)
        assert r.begin == waiting.get(group, r.begin)
        ended = r.gehuisvest + r.elders_gehuisvest + r.uitgeschreven
        assert r.begin + r.ingeschreven - ended == r.wachtend
        assert r.wachtend >= r.zoekend >= 0
        assert r.gereageerd <= r.reacties
        waiting[group] = r.wachtend
        housed += r.gehuisvest
    start = {
        h: sum(r.begin for r in p.rows("inschrijving") if r.herkomst == h and r.jaar == p.run.wereld.jaar(0))
        for h in Herkomst
    }
    numbers = p.scenario.woningzoekenden.ingeschreven
    assert start[Herkomst.regio] + start[Herkomst.elders] == numbers.regio
    regular = [a for a in p.rows("toewijzing") if a.kanaal == Kanaal.aanbod]
    assert all(a.inschrijfduur_dagen >= a.zoekduur_dagen for a in regular)
    assert len([a for a in p.rows("toewijzing") if a.inschrijfduur_dagen >= 0 and a.kanaal == Kanaal.aanbod]) <= housed


def adverts_tell_of_the_lettings(p: Played) -> None:
    """Rounds of a freed woning count up, the last one let it, and refusals add up to what the letting tells."""
    rounds: dict[int, list[Row]] = defaultdict(list)
    for r in p.rows("publicatie"):
        rounds[r.vrijkomst].append(r)
    for number, told in rounds.items():
        assert [r.ronde for r in told] == list(range(1, len(told) + 1)), number
        assert not any(r.verhuurd for r in told[:-1])
        assert all(r.reacties >= r.weigeringen + r.ingetrokken + r.verhuurd for r in told)
        assert len(told) <= p.scenario.aanbod.onverhuurd.na_rondes
    for a in p.rows("toewijzing"):
        told = rounds.get(a.vrijkomst, [])
        assert a.rondes == len(told)
        if a.kanaal != Kanaal.bemiddeling:
            assert a.weigeringen == sum(r.weigeringen for r in told)
            assert a.reacties == (told[0].reacties if told else -1)


def candidates_are_accounted_for(p: Played) -> None:
    """Who has keys was let a woning; who is mediated is a candidate, and is housed once; who left was let none."""
    keys = {(k.stroom, k.volgnummer): k.sleutels for k in p.rows("kandidaat")}
    assert len(keys) == len(p.rows("kandidaat"))
    left = {(k.stroom, k.volgnummer) for k in p.rows("kandidaat") if k.afgevallen >= 0}
    horizon = p.run.wereld.kalender.looptijd
    for a in p.rows("toewijzing"):
        who = (a.stroom, a.volgnummer)
        if a.kanaal == Kanaal.bemiddeling:
            assert who in keys
        assert not (a.doelgroep and who in left)
        if a.doelgroep and who in keys:
            assert keys[who] == (a.sleuteldatum if a.sleuteldatum < horizon else -1)


def extra_moves_are_of_a_regeling(p: Played) -> None:
    """What is extra took part; who took part is written down, once per tenancy, and not after the letting."""
    told = Counter((d.regel, d.stroom, d.volgnummer) for d in p.rows("deelname"))
    moves = Counter((a.stroom, a.volgnummer) for a in p.rows("toewijzing"))
    first = {(d.stroom, d.volgnummer): d.moment for d in reversed(p.rows("deelname"))}
    assert all(n <= 1 + moves[stroom, volgnummer] for (_, stroom, volgnummer), n in told.items())
    for a in p.rows("toewijzing"):
        assert a.in_regeling or not a.is_extra
        if a.in_regeling and not a.is_extra:
            assert a.is_huurder
            assert first[a.stroom, a.volgnummer] <= a.acceptatiedatum
    if "doorstroomregeling" in p.policies:
        rule = p.policies["doorstroomregeling"]
        for d in p.rows("deelname"):
            assert d.leeftijd >= rule.minimumleeftijd
            assert d.kamers >= rule.minimum_kamers
            assert d.moment >= rule.vanaf


LAWS = (
    extra_moves_are_of_a_regeling,
    tenancies_follow_each_other,
    chains_are_traced,
    nobody_gets_what_a_rule_forbids,
    free_daeb_room_is_kept,
    beschermd_wonen_has_its_places,
    ledger_adds_up,
    ledger_tells_of_the_lettings,
    mediation_stays_within_the_cap,
    counted_quota_keeps_pace,
    register_adds_up,
    adverts_tell_of_the_lettings,
    candidates_are_accounted_for,
)

"""What must hold in every run, rechecked from the tables alone (model.md; P2, P4 and O27 of validation.md).

Each law takes what was played and asserts; the formulas are written out again here, so that they can
disagree with those of the policies and of the grootboek.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any

from tests.property.laws_ruimte import LAWS as RUIMTE
from tests.property.played import Played, Row
from woonsim.begrippen import (
    Begeleidingsvorm,
    Bestemming,
    Doelgroep,
    Gepasseerd,
    Herkomst,
    Kanaal,
    Leeftijdsgroep,
    Oorzaak,
    Post,
)
from woonsim.feiten import STROMEN
from woonsim.kalender import JAAR
from woonsim.plugins import read_parameters


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
    """Every letting went to who may have it at the moment of the offer (P2)."""
    for a in p.rows("toewijzing"):
        # the round in which it was let is counted too
        _fits(p, a, p.decided[a.vrijkomst], a.rondes - (a.kanaal == Kanaal.aanbod))


def _fits(p: Played, a: Row, t: int, rounds: int) -> None:
    w, rules = p.run.wereld, p.policies
    row = p.household[a.stroom, a.volgnummer]
    age = (t - int(w.huishoudens.geboren[row])) / JAAR
    personen, inkomen = p.persons_and_income(row, t)
    income = inkomen * w.inkomensgroei(t)
    rent = float(w.woningen.rekenhuur_eur[a.woning]) * w.huurgroei(t)
    rooms, year = int(w.woningen.kamers[a.woning]), w.kalender.datum(t).year
    if "leeftijdslabel" in rules:
        cascade = rules["leeftijdslabel"].cascade
        step = min(rounds, len(cascade))
        asked = a.leeftijdslabel if step == 0 else min(a.leeftijdslabel, cascade[step - 1])
        assert age >= asked
    if "huishoudgrootte" in rules:
        rule = rules["huishoudgrootte"]
        most = {1: rule.maximum_kamers_alleen, 2: rule.maximum_kamers_paar}.get(personen, 99)
        assert personen - rule.kamers_tekort <= rooms <= most
    if "passend_toewijzen" in rules and rules["passend_toewijzen"].norm == "altijd":
        law = w.wetgeving.passend(year)
        old = age * 12 >= law.aow_leeftijd_maanden
        one = (law.inkomensgrens_1p_eur, law.inkomensgrens_1p_aow_eur)
        more = (law.inkomensgrens_2p_eur, law.inkomensgrens_2p_aow_eur)
        limit = (one if personen == 1 else more)[old]
        cap = law.aftoppingsgrens_laag_eur if personen < 3 else law.aftoppingsgrens_hoog_eur
        assert income > limit or rent <= cap


def free_daeb_room_is_kept(p: Played) -> None:
    """Incomes above the DAEB limit take no more than the free room that the lettings of the year gave."""
    if "daeb_ruimte" not in p.policies:
        return
    account = p.replicatie.namen["rekening"].index("daeb_ruimte")
    granted = {(r.jaar, r.vrijkomst) for r in _posts(p, account, Post.toekenning)}
    w, high = p.run.wereld, set()
    for a in p.rows("toewijzing"):
        t = p.decided[a.vrijkomst]
        law = w.wetgeving.daeb(w.kalender.datum(t).year)
        personen, inkomen = p.persons_and_income(p.household[a.stroom, a.volgnummer], t)
        limit = law.inkomensgrens_1p_eur if personen == 1 else law.inkomensgrens_2p_eur
        income = inkomen * w.inkomensgroei(t)
        if income > limit and float(w.woningen.rekenhuur_eur[a.woning]) * w.huurgroei(t) <= law.huurgrens_eur:
            high.add(a.vrijkomst)
    assert high <= {vrijkomst for _, vrijkomst in granted}


def voorzieningen_have_their_places(p: Played) -> None:
    """Every place is held by one person or free, at every moment; a place too many closes once it falls free."""
    kalender = p.run.wereld.kalender
    for voorziening, spec in p.scenario.voorzieningen.items():
        rows = [r for r in p.rows("voorziening") if r.voorziening == voorziening]
        agreed = [(kalender.minuten(later.datum), later.plaatsen) for later in spec.plaatsen_vanaf]
        before = rows[0]
        assert before.plaatsen == spec.plaatsen
        for r in rows:
            due = next((n for at, n in reversed(agreed) if at <= r.moment), spec.plaatsen)
            held = r.verblijf + r.geblokkeerd
            assert held + r.vrij == r.plaatsen
            assert r.plaatsen == due or due < r.plaatsen == held <= before.verblijf + before.geblokkeerd
            assert min(r.verblijf, r.geblokkeerd, r.vrij, r.wachtlijst) >= 0
            assert r.wachtlijst == 0 or r.vrij == 0
            assert r.afgewezen >= before.afgewezen
            assert r.terugkeer >= before.terugkeer
            before = r
        back = [r for r in p.rows("terugval") if r.naar == int(voorziening)]
        assert rows[-1].terugkeer <= len(back)


def nobody_uses_support_that_is_not_there(p: Played) -> None:
    """More is only ever in use than there is when it became less; what is in use is what the forms add up to."""
    spec = p.scenario.begeleiding
    if spec is None:
        assert not any(a.begeleiding or a.wacht_op_begeleiding_dagen for a in p.rows("toewijzing"))
        return
    rows = p.rows("begeleiding")
    for before, r in pairwise([rows[0], *rows]):
        per = sum(getattr(r, vorm) / clients for vorm, clients in spec.clienten_per_fte.items())
        assert math.isclose(r.fte_in_gebruik, per, abs_tol=1e-6)
        assert r.fte_in_gebruik <= max(r.fte_beschikbaar, before.fte_in_gebruik) + 1e-6


def support_that_is_needed_is_there(p: Played) -> None:
    """Where it is vereist, who is mediated begins with the support it needs; no woning waits too long for it."""
    spec = p.scenario.begeleiding
    if spec is None:
        return
    for a in p.rows("toewijzing"):
        shares = getattr(spec.nodig, STROMEN[a.stroom], None)
        assert a.wacht_op_begeleiding_dagen * 1440 <= spec.woning_wacht_hoogstens + 1e-6
        if shares is None or a.is_huurder:
            # who has been housed before has had what there was
            assert a.begeleiding == Begeleidingsvorm.geen
        elif a.kanaal == Kanaal.bemiddeling and spec.voorwaarde == "vereist" and shares["geen"] == 0:
            assert a.begeleiding != Begeleidingsvorm.geen
        if a.kanaal != Kanaal.bemiddeling:
            assert a.wacht_op_begeleiding_dagen == 0
        if spec.voorwaarde == "vereist" and a.begeleiding:
            assert shares[Begeleidingsvorm(a.begeleiding).name] > 0


def who_relapses_gave_notice(p: Played) -> None:
    """Each relapse frees one woning, of somebody who had keys by then, and once."""
    freed = sorted(v.opzegdatum for v in p.rows("vrijkomst") if v.oorzaak == Oorzaak.terugval)
    assert freed == sorted(r.moment for r in p.rows("terugval"))
    who = [(r.stroom, r.volgnummer) for r in p.rows("terugval")]
    assert len(who) == len(set(who))
    # the first keys count, whatever the huishouden was a candidate for later
    keys = {(k.stroom, k.volgnummer): k.sleutels for k in reversed(p.rows("kandidaat")) if k.sleutels >= 0}
    for r in p.rows("terugval"):
        if r.dagen >= 0:
            assert round(r.dagen * 1440) == r.moment - keys[r.stroom, r.volgnummer]
        else:
            assert STROMEN[r.stroom] == "huurder"
        assert (r.naar == Bestemming.elders) == (r.volgnummer_terugkeer == -1)


def ledger_adds_up(p: Played) -> None:
    """Decision 14 at every posting: owed = delivered + lapsed + in progress + room, and room is never below 0."""
    standen = _standen(p)
    assert {(r.rekening, r.deel) for r in p.rows("grootboek")} <= set(standen)
    for (account, deel), stand in standen.items():
        room = debt = 0
        open_: set[int] = set()
        for r in (r for r in _posts(p, account) if r.deel == deel):
            assert r.aantal > 0
            room += _ROOM.get(Post(r.post), 0) * r.aantal
            debt += {Post.lening: 1, Post.aflossing: -1}.get(Post(r.post), 0) * r.aantal
            if r.post == Post.toekenning:
                assert r.vrijkomst not in open_
                open_.add(r.vrijkomst)
            elif r.post in (Post.levering, Post.onbenut, Post.teruggave):
                open_.remove(r.vrijkomst)
            # what accrues and what it pays back are two postings of one moment
            assert room >= 0
            assert debt >= 0
        assert (stand.saldo, stand.lopend, stand.schuld) == (room, len(open_), debt)
        assert debt <= stand.terms.lenen
        assert stand.recht == stand.geleverd + stand.vervallen + len(open_) + room


_ROOM = {
    **dict.fromkeys((Post.recht, Post.lening, Post.teruggave), 1),
    **dict.fromkeys((Post.toekenning, Post.verval, Post.aflossing), -1),
}
"""What a posting does to the room of its account."""


def _standen(p: Played) -> dict[tuple[int, int], Any]:
    """(number of the account, deel) -> where it stands."""
    names = p.replicatie.namen["rekening"]
    return {(names.index(stand.naam), stand.deel): stand for stand in p.run.wereld.grootboek.standen}


def _posts(p: Played, account: int, *posts: Post) -> list[Row]:
    return [r for r in p.rows("grootboek") if r.rekening == account and (not posts or r.post in posts)]


def ledger_tells_of_the_lettings(p: Played) -> None:
    """What an account delivered are lettings: those of its own claims, or all that were mediated."""
    names = p.replicatie.namen
    let = {a.vrijkomst: a for a in p.rows("toewijzing")}
    for account, stand in {account: stand for (account, _), stand in _standen(p).items()}.items():
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
        freed[v.jaar] += _counts(v)
        mediated[v.jaar] += v.kanaal == Kanaal.bemiddeling
        assert mediated[v.jaar] <= _exact(cap.aandeel) * freed[v.jaar] + cap.lenen_hoogstens


def the_floor_holds(p: Played) -> None:
    """What is not let to regular seekers takes room, and never more than the floor leaves of what fell free so far."""
    rules = {regel.naam: regel for regel in p.scenario.beleid}
    if "ondergrens" not in rules:
        return
    floor: Any = read_parameters(rules["ondergrens"])
    account = p.replicatie.namen["rekening"].index("ondergrens")
    delivered = {r.vrijkomst for r in _posts(p, account, Post.levering)}
    new = {v.vrijkomst for v in p.rows("vrijkomst") if v.oorzaak == Oorzaak.eerste_verhuur}
    others = {a.vrijkomst for a in p.rows("toewijzing") if a.kanaal == Kanaal.bemiddeling or a.met_voorrang}
    assert others - new <= delivered
    assert not delivered & new
    if (floor.opbouw, floor.per, floor.periode, floor.basis) != (
        "naar_rato",
        "gemeente",
        "jaar",
        "vrijkomende_woningen",
    ):
        return
    freed, granted = Counter(v.jaar for v in filter(_counts, p.rows("vrijkomst"))), Counter[int]()
    for r in _posts(p, account, Post.toekenning):
        granted[r.jaar] += 1
    for jaar, n in granted.items():
        rest = (1 - _exact(floor.aandeel)) * freed[jaar]
        assert n <= (rest if floor.afronding == "naar_boven" else math.ceil(rest))


def a_lack_of_room_is_told_once(p: Played) -> None:
    """Of each account and freed woning at most once, and of a woning that fell free or is new."""
    told = [(r.rekening, r.vrijkomst) for r in p.rows("ruimtegebrek")]
    assert len(told) == len(set(told))
    assert {vrijkomst for _, vrijkomst in told} <= {v.vrijkomst for v in p.rows("vrijkomst") if not v.onttrokken}


def counted_quota_keeps_pace(p: Played) -> None:
    """|count - qV| < 1 at every freed woning, for a counting quota that nobody comes before (P4)."""
    first = next((r for r in p.scenario.beleid if r.soort in ("quotum", "directe_bemiddeling")), None)
    if first is None or first.soort != "quotum" or "vrije_beleidsruimte" in p.policies:
        return
    terms = {"opbouw": "naar_rato", "restant": "vervalt", "periode": "jaar"} | first.parameters
    usual = {"basis": "vrijkomende_woningen", "per": "gemeente", "onbenut": "verloren", "aantal": None}
    if (terms.get("trekking"), terms["opbouw"], terms["periode"] == "200 dagen") != ("teller", "naar_rato", False):
        return
    if any(terms.get(key, value) != value for key, value in usual.items()):
        return
    account = p.replicatie.namen["rekening"].index(first.naam)
    if any(r.gepasseerd == Gepasseerd.kandidaat for r in p.rows("ruimtegebrek")):
        # where who fits has no room on another account, its right waits
        return
    if any(p.replicatie.namen["regel"][r.regel] == first.naam for r in p.rows("bijstelling")):
        return
    granted = {r.vrijkomst for r in _posts(p, account, Post.toekenning)}
    share = _exact(_standen(p)[account, -1].terms.aandeel)
    by_year = terms["periode"] == "jaar" and terms["restant"] == "vervalt"
    freed: Counter[Any] = Counter()
    count: Counter[Any] = Counter()
    for v in filter(_counts, p.rows("vrijkomst")):
        period = v.jaar if by_year else "term"
        freed[period] += 1
        count[period] += v.vrijkomst in granted
        assert abs(count[period] - share * freed[period]) < 1


def _counts(v: Row) -> bool:
    """Whether agreements count it as freed: not a first letting, and not what is not let again."""
    return v.oorzaak != Oorzaak.eerste_verhuur and not v.onttrokken


def the_stock_adds_up(p: Played) -> None:
    """What stands = the start + built - sold - demolished; what is not let again is let to nobody, ever."""
    told = p.rows("voorraad")
    n = sum(regel.aantal for regel in p.scenario.woningvoorraad)
    for r in told:
        assert r.in_voorraad == n + r.gebouwd - r.verkocht - r.gesloopt
        assert r.gesloopt >= r.te_laat_gesloopt >= 0
        assert r.in_voorraad >= r.gelabeld >= 0
    for column in ("moment", "gebouwd", "verkocht", "gesloopt", "te_laat_gesloopt"):
        values = [getattr(r, column) for r in told]
        assert values == sorted(values), column
    gone = [v for v in p.rows("vrijkomst") if v.onttrokken]
    assert not {v.vrijkomst for v in gone} & {a.vrijkomst for a in p.rows("toewijzing")}
    horizon = p.run.wereld.kalender.looptijd
    ended = [v for v in gone if v.einddatum < horizon]
    assert told[-1].verkocht + told[-1].gesloopt <= len(ended)
    assert len({v.woning for v in gone}) == len(gone)
    assert all(v.woning >= n for v in p.rows("vrijkomst") if v.oorzaak == Oorzaak.eerste_verhuur)
    first = [v.woning for v in p.rows("vrijkomst") if v.oorzaak == Oorzaak.eerste_verhuur]
    assert len(set(first)) == len(first) >= told[-1].gebouwd


def _exact(share: Any) -> Fraction:
    return Fraction(share).limit_denominator(1000)


def register_adds_up(p: Played) -> None:
    """Registered = housed + left + waiting, per year and group; every regular letting ends a registration.

    From one year to the next huishoudens change their leeftijdsgroep, and nothing else.
    """
    waiting: Counter[tuple[int, int, int]] = Counter()
    begun: Counter[tuple[int, int, int]] = Counter()
    old: Counter[tuple[int, int, int]] = Counter()
    housed = 0
    for r in p.rows("inschrijving"):
        ended = r.gehuisvest + r.elders_gehuisvest + r.uitgeschreven
        assert r.begin + r.ingeschreven - ended == r.wachtend
        assert r.wachtend >= r.zoekend >= 0
        assert r.gereageerd <= r.reacties
        begun[r.jaar - 1, r.herkomst, r.woonsituatie] += r.begin
        waiting[r.jaar, r.herkomst, r.woonsituatie] += r.wachtend
        is_oud = r.leeftijdsgroep == Leeftijdsgroep.vanaf_55
        old[r.jaar, r.herkomst, r.woonsituatie] += is_oud * r.wachtend
        old[r.jaar - 1, r.herkomst, r.woonsituatie] -= is_oud * r.begin
        housed += r.gehuisvest
    years = range(p.run.wereld.jaar(0), p.run.wereld.jaar(0) + p.scenario.looptijd - 1)
    for group in [key for key in waiting if key[0] in years]:
        assert begun[group] == waiting[group]
        assert old[group] <= 0, "nobody grows younger"
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
        # after that whoever comes first has it, unless a rule keeps it from all who come
        tested = p.run.beleid.has("selectie") or p.run.beleid.has("beslag")
        assert len(told) <= p.scenario.aanbod.onverhuurd.na_rondes or tested
    for a in p.rows("toewijzing"):
        told = rounds.get(a.vrijkomst, [])
        assert a.rondes == len(told)
        if a.kanaal != Kanaal.bemiddeling:
            assert a.weigeringen == sum(r.weigeringen for r in told)
            assert a.reacties == (told[0].reacties if told else -1)


def candidates_are_accounted_for(p: Played) -> None:
    """Who has keys was let a woning; who is mediated is a candidate, and is housed once; who left was let none.

    A huishouden can be a candidate again, for herhuisvesting, after it was housed.
    """
    spells: dict[tuple[int, int], list[Row]] = defaultdict(list)
    for k in p.rows("kandidaat"):
        spells[k.stroom, k.volgnummer].append(k)
    assert all(len({k.gereed for k in mine}) == len(mine) for mine in spells.values())
    horizon = p.run.wereld.kalender.looptijd
    for a in p.rows("toewijzing"):
        who = (a.stroom, a.volgnummer)
        if a.kanaal == Kanaal.bemiddeling:
            assert who in spells
        if a.doelgroep and who in spells:
            mine = [k for k in spells[who] if k.doelgroep == a.doelgroep and k.gereed <= a.acceptatiedatum][-1]
            assert mine.sleutels == (a.sleuteldatum if a.sleuteldatum < horizon else -1)
            assert mine.afgevallen < 0


def tenants_are_counted(p: Played) -> None:
    """At every turn of the year the tenants are the stock less what has no tenant, each of one age and size."""
    w = p.run.wereld
    for year, end in enumerate([0, *w.kalender.jaargrenzen()[1:]], start=w.jaar(0) - 1):
        rows = [r for r in p.rows("bevolking") if r.jaar == year]
        assert {r.moment for r in rows} <= {end}
        empty = _without_tenant(p, end)
        assert sum(r.aantal for r in rows) == _built(p, end) - empty
        assert all(r.aantal > 0 and 1 <= r.personen <= 5 for r in rows)
        assert len({(r.leeftijdsklasse, r.personen, r.kamers, r.gelabeld) for r in rows}) == len(rows)


def _built(p: Played, t: int) -> int:
    """Woningen of begindatum and those completed before `t`, whatever became of them."""
    new = [v for v in p.rows("vrijkomst") if v.oorzaak == Oorzaak.eerste_verhuur and v.einddatum < t]
    return sum(regel.aantal for regel in p.scenario.woningvoorraad) + len(new)


def _without_tenant(p: Played, t: int) -> int:
    """Woningen that nobody lives in just before `t`: the old tenancy has ended, the next has not begun."""
    keys = {a.vrijkomst: a.sleuteldatum for a in p.rows("toewijzing")}
    place = {(v.keten, v.schakel): v.vrijkomst for v in p.rows("vrijkomst")}
    left = {v.vrijkomst: v.einddatum for v in p.rows("vrijkomst")}
    # who moves inside the stock is gone at the keys of the next woning
    left |= {v.vrijkomst: keys[place[v.keten, v.schakel - 1]] for v in p.rows("vrijkomst") if v.schakel > 1}
    return sum(left[v] < t <= keys.get(v, t) for v in left)


def numbers_change_on_the_decision_date_only(p: Played) -> None:
    """Adjustments are of the turn of a year, from the third on, by one step and within their bounds."""
    names, w = p.replicatie.namen, p.run.wereld
    ends = w.kalender.jaargrenzen()
    regels = {regel.naam: regel for regel in p.scenario.beleid}
    share: dict[int, float] = {}
    for r in p.rows("bijstelling"):
        naam, _, parameter = names["parameter"][r.parameter].rpartition(".")
        assert (naam, parameter) == (names["regel"][r.regel], "aandeel")
        assert r.moment in ends[2:-1]
        assert r.jaar == w.jaar(r.moment)
        terms = read_parameters(regels[naam])
        before = share.get(r.regel, terms.aandeel)
        assert 0 < abs(r.waarde - before) <= terms.bijstelling_stap + 1e-12
        assert r.waarde >= terms.bijstelling_minimum if r.waarde < before else r.waarde <= terms.bijstelling_maximum
        share[r.regel] = r.waarde


def taakstelling_adds_up(p: Played) -> None:
    """Behind = behind before + asked - housed, half-year by half-year; housed are those with keys in it."""
    stream = p.scenario.bijzondere_doelgroepen.statushouders
    if stream is None or stream.taakstelling is None:
        assert p.rows("taakstelling") == []
        return
    w = p.run.wereld
    mine = [k for k in p.rows("kandidaat") if k.doelgroep == Doelgroep.statushouders]
    rows_of = {(k.stroom, k.volgnummer): p.household[k.stroom, k.volgnummer] for k in mine}
    size = {(k.stroom, k.volgnummer): _persons(p, rows_of[k.stroom, k.volgnummer], max(k.gereed, 0)) for k in mine}
    behind, begin = stream.taakstelling.achterstand_bij_aanvang, 0
    for r in p.rows("taakstelling"):
        eind = w.kalender.minuten(date(r.jaar, 7, 1) if r.halfjaar == 1 else date(r.jaar + 1, 1, 1))
        housed = [(rows_of[k.stroom, k.volgnummer], k.sleutels) for k in mine if begin <= k.sleutels < eind]
        keys = [_persons(p, row, at) for row, at in housed]
        assert (r.achterstand_begin, r.gehuisvest) == (behind, sum(keys))
        assert r.achterstand_eind == r.achterstand_begin + r.opgave - r.gehuisvest
        linked = [size[k.stroom, k.volgnummer] for k in mine if begin <= k.gereed < eind]
        assert r.gekoppeld == sum(linked)
        rows = stream.taakstelling.personen_per_halfjaar
        asked = [row.personen for row in rows if row.vanaf < w.kalender.datum(eind)]
        assert r.opgave == (asked[-1] if asked else 0)
        behind, begin = r.achterstand_eind, eind
    assert begin == w.kalender.looptijd
    if stream.taakstelling.vooruit == 0:
        total = stream.taakstelling.achterstand_bij_aanvang + sum(r.opgave for r in p.rows("taakstelling"))
        assert 0 <= sum(size.values()) - total < max(size.values(), default=1)


def _persons(p: Played, row: int, t: int) -> int:
    """How many persons there were then: sizes change with age."""
    return p.persons_and_income(row, t)[0]


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
    tenants_are_counted,
    numbers_change_on_the_decision_date_only,
    extra_moves_are_of_a_regeling,
    tenancies_follow_each_other,
    chains_are_traced,
    nobody_gets_what_a_rule_forbids,
    free_daeb_room_is_kept,
    voorzieningen_have_their_places,
    nobody_uses_support_that_is_not_there,
    support_that_is_needed_is_there,
    who_relapses_gave_notice,
    ledger_adds_up,
    ledger_tells_of_the_lettings,
    mediation_stays_within_the_cap,
    the_floor_holds,
    a_lack_of_room_is_told_once,
    counted_quota_keeps_pace,
    register_adds_up,
    adverts_tell_of_the_lettings,
    candidates_are_accounted_for,
    taakstelling_adds_up,
    the_stock_adds_up,
    *RUIMTE,
)

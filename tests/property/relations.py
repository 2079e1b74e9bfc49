"""What two runs of related scenarios must have in common (metamorphic relations of validation.md, section 2).

Each relation draws what it needs and asserts. Tables are compared with names for codes, so that a policy more
or less in the list is no difference by itself.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from itertools import chain
from typing import Any

from hypothesis import strategies as st

from tests.property.do_nothing import DoetNiets, offered
from tests.property.played import Played, first_difference, named_tables
from tests.property.scenarios import Data, Pen, doorstroomregeling, load, quotum, scenarios
from woonsim.begrippen import Kanaal, Post
from woonsim.draw import Draws
from woonsim.feiten import FEITEN, STROMEN
from woonsim.kalender import DAG, JAAR
from woonsim.record import Replicatie
from woonsim.scenario.model import Scenario
from woonsim.simulation import Run, play
from woonsim.uitleg.huishouden import Huishoudenkijker
from woonsim.uitleg.woning import Woningkijker

Draw = Callable[[st.SearchStrategy[Any]], Any]
Tables = dict[str, list[tuple[Any, ...]]]


def _tables(data: Data, seed: int = 1, nummer: int = 0) -> Tables:
    scenario = load(data)
    return named_tables(scenario, play(scenario, seed, nummer))


def _assert_equal(one: Tables, other: Tables) -> None:
    assert first_difference(one, other) == ""


def _inserted(draw: Draw, data: Data, *rules: Any) -> Data:
    """`data` with rules put into its list of policies, each at any place."""
    changed = copy.deepcopy(data)
    for rule in rules:
        changed["beleid"].insert(draw(st.integers(0, len(changed["beleid"]))), rule)
    return changed


def _without(data: Data, *terms: str) -> None:
    """Leave these terms of the coordinatiepunt out."""
    for rule in data["beleid"]:
        if isinstance(rule, dict) and "coordinatiepunt" in rule:
            rule["coordinatiepunt"] = {k: v for k, v in rule["coordinatiepunt"].items() if k not in terms}


def _but_complexes(tables: Tables) -> Tables:
    """The tables without the numbers of complexes."""
    result = dict(tables)
    for name, columns in FEITEN.items():
        names = ["replicatie", *(column.name for column in columns)]
        if "complex" in names:
            place = names.index("complex")
            result[name] = [row[:place] + row[place + 1 :] for row in tables[name]]
    return result


def _over_the_gemeente(data: Data) -> None:
    """Let no policy look at who owns a woning, or at its complex."""
    _without(data, "wachtrij", "volgorde")
    data["beleid"] = [rule for rule in data["beleid"] if "spreiding" not in rule]
    for rule in data["beleid"]:
        for soort, terms in rule.items() if isinstance(rule, dict) else ():
            if soort in ("quotum", "daeb_ruimte"):
                terms["per"] = "gemeente"
            if soort == "passend_toewijzen":
                terms["norm"] = "altijd"


def a_quota_of_nothing_is_no_quota(draw: Draw) -> None:
    """M1: a quota of 0%, whatever its terms and wherever it stands, leaves every table equal."""
    data = draw(scenarios())
    pen = Pen(draw, frozenset())  # type: ignore[arg-type]
    nothing = {"aandeel": draw(st.sampled_from([0, "0%"])), "bijstelling_stap": 0}
    rule = quotum(pen, "niets", ["uitstroom", "statushouders", "urgenten"], **nothing)
    tables = _tables(_inserted(draw, data, rule))
    # it is written down that it had no room
    tables["ruimtegebrek"] = [row for row in tables["ruimtegebrek"] if "niets" not in row]
    _assert_equal(_tables(data), tables)


def a_policy_that_does_nothing_changes_nothing(draw: Draw) -> None:
    """M2, decision 35: it implements every hook, stands anywhere, twice, and is called."""
    data = draw(scenarios())
    changed = _inserted(draw, data, "doet_niets", {"doet_niets": {"naam": "ook_niets"}})
    DoetNiets.calls.clear()
    with offered(DoetNiets):
        tables = _tables(changed)
    _assert_equal(_tables(data), tables)
    assert DoetNiets.calls["rekening"] == DoetNiets.calls["werkwijze"] == 2
    mediated = [row for row in tables["toewijzing"] if "bemiddeling" in row]
    assert DoetNiets.calls["bemiddeling"] >= 2 * len(mediated)
    freed = [row for row in tables["vrijkomst"] if "eerste_verhuur" not in row and row[-1] == "False"]
    # All that falls free at a moment is asked about together, in a chain woning by woning.
    assert 2 * len({row[13] for row in freed}) <= DoetNiets.calls["kanaal"] <= 2 * len(freed)
    assert DoetNiets.calls["selectie"] >= 2 * len({row[-1] for row in tables["publicatie"]})
    years = {row[1] for row in tables["inschrijving"]}
    assert DoetNiets.calls["jaarcyclus"] == 2 * max(len(years) - 2, 0)
    reacted = {row[-1] for row in tables["publicatie"] if row[5] != "0"}
    asked = [DoetNiets.calls[hook] for hook in ("beslag", "sortering", "acceptatiekans")]
    assert min(asked) >= 2 * len(reacted)
    months = 12 * len({row[1] for row in tables["inschrijving"]})
    assert DoetNiets.calls["deelname"] >= DoetNiets.calls["inschrijfkans"] >= 2 * months
    assert DoetNiets.calls["reactiekans"] >= 2 * len({row[-1] for row in tables["publicatie"]})


def the_future_does_not_reach_back(draw: Draw) -> None:
    """M4: a run to T is a prefix of a run to 2T; what is agreed for the whole term at once depends on the term."""
    data = draw(scenarios())
    for terms in (terms for rule in data["beleid"] if isinstance(rule, dict) for terms in rule.values()):
        if terms.get("periode") == "looptijd":
            terms |= {"opbouw": "naar_rato"} if terms.get("aantal") is None else {"periode": "jaar"}
    short, long = (load(data | {"looptijd": f"{years} jaar"}) for years in (1, 2))
    horizon = Run(short, 1, 0).wereld.kalender.looptijd
    one, two = (_until(play(scenario), horizon) for scenario in (short, long))
    for table in one:
        assert one[table] == two[table], table


_WHEN = {
    "vrijkomst": "opzegdatum",
    "toewijzing": "acceptatiedatum",
    "publicatie": "sluiting",
    "kandidaat": "gereed",
    "voorziening": "moment",
    "begeleiding": "moment",
    "terugval": "moment",
    "grootboek": "moment",
    "ruimtegebrek": "moment",
    "deelname": "moment",
    "bijstelling": "moment",
    "voorraad": "moment",
}


def _until(replicatie: Replicatie, horizon: int) -> dict[str, list[Any]]:
    """The rows of what happened before `horizon`; refusals of a candidate go on after it, and are left out."""
    told: dict[str, list[Any]] = {}
    for table, columns in replicatie.feiten.items():
        rows = [
            dict(zip(columns, row, strict=True)) for row in zip(*(c.tolist() for c in columns.values()), strict=True)
        ]
        if table == "kandidaat":
            for row in rows:
                for moment in ("sleutels", "afgevallen"):
                    row[moment] = row[moment] if row[moment] < horizon else -1
                del row["weigeringen"]
        if table in _WHEN:
            told[table] = [row for row in rows if row[_WHEN[table]] < horizon]
        elif table in ("register", "bevolking"):
            told[table] = [row for row in rows if row["moment"] <= horizon]
        else:
            told[table] = [row for row in rows if row["jaar"] == rows[0]["jaar"]]
    return told


def what_a_change_has_not_reached_yet_is_the_same(draw: Draw) -> None:
    """Another number in a policy changes nothing before the first moment at which that number can count.

    A regeling counts from its `vanaf`; the share of a quota on demand from the first woning for which there was no
    room, under the one share or the other.
    """
    data = draw(scenarios()) | {"looptijd": "2 jaar"}
    pen = Pen(draw, frozenset())  # type: ignore[arg-type]
    if draw(st.integers(0, 2)):
        data["beleid"] = [rule for rule in data["beleid"] if "doorstroomregeling" not in rule]
        days = draw(st.integers(370, 700))
        rules = [doorstroomregeling(pen)["doorstroomregeling"] | {"vanaf": f"{days} dagen"} for _ in range(2)]
        played = _with_each(draw, data, [{"doorstroomregeling": rule} for rule in rules])
        horizon = days * DAG
    else:
        fixed = {"trekking": "op_aanvraag", "bijstelling_stap": 0}
        rule = quotum(pen, "vraag", ["uitstroom", "statushouders", "urgenten"], **fixed, aandeel="33%")
        played = _with_each(draw, data, [rule, {"quotum": rule["quotum"] | {"aandeel": "100%"}}])
        horizon = min(_first_lack_of_room(each) for each in played)
    before, after = (_happened(each, horizon) for each in played)
    assert before.keys() == after.keys()
    for table in before:
        assert before[table] == after[table], table


def _with_each(draw: Draw, data: Data, rules: list[Data]) -> list[Replicatie]:
    """What happens with each of the rules, at one place of the list."""
    place = draw(st.integers(0, len(data["beleid"])))
    return [play(load(data | {"beleid": [*data["beleid"][:place], r, *data["beleid"][place:]]})) for r in rules]


def _first_lack_of_room(replicatie: Replicatie) -> int:
    return min(replicatie.feiten["ruimtegebrek"]["moment"].tolist(), default=2 * JAAR)


def _happened(replicatie: Replicatie, horizon: int) -> dict[str, list[Any]]:
    """What happened before `horizon`, in tables with a moment; what an account grew by is no happening."""
    told = {name: rows for name, rows in _until(replicatie, horizon).items() if name in _WHEN}
    told["grootboek"] = [row for row in told["grootboek"] if row["post"] in (Post.toekenning, Post.levering)]
    return told


def a_policy_for_nobody_changes_nothing(draw: Draw) -> None:
    """Whoever a policy is for is not there: every table is equal, but for the account that it keeps."""
    data = draw(scenarios())
    pen = Pen(draw, frozenset())  # type: ignore[arg-type]
    data["bijzondere_doelgroepen"].pop("jeugd", None)
    nobody = [
        quotum(pen, "niemand", ["jeugd"], trekking="op_aanvraag", bijstelling_stap=0),
        {"doorstroomregeling": doorstroomregeling(pen)["doorstroomregeling"] | {"minimumleeftijd": 120}},
        {"directe_bemiddeling": {"naam": "niemand", "doelgroepen": ["jeugd"]}},
    ]
    data["beleid"] = [rule for rule in data["beleid"] if "doorstroomregeling" not in rule]
    tables = _tables(_inserted(draw, data, draw(st.sampled_from(nobody))))
    tables["grootboek"] = [row for row in tables["grootboek"] if "niemand" not in row]
    _assert_equal(_tables(data), tables)


def order_in_the_file_means_nothing(draw: Draw) -> None:
    """M7: rows of the stock and of kernen, and the keys of every section, in another order."""
    data = draw(scenarios())
    changed = _reversed(data)
    for key in ("kernen", "woningvoorraad"):
        changed[key] = draw(st.permutations(changed[key]))
    assert list(changed) != list(data)
    _assert_equal(_tables(data), _tables(changed))


def _reversed(value: Any) -> Any:
    """The same data with the keys of each section in reverse; age classes must ascend and stay."""
    if isinstance(value, list):
        return [_reversed(part) for part in value]
    if not isinstance(value, dict):
        return value
    keys = list(value) if next(iter(value), "")[:1].isdigit() else list(reversed(value))
    return {key: _reversed(value[key]) for key in keys}


def equal_rows_of_stock_add_up(draw: Draw) -> None:
    """A row of the stock split in two is the same stock."""
    data = draw(scenarios())
    changed = copy.deepcopy(data)
    last = changed["woningvoorraad"][-1]
    part = draw(st.integers(0, last["aantal"]))
    changed["woningvoorraad"] += [last | {"aantal": part}]
    last["aantal"] -= part
    _assert_equal(_tables(data), _tables(changed))


def runs_never_meet(draw: Draw) -> None:
    """M8: a replication is the same alone, after another one, and step by step beside another one."""
    scenario, other = load(draw(scenarios())), load(draw(scenarios()))
    alone = named_tables(scenario, play(scenario, 1, 1))
    play(scenario, 1, 0)
    one, two = Run(scenario, 1, 1), Run(other, 2, 0)
    for _ in range(draw(st.integers(1, 200))):
        for run in (one, two):
            if run.agenda.env.peek() < run.wereld.kalender.looptijd:
                run.agenda.env.step()
    two.play()
    _assert_equal(alone, named_tables(scenario, one.play()))


def who_is_eligible_for_nothing_disturbs_nobody(draw: Draw) -> None:
    """M10: statushouders too large for every woning wait, are offered nothing, and change nothing for others.

    They stay as large as they are, and nobody answers to it that they wait.
    """
    data = draw(scenarios())
    data.pop("levensloop", None)
    for terms in (rule["quotum"] for rule in data["beleid"] if "quotum" in rule):
        terms["bijstelling_stap"] = 0
    rules = [rule for rule in data["beleid"] if "huishoudgrootte" not in rule]
    data["beleid"] = draw(st.permutations([*rules, {"huishoudgrootte": {"kamers_tekort": 0}}]))
    data["bijzondere_doelgroepen"].pop("statushouders")
    # who cannot be housed would take the place of others at intake
    _without(data, "intakes_per_maand")
    added = copy.deepcopy(data)
    added["bijzondere_doelgroepen"]["statushouders"] = {
        "instroom": 20,
        "wachtend_bij_aanvang": 3,
        "leeftijd": {"18-54": 1},
        "huishoudgrootte": {"1p": 0, "2p": 0, "3p": 0, "4p": 0, "5p": 1},
        "inkomen": {"mediaan": "18000 EUR/jaar", "p90": "18000 EUR/jaar"},
    }
    without, beside = _tables(data), _tables(added)
    waiting = [row for row in beside["kandidaat"] if row[1] == "statushouders"]
    assert len(waiting) >= 3
    assert {(row[5], row[8]) for row in waiting} == {("NaT", "0")}
    beside["kandidaat"] = [row for row in beside["kandidaat"] if row[1] != "statushouders"]
    # that they wait while there is no room is written down
    without["ruimtegebrek"] = beside["ruimtegebrek"] = []
    _assert_equal(without, beside)


def a_name_is_only_a_name(draw: Draw) -> None:
    """M6: other names for the corporaties, in the same order, give the same tables under those names."""
    data = draw(scenarios())
    changed = copy.deepcopy(data)
    new = {"Aarde": "Noord", "Zon": "Zuid"}
    for regel in [*changed["woningvoorraad"], *changed["voorraadwijzigingen"]]:
        if "corporatie" in regel:
            regel["corporatie"] = new[regel["corporatie"]]
    tables = _tables(data)
    renamed = {name: [tuple(new.get(cell, cell) for cell in row) for row in rows] for name, rows in tables.items()}
    _assert_equal(renamed, _tables(changed))


def who_owns_a_woning_means_nothing(draw: Draw) -> None:
    """M9: the stock split over two identical corporaties with one list gives the same tables, but for the owner.

    A complex has one owner, so complexes are others too.
    """
    data = draw(scenarios())
    _over_the_gemeente(data)
    for regel in [*data["woningvoorraad"], *data["voorraadwijzigingen"]]:
        if "corporatie" in regel:
            regel["corporatie"] = "Aarde"
    split = copy.deepcopy(data)
    for regel in list(split["woningvoorraad"]):
        part = draw(st.integers(0, regel["aantal"]))
        regel["aantal"] -= part
        split["woningvoorraad"].append(regel | {"corporatie": "Zon", "aantal": part})
    tables = _but_complexes(_tables(split))
    joined = {name: [tuple("Aarde" if c == "Zon" else c for c in row) for row in rows] for name, rows in tables.items()}
    _assert_equal(_but_complexes(_tables(data)), joined)


def changes_of_the_stock_leave_everybody_else_alone(draw: Draw) -> None:
    """New-build, sale and labels beside the stock: the same huishoudens under the same keys, in the same woningen."""
    data = draw(scenarios())
    without = Run(load(data | {"voorraadwijzigingen": []}), 1, 0).wereld
    changed = [change for change in data["voorraadwijzigingen"] if change["soort"] != "sloop"]
    beside = Run(load(data | {"voorraadwijzigingen": changed}), 1, 0).wereld
    one, two, n = without.huishoudens, beside.huishoudens, len(without.woningen)
    assert one.sleutel.tolist() == two.sleutel.tolist()
    for column in ("geboren", "personen", "inkomen_eur", "woning", "sinds", "vertrek", "inschrijfdatum", "wissel"):
        assert getattr(one, column).tolist() == getattr(two, column).tolist(), column
    for column in ("sleutel", "bewoner", "kamers", "aantrekkelijkheid"):
        assert getattr(without.woningen, column).tolist() == getattr(beside.woningen, column)[:n].tolist(), column
    alone, next_to = (Draws(1, 0).uniform("vertrek", w.woningen.sleutel) for w in (without, beside))
    assert len({*next_to.tolist()}) == len(next_to) >= len(alone)


def a_larger_random_quota_holds_the_smaller(draw: Draw) -> None:
    """M13: what a coin of 20% sets apart, a coin of 60% sets apart too, at the first departure from each woning."""
    data = draw(scenarios())
    # nor may another account be full under the one and have room under the other: then nothing is set apart
    keeps = {"quotum", "vrije_beleidsruimte", "daeb_ruimte", "passend_toewijzen", "spreiding"}
    data["beleid"] = [rule for rule in data["beleid"] if not keeps & ({rule} if isinstance(rule, str) else set(rule))]
    terms = {
        "doelgroep": "uitstroom",
        "trekking": "toeval",
        "zonder_kandidaat": draw(st.sampled_from(["aanbod", "eerste_reageerder"])),
    }
    drawn = []
    for share in ("20%", "60%"):
        changed = copy.deepcopy(data)
        changed["beleid"].insert(0, {"quotum": terms | {"aandeel": share}})
        drawn.append(_set_apart(load(changed)))
    small, large = drawn
    both = small.keys() & large.keys()
    assert {key for key in both if small[key]} <= {key for key in both if large[key]}


def _set_apart(scenario: Scenario) -> dict[tuple[int, int], bool]:
    """First vacancy of each woning by (woning, moment of notice) -> whether the quota had it set apart."""
    run = Run(scenario, 1, 0)
    played = Played(scenario, run, run.play())
    granted = {r.vrijkomst for r in played.rows("grootboek") if r.post == Post.toekenning and r.rekening == 0}
    first: dict[int, Any] = {}
    for v in played.rows("vrijkomst"):
        first.setdefault(v.woning, v)
    return {(v.woning, v.opzegdatum): v.vrijkomst in granted for v in first.values()}


def a_quota_of_all_leaves_nothing(draw: Draw) -> None:
    """M14: at 100% set apart, with no way back to the adverts, nobody is let a woning through them."""
    data = draw(scenarios())
    # nor may a rule keep it from candidates or from who comes first, and so send it to the adverts
    keeps = {"quotum", "vrije_beleidsruimte", "daeb_ruimte", "passend_toewijzen", "spreiding"}
    keeps |= {"huishoudgrootte", "leeftijdslabel"}
    data["beleid"] = [rule for rule in data["beleid"] if not keeps & ({rule} if isinstance(rule, str) else set(rule))]
    terms = {"doelgroep": "uitstroom", "aandeel": "100%", "trekking": draw(st.sampled_from(["teller", "toeval"]))}
    data["beleid"].insert(0, {"quotum": terms | {"zonder_kandidaat": "eerste_reageerder"}})
    # a first letting is not of a freed woning, and goes through the adverts
    data["voorraadwijzigingen"] = [w for w in data["voorraadwijzigingen"] if w["soort"] != "nieuwbouw"]
    told = play(load(data)).feiten
    assert len(told["publicatie"]["vrijkomst"]) == 0
    assert Kanaal.aanbod not in {*told["toewijzing"]["kanaal"].tolist(), *told["vrijkomst"]["kanaal"].tolist()}


def nobody_seeks_then_nobody_is_let(draw: Draw) -> None:
    """M14: without seekers, candidates and rules every freed woning goes to the first who comes."""
    data = draw(scenarios())
    seekers = data["woningzoekenden"]
    for part in ("ingeschreven", "instroom"):
        seekers[part] = {"gemeente": 0, "regio": 0}
    data |= {"bijzondere_doelgroepen": {}, "beleid": []}
    for section in ("beschermd_wonen", "maatschappelijke_opvang", "begeleiding", "terugval"):
        data.pop(section, None)
    # who must leave for demolition seeks
    data["voorraadwijzigingen"] = [w for w in data["voorraadwijzigingen"] if w["soort"] != "sloop"]
    told = play(load(data)).feiten
    assert set(told["toewijzing"]["kanaal"].tolist()) <= {Kanaal.eerste_reageerder}
    assert set(told["vrijkomst"]["schakel"].tolist()) <= {1}
    assert not any(
        chain.from_iterable(told["inschrijving"][c].tolist() for c in ("ingeschreven", "gehuisvest", "reacties"))
    )


def who_watches_changes_nothing_and_tells_what_was_written(draw: Draw) -> None:
    """A run that is watched leaves the same tables, and what was seen of a letting is what they say of it."""
    scenario = load(draw(scenarios()))
    plain = play(scenario)
    lettings = [dict(zip(plain.feiten["toewijzing"], row, strict=True)) for row in _rows(plain, "toewijzing")]
    if not lettings:
        return
    # most lettings are simple: of each kind as many
    kinds = [lambda one: True, lambda one: one["kanaal"] == Kanaal.bemiddeling, lambda one: one["weigeringen"] > 0]
    chosen = [mine for kind in kinds if (mine := [one for one in lettings if kind(one)])]
    letting = draw(st.sampled_from(draw(st.sampled_from(chosen))))
    woning = Woningkijker(int(letting["woning"]), int(letting["vrijkomst"]), 0)
    huishouden = Huishoudenkijker(STROMEN[int(letting["stroom"])], int(letting["volgnummer"]), 0)
    for kijker in (woning, huishouden):
        watched = Run(scenario, 1, 0, kijker).play()
        _assert_equal(named_tables(scenario, plain), named_tables(scenario, watched))
    got = woning.verhaal.verhuring
    assert got is not None
    assert (got.kanaal, got.plaats) == (Kanaal(int(letting["kanaal"])).name, letting["plaats"])
    assert got.wie.huishouden == huishouden.verhaal.huishouden
    assert got.acceptatie in [each.moment for each in huishouden.verhaal.gebeurtenissen if each.soort == "toewijzing"]
    adverts = [row for row in _rows(plain, "publicatie") if row[0] == letting["vrijkomst"]]
    counts = [(r.ronde, r.reacties, r.weigeringen, r.ingetrokken) for r in woning.verhaal.rondes]
    assert counts == [(row[2], *row[4:7]) for row in adverts]
    assert len(counts) == letting["rondes"]
    granted = [claim for claim in woning.verhaal.claims if claim.uitkomst == "toegekend"]
    assert len(granted) == (letting["kanaal"] == Kanaal.bemiddeling)
    refused = sum(each.uitkomst == "geweigerd" for claim in woning.verhaal.claims for each in claim.kandidaten)
    assert refused == (letting["plaats"] - 1 if granted else refused)


def _rows(replicatie: Replicatie, table: str) -> list[tuple[Any, ...]]:
    return list(zip(*(column.tolist() for column in replicatie.feiten[table].values()), strict=True))


RELATIONS = (
    a_quota_of_nothing_is_no_quota,
    a_policy_that_does_nothing_changes_nothing,
    the_future_does_not_reach_back,
    what_a_change_has_not_reached_yet_is_the_same,
    a_policy_for_nobody_changes_nothing,
    order_in_the_file_means_nothing,
    equal_rows_of_stock_add_up,
    runs_never_meet,
    who_is_eligible_for_nothing_disturbs_nobody,
    a_name_is_only_a_name,
    who_owns_a_woning_means_nothing,
    changes_of_the_stock_leave_everybody_else_alone,
    a_larger_random_quota_holds_the_smaller,
    a_quota_of_all_leaves_nothing,
    nobody_seeks_then_nobody_is_let,
    who_watches_changes_nothing_and_tells_what_was_written,
)

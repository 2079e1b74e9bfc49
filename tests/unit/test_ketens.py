"""Ketens: what each letting is owed to, where chains end, and what a chain without memory would do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from woonsim.begrippen import Doelgroep, Herkomst, Kanaal, Oorzaak, Woonsituatie
from woonsim.feiten import FEITEN, STROMEN
from woonsim.indicatoren import TOTAAL
from woonsim.kalender import DAG
from woonsim.ketentabel import render_ketens
from woonsim.load import load_bytes, load_scenario
from woonsim.plots import ketenboom_svg
from woonsim.record import Recorder, Replicatie
from woonsim.replications import replicate
from woonsim.results import Results
from woonsim.vergelijking.ketens import gemiddeld, per_wortel, schakels, verschillen
from woonsim.vergelijking.ketenvoorspelling import getoetst, lengtes, overgangen, voorspelling
from woonsim.vergelijking.schakels import WORTELS

KLEIN = Path(__file__).parents[1] / "regression" / "klein.yaml"
Q = [[30, 25, 5], [10, 20, 2], [45, 20, 5]]
"""Of 100 woningen in each stratum of O13, how many are taken by a tenant from each."""

Link = dict[str, Any]
STARTER = {"woonsituatie": Woonsituatie.starter}


def results(*replications: list[list[Link]]) -> Results:
    """Two years in which these chains run; a link that is not `let` stays open, every other leads to the next."""
    return Results(load_scenario(KLEIN), 1, tuple(_replicatie(n, chains) for n, chains in enumerate(replications)))


def _replicatie(nummer: int, chains: list[list[Link]]) -> Replicatie:
    recorder, free, let = Recorder(), 0, 0
    for chain in chains:
        root = free
        for place, link in enumerate(chain, 1):
            goes_on = place < len(chain)
            row = {"oorzaak": Oorzaak.binnen_voorraad, "opzegdatum": 10 * DAG * (place - 1), "kamers": 3} | link
            _write(recorder, "vrijkomst", row | {"vrijkomst": free, "keten": root, "schakel": place, "jaar": 2021})
            if link.get("let", True) and not link.get("onttrokken"):
                who = {"woonsituatie": Woonsituatie.doorstromer, "sleuteldatum": row["opzegdatum"] + 30 * DAG} | link
                _write(recorder, "toewijzing", who | {"toewijzing": let, "vrijkomst": free, "is_huurder": goes_on})
                let += 1
            free += 1
    namen = {"corporatie": ("Ons Huis",), "kern": ("Dorp",), "regel": ("regel",), "rekening": (), "parameter": ()}
    return Replicatie(nummer, recorder.tables(), namen, {})


def _write(recorder: Recorder, table: str, values: Link) -> None:
    recorder.row(table, *(values.get(column.name, 0) for column in FEITEN[table]))


def figures(found: Results) -> dict[tuple[str, str, str], float]:
    """(root, measure, group) -> value of the first replication, per year."""
    per = per_wortel(found)
    first = per[per["replicatie"] == 0]
    return dict(zip(zip(first["wortel"], first["maat"], first["groep"], strict=True), first["value"], strict=True))


def test_a_chain_is_owed_to_its_first_link_and_ends_once() -> None:
    died = {"oorzaak": Oorzaak.overlijden_of_zorg, "doelgroep": Doelgroep.regulier}
    place = {
        "stroom": STROMEN.index("beschermd_wonen"),
        "doelgroep": Doelgroep.uitstroom,
        "kanaal": Kanaal.bemiddeling,
        "herkomst": Herkomst.gemeente,
    }
    sold = {"oorzaak": Oorzaak.koop_of_particulier, "onttrokken": True}
    found = figures(
        results(
            [
                [died, {**STARTER, **place}],
                [died, {}, STARTER],
                [{"oorzaak": Oorzaak.eerste_verhuur}],
                [sold],
                [{"oorzaak": Oorzaak.overig, "let": False}],
            ]
        )
    )
    # two years: each counts for half
    assert found["overlijden_of_zorg", "ketendelen", TOTAAL] == 1.0
    assert found["overlijden_of_zorg", "woningen", TOTAAL] == 2.5
    assert found["overlijden_of_zorg", "woningen", "schakel=2"] == 1.0
    assert found["overlijden_of_zorg", "toewijzingen", "doelgroep=uitstroom"] == 0.5
    assert found["overlijden_of_zorg", "plaatsen", "voorziening=beschermd_wonen"] == 0.5
    assert found["overlijden_of_zorg", "per_keten", TOTAAL] == 2.5
    # keys 30 days after each notice, a notice every 10 days: 30, 40, 30, 40, 50
    assert found["overlijden_of_zorg", "dagen", TOTAAL] == 38.0
    assert found["overlijden_of_zorg", "dagen", "schakel=3"] == 50.0
    assert found["overlijden_of_zorg", "einden", "einde=bemiddeling"] == 0.5
    assert found["overlijden_of_zorg", "einden", "einde=starter"] == 0.5
    assert found["eerste_verhuur", "einden", "einde=buiten_voorraad"] == 0.5
    assert found["koop_of_particulier", "einden", "einde=onttrokken"] == 0.5
    assert found["koop_of_particulier", "woningen", TOTAAL] == 0.0
    assert found["overig", "einden", "einde=open"] == 0.5
    assert np.isnan(found["overig", "dagen", TOTAAL])


def test_what_an_extra_mover_leaves_is_owed_to_the_regeling() -> None:
    left = {"oorzaak": Oorzaak.uit_de_gemeente}
    found = schakels(results([[left, {"is_extra": True}, {}, {"is_extra": True}, STARTER]]))
    assert found["wortel"].tolist() == ["uit_de_gemeente"] * 2 + ["doorstroomregeling"] * 3
    assert found["deelschakel"].tolist() == [1, 2, 1, 2, 3]
    assert found["einde"].tolist() == ["", "vervolg", "", "", "starter"]
    # from the notice of the woning that the extra mover left
    assert found["dagen"].tolist() == [30, 40, 30, 40, 50]
    # one chain of five, in two parts
    counted = figures(results([[left, {"is_extra": True}, {}, {"is_extra": True}, STARTER]]))
    assert counted[TOTAAL, "ketendelen", TOTAAL] == 1.0
    assert counted[TOTAAL, "per_keten", TOTAAL] == 5.0
    assert counted["doorstroomregeling", "per_keten", TOTAAL] == 3.0


@pytest.mark.parametrize(
    ("letting", "owed"),
    [
        ({"vervallen_label": 55, "leeftijd": 54}, True),
        ({"vervallen_label": 55, "leeftijd": 55}, False),
        ({"vervallen_label": 55, "leeftijd": 54, "leeftijdslabel": 55}, False),
        ({"vervallen_label": 75, "leeftijd": 60, "leeftijdslabel": 55}, True),
        ({"vervallen_label": 0, "leeftijd": 30}, False),
    ],
)
def test_a_letting_below_the_label_that_was_taken_off_is_owed_to_that(letting: Link, owed: bool) -> None:
    found = schakels(results([[{"oorzaak": Oorzaak.overig}, letting, STARTER]]))
    assert found["wortel"].tolist() == ["overig"] + ["ontlabelen" if owed else "overig"] * 2


def test_the_first_measure_keeps_the_rest_of_the_chain() -> None:
    young = {"vervallen_label": 55, "leeftijd": 30}
    both = [{"oorzaak": Oorzaak.overig, "is_extra": True}, young, STARTER]
    assert schakels(results([both]))["wortel"].tolist() == ["overig", "doorstroomregeling", "doorstroomregeling"]
    other = [{"oorzaak": Oorzaak.overig, **young, "is_extra": True}, STARTER]
    assert schakels(results([other]))["wortel"].tolist() == ["ontlabelen", "ontlabelen"]


def base_of_o13() -> list[list[Link]]:
    """Chains in which 100 woningen of each stratum (rooms 1, 2, 3) lead on as O13 says, to the woning."""
    left, chains = [list(row) for row in Q], []
    for here in [k for k in range(3) for _ in range(100 - sum(row[k] for row in Q))]:
        chain: list[Link] = [{"kamers": here + 1, "oorzaak": Oorzaak.overig}]
        while any(left[here]):
            following = max(range(3), key=lambda j: left[here][j])
            left[here][following] -= 1
            here = following
            chain.append({"kamers": here + 1})
        chains.append(chain)
    assert not np.array(left).any()
    assert [sum(link["kamers"] == k for chain in chains for link in chain) for k in (1, 2, 3)] == [100, 100, 100]
    return chains


def test_o13_from_tables() -> None:
    base = schakels(results(base_of_o13()))
    model = overgangen(base, ("kamers",))
    assert model.strata == ((1,), (2,), (3,))
    np.testing.assert_allclose(model.q, np.array(Q) / 100)
    np.testing.assert_allclose(model.per_stratum, [2.165428, 1.580958, 2.411194], atol=5e-7)
    begin = np.array([0.5, 0.4, 0.1])
    chances = [0.502000, 0.258400, 0.125203, 0.059854, 0.028544, 0.013607]
    np.testing.assert_allclose(model.lengtes(begin, 6), [0, *chances], atol=5e-7)
    # a variant whose ten chains begin as in O13, and of which two go on
    roots = [[{"kamers": k, "oorzaak": Oorzaak.eerste_verhuur}] for k, n in ((1, 5), (2, 4), (3, 1)) for _ in range(n)]
    roots[0] += [{"kamers": 2}, STARTER]
    roots[9] += [{"kamers": 1}]
    table = voorspelling(schakels(results(roots)), model).set_index("wortel")
    assert table.loc["eerste_verhuur", "voorspeld"] == pytest.approx(1.956216, abs=5e-7)
    assert table.loc["eerste_verhuur", "gespeeld"] == 1.3
    assert table.loc[TOTAAL, "ketens"] == 10
    shares = lengtes(schakels(results(roots)), model, 3)
    np.testing.assert_allclose(shares["voorspeld"], [0, *chances[:3]], atol=5e-7)
    assert shares["gespeeld"].tolist() == [0, 0.8, 0.1, 0.1]


def played(n: int = 8, *changes: str) -> Results:
    from woonsim.scenario.overlay import Wijziging

    content = KLEIN.read_bytes()
    return replicate(load_bytes(content, "klein", [Wijziging(change) for change in changes]), n)


CHANGES = (
    "voorraadwijzigingen=[{soort: labelen, naam: open, datum: 2021-03-01, leeftijdslabel: geen},"
    " {soort: verkoop, naam: weg, vanaf: 2021-06-01, aantal: 2},"
    " {soort: nieuwbouw, naam: nieuw, datum: 2021-06-01, corporatie: Ons Huis, kern: Dorp, woningtype: appartement,"
    " kamers: 3, rekenhuur: 600 EUR/maand, toegankelijkheid: NUL, aantal: 2}]",
    "beleid.voor.inschrijfduur={doorstroomregeling: {bereik: 100%, bereik_zoekenden: 100%, factor_zoeken: 1,"
    " factor_reactie: 3, factor_acceptatie: 3, minimumleeftijd: 20, minimum_kamers: 2,"
    " vertraging: 0 dagen, maximum_kamers_nieuw: 9, deelnameduur: 10 jaar}}",
)


@pytest.fixture(scope="module")
def changed() -> Results:
    return played(8, *CHANGES)


def test_roots_add_up_to_the_run(changed: Results) -> None:
    rows = schakels(changed)
    assert {"doorstroomregeling", "ontlabelen", "eerste_verhuur"} <= set(rows["wortel"])
    per = per_wortel(changed)
    apart = per[per["wortel"] != TOTAAL].groupby(["maat", "groep", "replicatie"])["value"].sum()
    years = len(changed.jaren)
    freed, let = changed.table("vrijkomst"), changed.table("toewijzing")
    places = let[let["stroom"].isin(["beschermd_wonen", "maatschappelijke_opvang"])]
    for maat, table in (
        ("woningen", freed[~freed["onttrokken"].astype(bool)]),
        ("toewijzingen", let),
        ("plaatsen", places),
    ):
        counted = table.groupby("replicatie").size() / years
        assert apart[maat, TOTAAL].to_numpy() == pytest.approx(counted.reindex(range(8), fill_value=0).to_numpy()), maat
    for kind in ("doelgroep", "woonsituatie", "herkomst", "schakel"):
        by = per[(per["maat"] == "toewijzingen") & per["groep"].str.startswith(f"{kind}=") & (per["wortel"] != TOTAAL)]
        assert by.groupby("replicatie")["value"].sum().to_numpy() == pytest.approx(apart["toewijzingen", TOTAAL])
    ends = per[(per["maat"] == "einden") & (per["wortel"] != TOTAAL)].groupby("replicatie")["value"].sum()
    assert ends.to_numpy() == pytest.approx(apart["ketendelen", TOTAAL])
    cut = per[(per["groep"] == "einde=vervolg") & (per["wortel"] == TOTAAL)].set_index("replicatie")["value"]
    whole = freed[freed["schakel"] == 1].groupby("replicatie").size() / years
    assert apart["ketendelen", TOTAAL].to_numpy() == pytest.approx((whole + cut).to_numpy())


def test_ontlabeld_is_what_the_dated_change_opened(changed: Results) -> None:
    """Without the change nothing is owed to it, and what is owed to it went to the young after its date."""
    assert not (played(4).table("toewijzing")["vervallen_label"]).any()
    let = changed.table("toewijzing").merge(
        schakels(changed)[["replicatie", "vrijkomst", "wortel", "deelschakel"]], on=["replicatie", "vrijkomst"]
    )
    opened = let[(let["wortel"] == "ontlabelen") & (let["deelschakel"] == 1)]
    assert len(opened) > 0
    assert (opened["leeftijd"] < 55).all()
    assert (opened["kern"] == "Gehucht").all()
    assert (opened["acceptatiedatum"] >= np.datetime64("2021-03-01")).all()


def test_a_label_put_back_is_no_longer_taken_off() -> None:
    back = (
        "voorraadwijzigingen=[{soort: labelen, naam: open, datum: 2021-03-01, leeftijdslabel: geen},"
        " {soort: labelen, naam: terug, datum: 2022-01-01, leeftijdslabel: 65plus}]"
    )
    let = played(8, back).table("toewijzing")
    taken_off = let["vervallen_label"] == 55
    assert taken_off.any()
    assert (let.loc[taken_off, "acceptatiedatum"] < np.datetime64("2022-01-01")).all()


def test_a_chain_without_memory_predicts_the_base_it_was_measured_on(changed: Results) -> None:
    rows = schakels(changed)
    table = voorspelling(rows, overgangen(rows))
    total = table[table["wortel"] == TOTAAL]
    assert np.average(total["voorspeld"], weights=total["ketens"]) == pytest.approx(
        np.average(total["gespeeld"], weights=total["ketens"]), rel=1e-12
    )
    tested = getoetst(table)
    assert tested["wortel"].tolist()[-1] == TOTAAL
    assert set(tested["wortel"]) <= {*WORTELS, TOTAAL}
    assert not tested["betrouwbaar"].any()  # eight replications


def test_the_base_differs_nowhere_from_itself(changed: Results) -> None:
    per = per_wortel(changed)
    found = verschillen(per, per)
    assert (found["mean"].dropna() == 0).all()
    assert found["mean"].notna().sum() > 100
    means = gemiddeld(per)
    assert json.dumps(means["groep"].tolist()) == json.dumps(found["groep"].tolist())
    with pytest.raises(ValueError, match="other replications"):
        verschillen(per, per[per["replicatie"] < 3])


@pytest.mark.parametrize("taal", ["nl", "en"])
def test_the_tree_and_the_tables(changed: Results, taal: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WOONSIM_TAAL", taal)
    monkeypatch.setenv("COLUMNS", "80")
    rows = schakels(changed)
    means = gemiddeld(per := per_wortel(changed))
    picture = ketenboom_svg(means, "Klein", changed.n)
    assert picture == ketenboom_svg(means, "Klein", changed.n)
    names = {"nl": ("Ontlabelen", "Nieuwbouw"), "en": ("Label taken off", "New-build")}[taal]
    for name in names:
        assert name.encode() in picture
    screen = render_ketens(means, verschillen(per, per), getoetst(voorspelling(rows, overgangen(rows))))
    assert max(map(len, screen.splitlines())) <= 80
    assert "…" not in screen
    total = next(
        line for line in screen.splitlines() if line.startswith({"nl": "Alle ketens", "en": "All chains"}[taal])
    )
    chains = means.set_index(["wortel", "maat", "groep"]).loc[(TOTAAL, "ketendelen", TOTAAL), "mean"]
    assert float(total.split()[2].replace(",", ".")) == pytest.approx(chains, abs=0.5)


def test_nothing_is_drawn_of_no_chains() -> None:
    assert ketenboom_svg(gemiddeld(per_wortel(results([]))), "Klein", 1) == b""

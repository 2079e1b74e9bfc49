"""The stock changes on dates: what each kind of entry does to the small scenario, seen in its tables."""

from pathlib import Path

import pandas as pd
import pytest

from woonsim.errors import ScenarioError
from woonsim.load import load_bytes
from woonsim.results import Results
from woonsim.simulation import play

KLEIN = (Path(__file__).parents[1] / "regression" / "klein.yaml").read_text(encoding="utf-8")
NEW = (
    "{soort: nieuwbouw, naam: nieuw, datum: 2021-06-01, corporatie: Ons Huis, kern: Dorp, woningtype: appartement, "
    "kamers: 2, rekenhuur: 560 EUR/maand, toegankelijkheid: NUL, aantal: 3}"
)
N = 10
"""Woningen in the small scenario."""


def played(*entries: str, n: int = 3, text: str = KLEIN) -> Results:
    section = f"voorraadwijzigingen: [{', '.join(entries)}]\nhuurders:\n" if entries else "huurders:\n"
    scenario = load_bytes(text.replace("huurders:\n", section, 1).encode(), "klein.yaml")
    return Results(scenario, 1, tuple(play(scenario, replicatie=i) for i in range(n)))


def faults(*entries: str) -> list[str]:
    with pytest.raises(ScenarioError) as error:
        played(*entries)
    return [f"{fault.path}: {fault.message}" for fault in error.value.faults]


def people(results: Results) -> set[tuple[str, int]]:
    rows = results.table("toewijzing")
    return set(zip(rows["stroom"], rows["volgnummer"], strict=True))


def freed_of_the_start(results: Results) -> pd.DataFrame:
    """The first end of each tenancy of begindatum from outside causes: exogenous, so it may not move."""
    rows = results.table("vrijkomst")
    rows = rows[(rows["woning"] < N) & ~rows["oorzaak"].isin(["binnen_voorraad", "eerste_verhuur"])]
    first = rows.sort_values("opzegdatum").groupby(["replicatie", "woning"]).first().reset_index()
    return first[["replicatie", "woning", "oorzaak", "opzegdatum"]]


def test_new_woningen_are_let_through_the_adverts_no_keys_before_their_date() -> None:
    results = played(NEW)
    rows = results.table("vrijkomst")
    first = rows[rows["oorzaak"] == "eerste_verhuur"]
    assert first.groupby("replicatie").size().tolist() == [3, 3, 3]
    assert (first["schakel"] == 1).all()
    assert (first["keten"] == first["vrijkomst"]).all()
    assert (first["opzegdatum"] == pd.Timestamp("2021-05-02")).all()
    let = results.table("toewijzing").merge(first[["replicatie", "vrijkomst"]])
    assert len(let) == 9
    assert set(let["kanaal"]) <= {"aanbod", "eerste_reageerder"}
    assert (let["sleuteldatum"] >= pd.Timestamp("2021-06-01")).all()
    assert (let["acceptatiedatum"] < pd.Timestamp("2021-06-01")).any()


def test_a_longer_announcement_puts_them_on_offer_earlier() -> None:
    rows = played(NEW.replace("aantal: 3", "aantal: 3, aankondiging: 60 dagen")).table("vrijkomst")
    assert (rows.loc[rows["oorzaak"] == "eerste_verhuur", "opzegdatum"] == pd.Timestamp("2021-04-02")).all()


def test_first_lettings_and_sold_woningen_give_no_agreement_anything() -> None:
    """The entitlement to every freed woning grows by one at each, and by nothing at a first letting or a sale."""
    cap = KLEIN.replace("vrije_beleidsruimte: {aandeel: 60%}", "vrije_beleidsruimte: {aandeel: 100%}")
    assert cap != KLEIN
    results = played(NEW, "{soort: verkoop, naam: weg, vanaf: 2021-01-01, aantal: 4}", text=cap)
    rows, book = results.table("vrijkomst"), results.table("grootboek")
    counts = rows[(rows["oorzaak"] != "eerste_verhuur") & ~rows["onttrokken"]]
    assert len(counts) < len(rows) - 9
    owed = book[(book["rekening"] == "vrije_beleidsruimte") & (book["post"] == "recht")]
    assert set(zip(owed["replicatie"], owed["vrijkomst"], strict=True)) == set(
        zip(counts["replicatie"], counts["vrijkomst"], strict=True)
    )


def test_a_woning_for_sale_is_sold_when_its_tenant_leaves_and_not_before_the_date() -> None:
    results = played("{soort: verkoop, naam: weg, vanaf: 2021-07-01, aantal: 10}")
    rows = results.table("vrijkomst")
    assert (rows["onttrokken"] == (rows["opzegdatum"] >= pd.Timestamp("2021-07-01"))).all()
    sold = rows[rows["onttrokken"]]
    assert not sold.duplicated(["replicatie", "woning"]).any()
    last = results.table("voorraad").groupby("replicatie").last()
    assert (last["verkocht"] >= 5).all()
    assert (last["in_voorraad"] == N - last["verkocht"]).all()


def test_tenants_of_a_woning_to_be_demolished_seek_with_voorrang_and_it_is_not_let_again() -> None:
    results = played("{soort: sloop, naam: blok, datum: 2022-01-01, aankondiging: 9 maanden, aantal: 3}", n=8)
    seekers = results.table("kandidaat").query("doelgroep == 'herhuisvesting'")
    assert len(seekers) > 8
    announced = pd.Timestamp("2021-04-01")
    assert (seekers["gereed"] >= announced).all()
    assert seekers["met_voorrang"].all()
    let = results.table("toewijzing").query("doelgroep == 'herhuisvesting'")
    assert len(let) > 4
    assert let["met_voorrang"].any()
    assert let["is_huurder"].all()
    gone = results.table("vrijkomst").query("onttrokken")
    assert not set(zip(gone["replicatie"], gone["vrijkomst"], strict=True)) & set(
        zip(results.table("toewijzing")["replicatie"], results.table("toewijzing")["vrijkomst"], strict=True)
    )
    stock = results.table("voorraad")
    assert not stock[(stock["moment"] < pd.Timestamp("2022-01-01")) & (stock["gesloopt"] > 0)].size
    late = gone[gone["einddatum"] >= pd.Timestamp("2022-01-01")].groupby("replicatie").size()
    counted = stock.groupby("replicatie")["te_laat_gesloopt"].last()
    horizon = pd.Timestamp("2023-01-01")
    assert (counted <= late.reindex(counted.index, fill_value=0)).all()
    assert counted.sum() == (gone["einddatum"].between(pd.Timestamp("2022-01-01"), horizon, inclusive="left")).sum()


def test_a_label_holds_from_its_date_for_the_adverts_that_come() -> None:
    results = played("{soort: labelen, naam: open, datum: 2021-07-01, leeftijdslabel: geen, waar: {kern: Gehucht}}")
    rows = results.table("publicatie").merge(results.table("vrijkomst")[["replicatie", "vrijkomst", "kern"]])
    mine = rows[rows["kern"] == "Gehucht"]
    before = mine["sluiting"] < pd.Timestamp("2021-07-01")
    after = mine["sluiting"] > pd.Timestamp("2021-07-15")
    assert (mine[before]["leeftijdslabel"] == 55).all()
    assert (mine[after]["leeftijdslabel"] == 0).all()
    assert before.any()
    assert after.any()
    assert results.table("voorraad").groupby("replicatie")["gelabeld"].last().tolist() == [0, 0, 0]


def test_an_advert_that_is_out_keeps_its_label_until_it_closes() -> None:
    """Every advert published before the date, whenever it closes, still asks for the age."""
    slow = KLEIN.replace("advertentiecyclus: 7 dagen", "advertentiecyclus: 56 dagen")
    results = played("{soort: labelen, naam: open, datum: 2021-07-01, leeftijdslabel: geen}", n=12, text=slow)
    let = results.table("toewijzing")
    rows = results.table("publicatie").merge(let[["replicatie", "vrijkomst", "publicatiedatum"]])
    rows = rows.merge(results.table("vrijkomst")[["replicatie", "vrijkomst", "kern"]])
    date = pd.Timestamp("2021-07-01")
    out = rows[(rows["kern"] == "Gehucht") & (rows["ronde"] == 1) & (rows["publicatiedatum"] < date)]
    crossing = out[out["sluiting"] >= date]
    assert len(crossing) > 0
    assert (crossing["leeftijdslabel"] == 55).all()


def test_what_changes_leaves_everybody_else_who_they_are() -> None:
    """Paired variants: the ends of the tenancies of begindatum stay to the minute, whatever is built or labelled."""
    base = freed_of_the_start(played())
    label = "{soort: labelen, naam: open, datum: 2021-01-01, leeftijdslabel: geen}"
    for entry in (NEW, label):
        beside = freed_of_the_start(played(entry))
        both = base.merge(beside, on=["replicatie", "woning"], suffixes=("", "_beside"))
        same = both["opzegdatum"] == both["opzegdatum_beside"]
        # a tenant who moves inside the stock in one of them does not leave from there
        assert same.mean() > 0.75, entry
    sold = played("{soort: verkoop, naam: weg, vanaf: 2021-01-01, aantal: 2}")
    assert {s for s, _ in people(sold)} <= {s for s, _ in people(played())} | {"buiten_register"}


def test_new_woningen_added_later_leave_the_earlier_ones_as_they_are() -> None:
    other = NEW.replace("naam: nieuw", "naam: aanbouw").replace("2021-06-01", "2022-06-01")
    one, two = played(NEW), played(other, NEW)
    first, again = (r.table("vrijkomst").query("oorzaak == 'eerste_verhuur'") for r in (one, two))
    assert len(again) == 2 * len(first)
    let_one, let_two = (r.table("toewijzing") for r in (one, two))
    until = pd.Timestamp("2022-04-01")
    columns = ["replicatie", "stroom", "volgnummer", "acceptatiedatum", "sleuteldatum"]
    early = [t[t["acceptatiedatum"] < until][columns].to_numpy().tolist() for t in (let_one, let_two)]
    assert early[0] == early[1]
    assert early[0]


@pytest.mark.parametrize(
    ("entry", "where", "what"),
    [
        (NEW.replace("kern: Dorp", "kern: Drop"), "voorraadwijzigingen[0].kern", "'Drop'"),
        (NEW.replace("aantal: 3", "aantl: 3"), "voorraadwijzigingen[0].aantl", "'aantal'"),
        (NEW.replace("soort: nieuwbouw", "soort: nieuwbow"), "voorraadwijzigingen[0].soort", "nieuwbouw"),
        ("{naam: x}", "voorraadwijzigingen[0].soort", ""),
        ("x", "voorraadwijzigingen[0]", "x"),
        ("{soort: verkoop, naam: v, vanaf: 2021-01-01, aantal: 11}", "voorraadwijzigingen[0].aantal", "10"),
        (
            "{soort: labelen, naam: v, datum: 2021-01-01, leeftijdslabel: geen, waar: {kamers: 7}}",
            "voorraadwijzigingen[0].waar",
            "0",
        ),
        (
            "{soort: verkoop, naam: v, vanaf: 2021-01-01, aantal: 1, waar: {kern: Drop}}",
            "voorraadwijzigingen[0].waar.kern",
            "'Drop'",
        ),
        (
            "{soort: verkoop, naam: v, vanaf: 2021-01-01, aantal: 1, waar: {kren: Dorp}}",
            "voorraadwijzigingen[0].waar.kren",
            "'kern'",
        ),
        ("{soort: verkoop, naam: v, vanaf: 2021-02-30, aantal: 1}", "voorraadwijzigingen[0].vanaf", "2021-02-30"),
    ],
)
def test_a_wrong_entry_is_told_at_its_place(entry: str, where: str, what: str) -> None:
    told = faults(entry)
    assert len(told) == 1, told
    assert told[0].startswith(f"{where}: "), told
    assert what in told[0]


def test_two_entries_have_two_names() -> None:
    assert any("voorraadwijzigingen[1].naam" in fault for fault in faults(NEW, NEW))


def test_what_is_to_be_demolished_later_does_not_change_what_is_sold_before() -> None:
    """The sale begins first and takes first, whatever the names."""
    sale = "{soort: verkoop, naam: z_verkoop, vanaf: 2021-01-01, aantal: 4}"
    demolition = "{soort: sloop, naam: a_sloop, datum: 2022-12-01, aankondiging: 60 dagen, aantal: 4}"

    def sold(results: Results) -> pd.DataFrame:
        rows = results.table("vrijkomst")
        gone = rows[rows["onttrokken"] & (rows["opzegdatum"] < "2022-10-02")]
        return gone[["replicatie", "woning", "opzegdatum"]].reset_index(drop=True)

    alone, both = sold(played(sale, n=6)), sold(played(sale, demolition, n=6))
    assert len(alone) > 0
    pd.testing.assert_frame_equal(alone, both)

"""O27: what must be exactly true of what was written down, on every run, without statistics.

Each law takes the tables of a result and returns what does not hold. They run on Midden-Drenthe as it is
shipped and on the oracles; on tables that were tampered with they must speak up.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tests.validation.meten import DAYS
from tests.validation.orakel import orakel, play, quotum
from woonsim import load_scenario
from woonsim.record import Replicatie
from woonsim.results import Results

SHIPPED = Path(__file__).parents[2] / "scenarios" / "midden-drenthe.yaml"
PERSON = ["replicatie", "stroom", "volgnummer"]


def register_flows(results: Results) -> list[str]:
    """Per group and year: begin + registered = housed + left elsewhere + left + waiting; each year goes on.

    At the turn of the year who has become 55 goes over to another leeftijdsgroep.
    """
    rows = results.table("inschrijving")
    out = rows["gehuisvest"] + rows["elders_gehuisvest"] + rows["uitgeschreven"]
    broken = rows[rows["begin"] + rows["ingeschreven"] != out + rows["wachtend"]]
    by = ["replicatie", "jaar", "herkomst", "woonsituatie"]
    groups = rows.groupby(by)[["begin", "wachtend"]].sum().reset_index()
    following = groups.groupby(["replicatie", "herkomst", "woonsituatie"])["begin"].shift(-1)
    torn = groups[following.notna() & (following != groups["wachtend"])]
    return [f"register: {row}" for row in [*broken.to_dict("records"), *torn.to_dict("records")]]


def register_housed(results: Results) -> list[str]:
    """Who left the register for a woning of the stock is who got one through the adverts, by origin and year.

    Tenants who must move for demolition are registered too, and may be mediated.
    """
    rows, lettings = results.table("inschrijving"), results.table("toewijzing")
    by = ["replicatie", "jaar", "herkomst", "woonsituatie"]
    registered = (lettings["inschrijfduur_dagen"] >= 0) | (
        (lettings["kanaal"] == "bemiddeling") & lettings["is_huurder"]
    )
    housed = lettings[registered].groupby(by)["toewijzing"].count()
    difference = rows.groupby(by)["gehuisvest"].sum().sub(housed, fill_value=0)
    return [f"housed: {key}: {value}" for key, value in difference[difference != 0].items()]


def register_counts(results: Results) -> list[str]:
    """The snapshot at the end of each year counts everybody who waits, in both kinds of search."""
    by = ["replicatie", "jaar", "herkomst"]
    cells = results.table("register")
    cells = cells[(cells["maat"] == "inschrijfduur") & (cells["jaar"] >= min(results.jaren))]
    rows = results.table("inschrijving").groupby(by)[["wachtend", "zoekend"]].sum()
    faults = []
    for column, counted in (("wachtend", cells), ("zoekend", cells[cells["zoekstatus"] == "zoekend"])):
        difference = rows[column].sub(counted.groupby(by)["aantal"].sum(), fill_value=0)
        faults += [f"counts: {column}: {key}: {value}" for key, value in difference[difference != 0].items()]
    return faults


def vacancies(results: Results) -> list[str]:
    """Vacancies = let + standing = first of a chain + moves inside; lettings = entrants + moves."""
    freed, let = results.table("vrijkomst"), results.table("toewijzing")
    faults = []
    if let.duplicated(["replicatie", "vrijkomst"]).any():
        faults.append("vacancies: one was let twice")
    for number in freed["replicatie"].unique():
        v, t = freed[freed["replicatie"] == number], let[let["replicatie"] == number]
        standing = len(set(v["vrijkomst"]) - set(t["vrijkomst"]))
        first, inside = int((v["schakel"] == 1).sum()), int((v["oorzaak"] == "binnen_voorraad").sum())
        entrants, moves = int((~t["is_huurder"]).sum()), int(t["is_huurder"].sum())
        if len(v) != len(t) + standing:
            faults.append(f"vacancies: {len(v)} are not {len(t)} let and {standing} standing")
        if len(v) != first + inside or moves != inside:
            faults.append(f"vacancies: {len(v)} are not {first} first of a chain and {moves} moves")
        if entrants != first - standing:
            faults.append(f"vacancies: {entrants} entrants for {first} chains of which {standing} stand open")
    return faults


def chains(results: Results) -> list[str]:
    """Each chain is numbered 1, 2, ... and goes on exactly where a tenant of the stock was the one who moved."""
    freed, let = results.table("vrijkomst"), results.table("toewijzing")
    faults = []
    joined = freed.merge(let[["replicatie", "vrijkomst", "is_huurder"]], on=["replicatie", "vrijkomst"], how="left")
    for (number, chain), links in joined.groupby(["replicatie", "keten"]):
        links = links.sort_values("schakel")
        goes_on = [value is True for value in links["is_huurder"]]
        if links["schakel"].tolist() != list(range(1, len(links) + 1)) or links["vrijkomst"].iloc[0] != chain:
            faults.append(f"chain {number}/{chain}: links {links['schakel'].tolist()}")
        if goes_on != [True] * (len(links) - 1) + [False]:
            faults.append(f"chain {number}/{chain}: moves of tenants {goes_on}")
    return faults


def tenancies(results: Results) -> list[str]:
    """Per woning: let, freed, let again; the days let and the days empty are all the days there are."""
    freed = results.table("vrijkomst")
    let = results.table("toewijzing")[["replicatie", "vrijkomst", "sleuteldatum", "leegstand_dagen"]]
    horizon = pd.Timestamp(results.kalender.datum(results.kalender.looptijd))
    # keys that would be handed over after the end are a letting that was decided, not yet a tenancy
    rows = freed.merge(let, on=["replicatie", "vrijkomst"], how="left").sort_values(
        ["replicatie", "woning", "opzegdatum", "vrijkomst"]
    )
    home = rows.groupby(["replicatie", "woning"])
    since = home["sleuteldatum"].shift(1)
    later = home.cumcount() > 0
    lived = (rows["einddatum"] - since).dt.total_seconds() / 86400
    empty = (rows["sleuteldatum"] - rows["einddatum"]).dt.total_seconds() / 86400
    faults = {
        "freed before it was let": later & ~(since <= rows["opzegdatum"]),
        "a tenancy of another length": later & (np.floor(lived + 1e-9) != rows["woonduur_dagen"]),
        "keys before the end of the old tenancy": empty < 0,
        "other days of leegstand": empty.notna() & ((empty - rows["leegstand_dagen"]).abs() > 1e-6),
        "notice after the end": (rows["opzegdatum"] > rows["einddatum"]) | (rows["opzegdatum"] >= horizon),
    }
    return [f"{fault}: {rows[wrong].head(3).to_dict('records')}" for fault, wrong in faults.items() if wrong.any()]


def households(results: Results) -> list[str]:
    """Who has a woning and gets another is a tenant that leaves the first, which falls free in the same chain."""
    let = results.table("toewijzing").sort_values(["replicatie", "toewijzing"])
    freed = results.table("vrijkomst")
    link = ["replicatie", "keten", "schakel"]
    # number r of the stream of first tenants lives in woning r at the start
    had = let.groupby(PERSON)["woning"].shift(1).fillna(let["volgnummer"].where(let["stroom"] == "huurder"))
    moved = let.assign(had=had)[had.notna()]
    faults = [f"households: {row} had a woning" for row in moved[~moved["is_huurder"]].to_dict("records")]
    into = moved[["replicatie", "vrijkomst", "had"]].merge(freed[["vrijkomst", *link]], on=["replicatie", "vrijkomst"])
    left = into.assign(schakel=into["schakel"] + 1).merge(freed[[*link, "woning"]], on=link, how="left")
    return faults + [f"households: {row}" for row in left[left["woning"] != left["had"]].to_dict("records")]


def ledger(results: Results) -> list[str]:
    """Opening + due = delivered + lapsed + in progress + closing, per account and year; never below zero."""
    years = results.grootboek_per_jaar()
    faults = [f"ledger: {row}" for row in years[~years["klopt"]].to_dict("records")]
    rows = results.table("grootboek")
    sign = rows["post"].map({"recht": 1, "toekenning": -1, "verval": -1}).fillna(0)
    room = (rows["aantal"] * sign).groupby([rows["replicatie"], rows["rekening"]]).cumsum()
    return faults + [f"ledger: {row}" for row in rows[room < 0].to_dict("records")]


def places(results: Results) -> list[str]:
    """Voorzieningen: in their stay + blocked + free = places."""
    rows = results.table("voorziening")
    held = rows["verblijf"] + rows["geblokkeerd"] + rows["vrij"]
    return [f"places: {row}" for row in rows[held != rows["plaatsen"]].to_dict("records")]


def stock(results: Results) -> list[str]:
    """In the stock = the start + built - demolished - sold; what was built is let for the first time, once."""
    rows, freed = results.table("voorraad"), results.table("vrijkomst")
    start = sum(regel.aantal for regel in results.scenario.woningvoorraad)
    out = rows["verkocht"] + rows["gesloopt"]
    faults = [f"stock: {row}" for row in rows[rows["in_voorraad"] != start + rows["gebouwd"] - out].to_dict("records")]
    horizon = pd.Timestamp(results.kalender.datum(results.kalender.looptijd))
    by = freed["replicatie"]
    built = ((freed["oorzaak"] == "eerste_verhuur") & (freed["einddatum"] < horizon)).groupby(by).sum()
    # what left the stock had been withdrawn; what waits for demolition has been too
    withdrawn = (freed["onttrokken"] & (freed["einddatum"] < horizon)).groupby(by).sum()
    last = rows.groupby("replicatie").last()
    faults += [f"stock: built in {n}" for n in built.index[built != last["gebouwd"].reindex(built.index)]]
    gone = (last["verkocht"] + last["gesloopt"]).reindex(withdrawn.index)
    faults += [f"stock: withdrawn in {n}" for n in withdrawn.index[withdrawn < gone]]
    let = results.table("toewijzing").merge(freed[["replicatie", "vrijkomst", "onttrokken"]])
    return faults + [f"stock: let though withdrawn: {row}" for row in let[let["onttrokken"]].to_dict("records")]


LAWS: tuple[Callable[[Results], list[str]], ...] = (
    register_flows,
    register_housed,
    register_counts,
    vacancies,
    chains,
    tenancies,
    households,
    ledger,
    places,
    stock,
)
QUOTA = [
    quotum("bijzonder", "25%", trekking="teller", zonder_kandidaat="eerste_reageerder"),
    quotum("tweede", "10%", trekking="op_aanvraag"),
]


@pytest.fixture(scope="module")
def shipped() -> Results:
    return play(load_scenario(SHIPPED), n=1, seed=27_001)


@pytest.fixture(scope="module")
def oracle(tmp_path_factory: pytest.TempPathFactory) -> Results:
    folder = tmp_path_factory.mktemp("o27")
    scenario = orakel(folder, jaren=12, vrij=20, regulier=14, vertrek=0.2, speciaal=4, beleid=QUOTA)
    return play(scenario, n=4, seed=27_002)


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
@pytest.mark.parametrize("name", ["shipped", "oracle", "changing"])
def test_o27_identities_hold(request: pytest.FixtureRequest, name: str, law: Callable[[Results], list[str]]) -> None:
    assert law(request.getfixturevalue(name)) == []


def test_o27_little_on_every_prefix_that_ends_with_nobody_waiting(tmp_path: Path) -> None:
    """Person-days on the list = the times of those who were on it, up to each year's end with an empty list.

    With somebody waiting it lies between what their whole months make of it.
    """
    results = play(orakel(tmp_path, jaren=20, vrij=10, regulier=5), n=12, seed=27_003)
    rows = results.table("inschrijving").groupby(["replicatie", "jaar"])[["wachtend", "persoonsdagen"]].sum()
    let = results.table("toewijzing")
    housed = let[let["inschrijfduur_dagen"] >= 0].groupby(["replicatie", "jaar"])["inschrijfduur_dagen"].sum()
    waiting = results.table("register")
    waiting = waiting[(waiting["maat"] == "inschrijfduur") & (waiting["jaar"] >= min(results.jaren))]
    months = (waiting["maanden"] * waiting["aantal"]).groupby([waiting["replicatie"], waiting["jaar"]]).sum()
    table = rows.assign(housed=housed, months=months).fillna(0.0)
    so_far = table.groupby("replicatie")[["persoonsdagen", "housed"]].cumsum()
    still = so_far["persoonsdagen"] - so_far["housed"]
    empty = table["wachtend"] == 0
    assert empty.sum() >= 60
    assert (~empty).sum() >= 60
    assert still[empty].abs().max() < 1e-6
    shortest = table["months"] * DAYS / 12
    assert (still >= shortest - 1e-6).all()
    assert (still <= shortest + table["wachtend"] * DAYS / 12 + 1e-6).all()


@pytest.fixture(scope="module")
def changing(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """Every kind of change in a stock of forty, two demolitions at once too soon for everybody to have left."""
    where = "corporatie: Een, kern: Dorp, woningtype: appartement, kamers: 3"
    entries = (
        f"{{soort: nieuwbouw, naam: n, datum: 2023-03-01, {where}, rekenhuur: 600 EUR/maand, toegankelijkheid: ZON, "
        "aantal: 6}",
        "{soort: verkoop, naam: v, vanaf: 2022-01-01, aantal: 7}",
        "{soort: sloop, naam: s, datum: 2024-01-01, aankondiging: 60 dagen, aantal: 9}",
        "{soort: labelen, naam: l, datum: 2024-07-01, leeftijdslabel: 55plus, aantal: 5}",
    )
    changes = {"huurders:\n  leeftijd": f"voorraadwijzigingen: [{', '.join(entries)}]\nhuurders:\n  leeftijd"}
    scenario = orakel(
        tmp_path_factory.mktemp("changing"), jaren=6, vrij=40, regulier=20, speciaal=4, beleid=QUOTA, changes=changes
    )
    return play(scenario, n=3, seed=27_004)


def test_o27_a_changing_stock_is_built_sold_demolished_and_labelled(changing: Results) -> None:
    last = changing.table("voorraad").groupby("replicatie").last()
    assert (last["gebouwd"] == 6).all()
    assert last["verkocht"].between(5, 7).all()
    assert (last["gesloopt"] == 9).all()
    assert (last["te_laat_gesloopt"] > 0).any()
    assert (last["gelabeld"] > 0).all()


def test_o27_the_laws_have_something_to_say(shipped: Results) -> None:
    """The shipped run contains what the laws are about: chains, second woningen, homes still standing, lapsed room."""
    let, freed = shipped.table("toewijzing"), shipped.table("vrijkomst")
    assert (freed["schakel"] > 2).any()
    assert let.duplicated(PERSON).any()
    assert len(freed) > len(let)
    assert set(shipped.table("grootboek")["post"]) >= {"recht", "toekenning", "levering", "verval"}
    assert (shipped.table("voorziening")["geblokkeerd"] > 0).any()
    assert set(shipped.table("inschrijving")["herkomst"]) == {"gemeente", "regio", "elders"}


def tampered(results: Results, table: str, column: str, row: int, by: int) -> Results:
    """The results with one number changed; `by` 0 leaves the row out."""
    first = results.replicaties[0]
    columns = {name: values.copy() for name, values in first.feiten[table].items()}
    if by:
        columns[column][row] = columns[column].astype(np.float64)[row] + by
    else:
        columns = {name: np.delete(values, row) for name, values in columns.items()}
    changed = Replicatie(first.nummer, {**first.feiten, table: columns}, first.namen, first.afstanden)
    return replace(results, replicaties=(changed, *results.replicaties[1:]))


@pytest.mark.parametrize(
    ("law", "table", "column", "by"),
    [
        (register_flows, "inschrijving", "elders_gehuisvest", 1),
        (register_flows, "inschrijving", "begin", 1),
        (register_housed, "toewijzing", "", 0),
        (register_counts, "register", "aantal", 1),
        (vacancies, "vrijkomst", "", 0),
        (vacancies, "toewijzing", "", 0),
        (chains, "vrijkomst", "schakel", 1),
        (tenancies, "vrijkomst", "einddatum", 2880),
        (tenancies, "toewijzing", "sleuteldatum", 2880),
        (households, "vrijkomst", "woning", 1),
        (ledger, "grootboek", "", 0),
        (places, "voorziening", "geblokkeerd", 1),
        (stock, "voorraad", "in_voorraad", 1),
        (stock, "vrijkomst", "", 0),
    ],
)
def test_o27_a_table_that_was_tampered_with_is_noticed(
    request: pytest.FixtureRequest, law: Callable[[Results], list[str]], table: str, column: str, by: int
) -> None:
    results = request.getfixturevalue("changing" if law is stock else "shipped")
    row = row_to_tamper(results, law, table)
    assert law(tampered(results, table, column, row, by)) != []


def row_to_tamper(results: Results, law: Callable[[Results], list[str]], table: str) -> int:
    """A row that the law is about."""
    rows = results.table(table)
    if law is stock and table == "voorraad":
        return 3
    if law is stock:
        return int(np.flatnonzero(rows["oorzaak"] == "eerste_verhuur")[0])
    if table == "register":
        return int(np.flatnonzero((rows["maat"] == "inschrijfduur") & (rows["jaar"] == results.jaren[0]))[0])
    if law is households:
        return int(np.flatnonzero(rows["schakel"] == 2)[0])
    if law is tenancies and table == "toewijzing":
        return int(np.flatnonzero(rows["leegstand_dagen"] > 0)[0])
    if law is vacancies and table == "toewijzing":
        return int(np.flatnonzero(rows["is_huurder"])[0])
    if law is register_housed:
        return int(np.flatnonzero(rows["inschrijfduur_dagen"] >= 0)[0])
    return len(rows) // 2 if law is not ledger else int(np.flatnonzero(rows["post"] == "toekenning")[0])

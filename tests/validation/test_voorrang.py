"""O3: who has voorrang comes first at every woning that falls free, group by group: in the adverts, or by mediation."""

from pathlib import Path

import pytest

from tests.validation.meten import bemiddeld, luck, passed_over, per_year, ratio, wachttijd
from tests.validation.orakel import orakel, play
from tests.validation.theorie import with_voorrang
from woonsim.results import Results

Lasten = tuple[int, float, float, float]
"""What falls free per year; who comes per year: urgenten, statushouders, and who registers without voorrang."""
SMALL = (20, 3.0, 3.0, 2.0)
PUBLISHED = (200, 30.0, 50.0, 100.0)
"""The published urgenten, 30; of the other 150 a third has voorrang here, behind them."""

GROEPEN = ("urgenten", "statushouders")
ADVERTS = "urgentie: {klassen: [[urgenten], [statushouders]]}"
MEDIATION = "directe_bemiddeling: {doelgroepen: [urgenten, statushouders]}"


def played(folder: Path, regel: str, lasten: Lasten, terms: tuple[int, int, int], jobs: int = 1) -> Results:
    """A run in which the policy `regel` puts the two groups first; `terms`: years, replications, seed."""
    (homes, urgent, status, regular), (jaren, n, seed) = lasten, terms
    scenario = orakel(
        folder,
        jaren=jaren,
        vrij=homes,
        regulier=regular,
        speciaal={"statushouders": status, "urgenten": urgent},
        met_voorrang=regel == ADVERTS,
        beleid=[regel],
    )
    return play(scenario, n=n, seed=seed, jobs=jobs)


def check_voorrang(results: Results, lasten: Lasten, warm_up: int, precision: float) -> None:
    homes, *arrivals = lasten
    later, truth = slice(warm_up, None), with_voorrang(homes, arrivals)
    reported = results.table("kandidaat")
    reported = reported.assign(jaar=reported["gereed"].dt.year)
    came = [per_year(results, reported[reported["doelgroep"] == groep]) for groep in GROEPEN]
    registered = results.table("inschrijving")
    came.append(per_year(results, registered[registered["herkomst"] == "regio"], "ingeschreven"))
    freed = per_year(results, results.table("vrijkomst"))
    chance = luck(results, [*zip(came, arrivals, strict=True), (freed, homes)], later)
    special = bemiddeld(results)
    lists = [*(special[special["doelgroep"] == groep] for groep in GROEPEN), wachttijd(results)]
    for rows, wait in zip(lists, truth, strict=True):
        numbers = per_year(results, rows)[:, later].sum(axis=1)
        ratio(per_year(results, rows, "wacht")[:, later].sum(axis=1), numbers, chance).check(wait, precision)


def test_o3_voorrang_in_the_adverts_is_as_if_those_behind_were_not_there(tmp_path: Path) -> None:
    results = played(tmp_path, ADVERTS, SMALL, (16, 40, 3_001))
    check_voorrang(results, SMALL, 2, 0.05)
    let = results.table("toewijzing")
    klasse = let["doelgroep"].map({"urgenten": 0, "statushouders": 1, "regulier": 2})
    assert passed_over(let.assign(klasse=klasse)) == 0
    assert passed_over(let.assign(klasse=0)) > 100


@pytest.mark.nightly
@pytest.mark.parametrize(("regel", "seed"), [(ADVERTS, 3_002), (MEDIATION, 3_003)], ids=["adverts", "mediation"])
def test_o3_at_the_published_load(tmp_path: Path, regel: str, seed: int) -> None:
    results = played(tmp_path, regel, PUBLISHED, (60, 100, seed), jobs=2)
    check_voorrang(results, PUBLISHED, 10, 0.015)

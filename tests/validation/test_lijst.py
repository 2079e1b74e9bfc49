"""One list, ranked on inschrijfduur: O24 (a list that starts empty), O1 (in the long run), O9 (people leave it)."""

from dataclasses import dataclass
from math import log
from pathlib import Path

import pytest

from tests.validation.meten import DAYS, Meting, Values, luck, mean, per_year, ratio, wachttijd, years_of
from tests.validation.orakel import orakel, play
from tests.validation.theorie import from_empty, with_leaving
from woonsim.results import Results


@dataclass(frozen=True)
class Lijst:
    """What became of the list in each replication and year (arrays n x jaren)."""

    results: Results
    vrij: Values
    ingeschreven: Values
    gehuisvest: Values
    elders: Values
    wachtend: Values
    persoonsjaren: Values

    @classmethod
    def of(cls, results: Results) -> "Lijst":
        """Read it from the tables."""
        rows = results.table("inschrijving")
        return cls(
            results,
            vrij=per_year(results, results.table("vrijkomst")),
            ingeschreven=per_year(results, rows, "ingeschreven"),
            gehuisvest=per_year(results, rows, "gehuisvest"),
            elders=per_year(results, rows, "elders_gehuisvest"),
            wachtend=per_year(results, rows, "wachtend"),
            persoonsjaren=per_year(results, rows, "persoonsdagen") / DAYS,
        )


def check_from_empty(lijst: Lijst, rates: tuple[float, float, float], jaren: int, precision: float = 0.05) -> None:
    """The first `jaren` years of lists that started empty, against their exact expectations."""
    arrivals, homes, leaving = rates
    first = slice(jaren)
    length = years_of(lijst.results)[first].sum()
    truth = from_empty(arrivals, homes, leaving, length)
    chance = luck(lijst.results, [(lijst.ingeschreven, arrivals), (lijst.vrij, homes)], first, late=True)
    mean(lijst.persoonsjaren[:, first].sum(axis=1) / length, chance).check(truth.mean_list, precision)
    mean(lijst.wachtend[:, jaren - 1], chance).check(truth.list_at_end, precision)
    mean(lijst.gehuisvest[:, first].sum(axis=1), chance).check(truth.allocations, precision)


def test_o24_a_list_that_starts_empty_after_five_and_ten_years(tmp_path: Path) -> None:
    lijst = Lijst.of(play(orakel(tmp_path, jaren=10, vrij=10, regulier=8), n=280, seed=24_001))
    check_from_empty(lijst, (8, 10, 0), 5)
    check_from_empty(lijst, (8, 10, 0), 10)


def test_o24_an_overloaded_list_that_people_leave(tmp_path: Path) -> None:
    lijst = Lijst.of(play(orakel(tmp_path, jaren=10, vrij=19, regulier=26, vertrek=0.1), n=50, seed=24_002))
    check_from_empty(lijst, (26, 19, 0.1), 5)
    check_from_empty(lijst, (26, 19, 0.1), 10)


@pytest.mark.nightly
@pytest.mark.parametrize(
    ("rates", "n", "precision"),
    [((8, 10, 0), 2400, 0.015), ((180, 190, 0), 400, 0.05), ((260, 190, 0.1), 50, 0.015)],
    ids=str,
)
def test_o24_the_published_lists(tmp_path: Path, rates: tuple[float, int, float], n: int, precision: float) -> None:
    arrivals, homes, leaving = rates
    scenario = orakel(tmp_path, jaren=10, vrij=homes, regulier=arrivals, vertrek=leaving)
    check_from_empty(Lijst.of(play(scenario, n, seed=24_003, jobs=2)), rates, 10, precision)


def check_in_the_long_run(lijst: Lijst, arrivals: float, homes: float, warm_up: int, precision: float) -> None:
    """O1: after the years of `warm_up`, the list is an M/M/1 and times on it are exponential."""
    results, later = lijst.results, slice(warm_up, None)
    chance = luck(results, [(lijst.ingeschreven, arrivals), (lijst.vrij, homes)], later)
    waits = wachttijd(results)
    housed, free = (table[:, later].sum(axis=1) for table in (lijst.gehuisvest, lijst.vrij))
    rate = homes - arrivals
    wait = per_year(results, waits, "wacht")[:, later].sum(axis=1)
    ratio(wait, housed, chance).check(1 / rate, precision)
    length = years_of(results)[later].sum()
    mean(lijst.persoonsjaren[:, later].sum(axis=1) / length, chance).check(arrivals / rate, precision)
    ratio(free - housed, free, chance).check(1 - arrivals / homes, precision)
    for longer in (0.5, 0.1):
        rows = waits[waits["wacht"] > -log(longer) / rate]
        share = ratio(per_year(results, rows)[:, later].sum(axis=1), housed, chance)
        share.check(longer, precision if longer == 0.5 else 3 * precision)


def test_o1_in_the_long_run_times_on_the_list_are_exponential(tmp_path: Path) -> None:
    lijst = Lijst.of(play(orakel(tmp_path, jaren=30, vrij=10, regulier=5), n=48, seed=1_001))
    check_in_the_long_run(lijst, 5, 10, warm_up=5, precision=0.05)


@pytest.mark.nightly
def test_o1_at_the_published_load(tmp_path: Path) -> None:
    lijst = Lijst.of(play(orakel(tmp_path, jaren=100, vrij=200, regulier=180), n=70, seed=1_002, jobs=2))
    check_in_the_long_run(lijst, 180, 200, warm_up=15, precision=0.015)


@pytest.mark.nightly
def test_o2_a_lottery_changes_nobodys_mean_but_the_spread(tmp_path: Path) -> None:
    scenario = orakel(tmp_path, jaren=30, vrij=10, regulier=5, volgorde="")
    lijst = Lijst.of(play(scenario, n=160, seed=2_001, jobs=2))
    results, later = lijst.results, slice(5, None)
    chance = luck(results, [(lijst.ingeschreven, 5), (lijst.vrij, 10)], later)
    waits = wachttijd(results)
    waits = waits.assign(square=waits["wacht"] ** 2, late=waits["wacht"] > log(2) / 5)
    housed = lijst.gehuisvest[:, later].sum(axis=1)
    total = {name: per_year(results, waits, name)[:, later].sum(axis=1) for name in ("wacht", "square", "late")}
    ratio(total["wacht"], housed, chance).check(0.2)
    ratio(total["square"], housed, chance).check(0.2**2 * (1 + (2 + 0.5) / (2 - 0.5)), 0.1)
    # half of those housed by inschrijfduur wait longer than this; by lot it are fewer
    assert not ratio(total["late"], housed, chance).fits(0.5)


def leaving_list(lijst: Lijst, rates: tuple[float, float, float], warm_up: int) -> tuple[Meting, Meting, Meting]:
    """O9: mean list, share of those who register that leave by themselves, and time on the list of those housed."""
    arrivals, homes, _ = rates
    results, later = lijst.results, slice(warm_up, None)
    chance = luck(results, [(lijst.ingeschreven, arrivals), (lijst.vrij, homes)], later)
    housed, left = (table[:, later].sum(axis=1) for table in (lijst.gehuisvest, lijst.elders))
    length = years_of(results)[later].sum()
    wait = per_year(results, wachttijd(results), "wacht")[:, later].sum(axis=1)
    return (
        mean(lijst.persoonsjaren[:, later].sum(axis=1) / length, chance),
        mean(left / (arrivals * length), chance),
        ratio(wait, housed, chance),
    )


def test_o9_everybody_may_leave_the_list_the_first_too(tmp_path: Path) -> None:
    rates = (12.0, 10, 0.5)
    scenario = orakel(tmp_path, jaren=40, vrij=10, regulier=12, vertrek=0.5)
    length, left, wait = leaving_list(Lijst.of(play(scenario, n=40, seed=9_001)), rates, warm_up=8)
    truth, textbook = with_leaving(*rates), with_leaving(*rates, first_stays=True)
    length.check(truth.length)
    left.check(truth.leaving_share)
    wait.check(truth.wait_of_housed)
    # The textbook queue, in which the first does not leave, is another model: this run can tell.
    assert not length.fits(textbook.length)

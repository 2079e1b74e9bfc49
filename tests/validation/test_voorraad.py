"""O4 and O5: a closed stock, in which a woning that nobody takes stands empty, let in rounds.

Everything is let in rounds of the advertentiecyclus, several woningen at once; everybody reacts to all of them. The
theory is exact for rounds too, and ends at Cobham and Erlang when they follow each other ever faster.
"""

from pathlib import Path

import numpy as np
import pytest

from tests.validation.meten import DAYS, luck, mean, minutes, passed_over, per_year, ratio, registered_at, years_of
from tests.validation.orakel import BLIJFT_LEEG, orakel, play
from tests.validation.theorie_voorraad import in_rounds
from woonsim.kalender import DAG
from woonsim.results import Results


def played(
    folder: Path, rates: tuple[float, float], stock: tuple[int, int], terms: tuple[int, int, int], jobs: int = 1
) -> Results:
    """Tenancies of a year. `rates`: urgent and regular seekers per year; `stock`: woningen, days between rounds.

    `terms`: years, replications, seed.
    """
    (urgent, regular), (woningen, days), (jaren, n, seed) = rates, stock, terms
    changes = BLIJFT_LEEG | {"doorlopend": f"{days} dagen", "maximum_reacties: 1": f"maximum_reacties: {woningen}"}
    scenario = orakel(
        folder,
        jaren=jaren,
        vrij=woningen,
        regulier=regular,
        speciaal={"urgenten": urgent} if urgent else 0,
        met_voorrang=True,
        beleid=["urgentie"] if urgent else [],
        changes=changes,
    )
    return play(scenario, n, seed, jobs)


def check_stock(
    results: Results, rates: tuple[float, float], stock: tuple[int, int], warm_up: int, precision: float = 0.05
) -> None:
    """The waits of both lists, their length together and the woningen let, after the years of `warm_up`."""
    later = slice(warm_up, None)
    length = years_of(results)[later].sum()
    lists, let = results.table("inschrijving"), results.table("toewijzing")
    let = let.assign(wacht=let["inschrijfduur_dagen"] / DAYS)
    truth = in_rounds(rates, 1.0, stock[0], stock[1] / DAYS, (30 if rates[0] else 1, 100))
    occupied = stock[0] * length - per_year(results, let, "leegstand_dagen")[:, later].sum(axis=1) / DAYS
    freed = per_year(results, results.table("vrijkomst"))[:, later].sum(axis=1)
    own = [per_year(results, lists[(lists["herkomst"] == "regio") == regio], "ingeschreven") for regio in (False, True)]
    streams = [(came, rate) for came, rate in zip(own, rates, strict=True) if rate]
    # each woning that is let falls free at rate 1: what falls free less than that, or more, is chance
    chance = np.column_stack([luck(results, streams, later), freed - occupied])
    waits = []
    for rows, listed, rate in zip((let[let["met_voorrang"]], let[~let["met_voorrang"]]), truth, rates, strict=True):
        if rate:
            total, numbers = (per_year(results, rows, value)[:, later].sum(axis=1) for value in ("wacht", None))
            waits.append(ratio(total, numbers, chance))
            waits[-1].check(listed / rate, precision)
    days = per_year(results, lists, "persoonsdagen")[:, later].sum(axis=1)
    mean(days / DAYS / length, chance).check(float(truth.sum()), precision)
    mean(occupied / length, chance).check(sum(rates), precision)
    # without voorrang everybody would wait as long
    assert len(waits) == 1 or not waits[0].fits(float(truth.sum()) / sum(rates))


def check_rounds(results: Results, cycle: int, urgent: bool) -> None:
    """Without chance: nobody waits a round in which a woning is left, and nobody goes past who comes before."""
    freed, let = results.table("vrijkomst"), results.table("toewijzing")
    both = let.merge(freed[["replicatie", "vrijkomst", "opzegdatum"]], on=["replicatie", "vrijkomst"])
    waited = 0
    for _, rows in both.groupby("replicatie"):
        free, taken = minutes(rows["opzegdatum"]), minutes(rows["acceptatiedatum"])
        for before in taken[registered_at(rows) < taken - cycle] - cycle:
            waited += 1
            assert not ((free < before - cycle) & (taken > before)).any()
    assert waited > 30
    assert passed_over(let.assign(klasse=~let["met_voorrang"].astype(bool))) == 0
    assert not urgent or passed_over(let.assign(klasse=0)) > 10


def test_o5_a_closed_stock_let_in_rounds(tmp_path: Path) -> None:
    rates, stock = (0.0, 10.0), (20, 91)
    results = played(tmp_path, rates, stock, (25, 30, 5_001))
    check_stock(results, rates, stock, 8)
    check_rounds(results, stock[1] * DAG, urgent=False)


def test_o4_the_urgent_come_first_and_nobody_is_put_out(tmp_path: Path) -> None:
    rates, stock = (2.0, 3.0), (12, 122)
    results = played(tmp_path, rates, stock, (30, 42, 4_001))
    check_stock(results, rates, stock, 5)
    check_rounds(results, stock[1] * DAG, urgent=True)


@pytest.mark.nightly
def test_o4_and_o5_at_the_published_load(tmp_path: Path) -> None:
    """c = 10, nu 0.2, lambda 0.6 and 1.0, with five years for one; every week a round."""
    rates, stock = (3.0, 5.0), (10, 7)
    check_stock(played(tmp_path, rates, stock, (100, 200, 4_002), jobs=2), rates, stock, 30)

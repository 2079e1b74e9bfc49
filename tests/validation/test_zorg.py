"""Places that are blocked until a home is found: O19 (loss), O20 (with support) and O21 (with a list of its own)."""

from pathlib import Path

import numpy as np
import pytest

from tests.validation.meten import Meting, Values, bemiddeld, luck, mean, per_year, ratio, years_of
from tests.validation.orakel import begeleiding, orakel, play, quotum, voorziening
from tests.validation.theorie import Plaatsen, product_form, with_list, with_support
from woonsim.results import Results

APART = "apart"
WARM_UP = 10
SMALL = {"arrivals": 3.0, "ending": 0.8, "homes": 2.0, "places": 5}
LARGE = {"arrivals": 12.0, "ending": 0.5, "homes": 10.0, "places": 30}
"""Applications per year, stays that end, special homes per year, places."""


def run(
    folder: Path,
    given: dict[str, float],
    n: int,
    seed: int,
    *,
    slots: int = 0,
    release: float = 0,
    wachtlijst: bool = False,
    jaren: int = 100,
    jobs: int = 1,
) -> Results:
    """Years of a voorziening for which every second freed woning, at random, is set apart.

    `slots` of support are released at rate `release` each. With support tenancies are long: one that ends frees its
    slot and a woning at once, which theory does not have.
    """
    zorg = voorziening(int(given["places"]), 1 / given["ending"], given["arrivals"], wachtlijst=wachtlijst)
    huurduur = 100 if slots else 1
    if slots:
        zorg += begeleiding(slots, 1 / (release - 1 / huurduur))
    terms = {"doelgroep": "uitstroom", "trekking": "toeval", "zonder_kandidaat": "eerste_reageerder"}
    scenario = orakel(
        folder,
        jaren=jaren,
        vrij=round(2 * given["homes"]),
        beleid=[quotum(APART, "50%", **terms)],
        zorg=zorg,
        huurduur=huurduur,
    )
    return play(scenario, n=n, seed=seed, jobs=jobs)


class Metingen:
    """What is measured of a voorziening after the warm-up, with what chance did to its two streams as controls."""

    def __init__(self, results: Results, given: dict[str, float]) -> None:
        self.results, self.later = results, slice(WARM_UP, None)
        self.length = years_of(results)[self.later].sum()
        reported = results.table("kandidaat")
        self.ready = per_year(results, reported.assign(jaar=reported["gereed"].dt.year))
        grown = np.sum([self.changes(name) for name in ("verblijf", "wachtlijst", "afgewezen")], axis=0)
        self.applied = self.ready + grown
        boek = results.table("grootboek")
        apart = per_year(results, boek[(boek["post"] == "toekenning") & (boek["rekening"] == APART)])
        self.chance = luck(results, [(self.applied, given["arrivals"]), (apart, given["homes"])], self.later)

    def levels(self, table: str, column: str) -> list[tuple[Values, Values]]:
        """Per replication the moments at which a count changes, and the count from then on."""
        rows = [replicatie.feiten[table] for replicatie in self.results.replicaties]
        return [(r["moment"].astype(np.float64), r[column].astype(np.float64)) for r in rows]

    def changes(self, column: str) -> Values:
        """By how much a count of the voorziening grew in each year."""
        edges = np.array(self.results.kalender.jaargrenzen(), dtype=np.float64)
        told = []
        for moments, level in self.levels("voorziening", column):
            at = level[np.searchsorted(moments, edges, side="left") - 1]
            at[0] = 0.0  # empty before the first moment
            told.append(np.diff(at))
        return np.array(told)

    def over_time(self, column: str, table: str = "voorziening") -> Meting:
        """The mean of a count over time."""
        edges = np.array(self.results.kalender.jaargrenzen(), dtype=np.float64)
        begin, end = edges[WARM_UP], edges[-1]
        means = []
        for moments, level in self.levels(table, column):
            spent = np.diff(np.clip(np.append(moments, end), begin, end))
            means.append(spent @ level / (end - begin))
        return mean(np.array(means), self.chance)

    def housed(self) -> Meting:
        """Per year."""
        numbers = per_year(self.results, bemiddeld(self.results))[:, self.later]
        return mean(numbers.sum(axis=1) / self.length, self.chance)

    def wait(self) -> Meting:
        """From ready to keys, of those housed [years]."""
        rows = bemiddeld(self.results)
        total, number = per_year(self.results, rows, "wacht"), per_year(self.results, rows)
        return ratio(total[:, self.later].sum(axis=1), number[:, self.later].sum(axis=1), self.chance)

    def refused(self) -> Meting:
        """The share of those who apply."""
        away = self.changes("afgewezen")[:, self.later].sum(axis=1)
        return ratio(away, self.applied[:, self.later].sum(axis=1), self.chance)

    def check(self, truth: Plaatsen, precision: float) -> None:
        """All figures of a voorziening."""
        self.over_time("verblijf").check(truth.stay, precision)
        self.over_time("geblokkeerd").check(truth.ready, precision)
        self.housed().check(truth.housed, precision)
        self.wait().check(truth.wait, precision)
        if truth.refused > 0:
            self.refused().check(truth.refused, precision)


def all_blocked(results: Results, places: int) -> Values:
    """The share of the time in which every place is blocked, per replication."""
    end = results.kalender.looptijd
    shares = []
    for replicatie in results.replicaties:
        rows = replicatie.feiten["voorziening"]
        spent = np.diff(np.append(rows["moment"].astype(np.float64), end))
        shares.append(spent[rows["geblokkeerd"] == places].sum() / end)
    return np.array(shares)


def test_o19_blocked_places_are_a_loss_network(tmp_path: Path) -> None:
    results = run(tmp_path, SMALL, n=12, seed=19_001, jaren=60)
    truth = product_form(**SMALL)  # type: ignore[arg-type]
    found = Metingen(results, SMALL)
    found.check(truth, 0.05)
    # not what they would be if nobody had to wait for a home
    assert not found.refused().fits(product_form(3, 0.8, 1e6, 5).refused)


def test_o19_at_the_size_of_a_gemeente(tmp_path: Path) -> None:
    results = run(tmp_path, LARGE, n=12, seed=19_002, jaren=60)
    Metingen(results, LARGE).check(product_form(**LARGE), 0.05)  # type: ignore[arg-type]


def test_o20_a_home_without_support_is_no_home(tmp_path: Path) -> None:
    results = run(tmp_path, SMALL, n=16, seed=20_001, slots=4, release=0.5, jaren=60)
    truth = with_support(3, 0.8, 2, 5, slots=4, release=0.5)
    found = Metingen(results, SMALL)
    found.check(truth, 0.05)
    found.over_time("ambulant", "begeleiding").check(truth.supported, 0.05)
    assert not found.over_time("geblokkeerd").fits(product_form(**SMALL).ready)  # type: ignore[arg-type]


def test_o20_at_the_size_of_a_gemeente(tmp_path: Path) -> None:
    results = run(tmp_path, LARGE, n=14, seed=20_002, slots=12, release=1, jaren=60)
    truth = with_support(12, 0.5, 10, 30, slots=12, release=1)
    found = Metingen(results, LARGE)
    found.check(truth, 0.05)
    found.over_time("ambulant", "begeleiding").check(truth.supported, 0.05)
    assert found.over_time("ambulant", "begeleiding").fits(truth.housed / 1)
    missed = per_year(results, results.table("vrijkomst").query("gemist_begeleiding"))[:, WARM_UP:].sum(axis=1)
    assert not mean(missed / found.length).fits(0.0)


LIST = {"arrivals": 1.2, "ending": 0.8, "homes": 2.0, "places": 5}


def test_o21_a_list_for_places_that_are_blocked(tmp_path: Path) -> None:
    results = run(tmp_path, LIST, n=40, seed=21_001, wachtlijst=True, jaren=70)
    truth = with_list(1.2, 0.8, 2, 5, longest=200)
    found = Metingen(results, LIST)
    found.check(truth, 0.05)
    # hardly ever anybody waits, so the mean is known less well than the others
    found.over_time("wachtlijst").check(truth.waiting, 0.25)
    assert not results.table("voorziening")["afgewezen"].any()


@pytest.mark.nightly
@pytest.mark.parametrize(("given", "seed", "n"), [(SMALL, 19_003, 60), (LARGE, 19_004, 40)])
def test_o19_precisely(tmp_path: Path, given: dict[str, float], seed: int, n: int) -> None:
    results = run(tmp_path, given, n=n, seed=seed, jobs=2)
    Metingen(results, given).check(product_form(**given), 0.015)  # type: ignore[arg-type]


@pytest.mark.nightly
@pytest.mark.parametrize(
    ("given", "support", "seed", "n"), [(SMALL, (4, 0.5), 20_003, 100), (LARGE, (12, 1), 20_004, 80)]
)
def test_o20_precisely(tmp_path: Path, given: dict[str, float], support: tuple[int, float], seed: int, n: int) -> None:
    slots, release = support
    results = run(tmp_path, given, n=n, seed=seed, slots=slots, release=release, jobs=2)
    found, truth = Metingen(results, given), with_support(**given, slots=slots, release=release)  # type: ignore[arg-type]
    found.check(truth, 0.015)
    found.over_time("ambulant", "begeleiding").check(truth.supported, 0.015)


@pytest.mark.nightly
def test_o21_precisely(tmp_path: Path) -> None:
    results = run(tmp_path, LIST, n=300, seed=21_002, wachtlijst=True, jobs=2)
    truth = with_list(1.2, 0.8, 2, 5, longest=200)
    found = Metingen(results, LIST)
    found.check(truth, 0.015)
    # of which three hundred replications tell no more
    found.over_time("wachtlijst").check(truth.waiting, 0.08)
    mean(all_blocked(results, 5)).check(truth.all_blocked, 0.08)

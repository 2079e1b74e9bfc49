"""A share of the freed woningen for one group: O6 and O8 (at random), O7 (every n-th) and O25 (counted exactly)."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, floor
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tests.validation.meten import Meting, Values, bemiddeld, luck, mean, per_year, ratio, wachttijd, years_of
from tests.validation.orakel import orakel, play, quotum
from tests.validation.theorie import (
    poisson_mean,
    wait_of_regular_by_counting,
    wait_of_special_by_counting,
    with_spill,
)
from woonsim.kalender import JAAR
from woonsim.results import Results
from woonsim.scenario.model import Scenario

SPILL = {"zonder_kandidaat": "aanbod", "onbenut": "naar_regulier"}
"""What the quota sets apart and nobody special takes goes to the adverts."""
LATEN = {"afronding": "naar_beneden", "restant": "overgedragen", "zonder_kandidaat": "eerste_reageerder"}
"""What the quota sets apart and nobody takes is lost; the count goes on over the years."""


@dataclass(frozen=True)
class Lasten:
    """What falls free per year, of which one in `n` for the special list, and who registers for either list."""

    homes: int
    n: int
    special: float
    regular: float

    def scenario(self, folder: Path, trekking: str, jaren: int, terms: Mapping[str, str] = LATEN) -> Scenario:
        """The woningen set apart by a quota that draws as `trekking` says, on these `terms`."""
        beleid = [quotum("bijzonder", f"{100 / self.n}%", trekking=trekking, **terms)]
        return orakel(folder, jaren=jaren, vrij=self.homes, regulier=self.regular, speciaal=self.special, beleid=beleid)

    def by_chance(self) -> tuple[float, float]:
        """O6: two lists that each have a Poisson stream of woningen of their own."""
        own = self.homes / self.n
        return 1 / (own - self.special), 1 / (self.homes - own - self.regular)

    def by_chance_with_spill(self) -> tuple[float, float]:
        """O8: as O6, and the regular list gets what nobody special waits for."""
        return with_spill(self.special, self.regular, self.homes / self.n, self.homes)

    def by_counting(self) -> tuple[float, float]:
        """O7: every n-th woning is special."""
        return (
            wait_of_special_by_counting(self.special, self.homes, self.n),
            wait_of_regular_by_counting(self.regular, self.homes, self.n),
        )


def reserved(results: Results, rekening: str = "bijzonder") -> pd.DataFrame:
    """The woningen granted to an account, whether or not anybody took them."""
    rows = results.table("grootboek")
    return rows[(rows["post"] == "toekenning") & (rows["rekening"] == rekening)]


def waits(results: Results, lasten: Lasten, warm_up: int) -> tuple[Meting, Meting]:
    """Mean times on the special and on the regular list, of those housed after the years of `warm_up`."""
    apart = per_year(results, reserved(results))
    other = per_year(results, results.table("vrijkomst")) - apart
    reported = results.table("kandidaat")
    came = per_year(results, reported.assign(jaar=reported["gereed"].dt.year))
    registered = per_year(results, results.table("inschrijving"), "ingeschreven")
    own = lasten.homes / lasten.n
    special = [(came, lasten.special), (apart, own)]
    regular = [(registered, lasten.regular), (other, lasten.homes - own)]
    return wait(results, bemiddeld(results), special, warm_up), wait(results, wachttijd(results), regular, warm_up)


def wait(results: Results, rows: pd.DataFrame, streams: list[tuple[Values, float]], warm_up: int) -> Meting:
    """The mean of column `wacht` of the `rows` after the years of `warm_up`."""
    later = slice(warm_up, None)
    total, housed = per_year(results, rows, "wacht"), per_year(results, rows)
    chance = luck(results, streams, later)
    return ratio(total[:, later].sum(axis=1), housed[:, later].sum(axis=1), chance)


SMALL = Lasten(homes=20, n=4, special=2.5, regular=7.5)
SPILLING = Lasten(homes=20, n=2, special=3.0, regular=7.0)
PUBLISHED = Lasten(homes=200, n=20, special=8.0, regular=160.0)


def check_waits(found: tuple[Meting, Meting], truth: tuple[float, float], precision: float) -> None:
    for measured, expected in zip(found, truth, strict=True):
        measured.check(expected, precision)


def test_o6_a_quota_at_random_splits_the_list_in_two(tmp_path: Path) -> None:
    results = play(SMALL.scenario(tmp_path, "toeval", jaren=35), n=40, seed=6_001)
    found = waits(results, SMALL, warm_up=5)
    check_waits(found, SMALL.by_chance(), 0.05)
    assert not found[0].fits(SMALL.by_counting()[0])


def test_o7_every_nth_home_is_another_policy_than_the_same_share_at_random(tmp_path: Path) -> None:
    results = play(SMALL.scenario(tmp_path, "teller", jaren=35), n=30, seed=7_001)
    found = waits(results, SMALL, warm_up=5)
    check_waits(found, SMALL.by_counting(), 0.05)
    assert not found[0].fits(SMALL.by_chance()[0])


def test_o8_what_nobody_special_wants_goes_to_the_regular_list(tmp_path: Path) -> None:
    results = play(SPILLING.scenario(tmp_path, "toeval", jaren=14, terms=SPILL), n=36, seed=8_001)
    found = waits(results, SPILLING, warm_up=2)
    check_waits(found, SPILLING.by_chance_with_spill(), 0.05)
    assert not found[1].fits(SPILLING.by_chance()[1])


@pytest.mark.nightly
def test_o6_at_the_published_load(tmp_path: Path) -> None:
    results = play(PUBLISHED.scenario(tmp_path, "toeval", jaren=100), n=300, seed=6_002, jobs=2)
    check_waits(waits(results, PUBLISHED, warm_up=20), PUBLISHED.by_chance(), 0.015)


@pytest.mark.nightly
def test_o8_at_the_published_load(tmp_path: Path) -> None:
    results = play(PUBLISHED.scenario(tmp_path, "toeval", jaren=100, terms=SPILL), n=300, seed=8_002, jobs=2)
    check_waits(waits(results, PUBLISHED, warm_up=20), PUBLISHED.by_chance_with_spill(), 0.015)


@pytest.mark.nightly
def test_o7_at_the_published_load(tmp_path: Path) -> None:
    results = play(PUBLISHED.scenario(tmp_path, "teller", jaren=100), n=230, seed=7_002, jobs=2)
    check_waits(waits(results, PUBLISHED, warm_up=20), PUBLISHED.by_counting(), 0.015)


ROUNDED = {"naar_beneden": floor, "naar_boven": ceil, "naar_dichtstbij": lambda x: floor(x + 0.5)}
EVERY = 20
"""A share of 5% is every twentieth."""


def play_counted(folder: Path, homes: int, n: int, seed: int) -> Results:
    """Ten years of vacancies counted by seven quota, which find no candidate and pass the woning on to the next."""
    entries = [
        quotum(f"{restant}-{afronding}", "5%", trekking="teller", afronding=afronding, restant=restant)
        for restant in ("vervalt", "overgedragen")
        for afronding in ROUNDED
    ]
    beleid = [*entries, quotum("toeval", "5%", trekking="toeval")]
    return play(orakel(folder, jaren=10, vrij=homes, beleid=beleid), n, seed)


def check_poisson(numbers: Values, rate: Values) -> None:
    """Counts (n x jaren) with these means: their sum, and their spread around the means."""
    total = rate.sum() * len(numbers)
    assert abs(numbers.sum() - total) <= 4.31 * total**0.5
    spread, df = float(((numbers - rate) ** 2 / rate).sum()), numbers.size
    assert abs(spread - df) <= 4.31 * (2 * df) ** 0.5


def check_times_between(results: Results, homes: int) -> None:
    """Times between vacancies are exponential, and one says nothing of the next."""
    moments = [replicatie.feiten["vrijkomst"]["opzegdatum"].astype(np.float64) for replicatie in results.replicaties]
    gaps = np.concatenate([np.diff(moment, prepend=0.0) for moment in moments])
    chance = np.sort(1 - np.exp(-gaps * homes / JAAR))
    steps = np.arange(len(gaps) + 1) / len(gaps)
    distance = max((steps[1:] - chance).max(), (chance - steps[:-1]).max())
    assert distance * len(gaps) ** 0.5 < 2.6  # Kolmogorov: chance 3 in a million
    assert abs(np.corrcoef(gaps[1:], gaps[:-1])[0, 1]) * len(gaps) ** 0.5 < 4.31


def check_binomial(results: Results) -> None:
    """What is drawn at random strays from the share of what fell free as a binomial does: it does not count."""
    drawn = per_year(results, reserved(results, "toeval")).sum(axis=1)
    freed = per_year(results, results.table("vrijkomst")).sum(axis=1)
    spread = float(((drawn - freed / EVERY) ** 2 / (freed / EVERY * (1 - 1 / EVERY))).sum())
    df = len(drawn)
    assert abs(spread - df) <= 4.31 * (2 * df) ** 0.5
    assert (np.abs(drawn - freed / EVERY) >= 1).any()


def check_every_prefix(results: Results, afronding: str) -> None:
    """At every vacancy the number granted so far is the share of those so far, rounded: less than 1 away from it."""
    rows = reserved(results, f"overgedragen-{afronding}")
    for replicatie in results.replicaties:
        freed = len(replicatie.feiten["vrijkomst"]["vrijkomst"])
        granted = rows[rows["replicatie"] == replicatie.nummer]["vrijkomst"]
        so_far = np.cumsum(np.bincount(granted, minlength=freed))
        due = np.arange(1, freed + 1) / EVERY
        assert float(np.abs(so_far - due).max()) < (0.5 + 1e-9 if afronding == "naar_dichtstbij" else 1)
        assert so_far.tolist() == [ROUNDED[afronding](v) for v in due.tolist()]


def lapsing(results: Results, homes: int, afronding: str) -> Meting:
    """The mean number granted when the count starts anew each year, checked per year and in the mean."""
    granted = per_year(results, reserved(results, f"vervalt-{afronding}"))
    freed = per_year(results, results.table("vrijkomst"))
    assert granted.tolist() == [[ROUNDED[afronding](v / EVERY) for v in row] for row in freed.tolist()]
    measured = mean(granted.sum(axis=1), luck(results, [(freed, homes)], slice(None)))
    years = years_of(results)
    measured.check(sum(poisson_mean(lambda v: ROUNDED[afronding](v / EVERY), homes * year) for year in years), 0.02)
    return measured


def check_counts(results: Results, homes: int) -> None:
    """O25, all of it."""
    rate = homes * years_of(results)
    check_poisson(per_year(results, results.table("vrijkomst")), rate)
    check_poisson(per_year(results, reserved(results, "toeval")), rate / EVERY)
    check_times_between(results, homes)
    check_binomial(results)
    for afronding in ROUNDED:
        check_every_prefix(results, afronding)
    # the trap: a share that is rounded and lapses each year is another share
    share = rate.sum() / EVERY
    assert not lapsing(results, homes, "naar_beneden").fits(share)
    assert not lapsing(results, homes, "naar_boven").fits(share)
    assert lapsing(results, homes, "naar_dichtstbij").fits(share + 0.25)


def test_o25_every_twentieth_is_counted_exactly_and_at_random_it_is_not(tmp_path: Path) -> None:
    check_counts(play_counted(tmp_path, homes=60, n=16, seed=25_001), 60)


@pytest.mark.nightly
def test_o25_the_published_count(tmp_path: Path) -> None:
    results = play_counted(tmp_path, homes=200, n=30, seed=25_002)
    check_counts(results, 200)
    length = years_of(results).sum() / 10
    assert lapsing(results, 200, "naar_beneden").fits(95.25 * length)
    assert lapsing(results, 200, "naar_boven").fits(104.75 * length)

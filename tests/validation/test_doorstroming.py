"""Tenants on the list, who free a woning when they are housed: O14 and O15 (always full) and O16 (a closed stock).

Outsiders register as a Poisson process; every tenant who is not on the list registers at the same rate. In the open
list a woning that nobody takes goes to somebody from outside the register; in the closed stock it stands empty and is
offered again each day until somebody registers, so that an outsider who finds one empty waits less than a day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from numpy.typing import NDArray

from tests.validation.meten import (
    DAYS,
    Values,
    luck,
    mean,
    minutes,
    passed_over,
    per_year,
    ratio,
    registered_at,
    years_of,
)
from tests.validation.orakel import BLIJFT_LEEG, doorstromers, orakel, play, quotum
from tests.validation.test_quotum import LATEN, reserved
from tests.validation.theorie_voorraad import closed_stock, with_tenants
from woonsim.kalender import DAG
from woonsim.results import Results

HUURDUUR = 50
"""Years that a tenancy lasts on the open list: so few are on the list that tenants register almost as Poisson."""


@dataclass(frozen=True)
class Open:
    """Per year: outsiders and tenants who register, woningen that fall free from outside; the share of the quota."""

    outsiders: float
    tenants: float
    homes: int
    quota: float = 0.0

    @property
    def wait(self) -> float:
        """What theory says."""
        return with_tenants(self.outsiders, self.tenants, self.homes, self.quota)

    @property
    def registered(self) -> float:
        """Tenants who must register per year so that, less those who leave their woning on the list, `tenants` do."""
        return self.tenants * (1 + self.wait / HUURDUUR)

    def played(self, folder: Path, jaren: int, n: int, seed: int, jobs: int = 1) -> Results:
        """A run; of all tenants only who is not on the list registers."""
        on_list = self.tenants * self.wait / (self.homes * HUURDUUR)
        beleid = [quotum("weg", f"{self.quota:.0%}", trekking="toeval", **LATEN)] if self.quota else []
        changes = doorstromers(self.registered / (1 - on_list))
        terms = {"jaren": jaren, "vrij": self.homes, "huurduur": HUURDUUR}
        scenario = orakel(folder, **terms, regulier=self.outsiders, beleid=beleid, changes=changes)
        return play(scenario, n, seed, jobs)

    def check(self, results: Results, warm_up: int, precision: float) -> None:
        """The waits, the length of the list and the number of vacancies after the years of `warm_up`."""
        later = slice(warm_up, None)
        length = years_of(results)[later].sum()
        freed, lists, let = (results.table(name) for name in ("vrijkomst", "inschrijving", "toewijzing"))
        begun, vacancies = (per_year(results, rows) for rows in (freed[freed["schakel"] == 1], freed))
        own = [per_year(results, lists[lists["herkomst"] == of], "ingeschreven") for of in ("regio", "gemeente")]
        rates = (self.outsiders, self.registered, self.homes)
        chance = luck(results, list(zip([*own, begun], rates, strict=True)), later)
        if self.quota:
            apart = per_year(results, reserved(results, "weg"))
            mean(apart[:, later].sum(axis=1) / length).check(self.quota * (self.homes + self.tenants), precision)
            chance = np.column_stack([chance, (apart - self.quota * vacancies)[:, later].sum(axis=1)])
        let = let[let["kanaal"] == "aanbod"].assign(wacht=let["inschrijfduur_dagen"] / DAYS)
        everybody, own_wait = (
            ratio(*(per_year(results, rows, value)[:, later].sum(axis=1) for value in ("wacht", None)), chance)
            for rows in (let, let[~let["is_huurder"]])
        )
        everybody.check(self.wait, precision)
        own_wait.check(self.wait, 2 * precision)
        # a quota that only takes the first woning of a chain would be another list, and this run can tell
        assert not self.quota or not everybody.fits(1 / ((1 - self.quota) * self.homes - self.outsiders))
        days = per_year(results, lists, "persoonsdagen")[:, later].sum(axis=1)
        listed = (self.outsiders + self.tenants) * self.wait
        mean(days / DAYS / length, chance).check(listed, precision)
        mean(vacancies[:, later].sum(axis=1) / length, chance).check(self.homes + self.tenants, precision)


def test_o14_tenants_bring_the_woning_that_they_take(tmp_path: Path) -> None:
    case = Open(outsiders=3, tenants=6, homes=10)
    case.check(case.played(tmp_path, jaren=20, n=24, seed=14_001), 4, 0.05)


def test_o15_a_quota_cuts_the_chains_too(tmp_path: Path) -> None:
    case = Open(outsiders=0.5, tenants=6, homes=8, quota=0.30)
    results = case.played(tmp_path, jaren=14, n=44, seed=15_012)
    case.check(results, 2, 0.05)
    # without chance: what the quota leaves goes to the first of the list
    let, apart = results.table("toewijzing"), reserved(results, "weg")
    left = let.merge(apart[["replicatie", "vrijkomst"]], how="left", indicator=True)["_merge"] == "left_only"
    rows = let.assign(klasse=0)
    assert passed_over(rows[left]) == 0
    assert passed_over(rows) > 100


@pytest.mark.nightly
def test_o15_at_length(tmp_path: Path) -> None:
    case = Open(outsiders=2, tenants=5, homes=10, quota=0.20)
    case.check(case.played(tmp_path, jaren=20, n=240, seed=154), 4, 0.015)


@pytest.mark.nightly
def test_o14_at_the_published_load(tmp_path: Path) -> None:
    case = Open(outsiders=110, tenants=90, homes=120)
    assert case.wait == pytest.approx(0.1)
    case.check(case.played(tmp_path, jaren=60, n=40, seed=14_002, jobs=2), 15, 0.05)


WONINGEN = 10


def closed(folder: Path, rates: tuple[float, float, float], terms: tuple[int, int, int], **letting: str) -> Results:
    """A closed stock with tenancies of a year. `rates`: outsiders and tenants who register, and outsiders who give up.

    `terms`: years, replications, seed; `letting` are delays of `frictieleegstand` other than 0 dagen.
    """
    (outsiders, tenants, leaving), (jaren, n, seed) = rates, terms
    delays = {f"    {name}: 0 dagen": f"    {name}: {delay}" for name, delay in letting.items()}
    changes: Mapping[str, str] = {**BLIJFT_LEEG, **(doorstromers(tenants) if tenants else {}), **delays}
    scenario = orakel(folder, jaren=jaren, vrij=WONINGEN, regulier=outsiders, vertrek=leaving, changes=changes)
    return play(scenario, n, seed)


def outsiders_housed(let: pd.DataFrame) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """When the outsiders who were housed registered, in that order, and when they were housed [minutes]."""
    own = let[~let["is_huurder"]]
    housed, registered = minutes(own["acceptatiedatum"]), registered_at(own)
    order = np.argsort(registered, kind="stable")
    return registered[order], housed[order]


@pytest.mark.parametrize("tenants", [0, 60])
def test_o16_each_outsider_gets_the_vacancy_of_the_same_number_however_tenants_move(
    tmp_path: Path, tenants: float
) -> None:
    """Without chance: the k-th outsider is housed when the k-th woning has fallen free from outside, or, if
    it stands empty by then, within a day of registering.
    """
    results = closed(tmp_path, (10.5, tenants, 0), (15, 2, 16_001))
    vacancies, lettings = results.table("vrijkomst"), results.table("toewijzing")
    assert (vacancies["schakel"] > 1).sum() >= 3 * tenants
    for number, freed in vacancies.groupby("replicatie"):
        registered, housed = outsiders_housed(lettings[lettings["replicatie"] == number])
        begun = np.sort(minutes(freed[freed["schakel"] == 1]["opzegdatum"]))
        # nobody is skipped: the list has who came after, or empty woningen wait for them
        assert len(registered) > 100
        assert len(begun) >= len(registered)
        begun = begun[: len(registered)]
        late = housed - np.maximum(registered, begun)
        waited = registered < begun
        assert waited.any()
        assert (late[waited] == 0).all()
        assert ((late >= 0) & (late < DAG)).all()


def outsiders_list(results: Results, rates: tuple[float, float, float], warm_up: int) -> tuple[Values, Values, Values]:
    """The mean number of outsiders on the list and of woningen let, per replication, and what chance explains."""
    later = slice(warm_up, None)
    length = years_of(results)[later].sum()
    freed, lists, let = (results.table(name) for name in ("vrijkomst", "inschrijving", "toewijzing"))
    lists = lists[lists["herkomst"] == "regio"]
    days = per_year(results, lists, "persoonsdagen")[:, later].sum(axis=1)
    occupied = WONINGEN * length - per_year(results, let, "leegstand_dagen")[:, later].sum(axis=1) / DAYS
    begun = per_year(results, freed[freed["schakel"] == 1])[:, later].sum(axis=1)
    chance = luck(results, [(per_year(results, lists, "ingeschreven"), rates[0])], later)
    # each woning that is let falls free at rate 1: what falls free less than that, or more, is chance
    return days / DAYS / length, occupied / length, np.column_stack([chance, begun - occupied])


def test_o16_moves_do_not_shorten_the_list_of_outsiders(tmp_path: Path) -> None:
    rates = [(14.0, tenants, 1.0) for tenants in (0.0, 20.0)]
    truth = closed_stock(14, 1, WONINGEN, 1)
    measured = [outsiders_list(closed(tmp_path, own, (12, 20, 16_002)), own, 2) for own in rates]
    for listed, occupied, chance in measured:
        mean(listed, chance).check(truth.length)
        mean(occupied, chance).check(truth.occupied)
    # the same outsiders come in both: what is left of chance is when woningen fall free
    (without, _, chance), (with_moves, _, other) = measured
    gain = mean(with_moves - without, np.column_stack([chance, other[:, 1]]))
    assert gain.se < 0.05 * truth.length
    assert gain.fits(0.0)


def test_o16_holds_only_as_long_as_letting_takes_no_time(tmp_path: Path) -> None:
    """Each move costs the time between two tenants: outsiders wait longer when tenants move."""
    rates = [(14.0, tenants, 1.0) for tenants in (0.0, 20.0)]
    runs = [closed(tmp_path, own, (12, 6, 16_003), tussen_huurders="60 dagen") for own in rates]
    without, with_moves = (outsiders_list(run, own, 2)[0] for run, own in zip(runs, rates, strict=True))
    loss = mean(with_moves - without)
    assert loss.value > 4 * loss.se


@pytest.mark.nightly
def test_o16_at_the_published_load(tmp_path: Path) -> None:
    """c = 10, nu 0.2, lambda 1.6, gamma 0.3, with five years for one: as long a list, a fifth of the wait."""
    rates = (8.0, 15.0, 0.0)
    listed, occupied, chance = outsiders_list(closed(tmp_path, rates, (100, 120, 16_004)), rates, 30)
    truth = closed_stock(1.6, 0.2, WONINGEN)
    assert truth.length / 1.6 == pytest.approx(1.022950, abs=1e-6)
    mean(listed, chance).check(truth.length, 0.10)
    mean(occupied, chance).check(truth.occupied)

"""O17: a 55plus label that excludes, with ranking by inschrijfduur, in an ordinary scenario.

Woningen without a label are for everybody, those with one for who is old enough; what nobody may have goes to
somebody from outside the register. Ages lie far from 55, so that nobody grows old enough while waiting.
"""

from pathlib import Path

import numpy as np
import pytest

from tests.validation.meten import luck, mean, per_year, ratio, wachttijd, years_of
from tests.validation.orakel import orakel, play, regel
from tests.validation.theorie import with_labels
from woonsim.kalender import JAAR
from woonsim.results import Results

PUBLISHED = (80, 60, 100, 60)
SMALL = (6, 5, 10, 6)
"""Young and old who register, woningen without and with a label that fall free, all per year."""


def played(folder: Path, rates: tuple[int, int, int, int], terms: tuple[int, int, int]) -> Results:
    """A run at these rates; `terms`: years, replications, seed."""
    (young, old, unlabelled, labelled), (jaren, n, seed) = rates, terms
    share = 100 * young / (young + old)
    ages = f'{{"18-29": {share:.10f}%, "30-64": 0%, "65+": {100 - share:.10f}%}}'
    stock = f"{regel(unlabelled)}\n{regel(labelled, leeftijdslabel='55plus')}"
    vrij = unlabelled + labelled
    scenario = orakel(
        folder,
        jaren=jaren,
        vrij=vrij,
        regulier=young + old,
        beleid=["leeftijdslabel: {cascade: []}"],
        changes={regel(vrij): stock, 'regio:\n      leeftijd: {"18+": 100%}': f"regio:\n      leeftijd: {ages}"},
    )
    return play(scenario, n=n, seed=seed, jobs=1)


def check_labels(results: Results, rates: tuple[int, int, int, int], warm_up: int, precision: float) -> None:
    truth = with_labels(*rates)
    later = slice(warm_up, None)
    freed, waits = results.table("vrijkomst"), wachttijd(results)
    registered = per_year(results, results.table("inschrijving"), "ingeschreven")
    free = [per_year(results, freed[(freed["leeftijdslabel"] > 0) == label]) for label in (False, True)]
    streams = [(registered, rates[0] + rates[1]), (free[0], rates[2]), (free[1], rates[3])]
    chance = luck(results, [(numbers, float(rate)) for numbers, rate in streams], later)
    young = waits["leeftijd"] < 55
    for rows, wait in ((waits[young], truth.wait_young), (waits[~young], truth.wait_old)):
        numbers = per_year(results, rows)[:, later].sum(axis=1)
        ratio(per_year(results, rows, "wacht")[:, later].sum(axis=1), numbers, chance).check(wait, precision)
    length = years_of(results)[later].sum()
    days = per_year(results, results.table("inschrijving"), "persoonsdagen")[:, later].sum(axis=1)
    mean(days * 1440 / JAAR / length, chance).check(truth.length_young + truth.length_old, precision)
    let = results.table("toewijzing")
    lost = let[(let["kanaal"] == "eerste_reageerder") & (let["leeftijdslabel"] == 0)]
    shares = ratio(per_year(results, lost)[:, later].sum(axis=1), free[0][:, later].sum(axis=1), chance)
    shares.check(truth.empty, 3 * precision)


def test_o17_a_label_makes_the_young_wait(tmp_path: Path) -> None:
    results = played(tmp_path, SMALL, (25, 30, 17_001))
    check_labels(results, SMALL, 5, 0.05)
    waits = wachttijd(results)
    assert waits[waits["leeftijd"] < 55]["wacht"].mean() > 1.4 * waits[waits["leeftijd"] >= 55]["wacht"].mean()


def test_o17_nobody_too_young_has_a_labelled_woning_from_the_adverts(tmp_path: Path) -> None:
    let = played(tmp_path, SMALL, (10, 4, 17_002)).table("toewijzing")
    adverts = let[(let["kanaal"] == "aanbod") & (let["leeftijdslabel"] > 0)]
    assert len(adverts) > 50
    assert (adverts["leeftijd"] >= 55).all()
    assert np.isin([0, 55], let["leeftijdslabel"]).all()


@pytest.mark.nightly
def test_o17_at_the_published_load(tmp_path: Path) -> None:
    check_labels(played(tmp_path, PUBLISHED, (60, 80, 17_003)), PUBLISHED, 10, 0.015)

"""Coverage of the intervals: of 1000 experiments with a known truth, 930 to 970 intervals must hold it.

With a true coverage of 95% a correct interval fails this in 0.3% of the cases; the seeds are fixed, so
the verdict is not. Every experiment goes through the tables that a run shows.
"""

from datetime import date

import numpy as np
from numpy.typing import NDArray

from woonsim.afspraken import toets
from woonsim.begrippen import Post
from woonsim.indicatoren import per_replicatie, samenvatting
from woonsim.record import Recorder, Replicatie
from woonsim.results import Results
from woonsim.scenario.model import Afspraak, BijzondereDoelgroepen, Scenario

EXPERIMENTS = 1000
ACCEPTED = range(930, 971)
MANY = 10**9
"""Mean of a skewed count that is as good as continuous, so that its median is exact."""


def _results(delivered: NDArray[np.int64], afspraken: list[Afspraak]) -> Results:
    """Replications that delivered so much: axes replication, account, year."""
    n, n_accounts, n_years = delivered.shape
    scenario = Scenario.model_construct(
        begindatum=date(2021, 1, 1),
        looptijd=n_years,
        kernen=[],
        woningvoorraad=[],
        bijzondere_doelgroepen=BijzondereDoelgroepen(),
        beleid=[],
        afspraken=afspraken,
    )
    replicaties = []
    for i in range(n):
        recorder = Recorder()
        for account in range(n_accounts):
            for year in range(n_years):
                recorder.row("grootboek", 0, 2021 + year, account, -1, Post.levering, -1, delivered[i, account, year])
        namen = {"rekening": tuple(f"r{k}" for k in range(n_accounts)), "kern": (), "corporatie": (), "regel": ()}
        replicaties.append(Replicatie(i, recorder.tables(), namen, {}))
    return Results(scenario, 1, tuple(replicaties))


def _allocations(n_runs: int, years: float, rng: np.random.Generator) -> NDArray[np.int64]:
    """Allocations in runs of a list that starts empty: 260 arrivals and 190 homes a year, 0.1 leave per year."""
    arrivals, homes, leaving = 260.0, 190.0, 0.1
    clock, waiting, allocated = np.zeros(n_runs), np.zeros(n_runs), np.zeros(n_runs, dtype=np.int64)
    running = np.ones(n_runs, dtype=np.bool_)
    while running.any():
        housing = homes * (waiting > 0)
        total = arrivals + housing + leaving * waiting
        clock += rng.standard_exponential(n_runs) / total
        running &= clock < years
        event = rng.random(n_runs) * total
        arrives = event < arrivals
        waiting += np.where(running, np.where(arrives, 1.0, -1.0), 0.0)
        allocated += running & ~arrives & (event < arrivals + housing)
    return allocated


def test_mean_allocations_in_overload_from_ten_replications() -> None:
    """Case (a): 260 arrivals, 190 homes, theta 0.1, ten years, start empty; exact by uniformisation."""
    truth = 1897.25163
    allocated = _allocations(EXPERIMENTS * 10, 10.0, np.random.default_rng(20210101)).reshape(10, EXPERIMENTS, 1)
    results = _results(allocated, [])
    table = samenvatting(results, per_replicatie(results))
    rows = table[(table["indicator"] == "geleverd") & table["jaar"].isna()]
    assert len(rows) == EXPERIMENTS
    assert (rows["n"] == 10).all()
    covered = int(((rows["low"] <= truth) & (truth <= rows["high"])).sum())
    assert covered in ACCEPTED


def test_chance_to_exceed_the_median_from_thirty_replications() -> None:
    """Case (d), the median over 30 replications, as agreements ask it: is a norm at the median met by half?

    The share above the true median is a binomial with p = 1/2, so its interval holds 1/2 exactly when
    the order-statistic interval of ranks 10 and 21 holds the median: with probability 0.957.
    """
    afspraak = Afspraak.model_construct(
        naam="mediaan",
        indicator="geleverd",
        groep="rekening=r0",
        norm=f">= {round(MANY * np.log(2))} woningen",
        periode="jaar",
    )
    values = MANY * np.random.default_rng(20210102).standard_exponential((30, 1, EXPERIMENTS))
    results = _results(values.astype(np.int64), [afspraak])
    table = toets(results, per_replicatie(results))
    rows = table[table["jaar"].notna()]
    assert len(rows) == EXPERIMENTS
    covered = int(((rows["kans_low"] <= 0.5) & (rows["kans_high"] >= 0.5)).sum())
    assert covered in ACCEPTED

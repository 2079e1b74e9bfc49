"""Lists with an exact mean, simulated by numpy alone, and results that carry any number as what an account delivered.

A list of Poisson registrations and Poisson woningen, empty at first. Many lists are walked at once, and two of them
on the same events: what is set apart from the one list is lost to it.
"""

from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from woonsim.begrippen import Post
from woonsim.record import Recorder, Replicatie
from woonsim.results import Results
from woonsim.scenario.model import Afspraak, BijzondereDoelgroepen, Scenario

Values = NDArray[np.float64]

SCALE = 10**6
"""Deliveries that stand for 1, so that what is no whole number can be delivered."""
_AT_ONCE = 1000


def results_of(delivered: NDArray[np.int64], afspraken: Sequence[Afspraak] = ()) -> Results:
    """Replications that delivered so much: axes replication, account, year."""
    n, n_accounts, n_years = delivered.shape
    scenario = Scenario.model_construct(
        begindatum=date(2021, 1, 1),
        looptijd=n_years,
        kernen=[],
        woningvoorraad=[],
        bijzondere_doelgroepen=BijzondereDoelgroepen(),
        beleid=[],
        afspraken=list(afspraken),
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


def experiments(values: Values) -> Results:
    """Results in which every column of `values` (replications x experiments) is the delivery of an account."""
    return results_of(np.rint(values * SCALE).astype(np.int64)[:, :, np.newaxis])


def mean_lists(runs: int, arrivals: float, homes: float, shares: Sequence[float], years: float, seed: int) -> Values:
    """The mean length of the list in each run, given the order of its events: one column per share set apart.

    A run is one sequence of events; the woning whose coin falls below a share is set apart under that share, so that
    a larger share sets apart what a smaller one does, and more. Events of a Poisson process fall anywhere: each of
    the intervals between them lasts as long as another in expectation, and the mean over them has the expectation
    of the mean over time.
    """
    rng = np.random.default_rng(seed)
    events = rng.poisson((arrivals + homes) * years, runs)
    parts = np.array_split(events, max(1, runs // _AT_ONCE))
    return np.concatenate([_walked(part, arrivals, homes, shares, rng) for part in parts])


def _walked(
    events: NDArray[np.int64], arrivals: float, homes: float, shares: Sequence[float], rng: np.random.Generator
) -> Values:
    rate = arrivals + homes
    event = rng.random((len(events), events.max()), dtype=np.float32) * rate
    is_over = np.arange(events.max()) >= events[:, np.newaxis]
    means = []
    for share in shares:
        step = (event < arrivals).astype(np.int16) - ((event >= arrivals) & (event < rate - share * homes))
        free = np.cumsum(step, axis=1, dtype=np.int16)
        # a walk that stays at 0 where it would go below: Lindley
        length = free - np.minimum(np.minimum.accumulate(free, axis=1), 0)
        length[is_over] = 0
        # the first of the intervals is that of the empty list
        means.append(length.sum(axis=1) / (events + 1))
    return np.column_stack(means)


def mean_lists_with_leaving(
    runs: int, arrivals: float, homes: float, leaving: float, years: float, seed: int
) -> Values:
    """The time-average length of the list in each run; each on it leaves at rate `leaving`."""
    rng = np.random.default_rng(seed)
    clock, waiting, area = np.zeros(runs), np.zeros(runs), np.zeros(runs)
    while clock.min() < years:
        down = homes * (waiting > 0) + leaving * waiting
        after = np.minimum(clock + rng.standard_exponential(runs) / (arrivals + down), years)
        area += waiting * (after - clock)
        clock = after
        waiting += np.where(rng.random(runs) * (arrivals + down) < arrivals, 1.0, -1.0)
    mean: Values = area / years
    return mean

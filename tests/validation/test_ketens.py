"""O13 and O23: vacancy chains and the time that letting takes, in ordinary scenarios.

In the chains every woning is offered the moment it falls free and everybody reacts: tenants of each kern, who
register again soon after every move, and seekers from outside. A policy draws, per vacancy, from which kern the
next tenant comes: the Markov chain of White (1970).
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from numpy.typing import NDArray

from tests.property.do_nothing import offered
from tests.validation.meten import DAYS, Meting, mean, per_year, years_of
from tests.validation.orakel import orakel, play, quotum, regel
from tests.validation.theorie import Keten, chains, saturated_vacancies
from woonsim.plugin import Aandeel, Draw, Rijen, hookimpl
from woonsim.results import Results
from woonsim.vergelijking.ketens import schakels
from woonsim.vergelijking.ketenvoorspelling import Overgangen, overgangen

KERNEN = ("A", "B", "C")
STRATA = [[0.30, 0.25, 0.05], [0.10, 0.20, 0.02], [0.45, 0.20, 0.05]]
START = [0.5, 0.4, 0.1]


@dataclass
class Ketenkans:
    """Who lives in the kern that is drawn for the vacancy comes first: in kern j with chance `kans[i][j]`.

    What is left of the chance is for who comes from outside; each vacancy is in its own kern i.
    """

    kans: list[list[Aandeel]]

    @hookimpl
    def sortering(self, woningzoekende: Rijen, woning: Rijen, draw: Draw) -> NDArray[Any]:
        edges = np.cumsum(np.array(self.kans), axis=1)[woning.kern]
        drawn = (draw("kern", woning.vrijkomst)[:, None] >= edges).sum(axis=1)
        lives = np.where(woningzoekende.kern < 0, len(self.kans), woningzoekende.kern)
        return np.asarray(lives != drawn)


def chained(folder: Path, moves: list[list[float]], woningen: list[int], terms: tuple[int, int, int, float]) -> Results:
    """Chains among so many woningen in each kern.

    `terms`: years, replications, seed and the quota that takes each vacancy out of its chain.
    """
    jaren, n, seed, quota = terms
    total = sum(woningen)
    rows = "\n".join(regel(aantal, kern) for aantal, kern in zip(woningen, KERNEN, strict=False))
    changes = {
        regel(total): rows,
        "[{naam: Dorp, kerncluster: Dorp}]": f"[{', '.join(f'{{naam: {k}, kerncluster: {k}}}' for k in KERNEN)}]",
        # half of the tenants at the start, and the others, as those who moved, within a week or so
        "ingeschreven: {gemeente: 0, regio: 0}": f"ingeschreven: {{gemeente: {total // 2}, regio: 60}}",
        "instroom: {gemeente: 0,": f"instroom: {{gemeente: {25 * total},",
        "doorstromer: 0%}\n    regio": "doorstromer: 100%}\n    regio",
    }
    with offered(Ketenkans):
        scenario = orakel(
            folder,
            jaren=jaren,
            vrij=total,
            regulier=2 * total + 120,
            vertrek=4,
            beleid=[quotum("weg", f"{quota:.0%}", trekking="toeval", zonder_kandidaat="eerste_reageerder")],
            speciaal=1,
            volgorde=f"ketenkans: {{kans: {moves}}}, inschrijfduur",
            changes=changes,
        )
        return play(scenario, n=n, seed=seed)


def links(
    folder: Path, moves: list[list[float]], woningen: list[int], terms: tuple[int, int, int, float]
) -> pd.DataFrame:
    """One row per chain of `chained`: how many of its lettings were in each kern (columns 0, 1, ...)."""
    freed = chained(folder, moves, woningen, terms).table("vrijkomst")
    freed = freed.assign(kern=freed["kern"].map(KERNEN.index))
    table = freed.groupby(["replicatie", "keten", "kern"]).size().unstack("kern", fill_value=0)
    roots = freed[freed["schakel"] == 1].set_index(["replicatie", "keten"])
    return table.assign(begin=roots["kern"]).reindex(columns=[*range(len(woningen)), "begin"], fill_value=0)


def weights(rows: pd.DataFrame, start: list[float]) -> NDArray[np.float64]:
    """Controls with expectation 0: in which kern each chain began, which is chance that we know."""
    begin = rows["begin"].to_numpy()
    return np.column_stack([(begin == i) - share for i, share in enumerate(start[:-1])])


def check_chains(rows: pd.DataFrame, truth: Keten, start: list[float], precision: float, longest: int) -> None:
    """Mean, spread, chances of the lengths up to `longest`, and lettings per kern."""
    length = rows.drop(columns="begin").sum(axis=1).to_numpy(dtype=np.float64)
    controls = weights(rows, start) if len(start) > 1 else None

    def measured(values: Any) -> Meting:
        return mean(np.asarray(values, dtype=np.float64), controls)

    measured(length).check(truth.mean, precision)
    measured((length - truth.mean) ** 2).check(truth.variance, 2 * precision)
    for number in range(1, longest + 1):
        measured(length == number).check(truth.lengths[number - 1], 2 * precision)
    for kern, lettings in enumerate(truth.lettings):
        measured(rows[kern]).check(lettings, 2 * precision)


def test_o13_chains_of_one_stratum(tmp_path: Path) -> None:
    rows = links(tmp_path, [[0.45]], [60], (8, 4, 13_001, 0.0))
    check_chains(rows, chains([[0.45]], [1]), [1], 0.05, 3)


def test_o13_chains_of_three_strata(tmp_path: Path) -> None:
    rows = links(tmp_path, STRATA, [60, 48, 12], (8, 3, 13_002, 0.0))
    check_chains(rows, chains(STRATA, START), START, 0.05, 3)


def test_o13_a_quota_on_every_vacancy_cuts_chains(tmp_path: Path) -> None:
    rows = links(tmp_path, STRATA, [60, 48, 12], (8, 3, 13_003, 0.20))
    check_chains(rows, chains(STRATA, START, 0.20), START, 0.05, 3)
    length = mean(rows.drop(columns="begin").sum(axis=1).to_numpy(dtype=np.float64))
    assert not length.fits(chains(STRATA, START).mean)


def test_o13_is_recovered_from_the_tables_and_predicts_other_roots(tmp_path: Path) -> None:
    """Q measured on one stock says how chains run in another."""
    base = schakels(chained(tmp_path, STRATA, [60, 48, 12], (4, 2, 13_011, 0.0)))
    model = overgangen(base, ("kern",))
    per_chance = np.sqrt(0.25 / np.bincount(model.numbers(base)))[:, np.newaxis]
    assert (np.abs(model.q - STRATA) < 4.3 * per_chance).all()
    elsewhere = schakels(chained(tmp_path, STRATA, [6, 12, 102], (4, 2, 13_012, 0.0)))
    predicted, found = expected_and_played(elsewhere, model)
    found.check(predicted, 0.05)
    assert not found.fits(float(model.per_stratum @ START))


@pytest.mark.nightly
def test_o13_a_quota_cuts_chains_that_the_base_would_let_go_on(tmp_path: Path) -> None:
    model = overgangen(schakels(chained(tmp_path, STRATA, [60, 48, 12], (4, 2, 13_011, 0.0))), ("kern",))
    cut = schakels(chained(tmp_path, STRATA, [6, 12, 102], (4, 2, 13_013, 0.20)))
    predicted, found = expected_and_played(cut, model)
    assert found.value < 0.9 * predicted
    assert not found.fits(predicted)


def expected_and_played(rows: pd.DataFrame, model: Overgangen) -> tuple[float, Meting]:
    """Toewijzingen per chain: the prediction over all chains, and what was played."""
    begins = rows[rows["schakel"] == 1]
    length = rows.groupby(["replicatie", "keten"])["verhuurd"].sum().to_numpy(dtype=np.float64)
    return float(model.verwacht(begins).mean()), mean(length)


@pytest.mark.nightly
@pytest.mark.parametrize("quota", [0.0, 0.05, 0.10])
def test_o13_to_the_published_digits(tmp_path: Path, quota: float) -> None:
    rows = links(tmp_path, STRATA, [120, 96, 24], (20, 14, 13_004 + round(100 * quota), quota))
    check_chains(rows, chains(STRATA, START, quota), START, 0.015, 5)


def test_o23_the_time_that_letting_takes_lowers_the_number_of_vacancies(tmp_path: Path) -> None:
    changes = {"tussen_huurders: 0 dagen": "tussen_huurders: 60 dagen"}
    results = play(orakel(tmp_path, jaren=6, vrij=60, changes=changes), n=16, seed=23_001)
    later = slice(1, None)
    numbers = per_year(results, results.table("vrijkomst"))[:, later].sum(axis=1)
    found = mean(numbers / years_of(results)[later].sum())
    found.check(saturated_vacancies(60, 1, 60 / DAYS), 0.05)
    assert not found.fits(60)

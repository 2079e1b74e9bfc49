"""Facts of all, some or no replications: the figures are those of all, and what needs more facts says so."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from woonsim.cli import call
from woonsim.comparison import compare
from woonsim.errors import UsageError
from woonsim.indicatoren import per_replicatie
from woonsim.load import load_scenario
from woonsim.plots import figures
from woonsim.replications import replicate
from woonsim.results import Results
from woonsim.scenario.model import Scenario
from woonsim.vergelijking.huishoudens import pair_huishoudens
from woonsim.vergelijking.ketens import schakels
from woonsim.vergelijking.vergelijking import Vergelijking

KLEIN = Path(__file__).parents[1] / "data" / "klein.yaml"
N = 3


def scenario(*changes: str) -> Scenario:
    return load_scenario(KLEIN, [*changes, "looptijd=1 jaar"])


@cache
def played(feiten: int | None, jobs: int = 1) -> Results:
    return replicate(scenario(), N, jobs=jobs, feiten=feiten)


@cache
def compared(feiten: int | None, jobs: int = 1) -> Vergelijking:
    variant = scenario("beleid.vrije_beleidsruimte.aandeel=0%")
    return compare(scenario(), {"geen ruimte": variant}, N, jobs=jobs, feiten=feiten)


@pytest.mark.parametrize(("feiten", "jobs"), [(0, 1), (1, 1), (1, 2)])
def test_the_figures_are_those_of_all_replications(feiten: int, jobs: int) -> None:
    whole, part = played(None), played(feiten, jobs)
    assert [bool(each.feiten) for each in part.replicaties] == [number < feiten for number in range(N)]
    each = per_replicatie(part)
    pd.testing.assert_frame_equal(each, per_replicatie(whole))
    assert figures(part, each) == figures(whole, each)


def test_tables_are_those_of_the_replications_with_facts() -> None:
    whole, part = played(None).table("toewijzing"), played(1).table("toewijzing")
    pd.testing.assert_frame_equal(part, whole[whole["replicatie"] == 0])
    assert len(played(1).grootboek_per_jaar()) * N == len(played(None).grootboek_per_jaar())


def test_what_needs_facts_that_were_not_kept_says_so() -> None:
    with pytest.raises(UsageError, match="geen feiten bewaard"):
        played(0).table("toewijzing")
    with pytest.raises(UsageError, match="feiten van replicatie 1 niet bewaard"):
        schakels(played(1))
    found = compared(0)
    with pytest.raises(UsageError, match="feiten van replicatie 0 niet bewaard"):
        pair_huishoudens(found.basis, found.varianten["geen ruimte"])


@pytest.mark.parametrize(("feiten", "jobs"), [(0, 1), (0, 2), (2, 1)])
def test_a_comparison_without_facts_says_what_one_with_all_facts_says(feiten: int, jobs: int) -> None:
    whole, part = compared(None).tables(), compared(feiten, jobs).tables()
    assert list(whole) == list(part)
    for name, table in whole.items():
        pd.testing.assert_frame_equal(part[name], table, check_exact=True)


def test_without_facts_a_comparison_keeps_little() -> None:
    """The arrays that stay of a replication, against those of its facts and of who sought."""
    whole, part = (compared(feiten).varianten["geen ruimte"].replicaties[1] for feiten in (None, 0))
    assert whole.zoekers is not None
    facts = sum(column.nbytes for table in [*whole.feiten.values(), whole.zoekers] for column in table.values())
    kept = [part.afgeleid["cijfers"].values, part.afgeleid["ketens"].figures, *part.afgeleid["gevolgen"].values()]
    assert part.zoekers is None
    assert set(part.afgeleid) == {"cijfers", "ruimte", "ketens", "gevolgen"}
    assert sum(np.asarray(each).nbytes for each in kept) < facts


def run(here: Path, *options: str) -> int:
    given = ("--years", "1", "--replications", "2", "--jobs", "1", "--quiet", "--out", str(here / "uit"))
    return call(["run", str(KLEIN), *given, *options])


def test_a_folder_with_fewer_facts_is_not_the_answer_to_a_request_for_more(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, "--feiten", "1") == 0
    manifest = json.loads((tmp_path / "uit" / "manifest.json").read_bytes())
    assert manifest["identiteit"]["feiten"] == 1
    assert run(tmp_path, "--feiten", "1") == 0
    assert run(tmp_path) == 4
    assert "een ander aantal replicaties met feiten" in capsys.readouterr().err
    assert call(["explain", str(tmp_path / "uit"), "--replicatie", "1", "--woning", "1"]) == 2
    assert "niet die van replicatie 1" in capsys.readouterr().err


def test_facts_of_as_many_replications_as_there_are_is_facts_of_all(tmp_path: Path) -> None:
    assert run(tmp_path, "--feiten", "2") == 0
    assert "feiten" not in json.loads((tmp_path / "uit" / "manifest.json").read_bytes())["identiteit"]
    assert run(tmp_path, "--feiten", "alle") == 0


@pytest.mark.parametrize("given", ["-1", "veel", "1.5", "", "²"])
def test_what_is_no_number_of_replications_is_refused(
    given: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, "--feiten", given) == 2
    assert "alle, geen of een aantal" in capsys.readouterr().err

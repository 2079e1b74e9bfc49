"""Pooling: what several corporaties set apart together serves their candidates sooner than what each does alone."""

from pathlib import Path

import numpy as np
import pytest

from tests.kandidaten import Data, scenario, stream
from tests.validation.meten import Values, bemiddeld, mean
from woonsim import replicate
from woonsim.results import Results

N = 12


def _play(folder: Path, wachtrij: str, seed: int = 41) -> Results:
    """Four corporaties; every fifth woning is for candidates, who ask for seven in ten of those."""

    def change(data: Data) -> None:
        home = data["woningvoorraad"][0] | {"aantal": 50}
        data["woningvoorraad"] = [home | {"corporatie": name} for name in ("A", "B", "C", "D")]
        data["bijzondere_doelgroepen"] = {"urgenten": stream(instroom=28, wachtend_bij_aanvang=0)}
        claim = {"doelgroep": "urgenten", "aandeel": "20%", "trekking": "teller", "restant": "overgedragen"}
        data["beleid"] = [{"quotum": claim}, {"coordinatiepunt": {"wachtrij": wachtrij}}, "inschrijfduur"]

    return replicate(scenario(folder, change, vrij=200, jaren=6), n=N, seed=seed)


def _waits(results: Results) -> Values:
    """The mean wait of those housed [years], per replication."""
    return bemiddeld(results).groupby("replicatie")["wacht"].mean().to_numpy(dtype=np.float64)


@pytest.mark.parametrize("seed", [41])
def test_one_queue_waits_shorter_than_one_per_corporatie(tmp_path: Path, seed: int) -> None:
    """Paired by replication: the same candidates, the same vacancies."""
    pooled, apart = (_waits(_play(tmp_path, wachtrij, seed)) for wachtrij in ("gezamenlijk", "per_corporatie"))
    gain = mean(apart - pooled)
    assert gain.value > 4 * gain.se
    assert pooled.mean() < 0.5 * apart.mean()

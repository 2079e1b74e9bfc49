"""What assumption sets say of a difference, on made-up worlds whose answer is known."""

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from woonsim.aannames import Aanname, draw_sets
from woonsim.indicatoren import INDICATOREN, per_replicatie
from woonsim.indicatoren.indicator import Richting
from woonsim.intervals import wilson_interval
from woonsim.load import load_bytes
from woonsim.onwetendheidtekst import invloed_table, onwetendheid_lines
from woonsim.plots import invloed_svg
from woonsim.replications import replicate
from woonsim.scenario import parse_scenario
from woonsim.scenario.model import Scenario
from woonsim.scenario.overlay import Wijziging
from woonsim.vergelijking.invloed import EEN_VOOR_EEN, SAMEN, invloed
from woonsim.vergelijking.onwetendheid import onwetendheid, split_variance
from woonsim.vergelijking.verliesregel import at_least, shortest_between, verliesregel

KLEIN = (Path(__file__).parents[1] / "data" / "klein.yaml").read_text(encoding="utf-8")


def aannames(p: int) -> list[Aanname]:
    return [Aanname(f"a{i}", f"aanname {i}", "", 0.0, 0.5, 1.0, "%", (f"a{i}",)) for i in range(p)]


def random(seed: int) -> np.random.Generator:
    return np.random.default_rng(seed)


def test_four_sets_by_hand() -> None:
    row = onwetendheid([[1.0, 3.0], [-1.0, -1.0], [0.0, 0.0], [4.0, 2.0]], "meer").iloc[0]
    assert (row["beter"], row["slechter"], row["gelijk"]) == (0.5, 0.25, 0.25)
    assert (row["beter_low"], row["beter_high"]) == wilson_interval(2, 4)
    assert row["verschil"] == 1.0
    # of two values nobody can tell their side: 2 apart, or twice the same, which is a toss; nothing but 0 has none
    assert row["onzeker"] == 0.75
    # means 2, -1, 0, 3: variance 10/3; interaction: rows +-1, 0, 0, -+1 around no common luck, 4 over 3 degrees
    assert row["sd_onwetendheid"] == pytest.approx(math.sqrt(10 / 3 - 2 / 3))
    assert row["sd_toeval"] == pytest.approx(math.sqrt((2 + 0 + 0 + 2) / 4 / 2))


def test_less_is_better_where_the_indicator_says_so() -> None:
    values = [[1.0, 3.0], [-1.0, -1.0], [0.0, 0.0], [4.0, 2.0]]
    row, other = onwetendheid(values, "minder").iloc[0], onwetendheid(values, "").iloc[0]
    assert (row["beter"], row["slechter"]) == (0.25, 0.5)
    assert (other["beter"], other["slechter"]) == (0.5, 0.25)


def test_basis_against_itself_is_nowhere_better() -> None:
    row = onwetendheid(np.zeros((20, 5)), "meer").iloc[0]
    assert (row["beter"], row["slechter"], row["gelijk"], row["onzeker"]) == (0.0, 0.0, 1.0, 0.0)
    assert (row["sd_onwetendheid"], row["sd_toeval"]) == (0.0, 0.0)
    table = invloed(np.zeros((20, 5)), aannames(3), random(1).random((20, 3)), "meer")
    assert table["coefficient"].isna().all()
    assert not table["beslist"].any()
    assert verliesregel(np.zeros((20, 5)), aannames(3), random(1).random((20, 3)), "meer").empty


def test_chance_and_ignorance_are_told_apart() -> None:
    """Sets 3 apart, luck of a replication 5 whatever the set, chance 2: means vary by 3^2 and 2^2 / R."""
    rng = random(2)
    found = [
        split_variance(
            3 * rng.standard_normal((200, 1)) + 5 * rng.standard_normal((1, 10)) + 2 * rng.standard_normal((200, 10))
        )
        for _ in range(30)
    ]
    assert np.mean([split.onwetendheid for split in found]) == pytest.approx(9.0, rel=0.05)
    # what chance leaves in the mean of one set is the luck of its replications too
    assert np.mean([split.toeval for split in found]) == pytest.approx((25 + 4) / 10, rel=0.2)


def test_without_ignorance_none_is_found() -> None:
    rng = random(3)
    found = [split_variance(2 * rng.standard_normal((50, 10))).onwetendheid for _ in range(200)]
    assert min(found) == 0.0
    assert np.mean(found) < 0.03 * 4


def test_a_set_without_a_figure_does_not_count() -> None:
    row = onwetendheid([[1.0, 2.0], [math.nan, math.nan], [-1.0, math.nan]], "meer").iloc[0]
    assert (row["sets"], row["beter"], row["slechter"]) == (2, 0.5, 0.5)


def test_linear_world_gives_back_its_coefficients() -> None:
    """Of independent uniform values, weights 3, -2 and 0: the coefficients are in proportion to them."""
    rng = random(4)
    x = rng.random((400, 4))
    truth = np.array([3.0, -2.0, 0.0, 1.0])
    y = x @ truth + rng.normal(0, 0.5, 400)
    table = invloed(y[:, np.newaxis] + np.zeros((1, 3)), aannames(4), x, "meer")
    assert table["pad"].tolist()[:3] == ["a0", "a1", "a3"]
    assert (table["methode"] == SAMEN).all()
    share = truth / math.sqrt((truth**2).sum() + 12 * 0.25)
    by_pad = table.set_index("pad")["coefficient"]
    for i, expected in enumerate(share):
        assert by_pad[f"a{i}"] == pytest.approx(expected, abs=0.05)
    assert table["r2"].iloc[0] == pytest.approx((share**2).sum(), abs=0.05)
    assert table.set_index("pad")["beslist"].to_dict() == {"a0": True, "a1": True, "a2": False, "a3": True}
    # where less is better every sign turns
    turned = invloed(y[:, np.newaxis], aannames(4), x, "minder").set_index("pad")["coefficient"]
    assert (turned == -by_pad[turned.index]).all()


def test_a_curved_law_has_the_rank_coefficient_of_a_straight_one() -> None:
    x = random(5).random((60, 1))
    table = invloed(np.exp(9 * x), aannames(1), x, "meer")
    assert table["coefficient"].iloc[0] == pytest.approx(1.0)
    assert table["r2"].iloc[0] == pytest.approx(1.0)


def test_too_few_sets_are_looked_at_one_by_one() -> None:
    rng = random(6)
    x = rng.random((20, 15))
    table = invloed(x[:, [3]] + 0.05 * rng.standard_normal((20, 1)), aannames(15), x, "meer")
    assert (table["methode"] == EEN_VOOR_EEN).all()
    assert table["r2"].isna().all()
    assert table["pad"].iloc[0] == "a3"
    assert table["beslist"].tolist() == [True] + [False] * 14


@pytest.mark.parametrize("n", [15, 60])
def test_noise_decides_nothing_more_often_than_is_said(n: int) -> None:
    """250 analyses of 8 assumptions that do nothing: single intervals miss 0 in 5%, all together in at most 5%."""
    rng = random(7)
    tables = [invloed(rng.standard_normal((n, 2)), aannames(8), rng.random((n, 8)), "meer") for _ in range(250)]
    missed = [((t["low"] > 0) | (t["high"] < 0)).mean() for t in tables]
    assert np.mean(missed) == pytest.approx(0.05, abs=0.015)
    assert np.mean([t["beslist"].any() for t in tables]) <= 0.05 + 3 * math.sqrt(0.05 * 0.95 / 250)


def test_a_planted_threshold_is_found() -> None:
    rng = random(8)
    x = rng.random((60, 10))
    table = verliesregel(np.where(x[:, [4]] > 0.7, -1.0, 1.0), aannames(10), x, "meer")
    assert table[["pad", "teken", "eenheid"]].values.tolist() == [["a4", ">", "%"]]
    assert table["grens"].iloc[0] == pytest.approx(0.7, abs=0.05)
    assert table["goed"].iloc[0] == table["sets"].iloc[0] == 60
    assert table["verliest"].iloc[0] == (x[:, 4] > 0.7).sum()


def test_a_planted_pair_is_found() -> None:
    rng = random(9)
    x = rng.random((120, 6))
    worse = (x[:, 1] < 0.5) & (x[:, 5] > 0.4)
    table = verliesregel(np.where(worse, 2.0, -1.0)[:, np.newaxis], aannames(6), x, "minder")
    assert set(zip(table["pad"], table["teken"], strict=True)) == {("a1", "<"), ("a5", ">")}
    assert (table["goed"] >= 117).all()


def test_noise_gives_no_rule() -> None:
    rng = random(10)
    rules = [verliesregel(rng.standard_normal((40, 1)), aannames(6), rng.random((40, 6)), "meer") for _ in range(40)]
    assert sum(not table.empty for table in rules) <= 5


def test_who_never_or_always_loses_has_no_rule() -> None:
    x = random(11).random((30, 2))
    for value in (1.0, -1.0):
        assert verliesregel(np.full((30, 2), value), aannames(2), x, "meer").empty


def test_fishers_exact_test_by_hand() -> None:
    # a lady who tells all four of eight cups rightly
    assert at_least(4, 8, 4, 4) == pytest.approx(1 / 70)
    assert at_least(3, 8, 4, 4) == pytest.approx(17 / 70)
    assert at_least(0, 8, 4, 4) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("low", "high", "between"), [(2, 3, 2.5), (0.61, 0.72, 0.7), (120, 180, 150), (1, 1.0001, 1.00005)]
)
def test_threshold_is_as_short_as_it_can_be(low: float, high: float, between: float) -> None:
    assert shortest_between(low, high) == pytest.approx(between)
    assert low < shortest_between(low, high) < high


@pytest.mark.parametrize("richting", ["minder", ""])
def test_screen_and_figure_say_what_decides(richting: Richting) -> None:
    indicator = replace(INDICATOREN["wachttijd_mediaan"], richting=richting)
    rng = random(12)
    x, drawn = rng.random((60, 10)), aannames(10)
    values = np.where(x[:, [4]] > 0.7, 5.0, -3.0) + rng.standard_normal((60, 5))
    table = invloed(values, drawn, x, richting)
    lines = list(
        onwetendheid_lines(
            "tien", "wachten", indicator, onwetendheid(values, richting), verliesregel(values, drawn, x, richting)
        )
    )
    assert f"in {100 * (x[:, 4] <= 0.7).mean() if richting else 100 * (x[:, 4] > 0.7).mean():.0f}%" in lines[0]
    assert ("aanname 4 hoger is dan 0,7%" if richting else "aanname 4 lager is dan 0,7%") in lines[-1]
    shown, notes = invloed_table(table, "tien", indicator)
    assert [str(cell) for cell in shown.columns[0].cells] == ["aanname 4"]
    assert any("10 aannames samen" in note for note in notes)
    picture = invloed_svg(table, "tien", "wachten", indicator, "een gemeente").decode()
    assert "aanname 4 beslist het meest over 'tien'" in " ".join(re.findall(r">([^<]*)</text>", picture))


def test_figure_of_nothing_is_none() -> None:
    table = invloed(np.zeros((20, 5)), aannames(3), random(1).random((20, 3)), "meer")
    assert invloed_svg(table, "tien", "wachten", INDICATOREN["leegstand"], "een gemeente") == b""


def test_a_scenario_against_itself_differs_in_no_set_and_a_larger_quota_helps_who_it_is_for() -> None:
    """The whole way, on a small gemeente: sets drawn, each played under both, the same chance everywhere."""
    tree = parse_scenario(KLEIN.encode(), "klein.yaml")[1]
    larger = (Wijziging("beleid.weer_thuis.aandeel=20%"),)

    def read(changes: Sequence[Wijziging]) -> Scenario:
        return load_bytes(tree.bytes, tree.file, [Wijziging("looptijd=1 jaar"), *changes])

    sets = draw_sets(tree, 3, 2, read, ["aanbod.acceptatiekans", "mutatie"])
    housed = {
        name: np.array([_housed(read([*changes, *extra])) for changes in sets.wijzigingen])
        for name, extra in {"basis": (), "zelfde": (), "ruimer": larger}.items()
    }
    same = onwetendheid(housed["zelfde"] - housed["basis"], "meer").iloc[0]
    assert (same["gelijk"], same["sd_onwetendheid"], same["sd_toeval"]) == (1.0, 0.0, 0.0)
    more = onwetendheid(housed["ruimer"] - housed["basis"], "meer").iloc[0]
    assert (more["beter"], more["slechter"]) == (1.0, 0.0)
    # the sets are not one world
    assert len(set(housed["basis"].mean(axis=1))) > 1


def _housed(scenario: Scenario) -> list[float]:
    """How many people leaving a voorziening were housed, per replication."""
    table = per_replicatie(replicate(scenario, 2, seed=1, jobs=1))
    mine = (table["indicator"] == "toewijzingen") & (table["groep"] == "doelgroep=uitstroom") & table["jaar"].isna()
    return table.loc[mine, "value"].tolist()

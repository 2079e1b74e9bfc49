"""Factors of policies on beginning, looking and accepting: exact rates, and draws of the base left alone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.property.do_nothing import offered
from tests.property.played import named_tables
from tests.validation.meten import Values, mean, ratio
from tests.validation.orakel import orakel
from woonsim import load_scenario
from woonsim.errors import PluginError
from woonsim.load import load_bytes
from woonsim.plugin import Draw, Rijen, hookimpl
from woonsim.scenario.model import Scenario
from woonsim.simulation import Run, play

KLEIN = Path(__file__).parents[1] / "data" / "klein.yaml"


@dataclass
class Factoren:
    """Any factors, for a share of the huishoudens that is drawn."""

    begin: float = 1.0
    kijken: float = 1.0
    accepteren: float = 1.0
    deel: float = 1.0

    def _factor(self, woningzoekende: Rijen, draw: Draw, factor: float) -> Any:
        return np.where(draw("deel", woningzoekende.sleutel) < self.deel, factor, 1.0)

    @hookimpl
    def inschrijfkans(self, woningzoekende: Rijen, draw: Draw) -> Any:
        return self._factor(woningzoekende, draw, self.begin)

    @hookimpl
    def reactiekans(self, woningzoekende: Rijen, draw: Draw) -> Any:
        return self._factor(woningzoekende, draw, self.kijken)

    @hookimpl
    def acceptatiekans(self, woningzoekende: Rijen, woning: Rijen, draw: Draw) -> Any:
        return self._factor(woningzoekende, draw, self.accepteren)


def world(folder: Path, rule: str, changes: dict[str, str], vrij: int = 1000) -> Scenario:
    """One year of the plain scenario, with this rule and these changes in its file."""
    orakel(folder, jaren=1, vrij=vrij)
    path = folder / "orakel.yaml"
    text = path.read_text(encoding="utf-8").replace("beleid: [", f"beleid: [factoren: {{{rule}}}, ")
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    with offered(Factoren):
        return load_scenario(path)


def runs(scenario: Scenario, n: int, seed: int) -> list[Run]:
    """Replications played to the end."""
    played = [Run(scenario, seed, nummer) for nummer in range(n)]
    for run in played:
        run.play()
    return played


NOBODY_MOVES = {
    "mutatiegraad: 100.0% per jaar": "mutatiegraad: 0",
    "gemeente: 100%, regio: 100%, voor": "gemeente: 0%, regio: 0%, voor",
}
TENANTS_REGISTER = {"instroom: {gemeente: 0,": "instroom: {gemeente: 200,", "doorstromer: 0%}": "doorstromer: 100%}"}


@pytest.mark.parametrize("factor", [3.0, 0.5, 0.0])
def test_tenants_register_at_the_rate_times_the_factor(tmp_path: Path, factor: float) -> None:
    """At 0.2 a year each: of 1000 tenants, 1000 (1 - exp(-0.2 f)) stand in the register after a year."""
    scenario = world(tmp_path, f"begin: {factor}", NOBODY_MOVES | TENANTS_REGISTER)
    with offered(Factoren):
        counts = np.array([(run.wereld.huishoudens.zoekstatus > 0).sum() for run in runs(scenario, 24, 41)])
    expected = 1000 * (1 - np.exp(-0.2 * factor * 365 / 365.25))
    if factor:
        mean(counts.astype(float)).check(expected, 0.03)
    else:
        assert counts.sum() == 0


@pytest.mark.parametrize("factor", [3.0, 0.5, 0.0])
def test_who_is_registered_passively_starts_to_search_at_the_rate_times_the_factor(
    tmp_path: Path, factor: float
) -> None:
    passive = {
        "ingeschreven: {gemeente: 0,": "ingeschreven: {gemeente: 800,",
        "zoekend_bij_aanvang: {gemeente: 100%,": "zoekend_bij_aanvang: {gemeente: 0%,",
        "gaat_zoeken: 0": "gaat_zoeken: 0.3",
        "doorstromer: 0%}": "doorstromer: 100%}",
    }
    scenario = world(tmp_path, f"begin: {factor}", NOBODY_MOVES | passive)
    with offered(Factoren):
        played = runs(scenario, 24, 42)
    counts = np.array([(run.wereld.huishoudens.zoekstatus == 2).sum() for run in played])
    assert all((run.wereld.huishoudens.zoekstatus > 0).sum() == 800 for run in played)
    expected = 800 * (1 - np.exp(-0.3 * factor * 365 / 365.25))
    if factor:
        mean(counts.astype(float)).check(expected, 0.03)
    else:
        assert counts.sum() == 0


@pytest.mark.parametrize(("factor", "chance"), [(3.0, 0.6), (10.0, 1.0), (0.5, 0.1), (0.0, 0.0)])
def test_seekers_look_with_the_chance_times_the_factor(tmp_path: Path, factor: float, chance: float) -> None:
    """300 seekers who accept nothing: every woning that falls free gets 300 min(0.2 f, 1) reactions."""
    changes = {
        "ingeschreven: {gemeente: 0, regio: 0}": "ingeschreven: {gemeente: 0, regio: 300}",
        "reactiekans: {gemeente: 100%, regio: 100%": "reactiekans: {gemeente: 100%, regio: 20%",
        "acceptatiekans: {gemeente: 100%, regio: 100%": "acceptatiekans: {gemeente: 0%, regio: 0%",
    }
    scenario = world(tmp_path, f"kijken: {factor}", changes, vrij=30)
    with offered(Factoren):
        tables = [play(scenario, 43, nummer).feiten["publicatie"]["reacties"] for nummer in range(24)]
    over, rounds = _sums(tables), np.array([len(table) for table in tables], dtype=float)
    if 0 < chance < 1:
        ratio(over, rounds).check(300 * chance, 0.03)
    else:
        assert (over == 300 * chance * rounds).all()


def _sums(tables: list[Any]) -> Values:
    return np.array([table.sum() for table in tables], dtype=float)


def test_offers_are_accepted_with_the_chance_times_the_factor_and_the_surplus_is_extra(tmp_path: Path) -> None:
    """Chance 0.3 times 2: four offers in ten are refused, and half of what is accepted would have been."""
    changes = {
        "ingeschreven: {gemeente: 0, regio: 0}": "ingeschreven: {gemeente: 0, regio: 500}",
        "acceptatiekans: {gemeente: 100%, regio: 100%": "acceptatiekans: {gemeente: 30%, regio: 30%",
    }
    scenario = world(tmp_path, "accepteren: 2", changes, vrij=60)
    with offered(Factoren):
        lettings = [play(scenario, 44, nummer).feiten["toewijzing"] for nummer in range(30)]
    number = np.array([len(table["jaar"]) for table in lettings], dtype=float)
    refused = _sums([table["weigeringen"] for table in lettings])
    ratio(refused, refused + number).check(0.4, 0.05)
    ratio(_sums([table["is_extra"] for table in lettings]), number).check(0.5, 0.05)
    assert all((table["in_regeling"] == table["is_extra"]).all() for table in lettings)


def test_who_is_outside_a_regeling_keeps_every_draw(tmp_path: Path) -> None:
    """A third of the tenants begin ten times as often; the others register, search and look exactly as without."""
    changes = NOBODY_MOVES | TENANTS_REGISTER | {"gaat_zoeken: 0": "gaat_zoeken: 0.3", "stopt: 0": "stopt: 1"}
    changes |= {"vervalt: 0": "vervalt: 1", "direct_zoekend: {gemeente: 100%": "direct_zoekend: {gemeente: 50%"}
    worlds = []
    for name, rule in (("zonder", "deel: 0.0"), ("met", "deel: 0.3, begin: 10, kijken: 3")):
        (tmp_path / name).mkdir()
        scenario = world(tmp_path / name, rule, changes)
        with offered(Factoren):
            run = Run(scenario, 45, 0)
            run.play()
        worlds.append(run)
    h, other = (run.wereld.huishoudens for run in worlds)
    inside = worlds[0].wereld.draws.within("beleid.factoren").uniform("deel", h.sleutel) < 0.3
    assert 250 < inside.sum() < 350
    for column in ("sleutel", "inschrijfdatum", "zoekstatus", "n_zoek", "wissel", "ronde", "n_ronde"):
        assert (getattr(h, column)[~inside] == getattr(other, column)[~inside]).all(), column
    assert (h.n_zoek[inside] < other.n_zoek[inside]).sum() > 100


def test_a_regeling_without_factors_changes_nothing_and_brings_no_extra_move() -> None:
    """Byte for byte the tables without it, but for who took part."""
    text = KLEIN.read_text(encoding="utf-8")
    rule = (
        "doorstroomregeling: {bereik: 100%, bereik_zoekenden: 100%, factor_zoeken: 1, factor_reactie: 1, "
        "factor_acceptatie: 1, minimumleeftijd: 18, minimum_kamers: 1, maximum_personen: 9, vertraging: 0 dagen}"
    )
    assert "beleid:\n" in text
    base, with_rule = (
        load_bytes(f.encode(), "klein.yaml") for f in (text, text.replace("beleid:\n", f"beleid:\n  - {rule}\n"))
    )
    one, other = play(base), play(with_rule)
    assert len(other.feiten["deelname"]["jaar"]) > 10
    assert other.feiten["toewijzing"]["in_regeling"].any()
    assert not other.feiten["toewijzing"]["is_extra"].any()
    for replicatie in (one, other):
        replicatie.feiten["toewijzing"]["in_regeling"][:] = False
        replicatie.feiten["deelname"] = one.feiten["deelname"]
    assert named_tables(base, one) == named_tables(with_rule, other)


@pytest.mark.parametrize(("rule", "told"), [("kijken: -1", "-1.0"), ("begin: -0.5", "-0.5")])
def test_a_factor_below_zero_is_refused(rule: str, told: str, tmp_path: Path) -> None:
    scenario = world(tmp_path, rule, {"ingeschreven: {gemeente: 0, regio: 0}": "ingeschreven: {gemeente: 0, regio: 9}"})
    with offered(Factoren), pytest.raises(PluginError, match=f"is {told}; een factor is 0 of meer"):
        Run(scenario, 46, 0).play()

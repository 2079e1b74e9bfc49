"""Agreements: what is refused at loading, and the judgement worked out by hand."""

import json
import subprocess
import sys
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest

from woonsim.afspraken import check_afspraken, to_json_rows, toets
from woonsim.indicatoren import samenvatting
from woonsim.indicatoren.tabellen import summarise
from woonsim.results import Results
from woonsim.scenario.model import Afspraak, Beleidsregel, Kern, Scenario


def _afspraak(**changes: Any) -> Afspraak:
    values = {"naam": "weer_thuis", "indicator": "aandeel_uitstroom", "norm": ">= 5%", "periode": "jaar"}
    return Afspraak.model_validate({**values, **changes})


def _scenario(*afspraken: Afspraak) -> Scenario:
    return Scenario.model_construct(
        begindatum=date(2021, 1, 1),
        looptijd=2,
        kernen=[Kern(naam="Beilen", kerncluster="Beilen")],
        beleid=[Beleidsregel.model_construct(soort="quotum", naam="weer_thuis", parameters={})],
        afspraken=list(afspraken),
    )


def _cijfers(indicator: str, groep: str, *values: tuple[float, float, float]) -> pd.DataFrame:
    """Figures of replications 1, 2, ...: for 2021, 2022 and the term."""
    rows = [
        (number, indicator, groep, jaar, value)
        for number, three in enumerate(values, start=1)
        for jaar, value in zip((2021, 2022, None), three, strict=True)
    ]
    return pd.DataFrame(rows, columns=["replicatie", "indicator", "groep", "jaar", "value"]).astype({"jaar": "Int64"})


def _toets(afspraak: Afspraak, cijfers: pd.DataFrame) -> pd.DataFrame:
    return toets(Results(_scenario(afspraak), 1, ()), cijfers)


NAN = float("nan")


def test_year_by_year_agreement() -> None:
    cijfers = _cijfers("aandeel_uitstroom", "totaal", (0.04, 0.06, 0.05), (0.05, 0.07, 0.06), (0.06, 0.02, 0.04))
    table = _toets(_afspraak(), cijfers)
    assert table["jaar"].tolist()[:2] == [2021, 2022]
    assert pd.isna(table["jaar"].iloc[2])
    np.testing.assert_allclose(table["mean"], [0.05, 0.05, 0.05])
    np.testing.assert_allclose(table["kans"], [2 / 3, 2 / 3, 1 / 3])
    np.testing.assert_allclose(table["aandeel_jaren"], [NAN, NAN, 4 / 6])
    assert table["n"].tolist() == [3, 3, 3]
    # 2.5% of the way between the lowest and the middle value is 0.05 of that gap
    assert table["band_low"].iloc[0] == pytest.approx(0.0405)
    assert table["band_high"].iloc[0] == pytest.approx(0.0595)
    assert (table["kans_low"] < table["kans"]).all()
    assert (table["kans_high"] > table["kans"]).all()


def test_agreement_over_the_term_judges_the_figure_over_the_term() -> None:
    cijfers = _cijfers("aandeel_uitstroom", "totaal", (0.04, 0.06, 0.05), (0.05, 0.07, 0.06), (0.06, 0.02, 0.04))
    table = _toets(_afspraak(periode="looptijd"), cijfers)
    assert len(table) == 1
    assert pd.isna(table["jaar"].iloc[0])
    assert table["kans"].iloc[0] == pytest.approx(2 / 3)


def test_year_without_a_value_neither_meets_nor_misses() -> None:
    cijfers = _cijfers("aandeel_uitstroom", "totaal", (NAN, 0.06, 0.06), (NAN, 0.01, 0.01), (NAN, NAN, NAN))
    table = _toets(_afspraak(), cijfers)
    assert table["n"].tolist() == [0, 2, 2]
    np.testing.assert_allclose(table["kans"], [NAN, 0.5, 0.5])
    np.testing.assert_allclose(table["aandeel_jaren"], [NAN, NAN, 0.5])
    assert np.isnan(table["mean"].iloc[0])


@pytest.mark.parametrize(
    ("indicator", "groep", "norm", "value", "met"),
    [
        ("aandeel_uitstroom", "totaal", ">= 5%", 10 / 200, True),
        ("aandeel_uitstroom", "totaal", "> 5%", 10 / 200, False),
        ("aandeel_uitstroom", "totaal", "<= 0.7%", 7 / 1000, True),
        ("aandeel_uitstroom", "totaal", ">= 0.05", 0.049, False),
        ("wachttijd_mediaan", "doelgroep=uitstroom", "<= 90 dagen", 90.0, True),
        ("wachttijd_mediaan", "doelgroep=uitstroom", "<= 3 maanden", 92.0, False),
        ("wachttijd_mediaan", "doelgroep=uitstroom", "<= 3 maanden", 91.0, True),
        ("inschrijfduur_gehuisvest", "totaal", "< 6 maanden", 0.49, True),
        ("inschrijfduur_gehuisvest", "totaal", "< 6 maanden", 0.51, False),
        ("geleverd", "rekening=weer_thuis", ">= 10 woningen", 10.0, True),
        ("vrijgekomen", "totaal", "= 200", 200.0, True),
        ("vrijgekomen", "totaal", "= 200", 201.0, False),
    ],
)
def test_norm_is_compared_in_the_unit_of_the_indicator(
    indicator: str, groep: str, norm: str, value: float, met: bool
) -> None:
    afspraak = _afspraak(indicator=indicator, groep=groep, norm=norm, periode="looptijd")
    assert check_afspraken(_scenario(afspraak)) == []
    table = _toets(afspraak, _cijfers(indicator, groep, (0.0, 0.0, value)))
    assert table["kans"].iloc[0] == float(met)


@pytest.mark.parametrize(
    ("changes", "path", "words"),
    [
        ({"indicator": "aandeel_uitstrom"}, "indicator", ("aandeel_uitstrom", "aandeel_uitstroom")),
        ({"indicator": "geleverd", "norm": ">= 5"}, "indicator", ("totaal", "rekening=weer_thuis")),
        ({"indicator": "vrijgekomen", "groep": "Beilen", "norm": ">= 5"}, "groep", ("'kern=Beilen'",)),
        ({"indicator": "vrijgekomen", "groep": "kern=Bielen", "norm": ">= 5"}, "groep", ("'kern=Beilen'",)),
        ({"groep": "kanaal=aanbod"}, "groep", ("kanaal=aanbod",)),
        ({"norm": ">= 5 dagen"}, "norm", ("dagen", "%")),
        ({"indicator": "leegstand", "norm": "<= 5%"}, "norm", ("%", "dagen")),
        ({"indicator": "leegstand", "norm": "<= 5"}, "norm", ("<= 5", "dagen")),
        ({"indicator": "bw_bezet", "norm": "<= 5 woningen"}, "norm", ("woningen",)),
    ],
)
def test_fault_names_its_place_and_what_is_near(changes: dict[str, str], path: str, words: tuple[str, ...]) -> None:
    faults = check_afspraken(_scenario(_afspraak(), _afspraak(**changes)))
    assert [place for place, _ in faults] == [f"afspraken[1].{path}"]
    for word in words:
        assert word in faults[0][1]


def test_json_rows_have_none_for_what_is_not_there() -> None:
    cijfers = _cijfers("aandeel_uitstroom", "totaal", (NAN, 0.06, 0.06))
    rows = to_json_rows(summarise(cijfers), _toets(_afspraak(), cijfers))
    assert json.loads(json.dumps(rows, allow_nan=False)) == rows
    first, _, term = rows["indicatoren"]
    assert (first["jaar"], first["mean"], first["n"]) == (2021, None, 0)
    assert (term["jaar"], term["mean"], term["low"], term["unit"]) == (None, 0.06, None, "aandeel")
    assert [row["jaar"] for row in rows["afspraken"]] == [2021, 2022, None]
    assert rows["afspraken"][2]["kans"] == 1.0


def test_run_without_agreements_or_replications_gives_empty_tables() -> None:
    results = Results(_scenario(), 1, ())
    table = samenvatting(results)
    assert len(table) == 0
    assert len(toets(results, _cijfers("vrijgekomen", "totaal"))) == 0


def test_checking_agreements_needs_no_pandas() -> None:
    code = "import sys, woonsim.afspraken; sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

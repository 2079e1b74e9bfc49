"""What no agreement can touch: everything from outside, equal to the last digit with and without a switch.

Each entry of `STROMEN` compares two runs of the same seed and names what differs. What comes from outside is drawn
by keys of its own, so these are equalities, not estimates. What can be touched through scarcity only (who takes
the last place, who is first on the list) is not here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import numpy as np
import pandas as pd

from woonsim.results import Results

EIGEN_NUMMER = ("statushouders", "urgenten", "vrouwenopvang", "jeugd", "herhuisvesting")
"""Streams of candidates that come at a rate of their own."""
EXTERN = ("overlijden_of_zorg", "corporatie_elders", "koop_of_particulier", "uit_de_gemeente", "overig")
LAATST = np.timedelta64(60, "D")
"""So long before the end somebody may have accepted a woning without having given notice of the old one yet."""
BEGIN_VAN = {
    "vrijkomst": "opzegdatum",
    "toewijzing": "acceptatiedatum",
    "publicatie": "sluiting",
    "grootboek": "moment",
    "voorziening": "moment",
    "begeleiding": "moment",
    "terugval": "moment",
    "deelname": "moment",
    "register": "moment",
    "bevolking": "moment",
}
"""Tables of what happened, each with the moment of a row."""


def _register(results: Results) -> pd.DataFrame:
    """The register at begindatum."""
    rows = results.table("register")
    return rows[rows["jaar"] < results.jaren[0]]


def _huurders(results: Results) -> pd.DataFrame:
    """The tenants at begindatum."""
    rows = results.table("bevolking")
    return rows[rows["jaar"] < results.jaren[0]]


def _inschrijvingen(results: Results) -> pd.DataFrame:
    """New registrations of seekers from outside, and of starters from the gemeente."""
    rows = results.table("inschrijving")
    rows = rows[(rows["herkomst"] != "gemeente") | (rows["woonsituatie"] == "starter")]
    return rows[["replicatie", "jaar", "herkomst", "woonsituatie", "leeftijdsgroep", "ingeschreven"]]


def _kandidaten(results: Results) -> pd.DataFrame:
    """Who reports as a candidate from outside, and when; whether they become one again later is up to the run."""
    rows = results.table("kandidaat")
    rows = rows[rows["stroom"].isin(EIGEN_NUMMER)]
    rows = rows[~rows.duplicated(["replicatie", "stroom", "volgnummer"])]
    return rows[["replicatie", "doelgroep", "stroom", "volgnummer", "gereed", "met_voorrang"]]


def _taakstelling(results: Results) -> pd.DataFrame:
    """What the half-years ask, and who is linked in them."""
    return results.table("taakstelling")[["replicatie", "jaar", "halfjaar", "opgave", "gekoppeld"]]


def _nieuwbouw(results: Results) -> pd.DataFrame:
    """When how many woningen are built."""
    rows = results.table("voorraad")[["replicatie", "moment", "gebouwd"]]
    return rows[rows["gebouwd"] > rows.groupby("replicatie")["gebouwd"].shift(fill_value=0)]


def _same(rows_of: Callable[[Results], pd.DataFrame]) -> Callable[[Results, Results], int]:
    def compare(one: Results, other: Results) -> int:
        a, b = (rows_of(results).reset_index(drop=True) for results in (one, other))
        assert len(a) > 0
        return abs(len(a) - len(b)) or int((a.to_numpy() != b.to_numpy()).any(axis=1).sum())

    return compare


def _vertrek(one: Results, other: Results) -> int:
    """Sitting tenants whom an outside cause makes leave in one run, and at another moment or not in the other.

    Who moved inside the stock before, or relapsed, has left already and is no difference.
    """
    return sum(_departs_otherwise(a, b, one) for a, b in ((one, other), (other, one)))


def _departs_otherwise(one: Results, other: Results, like: Results) -> int:
    here, there = _first_departures(one), _first_departures(other)
    end = np.datetime64(like.scenario.begindatum, "s") + np.timedelta64(like.kalender.looptijd, "m")
    here = here[here["oorzaak"].isin(EXTERN) & (here["opzegdatum"] < end - LAATST)]
    assert len(here) > 0
    both = here.join(there.add_suffix("_there"))
    same = (both["oorzaak"] == both["oorzaak_there"]) & (both["opzegdatum"] == both["opzegdatum_there"])
    moved = both["oorzaak_there"].notna() & ~both["oorzaak_there"].isin(EXTERN)
    return int((~same & ~moved).sum())


def _first_departures(results: Results) -> pd.DataFrame:
    rows = results.table("vrijkomst")
    stock = sum(regel.aantal for regel in results.scenario.woningvoorraad)
    rows = rows[(rows["woning"] < stock) & (rows["oorzaak"] != "eerste_verhuur")]
    return rows.groupby(["replicatie", "woning"])[["oorzaak", "opzegdatum"]].first()


def _verblijf(one: Results, other: Results) -> int:
    """Residents of beschermd wonen at begindatum who become ready in both runs, at different moments."""
    both = _ready(one).to_frame("one").join(_ready(other).to_frame("other"), how="inner")
    assert len(both) > 0
    return int((both["one"] != both["other"]).sum())


def _ready(results: Results) -> pd.Series[pd.Timestamp]:
    rows = results.table("kandidaat")
    rows = rows[(rows["stroom"] == "beschermd_wonen") & (rows["doelgroep"] == "uitstroom")]
    # who comes later may have to wait for a place
    rows = rows[rows["volgnummer"] < 0]
    return rows.set_index(["replicatie", "volgnummer"])["gereed"]


STROMEN: dict[str, Callable[[Results, Results], int]] = {
    "register": _same(_register),
    "huurders": _same(_huurders),
    "inschrijvingen": _same(_inschrijvingen),
    "kandidaten": _same(_kandidaten),
    "taakstelling": _same(_taakstelling),
    "nieuwbouw": _same(_nieuwbouw),
    "vertrek": _vertrek,
    "verblijf": _verblijf,
}
"""What comes from outside: how much of it differs between two runs, 0 when none does."""


def changed_before(one: Results, other: Results, moment: date) -> Iterator[str]:
    """Names of the tables in which something that happened before `moment` differs."""
    for name, column in BEGIN_VAN.items():
        a, b = (_before(results.table(name), column, moment) for results in (one, other))
        if not a.equals(b):
            yield name


def _before(rows: pd.DataFrame, column: str, moment: date) -> pd.DataFrame:
    return rows[rows[column] < np.datetime64(moment, "s")].reset_index(drop=True)

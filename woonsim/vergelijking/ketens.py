"""Ketens: every letting attributed to what set its chain going, and where chains end.

Of each chain (a woning falls free, its new tenant leaves one, and so on) the links belong to one root: the cause of
the first link, until a measure takes over for the rest.

- ``doorstroomregeling``: after the first letting of the chain that is an extra move (decision 17), what the mover
  leaves, and all that follows, is owed to the regeling. The woning that the mover takes was free without it.
- ``ontlabelen``: a woning whose label a dated change took off, let to somebody younger than that label asked, and
  all that follows, is owed to the change.

The first of these holds for the rest of the chain. The links with one root are a ketendeel; each ketendeel has one
end, so that woningen, toewijzingen and ends each add up over the roots to those of the run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

import numpy as np
import pandas as pd

from woonsim.begrippen import Doelgroep, Herkomst, Kanaal, Oorzaak, Voorziening, Woonsituatie
from woonsim.indicatoren import TOTAAL
from woonsim.intervals import hall_intervals
from woonsim.results import Results

DOORSTROOMREGELING, ONTLABELEN = "doorstroomregeling", "ontlabelen"
WORTELS = (
    *(oorzaak.name for oorzaak in Oorzaak if oorzaak is not Oorzaak.binnen_voorraad),
    DOORSTROOMREGELING,
    ONTLABELEN,
)
"""What can begin a ketendeel; a move inside the stock always continues one."""

DOORSTROMER, STARTER, BUITEN_VOORRAAD = "doorstromer", "starter", "buiten_voorraad"
BEMIDDELING, OPEN, ONTTROKKEN, VERVOLG = "bemiddeling", "open", "onttrokken", "vervolg"
AFLOPEN = (DOORSTROMER, STARTER, BUITEN_VOORRAAD, BEMIDDELING, OPEN, ONTTROKKEN)
"""What became of a freed woning. A doorstromer leaves a woning of the stock, so that the chain goes on; a starter
leaves none, who comes from `buiten_voorraad` one that is not ours; `bemiddeling`: mediated to somebody who leaves
none; `open`: not let by the end of the run; `onttrokken`: not let again."""
EINDEN = (*AFLOPEN[1:], VERVOLG)
"""How a ketendeel ends; `vervolg`: it goes on under another root."""

SCHAKELS = ("1", "2", "3", "4+")
"""Places in a ketendeel, from the fourth on together."""

_OF_VRIJKOMST = (
    *("replicatie", "keten", "schakel", "vrijkomst", "jaar", "kern", "kamers", "leeftijdslabel"),
    *("oorzaak", "opzegdatum", "onttrokken"),
)
_OF_TOEWIJZING = (
    *("replicatie", "vrijkomst", "toewijzing", "stroom", "kanaal", "doelgroep", "herkomst", "woonsituatie"),
    *("is_huurder", "is_extra", "sleuteldatum"),
)


def schakels(results: Results) -> pd.DataFrame:
    """One row per freed woning, chain by chain: its root, its place, to whom it was let and what became of it.

    `wortel`: to what it is owed; `oorzaak`: what began the whole chain; `deelschakel`: its place in the ketendeel,
    from 1; `verhuurd`; `dagen`: from the notice of the first woning of the ketendeel to the keys of this one, NaN
    when not let; `afloop`: one of `AFLOPEN`; `einde`: one of `EINDEN` in the last row of a ketendeel, else empty;
    `stroom`, `kanaal`, `doelgroep`, `herkomst` and `woonsituatie` of the new tenant, empty when not let.
    """
    toewijzing = results.table("toewijzing")
    was, offered = toewijzing["vervallen_label"], toewijzing["leeftijdslabel"]
    let = toewijzing[[*_OF_TOEWIJZING]].assign(younger=(offered < was) & (toewijzing["leeftijd"] < was))
    rows = results.table("vrijkomst")[[*_OF_VRIJKOMST]].merge(let, how="left", on=["replicatie", "vrijkomst"])
    rows = rows.sort_values(["replicatie", "keten", "schakel"], kind="stable", ignore_index=True)
    rows["verhuurd"] = rows.pop("toewijzing").notna()
    for name in ("is_huurder", "is_extra", "younger"):
        rows[name] = rows[name].eq(True)
    for name in ("stroom", "kanaal", "doelgroep", "herkomst", "woonsituatie"):
        rows[name] = rows[name].fillna("")
    rows["onttrokken"] = rows["onttrokken"].astype(bool)
    _attribute(rows)
    _end(rows)
    return rows.drop(columns=["is_extra", "younger", "sleuteldatum", "opzegdatum"])


def _attribute(rows: pd.DataFrame) -> None:
    """Set `oorzaak` (of the chain), `wortel`, `deelschakel` and `dagen`."""
    chain = rows.groupby(["replicatie", "keten"], sort=False)
    rows["oorzaak"] = chain["oorzaak"].transform("first")
    never = np.iinfo(np.int64).max
    place = rows["schakel"]
    keys = [rows["replicatie"], rows["keten"]]
    from_extra = (place + 1).where(rows["is_extra"], never).groupby(keys).transform("min")
    from_label = place.where(rows["younger"], never).groupby(keys).transform("min")
    # the extra move comes before the letting of what it left
    cut = np.minimum(from_extra, from_label)
    measure = np.where(from_extra <= from_label, DOORSTROOMREGELING, ONTLABELEN)
    beyond = place >= cut
    rows["wortel"] = np.where(beyond, measure, rows["oorzaak"])
    rows["deelschakel"] = np.where(beyond, place - cut + 1, place)
    begin = rows.groupby(["replicatie", "keten", "wortel"], sort=False)["opzegdatum"].transform("first")
    rows["dagen"] = (rows["sleuteldatum"] - begin).dt.total_seconds() / 86_400


def _end(rows: pd.DataFrame) -> None:
    """Set `afloop` and `einde`."""
    same_chain = (rows["replicatie"] == rows["replicatie"].shift(-1)) & (rows["keten"] == rows["keten"].shift(-1))
    outcomes = {
        ONTTROKKEN: rows["onttrokken"],
        OPEN: ~rows["verhuurd"],
        DOORSTROMER: rows["is_huurder"],
        BEMIDDELING: rows["kanaal"] == Kanaal.bemiddeling.name,
        STARTER: rows["woonsituatie"] == Woonsituatie.starter.name,
    }
    rows["afloop"] = BUITEN_VOORRAAD
    for afloop, holds in reversed(outcomes.items()):
        rows.loc[holds, "afloop"] = afloop
    goes_on = same_chain & (rows["wortel"] == rows["wortel"].shift(-1))
    rows["einde"] = np.where(goes_on, "", np.where(same_chain, VERVOLG, rows["afloop"]))


def per_wortel(results: Results, rows: pd.DataFrame | None = None) -> pd.DataFrame:
    """Per replication and root what its ketendelen brought about: `replicatie`, `wortel`, `maat`, `groep`, `value`.

    `rows` is `schakels(results)`, if it is at hand. `wortel` is one of `WORTELS` or "totaal". Measures, per year
    unless said otherwise:

    - ``ketendelen``; ``einden`` by ``einde=``;
    - ``woningen`` to let again (new ones included), by ``schakel=`` (place in the ketendeel);
    - ``toewijzingen``, by ``schakel=``, ``doelgroep=``, ``woonsituatie=`` and ``herkomst=``;
    - ``aflopen`` of all woningen, those not let again included, by place (``schakel=2, afloop=starter``);
    - ``per_keten``: toewijzingen per ketendeel; of "totaal" per whole chain;
    - ``dagen``: mean from the notice of its first woning to the keys of each, also by ``schakel=``;
    - ``plaatsen`` set free in a voorziening, by ``voorziening=``: no woningen, so they stand apart.

    Counts that do not occur are 0, means that do not exist NaN.
    """
    table = schakels(results) if rows is None else rows
    both = pd.concat([table, table.assign(wortel=TOTAAL)], ignore_index=True)
    both["plek"] = np.array(SCHAKELS)[np.minimum(both["deelschakel"], len(SCHAKELS)) - 1]
    numbers = [replicatie.nummer for replicatie in results.replicaties]
    parts = _measures(both, numbers, len(results.jaren))
    return pd.concat(parts, ignore_index=True)[["replicatie", "wortel", "maat", "groep", "value"]]


def _measures(rows: pd.DataFrame, numbers: list[int], years: int) -> Iterator[pd.DataFrame]:
    """The rows of every measure."""
    let, to_let, begins = rows[rows["verhuurd"]], rows[~rows["onttrokken"]], rows[rows["deelschakel"] == 1]
    count = _Counter(numbers, years)
    yield count("ketendelen", begins)
    yield count("einden", rows[rows["einde"] != ""], "einde", EINDEN, "einde")
    yield count("woningen", to_let)
    yield count("woningen", to_let, "schakel", SCHAKELS, "plek")
    yield count("toewijzingen", let)
    yield count("toewijzingen", let, "schakel", SCHAKELS, "plek")
    for name, codes in (("doelgroep", Doelgroep), ("woonsituatie", Woonsituatie), ("herkomst", Herkomst)):
        yield count("toewijzingen", let, name, tuple(code.name for code in codes), name)
    at_place = rows["plek"] + ", afloop=" + rows["afloop"]
    pairs = tuple(f"{place}, afloop={afloop}" for place, afloop in product(SCHAKELS, AFLOPEN))
    yield count("aflopen", rows.assign(at_place=at_place), "schakel", pairs, "at_place")
    places = tuple(voorziening.name for voorziening in Voorziening)
    from_places = let[let["stroom"].isin(places)]
    yield count("plaatsen", from_places)
    yield count("plaatsen", from_places, "voorziening", places, "stroom")
    per_root, chains = count("toewijzingen", let), count("ketendelen", begins)
    # a measure that takes over cuts one chain into two ketendelen
    cut = count("einden", rows[rows["einde"] == VERVOLG])["value"].where(chains["wortel"] == TOTAAL, 0.0)
    per_chain = (per_root["value"] / (chains["value"] - cut)).where(chains["value"] > 0)
    yield per_root.assign(maat="per_keten", value=per_chain)
    yield _days(let, per_root.assign(maat="dagen"), TOTAAL)
    yield _days(let, count("dagen", let, "schakel", SCHAKELS, "plek"), "schakel=" + let["plek"])


def _days(let: pd.DataFrame, table: pd.DataFrame, groep: Any) -> pd.DataFrame:
    """`table` with the mean of `dagen` per replication, root and group as its values."""
    keys = ["replicatie", "wortel", "groep"]
    days = let.assign(groep=groep).groupby(keys)["dagen"].mean()
    return table.assign(value=days.reindex(pd.MultiIndex.from_frame(table[keys])).to_numpy())


class _Counter:
    """Counts rows per replication, root and group: per year, every combination present."""

    def __init__(self, numbers: list[int], years: int) -> None:
        """Of the replications with these `numbers`, of so many `years` each."""
        self._numbers, self._years = numbers, years

    def __call__(
        self, maat: str, rows: pd.DataFrame, kind: str = "", groups: Sequence[str] = (), column: str = ""
    ) -> pd.DataFrame:
        """The rows of one measure: by the values `groups` of `column`, called ``kind=value``; or all together."""
        values: Any = rows[column] if column else np.full(len(rows), TOTAAL)
        keys = rows[["replicatie", "wortel"]].assign(groep=values)
        every: list[Any] = [self._numbers, [*WORTELS, TOTAAL], [*groups] or [TOTAAL]]
        index = pd.MultiIndex.from_product(every, names=["replicatie", "wortel", "groep"])
        counts = keys.value_counts().reindex(index, fill_value=0) / self._years
        found = counts.rename("value").reset_index().assign(maat=maat)
        return found.assign(groep=f"{kind}=" + found["groep"]) if column else found


def gemiddeld(per: pd.DataFrame) -> pd.DataFrame:
    """Means over replications of `per_wortel` with Hall's 95% interval.

    Columns `wortel`, `maat`, `groep`, `mean`, `low`, `high`, `betrouwbaar`, `n` (replications with a value).
    """
    keys = ["wortel", "maat", "groep"]
    wide = per.pivot(index="replicatie", columns=keys, values="value")
    wide = wide[pd.MultiIndex.from_frame(per[keys].drop_duplicates())]
    found = hall_intervals(wide.to_numpy())
    return wide.columns.to_frame(index=False).assign(
        mean=found.mean, low=found.low, high=found.high, betrouwbaar=found.reliable & (found.n == len(wide)), n=found.n
    )


def verschillen(basis: pd.DataFrame, variant: pd.DataFrame) -> pd.DataFrame:
    """Means of the paired differences, variant less basis, as `gemiddeld`; both are from `per_wortel`.

    Raises `ValueError` when they have not the same replications.
    """
    if set(basis["replicatie"]) != set(variant["replicatie"]):
        raise ValueError("basis and variant have other replications")
    keys = ["replicatie", "wortel", "maat", "groep"]
    both = variant.merge(basis, on=keys, suffixes=("", "_basis"))
    return gemiddeld(both.assign(value=both["value"] - both["value_basis"])[[*keys, "value"]])

"""The results of a run: what every replication left behind, as pandas tables."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from woonsim.begrippen import Post
from woonsim.errors import UsageError
from woonsim.feiten import FEITEN, MATEN, STROMEN, Column
from woonsim.kalender import Kalender
from woonsim.record import Replicatie
from woonsim.schermteksten import tekst

if TYPE_CHECKING:
    from woonsim.scenario.model import Scenario

_MAY_BE_MISSING = {("toewijzing", "publicatiedatum"), ("kandidaat", "sleutels"), ("kandidaat", "afgevallen")}
"""Moments in which -1 means "none"; in every other one it is a minute before begindatum."""


@dataclass(frozen=True)
class Results:
    """A scenario, the seed it was played with and its replications, in order."""

    scenario: Scenario
    seed: int
    replicaties: tuple[Replicatie, ...]

    @property
    def n(self) -> int:
        """Number of replications."""
        return len(self.replicaties)

    @property
    def kept(self) -> tuple[Replicatie, ...]:
        """The replications of which facts were kept, the first ones; raises `UsageError` when that is none of them."""
        kept = tuple(replicatie for replicatie in self.replicaties if replicatie.feiten)
        if self.replicaties and not kept:
            raise UsageError(tekst("geen_feiten_bewaard", scenario=self.scenario.naam))
        return kept

    @property
    def kalender(self) -> Kalender:
        """The calendar of the run."""
        return Kalender(self.scenario.begindatum, self.scenario.looptijd)

    @property
    def jaren(self) -> list[int]:
        """Calendar years in which the years of the run begin."""
        kalender = self.kalender
        return [kalender.jaarbegin(n).year for n in range(kalender.jaren)]

    def table(self, name: str) -> pd.DataFrame:
        """All rows of one table of `woonsim.feiten`, `replicatie` first; of the replications of which facts were kept.

        Codes are names, moments are ``datetime64[s]`` (NaT: none), `regel` of a letting through the
        adverts is "aanbod". Raises `KeyError` for a table that does not exist, `UsageError` when no facts were kept.
        """
        columns = FEITEN[name]
        parts = [self._part(name, columns, replicatie) for replicatie in self.kept]
        data = {key: np.concatenate([part[key] for part in parts]) for key in parts[0]} if parts else {}
        return pd.DataFrame(data, columns=["replicatie", *(c.name for c in columns)])

    def grootboek_per_jaar(self) -> pd.DataFrame:
        """The ledger per replication, account and year of the run, with its identity checked.

        Columns: `replicatie`, `rekening`, `jaar`, `opening`, `recht`, `geleverd`, `vervallen`, `lopend`,
        `slot`, `klopt`. `opening` is what the year before left over, in progress included; `lopend`
        counts the woningen granted and neither let nor given back at the end of the year; `klopt`
        says that opening + recht = geleverd + vervallen + lopend + slot (decision 14) and that no room was
        given that was not there.
        """
        rows = [row for replicatie in self.kept for row in _ledger_rows(replicatie, self.jaren)]
        names = ["replicatie", "rekening", "jaar", "opening", "recht", "geleverd", "vervallen", "lopend", "slot"]
        return pd.DataFrame(rows, columns=[*names, "klopt"])

    def _part(self, table: str, columns: tuple[Column, ...], replicatie: Replicatie) -> dict[str, NDArray[Any]]:
        values = replicatie.feiten[table]
        n_rows = len(values[columns[0].name])
        part: dict[str, NDArray[Any]] = {"replicatie": np.full(n_rows, replicatie.nummer, dtype=np.int64)}
        for column in columns:
            raw: NDArray[Any] = values[column.name]
            if column.kind == "code":
                raw = _named(raw, column, replicatie.namen)
            elif column.kind == "moment":
                raw = self._dated(raw, missing=(table, column.name) in _MAY_BE_MISSING)
            part[column.name] = raw
        return part

    def _dated(self, minutes: NDArray[Any], *, missing: bool) -> NDArray[np.datetime64]:
        start = np.datetime64(self.scenario.begindatum, "s")
        dates: NDArray[np.datetime64] = start + (minutes * 60).astype("timedelta64[s]")
        if missing:
            dates[minutes == -1] = np.datetime64("NaT")
        return dates


def code_names(column: Column, namen: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The names that the codes 0, 1, 2, ... of `column` stand for; `namen` is that of the replication."""
    if column.codes is None:
        raise TypeError(f"column {column.name!r} holds no codes")
    if not isinstance(column.codes, str):
        return _enum_names(column.codes)
    fixed = {"stroom": STROMEN, "maat": MATEN}
    return fixed[column.codes] if column.codes in fixed else namen[column.codes]


def _enum_names(codes: type[IntEnum]) -> tuple[str, ...]:
    return tuple(member.name for member in sorted(codes))


def _named(codes: NDArray[Any], column: Column, namen: dict[str, tuple[str, ...]]) -> NDArray[Any]:
    """Codes as names; -1 indexes the last, that of "none"."""
    names = code_names(column, namen)
    if codes.max(initial=-1) >= len(names):
        raise IndexError(f"column {column.name!r} holds code {codes.max()}, of {len(names)} names")
    none = "aanbod" if column.codes == "regel" else ""
    named: NDArray[Any] = np.array([*names, none], dtype=object)[codes]
    return named


def _ledger_rows(replicatie: Replicatie, jaren: list[int]) -> list[tuple[Any, ...]]:
    """One row per account and year."""
    boek = replicatie.feiten["grootboek"]
    rows: list[tuple[Any, ...]] = []
    for code, rekening in enumerate(replicatie.namen["rekening"]):
        mine = boek["rekening"] == code
        account = {name: column[mine] for name, column in boek.items()}
        opening = 0
        for jaar in jaren:
            recht = _posted(account, jaar, Post.recht, Post.lening) - _posted(account, jaar, Post.aflossing)
            geleverd = _posted(account, jaar, Post.levering)
            vervallen = _posted(account, jaar, Post.verval, Post.onbenut)
            lopend, slot = _in_progress(account, jaar), _room(account, jaar)
            balance = opening + recht - geleverd - vervallen - lopend - slot
            klopt = balance == 0 and slot >= 0
            rows.append((replicatie.nummer, rekening, jaar, opening, recht, geleverd, vervallen, lopend, slot, klopt))
            opening = lopend + slot
    return rows


def _posted(account: dict[str, NDArray[Any]], jaar: int, *posts: Post) -> int:
    return int(account["aantal"][np.isin(account["post"], posts) & (account["jaar"] == jaar)].sum())


def _room(account: dict[str, NDArray[Any]], jaar: int) -> int:
    """Room at the end of `jaar`: by summing the postings that change it."""
    sign = np.zeros(len(Post), dtype=np.int64)
    sign[[Post.recht, Post.lening, Post.teruggave]] = 1
    sign[[Post.toekenning, Post.verval, Post.aflossing]] = -1
    until = account["jaar"] <= jaar
    return int((account["aantal"] * sign[account["post"]])[until].sum())


def _in_progress(account: dict[str, NDArray[Any]], jaar: int) -> int:
    """In progress at the end of `jaar`: by following each woning, so that the identity can fail."""
    open_: dict[int, int] = {}
    moves = (account["jaar"] <= jaar) & np.isin(
        account["post"], [Post.toekenning, Post.levering, Post.onbenut, Post.teruggave]
    )
    for post, vrijkomst, aantal in zip(
        account["post"][moves], account["vrijkomst"][moves], account["aantal"][moves], strict=True
    ):
        if post == Post.toekenning:
            open_[int(vrijkomst)] = int(aantal)
        else:
            open_.pop(int(vrijkomst), None)
    return sum(open_.values())

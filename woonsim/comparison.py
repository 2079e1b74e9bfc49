"""A comparison: a basis and its variants played on the same chance, replication by replication, and kept in a folder.

Replication r of every version has the same world: the same woningen, huishoudens and draws. What differs between
two versions comes from what differs between their scenarios.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from woonsim.afspraken import tables_as_json
from woonsim.errors import UsageError
from woonsim.indicatoren.afgeleid import Bewaar, Derive, afgeleid
from woonsim.indicatoren.tabellen import CIJFERS, compute_cijfers
from woonsim.manifest import Identity
from woonsim.rekenproces import Taak
from woonsim.replications import Team, Voortgang
from woonsim.results import Results
from woonsim.schermteksten import tekst
from woonsim.store import COMPARE_TABLES, PICTURES, draft, find_stored, write_manifest
from woonsim.vergelijking.hoofd import Hoofd, hoofdindicatoren
from woonsim.vergelijking.huishoudens import GEVOLGEN, KANT, gevolgen_of
from woonsim.vergelijking.ketentelling import KETENS, count_ketens
from woonsim.vergelijking.paren import Columns, kant
from woonsim.vergelijking.precisie import FIRST, Reeksverschil, enough, look_ahead
from woonsim.vergelijking.ruimte import RUIMTE, count_ruimte
from woonsim.vergelijking.vergelijking import BASIS, Vergelijking

if TYPE_CHECKING:
    import pandas as pd

    from woonsim.record import Replicatie
    from woonsim.scenario.model import Scenario
    from woonsim.varianten import Versie

AUTO = "auto"
MOST = 300
"""Replications beyond which `auto` does not go unless told."""
TABLES = (*COMPARE_TABLES, "indicator_per_replicatie")
"""Tables of the folder, by name; all but the last also as CSV."""
WIJZIGINGEN = "wijzigingen.json"
COMPARISON: dict[str, Derive[Any]] = {CIJFERS: compute_cijfers, RUIMTE: count_ruimte, KETENS: count_ketens, KANT: kant}
"""What a comparison needs of a replication beside its facts."""


def compare(
    basis: Scenario,
    varianten: Mapping[str, Scenario],
    n: int | str = 30,
    seed: int = 1,
    jobs: int = 1,
    most: int = MOST,
    voortgang: Voortgang | None = None,
    feiten: int | None = 0,
) -> Vergelijking:
    """Play `basis` and every variant `n` times on the same chance, and say what differs.

    `n` is a number, or "auto": at least 30, and as many as the `halve_breedte` of the main indicators asks for,
    at most `most`. `feiten`: keep the facts of so many replications of each, the first (None: of all); what differs is
    that of all, so that without facts little stays in memory. With `jobs` above 1 a script needs the guard
    ``if __name__ == "__main__":``.

    Raises:
        UsageError: there are no variants, or they have another term, other kernen or the name of the basis, or
            "auto" has no precision to reach.
        PluginError: a policy fails.
        ReplicationError: a process dies.
    """
    asked = _Vraag(basis, varianten, n, seed, most)
    with asked.team(jobs, feiten) as team:
        return asked.play(team, voortgang)


@dataclass(frozen=True)
class _Vraag:
    """What a comparison plays: as the arguments of `compare`."""

    basis: Scenario
    varianten: Mapping[str, Scenario]
    n: int | str
    seed: int
    most: int

    @property
    def scenarios(self) -> tuple[Scenario, ...]:
        """The basis, then its variants."""
        return (self.basis, *self.varianten.values())

    def team(self, jobs: int, feiten: int | None = 0) -> Team[Replicatie]:
        """What can play it; raises `UsageError` as `compare`."""
        if not self.varianten:
            raise UsageError(tekst("geen_varianten", bestand=self.basis.naam))
        check_terms(self.basis, self.varianten)
        if self.n == AUTO:
            check_auto(hoofdindicatoren(self.basis))
        many = self.most if self.n == AUTO else int(self.n)
        keep = Bewaar(feiten, COMPARISON)
        return Team(self.scenarios, self.seed, min(jobs, many * len(self.scenarios)), keep, zoekers=True)

    def play(self, team: Team[Replicatie], voortgang: Voortgang | None) -> Vergelijking:
        """What was played, by that team."""
        plays = _Plays(team, len(self.scenarios), voortgang)
        if self.n == AUTO:
            played = plays.until_precise(self.scenarios, hoofdindicatoren(self.basis), self.most)
        else:
            played = plays.more(int(self.n))
        results = [Results(scenario, self.seed, each) for scenario, each in zip(self.scenarios, played, strict=True)]
        return Vergelijking(results[0], dict(zip(self.varianten, results[1:], strict=True)))


def check_terms(basis: Scenario, varianten: Mapping[str, Scenario]) -> None:
    """Refuse what cannot be compared: other years, other kernen, or a variant that bears the name of the basis."""
    for naam, variant in varianten.items():
        if naam == BASIS:
            raise UsageError(tekst("variant_heet_basis", naam=naam))
        if (variant.begindatum, variant.looptijd) != (basis.begindatum, basis.looptijd):
            raise UsageError(tekst("variant_looptijd", naam=naam))
        if [kern.naam for kern in variant.kernen] != [kern.naam for kern in basis.kernen]:
            raise UsageError(tekst("variant_kernen", naam=naam))


def check_auto(hoofd: Sequence[Hoofd]) -> None:
    """Refuse to play until precise where no precision is asked."""
    if not any(each.halve_breedte is not None for each in hoofd):
        raise UsageError(tekst("auto_zonder_wens"))


class _Plays:
    """What a team has played of each version so far."""

    def __init__(self, team: Team[Replicatie], n_versies: int, voortgang: Voortgang | None) -> None:
        self._team, self._n, self._tell = team, n_versies, voortgang
        self._played: list[list[Replicatie]] = [[] for _ in range(n_versies)]
        self._basis: Columns = {}

    def more(self, many: int) -> list[tuple[Replicatie, ...]]:
        """`many` replications more of every version; all that there are."""
        begin = len(self._played[0])
        tasks = [Taak(k, number) for number in range(begin, begin + many) for k in range(self._n)]
        for task, replicatie in zip(tasks, self._team.play(tasks, self._tell), strict=True):
            self._take(task.scenario, replicatie)
        return [tuple(each) for each in self._played]

    def _take(self, versie: int, replicatie: Replicatie) -> None:
        """Keep a replication; without facts, a variant as the pairs that it makes with the basis, just played."""
        if not replicatie.feiten:
            derived = dict(replicatie.afgeleid)
            side = derived.pop(KANT)
            if versie == 0:
                self._basis = side
            else:
                derived[GEVOLGEN] = gevolgen_of(self._basis, side, replicatie.namen["kern"])
            replicatie = replace(replicatie, afgeleid=derived)
        self._played[versie].append(replicatie)

    def until_precise(
        self, scenarios: Sequence[Scenario], hoofd: Sequence[Hoofd], most: int
    ) -> list[tuple[Replicatie, ...]]:
        """As many replications as the main indicators ask for, and no more, whatever was played beyond them."""
        self.more(min(most, FIRST + look_ahead(FIRST)))
        while (stop := enough(list(self._reeksen(scenarios, hoofd)), most)) is None:
            self.more(min(look_ahead(FIRST), most - len(self._played[0])))
        return [tuple(each[:stop]) for each in self._played]

    def _reeksen(self, scenarios: Sequence[Scenario], hoofd: Sequence[Hoofd]) -> Iterator[Reeksverschil]:
        """The differences so far, of every variant and main indicator with a wish."""
        for each in hoofd:
            if each.halve_breedte is None:
                continue
            values = [
                np.array([_over_term(scenario, replicatie, each) for replicatie in played])
                for scenario, played in zip(scenarios, self._played, strict=True)
            ]
            for variant in values[1:]:
                yield Reeksverschil(variant - values[0], each.halve_breedte)


def _over_term(scenario: Scenario, replicatie: Replicatie, hoofd: Hoofd) -> float:
    """One main indicator of one replication; NaN where there is none."""
    found = afgeleid(scenario, replicatie, CIJFERS, compute_cijfers)
    return float(dict(zip(*found, strict=True)).get((*hoofd.cel, None), np.nan))


@dataclass(frozen=True)
class CompareIdentity(Identity):
    """What determines the outcome of a comparison; `replicaties` is 0 when precision decides."""

    varianten: str
    hoogstens: int


@dataclass(frozen=True)
class Compare:
    """What is asked for: `versies` are the basis and its variants; `n`, `most`: as in `compare`.

    `make_parent`: as in `woonsim.runs.Run`.
    """

    versies: tuple[Versie, ...]
    folder: Path
    n: int | str
    most: int
    seed: int
    jobs: int
    make_parent: bool

    @property
    def basis(self) -> Versie:
        """What is compared with."""
        return self.versies[0]

    @property
    def identity(self) -> CompareIdentity:
        """What determines the outcome."""
        n = 0 if self.n == AUTO else int(self.n)
        run = Identity.of(self.basis.content, self.basis.scenario, self.seed, n)
        return CompareIdentity(**asdict(run), varianten=variants_text(self.versies), hoogstens=n or self.most)

    def stored(self, *, force: bool) -> dict[str, pd.DataFrame] | None:
        """The tables of this very comparison, if its folder holds them; raises `OutputError` when it is not free."""
        return find_stored(self.folder, self.identity, TABLES, force=force)

    def play(self, watch: AbstractContextManager[Voortgang | None], *, force: bool) -> dict[str, pd.DataFrame]:
        """Play, write the folder, return its tables; raises as `compare`, and `OutputError` for the folder."""
        varianten = {versie.naam: versie.scenario for versie in self.versies[1:]}
        asked = _Vraag(self.basis.scenario, varianten, self.n, self.seed, self.most)
        with (
            draft(self.folder, force=force, make_parent=self.make_parent) as folder,
            asked.team(self.jobs) as team,
        ):
            with watch as voortgang:
                found = asked.play(team, voortgang)
            # processes that have nothing left to play load what draws while the tables are made here
            loaded = team.do([_prepare_to_draw] * team.n_workers)
            tables = found.tables()
            draws = _draws(found)
            list(loaded)
            drawn = team.do(list(draws.values()))
            folder.write_frames(tables, asdict(self.identity), csv=TABLES[:-1])
            for name, picture in zip(draws, drawn, strict=True):
                if picture:
                    folder.write(f"{PICTURES}/{name}.svg", picture)
            folder.write(WIJZIGINGEN, changes_json(self.versies))
            write_manifest(folder, self.basis.content, self.identity, self.basis.scenario)
            folder.publish()
        return tables


def variants_text(versies: Sequence[Versie]) -> str:
    """What recognises the variants in an identity: name and content of each."""
    return " | ".join(f"{versie.naam} {sha256(versie.content).hexdigest()}" for versie in versies[1:])


def changes_json(versies: Sequence[Versie]) -> bytes:
    """What each variant changes, and why: enough to make it again from the basis."""
    said = [
        {"naam": v.naam, "vraag": v.vraag, "wijzigingen": [each.text for each in v.wijzigingen]} for v in versies[1:]
    ]
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def _prepare_to_draw() -> None:
    import gc

    import woonsim.plots  # noqa: F401

    # what is loaded by now stays: to walk it for every few figures takes a tenth of drawing them
    gc.freeze()


def _draws(found: Vergelijking) -> dict[str, Callable[[], bytes]]:
    from woonsim.plots import comparison_figures

    return comparison_figures(found)


def as_json(tables: Mapping[str, pd.DataFrame]) -> str:
    """The tables as ``--json`` prints them; what does not exist is null."""
    return tables_as_json({name: tables[name] for name in TABLES[:-1]})

"""The run folder: everything a run leaves behind, complete or not there at all.

A run writes into a draft beside its destination, which takes its place in one rename when it is
complete. A folder that woonsim did not write, or that holds anything else, is never replaced.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from woonsim.database import FIGURES, read_figures, write_database, write_frames
from woonsim.errors import OutputError
from woonsim.interrupts import hold_interrupts
from woonsim.manifest import Identity, difference, manifest_of, manifest_of_run, read_manifest, stored_names
from woonsim.schermteksten import reden, tekst
from woonsim.version import __version__

if TYPE_CHECKING:
    import pandas as pd

    from woonsim.results import Results
    from woonsim.scenario.model import Scenario

MANIFEST, DATABASE, SCENARIO, LOG = "manifest.json", "resultaten.sqlite", "scenario.yaml", "log.jsonl"
PICTURES, PLUGINS = "figures", "plugins"
CSV_FILES = {"indicator": "indicatoren.csv", "afspraak": "afspraken.csv"}
SWEEP_FILES = ("sweep.csv", "sweep.svg")
COMPARE_TABLES = (
    *("verschil", "afspraak", "gevolg", "ruilvoet", "ruimte"),
    *("keten", "keten_verschil", "keten_voorspelling"),
)
AANNAME_TABLES = ("onwetendheid", "invloed", "verliesregel", "aanname", "aannameset")
COMPARE_FILES = ("wijzigingen.json", *(f"{table}.csv" for table in (*COMPARE_TABLES, *AANNAME_TABLES)))
GOAL_FILES = ("antwoord.csv", "eis.csv", "kosten.csv")
_OURS = frozenset(
    {
        MANIFEST,
        DATABASE,
        SCENARIO,
        LOG,
        PICTURES,
        PLUGINS,
        *CSV_FILES.values(),
        *SWEEP_FILES,
        *COMPARE_FILES,
        *GOAL_FILES,
    }
)
_LEFT_BY_READERS = frozenset({f"{DATABASE}-journal", f"{DATABASE}-wal", f"{DATABASE}-shm"})


def find_stored(
    folder: Path, identity: Identity, tables: Iterable[str] = FIGURES, *, force: bool
) -> dict[str, pd.DataFrame] | None:
    """The tables of figures, by name, of an equal run, comparison or search that stands in `folder`, if any.

    None: it has to be played, and its results may go there. Raises `OutputError` when they may
    not: something else stands there, or another result and not `force`.
    """
    if not is_stored(folder, identity, force=force):
        return None
    with _write_faults(folder):
        return read_figures(folder / DATABASE, tables)


def is_stored(folder: Path, identity: Identity, *, force: bool) -> bool:
    """Whether what has this identity stands in `folder` already; raises `OutputError` as `find_stored` does."""
    with _write_faults(folder):
        manifest = _manifest_in_the_way(folder)
        if manifest is None or force:
            return False
        if manifest["identiteit"] != asdict(identity):
            raise OutputError(tekst("ander_resultaat", map=folder, verschil=difference(manifest, identity)))
        return True


class Draft:
    """A run folder in the making; `folder` is its destination, `path` where it is written meanwhile."""

    def __init__(self, folder: Path, *, force: bool) -> None:
        """Create the draft, which also proves that the place can be written to."""
        self.folder = folder
        self._force = force
        self.path = folder.resolve().parent / f".woonsim-{token_hex(4)}"
        self.path.mkdir()

    def write(self, name: str, content: bytes) -> None:
        """Write one file of the folder, down to the disk."""
        with _write_faults(self.folder):
            path = self.path / name
            path.parent.mkdir(exist_ok=True)
            with path.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())

    def write_tables(self, results: Results, figures: dict[str, pd.DataFrame], meta: dict[str, object]) -> None:
        """Write the database and the tables that a spreadsheet opens."""
        with _write_faults(self.folder):
            write_database(self.path / DATABASE, results, figures, meta)
            _sync(self.path / DATABASE)
        for table, name in CSV_FILES.items():
            self.write(name, figures[table].to_csv(index=False, lineterminator="\n").encode())

    def write_frames(self, frames: Mapping[str, pd.DataFrame], meta: dict[str, object], csv: Sequence[str]) -> None:
        """Write tables of figures as the database, and those called in `csv` for a spreadsheet too."""
        with _write_faults(self.folder):
            write_frames(self.path / DATABASE, frames, {"woonsim": __version__, **meta})
            _sync(self.path / DATABASE)
        for name in csv:
            self.write(f"{name}.csv", frames[name].to_csv(index=False, lineterminator="\n").encode())

    def publish(self) -> None:
        """Put the draft in the place of its destination: from here on the result is there, complete."""
        with hold_interrupts(), _write_faults(self.folder):
            for folder in (path for path in self.path.iterdir() if path.is_dir()):
                _sync(folder)
            _sync(self.path)
            _check_replaceable(self.folder, force=self._force)
            _exchange(self.path, self.folder)
            _sync(self.folder.resolve().parent)

    def discard(self) -> None:
        """Remove what was written, if it was not published."""
        shutil.rmtree(self.path, ignore_errors=True)


@contextmanager
def draft(folder: Path, *, force: bool, make_parent: bool = False) -> Iterator[Draft]:
    """A draft of `folder` that is gone after the block, unless it was published.

    `make_parent`: the folder above may be created too. Raises `OutputError` for every file that
    cannot be written; a result that stood in `folder` is then still there.
    """
    made, started = False, []
    try:
        with hold_interrupts(), _write_faults(folder):
            made = make_parent and not folder.parent.exists()
            if made:
                folder.parent.mkdir()
            elif not folder.parent.is_dir():
                raise OutputError(tekst("map_bestaat_niet", map=folder.parent))
            _check_replaceable(folder, force=force)
            started.append(Draft(folder, force=force))
        yield started[0]
    finally:
        with hold_interrupts():
            for each in started:
                each.discard()
            if made and not any(folder.parent.iterdir()):
                folder.parent.rmdir()


def write_results(
    draft: Draft, scenario: bytes, identity: Identity, results: Results, figures: dict[str, pd.DataFrame]
) -> None:
    """Write tables, figures as numbers, scenario and manifest of a run into its draft."""
    draft.write_tables(results, figures, {"woonsim": __version__, **asdict(identity)})
    draft.write(SCENARIO, scenario)
    write_plugins(draft, results.scenario)
    draft.write(MANIFEST, manifest_of_run(scenario, identity, results))


def write_manifest(draft: Draft, scenario: bytes, identity: Identity, played: Scenario) -> None:
    """Write scenario and manifest of what keeps no facts, such as a sweep, into its draft."""
    draft.write(SCENARIO, scenario)
    write_plugins(draft, played)
    draft.write(MANIFEST, manifest_of(scenario, identity, played))


def write_plugins(draft: Draft, scenario: Scenario) -> None:
    """Keep the code that was played, so that the folder alone can be played again."""
    for name, file in stored_names(scenario).items():
        draft.write(f"{PLUGINS}/{name}", file.content)


def as_log(lines: list[dict[str, object]]) -> bytes:
    """Lines of the log: one JSON object each."""
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()


def _manifest_in_the_way(folder: Path) -> dict[str, Any] | None:
    """The manifest of the run folder that stands at `folder`; None when nothing does.

    Raises `OutputError` when something else stands there.
    """
    if folder.is_symlink():
        raise OutputError(tekst("map_is_koppeling", map=folder))
    if not folder.exists():
        return None
    if not folder.is_dir():
        raise OutputError(tekst("map_is_bestand", map=folder))
    present = {entry.name for entry in folder.iterdir()}
    if not present and not folder.is_mount() and not Path.cwd().is_relative_to(folder.resolve()):
        return None
    manifest = read_manifest(folder / MANIFEST)
    if manifest is None:
        raise OutputError(tekst("map_is_vreemd", map=folder))
    strange = sorted(present - _OURS - _LEFT_BY_READERS)
    if strange:
        raise OutputError(tekst("map_bevat_meer", map=folder, bestanden=", ".join(strange[:5])))
    return manifest


def _check_replaceable(folder: Path, *, force: bool) -> None:
    if _manifest_in_the_way(folder) is not None and not force:
        raise OutputError(tekst("map_is_bezet", map=folder))


def _exchange(new: Path, folder: Path) -> None:
    """Rename `new` to `folder`; what stood there is back in its place when that fails."""
    if not folder.exists() or not any(folder.iterdir()):
        new.rename(folder)
        return
    old = new.with_name(f"{new.name}-oud")
    folder.rename(old)
    try:
        new.rename(folder)
    except OSError:
        old.rename(folder)
        raise
    shutil.rmtree(old)


def _sync(path: Path) -> None:
    """Have the system write a file, or the entries of a folder, to the disk."""
    if os.name != "posix":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _write_faults(folder: Path) -> Iterator[None]:
    """Whatever the system refuses becomes one clear line."""
    try:
        yield
    except OSError as error:
        raise OutputError(tekst("niet_te_schrijven", map=folder, reden=reden(error))) from error
    except sqlite3.Error as error:
        raise OutputError(tekst("niet_te_schrijven", map=folder, reden=str(error))) from error

"""The database: every fact and figure of a run in one SQLite file, with names instead of codes.

Tables are those of `woonsim.feiten`, each with `replicatie` first, plus `indicator`,
`indicator_per_replicatie` and `afspraak`; `kolom` says what every column means, `meta` where the
file came from. Dates are ISO text, what is not (yet) is NULL. Equal runs have equal dumps.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from woonsim.feiten import FEITEN, Column

if TYPE_CHECKING:
    import pandas as pd

    from woonsim.results import Results

SCHEMA_VERSION = 1
"""Rises when a table or column changes its name or meaning; also the `user_version` of the file."""

FIGURES = ("indicator", "indicator_per_replicatie", "afspraak")
"""Tables of figures, beside those of facts."""

_SQL_TYPE = {"int": "INTEGER", "float": "REAL", "bool": "INTEGER", "moment": "TEXT", "code": "TEXT"}
_INDEXES = {
    "vrijkomst": (("replicatie", "vrijkomst"), ("jaar", "oorzaak"), ("woning",)),
    "toewijzing": (("replicatie", "vrijkomst"), ("jaar", "doelgroep"), ("stroom", "volgnummer"), ("woning",)),
    "deelname": (("stroom", "volgnummer"), ("regel", "jaar")),
    "publicatie": (("replicatie", "vrijkomst"),),
    "kandidaat": (("doelgroep", "jaar"), ("stroom", "volgnummer")),
    "taakstelling": (("jaar", "halfjaar"),),
    "register": (("jaar", "maat"),),
    "bevolking": (("jaar", "leeftijdsklasse"),),
    "voorziening": (("replicatie", "voorziening", "moment"),),
    "begeleiding": (("replicatie", "moment"),),
    "terugval": (("replicatie", "moment"), ("stroom", "volgnummer")),
    "voorraad": (("replicatie", "moment"),),
    "grootboek": (("rekening", "jaar"),),
    "ruimtegebrek": (("rekening", "jaar"),),
    "bijstelling": (("regel", "jaar"),),
    "indicator": (("indicator", "groep", "jaar"),),
    "indicator_per_replicatie": (("indicator", "groep", "jaar"),),
}


def write_database(
    path: Path, results: Results, figures: Mapping[str, pd.DataFrame], meta: Mapping[str, object]
) -> None:
    """Write a new database to `path`; `figures` holds a frame for each name in `FIGURES`.

    One transaction per replication, in order, then one for the figures. Raises `sqlite3.Error`
    when the disk is full or the place cannot be written.
    """
    # a transaction of our own per replication; nothing is lost without syncs, since the file is new and unpublished
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        with _transaction(connection):
            _create_facts(connection, meta)
        for rows_per_table in _replications(results):
            with _transaction(connection):
                for table, frame in rows_per_table.items():
                    _insert(connection, table, frame)
        with _transaction(connection):
            for table in FIGURES:
                _create_figures(connection, table, figures[table])
                _insert(connection, table, figures[table])
            _create_indexes(connection)


def write_frames(path: Path, frames: Mapping[str, pd.DataFrame], meta: Mapping[str, object]) -> None:
    """Write a new database of tables of figures only, by their names; raises as `write_database`."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        with _transaction(connection):
            _create_meta(connection, meta)
            for table, frame in frames.items():
                _create_figures(connection, table, frame)
                _insert(connection, table, frame)


def read_figures(path: Path, tables: Iterable[str] = FIGURES) -> dict[str, pd.DataFrame]:
    """The frames of these tables as they were written; raises `sqlite3.Error` when the file is damaged."""
    import pandas as pd

    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        frames = {}
        for table in tables:
            cursor = connection.execute(f"SELECT * FROM {table}")
            declared = {name: kind for _, name, kind, *_ in connection.execute(f"PRAGMA table_info({table})")}
            columns = list(zip(*cursor.fetchall(), strict=True)) or [()] * len(declared)
            frames[table] = pd.DataFrame(
                {
                    name: pd.array(list(values), dtype=_FRAME_TYPE[kind])
                    for (name, kind), values in zip(declared.items(), columns, strict=True)
                }
            )
    return frames


_FRAME_TYPE: dict[str, Any] = {"INTEGER": "Int64", "REAL": "float64", "TEXT": "object", "BOOLEAN": "boolean"}


class _transaction:  # noqa: N801 - reads as a statement
    """A block that is committed as a whole, or not at all."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __enter__(self) -> None:
        self._connection.execute("BEGIN")

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        self._connection.execute("COMMIT" if kind is None else "ROLLBACK")


def _create_meta(connection: sqlite3.Connection, meta: Mapping[str, object]) -> None:
    connection.execute("CREATE TABLE meta (sleutel TEXT PRIMARY KEY, waarde TEXT)")
    rows = {"schema_version": SCHEMA_VERSION, **meta}
    connection.executemany("INSERT INTO meta VALUES (?, ?)", [(key, str(value)) for key, value in rows.items()])


def _create_facts(connection: sqlite3.Connection, meta: Mapping[str, object]) -> None:
    _create_meta(connection, meta)
    connection.execute("CREATE TABLE kolom (tabel TEXT, kolom TEXT, eenheid TEXT, betekenis TEXT)")
    for table, columns in FEITEN.items():
        every = (Column("replicatie", "int", "number of the replication, from 0"), *columns)
        listed = ", ".join(f"{c.name} {_SQL_TYPE[c.kind]}" for c in every)
        connection.execute(f"CREATE TABLE {table} ({listed})")
        connection.executemany(
            "INSERT INTO kolom VALUES (?, ?, ?, ?)", [(table, c.name, c.unit, c.meaning) for c in every]
        )


def _create_figures(connection: sqlite3.Connection, table: str, frame: pd.DataFrame) -> None:
    listed = ", ".join(f"{name} {_declared_type(frame[name])}" for name in frame.columns)
    connection.execute(f"CREATE TABLE {table} ({listed})")


def _declared_type(column: pd.Series[Any]) -> str:
    from pandas.api import types

    if types.is_bool_dtype(column):
        return "BOOLEAN"
    if types.is_integer_dtype(column):
        return "INTEGER"
    return "REAL" if types.is_float_dtype(column) else "TEXT"


def _create_indexes(connection: sqlite3.Connection) -> None:
    for table, keys in _INDEXES.items():
        for columns in keys:
            connection.execute(f"CREATE INDEX {table}_{'_'.join(columns)} ON {table} ({', '.join(columns)})")


def _replications(results: Results) -> Iterator[dict[str, pd.DataFrame]]:
    """Per replication of which facts were kept, in order, its part of every table of facts."""
    for replicatie in results.replicaties:
        if replicatie.feiten:
            alone = replace(results, replicaties=(replicatie,))
            yield {table: alone.table(table) for table in FEITEN}


def _insert(connection: sqlite3.Connection, table: str, frame: pd.DataFrame) -> None:
    marks = ", ".join("?" * len(frame.columns))
    columns = [_values(frame[name]) for name in frame.columns]
    connection.executemany(f"INSERT INTO {table} VALUES ({marks})", zip(*columns, strict=True))


def _values(column: pd.Series[Any]) -> list[Any]:
    """The column as values that SQLite knows: dates as ISO text to the minute, None for what is missing."""
    import numpy as np
    from pandas.api import types

    if types.is_datetime64_any_dtype(column):
        texts = np.datetime_as_string(column.to_numpy(), unit="m")
        return [None if text == "NaT" else str(text) for text in texts]
    # of floats SQLite stores NaN as NULL of itself
    if isinstance(column.dtype, np.dtype) and column.dtype.kind in "iufb":
        return column.tolist()
    return column.astype(object).where(column.notna(), None).tolist()

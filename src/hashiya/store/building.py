"""Building: a project's tables, made through sqlite-utils and compared with what they should be.

Whoever only reads and writes rows has no need of this room, and does not load it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sqlite_utils import Database

from hashiya.errors import StoreError
from hashiya.store import sql
from hashiya.store.coming_in import fill_merges
from hashiya.store.migrations import pending
from hashiya.store.outcomes import Finding
from hashiya.store.retelling import fill_histories
from hashiya.store.tables import MIGRATIONS, Migration

__all__ = ["check_tables", "migrate"]

_FILLERS: Final[Mapping[str, Callable[[sqlite3.Connection], None]]] = {
    "0009-history": fill_histories,
    "0017-merges": fill_merges,
}
"""Step → what writes the rows of a project from before."""


def migrate(
    connection: sqlite3.Connection, path: Path, migrations: Sequence[Migration] | None = None
) -> None:
    """Take the steps a file has not had, of all there are; the caller holds the transaction.

    Raises:
        StoreError: A newer program made the file.
        CorruptionError: Its records of the steps disagree.
    """
    migrations = MIGRATIONS if migrations is None else migrations
    _expect_word_index(connection)
    database = _opened(connection)
    missing = pending(connection, path, [step.name for step in migrations])
    steps = migrations[len(migrations) - len(missing) :]
    if len(steps) == len(migrations):
        database.execute(sql.CREATE_MIGRATION)
    applied_at = datetime.now(UTC).isoformat(timespec="seconds")
    for step in steps:
        for statement in step.statements:
            database.execute(statement)
        if step.fills:
            _FILLERS[step.name](connection)
        database.execute(sql.INSERT_MIGRATION, (step.name, applied_at))
    database.execute(sql.SET_USER_VERSION.format(len(migrations)))


def check_tables(connection: sqlite3.Connection, remedy: str) -> Iterator[Finding]:
    """Tables, indexes and triggers that are missing, altered, or not ours.

    A file whose triggers were taken away would let its history be rewritten without a word.
    """
    with closing(sqlite3.connect(":memory:")) as model:
        migrate(model, Path(":memory:"))
        expected, found = _objects(model), _objects(connection)
    for name in sorted(expected.keys() | found.keys()):
        if name not in found:
            yield Finding("error", f"{name} is missing", "tables", remedy)
        elif name not in expected:
            yield Finding("warning", f"{name} is not one of ours", "tables", "see who put it there")
        elif expected[name] != found[name]:
            yield Finding("error", f"{name} is not as it was made", "tables", remedy)


def _expect_word_index(connection: sqlite3.Connection) -> None:
    if not connection.execute(sql.HAS_WORD_INDEX).fetchone()[0]:
        raise StoreError(
            "this Python's SQLite was built without FTS5, which search needs. Use another Python"
        )


def _objects(connection: sqlite3.Connection) -> dict[str, str]:
    """What the file is made of: `trigger event_is_kept` → the statement that made it."""
    rows = _opened(connection).query(sql.OBJECTS)
    return {f"{row['type']} {row['name']}": row["sql"] for row in rows}


def _opened(connection: sqlite3.Connection) -> Database:
    return Database(connection, execute_plugins=False)

"""Migrations: which of the steps a project file has not had yet.

Each step runs once a file, in one transaction with its name in `migration`; `user_version` counts
them. A file that has had steps this program does not know is newer than it, and is refused. How
steps are taken stands in `hashiya.store.building`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from hashiya.errors import CorruptionError, Reason, StoreError
from hashiya.store import sql
from hashiya.store.tables import MIGRATIONS, Migration

__all__ = ["pending"]


def pending(
    connection: sqlite3.Connection, path: Path, migrations: Sequence[Migration] = MIGRATIONS
) -> Sequence[Migration]:
    """The steps a file has not had.

    Raises:
        StoreError: It has had steps that are not in `migrations`: a newer program made it.
        CorruptionError: Its two records of the steps disagree.
    """
    is_empty = connection.execute(sql.HAS_NO_TABLES).fetchone()[0]
    names = [] if is_empty else [name for (name,) in connection.execute(sql.MIGRATION_NAMES)]
    version = connection.execute(sql.USER_VERSION).fetchone()[0]
    known = [migration.name for migration in migrations]
    if version > len(known) or not set(names) <= set(known):
        raise StoreError(
            Reason(
                "{path}: a newer Hashiya made this project (format {format}; this program knows up"
                " to {known}). Nothing was changed; update this program to open it",
                path=path,
                format=version,
                known=len(known),
            )
        )
    if names != known[: len(names)] or version != len(names):
        raise CorruptionError(
            f"{path}: the file says format {version} and lists {len(names)} migrations; it is"
            " damaged or was edited. Go on from the last backup"
        )
    return migrations[len(names) :]

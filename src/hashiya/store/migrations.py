"""Migrations: which of the steps a project file has not had yet.

Each step runs once a file, in one transaction with its name in `migration`; `user_version` counts
them. A file that has had steps this program does not know is newer than it, and is refused. What
steps do stands in `hashiya.store.tables`, how they are taken in `hashiya.store.building`; most files
have had them all, and whoever opens one loads neither.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from hashiya.errors import CorruptionError, Reason, StoreError
from hashiya.store import sql
from hashiya.text import counted

__all__ = ["STEPS", "pending"]

STEPS: Final = (
    "0001-documents",
    "0002-events",
    "0003-layers",
    "0004-directions",
    "0005-attributes",
    "0006-given-attributes",
    "0007-scheme-steps",
    "0008-search",
    "0009-history",
    "0010-reminders",
    "0011-rulings",
    "0012-assignments",
    "0013-appeals",
    "0014-begun",
    "0015-packs",
    "0016-seen",
    "0017-merges",
    "0018-passages",
    "0019-given-back",
    "0020-words-beside-digits",
)
"""The name of every step there has been, oldest first."""


def pending(
    connection: sqlite3.Connection, path: Path, known: Sequence[str] = STEPS
) -> Sequence[str]:
    """The names of the steps a file has not had.

    Raises:
        StoreError: It has had steps that are not known: a newer program made it.
        CorruptionError: Its two records of the steps disagree.
    """
    is_empty = connection.execute(sql.HAS_NO_TABLES).fetchone()[0]
    names = [] if is_empty else [name for (name,) in connection.execute(sql.MIGRATION_NAMES)]
    version = connection.execute(sql.USER_VERSION).fetchone()[0]
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
    if names != [*known[: len(names)]] or version != len(names):
        raise CorruptionError(
            f"{path}: the file says format {version} and lists {counted(len(names), 'migration')}; it is"
            " damaged or was edited. Go on from the last backup"
        )
    return known[len(names) :]

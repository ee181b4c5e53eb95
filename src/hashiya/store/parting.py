"""Parting: how an open project's file is let go of when other bytes were written into it.

Closing the last connection, SQLite brings what is left in the log into whatever stands in the file,
and who opens the file while the log lies beside it has the same done. Both would mix two files.
Must never know how it was noticed.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Final
from urllib.parse import quote

__all__ = ["LOST", "leave_untouched"]

LOST: Final = "-lost"
"""Ending of a log that belongs to no file any more."""

_SHARED_FIRST: Final = 0x40000002
_SHARED_SIZE: Final = 510
"""Bytes of a file of which everybody who has it open holds one locked (SQLite's `os.h`)."""


def leave_untouched(connection: sqlite3.Connection, path: Path, *, is_alone: bool) -> None:
    """Close a connection without a byte of ours in the file, and put the log aside.

    A second connection that may only read is closed last: such a one brings nothing into the file.
    `sqlite3_db_config` could forbid it too, where Python is new enough to call it.

    Args:
        connection: The one that writes.
        path: The file.
        is_alone: Whether nothing else in this process has the file open.
    """
    address = f"file:{quote(str(path))}?mode=ro"
    with closing(sqlite3.connect(address, uri=True, isolation_level=None)) as guard:
        with suppress(
            sqlite3.Error
        ):  # What stands there may be no database; it is open all the same.
            guard.execute("BEGIN")
            guard.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        connection.close()
    if is_alone:
        _put_aside(path)


def _put_aside(path: Path) -> None:
    """Move the log out of the way, unless other programs have the file open and need it."""
    log, index = (path.with_name(path.name + ending) for ending in ("-wal", "-shm"))
    with suppress(OSError):
        descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
        try:
            exclusively = fcntl.LOCK_EX | fcntl.LOCK_NB
            fcntl.lockf(descriptor, exclusively, _SHARED_SIZE, _SHARED_FIRST)
            index.unlink(missing_ok=True)
            log.rename(log.with_name(log.name + LOST))
        finally:
            os.close(descriptor)

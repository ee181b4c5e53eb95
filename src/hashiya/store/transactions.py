"""Transactions: the one way to write to a project, and the one way to read several rows as one.

A `Handle` is an open file with its connection and its lock. It knows when a change is on disk, and
looks whether the file it writes to is still the one people see.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from hashiya.errors import Reason, StoreError
from hashiya.store import sql
from hashiya.store.locking import WriteLock
from hashiya.store.troubles import READ_ONLY, reading_back, speaking_of
from hashiya.store.whereabouts import Whereabouts

__all__ = ["Handle"]


class Handle(NamedTuple):
    """An open project file."""

    connection: sqlite3.Connection
    """It belongs to the thread that opened it, and commits nothing by itself."""
    path: Path
    """The file, as it was named."""
    whereabouts: Whereabouts
    """Whether it is still the file that others find under this name."""
    lock: WriteLock
    """Whose turn it is to write."""
    is_read_only: bool
    """Whether writing is refused before it is tried."""

    @contextmanager
    def write(self, *, dry_run: bool = False) -> Iterator[sqlite3.Connection]:
        """One change: wait for the turn, do the work, COMMIT; only after that is it saved.

        Whatever is raised inside takes all of it back. With `dry_run` it is taken back anyway.

        Raises:
            StoreError: Locked, full, read-only, deleted, replaced or
                overwritten; nothing was changed.
            CorruptionError: The change does not fit what is stored; nothing was changed.
        """
        if self.is_read_only:
            raise StoreError(Reason("{path}: {reason}", path=self.path, reason=READ_ONLY))
        with speaking_of(self.path):
            self.lock.acquire()
            try:
                self.whereabouts.expect_here()
                with self._transaction(sql.BEGIN_WRITING) as connection:
                    yield connection
                    self.whereabouts.expect_here()
                    connection.execute(sql.ROLLBACK if dry_run else sql.COMMIT)
            finally:
                self.lock.release()

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """Several reads that see one moment; keep it short, because it keeps old pages alive.

        Raises:
            StoreError: The file cannot be read.
            CorruptionError: The file is damaged.
        """
        with speaking_of(self.path), self._transaction(sql.BEGIN_READING) as connection:
            yield connection

    def close(self) -> None:
        """Let go of the file and of the lock; in a file written over, not a byte is changed."""
        with speaking_of(self.path):
            if not self.is_read_only and self.whereabouts.state() == "overwritten":
                from hashiya.store.parting import leave_untouched  # noqa: PLC0415 - when all is lost

                is_alone = not self.whereabouts.is_shared
                leave_untouched(self.connection, self.path, is_alone=is_alone)
            else:
                self.connection.close()
            self.whereabouts.close()
            self.lock.close()

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        self.connection.execute(begin)
        try:
            with reading_back(str(self.path)):
                yield self.connection
            self.whereabouts.note_sides()
            if not self.whereabouts.has_mark:
                # Whatever is wrong with the file is said by whoever reads it for a purpose.
                with suppress(sqlite3.DatabaseError):
                    self.whereabouts.note_mark(self.connection.execute(sql.MARK).fetchall())
        finally:
            # After an error or a failed COMMIT, SQLite may have ended the transaction by itself.
            if self.connection.in_transaction:
                self.connection.execute(sql.ROLLBACK)

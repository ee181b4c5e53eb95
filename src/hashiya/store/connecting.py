"""Connecting: from a path to an open project, or to a reason why not.

The one place where connections are made and set up. What cannot be a project is refused from its
bytes (`hashiya.store.headers`), before SQLite touches it.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
import stat
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote

from hashiya.errors import StoreError
from hashiya.store import sql
from hashiya.store.headers import expect_project, has_log
from hashiya.store.locking import DEFAULT_PATIENCE_SECONDS, LOCK_ENDINGS, OnWait, WriteLock
from hashiya.store.migrations import STEPS, pending
from hashiya.store.mounts import refuse_network_file_system
from hashiya.store.seals import cells_seal
from hashiya.store.transactions import Handle
from hashiya.store.troubles import speaking_of
from hashiya.store.whereabouts import Whereabouts

if TYPE_CHECKING:
    from hashiya.store.tables import Migration

__all__ = ["Opening", "connect_new", "connect_to", "file_mode", "make_empty", "reader"]

OLDEST_SQLITE: Final = (3, 37, 0)
"""The first with STRICT tables."""

BUSY_MILLISECONDS: Final = 5_000
"""How long SQLite waits for a program that writes without standing in our line."""


class Opening(NamedTuple):
    """How a project is opened."""

    patience: float = DEFAULT_PATIENCE_SECONDS
    """Seconds that a change waits for its turn."""
    on_wait: OnWait | None = None
    """Told while it waits."""
    migrations: Sequence[Migration] | None = None
    """The steps this program knows; all there are for None."""


def connect_new(
    path: Path, *, name: str, opening: Opening, furnish: Callable[[sqlite3.Connection], None]
) -> Handle:
    """Make a project file with its tables; on any trouble nothing is left behind.

    Args:
        path: Where nothing is yet.
        name: What people call the project.
        opening: How it is opened.
        furnish: Puts the first rows in, in the transaction that makes the tables.

    Raises:
        StoreError: Something is there already, or the folder is missing, full or not writable.
    """
    path = path.absolute()
    _expect_sqlite()
    refuse_network_file_system(path)
    mode = file_mode(path.parent)
    with speaking_of(path):
        make_empty(path, mode)
    try:
        handle = _handle(path, mode="rw", permissions=mode, opening=opening)
        try:
            _make_tables(handle, name, opening, furnish)
        except BaseException:
            handle.close()
            raise
    except BaseException:
        for ending in ("", "-wal", "-shm", "-journal", *LOCK_ENDINGS):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        raise
    return handle


def connect_to(path: Path, opening: Opening) -> Handle:
    """Open a project file, and bring its tables up to date where it may be written.

    Raises:
        StoreError: Missing, no file, no project, locked, newer than this program, on a network, or
            in need of an update that this person may not write.
        CorruptionError: Truncated or damaged.
    """
    path = path.absolute()
    _expect_sqlite()
    expect_project(path)
    refuse_network_file_system(path)
    is_read_only = not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
    permissions = file_mode(path.parent)
    mode = _reading_mode(path) if is_read_only else "rw"
    handle = _handle(path, mode=mode, permissions=permissions, opening=opening)
    try:
        _bring_up_to_date(handle, opening.migrations)
    except BaseException:
        handle.close()
        raise
    return handle


def reader(handle: Handle) -> sqlite3.Connection:
    """A second connection to the same file that can only read; whoever asks closes it.

    Raises:
        StoreError: The file is gone or cannot be opened.
    """
    with speaking_of(handle.path):
        mode = _reading_mode(handle.path) if handle.is_read_only else "rw"
        connection = _connect(handle.path, mode)
        connection.execute(sql.SET_QUERY_ONLY)
        return connection


def _make_tables(
    handle: Handle, name: str, opening: Opening, furnish: Callable[[sqlite3.Connection], None]
) -> None:
    with speaking_of(handle.path):
        # Before the log is switched on, so that the file itself says what it is from now on.
        handle.connection.execute(sql.SET_APPLICATION_ID)
        handle.connection.execute(sql.SET_JOURNAL_MODE)
    from hashiya.store.building import migrate  # noqa: PLC0415 - most files have their tables

    with handle.write() as connection:
        migrate(connection, handle.path, opening.migrations)
        uuid = secrets.token_hex(16)
        seal = str(cells_seal((uuid, name)))
        rows = (("uuid", uuid), ("name", name), ("seal", seal))
        connection.executemany(sql.INSERT_META, rows)
        furnish(connection)


def _bring_up_to_date(handle: Handle, migrations: Sequence[Migration] | None) -> None:
    known = STEPS if migrations is None else [step.name for step in migrations]
    with handle.read() as connection:
        steps = pending(connection, handle.path, known)
    if not steps:
        return
    if handle.is_read_only:
        raise StoreError(
            f"{handle.path}: an older Hashiya made this project, and it may only be read here. Open"
            " it once with permission to write, or work on a copy"
        )
    from hashiya.store.building import migrate  # noqa: PLC0415 - most files are up to date

    with handle.write() as connection:
        migrate(connection, handle.path, migrations)


def _handle(path: Path, *, mode: str, permissions: int, opening: Opening) -> Handle:
    with speaking_of(path):
        connection = _connect(path, mode)
        whereabouts = Whereabouts(path, has_sides=mode == "rw")
    lock = WriteLock(path, mode=permissions, patience=opening.patience, on_wait=opening.on_wait)
    return Handle(connection, path, whereabouts, lock, is_read_only=mode != "rw")


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    """A connection that begins no transaction by itself, set up as every one of ours is."""
    address = f"file:{quote(str(path))}?mode={mode}"
    connection = sqlite3.connect(
        address, uri=True, isolation_level=None, timeout=BUSY_MILLISECONDS / 1000
    )
    try:
        for pragma in sql.CONNECTION_PRAGMAS:
            connection.execute(pragma)
    except BaseException:
        connection.close()
        raise
    return connection


def _reading_mode(path: Path) -> str:
    """How to open a file that may not be written.

    Others who have it open keep a log beside it, which must be read too. Without one nobody has it
    open, and SQLite is told that it stays as it is: it could not make the log's index here.
    """
    return "ro" if has_log(path) else "ro&immutable=1"


def _expect_sqlite() -> None:
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        oldest = ".".join(map(str, OLDEST_SQLITE))
        raise StoreError(
            f"this Python has SQLite {sqlite3.sqlite_version}; projects need {oldest} or newer. Use"
            " a newer Python"
        )


def make_empty(path: Path, mode: int) -> None:
    """Make an empty file where nothing is, with exactly these permissions.

    Raises:
        StoreError: Something is there, or the folder is missing or may not be written.
        OSError: The system refuses for another reason.
    """
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
    except FileExistsError:
        reason = "something of this name is there already; nothing was changed. Choose another name"
        raise StoreError(f"{path}: {reason}") from None
    except FileNotFoundError:
        raise StoreError(
            f"{path}: the folder {path.parent} does not exist; make it first"
        ) from None
    except PermissionError:
        reason = f"the folder {path.parent} may not be written; choose another one"
        raise StoreError(f"{path}: {reason}") from None
    os.fchmod(descriptor, mode)  # whatever the umask took away
    os.close(descriptor)


def file_mode(folder: Path) -> int:
    """Permissions for new files: the owner's alone, or the group's too in a set-group-ID folder."""
    try:
        is_shared = bool(folder.stat().st_mode & stat.S_ISGID)
    except OSError:
        return 0o600
    return 0o660 if is_shared else 0o600

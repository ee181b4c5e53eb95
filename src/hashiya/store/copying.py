"""Copying: a backup of a project while it is in use, through SQLite's own backup.

Copying the file itself would lose what is still in the log beside it.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Final

from hashiya.errors import Reason, StoreError
from hashiya.store import sql
from hashiya.store.connecting import file_mode, make_empty, reader
from hashiya.store.transactions import Handle
from hashiya.store.troubles import LEFT_IN_PIECES, speaking_of

__all__ = ["copy_project"]

PAGES_A_STEP: Final = 4_096
"""Pages copied before others get a turn."""


def copy_project(handle: Handle, path: Path) -> None:
    """Copy a project to a new file; it appears there whole or not at all.

    Raises:
        StoreError: The file exists, or its folder is full or may not be written.
    """
    path = path.absolute()
    unfinished = path.with_name(f"{path.name}.unfinished-{os.getpid()}")
    with speaking_of(path):
        if path.exists():
            raise StoreError(
                f"{path}: something of this name is there already; choose another name"
            )
        make_empty(unfinished, file_mode(path.parent))
        try:
            _copy(handle, unfinished)
            os.link(unfinished, path)
        except FileExistsError:
            reason = "something of this name appeared meanwhile; choose another name"
            raise StoreError(f"{path}: {reason}") from None
        finally:
            for ending in ("", "-wal", "-shm", "-journal"):
                path.with_name(unfinished.name + ending).unlink(missing_ok=True)
        _sync_folder(path.parent)


def _copy(handle: Handle, target: Path) -> None:
    # Under its name another file, or none, would be found; what is open can still be read.
    is_here = handle.whereabouts.state() == "here"
    source = reader(handle) if is_here else handle.connection
    try:
        copy = sqlite3.connect(target)
        try:
            source.backup(copy, pages=PAGES_A_STEP)
            if not is_here:
                _expect_whole(handle, copy)
        finally:
            copy.close()
    finally:
        if is_here:
            source.close()
    descriptor = os.open(target, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _expect_whole(handle: Handle, copy: sqlite3.Connection) -> None:
    """Refuse a copy of what is no longer the project; what was written over it reads as its own."""
    try:
        is_sound = copy.execute(sql.QUICK_CHECK).fetchall() == [("ok",)]
        mark = copy.execute(sql.MARK).fetchall()
    except sqlite3.DatabaseError:
        is_sound, mark = False, []
    if not (is_sound and handle.whereabouts.is_marked(mark)):
        raise StoreError(Reason(LEFT_IN_PIECES, path=handle.path))


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

"""Reaching under a project file: raw SQL without triggers, and children that can be killed."""

from __future__ import annotations

import os
import sqlite3
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path


def tamper(path: Path, statement: str, *values: object) -> int:
    """Run one statement on the file with its triggers dropped; how many rows it changed."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall()
        connection.execute("PRAGMA ignore_check_constraints = ON")
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        changed = connection.execute(statement, values).rowcount
        for _, created in triggers:
            connection.execute(created)
    return changed


def before_reminders(connection: sqlite3.Connection) -> None:
    """Take `0010-reminders` and what came after it back, as if a program of then made the file."""
    for statement in (
        "DROP TABLE merging_part",
        "DROP TABLE merging",
        "DROP TABLE gold_seen",
        "DELETE FROM migration WHERE name >= '0016'",
        "DROP TABLE merged_session",
        "DROP TABLE passage",
        "DROP TABLE appeal",
        "DELETE FROM migration WHERE name = '0013-appeals'",
        "DROP TABLE ruling",
        "DROP TABLE precedent",
        "DROP TABLE review",
        "DELETE FROM migration WHERE name = '0011-rulings'",
        "DROP TABLE assignment_step",
        "DROP TABLE assignment",
        "DELETE FROM migration WHERE name = '0012-assignments'",
        "DROP INDEX progress_to_come_back",
        "DROP TABLE reminder",
        "ALTER TABLE span DROP COLUMN flagged",
        "ALTER TABLE progress DROP COLUMN flags",
        "ALTER TABLE progress DROP COLUMN notes",
        "DELETE FROM counter WHERE name IN ('flags', 'notes', 'begun')",
        "DELETE FROM migration WHERE name IN ('0010-reminders', '0014-begun', '0015-packs')",
        "PRAGMA user_version = 9",
    ):
        connection.execute(statement)


@contextmanager
def child(work: Callable[[int], None]) -> Iterator[tuple[int, int]]:
    """A forked process that does `work` with the end of a pipe to write to.

    Yields:
        Its process id and the other end of the pipe; whoever asks waits for it.
    """
    read_end, write_end = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(read_end)
        status = 1
        try:
            work(write_end)
            status = 0
        except BaseException:  # noqa: BLE001 - the parent hears of it by the status
            os.write(2, traceback.format_exc().encode())
        finally:
            os._exit(status)
    os.close(write_end)
    try:
        yield process, read_end
    finally:
        os.close(read_end)


def read_all(descriptor: int) -> bytes:
    """Everything a child has written, until it has ended."""
    parts = []
    while part := os.read(descriptor, 65536):
        parts.append(part)
    return b"".join(parts)


def run_child(work: Callable[[int], None]) -> bytes:
    """Do `work` in a child to its end; what it wrote. Fails when the child does."""
    with child(work) as (process, output):
        written = read_all(output)
        _, status = os.waitpid(process, 0)
    assert status == 0
    return written

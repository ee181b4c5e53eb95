"""Checking: reading a project back and saying what does not agree; nothing is repaired.

Everything streams, over a connection of its own that sees one moment. A phase that cannot go on
says so, and the next one begins.
"""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Final

from hashiya.errors import HashiyaError
from hashiya.store import sql
from hashiya.store.agreeing import Agreement
from hashiya.store.appeals import check_appeals
from hashiya.store.assignment_checking import check_assignments
from hashiya.store.building import check_tables
from hashiya.store.coming_in import check_merges
from hashiya.store.connecting import reader
from hashiya.store.indexing import check_index
from hashiya.store.journal import CLOCK, NO_HASH, EventRow, event_hash
from hashiya.store.outcomes import Finding
from hashiya.store.passage_checking import check_passages
from hashiya.store.people import expect_people
from hashiya.store.retelling import check_histories
from hashiya.store.schemes import all_schemes, current_scheme_facts
from hashiya.store.steps import steps_after
from hashiya.store.transactions import Handle
from hashiya.store.troubles import speaking_of

__all__ = ["check_project"]

RESTORE: Final = "copy the file away as it is, then go on from the last backup"
"""What to do when something that was written once is not what it was."""


def check_project(handle: Handle) -> Iterator[Finding]:
    """Everything that is wrong or odd in a project, phase by phase.

    Raises:
        StoreError: A second connection to the file cannot be opened.
    """
    phases: tuple[tuple[str, Callable[[sqlite3.Connection], Iterator[Finding]]], ...] = (
        ("the file", _check_file),
        ("tables", _check_tables),
        ("references between tables", _check_references),
        ("people", _check_people),
        ("schemes", _check_schemes),
        ("the chain of events", _check_chains),
        ("documents and layers", _check_documents),
        ("histories and figures", check_histories),
        ("merges", check_merges),
        ("assignments", check_assignments),
        ("passages", check_passages),
        ("appeals", check_appeals),
        ("the search index", check_index),
    )
    with closing(reader(handle)) as connection:
        with speaking_of(handle.path):
            connection.execute(sql.BEGIN_READING)
        for name, phase in phases:
            try:
                with speaking_of(handle.path):
                    yield from phase(connection)
            except HashiyaError as error:
                yield Finding("error", str(error), name, RESTORE)
            except (ValueError, TypeError, LookupError, AttributeError) as error:
                what = f"a value there cannot be read back ({error})"
                yield Finding("error", what, name, RESTORE)


def _check_file(connection: sqlite3.Connection) -> Iterator[Finding]:
    for (line,) in connection.execute(sql.QUICK_CHECK):
        if line != "ok":
            yield Finding("error", f"SQLite finds it damaged: {line}", "the file", RESTORE)


def _check_tables(connection: sqlite3.Connection) -> Iterator[Finding]:
    return check_tables(connection, RESTORE)


def _check_references(connection: sqlite3.Connection) -> Iterator[Finding]:
    for table, row_id, parent, _ in connection.execute(sql.FOREIGN_KEY_CHECK):
        row = "a row" if row_id is None else f"row {row_id}"
        what = f"{row} speaks of something that is not in {parent}"
        yield Finding("error", what, f"table {table}", RESTORE)


def _check_people(connection: sqlite3.Connection) -> Iterator[Finding]:
    expect_people(connection)
    yield from ()


def _check_schemes(connection: sqlite3.Connection) -> Iterator[Finding]:
    current_scheme_facts(connection)
    deque(all_schemes(connection), maxlen=0)
    deque(steps_after(connection, 0), maxlen=0)
    yield from ()


def _check_chains(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Numbers without gaps, each hash right and after the one before, time that only grows."""
    before: EventRow | None = None
    newest = 0
    for event in map(EventRow._make, connection.execute(sql.EVENTS_BY_SESSION)):
        if before is None or before.session_id != event.session_id:
            expected = (1, NO_HASH)
            is_later = True
        else:
            expected = (before.seq + 1, before.hash)
            is_later = event.lamport > before.lamport
        where = f"session {event.session_id}, event {event.seq}"
        if event_hash(event) != event.hash:
            yield Finding("error", "the event is not what was written", where, RESTORE)
        if (event.seq, event.prev_hash) != expected or not is_later:
            yield Finding("error", "the event before it was changed or is missing", where, RESTORE)
        newest = max(newest, event.lamport)
        before = event
    clock = (connection.execute(sql.COUNTER, CLOCK).fetchone() or (0,))[0]
    if clock < newest:
        what = f"the logical clock says {clock}, and an event says {newest}"
        yield Finding("error", what, "counters", RESTORE)


def _check_documents(connection: sqlite3.Connection) -> Iterator[Finding]:
    agreement = Agreement(connection)
    yield from agreement.documents()
    yield from agreement.counters()

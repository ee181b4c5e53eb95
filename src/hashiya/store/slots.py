"""Slots: places on documents and what becomes of them, each change with the step that tells of it.

A place follows its person's layer: once every sentence carries a mark it is submitted, in the same
transaction, and claimed again when one is taken away. Must never touch an annotation.
"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from hashiya.errors import StoreError
from hashiya.store import assignment_sql
from hashiya.store.assignment_values import AssignmentState
from hashiya.store.journal import utc_now
from hashiya.store.seals import cells_seal

__all__ = [
    "Slot",
    "change_slot",
    "document_at",
    "insert_slot",
    "is_layer_done",
    "position_of",
    "settle",
    "slot_of",
    "slots_of_document",
    "step_seal",
    "write_step",
]


class Slot(NamedTuple):
    """A place's row."""

    position: int
    slot: int
    annotator_id: str | None
    state: AssignmentState
    claimed_at: str | None
    note: str


def slot_of(connection: sqlite3.Connection, position: int, annotator_id: str) -> Slot | None:
    """Somebody's place on a document; None when they have none."""
    found = connection.execute(assignment_sql.SLOT_OF, (position, annotator_id)).fetchone()
    return None if found is None else Slot._make(found)


def slots_of_document(connection: sqlite3.Connection, position: int) -> list[Slot]:
    """A document's places, in the order of their numbers."""
    rows = connection.execute(assignment_sql.SLOTS_OF_DOCUMENT, (position,)).fetchall()
    return [Slot._make(row) for row in rows]


def position_of(connection: sqlite3.Connection, document_id: str) -> int:
    """Where a document is in the project.

    Raises:
        StoreError: There is no such document.
    """
    found = connection.execute(assignment_sql.POSITION_OF, (document_id,)).fetchone()
    if found is None:
        raise StoreError(f"the project has no document {document_id!r}")
    return int(found[0])


def document_at(connection: sqlite3.Connection, position: int) -> str:
    """Which document is at a place."""
    return str(connection.execute(assignment_sql.DOCUMENT_AT, (position,)).fetchone()[0])


def is_layer_done(connection: sqlite3.Connection, annotator_id: str, position: int) -> bool:
    """Whether somebody has marked every sentence of a document."""
    cells = (annotator_id, position)
    found = connection.execute(assignment_sql.STATE_OF_LAYER, cells).fetchone()
    return found is not None and found[0] == "done"


def insert_slot(connection: sqlite3.Connection, slot: Slot, session_id: str) -> None:
    """Make a place; one that is open has no step yet."""
    connection.execute(assignment_sql.INSERT_SLOT, slot)
    if slot.state != "open":
        write_step(connection, slot, session_id)


def change_slot(connection: sqlite3.Connection, slot: Slot, session_id: str) -> None:
    """Write how a place stands now."""
    cells = (slot.annotator_id, slot.state, slot.claimed_at, slot.note, slot.position, slot.slot)
    connection.execute(assignment_sql.SET_SLOT, cells)
    write_step(connection, slot, session_id)


def write_step(connection: sqlite3.Connection, slot: Slot, session_id: str) -> None:
    """Write down what a place has become."""
    number = connection.execute(assignment_sql.LAST_STEP).fetchone()[0] + 1
    cells = (*slot, session_id, utc_now())
    seal = step_seal(number, cells)
    connection.execute(assignment_sql.INSERT_STEP, (number, *cells, seal))


def step_seal(number: int, cells: tuple[object, ...]) -> int:
    """Checksum of a step: its number, its place's row, its sitting and its time."""
    return cells_seal((number, *cells))


def settle(
    connection: sqlite3.Connection,
    position: int,
    annotator_id: str,
    session_id: str,
    *,
    is_done: bool,
) -> None:
    """Let a person's place follow their layer, which has just become done, or is no longer."""
    slot = slot_of(connection, position, annotator_id)
    if slot is None:
        return
    if is_done and slot.state == "claimed":
        change_slot(connection, slot._replace(state="submitted", note=""), session_id)
    elif not is_done and slot.state == "submitted":
        change_slot(connection, slot._replace(state="claimed"), session_id)

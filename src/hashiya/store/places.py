"""Places: where each annotator was, in every document; notes, not events."""

from __future__ import annotations

import sqlite3

from hashiya.errors import StoreError
from hashiya.store import sql
from hashiya.store.people import annotator_id_of
from hashiya.store.reading import document_facts
from hashiya.store.values import Place
from hashiya.text import Direction

__all__ = ["caret_in", "direction_of", "last_place", "remember_direction", "remember_place"]


def remember_place(
    connection: sqlite3.Connection, alias: str, document_id: str, caret: int
) -> None:
    """Note where somebody is; inside the caller's transaction. An offset past the end is the end.

    Raises:
        StoreError: There is no such person or document.
    """
    annotator_id = annotator_id_of(connection, alias)
    if not annotator_id:
        raise StoreError(f"the project has no annotator {alias!r}; add them first")
    facts, _ = document_facts(connection, document_id, annotator_id, "annotator")
    last = connection.execute(sql.LAST_PLACE, (annotator_id,)).fetchone()
    visit = 1 if last is None else last[2] + 1
    offset = min(max(caret, 0), facts.length)
    connection.execute(sql.SET_PLACE, (annotator_id, document_id, offset, visit))


def last_place(connection: sqlite3.Connection, alias: str) -> Place | None:
    """Where somebody was noted last."""
    cells = (annotator_id_of(connection, alias),)
    found = connection.execute(sql.LAST_PLACE, cells).fetchone()
    return None if found is None else Place(found[0], found[1])


def caret_in(connection: sqlite3.Connection, alias: str, document_id: str) -> int:
    """Where in a document somebody was noted last; 0 when never."""
    cells = (annotator_id_of(connection, alias), document_id)
    found = connection.execute(sql.CARET, cells).fetchone()
    return 0 if found is None else int(found[0])


def remember_direction(
    connection: sqlite3.Connection, alias: str, document_id: str, direction: Direction
) -> None:
    """Note in which direction somebody reads a document; inside the caller's transaction.

    Raises:
        StoreError: There is no such person or document.
    """
    remember_place(connection, alias, document_id, caret_in(connection, alias, document_id))
    annotator_id = annotator_id_of(connection, alias)
    connection.execute(sql.SET_DIRECTION, (direction, annotator_id, document_id))


def direction_of(connection: sqlite3.Connection, alias: str, document_id: str) -> Direction | None:
    """In which direction somebody chose to read a document; None when they never did."""
    cells = (annotator_id_of(connection, alias), document_id)
    found = connection.execute(sql.DIRECTION, cells).fetchone()
    return None if found is None else found[0]

"""Gold owners: whose gold a document's is; it has one gold layer at most.

A gold layer that holds nothing any more is no layer, so that whoever took everything back leaves
the document to others. Must never know an event.
"""

from __future__ import annotations

import sqlite3

from hashiya.errors import Reason, StoreError
from hashiya.store import ruling_sql

__all__ = ["expect_no_other_gold", "other_gold"]


def other_gold(connection: sqlite3.Connection, annotator_id: str, position: int) -> str | None:
    """Alias of whoever else has a gold layer on the document at a position; None for nobody."""
    found = connection.execute(ruling_sql.OTHER_GOLD, (annotator_id, position)).fetchone()
    return found[0] if found is not None else None


def expect_no_other_gold(connection: sqlite3.Connection, annotator_id: str, position: int) -> None:
    """Let nobody begin a second gold layer.

    Raises:
        StoreError: Somebody else has one.
    """
    other = other_gold(connection, annotator_id, position)
    if other is not None:
        raise StoreError(
            Reason("{alias} is making this document gold; choose another one", alias=other)
        )

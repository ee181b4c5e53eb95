"""Checking passages: whether they are as planned, of their text, and read by their person alone.

Nothing is repaired.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from hashiya.store import passage_sql, sql
from hashiya.store.outcomes import Finding
from hashiya.store.passages import passage_seal

__all__ = ["check_passages"]

REMEDY = "first answers are not touched by it; leave the passage out of what is measured"
"""What to do: all that people made is in their layers."""


def check_passages(connection: sqlite3.Connection) -> Iterator[Finding]:
    """What is wrong with passages."""
    for *row, seal in connection.execute(passage_sql.ROWS).fetchall():
        where = f"passage {row[0]}"
        if passage_seal(row) != seal:
            yield Finding("error", "its first reading is not what was written", where, REMEDY)
        elif not _fits(connection, row):
            yield Finding("error", "it is not of the text it was taken from", where, REMEDY)
    for (name,) in connection.execute(passage_sql.STRAYS).fetchall():
        what = "nothing says whose passage it is"
        yield Finding("error", what, f"document {name!r}", REMEDY)
    for (position,) in connection.execute(passage_sql.LAYERS_OF_OTHERS).fetchall():
        what = "somebody else has worked on it, or it is gold"
        yield Finding("error", what, f"passage {position}", REMEDY)


def _fits(connection: sqlite3.Connection, row: Sequence[Any]) -> bool:
    """Whether the text is that of its document, and what was tagged is in it."""
    position, _, of_position, start, end, chosen, first, *_ = row
    text, whole = (
        connection.execute(sql.TEXT, (at,)).fetchone()[0] for at in (position, of_position)
    )
    bounds = [*json.loads(chosen), *(unit[:2] for unit in json.loads(first))]
    return text == whole[start:end] and all(0 <= a < b <= len(text) for a, b in bounds)

"""Seeing: what each annotator's layer was when an article became gold, so that changes are found.

It is no event: the last look at an article counts, and what annotators do is in the journal. Must
never know what a card is.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable

from hashiya.store import ruling_sql

__all__ = ["note_seen", "seen_by_position"]


def note_seen(
    connection: sqlite3.Connection, document_id: str, seals: Iterable[tuple[str, int]]
) -> None:
    """Write down what a document's gold stands on: alias and seal of each annotator's layer."""
    cells = [(seal, document_id, alias) for alias, seal in seals]
    connection.executemany(ruling_sql.SET_SEEN, cells)


def seen_by_position(
    connection: sqlite3.Connection, after: int, last: int
) -> dict[int, dict[str, int]]:
    """Position of a document that was made gold → alias → seal of their layer then."""
    found: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for position, alias, seal in connection.execute(ruling_sql.SEEN, (after, last)).fetchall():
        found[position][alias] = seal
    return found

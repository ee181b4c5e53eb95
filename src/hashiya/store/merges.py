"""Merges: what came in with packs, newest first, and the acts it was made of; by bounded looks.

Must never know how anything was merged.
"""

from __future__ import annotations

import sqlite3
from typing import Final

from hashiya.store import merge_sql
from hashiya.store.event_rows import act_of
from hashiya.store.merge_values import ActKey, MergedAct, MergedOn, PastMerge

__all__ = ["merged_acts", "past_merges"]

NO_LIMIT: Final = 2**62
"""Above every number of a merge, and every logical time."""


def past_merges(
    connection: sqlite3.Connection, alias: str | None, before: int | None, limit: int
) -> list[PastMerge]:
    """The merges before one, newest first: those that somebody made or whose work they are."""
    cells = (before or NO_LIMIT, alias, alias, alias, limit)
    found = connection.execute(merge_sql.MERGES_BEFORE, cells).fetchall()
    return [PastMerge._make((*row, _documents(connection, row[0]))) for row in found]


def merged_acts(
    connection: sqlite3.Connection, number: int, before: ActKey | None, limit: int
) -> list[MergedAct]:
    """What a merge is made of before a key, the newest first."""
    cells = (number, *(before or (NO_LIMIT, "", 0)), limit)
    rows = connection.execute(merge_sql.ACTS_OF_MERGE, cells).fetchall()
    return [
        MergedAct._make(((lamport, session_id, seq), *cells, act_of(body)))
        for lamport, session_id, seq, *cells, body in rows
    ]


def _documents(connection: sqlite3.Connection, number: int) -> tuple[MergedOn, ...]:
    rows = connection.execute(merge_sql.DOCUMENTS_OF_MERGE, (number,)).fetchall()
    return tuple([MergedOn(*row) for row in rows])

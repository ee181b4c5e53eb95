"""Indexing: makes the index of words that searching looks up, a slice at a time, and checks it.

The index is worked out of the texts: it can be missing, behind or damaged, and nothing is lost. A
slice is whole documents in one short transaction, so that others can write between two of them.
Must never know a query.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Final, NamedTuple
from zlib import crc32

from hashiya.store import search_sql, sql
from hashiya.store.hits import Indexed
from hashiya.store.outcomes import Finding
from hashiya.text import stretch_keys, stretches

__all__ = ["check_index", "empty_index", "extend_index", "index_reach", "is_index_damage"]

SLICE_DOCUMENTS: Final = 200
"""Documents that one slice adds at most."""

SLICE_CHARACTERS: Final = 200_000
"""Code points after which a slice ends; about a tenth of a second."""

AGAIN: Final = "make the index again with `hashiya search --rebuild`; nothing is lost"
"""What to do about an index that does not fit the texts."""


def index_reach(connection: sqlite3.Connection) -> Indexed:
    """How far the index has come."""
    row = connection.execute(search_sql.LAST_STRETCH).fetchone()
    total = connection.execute(sql.COUNTER, ("project", "documents")).fetchone()
    return Indexed(row[1] if row else 0, total[0] if total else 0)


def extend_index(connection: sqlite3.Connection) -> Indexed:
    """Add the next documents to the index; inside the caller's transaction."""
    row = connection.execute(search_sql.LAST_STRETCH).fetchone()
    stretch_id, after = row or (0, 0)
    characters = 0
    cells = (after, SLICE_DOCUMENTS)
    for position, text in connection.execute(search_sql.TEXTS_AFTER, cells):
        bounds = list(stretches(text))
        keys = [" ".join(sorted(stretch_keys(text, start, end))) for start, end in bounds]
        ids = range(stretch_id + 1, stretch_id + 1 + len(bounds))
        connection.executemany(
            search_sql.INSERT_STRETCH,
            [(at, position, *bound) for at, bound in zip(ids, bounds, strict=True)],
        )
        connection.executemany(search_sql.INSERT_KEYS, zip(ids, keys, strict=True))
        stretch_id = ids[-1]
        characters += len(text)
        if characters >= SLICE_CHARACTERS:
            break
    return index_reach(connection)


def empty_index(connection: sqlite3.Connection) -> None:
    """Throw the index away; inside the caller's transaction."""
    connection.execute(search_sql.EMPTY_INDEX)
    connection.execute(search_sql.EMPTY_STRETCHES)


def check_index(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Whether the index holds what the texts, up to where it has come, make of it."""
    try:
        yield from _differences(connection)
    except sqlite3.DatabaseError as error:
        if not is_index_damage(error):
            raise
        yield _finding("it cannot be read")


def is_index_damage(error: sqlite3.DatabaseError) -> bool:
    """Whether SQLite complains of the index and of nothing else."""
    return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_CORRUPT_VTAB


def _differences(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Both sides are read once, in whatever order they come.

    Each key of a stretch is a number, and the sums must be equal.
    """
    expected, before, text = 0, _Stretch(0, 0, 0, 0), ""
    for here in map(_Stretch._make, connection.execute(search_sql.STRETCHES)):
        is_next_document = before.end == len(text)
        if is_next_document:
            row = connection.execute(sql.TEXT, (here.position,)).fetchone()
            text = row[0] if row else ""
        start = 0 if is_next_document else before.end
        bounds = next(stretches(text, start))
        position = before.position + is_next_document
        if here != _Stretch(before.id + 1, position, *bounds):
            yield _finding(f"part {here.id} is not of document {position}, {bounds}")
            return
        expected += sum(_number(key, here.id) for key in stretch_keys(text, *bounds))
        before = here
    if before.end != len(text):
        yield _finding(f"the end of document {before.position} is not in it")
        return
    found = sum(_number(key, at) for key, at in connection.execute(search_sql.INDEXED_KEYS))
    if found != expected:
        yield _finding("the words it holds are not those of the texts")


class _Stretch(NamedTuple):
    """One row."""

    id: int
    position: int
    start: int
    end: int


def _number(key: str, stretch_id: int) -> int:
    return crc32(f"{key}\0{stretch_id}".encode())


def _finding(what: str) -> Finding:
    return Finding("warning", f"hits may be missing: {what}", "the search index", AGAIN)

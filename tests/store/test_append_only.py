"""What was written once stays: events, texts, segmentations and published schemes."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from tests.store.making import Project, annotated

REFUSED = [
    "UPDATE event SET body = '{}'",
    "UPDATE event SET at = 'yesterday'",
    "DELETE FROM event",
    "INSERT OR REPLACE INTO event SELECT * FROM event",
    "UPDATE document SET text = 'x', length = 1",
    "UPDATE document SET sha256 = hex(zeroblob(32))",
    "UPDATE document SET id = 'other'",
    "DELETE FROM document",
    "UPDATE sentence SET start = 1 WHERE ordinal = 0",
    "DELETE FROM sentence",
    "UPDATE scheme SET rules = '{}'",
    "UPDATE scheme SET state = 'draft'",
    "DELETE FROM scheme",
    "UPDATE label SET name = 'x'",
    "DELETE FROM label",
    "INSERT INTO label SELECT 1, 9, 'new', '', '', '', '', '', '', '', '[]' FROM label LIMIT 1",
    "UPDATE span SET start = -1",
    'UPDATE span SET "end" = 99999',
    "UPDATE span SET quote = quote || 'x'",
    "UPDATE span SET length = length + 1",
    "UPDATE counter SET n = -1",
    "UPDATE progress SET state = 'lost'",
    "INSERT INTO place VALUES ('nobody', 'd1', 0, 1, 'auto')",
]


@pytest.mark.parametrize("statement", REFUSED)
def test_the_file_itself_refuses(project: Project, statement: str) -> None:
    """Triggers, checks and foreign keys refuse it, whatever program asks."""
    project.store.put(project.sit(), [annotated()])
    with closing(sqlite3.connect(project.path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA recursive_triggers = ON")
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute(statement)
    assert [*project.store.check()] == []


def test_every_table_is_strict_text_and_integer(project: Project) -> None:
    """Nothing but TEXT and INTEGER, and SQLite holds the columns to it."""
    with closing(sqlite3.connect(project.path)) as connection:
        tables = connection.execute(
            "SELECT name, strict FROM pragma_table_list WHERE name NOT LIKE 'sqlite_%'"
            " AND name NOT GLOB 'search*'"  # the index of words, which holds nothing of its own
        ).fetchall()
        types = {
            kind
            for name, _ in tables
            for (kind,) in connection.execute(f"SELECT type FROM pragma_table_info('{name}')")
        }
    assert tables
    assert all(strict for _, strict in tables)
    assert types == {"TEXT", "INTEGER"}

"""Appeal tables: what annotators say of rulings that differ from their work, once each.

Written once and never changed, as every step's statements are.
"""

from __future__ import annotations

from typing import Final

__all__ = ["APPEALS"]

APPEALS: Final = (
    # One row a person and card. `waits`: whether it is an appeal that no ruling has answered.
    """
    CREATE TABLE appeal (
        position INTEGER NOT NULL REFERENCES document (position),
        annotator_id TEXT NOT NULL REFERENCES annotator (id),
        key TEXT NOT NULL CHECK (key <> ''),
        kind TEXT NOT NULL CHECK (kind IN ('accepted', 'appealed')),
        note TEXT NOT NULL,
        at TEXT NOT NULL,
        waits INTEGER NOT NULL CHECK (waits IN (0, 1)),
        seal INTEGER NOT NULL,
        PRIMARY KEY (position, annotator_id, key),
        CHECK (kind = 'appealed' OR waits = 0)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX appeal_that_waits ON appeal (position) WHERE waits = 1",
)
"""DDL of the step, in order."""

"""Ruling tables: what adjudicators decided, by which forms it is found again, and their sessions.

Written once and never changed, as every step's statements are.
"""

from __future__ import annotations

from typing import Final

__all__ = ["RULINGS"]

RULINGS: Final = (
    # One row a card that was ruled on. `body` is the whole ruling as JSON; the columns beside it
    # are what is asked for.
    """
    CREATE TABLE ruling (
        document_id TEXT NOT NULL,
        length INTEGER NOT NULL,
        annotator_id TEXT NOT NULL REFERENCES annotator (id),
        layer TEXT NOT NULL CHECK (layer = 'gold'),
        key TEXT NOT NULL,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        outcome TEXT NOT NULL CHECK (outcome IN ('take', 'edit', 'both', 'neither', 'defer')),
        review TEXT NOT NULL,
        gap INTEGER NOT NULL CHECK (gap IN (0, 1)),
        body TEXT NOT NULL,
        by_session TEXT NOT NULL,
        by_seq INTEGER NOT NULL,
        PRIMARY KEY (document_id, annotator_id, layer, key),
        FOREIGN KEY (document_id, length) REFERENCES document (id, length),
        CHECK (0 <= start AND start < "end" AND "end" <= length)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX ruling_of_review ON ruling (review, document_id, start, key)",
    "CREATE INDEX ruling_with_gap ON ruling (document_id, start, key) WHERE gap = 1",
    # A ruling is found by each folded form that was proposed.
    """
    CREATE TABLE precedent (
        form TEXT NOT NULL,
        document_id TEXT NOT NULL REFERENCES document (id),
        annotator_id TEXT NOT NULL,
        key TEXT NOT NULL,
        PRIMARY KEY (form, document_id, annotator_id, key)
    ) STRICT, WITHOUT ROWID
    """,
    # What an adjudicator set out to do, and where they were last; no event, the last note wins.
    """
    CREATE TABLE review (
        name TEXT NOT NULL PRIMARY KEY CHECK (name <> ''),
        annotator_id TEXT NOT NULL REFERENCES annotator (id),
        body TEXT NOT NULL,
        opened_at TEXT NOT NULL,
        document_id TEXT REFERENCES document (id),
        key TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
)
"""DDL of the step, in order."""

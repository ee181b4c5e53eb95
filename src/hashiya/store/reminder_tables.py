"""Reminder tables: the flags and notes that people put on spans, sentences and documents.

A layer's row of progress says how many of both it has, so that whoever looks for them reads only
documents that have any. Written once and never changed, as every step's statements are.
"""

from __future__ import annotations

from typing import Final

__all__ = ["REMINDERS"]

REMINDERS: Final = (
    # A span's note stands in its row since there are spans; so does its flag.
    """
    ALTER TABLE span ADD COLUMN flagged INTEGER NOT NULL DEFAULT 0 CHECK (flagged IN (0, 1))
    """,
    # One row a sentence, and one from 0 to 0 for the document as a whole.
    """
    CREATE TABLE reminder (
        document_id TEXT NOT NULL,
        length INTEGER NOT NULL,
        annotator_id TEXT NOT NULL,
        layer TEXT NOT NULL CHECK (layer IN ('annotator', 'gold')),
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        flagged INTEGER NOT NULL CHECK (flagged IN (0, 1)),
        note TEXT NOT NULL,
        by_session TEXT NOT NULL,
        by_seq INTEGER NOT NULL,
        PRIMARY KEY (document_id, annotator_id, layer, start, "end"),
        FOREIGN KEY (document_id, length) REFERENCES document (id, length),
        CHECK (start = 0 AND "end" = 0 OR 0 <= start AND start < "end" AND "end" <= length),
        CHECK (flagged = 1 OR note <> '')
    ) STRICT, WITHOUT ROWID
    """,
    "ALTER TABLE progress ADD COLUMN flags INTEGER NOT NULL DEFAULT 0 CHECK (flags >= 0)",
    "ALTER TABLE progress ADD COLUMN notes INTEGER NOT NULL DEFAULT 0 CHECK (notes >= 0)",
    # Spans had notes before they were counted.
    """
    UPDATE progress SET notes = (
        SELECT count(*) FROM document JOIN span ON span.document_id = document.id
        WHERE document.position = progress.position AND span.layer = progress.layer
            AND span.annotator_id = progress.annotator_id AND span.note <> ''
    )
    WHERE (annotator_id, layer, position) IN (
        SELECT span.annotator_id, span.layer, document.position
        FROM span JOIN document ON document.id = span.document_id WHERE span.note <> ''
    )
    """,
    """
    INSERT INTO counter (scope, name, n)
    SELECT layer || '/' || annotator_id, 'notes', sum(notes) FROM progress
    WHERE notes > 0 GROUP BY layer, annotator_id
    """,
    """
    CREATE INDEX progress_to_come_back ON progress (annotator_id, layer, position)
    WHERE flags > 0 OR notes > 0
    """,
)
"""DDL of the step `0010-reminders`, in order."""

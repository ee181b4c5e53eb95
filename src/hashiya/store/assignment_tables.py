"""Tables of assignments: places for people on documents, and who gave, took or left them when.

Giving out work is not annotating: nothing here is an event, and nothing holds an annotation.
"""

from __future__ import annotations

from typing import Final

__all__ = ["ASSIGNMENTS"]

ASSIGNMENTS: Final = (
    # One row a place, made up front; its keys make it impossible to give one place to two people,
    # or one person two places on a document. `claimed_at`: when it was taken from the queue, and
    # nothing where it was given. `note`: why it was skipped, or opened again.
    """
    CREATE TABLE assignment (
        position INTEGER NOT NULL REFERENCES document (position),
        slot INTEGER NOT NULL CHECK (slot >= 1),
        annotator_id TEXT REFERENCES annotator (id),
        state TEXT NOT NULL CHECK (state IN ('open', 'claimed', 'submitted', 'skipped')),
        claimed_at TEXT,
        note TEXT NOT NULL,
        PRIMARY KEY (position, slot),
        UNIQUE (position, annotator_id),
        CHECK ((state = 'open') = (annotator_id IS NULL)),
        CHECK (state <> 'open' OR (claimed_at IS NULL AND note = ''))
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX assignment_of_person ON assignment (annotator_id, position, state)",
    "CREATE INDEX assignment_open ON assignment (position, slot) WHERE state = 'open'",
    """
    CREATE INDEX assignment_claimed ON assignment (claimed_at)
    WHERE state = 'claimed' AND claimed_at IS NOT NULL
    """,
    # What became of a place, one row a change; the last one is how it stands. A place without any
    # has been open ever since. `session_id`: in whose sitting it happened.
    """
    CREATE TABLE assignment_step (
        number INTEGER PRIMARY KEY CHECK (number >= 1),
        position INTEGER NOT NULL REFERENCES document (position),
        slot INTEGER NOT NULL,
        annotator_id TEXT REFERENCES annotator (id),
        state TEXT NOT NULL,
        claimed_at TEXT,
        note TEXT NOT NULL,
        session_id TEXT NOT NULL REFERENCES session (id),
        at TEXT NOT NULL,
        seal INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TRIGGER assignment_step_is_frozen BEFORE UPDATE ON assignment_step
    BEGIN SELECT RAISE(ABORT, 'what became of an assignment is never edited'); END
    """,
    """
    CREATE TRIGGER assignment_step_is_kept BEFORE DELETE ON assignment_step
    BEGIN SELECT RAISE(ABORT, 'what became of an assignment is never deleted'); END
    """,
)
"""DDL of the step `0012-assignments`, in order."""

"""Tables of passages: sentences that somebody has finished and is given once more, unmarked.

A passage is a document of its own with the text of those sentences, behind all articles, and what
its person made of them the first time. Nothing of it is an event; what is annotated on it is.
"""

from __future__ import annotations

from typing import Final

__all__ = ["PASSAGES"]

PASSAGES: Final = (
    # `start`, `end`: where its text is in the document it is taken from. `chosen`: bounds of the
    # sentences that are compared, `first`: start, end and label of what was made of them, both as
    # lists in code points of the passage. `first_at`: when the last of them was finished.
    """
    CREATE TABLE passage (
        position INTEGER NOT NULL PRIMARY KEY REFERENCES document (position)
            CHECK (position > 1099511627776),
        annotator_id TEXT NOT NULL REFERENCES annotator (id),
        of_position INTEGER NOT NULL REFERENCES document (position),
        start INTEGER NOT NULL CHECK (start >= 0),
        "end" INTEGER NOT NULL CHECK ("end" > start),
        chosen TEXT NOT NULL,
        first TEXT NOT NULL,
        first_at TEXT NOT NULL,
        scheme_id INTEGER NOT NULL REFERENCES scheme (id),
        session_id TEXT NOT NULL REFERENCES session (id),
        planned_at TEXT NOT NULL,
        seal INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX passage_of_person ON passage (annotator_id, position)",
    """
    CREATE TRIGGER passage_is_frozen BEFORE UPDATE ON passage
    BEGIN SELECT RAISE(ABORT, 'a first reading is never edited'); END
    """,
    """
    CREATE TRIGGER passage_is_kept BEFORE DELETE ON passage
    BEGIN SELECT RAISE(ABORT, 'a first reading is never deleted'); END
    """,
)
"""DDL of the step `0018-passages`, in order."""
